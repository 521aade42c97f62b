"""How long queries take on a library of 10,000 articles, against FTS5 asked directly: ``python -m tests.benchmarks.search``.

The library is made of invented words in a temporary folder (about a minute). For every query it prints the articles
found, the median of the times of ``library.search.find``, and its ratio to the bare FTS5 statement that a program
without a query language would run. Where no such statement exists (fields that FTS5 knows nothing of), the ratio is to
``SELECT rowid ... MATCH 'ferry'``, the plainest query there is. Nothing here is an assertion: a busy machine is no fault.
"""

from __future__ import annotations

import random
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from store.library import Library
from store.model import EVENT_TYPES, Actor, Article, Evidence, Extraction, Incident, Mention, Place

ARTICLES, WORDS_EACH, ROUNDS = 10_000, 350, 15
NAMES = ("Northern Front", "United Relief", "Borovia", "Aldenia", "US", "United States", "River Guard", "Bay Council")
BARE = "SELECT rowid FROM article_index WHERE article_index MATCH ? ORDER BY rank"
QUERIES: tuple[tuple[str, str | None], ...] = (
    ("ferry", "ferry"),
    ("w00012", "w00012"),
    ("ferry w00012", "ferry AND w00012"),
    ('"ferry w00012"', '"ferry w00012"'),
    ("w0001*", "w0001*"),
    ("ferry OR w00012 OR w00400", "ferry OR w00012 OR w00400"),
    ("w00012 -ferry", "w00012 NOT ferry"),
    ("title:ferry", "title:ferry"),
    ("ferry is:unread", "ferry"),
    ("ferry after:2030-06 tag:region", "ferry"),
    ('actor:"United States"', None),
    ("agent:front type:assault killed:>10", None),
    ("target:borovia place:veld -status:denied", None),
    ("type:assault OR ferry", "ferry"),
    ("is:unread", None),
)


def main() -> None:
    """Make the library and print the table."""
    with tempfile.TemporaryDirectory() as folder, Library.open(Path(folder) / "bench.db") as library:
        started = time.perf_counter()
        fill(library)
        size = library.path.stat().st_size / 1e6
        print(f"{ARTICLES:,} articles made in {time.perf_counter() - started:.0f} s, {size:.0f} MB")
        print(f"{'query':<45}{'found':>8}{'ms':>9}{'FTS5 ms':>9}{'ratio':>7}")
        for query, bare in QUERIES:
            found = len(library.search.find(query).ids)
            ours = median(lambda query=query: library.search.find(query))  # type: ignore[misc]
            theirs = median(lambda bare=bare: library._connections.rows(BARE, [bare or "ferry"]))  # type: ignore[misc]
            print(f"{query:<45}{found:>8,}{ours:>9.2f}{theirs:>9.2f}{ours / theirs:>7.2f}{'' if bare else ' *'}")
        print("* no bare statement for it: the ratio is to the query ferry")


def median(run: Callable[[], object]) -> float:
    """Milliseconds of the median round."""
    times = []
    for _ in range(ROUNDS):
        started = time.perf_counter()
        run()
        times.append(time.perf_counter() - started)
    return 1000 * statistics.median(times)


def fill(library: Library) -> None:
    """Articles of words of a skewed frequency, each with four actors and three incidents."""
    chance = random.Random(5)
    vocabulary = ["ferry", *(f"w{number:05}" for number in range(20_000))]
    weights = [1 / (rank + 8) for rank in range(len(vocabulary))]
    for number in range(ARTICLES):
        words = chance.choices(vocabulary, weights, k=WORDS_EACH)
        title = " ".join([str(number), *words[:7]])
        text = f"{title}\n\n{' '.join(words)}."
        day = f"20{30 + number % 2}-{1 + number % 12:02}-{1 + number % 28:02}"
        tags = ("region/bay",) if number % 3 == 0 else ()
        added = library.articles.add(
            Article(title, text, source="Bay Wire", published=day, unread=number % 2 == 0, tags=tags)
        )
        library.articles.attach(
            added.id, Extraction(((0, len(text)),), tuple(actors(chance)), tuple(incidents(chance)))
        )


def actors(chance: random.Random) -> Iterator[Actor]:
    """Four of the names."""
    for place, name in enumerate(chance.sample(NAMES, 4)):
        is_state = name.startswith("U") and name != "United Relief"
        kind, country = ("state", "USA") if is_state else ("armed_group", None)
        yield Actor(f"a{place}", name, kind, country, (Mention(0, 5, 0, "nominal"),))  # type: ignore[arg-type]


def incidents(chance: random.Random) -> Iterator[Incident]:
    """Three incidents between those actors."""
    for place in range(3):
        yield Incident(
            f"i{place}", chance.choice(EVENT_TYPES), chance.choice(("reported", "denied")), (Evidence(0, (0, 5)),),
            agents=(f"a{chance.randrange(4)}",), targets=(f"a{chance.randrange(4)}",),
            place=Place(chance.choice(("Veld", "Tarsk", "Omm")), ("Borovia",)), killed=chance.choice((None, 2, 20)),
        )  # fmt: skip


if __name__ == "__main__":
    main()
