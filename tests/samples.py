"""The shipped sample articles, read as the demo reads them."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files

from store.extraction import extract
from store.intake import read
from store.model import Article, Extraction

FOLDER = files("tui").joinpath("samples")


def names() -> list[str]:
    """File names of all samples."""
    return [row["file"] for row in tomllib.loads(FOLDER.joinpath("manifest.toml").read_text("utf-8"))["article"]]


@cache
def article(name: str) -> Article:
    """One sample as the library keeps it."""
    rows = tomllib.loads(FOLDER.joinpath("manifest.toml").read_text("utf-8"))["article"]
    row = next(r for r in rows if r["file"] == name)
    return read(FOLDER.joinpath(name).read_bytes(), hint=name, published=row.get("published"), source=row.get("source"))


@cache
def findings(name: str) -> Extraction:
    """The findings of one sample."""
    found = article(name)
    return extract(found.text, found.published, language=found.language)
