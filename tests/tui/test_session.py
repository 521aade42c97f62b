"""A whole session of an analyst, by keyboard alone: in the app, and in a real terminal."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from textual import events
from textual.pilot import Pilot

from store.library import Library
from tests.tui.stories import CONVOY
from tests.tui.test_keys import WIDE, press, reader, sentence
from tests.tui.tmux import Tmux
from tui.app import DatelineApp
from tui.screens.form import FormScreen

NAMES = {" ": "space", ",": "comma", "/": "slash", "-": "minus", ".": "full_stop", "?": "question_mark"}


async def write(pilot: Pilot[None], words: str) -> None:
    """Type words."""
    await press(pilot, *(NAMES.get(character, character) for character in words))


def work_of(library: Library) -> dict[str, object]:
    """All the reader did to the first article, and what holds of its findings because of it."""
    findings = library.findings.of(1)
    assert findings is not None
    return {
        "tags": library.tags.of(1),
        "notes": [(note.exact, note.body, note.color, note.tags) for note in library.notes.on(1)],
        "actors": [(actor.name, len(actor.mentions)) for actor in findings.effective.actors],
        "rejected": [actor.name for actor in findings.rejected_actors],
        "incidents": findings.effective.incidents,
        "states": dict(findings.states),
        "journal": [(entry.words, entry.undone) for entry in library.journal.entries()],
    }


def incident(library: Library, type: str) -> list[tuple[list[str], list[str]]]:
    """Who did it to whom, for each incident of a type."""
    findings = library.findings.of(1)
    assert findings is not None
    names = {actor.id: actor.name for actor in findings.effective.actors}
    return [
        ([names[id] for id in found.agents], [names[id] for id in found.targets])
        for found in findings.effective.incidents
        if found.type == type
    ]


async def annotate(pilot: Pilot[None], app: DatelineApp) -> None:
    """Open, tag, highlight, note."""
    await press(pilot, "enter", "t")
    await write(pilot, "crime/shelling, -aid")
    await press(pilot, "enter", "j", "j", "v", "w", "w", "w", "l", "l", "m", "v", "a")
    await write(pilot, "Whose word is this?")
    await press(pilot, "ctrl+s")
    assert app.library.tags.of(1) == ("crime/shelling", "region/tarsk")
    notes = [(note.exact, note.body, note.color) for note in app.library.notes.on(1)]
    assert ("the Northern Front", "", "yellow") in notes
    assert any(body == "Whose word is this?" and str(exact).startswith("Drivers said") for exact, body, _ in notes)


async def correct(pilot: Pilot[None], app: DatelineApp) -> None:
    """Reject a false actor, merge two, correct an incident's target, add a missing incident."""
    await press(pilot, "1", "G", "k", "x")
    assert [actor.name for actor in app.library.findings.of(1).rejected_actors] == ["nine villagers"]  # type: ignore[union-attr]
    await press(pilot, "g", "g", "m")
    await write(pilot, "two g")
    await press(pilot, "enter")
    assert "two guards" not in {actor.name for actor in app.library.findings.of(1).effective.actors}  # type: ignore[union-attr]
    await press(pilot, "2", "G", "e", "tab")
    assert isinstance(app.screen, FormScreen)
    await write(pilot, "united")
    await press(pilot, "enter")
    assert incident(app.library, "COERCE") == [(["government troops"], ["United Relief"])]
    await press(pilot, "enter", "escape", "escape", "j", "i")
    assert "held the hills" in sentence(app)
    await write(pilot, "mobil")
    await press(pilot, "tab", "tab", "tab", "tab")
    await write(pilot, "north")
    await press(pilot, "enter")
    assert (["Northern Front"], []) in incident(app.library, "MOBILIZE")


