"""Finding words in the article at hand, and walking what was found."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from textual import on, work
from textual.message import Message

from store.model import DatelineError, Span
from tui.command import BODY
from tui.matches import MatchWalk
from tui.screens.reader_base import ReaderBase
from tui.text_find import find_pattern, find_plain
from tui.widgets.find_bar import FindBar
from tui.widgets.place_strip import PlaceStrip


class Finding(ReaderBase):
    """The find bar and the marks it makes."""

    @dataclass
    class WordsFound(Message):
        """Where in the article the words stand; ``wrong`` says what was wrong with an expression."""

        serial: int
        spans: list[Span]
        wrong: str = ""

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self.finding = MatchWalk()
        self._find_serial = 0

    @property
    def find_bar(self) -> FindBar:
        """Where the words to find are typed."""
        return self.query_one(FindBar)

    @property
    def walked(self) -> MatchWalk:
        """What ``n`` walks."""
        return self.finding

    def action_find(self) -> None:
        """Open the bar."""
        if self.reading is not None:
            self.footer.hush()
            self.find_bar.open()
            self._look(self.find_bar.input.value, self.find_bar.pattern)

    @on(FindBar.Wanted)
    def _find_wanted(self, message: FindBar.Wanted) -> None:
        self.hint()
        self._look(message.words, message.pattern)

    @on(FindBar.Walked)
    def _find_walked(self, message: FindBar.Walked) -> None:
        self.walk_matches(message.by)

    @on(FindBar.Taken)
    def _find_taken(self) -> None:
        self.find_bar.display = False
        self.go_to(BODY)

    @on(FindBar.Cancelled)
    def _find_cancelled(self) -> None:
        self.stop_finding()
        self.go_to(BODY)

    def stop_finding(self) -> None:
        """Take the marks away."""
        self._find_serial += 1
        self.find_bar.display = False
        self.finding = MatchWalk()
        self.show_matches()

    def _look(self, words: str, pattern: bool) -> None:
        self._find_serial += 1
        if self.reading is not None and words.strip():
            self._find_words(self._find_serial, self.reading.article.text, words, pattern)
        else:
            self.finding = MatchWalk()
            self.find_bar.tell("")
            self.show_matches()

    @work(thread=True, exclusive=True, group="find")
    def _find_words(self, serial: int, text: str, words: str, pattern: bool) -> None:
        try:
            spans = find_pattern(text, words) if pattern else find_plain(text, words)
        except DatelineError as error:
            self.post_message(self.WordsFound(serial, [], str(error)))
        else:
            self.post_message(self.WordsFound(serial, spans))

    @on(WordsFound)
    def _words_found(self, message: WordsFound) -> None:
        if message.serial != self._find_serial:
            return
        self.finding = MatchWalk(message.spans)
        self.find_bar.tell("")
        if message.spans:
            self.walk_matches(1)
        else:
            self.find_bar.tell(message.wrong or "not found", failed=True)
            self.show_matches()

    def _show_findings(self, words: str = "", *, keep: bool = False) -> None:
        super()._show_findings(words, keep=keep)
        looked_for = self.find_bar.input.value
        if self.finding.spans or (self.find_bar.display and looked_for):
            self._look(looked_for, self.find_bar.pattern)

    # --- walking and marking

    def walk_matches(self, by: int) -> bool:
        """To the next match or the one before; False where there is none."""
        span = self.walked.step(by, self.body.sentence_start)
        if span is None:
            return False
        self.body.see(span)
        self.show_matches()
        return True

    def show_matches(self) -> None:
        """Mark what is walked, and say how much of it there is."""
        self.body.mark("matches", self.walked.marks())
        self._tell_standing()

    def _tell_standing(self) -> None:
        super()._tell_standing()
        walk = self.walked
        if not walk.spans or (self.reading is not None and self.reading.chosen is not None):
            return
        self.footer.status = walk.standing()
        here = self.body.rows_of([walk.spans[walk.at]])[0] if walk.at is not None else None
        self.query_one(PlaceStrip).show(self.body.rows_of(walk.spans), self.body.virtual_size.height, here)

    @property
    def pane(self) -> str:
        """The body while the bar has the keys: what is found stands there."""
        return BODY if self.focused is self.find_bar.input else super().pane

    def hints(self) -> list[tuple[str, str]]:
        """Keys of the bar while it has them."""
        if self.focused is self.find_bar.input:
            other = "plain words" if self.find_bar.pattern else "regular expression"
            return [("↓/↑", "next"), ("enter", "keep the marks"), ("ctrl+t", other), ("esc", "close")]
        return super().hints()
