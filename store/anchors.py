"""Finding again, in a text that changed, the words that something was anchored to: pure functions.

An anchor is W3C Web Annotation's TextQuoteSelector (the words, up to 32 characters of prefix and suffix) together with
its TextPositionSelector (https://www.w3.org/TR/annotation-model/#selectors).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from store.model import Span

How = Literal["exact", "context", "fuzzy"]

CONTEXT = 32
"""Characters of prefix and suffix that an anchor keeps."""


@dataclass(frozen=True, slots=True)
class Anchor:
    """Words of a text: ``exact`` equals ``text[start:end]``, between ``prefix`` and ``suffix``."""

    exact: str
    prefix: str
    suffix: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Found:
    """Where an anchor's words stand now, and how they were found."""

    start: int
    end: int
    how: How


LONG_QUOTE = 16
"""Characters from which words that occur once, or nearly so, are taken for those meant whatever stands around them.

Below it a quote ("the army") is too common to be known by itself, and its surroundings must speak for it."""

SAME_CONTEXT = 0.6
"""How alike (rapidfuzz's Indel similarity, 0 to 1) one side of a short quote must be for it to be the one meant."""

FUZZY_WORDS = 80.0
"""How alike (rapidfuzz's ratio, 0 to 100) words must be to be those of a quote that was reworded.

Below about 80, sentences of the same article that merely share their names begin to pass for each other."""

WORTH_A_LOOK = 60.0
"""How alike (ratio, 0 to 100) the best stretch of a quote's own length must be for its true ends to be looked for."""

FUZZY_CONTEXT = 70.0
"""How alike (ratio, 0 to 100) a short, reworded quote must be together with what stands around it."""


def anchor(text: str, at: Span) -> Anchor:
    """The anchor of some words.

    Raises:
        ValueError: The span is empty or not within the text.
    """
    start, end = at
    if not 0 <= start < end <= len(text):
        raise ValueError(f"characters {start} to {end} are not words of a text of {len(text)}")
    return Anchor(text[start:end], text[max(0, start - CONTEXT) : start], text[end : end + CONTEXT], start, end)


def find(anchor: Anchor, text: str) -> Found | None:
    """Find an anchor's words in a text that may have changed.

    In this order: the words with all that stands around them, where they were or (once) elsewhere (``exact``); the
    words, white space aside, where their surroundings are most alike, then nearest to where they were (``context``);
    words that are alike enough (``fuzzy``, see :data:`FUZZY_WORDS`).

    Args:
        anchor: What to look for.
        text: The article's text as it is now.

    Returns:
        Where the words stand, as characters of ``text``; None when they are gone (the anchor is orphaned).
    """
    if not anchor.exact.strip():
        return None
    return _in_place(anchor, text) or _by_context(anchor, text) or _alike(anchor, text)


def _in_place(anchor: Anchor, text: str) -> Found | None:
    whole = anchor.prefix + anchor.exact + anchor.suffix
    before = len(anchor.prefix)
    place = anchor.start - before
    if not text.startswith(whole, max(0, place)) or place < 0:
        place = text.find(whole)
        if place < 0 or text.find(whole, place + 1) >= 0:
            return None
    return Found(place + before, place + before + len(anchor.exact), "exact")


def _by_context(anchor: Anchor, text: str) -> Found | None:
    places = [(found.start(), found.end()) for found in _pattern(anchor).finditer(text)]
    if not places:
        return None
    ranked = sorted((-_context(anchor, text, place), abs(place[0] - anchor.start), place) for place in places)
    *_, place = ranked[0]
    sure = len(anchor.exact) >= LONG_QUOTE or max(_sides(anchor, text, place)) >= SAME_CONTEXT
    return Found(*place, "context") if sure else None


def _pattern(anchor: Anchor) -> re.Pattern[str]:
    """The words however they are wrapped; a short quote as whole words if it was ("US" does not stand in "USA")."""
    words = r"\s+".join(map(re.escape, anchor.exact.split()))
    if len(anchor.exact) >= LONG_QUOTE:
        return re.compile(words)
    before = r"(?<!\w)" if anchor.exact[0].isalnum() and not anchor.prefix[-1:].isalnum() else ""
    after = r"(?!\w)" if anchor.exact[-1].isalnum() and not anchor.suffix[:1].isalnum() else ""
    return re.compile(before + words + after)


def _context(anchor: Anchor, text: str, place: Span) -> float:
    return sum(_sides(anchor, text, place))


def _sides(anchor: Anchor, text: str, place: Span) -> tuple[float, float]:
    """How alike what stands before and after is, 0 to 1 each; a side that was the text's edge is alike at the edge."""
    before, after = text[max(0, place[0] - CONTEXT) : place[0]], text[place[1] : place[1] + CONTEXT]
    return _alike_side(anchor.prefix, before), _alike_side(anchor.suffix, after)


def _alike_side(then: str, now: str) -> float:
    then, now = " ".join(then.split()), " ".join(now.split())
    if then == now:
        return 1.0
    from rapidfuzz.distance import Indel

    return float(Indel.normalized_similarity(then, now))


@lru_cache(maxsize=512)  # a note whose words are gone is looked for each time its article opens
def _alike(anchor: Anchor, text: str) -> Found | None:
    from rapidfuzz import fuzz

    if len(anchor.exact) >= LONG_QUOTE:
        place = fuzz.partial_ratio_alignment(anchor.exact, text, score_cutoff=WORTH_A_LOOK)
        around = None if place is None else (place.dest_start, place.dest_end)
    else:
        around = _around(anchor, text)
    if around is None:
        return None
    start, end = _edges(anchor.exact, text, around)
    if start >= end or fuzz.ratio(anchor.exact, text[start:end]) < FUZZY_WORDS:
        return None
    return Found(start, end, "fuzzy")


def _around(anchor: Anchor, text: str) -> Span | None:
    """Where a short quote stands by all that is around it."""
    from rapidfuzz import fuzz

    whole = anchor.prefix + anchor.exact + anchor.suffix
    wide = fuzz.partial_ratio_alignment(whole, text, score_cutoff=FUZZY_CONTEXT)
    if wide is None:
        return None
    inner = fuzz.partial_ratio_alignment(anchor.exact, text[wide.dest_start : wide.dest_end])
    return None if inner is None else (wide.dest_start + inner.dest_start, wide.dest_start + inner.dest_end)


def _edges(words: str, text: str, around: Span) -> Span:
    """The first and last character that the words share with a stretch of the text and its near surroundings."""
    from rapidfuzz.distance import Indel

    room = len(words) // 4
    start, end = max(0, around[0] - room), min(len(text), around[1] + room)
    stretch = text[start:end]
    shared = [block for block in Indel.opcodes(words, stretch) if block.tag == "equal"]
    sizeable = [block for block in shared if block.src_end - block.src_start >= 3] or shared
    if not sizeable:
        return around
    return _whole_words(words, text, (start + sizeable[0].dest_start, start + sizeable[-1].dest_end))


def _whole_words(words: str, text: str, place: Span) -> Span:
    start, end = place
    while words[0].isalnum() and start > 0 and text[start - 1].isalnum():
        start -= 1
    while words[-1].isalnum() and end < len(text) and text[end].isalnum():
        end += 1
    return start, end
