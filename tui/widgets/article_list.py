"""The list of articles: four lines a row, drawn and fetched only as far as it is seen."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from rich.cells import cell_len
from textual import events, work
from textual.geometry import Size
from textual.message import Message

from store.model import ArticleRow, DatelineError, Span
from tui.dates import short_date
from tui.feed import PAGE, Rows
from tui.layout import runs_leftward
from tui.widgets.line_view import LineView, Piece, SetLine
from tui.wrapping import fit, fit_lines

ROW = 4
"""Lines an article takes: two of title, one of source and date, one of tags."""
MARGIN = 5
"""Cells beside the words: the cursor's bar, dot or star, a space; one stays free on the right, one for the bar."""
FETCH_AT_ONCE = 5 * PAGE
"""Up to this many rows are fetched before the screen is drawn (a few milliseconds a page); more in a thread."""


class ArticleList(LineView):
    """Articles, newest first, with a cursor."""

    @dataclass
    class Highlighted(Message):
        """The cursor stands on another article."""

        row: ArticleRow

    @dataclass
    class Picked(Message):
        """An article was clicked: it is to be read."""

        row: ArticleRow

    @dataclass
    class MarksChanged(Message):
        """Articles were marked, or marks taken away: how many have one now."""

        count: int

    @dataclass
    class Failed(Message):
        """Rows could not be fetched."""

        words: str

    def __init__(self, feed: Rows, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._feed = feed
        self._cursor = 0
        self.marked: set[int] = set()

    def show(self, feed: Rows, *, stay: bool) -> None:
        """Show other articles, from the top; with ``stay`` on the article at hand where it is among the first."""
        current = self.current if stay else None
        self._feed = feed
        place = feed.place_of(current.id) if current else None
        self._cursor = place if place is not None and place < PAGE else 0
        self._ensure(self._cursor, self._cursor + 1)
        self._set()
        self.bring_into_view(self._cursor * ROW, self._cursor * ROW + ROW - 1)

    @property
    def feed(self) -> Rows:
        """The articles that are shown."""
        return self._feed

    @property
    def current(self) -> ArticleRow | None:
        """The article under the cursor, or None in an empty list."""
        return self._feed.row(self._cursor)

    def reload(self) -> None:
        """Read the list anew and stay on the same article where it is near the top."""
        current = self.current
        self._feed.reload()
        place = self._feed.place_of(current.id) if current else None
        self._cursor = place or 0
        self._set()

    def _set(self) -> None:
        self.virtual_size = Size(self.size.width, self._feed.total * ROW)
        self.redraw()
        self._tell()

    def replace(self, row: ArticleRow) -> None:
        """Show a changed row."""
        place = self._feed.replace(row)
        if place is not None:
            self.redraw_lines(range(place * ROW, place * ROW + ROW))

    def refresh_rows(self) -> None:
        """Show anew what may have changed, and stay where one is."""
        self._feed.age()
        first = self.scroll_offset.y // ROW
        self._ensure(first - 1, first + self.size.height // ROW + 1)
        self.redraw()

    def show_article(self, article_id: int) -> bool:
        """Put the cursor on an article; False where it is not among the rows fetched."""
        place = self._feed.place_of(article_id)
        if place is not None:
            self.go(place)
        return place is not None

    # --- marking

    def toggle_mark(self) -> None:
        """Mark the article under the cursor, or take its mark away, and go on to the next."""
        if row := self.current:
            self.mark(self.marked ^ {row.id})
            self.go(self._cursor + 1)

    def mark(self, article_ids: set[int]) -> None:
        """Mark these articles and no others."""
        self.marked = article_ids
        self.redraw()
        self.post_message(self.MarksChanged(len(article_ids)))

    def ids(self) -> list[int]:
        """The ids of all articles of the list, fetched where they are not there yet; may be called from a thread."""
        return self._feed.ids()

    # --- moving

    def move(self, how: str) -> None:
        """Move the cursor ``down``, ``up``, to the ``top`` or ``bottom``, or by ``half_down``, ``page_up`` etc."""
        page = max(1, self.size.height // ROW)
        last = self._feed.total - 1
        places = {
            "down": self._cursor + 1, "up": self._cursor - 1, "top": 0, "bottom": last,
            "half_down": self._cursor + max(1, page // 2), "half_up": self._cursor - max(1, page // 2),
            "page_down": self._cursor + page, "page_up": self._cursor - page,
        }  # fmt: skip
        self.go(places[how])

    def go(self, place: int) -> None:
        """Put the cursor on the row at ``place``, or the nearest there is."""
        place = max(0, min(place, self._feed.total - 1))
        if place == self._cursor or self._feed.total == 0:
            return
        before, self._cursor = self._cursor, place
        self._ensure(place - 1, place + 1)
        self.redraw_lines([*range(before * ROW, before * ROW + ROW), *range(place * ROW, place * ROW + ROW)])
        self.bring_into_view(place * ROW, place * ROW + ROW - 1)
        self._tell()

    def _tell(self) -> None:
        if row := self.current:
            self.post_message(self.Highlighted(row))

    def on_click(self, event: events.Click) -> None:
        """Read the article that was clicked."""
        place = (event.y + self.scroll_offset.y) // ROW
        if place < self._feed.total:
            self.go(place)
            if row := self.current:
                self.post_message(self.Picked(row))

    # --- fetching

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        """Fetch what scrolls into view."""
        super().watch_scroll_y(old_value, new_value)
        first = int(new_value) // ROW
        last = first + self.size.height // ROW + 1
        missing = self._feed.missing(first, last)
        if missing > FETCH_AT_ONCE:
            self._fetch(first, last)
        else:
            self._ensure(first, last)

    def _ensure(self, first: int, last: int) -> None:
        try:
            self._feed.ensure(first, last)
            self._feed.freshen(first, last)
        except DatelineError as error:
            self.post_message(self.Failed(str(error)))

    @work(thread=True, exclusive=True, group="rows")
    def _fetch(self, first: int, last: int) -> None:
        self._ensure(first, last)
        self.app.call_from_thread(self.redraw)

    def on_resize(self) -> None:
        """Titles break anew at another width."""
        self.virtual_size = Size(self.size.width, self._feed.total * ROW)
        self.redraw()
        self.bring_into_view(self._cursor * ROW, self._cursor * ROW + ROW - 1)

    def watch_has_focus(self, focus: bool) -> None:
        """The cursor's bar is bright only where keys go."""
        super().watch_has_focus(focus)
        self.redraw_lines(range(self._cursor * ROW, self._cursor * ROW + ROW))

    # --- drawing

    def set_line(self, number: int) -> SetLine:
        """One of an article's four lines."""
        place, part = divmod(number, ROW)
        if place >= self._feed.total:
            return SetLine([("   Nothing found.", ("muted",))] if number == 0 else [])
        row = self._feed.row(place)
        if row is None:
            return SetLine([("   …", ("faint",))] if part == 0 else [])
        selected = place == self._cursor
        fill = ("selected",) if selected else ()
        bar: Piece = ("▌" if selected else " ", (*fill, "selected-bar" if self.has_focus else "faint"))
        if row.id in self.marked and not selected:
            bar = ("┃", ("mark-sign",))
        lines = row_lines(row, max(8, self.size.width - MARGIN), self._feed.in_title(row.id))
        pieces = [(text, (*fill, *names)) for text, names in lines[part]]
        sign = signs(row, marked=row.id in self.marked)[part]
        return SetLine([bar, (sign[0], (*fill, *sign[1])), (" ", fill), *pieces], fill)


def signs(row: ArticleRow, *, marked: bool = False) -> list[Piece]:
    """What stands left of the four lines: the unread dot, the star, the reviewed tick, the sign of a marked article."""
    return [
        ("●" if row.unread else " ", ("unread",)),
        ("★" if row.starred else " ", ("star",)),
        ("✓" if row.reviewed else " ", ("state-accepted",)),
        ("+" if marked else " ", ("mark-sign",)),
    ]


def row_lines(row: ArticleRow, width: int, found: Sequence[Span] = ()) -> list[list[Piece]]:
    """A row's four lines within ``width`` cells: title, source and date, tags; short titles leave the last one free.

    Args:
        row: The article.
        width: Cells there are.
        found: Spans of the title that were searched for.
    """
    titles = fit_lines(row.title or "(no title)", width, 2) or ["(no title)"]
    weight = "strong" if row.unread else "text"
    date = short_date(row.published) if row.published else "no date"
    source = fit(row.source, max(4, width - cell_len(date) - 3)) if row.source else ""
    known = [part for part in (source, date) if part]
    lines = _titled(row.title, titles, found, weight)
    lines.append([(" · ".join(sorted(known, key=runs_leftward)), ("muted",))])
    lines.append(_chips(row.tags, width))
    return [*lines, [], []][:ROW]


def _titled(title: str, lines: Sequence[str], found: Sequence[Span], weight: str) -> list[list[Piece]]:
    """The title's lines with what was searched for marked in them."""
    set_lines: list[list[Piece]] = []
    at = 0
    for line in lines:
        start = max(at, title.find(line.removesuffix("…"), at))
        at = start + len(line)
        cuts = {0, len(line), *(min(max(edge - start, 0), len(line)) for span in found for edge in span)}
        set_lines.append(
            [
                (line[left:right], (weight, "match") if _within(start + left, found) else (weight,))
                for left, right in pairwise(sorted(cuts))
            ]
        )
    return set_lines


def _within(at: int, spans: Sequence[Span]) -> bool:
    return any(start <= at < end for start, end in spans)


def _chips(tags: tuple[str, ...], width: int) -> list[Piece]:
    """As many tags as fit, then how many more there are."""
    pieces: list[Piece] = []
    used = 0
    for number, tag in enumerate(tags):
        left = len(tags) - number - 1
        room = width - used - (len(f" +{left}") if left else 0)
        if cell_len(tag) + 1 > room and pieces:
            pieces.append((f"+{left + 1}", ("muted",)))
            break
        chip = fit("#" + tag, max(3, room))
        pieces += [(chip, ("tag",)), (" ", ())]
        used += cell_len(chip) + 1
    return pieces
