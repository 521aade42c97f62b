"""Every key of the reader, pressed in the real app on a real library."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.pilot import Pilot

from tests.tui.stories import CONVOY, spans_of
from tui.app import DatelineApp
from tui.screens.help import HelpScreen
from tui.screens.reader import ReaderScreen

WIDE = (120, 36)


def reader(app: DatelineApp) -> ReaderScreen:
    screen = app.screen_stack[0]
    assert isinstance(screen, ReaderScreen)
    return screen


async def press(pilot: Pilot[None], *keys: str) -> None:
    """Press keys one by one, each once the change that the one before asked for is made."""
    for key in keys:
        await pilot.press(key)
        while any(worker.group == "writing" and not worker.is_finished for worker in pilot.app.workers):
            await pilot.pause(0.01)
        await pilot.pause()


def title(app: DatelineApp) -> str:
    reading = reader(app).reading
    assert reading is not None
    return reading.article.title


def chosen(app: DatelineApp) -> str:
    """The name of the finding that is chosen, empty where none is."""
    reading = reader(app).reading
    if reading is None or reading.findings is None or reading.chosen is None:
        return ""
    return reading.findings.name_of(reading.chosen)


def sentence(app: DatelineApp) -> str:
    return reader(app).body.sentence_text


async def test_the_newest_article_is_open_and_still_unread(app: DatelineApp) -> None:
    async with app.run_test(size=WIDE) as pilot:
        await pilot.pause()
        assert title(app).startswith("Convoy reaches Tarsk")
        assert reader(app).pane == "list"
        assert app.library.articles.counts().unread == 4


async def test_j_and_k_walk_the_list_and_open_each_article(app: DatelineApp) -> None:
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, "j")
        assert title(app).startswith("An extraordinarily long headline")
        await press(pilot, "k", "k")
        assert title(app).startswith("Convoy")


async def test_capital_g_and_g_g_go_to_the_ends(app: DatelineApp) -> None:
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, "G")
        assert title(app) == "Ministers meet in Alden"
        await press(pilot, "g")
        assert title(app) == "Ministers meet in Alden"
        await press(pilot, "g")
        assert title(app).startswith("Convoy")


async def test_in_the_body_j_k_g_g_and_g_move_by_sentences(app: DatelineApp) -> None:
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, "enter", "j")
        assert sentence(app).startswith("A United Relief convoy reached")
        await press(pilot, "j")
        assert sentence(app).startswith("Drivers said")
        await press(pilot, "k")
        assert sentence(app).startswith("A United Relief convoy reached")
        await press(pilot, "G")
        assert sentence(app) == "Another one follows it, as number 12 always does."
        assert reader(app).body.scroll_offset.y == reader(app).body.max_scroll_y
        await press(pilot, "g", "g")
        assert sentence(app) == CONVOY.split("\n")[0]
        assert reader(app).body.scroll_offset.y == 0


async def test_ctrl_d_and_ctrl_u_scroll_half_a_page_and_take_the_cursor_along(app: DatelineApp) -> None:
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, "enter", "ctrl+d")
        body = reader(app).body
        there = body.scroll_offset.y
        assert there == pytest.approx(body.size.height // 2, abs=2)
        assert body.sentence > 3
        await press(pilot, "ctrl+u")
        assert body.scroll_offset.y < there
        assert body.sentence <= 1


async def test_tab_shift_tab_h_and_l_go_between_the_panes(app: DatelineApp) -> None:
    async with app.run_test(size=WIDE) as pilot:
        seen = []
        for key in ("tab", "tab", "tab", "shift+tab", "h", "h", "h", "l", "l", "l"):
            await press(pilot, key)
            seen.append(reader(app).pane)
        assert seen == ["body", "sidebar", "list", "sidebar", "body", "list", "list", "body", "sidebar", "sidebar"]


async def test_1_2_3_open_the_sidebars_tabs_from_anywhere(app: DatelineApp) -> None:
    async with app.run_test(size=WIDE) as pilot:
        for key, tab in (("2", "incidents"), ("3", "notes"), ("1", "actors")):
            await press(pilot, "h", "h", key)
            assert (reader(app).pane, reader(app).sidebar.tab) == ("sidebar", tab)


async def test_choosing_an_actor_and_n_visit_each_of_its_sentences(app: DatelineApp) -> None:
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, "1", "j", "enter")
        assert chosen(app) == "Northern Front"
        visited = [sentence(app)]
        for _ in range(4):
            await press(pilot, "n")
            visited.append(sentence(app))
        assert [words.split()[0] for words in visited] == ["Drivers", "The", "The", "Drivers", "The"]
        assert all("Northern Front" in words for words in visited)
        await press(pilot, "N", "N")
        assert "has held the hills" in sentence(app)
        assert reader(app).footer.status == "Northern Front · 3 of 3"


async def test_choosing_an_incident_marks_its_sentences_in_body_and_strip(app: DatelineApp) -> None:
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, "2", "j", "enter")
        assert chosen(app) == "ASSAULT Northern Front → two guards"
        assert sentence(app).startswith("Drivers said")
        strip = reader(app).query_one("#strip")
        assert len(strip.cells(30)) == 2  # type: ignore[attr-defined]
        trigger = spans_of(CONVOY, "fired rockets")[0]
        row = reader(app).body.rows_of([trigger])[0]
        drawn = reader(app).body.set_line(row)
        assert next(text for text, names in drawn.pieces if "chosen" in names).startswith("fired")


async def test_the_sentence_at_hand_is_entered_with_one_key(app: DatelineApp) -> None:
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, "enter", "j", "j", "enter")
        assert chosen(app) == "ASSAULT Northern Front → two guards"
        assert reader(app).sidebar.tab == "incidents"
        await press(pilot, "enter")
        assert chosen(app) == "Northern Front"


async def test_escape_backs_out_one_level_at_a_time(app: DatelineApp) -> None:
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, "enter", "z", "2", "enter")
        assert reader(app).pane == "body"
        await press(pilot, "escape")
        assert reader(app).reading.chosen is None  # type: ignore[union-attr]
        assert reader(app).zen
        await press(pilot, "escape")
        assert not reader(app).zen
        await press(pilot, "escape")
        assert reader(app).pane == "list"


async def test_n_without_a_choice_says_what_to_do(app: DatelineApp) -> None:
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, "enter", "n")
        assert "choose an actor or an incident" in reader(app).footer.notice


async def test_an_article_is_read_once_it_is_left_and_r_keeps_it_unread(app: DatelineApp) -> None:
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, "enter")
        assert app.library.articles.counts().unread == 4
        await press(pilot, "escape")
        assert app.library.articles.counts().unread == 3
        await press(pilot, "r")
        assert app.library.articles.counts().unread == 4
        await press(pilot, "j", "enter", "r", "r", "escape")
        assert app.library.articles.counts().unread == 4


async def test_s_stars_and_u_undoes(app: DatelineApp) -> None:
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, "s")
        assert app.library.articles.counts().starred == 1
        await press(pilot, "u")
        assert app.library.articles.counts().starred == 0
        assert "Undone" in reader(app).footer.notice


async def test_c_copies_the_sentence(app: DatelineApp) -> None:
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, "enter", "j", "c")
        assert (
            app.clipboard
            == "A United Relief convoy reached the town of Tarsk on Monday, the first since the fighting began."
        )


async def test_o_opens_the_page_in_the_users_browser(
    app: DatelineApp, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    note = tmp_path / "opened"
    script = tmp_path / "browser"
    script.write_text(f'#!/bin/sh\nprintf %s "$1" > {note}\n')
    script.chmod(0o755)
    monkeypatch.setenv("BROWSER", f"{script} %s")
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, "o")
        await app.workers.wait_for_complete()
        assert note.read_text() == "https://example.org/convoy"
        await press(pilot, "j", "o")
        assert reader(app).footer.notice == "This article has no web address."


async def test_z_shows_the_body_alone(app: DatelineApp) -> None:
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, "z")
        screen = reader(app)
        assert (screen.article_list.display, screen.sidebar.display, screen.pane) == (False, False, "body")
        await press(pilot, "z")
        assert (screen.article_list.display, screen.sidebar.display) == (True, True)


async def test_plus_and_minus_change_the_measure(app: DatelineApp) -> None:
    async with app.run_test(size=(160, 36)) as pilot:
        await press(pilot, "z", "minus", "minus")
        assert reader(app).body.measure == 64
        await press(pilot, "plus")
        assert reader(app).body.measure == 68


async def test_question_mark_shows_every_key_and_closes(app: DatelineApp) -> None:
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, "question_mark")
        assert isinstance(app.screen, HelpScreen)
        await press(pilot, "escape")
        assert app.screen is reader(app)


async def test_the_palette_runs_a_command_by_its_words(app: DatelineApp) -> None:
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, "ctrl+p", *"dark and light")
        await pilot.pause(0.3)
        await press(pilot, "enter")
        await pilot.pause()
        assert app.theme == "dateline-light"


async def test_q_quits(app: DatelineApp) -> None:
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, "q")
        assert not app.is_running


@pytest.mark.parametrize("width", [60, 80])
async def test_folded_panes_open_over_the_body_and_escape_closes_them(app: DatelineApp, width: int) -> None:
    async with app.run_test(size=(width, 24)) as pilot:
        await press(pilot, "enter")
        screen = reader(app)
        assert screen.article_list.display == (width == 80)
        assert not screen.sidebar.display
        body_width = screen.body.size.width
        await press(pilot, "l")
        assert screen.sidebar.display
        assert screen.body.size.width == body_width
        await press(pilot, "escape")
        assert not screen.sidebar.display
        await press(pilot, "2", "enter")
        assert not screen.sidebar.display
        assert screen.pane == "body"
