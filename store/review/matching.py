"""The same finding in another extraction: which of the machine's findings those are that the reader has touched.

Actors are known by their mentions, incidents by type, trigger and participants. Ids play no part: every extraction
numbers anew. Each of the machine's findings is at most one finding of the reader's; one of the reader's may stand for
several of the machine's (those that were merged, or that a new extraction parts).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from store.model import Actor, Incident, Mention, Span
from store.review.claims import KnownActor
from store.text import fold


@dataclass(frozen=True, slots=True)
class HeldActor:
    """An actor of the reader's as it stands in the text now.

    ``removed`` are spans that are no mention of it, ``beside`` mentions of the actors it was taken from.
    """

    known: KnownActor
    mentions: tuple[Mention, ...]
    removed: frozenset[Span]
    beside: frozenset[Span]

    @property
    def spans(self) -> frozenset[Span]:
        """The words by which it is known."""
        return self.removed.union((mention.start, mention.end) for mention in self.mentions)

    def called(self, text: str) -> set[str]:
        """What it is called, in the text and by the names it has had, folded."""
        return {fold(text[start:end]) for start, end in self.spans} | {fold(name) for name in self.known.names}

    def parted_from(self, mentions: Iterable[Span]) -> bool:
        """Whether mentions are those of an actor that this one was taken from, rather than its own."""
        others = self.beside.intersection(mentions)
        return bool(others) and len(others) >= len(self.spans.intersection(mentions))


@dataclass(frozen=True, slots=True)
class HeldClaim:
    """A :class:`~store.review.claims.Claim` as it stands in the text now."""

    type: str
    triggers: frozenset[Span]
    names: frozenset[str]
    details: frozenset[str]


@dataclass(frozen=True, slots=True)
class HeldIncident:
    """An incident of the reader's as claims in the text now: those it was, the one it is, and those beside it."""

    key: str
    was: tuple[HeldClaim, ...]
    now: HeldClaim
    beside: tuple[HeldClaim, ...]


def match_actors(found: Sequence[Actor], held: Sequence[HeldActor], text: str) -> dict[str, str]:
    """Which actors of the reader's the machine's are.

    An actor is known by the names in the text that speak of it (by all its mentions where it has no name). It is the
    reader's actor that has at least half of those, as far as no other of the machine's actors accounts for them; one of
    the same name needs to have only one of them, if at least half are called as the reader's actor is. Where the reader
    rejected an actor and the machine now finds the same name elsewhere only, that is the rejected one again. An actor
    that the reader took out of another is not known by its name, which may be the other's: it must have more of the
    machine's names than the other has left.

    Args:
        found: The machine's actors.
        held: The reader's.
        text: The article's text.

    Returns:
        For each id of ``found`` that is one of the reader's, that one's key.
    """
    spans = {one.known.key: one.spans for one in held}
    names = {one.known.key: {fold(name) for name in one.known.names} for one in held}
    pairs = []
    for order, actor in enumerate(found):
        everywhere = {(mention.start, mention.end) for mention in actor.mentions}
        theirs = telling(actor)
        for place, one in enumerate(held):
            key = one.known.key
            if (shared := theirs & spans[key]) and not one.parted_from(theirs):
                apart = theirs & one.beside
                named = not apart and fold(actor.name) in names[key] and _called_alike(theirs, one, text)
                pairs.append((not named, -len(shared), -len(everywhere & spans[key]), order, place, actor, key))
    matches: dict[str, str] = {}
    covered: dict[str, set[Span]] = {key: set() for key in spans}
    for unnamed, *_, actor, key in sorted(pairs, key=lambda pair: pair[:5]):
        theirs = telling(actor)
        free = theirs & spans[key] - covered[key]
        if actor.id not in matches and (not unnamed or 2 * len(free) >= len(theirs)):
            matches[actor.id] = key
            covered[key] |= theirs
    return matches | _namesakes_of_rejected(found, held, matches, text)


def _called_alike(spans: Iterable[Span], held: HeldActor, text: str) -> bool:
    """Whether at least half of some words are an actor's mentions, or are what the actor is called elsewhere."""
    own, names = held.spans, held.called(text)
    alike = [span in own or fold(text[span[0] : span[1]]) in names for span in spans]
    return 2 * sum(alike) >= len(alike)


def telling(actor: Actor) -> set[Span]:
    """The mentions an actor is known by: its names in the text, or all of them where it has none."""
    named = {(mention.start, mention.end) for mention in actor.mentions if mention.form == "name"}
    return named or {(mention.start, mention.end) for mention in actor.mentions}


