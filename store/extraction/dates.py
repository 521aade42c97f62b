"""Dates in news prose, resolved against the day of publication.

A date without a year is the last one before publication, unless the words point ahead ("next", "will", "upcoming").
Stretches follow the annotation guidelines: "in January" is the month, "since X" ends at publication, "after X" has no
end, "this week" runs from Sunday to publication.
"""

from __future__ import annotations

import re
from bisect import bisect_right, insort
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from store.extraction import day_spans as days
from store.extraction.date_phrases import RULES
from store.extraction.date_rules import MONTHS, UNITS, Scene
from store.extraction.day_spans import Days
from store.model import Span, When

_WORD = re.compile(r"[A-Za-z]+|\d{4}|9/11|['’]\d0s")
_FAMILIES: tuple[tuple[str, frozenset[str]], ...] = (
    ("month", frozenset(MONTHS)),
    ("unit", UNITS),
    ("season", frozenset(days.SEASONS)),
    (
        "relative",
        frozenset("today tonight morning afternoon evening yesterday night overnight tomorrow".split()),
    ),
    (
        "weekday",
        frozenset(
            "monday tuesday wednesday thursday friday saturday sunday mon tue tues wed thu thur thurs fri".split()
        ),
    ),
    ("named", frozenset(re.findall(r"[a-z]{3,}", " ".join(days.named_days()))) - {"the", "day"} | {"9/11"}),
)
_GOVERNOR = re.compile(
    r"\b(since|after|until|till|before|from|by|on|in|at|during|between|to|through|following)"
    r"(?: (?:about|around|roughly|the|shortly))* ?$",
    re.I,
)
_SINCE = re.compile(r"\bsince (?!and )(?=(?:[^\s,;.]+ ){1,9}$)", re.I)
_AHEAD = re.compile(
    r"\b(?:will|shall|would(?!-be)|upcoming|scheduled|slated|(?:is|are|was|were) (?:set (?:to|for)|due|expected|to)"
    r"|expects? to|going to|(?:plan|prepar|seek|intend|aim|hop|vow)(?:s|ed|es|e|ing|ning|ned)? (?:to|for)"
    r"|ahead of|about to|invited to)\b|['’]ll\b",
    re.I,
)
_SAID = re.compile(
    r"\b(?:said|says|told|reported|wrote|warned|added|announced)\b"
    r"|(?<!be )(?<!been )\b\w{2,}ed(?: (?:on|in|at|late|early|last))*$",
    re.I,
)
_PAST = re.compile(r"\b(?:said|told|\w{2,}ed|was|were|had)\b", re.I)


@dataclass(frozen=True, slots=True)
class DateMention:
    """One date expression: characters ``start`` to ``end`` of the text given, and the days it means.

    ``prep`` is the word that governs it ("on", "since", "after"), in lower case; ``dated`` says that it names its year.
    """

    start: int
    end: int
    when: When | None
    prep: str | None = None
    dated: bool = False


def find(
    text: str,
    published: date | None,
    *,
    future: bool = False,
    reference: date | None = None,
    anchor: date | None = None,
) -> list[DateMention]:
    """Date expressions of a sentence, in order of their first character.

    Without ``published`` only dates with a year resolve; phrases that do not resolve are left out. None overlap, but
    that "since a failed coup in July" (July to publication) holds "July" (the month), since each dates another event.

    Args:
        text: one sentence or a short text; offsets count its characters.
        published: the day of publication.
        future: that the text as a whole points ahead (a programme, an invitation).
        reference: the day that "the next day" or "two weeks later" counts from.
    """
    found: list[DateMention] = []
    for span, stretch, day in _spans(text, published, future, reference):
        mention = _mention(text, span, stretch, published)
        found.append(replace(mention, dated=day))
    joined = _join(text, sorted(found, key=lambda m: m.start))
    return sorted([*joined, *_long_since(text, joined, published)], key=lambda m: (m.start, -m.end))


def find_all(sentences: Sequence[str], published: date | None) -> list[list[DateMention]]:
    """The dates of each sentence of an article, read in order: "the next day" counts from the last day named before."""
    reference: date | None = None
    answer = []
    for text in sentences:
        found = find(text, published, reference=reference)
        days_named = [m.when.start for m in found if m.when and m.when.granularity == "day"]
        if days_named:
            reference = date.fromisoformat(days_named[-1])
        answer.append(found)
    return answer


def pick(mentions: Sequence[DateMention], at: int) -> DateMention | None:
    """The date of the event whose word starts at ``at``: the nearest, a phrase that holds the word itself left out."""
    outside = [m for m in mentions if not m.start <= at < m.end]
    return min(outside or mentions, key=lambda m: min(abs(m.start - at), abs(m.end - at)), default=None)


