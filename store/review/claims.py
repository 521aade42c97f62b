"""What a decision keeps of a finding: enough to know it again in another extraction, and to stand without one.

Spans are kept as anchors (quote, context and position), so that they are found again in a text that was cleaned anew.
``pack`` and ``unpack`` turn a patch into the JSON of ``decisions.value`` and back.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from store.anchors import Anchor
from store.model import EventType, Form, Kind, Place, Status, When

Verdict = Literal["accepted", "rejected"]


@dataclass(frozen=True, slots=True)
class KnownActor:
    """An actor as the reader left it.

    Attributes:
        key: Its id among the effective findings, for good.
        name: What it is called.
        kind: Its kind.
        country: ISO 3166-1 alpha-3, or None.
        mentions: Where the text speaks of it, and how.
        names: Every name it has stood under, the machine's and the reader's.
        removed: Words the reader said are no mention of it.
        beside: Words of the actors it was taken from, which stay theirs: it is told from them by these, not by a name.
        verdict: The reader's verdict, None where there is none.
        corrected: The reader changed something of it.
        made: The reader made it; no machine found it.
    """

    key: str
    name: str
    kind: Kind
    country: str | None
    mentions: tuple[tuple[Anchor, Form], ...]
    names: tuple[str, ...] = ()
    removed: tuple[Anchor, ...] = ()
    beside: tuple[Anchor, ...] = ()
    verdict: Verdict | None = None
    corrected: bool = False
    made: bool = False


@dataclass(frozen=True, slots=True)
class Claim:
    """What makes an incident the one it is: its type, the words that state it, and (folded) what its actors are called.

    The actors are agents and targets, by name and by every name in the text. ``details`` are its other slots in words,
    which tell two incidents apart that are alike in all the rest.
    """

    type: EventType
    triggers: tuple[Anchor, ...]
    names: tuple[str, ...]
    details: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class KnownIncident:
    """An incident as the reader left it.

    Attributes:
        key: Its id among the effective findings, for good.
        type: Its type.
        status: Its status.
        evidence: The words that state it, each in a sentence it rests on.
        modes: PLOVER modes.
        agents, targets, sources: Keys of actors in ``cast``.
        cast: Those actors, with enough of each to know it again.
        objects, instruments: Words of the text.
        place, date, killed, injured: As in :class:`store.model.Incident`.
        was: The claims it stands for: the machine's own before the reader changed it, of each one merged into it.
        beside: Claims of the machine's that share words with it and are other incidents, as the reader saw when making it.
        own: Slots the reader set, whose reasons are the reader's.
        verdict, corrected, made: As in :class:`KnownActor`.
    """

    key: str
    type: EventType
    status: Status
    evidence: tuple[Anchor, ...]
    modes: tuple[str, ...] = ()
    agents: tuple[str, ...] = ()
    targets: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    cast: tuple[KnownActor, ...] = ()
    objects: tuple[Anchor, ...] = ()
    instruments: tuple[Anchor, ...] = ()
    place: Place | None = None
    date: When | None = None
    killed: int | None = None
    injured: int | None = None
    was: tuple[Claim, ...] = ()
    beside: tuple[Claim, ...] = ()
    own: tuple[str, ...] = ()
    verdict: Verdict | None = None
    corrected: bool = False
    made: bool = False


@dataclass(frozen=True, slots=True)
class Patch:
    """What one decision changes: findings by key as they are from then on, None for those the reader lets go."""

    actors: Mapping[str, KnownActor | None] = field(default_factory=dict)
    incidents: Mapping[str, KnownIncident | None] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Known:
    """Every finding of one article that the reader touched, by key, as the reader left it."""

    actors: Mapping[str, KnownActor] = field(default_factory=dict)
    incidents: Mapping[str, KnownIncident] = field(default_factory=dict)


def known(patches: Iterable[Patch]) -> Known:
    """All decisions on an article in the order in which they were made, as what they come to."""
    actors: dict[str, KnownActor | None] = {}
    incidents: dict[str, KnownIncident | None] = {}
    for patch in patches:
        actors.update(patch.actors)
        incidents.update(patch.incidents)
    return Known(
        {key: actor for key, actor in actors.items() if actor is not None},
        {key: incident for key, incident in incidents.items() if incident is not None},
    )


def pack(patch: Patch) -> str:
    """A patch as JSON."""
    return json.dumps(
        {
            "actors": {key: None if actor is None else _actor_out(actor) for key, actor in patch.actors.items()},
            "incidents": {key: None if one is None else _incident_out(one) for key, one in patch.incidents.items()},
        },
        ensure_ascii=False,
        separators=(",", ":"),
    )


def unpack(packed: str) -> Patch:
    """A patch from its JSON.

    Raises:
        ValueError: It is not what :func:`pack` wrote.
    """
    try:
        value = json.loads(packed)
        return Patch(
            {key: None if actor is None else _actor_in(actor) for key, actor in value["actors"].items()},
            {key: None if one is None else _incident_in(one) for key, one in value["incidents"].items()},
        )
    except (KeyError, TypeError, AttributeError, IndexError) as error:
        raise ValueError(f"not a decision: {error!r}") from error


def _anchor_out(anchor: Anchor) -> list[Any]:
    return [anchor.start, anchor.exact, anchor.prefix, anchor.suffix]


def _anchor_in(value: list[Any]) -> Anchor:
    start, exact, prefix, suffix = value
    return Anchor(exact, prefix, suffix, start, start + len(exact))


def _anchors_in(values: list[list[Any]]) -> tuple[Anchor, ...]:
    return tuple(map(_anchor_in, values))


def _claim_out(claim: Claim) -> list[Any]:
    return [claim.type, [_anchor_out(one) for one in claim.triggers], claim.names, claim.details]


def _claim_in(value: list[Any]) -> Claim:
    type, triggers, names, details = value
    return Claim(type, _anchors_in(triggers), tuple(names), tuple(details))


def _actor_out(actor: KnownActor) -> dict[str, Any]:
    return {
        "key": actor.key,
        "name": actor.name,
        "kind": actor.kind,
        "country": actor.country,
        "mentions": [[*_anchor_out(anchor), form] for anchor, form in actor.mentions],
        "names": actor.names,
        "removed": [_anchor_out(anchor) for anchor in actor.removed],
        "beside": [_anchor_out(anchor) for anchor in actor.beside],
        **_verdict_out(actor),
    }


def _actor_in(value: dict[str, Any]) -> KnownActor:
    return KnownActor(
        value["key"],
        value["name"],
        value["kind"],
        value["country"],
        tuple((_anchor_in(mention[:4]), mention[4]) for mention in value["mentions"]),
        tuple(value["names"]),
        _anchors_in(value["removed"]),
        _anchors_in(value.get("beside", [])),  # what earlier versions wrote has none
        **_verdict_in(value),
    )


def _incident_out(incident: KnownIncident) -> dict[str, Any]:
    place, date = incident.place, incident.date
    return {
        "key": incident.key,
        "type": incident.type,
        "status": incident.status,
        "evidence": [_anchor_out(anchor) for anchor in incident.evidence],
        "modes": incident.modes,
        "agents": incident.agents,
        "targets": incident.targets,
        "sources": incident.sources,
        "cast": [_actor_out(actor) for actor in incident.cast],
        "objects": [_anchor_out(anchor) for anchor in incident.objects],
        "instruments": [_anchor_out(anchor) for anchor in incident.instruments],
        "place": place and [place.name, place.within, place.country, place.latitude, place.longitude],
        "date": date and [date.start, date.end, date.text, date.granularity],
        "killed": incident.killed,
        "injured": incident.injured,
        "was": list(map(_claim_out, incident.was)),
        "beside": list(map(_claim_out, incident.beside)),
        "own": incident.own,
        **_verdict_out(incident),
    }


def _incident_in(value: dict[str, Any]) -> KnownIncident:
    place, date = value["place"], value["date"]
    return KnownIncident(
        value["key"],
        value["type"],
        value["status"],
        _anchors_in(value["evidence"]),
        tuple(value["modes"]),
        tuple(value["agents"]),
        tuple(value["targets"]),
        tuple(value["sources"]),
        tuple(map(_actor_in, value["cast"])),
        _anchors_in(value["objects"]),
        _anchors_in(value["instruments"]),
        place and Place(place[0], tuple(place[1]), *place[2:]),
        date and When(*date),
        value["killed"],
        value["injured"],
        tuple(map(_claim_in, value["was"])),
        tuple(map(_claim_in, value["beside"])),
        tuple(value["own"]),
        **_verdict_in(value),
    )


def _verdict_out(one: KnownActor | KnownIncident) -> dict[str, Any]:
    return {"verdict": one.verdict, "corrected": one.corrected, "made": one.made}


def _verdict_in(value: dict[str, Any]) -> dict[str, Any]:
    return {name: value[name] for name in ("verdict", "corrected", "made")}
