"""Files of every format taken apart into articles, links and feeds; what a file is is told from its content."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from importlib import import_module
from typing import BinaryIO

from store.intake.formats.pieces import (
    DEEPEST,
    PAGE_LARGEST,
    Aside,
    Budget,
    Found,
    Link,
    Overspent,
    Piece,
    Reader,
    Source,
    Subscription,
)
from store.model import DatelineError
from store.text import clean_line

__all__ = ["Aside", "Found", "Link", "Piece", "Subscription", "nested", "unpack"]

_READERS = {
    "markdown": "markdown.read", "feed": "feed.read", "opml": "links.opml", "sitemap": "links.sitemap",
    "bookmarks": "links.bookmarks", "links": "links.addresses", "mail": "mail.message", "mailbox": "mail.mailbox",
    "mhtml": "mail.page", "pdf": "pdf.read", "docx": "docx.read", "epub": "epub.read", "warc": "warc.read",
    "wacz": "archive.from_wacz", "zip": "archive.from_zip", "tar": "archive.from_tar",
    "packed": "archive.from_packed", "json": "jsonl.read",
}  # fmt: skip


def unpack(
    file: BinaryIO,
    size: int,
    name: str,
    *,
    url: str | None = None,
    charset: str | None = None,
    fields: Iterable[tuple[str, str]] = (),
    among_others: bool = False,
) -> Reader:
    """Everything in a file, one thing after the other, as it is asked for.

    Args:
        file: opened for reading bytes, seekable; it stays open.
        size: its bytes.
        name: what to call it in messages.
        url: where it came from.
        charset: what the server said its encoding is.
        fields: for JSON exports, pairs of our field's name and the exporter's (see ``jsonl.FIELDS``).
        among_others: it lay in a folder, where a picture is no mistake.

    Yields:
        What was found, and a ``DatelineError`` for each part that could not be read; none is raised.
    """
    source = Source(file, clean_line(name), size, Budget.for_size(size), url, charset, tuple(fields), among_others)
    yield from _guarded(source)


def nested(file: BinaryIO, size: int, name: str, within: Source, url: str | None = None) -> Reader:
    """Everything in a file that lies in another, on the other's budget."""
    if within.depth >= DEEPEST:
        yield DatelineError(f"{clean_line(name)} lies too deep in archives within archives: unpack them first")
        return
    inner = Source(file, clean_line(name), size, within.budget, url, None, within.fields, depth=within.depth + 1)
    yield from _guarded(inner)


def _guarded(source: Source) -> Reader:
    try:
        yield from _read(source)
    except Overspent:
        if source.depth:
            raise
        yield DatelineError(f"{source.name} unpacks to far more than it should: it was not read any further")
    except DatelineError as error:
        yield error


def _read(source: Source) -> Reader:
    from store.intake.formats import kinds

    if not source.head(4096).strip(b"\0 \t\r\n"):
        raise DatelineError(f"{source.name} is empty: nothing to add")
    kind = kinds.tell(source)
    if kind == "other" and (source.depth or source.among_others):
        yield Aside(source.name)
    elif kind in _READERS:
        yield from _reader(_READERS[kind])(source)
    else:
        yield Piece(source.name, source.whole(PAGE_LARGEST), url=source.url, charset=source.charset)


def _reader(path: str) -> Callable[[Source], Reader]:
    module, _, function = path.partition(".")
    reader: Callable[[Source], Reader] = getattr(import_module(f"store.intake.formats.{module}"), function)
    return reader
