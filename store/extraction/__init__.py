"""Clean text in, ``Extraction`` out: pure functions, no database, no clock, no network."""

from __future__ import annotations

from datetime import date
from typing import Literal

from store.model import Extraction

Engine = Literal["auto", "rules"]
"""``auto``: rules with the encoder and the linear models, or the rules alone where those cannot run; ``rules``: alone."""

ENGLISH_ONLY = "Actors and incidents are found in English only; this text was split into sentences and no more."


def extract(
    text: str,
    published: str | date | None = None,
    *,
    language: str | None = "en",
    title: str | None = None,
    engine: Engine = "auto",
) -> Extraction:
    """Actors and incidents of a cleaned article.

    Args:
        text: the article; every offset in the result counts its characters.
        published: the day it was published (ISO text or date); without it only dates that name their year resolve.
        language: ISO 639-1; anything but English (or None, taken for English) gets sentences only, and says so.
        title: the article's title where ``text`` does not begin with it; not used for findings, only kept for callers
            that pass whole articles.
        engine: what makes the findings; which one did is said in ``Extraction.engine``.

    Raises:
        DatelineError: the language model is missing or is not the one this release was tested with.
        ValueError: ``published`` is no ISO date.
    """
    from store.extraction import sentences

    if language not in (None, "en"):
        return Extraction(sentences.split(text), engine="sentences", limits=(ENGLISH_ONLY,))
    from store.extraction import pipeline

    day = date.fromisoformat(published[:10]) if isinstance(published, str) else published
    return pipeline.run(text, day, engine)
