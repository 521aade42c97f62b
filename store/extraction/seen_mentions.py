"""Mentions in the encoder's eyes: which candidates are actors, of what kind, and which it sees alone."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import cast

from store.extraction.actor_table import fold
from store.extraction.mentions import Candidate, in_order, surnames, trim_name
from store.extraction.readings import Phrase, Readings
from store.extraction.tree import NOMINAL, Tree
from store.model import Kind

_NAMED, _UNNAMED, _ALONE, _KIND = 0.15, 0.15, 0.25, 0.6
"""Probabilities from which the encoder keeps a name, keeps an unnamed phrase, adds a phrase, changes a kind."""
_ACTS, _PLACE = 0.6, 0.25
"""Probabilities from which a state's name acts: where grammar says it is a place, and where it says it acts."""
_REACHES = 0.5
"""Probability of a phrase from which it stands in the place of a candidate that qualifies its head."""
_QUALIFIES = frozenset({"amod", "compound", "nmod"})


def reconsider(tree: Tree, readings: Readings, found: list[Candidate]) -> list[Candidate]:
    """The candidates of the rules as the encoder sees them, with those that it alone sees, in text order."""
    pronouns = [c for c in found if c.form == "pronoun"]
    others = [c for c in found if c.form != "pronoun"]
    kept = _consistent(others, [_judged(c, readings) for c in others], readings)
    by_sentence: list[list[Candidate]] = [[] for _ in tree.sentences]
    for candidate in kept:
        by_sentence[candidate.sentence].append(candidate)
    for sentence, here in enumerate(by_sentence):
        for phrase in readings.mention_phrases(sentence):
            _take(tree, phrase, here)
    seen = [c for here in by_sentence for c in here]
    return in_order([*seen, *surnames(tree, seen), *pronouns])


def _judged(c: Candidate, readings: Readings) -> Candidate | None:
    """A candidate in the encoder's eyes: dropped where it sees no actor, and of the kind it sees."""
    sure = readings.mention(c.head)
    if c.entry is not None:
        if c.kind == "state" and c.form == "name":
            return replace(c, acts=sure >= (_ACTS if not c.acts else _PLACE), score=sure)
        return replace(c, score=sure)
    if sure < (_NAMED if c.form == "name" else _UNNAMED):
        return None
    kind, certain = readings.kind(c.head)
    changed = certain >= _KIND and kind != c.kind and not c.key.startswith(("forces:", "people:"))
    if changed and (c.kind == "person" or kind == "person") and c.form == "name":
        word = "person" if kind == "person" else "body"
        return replace(c, kind=kind, key=f"{word}:{fold(c.name)}", acts=True, score=sure)
    return replace(c, kind=kind if changed else c.kind, acts=True, score=sure)


def _consistent(found: list[Candidate], judged: list[Candidate | None], readings: Readings) -> list[Candidate]:
    """What the encoder keeps, and the other mentions of a name that it keeps somewhere."""
    kept = {c.key: j for c, j in zip(found, judged, strict=True) if j is not None and c.form == "name"}
    doubted = (c for c, j in zip(found, judged, strict=True) if j is None and c.form == "name" and c.key in kept)
    again = [
        replace(c, kind=kept[c.key].kind, key=kept[c.key].key, acts=True, score=readings.mention(c.head))
        for c in doubted
    ]
    return [j for j in judged if j is not None] + again


def _take(tree: Tree, phrase: Phrase, here: list[Candidate]) -> None:
    """Let a phrase stand among the candidates of its sentence, in the place of those that only qualify it.

    Where a candidate has its head already, that one stays, but a name that only the recogniser has drawn the borders of
    gets the phrase's.
    """
    first, after = trim_name(tree, phrase.first, phrase.after)
    if after <= first:
        return
    start, end = tree.span(first, after)
    met = [c for c in here if c.start < end and start < c.end]
    head = tree.head_of(first, after)
    known = next((c for c in met if c.head == head), None)
    if known is not None and not (_loose(known, start, end) and phrase.score >= _REACHES):
        return
    if tree.pos[head] not in (*NOMINAL, "ADJ", "NUM") or phrase.score < (_REACHES if met else _ALONE):
        return
    others = [c for c in met if c is not known]
    inside = list(_qualifiers(tree, others, head))
    if len(inside) == len(others):
        for candidate in (*inside, *((known,) if known else ())):
            here.remove(candidate)
        here.append(_redrawn(tree, known, first, after) if known else _alone(tree, phrase, first, after, head))


def _loose(known: Candidate, start: int, end: int) -> bool:
    """Whether a candidate is a name that no table lists, with other borders than a phrase."""
    return known.form == "name" and known.entry is None and (known.start, known.end) != (start, end)


def _redrawn(tree: Tree, known: Candidate, first: int, after: int) -> Candidate:
    start, end = tree.span(first, after)
    name = tree.slice(first, after)
    return replace(known, start=start, end=end, name=name, key=f"{known.key.split(':')[0]}:{fold(name)}")


def _qualifiers(tree: Tree, met: list[Candidate], head: int) -> Iterator[Candidate]:
    """Candidates that only qualify a phrase's head: "American" in "American combat troops"."""
    for candidate in met:
        token = candidate.head
        while token != head and tree.deps[token] in _QUALIFIES:
            token = tree.heads[token]
        if token == head:
            yield candidate


def _alone(tree: Tree, phrase: Phrase, first: int, after: int, head: int) -> Candidate:
    """An actor that only the encoder sees."""
    start, end = tree.span(first, after)
    named = tree.pos[head] == "PROPN"
    kind = cast(Kind, phrase.label)
    prefix = "np" if not named else "person" if kind == "person" else "body"
    name = tree.slice(first, after)
    return Candidate(
        start=start,
        end=end,
        head=head,
        sentence=tree.sentence_of[head],
        form="name" if named else "nominal",
        kind=kind,
        key=f"{prefix}:{fold(name)}",
        name=name,
        plural=tree.tags[head] in ("NNS", "NNPS"),
        score=phrase.score,
        roles=(tree.lemmas[head],) if kind == "person" and not named else (),
    )
