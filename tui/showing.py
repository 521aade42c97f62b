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
from store.model import Article, DatelineError, Extraction, Note
from store.review import Findings as Review
from tui import provenance
from tui.cards import Piece
from tui.findings import Findings
from tui.layout import Layout
from tui.locations import library_path
from tui.note_cards import note_items
from tui.printing import findings_lines, heading, page_width, print_lines
from tui.wrapping import flow

NOT_YET = "Its actors and incidents have not been looked for yet: the reader does it when the article is opened."

_KEPT = frozenset("id added unread starred tags version edits structure captions".split())


def show(options: argparse.Namespace) -> int:
    """Print one article.

    Raises:
        DatelineError: There is no library, no such article, or no such version of it.
    """
    path = library_path(options.db)
    if not path.exists():
        raise DatelineError(f"there is no library at {path}: `dateline add` makes one")
    with Library.open(path) as library:
        view = provenance.lines(library, options)
        if options.original:
            sys.stdout.flush()
            sys.stdout.buffer.write(provenance.version_of(library, options.id, options.number).original)
        elif view is not None:
            print("\n".join(view))
        else:
            _show_article(library, provenance.version_of(library, options.id, options.number), options.json)
    return 0


def _show_article(library: Library, article: Article, as_json: bool) -> None:
    assert article.id is not None
    findings = library.findings.of(article.id) if article.version == library.articles.get(article.id).version else None
    notes = library.notes.on(article.id)
    if as_json:
        _print_json(article, findings.effective if findings else None, notes)
    else:
        _print_page(article, findings, notes, list(provenance.notices(library, article)))


def _print_json(article: Article, found: Extraction | None, notes: Sequence[Note]) -> None:
    kept = {name: value for name, value in asdict(article).items() if name in _KEPT}
    whole: dict[str, Any] = {**kept, **document(article, found or Extraction(())), "notes": list(map(asdict, notes))}
    # Escaped where the terminal's encoding could not show it: the same JSON either way.
    plain = sys.stdout.encoding.lower().replace("-", "") != "utf8"
    print(json.dumps(whole, ensure_ascii=plain, indent=1))


def _print_page(article: Article, findings: Review | None, notes: Sequence[Note], notices: Sequence[str]) -> None:
    console = Console(highlight=False)
    width = page_width(console)
    print_lines(console, heading(article, width))
    print_lines(console, _marks(article, width, notices))
    print_lines(console, _text(article, width))
    for item in note_items(notes, Findings(findings) if findings else None, width):
        print_lines(console, item.lines)
    if findings is not None:
        print_lines(console, findings_lines(article, findings, width))
    else:
        print_lines(console, flow([(NOT_YET, ("muted",))], width))


def _marks(article: Article, width: int, notices: Sequence[str]) -> Iterator[list[Piece]]:
    """Whose it is, where it is from, and how the reader left it."""
    state = ["unread" if article.unread else "read", "starred" if article.starred else ""]
    marks = [article.author or "", *state, *(f"#{tag}" for tag in article.tags)]
    yield from flow([(" · ".join(filter(None, marks)), ("muted",))], width)
    if article.url:
        yield [(article.url, ("muted",))]
    for notice in notices:
        yield from flow([(notice, ("muted",))], width)
    yield []


def _text(article: Article, width: int) -> Iterator[list[Piece]]:
    """The body as the reader sets it, without the title, and its captions named as such."""
    for line in Layout(article.text, article.title, width, structure=article.structure).lines:
        if line.kind not in ("title", "meta"):
            words = article.text[line.start : line.end]
            before, behind = (line.sign.ljust(line.hang), "") if not line.leftward else ("", f" {line.sign}".rstrip())
            yield [(f"{before}{words}{behind}".rstrip(), ("text",))]
    for caption in article.captions:
        yield from flow([(f"[picture] {caption}", ("muted",))], width)
        yield []
