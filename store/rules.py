"""The reader's own lexicon: renames and merges of actors that hold in the whole library."""

from __future__ import annotations

import json
import sqlite3

from store.connection import Connections
from store.journal import Change, Journal, named, utc_now
from store.model import DatelineError, Kind
from store.review.lexicon import Rule

__all__ = ["Rule", "Rules"]


class Rules:
    """The rules of a library (``library.rules``); they are made by ``library.decisions`` with ``always=True``."""

    def __init__(self, connections: Connections, journal: Journal) -> None:
        self._connections = connections
        self._journal = journal

    def all(self) -> list[Rule]:
        """Every rule, the oldest first."""
        return [_rule(row) for row in self._connections.rows("SELECT * FROM rules ORDER BY id")]

    def revoke(self, rule_id: int) -> None:
        """Take a rule back, as one journal entry; every article is again as its own decisions leave it.

        Raises:
            DatelineError: There is no such rule.
        """
        with self._connections.writing():
            rows = self._connections.rows("SELECT * FROM rules WHERE id = ?", [rule_id])
            if not rows:
                raise DatelineError(f"there is no rule {rule_id}: `dateline rules list` shows those there are")
            rule = _rule(rows[0])
            with self._journal.record(f"revoked the rule that {', '.join(rule.names)} is {named(rule.name)}") as change:
                change.delete("rules", {"id": rule_id})


def make(change: Change, names: tuple[str, ...], name: str, kind: Kind | None, country: str | None) -> int:
    """Make a rule within a change, and give its number; see :class:`Rule`."""
    row = {"names": json.dumps(names, ensure_ascii=False), "name": name, "kind": kind, "country": country}
    return change.insert_new("rules", {**row, "made": utc_now()})


def _rule(row: sqlite3.Row) -> Rule:
    return Rule(row["id"], tuple(json.loads(row["names"])), row["name"], row["kind"], row["country"], row["made"])
