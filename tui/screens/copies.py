"""The near-duplicates of an article, to go to one of them."""

from __future__ import annotations

from collections.abc import Sequence

from store.copies import Copy
from store.library import Library
from tui.cards import Item, prose
from tui.dates import short_date
from tui.screens.listing import Listing
from tui.wrapping import flow


class CopiesScreen(Listing[int]):
    """Gives the article to go to."""

    TITLE_WORDS = "Near-duplicates"
    KEYS = (("enter", "go there"),)

    def __init__(self, library: Library, article_id: int) -> None:
        """Show the near-duplicates of an article."""
        super().__init__(library)
        self._article_id = article_id

    def about(self) -> str:
        """What they are."""
        return "the same text, elsewhere"

    def items(self, width: int) -> Sequence[Item]:
        """The likest first."""
        copies = self.library.copies.of(self._article_id)
        return [_item(copy, width) for copy in copies] or [
            prose("This text stands nowhere else in the library.", width)
        ]

    def action_enter(self) -> None:
        """Go to the one under the cursor."""
        if self.key is not None:
            self.dismiss(self.key)


def _item(copy: Copy, width: int) -> Item:
    day = short_date(copy.published) if copy.published else ""
    facts = " · ".join(part for part in (copy.source or "", day, f"{copy.likeness:.0%} alike") if part)
    return Item([*flow([(copy.title, ("text",))], width), *flow([(facts, ("muted",))], width), []], copy.id)
