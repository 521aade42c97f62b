"""The reader: articles on the left, the one being read in the middle, what it says on the right."""

from __future__ import annotations

from collections.abc import Mapping

from textual.binding import BindingsMap

from store.library import Library
from tui.commands import allowed, bindings
from tui.extraction_process import ExtractionProcess
from tui.screens.actions import ReaderActions
from tui.screens.correcting import Correcting
from tui.screens.feeds import FeedActions
from tui.screens.provenance import Provenance
from tui.screens.travelling import Travelling


class ReaderScreen(Provenance, FeedActions, ReaderActions, Travelling, Correcting):
    """Three panes and the commands of the registry."""

    def __init__(
        self, library: Library, process: ExtractionProcess, *, measure: int, keymap: Mapping[str, str], start: str = ""
    ) -> None:
        """Open the reader on a library.

        ``keymap`` holds the user's own keys, by command id; ``start`` is a query to open with.
        """
        super().__init__(library, process, measure=measure, keymap=keymap, start=start)
        # Textual's own keymaps know one command a key; here several share one where they work in different contexts.
        self._bindings = BindingsMap.merge([BindingsMap(bindings(keymap)), self._bindings])

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Whether the command works where the keys go now."""
        written = f"{action}({', '.join(map(repr, parameters))})" if parameters else action
        return allowed(written, self.context)
