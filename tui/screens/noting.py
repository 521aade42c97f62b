"""Words chosen in the text, highlighted and written on; notes on articles and findings."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from store.model import Note, Span
from store.text import clean_line
from tui.command import BODY, SELECTION, SIDEBAR
from tui.findings import Finding
from tui.marks import SIGNS
from tui.screens.colours import ColourScreen
from tui.screens.note_editor import Draft, NoteEditor
from tui.screens.tagging import Tagging
from tui.selection import Unit
from tui.wrapping import fit

FIRST_COLOUR = "yellow"


class Noting(Tagging):
    """Commands on words and notes."""

    colour = FIRST_COLOUR
    """The colour used last."""

    # --- words

    def action_select(self) -> None:
        """Choose the sentence under the cursor, or let go of what is chosen."""
        if self.context == SELECTION:
            self.body.select(None)
        else:
            self.body.start_selection()

    def action_select_grow(self, unit: Unit, by: int) -> None:
        """One unit more or less."""
        self.body.grow_selection(unit, by)

    def action_select_step(self, by: int) -> None:
        """A single word."""
        self.body.step_selection(by)

    def action_select_turn(self) -> None:
        """Hold the other end."""
        self.body.turn_selection()

    # --- highlights

    def action_highlight(self) -> None:
        """Highlight in the colour used last; the same words highlighted already are so no more."""
        if (at := self.body.words_at_hand) is None or self.reading is None:
            return
        same = self._highlight_on(at)
        if same is None:
            self._highlight(at, self.colour)
        elif same.body:
            self._recolour(same, "" if same.color else self.colour)
        else:
            self.write(partial(self.library.notes.remove, same.id), partial(self._noted, "No longer highlighted."))

    def action_highlight_in(self) -> None:
        """Ask for the colour, then highlight."""
        self.app.push_screen(ColourScreen(self.colour), self._take_colour)

    def _take_colour(self, colour: str | None) -> None:
        if colour is None or (at := self.body.words_at_hand) is None:
            return
        self.colour = colour
        same = self._highlight_on(at)
        if same is None:
            self._highlight(at, colour)
        else:
            self._recolour(same, colour)

    def _highlight_on(self, at: Span) -> Note | None:
        notes = self.reading.notes if self.reading else ()
        return next((note for note in notes if note.about == "text" and (note.start, note.end) == at), None)

    def _highlight(self, at: Span, colour: str) -> None:
        if self.reading is not None:
            job = partial(self.library.notes.add, self.reading.id, at=at, color=colour)
            self.write(job, partial(self._noted, f"Highlighted {SIGNS[colour]} {colour}.", at))

    def _recolour(self, note: Note, colour: str) -> None:
        words = f"Highlighted {SIGNS[colour]} {colour}." if colour else "No longer highlighted."
        self.write(partial(self.library.notes.edit, note.id, color=colour), partial(self._noted, words))

    def _noted(self, words: str, *_: object) -> None:
        self.body.select(None)
        self.findings_changed()
        self.footer.tell(words)

    # --- notes

    def action_note(self) -> None:
        """Write on what is at hand: a note, a finding, words, or the article."""
        context = self.context
        item = self.sidebar.finding_list.current if context == SIDEBAR else None
        if item is not None and item.note is not None:
            self.edit_note(item.note)
        elif item is not None and item.finding is not None:
            self._write_on_finding(item.finding)
        elif context in (BODY, SELECTION) and (at := self.body.words_at_hand) is not None:
            self._write_on_words(at)
        else:
            self.action_note_article()

    def action_note_article(self) -> None:
        """Write on the article as a whole."""
        if (row := self.row) is not None:
            self._ask_note(f"on “{row.title}”", "", partial(self._add_note, row.id, None, None))

    def _write_on_finding(self, finding: Finding) -> None:
        reading = self.reading
        if reading is not None and reading.findings is not None:
            about = f"on {reading.findings.name_of(finding)}"
            self._ask_note(about, "", partial(self._add_note, reading.id, None, finding.id))

    def _write_on_words(self, at: Span) -> None:
        if self.reading is None:
            return
        if (same := self._highlight_on(at)) is not None:
            self.edit_note(same)
        else:
            quote = self.reading.article.text[slice(*at)]
            self._ask_note("", quote, partial(self._add_note, self.reading.id, at, None))

    def edit_note(self, note: Note) -> None:
        """Write on in a note there is."""
        self._ask_note("", note.exact or "", partial(self._change_note, note), Draft(note.body, note.tags))

    def _ask_note(
        self, about: str, quote: str, then: Callable[[Draft | None], None], draft: Draft | None = None
    ) -> None:
        with self.telling_errors():
            tags = self.tag_choices()
            title = fit(clean_line(about), 60)
            self.app.push_screen(NoteEditor(title, quote, draft or Draft(""), lambda _: tags), then)

    def _add_note(self, article_id: int, at: Span | None, finding: str | None, draft: Draft | None) -> None:
        if draft is None or not draft.body:
            self.footer.tell("Nothing was written." if draft else "")
            return
        job = partial(self.library.notes.add, article_id, draft.body, at=at, finding=finding, tags=draft.tags)
        self.write(job, partial(self._noted, "Noted."))

    def _change_note(self, note: Note, draft: Draft | None) -> None:
        if draft is None:
            return
        if draft.body != note.body:
            self.write(partial(self.library.notes.edit, note.id, body=draft.body), partial(self._noted, "Noted."))
        add = [name for name in draft.tags if name not in note.tags]
        remove = [name for name in note.tags if name not in draft.tags]
        if add or remove:
            self.write(partial(self.library.notes.tag, note.id, add, remove), partial(self._noted, "Noted."))

    def action_remove_note(self) -> None:
        """Remove the note under the cursor; one key undoes it."""
        note = self.note_at_hand
        if note is None:
            self.footer.tell("Go to a note first: it is removed with this key.")
        else:
            what = "note" if note.body else "highlight"
            words = f"Removed the {what}. {self.key('undo')} undoes it."
            self.write(partial(self.library.notes.remove, note.id), partial(self._noted, words))

    # --- notes whose words are gone

    def enter_note(self, note: Note) -> None:
        """To the note's words, or to what it is on; an orphaned one waits for other words."""
        reading = self.reading
        if reading is None:
            return
        if note.start is not None:
            self.body.go(self.body.sentence_at(note.start))
        elif note.orphaned:
            reading.homeless = note.id
            self.go_to(BODY)
            choose, take = self.key("select.start"), self.key("note.anchor")
            self.footer.tell(f"Choose words for this note with {choose}, then {take} ties it to them.")
        elif note.finding and reading.findings and (finding := reading.findings.finding(note.finding)):
            self.choose(finding)

    def action_anchor_note(self) -> None:
        """Tie the orphaned note that was entered to the words chosen."""
        reading, at = self.reading, self.body.words_at_hand
        if reading is None or at is None:
            return
        if reading.homeless is None:
            self._write_on_words(at)
            return
        note_id, reading.homeless = reading.homeless, None
        self.write(
            partial(self.library.notes.anchor_anew, note_id, at), partial(self._noted, "The note stands here now.")
        )
