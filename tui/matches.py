"""What was searched for in the open article, to be marked and walked: pure."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from store.model import Span
from tui.findings import HERE_LAYER, MATCH_LAYER, Mark

MOST_MARKED = 5000
"""Matches that are marked and walked; a text has more only where next to every letter is searched for."""


@dataclass
class MatchWalk:
    """Spans of the text in their order; ``at`` is the one the reader stands on, None before the first step."""

    spans: Sequence[Span] = ()
    at: int | None = None

    def step(self, by: int, offset: int) -> Span | None:
        """The next span (``by`` 1) or the one before (-1), round at the ends; the first step starts from ``offset``."""
        if not self.spans:
            return None
        if self.at is not None:
            self.at = (self.at + by) % len(self.spans)
        else:
            after = bisect_left(self.spans, (offset, offset))
            self.at = (after if by > 0 else after - 1) % len(self.spans)
        return self.spans[self.at]

    def marks(self) -> list[Mark]:
        """All spans, the one the reader stands on brighter."""
        marks = [Mark(*span, "match", MATCH_LAYER) for span in self.spans]
        if self.at is not None:
            marks.append(Mark(*self.spans[self.at], "match-here", HERE_LAYER))
        return marks

    def standing(self) -> str:
        """``match 2 of 7``, or how many there are."""
        if not self.spans:
            return ""
        many = f"{len(self.spans):,}"
        if self.at is not None:
            return f"match {self.at + 1:,} of {many}"
        return f"{many} match{'' if len(self.spans) == 1 else 'es'}"
