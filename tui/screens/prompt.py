"""One line at the foot of the reader, with choices above it: for tags, names and other short words."""

from __future__ import annotations

from collections.abc import Callable

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widgets import Input, Static

from store.model import DatelineError
from tui.screens.overlay import Overlay
from tui.widgets.completing_input import Choices, CompletingInput, no_choices
from tui.widgets.suggestions import Suggestions


class PromptScreen(Overlay[str]):
    """Asks for a line; gives it, or None where it was closed."""

    KEYS = (("enter", "done"), ("tab", "complete"), ("↑↓", "choose"))

    def __init__(
        self,
        label: str,
        words: str = "",
        *,
        value: str = "",
        choices: Choices = no_choices,
        several: bool = False,
        closed: bool = False,
        check: Callable[[str], object] = str,
    ) -> None:
        """Ask.

        Args:
            label: what is asked for, in a word.
            words: what it is for, above the line.
            value: what stands there already.
            choices: what is offered while one types.
            several: whether commas part several answers.
            closed: whether only what is offered makes sense.
            check: raises ``DatelineError`` where the answer makes no sense; its message is shown.
        """
        super().__init__()
        self._label, self._words, self._check = label, words, check
        self._input = CompletingInput(value, choices=choices, several=several, closed=closed)

    def compose(self) -> ComposeResult:
        """Choices, the line, the keys."""
        with Vertical(id="prompt"):
            if self._words:
                yield Static(Content(self._words), id="prompt-words")
            yield Suggestions()
            with Horizontal(id="prompt-line"):
                yield Static(Content(self._label), id="prompt-label")
                yield self._input
            yield self.foot()

    def on_mount(self) -> None:
        """Write at once."""
        self._input.focus()

    @on(CompletingInput.Offered)
    def _offered(self, message: CompletingInput.Offered) -> None:
        suggestions = self.query_one(Suggestions)
        suggestions.offered, suggestions.ready = message.choices, message.ready

    @on(Input.Changed)
    def _changed(self) -> None:
        self.calm()

    @on(Input.Submitted)
    def _submitted(self, message: Input.Submitted) -> None:
        try:
            self._check(message.value)
        except DatelineError as error:
            self.complain(str(error))
        else:
            self.dismiss(message.value)
