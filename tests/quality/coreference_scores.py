"""MUC, B³ and CEAFe over clusters of mentions, and their mean, the CoNLL F1.

After Vilain et al. 1995 (MUC), Bagga and Baldwin 1998 (B³), Luo 2005 (CEAF with φ4); where key and response differ in
their mentions, as the reference implementation does it (Pradhan et al. 2014, "Scoring Coreference Partitions of
Predicted Mentions"). Numerators and denominators are added up over documents before dividing.
"""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from dataclasses import dataclass, field

Cluster = frozenset[Hashable]
Ratio = tuple[float, float]
"""Numerator and denominator of a recall."""


@dataclass(slots=True)
class Tally:
    """Recall and precision of the three measures, added up document by document."""

    sums: dict[str, list[float]] = field(default_factory=lambda: {m: [0.0] * 4 for m in ("MUC", "B³", "CEAFe")})

    def add(self, key: Sequence[Cluster], response: Sequence[Cluster]) -> None:
        """One document's clusters: ``key`` is the truth."""
        shared = similarity(key, response)
        both = {
            "MUC": (*_muc(key, response), *_muc(response, key)),
            "B³": (*_b_cubed(key, response), *_b_cubed(response, key)),
            "CEAFe": (shared, len(key), shared, len(response)),
        }
        for measure, values in both.items():
            self.sums[measure] = [a + b for a, b in zip(self.sums[measure], values, strict=True)]

    def prf(self, measure: str) -> tuple[float, float, float]:
        """Precision, recall and F1 (0..1) of one measure."""
        right, gold, fitting, said = self.sums[measure]
        recall = right / gold if gold else 0.0
        precision = fitting / said if said else 0.0
        whole = precision + recall
        return precision, recall, 2 * precision * recall / whole if whole else 0.0

    @property
    def conll(self) -> float:
        """Mean of the three F1."""
        return sum(self.prf(measure)[2] for measure in self.sums) / len(self.sums)


def _muc(key: Sequence[Cluster], response: Sequence[Cluster]) -> Ratio:
    """Links of the key that the response keeps: a cluster of n falls into p parts, n - p of n - 1 links are kept."""
    owner = {mention: n for n, cluster in enumerate(response) for mention in cluster}
    kept = links = 0
    for cluster in key:
        owned = [owner[m] for m in cluster if m in owner]
        parts = len(set(owned)) + len(cluster) - len(owned)
        kept += len(cluster) - parts
        links += len(cluster) - 1
    return kept, links


def _b_cubed(key: Sequence[Cluster], response: Sequence[Cluster]) -> Ratio:
    """For every mention of the key, the share of its cluster that the response keeps with it."""
    shared = sum(len(k & r) ** 2 / len(k) for k in key for r in response if k & r)
    return shared, sum(len(k) for k in key)


def similarity(key: Sequence[Cluster], response: Sequence[Cluster]) -> float:
    """Total φ4 (twice the shared mentions over all mentions) of the best one-to-one pairing of clusters."""
    if not key or not response:
        return 0.0
    weights = [[2 * len(k & r) / (len(k) + len(r)) for r in response] for k in key]
    return sum(weights[row][column] for row, column in best_pairs(weights).items())


def best_pairs(weights: Sequence[Sequence[float]]) -> dict[int, int]:
    """The one-to-one pairing of rows and columns with the greatest total weight.

    Kuhn's Hungarian method with potentials, O(n²m) (Jonker and Volgenant 1987). Pairs of weight 0 are left out.

    >>> best_pairs([[0.5, 1.0], [0.0, 0.9]])
    {0: 0, 1: 1}
    """
    if not weights or not weights[0]:
        return {}
    if len(weights) > len(weights[0]):
        turned = [list(column) for column in zip(*weights, strict=True)]
        return dict(sorted((row, column) for column, row in best_pairs(turned).items()))
    owner = _owners(weights)
    pairs = sorted((row - 1, column - 1) for column, row in enumerate(owner) if row and column)
    return {row: column for row, column in pairs if weights[row][column] > 0}


def _owners(weights: Sequence[Sequence[float]]) -> list[int]:
    """Which row has each column, both counted from 1; 0 stands for none (and for the column outside the matrix)."""
    rows, columns = len(weights), len(weights[0])
    row_potential, column_potential = [0.0] * (rows + 1), [0.0] * (columns + 1)
    owner = [0] * (columns + 1)
    for row in range(1, rows + 1):
        owner[0], column = row, 0
        slack, previous, seen = [float("inf")] * (columns + 1), [0] * (columns + 1), [False] * (columns + 1)
        while owner[column]:
            seen[column] = True
            here = owner[column]
            for other in range(1, columns + 1):
                cost = -weights[here - 1][other - 1] - row_potential[here] - column_potential[other]
                if not seen[other] and cost < slack[other]:
                    slack[other], previous[other] = cost, column
            free = [c for c in range(1, columns + 1) if not seen[c]]
            nearest = min(free, key=slack.__getitem__)
            step = slack[nearest]
            for other in range(columns + 1):
                if seen[other]:
                    row_potential[owner[other]] += step
                    column_potential[other] -= step
                else:
                    slack[other] -= step
            column = nearest
        while column:
            owner[column] = owner[previous[column]]
            column = previous[column]
    return owner
