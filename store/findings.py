"""Effective findings: the machine's with the reader's decisions and rules laid over them, article by article."""

from __future__ import annotations

import json
from collections.abc import Callable, Container, Iterable, Sequence
from typing import TYPE_CHECKING

from store.connection import Connections, Value
from store.extractions import Extractions
from store.journal import Journal, Touched
from store.model import DatelineError
from store.review import Findings
from store.review.claims import Patch, unpack
from store.review.effective import effective
from store.review.lexicon import Rule
from store.rules import Rules
from store.text import fold

if TYPE_CHECKING:
    from sqlite_utils import Database


AT_ONCE = 200
"""Articles whose derived rows are written in the transaction of a rule itself: less than a second's work."""


class EffectiveFindings:
    """What each article says once the reader's word is taken into account (``library.findings``).

    The tables ``effective_*`` hold what search needs of it. They are derived: written anew for an article whenever its
    extraction, its decisions or a rule that touches it change, in the same transaction, undo and redo included. Only a
    rule that touches more than :data:`AT_ONCE` articles leaves their rows to :meth:`refresh`. :meth:`of` never waits:
    it is always computed from what was decided.
    """

    def __init__(self, connections: Connections, journal: Journal, rules: Rules) -> None:
        self._connections = connections
        self._rules = rules
        self._extractions = Extractions(connections)
        journal.follow(self._follow)

    def of(self, article_id: int) -> Findings | None:
        """An article's findings as the reader should see them; None when the article has no extraction yet.

        Raises:
            DatelineError: There is no such article, or its decisions were written by a newer Dateline.
        """
        with self._connections.reading():
            return self._of(article_id, self._rules.all())

    def refresh(self, wanted: Callable[[], bool] = lambda: True) -> int:
        """Write the derived rows that a rule for very many articles left behind; to be called before reading them.

        Args:
            wanted: Asked between short transactions; False stops the work, which can be taken up again at any time.

        Returns:
            The number of articles written.
        """
        count = 0
        sql = "SELECT article_id FROM effective_articles WHERE stale LIMIT 20"
        while wanted() and self._connections.rows(sql):
            with self._connections.writing() as database:
                waiting = [row["article_id"] for row in self._connections.rows(sql)]
                self.derive(database, waiting)
            count += len(waiting)
        return count

    def derive(self, database: Database, article_ids: Iterable[int]) -> None:
        """Write the derived rows of some articles anew, inside the caller's transaction."""
        rules = self._rules.all()
        for article_id in article_ids:
            database.execute("DELETE FROM effective_articles WHERE article_id = ?", [article_id])
            findings = self._of(article_id, rules)
            if findings is not None:
                _write(database, article_id, findings, self._text(article_id))

    def _of(self, article_id: int, rules: Sequence[Rule]) -> Findings | None:
        text = self._text(article_id)
        machine = self._extractions.of(article_id)
        return None if machine is None else effective(machine, text, self._patches(article_id), rules)

    def _text(self, article_id: int) -> str:
        rows = self._connections.rows("SELECT text FROM articles WHERE id = ?", [article_id])
        if not rows:
            raise DatelineError(f"there is no article {article_id} in this library")
        return str(rows[0]["text"])

    def _patches(self, article_id: int) -> list[Patch]:
        rows = self._connections.rows("SELECT value FROM decisions WHERE article_id = ? ORDER BY id", [article_id])
        try:
            return [unpack(row["value"]) for row in rows]
        except ValueError as error:
            raise DatelineError(
                f"a decision on article {article_id} cannot be read ({error}): update Dateline"
            ) from error

    def _follow(self, database: Database, touched: Sequence[Touched]) -> None:
        articles = {row["article_id"] for table, _, row in touched if table == "decisions" and row is not None}
        names = {
            name
            for table, _, row in touched
            if table == "rules" and row is not None
            for name in (*json.loads(str(row["names"])), row["name"])
        }
        self.derive(database, sorted(int(str(article)) for article in articles))
        named = self._naming(names, articles)
        if len(named) <= AT_ONCE:
            self.derive(database, named)
        else:
            sql = "UPDATE effective_articles SET stale = 1 WHERE article_id IN (SELECT value FROM json_each(?))"
            database.execute(sql, [json.dumps(named)])

    def _naming(self, names: Iterable[str], but: Container[Value]) -> list[int]:
        """Articles in which the machine calls an actor by one of some names, folded alike, but for some articles."""
        wanted = {fold(name) for name in names}
        if not wanted:
            return []
        spelled = [row["name"] for row in self._connections.rows("SELECT DISTINCT name FROM actors")]
        sql = "SELECT DISTINCT article_id FROM actors WHERE name IN (SELECT value FROM json_each(?))"
        known = json.dumps([name for name in spelled if fold(name) in wanted])
        return [row["article_id"] for row in self._connections.rows(sql, [known]) if row["article_id"] not in but]


