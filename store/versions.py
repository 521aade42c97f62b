"""The texts that came in for one article, one after the other: none is lost, the fullest newest one is read."""

from __future__ import annotations

import difflib
import json
import re
import sqlite3
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from store.connection import Connections, Value
from store.journal import utc_now
from store.model import Article, DatelineError
from store.packing import CODING, unpack
from store.prepared import Prepared, cleaning_of, edits_of, structure_of

if TYPE_CHECKING:
    from sqlite_utils import Database

FULLER = 0.8
"""A text with fewer than this share of the words of the one that is read does not take its place: a page that has gone
behind a paywall, or a feed's summary, is kept beside the fuller text."""

_SHARED = (
    "title", "author", "published", "date_source", "date_confidence", "section", "publisher", "language",
    "empty", "text_hash", "text",
)  # fmt: skip
_CLEANING = ("edits", "structure", "captions")
_STAYS_WHERE_MISSING = ("author", "published", "date_source", "date_confidence", "section", "publisher", "language")


@dataclass(frozen=True, slots=True)
class Version:
    """One text of an article: ``seen`` is when it came in (ISO 8601 UTC), ``read`` whether it is the one that is read.

    ``words`` counts the words of the text.
    """

    version: int
    seen: str
    title: str
    published: str | None
    words: int
    read: bool


@dataclass(frozen=True, slots=True)
class Change:
    """A stretch of two texts side by side: ``same``, or what was ``removed`` from the first or ``added`` in the second."""

    kind: Literal["same", "removed", "added"]
    text: str


class Versions:
    """The versions of a library's articles."""

    def __init__(self, connections: Connections) -> None:
        self._connections = connections

    def of(self, article_id: int) -> list[Version]:
        """The versions of an article, oldest first.

        Raises:
            DatelineError: There is no such article.
        """
        columns = "version, coalesce(seen, added) AS seen, title, published, text"
        with self._connections.reading():
            read = self._connections.rows(f"SELECT {columns}, 1 AS read FROM articles WHERE id = ?", [article_id])
            sql = "SELECT version, seen, title, published, text, 0 AS read FROM versions WHERE article_id = ?"
            others = self._connections.rows(sql, [article_id])
        if not read:
            raise DatelineError(f"there is no article {article_id} in this library")
        return sorted((_version(row) for row in [*read, *others]), key=lambda version: version.version)

    def get(self, article_id: int, version: int) -> Article:
        """One version with its text, edits and original bytes; never the one that is read (see ``Articles.get``).

        Raises:
            DatelineError: The article has no such other version.
        """
        sql = """
            SELECT versions.*, articles.source, articles.url, articles.added
            FROM versions JOIN articles ON articles.id = article_id WHERE article_id = ? AND versions.version = ?
        """
        rows = self._connections.rows(sql, [article_id, version])
        if not rows:
            raise missing(article_id, version)
        return _article(rows[0])

    def add(self, article_id: int, article: Article) -> int:
        """Keep another text of an article beside the one that is read, made of the same original.

        Args:
            article: the text, with edits, structure and captions to match.

        Returns:
            The number of the version; where this very text is kept already, that one's.

        Raises:
            DatelineError: There is no such article.
        """
        with self._connections.writing() as database:
            row = database.execute("SELECT * FROM articles WHERE id = ?", [article_id]).fetchone()
            if row is None:
                raise DatelineError(f"there is no article {article_id} in this library")
            sql = "SELECT version FROM versions WHERE article_id = ? AND text_hash = ?"
            if same := database.execute(sql, [article_id, article.text_hash]).fetchone():
                return int(same["version"])
            original = _original(database, article_id)
            values = {column: row[column] for column in _SHARED} | {
                "text_hash": article.text_hash,
                "text": article.text,
            }
            number = _next(database, article_id, row)
            _write(database, article_id, number, utc_now(), values, cleaning_of(article), original)
            return number


