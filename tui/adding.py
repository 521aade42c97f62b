"""``dateline add``: articles from files, folders, addresses and standard input into the library."""

from __future__ import annotations

import argparse
import sys
from dataclasses import dataclass, field
from pathlib import Path

from store.library import Library
from store.model import Article, DatelineError
from tui import inputs
from tui.cli import exit_status, say
from tui.locations import library_path


@dataclass(slots=True)
class _Adding:
    """One run of the command. The library is opened, and so made, when the first article is there to be kept."""

    path: Path
    tags: list[str]
    library: Library | None = None
    counts: dict[str, int] = field(default_factory=lambda: {"added": 0, "already there": 0, "failed": 0})

    def keep(self, article: Article) -> None:
        self.library = self.library or Library.open(self.path)
        done = self.library.articles.add(article)
        for tag in self.tags:
            self.library.tags.add(done.id, tag)
        outcome = "added" if done.new else "already there"
        self.counts[outcome] += 1
        print(f"{outcome} {done.id}: {article.title}")

    def fail(self, error: DatelineError) -> None:
        self.counts["failed"] += 1
        say(str(error))

    def close(self) -> None:
        if self.library is not None:
            self.library.close()


def add(options: argparse.Namespace) -> int:
    """Add everything named.

    Returns:
        0 when all came in or were there already, 1 when some failed, 2 when all did.

    Raises:
        DatelineError: the options do not fit together, or a tag's name is none.
    """
    from store.tags import tag_name

    if options.title is not None and len(inputs.names(options.what)) > 1:
        raise DatelineError("--title names one article: add the others without it")
    adding = _Adding(library_path(options.db), [tag_name(tag) for tag in options.tag])
    try:
        for found in inputs.each(options.what):
            try:
                adding.keep(_article(found, options))
            except DatelineError as error:
                adding.fail(error)
    finally:
        adding.close()
    total = sum(adding.counts.values())
    if total > 1:
        print(", ".join(f"{count} {word}" for word, count in adding.counts.items() if count), file=sys.stderr)
    return exit_status(total - adding.counts["failed"], total)


def _article(found: inputs.Input | DatelineError, options: argparse.Namespace) -> Article:
    from store.intake import read

    if isinstance(found, DatelineError):
        raise found
    return read(
        found.data,
        url=found.url,
        hint=found.name,
        title=options.title,
        source=options.source,
        published=options.published,
    )
