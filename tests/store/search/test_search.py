"""What a reader gets: ranked results, marked words, actors by every name, an index that never lags behind."""

from __future__ import annotations

import sqlite3
from dataclasses import replace
from pathlib import Path

import pytest

from store import schema
from store.library import Library
from store.model import Article, Place
from store.search.snippets import LENGTH, snippet, spans_found
from tests.store.search.shelves import TITLES, fill


@pytest.fixture
def filled(library: Library) -> Library:
    fill(library)
    return library


def found(library: Library, query: str) -> list[int]:
    return sorted(library.search.find(query).ids)


def test_an_actor_is_found_by_every_name_it_has_anywhere(filled: Library) -> None:
    assert found(filled, 'actor:"United States"') == found(filled, "actor:US") == [1, 2]
    assert found(filled, "actor:front") == [1, 3]
    assert found(filled, "agent:us") == [1, 2] and found(filled, "target:us") == []


def test_fields_side_by_side_speak_of_one_incident(filled: Library) -> None:
    assert found(filled, "type:assault agent:front") == [1, 3]
    assert found(filled, "type:assault agent:us") == []
    assert found(filled, "(type:assault killed:2) (agent:us type:accuse)") == [1]
    assert found(filled, "status:denied (agent:us OR agent:front)") == [3]


def test_a_target_is_also_what_was_struck(filled: Library) -> None:
    assert found(filled, "target:cafe") == found(filled, 'target:"the café" type:assault') == [3]
    assert found(filled, "target:caf*") == [3] and found(filled, "agent:cafe") == found(filled, "actor:cafe") == []
    (incident,) = [one for one in filled.findings.of(3).effective.incidents if one.objects]  # type: ignore[union-attr]
    filled.decisions.revise_incident(3, incident.id, {"objects": ()})
    assert found(filled, "target:cafe") == []
    filled.journal.undo()
    assert found(filled, "target:cafe") == [3]


def test_a_country_is_called_by_its_code_or_its_name(filled: Library) -> None:
    filled.decisions.revise_incident(
        2, filled.findings.of(2).effective.incidents[0].id, {"place": Place("Bay", (), "syr")}
    )  # type: ignore[union-attr]
    assert found(filled, "country:SYR") == found(filled, "country:syria") == found(filled, 'country:"Syria"') == [2]


def test_a_new_extraction_takes_the_place_of_the_old_one(filled: Library) -> None:
    extraction = filled.articles.extraction(2)
    assert extraction is not None
    actors = tuple(replace(actor, mentions=()) for actor in extraction.actors)
    filled.articles.attach(1, replace(extraction, actors=actors))
    assert found(filled, "actor:front") == [3]
    assert found(filled, "place:veld") == [1, 2]


def test_the_title_counts_most_and_dates_break_ties(library: Library) -> None:
    texts = (
        "Harbour news\n\nA ferry sank.",
        "A ferry sank\n\nHarbour news.",
        "Other\n\nThe ferry, the ferry, the ferry.",
    )
    for number, text in enumerate(texts):
        library.articles.add(Article(text.split("\n")[0], text, published=f"2031-01-0{3 - number}"))
    assert library.search.find("ferry").ids[0] == 2
    assert library.search.find("ferry", by="date").ids == (1, 2, 3)
    assert library.search.find("ferry OR is:unread").ids[0] == 2
    assert library.search.find("is:unread").sorting == "date"


def test_changed_and_removed_notes_are_found_as_they_are(filled: Library) -> None:
    number = filled.notes.add(2, "Kraków again")
    assert found(filled, "note:krakow") == [2]
    filled.notes.remove(number)
    assert found(filled, "note:krakow") == []
    filled.journal.undo()
    assert found(filled, "note:krakow") == [2]


def test_changed_and_deleted_articles_are_found_as_they_are(filled: Library) -> None:
    with sqlite3.connect(filled.path) as connection:
        connection.execute("UPDATE articles SET text = 'Nothing but zebras.', title = 'Zebras' WHERE id = 5")
        connection.execute("DELETE FROM articles WHERE id = 2")
        connection.execute("INSERT INTO article_index (article_index) VALUES ('integrity-check')")
    connection.close()
    assert found(filled, "zebras") == [5] and found(filled, "عودة") == [] and found(filled, "truce text:bay") == []


