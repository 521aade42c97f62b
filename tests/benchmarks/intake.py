"""``python -m tests.benchmarks.intake [--pages DIR]``: how fast pages come in, beside bare trafilatura in the same run.

Over the same pages, page by page in turns and in one thread: ``trafilatura.extract(data, fast=True)`` alone; the fast
way with everything a bulk add does (decoding, metadata, date, language, cleaning, the write into a library file); and
the careful way without the write. Times are the process's own processor seconds, so that what else the machine does
counts little; each way's best of ``--rounds`` is taken for every page. ``--pages`` is a folder of ``*.html`` or
``*.html.gz`` (``../shared/quality/intake/pages``); without it, the project's own sample pages.
"""

from __future__ import annotations

import argparse
import gzip
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable
from pathlib import Path

FAST_AT_LEAST, CAREFUL_AT_LEAST = 0.85, 20.0
"""Issue 4: share of bare trafilatura's speed, and pages a second and core."""


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.intake", description=__doc__)
    parser.add_argument("--pages", type=Path, default=Path(__file__).parents[2] / "tui" / "samples")
    parser.add_argument("--rounds", type=int, default=2)
    options = parser.parse_args()
    pages = _pages(options.pages)
    least: defaultdict[str, dict[int, float]] = defaultdict(dict)
    for _ in range(options.rounds):
        with tempfile.TemporaryDirectory() as folder:
            for name, number, seconds in _round(pages, Path(folder)):
                least[name][number] = min(seconds, least[name].get(number, seconds))
    total = {name: sum(times.values()) for name, times in least.items()}
    for name, seconds in total.items():
        print(f"{name:8} {len(pages) / seconds:7.1f} pages a second and core")
    ratio = total["bare"] / total["fast"]
    print(f"fast way with writes / bare trafilatura fast: {ratio:.2f} (asked: at least {FAST_AT_LEAST})")
    print(f"careful way: {len(pages) / total['careful']:.1f} pages a second (asked: at least {CAREFUL_AT_LEAST:g})")


def _pages(folder: Path) -> list[bytes]:
    files = sorted(folder.rglob("*.html")) + sorted(folder.rglob("*.html.gz"))
    return [gzip.decompress(file.read_bytes()) if file.suffix == ".gz" else file.read_bytes() for file in files]


def _round(pages: list[bytes], folder: Path) -> list[tuple[str, int, float]]:
    from trafilatura import extract

    from store import Library
    from store.intake import read
    from store.model import DatelineError

    taken: list[tuple[str, int, float]] = []

    def timed(name: str, number: int, work: Callable[[], object]) -> None:
        start = time.process_time()
        try:
            work()
        except DatelineError as error:
            print(f"page {number}: {error}")
        taken.append((name, number, time.process_time() - start))

    with Library.open(folder / "library.db") as library:
        for data in pages[:2]:
            extract(data, fast=True), read(data), read(data, careful=False)
        for number, data in enumerate(pages):
            timed("bare", number, lambda data=data: extract(data, fast=True))
            timed("fast", number, lambda data=data: library.articles.add(read(data, careful=False)))
            timed("careful", number, lambda data=data: read(data))
    return taken


if __name__ == "__main__":
    main()
