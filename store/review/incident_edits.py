"""Corrections of incidents: each function gives the patch that one decision is, and changes nothing itself."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from store.anchors import Anchor
from store.model import DatelineError, Incident, Span, TextSpan
from store.review.actor_edits import fresh_key
from store.review.claims import KnownActor, KnownIncident, Patch
from store.review.known import anchored, cast_of, claim, incident_of
from store.review.model import Findings, Slots, sentence_at, spans_of
from store.review.overlay import ACTOR_SLOTS
from store.review.slots import checked

_WORDS = ("objects", "instruments")


def revise(findings: Findings, text: str, id: str, slots: Slots) -> tuple[Patch, list[str]]:
    """Set slots of an incident; those that hold the value already are left as they are.

    Returns:
        The patch, and the slots that change.
    """
    known = incident_of(findings, id, text)
    incident = findings.finding(id)
    assert isinstance(incident, Incident)
    values = _values(findings, text, slots)
    values = {slot: value for slot, value in values.items() if _plain(value) != _plain(getattr(incident, slot))}
    return (_corrected(_with(known, findings, text, values)) if values else Patch()), list(values)


def new(findings: Findings, text: str, trigger: Span, slots: Slots) -> tuple[Patch, str]:
    """Make an incident from the words that state it.

    Returns:
        The patch, and the new incident's id.
    """
    words = anchored(text, trigger)
    values = _values(findings, text, slots)
    if "type" not in values:
        raise DatelineError("an incident needs a type: choose one, such as ASSAULT")
    key = fresh_key(findings, "i", words.start)
    beside = tuple(
        claim(findings, incident, text)
        for incident in findings.effective.incidents
        if any(start < trigger[1] and trigger[0] < end for start, end in spans_of(findings, incident.id))
    )
    bare = KnownIncident(key, values["type"], "reported", (words,), beside=beside, made=True)
    return _corrected(_with(bare, findings, text, values)), key


def add_evidence(findings: Findings, text: str, id: str, sentence: int, trigger: Span | None) -> Patch:
    """Say that a sentence supports an incident."""
    known = incident_of(findings, id, text)
    start, end = _sentence(findings, sentence)
    if trigger is not None and not start <= trigger[0] < trigger[1] <= end:
        raise DatelineError("the words do not stand in that sentence: choose words of it")
    words = anchored(text, trigger or (start, end))
    if words in known.evidence or (trigger is None and _in_sentences(findings, known, [sentence])):
        return Patch()
    evidence = sorted((*known.evidence, words), key=lambda anchor: anchor.start)
    return _corrected(replace(known, evidence=tuple(evidence)))


def remove_evidence(findings: Findings, text: str, id: str, sentence: int) -> Patch:
    """Say that a sentence does not support an incident."""
    known = incident_of(findings, id, text)
    _sentence(findings, sentence)
    gone = _in_sentences(findings, known, [sentence])
    kept = tuple(anchor for anchor in known.evidence if anchor not in gone)
    if gone and not kept:
        raise DatelineError("this is the incident's only sentence: reject the incident instead")
    return _corrected(replace(known, evidence=kept)) if gone else Patch()


def split(findings: Findings, text: str, id: str, sentences: Sequence[int]) -> tuple[Patch, str]:
    """Make some of an incident's evidence an incident of its own.

    Returns:
        The patch, and the new incident's id.
    """
    known = incident_of(findings, id, text)
    taken = tuple(_in_sentences(findings, known, sentences))
    kept = tuple(anchor for anchor in known.evidence if anchor not in taken)
    if not taken or not kept:
        raise DatelineError("splitting takes some of the incident's sentences, not all and not none: choose again")
    key = fresh_key(findings, "i", taken[0].start)
    apart = replace(known, key=key, evidence=taken, was=(), beside=known.was, verdict=None, corrected=True, made=True)
    return Patch({}, {id: replace(known, evidence=kept, corrected=True), key: apart}), key


def merge(findings: Findings, text: str, ids: Sequence[str]) -> Patch:
    """Make several incidents one: the first one's slots, filled from the others where empty, the evidence of all."""
    ids = list(dict.fromkeys(ids))
    if len(ids) < 2:
        raise DatelineError("merging takes two incidents or more: mark the others first")
    first, *others = (incident_of(findings, id, text) for id in ids)
    one = first
    for other in others:
        one = _filled(one, other)
    one = replace(one, verdict=None if first.verdict == "rejected" else first.verdict)
    gone: dict[str, KnownIncident | None] = {
        other.key: None for other in others if other.key in findings.known.incidents
    }
    return Patch({}, {**gone, **_corrected(one).incidents})


def _filled(one: KnownIncident, other: KnownIncident) -> KnownIncident:
    slots = ("modes", *ACTOR_SLOTS, *_WORDS, "place", "date", "killed", "injured")
    empty: dict[str, Any] = {
        slot: getattr(other, slot) for slot in slots if getattr(one, slot) in (None, ()) and getattr(other, slot)
    }
    evidence = {(anchor.start, anchor.end): anchor for anchor in (*other.evidence, *one.evidence)}
    return replace(
        one,
        evidence=tuple(evidence[span] for span in sorted(evidence)),
        cast=_cast(one.cast, other.cast),
        was=tuple(dict.fromkeys((*one.was, *other.was))),
        beside=tuple(claim for claim in one.beside if claim not in other.was),
        **empty,
    )


def _values(findings: Findings, text: str, slots: Slots) -> dict[str, Any]:
    """The slots as the reader set them, checked; words of the text as spans."""
    values = checked(slots)
    for slot in ACTOR_SLOTS:
        for actor in values.get(slot, ()):
            if actor not in {one.id for one in findings.effective.actors}:
                raise DatelineError(f"there is no actor {actor} in this article any more: choose one of the list")
    for slot in _WORDS:
        if slot in values:
            values[slot] = tuple(anchored(text, _span(words)) for words in values[slot])
    return values


def _plain(value: Any) -> Any:
    """A slot's value to be compared: words of the text as spans, whether they are anchored or not."""
    return (
        [_span(one) if isinstance(one, Anchor | TextSpan) else one for one in value]
        if isinstance(value, tuple)
        else value
    )


def _with(known: KnownIncident, findings: Findings, text: str, values: dict[str, Any]) -> KnownIncident:
    actors = [id for slot in ACTOR_SLOTS for id in values.get(slot, ())]
    cast = _cast(known.cast, cast_of(findings, actors, text))
    own = tuple(dict.fromkeys((*known.own, *values)))
    return replace(known, cast=cast, own=own, **values)


def _cast(before: Sequence[KnownActor], more: Sequence[KnownActor]) -> tuple[KnownActor, ...]:
    return tuple({actor.key: actor for actor in (*before, *more)}.values())


def _span(words: TextSpan | Anchor | Span) -> Span:
    return (words[0], words[1]) if isinstance(words, tuple) else (words.start, words.end)


def _corrected(incident: KnownIncident) -> Patch:
    return Patch({}, {incident.key: replace(incident, corrected=True)})


def _sentence(findings: Findings, number: int) -> Span:
    sentences = findings.effective.sentences
    if not 0 <= number < len(sentences):
        raise DatelineError(f"there is no sentence {number} in this article: it has {len(sentences)}")
    return sentences[number]


def _in_sentences(findings: Findings, known: KnownIncident, numbers: Sequence[int]) -> list[Anchor]:
    sentences = findings.effective.sentences
    return [anchor for anchor in known.evidence if sentence_at(sentences, anchor.start) in numbers]
