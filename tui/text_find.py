"""Finding words within one article: plain text with case and diacritics aside, or a regular expression."""

from __future__ import annotations

import unicodedata

from store.model import DatelineError, Span
from tui.matches import MOST_MARKED

LONGEST_PATTERN = 200
SECONDS = 1.0
"""How long a regular expression may take before it is given up."""


def find_plain(text: str, words: str) -> list[Span]:
    """Where some words stand, whatever their case, diacritics and line breaks.

    Args:
        text: An article's text.
        words: What to find; white space stands for any run of white space.

    Returns:
        Spans of ``text`` that do not overlap, in order; at most ``MOST_MARKED``.
    """
    needle = _folded(" ".join(words.split()))[0]
    folded, places = _folded(text)
    found: list[Span] = []
    at = folded.find(needle) if needle else -1
    while at >= 0 and len(found) < MOST_MARKED:
        end = at + len(needle)
        found.append((places[at], places[end - 1] + 1))
        at = folded.find(needle, end)
    return [(start, _with_marks(text, end)) for start, end in found]


def find_pattern(text: str, pattern: str) -> list[Span]:
    """Where a regular expression matches, case aside; matches of no width are left out.

    Raises:
        DatelineError: It is no regular expression, or takes longer than ``SECONDS``.
    """
    import regex

    if len(pattern) > LONGEST_PATTERN:
        raise DatelineError(f"keep the expression to {LONGEST_PATTERN} characters")
    found: list[Span] = []
    try:
        compiled = regex.compile(pattern, regex.IGNORECASE | regex.MULTILINE)
        for match in compiled.finditer(text, timeout=SECONDS, concurrent=True):
            if match.end() > match.start():
                found.append(match.span())
            if len(found) >= MOST_MARKED:
                break
    except regex.error as error:
        raise DatelineError(f"no regular expression: {error}") from None
    except TimeoutError:
        raise DatelineError("this expression takes too long: make it simpler") from None
    return found


def _folded(text: str) -> tuple[str, list[int]]:
    """The text with case, diacritics and runs of white space folded, and for each letter where it came from."""
    letters: list[str] = []
    places: list[int] = []
    for place, letter in enumerate(text):
        if letter.isspace():
            folded = "" if letters and letters[-1] == " " else " "
        elif letter.isascii():
            folded = letter.lower()
        else:
            parts = unicodedata.normalize("NFD", letter.casefold())
            folded = "".join(part for part in parts if not unicodedata.combining(part))
        for one in folded:
            letters.append(one)
            places.append(place)
    return "".join(letters), places


def _with_marks(text: str, end: int) -> int:
    """The end moved over combining marks of the last letter."""
    while end < len(text) and unicodedata.combining(text[end]):
        end += 1
    return end
