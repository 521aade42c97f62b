"""Which articles a command is about: numbers, and ranges of them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from store.library import Library
from store.model import DatelineError
from store.text import clean_line

_RANGE = re.compile(r"(\d{1,18})(?:-(\d{1,18}))?")


def chosen(library: Library, words: Sequence[str]) -> list[int]:
    """The articles that some words of a command line name, each once, in the order given.

    Args:
        library: Where they are.
        words: Numbers (``12``) and ranges (``3-7``), of which those that are there count.

    Raises:
        DatelineError: A word is neither, or no article has the number.
    """
    there = library.articles.ids()
    numbers: dict[int, None] = {}
    for word in words:
        found = _of_word(word, there)
        if not found:
            raise DatelineError(f"there is no article {clean_line(word)} in this library")
        numbers |= dict.fromkeys(found)
    return list(numbers)


def _of_word(word: str, there: Sequence[int]) -> list[int]:
    match = _RANGE.fullmatch(word)
    if match is None:
        raise DatelineError(f"“{clean_line(word)}” is no article's number: give numbers (12) or ranges of them (3-7)")
    first, last = int(match[1]), int(match[2] or match[1])
    return [number for number in there if first <= number <= last]
