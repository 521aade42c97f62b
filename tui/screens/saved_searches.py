"""Searches under a name: their list, their keys, and keeping the search at hand."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from rich.cells import cell_len
from textual import events, on, work
from textual.binding import Binding
from textual.message import Message
from textual.widgets import Input

from store.library import Library
from store.model import DatelineError
from store.search.saved import SavedSearch, search_name
from store.search.shelf import Sorting, Tally
from tui.cards import Item, prose
from tui.commands import shown
from tui.keymap import free_key
from tui.screens.listing import Listing
from tui.screens.prompt import PromptScreen
from tui.screens.searching import Searching
from tui.wrapping import fit

NONE_YET = "None yet. Search with / first, then ctrl+s keeps the search under a name."
NO_SEARCH = "There is no search to save: search with / first."
KEY_ROOM = 4
"""Cells before a name, for the key that shows the search."""


@dataclass(frozen=True, slots=True)
class Current:
    """The search at hand, to be kept."""

    query: str
    sorting: Sorting


class SavedSearchesScreen(Listing[SavedSearch]):
    """The saved searches with how much they find; gives the one to show."""

    TITLE_WORDS = "Saved searches"
    KEYS = (
        ("enter", "show"), ("a", "save"), ("r", "rename"), ("K", "key"), ("o", "open with"), ("d", "remove"),
        ("u", "undo"),
    )  # fmt: skip
    BINDINGS = [  # noqa: RUF012
        Binding("a", "save", "Save"),
        Binding("r", "rename", "Rename"),
        Binding("K", "set_key", "Key"),
        Binding("o", "opens", "Open with it"),
        Binding("d,x,delete", "remove", "Remove"),
    ]

    @dataclass
    class Counted(Message):
        """How much searches find, by their queries."""

        tallies: dict[str, Tally]

    def __init__(self, library: Library, keymap: dict[str, str], current: Current | None, *, saving: bool) -> None:
        """Show a library's saved searches; with ``saving`` ask at once for the name of the search at hand."""
        super().__init__(library)
        self._keymap, self._current, self._saving = keymap, current, saving
        self._saved: dict[int, SavedSearch] = {}
        self._tallies: dict[str, Tally] = {}

    def on_mount(self) -> None:
        """Ask for the name where a search is to be saved."""
        if self._saving:
            self.action_save()

    def items(self, width: int) -> Sequence[Item]:
        """Key, name and count of each, and its query below."""
        self._saved = {one.id: one for one in self.library.searches.all()}
        return [self._item(one, width) for one in self._saved.values()] or [prose(NONE_YET, width)]

    def _item(self, one: SavedSearch, width: int) -> Item:
        tally = self._tallies.get(one.query)
        count = f"{tally.unread:,} unread of {tally.total:,}" if tally else "…"
        key = fit(shown(one.key) if one.key else "", KEY_ROOM - 1).ljust(KEY_ROOM)
        name = fit(one.name, max(8, width - cell_len(key) - cell_len(count) - 2))
        gap = " " * max(1, width - cell_len(key) - cell_len(name) - cell_len(count))
        first = [(key, ("accent",)), (name, ("strong",)), (gap, ()), (count, ("count",))]
        query = fit(one.query + ("   · opens Dateline" if one.opens else ""), max(8, width - KEY_ROOM))
        return Item([first, [(" " * KEY_ROOM, ()), (query, ("muted",))], []], one.id)

    def fill(self) -> None:
        """Show what there is now, and count what was not counted yet."""
        super().fill()
        self._count([one.query for one in self._saved.values() if one.query not in self._tallies])

    @work(thread=True, exclusive=True, group="tallies")
    def _count(self, queries: Sequence[str]) -> None:
        tallies: dict[str, Tally] = {}
        for query in queries:
            try:
                tallies[query] = self.library.search.count(query)
            except DatelineError:
                continue  # a search of a newer Dateline: it is listed without a count, and says what is wrong when shown
        if tallies:
            self.post_message(self.Counted(tallies))

    @on(Counted)
    def _counted(self, message: Counted) -> None:
        self._tallies |= message.tallies
        super().fill()

    @property
    def _chosen(self) -> SavedSearch | None:
        return self._saved.get(self.key)

    def action_enter(self) -> None:
        """Show what it finds."""
        if self._chosen is not None:
            self.dismiss(self._chosen)

    # --- changing

    def action_save(self) -> None:
        """Ask for a name for the search at hand."""
        if (current := self._current) is None:
            self.complain(NO_SEARCH)
        else:
            prompt = PromptScreen("Name", f"for the search {current.query}", check=search_name)
            self.app.push_screen(prompt, partial(self._save, current))

    def _save(self, current: Current, name: str | None) -> None:
        if name is not None:
            job = partial(self.library.searches.save, name, current.query, sorting=current.sorting)
            self.write(job, lambda saved: f"Saved “{saved.name}”.")

    def action_rename(self) -> None:
        """Ask for another name."""
        if (chosen := self._chosen) is not None:
            prompt = PromptScreen("New name", f"for “{chosen.name}”", value=chosen.name, check=search_name)
            self.app.push_screen(prompt, partial(self._rename, chosen))

    def _rename(self, chosen: SavedSearch, name: str | None) -> None:
        if name is not None:
            job = partial(self.library.searches.rename, chosen.name, name)
            self.write(job, lambda _: f"“{chosen.name}” is “{search_name(name)}” now.")

    def action_set_key(self) -> None:
        """Ask for the key of the reader that shows it."""
        if (chosen := self._chosen) is not None:
            words = f"one key of the reader that shows “{chosen.name}”; empty for none"
            value = shown(chosen.key) if chosen.key else ""
            self.app.push_screen(
                PromptScreen("Key", words, value=value, check=self._free), partial(self._take_key, chosen)
            )

    def _free(self, typed: str) -> str | None:
        return free_key(typed, self._keymap) if typed.strip() else None

    def _take_key(self, chosen: SavedSearch, typed: str | None) -> None:
        if typed is not None:
            key = self._free(typed)
            job = partial(
                self.library.searches.save, chosen.name, chosen.query,
                sorting=chosen.sorting, key=key, opens=chosen.opens,
            )  # fmt: skip
            self.write(job, lambda saved: f"{shown(key)} shows “{saved.name}”." if key else "It has no key now.")

    def action_opens(self) -> None:
        """Open Dateline with this one, or with none."""
        if (chosen := self._chosen) is not None:
            job = partial(self.library.searches.set_opening, None if chosen.opens else chosen.name)
            opens = "all articles" if chosen.opens else f"“{chosen.name}”"
            self.write(job, lambda _: f"Dateline opens with {opens}.")

    def action_remove(self) -> None:
        """Forget this one."""
        if (chosen := self._chosen) is not None:
            self.write(partial(self.library.searches.remove, chosen.name), lambda _: f"Removed “{chosen.name}”.")


