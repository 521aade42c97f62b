"""The help: every command with the keys it has at this moment."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from tui.commands import BindingRow


class HelpScreen(ModalScreen[None]):
    """Groups of keys over the reader; any of the keys that close things closes it."""

    CSS_PATH = "../styles/help.tcss"
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (116, "-wide")]  # noqa: RUF012
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
                for half in self._halves():
                    with Vertical(classes="help-column"):
                        for row in half:
                            yield from _widgets(row)
            yield Static(Content("esc close   j k scroll   your own keys: [keys] in the settings"), id="help-foot")

    def _halves(self) -> tuple[list[BindingRow | str], list[BindingRow | str]]:
        """Two columns of about the same length, each group whole: its name, then its rows."""
        left: list[BindingRow | str] = []
        right: list[BindingRow | str] = []
        order = list(dict.fromkeys(row.group for row in self._rows))
        for name, rows in groupby(
            sorted(self._rows, key=lambda row: order.index(row.group)), key=lambda row: row.group
        ):
            column = left if len(left) < len(self._rows) // 2 else right
            column += [name, *rows]
        return left, right

    def action_scroll(self, by: int) -> None:
        """Scroll by lines."""
        self.query_one("#help-groups").scroll_relative(y=3 * by, animate=False)


def _widgets(row: BindingRow | str) -> Iterator[Static]:
    if isinstance(row, str):
        yield Static(Content(row), classes="help-group")
    else:
        yield Static(Content(row.keys or "–"), classes="help-keys")
        yield Static(Content(row.explains), classes="help-words")
