"""A window of a few lines to fill in, with choices: an actor, an incident, a merge."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Input, Static

from store.model import DatelineError
from tui.screens.overlay import Overlay, heading
from tui.widgets.completing_input import Choices, CompletingInput, no_choices
from tui.widgets.suggestions import Suggestions

Filled = TypeVar("Filled")


@dataclass(frozen=True, slots=True)
class Field:
    """One line of a form: its name, the word before it, what stands in it, what is offered, and a hint on it."""

    name: str
    label: str
    value: str = ""
    choices: Choices = no_choices
    several: bool = False
    closed: bool = False
    hint: str = ""


class FormScreen(Overlay[Filled]):
    """Gives what ``read`` makes of the lines; None where it was closed."""

    KEYS = (("enter", "save"), ("tab", "complete, next"), ("↑↓", "choose"))
    BINDINGS = [Binding("ctrl+s", "save", "Save")]  # noqa: RUF012

    def __init__(
        self,
        title: str,
        words: str,
        fields: Sequence[Field],
        read: Callable[[Mapping[str, str]], Filled],
        *,
        first: str = "",
    ) -> None:
        """Show a form.

        Args:
            title: what it does.
            words: what it is about.
            fields: its lines.
            read: makes a result of the lines, by name; its ``DatelineError`` is shown and the form stays open.
            first: the name of the field to begin at.
        """
        super().__init__()
        self._title, self._words, self._fields, self._read = title, words, fields, read
        self._first = first or fields[0].name

    def compose(self) -> ComposeResult:
        """A heading, the lines, what is offered for the one being filled in, the keys."""
        with Vertical(classes="window", id="form"):
            yield Static(heading(self._title), classes="window-title")
            if self._words:
                yield Static(Content(self._words), classes="window-words")
            with VerticalScroll(id="form-fields", can_focus=False):
                for field in self._fields:
                    with Horizontal(classes="form-field"):
                        yield Static(Content(field.label), classes="form-label", id=f"label-{field.name}")
                        yield CompletingInput(
                            field.value,
                            choices=field.choices,
                            several=field.several,
                            closed=field.closed,
                            id=f"field-{field.name}",
                        )
            with Vertical(id="form-offer"):
                yield Static(id="form-hint")
                yield Suggestions()
            yield self.foot()

    def on_mount(self) -> None:
        """Begin where it was asked to."""
        self.query_one(f"#field-{self._first}", CompletingInput).focus()

    def values(self) -> dict[str, str]:
        """What stands in the lines, by name."""
        return {field.name: self.query_one(f"#field-{field.name}", CompletingInput).value for field in self._fields}

    @on(events.DescendantFocus)
    def _entered(self) -> None:
        field = next(
            (field for field in self._fields if f"field-{field.name}" == getattr(self.focused, "id", "")), None
        )
        self.query_one("#form-hint", Static).update(Content(field.hint if field else ""))
        for label in self.query(".form-label"):
            label.set_class(field is not None and label.id == f"label-{field.name}", "here")

    @on(CompletingInput.Offered)
    def _offered(self, message: CompletingInput.Offered) -> None:
        if message.input is self.focused:
            suggestions = self.query_one(Suggestions)
            suggestions.offered, suggestions.ready = message.choices, message.ready

    @on(Input.Changed)
    def _changed(self) -> None:
        self.calm()

    @on(Input.Submitted)
    def action_save(self) -> None:
        """Close with the result, or say what is wrong."""
        try:
            filled = self._read(self.values())
        except DatelineError as error:
            self.complain(str(error))
        else:
            self.dismiss(filled)
