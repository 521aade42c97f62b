"""The linear models at work: which event words count, which actors fill their roles, which drafts are one happening."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
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
    rank: dict[int, int]


def index(clusters: list[Cluster]) -> Actors:
    """Clusters by the sentences that mention them, and their rank by number of mentions."""
    by_sentence: dict[int, dict[int, list[Candidate]]] = defaultdict(lambda: defaultdict(list))
    for i, cluster in enumerate(clusters):
        for member in cluster.members:
            by_sentence[member.sentence][i].append(member)
    order = sorted(range(len(clusters)), key=lambda i: (-len(clusters[i].members), i))
    return Actors(clusters, {s: dict(found) for s, found in by_sentence.items()}, {c: n for n, c in enumerate(order)})


class Judge:
    """Decides for one article."""

    def __init__(
        self, tree: Tree, actors: Actors, drafts: list[Draft], models: Mapping[str, Linear], readings: Readings | None
    ):
        self.tree = tree
        self.actors = actors
        self.models = models
        self.readings = readings
        self._by_type: dict[str, list[Draft]] = defaultdict(list)
        for draft in drafts:
            self._by_type[draft.trigger.type].append(draft)

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
        found |= {c for c, rank in self.actors.rank.items() if rank < _SALIENT}
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
        members = self.actors.clusters[cluster].members
        before = [m.sentence for m in members if m.sentence < sentence]
        found: Found = {
            f"rank={min(5, self.actors.rank[cluster])}": 1.0,
            f"named={self.actors.clusters[cluster].named}": 1.0,
            f"back={min(4, sentence - before[-1]) if before else 'never'}": 1.0,
            f"title={any(m.sentence == 0 for m in members)}": 1.0,
            f"has-agent={bool(draft.agents)} has-target={bool(draft.targets)}": 1.0,
            f"rank={min(5, self.actors.rank[cluster])} filled={bool(draft.agents)}:{bool(draft.targets)}": 1.0,
            f"back={min(4, sentence - before[-1]) if before else 'never'} filled={bool(draft.agents)}:{bool(draft.targets)}": 1.0,
        }
        if before and any(m.sentence == before[-1] and self.tree.deps[m.head] == "nsubj" for m in members):
            found[f"subject-back={min(4, sentence - before[-1])}"] = 1.0
        others = [d for d in self._by_type[draft.trigger.type] if d.trigger is not draft.trigger]
        for role in ROLES:
            elsewhere = sum(cluster in getattr(d, role) for d in others)
            if elsewhere:
                found[f"elsewhere-{role}={min(3, elsewhere)}"] = 1.0
                found[
                    f"elsewhere-{role} of many={len(others) > 5} filled={bool(draft.agents)}:{bool(draft.targets)}"
                ] = 1.0
                if any(cluster in getattr(d, role) and d.lemma == draft.lemma for d in others):
                    found[f"elsewhere-same-word-{role}"] = 1.0
        return found

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
                kept.append(self._reason(draft, role, cluster, rule.rule if rule else "linear model", sure))
        draft.reasons = kept

    def _reason(self, draft: Draft, role: str, cluster: int, rule: str, sure: float) -> Reason:
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
        found = features.of_pair(self.tree, one, other, len(self._by_type[one.trigger.type]), self.readings)
        return self.models["merge"].score(found)
