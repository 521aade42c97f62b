"""The way of a text: sentences, parse, mentions, actors, event words, drafts, incidents."""

from __future__ import annotations

from datetime import date

from store.extraction import actor_table, coreference, event_lexicon, incidents, mentions, nlp, sentences, tree, triggers
from store.extraction.coreference import Cluster
from store.extraction.drafts import Draft, Drafter
from store.extraction.incidents import Happening
from store.extraction.tree import Tree
from store.model import Actor, Extraction, Mention

ENGINE = "rules-1"
_PARTY = frozenset({"nsubj", "nsubjpass", "dobj", "agent"})


def run(text: str, published: date | None) -> Extraction:
    """Findings of an English text (see ``store.extraction.extract``)."""
    spans = sentences.split(text)
    if not spans:
        return Extraction((), engine=ENGINE)
    parsed = tree.build(nlp.parse(text, spans), text, spans)
    table = actor_table.load()
    clusters = coreference.resolve(parsed, table, mentions.candidates(parsed, table))
    drafter = Drafter(parsed, table, clusters, published)
    drafts = [drafter.draft(t) for t in triggers.find(parsed, event_lexicon.load())]
    happenings = [h for h in incidents.merge(parsed, [d for d in drafts if _states(d)]) if _worth(h)]
    return _extraction(parsed, clusters, happenings)


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


def _extraction(parsed: Tree, clusters: list[Cluster], happenings: list[Happening]) -> Extraction:
    used = {a for h in happenings for slot in ("agents", "targets", "sources") for a in h.all(slot)}
    shown = [i for i, k in enumerate(clusters) if i in used or _counts(parsed, k)]
    shown.sort(key=lambda i: clusters[i].members[0].start)
    ids = {cluster: f"a{n}" for n, cluster in enumerate(shown, 1)}
    countries = {k.country for k in clusters if k.kind == "state" and k.country}
    return Extraction(
        sentences=parsed.sentences,
        actors=tuple(_actor(ids[i], clusters[i]) for i in shown),
        incidents=tuple(incidents.incident(parsed, h, n, ids, countries) for n, h in enumerate(happenings, 1)),
        engine=ENGINE,
    )


def _counts(parsed: Tree, cluster: Cluster) -> bool:
    """A named actor counts when it does or undergoes something; the unnamed count only inside an incident."""
    if any(m.key.startswith("forces:") and m.acts for m in cluster.members):
        return True
    names = [m for m in cluster.members if m.form == "name" and m.acts]
    return any(m.entry is not None or m.kind == "person" or parsed.deps[m.head] in _PARTY for m in names)


def _actor(id: str, cluster: Cluster) -> Actor:
    found = {(m.start, m.end): Mention(m.start, m.end, m.sentence, m.form) for m in cluster.members if m.acts or m.form != "name"}
    if not found:
        first = cluster.members[0]
        found = {(first.start, first.end): Mention(first.start, first.end, first.sentence, first.form)}
    return Actor(id, cluster.name, cluster.kind, cluster.country, tuple(found[k] for k in sorted(found)))
