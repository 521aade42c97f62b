"""One model of the encoder, from its sentences to its files; a module of its own, so that a process can be started on it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import torch

from store.extraction.training import data, export, learn, net, refit


@dataclass(frozen=True, slots=True)
class Recipe:
    """Everything one model is made from."""

    sentences: list[data.Sentence]
    wire: list[data.Sentence]
    start: Path
    target: Path
    epochs: int
    share: int
    rate: float
    seed: int
    half: bool


def make(recipe: Recipe) -> None:
    """Train one model and write it."""
    torch.set_num_threads(1)
    model, _ = net.start(recipe.start)
    learn.learn(
        model,
        recipe.sentences,
        recipe.wire,
        recipe.start,
        epochs=recipe.epochs,
        extra_share=recipe.share,
        rate=recipe.rate,
        seed=recipe.seed,
        half=recipe.half,
    )
    refit.roles(model, recipe.wire, recipe.start, recipe.seed)
    export.save(model, recipe.start, recipe.target)