async def test_a_session_by_keyboard_alone_is_there_again_after_a_restart(library_path: Path) -> None:
    app = DatelineApp(library_path)
    async with app.run_test(size=WIDE) as pilot:
        await annotate(pilot, app)
        before = work_of(app.library)
        await correct(pilot, app)
        await press(pilot, "u", "u", "u")
        assert reader(app).footer.notice.startswith("Undone: ")
        assert app.library.findings.of(1).rejected_actors  # type: ignore[union-attr]
        assert "two guards" in {name for name, _ in work_of(app.library)["actors"]}  # type: ignore[attr-defined]
        await press(pilot, "ctrl+r", "u", "u", "ctrl+r")
        there, at = work_of(app.library), sentence(app)
        await press(pilot, "q")
    app.library.close()

    again = DatelineApp(library_path)
    async with again.run_test(size=WIDE) as pilot:
        await press(pilot)
        assert work_of(again.library) == there
        assert sentence(again) == at
        assert reader(again).reading.notes  # type: ignore[union-attr]
        await press(pilot, "u")
        assert work_of(again.library)["actors"] == before["actors"]
        await press(pilot, "ctrl+r", "ctrl+r", "ctrl+r", "ctrl+r")
        assert (["Northern Front"], []) in incident(again.library, "MOBILIZE")
    again.library.close()


async def test_what_is_typed_ahead_reaches_what_it_was_meant_for(app: DatelineApp) -> None:
    """All at once, as keys come on a busy machine: through two windows, from field to field, and into the list."""
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, "enter")
        ahead(app, "t", *"crime", "enter", "2", "G", "e", "tab", "comma", *"united", "enter", "t", *"aid2", "enter")
        while "aid2" not in app.library.tags.of(1):
            await pilot.pause(0.05)
        assert app.library.tags.of(1) == ("aid", "aid2", "crime", "region/tarsk")
        assert incident(app.library, "COERCE") == [(["government troops"], ["nine villagers", "United Relief"])]


def ahead(app: DatelineApp, *keys: str) -> None:
    """Type keys without waiting for what any of them does."""
    for key in keys:
        app.post_message(events.Key(key, key if len(key) == 1 else {"comma": ","}.get(key)))


@pytest.mark.skipif(shutil.which("tmux") is None, reason="tmux is not installed")
def test_the_same_session_in_a_real_terminal(tmux: Tmux, library_path: Path) -> None:
    def keys(*keys: str, seen: str) -> None:
        for key in keys:
            tmux.run("send-keys", *(["-l", key[1:]] if key.startswith("'") else [key]))
        tmux.wait(lambda: seen in tmux.screen())

    tmux.wait(lambda: "0 of 10 reviewed" in tmux.screen())
    keys("Enter", "t", "'crime/shelling, -aid", "Enter", seen="+crime/shelling")
    keys("j", "j", "v", "w", "w", "w", "l", "l", "m", seen="Highlighted")
    keys("v", "a", "'Whose word is this?", "C-s", seen="Noted.")
    keys("1", "G", "k", "x", seen="Rejected nine villagers")
    keys("Home", "m", seen="Called")
    keys("'two g", "Enter", seen="Merged 2 actors")
    keys("2", "G", "e", seen="▸ government troops")
    keys("Tab", "'united", "Enter", seen="Corrected targets")
    keys("Enter", seen="· 1 of 1")
    keys("Escape", seen="n/N its places")
    keys("Escape", "j", "i", seen="New incident")
    keys("'mobil", "Tab", "Tab", "Tab", "Tab", seen="actors of this article")
    keys("'north", "Enter", seen="New incident MOBILIZE")
    for _ in range(3):
        keys("u", seen="Undone")
    keys("q", seen="status 0")
    with Library.open(library_path) as library:
        there = work_of(library)
        journal = library.journal.entries()
    assert [entry.undone for entry in journal[:4]] == [True, True, True, False]
    assert there["rejected"] == ["nine villagers"]
    assert there["tags"] == ("crime/shelling", "region/tarsk")
    assert any(
        note[:2] == (CONVOY.split("\n\n")[1].partition(". ")[2], "Whose word is this?") for note in there["notes"]
    )  # type: ignore[attr-defined]
