"""The linear models at work: which event words count, which actors fill their roles, which drafts are one happening."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from store.extraction import actor_features, features
from store.extraction.coreference import Cluster
from store.extraction.drafts import Draft
from store.extraction.features import Found
from store.extraction.linear import Linear
from store.extraction.mentions import Candidate
from store.extraction.readings import Readings
from store.extraction.tree import Tree
from store.model import Reason

ROLES = ("agents", "targets", "sources")
_BACK, _AHEAD, _SALIENT = 2, 1, 4
"""Sentences before and after, and most mentioned actors, among which an event word may find its actors."""


@dataclass(frozen=True, slots=True)
class Actors:
    """The clusters of an article by sentence, with what is known of each."""

    clusters: list[Cluster]
    by_sentence: dict[int, dict[int, list[Candidate]]]
    sentences: list[list[int]]
    """For each cluster the sentences of its mentions, in order."""
    rank: dict[int, int]
    salient: frozenset[int]
    """The clusters mentioned most."""

    def last_before(self, cluster: int, sentence: int) -> int | None:
        """The last sentence before one that mentions a cluster."""
        place = bisect_left(self.sentences[cluster], sentence)
        return self.sentences[cluster][place - 1] if place else None


def index(clusters: list[Cluster]) -> Actors:
    """Clusters by the sentences that mention them, and their rank by number of mentions."""
    by_sentence: dict[int, dict[int, list[Candidate]]] = defaultdict(lambda: defaultdict(list))
    for i, cluster in enumerate(clusters):
        for member in cluster.members:
            by_sentence[member.sentence][i].append(member)
    order = sorted(range(len(clusters)), key=lambda i: (-len(clusters[i].members), i))
    return Actors(
        clusters,
        {s: dict(found) for s, found in by_sentence.items()},
        [sorted(m.sentence for m in k.members) for k in clusters],
        {c: n for n, c in enumerate(order)},
        frozenset(order[:_SALIENT]),
    )


class Judge:
    """Decides for one article."""

    def __init__(
        self, tree: Tree, actors: Actors, drafts: list[Draft], models: Mapping[str, Linear], readings: Readings | None
    ):
        self.tree = tree
        self.actors = actors
        self.models = models
        self.readings = readings
        self._drafts = {id(draft.trigger): draft for draft in drafts}
        self._same: dict[tuple[int, int], float] = {}
        self._of_type = Counter(draft.trigger.type for draft in drafts)
        self._filled = Counter(key for draft in drafts for key in _filled(draft))

    # --- event words

    def counts(self, draft: Draft) -> bool:
        """Whether an event word states an incident; its score is kept in the draft."""
        model = self.models["trigger"]
        draft.score = model.score(features.of_trigger(self.tree, draft.trigger, draft, self.readings))
        return draft.score >= model.threshold

    # --- arguments

    def candidates(self, draft: Draft) -> list[int]:
        """Clusters that may fill a role of a draft: those near it, and the article's main ones."""
        sentence = draft.trigger.sentence
        near = range(sentence - _BACK, sentence + _AHEAD + 1)
        found = {c for s in near for c in self.actors.by_sentence.get(s, {})}
        found |= self.actors.salient
        found |= set(draft.pointed) | set(draft.said_by)
        return sorted(found)

    def argument(self, draft: Draft, cluster: int) -> Found:
        """Features of one actor for one draft."""
        near = self.actors.by_sentence.get(draft.trigger.sentence, {}).get(cluster, [])
        return features.of_argument(
            self.tree, draft, self.actors.clusters[cluster], near, draft.pointed.get(cluster, []),
            cluster in draft.said_by, self.readings, self._context(draft, cluster),
        )  # fmt: skip

    def _context(self, draft: Draft, cluster: int) -> Found:
        sentence = draft.trigger.sentence
        before = self.actors.last_before(cluster, sentence)
        back = "never" if before is None else min(4, sentence - before)
        found: Found = {
            f"rank={min(5, self.actors.rank[cluster])}": 1.0,
            f"named={self.actors.clusters[cluster].named}": 1.0,
            f"back={back}": 1.0,
            f"title={cluster in self.actors.by_sentence.get(0, {})}": 1.0,
            f"has-agent={bool(draft.agents)} has-target={bool(draft.targets)}": 1.0,
            f"rank={min(5, self.actors.rank[cluster])} filled={bool(draft.agents)}:{bool(draft.targets)}": 1.0,
            f"back={back} filled={bool(draft.agents)}:{bool(draft.targets)}": 1.0,
        }
        near = self.actors.by_sentence[before][cluster] if before is not None else []
        if any(self.tree.deps[m.head] == "nsubj" for m in near):
            found[f"subject-back={back}"] = 1.0
        self._add_elsewhere(draft, cluster, found)
        return found

    def _add_elsewhere(self, draft: Draft, cluster: int, found: Found) -> None:
        """How often the other drafts of the type have the cluster in each role."""
        type, lemma = draft.trigger.type, draft.lemma
        own = self._drafts.get(id(draft.trigger))
        others = self._of_type[type] - (own is not None)
        for role in ROLES:
            here = own is not None and cluster in getattr(own, role)
            elsewhere = self._filled[type, role, cluster, None] - here
            if elsewhere:
                found[f"elsewhere-{role}={min(3, elsewhere)}"] = 1.0
                found[f"elsewhere-{role} of many={others > 5} filled={bool(draft.agents)}:{bool(draft.targets)}"] = 1.0
                if self._filled[type, role, cluster, lemma] > here:
                    found[f"elsewhere-same-word-{role}"] = 1.0

    def settle(self, draft: Draft) -> dict[str, list[tuple[int, float]]]:
        """The actors of each role with their probabilities, likeliest first; nobody is both agent and target."""
        scored: dict[str, list[tuple[int, float]]] = {role: [] for role in ROLES}
        draft.weighed = {}
        for cluster in self.candidates(draft):
            found = self.argument(draft, cluster)
            scores = {role: self.models[role].score(found) for role in ROLES}
            draft.weighed[cluster] = scores
            if scores["agents"] >= self.models["agents"].threshold and scores["agents"] >= scores["targets"]:
                scored["agents"].append((cluster, scores["agents"]))
            elif scores["targets"] >= self.models["targets"].threshold:
                scored["targets"].append((cluster, scores["targets"]))
            if scores["sources"] >= self.models["sources"].threshold:
                scored["sources"].append((cluster, scores["sources"]))
        return {role: sorted(found, key=lambda f: -f[1]) for role, found in scored.items()}

    def apply(self, draft: Draft, settled: dict[str, list[tuple[int, float]]]) -> None:
        """Put settled actors into the draft, and say why."""
        kept = [r for r in draft.reasons if r.slot not in ROLES]
        rules = {(r.slot, r.value): r for r in draft.reasons if r.slot in ROLES}
        for role, found in settled.items():
            setattr(draft, role, [cluster for cluster, _ in found])
            for cluster, sure in found:
                rule = rules.get((role, str(cluster)))
                kept.append(self.reason(draft, role, cluster, rule.rule if rule else "linear model", sure))
        draft.reasons = kept

    def reason(self, draft: Draft, role: str, cluster: int, rule: str, sure: float) -> Reason:
        """Why an actor fills a role, with its mention in the draft's sentence or else its first one."""
        near = self.actors.by_sentence.get(draft.trigger.sentence, {}).get(cluster)
        member = near[0] if near else self.actors.clusters[cluster].members[0]
        return Reason(role, str(cluster), rule, member.sentence, ((member.start, member.end),), round(sure, 2))

    # --- actors

    def is_actor(self, cluster: int, used: dict[str, float]) -> bool:
        """Whether a cluster is an actor of the article, given the roles it fills."""
        model = self.models["actor"]
        return model.score(self.actor(cluster, used)) >= model.threshold

    def actor(self, cluster: int, used: dict[str, float]) -> Found:
        """Features of one actor."""
        return actor_features.of_actor(self.tree, self.actors.clusters[cluster], used, self.readings)

    # --- merging

    def same(self, one: Draft, other: Draft) -> float:
        """The probability that two drafts of one type, in text order, tell of one happening."""
        pair = id(one), id(other)
        if pair not in self._same:
            alike = self._of_type[one.trigger.type]
            found = features.of_pair(self.tree, one, other, alike, self.readings)
            self._same[pair] = self.models["merge"].score(found)
        return self._same[pair]


def _filled(draft: Draft) -> Iterator[tuple[str, str, int, str | None]]:
    """What a draft adds to the count of actors by type, role, cluster and word, and regardless of the word."""
    for role in ROLES:
        for cluster in set(getattr(draft, role)):
            yield draft.trigger.type, role, cluster, draft.lemma
            yield draft.trigger.type, role, cluster, None
