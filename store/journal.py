"""Every change by the reader as one entry, with the rows before and after it, so that it can be undone and redone.

Undo is a stack, as in an editor: undo takes back the newest entry that stands, redo brings back the oldest one undone,
and a new change drops what was undone. It lives in the library file and so survives a restart.
"""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING, Literal

from store.connection import Connections, Value
from store.model import DatelineError

if TYPE_CHECKING:
    from sqlite_utils import Database

Row = dict[str, Value]
Touched = tuple[str, Row, Row | None]
"""A table, a row's key, and the columns that matter; None where there is no such row."""

Follower = Callable[["Database", Sequence[Touched]], None]
"""Called in the transaction of every change, undo and redo, with the rows it touched as they were and as they are."""

_TABLES = frozenset(
    {"articles", "article_tags", "notes", "note_tags", "decisions", "rules", "saved_searches", "chosen_versions"}
)
_WORDS_OF_TITLE = 60


@dataclass(frozen=True, slots=True)
class Entry:
    """One change by the reader: ``at`` is an ISO 8601 UTC time, ``words`` say what was done."""

    id: int
    at: str
    words: str
    undone: bool


class Change:
    """The rows one entry touches; each method changes the library and remembers how it was."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self.before: list[Touched] = []
        self.after: list[Touched] = []

    def insert(self, table: str, key: Row, values: Row) -> None:
        """Add a row that is not there yet."""
        self._make(table, key, None, values)

    def insert_if_new(self, table: str, key: Row, values: Row) -> None:
        """Add a row unless there is one of its key."""
        if self._find(table, key, key) is None:
            self.insert(table, key, values)

    def insert_new(self, table: str, values: Row) -> int:
        """Add a row to a table that numbers its rows, and return the number (``id``)."""
        columns = ", ".join(_quoted(column) for column in values)
        marks = ", ".join("?" for _ in values)
        sql = f"INSERT INTO {_known(table)} ({columns}) VALUES ({marks}) RETURNING id"
        number = int(self._database.execute(sql, list(values.values())).fetchone()[0])
        self._remember(table, {"id": number}, None, values)
        return number

    def update(self, table: str, key: Row, values: Row) -> None:
        """Set columns of a row; columns that hold the value already are left out, and so is a row that is not there."""
        now = self._find(table, key, values)
        if now is None:
            return
        before = {column: value for column, value in now.items() if value != values[column]}
        if before:
            self._make(table, key, before, {column: values[column] for column in before})

    def delete(self, table: str, key: Row) -> None:
        """Delete a row, if it is there."""
        now = self._find(table, key, None)
        if now is not None:
            self._make(table, key, {column: value for column, value in now.items() if column not in key}, None)

    def insert_each(self, table: str, keys: Sequence[Row], values: Row) -> None:
        """Add several rows that are not there yet and differ in their keys alone."""
        _put_each(self._database, [(table, key, None, values) for key in keys])
        for key in keys:
            self._remember(table, key, None, values)

    def delete_each(self, table: str, keys: Sequence[Row]) -> None:
        """Delete several rows, those of them that are there."""
        for key in keys:
            self.delete(table, key)

    def update_each(self, table: str, keys: Sequence[Row], values: Row) -> None:
        """Set the same columns of several rows; see :meth:`update`."""
        for key in keys:
            self.update(table, key, values)

    def _find(self, table: str, key: Row, columns: Mapping[str, Value] | None) -> Row | None:
        wanted = "*" if columns is None else ", ".join(_quoted(column) for column in columns)
        sql = f"SELECT {wanted} FROM {_known(table)} WHERE {_matching(key)}"
        found = self._database.execute(sql, list(key.values())).fetchone()
        return None if found is None else dict(found)

    def _make(self, table: str, key: Row, before: Row | None, after: Row | None) -> None:
        _put(self._database, table, key, before, after)
        self._remember(table, key, before, after)

    def _remember(self, table: str, key: Row, before: Row | None, after: Row | None) -> None:
        self.before.append((table, key, before))
        self.after.append((table, key, after))


class Journal:
    """The list of the reader's changes, and the only way to make one."""

    def __init__(self, connections: Connections) -> None:
        self._connections = connections
        self._followers: list[Follower] = []
        self._of_thread = threading.local()

    def follow(self, follower: Follower) -> None:
        """Have what is derived from the reader's tables written anew with every change."""
        self._followers.append(follower)

    @contextmanager
    def record(self, words: str) -> Iterator[Change]:
        """A block whose changes are one entry, written in one transaction; nothing changed, nothing recorded.

        Args:
            words: What is done, in words that can follow "undone: ". Within :meth:`one_entry` they are not kept.
        """
        with self._connections.writing() as database:
            if (whole := self._whole) is not None:
                before = len(whole.after)
                yield whole
                self._tell(database, [*whole.before[before:], *whole.after[before:]])
                return
            change = Change(database)
            yield change
            if change.after:
                database.execute("DELETE FROM journal WHERE undone")
                database.execute(
                    "INSERT INTO journal (at, words, before, after) VALUES (?, ?, ?, ?)",
                    [utc_now(), words, _packed(change.before), _packed(change.after)],
                )
                self._tell(database, [*change.before, *change.after])

    @contextmanager
    def one_entry(self, words: str) -> Iterator[None]:
        """A block in which several changes, each recorded by itself, become one entry, kept whole or not at all."""
        with self.record(words) as change:
            self._of_thread.whole = change
            try:
                yield
            finally:
                self._of_thread.whole = None

    @property
    def _whole(self) -> Change | None:
        """The entry that this thread's changes are parts of, if any."""
        return getattr(self._of_thread, "whole", None)

    def undo(self) -> str | None:
        """Take back the newest change that stands.

        Returns:
            The words of what was undone, None when there is nothing to undo.
        """
        return self._turn("undo")

    def redo(self) -> str | None:
        """Bring back the change that was undone last.

        Returns:
            The words of what was done again, None when there is nothing to redo.
        """
        return self._turn("redo")

    def entries(self, limit: int = 200) -> list[Entry]:
        """The newest entries, newest first, those that were undone among them."""
        rows = self._connections.rows("SELECT id, at, words, undone FROM journal ORDER BY id DESC LIMIT ?", [limit])
        return [Entry(row["id"], row["at"], row["words"], bool(row["undone"])) for row in rows]

    def _tell(self, database: Database, touched: Sequence[Touched]) -> None:
        for follower in self._followers:
            follower(database, touched)

    def _turn(self, way: Literal["undo", "redo"]) -> str | None:
        which = "NOT undone ORDER BY id DESC" if way == "undo" else "undone ORDER BY id"
        with self._connections.writing() as database:
            entry = database.execute(f"SELECT * FROM journal WHERE {which} LIMIT 1").fetchone()
            if entry is None:
                return None
            before, after = _unpacked(entry["before"]), _unpacked(entry["after"])
            steps = list(zip(before, after, strict=True))
            if way == "undo":
                steps = [(now, then) for then, now in reversed(steps)]
            _put_each(database, [(table, key, now, then) for (table, key, now), (_, _, then) in steps])
            database.execute("UPDATE journal SET undone = ? WHERE id = ?", [way == "undo", entry["id"]])
            self._tell(database, [*before, *after])
            return str(entry["words"])


