"""The reader's pen: marks, tags, highlights, notes, verdicts, corrections, places and the way back."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from store.library import Library
from tests.tui.stories import CONVOY, convoy_findings
from tests.tui.test_keys import WIDE, chosen, press, reader, sentence, title
from tests.tui.test_reader import words_of
from tests.tui.test_session import incident, write
from tui.app import DatelineApp
from tui.screens.history import HistoryScreen
from tui.screens.note_editor import NoteEditor
from tui.screens.parts import PartsScreen
from tui.screens.prompt import PromptScreen
from tui.screens.rules import RulesScreen
from tui.screens.tag_browser import TagBrowser


@pytest.fixture
def library(app: DatelineApp) -> Iterator[Library]:
    """The library the app reads in."""
    yield app.library


def actors(library: Library) -> dict[str, int]:
    """Names of the first article's actors with the number of their mentions."""
    findings = library.findings.of(1)
    assert findings is not None
    return {actor.name: len(actor.mentions) for actor in findings.effective.actors}


# --- marks and tags


async def test_marked_articles_are_tagged_together_and_untagged_by_one_undo(app: DatelineApp, library: Library) -> None:
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, "space", "space", "t")
        await write(pilot, "war, -aid")
        await press(pilot, "enter")
        assert [library.tags.of(id) for id in (1, 2)] == [("region/tarsk", "war"), ("war",)]
        await press(pilot, "u")
        assert [library.tags.of(id) for id in (1, 2)] == [("aid", "region/tarsk"), ()]


async def test_all_shown_are_marked_and_read_in_one_step(app: DatelineApp, library: Library) -> None:
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, "asterisk")
        assert reader(app).article_list.marked == {1, 2, 3, 4}
        await press(pilot, "s")
        assert library.articles.counts().starred == 4
        await press(pilot, "escape")
        assert reader(app).article_list.marked == set()
        await press(pilot, "R")
        assert library.articles.counts().unread == 0
        await press(pilot, "u", "u")
        assert (library.articles.counts().unread, library.articles.counts().starred) == (4, 0)


async def test_a_wrong_tag_is_told_in_the_prompt_and_can_be_mended(app: DatelineApp, library: Library) -> None:
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, "t")
        await write(pilot, "war, -war")
        await press(pilot, "enter")
        assert isinstance(app.screen, PromptScreen)
        await press(pilot, "escape")
        assert library.tags.of(1) == ("aid", "region/tarsk")


async def test_the_prompt_completes_the_part_being_written(app: DatelineApp, library: Library) -> None:
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, "j", "t")
        await write(pilot, "war, ta")
        await press(pilot, "tab", "enter")
        assert library.tags.of(2) == ("region/tarsk", "war")


async def test_tags_are_renamed_merged_deleted_and_brought_back_in_the_browser(
    app: DatelineApp, library: Library
) -> None:
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, "T", "j", "r")
        for _ in "region":
            await press(pilot, "backspace")
        await write(pilot, "place")
        await press(pilot, "enter")
        assert library.tags.of(1) == ("aid", "place/tarsk")
        await press(pilot, "g", "m")
        await write(pilot, "place/t")
        await press(pilot, "enter")
        assert library.tags.of(1) == ("place/tarsk",)
        assert isinstance(app.screen, TagBrowser)
        await press(pilot, "g", "d")
        assert library.tags.of(1) == ()
        await press(pilot, "u", "u", "u")
        assert library.tags.of(1) == ("aid", "region/tarsk")
        await press(pilot, "escape")
        row = reader(app).article_list.current
        assert row is not None and row.tags == ("aid", "region/tarsk")


async def test_enter_on_a_tag_shows_its_articles(app: DatelineApp, library: Library) -> None:
    library.tags.change([1, 3], ["two words"])
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, "T", "G", "enter")
        await pilot.app.workers.wait_for_complete()
        await press(pilot)
        results = reader(app).results
        assert results is not None and set(results.hits.ids) == {1, 3}
        assert results.hits.query.text == 'tag:"two words"'
        assert reader(app).pane == "list"


# --- words, highlights, notes


async def test_overlapping_highlights_each_keep_their_words_and_the_inner_one_shows(
    app: DatelineApp, library: Library
) -> None:
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, "enter", "j", "j", "m", "v", "w", "w", "w", "l", "l", "M", "3")
        assert [(note.color, note.exact) for note in library.notes.on(1)][1] == ("blue", "the Northern Front")
        row = reader(app).body.rows_of([(CONVOY.index("Drivers"), 0)])[0]
        pieces = reader(app).body.set_line(row).pieces
        inner = next(names for text, names in pieces if text == "Northern Front")
        assert inner.index("mark-yellow") < inner.index("mark-blue")
        assert [text for text, names in pieces if set(names) & {"sign-yellow", "sign-blue"}] == ["■", "◆"]
        await press(pilot, "m")
        assert [note.color for note in library.notes.on(1)] == ["blue"]


