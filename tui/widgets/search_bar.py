"""The line in which a query is typed; below it what is wrong with it, or what could come next."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from rich.cells import cell_len
from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.message import Message
from textual.timer import Timer
from textual.widgets import Input, Static

from store.model import Span
from tui.completion import Offer, put
from tui.widgets.telling_input import TellingInput
from tui.wrapping import fit

DEBOUNCE_SECONDS = 0.15
"""How long typing rests before a search begins."""


class QueryInput(TellingInput):
    """The line's own keys."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "tell('cancel')", show=False),
        Binding("enter,down", "tell('take')", show=False),
        Binding("tab", "tell('complete')", show=False),
        Binding("shift+tab", "tell('complete_back')", show=False),
        Binding("ctrl+t", "tell('turn')", show=False),
    ]


class SearchBar(Vertical):
    """A query as it is typed. It searches nothing itself: its messages say what is wanted."""

    @dataclass
    class Wanted(Message):
        """Typing rests: search for this."""

        query: str

    @dataclass
    class Offering(Message):
        """Something was typed: what could come next is wanted."""

        query: str
        cursor: int

    @dataclass
    class Taken(Message):
        """The reader is done typing."""

        query: str

    class Cancelled(Message):
        """The search is given up."""

    class Turned(Message):
        """The other order is wanted."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._timer: Timer | None = None
        self._offers: Sequence[Offer] = ()
        self._at: Span = (0, 0)
        self._next = 0

    def compose(self) -> ComposeResult:
        """The sign, the line, and the line below."""
        with Horizontal():
            yield Static(Content(" / "), classes="bar-sign")
            yield QueryInput(id="query", compact=True, select_on_focus=False)
        yield Static(Content(""), id="query-below")

    @property
    def input(self) -> QueryInput:
        """The line."""
        return self.query_one(QueryInput)

    @property
    def offers(self) -> Sequence[Offer]:
        """What is offered now."""
        return self._offers

    def open(self, query: str) -> None:
        """Take the keys, with a query to go on from."""
        self.display = True
        if self.input.value != query:
            with self.input.prevent(Input.Changed):
                self.input.value = query
        self.input.cursor_position = len(query)
        self.input.focus()
        self.post_message(self.Offering(query, len(query)))

    def close(self) -> None:
        """Go out of sight."""
        self._rest()
        self.display = False

    # --- the line below

    def show_error(self, at: Span, advice: str) -> None:
        """Point at the place in the query that is at fault and say what would be right."""
        left = 3 + cell_len(self.input.value[: at[0]]) - self.input.scroll_offset.x
        width = max(1, cell_len(self.input.value[slice(*at)]))
        room = self.size.width - 2
        pointer = " " * max(0, min(left, room - 1)) + "^" * min(width, max(1, room - left))
        words = fit(advice, room - 3)
        if cell_len(pointer) + 2 + cell_len(words) <= room:
            self._below([(pointer, "bold $error"), ("  " + words, "$error")], 1)
        else:
            self._below([(pointer, "bold $error"), ("\n   " + words, "$error")], 2)

    def show_offers(self, offers: Sequence[Offer], at: Span) -> None:
        """Show what could come next; ``at`` is the part of the query it would take the place of."""
        self._offers, self._at, self._next = offers, at, 0
        parts: list[tuple[str, str]] = [("   ", "")]
        room = self.size.width - 8
        for offer in offers:
            words = f"{offer.text}  " + (f"{offer.explains}   " if offer.explains else " ")
            if cell_len(words) > room:
                break
            room -= cell_len(words)
            parts += [(f"{offer.text}  ", "$accent"), (words[len(offer.text) + 2 :], "$muted")]
        self._below(parts if offers else [("", "")], 1)

    def _below(self, parts: Sequence[tuple[str, str]], lines: int) -> None:
        below = self.query_one("#query-below", Static)
        below.update(Content.assemble(*parts))
        below.styles.height = lines

    # --- keys

    @on(Input.Changed)
    def _changed(self, event: Input.Changed) -> None:
        event.stop()
        self._rest()
        self._timer = self.set_timer(DEBOUNCE_SECONDS, self._want)
        self.post_message(self.Offering(event.value, self.input.cursor_position))

    def _want(self) -> None:
        self._rest()
        self.post_message(self.Wanted(self.input.value))

    def _rest(self) -> None:
        if self._timer is not None:
            self._timer.stop()
            self._timer = None

    @on(TellingInput.Told)
    def _told(self, message: TellingInput.Told) -> None:
        message.stop()
        if message.what == "take":
            self._rest()
            self.post_message(self.Taken(self.input.value))
        elif message.what == "cancel":
            self._rest()
            self.post_message(self.Cancelled())
        elif message.what == "turn":
            self.post_message(self.Turned())
        elif self._offers:
            self._complete(1 if message.what == "complete" else -1)

    def _complete(self, by: int) -> None:
        """Put the next offer in the place of the last one."""
        offer = self._offers[self._next % len(self._offers)]
        value, cursor = put(self.input.value, self._at, offer)
        offers, at, following = self._offers, (self._at[0], cursor), self._next + by
        with self.input.prevent(Input.Changed):
            self.input.value = value
        self.input.cursor_position = cursor
        self._rest()
        self._timer = self.set_timer(DEBOUNCE_SECONDS, self._want)
        if len(offers) > 1:
            self._at, self._next = at, following
        else:
            self.post_message(self.Offering(value, cursor))
