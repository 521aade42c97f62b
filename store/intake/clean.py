"""Lines to an article's title and paragraphs; every change is written down as an edit.

The article's own words stay letter by letter; cleaning clean text changes nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from store.intake import edits, judging, repeats, rules
from store.intake.lines import GAP, Line, assemble, lines_of
from store.model import Edit, Span

_SENTENCE_ENDS, _SHORT = '.!?…”"»', 12
"""A line that ends so and has more spaces is not asked whether it is a known kind of rubbish."""


@dataclass(frozen=True, slots=True)
class Cleaned:
    """A title (None where there is none), the text, its paragraphs, and the edits that made it of the source text.

    Args:
        text: title, empty line, paragraphs with an empty line between; "" where no paragraph is left.
        paragraphs: the span in ``text`` of each paragraph, with the line that it was; without the title.
    """

    title: str | None
    text: str
    paragraphs: tuple[tuple[Line, Span], ...]
    edits: tuple[Edit, ...]


def scrape(source: str, title: str | None = None) -> Cleaned:
    """Clean a plain text whose lines are paragraphs.

    What is left is judged again until nothing more is found, so that cleaning it another time changes nothing. A text
    that has no rubbish in it loses no repeats either: they are its author's.

    Args:
        source: decoded, free of control characters (see ``store.text.clean_text``).
        title: the title where it is known from elsewhere; else it is looked for in the text.
    """
    lines = lines_of(source)
    for line in lines:
        repeats.part_glued(line)
    while True:
        alive = [line for line in lines if line.rule is None]
        at = judging.judge(alive)
        heading = alive[at] if at is not None and title is None else None
        body = [line for line in alive if line.rule is None and line is not heading]
        dirty = len(body) + (heading is not None) < len(alive)
        folded = repeats.fold_repeats(body, title if heading is None else heading.text) if dirty or title else body
        if len(folded) == len(body) and all(line.rule is None for line in (*alive, *body)):
            return _settled(source, lines, title, heading)
        lines = sorted({id(line): line for line in (*lines, *folded)}.values(), key=lambda line: line.start)


def page(source: str, lines: Sequence[Line], title: str | None, *, known_rubbish: bool = False) -> Cleaned:
    """Clean what extractors found in a page.

    Args:
        source: the text in which the lines stand.
        lines: all lines; those that are no part of the article have a rule already.
        known_rubbish: look for lines of known kinds of rubbish too, where nobody has judged the lines.
    """
    if known_rubbish:
        for line in lines:
            if line.text[-1] not in _SENTENCE_ENDS or line.text.count(" ") < _SHORT:
                line.rule = line.rule or rules.rubbish(line.text)
    body = [line for line in lines if line.rule is None]
    for line in body:
        repeats.part_glued(line)
    folded = repeats.fold_repeats(body, title)
    every = sorted({id(line): line for line in (*lines, *folded)}.values(), key=lambda line: line.start)
    return _settled(source, every, title, None)


def _settled(source: str, lines: Sequence[Line], title: str | None, heading: Line | None) -> Cleaned:
    body = [line for line in lines if line.rule is None and line is not heading]
    if not body:
        return Cleaned(title, "", (), ())
    made = assemble(source, lines, f"{title}{GAP}" if title and heading is None else "")
    text = edits.apply(source, made)
    at, placed = len(text) - sum(len(line.text) + len(GAP) for line in body) + len(GAP), []
    for line in body:
        placed.append((line, (at, at + len(line.text))))
        at += len(line.text) + len(GAP)
    return Cleaned(heading.text if heading else title, text, tuple(placed), tuple(made))
