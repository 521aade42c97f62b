"""What cleaning took out is put back: a version of its own, undone and redone, with the reader's notes where they were."""

from pathlib import Path

import pytest

from store.intake import read
from store.intake.restoring import can_be_taken_back
from store.library import Library
from store.model import DatelineError, Extraction
from store.putting_back import put_back
from tests.store.intake.test_read import SCRAPE


@pytest.fixture
def scraped(tmp_path: Path) -> tuple[Library, int]:
    library = Library.open(tmp_path / "put.db")
    return library, library.articles.add(read(SCRAPE.encode(), url="https://example.org/a")).id


def able(library: Library, article: int) -> list[int]:
    return [number for number, edit in enumerate(library.articles.edits(article)) if can_be_taken_back(edit)]


def test_what_was_put_back_is_read_and_can_be_undone_and_redone(scraped: tuple[Library, int]) -> None:
    library, article = scraped
    before = library.articles.get(article)
    share = next(n for n, edit in enumerate(library.articles.edits(article)) if edit.rule == "share")
    assert put_back(library, article, [share]) == 2
    after = library.articles.get(article)
    assert "\n\nShare on Facebook\n\n" in after.text and after.version == 2
    assert [(version.version, version.read) for version in library.versions.of(article)] == [(1, False), (2, True)]

    assert library.journal.undo() == f"put “share” back into “{before.title}”"
    assert library.articles.get(article) == before
    assert library.articles.original(article) == SCRAPE.encode()
    library.journal.redo()
    assert library.articles.get(article) == after
    assert library.versions.get(article, 1).text == before.text


def test_notes_stay_on_their_words_and_findings_are_made_anew(scraped: tuple[Library, int]) -> None:
    library, article = scraped
    text = library.articles.get(article).text
    at = text.rindex("dam")
    note = library.notes.add(article, "which one?", at=(at, at + 3))
    library.articles.attach(article, Extraction(((0, 10),)))
    put_back(library, article, able(library, article))
    now = library.articles.get(article).text
    found = library.notes.get(note)
    assert not found.orphaned and found.start is not None and found.start != at
    assert now[found.start : found.end] == "dam"
    assert library.articles.extraction(article) is None


def test_all_at_once_is_one_entry_and_the_same_text_one_version(scraped: tuple[Library, int]) -> None:
    library, article = scraped
    numbers = able(library, article)
    version = put_back(library, article, numbers)
    assert not able(library, article)
    assert len(library.journal.entries()) == 1
    library.journal.undo()
    assert put_back(library, article, numbers) == version
    assert len(library.versions.of(article)) == 2


def test_a_version_that_came_in_since_is_not_pushed_aside_by_an_undo(scraped: tuple[Library, int]) -> None:
    library, article = scraped
    put_back(library, article, able(library, article)[:1])
    longer = (
        SCRAPE + "\nThe ministry said in the evening that the talks on the dam would go on for another week at least.\n"
    )
    added = library.articles.add(read(longer.encode(), url="https://example.org/a"))
    assert (added.outcome, added.version) == ("updated", 3)
    library.journal.undo()
    assert library.articles.get(article).version == 3
    assert len(library.versions.of(article)) == 3
    library.journal.redo()
    assert library.articles.get(article).version == 3


def test_a_version_can_be_chosen_and_chosen_away_again(scraped: tuple[Library, int]) -> None:
    library, article = scraped
    put_back(library, article, able(library, article)[:1])
    two = library.articles.get(article)
    library.chosen_versions.read(article, 1)
    one = library.articles.get(article)
    assert one.version == 1
    library.chosen_versions.read(article, 2)
    assert library.articles.get(article) == two
    library.journal.undo()
    assert library.articles.get(article) == one
    library.journal.undo()
    assert library.articles.get(article) == two
    library.journal.redo()
    assert library.articles.get(article) == one


def test_what_cannot_be_put_back_is_refused_and_nothing_changes(scraped: tuple[Library, int]) -> None:
    library, article = scraped
    spacing = next(n for n, edit in enumerate(library.articles.edits(article)) if edit.rule == "spacing")
    for numbers in ([spacing], [999], [-1]):
        with pytest.raises(DatelineError, match="--edits"):
            put_back(library, article, numbers)
    with pytest.raises(DatelineError, match="no version 7"):
        library.chosen_versions.read(article, 7)
    assert len(library.versions.of(article)) == 1 and not library.journal.entries()
