"""``dateline extract``: the actors and incidents of articles, as JSON or to read, without keeping anything."""

from __future__ import annotations

import argparse
import json
import re
import sys
from pathlib import Path

from store.export.interchange import document
from store.extraction import extract
from store.intake import read
from store.model import Article, DatelineError, Extraction
from tui import inputs
from tui.cli import exit_status, say


def extract_files(options: argparse.Namespace) -> int:
    """Print or write the findings of every article named.

    Returns:
        0 when all went well, 1 when some failed, 2 when all did.

    Raises:
        DatelineError: the folder to write to cannot be made.
    """
    names = inputs.names(options.what)
    output = _Output(options.out, as_json=options.json, alone=len(names) == 1)
    done = 0
    for number, name in enumerate(names, 1):
        try:
            output.expect(name)
            output.give(name, *findings(inputs.load(name), options.published))
            done += 1
        except DatelineError as error:
            say(str(error))
        if options.out is not None and sys.stderr.isatty():
            print(f"\r{number} of {len(names)}", end="\n" if number == len(names) else "", file=sys.stderr, flush=True)
    return exit_status(done, len(names))


def findings(found: inputs.Input, published: str | None) -> tuple[Article, Extraction]:
    """The article in what was read, and its findings; ``published`` (an ISO date) wins over the page's own day."""
    article = read(found.data, url=found.url, hint=found.name, published=published)
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
    if name == inputs.STDIN:
        return "stdin"
    if not inputs.is_url(name):
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
