"""What measuring a set gives: figures to hold against a goal, and scored texts whose errors can be told apart."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

Document = dict[str, Any]
"""One text's findings, as ``dateline extract --json`` prints them."""


@dataclass(frozen=True, slots=True)
class Figure:
    """A measured number and what it is held against; ``at_most`` says that the goal is an upper bound."""

    name: str
    value: float
    goal: float | None = None
    at_most: bool = False

    @property
    def verdict(self) -> str:
        """Whether the goal is met, in a word; empty without a goal."""
        if self.goal is None:
            return ""
        return "met" if (self.value <= self.goal if self.at_most else self.value >= self.goal) else "missed"


@dataclass(frozen=True, slots=True)
class Case:
    """One scored text.

    ``actors`` pairs indices of gold and found actors; ``pairs`` those of incidents found with their type, ``loose``
    of incidents found whatever their type (see ``score.py``).
    """

    gold: Document
    found: Document
    actors: dict[int, int]
    pairs: dict[int, int]
    loose: dict[int, int]


@dataclass(frozen=True, slots=True)
class Outcome:
    """All that one set gives."""

    figures: list[Figure] = field(default_factory=list)
    cases: list[Case] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Settings:
    """Where the sets lie, and cross-validated findings of ``train`` where there are any."""

    shared: Path
    predictions: Path | None = None


def f1(right: float, said: float, gold: float) -> float:
    """Harmonic mean of precision and recall, 0..1."""
    return 2 * right / (said + gold) if said + gold else 0.0


def table(title: str, header: Sequence[str], rows: Sequence[Sequence[object]]) -> None:
    """Print rows under a title: the first column to the left, the others to the right."""
    cells = [[_cell(value) for value in row] for row in rows]
    widths = [max(len(row[n]) for row in [list(header), *cells]) for n in range(len(header))]
    print(f"\n{title}")
    for row in [list(header), *cells]:
        first = row[0].ljust(widths[0])
        print("  ".join([f"  {first}", *(c.rjust(w) for c, w in zip(row[1:], widths[1:], strict=True))]).rstrip())


def _cell(value: object) -> str:
    return f"{value:.3f}" if isinstance(value, float) else "" if value is None else str(value)
