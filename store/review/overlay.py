"""The reader's decisions over the machine's findings: what should be seen of an article."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import chain

from store.anchors import Anchor, find
from store.model import Actor, Evidence, Extraction, Incident, Mention, Reason, Span, TextSpan
from store.review.claims import Claim, Known, KnownActor, KnownIncident
from store.review.lexicon import Ruled
from store.review.matching import (
    HeldActor,
    HeldClaim,
    HeldIncident,
    called,
    match_actors,
    match_incidents,
    telling,
)
from store.review.model import Findings, State, first_span, sentence_at
from store.text import clean_line, fold

ACTOR_SLOTS = ("agents", "targets", "sources")
SLOTS = (
    *("type", "status", "modes", *ACTOR_SLOTS, "objects", "instruments"),
    *("place", "date", "killed", "injured"),
)
"""Every slot that a reader can set."""
BY_READER = "set by you"
"""The rule named in the reason of a slot that the reader set."""


def overlay(machine: Extraction, text: str, known: Known, ruled: Ruled) -> Findings:
    """An article's findings with the reader's decisions made.

    What the reader accepted or corrected stands as the reader left it, wherever the machine finds the same claim and
    where it no longer does; an actor so known takes in the mentions that the machine finds beyond those. What was
    rejected is left out, but takes no other away that the machine joins with it. The rest is the machine's.

    Args:
        machine: The machine's extraction.
        text: The article's text, in which the extraction's offsets count.
        known: What the reader's decisions on this article come to.
        ruled: The extraction with the rules for the whole library applied.
    """
    work = _Work(machine, ruled, text, known)
    work.actors()
    work.incidents()
    return work.findings()


@dataclass(slots=True)
class _Work:
    """One article on its way from what the machine found to what should be seen."""

    machine: Extraction
    ruled: Ruled
    text: str
    known: Known
    taken: set[str] = field(default_factory=set)
    kept_actors: list[Actor] = field(default_factory=list)
    kept_incidents: list[Incident] = field(default_factory=list)
    states: dict[str, State] = field(default_factory=dict)
    behind: dict[str, tuple[str, ...]] = field(default_factory=dict)
    ids: dict[str, str] = field(default_factory=dict)
    """For the machine's ids of actors, ids among the findings; rejected ones included."""

    spans: dict[str, set[Span]] = field(default_factory=dict)
    """Where the text speaks of each actor among the findings."""

    held: dict[str, HeldActor] = field(default_factory=dict)
    """The reader's actors as they stand in the text now."""

    cast: dict[str, dict[str, str | None]] = field(default_factory=dict)
    """For each of the reader's incidents, whom its actors' keys mean among the findings."""

    def __post_init__(self) -> None:
        self.taken.update(self.known.actors, self.known.incidents)

    @property
    def found(self) -> Extraction:
        return self.ruled.extraction

    # actors

    def actors(self) -> None:
        held = self.held = {key: self._held_actor(actor) for key, actor in self.known.actors.items()}
        matches = match_actors(self.found.actors, list(held.values()), self.text) if held else {}
        claimed = {(m.start, m.end) for one in held.values() for m in one.mentions}
        named = {(m.start, m.end): key for key, one in held.items() for m in one.mentions if m.form == "name"}
        behind: dict[str, list[Actor]] = {}
        for actor in self.found.actors:
            if actor.id in matches:
                behind.setdefault(matches[actor.id], []).append(actor)
        for actor in self.found.actors:
            key = matches.get(actor.id)
            if key is None:
                self._keep_machines(actor, named)
            elif behind[key][0] is actor:
                self._keep_readers(held[key], behind[key], claimed)
        for key, one in held.items():
            if key not in behind:
                self._keep_readers(one, [], claimed)

    def _held_actor(self, actor: KnownActor) -> HeldActor:
        places = [(place, form) for anchor, form in actor.mentions if (place := self._place(anchor))]
        mentions = tuple(Mention(*place, self._sentence(place[0]), form) for place, form in places)
        return HeldActor(actor, mentions, self._places(actor.removed), self._places(actor.beside))

    def _keep_machines(self, actor: Actor, named: Mapping[Span, str]) -> None:
        """Keep an actor nobody touched, less the names that the reader gave to another; with no other it is that one."""
        mentions = tuple(m for m in actor.mentions if not (m.form == "name" and (m.start, m.end) in named))
        if actor.mentions and not mentions:
            self.ids[actor.id] = named[actor.mentions[0].start, actor.mentions[0].end]
            return
        id = self._fresh(_key("a", actor))
        self.ids[actor.id] = id
        self._keep(replace(actor, id=id, mentions=mentions), "unreviewed", (actor.id,))

    def _keep_readers(self, held: HeldActor, behind: Sequence[Actor], claimed: set[Span]) -> None:
        known = held.known
        extra = {
            (m.start, m.end): m
            for actor in behind
            for m in actor.mentions
            if (m.start, m.end) not in claimed | held.removed | held.beside
        }
        others = self._others_joined(held, extra.values()) if known.verdict == "rejected" else {}
        for mention in chain.from_iterable(others.values()):
            del extra[mention.start, mention.end]
        all_of_it = sorted((*held.mentions, *extra.values()), key=lambda m: (m.start, m.end))
        self.ids.update(dict.fromkeys((actor.id for actor in behind), known.key))
        actor = Actor(known.key, known.name, known.kind, known.country, tuple(all_of_it))
        self._keep(actor, state_of(known), tuple(actor.id for actor in behind))
        for mentions in others.values():
            self._keep_apart(behind[0], mentions)

    def _others_joined(self, held: HeldActor, mentions: Iterable[Mention]) -> dict[str, list[Mention]]:
        """The names among some mentions that are none of an actor's, by what they say; not those the reader judged."""
        own = held.called(self.text)
        judged = frozenset().union(*(one.removed for one in self.held.values()))
        others: dict[str, list[Mention]] = {}
        for mention in mentions:
            name = fold(self.text[mention.start : mention.end])
            if mention.form == "name" and name not in own and (mention.start, mention.end) not in judged:
                others.setdefault(name, []).append(mention)
        return others

    def _keep_apart(self, joined: Actor, mentions: Sequence[Mention]) -> None:
        """Keep as an actor of its own what the machine joined with one that the reader rejected."""
        name = clean_line(self.text[mentions[0].start : mentions[0].end])
        actor = Actor("", name, joined.kind, None, tuple(sorted(mentions, key=lambda one: one.start)))
        self._keep(replace(actor, id=self._fresh(_key("a", actor))), "unreviewed", ())

    # incidents

    def incidents(self) -> None:
        matches = self._matches() if self.known.incidents else {}
        behind: dict[str, list[Incident]] = {}
        for incident in self.found.incidents:
            if incident.id in matches:
                behind.setdefault(matches[incident.id], []).append(incident)
        for incident in self.found.incidents:
            key = matches.get(incident.id)
            if key is None:
                id = self._fresh(_key("i", incident))
                self._keep(replace(self._in_our_ids(incident), id=id), "unreviewed", (incident.id,))
            elif behind[key][0] is incident:
                self._keep_incident(self.known.incidents[key], behind[key])
        for key, known in self.known.incidents.items():
            if key not in behind:
                self._keep_incident(known, [])

    def _matches(self) -> dict[str, str]:
        held = [self._held_incident(incident) for incident in self.known.incidents.values()]
        names = {actor.id: called(actor, self.text) for actor in self.found.actors}
        return match_incidents(self.found.incidents, held, names)

    def _held_incident(self, incident: KnownIncident) -> HeldIncident:
        now = claim_now(incident)
        return HeldIncident(
            incident.key,
            tuple(map(self._held_claim, incident.was)),
            self._held_claim(now),
            tuple(map(self._held_claim, incident.beside)),
        )

    def _held_claim(self, claim: Claim) -> HeldClaim:
        return HeldClaim(claim.type, self._places(claim.triggers), frozenset(claim.names), frozenset(claim.details))

    def _keep_incident(self, known: KnownIncident, behind: Sequence[Incident]) -> None:
        cast = {member.key: self._who(member) for member in known.cast}
        if known.verdict != "rejected":
            cast |= {member.key: self._revived(member) for member in known.cast if cast[member.key] is None}
        self.cast[known.key] = cast
        triggers = [place for anchor in known.evidence if (place := self._place(anchor))]
        incident = Incident(
            id=known.key,
            type=known.type,
            status=known.status,
            evidence=tuple(Evidence(self._sentence(place[0]), place) for place in triggers),
            modes=known.modes,
            agents=self._filled(cast, known.agents),
            targets=self._filled(cast, known.targets),
            objects=self._words(known.objects),
            place=known.place,
            date=known.date,
            instruments=self._words(known.instruments),
            killed=known.killed,
            injured=known.injured,
            sources=self._filled(cast, known.sources),
        )
        reasons = self._reasons(known, incident, behind)
        self._keep(replace(incident, reasons=reasons), state_of(known), tuple(one.id for one in behind))

    def _who(self, member: KnownActor) -> str | None:
        """The id of an actor that the reader saw in an incident; None where it is gone.

        It goes by a name of its own, or has half of the names in the text that speak of it (a pronoun the two share
        says nothing). Of several, one called as it is comes first: the reader may since have parted what was merged.
        One that the reader took out of it is another, whatever it is called.
        """
        if member.key in self.known.actors:
            return member.key
        held = self._held_actor(member)
        spans = {(mention.start, mention.end) for mention in held.mentions}
        told = {(m.start, m.end) for m in held.mentions if m.form == "name"} or spans
        names = {fold(name) for name in member.names}

        def unlikeness(actor: Actor) -> tuple[bool, int, bool, bool, str]:
            shared = len(spans & self.spans[actor.id])
            called_so = bool(shared) and fold(actor.name) == fold(member.name)
            return (
                not called_so,
                -shared,
                not names & self._names(actor),
                self.states[actor.id] == "rejected",
                actor.id,
            )

        for actor in sorted(self.kept_actors, key=unlikeness):
            if actor.id in self.held and self.held[actor.id].parted_from(told):
                continue
            shared = len(told & self.spans[actor.id])
            if names & self._names(actor) or (shared and 2 * shared >= max(len(told), len(telling(actor)))):
                return actor.id
        return None

    def _names(self, actor: Actor) -> set[str]:
        known = self.known.actors.get(actor.id)
        return {fold(name) for name in (actor.name, *(known.names if known else ()))}

    def _revived(self, member: KnownActor) -> str:
        """Keep an actor that no machine finds any more for the sake of an incident the reader stands by."""
        held = self._held_actor(member)
        id = self._fresh(member.key)
        self._keep(Actor(id, member.name, member.kind, member.country, held.mentions), "unreviewed", ())
        return id

    def _filled(self, cast: Mapping[str, str | None], keys: Iterable[str]) -> tuple[str, ...]:
        return self._present(id for key in keys if (id := cast[key]) is not None)

    def _present(self, ids: Iterable[str]) -> tuple[str, ...]:
        """Actors of a slot, each once, without those rejected."""
        return tuple(dict.fromkeys(id for id in ids if self.states[id] != "rejected"))

    def _in_our_ids(self, incident: Incident) -> Incident:
        return replace(
            incident,
            agents=self._present(self.ids[id] for id in incident.agents),
            targets=self._present(self.ids[id] for id in incident.targets),
            sources=self._present(self.ids[id] for id in incident.sources),
            reasons=self._reasons_in_our_ids(incident.reasons),
        )

    def _reasons_in_our_ids(self, reasons: Iterable[Reason]) -> tuple[Reason, ...]:
        mapped = []
        for reason in reasons:
            id = self.ids.get(reason.value) if reason.slot in ACTOR_SLOTS else None
            if id is None or self.states[id] != "rejected":
                mapped.append(reason if id is None else replace(reason, value=id))
        return tuple(mapped)

    def _reasons(self, known: KnownIncident, incident: Incident, behind: Sequence[Incident]) -> tuple[Reason, ...]:
        """The reader's word for the slots the reader set, the machine's reasons for what it said of the others."""
        sentence = incident.evidence[0].sentence if incident.evidence else 0
        own = [Reason(slot, value, BY_READER, sentence) for slot in known.own for value in shown(incident, slot)]
        machine = []
        for one in map(self._in_our_ids, behind):
            agreed = {slot for slot in SLOTS if slot not in known.own and shown(one, slot) == shown(incident, slot)}
            machine += [why for why in one.reasons if why.slot in agreed or why.value in shown(incident, why.slot)]
        return (*own, *(why for why in machine if why.slot not in known.own))

    # what both need

    def _keep(self, finding: Actor | Incident, state: State, behind: tuple[str, ...]) -> None:
        if isinstance(finding, Actor):
            self.kept_actors.append(finding)
            self.spans[finding.id] = {(mention.start, mention.end) for mention in finding.mentions}
        else:
            self.kept_incidents.append(finding)
        self.states[finding.id] = state
        self.behind[finding.id] = behind + tuple(id for id, into in self.ruled.gone.items() if into in behind)

    def _fresh(self, key: str) -> str:
        number, id = 1, key
        while id in self.taken:
            number += 1
            id = f"{key}-{number}"
        self.taken.add(id)
        return id

    def _place(self, anchor: Anchor) -> Span | None:
        found = find(anchor, self.text)
        return None if found is None else (found.start, found.end)

    def _places(self, anchors: Iterable[Anchor]) -> frozenset[Span]:
        return frozenset(place for anchor in anchors if (place := self._place(anchor)))

    def _sentence(self, at: int) -> int:
        return sentence_at(self.machine.sentences, at)

    def _words(self, anchors: Iterable[Anchor]) -> tuple[TextSpan, ...]:
        places = [place for anchor in anchors if (place := self._place(anchor))]
        return tuple(TextSpan(self.text[start:end], start, end) for start, end in places)

    def findings(self) -> Findings:
        rejected = {id for id, state in self.states.items() if state == "rejected"}
        effective = replace(
            self.machine,
            actors=tuple(actor for actor in self.kept_actors if actor.id not in rejected),
            incidents=tuple(incident for incident in self.kept_incidents if incident.id not in rejected),
        )
        everyone: list[KnownActor | KnownIncident] = [*self.known.actors.values(), *self.known.incidents.values()]
        return Findings(
            machine=self.machine,
            effective=effective,
            rejected_actors=tuple(actor for actor in self.kept_actors if actor.id in rejected),
            rejected_incidents=tuple(incident for incident in self.kept_incidents if incident.id in rejected),
            states=self.states,
            made=frozenset(one.key for one in everyone if one.made),
            ruled={self.ids[id]: rule for id, rule in self.ruled.rules.items()},
            behind=self.behind,
            known=self.known,
            cast=self.cast,
        )


