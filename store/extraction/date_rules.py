"""What each kind of date phrase means on the day of publication; the phrases stand in ``date_phrases``."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from store.extraction import day_spans as days
from store.extraction.day_spans import Days

MONTHS = {
    name: number
    for number, names in enumerate(
        [
            "january jan",
            "february feb",
            "march mar",
            "april apr",
            "may",
            "june jun",
            "july jul",
            "august aug",
            "september sept sep",
            "october oct",
            "november nov",
            "december dec",
        ],
        start=1,
    )
    for name in names.split()
}
WEEKDAYS = {name: i for i, name in enumerate(["mon", "tue", "wed", "thu", "fri", "sat", "sun"])}
UNITS = frozenset(
    [
        "hour",
        "hours",
        "day",
        "days",
        "week",
        "weeks",
        "weekend",
        "month",
        "months",
        "year",
        "years",
        "decade",
        "decades",
    ]
)
NUMBERS = {
    word: i
    for i, word in enumerate(
        [
            "zero",
            "one",
            "two",
            "three",
            "four",
            "five",
            "six",
            "seven",
            "eight",
            "nine",
            "ten",
            "eleven",
            "twelve",
            "thirteen",
            "fourteen",
            "fifteen",
            "sixteen",
            "seventeen",
            "eighteen",
            "nineteen",
            "twenty",
        ]
    )
} | {"a": 1, "an": 1, "couple": 2, "several": 3, "few": 3, "thirty": 30, "forty": 40, "fifty": 50}

_ALSO_WORDS = frozenset({"may", "march", "mar", "august"})


@dataclass(frozen=True, slots=True)
class Scene:
    """What a phrase is read against: the day of publication, whether the words point ahead, a day named before."""

    published: date | None
    ahead: bool
    reference: date | None


def _year_of(match: re.Match[str]) -> int | None:
    found = match.groupdict()
    if found.get("year"):
        return int(found["year"])
    if found.get("short"):
        return int(found["short"]) + (1900 if int(found["short"]) > 50 else 2000)
    return None


def _month_of(match: re.Match[str]) -> int:
    return MONTHS[match["month"].lower()]


def _part_of(match: re.Match[str]) -> str:
    word = (match["part"] or "").lower()
    if word.endswith(("start of", "beginning of")):
        return "early"
    return "late" if word.endswith("end of") else "mid" if word.endswith("middle of") else word


def _count_of(match: re.Match[str]) -> int:
    word = (match["count"] or "one").lower().removesuffix(" of").split()[-1]
    return min(int(word), 3000) if word.isdigit() else NUMBERS[word]


def _before(match: re.Match[str], reach: int = 12) -> str:
    words = match.string[max(0, match.start() - reach) : match.start()].lower().split()
    return words[-1] if words else ""


# --- dates of the calendar


def numbered(match: re.Match[str], scene: Scene) -> Days | None:
    number, day = int(match["m"]), int(match["d"])
    if number > 12 and match["slash"]:
        number, day = day, number
    found = days.safe(int(match["year"]), number, day)
    return days.one(found) if found else None


def month_day(match: re.Match[str], scene: Scene) -> Days | None:
    first = _on(match, int(match["day"]), scene)
    if first is None:
        return None
    if match.groupdict().get("week"):
        end = days.shift(first, days=6)
        return Days(first, end, "week") if end else None
    if match["last"]:
        end = days.safe(first.year, first.month, int(match["last"]))
        return Days(first, end, "range") if end and end > first else None
    return days.one(first)


def _on(match: re.Match[str], day: int, scene: Scene) -> date | None:
    number, month = _year_of(match), _month_of(match)
    if number is not None:
        return days.safe(number, month, day)
    return days.nearest(month, day, scene.published, ahead=scene.ahead) if scene.published else None


def month_year(match: re.Match[str], scene: Scene) -> Days | None:
    number = _year_of(match)
    return days.month(number, _month_of(match), _part_of(match)) if number else None


def month_alone(match: re.Match[str], scene: Scene) -> Days | None:
    how, word = (match["how"] or "").lower(), match["month"]
    if not (how or match["part"]) and not _is_month(match):
        return None
    month = _month_of(match)
    if match["that"] and scene.reference is not None:
        return days.month(scene.reference.year, month)
    anchor = scene.published
    if anchor is None or (word.isupper() and len(word) < 4 and not how and _before(match) not in _GOVERNORS):
        return None
    year = anchor.year
    if how in ("next", "coming") or (scene.ahead and how not in ("last", "past", "this past", "previous")):
        year += month < anchor.month or (how == "next" and month == anchor.month)
    elif how == "last":
        year -= month >= anchor.month
    else:
        year -= month > anchor.month
    return days.month(year, month, _part_of(match)) if 1 < year < 9999 else None


_GOVERNORS = frozenset(
    [
        "in",
        "since",
        "by",
        "until",
        "till",
        "from",
        "of",
        "during",
        "through",
        "for",
        "before",
        "after",
        "between",
        "and",
        "to",
        "last",
        "next",
        "this",
    ]
)


def _is_month(match: re.Match[str]) -> bool:
    """Whether a bare name is a month: "May", "March", "August" and short forms need a word that governs a time."""
    word, before = match["month"], _before(match)
    if word.lower() in _ALSO_WORDS and before in ("to", "and", "of", "for", "after", "before", "through"):
        return word != "MAY" and bool(re.match(r"[\s,.;]*(?:$|[,.;)]|in\b|when\b|at\b)", match.string[match.end() :]))
    if before in _GOVERNORS:
        return True
    if word.lower() in _ALSO_WORDS or len(word) < 4:
        return before == "the" and bool(re.match(r" [a-z]{4,}s?\b", match.string[match.end() :]))
    return True


def year_alone(match: re.Match[str], scene: Scene) -> Days | None:
    if match["part"] is None and _before(match) in (
        "at",
        "nearly",
        "than",
        "some",
        "about",
        "over",
        "killed",
        "wounded",
    ):
        return None
    return days.year(int(match["year"]), _part_of(match))


def years(match: re.Match[str], scene: Scene) -> Days | None:
    first, last = int(match["first"]), match["last"]
    end = int(last) if len(last) == 4 else first // 100 * 100 + int(last)
    return Days(date(first, 1, 1), date(end, 12, 31), "range") if first < end else None


def decade(match: re.Match[str], scene: Scene) -> Days | None:
    number = int(match["decade"] or "19" + match["short"])
    return days.decade(number, _part_of(match))


def season(match: re.Match[str], scene: Scene) -> Days | None:
    name, how = match["season"].lower(), (match.groupdict().get("how") or "").lower()
    if how == "":
        return days.season(name, int(match["year"]))
    if scene.published is None:
        return None
    start = days.season(name, scene.published.year)
    if how == "next" or (scene.ahead and how in ("this", "coming")):
        return start if start.start > scene.published else days.season(name, scene.published.year + 1)
    if how == "this":
        here = start if start.start <= scene.published else days.season(name, scene.published.year - 1)
        return Days(here.start, min(here.end or here.start, scene.published), "season")
    over = start.end is not None and start.end < scene.published
    return start if over else days.season(name, scene.published.year - 1)


def named(match: re.Match[str], scene: Scene) -> Days | None:
    name = match["name"].lower().replace("’", "'")
    if match["year"]:
        found = days.named_day_in(name, int(match["year"]))
    else:
        found = days.named_day(name, scene.published, ahead=scene.ahead)
    return days.one(found) if found else None


# --- days counted from publication, or from a day named before


def weekday(match: re.Match[str], scene: Scene) -> Days | None:
    published = scene.published
    if published is None:
        return None
    back = (published.weekday() - WEEKDAYS[match["weekday"][:3].lower()]) % 7
    how = (match["how"] or "").lower()
    if match["lastweek"]:
        found = days.shift(days.week(published).start, days=-7 + (WEEKDAYS[match["weekday"][:3].lower()] + 1) % 7)
    elif how in ("next", "coming") or (scene.ahead and how not in ("last", "past", "previous") and back):
        found = days.shift(published, days=7 - back)
    else:
        found = days.shift(published, days=-(back or (7 if how in ("last", "previous") else 0)))
    return days.one(found) if found else None


def relative_day(match: re.Match[str], scene: Scene) -> Days | None:
    word = match.group().lower()
    back = 2 if "before" in word else 1 if word.startswith(("yesterday", "last night", "overnight")) else 0
    ahead = 2 if "after" in word and "tomorrow" in word else 1 if word.startswith("tomorrow") else 0
    found = days.shift(scene.published, days=ahead - back) if scene.published else None
    return days.one(found) if found else None


def following_day(match: re.Match[str], scene: Scene) -> Days | None:
    word = match["which"].lower()
    step = -1 if word in ("previous", "before") else 0 if word in ("same", "that") else 1
    found = days.shift(scene.reference, days=step) if scene.reference else None
    return days.one(found) if found else None


def this_unit(match: re.Match[str], scene: Scene) -> Days | None:
    published = scene.published
    if published is None:
        return None
    how, part = match["how"].lower(), _part_of(match)
    step = {"this": 0, "current": 0, "the": 0, "last": -1, "previous": -1, "next": 1, "coming": 1, "the coming": 1}[how]
    found = _calendar_unit(published, match["unit"].lower(), step, part)
    if found is None or step or part in ("early", "mid", "late") or found.end is None:
        return found
    if part == "later" or (scene.ahead and part != "earlier"):
        return Days(published if part == "later" else found.start, found.end, found.grain)
    return Days(found.start, min(found.end, published), found.grain) if found.start <= published else found


def _calendar_unit(published: date, unit: str, step: int, part: str) -> Days | None:
    if unit in ("week", "weekend"):
        moved = days.shift(published, days=7 * step)
        if moved is None:
            return None
        if unit == "week":
            return days.week(moved)
        return days.weekend(moved if step >= 0 or published.weekday() >= 5 else published)
    moved = days.shift(published.replace(day=1), months=step * (12 if unit == "year" else 1))
    if moved is None:
        return None
    return days.year(moved.year, part) if unit == "year" else days.month(moved.year, moved.month, part)


def weekend(match: re.Match[str], scene: Scene) -> Days | None:
    return days.weekend(scene.published) if scene.published else None


def ago(match: re.Match[str], scene: Scene) -> Days | None:
    unit, way = match["unit"].lower(), match["way"].lower()
    origin = scene.published if way == "ago" else scene.reference
    if origin is None:
        return None
    count = _count_of(match) * (1 if way in ("later", "after") else -1)
    if unit == "hour":
        return days.one(origin) if abs(count) < 24 else _stepped(origin, count // 24, "day")
    return _stepped(origin, count, unit)


def _stepped(origin: date, count: int, unit: str) -> Days | None:
    months = {"month": 1, "year": 12, "decade": 120}.get(unit, 0) * count
    if abs(months) > 12 * 9000:
        return None
    moved = days.shift(origin, days={"day": 1, "week": 7}.get(unit, 0) * count, months=months)
    if moved is None:
        return None
    if unit == "day" or (unit == "week" and abs(count) == 1):
        return days.one(moved)
    if unit == "week":
        return days.week(moved)
    return days.month(moved.year, moved.month) if unit == "month" or months == -12 else days.year(moved.year)


def stretch(match: re.Match[str], scene: Scene) -> Days | None:
    if scene.published is None:
        return None
    count, unit = _count_of(match), match["unit"].lower()
    if unit == "day" and count > 1 and "few" not in match["count"]:
        count -= 1
    start = _moved(scene.published, -count, unit)
    return Days(start, scene.published, "range") if start else None


def recent(match: re.Match[str], scene: Scene) -> Days | None:
    """ "recent days" are taken as a week, weeks as a month, months as three, years as five (as the annotators did)."""
    if scene.published is None:
        return None
    back, unit = {"day": (7, "day"), "week": (1, "month"), "month": (3, "month"), "year": (5, "year")}[
        match["unit"].lower()
    ]
    start = _moved(scene.published, -back, unit)
    return Days(start, scene.published, "range") if start else None


def coming(match: re.Match[str], scene: Scene) -> Days | None:
    if scene.published is None:
        return None
    if match["count"] is None:
        return Days(scene.published, None, "range")
    return Days(scene.published, _moved(scene.published, _count_of(match), match["unit"].lower()), "range")


def _moved(origin: date, count: int, unit: str) -> date | None:
    if unit == "hour":
        whole = max(1, abs(count) // 24)
        return days.shift(origin, days=whole if count > 0 else -whole)
    months = {"month": 1, "year": 12, "decade": 120}.get(unit, 0)
    return days.shift(origin, days={"day": 1, "week": 7}.get(unit, 0) * count, months=months * count)


def same_month(match: re.Match[str], scene: Scene) -> Days | None:
    if scene.reference is None:
        return None
    unit = match["unit"].lower()
    at = scene.reference
    return days.week(at) if unit == "week" else days.month(at.year, at.month) if unit == "month" else days.year(at.year)
