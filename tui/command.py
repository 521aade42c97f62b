"""What a command of the reader is; ``tui.commands`` lists them all."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

LIST = "list"
BODY = "body"
SIDEBAR = "sidebar"
EMPTY = "empty"
SELECTION = "selection"
NOTES = "notes"
"""The sidebar while it shows notes: what works in the sidebar works there, but the footer has hints of its own."""
PANES = (LIST, BODY, SIDEBAR)
CONTEXTS = (*PANES, SELECTION, EMPTY)
"""Where keys can go: a pane, the body while words are being chosen in it, or the first page of an empty library."""


@dataclass(frozen=True, slots=True)
class Command:
    """One thing the reader can be told to do.

    ``id`` is stable (the user's settings name it); ``keys`` are Textual key names, comma-separated; ``words`` is what
    the palette shows; ``explains`` the help's line; ``hints`` the footer's word by pane, for the panes whose footer
    shows the command, with the key of its ``partner`` (the same thing backwards) where it has one; ``twice`` marks a
    key that is pressed two times in a row; ``only`` names the contexts where the command works, before any other that
    has its key everywhere. Empty means everywhere.
    """

    id: str
    keys: str
    action: str
    group: str
    words: str
    explains: str
    hints: Mapping[str, str] = field(default_factory=dict)
    partner: str = ""
    twice: bool = False
    only: tuple[str, ...] = ()
