"""Finding again, in a text that changed, the words that something was anchored to: pure functions.

An anchor is W3C Web Annotation's TextQuoteSelector (the words, up to 32 characters of prefix and suffix) together with
its TextPositionSelector (https://www.w3.org/TR/annotation-model/#selectors).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from store.model import Span

How = Literal["exact", "context", "fuzzy"]

CONTEXT = 32
"""Characters of prefix and suffix that an anchor keeps."""


@dataclass(frozen=True, slots=True)
class Anchor:
    """Words of a text: ``exact`` equals ``text[start:end]``, between ``prefix`` and ``suffix``."""

    exact: str
    prefix: str
    suffix: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Found:
    """Where an anchor's words stand now, and how they were found."""

    start: int
    end: int
    how: How


def anchor(text: str, at: Span) -> Anchor:
    """The anchor of some words.

    Raises:
        ValueError: The span is empty or not within the text.
    """
    raise NotImplementedError


def find(anchor: Anchor, text: str) -> Found | None:
    """Find an anchor's words: exactly in place, else by context, else fuzzily; None when they are gone (orphaned)."""
    raise NotImplementedError