def _write(database: Database, article_id: int, findings: Findings, text: str) -> None:
    made, states = findings.effective, findings.states
    counts = [article_id, len(states), len(findings.unreviewed)]
    database.execute("INSERT INTO effective_articles (article_id, findings, unreviewed) VALUES (?, ?, ?)", counts)
    places = {actor.id: place for place, actor in enumerate(made.actors)}
    actors = [
        (article_id, place, actor.name, actor.kind, actor.country, states[actor.id])
        for place, actor in enumerate(made.actors)
    ]
    _insert(database, "effective_actors", actors)
    _insert(database, "effective_aliases", _aliases(article_id, findings, text))
    _insert(database, "effective_incidents", _incidents(article_id, findings))
    _insert(
        database,
        "effective_modes",
        [(article_id, place, mode) for place, one in enumerate(made.incidents) for mode in dict.fromkeys(one.modes)],
    )
    roles = [
        (article_id, place, role, places[actor])
        for place, one in enumerate(made.incidents)
        for role, ids in (("agent", one.agents), ("target", one.targets), ("source", one.sources))
        for actor in dict.fromkeys(ids)
    ]
    _insert(database, "effective_roles", roles)
    objects = [
        (article_id, place, words)
        for place, one in enumerate(made.incidents)
        for words in dict.fromkeys(fold(span.text) for span in one.objects)
    ]
    _insert(database, "incident_objects", objects)


def _aliases(article_id: int, findings: Findings, text: str) -> list[tuple[Value, ...]]:
    rows: dict[tuple[Value, ...], None] = {}
    machine = {actor.id: actor.name for actor in findings.machine.actors}
    for place, actor in enumerate(findings.effective.actors):
        names = [actor.name, *(text[m.start : m.end] for m in actor.mentions if m.form == "name")]
        names += [machine[id] for id in findings.behind[actor.id]]
        if actor.id in findings.known.actors:
            names += findings.known.actors[actor.id].names
        rows |= dict.fromkeys((article_id, place, folded) for name in names if (folded := fold(name)))
    return list(rows)


def _incidents(article_id: int, findings: Findings) -> list[tuple[Value, ...]]:
    rows: list[tuple[Value, ...]] = []
    for position, one in enumerate(findings.effective.incidents):
        place, date = one.place, one.date
        where: tuple[Value, ...] = (None,) * 5
        if place is not None:
            within = json.dumps(place.within, ensure_ascii=False)
            where = (place.name, within, place.country, place.latitude, place.longitude)
        when: tuple[Value, ...] = (None, None) if date is None else (date.start, date.end)
        state = findings.states[one.id]
        rows.append((article_id, position, one.type, one.status, *where, *when, one.killed, one.injured, state))
    return rows


def _insert(database: Database, table: str, rows: Sequence[tuple[Value, ...]]) -> None:
    if rows:
        marks = ", ".join("?" for _ in rows[0])
        database.conn.executemany(f"INSERT INTO {table} VALUES ({marks})", rows)
