"""The phrases that name days in news prose: a pattern each, with the rule that says what it means.

Rules stand in order of precedence: a stretch of words once taken is not read again. Each belongs to a family, and a
family's patterns run only where one of its words stands in the text.
"""

# ruff: noqa: E501 - a pattern stands on one line

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from store.extraction import date_rules as resolve
from store.extraction import day_spans as days
from store.extraction.date_rules import MONTHS, Scene
from store.extraction.day_spans import Days

_FULL_MONTH = "January|February|March|April|May|June|July|August|September|October|November|December"
_CAPITAL_MONTH = "|".join(name.upper() for name in MONTHS)
_MONTH = rf"(?P<month>{_FULL_MONTH}|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec|{_CAPITAL_MONTH})\b(?:(?<=\b\w\w\w)(?<!May)\.|(?<=Sept)\.)?"
_YEAR = r"(?P<year>(?:1[6-9]|20)\d\d)"
_DAY = r"(?P<day>3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?"
_LAST = r"(?P<last>3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?"
_SHORT = r"'?(?P<short>\d\d)\b(?=\s*(?:[^\sa-z\d]|$))"
_WEEKDAY = r"(?P<weekday>Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday|Mon\.|Tues?\.|Wed\.|Thurs?\.|Fri\.)"
_ANY_WEEKDAY = r"(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day,? )?"
_COUNT = rf"(?P<count>\d+|(?:an?|the)? ?(?:couple of|few)|{'|'.join(sorted(resolve.NUMBERS, key=len, reverse=True))})"
_UNIT = r"(?P<unit>hour|day|week|month|year|decade)s?"
_ABOUT = r"(?:(?:nearly|almost|about|some|more than|over|roughly|around|at least|just|exactly|only) )?"
_PART = r"(?P<part>early|mid|late|(?:the )?(?:start|beginning|middle|end) of)"
_NOT_A_DAY = r"(?![\d%]|[:.,]\d|[- ](?:percent|kilomet|km\b|miles?\b|minutes?\b|hours?\b|people\b))"
_PEOPLE = (
    r"(?:people|troops|soldiers|members|votes|miles|km|kilomet|dollars|civilians|fighters|prot|refugees|men|women)"
)

Resolver = Callable[[re.Match[str], Scene], "Days | None"]


@dataclass(frozen=True, slots=True)
class Rule:
    """One kind of phrase; ``family`` names the words without which it cannot match."""

    family: str
    pattern: re.Pattern[str]
    resolve: Resolver


_NAMED = "|".join(re.escape(n).replace("'", "['’]") for n in sorted(days.named_days(), key=len, reverse=True))
_ANY_CASE, _AS_WRITTEN = re.IGNORECASE, re.NOFLAG

