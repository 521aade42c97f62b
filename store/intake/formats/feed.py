"""RSS, Atom and JSON feeds: each entry an article, or a summary with the address of one."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import urljoin

from store.intake.formats import days, markup, xml
from store.intake.formats.pieces import Piece, Reader, Source
from store.model import DatelineError
from store.text import clean_line

FEED_LARGEST = 10 * 1024 * 1024
"""Bytes a feed may have."""
WHOLE = 1200
"""Characters from which an entry's own text is taken for the whole article; a shorter one is a summary of its page."""
_HTML = frozenset({"text/html", "application/xhtml+xml"})


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry; ``key`` tells it from the feed's others, ``html`` is its own text, ``link`` its page."""

    key: str
    link: str | None
    title: str | None
    author: str | None
    published: str | None
    html: str


@dataclass(frozen=True, slots=True)
class Parsed:
    """A feed: its name, the page it belongs to, its entries in its own order (most have the newest first)."""

    title: str | None
    link: str | None
    entries: tuple[Entry, ...]


def parse(data: bytes, name: str, url: str | None = None) -> Parsed:
    """Read a feed.

    The bytes go through lxml first, which caps the depth of nesting and resolves no entity, and feedparser is told not
    to clean the HTML in it: on hostile feeds of 300 KB it takes seconds and much memory for both.

    Args:
        data: RSS, Atom, RDF or a JSON feed, at most ``FEED_LARGEST`` bytes of it.
        name: what to call it in messages.
        url: where it came from, for addresses without a host.

    Raises:
        DatelineError: it is none of these.
    """
    if len(data) > FEED_LARGEST:
        raise DatelineError(f"{name} is larger than {FEED_LARGEST // 1024 // 1024} MB: that is no feed")
    if data.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] == b"{":
        return _json_feed(data, name, url or "")
    import feedparser
    from lxml import etree

    safe = etree.tostring(xml.parse(data, name), encoding="utf-8", with_tail=False)
    found = feedparser.parse(safe, sanitize_html=False, resolve_relative_uris=False)
    if not found.version:
        raise DatelineError(f"{name} is no feed: give the address of its RSS, Atom or JSON feed")
    base = url or found.feed.get("link") or ""
    entries = tuple(_entry(entry, base) for entry in found.entries)
    return Parsed(_line(found.feed.get("title")), _address(found.feed.get("link"), base), entries)


def read(source: Source) -> Reader:
    """The entries of a feed that lies in a file."""
    parsed = parse(source.whole(FEED_LARGEST), source.name, source.url)
    if not parsed.entries:
        raise DatelineError(f"{source.name} is a feed without entries")
    yield from pieces(parsed, source.name)


def pieces(parsed: Parsed, name: str) -> Iterator[Piece]:
    """Each entry as an article on its way in; ``link`` is set where its own text is only a summary."""
    for entry in parsed.entries:
        yield piece(entry, parsed, name)


def piece(entry: Entry, parsed: Parsed, name: str) -> Piece:
    """One entry as an article on its way in."""
    text = markup.read(entry.html)
    characters = sum(len(block.text) for block in text.blocks)
    return Piece(
        name=f"{name}: {entry.title or entry.link or entry.key}",
        data=entry.html.encode("utf-8", "replace"),
        blocks=tuple(text.blocks),
        captions=tuple(text.captions),
        url=entry.link,
        title=entry.title,
        author=entry.author,
        source=parsed.title,
        published=entry.published,
        link=entry.link if characters < WHOLE else None,
    )


def _entry(entry: Any, base: str) -> Entry:
    contents = [item.get("value") or "" for item in entry.get("content", []) if item.get("type", "text/html") in _HTML]
    html = max([*contents, entry.get("summary") or ""], key=len)
    link = _address(entry.get("link"), base)
    title = _plain(entry.get("title"))
    published = entry.get("published") or entry.get("updated") or entry.get("created")
    return Entry(
        key=clean_line(entry.get("id") or "") or link or title or html[:200],
        link=link,
        title=title,
        author=_plain(entry.get("author")),
        published=days.day(published) or _parsed_day(entry),
        html=html,
    )


def _parsed_day(entry: Any) -> str | None:
    moment = entry.get("published_parsed") or entry.get("updated_parsed")
    return days.day(f"{moment.tm_year:04}-{moment.tm_mon:02}-{moment.tm_mday:02}") if moment else None


def _json_feed(data: bytes, name: str, base: str) -> Parsed:
    """https://www.jsonfeed.org/version/1.1/"""
    try:
        found = json.loads(xml.decoded(data, name))
    except (ValueError, RecursionError):
        raise DatelineError(f"{name} is damaged: it holds no JSON that can be read") from None
    if not isinstance(found, dict) or not isinstance(found.get("items"), list):
        raise DatelineError(f"{name} is no feed: give the address of its RSS, Atom or JSON feed")
    items = [item for item in found["items"] if isinstance(item, dict)]
    page = found.get("home_page_url")
    return Parsed(_line(found.get("title")), _address(page, base), tuple(_json_entry(item, base) for item in items))


def _json_entry(item: dict[str, Any], base: str) -> Entry:
    from html import escape

    html = item.get("content_html") or ""
    if not isinstance(html, str) or not html:
        text = str(item.get("content_text") or item.get("summary") or "")
        html = "".join(f"<p>{escape(part)}</p>" for part in text.split("\n") if part.strip())
    authors = item.get("authors") or [item.get("author")]
    names = [author.get("name") for author in authors if isinstance(author, dict)] if isinstance(authors, list) else []
    link = _address(item.get("url") or item.get("external_url"), base)
    return Entry(
        key=clean_line(str(item.get("id") or "")) or link or html[:200],
        link=link,
        title=_line(item.get("title")),
        author=", ".join(clean_line(str(author)) for author in names if author) or None,
        published=days.day(item.get("date_published") or item.get("date_modified")),
        html=html,
    )


def _address(value: object, base: str) -> str | None:
    if not isinstance(value, str) or not value.strip():
        return None
    try:
        joined = urljoin(base, clean_line(value))
    except ValueError:
        return None
    return joined if joined.lower().startswith(("http://", "https://")) else None


def _line(value: object) -> str | None:
    return clean_line(value) or None if isinstance(value, str) else None


def _plain(value: object) -> str | None:
    """A title or name that may be written as HTML."""
    line = _line(value)
    if line is None or ("<" not in line and "&" not in line):
        return line
    return " ".join(block.text for block in markup.read(line).blocks) or None
