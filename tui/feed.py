"""The article list's rows, fetched page by page as they are looked at, never by an offset.

``Feed`` has every article and is filled from both ends; ``ResultFeed`` has what a search found, by the ids found.
"""

from __future__ import annotations

from threading import Lock
from typing import TYPE_CHECKING, Protocol

from store.model import ArticleRow, Span

if TYPE_CHECKING:
    from store.articles import Articles
    from store.library import Library
    from store.search.shelf import Hits

PAGE = 200
"""Rows fetched at a time."""


class Rows(Protocol):
    """What the article list needs of a feed; ``total`` counts its rows."""

    total: int

    def reload(self) -> None:
        """Forget the rows and fetch the first page."""

    def row(self, place: int) -> ArticleRow | None:
        """The row at ``place``, or None where it has not been fetched."""

    def missing(self, first: int, last: int) -> int:
        """How many rows must be fetched before all from ``first`` to ``last`` are there."""

    def ensure(self, first: int, last: int) -> None:
        """Fetch the rows from ``first`` to ``last``."""

    def place_of(self, article_id: int) -> int | None:
        """Where an article stands, or None."""

    def replace(self, row: ArticleRow) -> int | None:
        """Put a changed row in the place of its former self; its place, or None where it is not there."""

    def in_title(self, article_id: int) -> tuple[Span, ...]:
        """The spans of an article's title that were searched for."""

    def age(self) -> None:
        """Take every row fetched so far for one that may have changed: it is fetched anew when it is looked at."""

    def freshen(self, first: int, last: int) -> None:
        """Fetch anew what may have changed of the rows from ``first`` to ``last``."""

    def ids(self) -> list[int]:
        """The ids of all articles of the list, in its order."""


class Feed:
    """Rows by their place in the list (0 is the newest). Safe to be filled by one thread while another reads."""

    def __init__(self, articles: Articles) -> None:
        self._articles = articles
        self._lock = Lock()
        self.total = 0
        self._head: list[ArticleRow] = []
        self._tail: list[ArticleRow] = []
        self._stale: set[int] = set()

    def reload(self) -> None:
        """Forget everything and fetch the first page."""
        total, head = self._articles.counts().total, self._articles.page(limit=PAGE)
        with self._lock:
            self.total, self._head, self._tail = max(total, len(head)), head, []
            self._stale.clear()

    def age(self) -> None:
        """Take every row fetched so far for one that may have changed: it is fetched anew when it is looked at."""
        with self._lock:
            self._stale = {row.id for row in (*self._head, *self._tail)}

    def freshen(self, first: int, last: int) -> None:
        """Fetch anew what may have changed of the rows from ``first`` to ``last``."""
        for place in range(first, last + 1) if self._stale else ():
            row = self.row(place)
            if row is not None and row.id in self._stale:
                self._stale.discard(row.id)
                self.replace(self._articles.row(row.id))

    def ids(self) -> list[int]:
        """The ids of all articles of the list, in its order; fetches those that are not there yet."""
        self.ensure(0, self.total - 1)
        return [row.id for place in range(self.total) if (row := self.row(place)) is not None]

    def row(self, place: int) -> ArticleRow | None:
        """The row at ``place``, or None where it has not been fetched."""
        with self._lock:
            if 0 <= place < len(self._head):
                return self._head[place]
            from_tail = place - (self.total - len(self._tail))
            return self._tail[from_tail] if 0 <= from_tail < len(self._tail) else None

    def missing(self, first: int, last: int) -> int:
        """How many rows must be fetched before all from ``first`` to ``last`` are there."""
        with self._lock:
            top, bottom = len(self._head), self.total - len(self._tail)
        last = min(last, self.total - 1)
        if first >= bottom or last < top:
            return 0
        return min(last + 1 - top, bottom - first)

    def ensure(self, first: int, last: int) -> None:
        """Fetch pages, from the end that is nearer, until the rows from ``first`` to ``last`` are there."""
        while self.missing(first, last) > 0:
            with self._lock:
                top, bottom = len(self._head), self.total - len(self._tail)
            if min(last, self.total - 1) + 1 - top <= bottom - max(first, 0):
                fetched = self._down(bottom - top)
            else:
                fetched = self._up(bottom - top)
            if not fetched:
                self._close_gap()

    def _down(self, gap: int) -> int:
        after = (self._head[-1].sort_date, self._head[-1].id) if self._head else None
        rows = self._articles.page(after=after, limit=min(PAGE, gap))
        with self._lock:
            self._head.extend(rows)
        return len(rows)

    def _up(self, gap: int) -> int:
        limit = min(PAGE, gap)
        if self._tail:
            rows = self._articles.page(before=(self._tail[0].sort_date, self._tail[0].id), limit=limit)
        else:
            rows = self._articles.tail(limit)
        with self._lock:
            self._tail[0:0] = rows
        return len(rows)

    def _close_gap(self) -> None:
        """Rows that were counted are gone by now (another process removed them)."""
        with self._lock:
            self.total = len(self._head) + len(self._tail)

    def place_of(self, article_id: int) -> int | None:
        """Where a fetched article stands, or None."""
        with self._lock:
            for rows, base in ((self._head, 0), (self._tail, self.total - len(self._tail))):
                for number, row in enumerate(rows):
                    if row.id == article_id:
                        return base + number
        return None

    def replace(self, row: ArticleRow) -> int | None:
        """Put a changed row in the place of its former self; its place, or None where it is not fetched."""
        place = self.place_of(row.id)
        if place is None:
            return None
        with self._lock:
            if place < len(self._head):
                self._head[place] = row
            else:
                self._tail[place - (self.total - len(self._tail))] = row
        return place

    def in_title(self, article_id: int) -> tuple[Span, ...]:
        """Nothing was searched for."""
        return ()


