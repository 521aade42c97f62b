"""Findings are made in a process of their own, so that neither the model's loading nor its work stops the screen."""

from __future__ import annotations

import contextlib
import os
import signal
import sys
from collections.abc import Callable
from multiprocessing import get_context
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from threading import Lock
from typing import Any

from store.model import DatelineError, Extraction

Request = tuple[str, str | None, str | None, str | None]
"""Text, publication date (ISO), language (ISO 639-1), title: the arguments of ``store.extraction.extract``."""


def serve(connection: Connection) -> None:
    """The process's whole life: take a request, answer with an ``Extraction`` or with words on what went wrong."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    _leave_the_terminal_alone()
    with contextlib.suppress(EOFError, OSError):
        while True:
            connection.send(_answer(connection.recv()))


def _answer(request: Request) -> Extraction | str:
    text, published, language, title = request
    try:
        from store.extraction import extract

        return extract(text, published, language=language, title=title)
    except DatelineError as error:
        return str(error)
    except (ArithmeticError, AssertionError, AttributeError, ImportError, LookupError, MemoryError, OSError,
            RuntimeError, TypeError, ValueError) as error:  # fmt: skip
        return f"no findings for this article: {type(error).__name__}: {' '.join(str(error).split())}"


def _leave_the_terminal_alone() -> None:
    """What libraries print would land on top of the reader's screen."""
    nowhere = os.open(os.devnull, os.O_RDWR)
    for descriptor in (0, 1, 2):
        os.dup2(nowhere, descriptor)
    sys.stdout = sys.stderr = open(os.devnull, "w")  # noqa: PTH123, SIM115 (lives as long as the process)


class ExtractionProcess:
    """One worker process, started when it is first needed and ended with the reader. Calls may come from any thread."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._process: BaseProcess | None = None
        self._connection: Connection | None = None
        self._closed = False

    def extract(self, request: Request, wanted: Callable[[], bool] = lambda: True) -> Extraction | None:
        """Wait for a text's findings; calls wait for each other.

        Args:
            request: what to look at.
            wanted: asked when this call's turn has come; False gives the turn up, and None comes back.

        Raises:
            DatelineError: the findings could not be made, or the process ended.
        """
        with self._lock:
            if not wanted():
                return None
            try:
                connection = self._connected()
                connection.send(request)
                answer: Any = connection.recv()
            except (EOFError, OSError) as error:
                self._end()
                raise DatelineError("the process that makes findings ended; open the article again to retry") from error
        if isinstance(answer, str):
            raise DatelineError(answer)
        return answer  # type: ignore[no-any-return]

    def _connected(self) -> Connection:
        if self._closed:
            raise EOFError
        if self._connection is None or self._process is None or not self._process.is_alive():
            context = get_context("spawn")
            ours, theirs = context.Pipe()
            process = context.Process(target=serve, args=(theirs,), name="dateline-findings", daemon=True)
            # Textual stands in for stderr with an object that has no descriptor, which spawning needs.
            with contextlib.redirect_stderr(sys.__stderr__):
                process.start()
            theirs.close()
            self._process, self._connection = process, ours
        return self._connection

    def _end(self) -> None:
        if self._process is not None:
            self._process.kill()
        if self._connection is not None:
            self._connection.close()
        self._process = self._connection = None

    def close(self) -> None:
        """Kill the process at once; a call that waits for it raises, and so does every later one."""
        self._closed = True
        if self._process is not None:
            self._process.kill()
