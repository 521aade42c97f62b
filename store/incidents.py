"""The machine's incidents with their roles, evidence and reasons."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Callable
from typing import Any

from sqlite_utils import Database

from store.model import Evidence, Incident, Place, Reason, TextSpan, When

_ACTOR_ROLES = ("agents", "targets", "sources")
_SPAN_ROLES = ("objects", "instruments")
_COLUMNS = (
    "article, number, local, type, status, modes, place, within, country, latitude, longitude,"
    " date_start, date_end, date_text, date_granularity, killed, injured"
)


class Incidents:
    """The shelf of incidents, written and read an article at a time."""

    def __init__(self, connect: Callable[[], Database]) -> None:
        self._connect = connect

    def replace(self, article: int, incidents: tuple[Incident, ...]) -> None:
        """Put these in the place of all incidents of an article (inside the caller's transaction)."""
        db = self._connect()
        db.execute("DELETE FROM incidents WHERE article = ?", [article])
        for number, incident in enumerate(incidents):
            row = db.execute(
                f"INSERT INTO incidents ({_COLUMNS}) VALUES ({', '.join('?' * 17)})", _row(article, number, incident)
            ).lastrowid
            self._write_parts(db, int(row or 0), incident)

    def _write_parts(self, db: Database, row: int, incident: Incident) -> None:
        many = db.conn.executemany  # type: ignore[union-attr]
        roles: list[tuple[Any, ...]] = []
        for role in _ACTOR_ROLES:
            roles += [(row, role, n, actor, None, None, None) for n, actor in enumerate(getattr(incident, role))]
        for role in _SPAN_ROLES:
            roles += [(row, role, n, None, s.text, s.start, s.end) for n, s in enumerate(getattr(incident, role))]
        many("INSERT INTO roles VALUES (?, ?, ?, ?, ?, ?, ?)", roles)
        many(
            "INSERT INTO evidence VALUES (?, ?, ?, ?, ?)",
            [(row, n, e.sentence, *e.trigger) for n, e in enumerate(incident.evidence)],
        )
        many(
            "INSERT INTO reasons VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            [
                (row, n, r.slot, r.value, r.rule, r.sentence, json.dumps(r.tokens), r.confidence)
                for n, r in enumerate(incident.reasons)
            ],
        )

    def of(self, article: int) -> tuple[Incident, ...]:
        """The incidents of an article in their order."""
        db = self._connect()
        roles = self._parts(db, "roles", "role, actor, text, start, \"end\"", article)
        evidence = self._parts(db, "evidence", 'sentence, start, "end"', article)
        reasons = self._parts(db, "reasons", "slot, value, rule, sentence, tokens, confidence", article)
        rows = db.execute(f"SELECT id, {_COLUMNS} FROM incidents WHERE article = ? ORDER BY number", [article])
        return tuple(_incident(row, roles[row[0]], evidence[row[0]], reasons[row[0]]) for row in rows)

    def _parts(self, db: Database, table: str, columns: str, article: int) -> dict[int, list[tuple[Any, ...]]]:
        order = "role, t.number" if table == "roles" else "t.number"
        found: dict[int, list[tuple[Any, ...]]] = defaultdict(list)
        columns = ", ".join(f"t.{c.strip()}" for c in columns.split(","))
        for row in db.execute(
            f"SELECT t.incident, {columns} FROM {table} t JOIN incidents i ON i.id = t.incident"
            f" WHERE i.article = ? ORDER BY t.incident, {order}",
            [article],
        ):
            found[row[0]].append(row[1:])
        return found


def _row(article: int, number: int, incident: Incident) -> list[Any]:
    place, when = incident.place, incident.date
    return [
        article, number, incident.id, incident.type, incident.status, json.dumps(incident.modes),
        place.name if place else None, json.dumps(place.within) if place else None,
        place.country if place else None, place.latitude if place else None, place.longitude if place else None,
        when.start if when else None, when.end if when else None, when.text if when else None,
        when.granularity if when else None, incident.killed, incident.injured,
    ]  # fmt: skip


def _incident(
    row: tuple[Any, ...], roles: list[tuple[Any, ...]], evidence: list[tuple[Any, ...]], reasons: list[tuple[Any, ...]]
) -> Incident:
    place = None
    if row[7] is not None:
        place = Place(row[7], tuple(json.loads(row[8])), row[9], row[10], row[11])
    when = When(row[12], row[13], row[14], row[15]) if row[12] is not None else None
    actors = {role: tuple(r[1] for r in roles if r[0] == role) for role in _ACTOR_ROLES}
    spans = {role: tuple(TextSpan(r[2], r[3], r[4]) for r in roles if r[0] == role) for role in _SPAN_ROLES}
    return Incident(
        id=row[3], type=row[4], status=row[5], modes=tuple(json.loads(row[6])), place=place, date=when,
        killed=row[16], injured=row[17], **actors, **spans,
        evidence=tuple(Evidence(s, (start, end)) for s, start, end in evidence),
        reasons=tuple(
            Reason(slot, value, rule, sentence, tuple((a, b) for a, b in json.loads(tokens)), confidence)
            for slot, value, rule, sentence, tokens, confidence in reasons
        ),
    )  # fmt: skip