def _spans(text: str, published: date | None, future: bool, reference: date | None) -> list[tuple[Span, Days, bool]]:
    families = _families(text)
    if not families:
        return []
    taken = bytearray(len(text))
    found: list[tuple[Span, Days, bool]] = []
    named: list[tuple[int, date]] = []
    cue = future or bool(_AHEAD.search(text))
    for rule in RULES:
        if rule.family not in families:
            continue
        for match in rule.pattern.finditer(text):
            start, end = match.span()
            if any(taken[start:end]):
                continue
            ahead = future or (cue and _points_ahead(text, start, end))
            stretch = rule.resolve(match, Scene(published, ahead, _last_day(named, start) or reference))
            if stretch is None:
                continue
            taken[start:end] = b"\x01" * (end - start)
            names = match.groupdict()
            found.append(((start, end), stretch, bool(names.get("year") or names.get("short"))))
            if stretch.grain == "day":
                insort(named, (end, stretch.start))
    return found


def _last_day(named: Sequence[tuple[int, date]], before: int) -> date | None:
    """The nearest day named to the left in the same sentence; ``named`` is sorted by where each ends."""
    at = bisect_right(named, before, key=lambda item: item[0])
    return named[at - 1][1] if at else None


def _families(text: str) -> set[str]:
    words = {w.lower() for w in _WORD.findall(text)}
    families = {name for name, cues in _FAMILIES if not words.isdisjoint(cues)}
    if any(w.isdigit() for w in words):
        families |= {"number", "decade"}
    if "s" in words or any(w.endswith("0s") for w in words):
        families.add("decade")
    return families


def _points_ahead(text: str, start: int, end: int) -> bool:
    """Whether a word of the future governs the date: before it with no report between, or after a date that opens."""
    left = max(0, start - 180)
    cues = list(_AHEAD.finditer(text, left, start))
    if cues:
        return not _SAID.search(text[cues[-1].end() : start].rstrip())
    if len(text[:start].split()) > 3:
        return False
    after = _AHEAD.search(text, end, min(len(text), end + 70))
    return after is not None and not _PAST.search(text[end : after.start()])


def _mention(text: str, span: Span, stretch: Days, published: date | None) -> DateMention:
    governor = _GOVERNOR.search(text[max(0, span[0] - 32) : span[0]])
    word = governor.group(1).lower() if governor else None
    if not _dates_a_noun(text, span):
        if word == "since" and published is not None and stretch.start <= published:
            stretch = Days(stretch.start, published, "range")
        elif word == "after":
            stretch = Days(stretch.start, None, "range")
    return DateMention(*span, _when(text, span, stretch), word)


def _dates_a_noun(text: str, span: Span) -> bool:
    """Whether the date qualifies a noun: "after Friday's attack", "since the 2014 shooting"."""
    if text[span[1] : span[1] + 2] in ("'s", "’s"):
        return True
    before = text[: span[0]].rsplit(maxsplit=1)[-1:]
    return before in (["the"], ["a"], ["an"]) and bool(re.match(r" [A-Za-z]\w+", text[span[1] :]))


def _when(text: str, span: Span, stretch: Days) -> When:
    end = stretch.end.isoformat() if stretch.end else None
    return When(stretch.start.isoformat(), end, text[slice(*span)], stretch.grain)


def _join(text: str, mentions: list[DateMention]) -> list[DateMention]:
    """ "between X and Y" and "from X to Y" become one stretch from the first day to the last."""
    found: list[DateMention] = []
    for mention in mentions:
        last = found[-1] if found else None
        joined = _joined(text, last, mention) if last else None
        if joined:
            found[-1] = joined
        else:
            found.append(mention)
    return found


def _joined(text: str, first: DateMention, second: DateMention) -> DateMention | None:
    between = text[first.end : second.start].lower()
    pair = (first.prep == "between" and between.endswith(" and ")) or (
        between in ("-", "–", " - ", " – ", " to ", " through ", " until ", " till ")
        and (first.prep == "from" or between != " to ")
    )
    if not pair or first.when is None or second.when is None or second.when.end is None:
        return None
    start, end = first.when.start, second.when.end
    if second.dated and not first.dated and first.when.granularity in ("day", "month"):
        year = int(second.when.start[:4]) - (start[5:] > second.when.start[5:])
        moved = days.safe(year, int(start[5:7]), int(start[8:10]))
        start = moved.isoformat() if moved else start
    if start > end:
        return None
    span = (first.start, second.end)
    return DateMention(*span, When(start, end, text[slice(*span)], "range"), first.prep, first.dated or second.dated)


def _long_since(text: str, mentions: Sequence[DateMention], published: date | None) -> list[DateMention]:
    found: list[DateMention] = []
    for mention in mentions:
        opens = (
            _SINCE.search(text, max(0, mention.start - 80), mention.start)
            if published and mention.prep != "since"
            else None
        )
        if opens is None or mention.when is None or published is None or mention.when.start > published.isoformat():
            continue
        span = (opens.start(), mention.end)
        found.append(
            DateMention(*span, When(mention.when.start, published.isoformat(), text[slice(*span)], "range"), "since")
        )
    return found
