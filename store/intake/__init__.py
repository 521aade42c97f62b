"""Bytes in, clean ``Article`` out: what they are is told from their content; no clock, no network here."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING

from store.model import Article, DatelineError, Part
from store.text import clean_line, clean_text

if TYPE_CHECKING:
    from py3langid.langid import LanguageIdentifier

    from store.intake.clean import Cleaned

SHOWN = 110
"""Characters of the first paragraph that stand in for a title that is missing."""
_SURE = 0.5
_ENOUGH_WORDS = 8
_TOLD_BY = 1000
"""Characters that are enough to tell a language by."""


class NoArticle(DatelineError):
    """Bytes in which no article was found; ``title`` is what they say theirs is."""

    def __init__(self, message: str, title: str | None = None) -> None:
        super().__init__(message)
        self.title = title


def read(
    data: bytes,
    *,
    url: str | None = None,
    hint: str | None = None,
    title: str | None = None,
    source: str | None = None,
    author: str | None = None,
    published: str | None = None,
    careful: bool = True,
) -> Article:
    """An article from a file's or page's bytes.

    Its text is the title, a blank line, and the paragraphs with a blank line between them; an article that begins
    without a title line has none in its text, and is listed by its first words.

    Args:
        data: HTML or plain text in any common encoding.
        url: where it came from.
        hint: a file's name, for messages.
        title, source, author, published: override what the content says; ``published`` is an ISO date.
        careful: weigh several extractors against each other (pages at some 20 a second and core); else the fastest
            one alone, for bulk.

    Raises:
        NoArticle: no article is in them.
        DatelineError: the bytes are empty, or no text.
    """
    from store.intake import decode

    name = clean_line(hint or url or "the input")
    text = decode.raw(data, name)
    given = Article(
        clean_line(title or ""), "", url=url, source=clean_line(source or "") or None, author=clean_line(author or "") or None,
        published=published, original=data,
    )  # fmt: skip
    found = _of_page(text, given, careful) if decode.looks_like_html(text) else _of_text(clean_text(text), given)
    if not found.text:
        raise NoArticle(f"{name} holds no article text: check that the page was saved whole", found.title or None)
    return replace(
        found,
        date_source="given" if published else found.date_source,
        date_confidence=1.0 if published else found.date_confidence,
        language=language_of(found.text),
        text_hash=hashlib.sha256(found.text.encode()).hexdigest(),
    )


def _of_text(text: str, given: Article) -> Article:
    from store.intake import clean

    cleaned = clean.scrape(text, given.title or None)
    return _with(given, cleaned)


def _of_page(html: str, given: Article, careful: bool) -> Article:
    from store.intake import clean, page

    found = page.read(html, given.url, careful=careful)
    about, day = found.metadata, found.published
    title = given.title or (about.title if about else None)
    cleaned = clean.page(found.source, found.lines, title, known_rubbish=not careful)
    if about is None:
        return _with(given, cleaned)
    roles = {id(line): found.roles[at] for at, line in enumerate(found.lines) if at in found.roles}
    parts = tuple(Part(*span, roles[id(line)]) for line, span in cleaned.paragraphs if id(line) in roles)
    return replace(
        _with(given, cleaned),
        source=given.source or about.site,
        author=given.author or ", ".join(about.authors) or None,
        published=given.published or (day.day if day else None),
        date_source=day.source if day else None,
        date_confidence=day.confidence if day else None,
        section=about.section,
        publisher=about.publisher if about.publisher != about.site else None,
        url=given.url or about.url,
        structure=parts,
        captions=found.captions,
    )


def _with(given: Article, cleaned: Cleaned) -> Article:
    first = next((line.text for line, _ in cleaned.paragraphs), "")
    return replace(given, title=cleaned.title or shorten(first), text=cleaned.text, edits=cleaned.edits)


def shorten(text: str) -> str:
    """The first words of a text, cut between words."""
    if len(text) <= SHOWN:
        return text
    return text[:SHOWN].rsplit(" ", 1)[0] + "…"


def language_of(text: str) -> str | None:
    """The language of a text as ISO 639-1, or None where there is too little of it to tell."""
    if len(text.split()) < _ENOUGH_WORDS and len(text) < 60:
        return None
    language, sure = _identifier().classify(text[:_TOLD_BY])
    return str(language) if sure >= _SURE else None


@cache
def _identifier() -> LanguageIdentifier:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
