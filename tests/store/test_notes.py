"""Notes and highlights, anchored by quote and position."""

from __future__ import annotations

import pytest

from store.library import Library
from store.model import Actor, DatelineError, Evidence, Extraction, Incident, Mention
from tests.store.shelves import article


def test_a_note_keeps_its_words_and_what_stands_around_them(library: Library) -> None:
    number = library.articles.add(article()).id
    text = library.articles.get(number).text
    start = text.index("Ostrava")
    library.notes.add(number, "who?\x1b[2J\nask", at=(start, start + 7), color="yellow")
    note = library.notes.on(number)[0]
    assert (note.exact, note.body, note.color, note.about) == ("Ostrava", "who?\nask", "yellow", "text")
    assert note.prefix == text[start - 32 : start] and note.suffix == text[start + 7 : start + 39]
    assert text[note.start : note.end] == note.exact
    assert note.article == number and note.made.endswith("+00:00")


def test_at_the_ends_of_the_text_less_stands_around(library: Library) -> None:
    number = library.articles.add(article()).id
    text = library.articles.get(number).text
    library.notes.add(number, at=(0, len(text)))
    note = library.notes.on(number)[0]
    assert (note.exact, note.prefix, note.suffix) == (text, "", "")


def test_notes_stand_in_the_order_of_the_text(library: Library) -> None:
    number = library.articles.add(article()).id
    for body, at in [("late", (30, 35)), ("whole", None), ("inner", (3, 5)), ("outer", (3, 9)), ("first", (0, 1))]:
        library.notes.add(number, body, at=at)
    assert [note.body for note in library.notes.on(number)] == ["whole", "first", "outer", "inner", "late"]


@pytest.mark.parametrize("at", [(5, 5), (9, 3), (-4, 2), (0, 10_000)])
def test_words_outside_the_text_are_refused(library: Library, at: tuple[int, int]) -> None:
    number = library.articles.add(article()).id
    with pytest.raises(DatelineError, match="outside the article"):
        library.notes.add(number, "x", at=at)


def test_an_empty_note_is_refused(library: Library) -> None:
    number = library.articles.add(article()).id
    with pytest.raises(DatelineError, match="empty"):
        library.notes.add(number, " \x00")
    with pytest.raises(DatelineError, match="no article 8"):
        library.notes.add(8, "x")
    assert library.notes.on(number) == [] and library.journal.entries() == []


def test_a_removed_note_comes_back_as_it_was(library: Library) -> None:
    number = library.articles.add(article()).id
    library.notes.add(number, "keep", at=(0, 5))
    before = library.notes.on(number)
    library.notes.remove(before[0].id)
    assert library.notes.on(number) == []
    library.journal.undo()
    assert library.notes.on(number) == before


def words(library: Library, number: int, quote: str) -> tuple[int, int]:
    start = library.articles.get(number).text.index(quote)
    return start, start + len(quote)


def replaced(library: Library, number: int, text: str) -> None:
    """The article's text as another cleaning gives it."""
    with library._connections.writing() as database:
        database.execute("UPDATE articles SET text = ? WHERE id = ?", [text, number])


def test_a_note_is_edited_and_the_edit_undone(library: Library) -> None:
    number = library.articles.add(article()).id
    note = library.notes.add(number, "first", at=(0, 5), color="green", tags=["who", "Who"])
    before = library.notes.get(note)
    assert before.tags == ("who",)
    library.notes.edit(note, body="second\x07", color="")
    library.notes.tag(note, ["later"], ["who"])
    now = library.notes.get(note)
    assert (now.body, now.color, now.tags, now.exact) == ("second", None, ("later",), "Ferry")
    library.notes.edit(note, body="second")
    assert [library.journal.undo() for _ in range(2)] == [
        "changed the tags of a note in “Ferry talks stall for day 1”",
        "changed a note in “Ferry talks stall for day 1”",
    ]
    assert library.notes.get(note) == before


