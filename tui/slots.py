"""An incident's slots as lines of a form, and back: pure, apart from any screen."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Literal, TypeVar

from store.model import EVENT_TYPES, STATUSES, Actor, DatelineError, EventType, Incident, Place, Span, TextSpan, When
from store.review import Slots
from store.text import clean_line
from tui.completing import Choice, fold, parts
from tui.dates import when_text
from tui.findings import Findings

MODES: Mapping[EventType, tuple[str, ...]] = {
    "CONSULT": ("visit", "third-party", "multilateral", "phone"),
    "RETREAT": ("withdraw", "release", "return", "disarm", "ceasefire", "access", "resign"),
    "REQUEST": ("assist", "change", "yield", "meet"),
    "ACCUSE": ("disapprove", "investigate", "allege"),
    "REJECT": ("assist", "change", "yield", "meet"),
    "THREATEN": ("restrict", "ban", "arrest", "relations", "expel", "territory", "violence"),
    "PROTEST": ("demo", "riot", "strike", "hunger", "boycott", "obstruct"),
    "SANCTION": ("convict", "expel", "withdraw", "discontinue"),
    "MOBILIZE": ("troops", "weapons", "police", "militia"),
    "COERCE": (
        "seize", "restrict", "ban", "censor", "curfew", "martial-law", "arrest", "deport", "withhold",
        "misinformation", "cyber",
    ),
    "ASSAULT": (
        "abduct", "beat", "torture", "execute", "sexual", "targeted", "primitive", "firearms", "explosives",
        "suicide-attack", "heavy-weapons", "aerial", "drone", "destroy", "crowd-control", "unconventional",
    ),
    "HAZARD": ("collapse", "crash", "disaster", "disease", "fire"),
}  # fmt: skip
"""Modes offered for a type: PLOVER's (https://github.com/openeventdata/PLOVER), and those our lexicon adds."""

ROLES: tuple[Literal["agents", "targets", "sources"], ...] = ("agents", "targets", "sources")
THINGS: tuple[Literal["objects", "instruments"], ...] = ("objects", "instruments")
HARMS: tuple[Literal["killed", "injured"], ...] = ("killed", "injured")
Word = TypeVar("Word", bound=str)
_DAY, _MONTH, _YEAR = r"(\d{4})-(\d{1,2})-(\d{1,2})", r"(\d{4})-(\d{1,2})", r"(\d{4})"


class SlotForm:
    """What stands in the lines for one incident, or for a new one, and what is made of what is typed there.

    Args:
        findings: the article's.
        text: the article's.
        incident: the one to correct; None for a new one.
        near: the words that state it: things are looked for in the text from there on first.
    """

    def __init__(self, findings: Findings, text: str, incident: Incident | None, near: Span) -> None:
        self._text, self._near = text, near
        self._before = incident
        self.names = _names(findings.extraction.actors)
        self._ids = {fold(name): id for id, name in self.names.items()}
        self._kinds = {actor.id: actor.kind for actor in findings.extraction.actors}
        self._others = findings.extraction.incidents
        distance = {
            actor.id: min((abs(mention.start - near[0]) for mention in actor.mentions), default=len(text))
            for actor in findings.extraction.actors
        }
        self._nearest = sorted(self.names, key=lambda id: distance[id])

    # --- what is offered

    def actor_choices(self) -> list[Choice]:
        """The article's actors, each with its kind; those named close to the incident's words come first."""
        return [Choice(self.names[id], self._kinds[id].replace("_", " ")) for id in self._nearest]

    def place_choices(self) -> list[Choice]:
        """The places of the article's incidents."""
        return [Choice(text) for text in dict.fromkeys(place_text(other.place) for other in self._others) if text]

    def date_choices(self) -> list[Choice]:
        """The dates of the article's incidents, as they are typed, with how they read."""
        dates = {date_line(other.date): when_text(other.date) for other in self._others if other.date}
        return [Choice(line, words) for line, words in dates.items()]

    def thing_choices(self, slot: str) -> list[Choice]:
        """The objects or instruments of the article's incidents."""
        spans = [span for other in self._others for span in getattr(other, slot)]
        return [Choice(text) for text in dict.fromkeys(_flat(span.text) for span in spans)]

    # --- what stands there

    def values(self) -> dict[str, str]:
        """The lines as they are before anything is typed."""
        found = self._before
        if found is None:
            return {"type": "", "status": "reported"}
        lines: dict[str, str] = {
            role: ", ".join(self.names[id] for id in getattr(found, role) if id in self.names) for role in ROLES
        }
        lines |= {slot: ", ".join(_flat(span.text) for span in getattr(found, slot)) for slot in THINGS}
        lines |= {"type": found.type, "status": found.status, "modes": ", ".join(found.modes)}
        lines |= {"place": place_text(found.place), "date": date_line(found.date)}
        lines |= {harm: "" if (n := getattr(found, harm)) is None else str(n) for harm in HARMS}
        return lines

    # --- what is made of it

    def read(self, typed: Mapping[str, str]) -> Slots:
        """The slots that the lines say, those alone that were changed.

        Raises:
            DatelineError: a line makes no sense; says which, and what would.
        """
        before = self.values()
        changed = {name: line for name, line in typed.items() if line.strip() != before.get(name, "").strip()}
        if self._before is None:
            changed |= {"type": typed["type"], "status": typed["status"]}
        slots: Slots = {}
        if "type" in changed:
            slots["type"] = _one_of(changed["type"], EVENT_TYPES, "type")
        if "status" in changed:
            slots["status"] = _one_of(changed["status"], STATUSES, "status")
        if "modes" in changed:
            slots["modes"] = tuple(clean_line(part) for part in parts(changed["modes"]))
        for role in ROLES:
            if role in changed:
                slots[role] = self._actors(changed[role])
        for slot in THINGS:
            if slot in changed:
                slots[slot] = self._things(slot, changed[slot])
        if "place" in changed:
            slots["place"] = self._place(changed["place"])
        if "date" in changed:
            slots["date"] = self._date(changed["date"])
        for harm in HARMS:
            if harm in changed:
                slots[harm] = _number(changed[harm], harm)
        return slots

    def _actors(self, line: str) -> tuple[str, ...]:
        ids: list[str] = []
        for part in parts(line):
            id = self._ids.get(fold(part))
            if id is None:
                raise DatelineError(
                    f"no actor of this article is called “{part}”: choose one, or make it from its words"
                )
            ids += [id] if id not in ids else []
        return tuple(ids)

    def _things(self, slot: str, line: str) -> tuple[TextSpan | Span, ...]:
        known = {fold(_flat(span.text)): span for span in (getattr(self._before, slot) if self._before else ())}
        return tuple(known[fold(part)] if fold(part) in known else self._words(part) for part in parts(line))

    def _words(self, part: str) -> Span:
        """Where words stand in the text: from the incident's own words on, else before them."""
        pattern = re.compile(r"\s+".join(map(re.escape, part.split())), re.IGNORECASE)
        start = self._text.rfind("\n", 0, self._near[0]) + 1
        found = pattern.search(self._text, start) or pattern.search(self._text)
        if found is None:
            raise DatelineError(f"“{part}” does not stand in the article: write it as it stands there")
        return found.span()

    def _place(self, line: str) -> Place | None:
        known = next(
            (other.place for other in self._others if fold(place_text(other.place)) == fold(line.strip())), None
        )
        if known is not None or not line.strip():
            return known
        name, *within = parts(line)
        same = self._before.place if self._before and self._before.place else None
        if same is not None and fold(same.name) == fold(name):
            return replace(same, name=name, within=tuple(within))
        return Place(clean_line(name), tuple(map(clean_line, within)))

    def _date(self, line: str) -> When | None:
        known = next(
            (other.date for other in self._others if other.date and date_line(other.date) == line.strip()), None
        )
        return known if known is not None else read_date(line)


