"""Near-duplicates: the same story under several addresses and titles, linked so that the reader meets it once."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from store import likeness
from store.connection import Connections
from store.prepared import body_of

if TYPE_CHECKING:
    from sqlite_utils import Database


@dataclass(frozen=True, slots=True)
class Copy:
    """An article that says the same as another: ``likeness`` (0 to 1) is the share of runs of words in common."""

    id: int
    title: str
    source: str | None
    published: str | None
    likeness: float


class Copies:
    """The near-duplicates of a library's articles."""

    def __init__(self, connections: Connections) -> None:
        self._connections = connections

    def of(self, article_id: int) -> list[Copy]:
        """The near-duplicates of an article, the likest first."""
        sql = """
            SELECT id, title, source, published, likeness FROM articles JOIN (
                SELECT other_id AS near, likeness FROM copies WHERE article_id = :id
                UNION ALL SELECT article_id, likeness FROM copies WHERE other_id = :id
            ) ON id = near ORDER BY likeness DESC, id
        """
        return [Copy(*row) for row in self._connections.rows(sql.replace(":id", "?"), [article_id, article_id])]


def link(database: Database, article_id: int, title: str, text: str, signature: bytes | None) -> list[int]:
    """Find and link the near-duplicates of a text that has just come in, in place of those of its former text.

    Returns:
        Their ids.
    """
    for table, column in (("signatures", "article_id"), ("bands", "article_id"), ("copies", "article_id")):
        database.execute(f"DELETE FROM {table} WHERE {column} = ?", [article_id])
    database.execute("DELETE FROM copies WHERE other_id = ?", [article_id])
    if signature is None:
        return []
    bands = likeness.bands(signature)
    found = _measured(database, article_id, body_of(title, text), signature, bands)
    database.execute("INSERT INTO signatures (article_id, signature) VALUES (?, ?)", [article_id, signature])
    database.conn.executemany("INSERT INTO bands (band, article_id) VALUES (?, ?)", [(b, article_id) for b in bands])
    database.conn.executemany(
        "INSERT INTO copies (article_id, other_id, likeness) VALUES (?, ?, ?)",
        [(min(article_id, other), max(article_id, other), round(share, 3)) for other, share in found.items()],
    )
    return sorted(found)


def _measured(database: Database, article_id: int, body: str, signature: bytes, bands: list[int]) -> dict[int, float]:
    marks = ", ".join("?" for _ in bands)
    sql = f"""
        SELECT article_id, signature FROM signatures
        WHERE article_id IN (SELECT article_id FROM bands WHERE band IN ({marks})) AND article_id <> ?
    """
    near = [row[0] for row in database.execute(sql, [*bands, article_id]) if likeness.likely(signature, row[1])]
    measured = {}
    for other in near:
        row = database.execute("SELECT title, text FROM articles WHERE id = ?", [other]).fetchone()
        measured[other] = likeness.likeness(body, body_of(row["title"], row["text"]))
    return {other: share for other, share in measured.items() if share}
