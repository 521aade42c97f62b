"""The line in which words to find in the open article are typed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.content import Content
from textual.message import Message
from textual.reactive import reactive
from textual.widgets import Input, Static

from tui.widgets.telling_input import TellingInput


class FindInput(TellingInput):
    """The line's own keys."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "tell('cancel')", show=False),
        Binding("enter", "tell('take')", show=False),
        Binding("down", "tell('next')", show=False),
        Binding("up", "tell('previous')", show=False),
        Binding("ctrl+t", "tell('turn')", show=False),
    ]


class FindBar(Horizontal):
    """What to find in the article, as plain words or as a regular expression."""

    pattern = reactive(False)

    @dataclass
    class Wanted(Message):
        """Find this: a regular expression where ``pattern``."""

        words: str
        pattern: bool

    @dataclass
    class Walked(Message):
        """To the next match (1) or the one before (-1)."""

        by: int

    class Taken(Message):
        """The reader is done typing and goes on in the article."""

    class Cancelled(Message):
        """Nothing is to be found any more."""

    def compose(self) -> ComposeResult:
        """The sign, the line, and how many there are."""
        yield Static(Content(" find "), classes="bar-sign", id="find-sign")
        yield FindInput(id="find-words", compact=True, select_on_focus=True)
        yield Static(Content(""), id="find-status")

    @property
    def input(self) -> FindInput:
        """The line."""
        return self.query_one(FindInput)

    def open(self) -> None:
        """Take the keys."""
        self.display = True
        self.input.focus()

    def tell(self, words: str, *, failed: bool = False) -> None:
        """Say at the right edge how many there are, or what is wrong."""
        self.query_one("#find-status", Static).update(Content.assemble((words + " ", "$error" if failed else "$muted")))

    def watch_pattern(self, pattern: bool) -> None:
        """The sign says how the words are understood."""
        if self.is_mounted:
            self.query_one("#find-sign", Static).update(Content(" regex " if pattern else " find "))

    @on(Input.Changed)
    def _changed(self, event: Input.Changed) -> None:
        event.stop()
        self.post_message(self.Wanted(event.value, self.pattern))

    @on(TellingInput.Told)
    def _told(self, message: TellingInput.Told) -> None:
        message.stop()
        if message.what == "turn":
            self.pattern = not self.pattern
            self.post_message(self.Wanted(self.input.value, self.pattern))
        elif message.what in ("next", "previous"):
            self.post_message(self.Walked(1 if message.what == "next" else -1))
        else:
            self.post_message(self.Taken() if message.what == "take" else self.Cancelled())
