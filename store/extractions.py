"""Extractions: what the machine found in each article, kept whole and given back as it was."""

from __future__ import annotations

import json
import sqlite3
from typing import TYPE_CHECKING

from store import actors, incidents
from store.actors import Actors
from store.connection import Connections
from store.incidents import Incidents
from store.journal import utc_now
from store.model import Extraction

if TYPE_CHECKING:
    from sqlite_utils import Database


class Extractions:
    """The newest extraction of each article."""

    def __init__(self, connections: Connections) -> None:
        self._connections = connections
        self._actors = Actors(connections)
        self._incidents = Incidents(connections)

    def of(self, article_id: int) -> Extraction | None:
        """The article's newest extraction, equal to the one put there; None when there is none."""
        with self._connections.reading():
            rows = self._connections.rows("SELECT engine, limits FROM extractions WHERE article_id = ?", [article_id])
            if not rows:
                return None
            sql = "SELECT start, stop FROM sentences WHERE article_id = ? ORDER BY position"
            return Extraction(
                sentences=tuple((row["start"], row["stop"]) for row in self._connections.rows(sql, [article_id])),
                actors=self._actors.of(article_id),
                incidents=self._incidents.of(article_id),
                engine=rows[0]["engine"],
                limits=tuple(json.loads(rows[0]["limits"])),
            )

    def put(self, article_id: int, extraction: Extraction) -> None:
        """Put an extraction in the place of the article's former one.

        Raises:
            ValueError: Two findings share an id, or an incident names an actor that the extraction has not.
        """
        with self._connections.writing() as database:
            database.execute("DELETE FROM extractions WHERE article_id = ?", [article_id])
            try:
                _write(database, article_id, extraction)
            except (KeyError, sqlite3.IntegrityError) as error:
                raise ValueError(f"the extraction does not hold together: {error}") from error


def _write(database: Database, article_id: int, extraction: Extraction) -> None:
    database.execute(
        "INSERT INTO extractions (article_id, engine, limits, made) VALUES (?, ?, ?, ?)",
        [article_id, extraction.engine, json.dumps(extraction.limits), utc_now()],
    )
    database.conn.executemany(
        "INSERT INTO sentences (article_id, position, start, stop) VALUES (?, ?, ?, ?)",
        [(article_id, position, *span) for position, span in enumerate(extraction.sentences)],
    )
    numbers = actors.write(database, article_id, extraction.actors)
    incidents.write(database, article_id, extraction.incidents, numbers)
