"""The way of a text: sentences, parse, mentions, actors, event words, drafts, incidents."""

from __future__ import annotations

from collections.abc import Mapping
from copy import copy
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from store.extraction import (
    Engine,
    actor_table,
    casing,
    coreference,
    event_lexicon,
    fillers,
    incidents,
    joining,
    judging,
    linear,
    mentions,
    nlp,
    packaged,
    seen_mentions,
    sentences,
    tree,
    triggers,
)  # fmt: skip
from store.extraction.coreference import Cluster
from store.extraction.drafts import Draft, Drafter
from store.extraction.happenings import Weigher
from store.extraction.incidents import Happening
from store.extraction.judging import Judge
from store.extraction.readings import Readings
from store.extraction.scene import Scene
from store.extraction.scene_things import SceneThings
from store.extraction.tree import Tree
from store.model import Actor, Extraction, Mention

RULES, LEARNED = "rules 1", "rules, encoder and linear models 1"
_PARTY = frozenset({"nsubj", "nsubjpass", "dobj", "agent"})


@dataclass(slots=True)
class Analysis:
    """Everything known of a text before the last decisions."""

    tree: Tree
    clusters: list[Cluster]
    drafter: Drafter
    drafts: list[Draft]
    readings: Readings | None


@dataclass(slots=True)
class Reading:
    """A parsed text with what the encoder says, and its clusters of mentions as the rules of reference make them."""

    tree: Tree
    clusters: list[Cluster]
    readings: Readings | None
    published: date | None


def read(text: str, published: date | None, weights: Path | None = None) -> Reading:
    """Parse a text and find its actors.

    Args:
        text: the article; it has at least one sentence.
        published: the day of publication.
        weights: the encoder's folder; None leaves the encoder out.
    """
    spans = sentences.split(text)
    spoken = casing.restore(text, spans)
    parsed = tree.build(nlp.parse(text, spans, spoken=spoken), text, spans)
    readings = _readings(parsed, weights)
    table = actor_table.load()
    found = mentions.candidates(parsed, table)
    if readings is not None:
        found = seen_mentions.reconsider(parsed, readings, found)
    clusters = coreference.resolve(parsed, table, found)
    return Reading(parsed, clusters, readings, published)


def analyse(reading: Reading, models: Mapping[str, linear.Linear] | None) -> Analysis:
    """Join actors where the models say so, and draft an incident for every event word."""
    parsed, clusters = reading.tree, reading.clusters
    if models is not None:
        clusters = joining.join(parsed, clusters, models["identity"], reading.readings)
    drafter = Drafter(parsed, actor_table.load(), clusters, reading.published)
    drafts = [drafter.draft(t) for t in triggers.find(parsed, event_lexicon.load(), reading.readings)]
    return Analysis(parsed, clusters, drafter, drafts, reading.readings)


def _readings(parsed: Tree, weights: Path | None) -> Readings | None:
    if weights is None:
        return None
    from store.extraction import encoder

    return Readings(encoder.load(weights), parsed)


def run(text: str, published: date | None, engine: Engine = "auto") -> Extraction:
    """Findings of an English text (see ``store.extraction.extract``)."""
    if not text.strip():
        return Extraction((), engine=RULES)
    if engine == "rules":
        return _by_rules(text, published)
    try:
        weights = packaged.folder()
        reading = read(text, published, weights)
    except packaged.Unavailable as reason:
        return replace(_by_rules(text, published), limits=(f"Found by the rules alone, which find less: {reason}.",))
    models = linear.load(weights / "linear.json")
    return decide(analyse(reading, models), models)


def _by_rules(text: str, published: date | None) -> Extraction:
    return decide(analyse(read(text, published), None), None)


def decide(found: Analysis, models: Mapping[str, linear.Linear] | None) -> Extraction:
    """The last decisions: which drafts count, who is in them, which are one."""
    return _decide_by_rules(found) if models is None else _decide_by_models(found, models)


def _decide_by_models(found: Analysis, models: Mapping[str, linear.Linear]) -> Extraction:
    weigher = weigh(found, models)
    judge, happenings = weigher.judge, weigher.settle(models)
    clusters = _with_fillers(found, models, happenings)
    drafts = [d for h in happenings for d in h.drafts]
    shown = [
        i
        for i, cluster in enumerate(clusters)
        if i >= len(found.clusters) or (cluster.members and judge.is_actor(i, usage(i, drafts)))
    ]
    return _extraction(found.tree, clusters, happenings, shown, LEARNED)


