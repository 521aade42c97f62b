"""Which lines of a scrape, or blocks of a page, are the gold body's: the heaviest chain of matches in the order of both."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from store.intake.wording import fold

_GRAM = 4
_LEAST_WORDS, _LEAST_SHARE = 6, 0.5
_MOST_PLACES = 30
_SLACK = 2

Match = tuple[int, int, int]
"""Line, first word and last word (exclusive) of the gold body."""


def label(lines: Sequence[str], gold: str) -> list[int]:
    """1 for each line that is part of the body, once for each time it stands there; else 0."""
    matches = _matches(lines, gold)
    best, before = [0] * len(matches), [-1] * len(matches)
    for at, (line, start, end) in enumerate(matches):
        for other in range(at):
            earlier, _, stop = matches[other]
            if earlier < line and stop <= start + _SLACK and best[other] > best[at]:
                best[at], before[at] = best[other], other
        best[at] += end - start
    labels = [0] * len(lines)
    at = max(range(len(matches)), key=best.__getitem__, default=-1)
    while at >= 0:
        labels[matches[at][0]] = 1
        at = before[at]
    return labels


def _matches(lines: Sequence[str], gold: str) -> list[Match]:
    words = fold(gold).split()
    whole = f" {' '.join(words)} "
    number, at = {}, 1
    for index, word in enumerate(words):
        number[at] = index
        at += len(word) + 1
    runs: defaultdict[tuple[str, ...], list[int]] = defaultdict(list)
    for index in range(len(words) - _GRAM + 1):
        runs[tuple(words[index : index + _GRAM])].append(index)
    found: list[Match] = []
    for line, text in enumerate(lines):
        own = fold(text).split()
        places = [number[place + 1] for place in _places(whole, f" {' '.join(own)} ")] if own else []
        if places:
            found += [(line, place, place + len(own)) for place in places]
        elif len(own) >= _LEAST_WORDS:
            found += _partly(line, own, runs)
    return found


def _places(whole: str, piece: str) -> list[int]:
    places: list[int] = []
    at = whole.find(piece)
    while at >= 0 and len(places) < _MOST_PLACES:
        places.append(at)
        at = whole.find(piece, at + 1)
    return places


def _partly(line: int, own: list[str], runs: dict[tuple[str, ...], list[int]]) -> list[Match]:
    grams = [tuple(own[at : at + _GRAM]) for at in range(len(own) - _GRAM + 1)]
    hits = [gram for gram in grams if gram in runs]
    if len(hits) < _LEAST_SHARE * len(grams):
        return []
    return [(line, place, place + len(hits) + _GRAM - 1) for place in runs[hits[0]][:5]]
