"""The reader in a real terminal: a tmux server of its own."""

from __future__ import annotations

import subprocess
import time
from collections.abc import Callable
from pathlib import Path

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
