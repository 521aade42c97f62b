"""Where an article's text comes from: what cleaning changed in it, its versions, its copies."""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator

from store.library import Library
from store.model import Article, DatelineError, Edit
from store.versions import Change, compare

_CONTEXT = 12
"""Words that are shown either side of a change."""


def lines(library: Library, options: argparse.Namespace) -> Iterator[str] | None:
    """The view that was asked for by an option of its own; None where it is the article itself.

    Raises:
        DatelineError: there is no such article, or no such version.
    """
    if options.versions:
        return _versions(library, options.id)
    if options.diff is not None:
        return _difference(library, options.id, options.diff)
    if options.copies:
        return _copies(library, options.id)
    return _edits(version_of(library, options.id, options.number)) if options.edits else None


def version_of(library: Library, number: int, version: int | None) -> Article:
    """One version of an article with its edits and its original, the one that is read where none is named.

    Raises:
        DatelineError: there is no such article, or no such version.
    """
    from dataclasses import replace

    read = library.articles.get(number)
    if version is not None and version != read.version:
        return library.versions.get(number, version)
    return replace(read, edits=library.articles.edits(number), original=library.articles.original(number))


def notices(library: Library, article: Article) -> Iterator[str]:
    """What else there is of an article, each with the command that shows it."""
    assert article.id is not None
    versions, copies = library.versions.of(article.id), library.copies.of(article.id)
    if len(versions) > 1:
        yield f"version {article.version} of {len(versions)}: dateline show {article.id} --versions"
    if copies:
        yield f"near-duplicates: {', '.join(str(copy.id) for copy in copies)}: dateline show {article.id} --copies"
    if article.empty:
        yield f"no text was found in it: dateline show {article.id} --original prints what it was made from"


def _edits(article: Article) -> Iterator[str]:
    if not article.edits:
        yield "cleaning changed nothing"
    for number, edit in enumerate(article.edits, 1):
        yield f"{number:>3}  {edit.start}-{edit.end}  {edit.rule}: {_told(edit)}"


def _told(edit: Edit) -> str:
    removed = json.dumps(edit.removed, ensure_ascii=False)
    return f"{removed} → {json.dumps(edit.put, ensure_ascii=False)}" if edit.put else removed


def _versions(library: Library, number: int) -> Iterator[str]:
    for version in library.versions.of(number):
        read = "  (the one that is read)" if version.read else ""
        yield f"{version.version}  {version.seen}  {version.words:,} words  {version.title}{read}"


def _difference(library: Library, number: int, which: str) -> Iterator[str]:
    there = [version.version for version in library.versions.of(number)]
    if len(there) < 2:
        raise DatelineError(f"article {number} has one version only: there is nothing to compare")
    first, _, second = (which or f"{there[-2]}:{there[-1]}").partition(":")
    if not (first.isdigit() and second.isdigit()):
        raise DatelineError(f"--diff {which}: name two versions, as in --diff {there[-2]}:{there[-1]}")
    one, other = version_of(library, number, int(first)), version_of(library, number, int(second))
    yield f"version {first} to {second}: [-taken out-] {{+put in+}}"
    yield ""
    yield _marked(list(compare(one.text, other.text)))


def _marked(changes: list[Change]) -> str:
    """Both texts in one, as ``git diff --word-diff`` writes it; long stretches that stayed are cut."""
    pieces = []
    for place, change in enumerate(changes):
        if change.kind == "same":
            pieces.append(shortened(change.text, first=place == 0, last=place == len(changes) - 1))
        else:
            words = change.text.rstrip()
            marks = ("[-", "-]") if change.kind == "removed" else ("{+", "+}")
            pieces.append(f"{marks[0]}{words}{marks[1]}{change.text[len(words) :]}")
    return "".join(pieces).strip()


def shortened(text: str, *, first: bool, last: bool) -> str:
    """A stretch that stayed the same, with only the words next to what changed."""
    import re

    words = re.findall(r"\S+\s*|^\s+", text)
    if len(words) <= 2 * _CONTEXT + 1:
        return text
    head = "" if first else "".join(words[:_CONTEXT])
    tail = "" if last else "".join(words[-_CONTEXT:])
    return f"{head}[…] {tail}"


def _copies(library: Library, number: int) -> Iterator[str]:
    library.articles.row(number)
    library.copies.compare(library.copies.missing())
    copies = library.copies.of(number)
    if not copies:
        yield "no near-duplicates"
    for copy in copies:
        about = " · ".join(part for part in (copy.source, copy.published) if part)
        yield f"{copy.id}  {copy.likeness:.0%} alike  {copy.title}  {about}".rstrip()
