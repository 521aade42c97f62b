"""The tag browser: every tag with how often it is used; renamed, merged and deleted here."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from rich.cells import cell_len
from textual.binding import Binding

from store.tags import TagUse, tag_name
from tui.cards import Item, counted, prose
from tui.completing import Choice
from tui.screens.listing import Listing
from tui.screens.prompt import PromptScreen
from tui.wrapping import fit

NONE_YET = "No tags yet. Press t on an article, or on several marked with space, and type region/syria for one."


class TagBrowser(Listing[str]):
    """Gives the name of the tag that ``enter`` was pressed on, whose articles are to be shown."""

    TITLE_WORDS = "Tags"
    KEYS = (("enter", "articles"), ("r", "rename"), ("m", "merge"), ("d", "delete"), ("u", "undo"))
    BINDINGS = [  # noqa: RUF012
        Binding("r", "rename", "Rename"),
        Binding("m", "merge", "Merge"),
        Binding("d,delete", "delete", "Delete"),
    ]

    def items(self, width: int) -> Sequence[Item]:
        """The tags as a tree: each below the one it is a part of, with the number of its articles and notes."""
        return [_item(use, width) for use in self.library.tags.uses()] or [prose(NONE_YET, width)]

    def action_enter(self) -> None:
        """Close with the tag's name."""
        if self.key is not None:
            self.dismiss(self.key)

    def action_rename(self) -> None:
        """Ask for the new name."""
        if (name := self.key) is not None:
            self.app.push_screen(
                PromptScreen("New name", f"#{name}, and the tags below it", value=name, check=tag_name),
                partial(self._rename, name),
            )

    def _rename(self, name: str, new: str | None) -> None:
        if new is not None and tag_name(new) != name:
            self.point(tag_name(new))
            words = f"#{name} is now #{tag_name(new)}"
            self.write(partial(self.library.tags.rename, name, new), lambda changed: f"{words} ({changed:,})")

    def action_merge(self) -> None:
        """Ask for the tag to merge this one into."""
        if (name := self.key) is not None:
            others = [Choice(use.name, str(use.articles)) for use in self.library.tags.uses() if use.name != name]
            self.app.push_screen(
                PromptScreen("Merge into", f"#{name} becomes …", choices=lambda _: others, closed=True, check=tag_name),
                partial(self._merge, name),
            )

    def _merge(self, name: str, into: str | None) -> None:
        if into is not None:
            words = f"#{name} is now part of #{tag_name(into)}"
            self.write(partial(self.library.tags.merge, [name], into), lambda changed: f"{words} ({changed:,})")

    def action_delete(self) -> None:
        """Take the tag off everything; one key undoes it."""
        if (name := self.key) is not None:
            self.write(
                partial(self.library.tags.delete, name),
                lambda changed: f"#{name} is gone from {counted(changed, 'article or note', 'articles and notes')}",
            )


def _item(use: TagUse, width: int) -> Item:
    """A tag's own last step, set in below the one above it; how many carry it, and with those below how many."""
    depth = use.name.count("/")
    count = f"{use.articles:,}" if use.articles == use.below else f"{use.articles:,} of {use.below:,}"
    if use.notes:
        count += f" · {counted(use.notes, 'note')}"
    room = width - cell_len(count) - 2 * depth - 2
    name = fit(use.name.rpartition("/")[2], room)
    gap = " " * (room + 2 - cell_len(name))
    return Item([[("  " * depth, ()), (name, ("tag",)), (gap, ()), (count, ("count",))]], use.name)
