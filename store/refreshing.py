"""Refreshing feeds: what is new in each comes in whole, several hosts at a time; a feed that fails stops no other."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, wait
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime

from store.adding import Result, ready
from store.daemons import Daemons
from store.feeds import Feed, Standing
from store.intake.fetch import Cancelled, Courtesy, Later, fetch_politely
from store.intake.formats import Piece
from store.intake.formats.feed import Entry, Parsed, parse, piece
from store.intake.formats.reading import Given
from store.library import Library
from store.links import whole_of
from store.model import DatelineError

AT_ONCE = 6
"""Feeds that are asked at the same time; one host is never asked by two."""


SHORT = 1500
"""Characters up to which an article may be a feed's summary, so that its page is asked for again."""
_LOOKS_UP = 0.2
"""Seconds after which a run that waits for its hosts looks whether it was cancelled."""
_TAG = re.compile(r"<[^>]*>")
_MISSED = "only its summary: the page could not be had"


@dataclass(frozen=True, slots=True)
class Refreshed:
    """What one feed gave: ``error`` in words where it could not be had, ``unchanged`` where it had nothing newer."""

    feed: Feed
    results: tuple[Result, ...] = ()
    unchanged: bool = False
    error: str = ""

    def count(self, outcome: str) -> int:
        """How many of its entries had this outcome."""
        return sum(result.outcome == outcome for result in self.results)


@dataclass(slots=True)
class Refreshing:
    """One refresh.

    Attributes:
        library: whose feeds.
        courtesy: how hosts are asked; its ``cancelled`` ends the refresh.
        whole: whether the page of an entry that is only a summary is fetched.
        told: called from the refresh's threads with the feed and how many of its entries are done, of how many.
    """

    library: Library
    courtesy: Courtesy = field(default_factory=Courtesy)
    whole: bool = True
    told: Callable[[Feed, int, int], None] = lambda feed, done, total: None

    def run(self, feeds: Iterable[Feed]) -> Iterator[Refreshed]:
        """Refresh feeds; each as it is done.

        Raises:
            Cancelled: the refresh was cancelled; what came in until then stays.
        """
        with Daemons(AT_ONCE) as threads:
            waiting = {threads.submit(self._refresh, feed) for feed in feeds}
            while waiting:
                done, waiting = wait(waiting, timeout=_LOOKS_UP, return_when=FIRST_COMPLETED)
                for refreshed in done:
                    yield refreshed.result()
                self.courtesy.check()

    def _refresh(self, feed: Feed) -> Refreshed:
        self.courtesy.check()
        if feed.not_before and datetime.fromisoformat(feed.not_before) > datetime.now(UTC):
            return Refreshed(feed, error=f"{feed.name}: its server does not want to be asked before {feed.not_before}")
        try:
            return self._read(feed)
        except Cancelled:
            raise
        except DatelineError as error:
            wait = error.seconds if isinstance(error, Later) else None
            self.library.feeds.failed(feed.id, str(error), wait)
            return Refreshed(feed, error=str(error))

    def _read(self, feed: Feed) -> Refreshed:
        answer = fetch_politely(feed.url, self.courtesy, etag=feed.etag, modified=feed.modified)
        if answer.unchanged:
            self.library.feeds.answered(feed.id, etag=feed.etag, modified=feed.modified)
            return Refreshed(feed, unchanged=True)
        parsed = parse(answer.data, feed.name, answer.url)
        wanted = [(entry, mark) for entry, mark in _marked(parsed) if self._standing(feed, entry, mark) != "done"]
        results = []
        for number, (entry, mark) in enumerate(reversed(wanted), 1):  # the oldest first, so that ids follow time
            self.courtesy.check()
            results.append(self._take(feed, parsed, entry, mark))
            self.told(feed, number, len(wanted))
        # An entry whose page could not be had is tried again, so a server that has nothing newer must not hide it.
        missed = any(result.why == _MISSED for result in results)
        etag, modified = (None, None) if missed else (answer.etag, answer.modified)
        self.library.feeds.answered(feed.id, etag=etag, modified=modified, title=parsed.title)
        return Refreshed(feed, tuple(results))

    def _take(self, feed: Feed, parsed: Parsed, entry: Entry, mark: str) -> Result:
        short = piece(entry, parsed, feed.name)
        whole, missed = self._whole(short, new=self._standing(feed, entry, mark) == "new")
        if whole is None:
            self.library.feeds.remember(feed.id, entry.key, mark, complete=True)
            known = self.library.articles.find_by_url(short.url or "")
            return Result("duplicate", short.name, known, short.title, short.url, why="the same address")
        found = ready(whole, Given(), careful=True)
        if found.prepared is None:
            self.library.feeds.remember(feed.id, entry.key, mark, complete=False)
            return Result("failed", short.name, title=short.title, url=short.url, why=found.error)
        new = replace(found.prepared, tags=(*found.prepared.tags, *feed.tags))
        with self.library.batch():
            done = self.library.articles.add(new)
            self.library.feeds.remember(feed.id, entry.key, mark, complete=not missed)
        outcome = "empty" if done.new and new.columns["empty"] else done.outcome
        why = _MISSED if missed else done.why
        return Result(
            outcome, short.name, done.id, str(new.columns["title"]), short.url, done.version, why, done.copies
        )

    def _standing(self, feed: Feed, entry: Entry, mark: str) -> Standing:
        return self.library.feeds.standing(feed.id, entry.key, mark)

    def _whole(self, short: Piece, *, new: bool) -> tuple[Piece | None, bool]:
        """The entry with its whole text, and whether that could not be had.

        None for a new entry whose page came in another way; one that changed since is fetched again.
        """
        if short.link is None or not self.whole:
            return replace(short, link=None), False
        known = self.library.articles.find_by_url(short.link)
        if new and known is not None and len(self.library.articles.get(known).text) >= SHORT:
            return None, False
        found = whole_of(short, self.courtesy)
        return found, found.summary is None


def _marked(parsed: Parsed) -> list[tuple[Entry, str]]:
    """Each entry with the digest that tells whether it has changed."""
    # Of its words alone: what counts the readers of a feed is new in it at every refresh.
    words = ((entry, _TAG.sub(" ", entry.html)) for entry in parsed.entries)
    texts = ((entry, "\0".join((entry.title or "", entry.link or "", said))) for entry, said in words)
    return [(entry, hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()) for entry, text in texts]
