"""Fitting forests with scikit-learn's histogram gradient boosting, and turning them into arrays."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
from sklearn.ensemble import HistGradientBoostingClassifier
from sklearn.model_selection import GroupKFold

from store.intake.forest import Forest
from store.intake.training.samples import Document
from store.intake.wording import length_in_words

SETTINGS = {
    "max_iter": 100, "learning_rate": 0.1, "max_features": 0.3, "max_leaf_nodes": 12, "min_samples_leaf": 20,
    "l2_regularization": 3.0, "max_depth": 7, "early_stopping": False, "random_state": 0,
}  # fmt: skip
"""Chosen once, by cross-validation over publishers."""
_PER_DOCUMENT = 100.0


def fit(documents: Sequence[Document]) -> Forest:
    """A forest learned from documents; every document counts alike, a line by the root of its words."""
    model = HistGradientBoostingClassifier(**SETTINGS)
    numbers = np.vstack([document.numbers for document in documents])
    labels = np.concatenate([document.labels for document in documents])
    model.fit(numbers, labels, sample_weight=np.concatenate([_weights(document) for document in documents]))
    return as_arrays(model)


def _weights(document: Document) -> np.ndarray:
    weights = np.sqrt([max(1.0, length_in_words(line)) for line in document.lines])
    return np.asarray(weights / weights.sum() * _PER_DOCUMENT * document.weight)


def as_arrays(model: HistGradientBoostingClassifier) -> Forest:
    """The nodes of all trees in one row; a leaf points to itself, so that every walk may take as many steps."""
    roots, columns, start = [], [], 0
    for (tree,) in model._predictors:
        nodes = tree.nodes
        own = np.arange(len(nodes))
        leaf = nodes["is_leaf"].astype(bool)
        low, high = np.where(leaf, own, nodes["left"]) + start, np.where(leaf, own, nodes["right"]) + start
        roots.append(start)
        columns.append((np.where(leaf, 0, nodes["feature_idx"]), nodes["num_threshold"], low, high, nodes["value"]))
        start += len(nodes)
    feature, threshold, low, high, value = (np.concatenate(column) for column in zip(*columns, strict=True))
    return Forest(
        np.array(roots, np.int32), feature.astype(np.int16), threshold.astype(np.float32), low.astype(np.int32),
        high.astype(np.int32), value.astype(np.float32), float(np.ravel(model._baseline_prediction)[0]),
        max(int(tree.nodes["depth"].max()) for (tree,) in model._predictors),
    )  # fmt: skip


def cross_validate(documents: Sequence[Document], folds: int, least: float, into: Path) -> None:
    """Write, for each document, the lines that a forest which saw nothing of its publisher keeps.

    Args:
        least: the probability from which a line is kept.
    """
    into.mkdir(parents=True, exist_ok=True)
    groups = [document.group for document in documents]
    for learned, asked in GroupKFold(folds).split(documents, groups=groups):
        forest = fit([documents[at] for at in learned])
        for at in asked:
            sure = forest.judge(documents[at].numbers)
            kept = [line for line, value in zip(documents[at].lines, sure, strict=True) if value >= least]
            (into / f"{documents[at].name}.txt").write_text("\n\n".join(kept), "utf-8")
