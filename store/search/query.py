"""The nouns of a query: a tree of conditions, each of which knows where in the query it was written."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from store.model import DatelineError, Span
from store.text import clean_line


class QueryError(DatelineError):
    """A query that makes no sense.

    Attributes:
        query: The query as it was typed.
        at: The characters of the query that are at fault (half open); empty at its end where something is missing.
        advice: What is wrong and what would be right, without the place.
    """

    def __init__(self, query: str, at: Span, advice: str) -> None:
        self.query, self.at, self.advice = query, at, clean_line(advice)
        super().__init__(f"the query is not clear at character {at[0] + 1}: {self.advice}")


@dataclass(frozen=True, slots=True)
class Words:
    """A word or a phrase in a field ("" is the article); ``prefix`` where its last word may go on."""

    field: str
    text: str
    prefix: bool
    at: Span


@dataclass(frozen=True, slots=True)
class Value:
    """One of the values a field may have: ``type``, ``status``, ``mode``, ``lang``, ``country`` or ``is``."""

    field: str
    value: str
    prefix: bool
    at: Span


@dataclass(frozen=True, slots=True)
class Amount:
    """A number of people from ``low`` to ``high``, both inclusive; None where that side is open."""

    field: str
    low: int | None
    high: int | None
    at: Span


@dataclass(frozen=True, slots=True)
class Days:
    """Published from ``first`` to ``last`` (ISO dates, both inclusive; None where that side is open)."""

    first: str | None
    last: str | None
    at: Span


@dataclass(frozen=True, slots=True)
class Not:
    """Articles for which ``part`` does not hold."""

    part: Node


@dataclass(frozen=True, slots=True)
class And:
    """All parts hold; fields of incidents that stand side by side in it speak of one and the same incident."""

    parts: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Or:
    """At least one part holds."""

    parts: tuple[Node, ...]


Leaf = Words | Value | Amount | Days
Node = Leaf | Not | And | Or


@dataclass(frozen=True, slots=True)
class Query:
    """A query that makes sense: the text as typed, and its tree (None where nothing was typed: every article)."""

    text: str
    tree: Node | None


def wanted(node: Node | None) -> Iterator[Leaf]:
    """The leaves a match may rest on: all but those below an odd number of ``Not``."""
    yield from _leaves(node, True)


def _leaves(node: Node | None, positive: bool) -> Iterator[Leaf]:
    if isinstance(node, Not):
        yield from _leaves(node.part, not positive)
    elif isinstance(node, And | Or):
        for part in node.parts:
            yield from _leaves(part, positive)
    elif node is not None and positive:
        yield node
