"""Calendar arithmetic for dates in news: stretches of days, and the day that words without a year mean."""

from __future__ import annotations

import tomllib
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from importlib.resources import files
from typing import Any

from store.model import Granularity

SOON = 3
JUST_PASSED = 60
"""Days after publication that a date without a year may lie and still be this year's (the dateline's time zone)."""

SEASONS = {"spring": (3, 5), "summer": (6, 8), "autumn": (9, 11), "fall": (9, 11), "winter": (12, 2)}


@dataclass(frozen=True, slots=True)
class Days:
    """A stretch of days, both ends included; ``end`` is None where it stays open."""

    start: date
    end: date | None
    grain: Granularity = "day"


def one(day: date) -> Days:
    """A single day."""
    return Days(day, day)


def safe(year: int, month: int, day: int) -> date | None:
    """The date, or None where the calendar has none."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


def shift(day: date, *, days: int = 0, months: int = 0) -> date | None:
    """A day moved by days and months (to the last of a shorter month), or None outside the years 1 to 9999."""
    try:
        year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
        moved = date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
        return moved + timedelta(days=days)
    except (ValueError, OverflowError):
        return None


def month(year: int, number: int, part: str = "") -> Days:
    """A month, or its early (1st to 10th), middle (11th to 20th) or late (from the 21st) part."""
    first, last = date(year, number, 1), date(year, number, monthrange(year, number)[1])
    if part == "early":
        return Days(first, first.replace(day=10), "range")
    if part == "mid":
        return Days(first.replace(day=11), first.replace(day=20), "range")
    if part == "late":
        return Days(first.replace(day=21), last, "range")
    return Days(first, last, "month")


def year(number: int, part: str = "") -> Days:
    """A year, or its early (first quarter), middle (May to August) or late (last quarter) part."""
    first, last = {"early": (1, 3), "mid": (5, 8), "late": (10, 12)}.get(part, (1, 12))
    return Days(date(number, first, 1), month(number, last).end, "range" if part else "year")


def decade(number: int, part: str = "") -> Days:
    """Ten years, or the first four, the middle four, the last four of them."""
    first, last = {"early": (0, 3), "mid": (3, 6), "late": (6, 9)}.get(part, (0, 9))
    return Days(date(number + first, 1, 1), date(number + last, 12, 31), "range")


def season(name: str, number: int) -> Days:
    """A season of the northern half of the world; winter begins in December of the year given."""
    first, last = SEASONS[name]
    return Days(date(number, first, 1), month(number + (last < first), last).end, "season")


def week(day: date) -> Days:
    """Sunday to Saturday around a day."""
    sunday = day - timedelta(days=(day.weekday() + 1) % 7)
    return Days(sunday, sunday + timedelta(days=6), "week")


def weekend(day: date) -> Days:
    """The weekend that a day lies in, or else the one before it."""
    saturday = day - timedelta(days=(day.weekday() - 5) % 7)
    return Days(saturday, saturday + timedelta(days=1), "range")


def nearest(number: int, day: int, published: date, *, ahead: bool) -> date | None:
    """The day of a date without a year: the last one before publication, or where the words point ahead the next.

    A day that passed just now is meant even beside words that point ahead ("vowed to answer the raid of July 20").
    """
    around = [safe(published.year + step, number, day) for step in (-1, 0, 1, 2)]
    known = [d for d in around if d is not None]
    if ahead and not any(0 <= (published - d).days <= JUST_PASSED for d in known):
        return next((d for d in known if d >= published), None)
    return next((d for d in reversed(known) if (d - published).days <= SOON), safe(published.year - 2, number, day))


@cache
def named_days() -> dict[str, dict[str, Any]]:
    """``lexicon/calendar.toml``: the days that have a name, in lower case."""
    text = files("store.extraction").joinpath("lexicon/calendar.toml").read_text("utf-8")
    table: dict[str, dict[str, Any]] = tomllib.loads(text)["days"]
    return table


def named_day(name: str, published: date | None, *, ahead: bool) -> date | None:
    """The day a named day means: the last one before publication, or where the words point ahead the next."""
    rule = named_days()[name]
    if "date" in rule:
        day: date = rule["date"]
        return day
    if published is None:
        return None
    reach = range(-4, 5)
    falls = [d for step in reach if (d := _in_year(rule, published.year + step)) is not None]
    if ahead:
        return next((d for d in falls if d >= published), None)
    return next((d for d in reversed(falls) if (d - published).days <= SOON), None)


def named_day_in(name: str, number: int) -> date | None:
    """The named day in a given year."""
    return _in_year(named_days()[name], number)


def _in_year(rule: dict[str, Any], number: int) -> date | None:
    if not 1 < number < 9999 or ("every" in rule and number % rule["every"] != rule["of"]):
        return None
    if "day" in rule:
        return safe(number, *rule["day"])
    if "easter" in rule:
        return _easter(number) + timedelta(days=rule["easter"])
    if "weekday" in rule:
        return _nth_weekday(number, *rule["weekday"])
    return None


def _nth_weekday(number: int, month_number: int, weekday: int, which: int) -> date:
    if which < 0:
        last = date(number, month_number, monthrange(number, month_number)[1])
        return last - timedelta(days=(last.weekday() - weekday) % 7)
    first = date(number, month_number, 1)
    return first + timedelta(days=(weekday - first.weekday()) % 7 + 7 * (which - 1))


def _easter(number: int) -> date:
    """Easter Sunday of the Gregorian calendar (anonymous algorithm, Meeus, Astronomical Algorithms, 1991, ch. 8)."""
    a, b, c = number % 19, number // 100, number % 100
    d, e = divmod(b, 4)
    g = (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    m = (32 + 2 * e + 2 * i - h - k) % 7
    n = (a + 11 * h + 22 * m) // 451
    month_number, day = divmod(h + m - 7 * n + 114, 31)
    return date(number, month_number, day + 1)
