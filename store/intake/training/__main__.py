"""``python -m store.intake.training --data ../shared/quality/intake``: learn the weights of lines and blocks.

Reads ``pages`` (gzipped HTML) with ``gold``, and ``noisy`` with ``noisy_gold`` (UTF-8 text, one document a file of the
same name). Writes ``store/intake/weights/lines.npz`` and ``blocks.npz``, and prints the
digests that belong into ``store/intake/forest.py``; with ``--folds N`` it writes nothing, and
leaves in ``--predictions DIR`` the lines that the forests keep of each document whose publisher (the name up to the
year) they saw nothing of, for ``intake_score.py``. Some minutes on one core.
"""

from __future__ import annotations

import argparse
from pathlib import Path

from store.intake import judging, page
from store.intake.forest import FOLDER, digest
from store.intake.training import fitting, samples


def main() -> None:
    """Learn, or cross-validate."""
    parser = argparse.ArgumentParser(prog="python -m store.intake.training", description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--folds", type=int, default=0)
    parser.add_argument("--predictions", type=Path, default=Path("predictions"))
    options = parser.parse_args()
    sets = (("lines", samples.scrapes, judging.SURE), ("blocks", samples.pages, page.SURE))
    for name, gather, least in sets:
        documents = gather(options.data)
        if options.folds:
            fitting.cross_validate(documents, options.folds, least, options.predictions / name)
        else:
            file = FOLDER / f"{name}.npz"
            fitting.fit(documents).save(file)
            print(f"{name}: learned from {len(documents)} documents; SHA-256 {digest(file)}")


if __name__ == "__main__":
    main()
