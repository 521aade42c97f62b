"""Articles: kept once, paged by date, with the reader's marks and the machine's newest extraction."""

from __future__ import annotations

import hashlib
import json
import sqlite3
import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from store.connection import Connections
from store.extractions import Extractions
from store.findings import EffectiveFindings
from store.journal import Journal, titles, utc_now
from store.model import Article, ArticleRow, DatelineError, Extraction
from store.tags import Tags, folded, tag_name
from store.text import clean_line

if TYPE_CHECKING:
    from sqlite_utils import Database

Cursor = tuple[str, int]
"""A place in the list: an article's sort date and id."""

COMPRESSION_LEVEL = 6
"""zlib's own default, its balance of speed and size (https://zlib.net/manual.html#Constants)."""

_ROW = """
    SELECT id, title, source, published, sort_date, language, unread, starred, reviewed,
           coalesce(findings, 0) AS findings, coalesce(unreviewed, 0) AS unreviewed
    FROM articles LEFT JOIN effective_articles ON article_id = id
"""
_NEWEST_FIRST = "ORDER BY sort_date DESC, id DESC LIMIT ?"
_OLDEST_FIRST = "ORDER BY sort_date, id LIMIT ?"


@dataclass(frozen=True, slots=True)
class Added:
    """The outcome of adding: ``new`` is False where the library had the article already."""

    id: int
    new: bool


@dataclass(frozen=True, slots=True)
class Counts:
    """How many articles there are, and how many of them unread and starred."""

    total: int
    unread: int
    starred: int


