"""``dateline show``: one article of the library, with what the reader wrote on it and what was found in it."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from typing import Any

from rich.console import Console

from store.export.interchange import document
from store.library import Library
from store.model import Article, Extraction, Note
from tui.cards import Piece, note_items
from tui.locations import library_path
from tui.printing import findings_lines, heading, page_width, print_lines
from tui.wrapping import flow

NOT_YET = "Its actors and incidents have not been looked for yet: the reader does it when the article is opened."


def show(options: argparse.Namespace) -> int:
    """Print one article.

    Raises:
        DatelineError: There is no such article.
    """
    with Library.open(library_path(options.db)) as library:
        article = library.articles.get(options.id)
        findings = library.findings.of(options.id)
        found = findings.effective if findings else None
        notes = library.notes.on(options.id)
    if options.json:
        _print_json(article, found, notes)
    else:
        _print_page(article, found, notes)
    return 0


def _print_json(article: Article, found: Extraction | None, notes: Sequence[Note]) -> None:
    kept = {name: getattr(article, name) for name in ("id", "added", "unread", "starred", "tags")}
    whole: dict[str, Any] = {**kept, **document(article, found or Extraction(())), "notes": list(map(asdict, notes))}
    # Escaped where the terminal's encoding could not show it: the same JSON either way.
    plain = sys.stdout.encoding.lower().replace("-", "") != "utf8"
    print(json.dumps(whole, ensure_ascii=plain, indent=1))


def _print_page(article: Article, found: Extraction | None, notes: Sequence[Note]) -> None:
    console = Console(highlight=False)
    width = page_width(console)
    print_lines(console, heading(article, width))
    print_lines(console, _marks(article, width))
    print_lines(console, _text(article, width))
    for item in note_items(notes, {}, width):
        print_lines(console, item.lines)
    if found is not None:
        print_lines(console, findings_lines(article, found, width))
    else:
        print_lines(console, flow([(NOT_YET, ("muted",))], width))


def _marks(article: Article, width: int) -> Iterator[list[Piece]]:
    """Whose it is, where it is from, and how the reader left it."""
    state = ["unread" if article.unread else "read", "starred" if article.starred else ""]
    marks = [article.author or "", *state, *(f"#{tag}" for tag in article.tags)]
    yield from flow([(" · ".join(filter(None, marks)), ("muted",))], width)
    if article.url:
        yield [(article.url, ("muted",))]
    yield []


def _text(article: Article, width: int) -> Iterator[list[Piece]]:
    body = article.text.removeprefix(article.title).lstrip("\n")
    for paragraph in body.split("\n"):
        yield from flow([(paragraph, ("text",))], width) if paragraph.strip() else [[]]
    yield []
