"""An article with its findings as one JSON document: what ``dateline extract --json`` prints."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from store.model import Article, Extraction


def document(article: Article, extraction: Extraction) -> dict[str, Any]:
    """The document of one article; all offsets count characters of its ``text``.

    Besides what the contract asks for, incidents carry ``reasons`` and the document says which engine made it and what
    could not be done.
    """
    return {
        "article": {
            "title": article.title,
            "published": article.published,
            "url": article.url,
            "source": article.source,
            "author": article.author,
            "language": article.language,
        },
        "text": article.text,
        "sentences": [list(span) for span in extraction.sentences],
        "actors": [asdict(actor) for actor in extraction.actors],
        "incidents": [asdict(incident) for incident in extraction.incidents],
        "engine": extraction.engine,
        "limits": list(extraction.limits),
    }
