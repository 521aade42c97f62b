"""What comes in again: the same article, a further version of it, a copy of it under another name."""

from __future__ import annotations

import random
import sqlite3
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from store.addresses import canonical
from store.library import Library
from store.likeness import bands, likeness, signature
from store.model import Article, DatelineError, Edit, Extraction, Part
from store.versions import compare

WORDS = "the convoy left harbour dawn officials both sides said inspectors allowed board talks eleven days river lock".split()


def prose(seed: int, words: int = 300) -> str:
    chance = random.Random(seed)
    return " ".join(chance.choice(WORDS) + chance.choice(["", "s", "ed", "ing"]) for _ in range(words)) + "."


def story(body: str, title: str = "Convoy waits", **fields: object) -> Article:
    return Article(title=title, text=f"{title}\n\n{body}", **fields)  # type: ignore[arg-type]


@pytest.fixture
def library(tmp_path: Path) -> Library:
    return Library.open(tmp_path / "news.db")


# --- once


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("https://tern.example/a", "http://www.tern.example/a/"),
        ("https://tern.example/a?id=1&b=2", "https://TERN.example/a?b=2&id=1&utm_source=x#top"),
        ("https://tern.example:443/a", "https://tern.example/a?fbclid=abc"),
    ],
)
def test_addresses_of_one_page_are_one(one: str, other: str) -> None:
    assert canonical(one) == canonical(other)


@pytest.mark.parametrize(
    "other", ["https://tern.example/b", "https://tern.example/a?id=2", "https://tern.example/a#!2"]
)
def test_addresses_of_other_pages_are_others(other: str) -> None:
    assert canonical("https://tern.example/a") != canonical(other)


@given(st.text(max_size=80))
def test_any_text_has_a_form_to_compare(url: str) -> None:
    for address in (url, f"https://{url}", f"http://tern.example/{url}"):
        assert isinstance(canonical(address), str)


def test_the_same_file_is_a_duplicate_even_when_it_is_read_otherwise(library: Library) -> None:
    first = library.articles.add(story(prose(1), original=b"bytes"))
    again = library.articles.add(story(prose(2), original=b"bytes"))
    assert (again.outcome, again.id, again.why) == ("duplicate", first.id, "the same file")


def test_a_text_without_an_address_learns_it_from_its_page(library: Library) -> None:
    first = library.articles.add(story(prose(1)))
    assert library.articles.add(story(prose(1), url="https://tern.example/1")).outcome == "duplicate"
    assert library.articles.get(first.id).url == "https://tern.example/1"
    assert library.articles.find_by_url("http://tern.example/1/") == first.id


def test_empty_articles_are_kept_apart_and_once(library: Library) -> None:
    empty = Article("Subscribe", "Subscribe", empty=True, url="https://tern.example/1")
    first = library.articles.add(empty)
    assert library.articles.add(replace(empty, url="https://tern.example/2")).new
    assert not library.articles.add(empty).new
    assert library.articles.get(first.id).empty


# --- versions


def test_an_updated_text_is_a_new_version_and_the_old_one_is_kept_whole(library: Library) -> None:
    old = story(
        "Quay quiet. " + prose(1), url="https://tern.example/1", published="2031-03-04", original=b"old",
        edits=(Edit(0, 3, "share", "Bye"),), structure=(Part(14, 25, "quote"),), captions=("A quay",), author="M. Lind",
    )  # fmt: skip
    first = library.articles.add(old)
    library.articles.attach(first.id, Extraction(sentences=((0, 12),)))
    library.tags.add(first.id, "grain")
    new = story("Quay busy. " + prose(1), url="http://www.tern.example/1", published="2031-03-06", original=b"new")
    second = library.articles.add(new)
    assert (second.outcome, second.id, second.version, second.read) == ("updated", first.id, 2, True)

    read = library.articles.get(first.id)
    assert read.text == new.text and read.version == 2 and read.tags == ("grain",)
    assert (read.published, read.author) == ("2031-03-04", "M. Lind")
    assert library.articles.extraction(first.id) is None
    kept = library.versions.get(first.id, 1)
    assert (kept.text, kept.original, kept.edits, kept.structure, kept.captions) == (
        old.text, b"old", old.edits, old.structure, old.captions,
    )  # fmt: skip
    assert [(v.version, v.read) for v in library.versions.of(first.id)] == [(1, False), (2, True)]
    for known in (old, new):
        assert library.articles.add(known).outcome == "duplicate"


def test_a_fuller_text_is_never_lost_to_a_shorter_one(library: Library) -> None:
    whole = story(prose(1), url="https://tern.example/1")
    first = library.articles.add(whole)
    cut = library.articles.add(story(prose(1)[:400] + " Subscribe to read on.", url="https://tern.example/1"))
    assert (cut.outcome, cut.version, cut.read) == ("updated", 2, False)
    assert library.articles.get(first.id).text == whole.text
    assert "Subscribe to read on" in library.versions.get(first.id, 2).text
    fuller = library.articles.add(story(prose(1) + " " + prose(9), url="https://tern.example/1"))
    assert (fuller.version, fuller.read) == (3, True)
    assert library.versions.get(first.id, 1).text == whole.text


