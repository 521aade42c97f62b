"""From one event word to one draft incident: who, to whom, where, when, with what, on whose word, and why we say so."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from store.extraction import arguments, counts, dates, places, quotations, status, things
from store.extraction.actor_table import ActorTable, Hit
from store.extraction.arguments import Argument
from store.extraction.coreference import Cluster
from store.extraction.tree import Tree
from store.extraction.triggers import Trigger
from store.model import Reason, Span, Status, TextSpan, When

_KILLING = frozenset("kill murder assassinate die execute behead".split())
_PLACE_PREPOSITIONS = frozenset(
    "in at near from across throughout inside into outside around within toward towards over along off on to of between".split()
)
_STRUCK_PREPOSITIONS = frozenset("on against at".split())
_PLACE_LABELS = frozenset({"GPE", "LOC", "FAC"})
_NOT_A_TARGET = frozenset({"HAZARD"})
_MEDIA_REPORTS = frozenset({"media"})


@dataclass(slots=True)
class Draft:
    """What one event word says; actors are indices into the clusters of the article.

    ``weighed`` holds, for each actor that was weighed for the event word, the probability of each role.
    """

    trigger: Trigger
    lemma: str
    status: Status
    modes: list[str]
    agents: list[int] = field(default_factory=list)
    targets: list[int] = field(default_factory=list)
    sources: list[int] = field(default_factory=list)
    objects: list[TextSpan] = field(default_factory=list)
    instruments: list[TextSpan] = field(default_factory=list)
    places: list[str] = field(default_factory=list)
    when: When | None = None
    killed: int | None = None
    injured: int | None = None
    reasons: list[Reason] = field(default_factory=list)
    pointed: dict[int, list[Argument]] = field(default_factory=dict)
    said_by: list[int] = field(default_factory=list)
    own_place: bool = False
    sites: dict[str, float] = field(default_factory=dict)
    """Places that may be the event's, with the probability that the linear model gives each."""
    days: list[tuple[float, When]] = field(default_factory=list)
    """Days that may be the event's, each with its probability."""
    score: float = 0.5
    weighed: dict[int, dict[str, float]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class PlaceName:
    """A place in a sentence: its tokens, the head, the words shown, whether it stands where a place stands."""

    first: int
    after: int
    head: int
    name: str
    stands: bool


class Drafter:
    """Fills the slots of event words in one article."""

    def __init__(self, tree: Tree, table: ActorTable, clusters: list[Cluster], published: date | None) -> None:
        self.tree = tree
        self.published = published
        self.clusters = clusters
        self.actor_at = {m.head: i for i, k in enumerate(clusters) for m in reversed(k.members)}
        self.state_of = {k.country: i for i, k in enumerate(clusters) if k.kind == "state" and k.country}
        self.places = _places_by_sentence(tree, table.find(tree.spoken))
        self.dates: dict[int, list[tuple[Span, When]]] = {}
        self.speech = quotations.find(tree)
        self.casualties: dict[int, counts.Casualties] = {}

    def draft(self, trigger: Trigger) -> Draft:
        """The draft incident of one event word."""
        stance = status.of(self.tree, trigger, self.speech)
        draft = Draft(trigger, self.tree.lemmas[trigger.token], stance.status, list(trigger.modes), score=trigger.score)
        self._reason(draft, "type", trigger.type, trigger.rule, [trigger.token], trigger.score)
        self._reason(draft, "status", stance.status, stance.cue, stance.cues or [trigger.token])
        for mode in trigger.modes:
            self._reason(draft, "modes", mode, trigger.rule, [trigger.token])
        self._fill_roles(draft)
        self._fill_sources(draft, stance)
        self._fill_place(draft)
        self._fill_date(draft)
        self._fill_instruments(draft)
        self._fill_casualties(draft)
        return draft

    def _reason(
        self, draft: Draft, slot: str, value: str, rule: str, tokens: Iterable[int], confidence: float | None = None
    ) -> None:
        spans = tuple(self.tree.span(t, t + 1) for t in tokens)
        draft.reasons.append(Reason(slot, value, rule, draft.trigger.sentence, spans, confidence))

    # --- who and to whom

    def _fill_roles(self, draft: Draft) -> None:
        taken: set[int] = set()
        for argument in arguments.of(self.tree, draft.trigger):
            actor = self.actor_at.get(argument.token)
            if actor is None:
                self._fill_thing(draft, argument)
                continue
            if self._owner_of_actor(argument) or self._reports_deed(argument, actor):
                continue
            draft.pointed.setdefault(actor, []).append(argument)
            if actor in taken:
                continue
            if argument.role == "target" and draft.trigger.type in _NOT_A_TARGET and argument.confidence < 0.6:
                continue
            taken.add(actor)
            slot = draft.agents if argument.role == "agent" else draft.targets
            slot.append(actor)
            self._reason(draft, argument.role + "s", str(actor), argument.rule, [argument.token], argument.confidence)

    def _owner_of_actor(self, argument: Argument) -> bool:
        """Whose soldiers were struck is told by the soldiers; owners count only where a thing was."""
        if argument.rule != arguments.OWNER:
            return False
        owned = self.tree.heads[argument.token]
        if self.tree.deps[owned] == "prep":
            owned = self.tree.heads[owned]
        return owned in self.actor_at

    def _reports_deed(self, argument: Argument, actor: int) -> bool:
        """A medium that "takes credit" for an attack speaks for those who did it."""
        return argument.rule == arguments.CREDIT and self.clusters[actor].kind == "media"

    def _fill_thing(self, draft: Draft, argument: Argument) -> None:
        if argument.role == "agent":
            return
        struck = things.thing(self.tree, draft.trigger, argument.token)
        if struck is not None and argument.rule != arguments.OWNER:
            if struck not in draft.objects:
                draft.objects.append(struck)
                self._reason(draft, "objects", struck.text, argument.rule, [argument.token], argument.confidence)
            return
        if argument.rule != arguments.OWNER:
            self._fill_struck_place(draft, argument)

    def _fill_struck_place(self, draft: Draft, argument: Argument) -> None:
        """ "targeting Tel Aviv": the name is the place, and the state it belongs to the target if the text names it."""
        for place in self.places[draft.trigger.sentence]:
            if place.first <= argument.token < place.after:
                if place.name not in draft.places:
                    draft.places.insert(0, place.name)
                    draft.own_place = True
                    self._reason(draft, "place", place.name, "the place struck", range(place.first, place.after))
                record = places.resolve(place.name, set(self.state_of))
                owner = self.state_of.get(record.country) if record and record.country else None
                if owner is not None and draft.trigger.type == "ASSAULT" and owner not in draft.agents + draft.targets:
                    draft.targets.append(owner)
                    self._reason(draft, "targets", str(owner), "state of the place struck", [argument.token], 0.6)

    def _fill_sources(self, draft: Draft, stance: status.Stance) -> None:
        for token in stance.sources:
            actor = self.actor_at.get(token)
            if actor is not None and actor not in draft.sources:
                draft.sources.append(actor)
                self._reason(draft, "sources", str(actor), "says so", [token])
        draft.said_by = list(draft.sources)
        kinds = {self.clusters[s].kind for s in draft.sources}
        if (
            draft.status == "claimed"
            and kinds
            and kinds <= _MEDIA_REPORTS
            and not stance.hearsay
            and not self._claims(stance)
        ):
            draft.status = "reported"
            draft.reasons = [r for r in draft.reasons if r.slot != "status"]
            self._reason(draft, "status", "reported", "told by a medium alone", stance.cues or [draft.trigger.token])

    def _claims(self, stance: status.Stance) -> bool:
        return any(self.tree.lemmas[t] in ("claim", "allege", "assert") for t in stance.cues)

    # --- where and when

    def _fill_place(self, draft: Draft) -> None:
        here = [p for p in self.places[draft.trigger.sentence] if p.stands]
        scope = set(self.tree.subtree(draft.trigger.token))
        near = [p for p in here if p.head in scope]
        draft.own_place |= bool(near)
        for place in near or here:
            if place.name not in draft.places:
                draft.places.append(place.name)
                self._reason(
                    draft,
                    "place",
                    place.name,
                    "named with the event" if near else "named in the sentence",
                    range(place.first, place.after),
                )

    def _fill_date(self, draft: Draft) -> None:
        mentions = self.dates_in(draft.trigger.sentence)
        if not mentions:
            return
        scope = self.tree.subtree(draft.trigger.token)
        low, high = self.tree.starts[scope[0]], self.tree.ends[scope[-1]]
        inside = [m for m in mentions if low <= m[0][0] < high]
        span, when = min(inside or mentions, key=lambda m: abs(m[0][0] - draft.trigger.start))
        draft.when = when
        tokens = range(self.tree.at(span[0]), self.tree.at(span[1] - 1) + 1)
        self._reason(draft, "date", when.text, "dated with the event" if inside else "dated in the sentence", tokens)

    def dates_in(self, sentence: int) -> list[tuple[Span, When]]:
        if sentence not in self.dates:
            start, end = self.tree.sentences[sentence]
            found = dates.find(self.tree.spoken[start:end], self.published)
            self.dates[sentence] = [((start + m.start, start + m.end), m.when) for m in found if m.when]
        return self.dates[sentence]

    # --- with what and how many

    def _fill_instruments(self, draft: Draft) -> None:
        for shown, mode, token in things.instruments(self.tree, draft.trigger):
            if any(o.start == shown.start for o in draft.objects):
                continue
            draft.instruments.append(shown)
            self._reason(draft, "instruments", shown.text, "named as the means", [token])
            if draft.trigger.type == "ASSAULT" and mode not in draft.modes and mode != "aerial":
                draft.modes.append(mode)
                self._reason(draft, "modes", mode, "told by the means", [token])

    def _fill_casualties(self, draft: Draft) -> None:
        if draft.trigger.type not in ("ASSAULT", "HAZARD"):
            return
        sentence = draft.trigger.sentence
        if sentence not in self.casualties:
            start, end = self.tree.sentences[sentence]
            self.casualties[sentence] = counts.casualties(self.tree.spoken[start:end])
        said = self.casualties[sentence]
        draft.killed, draft.injured = said.killed, said.injured
        first = self.tree.sentences[sentence][0]
        spans = iter(said.spans)
        for slot, value in (("killed", said.killed), ("injured", said.injured)):
            if value is not None:
                start, end = next(spans)
                tokens = range(self.tree.at(first + start), self.tree.at(first + end - 1) + 1)
                self._reason(draft, slot, str(value), "count in the sentence", tokens)
        self._count_single_victim(draft)

    def _count_single_victim(self, draft: Draft) -> None:
        """One named or unnumbered single victim of a killing is 1."""
        slot = "killed" if draft.lemma in _KILLING else "injured" if draft.lemma in ("wound", "injure") else None
        if slot is None or getattr(draft, slot) is not None or draft.status not in ("reported", "claimed"):
            return
        people = [t for t in draft.targets if self.clusters[t].kind == "person"]
        if people and len(people) == len(draft.targets):
            setattr(draft, slot, len(people))
            self._reason(draft, slot, str(len(people)), "named victims", [draft.trigger.token])


def _places_by_sentence(tree: Tree, hits: list[Hit]) -> list[list[PlaceName]]:
    found: list[list[PlaceName]] = [[] for _ in tree.sentences]
    spans = [(first, after) for first, after, label in tree.entities if label in _PLACE_LABELS]
    covered = {t for first, after in spans for t in range(first, after)}
    for hit in hits:
        if hit.entry.kind == "state" and hit.how in ("name", "alias", "acronym", "capital"):
            first, after = tree.at(hit.start), tree.at(hit.end - 1) + 1
            if not covered & set(range(first, after)):
                spans.append((first, after))
    for first, after in sorted(spans):
        while first < after - 1 and tree.lower[first] in ("the", "'s", "’s"):
            first += 1
        while after > first + 1 and (tree.lower[after - 1] in ("'s", "’s", "'", "’") or tree.pos[after - 1] == "SPACE"):
            after -= 1
        head = tree.head_of(first, after)
        name = PlaceName(first, after, head, tree.slice(first, after), _stands(tree, head))
        found[tree.sentence_of[first]].append(name)
    return found


def _stands(tree: Tree, head: int) -> bool:
    """Whether a name stands where a place stands: after a place preposition, or beside another place."""
    dep, parent = tree.deps[head], tree.heads[head]
    if dep == "pobj":
        return tree.lower[parent] in _PLACE_PREPOSITIONS
    if dep in ("appos", "conj") and parent != head:
        return _stands(tree, parent)
    return dep in ("npadvmod", "nmod") and tree.pos[head] == "PROPN"
