"""A piece of a file to a clean article."""

from __future__ import annotations

from dataclasses import dataclass, replace

from store.intake import NoArticle, read
from store.intake.formats.pieces import Piece
from store.model import Article, DatelineError, Part
from store.text import clean_line

_UNTITLED = "Untitled"


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
    title, source = given.title or piece.title, given.source or piece.source
    published = given.published or piece.published
    data = _in_its_encoding(piece) if piece.blocks is None else "\n".join(b.text for b in piece.blocks).encode()
    try:
        if not data.strip():
            raise NoArticle(f"{piece.name} holds no article text")
        article = read(
            data,
            url=piece.url,
            hint=piece.name,
            title=title,
            source=source,
            author=piece.author,
            published=published,
            careful=careful,
        )
    except NoArticle as nothing:
        article = _empty(piece, title or nothing.title, source, published)
    if piece.blocks is not None:
        structure = _structure(article.text, piece)
        article = replace(article, structure=structure, captions=piece.captions or article.captions)
    return replace(article, original=piece.data, tags=(*article.tags, *piece.tags))


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


def _empty(piece: Piece, title: str | None, source: str | None, published: str | None) -> Article:
    name = clean_line(title or piece.url or piece.name) or _UNTITLED
    return Article(name, name, source, piece.url, piece.author, published, empty=True)


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
