"""The reader's panes and what is on them; what its commands do is in ``actions``."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass

from textual import events, on, work
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.message import Message
from textual.timer import Timer
from textual.worker import get_current_worker

from store.library import Library
from store.model import Article, ArticleRow, DatelineError, Note
from store.review import Findings as Review
from tui.cards import Item
from tui.command import BODY, EMPTY, LIST, NOTES, SELECTION, SIDEBAR
from tui.commands import COMMANDS, footer_hints, shown
from tui.extraction_process import ExtractionProcess
from tui.feed import Feed
from tui.findings import Finding
from tui.marks import margin_signs, note_marks
from tui.reading import Reading
from tui.screens.writing import Writing
from tui.widgets.article_body import ArticleBody
from tui.widgets.article_list import ArticleList
from tui.widgets.chrome import FooterLine, HeaderLine
from tui.widgets.find_bar import FindBar
from tui.widgets.finding_list import FindingList
from tui.widgets.place_strip import PlaceStrip
from tui.widgets.search_bar import SearchBar
from tui.widgets.selectable_body import SelectableBody
from tui.widgets.sidebar import Sidebar
from tui.widgets.welcome import Welcome

SIDEBAR_FROM, LIST_FROM = 110, 70
"""Columns from which the sidebar and the list stand beside the body; below they lie over it while they are entered."""
SETTLE_SECONDS = 0.25
"""How long the cursor rests on an article before its findings are made."""
PROGRESS = "finding actors and incidents"


class ReaderBase(Writing):
    """Three panes, the article at hand, and its findings as they come."""

    @dataclass
    class FindingsReady(Message):
        """An article's findings have been made and stored."""

        article_id: int

    @dataclass
    class FindingsFailed(Message):
        """An article's findings could not be made."""

        article_id: int
        words: str

    def __init__(
        self, library: Library, process: ExtractionProcess, *, measure: int, keymap: Mapping[str, str]
    ) -> None:
        super().__init__()
        self.library = library
        self.keymap = {command.id: keymap.get(command.id, command.keys) for command in COMMANDS}
        self.reading: Reading | None = None
        self.zen = False
        self._process = process
        self._measure = measure
        self._top_timer: Timer | None = None
        self._settling: Timer | None = None

    def compose(self) -> ComposeResult:
        """Header, panes, footer."""
        yield HeaderLine(id="header")
        yield SearchBar(id="search")
        yield Welcome(id="welcome")
        with Horizontal(id="panes"):
            yield ArticleList(Feed(self.library.articles), id=LIST)
            yield SelectableBody(self._measure, id=BODY)
            yield PlaceStrip(id="strip")
            yield Sidebar(id=SIDEBAR)
        yield FindBar(id="find")
        yield FooterLine(id="footer")

    def on_mount(self) -> None:
        """Show the library's first page and its newest article."""
        self.reload()
        self.go_to(LIST)

    # --- panes

    @property
    def article_list(self) -> ArticleList:
        """The articles."""
        return self.query_one(f"#{LIST}", ArticleList)

    @property
    def body(self) -> SelectableBody:
        """The article."""
        return self.query_one(f"#{BODY}", SelectableBody)

    @property
    def sidebar(self) -> Sidebar:
        """What was found."""
        return self.query_one(f"#{SIDEBAR}", Sidebar)

    @property
    def pane(self) -> str:
        """The pane where keys go."""
        if self.focused is self.sidebar.finding_list:
            return SIDEBAR
        return BODY if self.focused is self.body else LIST

    @property
    def context(self) -> str:
        """The pane where keys go, or the body's selection while words are being chosen."""
        pane = self.pane
        return SELECTION if pane == BODY and self.body.selected is not None else pane

    @property
    def row(self) -> ArticleRow | None:
        """The article that commands are about: in the list the one under the cursor, elsewhere the one being read."""
        if self.pane == LIST or self.reading is None:
            return self.article_list.current
        with self.telling_errors():
            return self.library.articles.row(self.reading.id)
        return None

    def at_hand(self) -> tuple[list[int], ArticleRow] | None:
        """The ids of the articles marked, in the list, or else of the one at hand; with them the first one's row."""
        if self.pane == LIST and self.article_list.marked:
            ids = sorted(self.article_list.marked)
            with self.telling_errors():
                return ids, self.library.articles.row(ids[0])
            return None
        return ([row.id], row) if (row := self.row) else None

    def widget_of(self, pane: str) -> ArticleList | ArticleBody | FindingList:
        """The widget of a pane that takes the keys."""
        if pane == LIST:
            return self.article_list
        return self.body if pane == BODY else self.sidebar.finding_list

    def go_to(self, pane: str) -> None:
        """Take the keys to a pane, unfolding it where it is folded away."""
        self._unfold(pane)
        if pane != self.pane and not self.footer.failed:
            self.footer.hush()
        self.set_focus(self.widget_of(pane), scroll_visible=False)

    def set_zen(self, zen: bool) -> None:
        """The body alone, or with its neighbours."""
        self.zen = zen
        self.go_to(BODY)

    def _unfold(self, pane: str) -> None:
        """Show the panes there is room for, and over the body the one that is entered if there is none for it."""
        sides = ((LIST, self.article_list, LIST_FROM), (SIDEBAR, self.sidebar, SIDEBAR_FROM))
        for side, widget, enough in sides:
            beside = self.size.width >= enough and not self.zen
            widget.set_class(not beside, "over")
            widget.display = beside or pane == side

    def on_resize(self, event: events.Resize) -> None:
        """Fold and unfold."""
        self._unfold(self.pane)

    @on(events.DescendantFocus)
    def _focus_moved(self) -> None:
        pane = self.pane
        self._unfold(pane)
        self.hint()
        if pane == BODY and self.reading is not None:
            self.opened(self.reading)
        elif pane == LIST:
            self.leave()

    def hints(self) -> list[tuple[str, str]]:
        """Keys and words for the footer, by where the keys go."""
        place = NOTES if self.pane == SIDEBAR and self.sidebar.tab == NOTES else self.context
        return footer_hints(place if self.query_one(HeaderLine).total else EMPTY, self.keymap)

    @on(Sidebar.TabOpened)
    def hint(self) -> None:
        """Show the keys of the place where they go now."""
        self.footer.hints = self.hints()

    def key(self, command_id: str) -> str:
        """The first key of a command, as a person writes it."""
        return shown(self.keymap[command_id].split(",")[0])

    @on(SelectableBody.SelectionChanged)
    def _selection_changed(self) -> None:
        self.hint()

    # --- the library

    @on(ArticleList.Failed)
    def _list_failed(self, message: ArticleList.Failed) -> None:
        self.footer.tell(message.words, failed=True)

    def reload(self) -> None:
        """Read the list anew; an empty library shows how to fill it."""
        with self.telling_errors():
            self.article_list.reload()
            self.count()

    def count(self) -> None:
        """Tell the header how many there are."""
        header, counts = self.query_one(HeaderLine), self.library.articles.counts()
        header.unread, header.starred, header.total = counts.unread, counts.starred, counts.total
        self.query_one("#welcome").display = counts.total == 0
        self.query_one("#panes").display = counts.total > 0
        self.hint()

    @on(ArticleList.MarksChanged)
    def _marks_changed(self, message: ArticleList.MarksChanged) -> None:
        self.query_one(HeaderLine).marked = message.count

    def article_changed(self, article_id: int) -> None:
        """Show an article's new marks in list and header."""
        self.article_list.replace(self.library.articles.row(article_id))
        self.count()

    def everything_changed(self) -> None:
        """Show anew what may have changed in any article: rows, counts, and the article at hand."""
        self.article_list.refresh_rows()
        self.count()
        self.findings_changed()

    # --- the article at hand

    @on(ArticleList.Highlighted)
    def _highlighted(self, message: ArticleList.Highlighted) -> None:
        self.show_article(message.row.id)

    @on(ArticleList.Picked)
    def _picked(self, message: ArticleList.Picked) -> None:
        self.show_article(message.row.id)
        self.go_to(BODY)

    def show_article(self, article_id: int) -> None:
        """Put an article on the page; findings it has are shown with it, others are made once the cursor rests."""
        if self.reading is not None and self.reading.id == article_id:
            return
        with self.telling_errors():
            reading = Reading(self.library.articles.get(article_id), copies=self.library.copies.of(article_id))
            reading.notes = self.library.notes.on(article_id)
            review, place = self.library.findings.of(article_id), self.library.reading.place(article_id)
            self.leave()
            self._show(reading, review, place)

    def opened(self, reading: Reading) -> None:
        """The keys went to an article's text; ``Travelling`` says what follows."""

    def leave(self) -> None:
        """The article at hand is about to go from the page; ``Travelling`` says what follows."""

    def _show(self, reading: Reading, review: Review | None, place: int) -> None:
        self.reading = reading
        if self._settling is not None:
            self._settling.stop()
        self.query_one(HeaderLine).busy = ""
        if review is not None:
            reading.take(review)
        else:
            self._settling = self.set_timer(SETTLE_SECONDS, self._find)
        waiting = f"{PROGRESS} …" if review is None else ""
        self.body.show(reading.article, reading.meta(waiting), reading.sentences)
        if place:
            self.body.go(self.body.sentence_at(place))
        self._show_findings(waiting.capitalize())

    def _show_findings(self, words: str = "", *, keep: bool = False) -> None:
        reading = self.reading
        if reading is None:
            return
        findings = reading.findings
        self.body.mark("findings", findings.marks() if findings else [])
        self.body.mark("chosen", findings.marks_of(reading.chosen) if findings and reading.chosen else [])
        self.sidebar.show(findings, reading.notes, words or reading.limits, reading.chosen, keep=keep)
        self.sidebar.at_sentence(self.body.sentence)
        self._show_notes()
        self._tell_standing()

    def _show_notes(self) -> None:
        if self.reading is not None:
            self.body.mark("notes", note_marks(self.reading.notes))
            self.body.sign(margin_signs(self.reading.notes))

    def findings_changed(self) -> None:
        """Read the findings and notes of the article at hand anew and show them, without moving anything."""
        reading = self.reading
        if reading is None:
            return
        with self.telling_errors():
            reading.notes = self.library.notes.on(reading.id)
            review = self.library.findings.of(reading.id)
            self.article_changed(reading.id)
            if review is not None:
                reading.take(review)
                self.body.set_sentences(reading.sentences)
                self.body.set_meta(reading.meta())
        self._show_findings(keep=True)

    def _find(self) -> None:
        reading = self.reading
        if reading is not None and reading.findings is None:
            self.query_one(HeaderLine).busy = PROGRESS
            self._make_findings(reading.article)

    @work(thread=True, exclusive=True, group="findings")
    def _make_findings(self, article: Article) -> None:
        """In a thread: wait for the process, store, tell. What is no longer on the screen is stored all the same."""
        worker = get_current_worker()
        if article.id is None:
            return
        request = (article.text, article.published, article.language, article.title)
        try:
            extraction = self._process.extract(request, wanted=lambda: not worker.is_cancelled)
            if extraction is None:
                return
            self.library.articles.attach(article.id, extraction)
        except (DatelineError, sqlite3.Error) as error:
            self.post_message(self.FindingsFailed(article.id, str(error)))
        else:
            self.post_message(self.FindingsReady(article.id))

    @on(FindingsReady)
    def _findings_ready(self, message: FindingsReady) -> None:
        reading = self.reading
        if reading is None or reading.id != message.article_id:
            return
        self.query_one(HeaderLine).busy = ""
        self.findings_changed()

    @on(FindingsFailed)
    def _findings_failed(self, message: FindingsFailed) -> None:
        reading = self.reading
        if reading is None or reading.id != message.article_id:
            return
        self.query_one(HeaderLine).busy = ""
        self.body.set_meta(reading.meta())
        self._show_findings(message.words)
        self.footer.tell(message.words, failed=True)

    # --- choosing and walking

    @on(ArticleBody.SentenceChanged)
    def _sentence_changed(self, message: ArticleBody.SentenceChanged) -> None:
        self.sidebar.at_sentence(message.sentence)
        self._tell_standing()

    @on(ArticleBody.LinesChanged)
    def _lines_changed(self) -> None:
        self._tell_standing()

    @on(FindingList.Entered)
    def _entered(self, message: FindingList.Entered) -> None:
        self.enter_item(message.item)

    def enter_item(self, item: Item) -> None:
        """Choose an item's finding, or go to its sentence; a sidebar that lies over the body gives it free."""
        if item.finding is not None:
            self.choose(item.finding)
        elif item.note is not None:
            self.enter_note(item.note)
        if self.sidebar.has_class("over"):
            self.go_to(BODY)

    def enter_note(self, note: Note) -> None:
        """Go to a note's words; ``Noting`` says what follows where they are gone."""

    def choose(self, finding: Finding | None, *, jump: bool = True) -> None:
        """Mark a finding everywhere; with ``jump`` go to its first sentence. None lets go of the one there was."""
        reading = self.reading
        if reading is None or reading.findings is None:
            return
        reading.chosen = finding
        self.body.mark("chosen", reading.findings.marks_of(finding) if finding else [])
        self.sidebar.choose(finding)
        if jump and (places := reading.places()):
            self.body.go(places[0])
        self._tell_standing()

    def _tell_standing(self) -> None:
        """The footer's status and the strip follow the cursor and the choice."""
        reading = self.reading
        if reading is None:
            return
        here, places = self.body.sentence, reading.places()
        self.footer.status = reading.standing(here)
        rows = self.body.rows_of([reading.sentences[place] for place in places])
        at = self.body.rows_of([reading.sentences[here]])[0] if here in places else None
        self.query_one(PlaceStrip).show(rows, self.body.virtual_size.height, at)
