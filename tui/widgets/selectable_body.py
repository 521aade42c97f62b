"""The article's text with words in it that can be chosen, from the sentence under the cursor on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from textual.message import Message

from store.model import Article, Span
from tui.findings import SELECTION_LAYER, Mark
from tui.selection import Grid, Selection, Unit
from tui.widgets.article_body import TOP, ArticleBody


class SelectableBody(ArticleBody):
    """Chosen words are marked, and the end that is held is kept in sight."""

    @dataclass
    class SelectionChanged(Message):
        """Words were chosen, or let go of (None)."""

        selection: Selection | None

    def __init__(self, measure: int, *, id: str | None = None) -> None:
        super().__init__(measure, id=id)
        self.selected: Selection | None = None
        self._grid: Grid | None = None

    def show(self, article: Article | None, meta: Sequence[str], sentences: Sequence[Span]) -> None:
        """Show an article; what was chosen in another is let go of."""
        self._grid = None
        self.select(None)
        super().show(article, meta, sentences)

    def set_sentences(self, sentences: Sequence[Span]) -> None:
        """Take other sentence boundaries."""
        self._grid = None
        super().set_sentences(sentences)

    @property
    def grid(self) -> Grid:
        """The words, sentences and paragraphs there are to choose."""
        if self._grid is None:
            self._grid = Grid(self._layout.text, self._sentences)
        return self._grid

    @property
    def words_at_hand(self) -> Span | None:
        """The words chosen, else the sentence under the cursor; None on an empty page."""
        if self.selected is not None:
            return self.selected.span
        here = self.sentence_span
        return self.grid.holding("sentence", here[0]) if here else None

    def start_selection(self) -> None:
        """Choose the sentence under the cursor."""
        if (words := self.words_at_hand) is not None and words[0] < words[1]:
            self.select(Selection(*words))

    def grow_selection(self, unit: Unit, by: int) -> None:
        """Longer (``by`` 1) or shorter (-1) at the end that is held."""
        if self.selected is not None:
            grown = self.selected.grown if by > 0 else self.selected.shrunk
            self.select(grown(self.grid, unit))

    def step_selection(self, by: int) -> None:
        """To the next single word, or the one before."""
        if self.selected is not None:
            self.select(self.selected.stepped(self.grid, by))

    def turn_selection(self) -> None:
        """Hold the other end."""
        if self.selected is not None:
            self.select(self.selected.turned())

    def select(self, selection: Selection | None) -> None:
        """Choose words, or let go of those chosen."""
        if selection == self.selected:
            return
        self.selected = selection
        marks = [Mark(*selection.span, "selection", SELECTION_LAYER)] if selection else []
        self.mark("selection", marks)
        if selection is not None:
            held = selection.start if selection.front else selection.end - 1
            line = TOP + self._layout.line_of(held)
            self.bring_into_view(line, line, 1)
            self._follow(held)
        self.post_message(self.SelectionChanged(selection))

    def _follow(self, at: int) -> None:
        """The sentence cursor goes along, so that what the sidebar says of it is of these words."""
        sentence = self.sentence_at(at)
        if sentence != self.sentence:
            self.go(sentence)
