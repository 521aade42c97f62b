"""What only a real terminal shows: the first frame, the clipboard, and that nothing is left behind."""

from __future__ import annotations

import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

pytestmark = pytest.mark.skipif(shutil.which("tmux") is None, reason="tmux is not installed")

PATIENCE = 20.0
"""Seconds a busy machine may take; the screen is looked at until then."""


class Tmux:
    """A tmux server of its own, with one window."""

    def __init__(self, socket: Path) -> None:
        self._socket = socket

    def run(self, *arguments: str) -> str:
        """A tmux command's output."""
        command = ["tmux", "-S", str(self._socket), "-f", "/dev/null", *arguments]
        return subprocess.run(command, capture_output=True, text=True, check=False).stdout

    def screen(self) -> str:
        """The window's text."""
        return self.run("capture-pane", "-p")

    def wait(self, seen: Callable[[], bool]) -> None:
        """Look until something is seen."""
        end = time.monotonic() + PATIENCE
        while not seen():
            assert time.monotonic() < end, self.screen()
            time.sleep(0.1)


@pytest.fixture
def tmux(tmp_path: Path, library_path: Path) -> Iterator[Tmux]:
    """The reader in a window of 120 by 36, its settings out of the way."""
    tmux = Tmux(tmp_path / "tmux")
    program = f"from pathlib import Path; from tui.app import run_reader; run_reader(Path({str(library_path)!r}))"
    config = f"DATELINE_CONFIG={tmp_path / 'none.toml'}"
    shell = f'env -u COLUMNS -u LINES {config} {sys.executable} -c "{program}"; echo status $?; sleep 60'
    tmux.run("new-session", "-d", "-x", "120", "-y", "36", shell)
    tmux.run("set", "-g", "set-clipboard", "on")
    yield tmux
    tmux.run("kill-server")


def test_the_first_frame_shows_the_article_and_c_copies_through_the_terminal(tmux: Tmux) -> None:
    tmux.wait(lambda: "Convoy reaches Tarsk" in tmux.screen() and "¹Actors 5" in tmux.screen())
    tmux.run("send-keys", "Enter", "j", "c")
    tmux.wait(lambda: "United Relief convoy reached the town" in tmux.run("show-buffer"))
    assert tmux.run("show-buffer") == (
        "A United Relief convoy reached the town of Tarsk on Monday, the first since the fighting began."
    )
    tmux.run("send-keys", "q")
    tmux.wait(lambda: "status 0" in tmux.screen())
