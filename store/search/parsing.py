"""From a query to its tree: a recursive descent over its signs.

any  = all ("OR" all)*
all  = part+                            ("AND" may stand between)
part = "-" part | "(" any ")" | word | phrase | field ":" (word | phrase | "(" any ")")
"""

from __future__ import annotations

from store.model import Span
from store.search import values
from store.search.fields import FIELDS
from store.search.query import And, Node, Not, Or, Query, QueryError
from store.search.scanning import Sign, Sort, signs

MOST_CHARACTERS, MOST_TERMS, DEEPEST = 2000, 60, 20
"""Bounds on a query, far above what a person types, that keep it within what SQLite can plan."""


def parse(query: str) -> Query:
    """Read a query.

    Args:
        query: Anything a reader may type.

    Returns:
        The query; one without any sign in it asks for every article.

    Raises:
        QueryError: It makes no sense; the error says where and what would be right.
    """
    if len(query) > MOST_CHARACTERS:
        raise QueryError(query, (MOST_CHARACTERS, len(query)), f"keep it to {MOST_CHARACTERS:,} characters")
    return _Parser(query).whole()


class _Parser:
    def __init__(self, query: str) -> None:
        self._query = query
        self._signs = signs(query)
        self._place = 0
        self._terms = 0

    @property
    def _sign(self) -> Sign:
        return self._signs[self._place]

    def _is(self, *sorts: Sort) -> bool:
        return self._sign.sort in sorts

    def _take(self) -> Sign:
        self._place += 1
        return self._signs[self._place - 1]

    def _fail(self, at: Span, advice: str) -> QueryError:
        return QueryError(self._query, at, advice)

    def whole(self) -> Query:
        if self._is("end"):
            return Query(self._query, None)
        tree = self._any("", 0)
        if not self._is("end"):
            raise self._fail(self._sign.at, "take this ) away, or put a ( before it")
        return Query(self._query, tree)

    def _any(self, field: str, depth: int) -> Node:
        parts = [self._all(field, depth)]
        while self._is("or"):
            sign = self._take()
            self._need_part(sign, "OR stands between two words or fields, as in truce OR ceasefire")
            parts.append(self._all(field, depth))
        return parts[0] if len(parts) == 1 else Or(tuple(parts))

    def _all(self, field: str, depth: int) -> Node:
        if self._is("or", "and"):
            name = self._sign.text
            raise self._fail(self._sign.at, f"write a word or a field before {name}, or quote it to search for it")
        parts = [self._part(field, depth)]
        while not self._is("or", "close", "end"):
            if self._is("and"):
                self._need_part(self._take(), "AND stands between two words or fields; words side by side do the same")
            parts.append(self._part(field, depth))
        return parts[0] if len(parts) == 1 else And(tuple(parts))

    def _need_part(self, sign: Sign, advice: str) -> None:
        if self._is("or", "and", "close", "end"):
            raise self._fail(sign.at, advice)

    def _part(self, field: str, depth: int) -> Node:
        if depth >= DEEPEST:
            raise self._fail(self._sign.at, f"this is nested more than {DEEPEST} times: take some ( or - away")
        sign = self._take()
        if sign.sort in ("minus", "not"):
            self._need_part(sign, "write what is to be left out right after the minus sign, as in -opinion")
            return Not(self._part(field, depth + 1))
        if sign.sort == "open":
            return self._group(sign, field, depth)
        if sign.sort == "field":
            return self._field(sign, field, depth)
        return self._leaf(field, sign, sign.at[0])

    def _group(self, opened: Sign, field: str, depth: int) -> Node:
        if self._is("close"):
            raise self._fail((opened.at[0], self._sign.at[1]), "write something between ( and ), or take them away")
        if self._is("end"):
            raise self._fail(opened.at, "write something after ( and close it with )")
        tree = self._any(field, depth + 1)
        if not self._is("close"):
            raise self._fail(opened.at, "close this with )")
        self._take()
        return tree

    def _field(self, sign: Sign, outer: str, depth: int) -> Node:
        known = FIELDS.get(sign.text)
        if known is None:
            raise self._fail(sign.at, values.unknown_field(sign.text))
        if outer:
            raise self._fail(sign.at, f"{outer}:( … ) takes no other field inside: close it before {sign.text}:")
        beside = self._sign.at[0] == sign.at[1]
        if beside and self._is("open"):
            return self._group(self._take(), sign.text, depth)
        if not (beside and self._is("word", "phrase")):
            raise self._fail(sign.at, f"write its value right after the colon, as in {known.example}")
        return self._leaf(sign.text, self._take(), sign.at[0])

    def _leaf(self, field: str, sign: Sign, start: int) -> Node:
        self._terms += 1
        if self._terms > MOST_TERMS:
            raise self._fail(sign.at, f"a query has at most {MOST_TERMS} words and fields: take some away")
        try:
            return values.leaf(field, sign, (start, sign.at[1]))
        except values.WrongValue as wrong:
            raise self._fail((start, sign.at[1]), str(wrong)) from None
