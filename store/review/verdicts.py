"""Accepting, rejecting and restoring findings: each function gives the patch that one decision is."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace
from typing import Any

from store.model import Actor, DatelineError
from store.review.claims import KnownActor, KnownIncident, Patch, Verdict
from store.review.known import actor_of, cast_of, incident_of
from store.review.model import Findings
from store.review.overlay import ACTOR_SLOTS


def judge(findings: Findings, text: str, ids: Sequence[str], verdict: Verdict) -> Patch:
    """Accept or reject findings; those that have the verdict already are left as they are.

    Raises:
        DatelineError: There is no such finding.
    """
    actors: dict[str, KnownActor | None] = {}
    incidents: dict[str, KnownIncident | None] = {}
    for id in ids:
        if _is_actor(findings, id):
            actor = actor_of(findings, id, text)
            if actor.verdict != verdict:
                actors[id] = replace(actor, verdict=verdict)
        else:
            incident = incident_of(findings, id, text)
            if incident.verdict != verdict:
                incidents[id] = replace(incident, verdict=verdict)
    return Patch(actors, incidents)


def restore(findings: Findings, ids: Sequence[str]) -> Patch:
    """Take verdicts back; a finding that has none goes back to what the machine found.

    A finding that the reader made has nothing to go back to, and stays.

    Raises:
        DatelineError: There is no such finding.
    """
    actors: dict[str, KnownActor | None] = {}
    incidents: dict[str, KnownIncident | None] = {}
    for id in ids:
        if _is_actor(findings, id):
            actor = findings.known.actors.get(id)
            if actor is not None and not (actor.made and actor.verdict is None):
                actors[id] = replace(actor, verdict=None) if actor.verdict and (actor.corrected or actor.made) else None
        else:
            one = findings.known.incidents.get(id)
            if one is not None and not (one.made and one.verdict is None):
                incidents[id] = replace(one, verdict=None) if one.verdict and (one.corrected or one.made) else None
    return Patch(actors, incidents)


def recast(before: Findings, now: Findings, let_go: Collection[str], text: str) -> Patch:
    """Have incidents name the actors that they are seen with, once actors they named were let go.

    Of what was merged and is parted again an incident keeps the part it is seen with; no later extraction may put the
    other part in its place.

    Args:
        before: The findings before the actors were let go.
        now: The findings since.
        let_go: The ids of those actors.
        text: The article's text.
    """
    incidents: dict[str, KnownIncident | None] = {}
    for key, known in now.known.incidents.items():
        then, meant = before.cast.get(key, {}), now.cast[key]
        others = {member: id for member, id in meant.items() if then.get(member) in let_go and id is not None}
        if others:
            slots: dict[str, Any] = {
                slot: tuple(dict.fromkeys(others.get(member, member) for member in getattr(known, slot)))
                for slot in ACTOR_SLOTS
            }
            stay = {member.key: member for member in known.cast if member.key not in others}
            fresh = {member.key: member for member in cast_of(now, others.values(), text)}
            incidents[key] = replace(known, cast=tuple((stay | fresh).values()), **slots)
    return Patch({}, incidents)


def _is_actor(findings: Findings, id: str) -> bool:
    finding = findings.finding(id)
    if finding is None:
        raise DatelineError(f"there is no finding {id} in this article any more: choose one of the list")
    return isinstance(finding, Actor)
