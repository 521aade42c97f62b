"""A window with a list in it: the tags, the saved searches, the history, the rules, the reasons of an incident."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from typing import Any, TypeVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.widgets import Static

from store.library import Library
from store.model import DatelineError
from tui.cards import Item
from tui.screens.overlay import Overlay, heading
from tui.widgets.finding_list import FindingList

Result = TypeVar("Result")


class ListWindow(Overlay[Result]):
    """Keys move in the list; subclasses say what is in it and what ``enter`` does."""

    TITLE_WORDS = ""
    BINDINGS = [  # noqa: RUF012
        Binding("j,down", "move('down')", "Down"),
        Binding("k,up", "move('up')", "Up"),
        Binding("g,home", "move('top')", "Top"),
        Binding("G,end", "move('bottom')", "Bottom"),
        Binding("ctrl+d,pagedown", "move('page_down')", "Page down"),
        Binding("ctrl+u,pageup", "move('page_up')", "Page up"),
        Binding("q", "cancel", "Close"),
        Binding("enter", "enter", "Enter"),
    ]

    def compose(self) -> ComposeResult:
        """Heading, list, keys."""
        with Vertical(classes="window listing"):
            yield Static(heading(self.TITLE_WORDS, self.about()), classes="window-title")
            yield FindingList()
            yield self.foot()

    def on_mount(self) -> None:
        """Fill the list."""
        self.fill()
        self.rows.focus()

    @property
    def rows(self) -> FindingList:
        """The list."""
        return self.query_one(FindingList)

    @property
    def key(self) -> Any:
        """What the cursor is on; None in an empty list."""
        return self.rows.current.key if self.rows.current else None

    def about(self) -> str:
        """What stands beside the title."""
        return ""

    def items(self, width: int) -> Sequence[Item]:
        """What is in the list, for a width in cells; subclasses say what."""
        return ()

    def fill(self) -> None:
        """Show what there is now, and stay where one is."""
        try:
            self.rows.show(self.items, keep=True)
        except DatelineError as error:
            self.complain(str(error))

    def point(self, key: Hashable) -> None:
        """Put the cursor on what has this key."""
        self.rows.point(key)

    def action_move(self, how: str) -> None:
        """Move in the list."""
        self.rows.move(how)
        self.calm()

    def action_enter(self) -> None:
        """What ``enter`` does here."""

    @on(FindingList.Entered)
    def _entered(self) -> None:
        self.action_enter()


class Listing(ListWindow[Result]):
    """What is in the list is in a library, and can be changed there, undone and redone."""

    BINDINGS = [Binding("u", "undo", "Undo"), Binding("ctrl+r", "redo", "Redo")]  # noqa: RUF012

    def __init__(self, library: Library) -> None:
        """Show something of a library."""
        super().__init__()
        self.library = library

    def write(self, job: Callable[[], Any], words: Callable[[Any], str]) -> None:
        """Change the library in a thread, then fill the list anew and say what was done."""
        self._write(job, words)

    @work(thread=True, group="writing")
    def _write(self, job: Callable[[], Any], words: Callable[[Any], str]) -> None:
        try:
            done = words(job())
        except DatelineError as error:
            self.app.call_from_thread(self.complain, str(error))
        else:
            self.app.call_from_thread(self.fill)
            self.app.call_from_thread(self.tell, done)

    def action_undo(self) -> None:
        """Take back the latest change."""
        self.write(
            self.library.journal.undo, lambda words: f"Undone: {words}" if words else "There is nothing to undo."
        )

    def action_redo(self) -> None:
        """Bring back what was undone."""
        self.write(
            self.library.journal.redo, lambda words: f"Redone: {words}" if words else "There is nothing to redo."
        )
