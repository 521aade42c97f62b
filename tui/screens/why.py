"""Why an incident says what it says: its reasons in a window over the reader, each one key from its sentence."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from store.model import Extraction, Incident
from tui.cards import Item
from tui.reasons import headline, told
from tui.widgets.finding_list import FindingList

_WIDEST = 200
"""Cells of the heading before the window cuts it."""


class WhyScreen(ModalScreen[int | None]):
    """The reasons of one incident; the result is the sentence to go to, or None."""

    CSS_PATH = "../styles/why.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q,w", "dismiss", "Close", id="why.close"),
        Binding("enter", "enter", "Show in the text", id="why.enter"),
        Binding("j,down", "move('down')", "Down", id="why.down"),
        Binding("k,up", "move('up')", "Up", id="why.up"),
        Binding("g,home", "move('top')", "Top", id="why.top"),
        Binding("G,end", "move('bottom')", "Bottom", id="why.bottom"),
        Binding("ctrl+d,pagedown,space", "move('page_down')", "Page down", id="why.page_down"),
        Binding("ctrl+u,pageup", "move('page_up')", "Page up", id="why.page_up"),
    ]

    def __init__(self, text: str, extraction: Extraction, incident: Incident) -> None:
        """Explain ``incident``, which is one of the ``extraction`` made from ``text``."""
        super().__init__()
        self._text, self._extraction, self._incident = text, extraction, incident

    def compose(self) -> ComposeResult:
        """What is explained, the reasons, and how to leave."""
        with Vertical(id="why"):
            title = headline(self._extraction, self._incident, _WIDEST)
            yield Static(Content.assemble(("Why", "bold $accent"), (f"   {title}", "bold")), id="why-title")
            yield FindingList(id="reasons")
            yield Static(Content("enter show in the text   j k move   esc close"), id="why-foot")

    def on_mount(self) -> None:
        """Fill the list."""
        self.reasons.show(self._items)
        self.reasons.focus()

    @property
    def reasons(self) -> FindingList:
        """The list of reasons."""
        return self.query_one("#reasons", FindingList)

    def _items(self, width: int) -> Sequence[Item]:
        found = told(self._text, self._extraction, self._incident, width)
        return [Item(because.lines, because.sentence) for because in found]

    def action_move(self, how: str) -> None:
        """From reason to reason."""
        self.reasons.move(how)

    def action_enter(self) -> None:
        """Go to the sentence of the reason under the cursor."""
        sentence = self.reasons.current.key if self.reasons.current else None
        if isinstance(sentence, int):
            self.dismiss(sentence)

    @on(FindingList.Entered)
    def _entered(self) -> None:
        self.action_enter()
