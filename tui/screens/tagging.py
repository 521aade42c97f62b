"""The reader's tags: given and taken at a prompt, looked after in the tag browser."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

from textual.message import Message

from store.model import Note
from store.tags import typed_tags
from tui.cards import counted
from tui.command import SIDEBAR
from tui.completing import Choice
from tui.screens.prompt import PromptScreen
from tui.screens.reader_base import ReaderBase
from tui.screens.tag_browser import TagBrowser
from tui.wrapping import fit


class Tagging(ReaderBase):
    """Commands on tags."""

    @dataclass
    class Wanted(Message):
        """The articles of a tag are to be shown."""

        name: str

    @property
    def note_at_hand(self) -> Note | None:
        """The note under the cursor of the Notes tab, while the keys go there."""
        item = self.sidebar.finding_list.current if self.pane == SIDEBAR else None
        return item.note if item is not None else None

    def tag_choices(self, worn: Sequence[str] = ()) -> Sequence[Choice]:
        """Every tag in use with the number of its articles, the most used first; ``worn`` ones are left out."""
        uses = sorted(self.library.tags.uses(), key=lambda use: (-use.articles - use.notes, use.name))
        return [Choice(use.name, str(use.articles or "")) for use in uses if use.name not in worn]

    def action_tag(self) -> None:
        """Ask for tags, for the note under the cursor, the articles marked, or the article at hand."""
        if (note := self.note_at_hand) is not None:
            self._ask_tags("the note", note.tags, partial(self._tag_note, note))
            return
        if (found := self.at_hand()) is None:
            return
        ids, row = found
        many = counted(len(ids), "article")
        words, worn = (row.title, row.tags) if len(ids) == 1 else (many, self._tags_of(ids))
        self._ask_tags(words, worn, partial(self._tag_articles, ids))

    def _tags_of(self, ids: Sequence[int]) -> tuple[str, ...]:
        found = self.library.tags.of_each(ids[:500])
        return tuple(sorted({name for names in found.values() for name in names}))

    def _ask_tags(self, words: str, worn: Sequence[str], then: Callable[[str | None], None]) -> None:
        with self.telling_errors():
            fresh = self.tag_choices(worn)
            off = [Choice(name, "takes it off") for name in worn]
            now = "  ".join("#" + name for name in worn) or "no tags yet"
            self.app.push_screen(
                PromptScreen(
                    "Tags",
                    f"{fit(words, 100)}\n{now}",
                    choices=lambda part: off if part.startswith("-") else fresh,
                    several=True,
                    check=typed_tags,
                ),
                then,
            )

    def _tag_note(self, note: Note, typed: str | None) -> None:
        if typed:
            add, remove = typed_tags(typed)
            self.write(lambda: self.library.notes.tag(note.id, add, remove), lambda _: self.findings_changed())

    def _tag_articles(self, ids: list[int], typed: str | None) -> None:
        if typed:
            add, remove = typed_tags(typed)
            job = partial(self.library.tags.change, ids, add, remove)
            self.write(job, partial(self._tagged, ids, add, remove), long=len(ids) > 1)

    def _tagged(self, ids: list[int], add: Sequence[str], remove: Sequence[str], changed: int) -> None:
        if len(ids) == 1:
            self.article_changed(ids[0])
        else:
            self.everything_changed()
        done = " ".join([*("+" + name for name in add), *("−" + name for name in remove)])
        articles = counted(changed, "article")
        self.footer.tell(
            f"{done} · {articles}. {self.key('undo')} undoes it." if changed else "The tags are as they were."
        )

    def action_tags(self) -> None:
        """The tag browser; what changes there is shown when it closes."""
        self.app.push_screen(TagBrowser(self.library), self._browsed)

    def _browsed(self, name: str | None) -> None:
        self.everything_changed()
        if name is not None:
            self.post_message(self.Wanted(name))
