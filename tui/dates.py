"""Dates as a reader of English expects them. Month names are spelt here, so the user's locale changes no screen."""

from __future__ import annotations

from datetime import date

from store.model import When

_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip
_SEASONS = {12: "winter", 3: "spring", 6: "summer", 9: "autumn"}


def _parse(iso: str) -> date | None:
    try:
        return date.fromisoformat(iso[:10])
    except ValueError:
        return None


def long_date(iso: str) -> str:
    """``2024-07-28`` is ``28 July 2024``; what is no ISO date is given back as it came."""
    day = _parse(iso)
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}" if day else iso


def short_date(iso: str) -> str:
    """``2024-07-28`` is ``28 Jul 2024``."""
    day = _parse(iso)
    return f"{day.day} {_MONTHS[day.month - 1][:3]} {day.year}" if day else iso


def when_text(when: When) -> str:
    """A stretch of days in few words: ``26 Jul 2024``, ``January 2024``, ``3–5 Jul 2024``, ``since 7 Oct 2023``."""
    start = _parse(when.start)
    if start is None:
        return when.text
    if when.granularity == "year":
        return str(start.year)
    if when.granularity == "month":
        return f"{_MONTHS[start.month - 1]} {start.year}"
    if when.granularity == "season" and start.month in _SEASONS:
        return f"{_SEASONS[start.month]} {start.year}"
    if when.end is None:
        return f"since {short_date(when.start)}"
    if when.granularity == "week":
        return f"week of {short_date(when.start)}"
    return _range(start, _parse(when.end) or start)


def _range(start: date, end: date) -> str:
    last = short_date(end.isoformat())
    if start == end:
        return last
    if (start.year, start.month) == (end.year, end.month):
        return f"{start.day}–{last}"
    if start.year == end.year:
        return f"{start.day} {_MONTHS[start.month - 1][:3]} – {last}"
    return f"{short_date(start.isoformat())} – {last}"
