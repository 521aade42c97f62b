"""Where an article's text comes from, in the reader: structure, what cleaning took out, versions, copies."""

from __future__ import annotations

import sqlite3
from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path

import pytest
from textual.pilot import Pilot

from store.extraction.sentences import split
from store.intake import read
from store.intake.restoring import can_be_taken_back
from store.library import Library
from store.model import Extraction
from tests.store.intake.test_page import BODY, SENTENCES, page
from tests.tui.test_keys import WIDE, press, reader, title
from tests.tui.test_reader import words_of
from tui.app import DatelineApp
from tui.screens.versions import DifferenceScreen
from tui.widgets.finding_list import FindingList

RELATED = "<div class=related><p><a href=/x>Ten more harbours you should see this summer</a></p></div>"


@pytest.fixture
async def pilot(tmp_path: Path, request: pytest.FixtureRequest) -> AsyncIterator[Pilot[None]]:
    """The reader on a page with a list, a quotation and a caption, and on a copy of it in another paper."""
    path = tmp_path / "pages.db"
    with Library.open(path) as library:
        first = replace(read(page(BODY, after=RELATED), url="https://lind.example/1"), published="2024-03-05")
        second = replace(first, url="https://gull.example/7", source="The Gull", published="2024-03-04", original=b"")
        for one in (first, replace(second, text=f"{first.text}\n\nCopied.")):
            library.articles.attach(library.articles.add(one).id, Extraction(split(one.text), engine="by hand"))
    app = DatelineApp(path)
    async with app.run_test(size=getattr(request, "param", WIDE)) as pilot:
        await pilot.pause()
        await press(pilot, "enter")
        yield pilot
    app.findings_process.close()
    app.library.close()


def lines(pilot: Pilot[None]) -> list[str]:
    return [line.strip() for line in words_of(reader(pilot.app).body).splitlines() if line.strip()]


def listed(pilot: Pilot[None]) -> str:
    return words_of(pilot.app.screen.query_one(FindingList))


@pytest.mark.parametrize("pilot", [(120, 36), (80, 24), (60, 24)], indirect=True)
async def test_lists_quotations_and_captions_are_set_as_such_at_any_width(pilot: Pilot[None]) -> None:
    shown = lines(pilot)
    assert any(line.startswith("• The ferry sails again") for line in shown)
    assert any(line.startswith("│ “We have asked for a new pier") for line in shown)
    assert any(line.startswith("▫ The northern pier of Lind on Monday.") for line in shown)
    body = reader(pilot.app).body
    await press(pilot, "end")
    assert body.sentence_text == SENTENCES[4]
    await press(pilot, "k", "k")  # two items further up
    assert body.sentence_text == "The ferry sails again on Thursday if the weather allows it."


async def test_a_click_on_a_list_item_counts_its_bullet(pilot: Pilot[None]) -> None:
    body = reader(pilot.app).body
    row = next(n for n, line in enumerate(words_of(body).splitlines()) if "• The ferry sails" in line)
    await pilot.click(body, offset=(words_of(body).splitlines()[row].index("ferry"), row - body.scroll_offset.y))
    assert body.sentence_text.startswith("The ferry sails again")


async def test_what_cleaning_took_out_is_shown_in_its_place_and_hidden_again(pilot: Pilot[None]) -> None:
    await press(pilot, "j", "j")
    before, at = lines(pilot), reader(pilot.app).body.sentence_text
    await press(pilot, "D")
    shown = lines(pilot)
    caption = next(n for n, line in enumerate(shown) if line.startswith("− caption: The northern pier"))
    assert any(SENTENCES[2][:20] in line for line in shown[:caption])
    assert any("“We have asked" in line for line in shown[caption:])
    assert reader(pilot.app).body.sentence_text == at
    await press(pilot, "D")
    assert lines(pilot) == before


async def test_an_edit_is_put_back_from_the_reader_and_undone(pilot: Pilot[None]) -> None:
    app = pilot.app
    await press(pilot, "j", "j")
    here = reader(app).body.sentence_text
    await press(pilot, "P")
    made = [edit for edit in app.library.articles.edits(1) if can_be_taken_back(edit)]  # type: ignore[attr-defined]
    await press(pilot, *["j"] * [edit.rule for edit in made].index("caption"), "p")
    await app.workers.wait_for_complete()
    await press(pilot, "escape")
    assert any("The northern pier of Lind on Monday" in line and "▫" not in line for line in lines(pilot))
    assert reader(app).body.sentence_text == here
    await press(pilot, "u")
    await reader(app).written()
    await pilot.pause()
    assert any(line.startswith("▫ The northern pier") for line in lines(pilot))
    assert reader(app).body.sentence_text == here


async def test_versions_are_compared_and_chosen(pilot: Pilot[None]) -> None:
    app = pilot.app
    longer = read(
        page(BODY + "<p>The harbour master said that the pier would be open to boats again on Friday.</p>"),
        url="https://lind.example/1",
    )
    app.library.articles.add(longer)  # type: ignore[attr-defined]
    await press(pilot, "V")
    assert "version 2" in listed(pilot) and "version 1" in listed(pilot)
    await press(pilot, "j", "enter")
    await app.workers.wait_for_complete()
    await pilot.pause()
    assert isinstance(app.screen, DifferenceScreen)
    assert "{+The harbour master said" in listed(pilot)
    await press(pilot, "escape", "r")
    await app.workers.wait_for_complete()
    await press(pilot, "escape")
    assert not any("harbour master" in line for line in lines(pilot))
    await press(pilot, "u")
    await reader(app).written()
    await pilot.pause()
    assert any("harbour master" in line for line in lines(pilot))


async def test_a_near_duplicate_is_gone_to_and_back_from(pilot: Pilot[None]) -> None:
    await press(pilot, "C")
    assert "The Gull" in listed(pilot) and "% alike" in listed(pilot)
    await press(pilot, "enter")
    assert any("Copied." in line for line in lines(pilot))
    await press(pilot, "left_square_bracket")
    assert not any("Copied." in line for line in lines(pilot))


async def test_articles_kept_before_are_compared_in_the_background(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tui.screens.provenance.LATER_SECONDS", 0.01)
    path = tmp_path / "old.db"
    with Library.open(path) as library:
        for number in (1, 2):
            library.articles.add(read(page(BODY + f"<p>Number {number}.</p>"), url=f"https://{number}.example/"))
    with sqlite3.connect(path) as connection:
        for table in ("signatures", "bands", "copies"):
            connection.execute(f"DELETE FROM {table}")
    connection.close()
    app = DatelineApp(path)
    async with app.run_test(size=WIDE) as pilot:
        for _ in range(200):
            await pilot.pause(0.05)
            if app.library.copies.of(1):
                break
        assert [copy.id for copy in app.library.copies.of(1)] == [2]
        assert title(app)
    app.findings_process.close()
    app.library.close()
