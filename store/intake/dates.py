"""When an article was published, where that was read, and how far it can be trusted; never today's date as a guess."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime

from lxml import etree

from store.intake.metadata import Metadata
from store.model import DateSource

_METAS = (
    "article:published_time", "article:published", "og:published_time", "datepublished", "date", "dc.date.issued", "dcterms.created",
    "dc.date", "dcterms.date", "dc.date.created", "parsely-pub-date", "sailthru.date", "publishdate", "publish-date", "publication_date",
    "pubdate", "published_time", "cxenseparse:recs:publishtime", "last-modified-original", "article.published", "rnews:datepublished",
    "citation_publication_date", "vf:lastmod:original", "date.issued", "og:article:published_time", "displaydate", "release_date",
)  # fmt: skip
_ISO = re.compile(r"\b((?:19|20)\d\d)[-/.]?(0[1-9]|1[0-2])[-/.]?(0[1-9]|[12]\d|3[01])(?=\D|$)")
_IN_URL = re.compile(
    r"/((?:19|20)\d\d)[/_-](0?[1-9]|1[0-2])[/_-](0?[1-9]|[12]\d|3[01])(?=\D|$)|[/_-]((?:19|20)\d\d)(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])(?=\D|$)"
)
_FIRST = date(1990, 1, 1)
_SECONDS = (6e8, 4e9)
_AGREED, _ALONE_LD, _ALONE_META, _ALONE_TIME, _ALONE_URL, _IN_TEXT = 0.99, 0.95, 0.9, 0.75, 0.8, 0.5


@dataclass(frozen=True, slots=True)
class Published:
    """An ISO day, where it was read, and a confidence in 0..1 (told, not fitted: sources that agree, then by source)."""

    day: str
    source: DateSource
    confidence: float


def published(tree: etree._Element, metadata: Metadata, url: str | None, *, thorough: bool = True) -> Published | None:
    """The day a page's article was published, or None where the page does not say.

    A day in the URL, in JSON-LD or in a meta element is taken as written, in the site's own time zone.

    Args:
        thorough: look through the page's text too where nothing else says it.
    """
    found: list[tuple[DateSource, str, float]] = []
    if day := _day(metadata.told.published):
        found.append(("json-ld", day, _ALONE_LD))
    found += [("meta", day, _ALONE_META) for key in _METAS for day in [_day(metadata.metas.get(key, [""])[0])] if day]
    if day := _in_url(metadata.url or "") or _in_url(url or ""):
        found.append(("url", day, _ALONE_URL))
    found += [("time", day, _ALONE_TIME) for day in _times(tree)]
    if not found:
        return _in_text(tree) if thorough else None
    source, day, alone = found[0]
    others = {other for kind, other, _ in found if kind != source}
    return Published(day, source, _AGREED if day in others else alone)


def _times(tree: etree._Element) -> list[str]:
    """The first time elements before the body's end that say they are the publication's."""
    times = list(tree.iter("time"))
    marked = [
        t
        for t in times
        if "publi" in f"{t.get('itemprop') or ''} {t.get('class') or ''}".lower() or t.get("pubdate") is not None
    ]
    return [day for t in (marked or times)[:1] for day in [_day(t.get("datetime") or "")] if day]


def _in_url(url: str) -> str | None:
    match = _IN_URL.search(url)
    if not match:
        return None
    year, month, day = (int(part) for part in match.groups() if part)
    return _valid(year, month, day)


def _day(value: str) -> str | None:
    """The day of a date in ISO form or near it, or in the form of e-mail headers."""
    match = _ISO.search(value)
    if match:
        return _valid(*map(int, match.groups()))
    return _loose(value) if value and len(value) < 80 and any(map(str.isdigit, value)) else None


def _loose(value: str) -> str | None:
    if value.isdigit():
        seconds = int(value) / (1000 if len(value) > 11 else 1)
        moment = datetime.fromtimestamp(seconds, UTC) if _SECONDS[0] < seconds < _SECONDS[1] else None
        return moment.date().isoformat() if moment else None
    from dateutil import parser

    try:
        # What the value leaves open is taken from the default: a whole date reads the same with either.
        one, other = (parser.parse(value, default=datetime(year, 1, year)) for year in (1, 2))
    except (ValueError, OverflowError, TypeError):
        return None
    return _valid(one.year, one.month, one.day) if one.date() == other.date() else None


def _in_text(tree: etree._Element) -> Published | None:
    """A day that stands in the page as text, found by htmldate."""
    from htmldate import find_date

    body = tree.find("body")
    if body is None:
        return None
    try:
        day = find_date(body, extensive_search=False, original_date=True)
    except (
        ValueError,
        AttributeError,
        TypeError,
        OverflowError,
    ):  # htmldate 1.11 on trees without a head, or with odd attributes
        return None
    return Published(day, "text", _IN_TEXT) if day else None


def _valid(year: int, month: int, day: int) -> str | None:
    try:
        value = date(year, month, day)
    except ValueError:
        return None
    return value.isoformat() if value >= _FIRST else None
