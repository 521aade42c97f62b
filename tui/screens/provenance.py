"""Where the article at hand comes from: what cleaning took out of it, its other versions, where else it stands."""

from __future__ import annotations

from time import sleep

from textual import work
from textual.worker import get_current_worker

from store.anchors import anchor, find
from store.intake.edits import placed
from store.intake.restoring import can_be_taken_back
from store.model import DatelineError, Edit
from store.review import Findings as Review
from tui.cards import counted
from tui.command import BODY
from tui.findings import NOTE_LAYER, Mark
from tui.layout import Aside
from tui.reading import Reading
from tui.screens.cleaning import CleaningScreen
from tui.screens.copies import CopiesScreen
from tui.screens.reader_base import ReaderBase
from tui.screens.versions import VersionsScreen

AT_ONCE, REST_SECONDS = 20, 0.05
"""Articles compared with all others before the reader's own changes are let through, and for how long."""
LATER_SECONDS = 3.0
"""After opening; until then the machine has other things to do."""


class Provenance(ReaderBase):
    """Commands on the article's text as such."""

    edits_shown = False

    def on_mount(self) -> None:
        """Compare, a little later and beside the screen, the articles that never were."""
        self.set_timer(LATER_SECONDS, self._compare_copies)

    # --- what cleaning took out

    def action_toggle_edits(self) -> None:
        """Show what cleaning took out, in this article and those opened after it, or hide it again."""
        self.edits_shown = not self.edits_shown
        with self.telling_errors():
            self._show_edits(tell=True)

    def _show_edits(self, *, tell: bool = False) -> None:
        if self.reading is None:
            return
        made = self.library.articles.edits(self.reading.id) if self.edits_shown else ()
        told = [(edit, at) for edit, at in placed(made) if can_be_taken_back(edit)]
        self.body.set_asides([Aside(at, _words(edit)) for edit, at in told if edit.removed.strip()])
        mended = [Mark(max(0, at - 1), at + len(edit.put) + 1, "mended", NOTE_LAYER) for edit, at in told if edit.put]
        self.body.mark("mended", mended)
        if tell:
            self.footer.tell(self._count(len(told)))

    def _count(self, number: int) -> str:
        if not self.edits_shown:
            return "What cleaning took out is hidden."
        if not number:
            return "Cleaning took nothing out of this article."
        hide, back = self.key("cleaning.show"), self.key("cleaning.edits")
        return f"Shows {counted(number, 'edit')} of cleaning. {hide} hides them, {back} puts one back."

    def action_edits(self) -> None:
        """The edits one by one, to put back what they took out."""
        if self.reading is not None:
            self.app.push_screen(CleaningScreen(self.library, self.reading.id), self._went_through_edits)

    def _went_through_edits(self, at: int | None) -> None:
        self.everything_changed()
        if at is not None and self.reading is not None and self.reading.article.text:
            self.go_to(BODY)
            self.body.see((min(at, len(self.reading.article.text) - 1), at))

    # --- versions and copies

    def action_versions(self) -> None:
        """The versions of the article at hand."""
        if self.reading is not None:
            screen = VersionsScreen(self.library, self.reading.id)
            self.app.push_screen(screen, lambda _: self.everything_changed())

    def action_copies(self) -> None:
        """The near-duplicates of the article at hand."""
        if self.reading is not None:
            self.app.push_screen(CopiesScreen(self.library, self.reading.id), self._go_to_copy)

    def _go_to_copy(self, article_id: int | None) -> None:
        if article_id is not None:
            with self.telling_errors():
                self.show_article(article_id)
                self.article_list.show_article(article_id)
                self.go_to(BODY)
                if self.reading is not None:
                    self.opened(self.reading)  # the keys were in the body all along

    @work(thread=True, exclusive=True, group="copies")
    def _compare_copies(self) -> None:
        """In a thread: link the near-duplicates among articles that were kept before any were looked for."""
        worker, found = get_current_worker(), 0
        try:
            waiting = self.library.copies.missing()
            while waiting and not worker.is_cancelled:
                found += self.library.copies.compare(waiting[:AT_ONCE])
                waiting = waiting[AT_ONCE:]
                sleep(REST_SECONDS)
        except DatelineError:
            return  # the library is busy or closed: the next start goes on from here
        if found and not worker.is_cancelled:
            self.app.call_from_thread(self._copies_found)

    def _copies_found(self) -> None:
        if self.reading is not None:
            with self.telling_errors():
                self.reading.copies = self.library.copies.of(self.reading.id)
                self.body.set_meta(self.reading.meta())

    # --- another text of the article at hand

    def everything_changed(self) -> None:
        """Show anew what may have changed; where another version is read now, that one, at the sentence it was at."""
        with self.telling_errors():
            self._take_text()
        super().everything_changed()

    def _take_text(self) -> None:
        reading = self.reading
        if reading is None:
            return
        article = self.library.articles.get(reading.id)
        if article.text == reading.article.text and article.version == reading.article.version:
            return
        span = self.body.sentence_span
        there = find(anchor(reading.article.text, span), article.text) if span and span[0] < span[1] else None
        fresh = Reading(article, copies=self.library.copies.of(reading.id), notes=self.library.notes.on(reading.id))
        fresh.opened, fresh.read_when_left = reading.opened, reading.read_when_left
        self._show(fresh, self.library.findings.of(reading.id), there.start if there else 0)

    def _show(self, reading: Reading, review: Review | None, place: int) -> None:
        super()._show(reading, review, place)
        if self.edits_shown:
            self._show_edits()


def _words(edit: Edit) -> str:
    return f"{edit.rule}: {edit.removed}"
