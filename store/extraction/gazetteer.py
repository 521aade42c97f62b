"""The list of places and its look-up: names of GeoNames in one sorted file, and a table of our own beside it.

``lexicon/gazetteer.tsv`` holds data of GeoNames (geonames.org), licensed CC BY 4.0, boiled down by
``python -m store.extraction.places_build``. Provinces and countries stand at the middle of the extent of their towns.
What GeoNames' towns lack (bases, fields, camps, crossings, seas, other spellings) stands in ``lexicon/places.toml``.
"""

from __future__ import annotations

import re
import tomllib
import unicodedata
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from importlib.resources import files
from math import asin, cos, radians, sin, sqrt

EARTH_KM = 12742.0
"""Diameter of the Earth in kilometres (mean radius 6371)."""

_ARTICLE = re.compile(r"^(?:the |(?:al|el|ar|as|ad|az|an|ash|at|es)(?:-|\s(?=\w{3})))", re.I)
_POSSESSIVE = re.compile(r"['’]s?$")
_CLASS = re.compile(
    r"^(?:the )?(?:province|governorate|state|city|town|village|district|department|region|municipality|kingdom) of "
    r"|\s(?:province|governorate|state|oblast|department|region|prefecture|county|district|city|town|village|municipality)$",
    re.I,
)
_WIDE = re.compile(r"\b(?:province|governorate|state|oblast|department|region|prefecture|county)\b", re.I)
_DIRECTION = re.compile(
    r"^(?:(?:north|south|east|west|central|upper|lower|greater|mainland|far)(?:ern|east|west|eastern|western)?[- ])+",
    re.I,
)


@dataclass(frozen=True, slots=True)
class PlaceRecord:
    """One place: degrees of WGS 84 (None where unknown), country as ISO 3166-1 alpha-3, people (0 where unknown).

    ``admin`` is the province a town lies in; ``alternate`` says that the name asked for is another name of the place.
    """

    name: str
    country: str | None
    latitude: float | None
    longitude: float | None
    kind: str
    people: int = 0
    admin: str | None = None
    alternate: bool = False
    own: bool = False


def key_of(name: str) -> str:
    """A name for comparing: no case, accents, punctuation, article (English or Arabic) or possessive."""
    plain = "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c))
    plain = _POSSESSIVE.sub("", plain.strip()).casefold()
    plain = re.sub(r"['’‘`ʻʼʾʿ]", "", plain)
    plain = re.sub(r"\b([a-z])\.(?=[a-z]\b)", r"\1", plain)
    short = " ".join(re.findall(r"\w+", _ARTICLE.sub("", plain)))
    return re.sub(r"^saint(e?) ", r"st\1 ", short)


def core_of(name: str) -> str:
    """The name without "province", "city of" and the like."""
    return _CLASS.sub("", name).strip()


def is_wide(name: str) -> bool:
    """Whether the name says that it is a province."""
    return _WIDE.search(name) is not None


def is_county(name: str) -> bool:
    """Whether the name says that it is a county, of which there is no list."""
    return name.lower().endswith(" county")


def undirected(name: str) -> str:
    """The name without "northern" and the like ("northern Syria" lies in Syria)."""
    return _DIRECTION.sub("", name)


def distance(a: PlaceRecord, b: PlaceRecord) -> float | None:
    """Great circle distance in kilometres (haversine formula), None where a place has no coordinates."""
    if a.latitude is None or a.longitude is None or b.latitude is None or b.longitude is None:
        return None
    south, north = radians(a.latitude), radians(b.latitude)
    step = sin((north - south) / 2) ** 2
    step += cos(south) * cos(north) * sin(radians(b.longitude - a.longitude) / 2) ** 2
    return EARTH_KM * asin(min(1.0, sqrt(step)))


@lru_cache(maxsize=8192)
def lookup(name: str) -> tuple[PlaceRecord, ...]:
    """Every place of that name: our own table first, then those it names outright, then by number of people."""
    key = key_of(name)
    if not key:
        return ()
    listed = _listed(key)
    own = _own().get(key)
    if own is None:
        return listed
    if own.latitude is None:
        known = [r for r in listed if r.country == own.country and own.country and r.kind in ("province", own.kind)]
        if known:
            return (known[0], *(r for r in listed if r is not known[0]))
    return (own, *listed)


def country_record(code: str) -> PlaceRecord | None:
    """The country of an ISO 3166-1 alpha-3 code."""
    found = _listed(f"={code.lower()}")
    return found[0] if found else None


@cache
def _data() -> bytes:
    return b"\n" + files("store.extraction").joinpath("lexicon/gazetteer.tsv").read_bytes()


def _listed(key: str, *, others: bool = True) -> tuple[PlaceRecord, ...]:
    """The rows of a key; with ``others`` those too that the key is another name of."""
    data, needle = _data(), key.encode() + b"\t"
    at = _first_line(data, needle)
    records = []
    while data.startswith(needle, at):
        end = data.index(b"\n", at)
        records += _records(data[at:end].decode(), others)
        at = end + 1
    return tuple(sorted(records, key=lambda r: (r.alternate, -r.people)))


def _first_line(data: bytes, needle: bytes) -> int:
    """The start of the first line not below the needle: bisection over the bytes of the sorted file."""
    low, high = 1, len(data)
    while low < high:
        middle = data.rfind(b"\n", 0, (low + high) // 2) + 1
        middle = max(middle, low)
        end = data.find(b"\n", middle)
        end = len(data) if end < 0 else end
        if data[middle:end] + b"\n" < needle:
            low = end + 1
        else:
            high = middle
    return low


_KINDS = {"c": "city", "p": "province", "n": "country"}


def _records(line: str, others: bool) -> list[PlaceRecord]:
    key, name, sort, country, *rest = line.split("\t")
    if sort == "a":
        meant = key_of(name)
        found = _listed(meant, others=False) if others and meant != key else ()
        return [replace(r, alternate=True) for r in found if r.country == country and r.name == name]
    admin, latitude, longitude, people = rest
    where = float(latitude), float(longitude)
    return [PlaceRecord(name or key.title(), country, *where, _KINDS[sort], int(people), admin or None)]


@cache
def _own() -> dict[str, PlaceRecord]:
    table = tomllib.loads(files("store.extraction").joinpath("lexicon/places.toml").read_text("utf-8"))["places"]
    found: dict[str, PlaceRecord] = {}
    for name, row in table.items():
        latitude, longitude = row.get("at", (None, None))
        record = PlaceRecord(
            name, row.get("country"), latitude, longitude, row["kind"], admin=row.get("within"), own=True
        )
        for surface in (name, *row.get("alias", ())):
            found.setdefault(key_of(surface), record)
    return found
