"""How the reader's changes get into the library: one after the other, the long ones beside the screen."""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from typing import Any, TypeVar

from textual import on, work
from textual.message import Message
from textual.screen import Screen
from textual.timer import Timer

from store.model import DatelineError
from tui.widgets.chrome import FooterLine, HeaderLine

Outcome = TypeVar("Outcome")
SAVING = "saving"
QUICK_SECONDS = 0.2
"""How long a change may take before the header says that one is under way."""


class Writing(Screen[None]):
    """Changes wait for each other, so that none undoes or overtakes another."""

    @dataclass
    class Written(Message):
        """A long change is done, or went wrong: what is to follow on the screen."""

        then: Callable[[], None]

    def __init__(self) -> None:
        super().__init__()
        self._jobs: deque[tuple[Callable[[], Any], Callable[[Any], None], bool]] = deque()
        self._saving: Timer | None = None
        self.writing = False

    @property
    def footer(self) -> FooterLine:
        """Hints and notices."""
        return self.query_one(FooterLine)

    @contextmanager
    def telling_errors(self) -> Iterator[None]:
        """A block in which a library that cannot be read or written becomes a line in the footer."""
        try:
            yield
        except DatelineError as error:
            self.footer.tell(str(error), failed=True)

    def write(self, job: Callable[[], Outcome], then: Callable[[Outcome], None], *, long: bool = False) -> None:
        """Change the library, then the screen.

        Args:
            job: makes the change; a ``DatelineError`` from it is told in the footer.
            then: shows it; gets what ``job`` gave.
            long: the change may touch many articles and is made in a thread.
        """
        self._jobs.append((job, then, long))
        if not self.writing:
            self._write_next()

    async def written(self) -> None:
        """Wait until every change asked for is made."""
        while self.writing or self._jobs:
            await asyncio.sleep(0.02)

    def _write_next(self) -> None:
        while self._jobs:
            job, then, long = self._jobs.popleft()
            if long:
                self.writing = True
                self._saving = self.set_timer(QUICK_SECONDS, partial(self._tell_busy, SAVING))
                self._write_beside(job, then)
                return
            with self.telling_errors():
                then(job())

    def _tell_busy(self, words: str) -> None:
        self.query_one(HeaderLine).saving = words

    @work(thread=True, group="writing")
    def _write_beside(self, job: Callable[[], Any], then: Callable[[Any], None]) -> None:
        try:
            outcome = job()
        except DatelineError as error:
            self.post_message(self.Written(partial(self.footer.tell, str(error), failed=True)))
        else:
            self.post_message(self.Written(partial(then, outcome)))

    @on(Written)
    def _written(self, message: Written) -> None:
        self.writing = False
        if self._saving is not None:
            self._saving.stop()
        self._tell_busy("")
        with self.telling_errors():
            message.then()
        self._write_next()
