"""Searching the library and finding words in the article: what the two bars of the reader ask for."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any, Literal

from textual import on, work
from textual.message import Message
from textual.worker import get_current_worker

from store.model import DatelineError, Span
from store.search.parsing import parse
from store.search.query import Query, QueryError
from store.search.shelf import Hits, Sorting
from store.search.snippets import spans_found
from tui.command import LIST
from tui.completion import MOST, offers, tags_with
from tui.feed import PAGE, Feed, ResultFeed
from tui.matches import MOST_MARKED, MatchWalk
from tui.screens.finding import Finding
from tui.screens.tagging import Tagging
from tui.widgets.chrome import HeaderLine
from tui.widgets.search_bar import SearchBar

Why = Literal["typing", "taken", "again", "saved"]
"""What a search is for: results as one types, the query taken with enter, the same query anew, a saved search."""

_UNFINISHED = re.compile(r"\w{2,}$")


class Searching(Finding):
    """The search bar, what it finds in the article list, and the matches marked in the article."""

    @dataclass
    class Found(Message):
        """A search has ended."""

        serial: int
        typed: str
        feed: ResultFeed
        why: Why

    @dataclass
    class NotFound(Message):
        """A search could not be run."""

        serial: int
        error: DatelineError
        why: Why

    @dataclass
    class MatchesFound(Message):
        """Where in an article the matches of a query stand."""

        article_id: int
        query: Query
        spans: list[Span]

    def __init__(self, *arguments: Any, start: str = "", **options: Any) -> None:
        super().__init__(*arguments, **options)
        self.results: ResultFeed | None = None
        self.sorting: Sorting = "rank"
        self.matching = MatchWalk()
        self._typed = ""
        self._serial = 0
        self._start = start

    def on_mount(self) -> None:
        """Open with the search of the settings, or else with the saved one that opens Dateline."""
        self.call_later(self._open_start)

    def _open_start(self) -> None:
        with self.telling_errors():
            saved = None if self._start else self.library.searches.opening()
            if saved is not None:
                self.sorting = saved.sorting
            if self._start or saved:
                self.search_for(self._start or (saved.query if saved else ""), "saved")

    # --- the bar

    @property
    def search_bar(self) -> SearchBar:
        """Where a query is typed."""
        return self.query_one(SearchBar)

    def action_search(self) -> None:
        """Open the bar with the query there is."""
        self.query_one(HeaderLine).typing = True
        self.footer.hush()
        self.search_bar.open(self._typed)

    def action_search_order(self) -> None:
        """Best match first, or newest first."""
        self.sorting = "date" if self.sorting == "rank" else "rank"
        self.footer.tell("Newest first." if self.sorting == "date" else "Best match first.")
        self.hint()
        if self._typed:
            self.search_for(self._typed, "again")

    def close_search_bar(self) -> None:
        """Out of sight: the header tells what was searched for."""
        self.query_one(HeaderLine).typing = False
        self.search_bar.close()

    @on(SearchBar.Wanted)
    def _wanted(self, message: SearchBar.Wanted) -> None:
        self.search_for(message.query, "typing")

    @on(SearchBar.Taken)
    def _taken(self, message: SearchBar.Taken) -> None:
        if not message.query.strip():
            self.stop_searching()
            return
        try:
            parse(message.query)
        except QueryError as error:
            self.search_bar.show_error(error.at, error.advice)
            return
        self.search_for(message.query, "taken")
        self.close_search_bar()
        self.go_to(LIST)

    @on(Tagging.Wanted)
    def _tag_wanted(self, message: Tagging.Wanted) -> None:
        plain = all(letter.isalnum() or letter in "/-_" for letter in message.name)
        self.search_for("tag:" + (message.name if plain else f'"{message.name}"'), "saved")
        self.go_to(LIST)

    @on(SearchBar.Cancelled)
    def _cancelled(self) -> None:
        self.stop_searching()

    @on(SearchBar.Turned)
    def _order_turned(self) -> None:
        self.action_search_order()

    @on(SearchBar.Offering)
    def _offering(self, message: SearchBar.Offering) -> None:
        self._offer(message.query, message.cursor)

    @work(thread=True, exclusive=True, group="offers")
    def _offer(self, query: str, cursor: int) -> None:
        worker = get_current_worker()
        try:
            found, at = offers(query, cursor, self._lookup)
        except DatelineError:
            return
        if not worker.is_cancelled:
            self.app.call_from_thread(self._show_offers, query, found, at)

    def _show_offers(self, query: str, found: Any, at: Span) -> None:
        if self.search_bar.display and self.search_bar.input.value == query:
            self.search_bar.show_offers(found, at)

    def _lookup(self, field: str, typed: str) -> list[str]:
        if field == "tag":
            return tags_with(typed, [name for name, _ in self.library.tags.all()])
        return self.library.search.names(typed, MOST)

    # --- searching

    def search_for(self, typed: str, why: Why) -> None:
        """Search in a thread; an answer that a later search has overtaken is dropped."""
        self._serial += 1
        if typed.strip():
            self._search(self._serial, typed, self.sorting, why)
        elif self.results is not None:
            self._show_all()

    def stop_searching(self) -> None:
        """All articles again, with the keys in the list."""
        self._serial += 1
        self.close_search_bar()
        if self._typed or self.results is not None:
            self._show_all()
        self.go_to(LIST)

    def _show_all(self) -> None:
        self._typed, self.results = "", None
        self.matching = MatchWalk()
        header = self.query_one(HeaderLine)
        header.searched, header.found = "", None
        feed = Feed(self.library.articles)
        with self.telling_errors():
            feed.reload()
            self.article_list.show(feed, stay=True)
            self.show_matches()

    @work(thread=True, exclusive=True, group="search")
    def _search(self, serial: int, typed: str, sorting: Sorting, why: Why) -> None:
        worker = get_current_worker()
        try:
            hits = self._hits(typed, sorting, why)
            feed = ResultFeed(self.library, hits)
            feed.ensure(0, PAGE - 1)
        except DatelineError as error:
            self.post_message(self.NotFound(serial, error, why))
        else:
            if not worker.is_cancelled:
                self.post_message(self.Found(serial, hits.query.text if why == "taken" else typed, feed, why))

    def _hits(self, typed: str, sorting: Sorting, why: Why) -> Hits:
        """What is found; the last word may be unfinished while one types, or when nothing is found without."""
        begun = _with_star(typed) if why in ("typing", "taken") else None
        if why == "typing" and begun is not None:
            return self.library.search.find(begun, sorting)
        hits = self.library.search.find(typed, sorting)
        if hits.ids or begun is None:
            return hits
        return self.library.search.find(begun, sorting)

    @on(Found)
    def _found(self, message: Found) -> None:
        if message.serial != self._serial:
            return
        self.results, self._typed = message.feed, message.typed
        header = self.query_one(HeaderLine)
        header.searched, header.found = message.typed, message.feed.total
        self.article_list.show(message.feed, stay=message.why in ("again", "taken"))
        self.request_matches()
        if message.why in ("taken", "saved") and not message.feed.total:
            self.footer.tell("Nothing found.")

    @on(NotFound)
    def _not_found(self, message: NotFound) -> None:
        if message.serial != self._serial:
            return
        error = message.error
        bar = self.search_bar
        if isinstance(error, QueryError) and bar.display and message.why == "typing":
            unfinished = error.at[1] == len(error.query) and bar.offers
            if error.query == bar.input.value and not unfinished:
                bar.show_error(error.at, error.advice)
        else:
            self.footer.tell(str(error), failed=True)

    def reload(self) -> None:
        """Search anew, too."""
        super().reload()
        if self._typed:
            self.search_for(self._typed, "again")

    # --- matches in the article

    def _show_findings(self, words: str = "", *, keep: bool = False) -> None:
        super()._show_findings(words, keep=keep)
        self.request_matches()

    def request_matches(self) -> None:
        """Look for the query's matches in the article at hand, in a thread."""
        reading = self.reading
        self.matching = MatchWalk()
        if self.results is None or reading is None or reading.article.id is None:
            self.show_matches()
            return
        self._find_matches(reading.article.id, self.results.hits.query)

    @work(thread=True, exclusive=True, group="matches")
    def _find_matches(self, article_id: int, query: Query) -> None:
        try:
            findings = self.library.findings.of(article_id)
            matches = self.library.search.matches(query, article_id)
            spans = spans_found(matches, findings.effective if findings else None)
        except DatelineError as error:
            self.app.call_from_thread(self.footer.tell, str(error), failed=True)
        else:
            self.post_message(self.MatchesFound(article_id, query, spans[:MOST_MARKED]))

    @on(MatchesFound)
    def _matches_found(self, message: MatchesFound) -> None:
        reading, results = self.reading, self.results
        if reading is None or results is None:
            return
        if (reading.article.id, results.hits.query) == (message.article_id, message.query):
            self.matching = MatchWalk(message.spans)
            self.show_matches()

    @property
    def walked(self) -> MatchWalk:
        """What ``n`` walks: the words found in the article, or else the matches of the search."""
        return self.finding if self.finding.spans else self.matching

    # --- the footer

    def hints(self) -> list[tuple[str, str]]:
        """Keys of the bar while it has them."""
        if self.focused is self.search_bar.input:
            other = "newest first" if self.sorting == "rank" else "best match first"
            return [("enter", "results"), ("tab", "complete"), ("ctrl+t", other), ("esc", "all articles")]
        return super().hints()


def _with_star(typed: str) -> Query | None:
    """The query with its last word taken as begun, None where it does not end in a word that could go on."""
    if not _UNFINISHED.search(typed) or typed.endswith(("OR", "AND", "NOT")):
        return None
    try:
        return parse(typed + "*")
    except QueryError:
        return None
