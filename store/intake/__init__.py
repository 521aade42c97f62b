"""Bytes in, clean ``Article`` out: what they are is told from their content; no clock, no network here."""

from __future__ import annotations

import hashlib
from functools import cache
from typing import TYPE_CHECKING

from store.model import Article, DatelineError
from store.text import clean_line

if TYPE_CHECKING:
    from py3langid.langid import LanguageIdentifier

SHOWN = 110
"""Characters of the first paragraph that stand in for a title that is missing."""
_SURE = 0.5
_ENOUGH_WORDS = 8


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
    from store.intake import clean, decode, page

    name = clean_line(hint or url or "the input")
    text = decode.decode(data, name)
    if decode.looks_like_html(text):
        found = page.read(text, url)
        cleaned = clean.clean(found.body, title or found.title)
        source, author, published = source or found.source, author or found.author, published or found.published
        url = found.url
    else:
        cleaned = clean.clean(text, title)
    if not cleaned.paragraphs:
        raise NoArticle(f"{name} holds no article text: check that the page was saved whole", cleaned.title)
    body = "\n\n".join(cleaned.paragraphs)
    whole = f"{clean_line(cleaned.title)}\n\n{body}" if cleaned.title else body
    return Article(
        title=clean_line(cleaned.title or shorten(cleaned.paragraphs[0])),
        text=whole,
        source=clean_line(source) if source else None,
        url=url,
        author=clean_line(author) if author else None,
        published=published,
        language=language_of(body),
        original=data,
        text_hash=hashlib.sha256(whole.encode()).hexdigest(),
    )


def shorten(text: str) -> str:
    """The first words of a text, cut between words."""
    if len(text) <= SHOWN:
        return text
    return text[:SHOWN].rsplit(" ", 1)[0] + "…"


def language_of(text: str) -> str | None:
    """The language of a text as ISO 639-1, or None where there is too little of it to tell."""
    if len(text.split()) < _ENOUGH_WORDS and len(text) < 60:
        return None
    language, sure = _identifier().classify(text[:4000])
    return str(language) if sure >= _SURE else None


@cache
def _identifier() -> LanguageIdentifier:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