def state_of(known: KnownActor | KnownIncident) -> State:
    """What the reader said of a finding."""
    if known.verdict == "rejected":
        return "rejected"
    return "corrected" if known.corrected or known.made else known.verdict or "unreviewed"


def claim_now(incident: KnownIncident) -> Claim:
    """The claim that an incident of the reader's makes."""
    participants = {*incident.agents, *incident.targets}
    names = {fold(name) for actor in incident.cast if actor.key in participants for name in actor.names}
    names |= {
        fold(anchor.exact)
        for actor in incident.cast
        if actor.key in participants
        for anchor, form in actor.mentions
        if form != "pronoun"
    }
    return Claim(incident.type, incident.evidence, tuple(sorted(names)))


def shown(incident: Incident, slot: str) -> tuple[str, ...]:
    """What a slot holds, in the words that ``Reason.value`` uses."""
    value = getattr(incident, slot, None)
    if value is None:
        return ()
    if slot == "place":
        return (value.name,)
    if slot == "date":
        return (value.text,)
    if not isinstance(value, tuple):
        return (str(value),)
    return tuple(part.text if isinstance(part, TextSpan) else part for part in value)


def _key(letter: str, finding: Actor | Incident) -> str:
    if isinstance(finding, Actor):
        named = [mention.start for mention in finding.mentions if mention.form == "name"]
        return f"{letter}{min(named)}" if named else f"{letter}{_start(finding)}"
    return f"{letter}{_start(finding)}"


def _start(finding: Actor | Incident) -> int:
    start, _ = first_span(finding)
    return start if start < 1 << 60 else 0
