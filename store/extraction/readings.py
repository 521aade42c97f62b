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
_KINDS_OF_TAGS = np.array([[float(tag.endswith(f"-{kind}")) for kind in KINDS] for tag in MENTION_TAGS], np.float32)
_ROLE_ROWS = {
    role: [i for i, tag in enumerate(ROLE_TAGS) if tag.endswith(f"-{role}")]
    for role in ("PerpInd", "PerpOrg", "Target", "Victim", "Weapon")
}

_DOUBT = 0.1
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
        self._pairs: dict[int, list[list[float]]] = {}
        self._mention = [0.0] * len(tree.words)
        self._kind: list[tuple[Kind, float]] = [("organization", 0.0)] * len(tree.words)
        self._any_event: list[tuple[EventType, float]] = [("ASSAULT", 0.0)] * len(tree.words)
        for tokens, reading in zip(self._tokens, self._readings, strict=True):
            if tokens:
                self._tabulate(tokens, reading)

    def _tabulate(self, tokens: list[int], reading: Reading) -> None:
        """Look up once for a sentence what is asked of every token."""
        kinds, events = reading.mentions @ _KINDS_OF_TAGS, reading.triggers[:, 1:]
        mentioned = (1 - reading.mentions[:, 0]).tolist()
        kind_at, kind_sure = kinds.argmax(1).tolist(), kinds.max(1).tolist()
        event_at, event_sure = events.argmax(1).tolist(), events.sum(1).tolist()
        for i, token in enumerate(tokens):
            self._mention[token] = mentioned[i]
            self._kind[token] = KINDS[kind_at[i]], kind_sure[i]
            self._any_event[token] = EVENT_TYPES[event_at[i]], event_sure[i]

    def _row(self, token: int) -> tuple[Reading, int] | None:
        place = self._place.get(token)
        return None if place is None else (self._readings[self._tree.sentence_of[token]], place)

    def mention(self, token: int) -> float:
        """How sure the encoder is that a token belongs to a mention."""
        return self._mention[token]

    def kind(self, token: int) -> tuple[Kind, float]:
        """The likeliest kind of the actor a token mentions, and its probability."""
        return self._kind[token]

    def event(self, token: int, type: EventType) -> float:
        """How sure the encoder is that a token states an incident of a type."""
        row = self._row(token)
        return float(row[0].triggers[row[1], _EVENT_AT[type]]) if row else 0.0

    def any_event(self, token: int) -> tuple[EventType, float]:
        """The likeliest type of incident a token states, and the probability that it states any."""
        return self._any_event[token]

    def pair(self, trigger: int, mention: int) -> dict[str, float]:
        """Probabilities that a mention (by its last token) is agent, target or source of an event word beside it."""
        one, other = self._row(trigger), self._row(mention)
        if one is None or other is None or one[0] is not other[0] or one[1] == other[1]:
            return {}
        if trigger not in self._pairs:
            self._pairs[trigger] = self._encoder.pair_scores(one[0], one[1]).tolist()
        return dict(zip(PAIR_ROLES, self._pairs[trigger][other[1]], strict=True))

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
