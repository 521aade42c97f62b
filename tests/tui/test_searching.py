"""Searching and finding in the reader, from the keyboard alone."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

import pytest
from textual.content import Content
from textual.pilot import Pilot
from textual.widgets import Static

from tests.tui.test_keys import WIDE, press, reader, sentence, title
from tests.tui.test_reader import words_of
from tui.app import DatelineApp
from tui.completion import Offer, offers, put, tags_with
from tui.screens.saved_searches import SavedSearchesScreen
from tui.settings import Settings
from tui.text_find import find_pattern, find_plain
from tui.widgets.chrome import HeaderLine
from tui.widgets.finding_list import FindingList

_KEYS = {
    " ": "space", ":": "colon", '"': "quotation_mark", "-": "minus", "*": "asterisk", "(": "left_parenthesis",
    ")": "right_parenthesis", ">": "greater_than_sign", "+": "plus", "$": "dollar_sign",
}  # fmt: skip


async def type_in(pilot: Pilot[None], text: str) -> None:
    await pilot.press(*[_KEYS.get(letter, letter) for letter in text])


async def until(pilot: Pilot[None], seen: Callable[[], bool]) -> None:
    end = time.monotonic() + 10
    while not seen():
        assert time.monotonic() < end, "never seen"
        await pilot.pause(0.02)
    await pilot.pause()


def titles(app: DatelineApp) -> list[str]:
    feed = reader(app).article_list.feed
    rows = [feed.row(place) for place in range(feed.total)]
    return [row.title.split()[0] for row in rows if row is not None]


def below(app: DatelineApp) -> str:
    content = reader(app).query_one("#query-below", Static).content
    assert isinstance(content, Content)
    return content.plain


async def search(pilot: Pilot[None], query: str, total: int) -> None:
    app = pilot.app
    assert isinstance(app, DatelineApp)
    await press(pilot, "slash")
    await type_in(pilot, query)
    await until(pilot, lambda: reader(app).query_one(HeaderLine).found == total)


async def test_results_come_as_one_types_and_escape_brings_everything_back(app: DatelineApp) -> None:
    async with app.run_test(size=WIDE) as pilot:
        await search(pilot, "ferr", 1)
        assert titles(app) == ["Ministers"] and title(app).startswith("Ministers")
        await type_in(pilot, "y OR tarsk")
        await until(pilot, lambda: len(titles(app)) == 3)
        await press(pilot, "escape")
        assert len(titles(app)) == 4 and reader(app).pane == "list"
        assert reader(app).query_one(HeaderLine).found is None
        assert not reader(app).search_bar.display


async def test_enter_takes_the_results_and_the_header_tells_the_query(app: DatelineApp) -> None:
    async with app.run_test(size=WIDE) as pilot:
        await search(pilot, "tag:region", 1)
        await press(pilot, "enter")
        await until(pilot, lambda: not reader(app).search_bar.display)
        header = reader(app).query_one(HeaderLine)
        assert "/ tag:region" in header.render().plain and "1 of 4 articles" in header.render().plain
        assert reader(app).pane == "list"
        await press(pilot, "slash")
        assert reader(app).search_bar.input.value == "tag:region"
        await press(pilot, "escape", "j")
        assert len(titles(app)) == 4


async def test_an_unfinished_word_that_is_taken_gets_its_star(app: DatelineApp) -> None:
    async with app.run_test(size=WIDE) as pilot:
        await search(pilot, "ferr", 1)
        await press(pilot, "enter")
        await until(pilot, lambda: reader(app).query_one(HeaderLine).searched == "ferr*")
        assert titles(app) == ["Ministers"]


async def test_a_wrong_query_is_pointed_at_in_place_and_the_results_stay(app: DatelineApp) -> None:
    async with app.run_test(size=WIDE) as pilot:
        await search(pilot, "ferry", 1)
        reader(app).search_bar.input.value = "ferry tittle:x"
        await until(pilot, lambda: "did you mean title:?" in below(app))
        pointer, _ = below(app).split("\n") if "\n" in below(app) else (below(app), "")
        assert pointer.index("^") == len(" / ferry ")
        assert titles(app) == ["Ministers"]
        await press(pilot, "enter")
        await until(pilot, lambda: "did you mean title:?" in below(app))
        assert reader(app).search_bar.display


async def test_the_last_thing_typed_wins(app: DatelineApp) -> None:
    async with app.run_test(size=WIDE) as pilot:
        screen = reader(app)
        await press(pilot, "slash")
        for query in ("tarsk", "ferry", "tarsk", "headline"):
            screen.search_for(query, "typing")
        await until(pilot, lambda: screen.query_one(HeaderLine).searched == "headline")
        await pilot.pause(0.3)
        assert screen.query_one(HeaderLine).searched == "headline" and titles(app) == ["An"]


async def test_matches_are_marked_and_walked_in_list_and_body(app: DatelineApp) -> None:
    async with app.run_test(size=WIDE) as pilot:
        await search(pilot, "tarsk aid", 0)
        await press(pilot, "escape")
        await search(pilot, "bridge tarsk", 1)
        await press(pilot, "enter")
        screen = reader(app)
        await until(pilot, lambda: bool(screen.matching.spans))
        names = {name for line in range(4) for _, names in screen.article_list.set_line(line).pieces for name in names}
        assert "match" in names
        text = screen.reading.article.text if screen.reading else ""
        assert {text[slice(*span)] for span in screen.matching.spans} == {"Tarsk", "bridge"}
        await press(pilot, "n", "n")
        assert "reached the town of Tarsk" in sentence(app)
        assert screen.footer.status == f"match 2 of {len(screen.matching.spans)}"
        await press(pilot, "N", "N")
        assert screen.footer.status == f"match {len(screen.matching.spans)} of {len(screen.matching.spans)}"
        await press(pilot, "escape")
        assert screen.matching.spans == () and "match" not in screen.footer.status


async def test_what_was_done_is_walked_where_an_incident_was_searched_for(app: DatelineApp) -> None:
    async with app.run_test(size=WIDE) as pilot:
        await search(pilot, "agent:front target:guards", 1)
        await press(pilot, "enter")
        screen = reader(app)
        await until(pilot, lambda: len(screen.matching.spans) == 2)
        text = screen.reading.article.text if screen.reading else ""
        assert [text[slice(*span)] for span in screen.matching.spans] == ["fired rockets", "denied it"]


async def test_a_chosen_finding_is_walked_before_the_matches(app: DatelineApp) -> None:
    async with app.run_test(size=WIDE) as pilot:
        await search(pilot, "tarsk shelling", 1)
        await press(pilot, "enter", "1", "enter", "n")
        assert reader(app).footer.status == "government troops · 2 of 2"


async def test_completion_offers_fields_values_tags_and_actors(app: DatelineApp) -> None:
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, "slash")
        await type_in(pilot, "sta")
        await until(pilot, lambda: "status:" in below(app))
        await press(pilot, "tab")
        await until(pilot, lambda: "claimed" in below(app))
        await type_in(pilot, "cl")
        await until(pilot, lambda: below(app).strip() == "claimed")
        await press(pilot, "tab")
        assert reader(app).search_bar.input.value == "status:claimed "
        await type_in(pilot, "actor:north")
        await until(pilot, lambda: "Northern Front" in below(app))
        await press(pilot, "tab")
        assert reader(app).search_bar.input.value == 'status:claimed actor:"Northern Front" '
        await until(pilot, lambda: reader(app).query_one(HeaderLine).found == 1)
        await type_in(pilot, "tag:tar")
        await until(pilot, lambda: "region/tarsk" in below(app))


async def test_f_finds_in_the_article_whatever_case_and_diacritics(app: DatelineApp) -> None:
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, "j", "j", "enter", "f")
        await type_in(pilot, "Deja")
        screen = reader(app)
        await until(pilot, lambda: len(screen.finding.spans) == 1)
        await press(pilot, "enter")
        assert "déjà" in sentence(app) and screen.pane == "body" and not screen.find_bar.display
        await press(pilot, "escape")
        assert screen.finding.spans == () and screen.pane == "body"
        await press(pilot, "f")
        assert screen.find_bar.input.value == "Deja"
        await type_in(pilot, "zz")
        await until(pilot, lambda: "not found" in str(screen.query_one("#find-status", Static).content))


async def test_f_takes_a_regular_expression_and_outlives_a_catastrophic_one(app: DatelineApp) -> None:
    async with app.run_test(size=WIDE) as pilot:
        screen = reader(app)
        await press(pilot, "enter", "f", "ctrl+t")
        await type_in(pilot, "tarsk$")
        screen.find_bar.input.value = r"number \d+"
        await until(pilot, lambda: len(screen.finding.spans) == 12)
        await press(pilot, "down", "up", "up")
        assert screen.footer.status == "match 12 of 12"
        screen.find_bar.input.value = "(unclosed"
        await until(pilot, lambda: "no regular expression" in str(screen.query_one("#find-status", Static).content))


def test_a_pattern_that_would_never_end_is_given_up() -> None:
    started = time.process_time()
    with pytest.raises(Exception, match="takes too long"):
        find_pattern("a" * 5000 + "!", "(a+)+(b+)+$|(a|aa)+$")
    assert time.process_time() - started < 10


def test_plain_words_are_found_across_lines_and_within_marks() -> None:
    text = "Cafe\u0301 Łódź\n\nICE  cream, ﬁre, İstanbul"
    assert [text[slice(*span)] for span in find_plain(text, "CAFÉ")] == ["Cafe\u0301"]
    assert [text[slice(*span)] for span in find_plain(text, "lodz ice cream")] == []
    assert [text[slice(*span)] for span in find_plain(text, "łodz ice cream")] == ["Łódź\n\nICE  cream"]
    assert [text[slice(*span)] for span in find_plain(text, "istanbul")] == ["İstanbul"]
    assert find_plain(text, "  ") == [] and find_plain("", "a") == []


async def test_a_search_is_saved_shown_by_its_key_and_opens_dateline(app: DatelineApp, library_path: Path) -> None:
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, "ctrl+s")
        assert "no search to save" in reader(app).footer.notice
        await search(pilot, "tag:aid", 1)
        await press(pilot, "enter", "ctrl+s")
        await type_in(pilot, "Relief")
        await press(pilot, "enter")
        await until(pilot, lambda: "Relief" in words_of(app.screen.query_one(FindingList)))
        await press(pilot, "K")
        await type_in(pilot, "j")
        await press(pilot, "enter")
        assert "belongs to move.down" in str(app.screen.query_one(".foot", Static).content)
        await press(pilot, "backspace")
        await type_in(pilot, "6")
        await press(pilot, "enter")
        await until(pilot, lambda: "6   Relief" in words_of(app.screen.query_one(FindingList)))
        await press(pilot, "o")
        await until(pilot, lambda: "opens Dateline" in words_of(app.screen.query_one(FindingList)))
        assert isinstance(app.screen, SavedSearchesScreen)
        await press(pilot, "escape", "escape")
        assert len(titles(app)) == 4
        await press(pilot, "6")
        await until(pilot, lambda: titles(app) == ["Convoy"])
        await press(pilot, "S")
        await until(pilot, lambda: "1 unread of 1" in words_of(app.screen.query_one(FindingList)))
        await press(pilot, "escape")
    again = DatelineApp(library_path)
    async with again.run_test(size=WIDE) as pilot:
        await until(pilot, lambda: titles(again) == ["Convoy"])
        await press(pilot, "u")
        await press(pilot, "escape")
        assert len(titles(again)) == 4
    again.findings_process.close()
    again.library.close()


async def test_the_settings_say_what_to_open_with(library_path: Path) -> None:
    app = DatelineApp(library_path, settings=Settings(start="lang:ar"))
    async with app.run_test(size=WIDE) as pilot:
        await until(pilot, lambda: reader(app).query_one(HeaderLine).found == 1)
        assert "عودة" in words_of(reader(app).article_list)
    app.findings_process.close()
    app.library.close()


async def test_marks_and_reloading_keep_to_the_results(app: DatelineApp) -> None:
    async with app.run_test(size=WIDE) as pilot:
        await search(pilot, "is:unread", 4)
        await press(pilot, "enter")
        await until(pilot, lambda: not reader(app).search_bar.display)
        await press(pilot, "r")
        assert len(titles(app)) == 4, "nothing leaves the list under the cursor"
        await press(pilot, "f5")
        await until(pilot, lambda: len(titles(app)) == 3)
        await press(pilot, "O")
        assert "Newest first" in reader(app).footer.notice


async def test_nothing_found_is_said(app: DatelineApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await search(pilot, "zebra", 0)
        assert "Nothing found" in str(reader(app).article_list.set_line(0).pieces)
        assert reader(app).article_list.current is None
        await press(pilot, "enter", "j")
        assert reader(app).footer.notice == "Nothing found."


def test_offers_take_the_place_of_what_is_being_typed() -> None:
    found, at = offers('ferry (actor:"Nor', 17, lambda field, typed: ["Northern Front"] if typed == "Nor" else [])
    assert found == [Offer('"Northern Front" ')]
    assert put('ferry (actor:"Nor', at, found[0]) == ('ferry (actor:"Northern Front" ', 30)
    assert offers("x on:", 5, lambda *_: [])[0][0].explains
    assert offers("nofield:x", 9, lambda *_: [])[0] == []
    assert tags_with("tar", ["region/tarsk", "aid", "Tartus"]) == ["region/tarsk", "Tartus"]
