"""Features of two clusters of mentions: whether both are one actor."""

from __future__ import annotations

from store.extraction.actor_table import words_of
from store.extraction.coreference import Cluster
from store.extraction.features import Found
from store.extraction.mentions import Candidate
from store.extraction.names import shortens
from store.extraction.readings import Readings
from store.extraction.tree import Tree

_DEFINITE = frozenset("the this that these those its their his her".split())


def of_clusters(tree: Tree, one: Cluster, other: Cluster, rank: int, readings: Readings | None) -> Found:
    """Whether ``other``, first mentioned after ``one``, is the same actor.

    Args:
        tree: the article.
        one: the earlier cluster; it may already hold what was joined to it.
        other: the later cluster.
        rank: how many clusters of the later one's kind were mentioned between it and ``one``'s last mention before it.
        readings: what the encoder says.
    """
    first = _spoken(other)[0]
    before = [m for m in _spoken(one) if m.start < first.start] or _spoken(one)[:1]
    near = before[-1]
    gap = max(0, first.sentence - near.sentence)
    names = f"{'N' if one.named else 'n'}{'N' if other.named else 'n'}"
    same_kind = one.kind == other.kind
    kinds = ":".join(sorted((one.kind, other.kind)))
    found: Found = {
        f"names={names}": 1.0,
        f"kinds={kinds}": 1.0,
        f"names-kinds={names}:{kinds}": 1.0,
        f"names-same-kind={names}:{same_kind}": 1.0,
        f"gap={names}:{min(5, gap.bit_length())}": 1.0,
        f"rank={names}:{min(4, rank)}": 1.0,
        f"rank-same-kind={names}:{same_kind}:{min(4, rank)}": 1.0,
        f"plural={names}:{near.plural}:{first.plural}": 1.0,
        f"definite={names}:{_definite(tree, first)}": 1.0,
        f"definite-same-kind={names}:{same_kind}:{_definite(tree, first)}": 1.0,
        f"country={names}:{_country(one, other)}": 1.0,
        f"listed={one.entry is not None}:{other.entry is not None}": 1.0,
        f"size={names}:{min(3, len(one.members))}": 1.0,
    }
    _add_grammar(tree, near, first, names, found)
    _add_words(tree, one, other, names, found)
    if readings is not None:
        best = max(readings.alike(a.head, b.head) for a in (near, before[0]) for b in _spoken(other)[:3])
        found[f"alike {names}"] = best
        found[f"alike {names} same-kind={same_kind}"] = best
    return found


def _spoken(cluster: Cluster) -> list[Candidate]:
    return [m for m in cluster.members if m.form != "pronoun"] or cluster.members


def _definite(tree: Tree, mention: Candidate) -> str:
    words = {tree.lower[k] for k in tree.children[mention.head]}
    if words & _DEFINITE:
        return "definite"
    return "indefinite" if words & {"a", "an"} else "bare"


def _country(one: Cluster, other: Cluster) -> str:
    if one.country is None or other.country is None:
        return "unknown"
    return "same" if one.country == other.country else "apart"


def _add_grammar(tree: Tree, near: Candidate, first: Candidate, names: str, found: Found) -> None:
    a, b = near.head, first.head
    if near.sentence == first.sentence:
        joined = b in tree.conjuncts(a) or a in tree.conjuncts(b)
        found[f"joined={joined}"] = 1.0
        found[f"one-clause={tree.heads[a] == tree.heads[b]}"] = 1.0
        found[f"apposed={tree.deps[b] == 'appos' and tree.heads[b] == a}"] = 1.0
        found[f"beside={names}:{first.start - near.end <= 2}"] = 1.0
        found[f"holds={near.start <= first.start and first.end <= near.end}"] = 1.0
        found[f"owned={tree.heads[a] == b and tree.deps[a] in ('poss', 'compound', 'amod', 'nmod')}"] = 1.0
    if tree.deps[b] == "attr" and tree.heads[b] == tree.heads[a]:
        found["predicate"] = 1.0
    found[f"deps={names}:{tree.deps[a] in ('nsubj', 'nsubjpass')}:{tree.deps[b] in ('nsubj', 'nsubjpass')}"] = 1.0


def _add_words(tree: Tree, one: Cluster, other: Cluster, names: str, found: Found) -> None:
    heads = dict.fromkeys(tree.lemmas[m.head] for m in _spoken(one)).keys()
    others = dict.fromkeys(tree.lemmas[m.head] for m in _spoken(other)).keys()
    forms = {words_of(m.name) for m in _spoken(one)}
    new = {words_of(m.name) for m in _spoken(other)}
    found[f"head={names}:{not heads.isdisjoint(others)}"] = 1.0
    found[f"same-form={names}:{not forms.isdisjoint(new)}"] = 1.0
    found[f"part={names}:{any(n < f or f < n for f in forms for n in new)}"] = 1.0
    found[f"shares={names}:{any(n & f for f in forms for n in new)}"] = 1.0
    found[f"extra={names}:{any(n - f for f in forms for n in new)}"] = 1.0
    found[f"role={names}:{bool((one.roles | heads) & (other.roles | others))}"] = 1.0
    found[f"owned-role={names}:{bool(one.roles & others or other.roles & heads)}"] = 1.0
    if names == "NN":
        found[f"acronym={_acronym(one, other)}"] = 1.0
        found[f"begins={any(m.name.split()[0] == k.name.split()[0] for m in _named(one) for k in _named(other))}"] = 1.0
        found[f"two-entries={one.entry is not None and other.entry is not None}"] = 1.0
    else:
        for a in list(heads)[:3]:
            for b in list(others)[:3]:
                found[f"heads={a}:{b}"] = 1.0
        for b in list(others)[:2]:
            found[f"head-kind={b}:{one.kind}:{names}"] = 1.0


def _named(cluster: Cluster) -> list[Candidate]:
    return [m for m in cluster.members if m.form == "name" and m.name.split()]


def _acronym(one: Cluster, other: Cluster) -> bool:
    forms, new = {m.name for m in _named(one)}, {m.name for m in _named(other)}
    return any(
        shortens(short, long) for longs, shorts in ((forms, new), (new, forms)) for long in longs for short in shorts
    )
