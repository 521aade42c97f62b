"""EPUB: each document of the spine that is prose becomes an article (https://www.w3.org/TR/epub-33/)."""

from __future__ import annotations

import posixpath
from dataclasses import dataclass
from io import BytesIO
from urllib.parse import unquote, urlsplit

from store.intake.formats import days, markup, xml
from store.intake.formats.opened import Opened
from store.intake.formats.pieces import DOCUMENT_LARGEST, Piece, Reader, Source
from store.model import DatelineError
from store.text import clean_line

FEWEST_WORDS = 60
"""Words below which a document is a cover, a title page or a table of contents."""
_CONTAINER = "META-INF/container.xml"
_PROSE = ("application/xhtml+xml", "text/html")


@dataclass(frozen=True, slots=True)
class _Book:
    about: dict[str, str]
    documents: list[str]


def read(source: Source) -> Reader:
    """The book's articles, in reading order."""
    data = source.whole(DOCUMENT_LARGEST)
    with Opened.of(BytesIO(data), source) as opened:
        book = _book(opened, source.name)
        found = [(name, opened.read(name)) for name in book.documents if name in opened.names]
    chapters = [(name, page, markup.read(xml.decoded(page, source.name))) for name, page in found if page.strip()]
    prose = [chapter for chapter in chapters if _words(chapter[2]) >= FEWEST_WORDS] or [
        chapter for chapter in chapters if chapter[2].blocks
    ]
    if not prose:
        raise DatelineError(f"{source.name} is a book without text")
    for name, page, text in prose:
        heading = text.blocks[0].text if text.blocks[0].role == "heading" else None
        title = book.about.get("title") if len(prose) == 1 else heading or text.title or book.about.get("title")
        blocks = text.blocks[1:] if heading and (len(prose) > 1 or heading == title) else text.blocks
        yield Piece(
            name=f"{source.name}: {name}",
            data=page,
            blocks=tuple(blocks),
            captions=tuple(text.captions),
            own=True,
            title=title or heading,
            author=book.about.get("creator"),
            source=book.about.get("publisher") if len(prose) == 1 else book.about.get("title"),
            published=days.day(book.about.get("date")),
            url=_address(book.about.get("source")) if len(prose) == 1 else None,
        )


def _book(opened: Opened, name: str) -> _Book:
    container = xml.parse(opened.read(_CONTAINER), name)
    path = next((e.get("full-path") for e in container.iter() if xml.local(e) == "rootfile"), None)
    if not path:
        raise DatelineError(f"{name} is a damaged book: it does not say where its contents are")
    package = xml.parse(opened.read(path), name)
    about: dict[str, str] = {}
    files: dict[str, str] = {}
    spine: list[str] = []
    for element in package.iter():
        kind = xml.local(element)
        if kind in ("title", "creator", "publisher", "date", "source") and element.text:
            about.setdefault(kind, clean_line(element.text))
        elif kind == "item" and element.get("media-type") in _PROSE and "nav" not in (element.get("properties") or ""):
            files[element.get("id") or ""] = _inside(path, element.get("href") or "")
        elif kind == "itemref":
            spine.append(element.get("idref") or "")
    return _Book(about, [files[number] for number in spine if number in files])


def _inside(package: str, href: str) -> str:
    return posixpath.normpath(posixpath.join(posixpath.dirname(package), unquote(urlsplit(href).path)))


def _words(text: markup.Markup) -> int:
    return sum(len(block.text.split()) for block in text.blocks)


def _address(value: str | None) -> str | None:
    return value if value and value.startswith(("http://", "https://")) else None
