"""A line to type in, with choices: of one thing or of several parted by commas."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.message import Message
from textual.widgets import Input

from tui.completing import Choice, exact, fitting, part_at, put

Choices = Callable[[str], Sequence[Choice]]
"""Everything there is to choose from, given the part being written (which may begin with a minus sign)."""


def no_choices(part: str) -> Sequence[Choice]:
    """For a line where anything may be typed."""
    return ()


class CompletingInput(Input):
    """Arrows go through the choices, tab takes one, enter is done.

    With ``closed`` only choices make sense, so enter takes the one that is ready, too.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down,ctrl+n", "pick(1)", "Next choice", show=False),
        Binding("up,ctrl+p", "pick(-1)", "Previous choice", show=False),
        Binding("tab", "take", "Take the choice", show=False),
    ]

    @dataclass
    class Offered(Message):
        """What fits now, and which of it is ready to be taken (-1 for none)."""

        input: CompletingInput
        choices: Sequence[Choice]
        ready: int

    def __init__(
        self,
        value: str = "",
        *,
        choices: Choices = no_choices,
        several: bool = False,
        closed: bool = False,
        most: int = 6,
        id: str | None = None,
    ) -> None:
        self._choices, self._several, self._only_choices, self._most = choices, several, closed, most
        self._offered: Sequence[Choice] = ()
        self._ready = -1
        self._picked = False
        self._given = value
        super().__init__(value, id=id, compact=True, select_on_focus=False)

    def on_focus(self) -> None:
        """Offer as soon as one comes here."""
        self.offer()

    def on_input_changed(self, event: Input.Changed) -> None:
        """Offer what fits now."""
        if self.has_focus:
            self.offer()

    def watch_selection(self) -> None:
        """Another part may be under the cursor."""
        if self.has_focus and self._several:
            self.offer()

    @property
    def part(self) -> str:
        """What is being written."""
        start, end = part_at(self.value, self.cursor_position, several=self._several)
        return self.value[start:end]

    def offer(self) -> None:
        """Find what fits the part being written; the best is ready to be taken once something was typed.

        Where only choices make sense and one is there in full, the others are offered after it, to change it.
        """
        part = self.part
        minus, typed = ("-", part[1:]) if part.startswith("-") else ("", part)
        everything = self._choices(part)
        whole = exact(typed, everything)
        if whole is None:
            offered = fitting(typed, everything, self._most)
        elif self._only_choices:
            offered = [whole, *(choice for choice in everything if choice != whole)][: self._most]
        else:
            offered = []
        self._offered = [_signed(choice, minus) for choice in offered]
        begun = whole is not None or self.value != self._given
        self._ready = 0 if typed and offered and begun else -1
        self._picked = False
        self.post_message(self.Offered(self, self._offered, self._ready))

    def action_pick(self, by: int) -> None:
        """To the next choice or the one before."""
        if self._offered:
            at = self._ready if self._ready >= 0 or by > 0 else 0
            self._ready = (at + by) % len(self._offered)
            self._picked = True
            self.post_message(self.Offered(self, self._offered, self._ready))

    def action_take(self) -> None:
        """Put the choice in that is ready; where none is, on to the next field."""
        if not self._put_choice():
            self.screen.focus_next()

    def _put_choice(self) -> bool:
        if not 0 <= self._ready < len(self._offered) or self.part == self._offered[self._ready].text:
            return False
        span = part_at(self.value, self.cursor_position, several=self._several)
        self.value, cursor = put(self.value, span, self._offered[self._ready].text, several=self._several)
        self.cursor_position = cursor
        self.offer()
        return True

    async def action_submit(self) -> None:
        """Enter: what the arrows chose is taken first."""
        if self._picked or (self._only_choices and self.part):
            self._put_choice()
        await super().action_submit()

    def on_blur(self, event: events.Blur) -> None:
        """Nothing is offered where one does not type."""
        self.post_message(self.Offered(self, (), -1))


def _signed(choice: Choice, minus: str) -> Choice:
    return Choice(minus + choice.text, choice.hint, choice.style) if minus else choice
