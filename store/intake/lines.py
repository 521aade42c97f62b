"""Lines of a source text on their way into an article, and the edits that the way there amounts to."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from store.model import Edit

GAP = "\n\n"


@dataclass(slots=True)
class Line:
    """A line of the source text, without the white space around it.

    Args:
        start, end: its place in the source text.
        text: the characters there.
        rule: why it is no part of the article; None while it is.
        parted: offsets in the source text at which a space is put between glued sentences.
    """

    start: int
    end: int
    text: str
    rule: str | None = None
    parted: list[int] = field(default_factory=list)


def lines_of(text: str) -> list[Line]:
    """A text's lines that are not empty, without the white space around them."""
    found, at = [], 0
    for line in text.split("\n"):
        stripped = line.strip()
        if stripped:
            start = at + line.index(stripped)
            found.append(Line(start, start + len(stripped), stripped))
        at += len(line) + 1
    return found


def assemble(source: str, lines: Sequence[Line], before: str = "") -> list[Edit]:
    """The edits that make the source text into the kept lines with one empty line between them.

    Args:
        lines: all lines, in order; nothing but white space lies between them.
        before: what is put before everything: a title that stands elsewhere, with the gap behind it.
    """
    edits: list[Edit] = []
    if before:
        edits.append(Edit(0, 0, "title", "", before))
    at, owed = 0, ""
    for line in lines:
        if line.rule is None:
            _space(edits, source, at, line.start, owed)
            edits += [Edit(offset, offset, "glued", "", " ") for offset in line.parted]
            owed = GAP
        else:
            _space(edits, source, at, line.start, "")
            edits.append(Edit(line.start, line.end, line.rule, source[line.start : line.end]))
        at = line.end
    _space(edits, source, at, len(source), "")
    return edits


def _space(edits: list[Edit], source: str, start: int, end: int, wanted: str) -> None:
    if source[start:end] != wanted:
        edits.append(Edit(start, end, "spacing", source[start:end], wanted))
