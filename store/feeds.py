"""The feeds the reader follows, and what is remembered of each so that nothing is fetched or read twice."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Literal

from store.addresses import canonical
from store.connection import Connections
from store.journal import utc_now
from store.model import DatelineError
from store.tags import tag_name
from store.text import clean_line

Standing = Literal["new", "changed", "missed", "done"]

MOST_TRIES = 4
"""Refreshes in which an entry's page is asked for; what cannot be had until then stays the summary it is."""


@dataclass(frozen=True, slots=True)
class Feed:
    """A feed that is followed.

    ``folder`` is its place in an OPML file, parted by slashes; ``tags`` are given to each article from it. ``etag``
    and ``modified`` are what its server gave last; ``checked`` is when it last answered (ISO 8601 UTC), ``error`` what
    went wrong at the last try, ``not_before`` the time before which its server does not want to be asked.
    """

    id: int
    url: str
    title: str | None
    folder: str | None
    tags: tuple[str, ...]
    etag: str | None
    modified: str | None
    added: str
    checked: str | None
    not_before: str | None
    error: str | None

    @property
    def name(self) -> str:
        """What to call it."""
        return self.title or self.url


class Feeds:
    """The feeds of a library."""

    def __init__(self, connections: Connections) -> None:
        self._connections = connections

    def add(
        self, url: str, *, title: str | None = None, folder: str | None = None, tags: Iterable[str] = ()
    ) -> tuple[Feed, bool]:
        """Follow a feed; one that is followed already is left as it is.

        Returns:
            The feed, and whether it is new.

        Raises:
            DatelineError: the address is no web address, or a tag's name is none.
        """
        url = clean_line(url)
        if not url.lower().startswith(("http://", "https://")):
            raise DatelineError(f"{url} is no web address: give one that begins with http:// or https://")
        names = json.dumps([tag_name(tag) for tag in tags], ensure_ascii=False)
        with self._connections.writing() as database:
            known = next((feed for feed in self.all() if canonical(feed.url) == canonical(url)), None)
            if known is not None:
                return known, False
            sql = "INSERT INTO feeds (url, title, folder, tags, added) VALUES (?, ?, ?, ?, ?)"
            database.execute(sql, [url, _line(title), _line(folder), names, utc_now()])
            return self.find(url), True

    def all(self) -> list[Feed]:
        """Every feed, by folder and name."""
        rows = self._connections.rows("SELECT * FROM feeds")
        return sorted(
            map(_feed, rows), key=lambda feed: ((feed.folder or "").casefold(), feed.name.casefold(), feed.id)
        )

    def find(self, which: str) -> Feed:
        """A feed by its number, its address, or its title.

        Raises:
            DatelineError: there is no such feed, or several have the title.
        """
        which = clean_line(which)
        feeds = self.all()
        for matches in (
            [feed for feed in feeds if str(feed.id) == which or feed.url == which],
            [feed for feed in feeds if canonical(feed.url) == canonical(which)],
            [feed for feed in feeds if (feed.title or "").casefold() == which.casefold()],
        ):
            if len(matches) == 1:
                return matches[0]
            if matches:
                raise DatelineError(f"several feeds are called {which}: name one by its number (`dateline feed list`)")
        raise DatelineError(f"there is no feed {which}: `dateline feed list` shows those there are")

    def remove(self, which: str) -> Feed:
        """Stop following a feed; the articles that came from it stay.

        Raises:
            DatelineError: there is no such feed.
        """
        with self._connections.writing() as database:
            feed = self.find(which)
            database.execute("DELETE FROM feeds WHERE id = ?", [feed.id])
            return feed

    # --- what a refresh remembers

    def answered(self, feed_id: int, *, etag: str | None, modified: str | None, title: str | None = None) -> None:
        """The server answered; a title the feed has none of is taken from it."""
        sql = """
            UPDATE feeds SET etag = ?, modified = ?, title = coalesce(title, ?), checked = ?, error = NULL,
            not_before = NULL WHERE id = ?
        """
        with self._connections.writing() as database:
            database.execute(sql, [etag, modified, _line(title), utc_now(), feed_id])

    def failed(self, feed_id: int, error: str, wait: float | None = None) -> None:
        """The feed could not be had; ``wait`` is for how many seconds its server does not want to be asked."""
        moment = datetime.now(UTC) + timedelta(seconds=min(wait, 86400.0 * 30)) if wait is not None else None
        not_before = moment.isoformat(timespec="seconds") if moment else None
        with self._connections.writing() as database:
            database.execute("UPDATE feeds SET error = ?, not_before = ? WHERE id = ?", [error, not_before, feed_id])

    def standing(self, feed_id: int, entry: str, digest: str) -> Standing:
        """What is to be done with an entry: it is new, has changed, its page was missed so far, or it is done."""
        sql = "SELECT digest, tries, complete FROM feed_entries WHERE feed_id = ? AND entry = ?"
        rows = self._connections.rows(sql, [feed_id, entry])
        if not rows:
            return "new"
        if rows[0]["digest"] != digest:
            return "changed"
        return "done" if rows[0]["complete"] or rows[0]["tries"] >= MOST_TRIES else "missed"

    def remember(self, feed_id: int, entry: str, digest: str, *, complete: bool) -> None:
        """An entry was read; ``complete`` says whether with its whole text."""
        sql = """
            INSERT INTO feed_entries (feed_id, entry, digest, tries, complete) VALUES (?, ?, ?, 1, ?)
            ON CONFLICT DO UPDATE SET tries = iif(digest = excluded.digest, tries + 1, 1),
            digest = excluded.digest, complete = excluded.complete
        """
        with self._connections.writing() as database:
            database.execute(sql, [feed_id, entry, digest, int(complete)])


def _feed(row: sqlite3.Row) -> Feed:
    return Feed(**{**dict(row), "tags": tuple(json.loads(row["tags"]))})


def _line(value: str | None) -> str | None:
    return (clean_line(value) or None) if value is not None else None
