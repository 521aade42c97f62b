"""What cleaning took out of an article, one under the other, to be put back."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from textual.binding import Binding

from store.intake.edits import placed
from store.intake.restoring import can_be_taken_back
from store.library import Library
from store.model import Edit
from store.putting_back import put_back
from store.text import clean_line
from tui.cards import Item, Piece, prose
from tui.screens.listing import Listing
from tui.wrapping import fit_lines

NONE = "Cleaning took nothing out of this article."
MOST_LINES, MOST_CHARACTERS = 6, 2000
"""How much is shown of what one edit took out; `dateline show ID --edits` prints all of it."""


class CleaningScreen(Listing[int]):
    """Gives the character of the text to go to, where ``enter`` was pressed on an edit."""

    TITLE_WORDS = "Cleaning"
    KEYS = (("enter", "show where"), ("space", "mark"), ("p", "put back"), ("u", "undo"))
    BINDINGS = [  # noqa: RUF012
        Binding("space", "mark", "Mark"),
        Binding("p,d", "put_back", "Put back"),
    ]

    def __init__(self, library: Library, article_id: int) -> None:
        """Show the edits of the text that is read."""
        super().__init__(library)
        self._article_id = article_id
        self._marked: set[int] = set()

    def about(self) -> str:
        """What it is."""
        return "what was taken out of the text, and by which rule"

    def items(self, width: int) -> Sequence[Item]:
        """Each edit that can be taken back."""
        made = enumerate(self.library.articles.edits(self._article_id))
        return [_item(number, edit, width) for number, edit in made if can_be_taken_back(edit)] or [prose(NONE, width)]

    def action_enter(self) -> None:
        """Go to where it stood."""
        if self.key is not None:
            self.dismiss(placed(self.library.articles.edits(self._article_id))[self.key][1])

    def action_mark(self) -> None:
        """Mark the edit, or take its mark away."""
        if self.key is not None:
            self._marked ^= {self.key}
            self.rows.mark(self._marked)
            self.rows.move("down")

    def action_put_back(self) -> None:
        """Put back what the edits marked, or the one under the cursor, took out."""
        chosen = sorted(self._marked) or ([self.key] if self.key is not None else [])
        if chosen:
            self._marked = set()
            self.rows.mark(self._marked)
            self.write(partial(put_back, self.library, self._article_id, chosen), lambda _: "Put back; u undoes it.")


def _item(number: int, edit: Edit, width: int) -> Item:
    """The rule, and what it took out."""
    removed = clean_line(edit.removed[:MOST_CHARACTERS]) or "a space between glued sentences"
    lines: list[list[Piece]] = [[(line, ("text",))] for line in fit_lines(removed, width, MOST_LINES)]
    return Item([[(clean_line(edit.rule), ("accent",))], *lines, []], number)
