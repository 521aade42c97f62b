"""What the reader's decisions and the machine's findings make together."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal, TypedDict

from store.model import Actor, EventType, Extraction, Incident, Place, Span, Status, TextSpan, When
from store.review.claims import Known

State = Literal["unreviewed", "accepted", "corrected", "rejected"]
"""What the reader said of a finding; everything but ``unreviewed`` counts as reviewed. A finding that the reader made,
or corrected and then accepted, is ``corrected``."""


class Slots(TypedDict, total=False):
    """Slots of an incident to set; those left out stay as they are.

    ``agents``, ``targets`` and ``sources`` hold ids of ``Findings.effective``'s actors; ``objects`` and
    ``instruments`` spans of the article's text.
    """

    type: EventType
    status: Status
    modes: tuple[str, ...]
    agents: tuple[str, ...]
    targets: tuple[str, ...]
    sources: tuple[str, ...]
    objects: tuple[TextSpan | Span, ...]
    instruments: tuple[TextSpan | Span, ...]
    place: Place | None
    date: When | None
    killed: int | None
    injured: int | None


@dataclass(frozen=True, slots=True)
class Findings:
    """An article's findings as the reader should see them.

    Ids are stable keys: ``a120`` is the actor first named at character 120, ``i345`` the incident first stated at
    character 345 (``-2`` follows where two would be alike). A finding the reader has touched keeps its id, whatever is
    done to it and whatever a new extraction says; one that nobody touched keeps it as long as its first mention or
    trigger stands where it stood.

    Attributes:
        machine: The extraction as the machine made it, with the machine's own ids.
        effective: What holds: the machine's findings with every correction made, without those rejected.
        rejected_actors: The actors rejected, as they were, to be shown dimmed and restored.
        rejected_incidents: The incidents rejected.
        states: For every id of ``effective`` and of those rejected, what the reader said of it.
        made: Ids of findings that the reader made, which no machine found.
        ruled: For actors renamed or merged by a rule for the whole library, the rule's number.
        behind: For every id, the machine's own ids of the findings it stands for.
        known: What the reader's decisions come to, by id; findings that nobody touched are not in it.
        cast: For every incident in ``known``, by its actors' keys, the ids of the actors they are now, rejected ones
            among them; None where the article has no such actor any more.
    """

    machine: Extraction
    effective: Extraction
    rejected_actors: tuple[Actor, ...] = ()
    rejected_incidents: tuple[Incident, ...] = ()
    states: Mapping[str, State] = field(default_factory=dict)
    made: frozenset[str] = frozenset()
    ruled: Mapping[str, int] = field(default_factory=dict)
    behind: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    known: Known = field(default_factory=Known)
    cast: Mapping[str, Mapping[str, str | None]] = field(default_factory=dict)

    @property
    def unreviewed(self) -> tuple[str, ...]:
        """Ids of the findings not reviewed yet, in the order in which the text first speaks of them."""
        findings: list[Actor | Incident] = [*self.effective.actors, *self.effective.incidents]
        waiting = [finding for finding in findings if self.states[finding.id] == "unreviewed"]
        return tuple(finding.id for finding in sorted(waiting, key=first_span))

    def same(self, other: Findings, id: str) -> str | None:
        """The id here of a finding of other findings of the same article (before an undo, of an older extraction).

        Returns:
            None where there is no such finding any more.
        """
        if id in self.states:
            return id
        spans = spans_of(other, id)
        shared = {mine: len(spans & spans_of(self, mine)) for mine in self.states if mine[0] == id[0]}
        best = max(shared, key=lambda mine: shared[mine], default=None)
        return best if best is not None and shared[best] else None

    def finding(self, id: str) -> Actor | Incident | None:
        """The actor or incident with an id, a rejected one too."""
        everything: list[Actor | Incident] = [*self.effective.actors, *self.effective.incidents]
        everything += [*self.rejected_actors, *self.rejected_incidents]
        return next((finding for finding in everything if finding.id == id), None)


def sentence_at(sentences: Sequence[Span], at: int) -> int:
    """The number of the sentence in which a character stands, or after which it does; 0 before the first."""
    return max(0, bisect_right(sentences, at, key=lambda sentence: sentence[0]) - 1)


def first_span(finding: Actor | Incident) -> Span:
    """Where the text first speaks of a finding; one that it does not speak of comes after all others."""
    return min(_spans(finding), default=(1 << 60, 1 << 60))


def spans_of(findings: Findings, id: str) -> frozenset[Span]:
    """An actor's mentions or an incident's triggers; empty where there is no such finding."""
    finding = findings.finding(id)
    return frozenset() if finding is None else frozenset(_spans(finding))


def _spans(finding: Actor | Incident) -> list[Span]:
    if isinstance(finding, Actor):
        return [(mention.start, mention.end) for mention in finding.mentions]
    return [evidence.trigger for evidence in finding.evidence]
