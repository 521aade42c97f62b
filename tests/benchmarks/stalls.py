"""How long the reader's screen stands still: ``python -m tests.benchmarks.stalls [ARTICLES]`` (10,000 by default).

Everything that touches all articles of a library at once, and the keys of a reader's day on an article with many
findings, pressed in the app itself. For each it prints the longest time for which the screen's thread answered nothing
(wanted: under 50 ms), the processor's share of it, and where that thread stood then, if it stood long. The library lies
in a folder of its own, removed afterwards.
"""

from __future__ import annotations

import asyncio
import os
import sys
import tempfile
import threading
import time
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

os.environ["TEXTUAL_ANIMATIONS"] = "none"

from textual.pilot import Pilot

from store.library import Library
from store.model import Article
from tests.store.scenes import scene
from tui.app import DatelineApp
from tui.screens.writing import Writing

BEAT = 0.002
"""Seconds between two looks at the clock."""
LONG = 0.03
"""Seconds from which it is worth knowing where the thread stands."""
STEPS = (
    ("mark all", ("asterisk",)),
    ("tag them", ("t", *"region", "enter")),
    ("undo", ("u",)),
    ("redo", ("ctrl+r",)),
    ("star them", ("s",)),
    ("undo", ("u",)),
    ("all read", ("R",)),
    ("undo", ("u",)),
    ("tag browser, delete", ("T", "d", "enter", "escape")),
    ("undo", ("u",)),
    ("bottom, top", ("G", "g", "g")),
    ("search as one types", ("slash", *"note day", "enter")),
    ("mark all found", ("asterisk",)),
    ("tag them", ("t", *"seen", "enter")),
    ("undo", ("u",)),
    ("leave the search", ("escape", "escape", "escape")),
    ("open the long article", ("g", "g", "enter")),
    ("select, highlight", ("v", "w", "l", "m")),
    ("note", ("v", "a", *"word", "ctrl+s")),
    ("accept, reject", ("1", "y", "x")),
    ("merge", ("m", *"kar", "enter")),
    ("incident form", ("2", "e", "escape")),
    ("walk the unreviewed", ("N",) * 5),
    ("undo twice", ("u", "u")),
)


class Heart:
    """Beats in the screen's thread, and is watched from another."""

    def __init__(self) -> None:
        self.longest = 0.0
        self.worked = 0.0
        self.where = ""
        self._last = time.perf_counter()
        self._thread = threading.get_ident()
        self._stopped = threading.Event()

    async def beat(self) -> None:
        """Look at the clock again and again."""
        while True:
            processor = time.thread_time()
            await asyncio.sleep(BEAT)
            now = time.perf_counter()
            if (late := now - self._last - BEAT) > self.longest:
                self.longest, self.worked = late, time.thread_time() - processor
            self._last = now

    def watch(self) -> None:
        """In a thread: note where the other stands each time it is later than ever."""
        worst = LONG
        while not self._stopped.wait(BEAT):
            late = time.perf_counter() - self._last
            if late > worst:
                worst = late
                frame = sys._current_frames().get(self._thread)
                stack = traceback.extract_stack(frame)
                ours = [f"{Path(at.filename).name}:{at.lineno} {at.name}" for at in stack][-6:]
                self.where = " < ".join(reversed(ours))

    @contextmanager
    def watched(self) -> Iterator[None]:
        """A block that is watched."""
        thread = threading.Thread(target=self.watch, daemon=True)
        thread.start()
        beats = asyncio.ensure_future(self.beat())
        try:
            yield
        finally:
            beats.cancel()
            self._stopped.set()
            thread.join()


def main(articles: int) -> None:
    """Print a line for each step."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "news.db"
        fill(path, articles)
        os.environ["DATELINE_CONFIG"] = str(Path(folder) / "none.toml")
        asyncio.run(walk(path))


def fill(path: Path, articles: int) -> None:
    """A library of short articles, the newest one long, with many findings."""
    text, made = scene(1, sentences=40)
    with Library.open(path) as library, library._connections.writing():
        for number in range(articles - 1):
            words = f"Notes of day {number}\n\nNothing of note on day {number}."
            library.articles.add(Article(title=f"Notes of day {number}", text=words, published="2031-01-01"))
        number = library.articles.add(Article(title="A long week in the bay", text=text, published="2031-02-01")).id
        library.articles.attach(number, made)


async def walk(path: Path) -> None:
    """Press the keys of each step and wait for what they do."""
    app = DatelineApp(path, alone=True)
    print(f"{'step':<28}{'longest':>10}{'of it at work':>15}")
    async with app.run_test(size=(120, 40)) as pilot:
        await settled(app, pilot)
        for words, keys in STEPS:
            heart = Heart()
            with heart.watched():
                for key in keys:
                    await pilot.press({" ": "space"}.get(key, key))
                await settled(app, pilot)
            where = heart.where if heart.longest > LONG else ""
            print(f"{words:<28}{1000 * heart.longest:>7.0f} ms{1000 * heart.worked:>12.0f} ms  {where}")
        for screen in app.screen_stack:
            print(type(screen).__name__)
    app.library.close()


async def settled(app: DatelineApp, pilot: Pilot[None]) -> None:
    """Wait until the app has done what it was asked to do."""
    await pilot.pause(0.3)
    while [worker for worker in app.workers if worker.is_running]:
        await pilot.pause(0.05)
    for screen in app.screen_stack:
        if isinstance(screen, Writing):
            await screen.written()
    await pilot.pause(0.1)


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 10_000)