def compare(one: str, other: str) -> Iterator[Change]:
    """How one text became another, word by word; the changes that are not ``added`` give ``one`` back, letter by letter.

    Args:
        one: the earlier text.
        other: the later text.
    """
    first, second = _words(one), _words(other)
    matcher = difflib.SequenceMatcher(None, first, second, autojunk=False)
    for operation, start, stop, other_start, other_stop in matcher.get_opcodes():
        if operation == "equal":
            yield Change("same", "".join(first[start:stop]))
            continue
        if stop > start:
            yield Change("removed", "".join(first[start:stop]))
        if other_stop > other_start:
            yield Change("added", "".join(second[other_start:other_stop]))


def known(database: Database, text_hash: str) -> int | None:
    """The article that has, or had, this text."""
    sql = """
        SELECT id FROM articles WHERE text_hash = :text_hash
        UNION ALL SELECT article_id FROM versions WHERE text_hash = :text_hash LIMIT 1
    """
    found = database.execute(sql, {"text_hash": text_hash}).fetchone()
    return None if found is None else int(found["id"])


def keep(database: Database, article_id: int, new: Prepared) -> tuple[int, bool]:
    """Keep another text of an article.

    Returns:
        The number of the new version, and whether it is the one that is read from now on.
    """
    row = database.execute("SELECT * FROM articles WHERE id = ?", [article_id]).fetchone()
    number, now = _next(database, article_id, row), utc_now()
    if not _takes_over(row, new):
        values = {column: new.columns[column] for column in _SHARED}
        cleaning = (new.edits, new.structure, new.captions)
        _write(database, article_id, number, now, values, cleaning, (CODING, new.original, new.digest))
        return number, False
    _put_aside(database, article_id, row)
    _replace(database, article_id, row, new, number, now)
    return number, True


def is_kept(database: Database, article_id: int, version: int) -> bool:
    """Whether a version lies beside the one that is read."""
    sql = "SELECT 1 FROM versions WHERE article_id = ? AND version = ?"
    return database.execute(sql, [article_id, version]).fetchone() is not None


def missing(article_id: int, version: int) -> DatelineError:
    """What to say of a version that is not there."""
    return DatelineError(f"article {article_id} has no version {version}: `dateline show {article_id} --versions`")


def lay_out(database: Database, article_id: Value, version: Value) -> sqlite3.Row | None:
    """Have another version read and put the one that was beside the others; both stay letter by letter as they are.

    Returns:
        The article's row as it is now; None, and nothing is done, where there is no such other version.
    """
    sql = "SELECT * FROM versions WHERE article_id = ? AND version = ?"
    kept = database.execute(sql, [article_id, version]).fetchone()
    if kept is None:
        return None
    row = database.execute("SELECT * FROM articles WHERE id = ?", [article_id]).fetchone()
    _put_aside(database, row["id"], row)
    database.execute("DELETE FROM versions WHERE article_id = ? AND version = ?", [article_id, version])
    _set(database, row, {column: kept[column] for column in _SHARED}, kept["version"], kept["seen"])
    _write_source(
        database, row["id"], (kept["coding"], kept["data"], kept["digest"]), tuple(kept[c] for c in _CLEANING)
    )
    now: sqlite3.Row = database.execute("SELECT * FROM articles WHERE id = ?", [article_id]).fetchone()
    return now


def _next(database: Database, article_id: int, row: sqlite3.Row) -> int:
    sql = "SELECT max(version) FROM versions WHERE article_id = ?"
    return int(max(row["version"], database.execute(sql, [article_id]).fetchone()[0] or 0)) + 1


def _takes_over(row: sqlite3.Row, new: Prepared) -> bool:
    if new.columns["empty"] or row["empty"]:
        return not new.columns["empty"]
    return len(str(new.columns["text"]).split()) >= FULLER * len(row["text"].split())


