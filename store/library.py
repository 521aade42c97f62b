"""The library: one SQLite file and the shelves it holds."""

from __future__ import annotations

import sqlite3
import threading
from pathlib import Path
from types import TracebackType

from sqlite_utils import Database

from store import schema
from store.actors import Actors
from store.articles import Articles
from store.incidents import Incidents
from store.journal import Journal
from store.model import DatelineError
from store.notes import Notes
from store.tags import Tags

BUSY_MS = 5000
"""How long a write waits for another process's write, in milliseconds."""


class Library:
    """One file of articles, with a connection of its own for every thread that uses it."""

    def __init__(self, path: Path) -> None:
        """Use ``Library.open``, which also creates and migrates."""
        self.path = path
        self._local = threading.local()
        self._connections: list[sqlite3.Connection] = []
        self._lock = threading.Lock()
        self.journal = Journal(self.connect)
        self.actors = Actors(self.connect)
        self.incidents = Incidents(self.connect)
        self.articles = Articles(self.connect, self.journal, self.actors, self.incidents)
        self.notes = Notes(self.connect, self.journal)
        self.tags = Tags(self.connect, self.journal)

    @classmethod
    def open(cls, path: Path | str) -> Library:
        """Open a library, making it and its folder on first use.

        Raises:
            DatelineError: the path cannot be used, is not a Dateline library, or was made by a newer release;
                what is there stays as it is.
        """
        library = cls(Path(path).expanduser())
        try:
            library.path.parent.mkdir(parents=True, exist_ok=True)
            _refuse_other_files(library.path)
            schema.migrate(library.connect())
        except (OSError, sqlite3.Error) as error:
            library.close()
            raise DatelineError(f"cannot open the library {library.path}: {error}; name another file with --db") from error
        except DatelineError:
            library.close()
            raise
        return library

    def connect(self) -> Database:
        """This thread's database."""
        db: Database | None = getattr(self._local, "db", None)
        if db is None:
            conn = sqlite3.connect(self.path, timeout=BUSY_MS / 1000, check_same_thread=False, isolation_level=None)
            with self._lock:
                self._connections.append(conn)
            for pragma in ("foreign_keys = ON", f"busy_timeout = {BUSY_MS}", "journal_mode = WAL", "synchronous = NORMAL"):
                conn.execute(f"PRAGMA {pragma}")
            db = self._local.db = Database(conn)
        return db

    def close(self) -> None:
        """Close every thread's connection."""
        with self._lock:
            for conn in self._connections:
                conn.close()
            self._connections.clear()
        self._local = threading.local()

    def __enter__(self) -> Library:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()


def _refuse_other_files(path: Path) -> None:
    """A file that is no SQLite database, or one with other tables, is not ours to write to."""
    if not path.exists() or path.stat().st_size == 0:
        return
    with path.open("rb") as file:
        if file.read(16) != b"SQLite format 3\x00":
            raise DatelineError(f"{path} is not a Dateline library: name another file with --db")
    with sqlite3.connect(f"file:{path}?mode=ro", uri=True) as conn:
        version = conn.execute("PRAGMA user_version").fetchone()[0]
        tables = {row[0] for row in conn.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    conn.close()
    if version == 0 and tables:
        raise DatelineError(f"{path} is another program's database: name another file with --db")
