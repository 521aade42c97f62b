"""What could come next in a query: fields, their values, the library's tags, names and papers. Pure but for one call."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from store.model import Span
from store.search.fields import FIELDS, Field
from store.text import fold

MOST = 8
"""Offers at a time."""

_PART = re.compile(r"""(?P<field>[A-Za-z]+):(?P<value>"[^"]*|[^\s()"]*)$|(?P<start>[A-Za-z]*)$""")
NAMED = frozenset({"actor", "agent", "target", "tag"})
"""Fields whose values are looked up in the library."""


@dataclass(frozen=True, slots=True)
class Offer:
    """Text that could stand in the query, and what it means where it needs saying."""

    text: str
    explains: str = ""


Lookup = Callable[[str, str], Iterable[str]]
"""Values of a field of ``NAMED`` that go with what was typed of one."""


def offers(query: str, cursor: int, lookup: Lookup) -> tuple[list[Offer], Span]:
    """What could come next.

    Args:
        query: What is typed.
        cursor: Where in it the cursor stands.
        lookup: Finds values in the library.

    Returns:
        The offers, and the characters of the query they would take the place of.
    """
    part = _PART.search(query[:cursor])
    if part is None:
        return [], (cursor, cursor)
    if part["field"] is None:
        return _fields(part["start"]), (part.start("start"), cursor)
    field, at = FIELDS.get(part["field"].lower()), (part.start("value"), cursor)
    if field is None:
        return [], at
    typed = part["value"].lstrip('"')
    if field.name in NAMED:
        values = [_quoted(name) for name in lookup(field.name, typed)]
    else:
        values = [value for value in field.values if value.startswith(typed.lower())]
    if not values and not typed:
        return [Offer("", f"{field.explains}, as in {field.example}")], at
    return [Offer(value + " ") for value in values[:MOST]], at


def _fields(start: str) -> list[Offer]:
    names: list[Field] = [field for field in FIELDS.values() if field.name.startswith(start.lower())]
    few = len(names) <= 3
    return [Offer(f"{field.name}:", field.explains if few else "") for field in names]


def put(query: str, at: Span, offer: Offer) -> tuple[str, int]:
    """The query with an offer in the place of ``at``, and where the cursor then stands."""
    before, after = query[: at[0]] + offer.text, query[at[1] :]
    return before + (after.removeprefix(" ") if offer.text.endswith(" ") else after), len(before)


def tags_with(typed: str, tags: Iterable[str]) -> list[str]:
    """The tags that go with what was typed: those a part of which begins so."""
    start = fold(typed).lstrip("#")
    return [tag for tag in tags if any(_starts(path, start) for path in _tails(fold(tag)))][:MOST]


def _tails(path: str) -> Iterable[str]:
    parts = path.split("/")
    return ("/".join(parts[place:]) for place in range(len(parts)))


def _starts(path: str, start: str) -> bool:
    return path.startswith(start)


def _quoted(name: str) -> str:
    plain = name.replace('"', " ")
    return f'"{plain}"' if re.search(r"[\s()“”]", plain) else plain
