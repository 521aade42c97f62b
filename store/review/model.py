"""What the reader's decisions and the machine's findings make together."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal, TypedDict

from store.model import Actor, EventType, Extraction, Incident, Place, Span, Status, TextSpan, When

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
    """

    machine: Extraction
    effective: Extraction
    rejected_actors: tuple[Actor, ...] = ()
    rejected_incidents: tuple[Incident, ...] = ()
    states: Mapping[str, State] = field(default_factory=dict)
    made: frozenset[str] = frozenset()
    ruled: Mapping[str, int] = field(default_factory=dict)

    @property
    def unreviewed(self) -> tuple[str, ...]:
        """Ids of the findings not reviewed yet, in the order in which the text first speaks of them."""
        raise NotImplementedError

    def same(self, other: Findings, id: str) -> str | None:
        """The id here of a finding of other findings of the same article (before an undo, of an older extraction).

        Returns:
            None where there is no such finding any more.
        """
        raise NotImplementedError
