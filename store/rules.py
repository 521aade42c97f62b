"""The reader's own lexicon: renames and merges of actors that hold in the whole library."""

from __future__ import annotations

from dataclasses import dataclass

from store.connection import Connections
from store.journal import Journal


@dataclass(frozen=True, slots=True)
class Rule:
    """Actors the machine calls by one of ``names`` (case aside) are one actor, called ``name``.

    ``kind`` and ``country`` are set where not None; ``made`` is ISO 8601 in UTC.
    """

    id: int
    names: tuple[str, ...]
    name: str
    kind: str | None
    country: str | None
    made: str


class Rules:
    """The rules of a library (``library.rules``); they are made by ``library.decisions`` with ``always=True``."""

    def __init__(self, connections: Connections, journal: Journal) -> None:
        self._connections = connections
        self._journal = journal

    def all(self) -> list[Rule]:
        """Every rule, the oldest first."""
        raise NotImplementedError

    def revoke(self, rule_id: int) -> None:
        """Take a rule back, as one journal entry; every article is again as its own decisions leave it.

        Raises:
            DatelineError: There is no such rule.
        """
        raise NotImplementedError
