"""A query cut into its signs, each with its place."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal
from unicodedata import category

from store.model import Span
from store.search.query import QueryError

Sort = Literal["word", "phrase", "field", "open", "close", "minus", "or", "and", "not", "end"]

_FIELD = re.compile(r"([A-Za-z]+):")
_QUOTES = {'"': '"', "“": "”"}
_ENDS = frozenset('()"“')


@dataclass(frozen=True, slots=True)
class Sign:
    """One sign: its words without quotation marks and star, ``prefix`` where a star stood behind it."""

    sort: Sort
    text: str
    at: Span
    prefix: bool = False


def signs(query: str) -> list[Sign]:
    """Cut a query up. Control characters count as white space.

    Raises:
        QueryError: A quotation mark is not closed, or a star stands where none can.
    """
    found: list[Sign] = []
    at = 0
    while at < len(query):
        if _is_space(query[at]):
            at += 1
            continue
        sign = _next(query, at, after_field=bool(found) and found[-1].sort == "field" and found[-1].at[1] == at)
        found.append(sign)
        at = sign.at[1]
    found.append(Sign("end", "", (len(query), len(query))))
    return found


def _next(query: str, at: int, *, after_field: bool) -> Sign:
    letter = query[at]
    if letter in "()":
        return Sign("open" if letter == "(" else "close", letter, (at, at + 1))
    if letter in _QUOTES:
        return _phrase(query, at)
    if letter in "-−" and not after_field and at + 1 < len(query) and not _is_space(query[at + 1]):
        return Sign("minus", letter, (at, at + 1))
    field = _FIELD.match(query, at)
    if field and not after_field:
        return Sign("field", field[1].lower(), field.span())
    return _word(query, at, after_field=after_field)


def _phrase(query: str, start: int) -> Sign:
    end = query.find(_QUOTES[query[start]], start + 1)
    if end < 0:
        raise QueryError(query, (start, len(query)), f"close the quotation mark: {_QUOTES[query[start]]}")
    prefix = query.startswith("*", end + 1)
    inside = "".join(" " if _is_space(letter) else letter for letter in query[start + 1 : end])
    return Sign("phrase", " ".join(inside.split()), (start, end + 1 + prefix), prefix)


def _word(query: str, start: int, *, after_field: bool) -> Sign:
    end = start
    while end < len(query) and not _is_space(query[end]) and query[end] not in _ENDS:
        end += 1
    text, at = query[start:end], (start, end)
    if not after_field and text in ("OR", "AND", "NOT"):
        return Sign("or" if text == "OR" else "and" if text == "AND" else "not", text, at)
    prefix = text.endswith("*")
    text = text[:-1] if prefix else text
    if "*" in text:
        star = start + text.index("*")
        raise QueryError(query, (star, star + 1), "* stands only at the end of a word, as in shell*")
    return Sign("word", text, at, prefix)


def _is_space(letter: str) -> bool:
    # Control characters and halves of surrogate pairs carry no meaning, and SQLite would not take all of them.
    return letter.isspace() or category(letter) in ("Cc", "Cs")
