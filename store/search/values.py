"""What stands behind a field's colon, read and checked."""

from __future__ import annotations

import calendar
import re
from datetime import date, timedelta
from difflib import get_close_matches

from store.countries import country_code, country_names
from store.model import Span
from store.search.fields import FIELDS
from store.search.query import Amount, Days, Leaf, Value, Words
from store.search.scanning import Sign
from store.text import fold

_NUMBER = re.compile(r"(>=|<=|>|<|=)?([0-9]{1,9})")
_RANGE = re.compile(r"([0-9]{1,9})\.\.([0-9]{1,9})")
_DAY = re.compile(r"([0-9]{4})(?:-([0-9]{1,2})(?:-([0-9]{1,2}))?)?")
_COUNTRY_EXAMPLE = FIELDS["country"].example
_AGO = re.compile(r"([0-9]{1,4})([dw])")


class WrongValue(ValueError):
    """A value its field does not take; the message says what would be right."""


def unknown_field(name: str) -> str:
    """What to say of a field there is not."""
    close = get_close_matches(name, FIELDS, n=1, cutoff=0.6)
    if close:
        return f"there is no field {name}: — did you mean {close[0]}:? (or put the words in quotes)"
    return f"there is no field {name}: — put the words in quotation marks, or use one of {', '.join(FIELDS)}"


def leaf(field: str, sign: Sign, at: Span) -> Leaf:
    """A field's condition; ``field`` is "" for a word that stands alone.

    Raises:
        WrongValue: The field does not take this value.
    """
    takes = FIELDS[field].takes if field else "words"
    if takes in ("words", "name"):
        return _words(field, sign, at)
    if takes == "tag":
        return _tag(sign, at)
    if takes == "value":
        return _value(field, sign, at)
    if sign.prefix:
        raise WrongValue(f"{field}: takes no *: write {FIELDS[field].example}")
    return _amount(field, sign.text, at) if takes == "number" else _days(field, sign.text, at)


def _words(field: str, sign: Sign, at: Span) -> Words:
    if not any(letter.isalnum() for letter in sign.text):
        where = f"{field}: " if field else ""
        before = " before *" if sign.prefix else ""
        raise WrongValue(f"{where}there is no letter and no digit to search for{before}: write a word")
    return Words(field, sign.text, sign.prefix, at)


def _tag(sign: Sign, at: Span) -> Words:
    path = fold(sign.text).lstrip("# ")
    name = "/".join(part.strip() for part in path.split("/") if part.strip())
    if not name:
        raise WrongValue("write a tag after tag:, as in tag:region/syria")
    return Words("tag", name, sign.prefix, at)


def _value(field: str, sign: Sign, at: Span) -> Value:
    known = FIELDS[field]
    value = fold(sign.text)
    if known.values:
        if sign.prefix or value not in known.values:
            close = get_close_matches(value, known.values, n=1, cutoff=0.6)
            hint = f"did you mean {close[0]}?" if close else f"it takes {', '.join(known.values)}"
            raise WrongValue(f"{field}: knows no “{sign.text}{'*' * sign.prefix}” — {hint}")
    elif field == "mode":
        if not value:
            raise WrongValue(f"write a mode, as in {known.example}")
    elif field == "country":
        return Value(field, _country(sign), False, at)
    elif sign.prefix or not re.fullmatch("[a-z]{2,3}", value):
        raise WrongValue(f"{field}: takes a code of letters, as in {known.example}")
    return Value(field, value, sign.prefix, at)


def _country(sign: Sign) -> str:
    """A country's code in small letters."""
    code = None if sign.prefix else country_code(sign.text)
    if code is None:
        close = get_close_matches(fold(sign.text), country_names(), n=1, cutoff=0.6)
        hint = f"did you mean {close[0].title()}?" if close else f"write its name or its code, as in {_COUNTRY_EXAMPLE}"
        raise WrongValue(f"country: knows no “{sign.text}{'*' * sign.prefix}” — {hint}")
    return code.lower()


def _amount(field: str, text: str, at: Span) -> Amount:
    if both := _RANGE.fullmatch(text):
        low, high = int(both[1]), int(both[2])
        if low > high:
            raise WrongValue(f"{field}: write the smaller number first: {high}..{low}")
        return Amount(field, low, high, at)
    one = _NUMBER.fullmatch(text)
    if one is None:
        raise WrongValue(f"{field}: takes a number, as in {field}:>10, {field}:5 or {field}:5..20")
    number = int(one[2])
    bounds: dict[str | None, tuple[int | None, int | None]] = {
        ">": (number + 1, None), ">=": (number, None), "<": (None, number - 1), "<=": (None, number),
        "=": (number, number), None: (number, number),
    }  # fmt: skip
    return Amount(field, *bounds[one[1]], at)


def _days(field: str, text: str, at: Span) -> Days:
    first, last = _stretch(field, text.lower())
    if field == "after":
        return Days(first.isoformat(), None, at)
    if field == "before":
        if first == date.min:
            raise WrongValue("before: there is no day before the year 1")
        return Days(None, (first - timedelta(days=1)).isoformat(), at)
    return Days(first.isoformat(), last.isoformat(), at)


def _stretch(field: str, text: str) -> tuple[date, date]:
    """The days a value names: one, or those of a month or a year; ``7d`` is the day a week ago."""
    today = date.today()
    if text in ("today", "yesterday"):
        day = today - timedelta(days=text == "yesterday")
        return day, day
    if ago := _AGO.fullmatch(text):
        day = today - timedelta(days=int(ago[1]) * (7 if ago[2] == "w" else 1))
        return day, day
    wrong = WrongValue(f"{field}: takes a day, month or year, as in 2024-07-28, 2024-07, 2024, yesterday or 7d")
    parts = _DAY.fullmatch(text)
    if parts is None:
        raise wrong
    year, month, day_of = int(parts[1]), int(parts[2] or 1), int(parts[3] or 1)
    try:
        first = date(year, month, day_of)
    except ValueError:
        raise WrongValue(f"{field}: there is no day {text}: write it as 2024-07-28") from None
    if parts[3]:
        return first, first
    last_month = month if parts[2] else 12
    return first, date(year, last_month, calendar.monthrange(year, last_month)[1])
