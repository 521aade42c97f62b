"""Notes and highlights, anchored by quote and position."""

from __future__ import annotations

import pytest

from store.library import Library
from store.model import DatelineError
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
