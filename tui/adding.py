"""``dateline add``: articles from files, folders, addresses, lists and standard input into the library."""

from __future__ import annotations

import argparse
import contextlib
import json
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path

from store.adding import Adding, Result
from store.intake.fetch import Courtesy
from store.intake.formats.jsonl import FIELDS
from store.intake.formats.reading import Given
from store.library import Library
from store.model import DatelineError
from store.text import clean_line
from tui.cli import exit_status, say
from tui.locations import library_path
from tui.sources import Sources

_COUNTED = ("added", "updated", "duplicate", "empty", "subscribed", "to fetch", "failed", "aside")
_SAID = {
    "added": "new articles",
    "updated": "further versions of articles there already",
    "duplicate": "there already, left as they are",
    "empty": "kept, though no text was found in them",
    "subscribed": "feeds, now followed: dateline feed refresh",
    "to fetch": "addresses that would be fetched",
    "failed": "not added",
    "aside": "pictures, scripts and the like, left aside",
}
_LISTED = 10
"""How many empty articles, and how many reasons, the summary lists before it says how many more there are."""


def add(options: argparse.Namespace) -> int:
    """Add everything named.

    Returns:
        0 when all came in or were there already, 1 when some failed, 2 when all did.

    Raises:
        DatelineError: the options do not fit together, or a tag's name is none.
    """
    from store.tags import tag_name

    if options.title is not None and (len(options.what) > 1 or Path(options.what[0]).is_dir()):
        raise DatelineError("--title names one article: add the others without it")
    sources = Sources(tuple(options.what), options.recursive, options.null, _fields(options.field))
    tags = tuple(tag_name(tag) for tag in options.tag)
    given = Given(options.title, options.source, options.published)
    report = _Report(options)
    with contextlib.ExitStack() as closing:
        adding = _adding(options, closing, given, tags)
        for result in adding.run(sources):
            report.tell(result)
    return report.end()


def _adding(options: argparse.Namespace, closing: contextlib.ExitStack, given: Given, tags: tuple[str, ...]) -> Adding:
    path = library_path(options.db)

    def opened() -> Library:
        return closing.enter_context(Library.open(path))

    run = Adding(opened() if path.exists() else None, opened, given, tags, options.careful)
    run.courtesy = Courtesy(options.pause)
    if options.dry_run:
        folder = closing.enter_context(tempfile.TemporaryDirectory(prefix="dateline-"))
        run.dry, run.scratch = True, closing.enter_context(Library.open(Path(folder, "dry-run.db")))
    return run


def _fields(pairs: list[str]) -> tuple[tuple[str, str], ...]:
    parted = [(pair.partition("=")[0], pair.partition("=")[2]) for pair in pairs]
    for ours, theirs in parted:
        if ours not in FIELDS or not theirs:
            raise DatelineError(f"--field {ours}={theirs} maps nothing: write one of {', '.join(FIELDS)}, then =NAME")
    return tuple(parted)


class _Report:
    """What is said of a run: a line for each article, then a table; or JSON, one object a line."""

    def __init__(self, options: argparse.Namespace) -> None:
        self._json = bool(options.json)
        self._dry = bool(options.dry_run)
        self._counts: Counter[str] = Counter()
        self._reasons: Counter[str] = Counter()
        self._empty: list[Result] = []

    def tell(self, result: Result) -> None:
        """Say what became of one thing."""
        self._counts[result.outcome] += 1
        if result.outcome == "failed":
            self._reasons[result.why] += 1
        if result.outcome == "empty":
            self._empty.append(result)
        if self._json:
            print(json.dumps(asdict(result), ensure_ascii=not _writes_utf8()))
        elif result.outcome == "failed":
            say(result.why)
        elif result.outcome != "aside":
            print(clean_line(self._line(result)))

    def _line(self, result: Result) -> str:
        number = f" {result.id}" if result.id is not None else ""
        version = f", version {result.version}" if result.outcome == "updated" and not self._dry else ""
        near = f"near-duplicate of {', '.join(map(str, result.copies))}" if result.copies and not self._dry else ""
        notes = "; ".join(note for note in (result.why, near) if note)
        would = "would be " if self._dry and result.outcome in ("added", "updated", "subscribed") else ""
        return f"{would}{result.outcome}{number}{version}: {result.title or result.url or result.name}" + (
            f" ({notes})" if notes else ""
        )

    def end(self) -> int:
        """Sum up.

        Returns:
            The command's exit status.
        """
        total = sum(count for outcome, count in self._counts.items() if outcome != "aside")
        if self._json:
            print(json.dumps({"summary": {name: self._counts[name] for name in _COUNTED}, "reasons": self._reasons}))
        elif total + self._counts["aside"] > 1:
            print("\n".join(self._table()), file=sys.stderr)
        return exit_status(total - self._counts["failed"], total)

    def _table(self) -> Iterator[str]:
        wide = max(len(f"{count:,}") for count in self._counts.values())
        for outcome in _COUNTED:
            if count := self._counts[outcome]:
                yield f"{count:>{wide},}  {outcome:<10}  {_SAID[outcome]}"
        for result in self._empty[:_LISTED]:
            yield f"  empty: {result.id or ''} {result.title} ({result.name})"
        if len(self._empty) > _LISTED:
            yield f"  empty: {len(self._empty) - _LISTED:,} more"


def _writes_utf8() -> bool:
    return sys.stdout.encoding.lower().replace("-", "") == "utf8"
