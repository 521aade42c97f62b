"""One happening, one incident: drafts that tell of the same thing are merged, and vetoed where any slot conflicts."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache

from store.extraction import places, reasons
from store.extraction.drafts import Draft
from store.extraction.tree import Tree
from store.model import EventType, Evidence, Incident, Place, Status, TextSpan, When

_RANK: dict[Status, int] = {"reported": 0, "claimed": 1, "denied": 2, "planned": 3, "hypothetical": 4}
_RIVALS = 30
"""Happenings of its type, the last mentioned ones, among which a draft looks for its own."""
_REACH = 12
"""Sentences apart beyond which two mentions need more than a shared word to be one happening."""


@dataclass(slots=True)
class Happening:
    """Drafts held to be one incident, in text order, with the union of their slots."""

    type: EventType
    drafts: list[Draft] = field(default_factory=list)
    sites: list[tuple[str, float]] | None = None
    """Places in order of their probability, as weighed over all drafts; None where the rules alone decide."""
    likely: float = 0.0
    """The probability from which one of them counts."""
    day: When | None = None

    def all(self, slot: str) -> list[int]:
        """The union of an actor slot, in the order first said."""
        if len(self.drafts) == 1:
            return list(getattr(self.drafts[0], slot))
        return list(dict.fromkeys(a for d in self.drafts for a in getattr(d, slot)))

    @property
    def when(self) -> When | None:
        """The narrowest date any draft gives."""
        given = [d.when for d in self.drafts if d.when]
        return min(given, key=lambda w: (w.end is None, _days(w))) if given else None

    @property
    def places(self) -> list[str]:
        """Place names in the order first said."""
        return list(dict.fromkeys(p for d in self.drafts for p in d.places))


def merge(tree: Tree, drafts: list[Draft]) -> list[Happening]:
    """Drafts in text order to happenings: each joins the best one that fits and shares something, else starts its own."""
    happenings: list[Happening] = []
    for draft in drafts:
        best = max(happenings, key=lambda h: affinity(tree, h, draft), default=None)
        if best is not None and affinity(tree, best, draft) >= 1.0:
            best.drafts.append(draft)
        else:
            happenings.append(Happening(draft.trigger.type, [draft]))
    return happenings


def affinity(tree: Tree, happening: Happening, draft: Draft) -> float:
    """How much speaks for one happening; below 0 where something speaks against it."""
    if happening.type != draft.trigger.type:
        return -1.0
    same_sentence = any(d.trigger.sentence == draft.trigger.sentence for d in happening.drafts)
    if same_sentence and any(linked(tree, d, draft) for d in happening.drafts):
        return 3.0
    return -1.0 if conflict(happening, draft) else _support(tree, happening, draft, same_sentence)


def affinity_of(tree: Tree, one: Draft, other: Draft, joined: bool) -> float:
    """How much speaks for two drafts of one type between which nothing conflicts; ``joined`` says that they are linked."""
    same_sentence = one.trigger.sentence == other.trigger.sentence
    return 3.0 if joined else _support(tree, Happening(one.trigger.type, [one]), other, same_sentence)


def _support(tree: Tree, happening: Happening, draft: Draft, same_sentence: bool) -> float:
    last = happening.drafts[-1]
    shared = 0.0
    agents, targets = set(happening.all("agents")), set(happening.all("targets"))
    shared += 0.6 * bool(agents & set(draft.agents)) + 0.6 * bool(targets & set(draft.targets))
    shared += 0.4 * bool(agents & set(draft.targets) and targets & set(draft.agents))
    shared += 0.5 * any(d.lemma == draft.lemma for d in happening.drafts)
    shared += 0.5 * bool(set(happening.places) & set(draft.places))
    shared += 0.3 * bool(_means([draft]) & _means(happening.drafts))
    shared += 0.5 * bool(happening.when and draft.when and happening.when.start == draft.when.start)
    shared += 0.3 * bool(set(draft.modes) & {m for d in happening.drafts for m in d.modes})
    shared += 0.2 * same_sentence
    shared += 0.4 * definite(tree, draft)
    distance = draft.trigger.sentence - last.trigger.sentence
    shared += 0.5 * (distance == 1 and bool(set(last.places) & set(draft.places)))
    return shared - 0.03 * max(0, distance - 2) - (0.3 if distance > _REACH else 0.0)


def _means(drafts: list[Draft]) -> set[str]:
    return {i.text.lower().removesuffix("s") for d in drafts for i in d.instruments}


def definite(tree: Tree, draft: Draft) -> bool:
    return any(tree.lower[c] in ("the", "this", "that") for c in tree.children[draft.trigger.token])


def linked(tree: Tree, a: Draft, b: Draft) -> bool:
    """Two words of one clause that tell one thing: "killed three in an attack", "the attack that wounded five"."""
    one, other = sorted((a.trigger.token, b.trigger.token))
    for below, above in ((one, other), (other, one)):
        steps = 0
        here = below
        while tree.heads[here] != here and steps < 3:
            if tree.deps[here] in ("conj", "ccomp", "parataxis"):
                break
            here = tree.heads[here]
            steps += 1
            if here == above:
                return True
    return False


def told_apart(happening: Happening, draft: Draft) -> bool:
    """Whether day or place says that a draft is another happening."""
    when = happening.when
    if when and draft.when and not overlap(when, draft.when):
        return True
    return _apart(happening.places, draft.places)


def conflict(happening: Happening, draft: Draft) -> bool:
    """Whether any slot speaks against one happening."""
    if told_apart(happening, draft):
        return True
    modes = {m for d in happening.drafts for m in d.modes}
    if modes and draft.modes and not modes & set(draft.modes):
        return True
    for slot in ("agents", "targets"):
        said, new = set(happening.all(slot)), set(getattr(draft, slot))
        if said and new and not said & new:
            return True
    planned = {"planned", "hypothetical"}
    statuses = {d.status for d in happening.drafts}
    return bool((draft.status in planned) != bool(statuses & planned)) and happening.type != "THREATEN"


def _apart(said: Sequence[str], new: Sequence[str]) -> bool:
    """Whether two sets of place names cannot be one place: both precise, none shared, or different countries."""
    if not said or not new or set(said) & set(new):
        return False
    one = {c for n in said if (c := _country(n))}
    other = {c for n in new if (c := _country(n))}
    if one and other and not one & other:
        return True
    precise = [n for n in said if places.country_of(n) is None], [n for n in new if places.country_of(n) is None]
    return bool(precise[0] and precise[1])


@lru_cache(maxsize=8192)
def _country(name: str) -> str | None:
    state = places.country_of(name)
    if state:
        return state
    record = places.resolve(name)
    return record.country if record else None


def overlap(a: When, b: When) -> bool:
    return a.start <= (b.end or "9999") and b.start <= (a.end or "9999")


def _days(when: When) -> int:
    from datetime import date

    return (date.fromisoformat(when.end or when.start) - date.fromisoformat(when.start)).days


def incident(tree: Tree, happening: Happening, number: int, ids: dict[int, str], countries: set[str]) -> Incident:
    """The incident of a happening; ``ids`` gives the id of each cluster that became an actor."""
    drafts = happening.drafts

    def named(slot: str) -> tuple[str, ...]:
        return tuple(ids[a] for a in happening.all(slot) if a in ids)

    agents = named("agents")
    found = Incident(
        id=f"i{number}",
        type=happening.type,
        status=_status(drafts),
        evidence=tuple(Evidence(d.trigger.sentence, (d.trigger.start, d.trigger.end)) for d in drafts),
        modes=tuple(dict.fromkeys(m for d in drafts for m in d.modes)),
        agents=agents,
        targets=tuple(t for t in named("targets") if t not in agents),
        objects=_distinct(drafts, "objects"),
        place=_place(happening, countries),
        date=happening.when if happening.sites is None else happening.day,
        instruments=_distinct(drafts, "instruments"),
        killed=_agreed(d.killed for d in drafts),
        injured=_agreed(d.injured for d in drafts),
        sources=named("sources"),
    )
    return replace(found, reasons=reasons.of(found, drafts, ids))


def _place(happening: Happening, countries: set[str]) -> Place | None:
    if happening.sites is None:
        return places.compose(happening.places, countries)
    return places.choose(happening.sites, happening.likely, countries)


def _status(drafts: list[Draft]) -> Status:
    """The firmest status of the mentions; what only a medium reports does not uphold another mention's claim."""
    best = min((d.status for d in drafts), key=lambda s: _RANK[s])
    own_voice = any(d.status == "reported" and not d.said_by for d in drafts)
    return "claimed" if best == "reported" and not own_voice and any(d.status == "claimed" for d in drafts) else best


