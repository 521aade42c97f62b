"""Texts through extraction, on the way that ``dateline extract`` takes."""

from __future__ import annotations

import importlib.util
import json
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import Any, cast

from store.export.interchange import document
from store.extraction import extract
from store.intake import read
from store.model import Article
from tests.quality.outcome import Document


def of_file(path: Path, published: str | None) -> Document:
    """Findings of a file: read, cleaned, extracted."""
    return of_article(read(path.read_bytes(), hint=path.name, published=published))


def of_text(text: str, published: str | None) -> Document:
    """Findings of a text that is clean already and in English; its offsets stay as they are."""
    return of_article(Article(title="", text=text, published=published, language="en"))


def of_article(article: Article) -> Document:
    """Findings of an article, as read back from JSON."""
    found = extract(article.text, article.published, language=article.language)
    return cast(Document, json.loads(json.dumps(document(article, found))))


def load(path: Path) -> Any:
    """A JSON file's value."""
    return json.loads(path.read_text("utf-8"))


@cache
def scorer(path: Path) -> ModuleType:
    """A scorer that lies beside the sets, as a module.

    Raises:
        FileNotFoundError: there is none.
    """
    spec = importlib.util.spec_from_file_location(f"quality_{path.stem}", path)
    if spec is None or spec.loader is None or not path.is_file():
        raise FileNotFoundError(path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
