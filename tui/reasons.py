"""Why an incident's slots hold what they hold, put into words: pure, from an extraction to lines of styled pieces."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from rich.cells import cell_len

from store.extraction.reasons import ACTOR_SLOTS, held
from store.model import Extraction, Incident, Reason, Span
from tui.cards import Piece
from tui.rule_words import in_words
from tui.wrapping import fit, flow

SLOT_WORDS = {
    "type": "type", "modes": "mode", "status": "status", "agents": "agent", "targets": "target", "objects": "object",
    "instruments": "instrument", "place": "place", "date": "date", "killed": "killed", "injured": "injured",
    "sources": "source",
}  # fmt: skip
NO_REASON = "set by hand: the machine gave no reason"
_MARGIN = max(map(len, SLOT_WORDS.values())) + 2
_QUOTE = 60
"""Cells of the words quoted, in each of the places a reason names."""


@dataclass(frozen=True, slots=True)
class Why:
    """One reason for one value: ``shown`` is the value as a person calls it; ``reason`` is None where there is none."""

    slot: str
    value: str
    shown: str
    reason: Reason | None


@dataclass(frozen=True, slots=True)
class Because:
    """Lines that tell one reason, and the sentence they lead to (index into ``Extraction.sentences``)."""

    lines: list[list[Piece]]
    sentence: int | None


def whys(extraction: Extraction, incident: Incident) -> list[Why]:
    """Every value of an incident with each of its reasons, in the order of a card."""
    names = {actor.id: actor.name for actor in extraction.actors}
    found = []
    for slot, value in held(incident):
        shown = names.get(value, value) if slot in ACTOR_SLOTS else value
        reasons = [r for r in incident.reasons if (r.slot, r.value) == (slot, value)]
        found += [Why(slot, value, shown, reason) for reason in reasons] or [Why(slot, value, shown, None)]
    return found


def quotes(text: str, tokens: Sequence[Span]) -> list[str]:
    """The article's own words that a reason names, neighbours together."""
    runs: list[Span] = []
    for start, end in sorted(tokens):
        if runs and not text[runs[-1][1] : start].strip():
            runs[-1] = (runs[-1][0], max(end, runs[-1][1]))
        else:
            runs.append((start, end))
    return [" ".join(text[start:end].split()) for start, end in runs]


def told(text: str, extraction: Extraction, incident: Incident, width: int) -> list[Because]:
    """Each reason in lines of ``width`` cells: slot and value, then its sentence's number, confidence, words and rule."""
    reasons, before = [], ("", "")
    room = max(12, width - _MARGIN)
    for why in whys(extraction, incident):
        lines: list[list[Piece]] = []
        if (why.slot, why.value) != before:
            slot = SLOT_WORDS[why.slot] if why.slot != before[0] else ""
            lines += _beside([(slot, ("accent",))], flow([(why.shown, ("strong",))], room))
        before = (why.slot, why.value)
        lines += _because(text, why, room)
        reasons.append(Because(lines, why.reason.sentence if why.reason else None))
    return reasons


def _because(text: str, why: Why, room: int) -> list[list[Piece]]:
    if why.reason is None:
        return _beside([], flow([(NO_REASON, ("muted",))], room))
    quoted = " … ".join(f"“{fit(words, _QUOTE)}”" for words in quotes(text, why.reason.tokens))
    words = [(quoted, ("text",)), (f"  {in_words(why.reason.rule)}", ("muted",))]
    return _beside(
        [(f"{reference(why.reason.sentence):>5} {confidence(why.reason):>5}", ("muted",))], flow(words, room)
    )


def _beside(margin: list[Piece], lines: list[list[Piece]]) -> list[list[Piece]]:
    """Lines with something in the margin of the first."""
    used = sum(cell_len(words) for words, _ in margin)
    blank: list[Piece] = [(" " * _MARGIN, ())]
    margins = [[*margin, (" " * (_MARGIN - used), ())], *([blank] * (len(lines) - 1))]
    return [[*left, *line] for left, line in zip(margins, lines, strict=True)]


def reference(sentence: int) -> str:
    """A sentence's number as a person counts, from 1."""
    return f"[{sentence + 1}]"


def confidence(reason: Reason) -> str:
    """``87 %`` for what was weighed; nothing for a rule that does not weigh."""
    return "" if reason.confidence is None else f"{reason.confidence * 100:.0f} %"


def headline(extraction: Extraction, incident: Incident, width: int) -> str:
    """The incident in one line: ``ASSAULT Northern Front → two guards``."""
    names = {actor.id: actor.name for actor in extraction.actors}
    agents = ", ".join(names[id] for id in incident.agents if id in names)
    whom = [names[id] for id in incident.targets if id in names] + [thing.text for thing in incident.objects]
    parties = f"{agents or 'someone'} → {', '.join(whom)}" if whom else agents
    line = f"{incident.type} {parties}".strip()
    return line if cell_len(line) <= width else fit(line, width)
