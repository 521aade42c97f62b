"""Actors as the machine found them, with their mentions, article by article."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import TYPE_CHECKING

from store.connection import Connections
from store.model import Actor, Mention

if TYPE_CHECKING:
    from sqlite_utils import Database


class Actors:
    """The actors of each article's newest extraction."""

    def __init__(self, connections: Connections) -> None:
        self._connections = connections

    def of(self, article_id: int) -> tuple[Actor, ...]:
        """The actors of one article in the order of its extraction; empty when it has none."""
        with self._connections.reading():
            mentions = self._mentions(article_id)
            sql = "SELECT id, local_id, name, kind, country FROM actors WHERE article_id = ? ORDER BY position"
            rows = self._connections.rows(sql, [article_id])
        return tuple(
            Actor(row["local_id"], row["name"], row["kind"], row["country"], tuple(mentions[row["id"]])) for row in rows
        )

    def _mentions(self, article_id: int) -> defaultdict[int, list[Mention]]:
        sql = """
            SELECT actor_id, start, stop, sentence, form FROM mentions
            WHERE actor_id IN (SELECT id FROM actors WHERE article_id = ?) ORDER BY actor_id, position
        """
        mentions: defaultdict[int, list[Mention]] = defaultdict(list)
        for row in self._connections.rows(sql, [article_id]):
            mentions[row["actor_id"]].append(Mention(row["start"], row["stop"], row["sentence"], row["form"]))
        return mentions


def write(database: Database, article_id: int, actors: Iterable[Actor]) -> dict[str, int]:
    """Write an extraction's actors, inside the caller's transaction.

    Returns:
        For each actor's id within the extraction, the number of its row.
    """
    numbers: dict[str, int] = {}
    sql = "INSERT INTO actors (article_id, position, local_id, name, kind, country) VALUES (?, ?, ?, ?, ?, ?)"
    for position, actor in enumerate(actors):
        values = [article_id, position, actor.id, actor.name, actor.kind, actor.country]
        number = database.execute(sql, values).lastrowid
        assert number is not None
        numbers[actor.id] = number
        _write_mentions(database, number, actor.mentions)
    return numbers


def _write_mentions(database: Database, number: int, mentions: Iterable[Mention]) -> None:
    database.conn.executemany(
        "INSERT INTO mentions (actor_id, position, start, stop, sentence, form) VALUES (?, ?, ?, ?, ?, ?)",
        ((number, place, one.start, one.end, one.sentence, one.form) for place, one in enumerate(mentions)),
    )