async def test_notes_on_article_actor_and_incident_and_their_tags(app: DatelineApp, library: Library) -> None:
    async with app.run_test(size=WIDE) as pilot:
        for keys in (["A"], ["1", "a"], ["2", "a"]):
            await press(pilot, *keys)
            await write(pilot, "why")
            await press(pilot, "tab")
            await write(pilot, "aid")
            await press(pilot, "enter")
        notes = library.notes.on(1)
        assert sorted(note.about for note in notes) == ["actor", "article", "incident"]
        assert all(note.tags == ("aid",) for note in notes)
        await press(pilot, "3", "t")
        await write(pilot, "-aid, war")
        await press(pilot, "enter", "e")
        assert isinstance(app.screen, NoteEditor)
        await write(pilot, " not")
        await press(pilot, "ctrl+s")
        changed = next(note for note in library.notes.on(1) if note.tags == ("war",))
        assert changed.body == "why not"
        await press(pilot, "d")
        assert len(library.notes.on(1)) == 2


async def test_a_note_is_given_up_only_at_the_second_escape(app: DatelineApp, library: Library) -> None:
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, "enter", "a", "x", "escape")
        assert isinstance(app.screen, NoteEditor)
        await press(pilot, "escape")
        assert app.screen is reader(app) and library.notes.on(1) == []


async def test_an_orphaned_note_is_shown_with_its_quote_and_tied_to_other_words(
    app: DatelineApp, library: Library
) -> None:
    at = CONVOY.index("nine villagers")
    note = library.notes.add(1, "Who?", at=(at, at + 14))
    without = CONVOY.replace("arrested nine villagers in Veld", "xxxx")
    with library._connections.writing() as database:
        database.execute("UPDATE articles SET text = ? WHERE id = 1", [without])
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, "3")
        shown = words_of(reader(app).sidebar.finding_list)
        assert "orphaned" in shown and "nine villagers" in shown
        await press(pilot, "enter", "j", "v", "w", "enter")
        tied = library.notes.get(note)
        assert not tied.orphaned and tied.exact == "A"


async def test_hostile_words_in_notes_and_names_are_shown_as_they_are(app: DatelineApp, library: Library) -> None:
    library.notes.add(1, "[b]x[/b] [/ \x1b[31mred", at=(0, 6), tags=["[/x"])
    library.tags.add(1, "[/odd")
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, "1", "e")
        for _ in "government troops":
            await press(pilot, "backspace")
        await write(pilot, "[/ [b]")
        await press(pilot, "enter", "3")
        assert "[b]x[/b] [/ red" in words_of(reader(app).sidebar.finding_list)
        await press(pilot, "1", "m", "escape", "S", "escape", "t", "escape", "T", "escape", "H", "escape")
        assert "[/ [b]" in actors(library)


# --- verdicts and corrections


async def test_the_walk_over_unreviewed_findings_ends_when_all_have_a_verdict(
    app: DatelineApp, library: Library
) -> None:
    async with app.run_test(size=WIDE) as pilot:
        for _ in range(10):
            await press(pilot, "full_stop", "y")
        findings = library.findings.of(1)
        assert findings is not None and findings.unreviewed == ()
        assert library.articles.row(1).reviewed
        await press(pilot, "full_stop")
        assert "has a verdict" in reader(app).footer.notice
        await press(pilot, "X")
        findings = library.findings.of(1)
        assert findings is not None and len(findings.unreviewed) == 1


async def test_marked_actors_are_merged_for_the_whole_library_and_the_rule_revoked(
    app: DatelineApp, library: Library
) -> None:
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, "1", "G", "space", "k", "space", "m", "tab", "tab", "down", "enter")
        assert len(library.rules.all()) == 1
        assert "two guards" not in actors(library) or "nine villagers" not in actors(library)
        await press(pilot, "L", "d")
        assert isinstance(app.screen, RulesScreen)
        assert library.rules.all() == []


async def test_a_mention_is_split_off_and_another_removed(app: DatelineApp, library: Library) -> None:
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, "1", "j", "S", "s")
        assert isinstance(app.screen, PartsScreen)
        await press(pilot, "d", "escape")
        assert [count for name, count in actors(library).items() if name == "Northern Front"] == [1]
        findings = library.findings.of(1)
        assert findings is not None
        assert sorted(len(a.mentions) for a in findings.effective.actors if a.name == "Northern Front") == [1, 1]


async def test_chosen_words_become_an_actor_or_a_mention_of_one(app: DatelineApp, library: Library) -> None:
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, "enter", "j", "j", "v", "w", "n", "enter")
        assert actors(library)["Drivers"] == 1
        await press(pilot, "j", "j", "v", "w", "w", "w", "w", "l", "n")
        for _ in "denied it":
            await press(pilot, "backspace")
        await write(pilot, "United Relief")
        before = actors(library)["United Relief"]
        await press(pilot, "enter")
        assert actors(library)["United Relief"] == before + 1


