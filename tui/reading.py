"""The article being read and what has been chosen in it: the reader's state between two keys, apart from any widget."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from store.copies import Copy
from store.extraction import sentences as splitting
from store.model import Article, Note, Span
from store.review import Findings as Review
from tui.cards import counted
from tui.dates import long_date
from tui.findings import Finding, Findings
from tui.layout import runs_leftward
from tui.wrapping import fit

STANDING_CELLS = 28
"""Cells of the footer that a finding's name may take."""
WORDS_A_MINUTE = 238
"""Silent reading of English non-fiction by adults: Brysbaert, "How many words do we read per minute?", 2019."""


@dataclass
class Reading:
    """One open article.

    ``findings`` is None until they are made, ``chosen`` the finding that is walked through. ``copies`` are the
    article's near-duplicates, the likest first. ``opened`` is True once the keys went to the article's text,
    ``read_when_left`` while it was unread then and the user has not said otherwise. ``homeless`` is the orphaned note
    that the user is looking for words for.
    """

    article: Article
    findings: Findings | None = None
    chosen: Finding | None = None
    copies: Sequence[Copy] = ()
    notes: Sequence[Note] = ()
    opened: bool = False
    read_when_left: bool = False
    homeless: int | None = None

    def __post_init__(self) -> None:
        self._split: tuple[Span, ...] | None = None

    @property
    def id(self) -> int:
        """The article's number in the library."""
        assert self.article.id is not None
        return self.article.id

    def take(self, review: Review) -> None:
        """Take the findings now that they are there, or are others; what was chosen stays so if it is among them."""
        before, self.findings = self.findings, Findings(review)
        self.chosen = self.findings.same(self.chosen, before) if before else None

    @property
    def sentences(self) -> Sequence[Span]:
        """The extraction's sentences; before it is there, those the same rules find."""
        if self.findings is not None:
            return self.findings.extraction.sentences
        if self._split is None:
            self._split = splitting.split(self.article.text)
        return self._split

    @property
    def limits(self) -> str:
        """What could not be done, in the extraction's own words."""
        return " ".join(self.findings.extraction.limits) if self.findings else ""

    def meta(self, progress: str = "") -> list[str]:
        """What stands under the title: source, date, minutes, how much was found or ``progress``, author, copies.

        Names written from right to left come last: a terminal that turns them round would take a number that follows
        one for a part of it.
        """
        article = self.article
        parts = [article.source or "", long_date(article.published) if article.published else ""]
        parts.append(f"{max(1, round(len(article.text.split()) / WORDS_A_MINUTE))} min")
        if self.findings and not self.limits:
            found = self.findings.extraction
            reviewed, total = self.findings.counts
            if reviewed:
                parts.append(f"{reviewed} of {total} reviewed")
            else:
                parts += [counted(len(found.actors), "actor"), counted(len(found.incidents), "incident")]
        parts += [progress, article.author or "", self._also()]
        parts.append(f"version {article.version}" if article.version > 1 else "")
        return sorted((part for part in parts if part), key=runs_leftward)

    def _also(self) -> str:
        """Where else the same text stands: ``also in The Tern and 2 more``."""
        if not self.copies:
            return ""
        first, more = self.copies[0], len(self.copies) - 1
        return f"also in {first.source or first.title}" + (f" and {more} more" if more else "")

    def places(self) -> list[int]:
        """The sentences of the chosen finding, in the text's order."""
        return self.findings.sentences_of(self.chosen) if self.findings and self.chosen else []

    def walk(self, sentence: int, step: int) -> int | None:
        """The chosen finding's sentence next after (``step`` 1) or before (-1) ``sentence``, round at the ends."""
        places = self.places()
        if not places:
            return None
        if step > 0:
            return places[bisect_right(places, sentence) % len(places)]
        return places[bisect_left(places, sentence) - 1]

    def standing(self, sentence: int) -> str:
        """The chosen finding's name, and which of its sentences the cursor is on: ``Houthis · 2 of 5``."""
        if not self.findings or not self.chosen:
            return ""
        places = self.places()
        where = (
            f"{places.index(sentence) + 1} of {len(places)}" if sentence in places else counted(len(places), "place")
        )
        return f"{fit(self.findings.name_of(self.chosen), STANDING_CELLS)} · {where}"
