"""The library behind Dateline: no screen, no terminal, usable from Python alone.

Names are loaded when they are first used, so that ``import store`` costs nothing.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from store.extraction import extract
    from store.intake import read
    from store.library import Library
    from store.model import Actor, Article, ArticleRow, DatelineError, Extraction, Incident, Mention, Note

__all__ = [
    "Actor", "Article", "ArticleRow", "DatelineError", "Extraction", "Incident", "Library", "Mention", "Note",
    "extract", "read",
]  # fmt: skip

_HOMES = {"extract": "store.extraction", "read": "store.intake", "Library": "store.library"}


def __getattr__(name: str) -> Any:
    if name not in __all__:
        raise AttributeError(f"module 'store' has no attribute {name!r}")
    return getattr(import_module(_HOMES.get(name, "store.model")), name)
