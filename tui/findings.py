"""Findings looked at from the reader's side: what a sentence supports, where a finding stands, what was said of it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from store.model import KINDS, Actor, Incident, Span
from store.review import Findings as Review
from store.review import State


@dataclass(frozen=True, slots=True)
class Finding:
    """An actor or an incident, by its id among the article's findings."""

    kind: Literal["actor", "incident"]
    id: str


@dataclass(frozen=True, slots=True)
class Mark:
    """A stretch of the text that wears a style; of two that overlap, the higher ``layer``, then the shorter, wins."""

    start: int
    end: int
    style: str
    layer: int


EVIDENCE_LAYER, CURSOR_LAYER, NOTE_LAYER, MENTION_LAYER, TRIGGER_LAYER = range(5)
CHOSEN_LAYER, MATCH_LAYER, HERE_LAYER, SELECTION_LAYER = range(5, 9)


class Findings:
    """Lookups in both directions between an article's findings and its sentences.

    Those rejected can be looked up by id, too, but no sentence speaks of them and no mark stands for them.
    """

    def __init__(self, review: Review) -> None:
        self.review = review
        self.extraction = review.effective
        self.actors: dict[str, Actor] = {actor.id: actor for actor in self.extraction.actors}
        self.incidents: dict[str, Incident] = {incident.id: incident for incident in self.extraction.incidents}
        self._supports: dict[int, list[Finding]] = defaultdict(list)
        for incident in self.extraction.incidents:
            for sentence in sorted({evidence.sentence for evidence in incident.evidence}):
                self._supports[sentence].append(Finding("incident", incident.id))
        for actor in self.extraction.actors:
            for sentence in sorted({mention.sentence for mention in actor.mentions}):
                self._supports[sentence].append(Finding("actor", actor.id))
        self.actors |= {actor.id: actor for actor in review.rejected_actors}
        self.incidents |= {incident.id: incident for incident in review.rejected_incidents}

    def state_of(self, finding: Finding) -> State:
        """What the reader said of a finding."""
        return self.review.states.get(finding.id, "unreviewed")

    def finding(self, id: str) -> Finding | None:
        """The finding with an id, rejected ones among them."""
        if id in self.actors:
            return Finding("actor", id)
        return Finding("incident", id) if id in self.incidents else None

    def same(self, finding: Finding | None, before: Findings) -> Finding | None:
        """A finding of the same article's findings ``before`` among those there are now."""
        if finding is None:
            return None
        id = finding.id if self.finding(finding.id) == finding else self.review.same(before.review, finding.id)
        return self.finding(id) if id is not None else None

    @property
    def counts(self) -> tuple[int, int]:
        """How many findings were reviewed, those rejected among them, and how many there are in all."""
        total = len(self.actors) + len(self.incidents)
        return total - len(self.review.unreviewed), total

    def unreviewed(self) -> list[Finding]:
        """The findings without a verdict, in the order of the text."""
        return [finding for id in self.review.unreviewed if (finding := self.finding(id)) is not None]

    def supported_by(self, sentence: int) -> Sequence[Finding]:
        """What a sentence speaks of: incidents first, then actors."""
        return self._supports.get(sentence, ())

    def sentences_of(self, finding: Finding) -> list[int]:
        """The sentences a finding rests on, in the text's order."""
        if finding.kind == "actor":
            actor = self.actors.get(finding.id)
            return sorted({mention.sentence for mention in actor.mentions}) if actor else []
        incident = self.incidents.get(finding.id)
        return sorted({evidence.sentence for evidence in incident.evidence}) if incident else []

    def spans_of(self, finding: Finding) -> list[Span]:
        """The words of a finding: an actor's mentions, an incident's triggers."""
        if finding.kind == "actor":
            actor = self.actors.get(finding.id)
            return [(mention.start, mention.end) for mention in actor.mentions] if actor else []
        incident = self.incidents.get(finding.id)
        return [evidence.trigger for evidence in incident.evidence] if incident else []

    def name_of(self, finding: Finding) -> str:
        """What to call a finding in one line."""
        if finding.kind == "actor":
            return self.actors[finding.id].name
        incident = self.incidents[finding.id]
        agents, targets = self.actor_names(incident.agents), self.actor_names(incident.targets)
        arrow = f" → {', '.join(targets)}" if targets else ""
        return f"{incident.type} {', '.join(agents)}{arrow}".strip()

    def actor_names(self, ids: Sequence[str]) -> list[str]:
        """Names of the actors with these ids; an id that is not there is left out."""
        return [self.actors[id].name for id in ids if id in self.actors]

    def actors_by_kind(self) -> list[tuple[str, list[Actor]]]:
        """Actors grouped by kind in the model's order, most mentioned first."""
        groups: list[tuple[str, list[Actor]]] = []
        for kind in KINDS:
            members = [actor for actor in self.extraction.actors if actor.kind == kind]
            if members:
                groups.append((kind, sorted(members, key=lambda actor: (-len(actor.mentions), actor.name.casefold()))))
        return groups

    def incidents_in_order(self) -> list[Incident]:
        """Incidents in the order in which the text first speaks of them; one without evidence comes last."""
        return sorted(
            self.extraction.incidents,
            key=lambda incident: min((evidence.trigger[0] for evidence in incident.evidence), default=1 << 60),
        )

    def marks(self) -> list[Mark]:
        """Every mention of an actor and every trigger of an incident."""
        found = [
            Mark(mention.start, mention.end, f"kind-{actor.kind}", MENTION_LAYER)
            for actor in self.extraction.actors
            for mention in actor.mentions
            if mention.form != "pronoun"
        ]
        found += [
            Mark(*evidence.trigger, f"trigger-{incident.status}", TRIGGER_LAYER)
            for incident in self.extraction.incidents
            for evidence in incident.evidence
        ]
        return found

    def marks_of(self, finding: Finding) -> list[Mark]:
        """The chosen finding's own marks: its words strongly, its sentences softly."""
        words = [Mark(*span, "chosen", CHOSEN_LAYER) for span in self.spans_of(finding)]
        spans = self.extraction.sentences
        sentences = [number for number in self.sentences_of(finding) if number < len(spans)]
        return words + [Mark(*spans[number], "evidence", EVIDENCE_LAYER) for number in sentences]
