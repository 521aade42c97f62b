"""Words of an article that state an incident, with the sense they have there."""

from __future__ import annotations

from dataclasses import dataclass

from store.extraction.event_lexicon import Frame, Lexicon, Sense
from store.extraction.tree import Tree
from store.model import EventType, Status

_LIGHT_NOUN_HEADS = frozenset("campaign operation series wave string spate number act".split())


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


def find(tree: Tree, lexicon: Lexicon) -> list[Trigger]:
    """Triggers in text order; of two nouns in one compound only the head counts ("bomb attack")."""
    found = []
    for token in range(len(tree.words)):
        senses = lexicon.senses(tree, token)
        if senses and not _modifier_of_event(tree, token, lexicon):
            found.append(_trigger(tree, token, senses[0]))
    return found


def _modifier_of_event(tree: Tree, token: int, lexicon: Lexicon) -> bool:
    """A noun that only qualifies another event noun, or a person ("attack helicopter", "bombing suspect")."""
    if tree.deps[token] not in ("compound", "nmod", "amod"):
        return False
    return tree.deps[token] != "amod" or tree.pos[token] != "VERB"


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
