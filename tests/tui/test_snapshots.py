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
    assert snap_compare(app, press=["enter", "j", "j", "2"], terminal_size=WIDE)
    app.library.close()
