"""Every change by the reader can be undone and redone, also after a restart."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from store.library import Library
from tests.store.shelves import article, readers_tables

ARTICLES = st.integers(1, 3)
TAGS = st.sampled_from(["syria", "Syria", "region/bay", "ß", "SS", "#talks"])
CHANGES = st.one_of(
    st.tuples(st.just("unread"), ARTICLES, st.booleans()),
    st.tuples(st.just("starred"), ARTICLES, st.booleans()),
    st.tuples(st.just("tag"), ARTICLES, TAGS),
    st.tuples(st.just("untag"), ARTICLES, TAGS),
    st.tuples(st.just("note"), ARTICLES, st.sampled_from(["look", ""])),
    st.tuples(st.just("unnote"), ARTICLES, st.integers(0, 5)),
)


def unnote(library: Library, number: int, which: int) -> None:
    notes = library.notes.on(number)
    if notes:
        library.notes.remove(notes[which % len(notes)].id)


DO: dict[str, Callable[..., object]] = {
    "unread": lambda library, number, value: library.articles.set_unread(number, value),
    "starred": lambda library, number, value: library.articles.set_starred(number, value),
    "tag": lambda library, number, name: library.tags.add(number, name),
    "untag": lambda library, number, name: library.tags.remove(number, name),
    "note": lambda library, number, body: library.notes.add(number, body, at=(number, number + 4)),
    "unnote": unnote,
}


@settings(max_examples=40, deadline=None)
@given(earlier=st.lists(CHANGES, max_size=4), changes=st.lists(CHANGES, max_size=10))
def test_undoing_everything_restores_everything(
    tmp_path_factory: pytest.TempPathFactory,
    earlier: list[tuple[str, int, object]],
    changes: list[tuple[str, int, object]],
) -> None:
    path = tmp_path_factory.mktemp("journal") / "news.db"
    with Library.open(path) as library:
        for number in (1, 2, 3):
            library.articles.add(article(number))
        for what, number, value in earlier:
            DO[what](library, number, value)
        states, entries = [readers_tables(path)], [len(library.journal.entries())]
        for what, number, value in changes:
            DO[what](library, number, value)
            now, count = readers_tables(path), len(library.journal.entries())
            assert (now == states[-1]) == (count == entries[-1]), "an entry for each change, and none without"
            if count > entries[-1]:
                states.append(now)
                entries.append(count)
    with Library.open(path) as library:
        for state in states[-2::-1]:
            assert library.journal.undo() is not None
            assert readers_tables(path) == state
    with Library.open(path) as library:
        for state in states[1:]:
            assert library.journal.redo() is not None
            assert readers_tables(path) == state
        assert library.journal.redo() is None


def test_undo_says_what_was_undone(library: Library) -> None:
    number = library.articles.add(article()).id
    library.articles.set_unread(number, False)
    library.articles.set_starred(number, True)
    library.tags.add(number, "#Bay ")
    library.tags.remove(number, "bay")
    library.notes.add(number, at=(0, 5))
    title = "“Ferry talks stall for day 1”"
    said = [
        f"highlighted words in {title}",
        f"took Bay off {title}",
        f"tagged {title} with Bay",
        f"starred {title}",
        f"marked {title} read",
    ]
    assert [entry.words for entry in library.journal.entries()] == said
    assert [library.journal.undo() for _ in range(6)] == [*said, None]
    assert [library.journal.redo() for _ in range(6)] == [*said[::-1], None]


def test_setting_what_is_set_already_is_no_change(library: Library) -> None:
    number = library.articles.add(article(tags=("bay",))).id
    library.articles.set_unread(number, True)
    library.articles.set_starred(number, False)
    library.tags.add(number, "BAY")
    library.tags.remove(number, "sea")
    library.notes.remove(12)
    assert library.journal.entries() == []
    assert library.journal.undo() is None


def test_a_new_change_drops_what_could_be_redone(library: Library) -> None:
    number = library.articles.add(article()).id
    library.tags.add(number, "one")
    library.tags.add(number, "two")
    library.journal.undo()
    assert [entry.undone for entry in library.journal.entries()] == [True, False]
    library.tags.add(number, "three")
    assert library.journal.redo() is None
    assert library.tags.of(number) == ("one", "three")


def test_setting_what_is_set_already_keeps_what_can_be_redone(library: Library) -> None:
    number = library.articles.add(article()).id
    library.articles.set_starred(number, True)
    library.journal.undo()
    library.articles.set_starred(number, False)
    assert library.journal.redo() is not None
    assert library.articles.row(number).starred


def test_a_change_that_fails_leaves_neither_itself_nor_an_entry(library: Library) -> None:
    number = library.articles.add(article()).id
    before = readers_tables(library.path)
    with pytest.raises(RuntimeError), library.journal.record("fails half-way") as change:
        change.update("articles", {"id": number}, {"starred": 1})
        raise RuntimeError
    assert readers_tables(library.path) == before
    assert library.journal.entries() == []


def test_many_rows_are_one_entry(library: Library, tmp_path: Path) -> None:
    numbers = [library.articles.add(article(n)).id for n in range(40)]
    with library.journal.record("tagged 40 articles with bay") as change:
        for number in numbers:
            change.insert("article_tags", {"article_id": number, "folded": "bay"}, {"name": "bay"})
    assert library.tags.all() == [("bay", 40)]
    assert library.journal.undo() == "tagged 40 articles with bay"
    assert library.tags.all() == []


def test_the_journal_keeps_to_the_readers_tables(library: Library) -> None:
    with pytest.raises(ValueError, match="sqlite_master"), library.journal.record("no") as change:
        change.delete("sqlite_master", {"name": "articles"})
