"""Logistic regressions over named features, kept as JSON of weights: what no single rule can decide, weighed."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

Features = Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Linear:
    """One regression: a probability from the features that are there, and the threshold chosen for yes."""

    bias: float
    weights: dict[str, float]
    threshold: float

    def score(self, features: Features) -> float:
        """The probability, in 0..1."""
        total, weights = 0.0, self.weights
        for name, value in features.items():
            if name in weights:
                total += value * weights[name]
        total += self.bias
        return 1.0 / (1.0 + math.exp(-max(-30.0, min(30.0, total))))


@cache
def load(path: Path) -> dict[str, Linear]:
    """The regressions of a file, by name."""
    models = json.loads(path.read_text("utf-8"))
    return {name: Linear(m["bias"], m["weights"], m["threshold"]) for name, m in models.items()}
