"""The library behind Dateline: no screen, no terminal, usable from Python alone.

>>> from store import Library, extract, read
>>> with Library.open("news.db") as library:  # doctest: +SKIP
...     article = read(page)
...     added = library.articles.add(article)
...     library.articles.attach(added.id, extract(article.text, article.published))

The names below are loaded when they are first used (PEP 562), so that ``import store`` costs nothing.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from store.adding import Adding, Result
    from store.articles import Added, Articles, Counts, Cursor
    from store.copies import Copies, Copy
    from store.decisions import Decisions
    from store.extraction import extract
    from store.failure import DatelineError
    from store.feeds import Feed, Feeds
    from store.findings import EffectiveFindings
    from store.intake import read
    from store.intake.formats import unpack
    from store.journal import Entry, Journal
    from store.library import Library
    from store.model import (
        Actor,
        Article,
        ArticleRow,
        Evidence,
        Extraction,
        Incident,
        Mention,
        Note,
        Place,
        Reason,
        TextSpan,
        When,
    )
    from store.notes import Notes
    from store.reading import Reading
    from store.refreshing import Refreshed, Refreshing
    from store.review import Findings, Slots
    from store.rules import Rule, Rules
    from store.tags import Tags, TagUse
    from store.text import clean_line, clean_text
    from store.versions import Version, Versions

__all__ = [
    "Actor",
    "Added",
    "Adding",
    "Article",
    "ArticleRow",
    "Articles",
    "Copies",
    "Copy",
    "Counts",
    "Cursor",
    "DatelineError",
    "Decisions",
    "EffectiveFindings",
    "Entry",
    "Evidence",
    "Extraction",
    "Feed",
    "Feeds",
    "Findings",
    "Incident",
    "Journal",
    "Library",
    "Mention",
    "Note",
    "Notes",
    "Place",
    "Reading",
    "Reason",
    "Refreshed",
    "Refreshing",
    "Result",
    "Rule",
    "Rules",
    "Slots",
    "TagUse",
    "Tags",
    "TextSpan",
    "Version",
    "Versions",
    "When",
    "clean_line",
    "clean_text",
    "extract",
    "read",
    "unpack",
]

_HOMES = {
    "store.adding": ("Adding", "Result"),
    "store.copies": ("Copies", "Copy"),
    "store.failure": ("DatelineError",),
    "store.feeds": ("Feed", "Feeds"),
    "store.intake.formats": ("unpack",),
    "store.refreshing": ("Refreshed", "Refreshing"),
    "store.versions": ("Version", "Versions"),
    "store.articles": ("Added", "Articles", "Counts", "Cursor"),
    "store.decisions": ("Decisions",),
    "store.extraction": ("extract",),
    "store.findings": ("EffectiveFindings",),
    "store.intake": ("read",),
    "store.journal": ("Entry", "Journal"),
    "store.library": ("Library",),
    "store.model": (
        *("Actor", "Article", "ArticleRow", "Evidence", "Extraction"),
        *("Incident", "Mention", "Note", "Place", "Reason", "TextSpan", "When"),
    ),
    "store.notes": ("Notes",),
    "store.reading": ("Reading",),
    "store.review": ("Findings", "Slots"),
    "store.rules": ("Rule", "Rules"),
    "store.tags": ("TagUse", "Tags"),
    "store.text": ("clean_line", "clean_text"),
}
_HOME_OF = {name: home for home, names in _HOMES.items() for name in names}


def __getattr__(name: str) -> Any:
    if name not in _HOME_OF:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = getattr(import_module(_HOME_OF[name]), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
