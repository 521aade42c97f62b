"""A stretch of words being chosen in an article, and how it grows, shrinks and moves. Pure."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from store.model import Span

Unit = Literal["word", "sentence", "paragraph"]

_WORD = re.compile(r"\w+(?:['’.\-]\w+)*")
_PARAGRAPH = re.compile(r"[^\n]+")


class Grid:
    """The words, sentences and paragraphs of a text, as spans of it in order."""

    def __init__(self, text: str, sentences: Sequence[Span]) -> None:
        self.text = text
        self._spans: dict[Unit, list[Span]] = {
            "word": [match.span() for match in _WORD.finditer(text)],
            "sentence": [_trimmed(text, span) for span in sentences],
            "paragraph": [_trimmed(text, match.span()) for match in _PARAGRAPH.finditer(text)],
        }
        self._starts = {unit: [start for start, _ in spans] for unit, spans in self._spans.items()}
        self._ends = {unit: [end for _, end in spans] for unit, spans in self._spans.items()}

    def holding(self, unit: Unit, at: int) -> Span | None:
        """The unit that holds the character at ``at``, or the one before it; None in a text without any."""
        place = bisect_right(self._starts[unit], at) - 1
        return self._spans[unit][max(0, place)] if self._spans[unit] else None

    def start_after(self, unit: Unit, at: int) -> int | None:
        """The first beginning of a unit after ``at``."""
        place = bisect_right(self._starts[unit], at)
        return self._starts[unit][place] if place < len(self._starts[unit]) else None

    def start_before(self, unit: Unit, at: int) -> int | None:
        """The last beginning of a unit before ``at``."""
        place = bisect_left(self._starts[unit], at) - 1
        return self._starts[unit][place] if place >= 0 else None

    def end_after(self, unit: Unit, at: int) -> int | None:
        """The first end of a unit after ``at``."""
        place = bisect_right(self._ends[unit], at)
        return self._ends[unit][place] if place < len(self._ends[unit]) else None

    def end_before(self, unit: Unit, at: int) -> int | None:
        """The last end of a unit before ``at``."""
        place = bisect_left(self._ends[unit], at) - 1
        return self._ends[unit][place] if place >= 0 else None


@dataclass(frozen=True, slots=True)
class Selection:
    """The words chosen, characters ``start`` to ``end`` of the article; keys move its end, or its start if ``front``."""

    start: int
    end: int
    front: bool = False

    @property
    def span(self) -> Span:
        """The words chosen."""
        return self.start, self.end

    def turned(self) -> Selection:
        """The same words, held by the other end."""
        return replace(self, front=not self.front)

    def grown(self, grid: Grid, unit: Unit) -> Selection:
        """Longer by one unit at the end that is held."""
        if self.front:
            start = grid.start_before(unit, self.start)
            return self if start is None else replace(self, start=start)
        end = grid.end_after(unit, self.end)
        return self if end is None else replace(self, end=end)

    def shrunk(self, grid: Grid, unit: Unit) -> Selection:
        """Shorter by one unit at the end that is held; where nothing would be left, one word is."""
        if self.front:
            start = grid.start_after(unit, self.start)
            if start is not None and start < self.end:
                return replace(self, start=start)
            word = grid.holding("word", self.end - 1)
            return replace(self, start=word[0]) if word and self.start < word[0] < self.end else self
        end = grid.end_before(unit, self.end)
        if end is not None and end > self.start:
            return replace(self, end=end)
        word = grid.holding("word", self.start)
        return replace(self, end=word[1]) if word and self.start < word[1] < self.end else self

    def stepped(self, grid: Grid, by: int) -> Selection:
        """One word: the first of those chosen, or, where there is but one, the next (``by`` 1) or the one before."""
        first = grid.holding("word", self.start)
        if first is None:
            return self
        if first[0] < self.start and (after := grid.start_after("word", self.start)) is not None:
            first = grid.holding("word", after) or first
        if self.span != first:
            return Selection(*first)
        at = grid.start_after("word", self.start) if by > 0 else grid.start_before("word", self.start)
        beside = grid.holding("word", at) if at is not None else None
        return Selection(*beside) if beside else self


def _trimmed(text: str, span: Span) -> Span:
    words = text[slice(*span)]
    start = span[0] + len(words) - len(words.lstrip())
    return start, max(start, span[1] - len(words) + len(words.rstrip()))
