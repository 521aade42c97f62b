"""``dateline explain``: why an article's incidents say what they say, each slot down to the words it rests on."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator, Sequence
from typing import Any

from rich.console import Console
from rich.text import Text

from store.model import Article, DatelineError, Extraction, Incident
from tui.extracting import findings, pieces
from tui.printing import WIDEST, style
from tui.reasons import headline, quotes, reference, told, whys
from tui.rule_words import in_words
from tui.widgets.line_view import Piece
from tui.wrapping import flow

_MARGIN = 6
"""Cells left of a sentence, for its number."""


def explain(options: argparse.Namespace) -> int:
    """Print why the incidents of an article, or the one named, hold what they hold.

    Returns:
        0.

    Raises:
        DatelineError: the article cannot be read, or has no such incident.
    """
    for piece in pieces([options.file]):
        if isinstance(piece, DatelineError):
            raise piece
        _explain(*findings(piece, options.published), options)
    return 0


def _explain(article: Article, extraction: Extraction, options: argparse.Namespace) -> None:
    incidents = _chosen(extraction, options.incident, options.file)
    if options.json:
        plain = sys.stdout.encoding.lower().replace("-", "") != "utf8"
        print(json.dumps(document(article, extraction, incidents), ensure_ascii=plain, indent=1))
        return
    console = Console(highlight=False)
    for line in _page(article, extraction, incidents, max(40, min(console.width, WIDEST))):
        console.print(Text.assemble(*((text, style(names)) for text, names in line)), soft_wrap=True)


def _chosen(extraction: Extraction, id: str | None, name: str) -> Sequence[Incident]:
    if id is None:
        return extraction.incidents
    chosen = [incident for incident in extraction.incidents if incident.id == id]
    if not chosen:
        known = [incident.id for incident in extraction.incidents]
        there = f"it has {known[0]} to {known[-1]}" if len(known) > 1 else f"it has {known[0] if known else 'none'}"
        raise DatelineError(f"{name} has no incident {id}: {there}")
    return chosen


def document(article: Article, extraction: Extraction, incidents: Sequence[Incident]) -> dict[str, Any]:
    """The reasons as JSON: ``sentence`` counts from 0 as in ``extract --json``, offsets are characters of the text."""
    text = article.text
    return {
        "article": {"title": article.title, "published": article.published, "language": article.language},
        "incidents": [
            {
                "id": incident.id,
                "type": incident.type,
                "reasons": [
                    {
                        "slot": why.slot,
                        "value": why.value,
                        "shown": why.shown,
                        "rule": why.reason.rule,
                        "words": in_words(why.reason.rule),
                        "confidence": why.reason.confidence,
                        "tokens": [[start, end] for start, end in why.reason.tokens],
                        "quotes": quotes(text, why.reason.tokens),
                        "sentence": why.reason.sentence,
                        "sentence_text": text[slice(*extraction.sentences[why.reason.sentence])],
                    }
                    for why in whys(extraction, incident)
                    if why.reason is not None
                ],
            }
            for incident in incidents
        ],
        "engine": extraction.engine,
        "limits": list(extraction.limits),
    }


def _page(article: Article, extraction: Extraction, incidents: Sequence[Incident], width: int) -> Iterator[list[Piece]]:
    yield from flow([(article.title, ("strong",))], width)
    yield from flow([(f"found by: {extraction.engine}", ("muted",))], width)
    for limit in extraction.limits:
        yield from flow([(limit, ())], width)
    if not incidents:
        yield from flow([("There are no incidents to explain.", ())], width)
    for incident in incidents:
        yield []
        yield from flow(
            [(f"{incident.id}  ", ("muted",)), (headline(extraction, incident, width * 2), ("strong",))], width
        )
        for because in told(article.text, extraction, incident, width):
            yield from because.lines
        yield from _sentences(article.text, extraction, incident, width)


def _sentences(text: str, extraction: Extraction, incident: Incident, width: int) -> Iterator[list[Piece]]:
    """Every sentence that a reason names, once, with its number."""
    for number in sorted({reason.sentence for reason in incident.reasons}):
        start, end = extraction.sentences[number]
        for at, line in enumerate(flow([(text[start:end], ("muted",))], width - _MARGIN)):
            yield [(f"{reference(number) if at == 0 else '':>5} ", ("muted",)), *line]
