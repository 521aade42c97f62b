"""The article as it is read: set in lines, its findings marked, with a cursor that steps from sentence to sentence."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from rich.cells import cell_len
from textual import events
from textual.geometry import Size
from textual.message import Message

from store.model import Article, Span
from tui.findings import Mark
from tui.layout import Aside, Layout, Line
from tui.painting import Painter
from tui.settings import MEASURE_MAX, MEASURE_MIN
from tui.widgets.line_view import LineView, Piece, SetLine
from tui.wrapping import joined_within, offset_at

GUTTER = 3
"""Cells left of the text, where the cursor's marker stands; as many stay free on the right."""
SIGNS_MOST = GUTTER - 1
"""Signs that a line may have in the margin right of it."""
TOP = 1
"""Free lines above the title."""
CONTEXT = 3
"""Lines kept in sight around the sentence the cursor comes to."""


class ArticleBody(LineView):
    """One article's text."""

    @dataclass
    class SentenceChanged(Message):
        """The cursor stands on another sentence (its index)."""

        sentence: int

    @dataclass
    class LinesChanged(Message):
        """The article was set anew, or its marks were: where things stand on the scale of the whole has changed."""

    def __init__(self, measure: int, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.measure = measure
        self._article: Article | None = None
        self._meta: Sequence[str] = ()
        self._sentences: Sequence[Span] = ()
        self._marks: dict[str, list[Mark]] = {}
        self._signs: Sequence[tuple[int, Piece]] = ()
        self._signs_on: dict[int, list[Piece]] = {}
        self._asides: Sequence[Aside] = ()
        self._stale = False
        self._layout = Layout("", "", measure)
        self._painter = Painter(self._layout)
        self._cursor = 0

    # --- what is shown

    def show(self, article: Article | None, meta: Sequence[str], sentences: Sequence[Span]) -> None:
        """Show an article from its top, without findings; None shows an empty page."""
        self._article, self._meta, self._sentences = article, meta, sentences
        self._marks.clear()
        self._signs = ()
        self._asides, self._stale = (), True
        self._cursor = 0
        self._set()
        self.scroll_to(y=0, animate=False)

    def set_asides(self, asides: Sequence[Aside]) -> None:
        """Show words between the paragraphs that are no part of the text, in place of those there were."""
        top = self.scroll_offset.y
        before = self._layout.line_of(self.sentence_start)
        self._asides, self._stale = asides, True
        self._set()
        self.scroll_to(y=top + self._layout.line_of(self.sentence_start) - before, animate=False)
        self._see_cursor()

    def set_meta(self, meta: Sequence[str]) -> None:
        """Change the line under the title."""
        if list(meta) == list(self._meta):
            return
        self._meta = meta
        self.redraw_lines(TOP + n for n, line in enumerate(self._layout.lines) if line.kind == "meta")

    def set_sentences(self, sentences: Sequence[Span]) -> None:
        """Take other sentence boundaries and keep the cursor where it is in the text."""
        at = self._sentences[self._cursor][0] if self._cursor < len(self._sentences) else 0
        self._sentences = sentences
        self._cursor = self.sentence_at(at)
        self._mark_cursor()

    def mark(self, name: str, marks: Sequence[Mark]) -> None:
        """Replace the set of marks called ``name`` and redraw the lines that differ."""
        self._marks[name] = list(marks)
        if different := self._painter.put(name, marks):
            self.redraw_lines(TOP + number for number in different)
            self.post_message(self.LinesChanged())

    def sign(self, signs: Sequence[tuple[int, Piece]]) -> None:
        """Put signs into the margin, each right of the line with its character of the text."""
        before, self._signs = self._signs_on, signs
        self._place_signs()
        now = self._signs_on
        self.redraw_lines(TOP + n for n in before.keys() | now.keys() if before.get(n) != now.get(n))

    def _place_signs(self) -> None:
        self._signs_on = {}
        for at, piece in self._signs:
            self._signs_on.setdefault(self._layout.line_of(at), []).append(piece)

    @property
    def sentence(self) -> int:
        """The index of the sentence under the cursor."""
        return self._cursor

    @property
    def sentence_span(self) -> Span | None:
        """The sentence under the cursor; None where there is no article."""
        return self._sentences[self._cursor] if self._cursor < len(self._sentences) else None

    @property
    def sentence_text(self) -> str:
        """The words under the cursor; empty where there is no article."""
        if self._cursor >= len(self._sentences):
            return ""
        return self._layout.text[slice(*self._sentences[self._cursor])]

    def rows_of(self, spans: Sequence[Span]) -> list[int]:
        """The line numbers of these spans' beginnings, counted from the top of the scrolled content."""
        return sorted({TOP + self._layout.line_of(start) for start, _ in spans})

    def sentence_at(self, at: int) -> int:
        """The index of the sentence that holds a character of the text, or of the one before it."""
        return max(0, bisect_right([start for start, _ in self._sentences], at) - 1)

    # --- setting

    def change_measure(self, by: int) -> int:
        """Make lines longer or shorter by ``by`` cells; the measure there is now."""
        self.measure = max(MEASURE_MIN, min(MEASURE_MAX, self.measure + by))
        self._set()
        self._see_cursor()
        return self.measure

    def on_resize(self) -> None:
        """Set the text for the width there is now and keep the cursor in sight."""
        self._set()
        self._see_cursor()

    def _set(self) -> None:
        article = self._article
        width = max(10, min(self.measure, self.size.width - 2 * GUTTER))
        if article is None:
            self._layout = Layout("", "", width)
        elif self._stale or self._layout.text is not article.text or self._layout.measure != width:
            self._layout = Layout(
                article.text, article.title, width, structure=article.structure, captions=article.captions,
                asides=self._asides,
            )  # fmt: skip
        self._stale = False
        self._painter = Painter(self._layout)
        for name, marks in self._marks.items():
            self._painter.put(name, marks)
        self._place_signs()
        self._mark_cursor()
        self.virtual_size = Size(self.size.width, TOP + len(self._layout.lines) + 1)
        self.redraw()
        self.post_message(self.LinesChanged())

    # --- moving

    def move(self, how: str) -> None:
        """Move by sentences (``down``, ``up``), to the ends (``top``, ``bottom``), or by the page."""
        if not self._sentences:
            return
        if how in ("down", "up"):
            self._step(1 if how == "down" else -1)
        elif how in ("top", "bottom"):
            self.go(0 if how == "top" else len(self._sentences) - 1)
            self.scroll_to(y=0 if how == "top" else self.max_scroll_y, animate=False)
        else:
            lines = self.size.height if how.startswith("page") else self.size.height // 2
            self._page(lines if how.endswith("down") else -lines)

    def _step(self, by: int) -> None:
        """One sentence on; a sentence taller than the window is scrolled through first."""
        lines = self._layout.lines_of(self._sentences[self._cursor])
        top, height = self.scroll_offset.y, self.size.height
        if by > 0 and len(lines) > height and TOP + lines[-1] >= top + height:
            self.scroll_to(y=top + height // 2, animate=False)
        elif by < 0 and len(lines) > height and TOP + lines[0] < top:
            self.scroll_to(y=top - height // 2, animate=False)
        else:
            self.go(self._cursor + by)

    def _page(self, lines: int) -> None:
        """Scroll and take the cursor along, so that it stays at about the same height of the window."""
        before = TOP + self._layout.line_of(self._sentences[self._cursor][0])
        target = max(0, min(before + lines, TOP + len(self._layout.lines) - 1))
        self.scroll_to(y=self.scroll_offset.y + lines, animate=False)
        rows = [self._layout.line_of(start) + TOP for start, _ in self._sentences]
        place = max(0, bisect_right(rows, target) - 1)
        if place == self._cursor:
            place += 1 if lines > 0 else -1
        self.go(place)

    def go(self, sentence: int) -> None:
        """Put the cursor on a sentence, or the nearest there is, and bring it into view."""
        sentence = max(0, min(sentence, len(self._sentences) - 1))
        changed, self._cursor = sentence != self._cursor, sentence
        self._mark_cursor()
        self._see_cursor()
        if changed:
            self.post_message(self.SentenceChanged(sentence))

    def see(self, span: Span) -> None:
        """Put the cursor on the sentence where some words begin, and bring their line into view."""
        self.go(bisect_right([start for start, _ in self._sentences], span[0]) - 1)
        line = TOP + self._layout.line_of(span[0])
        self.bring_into_view(line, line, CONTEXT)

    @property
    def sentence_start(self) -> int:
        """Where in the text the sentence under the cursor begins."""
        return self._sentences[self._cursor][0] if self._cursor < len(self._sentences) else 0

    def _see_cursor(self) -> None:
        if self._cursor < len(self._sentences):
            lines = self._layout.lines_of(self._sentences[self._cursor])
            top = 0 if lines[0] <= 2 else TOP + lines[0]
            self.bring_into_view(top, TOP + lines[-1], CONTEXT)

    def _mark_cursor(self) -> None:
        marks = []
        if self._cursor < len(self._sentences):
            marks.append(Mark(*self._sentences[self._cursor], "cursor-line", 1))
        self.redraw_lines(TOP + number for number in self._painter.put("cursor", marks))

    def on_click(self, event: events.Click) -> None:
        """Put the cursor on the sentence that was clicked."""
        number = event.y + self.scroll_offset.y - TOP
        if not (0 <= number < len(self._layout.lines)) or not self._sentences:
            return
        line = self._layout.lines[number]
        at = (
            offset_at(self._layout.text, (line.start, line.end), event.x - self._left - _before(line))
            if line.end > line.start
            else line.start
        )
        self.go(bisect_right([start for start, _ in self._sentences], at) - 1)

    def watch_has_focus(self, focus: bool) -> None:
        """The marker is bright only where keys go."""
        super().watch_has_focus(focus)
        if here := self.sentence_span:
            self.redraw_lines(TOP + number for number in self._layout.lines_of(here))

    # --- drawing

    @property
    def _left(self) -> int:
        """Cells before the text, so that it stands in the middle."""
        return max(GUTTER, (self.size.width - self._layout.measure) // 2)

    def set_line(self, number: int) -> SetLine:
        """Margin, the cursor's marker on the side where its sentence begins, and the line's words."""
        number -= TOP
        if not 0 <= number < len(self._layout.lines):
            return SetLine()
        line, left = self._layout.lines[number], self._left
        if line.kind == "blank":
            return SetLine([(" " * left, ()), (line.sign, ("muted",))] if line.sign else [])
        if line.kind == "meta":
            return SetLine([(" " * left, ()), (joined_within(self._meta, self._layout.measure), ("meta",))])
        style = ("marker",) if self.has_focus else ("muted",)
        words = [(line.words, (line.kind,))] if line.words else self._painter.pieces(number, line)
        signs = self._signs_on.get(number, [])[:SIGNS_MOST]
        begins = self._cursor_begins_on(number)
        if line.leftward:
            margin: list[Piece] = [(" " * (left - len(signs) - 1), ()), *signs, (" " * (line.indent + 1), ())]
            own = [(f" {line.sign}", _style_of_sign(line))] if line.sign else []
            return SetLine([*margin, *words, *own, *([(" ‹", style)] if begins else [])])
        margin = [(" " * (left - 2), ()), ("› ", style)] if begins else [(" " * left, ())]
        own = [(f"{line.sign} ", _style_of_sign(line))] if line.sign else []
        return SetLine([*margin, *own, *words, *self._signs_beside(line, signs)])

    def _signs_beside(self, line: Line, signs: Sequence[Piece]) -> list[Piece]:
        if not signs:
            return []
        free = self._layout.measure - line.hang - cell_len(self._layout.text[line.start : line.end])
        return [(" " * (max(0, free) + (len(signs) < SIGNS_MOST)), ()), *signs]

    def _cursor_begins_on(self, number: int) -> bool:
        return self._cursor < len(self._sentences) and self._layout.line_of(self._sentences[self._cursor][0]) == number


def _before(line: Line) -> int:
    """Cells between the edge of the text and a line's words."""
    return line.indent + (0 if line.leftward else line.hang)


def _style_of_sign(line: Line) -> tuple[str, ...]:
    return ("accent",) if line.kind == "list" else ("muted",)
