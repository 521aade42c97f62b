"""``python -m store.intake.training --data ../shared/quality/intake``: learn the weights of lines and blocks.

Reads ``pages`` (gzipped HTML) with ``gold``, and ``noisy`` with ``noisy_gold`` (UTF-8 text, one document a file of the
same name). Writes ``store/intake/weights/lines.npz`` and ``blocks.npz``; with ``--folds N`` it writes nothing, and
leaves in ``--predictions DIR`` the answer for each document of the forests that saw nothing of its publisher (the name
up to the year), for ``intake_score.py``. Some minutes on one core.
"""

from __future__ import annotations

import argparse
from pathlib import Path

from store.intake.forest import FOLDER
from store.intake.training import fitting, samples


def main() -> None:
    """Learn, or cross-validate."""
    parser = argparse.ArgumentParser(prog="python -m store.intake.training", description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--folds", type=int, default=0)
    parser.add_argument("--predictions", type=Path)
    options = parser.parse_args()
    for name, documents in (("lines", samples.scrapes(options.data)), ("blocks", samples.pages(options.data))):
        if options.folds:
            fitting.cross_validate(documents, options.folds, (options.predictions or Path("predictions")) / name)
        else:
            FOLDER.mkdir(exist_ok=True)
            fitting.fit(documents).save(FOLDER / f"{name}.npz")
            print(f"{name}: learned from {len(documents)} documents")


if __name__ == "__main__":
    main()
