"""Boosted trees kept as plain arrays: what was learned of lines and blocks, judged with numpy alone."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from store.model import DatelineError

FOLDER = Path(__file__).parent / "weights"
SHA256 = {
    "blocks": "92e5d33642d0824be9079448c4a5306ccbe921018a800d8556c136b1b12b21d2",
    "lines": "6afd0152574ae3503663523030b700c315fef82d62165275c740409c26cf2dbb",
}
"""Digests of the files; ``python -m store.intake.training`` prints them anew."""


@dataclass(frozen=True, slots=True)
class Forest:
    """Trees over numbered features; all nodes of all trees in one row, a leaf pointing to itself.

    Args:
        roots: index of each tree's first node.
        feature, threshold, low, high: of each node: go to ``low`` where the feature is at most the threshold.
        value: of each node; those of the leaves count.
        base: log odds before any tree.
        depth: the most steps from a root to a leaf.
    """

    roots: NDArray[np.int32]
    feature: NDArray[np.int16]
    threshold: NDArray[np.float32]
    low: NDArray[np.int32]
    high: NDArray[np.int32]
    value: NDArray[np.float32]
    base: float
    depth: int

    def judge(self, numbers: NDArray[np.float32]) -> NDArray[np.float32]:
        """The probability of yes for each row of ``numbers``, of shape (rows, features)."""
        at = np.broadcast_to(self.roots, (len(numbers), len(self.roots)))
        rows = np.arange(len(numbers))[:, None]
        for _ in range(self.depth):
            at = np.where(numbers[rows, self.feature[at]] <= self.threshold[at], self.low[at], self.high[at])
        odds = self.base + self.value[at].sum(axis=1)
        return np.asarray(1 / (1 + np.exp(-odds)), dtype=np.float32)

    def save(self, file: Path) -> None:
        """Write the arrays as an npz file that holds nothing but numbers."""
        np.savez_compressed(
            file, roots=self.roots, feature=self.feature, threshold=self.threshold, low=self.low, high=self.high,
            value=self.value, base=np.float32(self.base), depth=np.int32(self.depth),
        )  # fmt: skip


@cache
def load(name: str) -> Forest:
    """A forest of the package, by name (``lines`` or ``blocks``); read without pickle, so nothing in it can run.

    Raises:
        DatelineError: the file is missing or not this release's.
    """
    file = FOLDER / f"{name}.npz"
    if not file.is_file() or digest(file) != SHA256[name]:
        raise DatelineError(
            f"the file {file.name} of store/intake is missing or not this release's: install dateline again"
        )
    with np.load(file, allow_pickle=False) as held:
        arrays: dict[str, Any] = {key: held[key] for key in held.files if key not in ("base", "depth")}
        return Forest(**arrays, base=float(held["base"]), depth=int(held["depth"]))


def digest(file: Path) -> str:
    """The SHA-256 of a file, in hex."""
    return hashlib.sha256(file.read_bytes()).hexdigest()
