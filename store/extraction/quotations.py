"""Quotations that run on over several sentences, statements after a colon, and whose words they are.

A sentence inside a quotation rests on the speaker's word though nothing in it says so: "We were shelled all night," he
said. "Two houses burned down."
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass

from store.extraction.tree import Tree
from store.model import Span

SAYING = frozenset(
    "say tell claim report announce state allege assert note add confirm declare explain suggest maintain argue believe"
    " estimate write quote describe reveal disclose acknowledge admit insist contend observe stress tweet warn inform".split()
)
_MARK = re.compile("[“”\"„«»]|(?<!\\w)''|''(?!\\w)")
_OPENING, _CLOSING = frozenset("“„«"), frozenset("”»")
_LONGEST = 8
"""Sentences that a quotation may go on for; a mark that is never closed ends with its sentence."""
_ADJACENT = 1
"""Sentences between which the same speaker is taken to go on."""
_WORDS = 4
"""Words of a quotation that is more than a term set in quotation marks."""


@dataclass(frozen=True, slots=True)
class Speech:
    """Quoted stretches of an article in text order, each with the token of its speaker."""

    starts: list[int]
    ends: list[int]
    speakers: list[int]

    def speaker(self, offset: int) -> int | None:
        """The token of whoever speaks the words at a character offset, or None."""
        at = bisect_right(self.starts, offset) - 1
        return self.speakers[at] if at >= 0 and offset < self.ends[at] else None


def find(tree: Tree) -> Speech:
    """The quotations of an article whose speaker can be told."""
    speech = Speech([], [], [])
    known: tuple[int, int] | None = None
    for start, end in sorted([*_quoted(tree), *_statements(tree)]):
        first, last = _sentences(tree, start, end)
        speaker = _beside(tree, start, end, first, last)
        if speaker is None and first and _ends_with_colon(tree, first - 1):
            speaker = _said_by(tree, *tree.bounds[first - 1])
        if speaker is None and known is not None and first - known[1] <= _ADJACENT:
            speaker = known[0]
        if speaker is None:
            continue
        known = speaker, last
        if not speech.ends or start >= speech.ends[-1]:
            speech.starts.append(start)
            speech.ends.append(end)
            speech.speakers.append(speaker)
    return speech


def _quoted(tree: Tree) -> list[Span]:
    """Stretches between quotation marks; one that opens again at a paragraph's start goes on."""
    found: list[Span] = []
    opened: int | None = None
    for match in _MARK.finditer(tree.text):
        at = match.start()
        if opened is not None and _too_long(tree, opened, at):
            found.append((opened, _sentence_end(tree, opened)))
            opened = None
        if _opens(tree.text, match):
            if opened is not None and not _begins_line(tree.text, at):
                found.append((opened, _sentence_end(tree, opened)))
                opened = None
            opened = at if opened is None else opened
        elif opened is not None:
            found.append((opened, at))
            opened = None
    if opened is not None:
        found.append((opened, _sentence_end(tree, opened)))
    return [(start, end) for start, end in found if len(tree.text[start:end].split()) >= _WORDS]


def _statements(tree: Tree) -> list[Span]:
    """What follows "The minister said:" without quotation marks, up to the next mark or such line."""
    heralds = [s for s in range(len(tree.sentences) - 1) if _ends_with_colon(tree, s)]
    found = []
    for n, herald in enumerate(heralds):
        start = tree.sentences[herald + 1][0]
        if _said_by(tree, *tree.bounds[herald]) is None or _MARK.match(tree.text, start):
            continue
        last = heralds[n + 1] - 1 if n + 1 < len(heralds) else len(tree.sentences) - 1
        mark = _MARK.search(tree.text, start)
        end = tree.sentences[max(last, herald + 1)][1]
        found.append((start, min(end, mark.start()) if mark and _begins_line(tree.text, mark.start()) else end))
    return found


def _opens(text: str, match: re.Match[str]) -> bool:
    mark, at = match.group(), match.start()
    if mark in _OPENING or mark in _CLOSING:
        return mark in _OPENING
    after = text[match.end() : match.end() + 1]
    return (at == 0 or text[at - 1].isspace() or text[at - 1] in "([—–-") and after != "" and not after.isspace()


def _begins_line(text: str, at: int) -> bool:
    return "\n" in text[max(0, at - 2) : at] or at == 0


def _too_long(tree: Tree, start: int, at: int) -> bool:
    first, last = _sentences(tree, start, at)
    return last - first >= _LONGEST


def _sentences(tree: Tree, start: int, end: int) -> tuple[int, int]:
    return tree.sentence_of[tree.at(start)], tree.sentence_of[tree.at(max(start, end - 1))]


def _sentence_end(tree: Tree, at: int) -> int:
    return tree.sentences[tree.sentence_of[tree.at(at)]][1]


def _ends_with_colon(tree: Tree, sentence: int) -> bool:
    start, end = tree.sentences[sentence]
    return tree.text[start:end].rstrip(" \n\"“'").endswith(":")


def _beside(tree: Tree, start: int, end: int, first: int, last: int) -> int | None:
    """The speaker named in the quotation's own sentences: after its end ("..., he said"), or before its start."""
    after = _said_by(tree, tree.at(end), tree.bounds[last][1])
    return after if after is not None else _said_by(tree, tree.bounds[first][0], tree.at(start))


def _said_by(tree: Tree, first: int, after: int) -> int | None:
    """The subject of a verb of saying between two tokens, the first there is."""
    for token in range(first, after):
        if tree.lemmas[token] in SAYING and tree.pos[token] == "VERB":
            subjects = [s for s in tree.kids(token, "nsubj") if first <= s < after]
            if subjects:
                return subjects[0]
    return None
