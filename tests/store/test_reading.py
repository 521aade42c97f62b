"""Where the reader was is there again after a restart, and is no change to be undone."""

from __future__ import annotations

from pathlib import Path

from store.library import Library
from store.reading import LONGEST_WAY
from tests.store.shelves import article


def test_the_place_in_an_article_is_kept(tmp_path: Path) -> None:
    with Library.open(tmp_path / "news.db") as library:
        number = library.articles.add(article()).id
        assert library.reading.place(number) == 0
        library.reading.keep_place(number, 12)
        library.reading.keep_place(number, 40)
        library.reading.keep_place(99, 3)
    with Library.open(tmp_path / "news.db") as library:
        assert library.reading.place(number) == 40 and library.reading.place(99) == 0
        assert library.journal.entries() == []


def test_the_way_leads_back_and_forward_after_a_restart_too(tmp_path: Path) -> None:
    with Library.open(tmp_path / "news.db") as library:
        for number in (1, 2, 3):
            library.articles.add(article(number))
        assert library.reading.back() is None and library.reading.forward() is None
        for number in (1, 2, 2, 3):
            library.reading.visit(number)
        assert library.reading.back() == 2
    with Library.open(tmp_path / "news.db") as library:
        assert [library.reading.back(), library.reading.back()] == [1, None]
        assert [library.reading.forward(), library.reading.forward(), library.reading.forward()] == [2, 3, None]


def test_a_visit_forgets_what_lay_forward(library: Library) -> None:
    for number in (1, 2, 3):
        library.articles.add(article(number))
    for number in (1, 2):
        library.reading.visit(number)
    library.reading.back()
    library.reading.visit(3)
    assert library.reading.forward() is None
    assert [library.reading.back(), library.reading.back()] == [1, None]


def test_a_long_way_forgets_its_beginning(library: Library) -> None:
    for number in (1, 2):
        library.articles.add(article(number))
    with library._connections.writing():
        for step in range(LONGEST_WAY + 20):
            library.reading.visit(1 + step % 2)
    assert sum(library.reading.back() is not None for _ in range(LONGEST_WAY + 20)) == LONGEST_WAY - 1
