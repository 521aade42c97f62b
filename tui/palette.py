"""The command palette: every command of the registry by its words, and every theme."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterator
from functools import partial

from textual.command import DiscoveryHit, Hit, Hits, Provider

from store.search.saved import SavedSearch
from tui.commands import COMMANDS, allowed, shown
from tui.screens.reader_base import ReaderBase
from tui.screens.saved_searches import SavedSearching

Entry = tuple[str, str, Callable[[], Awaitable[object]]]


class DatelineCommands(Provider):
    """Offers what the reader can do at this place; the palette itself is left out."""

    def _entries(self) -> Iterator[Entry]:
        keymap = self._keymap()
        for command in COMMANDS:
            if command.id != "palette" and self._works(command.action):
                keys = shown(keymap.get(command.id, command.keys), twice=command.twice)
                yield command.words, keys or command.explains, partial(self.screen.run_action, command.action)
        if isinstance(self.screen, SavedSearching):
            for saved in self.screen.saved_searches():
                key = shown(saved.key) if saved.key else saved.query
                yield f"Search: {saved.name}", key, partial(self._show_search, saved)
        for name in sorted(self.app.available_themes, key=lambda name: (not name.startswith("dateline"), name)):
            yield f"Theme: {name}", "change the colours", partial(self._take_theme, name)

    def _works(self, action: str) -> bool:
        """Whether the command does anything where the keys went before the palette opened."""
        return not isinstance(self.screen, ReaderBase) or allowed(action, self.screen.context)

    def _keymap(self) -> dict[str, str]:
        """The keys there are now: those of the screen under the palette."""
        return self.screen.keymap if isinstance(self.screen, ReaderBase) else {}

    async def _take_theme(self, name: str) -> None:
        self.app.theme = name

    async def _show_search(self, saved: SavedSearch) -> None:
        if isinstance(self.screen, SavedSearching):
            self.screen.show_search(saved)

    async def discover(self) -> Hits:
        """What stands there before anything is typed."""
        for words, explains, run in self._entries():
            yield DiscoveryHit(words, run, help=explains)

    async def search(self, query: str) -> Hits:
        """What fits the words typed."""
        matcher = self.matcher(query)
        for words, explains, run in self._entries():
            score = matcher.match(words)
            if score > 0:
                yield Hit(score, matcher.highlight(words), run, help=explains)
