"""From what files hold to articles in a library: links are followed, articles read, in processes where there are many."""

from __future__ import annotations

import os
import signal
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass, field, replace
from itertools import chain, islice
from multiprocessing import get_context
from typing import Literal

from store.daemons import Daemons
from store.intake.fetch import Cancelled, Courtesy
from store.intake.formats import Aside, Found, Link, Piece, Subscription
from store.intake.formats.reading import Given, article_of
from store.library import Library
from store.links import follow, whole_of
from store.model import DatelineError
from store.prepared import Prepared, digest, prepare

Outcome = Literal["added", "updated", "duplicate", "empty", "failed", "subscribed", "to fetch", "aside"]

MANY = 50
"""Articles above which they are read the fast way, and in several processes."""
_FETCHED_AT_ONCE = 8
_WRITTEN_AT_ONCE = 40
_FAULTS = (
    ArithmeticError, AssertionError, AttributeError, ImportError, LookupError, MemoryError, OSError, RuntimeError,
    TypeError, ValueError,
)  # fmt: skip
"""What the libraries that read pages may raise on one page; it must not end the others."""


@dataclass(frozen=True, slots=True)
class Result:
    """What became of one thing: ``name`` is where it came from, ``why`` the reason in words where there is one.

    ``copies`` are the ids of near-duplicates; ``version`` counts the texts of an article that came in.
    """

    outcome: Outcome
    name: str
    id: int | None = None
    title: str | None = None
    url: str | None = None
    version: int = 1
    why: str = ""
    copies: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Ready:
    """An article read and prepared in whatever process, or ``error`` in words."""

    name: str
    prepared: Prepared | None
    error: str = ""


@dataclass(slots=True)
class Adding:
    """One run that adds articles.

    Attributes:
        library: where to, None where there is none yet.
        make: makes the library, when the first article is there to be kept.
        given: what is said of all of them.
        tags: for each of them.
        careful: how pages are read; None for the careful way up to ``MANY`` articles and the fast way above.
        dry: nothing is kept or asked of the network; the results say what would become of each.
        scratch: with ``dry``, a library to throw away, in which the run's own duplicates are found.
        courtesy: how hosts are asked.
        processes: for many articles; by default one a core.
    """

    library: Library | None = None
    make: Callable[[], Library] | None = None
    given: Given = field(default_factory=Given)
    tags: tuple[str, ...] = ()
    careful: bool | None = None
    dry: bool = False
    scratch: Library | None = None
    courtesy: Courtesy = field(default_factory=Courtesy)
    processes: int = field(default_factory=lambda: os.cpu_count() or 1)

    def run(self, found: Iterable[Found]) -> Iterator[Result]:
        """Add everything found, and say of each thing what became of it, about in its order."""
        items = self._followed(found)
        first = list(islice(items, MANY + 1))
        many = sum(isinstance(item, Piece) for item in first) > MANY
        careful = not many if self.careful is None else self.careful
        everything = self._sorted_out(chain(first, items))
        read = (
            _in_processes(everything, self.given, careful, self.processes)
            if many
            else _here(everything, self.given, careful)
        )
        yield from self._kept(read)

    # --- from links to pieces

    def _followed(self, found: Iterable[Found]) -> Iterator[Found | Result]:
        """Pages in the place of links, several hosts at a time."""
        pending: deque[Future[list[Found | Result]]] = deque()
        with Daemons(_FETCHED_AT_ONCE) as threads:
            for item in found:
                if isinstance(item, Link) or (isinstance(item, Piece) and item.link):
                    pending.append(threads.submit(self._fetched, item))
                else:
                    yield item
                while len(pending) > 2 * _FETCHED_AT_ONCE or (pending and pending[0].done()):
                    yield from pending.popleft().result()
            while pending:
                yield from pending.popleft().result()

    def _fetched(self, item: Link | Piece) -> list[Found | Result]:
        address = item.url if isinstance(item, Link) else item.link
        known = self.library.articles.find_by_url(address) if self.library and address else None
        if known is not None and not (isinstance(item, Link) and item.named):
            return [Result("duplicate", address or "", known, item.title, address, why="the same address")]
        if self.dry:
            return [Result("to fetch", address or "", title=item.title, url=address)]
        if isinstance(item, Piece):
            return [whole_of(item, self.courtesy)]
        return list(follow(item, self.courtesy))

    # --- from pieces to results

    def _sorted_out(self, items: Iterable[Found | Result]) -> Iterator[Piece | Result]:
        """Pieces still to be read; a file that is there already is not read again."""
        for item in items:
            if isinstance(item, Piece):
                found = digest(item.data)
                known = self.library.articles.find_file(found) if self.library and found else None
                if known is not None:
                    yield self._there(item, known)
                else:
                    yield item
            else:
                yield self._result(item)

    def _there(self, item: Piece, known: int) -> Result:
        assert self.library is not None
        title = self.library.articles.row(known).title
        return Result("duplicate", item.name, known, title, item.url, why="the same file")

    def _result(self, item: Found | Result) -> Result:
        if isinstance(item, Cancelled):
            raise item
        if isinstance(item, DatelineError):
            return Result("failed", "", why=str(item))
        if isinstance(item, Aside):
            return Result("aside", item.name)
        if isinstance(item, Subscription):
            new = True
            if not self.dry:
                _, new = self._shelf().feeds.add(item.url, title=item.title, folder=item.folder, tags=self.tags)
            why = "" if new else "the same feed"
            return Result("subscribed" if new else "duplicate", item.url, title=item.title, url=item.url, why=why)
        assert isinstance(item, Result)
        return item

    def _kept(self, read: Iterable[Ready | Result]) -> Iterator[Result]:
        iterator = iter(read)
        first = True
        while batch := list(islice(iterator, 1 if first else _WRITTEN_AT_ONCE)):
            yield from self._written(batch)
            first = False

    def _written(self, batch: list[Ready | Result]) -> list[Result]:
        if self.library is None or self.dry or len(batch) == 1:
            return [item if isinstance(item, Result) else self._keep(item) for item in batch]
        with self.library.batch():
            return [item if isinstance(item, Result) else self._keep(item) for item in batch]

    def _keep(self, ready: Ready) -> Result:
        if ready.prepared is None:
            return Result("failed", ready.name, why=ready.error)
        new = replace(ready.prepared, tags=(*ready.prepared.tags, *self.tags))
        title, url = str(new.columns["title"]), new.columns["url"]
        try:
            done = (self.library.articles.foresee(new) if self.library else None) if self.dry else None
            done = done or self._shelf().articles.add(new)
        except DatelineError as error:
            return Result("failed", ready.name, why=str(error))
        outcome: Outcome = "empty" if done.new and new.columns["empty"] else done.outcome
        address = str(url) if url else None
        number = None if self.dry and done.new else done.id
        return Result(outcome, ready.name, number, title, address, done.version, done.why, done.copies)

    def _shelf(self) -> Library:
        if self.dry and self.scratch is not None:
            return self.scratch
        if self.library is None and self.make is not None:
            self.library = self.make()
        if self.library is None:
            raise ValueError("there is neither a library nor a way to make one")
        return self.library


