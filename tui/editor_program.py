"""The user's own editor on a piece of text, while the reader steps aside."""

from __future__ import annotations

import os
import shlex
import subprocess
import tempfile
from pathlib import Path

from textual.app import App, SuspendNotSupported

from store.model import DatelineError


def edit_outside(app: App[None], text: str) -> str:
    """Let the user write in the program that ``VISUAL`` or ``EDITOR`` names.

    Args:
        app: the reader; it gives the terminal free and takes it back afterwards.
        text: what stands in the editor at first.

    Returns:
        What was saved there.

    Raises:
        DatelineError: no editor is named, it cannot be started or went wrong, or this terminal cannot be given free.
    """
    command = _command()
    with tempfile.TemporaryDirectory(prefix="dateline-note-") as folder:
        path = Path(folder) / "note.md"
        path.write_text(text, encoding="utf-8")
        try:
            with app.suspend():
                ended = subprocess.run([*command, str(path)], check=False)
        except SuspendNotSupported:
            raise DatelineError("this terminal cannot be given to another program: write the note here") from None
        except OSError as error:
            raise DatelineError(f"{command[0]} did not start ({error.strerror}): check EDITOR") from None
        if ended.returncode:
            raise DatelineError(f"{command[0]} ended with status {ended.returncode}: the note is as it was")
        return path.read_text(encoding="utf-8", errors="replace").rstrip("\n")


def _command() -> list[str]:
    named = os.environ.get("VISUAL") or os.environ.get("EDITOR") or ""
    try:
        command = shlex.split(named)
    except ValueError:
        raise DatelineError(f"EDITOR cannot be understood: {named}") from None
    if not command:
        raise DatelineError("no editor is named: set EDITOR, for instance to nano")
    return command
