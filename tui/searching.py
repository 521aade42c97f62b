"""``dateline search``, ``list`` and ``searches``: what they print."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator
from dataclasses import asdict
from typing import Any

from rich.console import Console
from rich.text import Text

from store.library import Library
from store.model import ArticleRow
from store.search.query import Query
from store.search.shelf import Hits
from store.search.snippets import Snippet, snippet, spans_found
from tui.cards import counted
from tui.cli import say
from tui.dates import short_date
from tui.keymap import free_key
from tui.locations import config_path, library_path
from tui.settings import load

_INDENT = " " * 8


def search(options: argparse.Namespace) -> int:
    """Print the articles a query finds, each with the words around its matches."""
    with Library.open(library_path(options.db)) as library:
        hits = library.search.find(" ".join(options.query), options.by)
        return _print(library, hits, options)


def list_all(options: argparse.Namespace) -> int:
    """Print the articles, newest first."""
    with Library.open(library_path(options.db)) as library:
        return _print(library, library.search.find("", "date"), options)


def _print(library: Library, hits: Hits, options: argparse.Namespace) -> int:
    shown = hits.ids[: options.limit or None]
    console = Console(highlight=False)
    for row in library.articles.rows(shown):
        found = _snippet(library, hits.query, row) if hits.query.tree else None
        if options.json:
            _print_json({**asdict(row), **({"snippet": asdict(found)} if found else {})})
        else:
            for line in _lines(row, found):
                console.print(line, soft_wrap=True)
    if len(shown) < len(hits.ids):
        say(f"{len(shown):,} of {counted(len(hits.ids), 'article')}: --limit 0 prints all")
    elif not shown:
        say("nothing found" if hits.query.tree else "the library is empty: `dateline add FILE` adds an article")
    return 0


def _snippet(library: Library, query: Query, row: ArticleRow) -> Snippet:
    matches = library.search.matches(query, row.id)
    found = library.findings.of(row.id) if matches.actors or matches.incidents else None
    spans = spans_found(matches, found.effective if found else None)
    return snippet(library.articles.get(row.id).text, spans, row.title)


def _lines(row: ArticleRow, found: Snippet | None) -> Iterator[Text]:
    marks = ("●" if row.unread else " ") + ("★" if row.starred else " ")
    yield Text.assemble((f"{row.id:>5} ", "dim"), marks, (row.title or "(no title)", "bold"))
    about = [short_date(row.published) if row.published else "no date", row.source or "", row.language or ""]
    yield Text(_INDENT + " · ".join(filter(None, [*about, *(f"#{tag}" for tag in row.tags)])), "dim")
    if found is not None:
        words = Text(found.text)
        for start, end in found.matches:
            words.stylize("bold reverse", start, end)
        yield Text(_INDENT) + words


def searches(options: argparse.Namespace) -> int:
    """Print the saved searches with how much they find now."""
    with Library.open(library_path(options.db)) as library:
        saved = library.searches.all()
        for one in saved:
            tally = library.search.count(one.query)
            if options.json:
                _print_json({**asdict(one), **asdict(tally)})
            else:
                key = f" · {one.key}" if one.key else ""
                opens = " · opens Dateline" if one.opens else ""
                print(f"{one.name}: {one.query}{key}{opens}")
                print(f"    {counted(tally.total, 'article')}, {tally.unread:,} unread, by {one.sorting}")
        if not saved:
            say("there are no saved searches: `dateline searches add NAME QUERY` keeps one")
    return 0


def add(options: argparse.Namespace) -> int:
    """Keep a search."""
    key = free_key(options.key, load(config_path())[0].keys) if options.key else None
    with Library.open(library_path(options.db)) as library:
        query = " ".join(options.query)
        saved = library.searches.save(options.name, query, sorting=options.by, key=key, opens=options.opens)
        say(f"saved {saved.name}: {counted(library.search.count(saved.query).total, 'article')}")
    return 0


def rename(options: argparse.Namespace) -> int:
    """Give a search another name."""
    with Library.open(library_path(options.db)) as library:
        library.searches.rename(options.name, options.new)
    return 0


def remove(options: argparse.Namespace) -> int:
    """Forget a search."""
    with Library.open(library_path(options.db)) as library:
        library.searches.remove(options.name)
    return 0


def _print_json(value: dict[str, Any]) -> None:
    # Escaped where the terminal's encoding could not show it: the same JSON either way.
    plain = sys.stdout.encoding.lower().replace("-", "") != "utf8"
    print(json.dumps(value, ensure_ascii=plain))