def ready(piece: Piece, given: Given, careful: bool) -> Ready:
    """Read and prepare one article; the whole of what a worker process does."""
    try:
        article = article_of(piece, given, careful=careful)
        return Ready(piece.name, prepare(article, piece.aliases))
    except DatelineError as error:
        return Ready(piece.name, None, str(error))
    except _FAULTS as error:
        return Ready(piece.name, None, f"{piece.name} cannot be read ({type(error).__name__}): save it as plain text")


def _here(items: Iterable[Piece | Result], given: Given, careful: bool) -> Iterator[Ready | Result]:
    for item in items:
        yield item if isinstance(item, Result) else ready(item, given, careful)


def _in_processes(
    items: Iterable[Piece | Result], given: Given, careful: bool, processes: int
) -> Iterator[Ready | Result]:
    """The same in worker processes, in order; a page that ends its process fails alone."""
    pool = _pool(processes)
    pending: deque[tuple[Piece, Future[Ready]] | Result] = deque()
    try:
        for item in items:
            pending.append(item if isinstance(item, Result) else (item, pool.submit(ready, item, given, careful)))
            while len(pending) > 4 * processes:
                try:
                    yield _next(pending)
                except BrokenProcessPool:
                    pool.shutdown(wait=False, cancel_futures=True)
                    yield from _one_by_one(pending, given, careful)
                    pool = _pool(processes)
        while pending:
            try:
                yield _next(pending)
            except BrokenProcessPool:
                yield from _one_by_one(pending, given, careful)
    finally:
        pool.shutdown(wait=False, cancel_futures=True)


def _next(pending: deque[tuple[Piece, Future[Ready]] | Result]) -> Ready | Result:
    item = pending[0]
    done = item if isinstance(item, Result) else item[1].result()
    pending.popleft()
    return done


def _one_by_one(
    pending: deque[tuple[Piece, Future[Ready]] | Result], given: Given, careful: bool
) -> Iterator[Ready | Result]:
    """What was under way when a process ended, each in a process of its own, so that the culprit is found."""
    while pending:
        item = pending.popleft()
        if isinstance(item, Result):
            yield item
            continue
        piece, _ = item
        with _pool(1) as alone:
            try:
                yield alone.submit(ready, piece, given, careful).result()
            except BrokenProcessPool:
                yield Ready(piece.name, None, f"{piece.name} ended the process that read it: it was left out")


def _pool(processes: int) -> ProcessPoolExecutor:
    return ProcessPoolExecutor(processes, mp_context=get_context("spawn"), initializer=_start)


def _start() -> None:
    """The process that began the run answers an interrupt, not its workers; they load what they need at once."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    from store.intake import page  # noqa: F401
