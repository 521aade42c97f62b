"""Annotated texts as rows for regressions: the features of each decision, and what is right of it."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable
from copy import copy
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from store.extraction import features, identity_features, joining, judging, pipeline, scene_things
from store.extraction.actor_table import fold
from store.extraction.coreference import Cluster
from store.extraction.drafts import Draft
from store.extraction.features import Found
from store.extraction.incidents import Happening
from store.extraction.judging import ROLES, Judge
from store.extraction.labels import THING_SLOTS
from store.extraction.linear import Linear
from store.extraction.mentions import Candidate
from store.extraction.pipeline import Analysis, Reading, usage
from store.extraction.scene import Scene
from store.extraction.scene_things import SceneThings
from store.extraction.tree import Tree
from store.model import TextSpan, When

Row = tuple[Found, bool]


@dataclass(slots=True)
class Text:
    """One annotated text with its analysis, and which cluster is which annotated actor."""

    name: str
    gold: dict[str, Any]
    reading: Reading
    part: int
    analysis: Analysis
    actor_of: dict[int, str]
    rows: dict[str, Any] = field(default_factory=dict)
    """What was made of the text and depends on no model."""

    def once(self, make: Callable[[Text], Any]) -> Any:
        """What ``make`` gives for this text, made once."""
        if make.__name__ not in self.rows:
            self.rows[make.__name__] = make(self)
        return self.rows[make.__name__]


def identity_rows(text: Text) -> list[Row]:
    """Pairs of clusters as ``joining.join`` meets them, right joins made."""
    tree, readings = text.reading.tree, text.reading.readings
    joined: list[Cluster] = []
    known: dict[int, str | None] = {}
    rows = []
    for cluster in sorted(map(joining.copy_of, text.reading.clusters), key=lambda k: k.members[0].start):
        actor = _annotated(text, cluster)
        for earlier, rank in joining.near(joined, cluster):
            other = known[id(earlier)]
            if (actor or other) and not joining.never(earlier, cluster):
                found = identity_features.of_clusters(tree, earlier, cluster, rank, readings)
                rows.append((found, actor == other))
        same = next((k for k in joined if actor is not None and known[id(k)] == actor), None)
        if same is None:
            joined.append(cluster)
            known[id(cluster)] = actor
        else:
            joining.absorb(same, cluster)
    return rows


def _annotated(text: Text, cluster: Cluster) -> str | None:
    """The annotated actor that most mentions of a cluster lie in, or None."""
    votes: Counter[str] = Counter()
    for member in cluster.members:
        if member.form != "pronoun":
            votes.update(
                actor["id"]
                for actor in text.gold["actors"]
                for m in actor["mentions"]
                if m["form"] != "pronoun" and _same_phrase(text.reading.tree, member, m)
            )
    return votes.most_common(1)[0][0] if votes else None


def _same_phrase(tree: Tree, member: Candidate, mention: dict[str, Any]) -> bool:
    """Whether two phrases overlap and have the same head."""
    if not (member.start < mention["end"] and mention["start"] < member.end):
        return False
    return tree.head_of(tree.at(mention["start"]), tree.at(mention["end"] - 1) + 1) == member.head


def _forms(text: str, actor: dict[str, Any]) -> set[str]:
    named = [m for m in actor["mentions"] if m["form"] != "pronoun"]
    return {fold(actor["name"])} | {fold(text[m["start"] : m["end"]]) for m in named}


def aligned(gold: dict[str, Any], analysis: Analysis) -> dict[int, str]:
    """The annotated actor that shares most surface forms with each cluster, one to one."""
    text = gold["text"]
    known = {a["id"]: _forms(text, a) for a in gold["actors"]}
    weights = []
    for c, cluster in enumerate(analysis.clusters):
        forms = {fold(cluster.name)} | {fold(text[m.start : m.end]) for m in cluster.members if m.form != "pronoun"}
        for id, other in known.items():
            shared = len(forms & other)
            if shared:
                weights.append((shared / len(forms | other) + 0.01 * shared, c, id))
    pairs: dict[int, str] = {}
    for _, c, id in sorted(weights, key=lambda w: (-w[0], w[1], w[2])):
        if c not in pairs and id not in pairs.values():
            pairs[c] = id
    return pairs


def _told(text: Text, draft: Draft) -> dict[str, Any] | None:
    """The annotated incident that a draft's word states, of the draft's type."""
    tree = text.analysis.tree
    start, end = tree.span(draft.trigger.token, draft.trigger.token + 1)
    for incident in text.gold["incidents"]:
        if incident["type"] == draft.trigger.type:
            for evidence in incident["evidence"]:
                if evidence["trigger"][0] < end and start < evidence["trigger"][1]:
                    return dict(incident)
    return None


def _judge(text: Text, models: dict[str, Linear]) -> Judge:
    return Judge(
        text.analysis.tree, judging.index(text.analysis.clusters), text.analysis.drafts, models, text.analysis.readings
    )


def trigger_rows(text: Text) -> list[Row]:
    analysis = text.analysis
    return [
        (features.of_trigger(analysis.tree, d.trigger, d, analysis.readings), _told(text, d) is not None)
        for d in analysis.drafts
    ]


def argument_rows(text: Text) -> dict[str, list[Row]]:
    judge = _judge(text, {})
    rows: dict[str, list[Row]] = defaultdict(list)
    for draft in text.analysis.drafts:
        incident = _told(text, draft)
        if incident is not None:
            for cluster in judge.candidates(draft):
                found = judge.argument(draft, cluster)
                for role in ROLES:
                    rows[role].append((found, text.actor_of.get(cluster) in incident[role]))
    return rows


def scene_rows(text: Text, models: dict[str, Linear]) -> dict[str, list[Row]]:
    """Places, days and modes of the drafts that state an annotated incident."""
    judge, scene = _judge(text, models), Scene(text.analysis.drafter, {}, text.analysis.readings)
    rows: dict[str, list[Row]] = defaultdict(list)
    for draft in text.analysis.drafts:
        incident = _told(text, draft)
        if incident is None:
            continue
        settled = copy(draft)
        judge.apply(settled, judge.settle(draft))
        rows["place"] += [(found, _is_place(incident["place"], place.name)) for place, found in scene.places(settled)]
        rows["date"] += [(found, _is_date(incident["date"], when)) for _, when, found in scene.dates(settled)]
        rows["mode"] += [(found, mode in incident["modes"]) for mode, found in scene.modes(settled)]
        _add_thing_rows(text, incident, settled, rows)
    return rows


def _add_thing_rows(text: Text, incident: dict[str, Any], draft: Draft, rows: dict[str, list[Row]]) -> None:
    if text.analysis.readings is None:
        return
    things = SceneThings(text.analysis.tree, {}, text.analysis.readings)
    for slot in THING_SLOTS:
        if draft.trigger.type in scene_things.TYPES[slot]:
            heads = {things.head(TextSpan(**span)) for span in incident[slot + "s"]}
            rows[slot] += [(things.features(draft, t, slot), t.head in heads) for t in things.candidates(draft)]


def _is_place(given: dict[str, Any] | None, name: str) -> bool:
    names = [given["name"], *given["within"]] if given else []
    words = set(fold(name).split())
    return any(words and (words <= set(fold(n).split()) or set(fold(n).split()) <= words) for n in names)


def _is_date(given: dict[str, Any] | None, when: When) -> bool:
    """Whether two stretches of days share half of their union."""
    if given is None or given["start"] is None:
        return False
    ours, theirs = _stretch(when.start, when.end), _stretch(given["start"], given["end"])
    shared = (min(ours[1], theirs[1]) - max(ours[0], theirs[0])).days + 1
    union = (max(ours[1], theirs[1]) - min(ours[0], theirs[0])).days + 1
    return shared > 0 and 2 * shared >= union


def _stretch(start: str, end: str | None) -> tuple[date, date]:
    return date.fromisoformat(start), date.fromisoformat(end or start)


def merge_rows(text: Text, models: dict[str, Linear]) -> list[Row]:
    judge = _judge(text, models)
    told = [(copy(d), i["id"]) for d in text.analysis.drafts if (i := _told(text, d)) is not None]
    scene = Scene(text.analysis.drafter, models, text.analysis.readings)
    readings = text.analysis.readings
    things = SceneThings(text.analysis.tree, models, readings) if readings is not None else None
    for draft, settled in [(d, judge.settle(d)) for d, _ in told]:
        judge.apply(draft, settled)
        scene.apply(draft)
        if things is not None:
            things.apply(draft)
    alike: dict[str, int] = defaultdict(int)
    for draft in text.analysis.drafts:
        alike[draft.trigger.type] += 1
    return [
        (features.of_pair(text.analysis.tree, a, b, alike[a.trigger.type], readings), x == y)
        for n, (b, y) in enumerate(told)
        for a, x in told[:n]
        if a.trigger.type == b.trigger.type
    ]


def _told_by(text: Text, happenings: list[Happening]) -> dict[int, dict[str, Any]]:
    """The annotated incident of each happening (by its place in the list), one to one, as ``score.py`` pairs them."""
    tree = text.analysis.tree
    weights = []
    for n, happening in enumerate(happenings):
        held = {d.trigger.sentence for d in happening.drafts}
        for k, incident in enumerate(text.gold["incidents"]):
            if incident["type"] == happening.type:
                hits = sum(tree.sentence_of[tree.at(e["trigger"][0])] in held for e in incident["evidence"])
                weights += [(hits, n, k)] if hits else []
    pairs: dict[int, int] = {}
    for _, n, k in sorted(weights, key=lambda w: (-w[0], w[2], w[1])):
        if n not in pairs and k not in pairs.values():
            pairs[n] = k
    return {n: text.gold["incidents"][k] for n, k in pairs.items()}


def happening_rows(text: Text, models: dict[str, Linear]) -> dict[str, list[Row]]:
    """Happenings that models which have not seen the text gather, and the actors in those that are annotated."""
    weigher = pipeline.weigh(text.analysis, models)
    told = _told_by(text, weigher.happenings)
    rows: dict[str, list[Row]] = defaultdict(list)
    for n, happening in enumerate(weigher.happenings):
        rows["incident"].append((weigher.standing(happening), n in told))
        for cluster, found in weigher.parties(happening).items() if n in told else ():
            for role in ROLES:
                rows[f"party-{role}"].append((found, text.actor_of.get(cluster) in told[n][role]))
    return rows


def actor_rows(text: Text, models: dict[str, Linear]) -> list[Row]:
    weigher = pipeline.weigh(text.analysis, models)
    drafts = [d for h in weigher.settle(models) for d in h.drafts]
    clusters = range(len(text.analysis.clusters))
    return [(weigher.judge.actor(i, usage(i, drafts)), i in text.actor_of) for i in clusters]
