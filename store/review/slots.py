"""Checking what the reader fills into an incident's slots."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any, get_args

from store.model import EVENT_TYPES, STATUSES, DatelineError, Granularity, Place, When
from store.review.actor_edits import country_code
from store.review.model import Slots
from store.text import clean_line

LARGEST_COUNT = 100_000_000
"""More people than any incident has killed or injured."""


def checked(slots: Slots) -> dict[str, Any]:
    """The slots, cleaned, ready to be set.

    Raises:
        DatelineError: A value makes no sense in its slot; the message says what would.
    """
    return {slot: _CHECKS[slot](value) if slot in _CHECKS else tuple(value) for slot, value in _known(slots).items()}


def _known(slots: Slots) -> dict[str, Any]:
    unknown = set(slots) - set(Slots.__annotations__)
    if unknown:
        raise DatelineError(f"an incident has no slot “{clean_line(min(unknown))}”")
    return dict(slots)


def _type(value: str) -> str:
    if value not in EVENT_TYPES:
        raise DatelineError(f"“{clean_line(value)}” is no type of incident: choose one of {', '.join(EVENT_TYPES)}")
    return value


def _status(value: str) -> str:
    if value not in STATUSES:
        raise DatelineError(f"“{clean_line(value)}” is no status: choose one of {', '.join(STATUSES)}")
    return value


def _modes(values: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(mode for value in values if (mode := clean_line(value))))


def _place(value: Place | None) -> Place | None:
    if value is None:
        return None
    name = clean_line(value.name)
    if not name:
        raise DatelineError("the place has no name: type one, or leave it out")
    return Place(
        name,
        tuple(larger for one in value.within if (larger := clean_line(one))),
        country_code(value.country),
        _degrees(value.latitude, 90),
        _degrees(value.longitude, 180),
    )


def _degrees(value: float | None, most: int) -> float | None:
    if value is not None and not -most <= value <= most:
        raise DatelineError(f"{value} is no place on Earth: give degrees from -{most} to {most}")
    return value


def _date(value: When | None) -> When | None:
    if value is None:
        return None
    start, end = _day(value.start), None if value.end is None else _day(value.end)
    if end is not None and end < start:
        raise DatelineError(f"the incident ends on {end}, before it begins on {start}: change one of the two")
    if value.granularity not in get_args(Granularity):
        raise DatelineError(f"“{clean_line(value.granularity)}” is no granularity of a date: choose day, month or year")
    return When(start, end, clean_line(value.text) or start, value.granularity)


def _day(value: str) -> str:
    try:
        return date.fromisoformat(value).isoformat()
    except ValueError:
        raise DatelineError(f"“{clean_line(value)}” is not a date: write it as 2024-07-28") from None


def _count(value: int | None) -> int | None:
    if value is not None and not 0 <= value <= LARGEST_COUNT:
        raise DatelineError(f"{value} is no number of people: type one from 0 to {LARGEST_COUNT:,}, or leave it out")
    return value


_CHECKS: dict[str, Callable[[Any], Any]] = {
    "type": _type,
    "status": _status,
    "modes": _modes,
    "place": _place,
    "date": _date,
    "killed": _count,
    "injured": _count,
}
