"""The version of an article that is read because the reader chose it: a decision of the reader's, undone like any other.

The texts themselves are never journalled: all versions stay in the library, and a choice, its undoing and its redoing
only say which of them lies on the desk. Notes, verdicts and corrections hang on quotes and are found again in it.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from store import copies, versions
from store.connection import Connections, Value
from store.journal import Journal, Row, Touched, named
from store.likeness import signature
from store.model import DatelineError
from store.prepared import body_of

if TYPE_CHECKING:
    from sqlite_utils import Database

_TABLE = "chosen_versions"


class ChosenVersions:
    """Which versions the reader chose to read (``library.chosen_versions``)."""

    def __init__(self, connections: Connections, journal: Journal) -> None:
        self._connections = connections
        self._journal = journal
        journal.follow(_follow)

    def read(self, article_id: int, version: int, words: str = "") -> None:
        """Read another version of an article from now on, as one journal entry; its findings are then to be made anew.

        Args:
            words: what was done, for the journal, where it was more than to choose; the article's title is added.

        Raises:
            DatelineError: there is no such article, or no such version of it.
        """
        with self._connections.writing() as database:
            rows = self._connections.rows("SELECT title, version FROM articles WHERE id = ?", [article_id])
            if not rows:
                raise DatelineError(f"there is no article {article_id} in this library")
            now, title = rows[0]["version"], rows[0]["title"]
            if version == now:
                return
            if not versions.is_kept(database, article_id, version):
                raise versions.missing(article_id, version)
            key: Row = {"article_id": article_id}
            with self._journal.record(f"{words or f'chose to read version {version} of'} {named(title)}") as change:
                change.delete(_TABLE, key)  # whole rows, so that the follower sees both states
                change.insert(_TABLE, key, {"version": version, "instead_of": now})


def _follow(database: Database, touched: Sequence[Touched]) -> None:
    """Put the version on the desk that a choice made, undone or redone asks for."""
    states: dict[Value, list[Row]] = {}
    for table, key, row in touched:
        if table == _TABLE:
            states.setdefault(key["article_id"], []).extend([row] if row else [])
    for article_id, rows in states.items():
        wanted = _wanted(database, article_id, rows)
        if wanted is not None:
            _lay_out(database, article_id, wanted)


def _wanted(database: Database, article_id: Value, states: Sequence[Row]) -> Value:
    """The version to read; None where another has come in since, which no undoing takes away."""
    now = database.execute("SELECT version FROM articles WHERE id = ?", [article_id]).fetchone()[0]
    found = database.execute(f"SELECT version, instead_of FROM {_TABLE} WHERE article_id = ?", [article_id]).fetchone()
    choice: Row | None = dict(found) if found else None
    undone = next((state for state in states if state["version"] == now and state != choice), None)
    if undone is not None:
        return undone["instead_of"]
    return choice["version"] if choice in states and choice and choice["instead_of"] == now else None


def _lay_out(database: Database, article_id: Value, version: Value) -> None:
    row = versions.lay_out(database, article_id, version)
    if row is not None:
        title, text = row["title"], row["text"]
        found = None if row["empty"] else signature(body_of(title, text))
        copies.link(database, row["id"], title, text, found)
