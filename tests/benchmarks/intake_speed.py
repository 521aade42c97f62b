"""How fast pages come in, beside what the library underneath takes: ``python -m tests.benchmarks.intake_speed FOLDER``.

FOLDER holds HTML pages, gzipped or not. In one run, turn about: bare ``trafilatura.extract(fast=True)`` over all pages in
one process, and the fast and the careful way in one process each with everything that adding does (reading, cleaning,
preparing, writing to a new library).
"""

from __future__ import annotations

import gzip
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import trafilatura

from store.adding import Adding
from store.intake.formats import Piece
from store.library import Library

ROUNDS = 3


def pages(folder: Path) -> list[bytes]:
    """The pages of a folder, unpacked."""
    data = (file.read_bytes() for file in sorted(folder.iterdir()) if file.is_file())
    return [gzip.decompress(page) if page.startswith(b"\x1f\x8b") else page for page in data]


def bare(found: list[bytes]) -> None:
    """The library underneath, and nothing else."""
    for page in found:
        trafilatura.extract(page, fast=True)


def added(found: list[bytes], *, careful: bool) -> None:
    """Everything that adding does, in this process."""
    with tempfile.TemporaryDirectory() as folder, Library.open(Path(folder, "news.db")) as library:
        run = Adding(library, careful=careful, many=len(found))
        assert len(list(run.run(Piece(f"page {n}", page) for n, page in enumerate(found)))) == len(found)


def timed(work: Callable[[], None]) -> float:
    """Seconds of this process's own time, which other programs on the machine do not lengthen."""
    start = time.process_time()
    work()
    return time.process_time() - start


def main() -> None:
    """Measure and print."""
    found = pages(Path(sys.argv[1]))
    ways = {
        "bare trafilatura.extract(fast=True)": lambda: bare(found),
        "add, fast": lambda: added(found, careful=False),
        "add, careful": lambda: added(found, careful=True),
    }
    for work in ways.values():
        work()
    best = {name: min(timed(work) for _ in range(ROUNDS)) for name, work in ways.items()}
    for name, seconds in best.items():
        print(
            f"{len(found) / seconds:8.1f} pages a second and core  {best['bare trafilatura.extract(fast=True)'] / seconds:5.2f}  {name}"
        )


if __name__ == "__main__":
    main()
