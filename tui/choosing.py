"""Which articles a command is about: numbers and ranges of them, or a query."""

from __future__ import annotations

import re
from collections.abc import Sequence

from store.library import Library
from store.model import DatelineError
from store.text import clean_line

_RANGE = re.compile(r"(\d{1,18})(?:-(\d{1,18}))?")


def chosen(library: Library, words: Sequence[str]) -> list[int]:
    """The articles that some words of a command line name, each once.

    Args:
        library: Where they are.
        words: Numbers (``12``) and ranges (``3-7``), of which those that are there count, in the order given; anything
            else is a query, as for ``dateline search``, whose newest article comes first.

    Raises:
        DatelineError: No article has a number, the query makes no sense, or it finds nothing.
    """
    ranges = [_RANGE.fullmatch(word) for word in words]
    if None not in ranges:
        return _numbered(library, [match for match in ranges if match])
    query = " ".join(words)
    found = library.search.find(query, "date").ids
    if not found:
        raise DatelineError(f"no article is found by {clean_line(query)}")
    return list(found)


def _numbered(library: Library, ranges: Sequence[re.Match[str]]) -> list[int]:
    there = library.articles.ids()
    numbers: dict[int, None] = {}
    for match in ranges:
        first, last = int(match[1]), int(match[2] or match[1])
        found = [number for number in there if first <= number <= last]
        if not found:
            raise DatelineError(f"there is no article {match[0]} in this library")
        numbers |= dict.fromkeys(found)
    return list(numbers)