def utc_now() -> str:
    """The present moment as ISO 8601 in UTC, to the second."""
    return datetime.now(UTC).isoformat(timespec="seconds")


def named(title: str) -> str:
    """A title as the words of an entry quote it, shortened where it is long."""
    short = title if len(title) <= _WORDS_OF_TITLE else title[: _WORDS_OF_TITLE - 1].rstrip() + "…"
    return f"“{short}”"


def titles(connections: Connections, article_ids: Sequence[int]) -> str:
    """What the words of an entry call some articles: the title of one, the number of several.

    Raises:
        DatelineError: There is no such article.
    """
    wanted = sorted(set(article_ids))
    sql = "SELECT id, title FROM articles WHERE id IN (SELECT value FROM json_each(?))"
    rows = connections.rows(sql, [json.dumps(wanted)])
    if len(rows) < len(wanted):
        missing = min(set(wanted) - {row["id"] for row in rows})
        raise DatelineError(f"there is no article {missing} in this library")
    return named(rows[0]["title"]) if len(rows) == 1 else f"{len(rows):,} articles"


_ROWS_A_LINE = 500
"""Rows packed in one call: one call for all rows of a bulk change would keep every other thread, the screen's too,
waiting for it."""
_BETWEEN = ",\n"
"""What parts the lines; JSON has no line break anywhere else."""


def _packed(touched: Sequence[Touched]) -> str:
    """Rows as one JSON array of several lines."""
    slices = (touched[first : first + _ROWS_A_LINE] for first in range(0, len(touched), _ROWS_A_LINE))
    return f"[{_BETWEEN.join(json.dumps(rows)[1:-1] for rows in slices)}]"


def _unpacked(packed: str) -> list[Touched]:
    lines = packed[1:-1].split(_BETWEEN)
    return [(table, key, values) for line in lines for table, key, values in json.loads(f"[{line}]")]


def _put(database: Database, table: str, key: Row, now: Row | None, then: Row | None) -> None:
    database.execute(*_statement(table, key, now, then))


def _put_each(database: Database, steps: Sequence[tuple[str, Row, Row | None, Row | None]]) -> None:
    """Several steps in their order; those of one shape that follow one another in one go."""
    statements = [_statement(*step) for step in steps]
    for sql, run in groupby(statements, key=itemgetter(0)):
        database.conn.executemany(sql, [values for _, values in run])


def _statement(table: str, key: Row, now: Row | None, then: Row | None) -> tuple[str, list[Value]]:
    """The SQL that turns a row from what it is now to what it is then (None: no row), with its values."""
    if then is None:
        return f"DELETE FROM {_known(table)} WHERE {_matching(key)}", list(key.values())
    if now is None:
        row = {**key, **then}
        columns, marks = ", ".join(map(_quoted, row)), ", ".join("?" for _ in row)
        return f"INSERT INTO {_known(table)} ({columns}) VALUES ({marks})", list(row.values())
    settings = ", ".join(f"{_quoted(column)} = ?" for column in then)
    return f"UPDATE {_known(table)} SET {settings} WHERE {_matching(key)}", [*then.values(), *key.values()]


def _known(table: str) -> str:
    # An entry is read from a file that may come from somebody else: it must not name another table.
    if table not in _TABLES:
        raise ValueError(f"the journal does not keep changes to {table!r}")
    return table


def _matching(key: Row) -> str:
    return " AND ".join(f"{_quoted(column)} = ?" for column in key)


def _quoted(column: str) -> str:
    return '"' + column.replace('"', '""') + '"'
