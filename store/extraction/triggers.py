"""Words of an article that state an incident, with the sense they have there."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from store.extraction import status
from store.extraction.event_lexicon import Frame, Lexicon, Sense
from store.extraction.tree import Tree
from store.model import EventType, Status

if TYPE_CHECKING:
    from store.extraction.readings import Readings

PROPOSED = 0.2
"""Probability from which the encoder may propose an event word; the linear model decides on it."""
_FRAMES: dict[EventType, Frame] = {
    "CONSULT": "together", "COOPERATE": "together", "AGREE": "toward", "SUPPORT": "about", "ACCUSE": "about",
    "REJECT": "about", "REQUEST": "toward", "THREATEN": "toward", "PROTEST": "alone", "MOBILIZE": "alone",
    "RETREAT": "alone", "HAZARD": "undergoes",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Trigger:
    """One event word: token, type and modes, how it takes arguments, and the characters that are shown as marked.

    ``score`` is how sure the lexicon or the encoder is that the word states an incident, in 0..1.
    """

    token: int
    sentence: int
    type: EventType
    modes: tuple[str, ...]
    frame: Frame
    weak: bool
    start: int
    end: int
    status: Status | None = None
    score: float = 0.5
    rule: str = "lexicon"


def find(tree: Tree, lexicon: Lexicon, readings: Readings | None = None) -> list[Trigger]:
    """Triggers in text order; of two nouns in one compound only the head counts ("bomb attack").

    With ``readings`` the encoder proposes words of its own, and other senses of the lexicon's words.
    """
    found = []
    for token in range(len(tree.words)):
        senses = lexicon.senses(tree, token)
        modifier = bool(senses) and (_modifier_of_event(tree, token) or _owns_up_to_event(tree, token, lexicon))
        if senses and not modifier:
            found.append(_trigger(tree, token, senses[0]))
        if readings is not None:
            found += _proposed(tree, token, found[-1] if senses and not modifier else None, readings)
    return found


def _proposed(tree: Tree, token: int, known: Trigger | None, readings: Readings) -> list[Trigger]:
    """What the encoder sees where the lexicon sees nothing, or sees another type."""
    if tree.pos[token] not in ("VERB", "NOUN", "PROPN", "ADJ", "ADV"):
        return []
    type, any_event = readings.any_event(token)
    sure = readings.event(token, type)
    if any_event < PROPOSED or (known is not None and known.type == type) or sure < PROPOSED * 0.7:
        return []
    start, end = tree.span(token, token + 1)
    return [
        Trigger(
            token=token, sentence=tree.sentence_of[token], type=type, modes=(), frame=_FRAMES.get(type, "does"), weak=True,
            start=start, end=end, status="planned" if type == "THREATEN" else None, score=sure, rule="encoder",
        )
    ]  # fmt: skip


def _modifier_of_event(tree: Tree, token: int) -> bool:
    """A noun that only qualifies another event noun, or a person ("attack helicopter", "bombing suspect")."""
    if tree.deps[token] not in ("compound", "nmod", "amod"):
        return False
    return tree.deps[token] != "amod" or tree.pos[token] != "VERB"


def _owns_up_to_event(tree: Tree, token: int, lexicon: Lexicon) -> bool:
    """ "took credit for the attack": the attack is the event, and the verb only tells on whose word."""
    if tree.pos[token] != "VERB" or not status.takes_credit(tree, token):
        return False
    deeds = [d for p in tree.subtree(token) if tree.lower[p] == "for" for d in tree.objects_of(p)]
    return any(lexicon.senses(tree, d) for d in deeds)


def _trigger(tree: Tree, token: int, sense: Sense) -> Trigger:
    first = token
    if tree.pos[token] != "VERB" and "of" not in sense.words:
        first = max(0, token - (len(sense.words) - 1))
    start, end = tree.span(first, token + 1)
    return Trigger(
        token=token, sentence=tree.sentence_of[token], type=sense.type, modes=sense.modes, frame=sense.frame,
        weak=sense.weak, start=start, end=end, status=sense.status, rule="lexicon: " + " ".join(sense.words),
        score=0.4 if sense.weak else 0.6,
    )  # fmt: skip
