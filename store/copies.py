"""Near-duplicates: the same story under several addresses and titles, linked so that the reader meets it once."""

from __future__ import annotations

from collections.abc import Sequence
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

    def missing(self) -> list[int]:
        """The articles that were never compared with the others: those kept before near-duplicates were looked for."""
        sql = """
            SELECT id FROM articles WHERE NOT empty AND id NOT IN (SELECT article_id FROM signatures)
            AND length(text) >= ? ORDER BY id
        """
        return [row["id"] for row in self._connections.rows(sql, [likeness.FEWEST])]

    def compare(self, article_ids: Sequence[int]) -> int:
        """Compare articles with all that were compared before, and link the near-duplicates; some milliseconds each.

        Returns:
            How many of them have one. What is too short to be compared, or is gone by now, has none.
        """
        found = 0
        for article_id in article_ids:
            rows = self._connections.rows("SELECT title, text FROM articles WHERE id = ?", [article_id])
            signatures = [likeness.signature(body_of(row["title"], row["text"])) for row in rows]
            if any(signatures):
                with self._connections.writing() as database:
                    found += bool(link(database, article_id, rows[0]["title"], rows[0]["text"], signatures[0]))
        return found


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
