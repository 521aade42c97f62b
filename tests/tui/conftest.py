"""A library on disk for every test, and no animations."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from pathlib import Path

os.environ["TEXTUAL_ANIMATIONS"] = "none"
os.environ.pop("NO_COLOR", None)

import pytest

from tests.tui.stories import build_library
from tests.tui.tmux import Tmux
from tui.app import DatelineApp


@pytest.fixture
def library_path(tmp_path: Path) -> Path:
    """A library of four articles."""
    path = tmp_path / "stories.db"
    build_library(path)
    return path


@pytest.fixture
def app(library_path: Path) -> Iterator[DatelineApp]:
    """The reader on that library."""
    app = DatelineApp(library_path)
    yield app
    app.findings_process.close()
    app.library.close()


@pytest.fixture
def tmux(tmp_path: Path, library_path: Path) -> Iterator[Tmux]:
    """The reader in a window of 120 by 36, its settings out of the way, with an editor that adds a few words."""
    tmux = Tmux(tmp_path / "tmux")
    program = f"from pathlib import Path; from tui.app import run_reader; run_reader(Path({str(library_path)!r}))"
    editor = tmp_path / "editor"
    editor.write_text('#!/bin/sh\necho " and from outside" >> "$1"\n')
    editor.chmod(0o755)
    config = f"DATELINE_CONFIG={tmp_path / 'none.toml'} EDITOR={editor}"
    shell = f'env -u COLUMNS -u LINES -u VISUAL {config} {sys.executable} -c "{program}"; echo status $?; sleep 60'
    tmux.run("new-session", "-d", "-x", "120", "-y", "36", shell)
    tmux.run("set", "-g", "set-clipboard", "on")
    yield tmux
    tmux.run("kill-server")
