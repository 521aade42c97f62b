"""Notes and highlights, anchored in the text by quote and position (W3C Web Annotation)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Literal

from sqlite_utils import Database

from store.journal import Journal
from store.model import DatelineError, Note, Span
from store.text import clean_text

CONTEXT = 32
"""Characters of prefix and suffix a TextQuoteSelector keeps."""
_COLUMNS = 'id, article, about, body, color, exact, prefix, suffix, start, "end", made'


class Notes:
    """The shelf of notes."""

    def __init__(self, connect: Callable[[], Database], journal: Journal) -> None:
        self._connect = connect
        self._journal = journal

    def add(
        self,
        article: int,
        body: str,
        *,
        at: Span | None = None,
        about: Literal["article", "text", "actor", "incident"] | None = None,
        color: str | None = None,
    ) -> int:
        """Add a note to an article, or to the characters ``at`` of its text; its id.

        Raises:
            DatelineError: there is no such article, or the span lies outside its text.
        """
        db = self._connect()
        row = db.execute("SELECT text FROM articles WHERE id = ?", [article]).fetchone()
        if row is None:
            raise DatelineError(f"there is no article {article}: `dateline` lists what there is")
        anchor = _anchor(row[0], at)
        id = int(db.execute("SELECT coalesce(max(id), 0) + 1 FROM notes").fetchone()[0])
        made = datetime.now(UTC).isoformat(timespec="seconds")
        values = [id, article, about or ("text" if at else "article"), clean_text(body), color, *anchor, made]
        insert = f"INSERT INTO notes ({_COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
        self._journal.record("add a note", [(insert, values)], [("DELETE FROM notes WHERE id = ?", [id])])
        return id

    def remove(self, id: int) -> None:
        """Take a note away; one that is not there is no error."""
        row = self._connect().execute(f"SELECT {_COLUMNS} FROM notes WHERE id = ?", [id]).fetchone()
        if row is not None:
            insert = f"INSERT INTO notes ({_COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
            self._journal.record("remove a note", [("DELETE FROM notes WHERE id = ?", [id])], [(insert, list(row))])

    def on(self, article: int) -> list[Note]:
        """The notes of an article in the order of its text, those on the whole article first."""
        rows = self._connect().execute(
            f"SELECT {_COLUMNS} FROM notes WHERE article = ? ORDER BY start IS NOT NULL, start, id", [article]
        )
        return [Note(*row) for row in rows]


def _anchor(text: str, at: Span | None) -> tuple[str | None, str | None, str | None, int | None, int | None]:
    if at is None:
        return None, None, None, None, None
    start, end = at
    if not 0 <= start < end <= len(text):
        raise DatelineError(f"characters {start} to {end} lie outside the article: choose words of its text")
    return text[start:end], text[max(0, start - CONTEXT) : start], text[end : end + CONTEXT], start, end