def test_a_summary_gives_way_to_the_whole_and_an_empty_page_to_neither(library: Library) -> None:
    short = library.articles.add(story(prose(1)[:200], url="https://tern.example/1"))
    assert library.articles.add(story(prose(1), url="https://tern.example/1")).read
    nothing = Article("Convoy waits", "Convoy waits", url="https://tern.example/1", empty=True)
    assert library.articles.add(nothing).outcome == "duplicate"
    assert library.articles.get(short.id).text.endswith(prose(1))


def test_a_version_nobody_has_is_refused_in_words(library: Library) -> None:
    number = library.articles.add(story(prose(1))).id
    with pytest.raises(DatelineError, match="no version 4"):
        library.versions.get(number, 4)
    with pytest.raises(DatelineError, match="no article 9"):
        library.versions.of(9)


@given(st.text(alphabet="ab \n", max_size=40), st.text(alphabet="ab \n", max_size=40))
def test_a_comparison_holds_both_texts(one: str, other: str) -> None:
    changes = list(compare(one, other))
    assert "".join(change.text for change in changes if change.kind != "added") == one
    assert "".join(change.text for change in changes if change.kind != "removed") == other


# --- copies


def test_articles_kept_before_copies_were_looked_for_are_compared_later(library: Library) -> None:
    first = library.articles.add(story(prose(1), "One", url="https://tern.example/1")).id
    second = library.articles.add(story(prose(1), "The same", url="https://gull.example/9")).id
    other = library.articles.add(story(prose(5), "Other", url="https://tern.example/2")).id
    short = library.articles.add(story("A few words, too few to be told from others.", "Short")).id
    with sqlite3.connect(library.path) as connection:
        for table in ("signatures", "bands", "copies"):
            connection.execute(f"DELETE FROM {table}")
    connection.close()
    assert library.copies.of(first) == []
    assert set(library.copies.missing()) >= {first, second, other}
    assert library.copies.compare([first, second, other, short, 999]) == 1
    assert [copy.id for copy in library.copies.of(first)] == [second]
    assert set(library.copies.missing()) <= {short}


def test_syndicated_copies_are_linked_and_other_articles_are_not(library: Library) -> None:
    wire = prose(1, 400)
    first = library.articles.add(story(wire, "Wire title"))
    other = library.articles.add(story(prose(2, 400), "Wire title too"))
    words = wire.split()
    edited = " ".join([*words[:40], "according", "to", "the", "agency", *words[45:]])
    second = library.articles.add(story(edited, "A paper's own title"))
    cut = library.articles.add(story(" ".join(words[:150]), "Short form"))
    assert second.copies == (first.id,)
    assert set(cut.copies) == {first.id, second.id}
    assert other.copies == ()
    assert {copy.id for copy in library.copies.of(first.id)} == {second.id, cut.id}
    assert library.copies.of(first.id)[0].likeness >= library.copies.of(first.id)[1].likeness > 0.5


def test_a_new_version_is_compared_anew(library: Library) -> None:
    first = library.articles.add(story(prose(1), "One", url="https://tern.example/1"))
    second = library.articles.add(story(prose(1) + " More.", "Two", url="https://tern.example/2"))
    assert second.copies == (first.id,)
    assert library.articles.add(story(prose(5), "Two", url="https://tern.example/2")).copies == ()
    assert library.copies.of(first.id) == []


def test_likeness_is_measured_by_shared_runs_in_any_script() -> None:
    chinese = "检查员周二早上在港口登上了运粮船队此前这些船只被港务局命令停泊在防波堤外十一天" * 3
    assert likeness(chinese, chinese.replace("周二", "周三")) > 0.5
    assert likeness(prose(1), prose(2)) == 0.0
    assert signature("Too short to tell.") is None
    one, other = signature(prose(1)), signature(prose(1) + " One more sentence.")
    assert one and other and set(bands(one)) & set(bands(other))


def test_a_library_of_the_first_step_is_brought_up_to_date(tmp_path: Path) -> None:
    from store import schema

    path = tmp_path / "old.db"
    with sqlite3.connect(path) as connection:
        for statement in schema.STEPS[0]:
            connection.execute(statement)
        connection.execute(f"PRAGMA application_id={schema.APPLICATION_ID}")
        connection.execute("PRAGMA user_version=1")
        connection.execute(
            "INSERT INTO articles (sort_date, added, title, url, text_hash, text) VALUES"
            " ('2031-01-01', '2031-01-01T00:00:00+00:00', 'Old', 'https://tern.example/1', 'x', 'Old\n\nWords.')"
        )
        connection.execute("INSERT INTO originals VALUES (1, 'zlib', zeroblob(0))")
    connection.close()
    with Library.open(path) as library:
        assert library.articles.get(1).text == "Old\n\nWords."
        assert library.articles.edits(1) == ()
        done = library.articles.add(story(prose(1), "Old", url="https://tern.example/1"))
        assert (done.id, done.outcome, done.version) == (1, "updated", 2)
        assert library.versions.of(1)[0].seen == "2031-01-01T00:00:00+00:00"
