"""Running a query: which articles, in what order, how many of them unread, and where their matches stand."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from store.connection import Connections, Value
from store.findings import EffectiveFindings
from store.model import Span
from store.search import compiling
from store.search.compiling import Condition
from store.search.parsing import parse
from store.search.query import Query, Words, wanted

Sorting = Literal["rank", "date"]

TITLE_WEIGHT, TEXT_WEIGHT, NAME_WEIGHT = 8.0, 1.0, 2.0
"""How much a match counts in the title, the text, and the names of source and author (FTS5's ``bm25`` weights)."""

_SCORE = f"bm25(article_index, {TITLE_WEIGHT}, {TEXT_WEIGHT}, {NAME_WEIGHT}, {NAME_WEIGHT})"
_START, _STOP = "\x02", "\x03"
_NEWEST = "articles.sort_date DESC, articles.id DESC"


@dataclass(frozen=True, slots=True)
class Hits:
    """The articles a query finds: their ids in order, and how they are ordered."""

    query: Query
    ids: tuple[int, ...]
    sorting: Sorting


@dataclass(frozen=True, slots=True)
class Tally:
    """How many articles a query finds, and how many of them are unread."""

    total: int
    unread: int


@dataclass(frozen=True, slots=True)
class Matches:
    """What a query found in one article.

    ``text`` are spans of the article's text in their order; ``actors`` and ``incidents`` are places in the article's
    effective findings.
    """

    text: tuple[Span, ...] = ()
    actors: tuple[int, ...] = ()
    incidents: tuple[int, ...] = ()


class Search:
    """Searches a library. A query is text, or one read by ``parse`` already."""

    def __init__(self, connections: Connections, findings: EffectiveFindings) -> None:
        self._connections = connections
        self._findings = findings

    def find(self, query: str | Query, by: Sorting = "rank") -> Hits:
        """The articles that a query finds.

        Args:
            query: The query; an empty one finds every article.
            by: ``rank`` puts the best match first (bm25, the title weighted), where there are words to rank by;
                ``date`` the newest.

        Raises:
            QueryError: The query makes no sense.
            DatelineError: The library cannot be read.
        """
        query = _read(query)
        self._findings.refresh()
        wanted_text = compiling.wanted_text(query.tree) if by == "rank" else None
        sql, parameters = _ranked(query, wanted_text) if wanted_text else _by_date(query)
        ids = tuple(int(row[0]) for row in self._connections.rows(sql, parameters))
        return Hits(query, ids, "rank" if wanted_text else "date")

    def count(self, query: str | Query) -> Tally:
        """How many articles a query finds, and how many of these are unread.

        Raises:
            QueryError: The query makes no sense.
        """
        holds = compiling.condition(_read(query).tree)
        self._findings.refresh()
        sql = f"SELECT count(*), coalesce(sum(unread), 0) FROM articles WHERE {holds.sql}"
        return Tally(*self._connections.rows(sql, holds.parameters)[0])

    def matches(self, query: str | Query, article_id: int) -> Matches:
        """Where in an article that the query finds its matches stand.

        Raises:
            QueryError: The query makes no sense.
        """
        query = _read(query)
        with self._connections.reading():
            text = self._marked("text", query, [article_id]).get(article_id, ())
            return Matches(text, self._actors(query, article_id), self._incidents(query, article_id))

    def in_titles(self, query: Query, article_ids: Sequence[int]) -> dict[int, tuple[Span, ...]]:
        """The spans of the query's words in the titles of some articles, for those that have any."""
        return self._marked("title", query, article_ids)

    def _marked(
        self, column: Literal["title", "text"], query: Query, article_ids: Sequence[int]
    ) -> dict[int, tuple[Span, ...]]:
        expression = compiling.wanted_text(query.tree)
        if expression is None:
            return {}
        sql = f"""
            SELECT rowid AS id, {column} AS plain, highlight(article_index, ?, ?, ?) AS marked
            FROM article_index WHERE article_index MATCH ? AND rowid IN (SELECT value FROM json_each(?))
        """
        number = ("title", "text").index(column)
        rows = self._connections.rows(sql, [number, _START, _STOP, expression, json.dumps(list(article_ids))])
        return {row["id"]: spans for row in rows if (spans := _spans(row["marked"], row["plain"]))}

    def names(self, start: str, limit: int = 8) -> list[str]:
        """Names of actors one of whose words begins with ``start``, those of most articles first (for completion)."""
        if not any(letter.isalnum() for letter in start):
            return []
        pairs = compiling.actors(Words("actor", start, True, (0, len(start))))
        sql = f"""
            SELECT name FROM ({pairs.sql}) AS found JOIN effective_actors AS a
            ON a.article_id = found.article_id AND a.position = found.actor
            GROUP BY name ORDER BY count(*) DESC, name LIMIT ?
        """
        return [str(row["name"]) for row in self._connections.rows(sql, [*pairs.parameters, limit])]

    def _actors(self, query: Query, article_id: int) -> tuple[int, ...]:
        found: set[int] = set()
        for leaf in wanted(query.tree):
            if isinstance(leaf, Words) and leaf.field == "actor":
                pairs = compiling.actors(leaf)
                sql = f"SELECT actor FROM ({pairs.sql}) WHERE article_id = ?"
                found |= {row["actor"] for row in self._connections.rows(sql, [*pairs.parameters, article_id])}
        return tuple(sorted(found))

    def _incidents(self, query: Query, article_id: int) -> tuple[int, ...]:
        found: set[int] = set()
        for group in compiling.incident_groups(query.tree):
            holds = compiling.incident_condition(group)
            sql = f"SELECT i.position FROM effective_incidents AS i WHERE i.article_id = ? AND {holds.sql}"
            found |= {row["position"] for row in self._connections.rows(sql, [article_id, *holds.parameters])}
        return tuple(sorted(found))


def _read(query: str | Query) -> Query:
    return parse(query) if isinstance(query, str) else query


def _by_date(query: Query) -> tuple[str, list[Value]]:
    holds = compiling.condition(query.tree)
    return f"SELECT id FROM articles WHERE {holds.sql} ORDER BY {_NEWEST}", list(holds.parameters)


def _ranked(query: Query, wanted_text: str) -> tuple[str, list[Value]]:
    needed, others = compiling.split(query.tree)
    if needed and others == compiling.ALWAYS:
        sql = f"SELECT rowid FROM article_index WHERE article_index MATCH ? ORDER BY {_SCORE}, rowid DESC"
        return sql, [needed]
    ranked = f"WITH ranked AS MATERIALIZED (SELECT rowid AS id, {_SCORE} AS score FROM article_index"
    if needed:
        return _with_others(ranked, needed, others)
    sql = f"""
        {ranked} WHERE article_index MATCH ?)
        SELECT articles.id FROM articles LEFT JOIN ranked ON ranked.id = articles.id
        WHERE {others.sql} ORDER BY score IS NULL, score, {_NEWEST}
    """
    return sql, [wanted_text, *others.parameters]


def _with_others(ranked: str, needed: str, others: Condition) -> tuple[str, list[Value]]:
    sql = f"""
        {ranked} WHERE article_index MATCH ?)
        SELECT articles.id FROM ranked JOIN articles ON articles.id = ranked.id
        WHERE {others.sql} ORDER BY score, articles.id DESC
    """
    return sql, [needed, *others.parameters]


def _spans(marked: str | None, text: str | None) -> tuple[Span, ...]:
    """The spans of ``text`` that stand between marks in ``marked``."""
    if not marked or not text or _START in text or _STOP in text:
        return ()
    spans, at = [], 0
    before, *pieces = marked.split(_START)
    at = len(before)
    for piece in pieces:
        inside, _, after = piece.partition(_STOP)
        spans.append((at, at + len(inside)))
        at += len(inside) + len(after)
    return tuple(spans)
