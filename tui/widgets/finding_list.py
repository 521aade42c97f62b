"""A list of findings: cards or names one under the other, with a cursor that stops at those that can be entered."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence, Set
from dataclasses import dataclass
from itertools import accumulate

from textual import events
from textual.geometry import Size
from textual.message import Message

from store.model import Note
from tui.cards import Item
from tui.findings import Finding
from tui.widgets.line_view import LineView, Piece, SetLine

MARGIN = 3
"""Cells left of the words: the cursor's bar and the sign of the chosen one; one stays free on the right."""


class FindingList(LineView):
    """Items of any height, drawn line by line."""

    @dataclass
    class Entered(Message):
        """An item was clicked or entered."""

        item: Item

    def __init__(self, *, id: str | None = None, cursor: bool = True) -> None:
        super().__init__(id=id)
        self.can_focus = cursor
        self._with_cursor = cursor
        self._make: Callable[[int], Sequence[Item]] = lambda width: ()
        self._items: Sequence[Item] = ()
        self._rows: list[tuple[int, int]] = []
        self._tops: list[int] = []
        self._cursor = 0
        self._chosen: Finding | None = None
        self._marked: Set[Hashable] = frozenset()

    @property
    def text_width(self) -> int:
        """Cells there are for an item's words, the same with and without a scroll bar."""
        return max(12, self.outer_size.width - self.styles.scrollbar_size_vertical - MARGIN - 1)

    @property
    def items(self) -> Sequence[Item]:
        """What is listed."""
        return self._items

    @property
    def current(self) -> Item | None:
        """The item under the cursor, or None where there is nothing to enter."""
        if self._cursor < len(self._items) and self._items[self._cursor].enterable:
            return self._items[self._cursor]
        return None

    def show(self, make: Callable[[int], Sequence[Item]], *, keep: bool = False) -> None:
        """Show other items.

        Args:
            make: gives them for a width in cells, and is asked again at another width.
            keep: stay on the item with the key there was, or else at the same place; by default begin at the top.
        """
        key = self.current.key if keep and self.current else None
        self._make = make
        self._set_items()
        if keep:
            self.point(key)
        else:
            self._cursor = next((number for number, item in enumerate(self._items) if item.enterable), 0)
            self.scroll_to(y=0, animate=False)

    def point(self, key: Hashable | None) -> None:
        """Put the cursor on the item with a key, or leave it about where it is."""
        stops = [number for number, item in enumerate(self._items) if item.enterable]
        place = next((number for number in stops if key is not None and _alike(self._items[number].key, key)), None)
        if place is None and stops:
            place = next((number for number in stops if number >= self._cursor), stops[-1])
        self._go(place or 0)

    def mark(self, keys: Set[Hashable]) -> None:
        """Show the items with these keys as marked."""
        if keys != self._marked:
            self._marked = frozenset(keys)
            self.redraw()

    def on_resize(self) -> None:
        """Set the same items for the width there is now."""
        self._set_items()
        self._go(self._cursor)

    def _set_items(self) -> None:
        before, self._items = self._items, self._make(self.text_width)
        self._rows = [(number, part) for number, item in enumerate(self._items) for part in range(len(item.lines))]
        self._tops = list(accumulate((len(item.lines) for item in self._items), initial=0))
        self.virtual_size = Size(self.size.width, len(self._rows))
        if self._items != before:
            self.redraw()

    def choose(self, finding: Finding | None, *, go: bool = True) -> None:
        """Mark the chosen finding, and ``go`` to it where it is in the list."""
        before, self._chosen = self._chosen, finding
        place = next((n for n, item in enumerate(self._items) if finding and item.finding == finding), None)
        if go and place is not None:
            self._go(place)
        if finding != before:
            self.redraw()

    def move(self, how: str) -> None:
        """Move the cursor among the items that can be entered."""
        stops = [number for number, item in enumerate(self._items) if item.enterable]
        if not stops:
            self.scroll_relative(y=-1 if how.endswith("up") else 1, animate=False)
            return
        at = stops.index(self._cursor) if self._cursor in stops else 0
        page = max(1, self.size.height // 4)
        steps = {
            "down": 1, "up": -1, "top": -len(stops), "bottom": len(stops), "half_down": page, "half_up": -page,
            "page_down": 2 * page, "page_up": -2 * page,
        }  # fmt: skip
        self._go(stops[max(0, min(at + steps[how], len(stops) - 1))])

    def _go(self, place: int) -> None:
        before, self._cursor = self._cursor, place
        if place != before:
            self.redraw_lines([*self._lines_of(before), *self._lines_of(place)])
        lines = self._lines_of(place)
        first = 0 if lines.start <= 2 else lines.start
        self.bring_into_view(first, max(first, lines.stop - 1), margin=1)

    def _lines_of(self, place: int) -> range:
        if place >= len(self._items):
            return range(0)
        return range(self._tops[place], self._tops[place + 1])

    def on_click(self, event: events.Click) -> None:
        """Enter the item that was clicked."""
        number = event.y + self.scroll_offset.y
        if number < len(self._rows):
            place = self._rows[number][0]
            if self._items[place].enterable:
                self._go(place)
                self.post_message(self.Entered(self._items[place]))

    def watch_has_focus(self, focus: bool) -> None:
        """The bar is bright only where keys go."""
        super().watch_has_focus(focus)
        self.redraw_lines(self._lines_of(self._cursor))

    def set_line(self, number: int) -> SetLine:
        """One line of an item, with the cursor's bar and the sign of the chosen one."""
        if number >= len(self._rows):
            return SetLine()
        place, part = self._rows[number]
        item = self._items[place]
        words = item.lines[part]
        under_cursor = self._with_cursor and place == self._cursor and item.enterable and bool(words)
        fill = ("selected",) if under_cursor and self.has_focus else ()
        bar: Piece = ("▌" if under_cursor else " ", (*fill, "selected-bar" if self.has_focus else "faint"))
        chosen = item.finding is not None and item.finding == self._chosen and part == 0
        sign: Piece = (" ▸"[chosen] if item.enterable else " ", (*fill, "marker"))
        if part == 0 and item.enterable and item.key in self._marked:
            sign = ("+", (*fill, "mark-sign"))
        pieces = [(text, (*fill, *names)) for text, names in words]
        return SetLine([bar, sign, (" ", fill), *pieces], fill)


def _alike(one: Hashable | None, other: Hashable) -> bool:
    """Whether two keys are the same thing, a note with other words among them."""
    if isinstance(one, Note) and isinstance(other, Note):
        return one.id == other.id
    return one == other
