"""What is kept of reading: the place in each article, the way back and forward, read and unread."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from tui.cards import counted
from tui.command import BODY, LIST
from tui.reading import Reading
from tui.screens.reader_base import ReaderBase


class Travelling(ReaderBase):
    """Commands on the article as a whole, and on all that are marked."""

    # --- opening and leaving

    def opened(self, reading: Reading) -> None:
        """An article is being read: it is on the way back from now on, and read once it is left."""
        if not reading.opened:
            self._open(reading)
            with self.telling_errors():
                self.library.reading.visit(reading.id)

    def _open(self, reading: Reading) -> None:
        reading.opened = True
        with self.telling_errors():
            reading.read_when_left = self.library.articles.row(reading.id).unread

    def leave(self) -> None:
        """Keep the place in the article that is left; it is read now, unless the user said otherwise."""
        reading, span = self.reading, self.body.sentence_span
        if reading is None or not reading.opened:
            return
        with self.telling_errors():
            self.library.reading.keep_place(reading.id, span[0] if span else 0)
            if reading.read_when_left:
                reading.read_when_left = False
                self.library.reading.leave(reading.id)
                self.article_changed(reading.id)

    def action_travel(self, by: int) -> None:
        """To the article that was read before, or after."""
        with self.telling_errors():
            article_id = self.library.reading.back() if by < 0 else self.library.reading.forward()
            if article_id is None:
                self.footer.tell(f"There is nothing further {'back' if by < 0 else 'forward'}.")
                return
            self.show_article(article_id)
            if self.reading is not None:
                self._open(self.reading)  # coming back is no new visit
            self.article_list.show_article(article_id)
            self.go_to(BODY)

    # --- read, unread, starred

    def action_toggle_read(self) -> None:
        """Read is unread and the other way round; marked articles all become what the first of them becomes."""
        if (found := self.at_hand()) is None:
            return
        ids, unread = found[0], not found[1].unread
        if self.reading is not None and self.reading.id in ids:
            self.reading.read_when_left = False
        self._mark(ids, partial(self.library.articles.mark_unread, ids, unread), "unread" if unread else "read")

    def action_toggle_star(self) -> None:
        """Star, or take the star away; marked articles all become what the first of them becomes."""
        if (found := self.at_hand()) is None:
            return
        ids, starred = found[0], not found[1].starred
        words = "starred" if starred else "without a star"
        self._mark(ids, partial(self.library.articles.mark_starred, ids, starred), words)

    def action_toggle_reviewed(self) -> None:
        """Mark as reviewed whatever is left open, or take the mark away; marked articles all become what the first does."""
        if (found := self.at_hand()) is None:
            return
        ids, reviewed = found[0], not found[1].reviewed
        job = partial(self.library.articles.mark_reviewed, ids, reviewed)
        self.write(job, partial(self._reviewed, ids, reviewed), long=len(ids) > 1)

    def _reviewed(self, ids: Sequence[int], reviewed: bool, changed: int) -> None:
        if not changed:
            self.footer.tell("Every finding has a verdict, so it is reviewed without a mark.")
        elif len(ids) > 1:
            self._marked_all("reviewed" if reviewed else "without the mark of a reviewed one", changed)
        else:
            self.article_changed(ids[0])
            self.footer.tell("Marked as reviewed." if reviewed else "No longer marked as reviewed.")

    def action_read_all(self) -> None:
        """Every article of the list is read; one step to undo."""
        self.write(self._read_all, partial(self._marked_all, "read"), long=True)

    def _read_all(self) -> int:
        return self.library.articles.mark_unread(self.article_list.ids(), False)

    def _mark(self, ids: Sequence[int], job: Callable[[], int], words: str) -> None:
        if len(ids) == 1:
            self.write(job, lambda _: self.article_changed(ids[0]))
        else:
            self.write(job, partial(self._marked_all, words), long=True)

    def _marked_all(self, words: str, changed: int) -> None:
        self.everything_changed()
        self.footer.tell(f"{counted(changed, 'article')} now {words}. {self.key('undo')} undoes it.")

    # --- marking

    def action_mark(self) -> None:
        """Mark the article or the finding under the cursor."""
        if self.pane == LIST:
            self.article_list.toggle_mark()
        else:
            self.sidebar.toggle_mark()

    def action_mark_all(self) -> None:
        """Mark all articles of the list; where all are, none."""
        self.write(self.article_list.ids, self._mark_these, long=True)

    def _mark_these(self, ids: Sequence[int]) -> None:
        everything = set(ids)
        self.article_list.mark(set() if everything == self.article_list.marked else everything)
        self.go_to(LIST)

    # --- history

    def action_undo(self) -> None:
        """Take back the latest change in the journal."""
        self.write(self.library.journal.undo, partial(self._turned, "Undone", "undo"), long=True)

    def action_redo(self) -> None:
        """Bring back the change that was undone last."""
        self.write(self.library.journal.redo, partial(self._turned, "Redone", "redo"), long=True)

    def _turned(self, done: str, way: str, words: str | None) -> None:
        if words:
            self.everything_changed()
        self.footer.tell(f"{done}: {words}" if words else f"There is nothing to {way}.")
