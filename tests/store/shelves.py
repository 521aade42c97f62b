"""What the tests of the shelves share: a short article, and the reader's tables written out."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from store.model import Article

READERS = ("article_tags", "notes", "note_tags", "decisions", "rules")


def article(number: int = 1, published: str | None = "2031-03-04", **fields: object) -> Article:
    """An article unlike any with another number."""
    title = f"Ferry talks stall for day {number}"
    body = f"Envoys from Ostrava Bay left the table on day {number}. No date was set."
    return Article(title=title, text=f"{title}\n\n{body}", published=published, **fields)  # type: ignore[arg-type]


def readers_tables(path: Path) -> dict[str, list[tuple[object, ...]]]:
    """Everything the reader decides, as it stands in the file."""
    with sqlite3.connect(path) as connection:
        dump = {table: connection.execute(f"SELECT * FROM {table} ORDER BY 1, 2").fetchall() for table in READERS}
        dump["marks"] = connection.execute("SELECT id, unread, starred, reviewed FROM articles ORDER BY id").fetchall()
    connection.close()
    return dump


def whole_dump(path: Path) -> dict[str, list[tuple[object, ...]]]:
    """Every table but the journal, what is derived included."""
    with sqlite3.connect(path) as connection:
        tables = [row[0] for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        # FTS5 keeps segments that differ by the order of writes, and ``names`` every name there ever was.
        kept = [
            t for t in tables if t != "journal" and not t.startswith("sqlite_") and "_index" not in t and t != "names"
        ]
        dump = {table: sorted(connection.execute(f"SELECT * FROM {table}").fetchall(), key=repr) for table in kept}
    connection.close()
    return dump
