"""Why an incident says what it says: its reasons in a window over the reader, each one key from its sentence."""

from __future__ import annotations

from collections.abc import Sequence

from textual.binding import Binding

from store.model import Extraction, Incident
from tui.cards import Item
from tui.reasons import headline, told
from tui.screens.listing import ListWindow

_WIDEST = 200
"""Cells of the heading before the window cuts it."""


class WhyScreen(ListWindow[int]):
    """The reasons of one incident; the result is the sentence to go to, or None."""

    TITLE_WORDS = "Why"
    KEYS = (("enter", "show in the text"), ("j/k", "move"))
    BINDINGS = [Binding("w", "cancel", "Close")]  # noqa: RUF012

    def __init__(self, text: str, extraction: Extraction, incident: Incident) -> None:
        """Explain ``incident``, which is one of the ``extraction`` made from ``text``."""
        super().__init__()
        self._text, self._extraction, self._incident = text, extraction, incident

    def about(self) -> str:
        """What is explained."""
        return headline(self._extraction, self._incident, _WIDEST)

    def items(self, width: int) -> Sequence[Item]:
        """A reason for each slot."""
        found = told(self._text, self._extraction, self._incident, width)
        return [Item(because.lines, because.sentence) for because in found]

    def action_enter(self) -> None:
        """Go to the sentence of the reason under the cursor."""
        if isinstance(self.key, int):
            self.dismiss(self.key)
