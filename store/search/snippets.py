"""A few words of an article around what was found in it: pure functions."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from store.model import Extraction, Span
from store.search.shelf import Matches

LENGTH = 160
"""Characters of a snippet, the ellipses aside."""
_BEFORE = 40


@dataclass(frozen=True, slots=True)
class Snippet:
    """One line of an article; ``matches`` are spans of ``text``."""

    text: str
    matches: tuple[Span, ...] = ()


def spans_found(matches: Matches, extraction: Extraction | None) -> list[Span]:
    """Everything found in an article's text, in its order: words, names of actors found, what states an incident.

    Args:
        matches: What the query found in the article.
        extraction: The article's effective findings, None where there are none.
    """
    spans = set(matches.text)
    if extraction is not None:
        for place in matches.actors:
            mentions = extraction.actors[place].mentions if place < len(extraction.actors) else ()
            spans |= {(mention.start, mention.end) for mention in mentions if mention.form != "pronoun"}
        for place in matches.incidents:
            evidence = extraction.incidents[place].evidence if place < len(extraction.incidents) else ()
            spans |= {ground.trigger for ground in evidence}
    return sorted(spans)


def snippet(text: str, spans: Sequence[Span], title: str = "") -> Snippet:
    """The stretch of the text that holds the most matches, on one line, cut at words.

    Args:
        text: The article's text.
        spans: What was found in it, in order.
        title: The article's title, which is passed over where the text begins with it and something follows.
    """
    body = len(title) if title and text.startswith(title) and text[len(title) :].strip() else 0
    inside = [span for span in spans if span[0] >= body]
    start = _best_start(inside) if inside else body
    start = max(body, start - _BEFORE) if inside else body
    start, stop = _at_words(text, start, min(len(text), start + LENGTH), body)
    return _one_line(text, start, stop, inside, cut=start > body)


def _best_start(spans: Sequence[Span]) -> int:
    """Where the matches stand closest: the first of the most that fit into one snippet."""
    starts = [start for start, _ in spans]
    counts = [bisect_left(starts, start + LENGTH - _BEFORE) - number for number, start in enumerate(starts)]
    return starts[counts.index(max(counts))]


def _at_words(text: str, start: int, stop: int, first: int) -> Span:
    while start > first and not text[start - 1].isspace() and start < stop:
        start += 1
    while stop < len(text) and not text[stop].isspace() and stop > start + LENGTH // 2:
        stop -= 1
    return start, stop


def _one_line(text: str, start: int, stop: int, spans: Sequence[Span], *, cut: bool) -> Snippet:
    """The stretch with runs of white space as one space, and the spans moved along."""
    letters = ["… "] if cut else []
    places: dict[int, int] = {}
    length = sum(map(len, letters))
    for at in range(start, stop):
        space = text[at].isspace()
        places[at] = length
        if space and (not length or letters[-1].endswith(" ")):
            continue
        letters.append(" " if space else text[at])
        length += 1
    if text[stop:].strip():
        letters.append(" …")
    moved = [(places[begin], places[end - 1] + 1) for begin, end in spans if begin in places and end - 1 in places]
    return Snippet("".join(letters), tuple(moved))
