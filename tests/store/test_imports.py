"""Importing the store is cheap: what is heavy is loaded when it is used."""

from __future__ import annotations

import subprocess
import sys

import pytest

HEAVY = {"textual", "rich", "spacy", "trafilatura", "onnxruntime", "lxml", "httpx", "ftfy", "tokenizers", "rapidfuzz"}


@pytest.mark.parametrize(
    ("statement", "also_absent"),
    [
        ("import store", {"sqlite_utils", "sqlite3"}),
        ("from store import Article, clean_text", {"sqlite_utils"}),
        ("import store.library", {"sqlite_utils", "numpy"}),
        ("from store import Library, Note, Tags", {"sqlite_utils", "numpy"}),
    ],
)
def test_nothing_heavy_comes_along(statement: str, also_absent: set[str]) -> None:
    script = f"{statement}; import sys; print(*{{name.partition('.')[0] for name in sys.modules}})"
    loaded = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True).stdout.split()
    assert not set(loaded) & (HEAVY | also_absent)


def test_every_name_offered_is_there() -> None:
    import store

    assert all(getattr(store, name) is not None for name in store.__all__)
    assert set(store.__all__) <= set(dir(store))
    with pytest.raises(AttributeError, match="no attribute 'Nobody'"):
        _ = store.Nobody
