"""Taking edits back: an article as it would be, had cleaning not made some of its edits."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Sequence
from dataclasses import replace

from store.intake import edits
from store.intake.lines import Line, assemble
from store.model import Article, Edit, Part

MENDING = frozenset({"spacing", "title"})
"""Rules of edits that only set what is there; there is nothing to take back in them."""


def can_be_taken_back(edit: Edit) -> bool:
    """Whether an edit took something out, or parted glued sentences."""
    return edit.rule not in MENDING


def without(article: Article, numbers: Collection[int]) -> Article:
    """The article without some of its edits; what they took out stands as a paragraph where it stood.

    Args:
        article: with its edits.
        numbers: indices into ``article.edits``; of edits that only set what is there nothing is taken back.

    Returns:
        The same article with another text, and with edits, structure and captions to match. With no numbers it is the
        article itself.

    Raises:
        ValueError: the edits do not fit the text.
    """
    source = edits.undo(article.text, article.edits)
    before, lines = _lines(source, article.edits, numbers)
    made = tuple(assemble(source, lines, before))
    text = edits.apply(source, made)
    back = {article.edits[number].removed for number in numbers if article.edits[number].rule == "caption"}
    return replace(
        article,
        text=text,
        edits=made,
        structure=tuple(_moved(part, article.edits, made) for part in article.structure),
        captions=tuple(caption for caption in article.captions if caption not in back),
        text_hash=hashlib.sha256(text.encode()).hexdigest(),
    )


def _lines(source: str, made: Sequence[Edit], back: Collection[int]) -> tuple[str, list[Line]]:
    """What the edits were assembled from: the title put before everything, and the lines, some with a rule."""
    before, lines, at, parted = "", [], 0, list[int]()
    for number, edit in enumerate(made):
        if edit.rule == "title":
            before = edit.put
        elif edit.rule == "glued":
            parted += [] if number in back else [edit.start]
        else:
            lines += _line(source, at, edit.start, None, parted)
            if edit.rule != "spacing":
                lines += _line(source, edit.start, edit.end, None if number in back else edit.rule, [])
            at, parted = edit.end, []
    return before, [*lines, *_line(source, at, len(source), None, parted)]


def _line(source: str, start: int, end: int, rule: str | None, parted: list[int]) -> list[Line]:
    """What stands between two places. What is kept is told without the line breaks around it: where those were right, no
    edit tells of them."""
    if rule is None:
        start, end = end - len(source[start:end].lstrip("\n")), start + len(source[start:end].rstrip("\n"))
    return [Line(start, end, source[start:end], rule, parted)] if start < end else []


def _moved(part: Part, former: Sequence[Edit], now: Sequence[Edit]) -> Part:
    start = edits.to_text(edits.to_source(part.start, former), now)
    return Part(start, edits.to_text(edits.to_source(part.end - 1, former), now) + 1, part.role)
