"""Refreshing feeds from within the reader: in a thread, with progress, to be stopped by the same key."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from textual import on, work
from textual.message import Message
from textual.worker import Worker, get_current_worker

from store.model import DatelineError
from tui.screens.reader_base import ReaderBase
from tui.widgets.chrome import HeaderLine


class FeedActions(ReaderBase):
    """What the reader's commands on feeds do."""

    @dataclass
    class FeedsProgress(Message):
        """How far a refresh has come, in words."""

        words: str

    @dataclass
    class FeedsRefreshed(Message):
        """A refresh has ended: how many entries had which outcome, what went wrong, whether it was stopped."""

        feeds: int
        counts: Counter[str] = field(default_factory=Counter)
        errors: list[str] = field(default_factory=list)
        stopped: bool = False

    _refresh: Worker[None] | None = None

    def action_refresh_feeds(self) -> None:
        """Begin to refresh all feeds, or stop doing so."""
        if self._refresh is not None and self._refresh.is_running:
            self._refresh.cancel()
            self.query_one(HeaderLine).fetching = "stopping …"
            return
        with self.telling_errors():
            if not self.library.feeds.all():
                self.footer.tell("No feeds are followed yet: dateline feed add ADDRESS")
                return
            self.query_one(HeaderLine).fetching = "refreshing feeds"
            self._refresh = self._refresh_feeds()

    @work(thread=True, exclusive=True, group="feeds")
    def _refresh_feeds(self) -> None:
        """In a thread: refresh, and tell how far it is."""
        # Here, since HTTP and trafilatura take half a second to load.
        from store.intake.fetch import Cancelled, Courtesy
        from store.refreshing import Refreshing

        worker = get_current_worker()
        told = self.FeedsRefreshed(0)
        try:
            feeds = self.library.feeds.all()
            told.feeds = len(feeds)
            run = Refreshing(
                self.library,
                Courtesy(cancelled=lambda: worker.is_cancelled),
                told=lambda feed, done, total: self._tell_progress(f"{feed.name} {done} of {total}"),
            )
            for number, refreshed in enumerate(run.run(feeds), 1):
                told.counts.update(result.outcome for result in refreshed.results)
                told.errors += [refreshed.error] if refreshed.error else []
                self._tell_progress(f"refreshed {number} of {len(feeds)} feeds")
        except Cancelled:
            told.stopped = True
        except DatelineError as error:
            told.errors.append(str(error))
        self.post_message(told)

    def _tell_progress(self, words: str) -> None:
        self.post_message(self.FeedsProgress(words))

    @on(FeedsProgress)
    def _feeds_progress(self, message: FeedsProgress) -> None:
        if self._refresh is not None and self._refresh.is_running:
            self.query_one(HeaderLine).fetching = message.words

    @on(FeedsRefreshed)
    def _feeds_refreshed(self, message: FeedsRefreshed) -> None:
        self.query_one(HeaderLine).fetching = ""
        if message.counts["added"] or message.counts["updated"] or message.counts["empty"]:
            self.reload()
        came = ", ".join(f"{message.counts[name]} {name}" for name in ("added", "updated") if message.counts[name])
        words = [f"{'Stopped' if message.stopped else 'Refreshed'}: {came or 'nothing new'}"]
        if message.errors:
            words.append(f"{len(message.errors)} of {message.feeds} feeds failed: {message.errors[0]}")
        self.footer.tell("; ".join(words), failed=bool(message.errors))
