"""Accepting, rejecting and restoring findings: each function gives the patch that one decision is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from store.model import Actor, DatelineError
from store.review.claims import KnownActor, KnownIncident, Patch, Verdict
from store.review.known import actor_of, incident_of
from store.review.model import Findings


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


def _is_actor(findings: Findings, id: str) -> bool:
    finding = findings.finding(id)
    if finding is None:
        raise DatelineError(f"there is no finding {id} in this article any more: choose one of the list")
    return isinstance(finding, Actor)