def test_a_highlight_needs_no_words_of_its_own_but_a_note_on_an_article_does(library: Library) -> None:
    number = library.articles.add(article()).id
    highlight, note = library.notes.add(number, "x", at=(0, 5)), library.notes.add(number, "y")
    library.notes.edit(highlight, body="")
    with pytest.raises(DatelineError, match="empty"):
        library.notes.edit(note, body="  ")
    with pytest.raises(DatelineError, match="no colour"):
        library.notes.edit(highlight, color="puce")
    with pytest.raises(DatelineError, match="no note 99"):
        library.notes.edit(99, body="z")


def test_notes_follow_their_words_through_another_cleaning(library: Library) -> None:
    number = library.articles.add(article()).id
    for quote in ("Envoys from Ostrava Bay", "No date was set"):
        library.notes.add(number, at=words(library, number, quote), color="blue")
    text = library.articles.get(number).text
    replaced(library, number, "By our correspondent\n\n" + text.replace("Envoys from Ostrava", "Envoys of the Ostrava"))
    first, second = library.notes.on(number)
    now = library.articles.get(number).text
    assert now[first.start : first.end] == "Envoys of the Ostrava Bay" and first.exact == "Envoys from Ostrava Bay"
    assert now[second.start : second.end] == "No date was set"
    assert not first.orphaned and not second.orphaned


def test_a_note_whose_words_are_gone_is_kept_and_tied_anew_by_hand(library: Library) -> None:
    number = library.articles.add(article()).id
    lost = library.notes.add(number, "odd", at=words(library, number, "No date was set"))
    kept = library.notes.add(number, at=words(library, number, "Ostrava Bay"))
    replaced(library, number, "Ferry talks\n\nEnvoys from Ostrava Bay left the table on day 1. The rest is unknown.")
    assert [(note.id, note.orphaned) for note in library.notes.on(number)] == [(kept, False), (lost, True)]
    orphan = library.notes.get(lost)
    assert (orphan.start, orphan.exact, orphan.body) == (None, "No date was set", "odd")
    library.notes.anchor_anew(lost, words(library, number, "The rest is unknown"))
    assert library.notes.get(lost).exact == "The rest is unknown" and not library.notes.get(lost).orphaned
    library.journal.undo()
    assert library.notes.get(lost) == orphan


def test_a_note_on_an_actor_stays_with_it_through_a_rename_and_new_findings(library: Library) -> None:
    number = library.articles.add(article()).id
    library.articles.attach(number, found())
    actor = library.findings.of(number).effective.actors[0]
    note = library.notes.add(number, "who are they?", finding=actor.id)
    library.notes.add(number, "when?", finding=library.findings.of(number).effective.incidents[0].id)
    assert library.notes.get(note).about == "actor" and library.notes.get(note).finding == actor.id
    library.decisions.rename_actor(number, actor.id, "The Bay")
    library.articles.attach(number, found("another"))
    assert library.notes.get(note).finding == actor.id
    assert {one.about for one in library.notes.on(number)} == {"actor", "incident"}
    library.journal.undo()
    library.articles.attach(number, Extraction(sentences=()))
    assert library.notes.get(note).orphaned and library.notes.get(note).finding is None
    with pytest.raises(DatelineError, match="no finding a999"):
        library.notes.add(number, "x", finding="a999")


def found(engine: str = "first") -> Extraction:
    """“Ostrava Bay left the table” in the article of number 1."""
    start = article().text.index("Ostrava Bay")
    verb = article().text.index("left")
    bay = Actor(engine, "Ostrava Bay", "state", None, (Mention(start, start + 11, 1, "name"),))
    leaves = Incident(f"{engine}-i", "RETREAT", "reported", (Evidence(1, (verb, verb + 4)),), agents=(engine,))
    return Extraction(((0, 26), (28, 80)), (bay,), (leaves,), engine)
