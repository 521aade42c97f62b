"""What the encoder says of an article, by token of its tree."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from store.extraction.encoder import Encoder, Floats, Reading
from store.extraction.labels import MENTION_TAGS, PAIR_ROLES, ROLE_TAGS, THING_TAGS, TRIGGER_TAGS
from store.extraction.tree import Tree
from store.model import EVENT_TYPES, KINDS, EventType, Kind

_EVENT_AT = {type: TRIGGER_TAGS.index(type) for type in EVENT_TYPES}
_KIND_ROWS = {kind: [i for i, tag in enumerate(MENTION_TAGS) if tag.endswith(f"-{kind}")] for kind in KINDS}
_ROLE_ROWS = {
    role: [i for i, tag in enumerate(ROLE_TAGS) if tag.endswith(f"-{role}")]
    for role in ("PerpInd", "PerpOrg", "Target", "Victim", "Weapon")
}

_DOUBT = 0.25
"""By how much "O" counts for less when roles are proposed: what is proposed is weighed again."""
_THING_ROWS = {
    label: [i for i, tag in enumerate(THING_TAGS) if tag.endswith(f"-{label}")] for label in ("object", "instrument")
}


@dataclass(frozen=True, slots=True)
class Phrase:
    """Tokens ``first`` up to ``after`` that a head marked as one, with its label and mean probability."""

    first: int
    after: int
    label: str
    score: float


class Readings:
    """Readings of all sentences of one article."""

    def __init__(self, encoder: Encoder, tree: Tree) -> None:
        self._encoder = encoder
        self._tree = tree
        self._tokens = [[t for t in range(first, after) if tree.pos[t] != "SPACE"] for first, after in tree.bounds]
        self._place = {t: i for tokens in self._tokens for i, t in enumerate(tokens)}
        self._readings = encoder.read([[tree.words[t] for t in tokens] for tokens in self._tokens])

    def _row(self, token: int) -> tuple[Reading, int] | None:
        place = self._place.get(token)
        return None if place is None else (self._readings[self._tree.sentence_of[token]], place)

    def mention(self, token: int) -> float:
        """How sure the encoder is that a token belongs to a mention."""
        row = self._row(token)
        return float(1 - row[0].mentions[row[1], 0]) if row else 0.0

    def kind(self, token: int) -> tuple[Kind, float]:
        """The likeliest kind of the actor a token mentions, and its probability."""
        row = self._row(token)
        if row is None:
            return "organization", 0.0
        scores = {kind: float(row[0].mentions[row[1], rows].sum()) for kind, rows in _KIND_ROWS.items()}
        best = max(scores, key=lambda k: scores[k])
        return best, scores[best]

    def event(self, token: int, type: EventType) -> float:
        """How sure the encoder is that a token states an incident of a type."""
        row = self._row(token)
        return float(row[0].triggers[row[1], _EVENT_AT[type]]) if row else 0.0

    def any_event(self, token: int) -> tuple[EventType, float]:
        """The likeliest type of incident a token states, and the probability that it states any."""
        row = self._row(token)
        if row is None:
            return "ASSAULT", 0.0
        scores = row[0].triggers[row[1], 1:]
        return EVENT_TYPES[int(np.argmax(scores))], float(scores.sum())

    def pair(self, trigger: int, mention: int) -> dict[str, float]:
        """Probabilities that a mention (by its last token) is agent, target or source of an event word beside it."""
        one, other = self._row(trigger), self._row(mention)
        if one is None or other is None or one[0] is not other[0] or one[1] == other[1]:
            return {}
        scores: Floats = self._encoder.pair_scores(one[0], one[1], other[1])
        return {role: float(score) for role, score in zip(PAIR_ROLES, scores, strict=True)}

    def alike(self, one: int, other: int) -> float:
        """The cosine of the encoder's vectors of two tokens, in -1..1."""
        a, b = self._row(one), self._row(other)
        return float(a[0].states[a[1]] @ b[0].states[b[1]]) if a and b else 0.0

    def role(self, token: int, role: str) -> float:
        """How sure the encoder is that a token fills a role of an attack (as MUC-4 names them)."""
        row = self._row(token)
        return float(row[0].roles[row[1], _ROLE_ROWS[role]].sum()) if row else 0.0

    def thing(self, token: int, label: str) -> float:
        """How sure the encoder is that a token belongs to a thing struck or given ("object"), or to a means."""
        row = self._row(token)
        return float(row[0].things[row[1], _THING_ROWS[label]].sum()) if row else 0.0

    def thing_phrases(self, sentence: int) -> Iterator[Phrase]:
        """Phrases of a sentence that may name things struck or given ("object") and means ("instrument")."""
        return self._phrases(sentence, _doubted(self._readings[sentence].things), THING_TAGS)

    def role_phrases(self, sentence: int) -> Iterator[Phrase]:
        """Phrases of a sentence that fill a role of an attack."""
        return self._phrases(sentence, _doubted(self._readings[sentence].roles), ROLE_TAGS)

    def mention_phrases(self, sentence: int) -> Iterator[Phrase]:
        """Phrases of a sentence that mention an actor; the label is its kind."""
        reading = self._readings[sentence]
        return self._phrases(sentence, reading.mentions, MENTION_TAGS)

    def _phrases(self, sentence: int, scores: Floats, tags: tuple[str, ...]) -> Iterator[Phrase]:
        """Runs of one label; a B tag begins a new one."""
        tokens = self._tokens[sentence]
        best = scores.argmax(-1) if len(tokens) else []
        begun: int | None = None
        for i in range(len(tokens) + 1):
            tag = tags[best[i]] if i < len(tokens) else "O"
            goes_on = begun is not None and tag[2:] == tags[best[begun]][2:] and tag[0] == "I"
            if begun is not None and not goes_on:
                sure = float(scores[begun:i, 1:].sum(-1).mean())
                yield Phrase(tokens[begun], tokens[i - 1] + 1, tags[best[begun]][2:], sure)
                begun = None
            if begun is None and tag != "O":
                begun = i


def _doubted(scores: Floats) -> Floats:
    changed: Floats = scores.copy()
    changed[:, 0] *= _DOUBT
    return changed
