"""Joining clusters that the rules of reference kept apart: "the gunman" and the name given three sentences on.

A left-to-right pass by a learned probability of identity (after Ng and Cardie, 2002, with clusters for mentions): each
cluster joins the likeliest earlier one, or stays an actor of its own.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import replace

from store.extraction import identity_features, names
from store.extraction.actor_table import words_of
from store.extraction.coreference import Cluster, names_of, one_body
from store.extraction.linear import Linear
from store.extraction.mentions import Candidate
from store.extraction.readings import Readings
from store.extraction.tree import Tree

_REACH = 15
"""Sentences back that a cluster may reach without sharing a word with the one it joins."""


def join(tree: Tree, clusters: list[Cluster], model: Linear, readings: Readings | None) -> list[Cluster]:
    """Clusters in the order of their first mention, those of one actor joined; the ones given are left as they are."""
    joined: list[Cluster] = []
    for cluster in sorted(map(copy_of, clusters), key=lambda k: k.members[0].start):
        best, best_score = None, model.threshold
        for earlier, rank in near(joined, cluster):
            if never(earlier, cluster):
                continue
            score = model.score(identity_features.of_clusters(tree, earlier, cluster, rank, readings))
            if score >= best_score:
                best, best_score = earlier, score
        if best is None:
            joined.append(cluster)
        else:
            absorb(best, cluster)
    return joined


def near(earlier: list[Cluster], cluster: Cluster) -> Iterator[tuple[Cluster, int]]:
    """Earlier clusters that may be the same actor, latest mentioned first, each with its rank among those of the kind."""
    start, sentence = cluster.members[0].start, cluster.members[0].sentence
    before = [(last, k) for k in earlier if (last := _last_before(k, start)) is not None]
    rank = 0
    for last, other in sorted(before, key=lambda b: -b[0].start):
        if sentence - last.sentence <= _REACH or not cluster.words.isdisjoint(other.words):
            yield other, rank
        rank += other.kind == cluster.kind


def _last_before(cluster: Cluster, start: int) -> Candidate | None:
    place = bisect_left(cluster.members, start, key=lambda m: m.start)
    return cluster.members[place - 1] if place else None


def never(one: Cluster, other: Cluster) -> bool:
    """Two entries of the actor table are two actors, and so are two whose names have nothing in common, and several
    bodies and one that has a name."""
    if one.entry is not None and other.entry is not None:
        return one.entry != other.entry
    if (one.several and one_body(other)) or (other.several and one_body(one)):
        return True
    return names.differ(one.names, other.names)


def copy_of(cluster: Cluster) -> Cluster:
    """A cluster of the same mentions that may grow."""
    return replace(
        cluster,
        members=list(cluster.members),
        roles=set(cluster.roles),
        words={w for m in cluster.members if m.form != "pronoun" for w in words_of(m.name)},
        names=names_of(cluster.members),
    )


def absorb(cluster: Cluster, other: Cluster) -> None:
    """Take another's mentions in; the better named of the two gives name and kind."""
    if (other.entry is not None, other.named) > (cluster.entry is not None, cluster.named):
        cluster.name, cluster.kind = other.name, other.kind
    elif (
        other.named and cluster.named and len(other.name.split()) > len(cluster.name.split()) and cluster.entry is None
    ):
        cluster.name = other.name
    cluster.entry = cluster.entry or other.entry
    cluster.country = cluster.country or other.country
    cluster.members = sorted([*cluster.members, *other.members], key=lambda m: m.start)
    cluster.roles |= other.roles
    cluster.several |= other.several
    cluster.words |= other.words
    cluster.names |= other.names
