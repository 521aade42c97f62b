"""Searches the reader keeps under a name. Every change is one journal entry."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass

from store.connection import Connections
from store.journal import Change, Journal, named, utc_now
from store.model import DatelineError
from store.search.parsing import parse
from store.search.shelf import Sorting
from store.text import clean_line, fold

LONGEST_NAME = 60
"""Characters the name of a saved search may have."""


@dataclass(frozen=True, slots=True)
class SavedSearch:
    """A search with a name.

    ``key`` is a key of the reader by Textual's name for it, None without one; ``opens`` is True for the one search that
    Dateline shows when it opens.
    """

    id: int
    name: str
    query: str
    sorting: Sorting
    key: str | None
    opens: bool


class SavedSearches:
    """The saved searches of a library, by name; names are compared without regard to case and diacritics."""

    def __init__(self, connections: Connections, journal: Journal) -> None:
        self._connections = connections
        self._journal = journal

    def all(self) -> list[SavedSearch]:
        """Every saved search, in the order of the names."""
        return [_saved(row) for row in self._connections.rows("SELECT * FROM saved_searches ORDER BY folded")]

    def get(self, name: str) -> SavedSearch:
        """The search of a name.

        Raises:
            DatelineError: There is none.
        """
        rows = self._connections.rows("SELECT * FROM saved_searches WHERE folded = ?", [fold(clean_line(name))])
        if not rows:
            raise DatelineError(f"there is no saved search {named(clean_line(name))}: `dateline searches` lists them")
        return _saved(rows[0])

    def opening(self) -> SavedSearch | None:
        """The search to open with, if there is one."""
        rows = self._connections.rows("SELECT * FROM saved_searches WHERE opens LIMIT 1")
        return _saved(rows[0]) if rows else None

    def save(
        self, name: str, query: str, *, sorting: Sorting = "rank", key: str | None = None, opens: bool = False
    ) -> SavedSearch:
        """Keep a search under a name, in the place of the one that had the name or the key.

        Args:
            name: Its name; one line.
            query: The query, which must make sense.
            sorting: How it orders what it finds.
            key: A key of the reader; another search that has it loses it.
            opens: Whether Dateline opens with it; the search that did no longer does.

        Raises:
            DatelineError: The name is empty or too long.
            QueryError: The query makes no sense.
        """
        name = search_name(name)
        query = clean_line(query)
        parse(query)
        with self._connections.writing(), self._journal.record(f"saved the search {named(name)}") as change:
            self._free(change, key, opens, but=fold(name))
            values = {"name": name, "query": query, "sorting": sorting, "key": key, "opens": int(opens)}
            rows = self._connections.rows("SELECT id FROM saved_searches WHERE folded = ?", [fold(name)])
            if rows:
                change.update("saved_searches", {"id": rows[0]["id"]}, {**values})
            else:
                change.insert_new("saved_searches", {**values, "folded": fold(name), "made": utc_now()})
        return self.get(name)

    def rename(self, name: str, new: str) -> None:
        """Give a search another name.

        Raises:
            DatelineError: There is no such search, or the new name is empty, too long or another search's.
        """
        new = search_name(new)
        with self._connections.writing():
            old = self.get(name)
            taken = self._connections.rows(
                "SELECT id FROM saved_searches WHERE folded = ? AND id <> ?", [fold(new), old.id]
            )
            if taken:
                raise DatelineError(f"there is a saved search {named(new)} already: choose another name")
            with self._journal.record(f"renamed the search {named(old.name)} to {named(new)}") as change:
                change.update("saved_searches", {"id": old.id}, {"name": new, "folded": fold(new)})

    def set_opening(self, name: str | None) -> None:
        """Open with this search from now on; None opens with all articles again.

        Raises:
            DatelineError: There is no such search.
        """
        with self._connections.writing():
            chosen = self.get(name) if name is not None else None
            words = f"made {named(chosen.name)} what Dateline opens with" if chosen else "open with all articles"
            with self._journal.record(words) as change:
                self._free(change, None, True, but=fold(chosen.name) if chosen else "")
                if chosen:
                    change.update("saved_searches", {"id": chosen.id}, {"opens": 1})

    def remove(self, name: str) -> None:
        """Forget a search.

        Raises:
            DatelineError: There is no such search.
        """
        with self._connections.writing():
            old = self.get(name)
            with self._journal.record(f"removed the search {named(old.name)}") as change:
                change.delete("saved_searches", {"id": old.id})

    def _free(self, change: Change, key: str | None, opens: bool, *, but: str) -> None:
        """Take a key, and the place at the opening, from the searches that have them."""
        for row in self._connections.rows("SELECT id, key, opens FROM saved_searches WHERE folded <> ?", [but]):
            if key is not None and row["key"] == key:
                change.update("saved_searches", {"id": row["id"]}, {"key": None})
            if opens and row["opens"]:
                change.update("saved_searches", {"id": row["id"]}, {"opens": 0})


def search_name(typed: str) -> str:
    """A saved search's name from what the reader typed: one line, single spaces.

    Raises:
        DatelineError: Nothing is left, or it is too long.
    """
    name = clean_line(typed)
    if not fold(name):
        raise DatelineError("a saved search needs a name: type a word or two")
    if len(name) > LONGEST_NAME:
        raise DatelineError(f"the name “{name[:20]}…” is too long: keep it to {LONGEST_NAME} characters")
    return name


def _saved(row: sqlite3.Row) -> SavedSearch:
    return SavedSearch(row["id"], row["name"], row["query"], row["sorting"], row["key"], bool(row["opens"]))
