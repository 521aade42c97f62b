"""Articles: kept once, paged by date, with the reader's marks and the machine's newest extraction."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from store import copies, versions
from store.addresses import canonical
from store.connection import Connections
from store.extractions import Extractions
from store.findings import EffectiveFindings
from store.journal import Journal, titles, utc_now
from store.model import Article, ArticleRow, DatelineError, Edit, Extraction
from store.packing import unpack
from store.prepared import Prepared, edits_of, prepare, structure_of
from store.tags import Tags, folded, tag_name
from store.text import clean_line

if TYPE_CHECKING:
    from sqlite_utils import Database

Cursor = tuple[str, int]
"""A place in the list: an article's sort date and id."""

Outcome = Literal["added", "updated", "duplicate"]

_WHOLE = """
    SELECT articles.*, edits, structure, captions
    FROM articles LEFT JOIN cleanings ON article_id = id WHERE id = ?
"""
_ROW = """
    SELECT id, title, source, published, sort_date, language, unread, starred, reviewed,
           coalesce(findings, 0) AS findings, coalesce(unreviewed, 0) AS unreviewed
    FROM articles LEFT JOIN effective_articles ON article_id = id
"""
_NEWEST_FIRST = "ORDER BY sort_date DESC, id DESC LIMIT ?"
_OLDEST_FIRST = "ORDER BY sort_date, id LIMIT ?"


@dataclass(frozen=True, slots=True)
class Added:
    """The outcome of adding.

    ``updated`` means that another text of an article the library has was kept as its ``version``; ``read`` says
    whether that version is the one that is read now. ``why`` says what told a duplicate, or why a version is not read;
    ``copies`` are the ids of near-duplicates.
    """

    id: int
    outcome: Outcome
    why: str = ""
    version: int = 1
    read: bool = True
    copies: tuple[int, ...] = ()

    @property
    def new(self) -> bool:
        """Whether the library had no text of this article."""
        return self.outcome == "added"


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

    def add(self, article: Article | Prepared, aliases: Iterable[str] = ()) -> Added:
        """Keep an article with its original bytes, its edits and its tags, once.

        The same file, the same text and a text kept before are duplicates and left as they are, tags included; another
        text from a known address is a new version of its article, read from now on unless it is much shorter than the
        one that was (see ``store.versions``). The text is kept letter by letter, since offsets count in it; ``added``
        and ``text_hash`` are set here.

        Args:
            article: as it was read, or prepared elsewhere.
            aliases: other addresses under which it was met; for a prepared article they are in it.

        Raises:
            DatelineError: There is no text, a date is not ``YYYY-MM-DD``, or a tag's name is no name.
        """
        new = article if isinstance(article, Prepared) else prepare(article, aliases)
        names = [tag_name(name) for name in new.tags]
        with self._connections.writing() as database:
            known = _known(database, new)
            if known is not None:
                _meet(database, known.id, new)
            if known is None:
                known = Added(_insert(database, new), "added")
                self._tag(database, known.id, names)
            elif known.outcome == "updated":
                version, read = versions.keep(database, known.id, new)
                why = "" if read else "a fuller text is there already"
                known = Added(known.id, "updated", why, version, read)
            if known.outcome == "duplicate" or not known.read:
                return known
            title, text = str(new.columns["title"]), str(new.columns["text"])
            near = copies.link(database, known.id, title, text, new.signature)
            return Added(known.id, known.outcome, known.why, known.version, copies=tuple(near))

    def foresee(self, article: Article | Prepared, aliases: Iterable[str] = ()) -> Added | None:
        """What :meth:`add` would find: a duplicate or a further version of an article; None for a new one."""
        new = article if isinstance(article, Prepared) else prepare(article, aliases)
        with self._connections.reading():
            return _known(self._connections.db, new)

    def find_file(self, digest: str) -> int | None:
        """The article one of whose versions was made from bytes of this SHA-256 hex digest, None when there is none."""
        return _of_file(self._connections.db, digest)

    def _tag(self, database: Database, number: int, names: list[str]) -> None:
        for name in names:
            database.execute(
                "INSERT OR IGNORE INTO article_tags (article_id, folded, name) VALUES (?, ?, ?)",
                [number, folded(name), self._tags.spelling(name)],
            )

    def get(self, article_id: int) -> Article:
        """One article with its text; its original bytes and edits have calls of their own (:meth:`original`,
        :meth:`edits`).

        Raises:
            DatelineError: There is no such article.
        """
        with self._connections.reading():
            row = self._one(_WHOLE, article_id)
            return _article(row, self._tags.of(article_id))

    def edits(self, article_id: int) -> tuple[Edit, ...]:
        """What cleaning changed in the text that is read.

        Raises:
            DatelineError: There is no such article.
        """
        row = self._one(_WHOLE, article_id)
        return edits_of(row["edits"] or "[]")

    def original(self, article_id: int) -> bytes:
        """The bytes an article was made from.

        Raises:
            DatelineError: There is no such article, or its bytes are damaged or were kept by a newer Dateline.
        """
        row = self._one("SELECT coding, data FROM originals WHERE article_id = ?", article_id)
        return unpack(row["coding"], row["data"], article_id)

    def find_by_url(self, url: str) -> int | None:
        """The article that was taken from an address, None when there is none."""
        url = clean_line(url)
        return _of_address(self._connections.db, (canonical(url), url))

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


