"""Articles: kept once, listed by date, with their reading state and the machine's findings."""

from __future__ import annotations

import json
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from sqlite_utils import Database

from store.actors import Actors
from store.incidents import Incidents
from store.journal import Journal
from store.model import Article, ArticleRow, DatelineError, Extraction

Cursor = tuple[str, int]
"""Where a page begins or ends: ``(sort_date, id)`` of an article."""

_ROW = (
    "SELECT a.id, a.title, a.source, a.published, a.sort_date, a.language, a.unread, a.starred,"
    " (SELECT group_concat(name, ',') FROM (SELECT name FROM tags JOIN article_tags ON tag = tags.id"
    " WHERE article = a.id ORDER BY name COLLATE NOCASE)) FROM articles a"
)
_ARTICLE = "title, text, source, url, author, published, language, text_hash, added, id, unread, starred"


@dataclass(frozen=True, slots=True)
class Added:
    """What adding did: the article's id, and whether it is new (else it was there already)."""

    id: int
    new: bool


@dataclass(frozen=True, slots=True)
class Counts:
    """How many articles there are, unread, and starred."""

    total: int
    unread: int
    starred: int


class Articles:
    """The shelf of articles."""

    def __init__(self, connect: Callable[[], Database], journal: Journal, actors: Actors, incidents: Incidents) -> None:
        self._connect = connect
        self._journal = journal
        self._actors = actors
        self._incidents = incidents

    def add(self, article: Article) -> Added:
        """Keep an article; one with the same text or the same URL is there already and stays as it is."""
        db = self._connect()
        added = datetime.now(UTC).isoformat(timespec="seconds")
        with db.atomic():
            known = db.execute(
                "SELECT id FROM articles WHERE text_hash = ? OR (url IS NOT NULL AND url = ?)",
                [article.text_hash, article.url],
            ).fetchone()
            if known is not None:
                return Added(int(known[0]), False)
            id = db.execute(
                "INSERT INTO articles (title, source, url, author, published, added, sort_date, language, text, text_hash)"
                " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                [
                    article.title, article.source, article.url, article.author, article.published, added,
                    article.published or added[:10], article.language, article.text, article.text_hash,
                ],  # fmt: skip
            ).lastrowid
            db.execute("INSERT INTO originals VALUES (?, ?)", [id, zlib.compress(article.original, 6)])
        return Added(int(id or 0), True)

    def get(self, id: int) -> Article:
        """One article, without its original bytes.

        Raises:
            DatelineError: there is none with this id.
        """
        row = self._connect().execute(f"SELECT {_ARTICLE} FROM articles WHERE id = ?", [id]).fetchone()
        if row is None:
            raise DatelineError(f"there is no article {id}: `dateline` lists what there is")
        names = [name.strip() for name in _ARTICLE.split(",")]
        values: dict[str, Any] = dict(zip(names, row, strict=True))
        values |= {"unread": bool(values["unread"]), "starred": bool(values["starred"]), "tags": self.row(id).tags}
        return Article(**values)

    def original(self, id: int) -> bytes:
        """The bytes an article was made from.

        Raises:
            DatelineError: there is no such article.
        """
        row = self._connect().execute("SELECT zlib FROM originals WHERE article = ?", [id]).fetchone()
        if row is None:
            raise DatelineError(f"there is no article {id}: `dateline` lists what there is")
        return zlib.decompress(row[0])

    def page(self, *, after: Cursor | None = None, before: Cursor | None = None, limit: int = 200) -> list[ArticleRow]:
        """Rows newest first: the first page, the one below ``after``, or the one right above ``before``."""
        if before is not None:
            where, order, values = "WHERE (a.sort_date, a.id) > (?, ?)", "a.sort_date ASC, a.id ASC", [*before]
        elif after is not None:
            where, order, values = "WHERE (a.sort_date, a.id) < (?, ?)", "a.sort_date DESC, a.id DESC", [*after]
        else:
            where, order, values = "", "a.sort_date DESC, a.id DESC", []
        rows = self._rows(f"{where} ORDER BY {order} LIMIT ?", [*values, limit])
        return rows[::-1] if before is not None else rows

    def tail(self, limit: int = 200) -> list[ArticleRow]:
        """The last page of the list: its oldest articles, newest of them first."""
        return self._rows("ORDER BY a.sort_date ASC, a.id ASC LIMIT ?", [limit])[::-1]

    def row(self, id: int) -> ArticleRow:
        """The list's row of one article.

        Raises:
            DatelineError: there is no such article.
        """
        rows = self._rows("WHERE a.id = ?", [id])
        if not rows:
            raise DatelineError(f"there is no article {id}: `dateline` lists what there is")
        return rows[0]

    def _rows(self, tail: str, values: list[Any]) -> list[ArticleRow]:
        return [
            ArticleRow(*row[:6], bool(row[6]), bool(row[7]), tuple(row[8].split(",")) if row[8] else ())
            for row in self._connect().execute(f"{_ROW} {tail}", values)
        ]

    def counts(self) -> Counts:
        """How many there are."""
        db = self._connect()
        one = lambda where: int(db.execute(f"SELECT count(*) FROM articles {where}").fetchone()[0])  # noqa: E731
        return Counts(one(""), one("WHERE unread"), one("WHERE starred"))

    # --- the reader's marks

    def set_unread(self, id: int, unread: bool) -> None:
        """Mark an article unread or read."""
        self._mark(id, "unread", unread, "mark unread" if unread else "mark read")

    def set_starred(self, id: int, starred: bool) -> None:
        """Star an article or take its star away."""
        self._mark(id, "starred", starred, "star" if starred else "unstar")

    def _mark(self, id: int, column: str, value: bool, words: str) -> None:
        if bool(getattr(self.row(id), column)) == value:
            return
        sql = f"UPDATE articles SET {column} = ? WHERE id = ?"
        self._journal.record(words, [(sql, [int(value), id])], [(sql, [int(not value), id])])

    # --- the machine's findings

    def attach(self, id: int, extraction: Extraction) -> None:
        """Put an extraction in the place of the one an article had; nothing of the reader's is touched."""
        db = self._connect()
        with db.atomic():
            db.execute("DELETE FROM extractions WHERE article = ?", [id])
            db.execute("DELETE FROM sentences WHERE article = ?", [id])
            db.execute(
                "INSERT INTO extractions VALUES (?, ?, ?)", [id, extraction.engine, json.dumps(extraction.limits)]
            )
            db.conn.executemany(  # type: ignore[union-attr]
                "INSERT INTO sentences VALUES (?, ?, ?, ?)",
                [(id, n, start, end) for n, (start, end) in enumerate(extraction.sentences)],
            )
            self._actors.replace(id, extraction.actors)
            self._incidents.replace(id, extraction.incidents)

    def extraction(self, id: int) -> Extraction | None:
        """The findings of an article, or None when it was not looked at yet."""
        db = self._connect()
        head = db.execute("SELECT engine, limits FROM extractions WHERE article = ?", [id]).fetchone()
        if head is None:
            return None
        spans = db.execute('SELECT start, "end" FROM sentences WHERE article = ? ORDER BY number', [id])
        return Extraction(
            sentences=tuple((start, end) for start, end in spans),
            actors=self._actors.of(id),
            incidents=self._incidents.of(id),
            engine=head[0],
            limits=tuple(json.loads(head[1])),
        )
