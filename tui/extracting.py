"""``dateline extract``: the actors and incidents of articles, as JSON or to read, without keeping anything."""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections.abc import Iterator, Sequence
from itertools import chain, islice
from pathlib import Path

from store.export.interchange import document
from store.extraction import extract
from store.intake.fetch import Courtesy
from store.intake.formats import Link, Piece
from store.intake.formats.reading import Given, article_of
from store.links import follow
from store.model import Article, DatelineError, Extraction
from tui.cli import exit_status, say
from tui.sources import STANDARD_INPUT, Sources, is_url


def extract_files(options: argparse.Namespace) -> int:
    """Print or write the findings of every article named.

    Returns:
        0 when all went well, 1 when some failed, 2 when all did.

    Raises:
        DatelineError: the folder to write to cannot be made.
    """
    found = pieces(options.what)
    first = list(islice(found, 2))
    output = _Output(options.out, as_json=options.json, alone=len(first) == 1)
    done = total = 0
    for total, piece in enumerate(chain(first, found), 1):
        try:
            if isinstance(piece, DatelineError):
                raise piece
            output.expect(piece.name)
            output.give(piece.name, *findings(piece, options.published))
            done += 1
        except DatelineError as error:
            say(str(error))
        if options.out is not None and sys.stderr.isatty():
            print(f"\r{total} read", end="", file=sys.stderr, flush=True)
    if options.out is not None and sys.stderr.isatty():
        print(file=sys.stderr)
    return exit_status(done, total)


def pieces(what: Sequence[str]) -> Iterator[Piece | DatelineError]:
    """Each article of each input, and what is wrong with those that cannot be read."""
    courtesy = Courtesy()
    for found in Sources(tuple(what)):
        for item in follow(found, courtesy) if isinstance(found, Link) else (found,):
            if isinstance(item, Piece | DatelineError):
                yield item


def findings(piece: Piece, published: str | None) -> tuple[Article, Extraction]:
    """The article in what was read, and its findings; ``published`` (an ISO date) wins over the page's own day."""
    article = article_of(piece, Given(published=published))
    if article.empty:
        raise DatelineError(f"{piece.name} holds no article text: check that the page was saved whole")
    return article, extract(article.text, article.published, language=article.language)


class _Output:
    """Where findings go: a file for each article, JSON on standard output, or a page to read."""

    def __init__(self, folder: Path | None, *, as_json: bool, alone: bool) -> None:
        self._folder, self._as_json, self._alone = folder, as_json, alone
        self._from: dict[str, str] = {}
        if folder is not None:
            try:
                folder.mkdir(parents=True, exist_ok=True)
            except FileExistsError:
                raise DatelineError(f"{folder} is a file: name a folder to write to") from None
            except OSError as error:
                raise DatelineError(
                    f"cannot write to {folder}: {error.strerror or error}; name another folder"
                ) from error

    def expect(self, name: str) -> None:
        """Refuse an article whose findings would overwrite another's, before any work is put into it."""
        if self._folder is None:
            return
        other = self._from.setdefault(_stem(name), name)
        if other != name:
            target = self._folder / f"{_stem(name)}.json"
            raise DatelineError(f"{name} would overwrite the findings of {other} in {target}: use another folder")

    def give(self, name: str, article: Article, found: Extraction) -> None:
        if self._folder is not None:
            content = json.dumps(document(article, found), ensure_ascii=False, indent=1) + "\n"
            _write_whole(self._folder / f"{_stem(name)}.json", content)
        elif self._as_json:
            # Escaped where the terminal's encoding could not show it: the same JSON either way.
            plain = sys.stdout.encoding.lower().replace("-", "") != "utf8"
            print(json.dumps(document(article, found), ensure_ascii=plain, indent=1 if self._alone else None))
        else:
            from tui.printing import print_findings

            print_findings(article, found)


def _stem(name: str) -> str:
    """The name of an article's file of findings, without ``.json``."""
    if name == STANDARD_INPUT:
        return "stdin"
    if ": " in name:  # an article in a container
        return re.sub(r"\W+", "-", name).strip("-")[-120:]
    if not is_url(name):
        return Path(name).stem
    return re.sub(r"\W+", "-", name.partition("://")[2]).strip("-")[:120] or "page"


def _write_whole(target: Path, content: str) -> None:
    """Write a file so that it is there whole or not at all."""
    part = target.with_name(target.name + ".part")
    try:
        part.write_text(content, "utf-8")
        part.replace(target)
    except OSError as error:
        part.unlink(missing_ok=True)
        raise DatelineError(f"cannot write {target}: {error.strerror or error}") from error
