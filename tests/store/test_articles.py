"""Articles are kept once, come back as they were, and are listed newest first."""

from __future__ import annotations

import hashlib
import sqlite3
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from store.articles import Counts
from store.library import Library
from store.model import Article, ArticleRow, DatelineError
from tests.store.shelves import article

DATES = [None, "2031-03-04", "2031-03-04", "2031-03-05", "2099-01-01", None, "1999-12-31"]


def fill(library: Library, number: int) -> list[int]:
    """Articles with equal, missing, past and future dates; the ids in the order in which they were added."""
    return [library.articles.add(article(n, DATES[n % len(DATES)])).id for n in range(number)]


def cursor(row: ArticleRow) -> tuple[str, int]:
    return row.sort_date, row.id


def test_an_article_comes_back_as_it_was(library: Library) -> None:
    given_article = Article(
        title="Harbour strike ends",
        text="Harbour strike ends\n\nالبيان ‏(الأول) — “done”.\n\nA second paragraph. 🏴",
        source="The Tern",
        url="https://tern.example/1?a=b",
        author="A. Writer",
        published="2031-02-28",
        language="en",
        original=b"\x00<html>\xff" * 100,
        starred=True,
        unread=False,
        tags=("harbour", "Strike"),
    )
    added = library.articles.add(given_article)
    got = library.articles.get(added.id)
    assert added.new and got.added is not None and got.added.endswith("+00:00")
    expected = replace(given_article, id=added.id, added=got.added, original=b"", text_hash=got.text_hash)
    assert got == expected
    assert got.text_hash == hashlib.sha256(given_article.text.encode()).hexdigest()
    assert library.articles.original(added.id) == given_article.original


def test_the_original_is_kept_compressed(library: Library) -> None:
    number = library.articles.add(article(original=b"<p>the same</p>" * 10_000)).id
    with sqlite3.connect(library.path) as connection:
        size = connection.execute("SELECT length(data) FROM originals").fetchone()[0]
    connection.close()
    assert size < 2_000
    assert len(library.articles.original(number)) == 150_000


def test_the_same_text_is_kept_once(library: Library) -> None:
    first = library.articles.add(article(1, url="https://a.example/1"))
    again = library.articles.add(replace(article(1), title="Other title"))
    assert (again.id, again.outcome, again.why) == (first.id, "duplicate", "the same text")
    assert library.articles.add(article(3)).new and library.articles.add(article(4)).new
    assert library.articles.find_by_url("https://a.example/1") == first.id
    assert library.articles.find_by_url("https://a.example/2") is None
    assert library.articles.counts().total == 3


def test_what_is_shown_of_an_article_is_cleaned(library: Library) -> None:
    number = library.articles.add(article(source="\x1b[31mThe\nTern\u202e", author="\x00")).id
    got = library.articles.get(number)
    assert (got.source, got.author) == ("The Tern", None)


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        (Article(title="Empty", text=" \n "), "no text"),
        (Article(title="When", text="When?", published="28 July"), "not a date"),
        (Article(title="When", text="When?", published="2031-02-30"), "not a date"),
        (Article(title="Half", text="half \ud83d pair"), "broken characters"),
        (Article(title="Tagged", text="Tagged.", tags=("a,b",)), "comma"),
    ],
)
def test_what_cannot_be_kept_is_refused_in_words(library: Library, wrong: Article, words: str) -> None:
    with pytest.raises(DatelineError, match=words):
        library.articles.add(wrong)
    assert library.articles.counts().total == 0


def test_a_number_nobody_has_is_refused_in_words(library: Library) -> None:
    shelf = library.articles
    for ask in (shelf.get, shelf.row, shelf.original, lambda n: shelf.set_unread(n, False)):
        with pytest.raises(DatelineError, match="no article 7"):
            ask(7)
    assert shelf.extraction(7) is None


def test_the_list_is_newest_first_and_undated_articles_stand_where_they_were_added(library: Library) -> None:
    fill(library, 14)
    rows = library.articles.page(limit=100)
    assert [cursor(row) for row in rows] == sorted(map(cursor, rows), reverse=True)
    undated = [row for row in rows if row.published is None]
    assert len(undated) == 4
    assert all(row.sort_date == library.articles.get(row.id).added[:10] for row in undated)  # type: ignore[index]


@pytest.mark.parametrize("size", [1, 2, 3, 7, 50])
def test_walking_either_way_meets_each_article_once(library: Library, size: int) -> None:
    fill(library, 31)
    whole = library.articles.page(limit=100)
    down, page = list[ArticleRow](), library.articles.page(limit=size)
    while page:
        down += page
        page = library.articles.page(after=cursor(page[-1]), limit=size)
    up, page = list[ArticleRow](), library.articles.tail(size)
    while page:
        up = page + up
        page = library.articles.page(before=cursor(page[0]), limit=size)
    assert down == up == whole
    assert len({row.id for row in whole}) == 31


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(dates=st.lists(st.none() | st.dates().map(str), max_size=12), size=st.integers(1, 5))
def test_any_dates_page_completely(
    tmp_path_factory: pytest.TempPathFactory, dates: list[str | None], size: int
) -> None:
    with Library.open(tmp_path_factory.mktemp("paging") / "news.db") as library:
        ids = {library.articles.add(article(number, date)).id for number, date in enumerate(dates)}
        seen, page = list[int](), library.articles.page(limit=size)
        while page:
            seen += [row.id for row in page]
            page = library.articles.page(after=cursor(page[-1]), limit=size)
        assert len(seen) == len(ids) and set(seen) == ids


def test_a_page_walks_the_index_and_sorts_nothing(library: Library) -> None:
    fill(library, 50)
    plans: list[str] = []
    database = library._connections.db
    statements: list[str] = []
    database.conn.set_trace_callback(statements.append)
    library.articles.page(limit=5)
    library.articles.page(after=("2031-03-05", 9), limit=5)
    library.articles.page(before=("2031-03-05", 9), limit=5)
    library.articles.tail(5)
    database.conn.set_trace_callback(None)
    asked = [statement for statement in statements if "FROM articles" in statement]
    for statement in asked:
        plans += [row[3] for row in database.conn.execute(f"EXPLAIN QUERY PLAN {statement}")]
    assert len(asked) == 4
    walks = [plan for plan in plans if "SEARCH effective_articles USING INTEGER PRIMARY KEY" not in plan]
    assert all("articles_by_date" in plan for plan in walks) and not any("TEMP B-TREE" in plan for plan in plans)
    assert sum(plan.startswith("SEARCH") for plan in walks) == 2


def test_counts_follow_the_marks(library: Library) -> None:
    first, second, _ = fill(library, 3)
    library.articles.set_unread(first, False)
    library.articles.set_starred(second, True)
    assert library.articles.counts() == Counts(total=3, unread=2, starred=1)
    row = library.articles.row(second)
    assert row.unread and row.starred and not library.articles.row(first).unread


def test_rows_carry_their_own_tags(library: Library) -> None:
    first, second, third = fill(library, 3)
    library.tags.add(first, "b")
    library.tags.add(first, "A")
    library.tags.add(third, "b")
    tags = {row.id: row.tags for row in library.articles.page()}
    assert tags == {first: ("A", "b"), second: (), third: ("b",)}