def _put_aside(database: Database, article_id: int, row: sqlite3.Row) -> None:
    sql = "SELECT edits, structure, captions FROM cleanings WHERE article_id = ?"
    cleaning = database.execute(sql, [article_id]).fetchone() or ("[]", "[]", "[]")
    values = {column: row[column] for column in _SHARED}
    seen = row["seen"] or row["added"]
    _write(database, article_id, row["version"], seen, values, tuple(cleaning), _original(database, article_id))


def _original(database: Database, article_id: int) -> tuple[str | bytes | None, ...]:
    sql = "SELECT coding, data, digest FROM originals WHERE article_id = ?"
    return tuple(database.execute(sql, [article_id]).fetchone())


def _write(
    database: Database,
    article_id: int,
    number: int,
    seen: str,
    values: Mapping[str, Value],
    cleaning: tuple[str, ...],
    original: tuple[str | bytes | None, ...],
) -> None:
    names = (
        "article_id", "version", "seen", *values, *_CLEANING, "coding", "data", "digest",
    )  # fmt: skip
    marks = ", ".join("?" for _ in names)
    database.execute(
        f"INSERT INTO versions ({', '.join(names)}) VALUES ({marks})",
        [article_id, number, seen, *values.values(), *cleaning, *original],
    )


def _replace(database: Database, article_id: int, row: sqlite3.Row, new: Prepared, number: int, now: str) -> None:
    values = {column: new.columns[column] for column in _SHARED}
    if row["published"]:
        # The day it first came out is the article's day; when it was changed is in the list of versions.
        values |= {column: row[column] for column in ("published", "date_source", "date_confidence")}
    _set(database, row, values, number, now)
    write_source(database, article_id, new)


def _set(database: Database, row: sqlite3.Row, text: Mapping[str, Value], number: int, seen: str) -> None:
    """Put another text in the place of the one that is read."""
    values = dict(text)
    for column in _STAYS_WHERE_MISSING:
        values[column] = row[column] if values[column] is None else values[column]
    values |= {"version": number, "seen": seen, "sort_date": values["published"] or row["sort_date"]}
    settings = ", ".join(f"{column} = ?" for column in values)
    database.execute(f"UPDATE articles SET {settings} WHERE id = ?", [*values.values(), row["id"]])
    # Its sentences and offsets are those of the former text; the reader's own work hangs on quotes and stays.
    database.execute("DELETE FROM extractions WHERE article_id = ?", [row["id"]])


def write_source(database: Database, article_id: int, new: Prepared) -> None:
    """Write what the text that is read was made from, and how."""
    _write_source(database, article_id, (CODING, new.original, new.digest), (new.edits, new.structure, new.captions))


def _write_source(
    database: Database, article_id: int, original: tuple[str | bytes | None, ...], cleaning: tuple[str, ...]
) -> None:
    database.execute(
        "INSERT OR REPLACE INTO originals (article_id, coding, data, digest) VALUES (?, ?, ?, ?)",
        [article_id, *original],
    )
    database.execute(
        "INSERT OR REPLACE INTO cleanings (article_id, edits, structure, captions) VALUES (?, ?, ?, ?)",
        [article_id, *cleaning],
    )


def _version(row: sqlite3.Row) -> Version:
    words = len(row["text"].split())
    return Version(row["version"], row["seen"], row["title"], row["published"], words, bool(row["read"]))


def _article(row: sqlite3.Row) -> Article:
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
        structure=structure_of(row["structure"]),
        captions=tuple(_strings(row["captions"])),
        edits=edits_of(row["edits"]),
        original=unpack(row["coding"], row["data"], row["article_id"]),
        text_hash=row["text_hash"],
        added=row["added"],
        id=row["article_id"],
        empty=bool(row["empty"]),
        version=row["version"],
    )


def _strings(kept: str) -> list[str]:
    return [str(value) for value in json.loads(kept)]


def _words(text: str) -> list[str]:
    """A text in pieces that join to it: words, each with the white space after it."""
    return re.findall(r"\S+\s*|^\s+", text)