def _article(row: sqlite3.Row, tags: tuple[str, ...]) -> Article:
    return Article(
        title=row["title"],
        text=row["text"],
        source=row["source"],
        url=row["url"],
        author=row["author"],
        published=row["published"],
        date_source=row["date_source"],
        date_confidence=row["date_confidence"],
        section=row["section"],
        publisher=row["publisher"],
        language=row["language"],
        structure=structure_of(row["structure"] or "[]"),
        captions=tuple(json.loads(row["captions"] or "[]")),
        text_hash=row["text_hash"],
        added=row["added"],
        id=row["id"],
        unread=bool(row["unread"]),
        starred=bool(row["starred"]),
        tags=tags,
        empty=bool(row["empty"]),
        version=row["version"],
    )


def _known(database: Database, new: Prepared) -> Added | None:
    """What the library has of an article: the same file, the same text, or its address with another text."""
    if new.digest and (same := _of_file(database, new.digest)):
        return Added(same, "duplicate", "the same file")
    if same := versions.known(database, str(new.columns["text_hash"])):
        return Added(same, "duplicate", "the same text")
    same = _of_address(database, (*new.addresses, str(new.columns["url"])))
    if same and new.columns["empty"]:
        return Added(same, "duplicate", "its page gave no text this time")
    return Added(same, "updated") if same else None


def _of_file(database: Database, digest: str) -> int | None:
    sql = """
        SELECT article_id FROM originals WHERE digest = :digest
        UNION ALL SELECT article_id FROM versions WHERE digest = :digest LIMIT 1
    """
    found = database.execute(sql, {"digest": digest}).fetchone()
    return None if found is None else int(found["article_id"])


def _of_address(database: Database, addresses: tuple[str, ...]) -> int | None:
    for address in addresses:
        found = database.execute("SELECT article_id FROM addresses WHERE address = ?", [address]).fetchone()
        if found is not None:
            return int(found["article_id"])
    return None


def _insert(database: Database, new: Prepared) -> int:
    added = utc_now()
    row = {**new.columns, "sort_date": new.columns["published"] or added[:10], "added": added, "seen": added}
    marks = ", ".join(f":{column}" for column in row)
    number = database.execute(f"INSERT INTO articles ({', '.join(row)}) VALUES ({marks})", row).lastrowid
    assert number is not None
    versions.write_source(database, number, new)
    _meet(database, number, new)
    return number


def _meet(database: Database, article_id: int, new: Prepared) -> None:
    """Remember the addresses an article was met under; one that had none is given the first."""
    database.conn.executemany(
        "INSERT OR IGNORE INTO addresses (address, article_id) VALUES (?, ?)",
        [(address, article_id) for address in new.addresses],
    )
    if new.columns["url"]:
        database.execute(
            "UPDATE OR IGNORE articles SET url = ? WHERE id = ? AND url IS NULL", [new.columns["url"], article_id]
        )
