"""Notes and highlights: what the reader wrote on an article, on words of it, or on one of its findings.

Words are anchored by quote and position (see :mod:`store.anchors`), so that they are found again in a text that was
cleaned anew. A note on a finding is anchored at the finding's first words, too, so that it is not lost with it.
"""

from __future__ import annotations

import json
import sqlite3
from collections import defaultdict
from collections.abc import Sequence

from store.anchors import Anchor, anchor, find
from store.connection import Connections
from store.findings import EffectiveFindings
from store.journal import Change, Journal, Row, named, utc_now
from store.model import COLORS, Actor, DatelineError, Note, Span
from store.review import Findings
from store.review.model import first_span, spans_of
from store.tags import folded, tag_name
from store.text import clean_line, clean_text


class Notes:
    """The notes of a library. Every change is one journal entry."""

    def __init__(self, connections: Connections, journal: Journal, findings: EffectiveFindings) -> None:
        self._connections = connections
        self._journal = journal
        self._findings = findings

    def on(self, article_id: int) -> list[Note]:
        """The notes of an article: those on the whole of it first, the others in the order of the text, orphans last.

        Raises:
            DatelineError: There is no such article.
        """
        with self._connections.reading():
            rows = self._connections.rows("SELECT * FROM notes WHERE article_id = ? ORDER BY id", [article_id])
            if not rows:
                return []
            text = self._article(article_id)["text"]
            tags = self._tags(article_id)
            on_findings = any(row["claim"] for row in rows)
            findings = self._findings.of(article_id) if on_findings else None
        notes = [_note(row, text, tags.get(row["id"], ()), findings) for row in rows]
        return sorted(notes, key=_place_in_order)

    def get(self, note_id: int) -> Note:
        """One note.

        Raises:
            DatelineError: There is no such note.
        """
        article_id = self._row(note_id)["article_id"]
        return next(note for note in self.on(article_id) if note.id == note_id)

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
        body = clean_text(body).strip()
        if not body and at is None:
            raise DatelineError("the note is empty: write something, or choose the words to highlight")
        names = [tag_name(name) for name in tags]
        with self._connections.writing():
            article = self._article(article_id)
            row: Row = {"article_id": article_id, "body": body, "color": _color(color)}
            row |= self._about(article_id, article["text"], at, finding)
            row["made"] = row["changed"] = utc_now()
            with self._journal.record(_words(body, article["title"])) as change:
                note_id = change.insert_new("notes", row)
                _tag(change, note_id, names, ())
                return note_id

    def edit(self, note_id: int, *, body: str | None = None, color: str | None = None) -> None:
        """Change what a note says, its colour (``""`` for none), or both, as one journal entry. What is None stays.

        Raises:
            DatelineError: There is no such note or colour, or the note would be left without words and body.
        """
        with self._connections.writing():
            now = self._row(note_id)
            values: Row = {"body": now["body"], "color": now["color"]}
            if body is not None:
                values["body"] = clean_text(body).strip()
            if color is not None:
                values["color"] = _color(color or None)
            if not values["body"] and (now["exact"] is None or now["claim"]):
                raise DatelineError("the note is empty: write something, or remove the note")
            if values != {"body": now["body"], "color": now["color"]}:
                with self._journal.record(f"changed {self._named(now)}") as change:
                    change.update("notes", {"id": note_id}, values | {"changed": utc_now()})

    def anchor_anew(self, note_id: int, at: Span) -> None:
        """Tie a note (an orphaned one, say) to words of its article's text as it is now, as one journal entry.

        Raises:
            DatelineError: There is no such note, or the words lie outside the text.
        """
        with self._connections.writing():
            now = self._row(note_id)
            values = self._about(now["article_id"], self._article(now["article_id"])["text"], at, None)
            with self._journal.record(f"moved {self._named(now)}") as change:
                change.update("notes", {"id": note_id}, values)

    def tag(self, note_id: int, add: Sequence[str] = (), remove: Sequence[str] = ()) -> None:
        """Add tags to a note and take others off, as one journal entry.

        Raises:
            DatelineError: There is no such note, or a name is no tag's name.
        """
        added, removed = [tag_name(name) for name in add], [tag_name(name) for name in remove]
        with self._connections.writing():
            now = self._row(note_id)
            with self._journal.record(f"changed the tags of {self._named(now)}") as change:
                _tag(change, note_id, added, removed)

    def remove(self, note_id: int) -> None:
        """Remove a note with its tags. Where there is no such note, nothing happens."""
        with self._connections.writing():
            rows = self._connections.rows("SELECT * FROM notes WHERE id = ?", [note_id])
            if not rows:
                return
            with self._journal.record(f"removed {self._named(rows[0])}") as change:
                for row in self._connections.rows("SELECT folded FROM note_tags WHERE note_id = ?", [note_id]):
                    change.delete("note_tags", {"note_id": note_id, "folded": row["folded"]})
                change.delete("notes", {"id": note_id})

    def _about(self, article_id: int, text: str, at: Span | None, finding: str | None) -> Row:
        """The columns that say what a note is about."""
        about, claim = ("article" if at is None else "text"), None
        if finding is not None:
            findings = self._findings.of(article_id)
            found = None if findings is None else findings.finding(finding)
            if found is None:
                raise DatelineError(f"there is no finding {finding} in this article: choose one of the list")
            about = "actor" if isinstance(found, Actor) else "incident"
            claim = json.dumps({"id": finding})
            start, stop = first_span(found)
            at = at or ((start, stop) if stop <= len(text) else None)
        return {"about": about, "claim": claim, **_columns(text, at)}

    def _tags(self, article_id: int) -> dict[int, tuple[str, ...]]:
        sql = """
            SELECT note_id, note_tags.name FROM note_tags JOIN notes ON notes.id = note_id
            WHERE article_id = ? ORDER BY folded
        """
        names: defaultdict[int, list[str]] = defaultdict(list)
        for row in self._connections.rows(sql, [article_id]):
            names[row["note_id"]].append(row["name"])
        return {note: tuple(found) for note, found in names.items()}

    def _row(self, note_id: int) -> sqlite3.Row:
        rows = self._connections.rows("SELECT * FROM notes WHERE id = ?", [note_id])
        if not rows:
            raise DatelineError(f"there is no note {note_id} in this library")
        return rows[0]

    def _named(self, row: sqlite3.Row) -> str:
        thing = "a note" if row["body"] else "a highlight"
        return f"{thing} in {named(self._article(row['article_id'])['title'])}"

    def _article(self, article_id: int) -> sqlite3.Row:
        rows = self._connections.rows("SELECT title, text FROM articles WHERE id = ?", [article_id])
        if not rows:
            raise DatelineError(f"there is no article {article_id} in this library")
        return rows[0]


