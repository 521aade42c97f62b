"""A piece of a file to a clean article."""

from __future__ import annotations

from dataclasses import dataclass, replace

from store.intake import NoArticle, language_of, read, shorten
from store.intake.formats.pieces import Piece
from store.model import Article, DatelineError, Part
from store.text import clean_line

_UNTITLED = "Untitled"
_TITLE_LONGEST = 220


@dataclass(frozen=True, slots=True)
class Given:
    """What the person who adds articles says of them; it wins over what they say themselves."""

    title: str | None = None
    source: str | None = None
    published: str | None = None


def article_of(piece: Piece, given: Given | None = None, *, careful: bool = True) -> Article:
    """The article a piece holds.

    One whose body comes out empty is an article all the same, ``empty`` and with its title alone as its text.

    Args:
        piece: what :func:`store.intake.formats.unpack` found.
        given: what is known from elsewhere.
        careful: see :func:`store.intake.read`.

    Raises:
        DatelineError: it is no text.
    """
    if piece.summary is not None:
        return _fuller(piece, piece.summary, given, careful)
    given = given or Given()
    piece = replace(
        piece,
        title=given.title or piece.title,
        source=given.source or piece.source,
        published=given.published or piece.published,
    )
    if piece.blocks is None:
        article = _read(piece, _in_its_encoding(piece), careful)
    elif piece.own or not piece.blocks:
        article = _as_it_is(piece)
    else:
        cleaned = _read(piece, "\n".join(block.text for block in piece.blocks).encode(), careful)
        article = _as_it_is(piece) if cleaned.empty else cleaned
        article = replace(article, structure=_structure(article.text, piece), captions=piece.captions)
    return replace(article, original=piece.data, tags=(*article.tags, *piece.tags))


def _read(piece: Piece, data: bytes, careful: bool) -> Article:
    try:
        return read(
            data,
            url=piece.url,
            hint=piece.name,
            title=piece.title,
            source=piece.source,
            author=piece.author,
            published=piece.published,
            careful=careful,
        )
    except NoArticle as nothing:
        return _article(piece, piece.title or nothing.title, "", ())


def _as_it_is(piece: Piece) -> Article:
    """The article of a document, to the letter; its first line is its title where it has no other and looks like one."""
    blocks = list(piece.blocks or ())
    title = piece.title
    if (
        title is None
        and len(blocks) > 1
        and len(blocks[0].text) <= _TITLE_LONGEST
        and blocks[0].text[-1] not in ".!?:;,"
    ):
        title = blocks.pop(0).text
    body = "\n\n".join(block.text for block in blocks)
    parts, start = [], len(title) + 2 if title else 0
    for block in blocks:
        if block.role:
            parts.append(Part(start, start + len(block.text), block.role))
        start += len(block.text) + 2
    return _article(
        piece, title or shorten(blocks[0].text) if blocks else title, body, tuple(parts), headed=bool(title)
    )


def _article(piece: Piece, title: str | None, body: str, parts: tuple[Part, ...], *, headed: bool = True) -> Article:
    name = clean_line(title or piece.url or piece.name) or _UNTITLED
    dated = piece.published is not None
    return Article(
        title=name,
        text=(f"{name}\n\n{body}" if headed else body) if body else name,
        source=piece.source,
        url=piece.url,
        author=piece.author,
        published=piece.published,
        date_source="given" if dated else None,
        date_confidence=1.0 if dated else None,
        language=language_of(body) if body else None,
        structure=parts,
        captions=piece.captions,
        empty=not body,
    )


def _fuller(piece: Piece, summary: Piece, given: Given | None, careful: bool) -> Article:
    """The page's article, with what only the feed knows of it; the feed's where the page gives less."""
    short = article_of(summary, given, careful=careful)
    try:
        whole = article_of(replace(piece, summary=None), given, careful=careful)
    except DatelineError:
        return short
    if whole.empty or len(whole.text.split()) < len(short.text.split()):
        return short
    dated = whole if whole.published else short
    return replace(
        whole,
        author=whole.author or short.author,
        source=whole.source or short.source,
        published=dated.published,
        date_source=dated.date_source,
        date_confidence=dated.date_confidence,
    )


def _in_its_encoding(piece: Piece) -> bytes:
    """What the server said counts where the page itself does not tell: it is no UTF-8 and names no encoding."""
    if piece.charset is None or b"charset" in piece.data[:4096].lower():
        return piece.data
    try:
        piece.data.decode("utf-8")
    except UnicodeDecodeError:
        try:
            return piece.data.decode(piece.charset).encode("utf-8", "replace")
        except (LookupError, UnicodeDecodeError):
            pass
    return piece.data


def _structure(text: str, piece: Piece) -> tuple[Part, ...]:
    """The roles of the paragraphs that stand in the text as they stood in the document."""
    roles = {block.text: block.role for block in piece.blocks or () if block.role}
    parts, start = [], 0
    for paragraph in text.split("\n\n") if roles else ():
        role = roles.get(paragraph)
        if role is not None and start > 0:
            parts.append(Part(start, start + len(paragraph), role))
        start += len(paragraph) + 2
    return tuple(parts)
