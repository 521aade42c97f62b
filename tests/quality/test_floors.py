"""Floors under what extraction finds in our own samples, a little below what it reached when they were set.

Run with ``pytest tests/quality``; raise a floor when extraction gets better, never lower one to let a change pass.
"""

from __future__ import annotations

import pytest

from store.model import EVENT_TYPES, KINDS, STATUSES
from tests.quality import own

FLOORS = {
    "actors": 0.87,
    "kinds": 0.95,
    "incidents": 0.80,
    "agents": 0.68,
    "targets": 0.53,
    "sources": 0.56,
    "status": 0.86,
    "place": 0.42,
    "date": 0.80,
    "killed": 0.90,
    "injured": 0.85,
}


@pytest.fixture(scope="module")
def counts() -> dict[str, own.Count]:
    return own.measure()


@pytest.mark.parametrize("name", FLOORS)
def test_samples_are_read_no_worse_than_they_were(counts: dict[str, own.Count], name: str) -> None:
    count = counts[name]
    assert count.f1 >= FLOORS[name], f"{name}: {count.right} right of {count.said} said, {count.gold} in the gold"


def test_samples_hold_every_type_every_status_and_every_kind() -> None:
    incidents = [i for sample in own.samples() for i in sample["incidents"]]
    assert {i["type"] for i in incidents} == set(EVENT_TYPES)
    assert {i["status"] for i in incidents} == set(STATUSES)
    assert {a["kind"] for sample in own.samples() for a in sample["actors"]} == set(KINDS)
