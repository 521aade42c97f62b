"""``dateline add``: articles from files, folders, addresses and standard input into the library."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from store.library import Library
from store.model import Article, DatelineError
from tui.cli import say
from tui.locations import library_path

SUFFIXES = frozenset({".txt", ".text", ".html", ".htm", ".xhtml", ".md", ""})
"""Files of a folder that may be articles; what a file is comes from its content."""


@dataclass(slots=True)
class _Tally:
    added: int = 0
    known: int = 0
    failed: int = 0


def add(options: argparse.Namespace) -> int:
    """Add everything named; 0 when all came in, 1 when some did, 2 when none."""
    from store.tags import tag_name

    tags = [tag_name(t) for t in options.tag]
    library: Library | None = None
    tally = _Tally()
    for what in options.what:
        for item, failure in _items(what):
            try:
                if failure is not None:
                    raise failure
                article = _article(item, options)
                library = library or Library.open(library_path(options.db))
                _keep(library, article, tags, tally)
            except DatelineError as error:
                say(str(error))
                tally.failed += 1
    if library is not None:
        library.close()
    _report(tally)
    return 0 if not tally.failed else 1 if tally.added + tally.known else 2


def _keep(library: Library, article: Article, tags: list[str], tally: _Tally) -> None:
    done = library.articles.add(article)
    for tag in tags:
        library.tags.add(done.id, tag)
    if done.new:
        tally.added += 1
        print(f"added {done.id}: {article.title}")
    else:
        tally.known += 1
        print(f"already there {done.id}: {article.title}")


def _report(tally: _Tally) -> None:
    if tally.added + tally.known + tally.failed > 1:
        print(f"{tally.added} added, {tally.known} already there, {tally.failed} failed", file=sys.stderr)


def _items(what: str) -> Iterator[tuple[str, DatelineError | None]]:
    """What one argument stands for: itself, or the files of a folder."""
    if what == "-" or "://" in what:
        yield what, None
        return
    path = Path(what).expanduser()
    if not path.is_dir():
        yield what, None
        return
    files = sorted(
        f for f in path.iterdir() if f.is_file() and f.suffix.lower() in SUFFIXES and not f.name.startswith(".")
    )
    if not files:
        yield what, DatelineError(f"{what} holds no articles: name a folder with .html or .txt files")
    for file in files:
        yield str(file), None


def _article(item: str, options: argparse.Namespace) -> Article:
    from store.intake import read

    url = None
    if item == "-":
        data, hint = sys.stdin.buffer.read(), "standard input"
    elif "://" in item:
        from store.intake.fetch import fetch

        page = fetch(item)
        data, hint, url = page.data, page.url, page.url
    else:
        data, hint = read_file(Path(item)), item
    return read(data, url=url, hint=hint, title=options.title, source=options.source, published=options.published)


def read_file(path: Path) -> bytes:
    """A file's bytes.

    Raises:
        DatelineError: it is not there, is a folder, or may not be read.
    """
    try:
        return path.expanduser().read_bytes()
    except FileNotFoundError:
        raise DatelineError(f"there is no file {path}: check the path") from None
    except OSError as error:
        raise DatelineError(f"cannot read {path}: {error.strerror or error}") from error
