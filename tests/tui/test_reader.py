"""What the reader shows and when: findings as they come, long lists, odd texts, faults."""

from __future__ import annotations

import sqlite3
from datetime import date, timedelta
from pathlib import Path

import pytest
from textual.content import Content
from textual.widgets import Static

from store.extraction.sentences import split
from store.library import Library
from store.model import Extraction
from tests.tui.stories import CONVOY, article
from tests.tui.test_keys import WIDE, press, reader, title
from tui.app import DatelineApp
from tui.extraction_process import ExtractionProcess
from tui.widgets.chrome import HeaderLine
from tui.widgets.line_view import LineView


def words_of(view: LineView) -> str:
    """All the text of a view, drawn or not."""
    lines = [view.set_line(number) for number in range(view.virtual_size.height)]
    return "\n".join("".join(text for text, _ in line.pieces) for line in lines)


def test_the_findings_come_from_a_process_and_wait_for_nothing_once_it_is_closed() -> None:
    process = ExtractionProcess()
    text = "Titre\n\nLe convoi est arrivé. Il repart demain."
    found = process.extract((text, "2025-03-04", "fr", "Titre"))
    assert found is not None and found.sentences == split(text)
    assert found.limits
    assert process.extract((text, None, "fr", None), wanted=lambda: False) is None
    process.close()
    with pytest.raises(Exception, match="process that makes findings ended"):
        process.extract((text, None, "fr", None))


async def test_an_article_opens_at_once_and_its_findings_come_later_and_are_kept(tmp_path: Path) -> None:
    path = tmp_path / "one.db"
    text = "Titre\n\nLe convoi est arrivé. Il repart demain."
    with Library.open(path) as library:
        added = library.articles.add(article("Titre", text, "Agence", "2025-03-04", language="fr"))
    app = DatelineApp(path)
    async with app.run_test(size=WIDE) as pilot:
        await pilot.pause()
        assert "Le convoi est arrivé." in words_of(reader(app).body)
        assert "Finding actors and incidents" in words_of(reader(app).sidebar.finding_list)
        await press(pilot, "enter", "j", "j")
        for _ in range(200):
            if app.library.articles.extraction(added.id) and not reader(app).query_one(HeaderLine).busy:
                break
            await pilot.pause(0.05)
        await pilot.pause()
        assert reader(app).body.sentence_text == "Il repart demain."
        assert "English" in words_of(reader(app).sidebar.finding_list)
        assert reader(app).query_one(HeaderLine).busy == ""
    app.library.close()


async def test_findings_that_fail_are_told_in_a_line_and_the_article_stays(tmp_path: Path) -> None:
    path = tmp_path / "one.db"
    with Library.open(path) as library:
        library.articles.add(article("Title", "Title\n\nSome words.", "Agency", "2025-03-04", language="en"))
    app = DatelineApp(path)
    app.findings_process.close()
    async with app.run_test(size=WIDE) as pilot:
        for _ in range(100):
            await pilot.pause(0.05)
            if reader(app).footer.notice:
                break
        assert "open the article again" in reader(app).footer.notice
        assert reader(app).footer.failed
        assert "Some words." in words_of(reader(app).body)
    app.library.close()


async def test_a_card_tells_mode_parties_place_date_harm_status_and_account(app: DatelineApp) -> None:
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, "2")
        cards = words_of(reader(app).sidebar.finding_list)
        for words in ("ASSAULT", "heavy-weapons", "✗ denied", "Northern Front → two guards", "Lake Omm · 2 Mar 2025"):
            assert words in cards
        for words in ("killed 2 · rockets", "2 sentences", "? claimed", "says Northern Front", "▷ planned"):
            assert words in cards
        assert not any(line.strip().startswith("·") or line.rstrip().endswith("·") for line in cards.split("\n"))


async def test_actors_are_grouped_by_kind_with_their_mentions(app: DatelineApp) -> None:
    async with app.run_test(size=WIDE) as pilot:
        await pilot.pause()
        lines = [line.split() for line in words_of(reader(app).sidebar.finding_list).split("\n")]
        assert ["armed", "groups"] in lines
        assert ["Northern", "Front", "TAR", "3"] in lines


async def test_limits_of_another_language_are_told(app: DatelineApp) -> None:
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, "j", "j")
        assert "Findings are made for English" in words_of(reader(app).sidebar.finding_list)


async def test_a_text_written_from_right_to_left_has_its_marker_on_that_side(app: DatelineApp) -> None:
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, "j", "j", "enter", "j")
        lines = words_of(reader(app).body).splitlines()
        marked = next(line for line in lines if "‹" in line)
        assert marked.rstrip().endswith("‹") and "›" not in "".join(lines)
        assert "2 March 2025 · 1 min · صوت القرى" in "".join(lines)


async def test_a_narrow_footer_keeps_the_help(app: DatelineApp) -> None:
    async with app.run_test(size=(60, 20)) as pilot:
        await press(pilot, "enter")
        assert "j/k sentence" in str(reader(app).footer.render()) and "? help" in str(reader(app).footer.render())


async def test_notes_are_listed_and_entered(app: DatelineApp) -> None:
    at = CONVOY.index("nine villagers")
    app.library.notes.add(1, "Who were they?", at=(at, at + 14))
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, "3")
        assert "Who were they?" in words_of(reader(app).sidebar.finding_list)
        await press(pilot, "enter")
        assert "nine villagers" in reader(app).body.sentence_text
        await press(pilot, "h", "h", "j", "3")
        assert "No notes on this article yet" in words_of(reader(app).sidebar.finding_list)


