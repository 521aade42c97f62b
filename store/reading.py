"""Where the reader is: the place in each article, and the way back and forward. No journal entries: nothing is lost."""

from __future__ import annotations

from typing import Literal

from store.connection import Connections

LONGEST_WAY = 500
"""Visits that are remembered; the oldest are forgotten first."""


class Reading:
    """Places and visits (``library.reading``), kept in the file and so there after a restart."""

    def __init__(self, connections: Connections) -> None:
        self._connections = connections

    def place(self, article_id: int) -> int:
        """The character of the article's text where its reader was last; 0 when it was never opened."""
        rows = self._connections.rows("SELECT start FROM reading_places WHERE article_id = ?", [article_id])
        return int(rows[0]["start"]) if rows else 0

    def keep_place(self, article_id: int, at: int) -> None:
        """Remember where the reader is in an article; where there is no such article, nothing happens."""
        sql = "INSERT OR REPLACE INTO reading_places (article_id, start) SELECT id, ? FROM articles WHERE id = ?"
        with self._connections.writing() as database:
            database.execute(sql, [max(0, at), article_id])

    def leave(self, article_id: int) -> None:
        """An article that was open is left, and so it is read. No journal entry: turning a page is no change to undo."""
        with self._connections.writing() as database:
            database.execute("UPDATE articles SET unread = 0 WHERE id = ?", [article_id])

    def visit(self, article_id: int) -> None:
        """Note that an article was opened; what lay forward of the former one is forgotten."""
        with self._connections.writing() as database:
            if self._current() == article_id:
                return
            database.execute("DELETE FROM visits WHERE id > (SELECT id FROM visits WHERE current)")
            database.execute("UPDATE visits SET current = 0 WHERE current")
            database.execute(
                "INSERT INTO visits (article_id, current) SELECT id, 1 FROM articles WHERE id = ?", [article_id]
            )
            database.execute(
                "DELETE FROM visits WHERE id <= (SELECT id FROM visits ORDER BY id DESC LIMIT 1 OFFSET ?)",
                [LONGEST_WAY],
            )

    def back(self) -> int | None:
        """Go to the article visited before and return it; None at the first."""
        return self._go("id < :now ORDER BY id DESC")

    def forward(self) -> int | None:
        """Go to the article visited after and return it; None at the last."""
        return self._go("id > :now ORDER BY id")

    def _go(self, way: Literal["id < :now ORDER BY id DESC", "id > :now ORDER BY id"]) -> int | None:
        with self._connections.writing() as database:
            now = database.execute("SELECT id FROM visits WHERE current").fetchone()
            where = {"now": now["id"] if now else 1 << 62}
            then = database.execute(f"SELECT id, article_id FROM visits WHERE {way} LIMIT 1", where).fetchone()
            if then is None:
                return None
            database.execute("UPDATE visits SET current = (id = ?)", [then["id"]])
            return int(then["article_id"])

    def _current(self) -> int | None:
        rows = self._connections.rows("SELECT article_id FROM visits WHERE current")
        return int(rows[0]["article_id"]) if rows else None
