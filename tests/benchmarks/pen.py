"""What the reader's own changes cost: ``python -m tests.benchmarks.pen [ARTICLES]`` (10,000 by default).

Bulk changes and their undo over a library of that many articles (wanted: less than 2 s each), and the findings of one
article with fifty corrections, as they are made when it opens (wanted: less than 10 ms). The library lies in a folder
of its own, removed afterwards. Seconds are of the wall clock, with those of the processor beside them.
"""

from __future__ import annotations

import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from random import Random

from store.library import Library
from store.model import Article
from tests.store.scenes import CORRECTIONS, does, scene

ROUNDS = 50


def main(articles: int) -> None:
    """Print a line for each thing measured."""
    with tempfile.TemporaryDirectory() as folder, Library.open(Path(folder) / "news.db") as library:
        with library._connections.writing():
            for number in range(articles):
                text = f"Notes of day {number}\n\nNothing of note on day {number}."
                library.articles.add(Article(title=f"Notes of day {number}", text=text))
        ids = library.articles.ids()
        print(f"{articles:,} articles{'wall':>32}{'processor':>14}")
        _timed("tag them all", lambda: library.tags.change(ids, ["region/syria"]))
        _timed("undo", library.journal.undo)
        _timed("redo", library.journal.redo)
        _timed("rename the tag", lambda: library.tags.rename("region", "area"))
        _timed("undo", library.journal.undo)
        _timed("delete the tag", lambda: library.tags.delete("region/syria"))
        _timed("undo", library.journal.undo)
        _timed("mark them all read", lambda: library.articles.mark_unread(ids, False))
        _timed("undo", library.journal.undo)
        _timed("list the tags with their counts", library.tags.uses)
        _opening(library)


def _opening(library: Library) -> None:
    text, made = scene(1, sentences=40)
    number = library.articles.add(Article(title="A long week", text=text)).id
    library.articles.attach(number, made)
    actors, incidents = len(made.actors), len(made.incidents)
    print(
        f"an article of {actors} actors with {sum(len(a.mentions) for a in made.actors)} mentions, {incidents} incidents"
    )
    _timed("its findings, nothing decided", lambda: library.findings.of(number), ROUNDS)
    random, corrections = Random(1), 0
    while corrections < 50:
        corrections += does(CORRECTIONS, library, number, random) is not None
    _timed("its findings, fifty corrections", lambda: library.findings.of(number), ROUNDS)
    _timed("one more correction", lambda: library.decisions.set_country(number, _first(library, number), "KAR"))
    _timed("its undo", library.journal.undo)


def _first(library: Library, number: int) -> str:
    findings = library.findings.of(number)
    assert findings is not None
    return findings.effective.actors[0].id


def _timed(what: str, do: Callable[[], object], rounds: int = 1) -> None:
    wall, processor = time.perf_counter(), time.process_time()
    for _ in range(rounds):
        do()
    wall, processor = (time.perf_counter() - wall) / rounds, (time.process_time() - processor) / rounds
    print(f"  {what:<36}{wall:8.4f} s{processor:12.4f} s")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 10_000)
