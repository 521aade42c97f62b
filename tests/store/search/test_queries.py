"""Every query finds what a plain filter over the same library finds, and nothing typed reaches FTS5 as its syntax."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from store.library import Library
from store.search import QueryError, parse
from store.search.fields import FIELDS, FLAGS
from tests.store.search.reference import Filter
from tests.store.search.shelves import fill


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Library, Filter]]:
    with Library.open(tmp_path_factory.mktemp("search") / "news.db") as library:
        yield library, Filter(library, fill(library))


WORDS = st.sampled_from(
    "tarsk shelling SHELL ferry cafe CAFÉ northern front US talks the bay o'brien O’Brien veld's عودة العائلات żółw "
    "zolw zzz 11 11.5 NEAR AND-not upper valley".split()
)
PHRASES = st.sampled_from(
    ['"northern front"', '"the ferry"', '"ferry the"', '"in tarsk"', '"to the b"*', '"O\'Brien said"', "“held talks”",
     '"NEAR(a b)"', '"title : tarsk"', '"shelling of tarsk"', '"^tarsk"']
)  # fmt: skip
NAMES = st.sampled_from(
    [
        "us",
        '"United States"',
        '"northern front"',
        "front",
        "north*",
        "borovia",
        "o'brien",
        "reporter",
        "u*",
        '"U.S."',
        "cafe",
        "the*",
    ]
)
FIELDS_WITH_VALUES = st.one_of(
    st.tuples(st.sampled_from(["title", "text", "source", "author", "note"]), st.one_of(
        WORDS, PHRASES, st.sampled_from(["bay", "wire", "żół*", "zolw", "haddad", "doubtful", "paper", "ask", "ev*"])
    )),
    st.tuples(st.just("tag"), st.sampled_from(
        ["truce", "region", "Region/Veld", "tarsk", "reg*", "bro*", "#truce", "ŻÓŁW", "zolw", "truce/broken", "zzz"]
    )),
    st.tuples(st.sampled_from(["actor", "agent", "target"]), NAMES),
    st.tuples(st.just("place"), st.sampled_from(["tarsk", "borovia", '"upper valley"', "val*", "veld", "front"])),
    st.tuples(st.just("type"), st.sampled_from(["assault", "ACCUSE", "consult", "coerce", "aid"])),
    st.tuples(st.just("mode"), st.sampled_from(["arrest", "heavy*", "heavy-weapons", "none"])),
    st.tuples(st.just("status"), st.sampled_from(["reported", "denied", "planned", "claimed"])),
    st.tuples(st.just("country"), st.sampled_from(["BRV", "usa", "USA", '"United States"'])),
    st.tuples(st.sampled_from(["killed", "injured"]), st.sampled_from([">1", ">=11", "<11", "2", "0..5", "<=0", ">99"])),
    st.tuples(st.sampled_from(["after", "before", "on"]), st.sampled_from(
        ["2031", "2031-03", "2031-03-04", "2030-12-31", "2031-2-28", "yesterday", "7d"]
    )),
    st.tuples(st.just("is"), st.sampled_from(FLAGS)),
    st.tuples(st.just("lang"), st.sampled_from(["en", "AR", "hu"])),
).map(":".join)  # fmt: skip
LEAVES = st.one_of(WORDS, WORDS.map(lambda word: word[:3].rstrip("'’.-") + "*"), PHRASES, FIELDS_WITH_VALUES)
QUERIES = st.recursive(
    LEAVES,
    lambda inner: st.one_of(
        st.lists(inner, min_size=2, max_size=4).map(" ".join),
        st.lists(inner, min_size=2, max_size=3).map(" OR ".join),
        inner.map(lambda query: f"({query})"),
        inner.map(lambda query: f"-({query})"),
    ),
    max_leaves=6,
)


@settings(max_examples=150, deadline=None)
@given(QUERIES)
def test_a_query_finds_what_a_plain_filter_finds(filled: tuple[Library, Filter], query: str) -> None:
    library, reference = filled
    expected = reference.find(parse(query))
    by_rank, by_date = library.search.find(query), library.search.find(query, by="date")
    assert set(by_rank.ids) == set(by_date.ids) == expected
    assert len(by_rank.ids) == len(by_date.ids) == len(expected)
    tally = library.search.count(query)
    unread = {article.id for article in reference.articles if article.unread}
    assert (tally.total, tally.unread) == (len(expected), len(expected & unread))


PIECES = st.one_of(
    st.text(max_size=8),
    st.sampled_from(
        ['"', "*", "(", ")", "-", ":", "^", "+", "NEAR(", " OR ", " AND ", " NOT ", "{", "}", "'", "--", ";", "\x00",
         "\ud800", "“", "”", "title:", "rowid:", "article_index:", "killed:>", "is:", "after:", "0000", "\\", "%", "_"]
    ),
    st.sampled_from([f"{name}:" for name in FIELDS]),
    LEAVES,
)  # fmt: skip
ANYTHING = st.one_of(st.text(max_size=60), st.lists(PIECES, max_size=10).map("".join))


@settings(max_examples=200, deadline=None)
@given(ANYTHING)
def test_whatever_is_typed_is_run_or_refused_in_words(filled: tuple[Library, Filter], typed: str) -> None:
    library, _ = filled
    try:
        query = parse(typed)
    except QueryError as error:
        start, end = error.at
        assert 0 <= start <= end <= len(typed)
        assert error.advice and "\n" not in str(error)
        return
    hits = library.search.find(query)
    for number in hits.ids:
        library.search.matches(query, number)


LETTERS = st.one_of(st.characters(codec="cp1250"), st.sampled_from("tarskofcafé *:^()عودة\u0301"))


@settings(max_examples=80, deadline=None)
@given(st.text(LETTERS, max_size=30))
def test_anything_in_quotation_marks_is_looked_for_as_it_stands(filled: tuple[Library, Filter], typed: str) -> None:
    library, reference = filled
    inside = "".join(letter for letter in typed if letter not in '"“”')
    try:
        query = parse(f'"{inside}"')
    except QueryError as error:
        assert "no letter and no digit" in error.advice
        return
    assert set(library.search.find(query).ids) == reference.find(query)


@pytest.mark.parametrize("query", ["(" * 5000, "-" * 1000 + "a", "a " * 1000, "((a OR " * 30, "a OR " * 300 + "a"])
def test_monstrous_queries_are_refused_in_words(query: str) -> None:
    with pytest.raises(QueryError):
        parse(query)


def test_the_largest_queries_run(filled: tuple[Library, Filter], tmp_path: Path) -> None:
    library, _ = filled
    deep = "(" * 19 + "tarsk" + ")" * 19
    assert library.search.find(deep).ids
    nots = "-(" * 9 + "zzz type:aid" + ")" * 9
    assert len(library.search.find(nots).ids) == 5
    wide = " OR ".join(f"actor:north{n}" for n in range(59)) + " OR tarsk"
    assert library.search.find(wide).ids
    together = " ".join("agent:front" for _ in range(60))
    assert library.search.find(together).ids
