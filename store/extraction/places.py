"""Where: names looked up offline, resolved by containment and country, never guessed.

Cities are those of GeoNames with at least 15,000 people (CC BY 4.0, geonames.org), boiled down by
``python -m store.extraction.places_build``; what GeoNames' cities lack stands in ``lexicon/places.toml``.
"""

from __future__ import annotations

import tomllib
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from store.extraction.actor_table import fold
from store.extraction.actor_table import load as actor_table
from store.model import Place

DOMINANT = 5.0
"""A name with no context is resolved only if its largest namesake has this many times the people of the next."""


@dataclass(frozen=True, slots=True)
class PlaceRecord:
    """One place: degrees of WGS 84 (None where unknown), country as ISO 3166-1 alpha-3, people (0 where unknown)."""

    name: str
    country: str | None
    latitude: float | None
    longitude: float | None
    kind: str
    people: int = 0


@cache
def _cities() -> bytes:
    return b"\n" + files("store.extraction").joinpath("lexicon/cities.tsv").read_bytes()


@cache
def _own() -> dict[str, PlaceRecord]:
    table = tomllib.loads(files("store.extraction").joinpath("lexicon/places.toml").read_text("utf-8"))["places"]
    found: dict[str, PlaceRecord] = {}
    for name, row in table.items():
        latitude, longitude = row.get("at", (None, None))
        record = PlaceRecord(name, row.get("country"), latitude, longitude, row["kind"])
        for surface in (name, *row.get("alias", ())):
            found[fold(surface)] = record
    return found


@cache
def lookup(name: str) -> tuple[PlaceRecord, ...]:
    """Every place of that name, largest first; the table of our own comes before the list of cities."""
    key = fold(name)
    own = _own().get(key)
    return ((own,) if own else ()) + _in_cities(key)


def _in_cities(key: str) -> tuple[PlaceRecord, ...]:
    data = _cities()
    needle = b"\n" + key.encode() + b"\t"
    at = data.find(needle) if key else -1
    records = []
    while at >= 0:
        end = data.find(b"\n", at + 1)
        _, country, latitude, longitude, people = data[at + 1 : end].decode().split("\t")
        records.append(PlaceRecord(key, country, float(latitude), float(longitude), "city", int(people)))
        at = end if data.startswith(needle, end) else -1
    return tuple(sorted(records, key=lambda r: -r.people))


def resolve(name: str, countries: Collection[str] = ()) -> PlaceRecord | None:
    """The place a name means in an article about ``countries``, or None where that is not certain."""
    found = lookup(name)
    if not found:
        return None
    near = [r for r in found if r.country in countries]
    if near:
        return near[0]
    if found[0].kind != "city" or len(found) == 1 or found[0].people >= DOMINANT * max(1, found[1].people):
        return found[0]
    return None


def country_of(name: str) -> str | None:
    """The country a name is one of, as ISO 3166-1 alpha-3, or None."""
    entry = actor_table().identity(name)
    return entry.country if entry is not None and entry.kind == "state" and entry.capital != name else None


def compose(names: Sequence[str], countries: Collection[str] = ()) -> Place | None:
    """One place out of the names an incident gives, the most precise first, countries last."""
    order = {n: i for i, n in enumerate(dict.fromkeys(names))}
    if not order:
        return None
    ranked = sorted(order, key=lambda n: (_rank(n), order[n]))
    known = {c for c in map(country_of, ranked) if c} | set(countries)
    best = ranked[0]
    state = country_of(best)
    if state is not None:
        return Place(best, tuple(ranked[1:]), state)
    record = resolve(best, known)
    if record is None:
        outer = next((c for c in map(country_of, ranked) if c), None)
        return Place(best, tuple(ranked[1:]), outer)
    return Place(best, tuple(ranked[1:]), record.country, record.latitude, record.longitude)


def _rank(name: str) -> int:
    if country_of(name) is not None:
        return 4
    found = lookup(name)
    kind = found[0].kind if found else ""
    return {"region": 3, "sea": 3, "province": 2, "city": 1, "town": 1}.get(kind, 0 if not found or kind else 1)
