"""Where: names looked up offline, resolved by containment and country, never guessed.

The list of places and its licence are described in ``gazetteer``.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from functools import lru_cache

from store.extraction import gazetteer
from store.extraction.actor_table import load as actor_table
from store.extraction.gazetteer import PlaceRecord, lookup
from store.model import Place

__all__ = ["PlaceRecord", "choose", "compose", "country_of", "is_place", "lookup", "resolve"]

DOMINANT = 5.0
"""A name with no context is resolved only if its largest namesake has this many times the people of the next."""
OVERWHELMING = 20.0
"""A world city is meant, though the countries of the article have namesakes, if it has this many times their people."""
KNOWN = 50_000
"""People a town needs to be taken without any context."""
METROPOLIS = 500_000
"""People a city needs to be meant by its short name rather than the province of that name ("New York")."""
SAME_KM = 60.0
"""Records of one name this near to each other are one place (a town and its province)."""
NEARLY = 0.8
"""The part of the likeliest place's probability that a place within it needs to be shown in its stead."""
WITHIN_KM = 250.0
"""How far from the middle of a larger place without a boundary a place in it may lie."""


_COMMON = frozenset(
    [
        "north",
        "south",
        "east",
        "west",
        "central",
        "northern",
        "southern",
        "eastern",
        "western",
        "upper",
        "lower",
        "middle",
        "coast",
        "coastal",
        "gulf",
        "valley",
        "capital",
        "river",
        "lake",
        "bay",
        "hill",
        "hills",
        "island",
        "islands",
        "mountain",
        "mountains",
        "port",
        "union",
        "center",
        "centre",
        "old",
        "new",
        "city",
        "town",
        "village",
        "county",
        "district",
        "province",
        "region",
        "state",
        "green",
        "white",
        "black",
        "red",
        "blue",
        "house",
        "home",
        "park",
        "beach",
        "of",
        "the",
    ]
)


@lru_cache(maxsize=8192)
def is_place(name: str) -> bool:
    """Whether the gazetteer knows the name, or the state it names."""
    return country_of(name) is not None or bool(_candidates(name))


@lru_cache(maxsize=8192)
def country_of(name: str) -> str | None:
    """The country a name is one of, as ISO 3166-1 alpha-3, or None."""
    entry = actor_table().identity(name)
    return entry.country if entry is not None and entry.kind == "state" and entry.capital != name else None


def resolve(name: str, countries: Collection[str] = (), within: Sequence[str] = ()) -> PlaceRecord | None:
    """The place a name means, or None where that is not certain.

    Args:
        name: as written; "Idlib province" and "the city of Mosul" are understood.
        countries: ISO alpha-3 codes of the countries the article speaks of.
        within: names of larger places said to hold it, inner first.
    """
    inside = [w for w in within if gazetteer.key_of(w) != gazetteer.key_of(name)]
    found = _candidates(name)
    outer = [places for w in inside if (places := _outer(w))]
    if outer and found:
        held = [r for r in found if all(any(_holds(o, r) for o in places) for places in outer)]
        return _one(held) if held else None
    state = country_of(name)
    if state is not None:
        rival = [r for r in found if r.kind == "province" and r.country in countries and r.country != state]
        return None if rival and state not in countries else gazetteer.country_record(state)
    if not found:
        return None
    if found[0].own and (found[0].country in countries or found[0].country is None or not countries):
        return found[0]
    near = [r for r in found if r.country in countries]
    if near and not _overwhelmed(near, found):
        return _one(near)
    return None if _is_common(name) else _alone(found, name)


def _candidates(name: str) -> tuple[PlaceRecord, ...]:
    found = lookup(name)
    if found and not gazetteer.is_wide(name):
        return found
    core = gazetteer.core_of(name)
    plain = lookup(core) if core and core != name else ()
    if gazetteer.is_wide(name):
        wide = tuple(r for r in (*found, *plain) if r.kind in ("province", "region"))
        return wide or (() if gazetteer.is_county(name) else found or plain)
    return found or plain


def _outer(name: str) -> list[PlaceRecord]:
    state = country_of(name) or country_of(gazetteer.undirected(name))
    record = gazetteer.country_record(state) if state else None
    found = list(_candidates(name) or _candidates(gazetteer.undirected(name)))
    return [record, *(r for r in found if r.kind == "province")] if record else found


def _holds(outer: PlaceRecord, place: PlaceRecord) -> bool:
    """Whether one place lies in another: by country, by province, or by distance where there is no boundary."""
    if outer.country is not None and place.country is not None and outer.country != place.country:
        return False
    if outer.kind == "country":
        return place.kind != "country"
    if outer.kind == "province" and place.admin is not None and not place.own:
        return gazetteer.key_of(place.admin) == gazetteer.key_of(outer.name)
    apart = gazetteer.distance(outer, place)
    return apart is not None and apart <= WITHIN_KM and place.kind != "country"


