"""The nouns of Dateline, as frozen values with no behaviour that needs a database.

All offsets count characters (Python ``str`` indices) from the start of ``Article.text``, which is the cleaned article:
title, blank line, body, paragraphs parted by a blank line. A span ``(start, end)`` is half open.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal, get_args

from store.failure import DatelineError as DatelineError

Span = tuple[int, int]

Kind = Literal["person", "state", "government", "military", "armed_group", "organization", "media", "population"]
EventType = Literal[
    "AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT", "REQUEST", "ACCUSE",
    "REJECT", "THREATEN", "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT", "HAZARD",
]  # fmt: skip
Status = Literal["reported", "claimed", "denied", "planned", "hypothetical"]
Form = Literal["name", "nominal", "pronoun"]
Granularity = Literal["day", "range", "week", "month", "season", "year"]
Role = Literal["heading", "list", "quote"]
DateSource = Literal["given", "json-ld", "meta", "time", "url", "text"]

KINDS: tuple[Kind, ...] = get_args(Kind)
EVENT_TYPES: tuple[EventType, ...] = get_args(EventType)
STATUSES: tuple[Status, ...] = get_args(Status)
Color = Literal["yellow", "green", "blue", "pink", "violet"]
COLORS: tuple[Color, ...] = get_args(Color)
"""The colours a highlight may have."""


@dataclass(frozen=True, slots=True)
class Mention:
    """One place in the text that refers to an actor; ``sentence`` indexes ``Extraction.sentences``."""

    start: int
    end: int
    sentence: int
    form: Form


@dataclass(frozen=True, slots=True)
class Actor:
    """One actor however it is called; ``id`` is unique within its extraction, ``country`` is ISO 3166-1 alpha-3."""

    id: str
    name: str
    kind: Kind
    country: str | None
    mentions: tuple[Mention, ...]


@dataclass(frozen=True, slots=True)
class TextSpan:
    """A piece of the article with its words; ``text`` equals ``article.text[start:end]``."""

    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Place:
    """Where: the most precise name in the text, the larger places named (inner first).

    ``country`` is ISO 3166-1 alpha-3; ``latitude`` and ``longitude`` are WGS 84 degrees, None where the name is not
    resolved (never a guess).
    """

    name: str
    within: tuple[str, ...] = ()
    country: str | None = None
    latitude: float | None = None
    longitude: float | None = None


@dataclass(frozen=True, slots=True)
class When:
    """A stretch of days: ISO dates, both inclusive; ``end`` is None where it stays open; ``text`` as written."""

    start: str
    end: str | None
    text: str
    granularity: Granularity = "day"


@dataclass(frozen=True, slots=True)
class Evidence:
    """A sentence an incident rests on (index into ``Extraction.sentences``) and the span of the word that states it."""

    sentence: int
    trigger: Span


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a slot holds a value: the rule or model that put it there, how sure it was, and the words it saw.

    ``value`` is the filler as shown to a person (an actor's id for agents, targets and sources); ``confidence`` lies in
    0..1 and is None for rules that do not weigh; ``tokens`` are spans in the article.
    """

    slot: str
    value: str
    rule: str
    sentence: int
    tokens: tuple[Span, ...] = ()
    confidence: float | None = None


@dataclass(frozen=True, slots=True)
class Incident:
    """One happening the text asserts, claims, denies, threatens or plans; actor slots hold ``Actor.id``."""

    id: str
    type: EventType
    status: Status
    evidence: tuple[Evidence, ...]
    modes: tuple[str, ...] = ()
    agents: tuple[str, ...] = ()
    targets: tuple[str, ...] = ()
    objects: tuple[TextSpan, ...] = ()
    place: Place | None = None
    date: When | None = None
    instruments: tuple[TextSpan, ...] = ()
    killed: int | None = None
    injured: int | None = None
    sources: tuple[str, ...] = ()
    reasons: tuple[Reason, ...] = ()


