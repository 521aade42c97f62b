"""Threads that never keep a program from ending: for waiting on the network, where a host may hang for long."""

from __future__ import annotations

import threading
from collections.abc import Callable
from concurrent.futures import Future
from contextlib import suppress
from queue import Empty, SimpleQueue
from types import TracebackType
from typing import Any, Self, TypeVar

Given = TypeVar("Given")


class Daemons:
    """A pool as ``ThreadPoolExecutor`` is one, whose threads are daemons: an interrupted run ends at once.

    As a context manager it drops what has not begun when the block ends.
    """

    def __init__(self, most: int) -> None:
        self._most = most
        self._threads: list[threading.Thread] = []
        self._work: SimpleQueue[tuple[Future[Any], Callable[[], Any]] | None] = SimpleQueue()

    def submit(self, function: Callable[..., Given], *arguments: object) -> Future[Given]:
        """Call a function in one of the threads."""
        future: Future[Given] = Future()
        self._work.put((future, lambda: function(*arguments)))
        if len(self._threads) < self._most:
            self._threads.append(threading.Thread(target=self._serve, daemon=True))
            self._threads[-1].start()
        return future

    def _serve(self) -> None:
        while (taken := self._work.get()) is not None:
            future, call = taken
            if not future.set_running_or_notify_cancel():
                continue
            try:
                future.set_result(call())
            except BaseException as error:  # noqa: BLE001 (the one who waits for the result gets it)
                future.set_exception(error)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        with suppress(Empty):
            while (taken := self._work.get_nowait()) is not None:
                taken[0].cancel()
        for _ in self._threads:
            self._work.put(None)
