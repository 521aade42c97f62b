"""``dateline extract``: the actors and incidents of files, as JSON or as a table."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path

from store.export.interchange import document
from store.extraction import extract
from store.intake import read
from store.model import Actor, Article, DatelineError, Extraction, Incident
from tui.adding import read_file
from tui.cli import say


def extract_files(options: argparse.Namespace) -> int:
    """Print or write the findings of every file; 0 when all went well, 1 when some did, 2 when none."""
    if options.out is not None:
        _make_folder(options.out)
    done = 0
    for n, name in enumerate(options.files, 1):
        if len(options.files) > 1 and sys.stderr.isatty():
            print(f"\r{n}/{len(options.files)}", end="", file=sys.stderr, flush=True)
        try:
            article = read(read_file(Path(name)), hint=name, published=options.published)
            found = extract(article.text, article.published, language=article.language)
            _give(options, Path(name), article, found)
            done += 1
        except DatelineError as error:
            say(str(error))
    if len(options.files) > 1 and sys.stderr.isatty():
        print(file=sys.stderr)
    return 0 if done == len(options.files) else 1 if done else 2


def _make_folder(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise DatelineError(f"cannot write to {folder}: {error.strerror or error}; name another folder") from error


def _give(options: argparse.Namespace, file: Path, article: Article, found: Extraction) -> None:
    if options.out is not None:
        target = options.out / f"{file.stem}.json"
        try:
            target.write_text(json.dumps(document(article, found), ensure_ascii=False, indent=1) + "\n", "utf-8")
        except OSError as error:
            raise DatelineError(f"cannot write {target}: {error.strerror or error}") from error
    elif options.json:
        indent = 1 if len(options.files) == 1 else None
        print(json.dumps(document(article, found), ensure_ascii=False, indent=indent))
    else:
        _table(article, found)


def _table(article: Article, found: Extraction) -> None:
    """For reading: actors, then incidents, each with the sentence it first rests on."""
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    console = Console(highlight=False)
    console.print(Text(article.title, style="bold"))
    console.print(Text(" · ".join(filter(None, (article.source, article.published, article.language))), style="dim"))
    for limit in found.limits:
        console.print(Text(limit, style="italic"))
    actors = Table("actor", "kind", "mentions", box=None, header_style="dim", pad_edge=False)
    for actor in found.actors:
        actors.add_row(Text(actor.name), actor.kind, str(len(actor.mentions)))
    incidents = Table(
        "incident", "who → to whom", "where, when", "evidence", box=None, header_style="dim", pad_edge=False
    )
    names = {a.id: a for a in found.actors}
    for incident in found.incidents:
        start, end = found.sentences[incident.evidence[0].sentence]
        quote = Text(article.text[start:end], overflow="ellipsis", no_wrap=True)
        incidents.add_row(_what(incident), Text(_whom(incident, names)), Text(_where(incident)), quote)
    if found.actors:
        console.print(actors, "")
    if found.incidents:
        console.print(incidents, "")


def _what(incident: Incident) -> str:
    word = "" if incident.status == "reported" else f" ({incident.status})"
    return incident.type + word


def _whom(incident: Incident, names: dict[str, Actor]) -> str:
    def side(ids: tuple[str, ...]) -> str:
        return ", ".join(names[i].name for i in ids) or "?"

    return f"{side(incident.agents)} → {side(incident.targets)}" if incident.targets else side(incident.agents)


def _where(incident: Incident) -> str:
    when = incident.date.text if incident.date else None
    return ", ".join(filter(None, (incident.place.name if incident.place else None, when)))