# fmt: off
_PHRASES: tuple[tuple[str, re.RegexFlag, str, Resolver], ...] = (
    ("number", _AS_WRITTEN, r"(?<![\d-])(?P<year>(?:1[6-9]|20)\d\d)-(?P<m>\d\d)-(?P<slash>)(?P<d>\d\d)(?![\d-])", resolve.numbered),
    ("number", _AS_WRITTEN, r"(?<![\d/])(?P<m>\d{1,2})(?P<slash>/)(?P<d>\d{1,2})/(?P<year>(?:19|20)\d\d)(?![\d/])", resolve.numbered),
    ("named", _ANY_CASE, rf"(?<!\w)(?P<name>{_NAMED})(?!\w)(?:,? {_YEAR}\b)?", resolve.named),
    ("month", _AS_WRITTEN, rf"\b(?P<week>week of )?{_ANY_WEEKDAY}{_MONTH} ?{_DAY}(?:(?: ?[-–] ?| to (?=\d+[,.;])| through | and (?=\d+[,.;])){_LAST}\b)?{_NOT_A_DAY}(?:,? {_YEAR}\b)?", resolve.month_day),
    ("month", _AS_WRITTEN, rf"\b{_ANY_WEEKDAY}(?<![\d,.:])(?:{_DAY}(?:[-–]| to | and ){_LAST}) {_MONTH}(?:,? {_YEAR}\b| {_SHORT})?", resolve.month_day),
    ("month", _AS_WRITTEN, rf"\b{_ANY_WEEKDAY}(?<![\d,.:])(?P<last>){_DAY} (?:of )?{_MONTH}(?:,? {_YEAR}\b| {_SHORT})?", resolve.month_day),
    ("month", _AS_WRITTEN, rf"\b(?:(?:{_PART})[- ])?{_MONTH}(?: of)?,? {_YEAR}\b", resolve.month_year),
    ("season", _ANY_CASE, rf"\b(?P<season>spring|summer|autumn|fall|winter) (?:of )?{_YEAR}\b", resolve.season),
    ("season", _ANY_CASE, r"\b(?P<how>last|this|previous|past|next|coming) (?P<season>spring|summer|autumn|fall|winter)\b", resolve.season),
    ("number", _AS_WRITTEN, r"(?<![\d,.$€£#/-])\b(?:between |from )?(?P<first>(?:1[89]|20)\d\d)(?:[-–/]| to | until | and (?=\d{4}\b))(?P<last>(?:1[89]|20)\d\d|\d\d)\b(?![-/]\d)", resolve.years),
    ("decade", _AS_WRITTEN, rf"(?:\b{_PART}[- ](?:the )?|\bthe )?(?:\b(?P<decade>(?:1[89]|20)\d0)|['’](?P<short>[2-9]0))['’]?s\b", resolve.decade),
    ("weekday", _AS_WRITTEN, rf"\b(?P<how>){_WEEKDAY}(?P<lastweek>(?: of)? last week\b)", resolve.weekday),
    ("unit", _ANY_CASE, rf"\b{_ABOUT}{_COUNT} {_UNIT} (?P<way>ago|earlier|before|later|after)\b", resolve.ago),
    ("unit", _ANY_CASE, rf"\b(?:the|these) (?:past|last) (?:{_COUNT}(?:-plus)? )?{_UNIT}\b(?! of\b)", resolve.stretch),
    ("unit", _ANY_CASE, rf"\b(?:past|last) {_COUNT}(?:-plus)? {_UNIT}\b", resolve.stretch),
    ("unit", _ANY_CASE, r"\brecent (?P<unit>day|week|month|year)s\b", resolve.recent),
    ("unit", _ANY_CASE, rf"(?:(?:^|(?<=[.“\"] ))|(?<=ing )|(?<=been ))for {_ABOUT}{_COUNT} {_UNIT}\b(?=,|\.|$| (?:against|in|but|and|to)\b)", resolve.stretch),
    ("unit", _ANY_CASE, rf"\bthe (?:coming|next) (?:{_COUNT} )?{_UNIT}\b(?<=s)", resolve.coming),
    ("unit", _ANY_CASE, r"\b(?:(?P<part>earlier|later|early|mid|late|(?:the )?(?:start|beginning|middle|end) of)[- ])?(?P<how>this|last|previous|next|the coming|coming|current) (?P<unit>weekend|week|month|year)\b", resolve.this_unit),
    ("unit", _ANY_CASE, r"\b(?P<part>(?:the )?(?:start|beginning|middle|end) of) (?P<how>the) (?P<unit>month|year)\b", resolve.this_unit),
    ("unit", _ANY_CASE, r"\b(?:over|during) the weekend\b", resolve.weekend),
    ("unit", _ANY_CASE, r"\b(?:the )?(?:same|that) (?P<unit>week|month|year)\b", resolve.same_month),
    ("unit", _ANY_CASE, r"\b(?:the )?(?P<which>next|following|previous|same|that) day\b", resolve.following_day),
    ("unit", _ANY_CASE, r"\bthe day (?P<which>before)(?! yesterday)(?=[,.;]|$)", resolve.following_day),
    ("relative", _ANY_CASE, r"\b(?:today|tonight|this (?:morning|afternoon|evening)|(?:the )?day before yesterday|yesterday|last night|overnight|(?:the )?day after tomorrow|tomorrow)\b", resolve.relative_day),
    ("weekday", _AS_WRITTEN, rf"(?<!Bloody )(?<!Black )(?<!Holy )\b(?:(?P<how>[Ll]ast|[Nn]ext|[Tt]his|[Pp]ast|[Pp]revious|[Cc]oming) )?{_WEEKDAY}(?!\w)(?P<lastweek>)", resolve.weekday),
    ("month", _AS_WRITTEN, rf"\b(?:{_PART}[- ])?(?:(?P<how>[Ll]ast|[Nn]ext|[Tt]his past|[Tt]his|[Pp]ast|[Pp]revious|[Cc]oming) )?{_MONTH}(?P<that> of (?:that|the same) year)?(?! \d)(?=[\s,.;:)\"”'’-]|$)", resolve.month_alone),
    ("number", _AS_WRITTEN, rf"(?<![\d,.$€£#/-])\b(?:{_PART}[- ])?{_YEAR}\b(?![\d,]*\d|\.\d|\s?(?:GMT|UTC|EST|EDT|hours\b|local\b)|\s?{_PEOPLE}|[-/]\d)", resolve.year_alone),
)
# fmt: on

RULES = tuple(Rule(family, re.compile(pattern, flags), read) for family, flags, pattern, read in _PHRASES)
