"""The library: one SQLite file and the shelves it holds."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import Self

from store import schema
from store.actors import Actors
from store.articles import Articles
from store.chosen_versions import ChosenVersions
from store.connection import Connections
from store.copies import Copies
from store.decisions import Decisions
from store.feeds import Feeds
from store.findings import EffectiveFindings
from store.incidents import Incidents
from store.journal import Journal
from store.model import DatelineError
from store.notes import Notes
from store.reading import Reading
from store.rules import Rules
from store.search.saved import SavedSearches
from store.search.shelf import Search
from store.tags import Tags
from store.versions import Versions


class Library:
    """One library file. Any thread may use it: each gets a connection of its own when it first asks for something.

    Other processes may read and write the file at the same time. Use :meth:`open`; it is a context manager, too.

    Attributes:
        path: The file.
        articles: The articles, with the machine's extractions.
        actors: The actors found, article by article.
        incidents: The incidents found, article by article.
        notes: The reader's notes and highlights.
        tags: The reader's tags.
        versions: The texts that came in for one article, one after the other.
        chosen_versions: Which of them the reader chose to read.
        copies: Near-duplicates, linked.
        feeds: The feeds the reader follows.
        findings: What each article says with the reader's word taken into account.
        decisions: The reader's verdicts and corrections.
        rules: Renames and merges of actors that hold in every article.
        reading: Where the reader is, and the way back.
        search: Finds articles by a query.
        searches: The queries the reader keeps under a name.
        journal: The reader's changes, to be undone and redone.
    """

    def __init__(self, connections: Connections) -> None:
        self._connections = connections
        self.path = connections.path
        self.journal = Journal(connections)
        self.tags = Tags(connections, self.journal)
        self.rules = Rules(connections, self.journal)
        self.findings = EffectiveFindings(connections, self.journal, self.rules)
        self.decisions = Decisions(connections, self.journal, self.findings)
        self.notes = Notes(connections, self.journal, self.findings)
        self.actors = Actors(connections)
        self.incidents = Incidents(connections)
        self.versions = Versions(connections)
        self.chosen_versions = ChosenVersions(connections, self.journal)
        self.copies = Copies(connections)
        self.feeds = Feeds(connections)
        self.search = Search(connections, self.findings)
        self.searches = SavedSearches(connections, self.journal)
        self.articles = Articles(connections, self.journal, self.tags, self.findings)
        self.reading = Reading(connections)

    @classmethod
    def open(cls, path: Path | str) -> Library:
        """Open a library, having made it (and the folders above it, for the user alone) or brought it up to date.

        Raises:
            DatelineError: The file is no SQLite database, another program's, or from a newer Dateline (it is then left
                as it was); or the file or its folder cannot be made or written.
        """
        path = _usable(path)
        connections = Connections(path)
        try:
            schema.migrate(connections)
        except BaseException:
            connections.close()
            raise
        return cls(connections)

    @contextmanager
    def batch(self) -> Iterator[None]:
        """A block of several writes that is written whole or not at all, and faster than each by itself."""
        with self._connections.writing():
            yield

    def close(self) -> None:
        """Close every thread's connection. What asks the library for something afterwards gets a DatelineError."""
        self._connections.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def _usable(path: Path | str) -> Path:
    try:
        # Absolute, so that SQLite does not take a name such as ":memory:" for one of its own.
        path = Path(path).expanduser().absolute()
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        is_folder, exists = path.is_dir(), path.exists()
    except (FileExistsError, NotADirectoryError):
        raise DatelineError(f"{path} lies below a file, not in a folder: choose another place with --db") from None
    except OSError as error:
        raise DatelineError(f"{path} cannot be used ({error.strerror}): choose another place with --db") from None
    except RuntimeError:
        raise DatelineError(f"there is no home folder for {path}: write the path in full") from None
    if is_folder:
        raise DatelineError(f"{path} is a folder: name a file in it, such as {path / 'dateline.db'}")
    # SQLite keeps its write-ahead log beside the file, so the folder has to be writable, too.
    if not os.access(path.parent, os.W_OK) or (exists and not os.access(path, os.W_OK)):
        raise DatelineError(f"{path} cannot be written: make it and its folder writable, or choose another with --db")
    return path
