"""Notes and highlights: what the reader wrote on an article or on words in it, anchored by quote and position.

An anchor is W3C Web Annotation's TextQuoteSelector (the words, 32 characters of prefix and suffix) together with its
TextPositionSelector (https://www.w3.org/TR/annotation-model/#selectors), so that it can be found again in a text that
was cleaned anew.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from typing import Literal

from store.connection import Connections
from store.journal import Journal, Row, named, utc_now
from store.model import DatelineError, Note, Span
from store.text import clean_line, clean_text

About = Literal["article", "text", "actor", "incident"]

CONTEXT = 32
"""Characters of prefix and suffix that an anchor keeps."""


class Notes:
    """The notes of a library. Every change is one journal entry."""

    def __init__(self, connections: Connections, journal: Journal) -> None:
        self._connections = connections
        self._journal = journal

    def on(self, article_id: int) -> list[Note]:
        """The notes of an article: those on the whole of it first, the others in the order of the text."""
        sql = "SELECT * FROM notes WHERE article_id = ? ORDER BY start, stop DESC, id"
        return [_note(row) for row in self._connections.rows(sql, [article_id])]

    def add(
        self,
        article_id: int,
        body: str = "",
        *,
        at: Span | None = None,
        finding: str | None = None,
        color: str | None = None,
        tags: Sequence[str] = (),
    ) -> int:
        """Write a note on an article, on words of its text, or on one of its findings.

        Args:
            article_id: The article.
            body: The note; its control characters are removed. Empty for a highlight.
            at: The words it is about, as characters of the article's text.
            finding: The actor or incident it is about, by its id in ``library.findings.of(article_id)``.
            color: The highlight's colour, one of ``store.model.COLORS``.
            tags: Names of tags for the note.

        Returns:
            The note's id.

        Raises:
            DatelineError: There is no such article or finding, the words lie outside its text, neither words nor a
                body, no such colour, or a tag's name is none.
        """
        raise NotImplementedError

    def edit(self, note_id: int, *, body: str | None = None, color: str | None = None) -> None:
        """Change what a note says, its colour (``""`` for none), or both, as one journal entry. What is None stays.

        Raises:
            DatelineError: There is no such note or colour, or the note would be left without words and body.
        """
        raise NotImplementedError

    def anchor_anew(self, note_id: int, at: Span) -> None:
        """Tie a note (an orphaned one, say) to words of its article's text as it is now, as one journal entry.

        Raises:
            DatelineError: There is no such note, or the words lie outside the text.
        """
        raise NotImplementedError

    def tag(self, note_id: int, add: Sequence[str] = (), remove: Sequence[str] = ()) -> None:
        """Add tags to a note and take others off, as one journal entry."""
        raise NotImplementedError

    def remove(self, note_id: int) -> None:
        """Remove a note with its tags. Where there is no such note, nothing happens."""
        with self._connections.writing():
            found = self._connections.rows("SELECT article_id, body FROM notes WHERE id = ?", [note_id])
            if not found:
                return
            thing = "a note" if found[0]["body"] else "a highlight"
            title = self._article(found[0]["article_id"])["title"]
            with self._journal.record(f"removed {thing} from {named(title)}") as change:
                for row in self._connections.rows("SELECT folded FROM note_tags WHERE note_id = ?", [note_id]):
                    change.delete("note_tags", {"note_id": note_id, "folded": row["folded"]})
                change.delete("notes", {"id": note_id})

    def _article(self, article_id: int) -> sqlite3.Row:
        rows = self._connections.rows("SELECT title, text FROM articles WHERE id = ?", [article_id])
        if not rows:
            raise DatelineError(f"there is no article {article_id} in this library")
        return rows[0]


def _words(body: str, title: str) -> str:
    return f"noted {named(clean_line(body))} on {named(title)}" if body else f"highlighted words in {named(title)}"


def _anchor(text: str, at: Span) -> Row:
    start, end = at
    if not 0 <= start < end <= len(text):
        raise DatelineError(f"characters {start} to {end} lie outside the article: choose words of its text")
    prefix, suffix = text[max(0, start - CONTEXT) : start], text[end : end + CONTEXT]
    return {"exact": text[start:end], "prefix": prefix, "suffix": suffix, "start": start, "stop": end}


def _note(row: sqlite3.Row) -> Note:
    return Note(
        id=row["id"],
        article=row["article_id"],
        about=row["about"],
        body=row["body"],
        color=row["color"],
        exact=row["exact"],
        prefix=row["prefix"],
        suffix=row["suffix"],
        start=row["start"],
        end=row["stop"],
        made=row["made"],
    )
