"""What all small windows over the reader share: where they stand, their last line with the keys, and a line for errors."""

from __future__ import annotations

from typing import ClassVar, TypeVar

from textual.binding import Binding
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

Result = TypeVar("Result")
Keys = tuple[tuple[str, str], ...]
"""Keys as a person writes them, each with the word on what it does."""


class Overlay(ModalScreen[Result]):
    """A window over the reader; ``escape`` closes it without a result."""

    KEYS: ClassVar[Keys] = ()
    """What the last line shows before ``esc``."""
    AUTO_FOCUS = ""
    VERTICAL_BREAKPOINTS = [(0, "-low"), (30, "-high")]  # noqa: RUF012
    BINDINGS = [Binding("escape", "cancel", "Close")]  # noqa: RUF012

    def action_cancel(self) -> None:
        """Close it; nothing is done."""
        self.dismiss(None)

    def foot(self) -> Static:
        """The last line: keys, or what is wrong with what was typed."""
        return Static(self._foot(), classes="foot")

    def complain(self, words: str) -> None:
        """Say what is wrong in the place of the keys, until something else is typed."""
        self.query_one(".foot", Static).update(Content.assemble((words, "bold $error")))

    def calm(self) -> None:
        """Show the keys again."""
        self.query_one(".foot", Static).update(self._foot())

    def tell(self, words: str) -> None:
        """Say what was done in the place of the keys."""
        self.query_one(".foot", Static).update(Content.assemble((words, "$accent")))

    def _foot(self) -> Content:
        parts = [
            part
            for key, words in (*self.KEYS, ("esc", "close"))
            for part in ((key, "bold $foreground"), (f" {words}   ", "$muted"))
        ]
        return Content.assemble(*parts)


def heading(title: str, words: str = "") -> Content:
    """The first line of a window: what it is, and what it is about."""
    return Content.assemble((title, "bold $accent"), (f"   {words}" if words else "", "$muted"))