class Articles:
    """The articles of a library."""

    def __init__(self, connections: Connections, journal: Journal, tags: Tags, findings: EffectiveFindings) -> None:
        self._connections = connections
        self._journal = journal
        self._tags = tags
        self._findings = findings
        self._extractions = Extractions(connections)

    def add(self, article: Article) -> Added:
        """Keep an article with its original bytes and its tags, unless the library has its text or its address already.

        The text is kept letter by letter, since offsets count in it; ``added`` and ``text_hash`` are set here. An
        article that is there already is left as it is, its tags included.

        Raises:
            DatelineError: There is no text, a date is not ``YYYY-MM-DD``, or a tag's name is no name.
        """
        if not article.text.strip():
            raise DatelineError("the article has no text: there is nothing to read in it")
        row = _row_of(article)
        names = [tag_name(name) for name in article.tags]
        original = zlib.compress(article.original, COMPRESSION_LEVEL)
        with self._connections.writing() as database:
            known = _known(database, row)
            if known is not None:
                return Added(known, new=False)
            number = _insert(database, row)
            database.execute(
                "INSERT INTO originals (article_id, coding, data) VALUES (?, 'zlib', ?)", [number, original]
            )
            for name in names:
                database.execute(
                    "INSERT OR IGNORE INTO article_tags (article_id, folded, name) VALUES (?, ?, ?)",
                    [number, folded(name), self._tags.spelling(name)],
                )
            return Added(number, new=True)

    def get(self, article_id: int) -> Article:
        """One article with its text; the bytes it was made from stay where they are (see :meth:`original`).

        Raises:
            DatelineError: There is no such article.
        """
        with self._connections.reading():
            row = self._one("SELECT * FROM articles WHERE id = ?", article_id)
            return Article(
                title=row["title"],
                text=row["text"],
                source=row["source"],
                url=row["url"],
                author=row["author"],
                published=row["published"],
                language=row["language"],
                text_hash=row["text_hash"],
                added=row["added"],
                id=row["id"],
                unread=bool(row["unread"]),
                starred=bool(row["starred"]),
                tags=self._tags.of(article_id),
            )

    def original(self, article_id: int) -> bytes:
        """The bytes an article was made from.

        Raises:
            DatelineError: There is no such article, or its bytes are damaged or were kept by a newer Dateline.
        """
        row = self._one("SELECT coding, data FROM originals WHERE article_id = ?", article_id)
        try:
            if row["coding"] == "zlib":
                return zlib.decompress(row["data"])
        except zlib.error:
            raise DatelineError(
                f"the original of article {article_id} is damaged: add it again from its source"
            ) from None
        raise DatelineError(f"the original of article {article_id} was kept by a newer Dateline: update Dateline")

    def find_by_url(self, url: str) -> int | None:
        """The article that was taken from an address, None when there is none."""
        rows = self._connections.rows("SELECT id FROM articles WHERE url = ?", [clean_line(url)])
        return int(rows[0]["id"]) if rows else None

    def page(self, *, after: Cursor | None = None, before: Cursor | None = None, limit: int = 200) -> list[ArticleRow]:
        """Up to ``limit`` rows of the list, newest first; articles without a date stand where they were added.

        Args:
            after: Give the rows just below this place.
            before: Give the rows just above this place (in the list's order, too). Not together with ``after``.
            limit: The most rows to give.
        """
        if after is not None and before is not None:
            raise ValueError("a page lies after a place or before it, not both")
        if before is not None:
            rows = self._rows(f"{_ROW} WHERE (sort_date, id) > (?, ?) {_OLDEST_FIRST}", *before, limit)
            return rows[::-1]
        if after is not None:
            return self._rows(f"{_ROW} WHERE (sort_date, id) < (?, ?) {_NEWEST_FIRST}", *after, limit)
        return self._rows(f"{_ROW} {_NEWEST_FIRST}", limit)

    def tail(self, limit: int = 200) -> list[ArticleRow]:
        """The last rows of the list (the oldest articles), in the list's order."""
        return self._rows(f"{_ROW} {_OLDEST_FIRST}", limit)[::-1]

    def row(self, article_id: int) -> ArticleRow:
        """The list's row of one article.

        Raises:
            DatelineError: There is no such article.
        """
        found = self._rows(f"{_ROW} WHERE id = ?", article_id)
        if not found:
            raise _missing(article_id)
        return found[0]

    def rows(self, article_ids: Sequence[int]) -> list[ArticleRow]:
        """The list's rows of some articles in the order asked for; those that are not there are left out."""
        found = self._rows(f"{_ROW} WHERE id IN (SELECT value FROM json_each(?))", json.dumps(list(article_ids)))
        by_id = {row.id: row for row in found}
        return [by_id[number] for number in article_ids if number in by_id]

    def ids(self, *, without_findings: bool = False) -> list[int]:
        """The numbers of all articles in the list's order, or of those that have no extraction yet."""
        where = "WHERE id NOT IN (SELECT article_id FROM extractions)" if without_findings else ""
        sql = f"SELECT id FROM articles {where} ORDER BY sort_date DESC, id DESC"
        return [row["id"] for row in self._connections.rows(sql)]

    def counts(self) -> Counts:
        """How many articles there are, how many of them unread, how many starred."""
        sql = """
            SELECT (SELECT count(*) FROM articles),
                   (SELECT count(*) FROM articles WHERE unread),
                   (SELECT count(*) FROM articles WHERE starred)
        """
        return Counts(*self._connections.rows(sql)[0])

    def set_unread(self, article_id: int, unread: bool) -> None:
        """Mark an article unread or read, as one journal entry.

        Raises:
            DatelineError: There is no such article.
        """
        self.mark_unread([article_id], unread)

    def set_starred(self, article_id: int, starred: bool) -> None:
        """Star an article or take its star away, as one journal entry.

        Raises:
            DatelineError: There is no such article.
        """
        self.mark_starred([article_id], starred)

    def mark_unread(self, article_ids: Sequence[int], unread: bool) -> int:
        """Mark several articles unread or read, as one journal entry.

        Returns:
            The number of articles that changed.

        Raises:
            DatelineError: There is no such article.
        """
        return self._mark(article_ids, "unread", unread, f"marked {{}} {'unread' if unread else 'read'}")

    def mark_starred(self, article_ids: Sequence[int], starred: bool) -> int:
        """Star several articles or take their stars away, as one journal entry; see :meth:`mark_unread`."""
        return self._mark(article_ids, "starred", starred, "starred {}" if starred else "took the star off {}")

    def mark_reviewed(self, article_ids: Sequence[int], reviewed: bool) -> int:
        """Mark several articles reviewed or not, as one journal entry; see :meth:`mark_unread`.

        An article whose findings all have a verdict is reviewed without this mark, too.
        """
        words = "marked {} reviewed" if reviewed else "took the mark of a reviewed article off {}"
        return self._mark(article_ids, "reviewed", reviewed, words)

    def attach(self, article_id: int, extraction: Extraction) -> None:
        """Put an extraction in the place of the article's former one; nothing of the reader's is touched.

        Raises:
            DatelineError: There is no such article.
            ValueError: Two findings share an id, or an incident names an actor that the extraction has not.
        """
        with self._connections.writing() as database:
            self._one("SELECT id FROM articles WHERE id = ?", article_id)
            self._extractions.put(article_id, extraction)
            self._findings.derive(database, [article_id])

    def extraction(self, article_id: int) -> Extraction | None:
        """The article's newest extraction, equal to the one attached; None when there is none."""
        return self._extractions.of(article_id)

    def _rows(self, sql: str, *parameters: str | int) -> list[ArticleRow]:
        with self._connections.reading():
            rows = self._connections.rows(sql, parameters)
            tags = self._tags.of_each([row["id"] for row in rows])
        return [_listed(row, tags.get(row["id"], ())) for row in rows]

    def _one(self, sql: str, article_id: int) -> sqlite3.Row:
        rows = self._connections.rows(sql, [article_id])
        if not rows:
            raise _missing(article_id)
        return rows[0]

    def _mark(self, article_ids: Sequence[int], column: str, value: bool, words: str) -> int:
        with self._connections.writing():
            what = titles(self._connections, article_ids)
            with self._journal.record(words.format(what)) as change:
                change.update_each("articles", [{"id": id} for id in article_ids], {column: int(value)})
                return len(change.after)