class ResultFeed:
    """The articles a search found, in its order, with the words found in their titles. Safe as ``Feed`` is."""

    def __init__(self, library: Library, hits: Hits) -> None:
        self.hits = hits
        self.total = len(hits.ids)
        self._library = library
        self._lock = Lock()
        self._places = {number: place for place, number in enumerate(hits.ids)}
        self._rows: dict[int, ArticleRow] = {}
        self._in_title: dict[int, tuple[Span, ...]] = {}

    def reload(self) -> None:
        """Fetch the rows anew, as far as they are looked at; what was found stays as it is."""
        with self._lock:
            self._rows.clear()
        self.ensure(0, min(PAGE, self.total) - 1)

    def row(self, place: int) -> ArticleRow | None:
        """The row at ``place``, or None where it has not been fetched."""
        with self._lock:
            return self._rows.get(place)

    def missing(self, first: int, last: int) -> int:
        """How many of the rows from ``first`` to ``last`` are not there."""
        return len(self._gaps(first, last))

    def ensure(self, first: int, last: int) -> None:
        """Fetch the pages on which the rows from ``first`` to ``last`` stand."""
        for page in sorted({place // PAGE for place in self._gaps(first, last)}):
            self._fetch(range(page * PAGE, min(page * PAGE + PAGE, self.total)))

    def _gaps(self, first: int, last: int) -> list[int]:
        with self._lock:
            return [p for p in range(max(0, first), min(last + 1, self.total)) if p not in self._rows]

    def _fetch(self, places: range) -> None:
        ids = self.hits.ids[places.start : places.stop]
        rows = {row.id: row for row in self._library.articles.rows(ids)}
        in_title = self._library.search.in_titles(self.hits.query, ids)
        with self._lock:
            for place in places:
                number = self.hits.ids[place]
                self._rows[place] = rows.get(number) or _gone(number)
            self._in_title.update(in_title)

    def place_of(self, article_id: int) -> int | None:
        """Where an article stands, or None where it was not found."""
        return self._places.get(article_id)

    def replace(self, row: ArticleRow) -> int | None:
        """Put a changed row in the place of its former self; its place, or None where it was not found."""
        place = self.place_of(row.id)
        if place is not None:
            with self._lock:
                self._rows[place] = row
        return place

    def age(self) -> None:
        """Forget the rows: they are fetched anew when they are looked at."""
        with self._lock:
            self._rows.clear()

    def freshen(self, first: int, last: int) -> None:
        """Nothing is left to fetch anew: ``age`` keeps no row."""

    def ids(self) -> list[int]:
        """The ids of all articles found, in their order."""
        return list(self.hits.ids)

    def in_title(self, article_id: int) -> tuple[Span, ...]:
        """The spans of an article's title that were searched for, as far as its row has been fetched."""
        with self._lock:
            return self._in_title.get(article_id, ())


def _gone(number: int) -> ArticleRow:
    """Stands for an article that another process removed since it was found."""
    return ArticleRow(number, "(removed)", None, None, "", None, unread=False, starred=False)
