"""An article's findings on paper: the sidebar's actors and cards, and under each card the sentences it rests on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from rich.console import Console
from rich.text import Text

from store.model import Article, Extraction, Incident
from store.review import Findings as Review
from tui.cards import KIND_WORDS, Piece, incident_item
from tui.findings import Finding, Findings
from tui.wrapping import flow

WIDEST = 96
"""Cells of a line; longer ones are hard to read."""
_INDENT = "    "
_STYLES = {"strong": "bold", "muted": "dim"}


def print_findings(article: Article, extraction: Extraction) -> None:
    """Print one article's findings, with colour on a terminal only (and never under ``NO_COLOR``)."""
    console = Console(highlight=False)
    width = page_width(console)
    print_lines(console, heading(article, width))
    print_lines(console, findings_lines(article, Review(extraction, extraction), width))


def page_width(console: Console) -> int:
    """Cells of a line on this terminal or in this file."""
    return max(20, min(console.width, WIDEST))


def print_lines(console: Console, lines: Iterable[list[Piece]]) -> None:
    """Print lines of styled pieces without the spaces at their ends."""
    for line in lines:
        while line and not line[-1][0].strip():
            line.pop()
        console.print(Text.assemble(*((text, style(names)) for text, names in line)), soft_wrap=True)


def heading(article: Article, width: int) -> Iterator[list[Piece]]:
    """Title, source, day and language."""
    yield from flow([(article.title, ("strong",))], width)
    about = " · ".join(filter(None, (article.source, article.published, article.language)))
    yield from flow([(about, ("muted",))], width)


def findings_lines(article: Article, review: Review, width: int) -> Iterator[list[Piece]]:
    """Actors, then each incident with its sentences."""
    findings = Findings(review)
    for limit in findings.extraction.limits:
        yield from flow([(limit, ())], width)
    yield []
    yield from _actors(findings, width)
    for incident in findings.incidents_in_order():
        yield from incident_item(findings, incident, width).lines[:-1]
        yield from _evidence(article, findings, incident, width)
        yield []


def _actors(findings: Findings, width: int) -> Iterator[list[Piece]]:
    groups = findings.actors_by_kind()
    margin = max((len(KIND_WORDS[kind]) for kind, _ in groups), default=0) + 2
    for kind, actors in groups:
        pieces: list[Piece] = []
        for actor in actors:
            pieces += [("; ", ("muted",))] if pieces else []
            pieces += [(actor.name, ()), (f" {len(actor.mentions)}", ("muted",))]
        first, *others = flow(pieces, max(20, width - margin))
        yield [(KIND_WORDS[kind].ljust(margin), ("muted",)), *first]
        yield from ([(" " * margin, ()), *line] for line in others)
    if groups:
        yield []


def _evidence(article: Article, findings: Findings, incident: Incident, width: int) -> Iterator[list[Piece]]:
    for number in findings.sentences_of(Finding("incident", incident.id)):
        start, end = findings.extraction.sentences[number]
        for line in flow([(article.text[start:end], ("muted",))], width - len(_INDENT)):
            yield [(_INDENT, ()), *line]


def style(names: tuple[str, ...]) -> str:
    """What Rich calls the look of a piece with these style names."""
    if any(name.startswith("status-") for name in names):
        return "reverse"
    return " ".join(_STYLES[name] for name in names if name in _STYLES)
