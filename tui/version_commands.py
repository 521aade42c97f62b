"""``dateline put-back`` and ``dateline choose-version``: which text of an article is read."""

from __future__ import annotations

import argparse

from store import putting_back
from store.library import Library
from store.model import DatelineError
from tui.cards import counted
from tui.cli import say
from tui.locations import library_path


def put_back(options: argparse.Namespace) -> int:
    """Put back what cleaning took out of an article.

    Raises:
        DatelineError: there is no library, no such article, or no such edit.
    """
    numbers = sorted({number - 1 for number in options.edits})
    with _open(options) as library:
        version = putting_back.put_back(library, options.id, numbers)
    edits = counted(len(numbers), "edit")
    say(f"article {options.id}: {edits} taken back, version {version} is read now; `dateline undo` undoes it")
    return 0


def choose_version(options: argparse.Namespace) -> int:
    """Read another version from now on.

    Raises:
        DatelineError: there is no library, no such article, or no such version.
    """
    with _open(options) as library:
        library.chosen_versions.read(options.id, options.version)
    say(f"article {options.id}: version {options.version} is read now")
    return 0


def _open(options: argparse.Namespace) -> Library:
    path = library_path(options.db)
    if not path.exists():
        raise DatelineError(f"there is no library at {path}: `dateline add` makes one")
    return Library.open(path)