def test_a_library_from_before_there_was_search_is_searched_whole(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "old.db"
    with Library.open(path) as library:
        fill(library)
        whole = {
            query: found(library, query)
            for query in ("tarsk", "actor:us", 'place:"upper valley"', "note:doubtful", "target:cafe")
        }
    old = tmp_path / "older.db"
    with monkeypatch.context() as patch:
        patch.setattr(schema, "STEPS", schema.STEPS[:1])
        with Library.open(old):
            pass
    tables = "articles originals extractions sentences actors mentions incidents incident_modes incident_actors"
    with sqlite3.connect(old) as connection:
        connection.execute("ATTACH ? AS new", [str(path)])
        for table in [*tables.split(), "incident_spans", "evidence", "reasons", "article_tags", "notes"]:
            columns = ", ".join(row[1] for row in connection.execute(f"PRAGMA main.table_info({table})"))
            connection.execute(f"INSERT INTO main.{table} ({columns}) SELECT {columns} FROM new.{table}")
    connection.close()
    with Library.open(old) as library:
        assert {query: found(library, query) for query in whole} == whole
    assert all(whole.values())


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("shell*", ["Shelling", "shelled", "shelling"]),
        ('"northern front"', ["Northern Front"]),
        ("actor:front", ["Northern Front"]),
        ("type:assault killed:2", ["shelled"]),
        ("-ferry tarsk", ["Tarsk", "Tarsk"]),
    ],
)
def test_what_was_found_in_an_article_is_marked(filled: Library, query: str, words: list[str]) -> None:
    text = filled.articles.get(1).text
    spans = spans_found(filled.search.matches(query, 1), filled.articles.extraction(1))
    assert [text[slice(*span)] for span in spans] == words


def test_words_are_marked_in_titles_with_their_diacritics(filled: Library) -> None:
    hits = filled.search.find("cafe")
    spans = filled.search.in_titles(hits.query, hits.ids)
    assert {number: [TITLES[number - 1][slice(*span)] for span in found] for number, found in spans.items()} == {
        3: ["Café"]
    }


def test_a_snippet_is_one_line_around_the_most_matches() -> None:
    text = "Title\n\n" + "Nothing here. " * 40 + "The ferry\nmet a ferry. " + "Nothing there. " * 40 + "A ferry."
    spans = [(at, at + 5) for at in range(len(text)) if text.startswith("ferry", at)]
    cut = snippet(text, spans, "Title")
    assert [cut.text[slice(*span)] for span in cut.matches] == ["ferry", "ferry"]
    assert "\n" not in cut.text and cut.text.startswith("… ") and cut.text.endswith(" …")
    assert len(cut.text) <= LENGTH + 4
    assert snippet("Title\n\nShort.", [], "Title").text == "Short."
    assert snippet("", []).text == ""


def test_names_are_offered_by_any_of_their_words(filled: Library) -> None:
    assert filled.search.names("fro") == ["Northern Front"]
    assert filled.search.names("u") == ["US", "United States"]
    assert filled.search.names('"') == []


def test_text_that_looks_like_our_marks_is_not_mistaken_for_them(library: Library) -> None:
    number = library.articles.add(Article("T", "T\n\n\x02odd\x03 ferry")).id
    assert library.search.matches("ferry", number).text == ()


def test_what_the_reader_corrected_is_what_is_searched(filled: Library) -> None:
    def id_of(article: int, name: str) -> str:
        findings = filled.findings.of(article)
        assert findings is not None
        return next(actor.id for actor in findings.effective.actors if actor.name == name)

    filled.decisions.rename_actor(1, id_of(1, "Northern Front"), "Hill Army")
    assert found(filled, 'agent:"hill army" type:assault') == [1]
    filled.decisions.reject(3, [id_of(3, "Northern Front")])
    assert found(filled, "actor:front") == [1], "the words of the text still name it there"
    filled.decisions.rename_actor(2, id_of(2, "Borovia"), "Republic of Borovia", always=True)
    assert found(filled, 'actor:"republic of borovia"') == [2, 4]
    accepted = filled.findings.of(4)
    assert accepted is not None
    filled.decisions.accept(4, [one.id for one in (*accepted.effective.actors, *accepted.effective.incidents)])
    assert found(filled, "is:reviewed") == [4] and found(filled, "is:unreviewed") == [1, 2, 3, 5]
    while filled.journal.undo():
        pass
    assert found(filled, "agent:front") == [1, 3]
