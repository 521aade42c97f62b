"""``dateline demo``: the reader on a throw-away library of sample articles."""

from __future__ import annotations

import tempfile
import tomllib
from importlib.resources import files
from pathlib import Path
from typing import Any

from store.intake import read
from store.library import Library


def run_demo() -> int:
    """Open the reader on a fresh library of the samples; it is gone when the reader closes."""
    from tui.app import run_reader

    with tempfile.TemporaryDirectory(prefix="dateline-demo-") as folder:
        path = Path(folder) / "demo.db"
        build(path)
        return run_reader(path)


def build(path: Path, *, extract: bool = False) -> None:
    """Make a library of the samples.

    Args:
        path: the library's file; it must not exist yet.
        extract: also make the findings, which takes some seconds (the reader does it in the background).
    """
    folder = files("tui").joinpath("samples")
    manifest = tomllib.loads(folder.joinpath("manifest.toml").read_text("utf-8"))
    with Library.open(path) as library:
        for row in manifest["article"]:
            id = _add(library, folder.joinpath(row["file"]).read_bytes(), row)
            if extract:
                _extract(library, id)


def _add(library: Library, data: bytes, row: dict[str, Any]) -> int:
    article = read(data, hint=row["file"], published=row.get("published"), source=row.get("source"))
    id = library.articles.add(article).id
    for tag in row.get("tags", ()):
        library.tags.add(id, tag)
    if row.get("starred"):
        library.articles.set_starred(id, True)
    if row.get("read"):
        library.articles.set_unread(id, False)
    return id


def _extract(library: Library, id: int) -> None:
    from store.extraction import extract

    article = library.articles.get(id)
    library.articles.attach(id, extract(article.text, article.published, language=article.language))