class SavedSearching(Searching):
    """The reader's way to the saved searches: a list, and a key for each that has one."""

    def action_saved_searches(self) -> None:
        """Their list."""
        self._open_searches(saving=False)

    def action_save_search(self) -> None:
        """Keep the search at hand under a name."""
        if self._typed:
            self._open_searches(saving=True)
        else:
            self.footer.tell(NO_SEARCH)

    def _open_searches(self, *, saving: bool) -> None:
        current = Current(self._typed, self.sorting) if self._typed else None
        screen = SavedSearchesScreen(self.library, self.keymap, current, saving=saving)
        self.app.push_screen(screen, self._show_saved)

    def _show_saved(self, saved: SavedSearch | None) -> None:
        if saved is not None:
            self.show_search(saved)

    def show_search(self, saved: SavedSearch) -> None:
        """Show what a saved search finds."""
        self.close_search_bar()
        self.sorting = saved.sorting
        self.search_for(saved.query, "saved")
        self.footer.tell(saved.name)

    def on_key(self, event: events.Key) -> None:
        """The key of a saved search shows it."""
        if isinstance(self.focused, Input):
            return
        for saved in self.saved_searches():
            if saved.key == event.key:
                event.stop()
                self.show_search(saved)
                return

    def saved_searches(self) -> Sequence[SavedSearch]:
        """All of them; none where the library cannot be read."""
        with self.telling_errors():
            return self.library.searches.all()
        return ()
