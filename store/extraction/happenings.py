"""Whole happenings weighed: which of them are incidents of the article, and which actors are in them.

One sentence seldom holds everything: of the agents and targets of the annotated incidents three of five stand in the
event word's own sentence, but nineteen of twenty in one of the incident's sentences. So the probabilities that single
event words give are put together over the happening, and decided on once more (stacking; Wolpert 1992).
"""

from __future__ import annotations

from collections.abc import Mapping

from store.extraction import incidents
from store.extraction.drafts import Draft
from store.extraction.features import Found, logit
from store.extraction.incidents import Happening
from store.extraction.judging import ROLES, Judge
from store.extraction.linear import Linear

_FIRM = 0.5


class Weigher:
    """Weighs the happenings of one article, whose drafts ``judge`` has settled."""

    def __init__(self, judge: Judge, happenings: list[Happening]) -> None:
        self.judge = judge
        self.happenings = happenings
        scores = sorted((_best(h) for h in happenings), reverse=True)
        self._rank = {id(h): scores.index(_best(h)) for h in happenings}

    # --- incidents

    def standing(self, happening: Happening) -> Found:
        """Whether a happening is an incident of the article, and not a split off another one."""
        drafts = happening.drafts
        type, size = happening.type, min(3, len(drafts))
        scores = [d.score for d in drafts]
        best = logit(max(scores))
        agents, targets = happening.all("agents"), happening.all("targets")
        statuses = {d.status for d in drafts}
        found: Found = {
            f"type={type}": 1.0,
            f"size={size}": 1.0,
            "best": best,
            f"best {type}": best,
            f"best {size}": best,
            "mean": logit(sum(scores) / len(scores)),
            "sum": min(3.0, sum(scores)),
            f"who={bool(agents)}:{bool(targets)}": 1.0,
            f"who={type}:{bool(agents)}:{bool(targets)}": 1.0,
            f"where-when={bool(happening.places)}:{happening.when is not None}": 1.0,
            f"things={any(d.objects or d.instruments for d in drafts)}": 1.0,
            f"harm={any(d.killed is not None or d.injured is not None for d in drafts)}": 1.0,
            f"first={min(4, drafts[0].trigger.sentence // 3)}": 1.0,
            f"title={drafts[0].trigger.sentence == 0}:{size}": 1.0,
            f"rank={min(5, self._rank[id(happening)])}": 1.0,
            f"lexicon={any(d.trigger.rule.startswith('lexicon') for d in drafts)}": 1.0,
            f"weak={all(d.trigger.weak for d in drafts)}": 1.0,
            "many": min(2.0, len(self.happenings) / max(4, len(self.judge.tree.sentences))),
        }
        found |= {f"status={s}": 1.0 for s in statuses} | {f"status={type}:{s}": 1.0 for s in statuses}
        found |= {f"lemma={type}:{d.lemma}": 1.0 for d in drafts}
        found |= self._among_its_like(happening)
        return found

    def _among_its_like(self, happening: Happening) -> Found:
        """How near the happening is to another of its type, and to another type's event word of its sentences."""
        first = happening.drafts[0]
        like = [h for h in self.happenings if h.type == happening.type and h is not happening]
        before = [h for h in like if h.drafts[0].trigger.token < first.trigger.token]
        nearest = max((self._nearness(h, first) for h in before[-8:]), default=0.0)
        sentences = {d.trigger.sentence for d in happening.drafts}
        beside = [
            _best(h)
            for h in self.happenings
            if h is not happening and sentences & {d.trigger.sentence for d in h.drafts}
        ]
        same = [_best(h) for h in like if sentences & {d.trigger.sentence for d in h.drafts}]
        return {
            f"like={min(4, len(like))}": 1.0,
            f"like-before={min(3, len(before))}": 1.0,
            "nearest": nearest,
            f"nearest {min(3, len(happening.drafts))}": nearest,
            f"beside={min(3, len(beside))}": 1.0,
            "beside-better": float(any(b > _best(happening) for b in beside)),
            "same-better": float(any(b >= _best(happening) for b in same)),
        }

    def _nearness(self, earlier: Happening, draft: Draft) -> float:
        return max(self.judge.same(d, draft) for d in earlier.drafts[-4:])

    # --- who

    def parties(self, happening: Happening) -> dict[int, Found]:
        """For each actor that may be in a happening, what speaks for it; one set of features for all roles."""
        drafts = happening.drafts
        candidates = sorted({c for d in drafts for c in d.weighed})
        best = {
            role: {c: max(d.weighed[c][role] for d in drafts if c in d.weighed) for c in candidates} for role in ROLES
        }
        order = {role: sorted(candidates, key=lambda c: -scores[c]) for role, scores in best.items()}
        return {c: self._party(happening, c, best, order) for c in candidates}

    def _party(
        self, happening: Happening, cluster: int, best: dict[str, dict[int, float]], order: dict[str, list[int]]
    ) -> Found:
        drafts, type = happening.drafts, happening.type
        size = min(3, len(drafts))
        actor = self.judge.actors.clusters[cluster]
        here = sum(cluster in self.judge.actors.by_sentence.get(d.trigger.sentence, {}) for d in drafts)
        found: Found = {
            f"type={type}": 1.0,
            f"type-kind={type}:{actor.kind}": 1.0,
            f"named={actor.named}": 1.0,
            f"rank={min(5, self.judge.actors.rank[cluster])}": 1.0,
            f"here={min(2, here)} of {size}": 1.0,
            f"title={any(m.sentence == 0 for m in actor.members)}": 1.0,
        }
        for role in ROLES:
            scores = [d.weighed[cluster][role] for d in drafts if cluster in d.weighed]
            top, place = best[role][cluster], order[role].index(cluster)
            sure = logit(top)
            others = max((best[role][c] for c in order[role][:2] if c != cluster), default=0.0)
            found |= {
                f"best-{role}": sure,
                f"best-{role} {type}": sure,
                f"best-{role} {size}": sure,
                f"mean-{role}": logit(sum(scores) / len(scores)),
                f"firm-{role}={min(3, sum(s >= _FIRM for s in scores))} of {size}": 1.0,
                f"place-{role}={min(4, place)}": 1.0,
                f"place-{role}={type}:{min(2, place)}": 1.0,
                f"others-{role}": others,
                f"others-firm-{role}={others >= _FIRM}:{top >= _FIRM}": 1.0,
            }
        return found

    # --- decisions

    def settle(self, models: Mapping[str, Linear]) -> list[Happening]:
        """The happenings that stand, in text order, each with its actors in its drafts."""
        model = models["incident"]
        kept = []
        scores = [model.score(self.standing(happening)) for happening in self.happenings]
        for happening, score in zip(self.happenings, scores, strict=True):
            if score >= model.threshold:
                self._fill(happening, score, models)
                for draft in happening.drafts:
                    draft.score = score
                kept.append(happening)
        return kept

    def _fill(self, happening: Happening, standing: float, models: Mapping[str, Linear]) -> None:
        """Who is in a happening: an actor counts for no more than the happening itself is likely to stand."""
        chosen: dict[str, dict[int, float]] = {role: {} for role in ROLES}
        for cluster, found in self.parties(happening).items():
            scores = {role: models[f"party-{role}"].score(found) for role in ROLES}
            enough = {role: standing * scores[role] >= models[f"party-{role}"].threshold for role in ROLES}
            if enough["agents"] and scores["agents"] >= scores["targets"]:
                chosen["agents"][cluster] = scores["agents"]
            elif enough["targets"]:
                chosen["targets"][cluster] = scores["targets"]
            if enough["sources"]:
                chosen["sources"][cluster] = scores["sources"]
        for role, some in chosen.items():
            self._assign(happening, role, dict(sorted(some.items(), key=lambda item: -item[1])))

    def _assign(self, happening: Happening, role: str, chosen: dict[int, float]) -> None:
        """Take from the drafts who was not chosen; who was chosen and stands in none goes to the draft likeliest to have it."""
        missing = dict(chosen)
        for draft in happening.drafts:
            said = [c for c in getattr(draft, role) if c in chosen]
            setattr(draft, role, sorted(said, key=lambda c: -chosen[c]))
            draft.reasons = [r for r in draft.reasons if r.slot != role or int(r.value) in chosen]
            for cluster in said:
                missing.pop(cluster, None)
        for cluster, score in missing.items():
            draft = max(happening.drafts, key=lambda d: d.weighed.get(cluster, {}).get(role, 0.0))
            getattr(draft, role).append(cluster)
            draft.reasons.append(self.judge.reason(draft, role, cluster, "weighed over all its sentences", score))

    @staticmethod
    def gathered(judge: Judge, drafts: list[Draft], threshold: float) -> Weigher:
        """Drafts put together by the probability that two tell of one happening."""
        return Weigher(judge, incidents.gather(drafts, judge.same, threshold))


def _best(happening: Happening) -> float:
    return max(d.score for d in happening.drafts)