def weigh(found: Analysis, models: Mapping[str, linear.Linear]) -> Weigher:
    """Drafts that may count, filled by the models and gathered to happenings; ``found`` stays as it is."""
    judge = Judge(found.tree, judging.index(found.clusters), found.drafts, models, found.readings)
    drafts = best_of_word([d for d in map(copy, found.drafts) if judge.counts(d)])
    settled = [judge.settle(d) for d in drafts]
    scene = Scene(found.drafter, models, found.readings)
    things = SceneThings(found.tree, models, found.readings) if found.readings is not None else None
    for draft, roles in zip(drafts, settled, strict=True):
        judge.apply(draft, roles)
        scene.apply(draft)
        if things is not None:
            things.apply(draft)
    weigher = Weigher.gathered(judge, drafts, models["merge"].threshold)
    for happening in weigher.happenings:
        scene.settle(happening)
    return weigher


def _with_fillers(found: Analysis, models: Mapping[str, linear.Linear], happenings: list[Happening]) -> list[Cluster]:
    """The clusters; where the article is of the wire's register, its attacks get their fillers phrase by phrase."""
    tree, readings = found.tree, found.readings
    register = models.get("register")
    if readings is None or register is None or not fillers.of_register(tree, register):
        return found.clusters
    some = fillers.candidates(tree, found.clusters, readings)
    chooser = fillers.Chooser(tree, found.clusters, found.drafts, some, readings)
    drafts = [d for h in happenings for d in h.drafts]
    return fillers.place(tree, found.clusters, drafts, fillers.choose(chooser, some, models["filler"]))


def _decide_by_rules(found: Analysis) -> Extraction:
    drafts = [d for d in found.drafts if _states(d)]
    happenings = [h for h in incidents.merge(found.tree, drafts) if _worth(h)]
    used = {a for h in happenings for slot in judging.ROLES for a in h.all(slot)}
    shown = [i for i, k in enumerate(found.clusters) if i in used or _counts(found.tree, k)]
    return _extraction(found.tree, found.clusters, happenings, shown, RULES)


def usage(cluster: int, drafts: list[Draft]) -> dict[str, float]:
    """In which roles a cluster stands, each with the highest score of the event words it is used by."""
    used: dict[str, float] = {}
    for draft in drafts:
        for role in judging.ROLES:
            if cluster in getattr(draft, role):
                used[role] = max(used.get(role, 0.0), draft.score)
    return used


def best_of_word(drafts: list[Draft]) -> list[Draft]:
    """One draft a word: where two types are left, the likelier."""
    best: dict[int, Draft] = {}
    for draft in drafts:
        known = best.get(draft.trigger.token)
        if known is None or draft.score > known.score:
            best[draft.trigger.token] = draft
    return [best[token] for token in sorted(best)]


def _states(draft: Draft) -> bool:
    """Whether a draft says enough: a weak word needs an actor at one of its ends."""
    if draft.status == "denied" and not draft.sources:
        return False
    return not draft.trigger.weak or bool(draft.agents or draft.targets or draft.objects)


def _worth(happening: Happening) -> bool:
    strong = any(not d.trigger.weak for d in happening.drafts)
    return bool(happening.all("agents") or happening.all("targets") or any(d.objects for d in happening.drafts)) or (
        strong and bool(happening.when or happening.places)
    )


def _extraction(
    parsed: Tree, clusters: list[Cluster], happenings: list[Happening], shown: list[int], engine: str
) -> Extraction:
    shown = sorted(shown, key=lambda i: clusters[i].members[0].start)
    ids = {cluster: f"a{n}" for n, cluster in enumerate(shown, 1)}
    countries = {k.country for k in clusters if k.kind == "state" and k.country}
    return Extraction(
        sentences=parsed.sentences,
        actors=tuple(_actor(ids[i], clusters[i]) for i in shown),
        incidents=tuple(incidents.incident(parsed, h, n, ids, countries) for n, h in enumerate(happenings, 1)),
        engine=engine,
    )


def _counts(parsed: Tree, cluster: Cluster) -> bool:
    """A named actor counts when it does or undergoes something; the unnamed count only inside an incident."""
    if any(m.key.startswith("forces:") and m.acts for m in cluster.members):
        return True
    names = [m for m in cluster.members if m.form == "name" and m.acts]
    return any(m.entry is not None or m.kind == "person" or parsed.deps[m.head] in _PARTY for m in names)


def _actor(id: str, cluster: Cluster) -> Actor:
    found = {
        (m.start, m.end): Mention(m.start, m.end, m.sentence, m.form)
        for m in cluster.members
        if m.acts or m.form != "name"
    }
    if not found:
        first = cluster.members[0]
        found = {(first.start, first.end): Mention(first.start, first.end, first.sentence, first.form)}
    return Actor(id, cluster.name, cluster.kind, cluster.country, tuple(found[k] for k in sorted(found)))
