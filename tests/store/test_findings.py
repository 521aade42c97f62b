"""The machine's findings come back exactly, and can be made anew without touching what the reader made."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from store import schema
from store.extractions import Extractions
from store.library import Library
from store.model import (
    EVENT_TYPES,
    KINDS,
    STATUSES,
    Actor,
    DatelineError,
    Evidence,
    Extraction,
    Incident,
    Mention,
    Place,
    Reason,
    TextSpan,
    When,
)
from tests.store.shelves import article, readers_tables, whole_dump

WORDS = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
OFFSETS = st.integers(0, 10**6)
SPANS = st.tuples(OFFSETS, OFFSETS)
COUNTS = st.none() | st.integers(0, 2**62)
DEGREES = st.none() | st.floats(-180, 180)
MENTIONS = st.builds(Mention, OFFSETS, OFFSETS, OFFSETS, st.sampled_from(["name", "nominal", "pronoun"]))
THINGS = st.lists(st.builds(TextSpan, WORDS, OFFSETS, OFFSETS), max_size=3).map(tuple)
PLACES = st.builds(Place, WORDS, st.lists(WORDS, max_size=3).map(tuple), st.none() | WORDS, DEGREES, DEGREES)
GRAINS = st.sampled_from(["day", "range", "week", "month", "season", "year"])
DATES = st.builds(When, WORDS, st.none() | WORDS, WORDS, GRAINS)
REASONS = st.builds(
    Reason, WORDS, WORDS, WORDS, OFFSETS, st.lists(SPANS, max_size=3).map(tuple), st.none() | st.floats(0, 1)
)


@st.composite
def extractions(draw: st.DrawFn) -> Extraction:
    """Any extraction that holds together: ids are its own, roles name its actors."""
    shared = draw(st.lists(MENTIONS, max_size=2))
    actors = tuple(
        Actor(
            id=name,
            name=draw(WORDS),
            kind=draw(st.sampled_from(KINDS)),
            country=draw(st.none() | WORDS),
            mentions=tuple(shared + draw(st.lists(MENTIONS, max_size=3))),
        )
        for name in draw(st.lists(WORDS, unique=True, max_size=4))
    )
    roles = st.lists(st.sampled_from([actor.id for actor in actors]), max_size=4) if actors else st.just([])
    incidents = tuple(
        Incident(
            id=name,
            type=draw(st.sampled_from(EVENT_TYPES)),
            status=draw(st.sampled_from(STATUSES)),
            evidence=tuple(draw(st.lists(st.builds(Evidence, OFFSETS, SPANS), max_size=3))),
            modes=tuple(draw(st.lists(WORDS, max_size=2))),
            agents=tuple(draw(roles)),
            targets=tuple(draw(roles)),
            objects=draw(THINGS),
            place=draw(st.none() | PLACES),
            date=draw(st.none() | DATES),
            instruments=draw(THINGS),
            killed=draw(COUNTS),
            injured=draw(COUNTS),
            sources=tuple(draw(roles)),
            reasons=tuple(draw(st.lists(REASONS, max_size=2))),
        )
        for name in draw(st.lists(WORDS, unique=True, max_size=3))
    )
    sentences = tuple(draw(st.lists(SPANS, max_size=4)))
    return Extraction(sentences, actors, incidents, draw(WORDS), tuple(draw(st.lists(WORDS, max_size=2))))


@pytest.fixture(scope="module")
def shelf(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    """A library with two articles, shared by the examples of the property tests."""
    with Library.open(tmp_path_factory.mktemp("findings") / "news.db") as library:
        library.articles.add(article(1))
        library.articles.add(article(2))
        yield library


@settings(max_examples=80, deadline=None)
@given(first=extractions(), second=extractions())
def test_an_extraction_comes_back_exactly_and_leaves_the_others(
    shelf: Library, first: Extraction, second: Extraction
) -> None:
    shelf.articles.attach(1, first)
    shelf.articles.attach(2, second)
    assert shelf.articles.extraction(1) == first
    shelf.articles.attach(1, second)
    assert shelf.articles.extraction(1) == shelf.articles.extraction(2) == second
    assert shelf.actors.of(1) == second.actors and shelf.incidents.of(1) == second.incidents


def small(engine: str = "rules 1") -> Extraction:
    """Two actors sharing a mention and an incident between them."""
    both = Mention(0, 5, 0, "nominal")
    ferry = Actor("a1", "Ferry union", "organization", None, (both,))
    bay = Actor("a2", "Ostrava Bay", "state", "OSB", (both, Mention(30, 40, 1, "name")))
    why = Reason("agents", "a1", "subject of the verb", 1, ((0, 5), (7, 9)), 0.25)
    place = Place("the pier", ("Ostrava Bay",))
    talk = Incident("i1", "CONSULT", "denied", (Evidence(1, (7, 9)),), agents=("a1", "a2"), place=place, reasons=(why,))
    return Extraction(((0, 25), (27, 60)), (ferry, bay), (talk,), engine, ("dates were not read",))


def test_an_article_not_looked_at_yet_has_no_extraction(library: Library) -> None:
    number = library.articles.add(article()).id
    assert library.articles.extraction(number) is None
    assert library.actors.of(number) == () and library.incidents.of(number) == ()
    library.articles.attach(number, Extraction(sentences=()))
    assert library.articles.extraction(number) == Extraction(sentences=())


def test_making_findings_anew_touches_nothing_of_the_readers(library: Library) -> None:
    number = library.articles.add(article(tags=("bay",))).id
    library.articles.attach(number, small())
    library.articles.set_starred(number, True)
    library.notes.add(number, "look again", at=(0, 5))
    before = readers_tables(library.path)
    library.articles.attach(number, small("rules 2"))
    library.articles.attach(number, Extraction(sentences=()))
    assert readers_tables(library.path) == before
    assert library.journal.undo() == "noted “look again” on “Ferry talks stall for day 1”"


@pytest.mark.parametrize("fault", ["unknown actor", "two of one id"])
def test_an_extraction_that_does_not_hold_together_changes_nothing(library: Library, fault: str) -> None:
    number = library.articles.add(article()).id
    library.articles.attach(number, small())
    wrong = small("wrong")
    actors = wrong.actors[:1] if fault == "unknown actor" else wrong.actors[:1] * 2
    with pytest.raises(ValueError, match="does not hold together"):
        library.articles.attach(number, Extraction(wrong.sentences, actors, wrong.incidents))
    assert library.articles.extraction(number) == small()


def test_findings_need_an_article(library: Library) -> None:
    with pytest.raises(DatelineError, match="no article 9"):
        library.articles.attach(9, small())


def test_findings_of_an_older_library_can_be_searched_like_new_ones(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "old.db"
    with monkeypatch.context() as older:
        older.setattr(schema, "STEPS", schema.STEPS[:1])
        with Library.open(path) as library:
            with library._connections.writing() as database:
                columns = "(sort_date, added, title, text_hash, text) VALUES ('2024-07-28', '2024-07-28', ?, 'x', ?)"
                database.execute(f"INSERT INTO articles {columns}", [article().title, article().text])
            number = 1
            Extractions(library._connections).put(number, small())
    with Library.open(path) as library:
        moved = whole_dump(path)
        assert len(moved["effective_actors"]) == 2 and len(moved["effective_roles"]) == 2
        library.findings.refresh()
        with library._connections.writing() as database:
            library.findings.derive(database, [number])
        assert whole_dump(path) == moved
        assert library.articles.row(number).unreviewed == 3
