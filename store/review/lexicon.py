"""The reader's own lexicon: rules that rename and merge actors in every article, before anything else is decided."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from store.model import Actor, Extraction, Incident, Kind
from store.text import fold


@dataclass(frozen=True, slots=True)
class Rule:
    """Actors the machine calls by one of ``names`` (folded alike) or by ``name`` are one actor, called ``name``.

    ``kind`` and ``country`` are set where not None; ``made`` is ISO 8601 in UTC.
    """

    id: int
    names: tuple[str, ...]
    name: str
    kind: Kind | None
    country: str | None
    made: str


@dataclass(frozen=True, slots=True)
class Ruled:
    """An extraction with the reader's rules applied.

    Attributes:
        extraction: The outcome, with the machine's ids.
        rules: For the id of each actor that a rule touched, the rule's number.
        gone: For the id of each actor that a rule made one with another, that other's id.
    """

    extraction: Extraction
    rules: Mapping[str, int] = field(default_factory=dict)
    gone: Mapping[str, str] = field(default_factory=dict)


def apply_rules(extraction: Extraction, rules: Sequence[Rule]) -> Ruled:
    """Apply every rule, the oldest first.

    Actors that a rule makes one keep the id of the first of them, and the mentions and roles of all.
    """
    touched: dict[str, int] = {}
    gone: dict[str, str] = {}
    for rule in rules:
        names = {fold(name) for name in (*rule.names, rule.name)}
        group = [actor for actor in extraction.actors if fold(actor.name) in names]
        if group and (len(group) > 1 or _changed(group[0], rule) != group[0]):
            extraction = _merged(extraction, group, rule)
            touched[group[0].id] = rule.id
            merged = {actor.id: group[0].id for actor in group[1:]}
            gone = {id: merged.get(into, into) for id, into in gone.items()} | merged
    return Ruled(extraction, {id: rule for id, rule in touched.items() if id not in gone}, gone)


def _changed(actor: Actor, rule: Rule) -> Actor:
    return replace(actor, name=rule.name, kind=rule.kind or actor.kind, country=rule.country or actor.country)


def _merged(extraction: Extraction, group: Sequence[Actor], rule: Rule) -> Extraction:
    first = group[0]
    mentions = {(mention.start, mention.end): mention for actor in group for mention in actor.mentions}
    one = replace(_changed(first, rule), mentions=tuple(mentions[span] for span in sorted(mentions)))
    gone = {actor.id: first.id for actor in group[1:]}
    return replace(
        extraction,
        actors=tuple(one if actor is first else actor for actor in extraction.actors if actor.id not in gone),
        incidents=tuple(_renumbered(incident, gone) for incident in extraction.incidents),
    )


def _renumbered(incident: Incident, gone: Mapping[str, str]) -> Incident:
    if not gone.keys() & {*incident.agents, *incident.targets, *incident.sources}:
        return incident
    return replace(
        incident,
        agents=_each_once(incident.agents, gone),
        targets=_each_once(incident.targets, gone),
        sources=_each_once(incident.sources, gone),
        reasons=tuple(
            replace(reason, value=gone.get(reason.value, reason.value))
            if reason.slot in ("agents", "targets", "sources")
            else reason
            for reason in incident.reasons
        ),
    )


def _each_once(ids: Iterable[str], gone: Mapping[str, str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(gone.get(id, id) for id in ids))
