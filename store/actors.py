"""The machine's actors and their mentions."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable

from sqlite_utils import Database

from store.model import Actor, Mention


class Actors:
    """The shelf of actors, written and read an article at a time."""

    def __init__(self, connect: Callable[[], Database]) -> None:
        self._connect = connect

    def replace(self, article: int, actors: tuple[Actor, ...]) -> None:
        """Put these in the place of all actors of an article (inside the caller's transaction)."""
        db = self._connect()
        db.execute("DELETE FROM actors WHERE article = ?", [article])
        for number, actor in enumerate(actors):
            row = db.execute(
                "INSERT INTO actors (article, number, local, name, kind, country) VALUES (?, ?, ?, ?, ?, ?)",
                [article, number, actor.id, actor.name, actor.kind, actor.country],
            ).lastrowid
            db.conn.executemany(  # type: ignore[union-attr]
                'INSERT INTO mentions (actor, number, start, "end", sentence, form) VALUES (?, ?, ?, ?, ?, ?)',
                [(row, n, m.start, m.end, m.sentence, m.form) for n, m in enumerate(actor.mentions)],
            )

    def of(self, article: int) -> tuple[Actor, ...]:
        """The actors of an article in their order."""
        db = self._connect()
        mentions: dict[int, list[Mention]] = defaultdict(list)
        for actor, *mention in db.execute(
            'SELECT actor, m.start, m."end", m.sentence, m.form FROM mentions m JOIN actors a ON a.id = m.actor'
            " WHERE a.article = ? ORDER BY m.actor, m.number",
            [article],
        ):
            mentions[actor].append(Mention(*mention))
        rows = db.execute(
            "SELECT id, local, name, kind, country FROM actors WHERE article = ? ORDER BY number", [article]
        )
        return tuple(Actor(local, name, kind, country, tuple(mentions[id])) for id, local, name, kind, country in rows)
