"""A scrape's lines to an article's title and paragraphs; every change is written down as an edit.

The article's own words stay letter by letter; cleaning clean text changes nothing.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from store.intake import rules

TITLE_LONGEST = 220
REPEAT = 20
"""Characters from which a line that stands twice is a repeat and not a chance."""
_GLUED = re.compile(
    r"(?<=[a-z0-9\u00df-\u00ff]{2})([.!?][”\"’]?)(?=[A-Z\u00c0-\u00de][a-z\u00df-\u00ff]+[ ,’'])|(?<=\d)(\.)(?=[A-Z][a-z]+[ ,’'])"
)
_ADDRESS = re.compile(r"\S*(?://|www\.|@|\.(?:com|org|net|js|py|io|gov|edu)\b)\S*")
_SENTENCE_END = re.compile(r"[.!?…؟。]+[\"'”’»)]*(?=\s|$)")
_FINAL = (".", "!", "…", "。", ":", ";", ",", "۔", '"', "”", "»")


@dataclass(frozen=True, slots=True)
class Edit:
    """One change: the rule, and the characters of the original that it removed (or, for "glued", parted)."""

    rule: str
    start: int
    end: int
    removed: str


@dataclass(frozen=True, slots=True)
class Cleaned:
    """A title (None where the text begins without one), paragraphs, and how they differ from the original."""

    title: str | None
    paragraphs: tuple[str, ...]
    edits: tuple[Edit, ...]


@dataclass(slots=True)
class _Line:
    start: int
    end: int
    text: str


def clean(text: str, title: str | None = None) -> Cleaned:
    """Clean a text whose lines are paragraphs.

    Args:
        text: decoded, free of control characters (see ``store.text.clean_text``).
        title: the title where it is known from elsewhere; else the first line is one if it looks like one.
    """
    lines = _lines(text)
    edits: list[Edit] = []
    kept = [line for line in lines if not _drop(line, rules.rubbish(line.text), edits)]
    kept = _without_tail(kept, lines, edits)
    found, kept = _take_title(kept, title, edits)
    kept = _without_repeats(kept, found, edits)
    paragraphs = tuple(_part_glued(line, edits) for line in kept)
    return Cleaned(found, tuple(p for p in paragraphs if p), tuple(sorted(edits, key=lambda e: e.start)))


def _lines(text: str) -> list[_Line]:
    found = []
    for match in re.finditer(r"[^\n]+", text):
        stripped = match.group().strip()
        if stripped:
            start = match.start() + match.group().index(stripped[0])
            found.append(_Line(start, start + len(stripped), stripped))
    return found


def _drop(line: _Line, rule: str | None, edits: list[Edit]) -> bool:
    if rule is not None:
        edits.append(Edit(rule, line.start, line.end, line.text))
    return rule is not None


def _without_tail(kept: list[_Line], lines: list[_Line], edits: list[Edit]) -> list[_Line]:
    """Short unpunctuated lines after the last sentence are a site's footer, when rubbish stood among them."""
    last = max((i for i, line in enumerate(kept) if _SENTENCE_END.search(line.text)), default=-1)
    tail = kept[last + 1 :]
    dropped_after = last >= 0 and any(e.start > kept[last].start for e in edits)
    if last < 0 or not dropped_after or len(tail) == len(kept):
        return kept
    for line in tail:
        _drop(line, "footer", edits)
    return kept[: last + 1]


def _take_title(kept: list[_Line], title: str | None, edits: list[Edit]) -> tuple[str | None, list[_Line]]:
    if title is not None:
        folded = _fold(title)
        while kept and _fold(kept[0].text) == folded:
            _drop(kept[0], "title", edits)
            kept = kept[1:]
        return title, kept
    if len(kept) >= 2 and _looks_like_title(kept[0].text):
        return kept[0].text, kept[1:]
    return None, kept


def _looks_like_title(text: str) -> bool:
    return len(text) <= TITLE_LONGEST and not text.endswith(_FINAL) and not _SENTENCE_END.search(text[:-1])


def _without_repeats(kept: list[_Line], title: str | None, edits: list[Edit]) -> list[_Line]:
    """Every line once; one cut may lay bare the next repeat, so the rules run until none finds any."""
    while True:
        cut = _cut_headings(_drop_dek(_drop_repeated(kept, title, edits), edits), edits)
        if [(line.start, line.end) for line in cut] == [(line.start, line.end) for line in kept]:
            return cut
        kept = cut


def _drop_repeated(kept: list[_Line], title: str | None, edits: list[Edit]) -> list[_Line]:
    seen: set[str] = {_fold(title)} if title else set()
    result = []
    for line in kept:
        folded = _fold(line.text)
        if len(folded) > REPEAT and folded in seen:
            _drop(line, "repeated line", edits)
        else:
            seen.add(folded)
            result.append(line)
    return result


def _drop_dek(kept: list[_Line], edits: list[Edit]) -> list[_Line]:
    """A dek that opens a later paragraph stands there and not at the top."""
    while (
        kept
        and len(kept[0].text) > REPEAT
        and any(_fold(later.text).startswith(_fold(kept[0].text)) for later in kept[1:])
    ):
        if len(kept) > 1 and _heading_of(kept[0].text, kept[1].text):
            break
        _drop(kept[0], "repeated dek", edits)
        kept = kept[1:]
    return kept


def _cut_headings(kept: list[_Line], edits: list[Edit]) -> list[_Line]:
    """A sub-heading that the next paragraph repeats stands as the heading."""
    result: list[_Line] = []
    for line in kept:
        if result and _heading_of(result[-1].text, line.text):
            cut = len(result[-1].text)
            edits.append(Edit("repeated sub-heading", line.start, line.start + cut, line.text[:cut]))
            rest = line.text[cut:].lstrip()
            line = _Line(line.end - len(rest), line.end, rest)
        result.append(line)
    return result


def _heading_of(heading: str, paragraph: str) -> bool:
    """Whether a paragraph begins with the whole line before it, and goes on."""
    if not 12 <= len(heading) <= 160 or len(paragraph) <= len(heading) + 1 or not paragraph.startswith(heading):
        return False
    return heading[-1] in "?!" or (paragraph[len(heading)] in " .:" and not heading.endswith("."))


def _part_glued(line: _Line, edits: list[Edit]) -> str:
    """ "October 7.Iranian" gets its space; addresses and names like Node.js do not."""
    addresses = [m.span() for m in _ADDRESS.finditer(line.text)]

    def part(match: re.Match[str]) -> str:
        if any(start <= match.start() < end for start, end in addresses):
            return match.group()
        edits.append(Edit("glued", line.start + match.end(), line.start + match.end(), ""))
        return match.group() + " "

    return _GLUED.sub(part, line.text)


def _fold(text: str | None) -> str:
    return re.sub(r"\W+", " ", (text or "").casefold()).strip()
