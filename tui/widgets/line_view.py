"""What the article list, the body and the sidebar share: a scrolling view that draws only the lines on the screen."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import ClassVar, get_args

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual.geometry import Region
from textual.scroll_view import ScrollView
from textual.strip import Strip

from store.model import COLORS, KINDS, STATUSES
from store.review import State

Piece = tuple[str, tuple[str, ...]]
"""Literal text and the names of the styles it wears, later names winning."""

_UNPRINTABLE = dict.fromkeys([*range(0x20), *range(0x7F, 0xA0), *range(0x202A, 0x202F), *range(0x2066, 0x206A)])

STYLE_NAMES = {
    "title", "meta", "heading", "text", "list", "quote", "caption", "removed", "mended",
    "marker", "cursor-line", "evidence", "chosen", "muted", "faint", "accent",
    "strong", "match", "match-here", "unread", "star", "tag", "selected", "selected-bar", "count", "rule",
    *(f"kind-{kind}" for kind in KINDS), *(f"trigger-{status}" for status in STATUSES),
    *(f"status-{status}" for status in STATUSES), *(f"mark-{color}" for color in COLORS), "mark-note", "mark-sign",
    *(f"sign-{color}" for color in COLORS), *(f"state-{state}" for state in get_args(State)), "rejected", "orphaned",
    "selection",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class SetLine:
    """A line ready to be drawn: its pieces from the left edge, and the style that fills the rest of the row."""

    pieces: Sequence[Piece] = ()
    fill: tuple[str, ...] = ()


class LineView(ScrollView, can_focus=True, inherit_bindings=False):
    """Draws line by line and keeps drawn lines until they change. Text is literal: it never meets a markup parser."""

    COMPONENT_CLASSES: ClassVar[set[str]] = STYLE_NAMES

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(id=id, classes=classes)
        self._drawn: dict[int, Strip] = {}
        self._style_of: dict[tuple[str, ...], Style] = {}

    def set_line(self, number: int) -> SetLine:
        """Compose line ``number`` (counted from the top of the content); subclasses say how."""
        return SetLine()

    def style_of(self, names: tuple[str, ...]) -> Style:
        """The names' styles laid over each other and over the widget's own."""
        style = self._style_of.get(names)
        if style is None:
            style = self.rich_style
            for name in names:
                style += self.get_component_rich_style(name, partial=True)
            self._style_of[names] = style
        return style

    def render_line(self, y: int) -> Strip:
        """Textual's line API: the row ``y`` of the screen's window on the content."""
        number = y + self.scroll_offset.y
        strip = self._drawn.get(number)
        if strip is None or strip.cell_length != self.size.width:
            strip = self._drawn[number] = self._draw(self.set_line(number))
        return strip

    def _draw(self, line: SetLine) -> Strip:
        segments = []
        for text, names in line.pieces:
            safe = text if text.isprintable() else text.translate(_UNPRINTABLE)
            segments.append(Segment(safe, self.style_of(names)))
        used = sum(cell_len(segment.text) for segment in segments)
        return Strip(segments, used).adjust_cell_length(self.size.width, self.style_of(line.fill))

    def redraw(self) -> None:
        """Draw everything anew."""
        self._drawn.clear()
        self.refresh()

    def redraw_lines(self, numbers: Iterable[int]) -> None:
        """Draw these lines anew and leave the others as they stand."""
        top, height, width = self.scroll_offset.y, self.size.height, self.size.width
        for number in set(numbers):
            self._drawn.pop(number, None)
            if top <= number < top + height:
                self.refresh(Region(0, number - top, width, 1))

    def notify_style_update(self) -> None:
        """A theme or a class changed: no line drawn before is right any more."""
        super().notify_style_update()
        self._style_of.clear()
        self._drawn.clear()

    def bring_into_view(self, first: int, last: int, margin: int = 0) -> None:
        """Scroll, no further than needed, so that the lines ``first`` to ``last`` are seen with room around them."""
        top, height = self.scroll_offset.y, self.size.height
        if height <= 0:
            return
        margin = min(margin, max(0, (height - (last - first + 1)) // 2))
        if first - margin < top:
            self.scroll_to(y=max(0, first - margin), animate=False)
        elif last + margin >= top + height:
            self.scroll_to(y=min(first, last + margin + 1 - height), animate=False)
