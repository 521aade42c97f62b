"""A small library written by hand: invented articles, and extractions that point at their words."""

from __future__ import annotations

from pathlib import Path

from store.extraction.sentences import split
from store.library import Library
from store.model import (
    Actor,
    Article,
    EventType,
    Evidence,
    Extraction,
    Incident,
    Kind,
    Mention,
    Place,
    Span,
    Status,
    TextSpan,
    When,
)

CONVOY = "\n\n".join(
    [
        "Convoy reaches Tarsk after a week of shelling",
        "A United Relief convoy reached the town of Tarsk on Monday, the first since the fighting began. "
        "Drivers said the Northern Front had fired rockets at the road near Lake Omm on Sunday, killing two guards.",
        "A claim and a denial",
        "The Northern Front denied it. Its spokesman said government troops had mined the bridge at Veld, "
        "and that the Front would attack the bridge if they did not leave. United Relief asked both sides for passage.",
        "Government troops arrested nine villagers in Veld last week. The Northern Front has held the hills since May.",
    ]
    + [
        f"Paragraph {n} of the long report goes over what is known of the road, the weather and the prices of bread in "
        f"Tarsk, in sentences that nobody needs. Another one follows it, as number {n} always does."
        for n in range(1, 13)
    ]
)
TALKS = "\n\n".join(
    ["Ministers meet in Alden", "Ministers of Aldenia and Borovia met in Alden. They agreed on a ferry line."]
)
LONG_TITLE = " ".join(["An extraordinarily long headline about 船舶 and the harbour at Tarsk"] * 5)[:300]
LONG = "\n\n".join([LONG_TITLE, "The text below it is short. It says [b]nothing[/b] of note, [/ and stops."])
ARABIC_TITLE = "عودة العائلات إلى قراها"
ARABIC = "\n\n".join(
    [
        ARABIC_TITLE,
        "عادت مئات العائلات إلى قراها يوم الاثنين بعد هدوء حذر. وقال سكان إنّ الطريق مفتوحة.",
        "e\u0301te\u0301 船舶 déjà",
    ]
)


def spans_of(text: str, words: str) -> list[Span]:
    """Every place where ``words`` stand in ``text``."""
    found, at = [], text.find(words)
    while at >= 0:
        found.append((at, at + len(words)))
        at = text.find(words, at + 1)
    return found


class Pointer:
    """Makes actors and incidents of a text by quoting it."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.sentences = split(text)

    def sentence(self, at: int) -> int:
        """The index of the sentence that holds the character at ``at``."""
        return next(number for number, (start, end) in enumerate(self.sentences) if start <= at < end)

    def actor(self, id: str, name: str, kind: Kind, *names: str, country: str | None = None) -> Actor:
        """An actor mentioned wherever one of ``names`` (or its name) stands."""
        spans = sorted({span for form in names or (name,) for span in spans_of(self.text, form)})
        return Actor(id, name, kind, country, tuple(Mention(*s, self.sentence(s[0]), "name") for s in spans))

    def incident(self, id: str, type: EventType, status: Status, *triggers: str, **slots: object) -> Incident:
        """An incident stated by the first place of each of ``triggers``."""
        spans = [spans_of(self.text, words)[0] for words in triggers]
        evidence = tuple(Evidence(self.sentence(span[0]), span) for span in spans)
        return Incident(id, type, status, evidence, **slots)  # type: ignore[arg-type]

    def span(self, words: str) -> TextSpan:
        """The first place of ``words``."""
        return TextSpan(words, *spans_of(self.text, words)[0])


def convoy_findings() -> Extraction:
    """What ``CONVOY`` says: one incident of each status, and an actor with three sentences."""
    at = Pointer(CONVOY)
    actors = (
        at.actor("a1", "Northern Front", "armed_group", "Northern Front", country="TAR"),
        at.actor("a2", "United Relief", "organization"),
        at.actor("a3", "government troops", "military", "government troops", "Government troops", country="TAR"),
        at.actor("a4", "two guards", "population"),
        at.actor("a5", "nine villagers", "population"),
    )
    incidents = (
        at.incident("i1", "AID", "reported", "reached", agents=("a2",), place=Place("Tarsk"),
                    date=When("2025-03-03", "2025-03-03", "Monday")),
        at.incident("i2", "ASSAULT", "denied", "fired rockets", "denied it", modes=("heavy-weapons",), agents=("a1",),
                    targets=("a4",), place=Place("Lake Omm"), killed=2, instruments=(at.span("rockets"),),
                    date=When("2025-03-02", "2025-03-02", "Sunday")),
        at.incident("i3", "MOBILIZE", "claimed", "mined", agents=("a3",), sources=("a1",), place=Place("Veld"),
                    objects=(at.span("bridge"),)),
        at.incident("i4", "THREATEN", "planned", "would attack", modes=("violence",), agents=("a1",), targets=("a3",)),
        at.incident("i5", "COERCE", "reported", "arrested", modes=("arrest",), agents=("a3",), targets=("a5",),
                    place=Place("Veld")),
    )  # fmt: skip
    return Extraction(at.sentences, actors, incidents, engine="by hand")


def article(title: str, text: str, source: str, published: str | None, **more: object) -> Article:
    """An article as intake would make it."""
    import hashlib

    digest = hashlib.sha256(text.encode()).hexdigest()
    return Article(title, text, source=source, published=published, text_hash=digest, **more)  # type: ignore[arg-type]


def build_library(path: Path) -> None:
    """Four articles: the convoy first, then one with a headline of 300 characters, one in Arabic, one of two lines."""
    with Library.open(path) as library:
        convoy = library.articles.add(
            article(
                CONVOY.split("\n")[0],
                CONVOY,
                "Tarsk Courier",
                "2025-03-04",
                url="https://example.org/convoy",
                language="en",
            )
        ).id
        library.articles.attach(convoy, convoy_findings())
        library.tags.add(convoy, "region/tarsk")
        library.tags.add(convoy, "aid")
        long = library.articles.add(
            article(LONG_TITLE, LONG, "The Paper with the Very Long Name", "2025-03-03", language="en")
        ).id
        library.articles.attach(long, Extraction(split(LONG), engine="by hand"))
        arabic = library.articles.add(article(ARABIC_TITLE, ARABIC, "صوت القرى", "2025-03-02", language="ar")).id
        limits = ("Findings are made for English articles only.",)
        library.articles.attach(arabic, Extraction(split(ARABIC), engine="sentences", limits=limits))
        talks = library.articles.add(
            article("Ministers meet in Alden", TALKS, "Aldenia Wire", "2025-03-01", language="en")
        ).id
        library.articles.attach(talks, Extraction(split(TALKS), engine="by hand"))
