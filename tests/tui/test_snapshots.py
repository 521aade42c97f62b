"""How the screens look, as SVG kept beside the tests: `pytest --snapshot-update` after a change that was looked at."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tui.app import DatelineApp
from tui.settings import Settings

Snap = Callable[..., bool]
WIDE = (120, 36)
SCREENS = {
    "reader_wide": (WIDE, ["enter", "j", "j"], "dateline-dark"),
    "reader_at_80": ((80, 24), ["enter", "j"], "dateline-dark"),
    "sidebar_over_the_body_at_80": ((80, 24), ["2", "j"], "dateline-dark"),
    "list_over_the_body_at_60": ((60, 24), [], "dateline-dark"),
    "actor_chosen": (WIDE, ["1", "j", "enter", "n"], "dateline-dark"),
    "incident_chosen": (WIDE, ["2", "j", "enter"], "dateline-dark"),
    "help": (WIDE, ["question_mark"], "dateline-dark"),
    "light": (WIDE, ["enter", "j", "j"], "dateline-light"),
    "zen": (WIDE, ["z", "j"], "dateline-light"),
    "title_of_300_characters": (WIDE, ["j"], "dateline-dark"),
    "arabic": (WIDE, ["j", "j", "enter", "j"], "dateline-dark"),
}
OVERLAPPING = [
    *("enter", "j", "j", "m", "v", "w", "w", "w", "l", "l", "M", "3", "v", "o", "h", "h", "h", "h", "M", "4"),
    *("j", "j", "v", "w", "w", "M", "5", "3"),
]
PEN = {
    "tag_prompt": (WIDE, ["j", "t", "r"], "dateline-dark"),
    "tag_browser": (WIDE, ["T", "j"], "dateline-dark"),
    "articles_marked": (WIDE, ["space", "space"], "dateline-light"),
    "words_chosen_at_80": ((80, 24), ["enter", "j", "v", "w", "l", "l"], "dateline-dark"),
    "colours": ((80, 24), ["enter", "j", "M"], "dateline-dark"),
    "overlapping_highlights": (WIDE, OVERLAPPING, "dateline-dark"),
    "overlapping_highlights_light_at_80": ((80, 24), OVERLAPPING[:-1], "dateline-light"),
    "note_editor": (WIDE, ["enter", "j", "a", "W", "h", "o", "tab", "a", "i"], "dateline-dark"),
    "actor_form": (WIDE, ["1", "j", "e", "tab"], "dateline-light"),
    "merge": (WIDE, ["1", "j", "m", "t", "w", "o"], "dateline-dark"),
    "incident_form": (WIDE, ["2", "j", "e", "tab", "down"], "dateline-dark"),
    "incident_form_at_80": ((80, 24), ["2", "j", "e"], "dateline-light"),
    "mistake_in_a_form": (WIDE, ["2", "j", "e", "x", "y", "z", "enter"], "dateline-dark"),
    "mentions": ((80, 24), ["1", "j", "S", "space"], "dateline-dark"),
    "verdicts": (WIDE, ["1", "y", "j", "x", "y"], "dateline-dark"),
    "no_rules": ((80, 24), ["L"], "dateline-dark"),
}
SCREENS |= PEN


@pytest.mark.parametrize("name", SCREENS)
def test_screen(name: str, library_path: Path, snap_compare: Snap) -> None:
    size, keys, theme = SCREENS[name]
    app = DatelineApp(library_path, settings=Settings(theme=theme))
    assert snap_compare(app, press=keys, terminal_size=size)
    app.library.close()


def test_empty_library(tmp_path: Path, snap_compare: Snap) -> None:
    app = DatelineApp(tmp_path / "empty.db")
    assert snap_compare(app, terminal_size=(80, 24))
    app.library.close()


def test_without_colour(library_path: Path, snap_compare: Snap, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    app = DatelineApp(library_path)
    assert snap_compare(app, press=["enter", "j", "j", "m", "2"], terminal_size=WIDE)
    app.library.close()
