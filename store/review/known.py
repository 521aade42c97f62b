"""From a finding as it is seen to what a decision keeps of it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from store.anchors import Anchor, anchor, find
from store.model import Actor, DatelineError, Incident, Span
from store.review.claims import Claim, KnownActor, KnownIncident
from store.review.matching import called, claim_of
from store.review.model import Findings

MENTIONS_OF_CAST = 6
"""Mentions by which an incident's actor is known again; names come first."""


def actor_of(findings: Findings, id: str, text: str) -> KnownActor:
    """An actor as a decision keeps it, with all that the reader did to it before.

    Raises:
        DatelineError: There is no such actor.
    """
    actor = findings.finding(id)
    if not isinstance(actor, Actor):
        raise DatelineError(f"there is no actor {id} in this article any more: choose one of the list")
    before = findings.known.actors.get(id)
    mentions = tuple(
        (anchor(text, (mention.start, mention.end)), mention.form)
        for mention in actor.mentions
        if 0 <= mention.start < mention.end <= len(text)
    )
    orphaned = tuple(kept for kept in before.mentions if find(kept[0], text) is None) if before else ()
    names = dict.fromkeys([*(before.names if before else ()), *_machine_names(findings, id), actor.name])
    return KnownActor(
        key=id,
        name=actor.name,
        kind=actor.kind,
        country=actor.country,
        mentions=mentions + orphaned,
        names=tuple(names),
        removed=_anew(before.removed, text) if before else (),
        beside=_anew(before.beside, text) if before else (),
        verdict=before.verdict if before else None,
        corrected=before.corrected if before else False,
        made=before.made if before else False,
    )


def incident_of(findings: Findings, id: str, text: str) -> KnownIncident:
    """An incident as a decision keeps it, with all that the reader did to it before.

    Raises:
        DatelineError: There is no such incident.
    """
    incident = findings.finding(id)
    if not isinstance(incident, Incident):
        raise DatelineError(f"there is no incident {id} in this article any more: choose one of the list")
    before = findings.known.incidents.get(id)
    if before is not None:
        return replace(
            before,
            evidence=_anew(before.evidence, text),
            objects=_anew(before.objects, text),
            instruments=_anew(before.instruments, text),
        )
    return KnownIncident(
        key=id,
        type=incident.type,
        status=incident.status,
        evidence=anchors(text, [evidence.trigger for evidence in incident.evidence]),
        modes=incident.modes,
        agents=incident.agents,
        targets=incident.targets,
        sources=incident.sources,
        cast=cast_of(findings, (*incident.agents, *incident.targets, *incident.sources), text),
        objects=anchors(text, [(span.start, span.end) for span in incident.objects]),
        instruments=anchors(text, [(span.start, span.end) for span in incident.instruments]),
        place=incident.place,
        date=incident.date,
        killed=incident.killed,
        injured=incident.injured,
        was=(claim(findings, incident, text),),
    )


def claim(findings: Findings, incident: Incident, text: str) -> Claim:
    """The claim an incident makes."""
    actors = {actor.id: actor for actor in (*findings.effective.actors, *findings.rejected_actors)}
    names = {id: called(actors[id], text) for id in (*incident.agents, *incident.targets) if id in actors}
    held = claim_of(incident, names)
    return Claim(
        incident.type,
        anchors(text, [evidence.trigger for evidence in incident.evidence]),
        tuple(sorted(held.names)),
        tuple(sorted(held.details)),
    )


def cast_of(findings: Findings, ids: Iterable[str], text: str) -> tuple[KnownActor, ...]:
    """The actors of an incident, each once, with a few of its mentions.

    Raises:
        DatelineError: There is no such actor.
    """
    members = []
    for id in dict.fromkeys(ids):
        actor = actor_of(findings, id, text)
        best = sorted(actor.mentions, key=lambda mention: mention[1] != "name")[:MENTIONS_OF_CAST]
        members.append(KnownActor(id, actor.name, actor.kind, actor.country, tuple(best), actor.names))
    return tuple(members)


def anchored(text: str, at: Span) -> Anchor:
    """The anchor of words that the reader chose.

    Raises:
        DatelineError: The words lie outside the text.
    """
    try:
        return anchor(text, at)
    except ValueError:
        start, end = at
        raise DatelineError(f"characters {start} to {end} lie outside the article: choose words of its text") from None


def anchors(text: str, spans: Sequence[Span]) -> tuple[Anchor, ...]:
    """The anchors of those spans that lie within the text."""
    return tuple(anchor(text, (start, end)) for start, end in spans if 0 <= start < end <= len(text))


def _anew(known: Iterable[Anchor], text: str) -> tuple[Anchor, ...]:
    """Anchors with the positions they have in the text as it is now; those that are gone as they were."""
    return tuple(
        anchor(text, (place.start, place.end)) if (place := find(one, text)) is not None else one for one in known
    )


def _machine_names(findings: Findings, id: str) -> list[str]:
    behind = findings.behind.get(id, ())
    return [actor.name for actor in findings.machine.actors if actor.id in behind]
