"""Connections to one SQLite file: one for each thread, all with the same settings, and errors told in words."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from store.model import DatelineError
from store.text import fold

if TYPE_CHECKING:
    from sqlite_utils import Database

BUSY_SECONDS = 5.0
"""How long a write waits for another process's write before it gives up."""

Value = str | int | float | bytes | None


class LibraryBusy(DatelineError):
    """Another program keeps the file locked."""


class Connections:
    """The connections of one library, made when a thread first asks and closed when it has ended.

    Reads go through :meth:`rows` (or :meth:`reading` where several must agree), writes through :meth:`writing`.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._of_thread: dict[threading.Thread, Database] = {}
        self._lock = threading.Lock()
        self._closed = False

    @property
    def db(self) -> Database:
        """The calling thread's connection.

        Raises:
            DatelineError: The library was closed, or the file cannot be opened.
        """
        thread = threading.current_thread()
        database = self._of_thread.get(thread)
        return self._connect(thread) if database is None else database

    def rows(self, sql: str, parameters: Sequence[Value] = ()) -> list[sqlite3.Row]:
        """Run one query and return all its rows.

        Raises:
            DatelineError: The file is locked, damaged or gone.
        """
        with self._told_in_words():
            rows: list[sqlite3.Row] = self.db.execute(sql, parameters).fetchall()
            return rows

    @contextmanager
    def reading(self) -> Iterator[None]:
        """A block whose reads all see the library as it was at the first of them."""
        with self._told_in_words(), self.db.atomic():
            yield

    @contextmanager
    def writing(self) -> Iterator[Database]:
        """A block that is written whole or not at all; within another such block it is part of that one.

        The write lock is taken at once (``BEGIN IMMEDIATE``). sqlite-utils' own ``atomic()`` begins without it, and
        SQLite then refuses to turn a read into a write, without waiting, when another process wrote in between
        (https://sqlite.org/isolation.html).

        Raises:
            DatelineError: Another process kept the file locked, the disk is full, or the file cannot be written.
        """
        database = self.db
        with self._told_in_words():
            if database.conn.in_transaction:
                with database.atomic():
                    yield database
                return
            database.execute("BEGIN IMMEDIATE")
            try:
                yield database
                database.execute("COMMIT")
            except BaseException:
                database.rollback()
                raise

    def close(self) -> None:
        """Close the connections of every thread. Closing twice does nothing."""
        with self._lock:
            self._closed = True
            for database in self._of_thread.values():
                database.close()
            self._of_thread.clear()

    def _connect(self, thread: threading.Thread) -> Database:
        with self._lock, self._told_in_words():
            if self._closed:
                raise DatelineError(f"{self.path} was closed: open the library again")
            self._close_those_of_ended_threads()
            database = _open(self.path)
            self._of_thread[thread] = database
            return database

    def _close_those_of_ended_threads(self) -> None:
        for thread in [thread for thread in self._of_thread if not thread.is_alive()]:
            self._of_thread.pop(thread).close()

    @contextmanager
    def _told_in_words(self) -> Iterator[None]:
        try:
            yield
        except sqlite3.IntegrityError:
            raise
        except sqlite3.ProgrammingError:
            if not self._closed:
                raise
            raise DatelineError(f"{self.path} was closed: open the library again") from None
        except sqlite3.DatabaseError as error:
            raise _in_words(error, self.path) from error


def _open(path: Path) -> Database:
    # Here and not above, since sqlite-utils imports numpy wherever it is installed.
    from sqlite_utils import Database

    # Only close() reaches a connection from another thread, hence no check of the thread.
    connection = sqlite3.connect(path, timeout=BUSY_SECONDS, check_same_thread=False)
    connection.row_factory = sqlite3.Row
    connection.create_function("fold", 1, fold, deterministic=True)
    for pragma in (f"busy_timeout={int(BUSY_SECONDS * 1000)}", "foreign_keys=ON", "synchronous=NORMAL"):
        connection.execute(f"PRAGMA {pragma}")
    return Database(connection, recursive_triggers=False, execute_plugins=False)


def _in_words(error: sqlite3.DatabaseError, path: Path) -> DatelineError:
    code = getattr(error, "sqlite_errorcode", sqlite3.SQLITE_ERROR) & 0xFF
    if code in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
        return LibraryBusy(f"{path} is busy: another program has been writing to it; try again in a moment")
    words = {
        sqlite3.SQLITE_FULL: "cannot grow: the disk is full; make room and try again",
        sqlite3.SQLITE_READONLY: "cannot be written: make the file and its folder writable, or choose another library",
        sqlite3.SQLITE_CANTOPEN: "cannot be opened: check that the path is a file in a folder you may write to",
        sqlite3.SQLITE_NOTADB: "is not a Dateline library: choose another file",
        sqlite3.SQLITE_CORRUPT: "is damaged: restore it from a backup, or choose another library",
        sqlite3.SQLITE_IOERR: "cannot be read or written: check the disk it is on",
    }
    return DatelineError(f"{path} {words[code]}" if code in words else f"{path}: {error}")
