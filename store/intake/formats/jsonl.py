"""What read-later programs and scrapers export: JSON Lines, or one array, of objects whose fields are mapped to ours."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from store.intake import decode
from store.intake.formats import days, markup, xml
from store.intake.formats.pieces import DOCUMENT_LARGEST, PAGE_LARGEST, Block, Link, Piece, Reader, Source
from store.model import DatelineError
from store.text import clean_line, clean_text

FIELDS: Mapping[str, tuple[str, ...]] = {
    "body": ("content_html", "content", "html", "articlebody", "article_body", "full_text", "maintext", "text", "body"),
    "title": ("title", "headline", "resolved_title", "given_title", "name"),
    "url": ("url", "link", "resolved_url", "given_url", "uri", "href", "source_url", "canonical_url"),
    "author": ("published_by", "authors", "author", "byline", "creator"),
    "source": ("domain_name", "site_name", "publication", "publisher", "source", "source_domain", "outlet"),
    "published": ("published_at", "published", "date_published", "date_publish", "datepublished", "pubdate", "date"),
    "tags": ("tags", "labels", "keywords"),
}
"""Our fields and the names exporters have for them, compared in lower case, the first that holds something wins."""
_NESTED = ("name", "label", "value", "title")


def read(source: Source) -> Reader:
    """The articles of an export; an object without a body but with an address is a page to fetch."""
    names = _names(source)
    found = False
    for number, item in enumerate(_objects(source), 1):
        found = True
        name = f"{source.name} entry {number}"
        if isinstance(item, DatelineError):
            yield item
        elif isinstance(item, dict):
            yield _piece(item, names, name)
        else:
            yield DatelineError(f"{name} is no object with fields: it was left out")
    if not found:
        raise DatelineError(f"{source.name} is an export without entries")


def _names(source: Source) -> dict[str, tuple[str, ...]]:
    named = dict(FIELDS)
    for ours, theirs in source.fields:
        named[ours] = (theirs.lower(),)
    return named


def _objects(source: Source) -> Iterator[Any]:
    if source.head(64).lstrip(b"\xef\xbb\xbf \t\r\n")[:1] == b"[":
        yield from _array(source)
        return
    source.file.seek(0)
    first = True
    while line := source.file.readline(PAGE_LARGEST + 1):
        if not line.strip():
            continue
        if len(line) > PAGE_LARGEST:
            yield DatelineError(
                f"{source.name} has a line of more than {PAGE_LARGEST // 1024 // 1024} MB: no export has"
            )
            return
        try:
            yield json.loads(line)
        except (ValueError, RecursionError):
            if first:  # not a line but one object over many lines
                yield _loaded(source)
                return
            yield DatelineError(f"{source.name} has a line that is no JSON: it was left out")
        first = False


def _array(source: Source) -> Iterator[Any]:
    found = _loaded(source)
    yield from found if isinstance(found, list) else [found]


def _loaded(source: Source) -> Any:
    try:
        return json.loads(xml.decoded(source.whole(DOCUMENT_LARGEST), source.name))
    except (ValueError, RecursionError):
        return DatelineError(f"{source.name} is damaged: it holds no JSON that can be read")


def _piece(item: dict[str, Any], names: dict[str, tuple[str, ...]], name: str) -> Piece | Link | DatelineError:
    lowered = {str(key).lower(): value for key, value in item.items()}
    values = {ours: next((lowered[n] for n in theirs if lowered.get(n)), None) for ours, theirs in names.items()}
    body, url = values["body"], _line(values["url"])
    if not isinstance(body, str) or not body.strip():
        if url and url.startswith(("http://", "https://")):
            return Link(url, _line(values["title"]))
        return DatelineError(f"{name} has no text and no address: name the field of its text with --field body=NAME")
    body = clean_text(body)
    text = markup.read(body) if decode.looks_like_html(body) else None
    blocks = text.blocks if text else [Block(line) for line in map(clean_line, body.split("\n")) if line]
    return Piece(
        name=name,
        data=json.dumps(item, ensure_ascii=False).encode("utf-8", "replace"),
        blocks=tuple(blocks),
        captions=tuple(text.captions) if text else (),
        url=url,
        title=_line(values["title"]),
        author=_line(values["author"]),
        source=_line(values["source"]),
        published=days.day(values["published"]),
        tags=tuple(_each(values["tags"])),
    )


def _line(value: object) -> str | None:
    return ", ".join(_each(value)) or None


def _each(value: object) -> list[str]:
    """The names in a field, which may hold one, several, or objects with a name each."""
    if isinstance(value, dict):
        value = next((value[key] for key in _NESTED if value.get(key)), None)
    if isinstance(value, list):
        return [name for item in value for name in _each(item)]
    return [clean_line(str(value))] if value is not None and clean_line(str(value)) else []