def place_text(place: Place | None) -> str:
    """A place as it is typed: ``Veld, Tarsk district``."""
    return ", ".join([place.name, *place.within]) if place else ""


def date_line(when: When | None) -> str:
    """A stretch of days as it is typed; :func:`read_date` reads it."""
    if when is None:
        return ""
    if when.granularity == "year":
        return when.start[:4]
    if when.granularity == "month":
        return when.start[:7]
    if when.end is None:
        return f"{when.start}.."
    return when.start if when.end == when.start else f"{when.start}..{when.end}"


def read_date(line: str) -> When | None:
    """What was typed for a date: a day, a month, a year, two days with ``..`` between them, or an open end.

    Raises:
        DatelineError: it is none of these, or no such day.
    """
    text = line.strip()
    if not text:
        return None
    first, dots, last = (part.strip() for part in text.partition(".."))
    start, grain = _first_day(first, text)
    if dots:
        end = _last_day(last, text) if last else None
        if end is not None and end < start:
            raise DatelineError(f"“{text}” ends before it begins: write the earlier day first")
        return When(start, end, text, "range")
    return When(start, _last_day(first, text), text, grain)  # type: ignore[arg-type]


def _first_day(part: str, whole: str) -> tuple[str, str]:
    for pattern, grain in ((_DAY, "day"), (_MONTH, "month"), (_YEAR, "year")):
        if match := re.fullmatch(pattern, part):
            year, month, day = (*map(int, match.groups()), 1, 1)[:3]
            return _iso(year, month, day, whole), grain
    raise DatelineError(f"“{whole}” is no date: write 2024-07-28, 2024-07, 2024, or 2024-07-28..2024-08-02")


def _last_day(part: str, whole: str) -> str:
    start, grain = _first_day(part, whole)
    year, month = int(start[:4]), int(start[5:7])
    if grain == "year":
        return _iso(year, 12, 31, whole)
    return _iso(year, month, monthrange(year, month)[1], whole) if grain == "month" else start


def _iso(year: int, month: int, day: int, whole: str) -> str:
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        raise DatelineError(f"“{whole}” is no day of the calendar: write it as 2024-07-28") from None


def _number(line: str, slot: str) -> int | None:
    digits = line.strip().replace(",", "").replace(" ", "")
    if not digits:
        return None
    if not digits.isascii() or not digits.isdecimal() or len(digits) > 9:
        raise DatelineError(f"{slot}: “{line.strip()}” is no number of people: write 12, or nothing")
    return int(digits)


def _one_of(line: str, words: Sequence[Word], slot: str) -> Word:
    found = next((word for word in words if fold(word) == fold(line.strip())), None)
    if found is None:
        raise DatelineError(f"{slot}: choose one of {', '.join(words[:5])} …" if line else f"choose a {slot}")
    return found


def _names(actors: Sequence[Actor]) -> dict[str, str]:
    """A name for each actor by id, no two the same: commas are taken out, and a second one of a name gets a number."""
    names: dict[str, str] = {}
    taken: dict[str, int] = {}
    for actor in actors:
        name = actor.name.replace(",", "")
        taken[fold(name)] = number = taken.get(fold(name), 0) + 1
        names[actor.id] = name if number == 1 else f"{name} #{number}"
    return names


def _flat(text: str) -> str:
    """Words as they stand in a line whose parts commas part."""
    return " ".join(text.replace(",", " ").split())