def _distinct(drafts: list[Draft], slot: str) -> tuple[TextSpan, ...]:
    seen: dict[str, TextSpan] = {}
    for draft in drafts:
        for span in getattr(draft, slot):
            seen.setdefault(span.text.lower().removesuffix("s"), span)
    return tuple(seen.values())


def _agreed(values) -> int | None:  # type: ignore[no-untyped-def]
    given = Counter(v for v in values if v is not None)
    return max(given, key=lambda v: (given[v], v)) if given else None


def gather(drafts: list[Draft], same: Callable[[Draft, Draft], float], threshold: float) -> list[Happening]:
    """Drafts in text order to happenings by a pairwise probability, averaged over what a happening holds already."""
    happenings: list[Happening] = []
    of_type: dict[EventType, list[Happening]] = defaultdict(list)
    for draft in drafts:
        best, best_score = None, threshold
        rivals = of_type[draft.trigger.type]
        for happening in rivals[-_RIVALS:]:
            if not told_apart(happening, draft):
                scores = [same(d, draft) for d in happening.drafts[-6:]]
                score = (max(scores) + sum(scores) / len(scores)) / 2
                if score >= best_score:
                    best, best_score = happening, score
        if best is None:
            best = Happening(draft.trigger.type)
            happenings.append(best)
        else:
            rivals.remove(best)
        best.drafts.append(draft)
        rivals.append(best)
    return happenings