@dataclass(frozen=True, slots=True)
class Extraction:
    """What the machine found in one text.

    ``engine`` names the version of rules and models; ``limits`` says in plain words what could not be done
    (for one, that findings are made for English only) and is empty when nothing was left out.
    """

    sentences: tuple[Span, ...]
    actors: tuple[Actor, ...] = ()
    incidents: tuple[Incident, ...] = ()
    engine: str = ""
    limits: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Edit:
    """One change that cleaning made: ``removed`` stood at ``start`` to ``end`` of the source text, ``put`` stands there now.

    The source text is the decoded original of a plain text, and the text that a page's extractors found in a page;
    ``rule`` names the kind of rubbish, or the mending ("glued", "spacing", "title"). All edits of an article applied
    to its source text give ``Article.text``; undone on that text they give the source text back.
    """

    start: int
    end: int
    rule: str
    removed: str
    put: str = ""


@dataclass(frozen=True, slots=True)
class Part:
    """A paragraph of the text that is more than a paragraph: a heading, an item of a list, a quotation."""

    start: int
    end: int
    role: Role


@dataclass(frozen=True, slots=True)
class Article:
    """A cleaned article.

    ``published`` is an ISO date or None when unknown (never a guess); ``added`` an ISO 8601 UTC time, given by the
    store; ``language`` is ISO 639-1; ``original`` the bytes it was made from, ``text_hash`` the SHA-256 hex digest of
    ``text`` in UTF-8. ``id`` is None until the store has given one.

    ``date_source`` says where ``published`` was read and ``date_confidence`` (0 to 1) how far it can be trusted; both
    are None when there is no date. ``publisher`` is the publishing house's own name where it differs from ``source``.
    ``structure`` is in the order of the text; ``captions`` are those of pictures, which are no part of ``text``.
    ``empty`` says that no body was found: the text is then the title alone. ``version`` counts, from 1, the texts that
    came in for this article one after the other, of which this is one.
    """

    title: str
    text: str
    source: str | None = None
    url: str | None = None
    author: str | None = None
    published: str | None = None
    date_source: DateSource | None = None
    date_confidence: float | None = None
    section: str | None = None
    publisher: str | None = None
    language: str | None = None
    structure: tuple[Part, ...] = ()
    captions: tuple[str, ...] = ()
    edits: tuple[Edit, ...] = field(default=(), repr=False)
    original: bytes = field(default=b"", repr=False)
    text_hash: str = ""
    added: str | None = None
    id: int | None = None
    unread: bool = True
    starred: bool = False
    tags: tuple[str, ...] = ()
    empty: bool = False
    version: int = 1


@dataclass(frozen=True, slots=True)
class ArticleRow:
    """What the list shows of an article, without its text; ``sort_date`` is published or else added (keyset key).

    ``reviewed`` is True where the reader said so of the article, or of each of its ``findings``; ``unreviewed`` of
    these have no verdict yet.
    """

    id: int
    title: str
    source: str | None
    published: str | None
    sort_date: str
    language: str | None
    unread: bool
    starred: bool
    tags: tuple[str, ...] = ()
    reviewed: bool = False
    findings: int = 0
    unreviewed: int = 0


@dataclass(frozen=True, slots=True)
class Note:
    """What the reader wrote on an article, on words of it, or on a finding.

    ``exact`` are the words with up to 32 characters of context either side, as they were when the note was made;
    ``start`` and ``end`` count characters of the article's text as it is now. ``orphaned`` is True where the words (or
    the finding) are gone from the article: ``start`` and ``end`` are then None. ``finding`` is the id of the actor or
    incident among the effective findings. ``color`` is one of ``COLORS``; ``made`` and ``changed`` are ISO 8601, UTC.
    """

    id: int
    article: int
    about: Literal["article", "text", "actor", "incident"]
    body: str
    color: str | None
    exact: str | None
    prefix: str | None
    suffix: str | None
    start: int | None
    end: int | None
    made: str
    changed: str = ""
    tags: tuple[str, ...] = ()
    finding: str | None = None
    orphaned: bool = False
