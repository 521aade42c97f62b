"""The help: every command with the keys it has at this moment."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from tui.commands import BindingRow

KEYS_WIDTH = 15


class HelpScreen(ModalScreen[None]):
    """Groups of keys over the reader; any of the keys that close things closes it."""

    CSS_PATH = "../styles/help.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,question_mark,q,enter", "dismiss", "Close", id="help.close"),
        Binding("j,down", "scroll(1)", "Down", id="help.down"),
        Binding("k,up", "scroll(-1)", "Up", id="help.up"),
    ]

    def __init__(self, rows: Sequence[BindingRow]) -> None:
        """Show ``rows``, grouped as they come."""
        super().__init__()
        self._rows = rows

    def compose(self) -> ComposeResult:
        """A title, the groups, and how to leave."""
        with Vertical(id="help"):
            yield Static(Content.assemble(("Dateline", "bold $accent"), ("   all keys", "$muted")), id="help-title")
            with VerticalScroll(id="help-groups", can_focus=False):
                for name, rows in groupby(self._rows, key=lambda row: row.group):
                    yield Static(Content(name), classes="help-group")
                    for row in rows:
                        yield Static(Content(f"{row.keys or '–':<{KEYS_WIDTH}}"), classes="help-keys")
                        yield Static(Content(row.explains), classes="help-words")
            yield Static(Content("esc close   j k scroll   your own keys: [keys] in the settings"), id="help-foot")

    def action_scroll(self, by: int) -> None:
        """Scroll by lines."""
        self.query_one("#help-groups").scroll_relative(y=3 * by, animate=False)