def _namesakes_of_rejected(
    found: Sequence[Actor], held: Iterable[HeldActor], matches: Mapping[str, str], text: str
) -> dict[str, str]:
    """Actors found elsewhere under a rejected one's name: called so in the text, not only by a machine that joined it
    with another."""
    matched = set(matches.values())
    rejected = {
        fold(name): one
        for one in held
        if one.known.verdict == "rejected" and one.known.key not in matched
        for name in one.known.names
    }
    return {
        actor.id: one.known.key
        for actor in found
        if actor.id not in matches
        and (one := rejected.get(fold(actor.name)))
        and not one.parted_from(telling(actor))
        and _called_alike(telling(actor), one, text)
        and any(mention.form == "name" for mention in actor.mentions)
    }


def match_incidents(
    found: Sequence[Incident], held: Sequence[HeldIncident], names: Mapping[str, frozenset[str]]
) -> dict[str, str]:
    """Which incidents of the reader's the machine's are.

    An incident is the same claim when its type is the same, one of its triggers overlaps one of the claim's that no
    other of the machine's incidents accounts for, and their agents and targets share a name (or either has none).
    What the reader's incident was counts first; what it is now counts only where that is nowhere to be found.

    Args:
        found: The machine's incidents.
        held: The reader's.
        names: For each id of the machine's actors, what it is called, folded.

    Returns:
        For each id of ``found`` that is one of the reader's, that one's key.
    """
    claims = {incident.id: claim_of(incident, names) for incident in found}
    matches = _same_claims(found, claims, [(one.key, claim, one.beside) for one in held for claim in one.was], {})
    matched = set(matches.values())
    now = [(one.key, one.now, one.beside) for one in held if one.key not in matched]
    return matches | _same_claims(found, claims, now, matches)


def claim_of(incident: Incident, names: Mapping[str, frozenset[str]]) -> HeldClaim:
    """What makes an incident the one it is."""
    participants = [names.get(actor, frozenset()) for actor in (*incident.agents, *incident.targets)]
    return HeldClaim(
        incident.type,
        frozenset(evidence.trigger for evidence in incident.evidence),
        frozenset().union(*participants),
        details_of(incident),
    )


def details_of(incident: Incident) -> frozenset[str]:
    """The slots that tell two incidents apart which are alike in type, trigger and participants."""
    place, date = incident.place, incident.date
    slots = {
        "status": incident.status,
        "place": place and fold(place.name),
        "date": date and date.start,
        "killed": incident.killed,
        "injured": incident.injured,
        "modes": ",".join(incident.modes) or None,
    }
    return frozenset(f"{slot} {value}" for slot, value in slots.items() if value is not None)


def called(actor: Actor, text: str) -> frozenset[str]:
    """What an actor is called in a text, and by its name, folded; pronouns do not count."""
    words = {fold(text[mention.start : mention.end]) for mention in actor.mentions if mention.form != "pronoun"}
    return frozenset({fold(actor.name), *words} - {""})


_Wanted = tuple[str, HeldClaim, tuple[HeldClaim, ...]]


def _same_claims(
    found: Sequence[Incident], claims: Mapping[str, HeldClaim], wanted: Sequence[_Wanted], taken: Mapping[str, str]
) -> dict[str, str]:
    pairs = []
    for order, incident in enumerate(found):
        claim = claims[incident.id]
        for place, (_, other, beside) in enumerate(wanted):
            if incident.id not in taken and claim not in beside and (likeness := _likeness(claim, other)):
                pairs.append((likeness, order, place, incident.id))
    matches: dict[str, str] = {}
    covered: list[set[Span]] = [set() for _ in wanted]
    for _, _, place, id in sorted(pairs):
        free = wanted[place][1].triggers - covered[place]
        now = {span for span in free if _overlap(span, claims[id].triggers)}
        if id not in matches and now:
            matches[id] = wanted[place][0]
            covered[place] |= now
    return matches


def _likeness(one: HeldClaim, other: HeldClaim) -> tuple[float, float, float] | None:
    """How unlike two claims are (the likest sort first); None where they are not the same claim."""
    if one.type != other.type:
        return None
    triggers = sum(_overlap(span, other.triggers) for span in one.triggers)
    together = one.names & other.names
    if not triggers or (one.names and other.names and not together):
        return None
    return -triggers, -len(together) / max(1, len(one.names | other.names)), -len(one.details & other.details)


def _overlap(span: Span, others: Iterable[Span]) -> bool:
    return any(span[0] < end and start < span[1] for start, end in others)
