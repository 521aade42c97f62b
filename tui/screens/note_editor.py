"""A small editor for a note: what it is on, its words, its tags."""

from __future__ import annotations

from dataclasses import dataclass

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widgets import Input, Static, TextArea

from store.model import DatelineError
from store.tags import tag_name
from store.text import clean_text
from tui.completing import parts
from tui.editor_program import edit_outside
from tui.screens.overlay import Overlay, heading
from tui.widgets.completing_input import Choices, CompletingInput
from tui.widgets.suggestions import Suggestions


@dataclass(frozen=True, slots=True)
class Draft:
    """A note as it was written."""

    body: str
    tags: tuple[str, ...] = ()


class NoteEditor(Overlay[Draft]):
    """Gives the note, or None where it was left."""

    KEYS = (("ctrl+s", "save"), ("tab", "tags"), ("ctrl+e", "your editor"))
    BINDINGS = [  # noqa: RUF012
        Binding("ctrl+s", "save", "Save"),
        Binding("ctrl+e", "edit_outside", "Your editor", priority=True),  # the text area has it, too
    ]

    def __init__(self, about: str, quote: str, draft: Draft, tags: Choices) -> None:
        """Edit a note.

        Args:
            about: what it is on, in a few words.
            quote: the words it is anchored to, if any.
            draft: what is written already.
            tags: the tags there are.
        """
        super().__init__()
        self._about, self._quote, self._draft, self._tags = about, quote, draft, tags
        self._warned = False

    def compose(self) -> ComposeResult:
        """Heading, quote, text, tags, what is offered, keys."""
        with Vertical(classes="window", id="note"):
            yield Static(heading("Note", self._about), classes="window-title")
            if self._quote:
                yield Static(Content(f"“{' '.join(self._quote.split())}”"), id="note-quote")
            yield TextArea(self._draft.body, id="note-text", soft_wrap=True, show_line_numbers=False, compact=True)
            with Horizontal(classes="form-field"):
                yield Static(Content("Tags"), classes="form-label")
                yield CompletingInput(", ".join(self._draft.tags), choices=self._tags, several=True, most=4)
            yield Suggestions()
            yield self.foot()

    def on_mount(self) -> None:
        """Write at the end of what there is."""
        area = self.query_one(TextArea)
        area.move_cursor(area.document.end)
        area.focus()

    @on(CompletingInput.Offered)
    def _offered(self, message: CompletingInput.Offered) -> None:
        suggestions = self.query_one(Suggestions)
        suggestions.offered, suggestions.ready = message.choices, message.ready

    @on(TextArea.Changed)
    @on(Input.Changed)
    def _changed(self) -> None:
        self._warned = False
        self.calm()

    def written(self) -> Draft:
        """The note as it stands.

        Raises:
            DatelineError: a tag's name is none.
        """
        names = tuple(tag_name(part) for part in parts(self.query_one(CompletingInput).value))
        return Draft(clean_text(self.query_one(TextArea).text).strip(), names)

    @on(Input.Submitted)
    def action_save(self) -> None:
        """Close with the note."""
        try:
            draft = self.written()
        except DatelineError as error:
            self.complain(str(error))
        else:
            self.dismiss(draft)

    def action_cancel(self) -> None:
        """Leave; what was written is given up only at the second press."""
        if self._warned or self.query_one(TextArea).text.strip() == self._draft.body.strip():
            self.dismiss(None)
        else:
            self._warned = True
            self.complain("esc again gives up what you wrote · ctrl+s saves it")

    def action_edit_outside(self) -> None:
        """On in the user's own editor, once what was typed before has come in."""
        self.query_one(TextArea).call_later(self._edit_outside)

    def _edit_outside(self) -> None:
        area = self.query_one(TextArea)
        try:
            area.load_text(clean_text(edit_outside(self.app, area.text)))
            area.move_cursor(area.document.end)
        except DatelineError as error:
            self.complain(str(error))
