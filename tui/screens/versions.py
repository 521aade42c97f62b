"""The versions of an article: which there are, how they differ, which is read."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import partial

from textual import work
from textual.binding import Binding

from store.library import Library
from store.model import DatelineError
from store.versions import Change, Version, compare
from tui.cards import Item, Piece, counted, prose
from tui.dates import short_date
from tui.provenance import shortened, version_of
from tui.screens.listing import Listing
from tui.wrapping import flow


class VersionsScreen(Listing[None]):
    """Every version, the newest first."""

    TITLE_WORDS = "Versions"
    KEYS = (("enter", "compare with the one read"), ("r", "read this one"), ("u", "undo"))
    BINDINGS = [Binding("r", "read", "Read")]  # noqa: RUF012

    def __init__(self, library: Library, article_id: int) -> None:
        """Show the versions of an article."""
        super().__init__(library)
        self._article_id = article_id

    def about(self) -> str:
        """What they are."""
        return "the texts there are of this article"

    def items(self, width: int) -> Sequence[Item]:
        """The versions."""
        return [_version(version, width) for version in reversed(self._all())]

    def _all(self) -> list[Version]:
        return self.library.versions.of(self._article_id)

    def action_enter(self) -> None:
        """Compare the version under the cursor with the one that is read, and that one with the one before it."""
        numbers = [version.version for version in self._all()]
        read = next(version.version for version in self._all() if version.read)
        if self.key is None or len(numbers) < 2:
            self.complain("There is one version only: nothing to compare.")
            return
        other = self.key if self.key != read else numbers[max(0, numbers.index(read) - 1)]
        if other == read:
            other = numbers[1]
        self.app.push_screen(DifferenceScreen(self.library, self._article_id, *sorted((other, read))))

    def action_read(self) -> None:
        """Read the version under the cursor from now on."""
        if self.key is not None:
            job = partial(self.library.chosen_versions.read, self._article_id, self.key)
            self.write(job, lambda _: "It is read now; u undoes it.")


class DifferenceScreen(Listing[None]):
    """How one version became another, word by word."""

    TITLE_WORDS = "Difference"
    KEYS = (("j k", "move"),)

    def __init__(self, library: Library, article_id: int, one: int, other: int) -> None:
        """Compare two versions."""
        super().__init__(library)
        self._article_id, self._one, self._other = article_id, one, other
        self._changes: Sequence[Change] | None = None
        self._failed = ""

    def on_mount(self) -> None:
        """Compare, beside the screen: two long texts take a while."""
        self._compare()

    def about(self) -> str:
        """Which two."""
        return f"version {self._one} to {self._other}: [-taken out-] {{+put in+}}"

    @work(thread=True)
    def _compare(self) -> None:
        try:
            one, other = (version_of(self.library, self._article_id, n).text for n in (self._one, self._other))
            self._changes = list(compare(one, other))
        except DatelineError as error:
            self._failed = str(error)
        self.app.call_from_thread(self.fill)

    def items(self, width: int) -> Sequence[Item]:
        """The paragraphs in which something changed, with a few words around it."""
        if self._failed or self._changes is None:
            return [prose(self._failed or "Comparing …", width)]
        paragraphs = [lines for lines in _paragraphs(self._changes) if any(names != _SAME for _, names in lines)]
        items = [Item([*flow(pieces, width), []], number) for number, pieces in enumerate(paragraphs)]
        return items or [prose("The two say the same.", width)]


_SAME: tuple[str, ...] = ("muted",)
_LOOKS = {"removed": ("rejected",), "added": ("strong", "accent")}
_SIGNS = {"removed": ("[-", "-]"), "added": ("{+", "+}")}


def _paragraphs(changes: Sequence[Change]) -> list[list[Piece]]:
    """Both texts in one; the signs tell what changed where there are no colours."""
    paragraphs: list[list[Piece]] = [[]]
    for place, change in enumerate(changes):
        same = change.kind == "same"
        if same:
            change = replace(
                change, text=shortened(change.text, first=place == 0, last=place == len(changes) - 1)
            )  # the rest of a long stretch says nothing of what changed
        for number, words in enumerate(change.text.split("\n\n")):
            if number:
                paragraphs.append([])
            if words.strip() and same:
                paragraphs[-1].append((words, _SAME))
            elif words.strip():
                before, behind = _SIGNS[change.kind]
                plain = words.rstrip()
                paragraphs[-1] += [
                    (f"{before}{plain}{behind}", _LOOKS[change.kind]),
                    (words[len(plain) :] or " ", _SAME),
                ]
    return paragraphs


def _version(version: Version, width: int) -> Item:
    """Its number, when it came, its length, its title."""
    read = "  ← read" if version.read else ""
    facts = f" · {short_date(version.seen[:10])} · {counted(version.words, 'word')}{read}"
    head: list[Piece] = [(f"version {version.version}", ("accent",)), (facts, ("muted",))]
    return Item([*flow(head, width), *flow([(version.title, ("text",))], width), []], version.version)
