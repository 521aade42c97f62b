"""A line in a bar: keys that go elsewhere than into the text are told to the bar."""

from __future__ import annotations

from dataclasses import dataclass

from textual.message import Message
from textual.widgets import Input


class TellingInput(Input):
    """Subclasses bind keys to ``tell('…')``."""

    @dataclass
    class Told(Message):
        """One of those keys was pressed."""

        what: str

    def action_tell(self, what: str) -> None:
        """Tell the bar."""
        self.post_message(self.Told(what))
