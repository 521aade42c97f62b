"""Every change by the reader, one entry each, undone and redone in order, also after a restart."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from sqlite_utils import Database

Statement = tuple[str, list[Any]]


@dataclass(frozen=True, slots=True)
class Entry:
    """One change: when (ISO 8601, UTC), what in words, and whether it stands undone."""

    id: int
    at: str
    words: str
    undone: bool


class Journal:
    """The shelf of changes. A change and its entry are written in one transaction."""

    def __init__(self, connect: Callable[[], Database]) -> None:
        self._connect = connect

    def record(self, words: str, redo: Sequence[Statement], undo: Sequence[Statement]) -> None:
        """Make a change and note it; what was undone before it can no longer be redone.

        Args:
            words: the change as a person would say it.
            redo: statements that make the change.
            undo: statements that take it back, in the order in which they must run.
        """
        db = self._connect()
        with db.atomic():
            for sql, values in redo:
                db.execute(sql, values)
            db.execute("DELETE FROM journal WHERE undone")
            db.execute(
                "INSERT INTO journal (at, words, undo, redo) VALUES (?, ?, ?, ?)",
                [datetime.now(UTC).isoformat(timespec="seconds"), words, json.dumps(undo), json.dumps(redo)],
            )

    def undo(self) -> str | None:
        """Take the latest change back; its words, or None when there is nothing to undo."""
        return self._turn("SELECT id, words, undo FROM journal WHERE NOT undone ORDER BY id DESC LIMIT 1", 1)

    def redo(self) -> str | None:
        """Make the change undone last once more; its words, or None."""
        return self._turn("SELECT id, words, redo FROM journal WHERE undone ORDER BY id LIMIT 1", 0)

    def _turn(self, which: str, undone: int) -> str | None:
        db = self._connect()
        with db.atomic():
            row = db.execute(which).fetchone()
            if row is None:
                return None
            for sql, values in json.loads(row[2]):
                db.execute(sql, values)
            db.execute("UPDATE journal SET undone = ? WHERE id = ?", [undone, row[0]])
        return str(row[1])

    def entries(self, limit: int = 100) -> list[Entry]:
        """The latest changes, newest first."""
        rows = self._connect().execute("SELECT id, at, words, undone FROM journal ORDER BY id DESC LIMIT ?", [limit])
        return [Entry(int(i), at, words, bool(undone)) for i, at, words, undone in rows]
