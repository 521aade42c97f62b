"""What stands twice in a scrape stands once in the article: repeated lines, deks and headings; glued sentences are parted."""

from __future__ import annotations

import re
from collections.abc import Sequence

from store.intake.lines import Line
from store.intake.wording import fold

REPEAT = 20
"""Characters from which a line that stands twice is a repeat and not a chance."""
_GLUED = re.compile(
    r"(?<=[a-z0-9\u00df-\u00ff]{2})[.!?][”\"’]?(?=[A-Z\u00c0-\u00de][a-z\u00df-\u00ff]+[ ,’'])|(?<=\d)\.(?=[A-Z][a-z]+[ ,’'])"
)
_ADDRESS = re.compile(r"\S*(?://|www\.|@|\.(?:com|org|net|js|py|io|gov|edu)\b)\S*")
_HEADING_LENGTHS = (12, 160)


def part_glued(line: Line) -> None:
    """ "October 7.Iranian" gets its space; addresses and names like Node.js do not."""
    glued = list(_GLUED.finditer(line.text))
    if not glued:
        return
    addresses = [match.span() for match in _ADDRESS.finditer(line.text)]
    places = [m.end() for m in glued if not any(start <= m.start() < end for start, end in addresses)]
    line.parted = [line.start + place for place in places]
    for place in reversed(places):
        line.text = f"{line.text[:place]} {line.text[place:]}"


def fold_repeats(lines: Sequence[Line], title: str | None) -> list[Line]:
    """Give a rule to what stands twice; what a heading is cut from becomes two lines.

    Args:
        lines: those of the article, in order, without the title.
        title: the title, for its repeats.

    Returns:
        All lines given, in order, some with a rule now, and the headings that were cut off.
    """
    folded = [fold(line.text) for line in lines]
    _drop_repeated(lines, folded, fold(title))
    kept = [(line, words) for line, words in zip(lines, folded, strict=True) if line.rule is None]
    _drop_dek([line for line, _ in kept], [words for _, words in kept])
    return _cut_headings(lines)


def _drop_repeated(lines: Sequence[Line], folded: Sequence[str], title: str) -> None:
    seen: set[str] = set()
    for line, words in zip(lines, folded, strict=True):
        if words and words == title:
            line.rule = "repeated title"
        elif len(words) > REPEAT and words in seen:
            line.rule = "repeated line"
        seen.add(words)


def _drop_dek(kept: Sequence[Line], folded: Sequence[str]) -> None:
    """A dek that opens a later paragraph stands there and not at the top."""
    for at, line in enumerate(kept):
        opening = f"{folded[at]} "
        if len(opening) <= REPEAT or not any(later.startswith(opening) for later in folded[at + 1 :]):
            return
        if _heading_of(line.text, kept[at + 1].text):
            return
        line.rule = "repeated dek"


def _cut_headings(lines: Sequence[Line]) -> list[Line]:
    """A sub-heading that the next paragraph repeats stands as the heading."""
    result: list[Line] = []
    before: Line | None = None
    for line in lines:
        if line.rule is None and before is not None and not line.parted and _heading_of(before.text, line.text):
            cut = len(before.text)
            rest = line.text[cut:].lstrip(" .:")
            result.append(
                Line(line.start, line.end - len(rest), line.text[: -len(rest)].rstrip(), "repeated sub-heading")
            )
            result[-1].end = line.start + len(result[-1].text)
            line.start, line.text = line.end - len(rest), rest
        result.append(line)
        before = line if line.rule is None else before
    return result


def _heading_of(heading: str, paragraph: str) -> bool:
    """Whether a paragraph begins with the whole line before it, and goes on."""
    least, most = _HEADING_LENGTHS
    if not least <= len(heading) <= most or len(paragraph) <= len(heading) + 2 or not paragraph.startswith(heading):
        return False
    if not any(map(str.isalnum, paragraph[len(heading) :])):
        return False
    return heading[-1] in "?!" or (paragraph[len(heading)] in " .:" and not heading.endswith("."))