async def test_sentences_are_added_to_an_incident_and_taken_away(app: DatelineApp, library: Library) -> None:
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, "2", "j", "enter", "escape", "k", "E")
        findings = library.findings.of(1)
        assert findings is not None
        evidence = next(i for i in findings.effective.incidents if i.type == "ASSAULT").evidence
        assert len(evidence) == 3
        await press(pilot, "E")
        assert "no evidence" in reader(app).footer.notice


async def test_a_correction_in_the_form_of_an_actor_and_its_kind(app: DatelineApp, library: Library) -> None:
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, "1", "j", "e", "end")
        await write(pilot, " (A)")
        await press(pilot, "enter")
        assert "Northern Front (A)" in actors(library)
        assert incident(library, "ASSAULT") == [(["Northern Front (A)"], ["two guards"])]
        await press(pilot, "u")
        assert "Northern Front" in actors(library)


async def test_a_form_that_changes_several_things_of_an_actor_is_undone_at_once(
    app: DatelineApp, library: Library
) -> None:
    async with app.run_test(size=WIDE) as pilot:
        before = library.findings.of(1)
        await press(pilot, "1", "j", "e", "end")
        await write(pilot, " (A)")
        await press(pilot, "tab", *["backspace"] * 12)
        await write(pilot, "media")
        await press(pilot, "tab", *["backspace"] * 3)
        await write(pilot, "Syria")
        await press(pilot, "enter")
        (one,) = [one for one in library.findings.of(1).effective.actors if one.name == "Northern Front (A)"]  # type: ignore[union-attr]
        assert (one.kind, one.country) == ("media", "SYR")
        assert library.journal.entries()[0].words.startswith("corrected “Northern Front” in ")
        await press(pilot, "u")
        after = library.findings.of(1)
        assert before and after and after.effective == before.effective


async def test_the_history_lists_and_undoes(app: DatelineApp, library: Library) -> None:
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, "s", "H")
        assert isinstance(app.screen, HistoryScreen)
        assert "starred" in words_of(app.screen.rows)
        await press(pilot, "u")
        assert library.articles.counts().starred == 0
        await press(pilot, "ctrl+r", "escape")
        assert library.articles.counts().starred == 1


# --- places and the way back


async def test_the_place_in_an_article_is_kept_and_the_way_back_and_forward(
    app: DatelineApp, library_path: Path
) -> None:
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, "enter", "j", "j", "h", "G", "enter", "j")
        talks = sentence(app)
        await press(pilot, "left_square_bracket")
        assert title(app).startswith("Convoy") and sentence(app).startswith("Drivers said")
        await press(pilot, "right_square_bracket")
        assert title(app) == "Ministers meet in Alden" and sentence(app) == talks
        await press(pilot, "right_square_bracket")
        assert "nothing further" in reader(app).footer.notice
        await press(pilot, "q")
    again = DatelineApp(library_path)
    async with again.run_test(size=WIDE) as pilot:
        await press(pilot, "enter")
        assert sentence(again).startswith("Drivers said")
    again.library.close()


async def test_turning_a_page_is_no_change_to_undo(app: DatelineApp, library: Library) -> None:
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, "s", "enter", "escape", "u")
        assert library.articles.counts().starred == 0
        assert library.articles.counts().unread == 3


async def test_findings_made_anew_leave_the_readers_word_on_the_screen(app: DatelineApp, library: Library) -> None:
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, "1", "j", "x")
        library.articles.attach(1, convoy_findings())
        await press(pilot, "f5", "2", "enter")
        assert chosen(app).startswith("AID")
        findings = library.findings.of(1)
        assert findings is not None and [actor.name for actor in findings.rejected_actors] == ["Northern Front"]


async def test_an_article_is_marked_reviewed_with_findings_left_open(app: DatelineApp, library: Library) -> None:
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, "Y")
        assert library.articles.row(1).reviewed and "✓" in words_of(reader(app).article_list)
        await press(pilot, "Y")
        assert not library.articles.row(1).reviewed
        await press(pilot, "space", "space", "Y")
        assert library.articles.row(1).reviewed and library.articles.row(2).reviewed
        await press(pilot, "u")
        assert not library.articles.row(1).reviewed and not library.articles.row(2).reviewed


async def test_the_footer_tells_what_can_be_done_with_notes(app: DatelineApp, library: Library) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "enter", "j", "m", "3")
        hints = dict(reader(app).footer.hints)
        assert hints["j/k"] == "note" and hints["d"] == "remove" and "y/x" not in hints
        await press(pilot, "1")
        assert "y/x" in dict(reader(app).footer.hints)
