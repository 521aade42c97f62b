"""How an article is set: which characters of its text stand on which line. Pure, so that it can be tested as such."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal
from unicodedata import bidirectional

from rich.cells import cell_len

from store.model import Part, Span
from tui.wrapping import fit_lines, wrap

LineKind = Literal["title", "meta", "heading", "text", "list", "quote", "caption", "removed", "blank"]

_PARAGRAPH = re.compile(r"[^\n]+")
_CLOSING = tuple(".!?…:;,\"'”’»)]؟。！？，")
_QUESTION = re.compile(r"[^.!?…:؟。！？]+[?؟？]")
HEADING_LONGEST = 90
"""Characters beyond which a paragraph without a full stop is taken for text and not for a heading."""
HANG = 2
"""Cells by which a paragraph with a sign stands further in: the sign and a space."""
BULLET, BAR, PICTURE, TAKEN_OUT = "•", "│", "▫", "−"
_NOTHING = " "
"""The sign of a line that goes on where a paragraph with a sign has begun."""
ASIDE_LINES, ASIDE_LONGEST = 4, 2000
"""Lines that an aside may take before it is cut, and characters of it that are looked at: a script may have a million."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the body: the half-open span of the article's text it shows; empty where it shows none of it.

    ``leftward`` says that it is written from right to left; ``indent`` is the number of cells such a line stands in
    from the left, so that it begins at the right edge. ``sign`` stands before the words, one cell and a space wide (and
    behind those written from right to left). ``words`` are shown that are no part of the text: of captions, and of what
    cleaning took out.
    """

    kind: LineKind
    start: int
    end: int
    indent: int = 0
    leftward: bool = False
    sign: str = ""
    words: str = ""

    @property
    def hang(self) -> int:
        """Cells between the edge and the words, where there is a sign."""
        return HANG if self.sign else 0


@dataclass(frozen=True, slots=True)
class Aside:
    """Words that are shown between the paragraphs, where character ``at`` of the text stands, and are no part of it."""

    at: int
    words: str


class Layout:
    """An article's lines at one measure.

    The title comes first, then a line for what is known about the article, then the paragraphs, each followed by a
    blank line (the items of a list by none), then the captions of its pictures.
    """

    def __init__(
        self,
        text: str,
        title: str,
        measure: int,
        *,
        structure: Sequence[Part] = (),
        captions: Sequence[str] = (),
        asides: Sequence[Aside] = (),
    ) -> None:
        """Set ``text`` (which begins with ``title`` where the store made it) in lines of ``measure`` cells."""
        self.text = text
        self.measure = measure
        self.lines: list[Line] = []
        self._roles = {part.start: part.role for part in structure}
        self._set(title, sorted(asides, key=lambda aside: aside.at))
        self._set_captions(captions)
        placed = [(line.start, number) for number, line in enumerate(self.lines) if line.end > line.start]
        self._starts = [start for start, _ in placed]
        self._numbers = [number for _, number in placed]

    def _set(self, title: str, asides: Sequence[Aside]) -> None:
        paragraphs = [match.span() for match in _PARAGRAPH.finditer(self.text)]
        if paragraphs and self.text[slice(*paragraphs[0])].strip() == title.strip():
            self._add("title", paragraphs.pop(0))
        at = self.lines[-1].end if self.lines else 0
        self.lines += [Line("meta", at, at), Line("blank", at, at)]
        kinds = [self._kind(span) for span in paragraphs]
        waiting = list(asides)
        for number, (span, kind) in enumerate(zip(paragraphs, kinds, strict=True), 1):
            following = kinds[number] if number < len(kinds) else None
            while waiting and waiting[0].at <= span[0]:
                self._add_aside(waiting.pop(0), span[0])
            self._add(kind, span)
            if not (kind == following == "list") or (waiting and waiting[0].at <= span[1]):
                sign = BAR if kind == following == "quote" and not self.lines[-1].leftward else ""
                self.lines.append(Line("blank", span[1], span[1], sign=sign))
        for aside in waiting:
            self._add_aside(aside, len(self.text))

    def _kind(self, span: Span) -> LineKind:
        role = self._roles.get(span[0])
        return role or ("heading" if is_heading(self.text[slice(*span)]) else "text")

    def _add(self, kind: LineKind, span: Span) -> None:
        leftward = runs_leftward(self.text[slice(*span)])
        sign = {"list": BULLET, "quote": BAR}.get(kind, "")
        width = self.measure - (HANG if sign else 0)
        for start, end in wrap(self.text, *span, width):
            indent = width - cell_len(self.text[start:end]) if leftward else 0
            self.lines.append(Line(kind, start, end, indent, leftward, sign))
            sign = BAR if kind == "quote" else _NOTHING if sign else ""

    def _add_aside(self, aside: Aside, at: int) -> None:
        pieces = fit_lines(" ".join(aside.words[:ASIDE_LONGEST].split()), self.measure - HANG, ASIDE_LINES)
        self._add_words("removed", pieces, TAKEN_OUT, at)
        self.lines.append(Line("blank", at, at))

    def _set_captions(self, captions: Sequence[str]) -> None:
        at = len(self.text)
        for caption in captions:
            plain = " ".join(caption.split())
            spans = wrap(plain, 0, len(plain), self.measure - HANG)
            self._add_words("caption", [plain[start:end] for start, end in spans], PICTURE, at)
            self.lines.append(Line("blank", at, at))

    def _add_words(self, kind: LineKind, pieces: Sequence[str], sign: str, at: int) -> None:
        leftward = runs_leftward("".join(pieces))
        for piece in pieces:
            indent = self.measure - HANG - cell_len(piece) if leftward else 0
            self.lines.append(Line(kind, at, at, indent, leftward, sign, piece))
            sign = _NOTHING

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
