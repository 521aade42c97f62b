"""The fields of the query language, once: what each takes, and its words in errors, completion and help."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from store.model import EVENT_TYPES, STATUSES

Takes = Literal["words", "tag", "name", "value", "number", "day"]


@dataclass(frozen=True, slots=True)
class Field:
    """One field: what it ``takes``, what it ``explains``, an ``example``, its ``values`` where they are few."""

    name: str
    takes: Takes
    explains: str
    example: str
    values: tuple[str, ...] = ()


FLAGS = ("unread", "read", "starred", "annotated", "reviewed", "unreviewed")

_ALL = (
    Field("title", "words", "words of the title", "title:ceasefire"),
    Field("text", "words", "words of the article", 'text:"held talks"'),
    Field("note", "words", "words of your notes and of what you highlighted", "note:doubtful"),
    Field("tag", "tag", "a tag, or a part of one", "tag:region/syria"),
    Field("source", "words", "who published it", 'source:"the paper"'),
    Field("author", "words", "who wrote it", "author:haddad"),
    Field("actor", "name", "an actor by any of its names", 'actor:"United States"'),
    Field("agent", "name", "who did it", "agent:houthis"),
    Field("target", "name", "to whom or to what", "target:civilians"),
    Field("type", "value", "an incident's type", "type:assault", tuple(word.lower() for word in EVENT_TYPES)),
    Field("mode", "value", "an incident's mode", "mode:arrest"),
    Field("status", "value", "how an incident is told", "status:claimed", STATUSES),
    Field("place", "name", "where, or in what larger place", "place:aleppo"),
    Field("country", "value", "in what country, by its name or three-letter code", "country:syria"),
    Field("killed", "number", "how many were killed", "killed:>10"),
    Field("injured", "number", "how many were injured", "injured:5..20"),
    Field("after", "day", "published on this day or later", "after:2024-07"),
    Field("before", "day", "published before this day", "before:2024-07-28"),
    Field("on", "day", "published on this day, in this month or year", "on:2024-07-28"),
    Field("is", "value", "how you left it", "is:unread", FLAGS),
    Field("lang", "value", "the article's language", "lang:ar"),
)
FIELDS: Mapping[str, Field] = {field.name: field for field in _ALL}

TEXT_FIELDS = frozenset({"", "title", "text", "source", "author"})
"""Fields that the index of articles answers."""
INCIDENT_FIELDS = frozenset({"agent", "target", "type", "mode", "status", "place", "country", "killed", "injured"})
"""Fields that speak of an incident."""