def _one(found: Sequence[PlaceRecord]) -> PlaceRecord | None:
    """The one place among namesakes: a place of our own table, all of them near each other, or by far the largest."""
    if len(found) == 1 or found[0].own:
        return found[0]
    named = _outright(found)
    top, *others = sorted(named, key=lambda r: (-r.people, r.kind != "city"))
    rivals = [r for r in others if (apart := gazetteer.distance(top, r)) is None or apart > SAME_KM]
    if top.kind == "province" or not rivals:
        return top
    return top if top.people >= DOMINANT * max(1, *(r.people for r in rivals)) else None


def _alone(found: Sequence[PlaceRecord], spoken: str) -> PlaceRecord | None:
    """The place a name means when the countries of the article do not tell."""
    if found[0].own:
        return found[0] if all(r.own or _near(found[0], r) for r in found) else None
    named = _outright(found)
    if named[0].alternate and " " in spoken.strip():
        return None
    provinces = [r for r in named if r.kind == "province"]
    top = max(named, key=lambda r: r.people)
    if len({r.country for r in provinces}) == 1 and len(provinces) == 1 and not any(r.people >= KNOWN for r in named):
        return provinces[0]
    if top.people < KNOWN or any(not _near(top, r) for r in provinces if r.country != top.country):
        return None
    return _one(named)


def _outright(found: Sequence[PlaceRecord]) -> list[PlaceRecord]:
    """The places that the name names outright, or by a short name in the case of a great city."""
    named = [r for r in found if not r.alternate]
    if not named:
        return list(found)
    if all(r.kind == "province" for r in named):
        named += [
            r for r in found if r.alternate and r.people >= METROPOLIS and r.country in {n.country for n in named}
        ]
    return named


def _is_common(name: str) -> bool:
    """Whether every word of the name is a common noun or a direction ("West Coast", "Gulf"), the name of too many."""
    return set(gazetteer.key_of(name).split()) <= _COMMON


def _near(one: PlaceRecord, other: PlaceRecord) -> bool:
    apart = gazetteer.distance(one, other)
    return apart is not None and apart <= SAME_KM


def _overwhelmed(near: Sequence[PlaceRecord], found: Sequence[PlaceRecord]) -> bool:
    most = max(r.people for r in near)
    if any(r.kind in ("province", "country") or r.own for r in near):
        return False
    return any(r.people >= OVERWHELMING * max(1, most) and not r.alternate for r in found)


def compose(names: Sequence[str], countries: Collection[str] = ()) -> Place | None:
    """One place out of the names an incident gives, the most precise first, countries last."""
    order = {n: i for i, n in enumerate(dict.fromkeys(names))}
    if not order:
        return None
    best, *others = sorted(order, key=lambda n: (_rank(n), order[n]))
    return _located(best, others, countries)


def choose(weighed: Sequence[tuple[str, float]], least: float, countries: Collection[str] = ()) -> Place | None:
    """The likeliest of the places given with their probabilities, likeliest first, or one within it that is nearly as likely.

    ``least`` is the probability that a place must have, unless it lies in one that has it.
    """
    if not weighed or weighed[0][1] < least:
        return None
    best, top = weighed[0]
    inner = (n for n, score in weighed[1:] if score >= NEARLY * top and _rank(n) < _rank(best))
    best = next((n for n in inner if resolve(n, countries, [best]) is not None), best)
    others = sorted((n for n, score in weighed if n != best and score >= least), key=_rank)
    return _located(best, others, countries)


def _located(best: str, others: Sequence[str], countries: Collection[str]) -> Place:
    outer = [n for n in others if _may_hold(n, best)]
    states = [c for c in map(country_of, others) if c]
    record = resolve(best, {*states, *countries}, outer)
    if record is None and outer:
        record = _agreeing(best, outer, {*states, *countries})
    if record is None:
        return Place(best, tuple(outer), states[0] if states else None)
    outer = [n for n in outer if record.country is None or country_of(n) in (None, record.country)]
    return Place(best, tuple(outer), record.country, record.latitude, record.longitude)


def _may_hold(outer: str, best: str) -> bool:
    """Whether a place named beside another may be one that holds it: a town holds no town, and none unknown a country."""
    return _rank(outer) > _rank(best) or not (_candidates(outer) or country_of(best))


def _agreeing(best: str, outer: Sequence[str], countries: Collection[str]) -> PlaceRecord | None:
    """A name beside others that do not hold it ("Raqqa and Mosul"): unless a state named speaks against it."""
    record = resolve(best, countries)
    states = {c for c in map(country_of, outer) if c}
    return record if record is not None and (not states or record.country in states) else None


def _rank(name: str) -> int:
    if country_of(name) is not None:
        return 4
    found = _candidates(name)
    if gazetteer.is_wide(name):
        return 2
    kind = found[0].kind if found else ""
    if not found and country_of(gazetteer.undirected(name)) is not None:
        return 3
    return {"country": 4, "region": 3, "sea": 3, "province": 2, "city": 1, "town": 1}.get(kind, 0)
