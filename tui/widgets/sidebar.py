"""The sidebar: who and what the article speaks of, the reader's notes, and what the sentence at hand supports."""

from __future__ import annotations

from collections.abc import Hashable, Sequence

from rich.cells import cell_len
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.message import Message
from textual.widgets import Static

from store.model import Note
from tui.cards import Item, actor_items, incident_items, prose, sentence_items
from tui.findings import Finding, Findings
from tui.note_cards import note_items
from tui.widgets.finding_list import FindingList

TABS = ("actors", "incidents", "notes")
NO_NOTES = "No notes on this article yet: v chooses words, m highlights them, a writes a note."
BAR = 12
"""Cells of the bar that shows how many findings have a verdict."""
NOTHING_HERE = "nothing was found in it"


class Sidebar(Vertical):
    """Tabs above a list, and below it what the sentence under the cursor says."""

    class TabOpened(Message):
        """Another tab's list is shown."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.tab = TABS[0]
        self._findings: Findings | None = None
        self._notes: Sequence[Note] = ()
        self._sentence = 0
        self._words = ""
        self._chosen: Finding | None = None
        self.marked: set[Finding] = set()

    def compose(self) -> ComposeResult:
        """Tabs, the list, and the part on the sentence."""
        yield Static(id="tabs")
        yield Static(id="progress")
        yield FindingList(id="findings")
        yield Static(Content("   this sentence"), id="here-title")
        yield FindingList(id="here", cursor=False)

    @property
    def finding_list(self) -> FindingList:
        """The list of the tab that is open."""
        return self.query_one("#findings", FindingList)

    def show(
        self,
        findings: Findings | None,
        notes: Sequence[Note],
        words: str = "",
        chosen: Finding | None = None,
        *,
        keep: bool = False,
    ) -> None:
        """Show an article's findings.

        Args:
            findings: None while there are none.
            notes: the reader's notes on the article.
            words: what to tell the reader in place of findings, or above them (progress, limits, an error).
            chosen: the finding that is walked through.
            keep: it is the same article: stay where the list is.
        """  # fmt: skip
        self._findings, self._notes, self._words, self._chosen = findings, notes, words, chosen
        known = {finding for finding in self.marked if findings and findings.finding(finding.id) == finding}
        self.marked = known if keep else set()
        self._refill(keep=keep)

    def toggle_mark(self) -> None:
        """Mark the finding under the cursor, or take its mark away, and go on to the next."""
        item = self.finding_list.current
        if item is None or item.finding is None:
            return
        self.marked ^= {item.finding}
        self.finding_list.mark(self.marked)
        self.finding_list.move("down")

    def marked_or_current(self) -> list[Finding]:
        """The marked findings of the tab that is open, in the list's order; where none is, the one under the cursor."""
        kind = "actor" if self.tab == "actors" else "incident"
        found = [item.finding for item in self.finding_list.items if item.finding in self.marked]
        chosen = [finding for finding in found if finding is not None and finding.kind == kind]
        current = self.finding_list.current
        return chosen or ([current.finding] if current is not None and current.finding is not None else [])

    def point(self, key: Hashable) -> None:
        """Put the list's cursor on what has this key."""
        self.finding_list.point(key)

    def open_tab(self, tab: str) -> None:
        """Show another tab's list."""
        if tab != self.tab:
            self.tab = tab
            self._refill()
            self.post_message(self.TabOpened())

    def choose(self, finding: Finding | None) -> None:
        """Mark a finding as the chosen one, in the tab where it is listed."""
        self._chosen = finding
        if finding is not None:
            self.open_tab("actors" if finding.kind == "actor" else "incidents")
        self.finding_list.choose(finding)
        self.query_one("#here", FindingList).choose(finding)

    def at_sentence(self, sentence: int) -> None:
        """Show what the sentence under the cursor supports."""
        self._sentence = sentence
        self._fill_here()

    def on_resize(self) -> None:
        """The tabs are set for the width there is."""
        self._fill_tabs()

    def _refill(self, *, keep: bool = False) -> None:
        self.finding_list.show(self._items, keep=keep)
        self.finding_list.choose(self._chosen, go=not keep)
        self.finding_list.mark(self.marked)
        self._fill_tabs()
        self._fill_progress()
        self._fill_here()

    def _fill_progress(self) -> None:
        """How many findings have a verdict, as a bar and in words; nothing where there are none."""
        reviewed, total = self._findings.counts if self._findings else (0, 0)
        line = self.query_one("#progress", Static)
        if not total:
            line.update("", layout=False)
            return
        full = BAR * reviewed // total
        words = "all reviewed" if reviewed == total else f"{reviewed} of {total} reviewed"
        bar = [("   " + "━" * full, "$success" if reviewed == total else "$accent"), ("─" * (BAR - full), "$faint")]
        line.update(Content.assemble(*bar, (f"  {words}", "$muted")), layout=False)

    def _items(self, width: int) -> list[Item]:
        words = [prose(self._words, width)] if self._words else []
        if self.tab == "notes":
            return note_items(self._notes, self._findings, width) or [prose(NO_NOTES, width)]
        if self._findings is None:
            return words
        found = (actor_items if self.tab == "actors" else incident_items)(self._findings, width)
        if not found and not words:
            words = [prose(f"No {self.tab} were found in this article.", width)]
        return words + found

    def _fill_tabs(self) -> None:
        found = self._findings
        counts = {
            "actors": len(found.actors) if found else None,
            "incidents": len(found.incidents) if found else None,
            "notes": len(self._notes),
        }
        tabs: list[list[tuple[str, str]]] = []
        for key, tab in zip("¹²³", TABS, strict=True):
            is_open, count = tab == self.tab, counts[tab]
            name = (tab.capitalize(), "bold $accent" if is_open else "$muted")
            quiet = "$accent" if is_open else "$muted"
            tabs.append([(key, quiet), name, (f" {count}" if count else "", quiet)])
        used = sum(cell_len(text) for tab_parts in tabs for text, _ in tab_parts)
        gap = ("  " if used + 2 * len(TABS) < self.size.width else " ", "")
        words = Content.assemble(*(part for parts in tabs for part in (gap, *parts)))
        self.query_one("#tabs", Static).update(words, layout=False)

    def _fill_here(self) -> None:
        here = self.query_one("#here", FindingList)
        here.show(self._here_items)
        here.choose(self._chosen, go=False)

    def _here_items(self, width: int) -> list[Item]:
        if self._findings is None:
            return []
        return sentence_items(self._findings, self._sentence, width) or [prose(NOTHING_HERE, width)]