def _words(body: str, title: str) -> str:
    return f"noted {named(clean_line(body))} on {named(title)}" if body else f"highlighted words in {named(title)}"


def _color(color: str | None) -> str | None:
    if color is not None and color not in COLORS:
        raise DatelineError(f"“{clean_line(color)}” is no colour of a highlight: choose one of {', '.join(COLORS)}")
    return color


def _tag(change: Change, note_id: int, add: Sequence[str], remove: Sequence[str]) -> None:
    for name in remove:
        change.delete("note_tags", {"note_id": note_id, "folded": folded(name)})
    for name in add:
        change.insert_if_new("note_tags", {"note_id": note_id, "folded": folded(name)}, {"name": name})


def _columns(text: str, at: Span | None) -> Row:
    if at is None:
        return {"exact": None, "prefix": None, "suffix": None, "start": None, "stop": None}
    try:
        made = anchor(text, at)
    except ValueError:
        start, end = at
        raise DatelineError(f"characters {start} to {end} lie outside the article: choose words of its text") from None
    return {"exact": made.exact, "prefix": made.prefix, "suffix": made.suffix, "start": made.start, "stop": made.end}


def _note(row: sqlite3.Row, text: str, tags: tuple[str, ...], findings: Findings | None) -> Note:
    place = _place(row, text)
    finding = _finding(row, place, findings) if row["claim"] else None
    return Note(
        id=row["id"],
        article=row["article_id"],
        about=row["about"],
        body=row["body"],
        color=row["color"],
        exact=row["exact"],
        prefix=row["prefix"],
        suffix=row["suffix"],
        start=place[0] if place else None,
        end=place[1] if place else None,
        made=row["made"],
        changed=row["changed"],
        tags=tags,
        finding=finding,
        orphaned=bool(finding is None if row["claim"] else place is None and row["exact"] is not None),
    )


def _place(row: sqlite3.Row, text: str) -> Span | None:
    if row["exact"] is None:
        return None
    found = find(Anchor(row["exact"], row["prefix"], row["suffix"], row["start"], row["stop"]), text)
    return None if found is None else (found.start, found.end)


def _finding(row: sqlite3.Row, place: Span | None, findings: Findings | None) -> str | None:
    """The finding a note is about: by its id, else the one of its sort that the note's words belong to."""
    if findings is None:
        return None
    id = json.loads(row["claim"])["id"]
    if id in findings.states:
        return str(id)
    of_its_sort = [one for one in findings.states if one[0] == id[0]]
    return next((one for one in of_its_sort if place is not None and place in spans_of(findings, one)), None)


def _place_in_order(note: Note) -> tuple[bool, int, int, int]:
    if note.start is None or note.end is None:
        return note.orphaned, -1, 0, note.id
    return note.orphaned, note.start, -note.end, note.id