def _missing(article_id: int) -> DatelineError:
    return DatelineError(f"there is no article {article_id} in this library")


def _listed(row: sqlite3.Row, tags: tuple[str, ...]) -> ArticleRow:
    return ArticleRow(
        id=row["id"],
        title=row["title"],
        source=row["source"],
        published=row["published"],
        sort_date=row["sort_date"],
        language=row["language"],
        unread=bool(row["unread"]),
        starred=bool(row["starred"]),
        tags=tags,
        reviewed=bool(row["reviewed"]) or (row["findings"] > 0 and row["unreviewed"] == 0),
        findings=row["findings"],
        unreviewed=row["unreviewed"],
    )


def _row_of(article: Article) -> dict[str, str | int | None]:
    published = _iso_date(article.published)
    added = utc_now()
    return {
        "sort_date": published or added[:10],
        "published": published,
        "added": added,
        "unread": int(article.unread),
        "starred": int(article.starred),
        "language": _line(article.language),
        "title": clean_line(article.title),
        "source": _line(article.source),
        "author": _line(article.author),
        "url": _line(article.url),
        "text_hash": _hash(article.text),
        "text": article.text,
    }


def _line(value: str | None) -> str | None:
    return (clean_line(value) or None) if value is not None else None


def _iso_date(value: str | None) -> str | None:
    if not value:
        return None
    try:
        return date.fromisoformat(value).isoformat()
    except ValueError:
        raise DatelineError(f"“{clean_line(value)}” is not a date: write it as 2024-07-28") from None


def _hash(text: str) -> str:
    try:
        return hashlib.sha256(text.encode()).hexdigest()
    except UnicodeEncodeError:
        raise DatelineError("the article's text has broken characters in it: clean it with clean_text first") from None


def _known(database: Database, row: dict[str, str | int | None]) -> int | None:
    sql = "SELECT id FROM articles WHERE text_hash = :text_hash OR url = :url ORDER BY text_hash <> :text_hash LIMIT 1"
    found = database.execute(sql, {"text_hash": row["text_hash"], "url": row["url"]}).fetchone()
    return None if found is None else int(found["id"])


def _insert(database: Database, row: dict[str, str | int | None]) -> int:
    marks = ", ".join(f":{column}" for column in row)
    number = database.execute(f"INSERT INTO articles ({', '.join(row)}) VALUES ({marks})", row).lastrowid
    assert number is not None
    return number
