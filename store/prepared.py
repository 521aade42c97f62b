"""An article made ready to be kept: all that needs no library is done here, so that a worker process can do it."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from store.addresses import canonical
from store.likeness import signature
from store.model import Article, DatelineError, Edit, Part
from store.packing import pack
from store.text import clean_line

Columns = dict[str, str | int | float | None]


@dataclass(frozen=True, slots=True)
class Prepared:
    """What is written of an article.

    ``columns`` are those of the table ``articles`` that come from outside; ``original`` is packed (see ``store.packing``) and ``digest``
    the SHA-256 of what it was, None where there were no bytes; ``addresses`` are folded (see ``store.addresses``),
    the article's own first; ``edits``, ``structure`` and ``captions`` are JSON; ``signature`` is ``store.likeness``'s.
    """

    columns: Columns
    tags: tuple[str, ...]
    original: bytes
    digest: str | None
    addresses: tuple[str, ...]
    edits: str
    structure: str
    captions: str
    signature: bytes | None


def prepare(article: Article, aliases: Iterable[str] = ()) -> Prepared:
    """Make an article ready to be kept.

    Args:
        article: its text is kept letter by letter, since offsets count in it.
        aliases: other addresses under which it was met.

    Raises:
        DatelineError: There is no text, it cannot be written, or a date is not ``YYYY-MM-DD``.
    """
    if not article.text.strip():
        raise DatelineError("the article has no text: there is nothing to read in it")
    met = (address for address in (article.url, *aliases) if address)
    addresses = tuple(dict.fromkeys(canonical(clean_line(address)) for address in met))
    found = digest(article.original)
    edits, structure, captions = cleaning_of(article)
    return Prepared(
        columns=_columns(article, addresses[0] if addresses else found or ""),
        tags=article.tags,
        original=pack(article.original),
        digest=found,
        addresses=addresses,
        edits=edits,
        structure=structure,
        captions=captions,
        signature=None if article.empty else signature(body_of(article.title, article.text)),
    )


def cleaning_of(article: Article) -> tuple[str, str, str]:
    """An article's edits, the roles of its paragraphs, and its captions, each as JSON."""
    return (
        _json([(e.start, e.end, e.rule, e.removed, e.put) for e in article.edits]),
        _json([(part.start, part.end, part.role) for part in article.structure]),
        _json(list(article.captions)),
    )


def digest(original: bytes) -> str | None:
    """The SHA-256 hex digest of an original, None where there is none."""
    return hashlib.sha256(original).hexdigest() if original else None


def body_of(title: str, text: str) -> str:
    """A text without the title above it, since copies go under titles of their own."""
    head, parting, body = text.partition("\n\n")
    return body if parting and clean_line(head) == title else text


def edits_of(kept: str) -> tuple[Edit, ...]:
    """Edits from JSON."""
    return tuple(Edit(*values) for values in json.loads(kept))


def structure_of(kept: str) -> tuple[Part, ...]:
    """The roles of paragraphs from JSON."""
    return tuple(Part(*values) for values in json.loads(kept))


def _columns(article: Article, told_apart_by: str) -> Columns:
    return {
        "published": _iso_date(article.published),
        "date_source": article.date_source,
        "date_confidence": article.date_confidence,
        "language": _line(article.language),
        "title": clean_line(article.title),
        "source": _line(article.source),
        "author": _line(article.author),
        "section": _line(article.section),
        "publisher": _line(article.publisher),
        "url": _line(article.url),
        "empty": int(article.empty),
        "unread": int(article.unread),
        "starred": int(article.starred),
        # Two pages that gave nothing are two articles, though both read "Subscribe to continue".
        "text_hash": _hash(f"{article.text}\0{told_apart_by}" if article.empty else article.text),
        "text": article.text,
    }


def _json(values: Sequence[object]) -> str:
    return json.dumps(values, ensure_ascii=False, separators=(",", ":"))


def _line(value: str | None) -> str | None:
    return (clean_line(value) or None) if value is not None else None


def _iso_date(value: str | None) -> str | None:
    if not value:
        return None
    try:
        return date.fromisoformat(value).isoformat()
    except ValueError:
        raise DatelineError(f"“{clean_line(value)}” is not a date: write it as 2024-07-28") from None


def _hash(text: str) -> str:
    try:
        return hashlib.sha256(text.encode()).hexdigest()
    except UnicodeEncodeError:
        raise DatelineError("the article's text has broken characters in it: clean it with clean_text first") from None