async def test_text_is_never_taken_for_markup(app: DatelineApp) -> None:
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, "j")
        assert "It says [b]nothing[/b] of note, [/ and stops." in " ".join(words_of(reader(app).body).split())


async def test_no_line_is_wider_than_its_pane_whatever_the_script(app: DatelineApp) -> None:
    async with app.run_test(size=WIDE) as pilot:
        for _ in range(4):
            screen = reader(app)
            for view in (screen.article_list, screen.body, screen.sidebar.finding_list):
                for y in range(view.size.height):
                    assert view.render_line(y).cell_length == view.size.width
            await press(pilot, "j")


async def test_an_empty_library_says_how_to_fill_it_and_f5_shows_what_came(tmp_path: Path) -> None:
    path = tmp_path / "empty.db"
    app = DatelineApp(path)
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "j", "enter", "n", "2", "s", "r", "c", "o", "u", "escape")
        shown = reader(app).query_one("#welcome-text", Static).content
        assert isinstance(shown, Content) and "dateline demo" in shown.plain
        with Library.open(path) as other:
            added = other.articles.add(article("New", "New\n\nIt came.", "Agency", "2025-03-04", language="en"))
            other.articles.attach(added.id, Extraction(split("New\n\nIt came.")))
        await press(pilot, "f5")
        assert title(app) == "New"
        assert reader(app).article_list.display
    app.library.close()


async def test_a_hundred_thousand_articles_are_there_at_once_and_from_both_ends(tmp_path: Path) -> None:
    path = tmp_path / "many.db"
    fill(path, 100_000)
    app = DatelineApp(path)
    async with app.run_test(size=WIDE) as pilot:
        await pilot.pause()
        assert title(app) == "Article 99999"
        await press(pilot, "G")
        assert title(app) == "Article 0"
        await press(pilot, *["k"] * 3)
        assert title(app) == "Article 3"
        await press(pilot, "g", "g", *["ctrl+d"] * 60)
        row = reader(app).article_list.current
        assert row is not None and int(row.title.split()[1]) < 99_999 - 200
    app.library.close()


def fill(path: Path, many: int) -> None:
    """A library of small articles, written straight into the file, since adding so many one by one takes minutes."""
    Library.open(path).close()
    day = date(1990, 1, 1)
    rows = [
        (n + 1, f"Article {n}", "Wire", (day + timedelta(n // 10)).isoformat(), f"Article {n}\n\nText of it.", str(n))
        for n in range(many)
    ]
    with sqlite3.connect(path) as conn:
        conn.executemany(
            "INSERT INTO articles (id, title, source, published, sort_date, added, language, text, text_hash)"
            " VALUES (?1, ?2, ?3, ?4, ?4, ?4, 'xx', ?5, ?6)",
            rows,
        )
    conn.close()


async def test_a_body_of_five_thousand_lines_redraws_only_what_changed(tmp_path: Path) -> None:
    path = tmp_path / "long.db"
    text = "Long\n\n" + "\n\n".join(f"Sentence {n} of a long report. Another sentence." for n in range(2500))
    with Library.open(path) as library:
        added = library.articles.add(article("Long", text, "Wire", "2025-03-04", language="en"))
        library.articles.attach(added.id, Extraction(split(text)))
    app = DatelineApp(path)
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, "enter", "j", "j")
        body = reader(app).body
        before = dict(body._drawn)
        await press(pilot, "j")
        after = dict(body._drawn)
        kept = [number for number, strip in before.items() if after.get(number) is strip]
        assert len(kept) >= body.size.height - 6
        await press(pilot, "G")
        assert body.sentence_text == "Another sentence."
    app.library.close()


async def test_switching_the_theme_redraws_every_line(app: DatelineApp) -> None:
    async with app.run_test(size=WIDE) as pilot:
        await pilot.pause()
        body = reader(app).body
        dark = body.render_line(1)
        await press(pilot, "f2")
        assert app.theme == "dateline-light"
        assert list(body.render_line(1)) != list(dark)


async def test_an_article_another_process_removed_is_told_in_a_line(app: DatelineApp) -> None:
    async with app.run_test(size=WIDE) as pilot:
        await pilot.pause()
        with sqlite3.connect(app.library.path) as other:
            other.execute("DELETE FROM articles WHERE id = 2")
        await press(pilot, "j")
        assert "no article 2" in reader(app).footer.notice
        await press(pilot, "s")
        assert reader(app).footer.failed
        await press(pilot, "j")
        assert title(app).startswith("عودة")


async def test_a_click_opens_an_article_moves_the_cursor_and_chooses_a_finding(app: DatelineApp) -> None:
    async with app.run_test(size=WIDE) as pilot:
        await pilot.pause()
        await pilot.click("#list", offset=(5, 1))
        await pilot.pause()
        assert reader(app).pane == "body"
        await pilot.click("#body", offset=(12, 5))
        await pilot.pause()
        assert reader(app).body.sentence_text.startswith("A United Relief convoy")
        await pilot.click("#findings", offset=(6, 1))
        await pilot.pause()
        assert reader(app).footer.status.startswith("government troops")
