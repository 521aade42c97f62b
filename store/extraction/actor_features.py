"""Features of a cluster of mentions: whether it is an actor of its article at all."""

from __future__ import annotations

from store.extraction import gazetteer
from store.extraction.coreference import Cluster
from store.extraction.features import Found, logit
from store.extraction.mentions import Candidate
from store.extraction.quotations import SAYING
from store.extraction.readings import Readings
from store.extraction.tree import Tree

_PARTY = frozenset({"nsubj", "nsubjpass", "agent", "dobj", "poss"})


def of_actor(tree: Tree, cluster: Cluster, used: dict[str, float], readings: Readings | None) -> Found:
    """Whether a cluster is an actor of the article.

    Args:
        tree: the article.
        cluster: the mentions held to be one.
        used: the highest probability by role of the event words it takes part in.
        readings: what the encoder says.
    """
    members = [m for m in cluster.members if m.form != "pronoun"] or cluster.members
    names = [m for m in members if m.form == "name"]
    form = "listed" if cluster.entry else "named" if names else "unnamed"
    first = (names or members)[0]
    found: Found = {
        f"kind={cluster.kind}": 1.0,
        f"form={form}": 1.0,
        f"kind-form={cluster.kind}:{form}": 1.0,
        f"mentions={form}:{min(4, len(members))}": 1.0,
        f"pronouns={min(2, len(cluster.members) - len(members))}": 1.0,
        f"acting={form}:{min(3, sum(m.acts for m in members))}": 1.0,
        f"title={form}:{any(m.sentence == 0 for m in members)}": 1.0,
        f"early={any(m.sentence <= 3 for m in members)}": 1.0,
        f"used={form}:{bool(used)}": 1.0,
        f"words={form}:{min(4, len(first.name.split()))}": 1.0,
    }
    _add_grammar(tree, members, form, found)
    if cluster.entry is None:
        _add_words(tree, cluster, first, form, found)
    for role, sure in used.items():
        found[f"used-{role}"] = found[f"used-{role} {form}"] = sure
    if readings is not None:
        _add_readings(tree, cluster, members, form, readings, found)
    return found


def _add_grammar(tree: Tree, members: list[Candidate], form: str, found: Found) -> None:
    deps = [tree.deps[m.head] for m in members]
    found[f"party {form}"] = sum(d in _PARTY for d in deps) / len(deps)
    found[f"ever-party={form}:{any(d in _PARTY for d in deps)}"] = 1.0
    found[
        f"speaks={any(tree.lemmas[tree.heads[m.head]] in SAYING and d == 'nsubj' for m, d in zip(members, deps, strict=True))}"
    ] = 1.0
    for mention, dep in list(zip(members, deps, strict=True))[:4]:
        word = tree.lower[tree.heads[mention.head]] if dep == "pobj" else dep
        found[f"place of mention={form}:{word}"] = 1.0


def _add_words(tree: Tree, cluster: Cluster, first: Candidate, form: str, found: Found) -> None:
    if form == "unnamed":
        found[f"head={tree.lemmas[first.head]}"] = 1.0
        found[f"plural={first.plural}"] = 1.0
        marks = {tree.lower[c] for c in tree.children[first.head] if tree.deps[c] in ("det", "poss")}
        found[f"determined={'the' in marks}:{'a' in marks or 'an' in marks}"] = 1.0
        found[f"counted={any(tree.deps[c] == 'nummod' for c in tree.children[first.head])}"] = 1.0
    else:
        found[f"last-word={first.name.split()[-1].lower()}"] = 1.0
        found[f"place-name={cluster.kind}:{bool(gazetteer.lookup(first.name))}"] = 1.0
        found[f"odd={not first.name.replace(' ', '').replace('-', '').replace('’', '').replace('.', '').isalpha()}"] = (
            1.0
        )


def _add_readings(
    tree: Tree, cluster: Cluster, members: list[Candidate], form: str, readings: Readings, found: Found
) -> None:
    scores = [readings.mention(m.head) for m in members]
    last = [readings.mention(tree.at(m.end - 1)) for m in members]
    kinds = [readings.kind(m.head)[0] for m in members]
    found |= {
        f"enc-best {form}": logit(max(scores)),
        f"enc-mean {form}": logit(sum(scores) / len(scores)),
        f"enc-first {form}": logit(scores[0]),
        f"enc-last {form}": logit(max(last)),
        f"enc-best {cluster.kind}": logit(max(scores)),
        f"enc-sum {form}": min(4.0, sum(scores)),
        f"agreed={form}:{cluster.kind in kinds}": 1.0,
        f"read-as={cluster.kind}:{max(kinds, key=kinds.count)}": 1.0,
    }
