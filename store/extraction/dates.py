"""Dates in news prose, resolved against the day of publication.

A date without a year is the nearest one not after publication, unless the words point ahead ("next", "will", "upcoming").
The rules for spans are those of the annotation guidelines: "in January" is the month, "since X" ends at publication,
"after X" has no end, "this week" runs from Sunday to publication.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from store.model import Granularity, Span, When

_MONTHS = {
    name: i + 1
    for i, names in enumerate(
        (
            "january jan", "february feb", "march mar", "april apr", "may", "june jun", "july jul", "august aug",
            "september sept sep", "october oct", "november nov", "december dec",
        )  # fmt: skip
    )
    for name in names.split()
}
_DAYS = {d: i for i, d in enumerate("monday tuesday wednesday thursday friday saturday sunday".split())}
_NUMBERS = {w: i for i, w in enumerate("zero one two three four five six seven eight nine ten eleven twelve".split())}
_NUMBERS |= {"a": 1, "an": 1, "several": 3, "couple of": 2, "a couple of": 2, "few": 3, "a few": 3}
_SEASONS = {"spring": (3, 5), "summer": (6, 8), "autumn": (9, 11), "fall": (9, 11), "winter": (12, 2)}
_HOLIDAYS = {"christmas day": (12, 25), "christmas eve": (12, 24), "new year's day": (1, 1), "new year’s day": (1, 1), "valentine's day": (2, 14), "independence day": (7, 4)}  # fmt: skip

_MONTH = r"(?P<month>Jan(?:uary|\.)?|Feb(?:ruary|\.)?|Mar(?:ch|\.)|Apr(?:il|\.)?|May|June?\.?|July?\.?|Aug(?:ust|\.)?|Sept?(?:ember|\.)?|Oct(?:ober|\.)?|Nov(?:ember|\.)?|Dec(?:ember|\.)?|JAN|FEB|MAR|APR|MAY|JUN|JUL|AUG|SEP|OCT|NOV|DEC)"
_YEAR = r"(?P<year>(?:1[89]|20)\d\d)"
_SHORT_YEAR = r"(?P<short>\d\d)"
_DAY = r"(?P<day>[0-3]?\d)(?:st|nd|rd|th)?"
_WEEKDAY = r"(?P<weekday>Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday|Mon\.|Tues?\.|Wed\.|Thurs?\.|Fri\.|Sat\.|Sun\.)"
_COUNT = r"(?P<count>\d+|an?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|several|a couple of|a few)"
_UNIT = r"(?P<unit>day|week|month|year|decade)s?"

Resolver = Callable[[re.Match[str], date | None, bool], "tuple[date, date, Granularity] | None"]


@dataclass(frozen=True, slots=True)
class DateMention:
    """One date expression: characters ``start`` to ``end`` of the text given, and the days it means (None: unresolved)."""

    start: int
    end: int
    when: When | None


def find(text: str, published: date | None) -> list[DateMention]:
    """Date expressions of a sentence in order, none overlapping; without ``published`` only full dates resolve."""
    ahead = bool(_AHEAD.search(text))
    taken: list[Span] = []
    found = []
    for pattern, resolve in _RULES:
        for match in pattern.finditer(text):
            span = match.span()
            if any(span[0] < end and start < span[1] for start, end in taken):
                continue
            days = resolve(match, published, ahead)
            if days is None:
                continue
            taken.append(span)
            found.append(_mention(text, span, days, published))
    return sorted(found, key=lambda m: m.start)


_AHEAD = re.compile(r"\b(?:will|shall|upcoming|scheduled|is set to|are set to|plans? to|planned for|expected to)\b", re.I)
_BEFORE = re.compile(r"\b(since|after|until|before|from|by)(?: (?:the|about|around|early|late|mid|mid-))*[ -]$", re.I)


def _mention(text: str, span: Span, days: tuple[date, date, Granularity], published: date | None) -> DateMention:
    start, end, grain = days
    before = _BEFORE.search(text[max(0, span[0] - 24) : span[0]])
    word = before.group(1).lower() if before else ""
    if word == "since" and published and start <= published:
        return _made(text, span, start, published, "range")
    if word == "after" and start <= (published or start):
        return DateMention(*span, When(start.isoformat(), None, text[slice(*span)], "range"))
    return _made(text, span, start, end, grain)


def _made(text: str, span: Span, start: date, end: date, grain: Granularity) -> DateMention:
    return DateMention(*span, When(start.isoformat(), end.isoformat(), text[slice(*span)], grain))


# --- calendar arithmetic


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _month_span(year: int, month: int) -> tuple[date, date]:
    return date(year, month, 1), date(year, month, monthrange(year, month)[1])


def _shift_months(day: date, months: int) -> date:
    index = day.year * 12 + day.month - 1 + months
    year, month = divmod(index, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def _week(day: date) -> tuple[date, date]:
    """Sunday to Saturday around a day."""
    sunday = day - timedelta(days=(day.weekday() + 1) % 7)
    return sunday, sunday + timedelta(days=6)


def _nearest(month: int, day: int, published: date, ahead: bool) -> date | None:
    here = _day(published.year, month, day)
    if here is None:
        return _day(published.year - 1, month, day)
    if here > published and not (ahead and (here - published).days < 200):
        return _day(published.year - 1, month, day) if (here - published).days > 45 or not ahead else here
    if ahead and (published - here).days > 300:
        return _day(published.year + 1, month, day)
    return here


def _year_of(match: re.Match[str]) -> int | None:
    groups = match.groupdict()
    if groups.get("year"):
        return int(groups["year"])
    if groups.get("short"):
        return 1900 + int(groups["short"]) if int(groups["short"]) > 50 else 2000 + int(groups["short"])
    return None


def _month_number(match: re.Match[str]) -> int:
    return _MONTHS[match["month"].lower().rstrip(".")]


# --- one resolver a kind of expression


def _full(match: re.Match[str], published: date | None, ahead: bool) -> tuple[date, date, Granularity] | None:
    year, month, number = _year_of(match), _month_number(match), int(match["day"])
    if year is not None:
        day = _day(year, month, number)
    elif published is not None:
        day = _nearest(month, number, published, ahead)
    else:
        return None
    return (day, day, "day") if day else None


def _iso(match: re.Match[str], published: date | None, ahead: bool) -> tuple[date, date, Granularity] | None:
    day = _day(int(match["year"]), int(match["m"]), int(match["d"]))
    return (day, day, "day") if day else None


def _month_year(match: re.Match[str], published: date | None, ahead: bool) -> tuple[date, date, Granularity] | None:
    year = _year_of(match)
    return (*_month_span(year, _month_number(match)), "month") if year else None


def _month_alone(match: re.Match[str], published: date | None, ahead: bool) -> tuple[date, date, Granularity] | None:
    if published is None:
        return None
    month, how = _month_number(match), (match["how"] or "").lower()
    year = published.year
    if how == "next" or (ahead and how != "last" and month > published.month):
        year += month <= published.month
    elif how == "last":
        year -= month >= published.month
    else:
        year -= month > published.month
    start, end = _month_span(year, month)
    part = (match["part"] or "").lower()
    if part.startswith("mid"):
        start, end = start.replace(day=10), start.replace(day=20)
    elif part.startswith("early"):
        end = start.replace(day=10)
    elif part.startswith("late"):
        start = start.replace(day=20)
    return start, end, "month"


def _year_alone(match: re.Match[str], published: date | None, ahead: bool) -> tuple[date, date, Granularity] | None:
    year = int(match["year"])
    return date(year, 1, 1), date(year, 12, 31), "year"


def _decade(match: re.Match[str], published: date | None, ahead: bool) -> tuple[date, date, Granularity] | None:
    year = int(match["decade"])
    return date(year, 1, 1), date(year + 9, 12, 31), "range"


def _years(match: re.Match[str], published: date | None, ahead: bool) -> tuple[date, date, Granularity] | None:
    first, last = int(match["first"]), int(match["last"])
    return (date(first, 1, 1), date(last, 12, 31), "range") if first <= last else None


def _weekday(match: re.Match[str], published: date | None, ahead: bool) -> tuple[date, date, Granularity] | None:
    if published is None:
        return None
    wanted = next(i for name, i in _DAYS.items() if name.startswith(match["weekday"].lower().rstrip(".")[:3]))
    back = (published.weekday() - wanted) % 7
    how = (match["how"] or "").lower()
    if how in ("next", "coming") or (ahead and not how and back != 0):
        day = published + timedelta(days=(7 - back) % 7 or 7)
    else:
        day = published - timedelta(days=back or (7 if how in ("last", "previous") else 0))
    return day, day, "day"


def _relative_day(match: re.Match[str], published: date | None, ahead: bool) -> tuple[date, date, Granularity] | None:
    if published is None:
        return None
    word = match.group().lower()
    shift = -1 if word.startswith(("yesterday", "last night", "overnight")) else (1 if word.startswith("tomorrow") else 0)
    if word.startswith("day before"):
        shift = -2
    day = published + timedelta(days=shift)
    return day, day, "day"


def _this_unit(match: re.Match[str], published: date | None, ahead: bool) -> tuple[date, date, Granularity] | None:
    if published is None:
        return None
    how, unit = match["how"].lower(), match["unit"].lower()
    step = {"this": 0, "current": 0, "last": -1, "previous": -1, "past": -1, "next": 1, "coming": 1}[how]
    if unit == "week":
        start, end = _week(published + timedelta(days=7 * step))
        grain: Granularity = "week"
    elif unit == "weekend":
        sunday = _week(published + timedelta(days=7 * step))[0]
        start, end, grain = sunday - timedelta(days=1), sunday, "range"
    elif unit == "month":
        day = _shift_months(published.replace(day=1), step)
        (start, end), grain = _month_span(day.year, day.month), "month"
    elif unit == "year":
        start, end, grain = date(published.year + step, 1, 1), date(published.year + step, 12, 31), "year"
    else:
        return None
    return (start, min(end, published) if step == 0 and not ahead else end, grain)


def _season(match: re.Match[str], published: date | None, ahead: bool) -> tuple[date, date, Granularity] | None:
    first, last = _SEASONS[match["season"].lower()]
    year = int(match["year"]) if match["year"] else published.year if published else None
    if year is None:
        return None
    start = date(year, first, 1)
    if not match["year"] and published and start > published - timedelta(days=60):
        start = date(year - 1, first, 1)
    end_year = start.year + (last < first)
    return start, _month_span(end_year, last)[1], "season"


def _ago(match: re.Match[str], published: date | None, ahead: bool) -> tuple[date, date, Granularity] | None:
    if published is None:
        return None
    count = _number(match["count"])
    unit = match["unit"].lower()
    if unit == "day":
        day = published - timedelta(days=count)
        return day, day, "day"
    if unit == "week":
        day = published - timedelta(weeks=count)
        return (*_week(day), "week") if count > 1 else (day, day, "day")
    if unit == "month":
        day = _shift_months(published, -count)
        return (*_month_span(day.year, day.month), "month")
    year = published.year - count * (10 if unit == "decade" else 1)
    if year < 1:
        return None
    if count == 1 and unit == "year":
        return (*_month_span(year, published.month), "month")
    return date(year, 1, 1), date(year, 12, 31), "year"


def _past_stretch(match: re.Match[str], published: date | None, ahead: bool) -> tuple[date, date, Granularity] | None:
    if published is None:
        return None
    count, unit = _number(match["count"] or "several"), match["unit"].lower()
    if unit == "day":
        start = published - timedelta(days=count)
    elif unit == "week":
        start = published - timedelta(weeks=count)
    else:
        months = count * {"month": 1, "year": 12, "decade": 120}[unit]
        start = _shift_months(published, -months) if published.year > months // 12 + 1 else published
    return start, published, "range"


def _number(word: str) -> int:
    return min(int(word), 2000) if word.isdigit() else _NUMBERS.get(word.lower(), 1)


def _thanksgiving(match: re.Match[str], published: date | None, ahead: bool) -> tuple[date, date, Granularity] | None:
    if published is None:
        return None
    for year in (published.year, published.year - 1):
        first = date(year, 11, 1)
        day = first + timedelta(days=(3 - first.weekday()) % 7 + 21)
        if day <= published or ahead:
            return day, day, "day"
    return None


def _holiday(match: re.Match[str], published: date | None, ahead: bool) -> tuple[date, date, Granularity] | None:
    if published is None:
        return None
    day = _nearest(*_HOLIDAYS[match.group().lower()], published, ahead)
    return (day, day, "day") if day else None


def _nine_eleven(match: re.Match[str], published: date | None, ahead: bool) -> tuple[date, date, Granularity] | None:
    return date(2001, 9, 11), date(2001, 9, 11), "day"


def _rules() -> Iterator[tuple[re.Pattern[str], Resolver]]:
    make = lambda pattern, flags=0: re.compile(pattern, flags)  # noqa: E731
    yield make(r"(?<!\d)(?P<year>(?:1[89]|20)\d\d)-(?P<m>\d\d)-(?P<d>\d\d)(?!\d)"), _iso
    yield make(rf"\b{_MONTH} {_DAY}(?!\d|:\d|[,.]\d{{3}}\b)(?:,? {_YEAR}\b)?(?! percent)"), _full
    yield make(rf"\b{_DAY} (?:of )?{_MONTH}(?:,? {_YEAR}\b| {_SHORT_YEAR}\b)?"), _full
    yield make(rf"\b{_MONTH}(?: of)?,? {_YEAR}\b"), _month_year
    yield make(r"\b(?:(?:early|late|mid-?) ?)?(?P<season>spring|summer|autumn|fall|winter) (?:of )?(?P<year>(?:19|20)\d\d)\b", re.I), _season
    yield make(r"\b(?:last|this|previous|past) (?P<season>spring|summer|autumn|fall|winter)(?P<year>)\b", re.I), _season
    yield make(r"\bbetween (?P<first>(?:19|20)\d\d) and (?P<last>(?:19|20)\d\d)\b"), _years
    yield make(r"\b(?:from )?(?P<first>(?:19|20)\d\d)(?: to | until |[-–])(?P<last>(?:19|20)\d\d)\b"), _years
    yield make(r"\b(?:the )?(?:early |late |mid-?)?(?P<decade>(?:19|20)\d0)s\b"), _decade
    yield make(r"\bSept(?:ember|\.) 11(?:th)?(?= (?:terror|attack))|\b9/11\b"), _nine_eleven
    yield make(r"\bThanksgiving(?: Day)?\b"), _thanksgiving
    yield make("|".join(re.escape(h) for h in _HOLIDAYS), re.I), _holiday
    yield make(rf"\b{_COUNT} {_UNIT} (?:ago|earlier|before)\b", re.I), _ago
    yield make(rf"\b(?:in|over|for|during|within) (?:the )?(?:past|last|recent)(?: (?P<count>\d+|two|three|four|five|six|seven|eight|nine|ten|twelve|several|few|couple of))? {_UNIT}\b", re.I), _past_stretch
    yield make(r"\b(?:earlier |later |late |early )?(?P<how>this|last|previous|past|next|coming|current) (?P<unit>weekend|week|month|year)\b", re.I), _this_unit
    yield make(r"\b(?:today|tonight|this (?:morning|afternoon|evening)|yesterday|last night|overnight|tomorrow|day before yesterday)\b", re.I), _relative_day
    yield make(rf"\b(?:(?P<how>last|next|this|past|previous|coming) )?{_WEEKDAY}(?!\w)"), _weekday
    yield make(rf"\b(?P<part>mid-|mid |early |late )?(?:(?P<how>last|next|this|past|previous) )?{_MONTH}(?! \d)(?=[\s,.;:)\"”'’]|$)"), _guarded_month
    yield make(r"(?<![\d,.$€£#/-])\b(?P<year>(?:19|20)\d\d)\b(?![\d,]*\d|\s?(?:people|troops|soldiers|members|votes|miles|km|kilometers|dollars|civilians|fighters|protesters|refugees|-))"), _year_alone


def _guarded_month(match: re.Match[str], published: date | None, ahead: bool) -> tuple[date, date, Granularity] | None:
    """ "May" and "March" are months only where a preposition or "last" says so."""
    spoken = match.group()
    before = match.string[max(0, match.start() - 8) : match.start()].lower().split()
    if before and before[-1] in ("in", "since", "by", "until", "from", "of", "during", "through"):
        return _month_alone(match, published, ahead)
    if match["month"] in ("May", "March", "Mar", "MAY", "MAR") and spoken == match["month"]:
        return None
    if match["month"] in ("Jan", "Dec", "Sep", "Jun", "Jul", "Oct", "Nov", "Feb", "Apr", "Aug") and spoken == match["month"]:
        return None
    return _month_alone(match, published, ahead)


_RULES = tuple(_rules())
