"""Files that hold no text but name it: OPML, sitemaps, bookmarks, lists of addresses."""

from __future__ import annotations

import re

from store.intake.formats import xml
from store.intake.formats.pieces import Link, Reader, Source, Subscription
from store.model import DatelineError
from store.text import clean_line

_ADDRESS = re.compile(r"https?://\S+$", re.I)
_BOOKMARK = re.compile(r"""<a\s[^>]*?href\s*=\s*["'](https?://[^"'\s]+)["'][^>]*>(.*?)</a>""", re.I | re.S)
_TAG = re.compile(r"<[^>]*>")


def is_list(text: str) -> bool:
    """Whether every line of a text is a web address (or empty, or a comment that begins with ``#``)."""
    lines = [line.strip() for line in text.splitlines()]
    named = [line for line in lines if line and not line.startswith("#")]
    return bool(named) and all(_ADDRESS.match(line) for line in named)


def addresses(source: Source) -> Reader:
    """The addresses of a list."""
    for line in xml.decoded(source.whole(), source.name).splitlines():
        if _ADDRESS.match(line.strip()):
            yield Link(line.strip())


def bookmarks(source: Source) -> Reader:
    """The addresses of a browser's bookmarks (the format all of them export, named after Netscape)."""
    from html import unescape

    found = 0
    for match in _BOOKMARK.finditer(xml.decoded(source.whole(), source.name)):
        found += 1
        yield Link(unescape(match.group(1)), clean_line(unescape(_TAG.sub("", match.group(2)))) or None)
    if not found:
        raise DatelineError(f"{source.name} holds no bookmarks: export them again")


def sitemap(source: Source) -> Reader:
    """The pages, or further sitemaps, that a sitemap names (https://www.sitemaps.org/protocol.html)."""
    root = xml.parse(source.whole(largest=50 * 1024 * 1024), source.name)
    places = [
        clean_line(place.text or "")
        for entry in root
        if xml.local(entry) in ("url", "sitemap")
        for place in entry
        if xml.local(place) == "loc"
    ]
    named = [Link(place) for place in places if _ADDRESS.match(place)]
    if not named:
        raise DatelineError(f"{source.name} is a sitemap that names no page")
    yield from named


def opml(source: Source) -> Reader:
    """The feeds of an OPML file, with the folders they lie in (https://opml.org/spec2.opml)."""
    root = xml.parse(source.whole(), source.name)
    stack = [(root, "")]
    found = 0
    while stack:
        element, folder = stack.pop()
        below = folder
        if xml.local(element) == "outline":
            values = {name.lower(): clean_line(value) for name, value in element.attrib.items()}
            title = values.get("title") or values.get("text") or None
            if values.get("xmlurl"):
                found += 1
                yield Subscription(values["xmlurl"], title, folder or None)
            elif title:
                below = f"{folder}/{title}" if folder else title
        stack.extend((child, below) for child in reversed(element))
    if not found:
        raise DatelineError(f"{source.name} is an OPML file that names no feed")
