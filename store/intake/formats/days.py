"""The day a data format's field names: ISO 8601, a mail's date, or seconds since 1970; anything else is no date."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime
from email.utils import parsedate_to_datetime

_ISO = re.compile(r"(\d{4})-?(\d\d)-?(\d\d)(?:[T ]|$)")


def day(value: object) -> str | None:
    """A field's value as an ISO date in the zone it was written in; None where it is none, or not plausible."""
    found = _from_number(float(value)) if isinstance(value, (int, float)) else _from_text(str(value or "").strip())
    return found.isoformat() if found and date(1600, 1, 1) <= found else None


def _from_number(seconds: float) -> date | None:
    if seconds > 10_000_000_000:  # milliseconds
        seconds /= 1000
    try:
        return datetime.fromtimestamp(seconds, UTC).date() if seconds > 0 else None
    except (ValueError, OverflowError, OSError):
        return None


def _from_text(text: str) -> date | None:
    if match := _ISO.match(text):
        try:
            return date(*map(int, match.groups()))
        except ValueError:
            return None
    if text.isdigit() and 9 <= len(text) <= 13:
        return _from_number(float(text))
    try:
        return parsedate_to_datetime(text).date()
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
