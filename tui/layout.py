"""How an article is set: which characters of its text stand on which line. Pure, so that it can be tested as such."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from typing import Literal
from unicodedata import bidirectional

from rich.cells import cell_len

from store.model import Span
from tui.wrapping import wrap

LineKind = Literal["title", "meta", "heading", "text", "blank"]

_PARAGRAPH = re.compile(r"[^\n]+")
_CLOSING = tuple(".!?…:;,\"'”’»)]؟。！？，")
_QUESTION = re.compile(r"[^.!?…:؟。！？]+[?؟？]")
HEADING_LONGEST = 90
"""Characters beyond which a paragraph without a full stop is taken for text and not for a heading."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the body: the half-open span of the article's text it shows; empty for blank and meta lines.

    ``leftward`` says that it is written from right to left; ``indent`` is the number of cells such a line stands in
    from the left, so that it begins at the right edge.
    """

    kind: LineKind
    start: int
    end: int
    indent: int = 0
    leftward: bool = False


class Layout:
    """An article's lines at one measure.

    The title comes first, then a line for what is known about the article, then the paragraphs, each followed by a
    blank line.
    """

    def __init__(self, text: str, title: str, measure: int) -> None:
        """Set ``text`` (which begins with ``title`` where the store made it) in lines of ``measure`` cells."""
        self.text = text
        self.measure = measure
        self.lines: list[Line] = []
        self._set(title)
        placed = [(line.start, number) for number, line in enumerate(self.lines) if line.end > line.start]
        self._starts = [start for start, _ in placed]
        self._numbers = [number for _, number in placed]

    def _set(self, title: str) -> None:
        paragraphs = [match.span() for match in _PARAGRAPH.finditer(self.text)]
        if paragraphs and self.text[slice(*paragraphs[0])].strip() == title.strip():
            self._add("title", paragraphs.pop(0))
        at = self.lines[-1].end if self.lines else 0
        self.lines += [Line("meta", at, at), Line("blank", at, at)]
        for span in paragraphs:
            kind: LineKind = "heading" if is_heading(self.text[slice(*span)]) else "text"
            self._add(kind, span)
            self.lines.append(Line("blank", span[1], span[1]))

    def _add(self, kind: LineKind, span: Span) -> None:
        leftward = runs_leftward(self.text[slice(*span)])
        for start, end in wrap(self.text, *span, self.measure):
            indent = self.measure - cell_len(self.text[start:end]) if leftward else 0
            self.lines.append(Line(kind, start, end, indent, leftward))

    def line_of(self, offset: int) -> int:
        """The number of the line that shows the character at ``offset`` (or the one before it, if none does)."""
        place = bisect_right(self._starts, offset) - 1
        return self._numbers[max(0, place)] if self._numbers else 0

    def lines_of(self, span: Span) -> range:
        """The numbers of the lines that show a part of ``span``."""
        return range(self.line_of(span[0]), self.line_of(max(span[0], span[1] - 1)) + 1)


def runs_leftward(paragraph: str) -> bool:
    """Whether the first letter with a direction is one of a script written from right to left.

    This is rule P2 of the Unicode Bidirectional Algorithm (UAX #9), without its look past isolates.
    """
    for character in paragraph:
        direction = bidirectional(character)
        if direction in ("L", "R", "AL"):
            return direction != "L"
    return False


def is_heading(paragraph: str) -> bool:
    """Whether a paragraph looks like a heading: short, more than one letter, and not closed like a sentence.

    A question that stands alone is a heading, too; one that follows another sentence is not.
    """
    words = paragraph.strip()
    if not 1 < len(words) <= HEADING_LONGEST or words[0] in '-–—•*"“«':
        return False
    return not words.endswith(_CLOSING) or bool(_QUESTION.fullmatch(words))
