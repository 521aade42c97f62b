"""Incidents as the machine found them, with roles, evidence and reasons, article by article."""

from __future__ import annotations

import json
import sqlite3
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING, TypeVar

from store.connection import Connections
from store.model import Evidence, Incident, Place, Reason, TextSpan, When

if TYPE_CHECKING:
    from sqlite_utils import Database

Part = TypeVar("Part")
Parts = dict[tuple[int, str], tuple[Part, ...]]
"""What hangs on incidents, by the incident's row and the role (empty where the table has no roles)."""


class Incidents:
    """The incidents of each article's newest extraction."""

    def __init__(self, connections: Connections) -> None:
        self._connections = connections

    def of(self, article_id: int) -> tuple[Incident, ...]:
        """The incidents of one article in the order of its extraction; empty when it has none."""
        with self._connections.reading():
            rows = self._connections.rows(
                "SELECT * FROM incidents WHERE article_id = ? ORDER BY position", [article_id]
            )
            modes = self._parts("SELECT incident_id, '' AS role, mode FROM incident_modes", article_id, _mode)
            actors = self._parts(_ACTORS, article_id, _local_id)
            spans = self._parts("SELECT * FROM incident_spans", article_id, _span)
            evidence = self._parts("SELECT *, '' AS role FROM evidence", article_id, _evidence)
            reasons = self._parts("SELECT *, '' AS role FROM reasons", article_id, _reason)
        return tuple(
            Incident(
                id=row["local_id"],
                type=row["type"],
                status=row["status"],
                evidence=evidence.get((row["id"], ""), ()),
                modes=modes.get((row["id"], ""), ()),
                agents=actors.get((row["id"], "agent"), ()),
                targets=actors.get((row["id"], "target"), ()),
                objects=spans.get((row["id"], "object"), ()),
                place=_place(row),
                date=_date(row),
                instruments=spans.get((row["id"], "instrument"), ()),
                killed=row["killed"],
                injured=row["injured"],
                sources=actors.get((row["id"], "source"), ()),
                reasons=reasons.get((row["id"], ""), ()),
            )
            for row in rows
        )

    def _parts(self, select: str, article_id: int, make: Callable[[sqlite3.Row], Part]) -> Parts[Part]:
        sql = f"{select} WHERE incident_id IN (SELECT id FROM incidents WHERE article_id = ?) ORDER BY position"
        parts: defaultdict[tuple[int, str], list[Part]] = defaultdict(list)
        for row in self._connections.rows(sql, [article_id]):
            parts[row["incident_id"], row["role"]].append(make(row))
        return {key: tuple(found) for key, found in parts.items()}


_ACTORS = """
    SELECT incident_id, role, incident_actors.position AS position, local_id
    FROM incident_actors JOIN actors ON actors.id = actor_id
"""


def write(database: Database, article_id: int, incidents: Iterable[Incident], actors: Mapping[str, int]) -> None:
    """Write an extraction's incidents, inside the caller's transaction.

    Args:
        database: A connection in a transaction.
        article_id: The article; its row in ``extractions`` has been written.
        incidents: The incidents in the extraction's order.
        actors: For each actor's id within the extraction, the number of its row.

    Raises:
        KeyError: An incident names an actor that the extraction has not.
    """
    for position, incident in enumerate(incidents):
        row = {"article_id": article_id, "position": position, **_columns(incident)}
        marks = ", ".join(f":{column}" for column in row)
        sql = f"INSERT INTO incidents ({', '.join(row)}) VALUES ({marks})"
        number = database.execute(sql, row).lastrowid
        assert number is not None
        _write_roles(database, number, incident, actors)
        _write_grounds(database, number, incident)


def _columns(incident: Incident) -> dict[str, object]:
    place, date = incident.place, incident.date
    columns: dict[str, object] = {
        "local_id": incident.id,
        "type": incident.type,
        "status": incident.status,
        "killed": incident.killed,
        "injured": incident.injured,
    }
    if place is not None:
        columns |= {"place_name": place.name, "place_within": json.dumps(place.within), "place_country": place.country}
        columns |= {"latitude": place.latitude, "longitude": place.longitude}
    if date is not None:
        columns |= {"date_start": date.start, "date_end": date.end}
        columns |= {"date_text": date.text, "date_granularity": date.granularity}
    return columns


def _write_roles(database: Database, number: int, incident: Incident, actors: Mapping[str, int]) -> None:
    database.conn.executemany(
        "INSERT INTO incident_modes (incident_id, position, mode) VALUES (?, ?, ?)",
        [(number, place, mode) for place, mode in enumerate(incident.modes)],
    )
    parts = (("agent", incident.agents), ("target", incident.targets), ("source", incident.sources))
    database.conn.executemany(
        "INSERT INTO incident_actors (incident_id, role, position, actor_id) VALUES (?, ?, ?, ?)",
        [(number, role, place, actors[actor]) for role, ids in parts for place, actor in enumerate(ids)],
    )
    things = (("object", incident.objects), ("instrument", incident.instruments))
    database.conn.executemany(
        "INSERT INTO incident_spans (incident_id, role, position, text, start, stop) VALUES (?, ?, ?, ?, ?, ?)",
        [
            (number, role, place, span.text, span.start, span.end)
            for role, spans in things
            for place, span in enumerate(spans)
        ],
    )


def _write_grounds(database: Database, number: int, incident: Incident) -> None:
    database.conn.executemany(
        "INSERT INTO evidence (incident_id, position, sentence, start, stop) VALUES (?, ?, ?, ?, ?)",
        [(number, place, ground.sentence, *ground.trigger) for place, ground in enumerate(incident.evidence)],
    )
    database.conn.executemany(
        "INSERT INTO reasons (incident_id, position, slot, value, rule, sentence, tokens, confidence)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        [
            (number, place, why.slot, why.value, why.rule, why.sentence, json.dumps(why.tokens), why.confidence)
            for place, why in enumerate(incident.reasons)
        ],
    )


def _place(row: sqlite3.Row) -> Place | None:
    if row["place_name"] is None:
        return None
    within = tuple(json.loads(row["place_within"]))
    return Place(row["place_name"], within, row["place_country"], row["latitude"], row["longitude"])


def _date(row: sqlite3.Row) -> When | None:
    if row["date_start"] is None:
        return None
    return When(row["date_start"], row["date_end"], row["date_text"], row["date_granularity"])


def _mode(row: sqlite3.Row) -> str:
    return str(row["mode"])


def _local_id(row: sqlite3.Row) -> str:
    return str(row["local_id"])


def _span(row: sqlite3.Row) -> TextSpan:
    return TextSpan(row["text"], row["start"], row["stop"])


def _evidence(row: sqlite3.Row) -> Evidence:
    return Evidence(row["sentence"], (row["start"], row["stop"]))


def _reason(row: sqlite3.Row) -> Reason:
    tokens = tuple((start, end) for start, end in json.loads(row["tokens"]))
    return Reason(row["slot"], row["value"], row["rule"], row["sentence"], tokens, row["confidence"])
