"""Searches under a name: their list, their keys, and keeping the search at hand."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import ClassVar, Literal

from rich.cells import cell_len
from textual import events, on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.message import Message
from textual.screen import ModalScreen
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option

from store.library import Library
from store.model import DatelineError
from store.search.saved import SavedSearch
from store.search.shelf import Sorting, Tally
from tui.commands import shown
from tui.keymap import free_key
from tui.screens.searching import Searching
from tui.wrapping import fit

Asked = Literal["save", "rename", "key"]
_LABELS: dict[Asked, str] = {"save": " name ", "rename": " new name ", "key": " key "}
_HINTS = "enter show   a save   r rename   k key   o open with it   x remove   esc close"
WIDTH = 70


@dataclass(frozen=True, slots=True)
class Current:
    """The search at hand, to be kept."""

    query: str
    sorting: Sorting


class SavedSearchesScreen(ModalScreen[SavedSearch | None]):
    """The saved searches with how much they find; gives the one to show."""

    CSS_PATH = "../styles/searches.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q", "leave", "Close", id="searches.close"),
        Binding("a", "ask('save')", "Save", id="searches.save"),
        Binding("r", "ask('rename')", "Rename", id="searches.rename"),
        Binding("k", "ask('key')", "Key", id="searches.key"),
        Binding("o", "opens", "Open with it", id="searches.opens"),
        Binding("x,delete", "remove", "Remove", id="searches.remove"),
        Binding("j", "move('cursor_down')", "Down", id="searches.down"),
    ]

    @dataclass
    class Counted(Message):
        """How much each search finds, by its id."""

        tallies: dict[int, Tally]

    def __init__(self, library: Library, keymap: dict[str, str], current: Current | None, *, saving: bool) -> None:
        super().__init__()
        self._library, self._keymap, self._current, self._saving = library, keymap, current, saving
        self._saved: Sequence[SavedSearch] = ()
        self._tallies: dict[int, Tally] = {}
        self._asked: Asked = "save"

    def compose(self) -> ComposeResult:
        """A title, the list, a line to type in, the keys."""
        with Vertical(id="searches"):
            yield Static(Content.assemble(("Saved searches", "bold $accent")), id="searches-title")
            yield OptionList(id="searches-list", markup=False, compact=True)
            yield Static(Content(""), id="searches-words")
            yield Input(id="searches-input", compact=True)
            yield Static(Content(_HINTS), id="searches-foot")

    def on_mount(self) -> None:
        """Show them; go to the line at once where a search is to be saved."""
        self._fill()
        self.query_one(OptionList).focus()
        if self._saving:
            self.action_ask("save")

    # --- the list

    def _fill(self, at: int | None = None) -> None:
        listing = self.query_one(OptionList)
        at = listing.highlighted if at is None else at
        try:
            self._saved = self._library.searches.all()
        except DatelineError as error:
            self._say(str(error), failed=True)
            return
        listing.clear_options()
        listing.add_options([Option(self._line(one)) for one in self._saved])
        if self._saved:
            listing.highlighted = min(at or 0, len(self._saved) - 1)
        else:
            self._say("None yet. Search with / first, then ctrl+s keeps the search.")
        self._count([one for one in self._saved if one.id not in self._tallies])

    def _line(self, one: SavedSearch) -> Content:
        tally = self._tallies.get(one.id)
        right = f"{tally.unread:,} unread of {tally.total:,}" if tally else "…"
        key = shown(one.key) if one.key else ""
        name = fit(one.name, WIDTH // 2)
        gap = " " * max(1, WIDTH - 8 - max(4, cell_len(key)) - cell_len(name) - cell_len(right))
        second = fit(one.query + ("   · opens Dateline" if one.opens else ""), WIDTH - 6)
        return Content.assemble(
            (f"{key:<4}", "bold $accent"), (name, "bold"), gap, (right, "$muted"), "\n    ", (second, "$muted")
        )

    @work(thread=True, exclusive=True, group="tallies")
    def _count(self, saved: Sequence[SavedSearch]) -> None:
        tallies: dict[int, Tally] = {}
        for one in saved:
            try:
                tallies[one.id] = self._library.search.count(one.query)
            except DatelineError:
                continue  # a search of a newer Dateline: it is listed without a count, and says what is wrong when shown
        if tallies:
            self.post_message(self.Counted(tallies))

    @on(Counted)
    def _counted(self, message: Counted) -> None:
        self._tallies |= message.tallies
        listing = self.query_one(OptionList)
        for place, one in enumerate(self._saved):
            listing.replace_option_prompt_at_index(place, self._line(one))

    @property
    def _chosen(self) -> SavedSearch | None:
        at = self.query_one(OptionList).highlighted
        return self._saved[at] if at is not None and at < len(self._saved) else None

    def action_move(self, how: str) -> None:
        """Down the list."""
        getattr(self.query_one(OptionList), f"action_{how}")()

    @on(OptionList.OptionSelected)
    def _selected(self) -> None:
        self.dismiss(self._chosen)

    # --- changing

    def action_ask(self, what: Asked) -> None:
        """Open the line for a name or a key."""
        if what == "save" and self._current is None:
            self._say("There is no search to save: search with / first.", failed=True)
            return
        if what != "save" and self._chosen is None:
            return
        self._asked = what
        saved = self._chosen if what != "save" else None
        value = (saved.name if what == "rename" else shown(saved.key or "")) if saved else ""
        self._say(f"{_LABELS[what]}for “{self._current.query if what == 'save' and self._current else value}”".strip())
        line = self.query_one("#searches-input", Input)
        line.display, line.value = True, value
        line.focus()

    @on(Input.Submitted)
    def _submitted(self, message: Input.Submitted) -> None:
        try:
            self._change(message.value)
        except DatelineError as error:
            self._say(str(error), failed=True)
            return
        self._close_line()
        self._fill()

    def _change(self, value: str) -> None:
        searches, chosen = self._library.searches, self._chosen
        if self._asked == "save" and self._current is not None:
            saved = searches.save(value, self._current.query, sorting=self._current.sorting)
            self._tallies.pop(saved.id, None)
        elif self._asked == "rename" and chosen is not None:
            searches.rename(chosen.name, value)
        elif chosen is not None:
            key = free_key(value, self._keymap) if value.strip() else None
            searches.save(chosen.name, chosen.query, sorting=chosen.sorting, key=key, opens=chosen.opens)

    def action_opens(self) -> None:
        """Open Dateline with this one, or with none."""
        if (chosen := self._chosen) is not None:
            self._try(lambda: self._library.searches.set_opening(None if chosen.opens else chosen.name))

    def action_remove(self) -> None:
        """Forget this one."""
        if (chosen := self._chosen) is not None:
            self._try(lambda: self._library.searches.remove(chosen.name))
            self._say(f"Removed “{chosen.name}”; u in the reader brings it back.")

    def _try(self, change: Callable[[], object]) -> None:
        try:
            change()
        except DatelineError as error:
            self._say(str(error), failed=True)
        self._fill()

    def _close_line(self) -> None:
        self.query_one("#searches-input", Input).display = False
        self._say("")
        self.query_one(OptionList).focus()

    def action_leave(self) -> None:
        """Close the line, or else the list."""
        if self.query_one("#searches-input", Input).display:
            self._close_line()
        else:
            self.dismiss(None)

    def _say(self, words: str, *, failed: bool = False) -> None:
        line = fit(words, 3 * WIDTH)
        self.query_one("#searches-words", Static).update(Content.assemble((line, "$error" if failed else "$muted")))


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
            self.footer.tell("There is no search to save: search with / first.")

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
