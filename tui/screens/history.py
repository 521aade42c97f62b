"""The history: every change the reader made, the newest first; undone and redone from here, too."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from rich.cells import cell_len

from store.journal import Entry
from tui.cards import Item, prose
from tui.dates import short_date
from tui.screens.listing import Listing
from tui.wrapping import flow


class HistoryScreen(Listing[None]):
    """The journal; what was undone is struck through until another change takes its place."""

    TITLE_WORDS = "History"
    KEYS = (("u", "undo the newest"), ("ctrl+r", "redo"))

    def about(self) -> str:
        """What it is."""
        return "what you changed, newest first"

    def items(self, width: int) -> Sequence[Item]:
        """The entries, under the days they were made."""
        items: list[Item] = []
        day = ""
        for entry in self.library.journal.entries():
            local = datetime.fromisoformat(entry.at).astimezone()
            if (today := local.date().isoformat()) != day:
                day = today
                items += [*([Item([[]])] if items else []), Item([[(short_date(day), ("muted",))]])]
            items.append(_item(entry, f"{local:%H:%M}  ", width))
        return items or [prose("Nothing was changed yet.", width)]


def _item(entry: Entry, time: str, width: int) -> Item:
    look = "rejected" if entry.undone else "text"
    lines = flow([(entry.words, (look,))], width - cell_len(time))
    beside = [[(time, ("muted",)), *lines[0]], *([(" " * cell_len(time), ()), *line] for line in lines[1:])]
    return Item(beside, entry.id)
