"""``python -m tests.quality``: how well extraction does, on every set there is.

    python -m tests.quality [--shared DIR] [--only dev,train,muc,plover,gum,cost,own] [--predictions DIR] [--show N]

Prints the tables of every set, the kinds of error over the development and training texts that cost most with examples,
and last each figure of issue 3's acceptance lines beside its goal. Run it from the project's folder; it reads the sets
under ``--shared`` (``../shared``), writes nothing into the project, and takes some minutes.

- ``dev``, ``train``: actors, incidents and slots by ``score.py``; ``train`` is honest only with ``--predictions`` (see
  ``tests.quality.train``).
- ``muc``: role fillers of MUC-4's development documents. ``plover``: event types of single sentences.
- ``gum``: coreference of actors. ``cost``: time, memory, growth. ``own``: our samples, whose floors
  ``pytest tests/quality`` holds.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable
from pathlib import Path

from tests.quality import cost, dev, errors, gum, muc, own, plover, train
from tests.quality.outcome import Figure, Outcome, Settings, table

SETS: dict[str, Callable[[Settings], Outcome]] = {
    "dev": dev.run,
    "train": train.run,
    "muc": muc.run,
    "plover": plover.run,
    "gum": gum.run,
    "cost": cost.run,
    "own": own.run,
}


def main() -> int:
    """Run the sets asked for; 2 when the shared folder is not there."""
    options = _options()
    settings = Settings(options.shared, options.predictions)
    if set(options.only) - {"own"} and not (options.shared / "quality").is_dir():
        print(f"no sets under {options.shared}: name their folder with --shared, or run --only own", file=sys.stderr)
        return 2
    outcomes = [SETS[name](settings) for name in options.only]
    cases = [case for outcome in outcomes for case in outcome.cases]
    if cases:
        errors.show(cases, options.show)
    _against_goals([figure for outcome in outcomes for figure in outcome.figures])
    return 0


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="python -m tests.quality", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--shared", type=Path, default=Path("../shared"), help="folder that holds quality/ and data/")
    parser.add_argument("--only", type=_sets, default=list(SETS), help="sets to run, with commas between")
    parser.add_argument("--predictions", type=Path, metavar="DIR", help="cross-validated findings of train")
    parser.add_argument("--show", type=int, default=10, metavar="N", help="kinds of error to show (10)")
    return parser.parse_args()


def _sets(value: str) -> list[str]:
    names = value.split(",")
    unknown = ", ".join(name for name in names if name not in SETS)
    if unknown:
        raise argparse.ArgumentTypeError(f"no set called {unknown}; there are {', '.join(SETS)}")
    return names


def _against_goals(figures: list[Figure]) -> None:
    bound = {True: "at most", False: "at least"}
    rows = [(f.name, f.value, None if f.goal is None else f"{bound[f.at_most]} {f.goal:g}", f.verdict) for f in figures]
    table("Against issue 3", ("", "measured", "asked", ""), rows)


if __name__ == "__main__":
    sys.exit(main())
