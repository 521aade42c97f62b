"""Tags: the reader's own words for articles, compared without regard to case, hierarchical by slashes."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from store.connection import Connections
from store.journal import Journal, named
from store.model import DatelineError
from store.text import clean_line

LONGEST_NAME = 100
"""Characters a tag's name may have."""


def tag_name(typed: str) -> str:
    """A tag's name from what the reader typed: one line, single spaces, composed (NFC), without a leading ``#``.

    Raises:
        DatelineError: Nothing is left, it is too long, has a comma (which parts tags when several are typed) or begins
            with a minus sign (which takes a tag away).
    """
    words = unicodedata.normalize("NFC", clean_line(typed)).lstrip("# ")
    name = "/".join(part.strip() for part in words.split("/") if part.strip())
    if not name:
        raise DatelineError("a tag needs a name: type a word such as region/syria")
    if len(name) > LONGEST_NAME:
        raise DatelineError(f"the tag “{name[:20]}…” is too long: keep it to {LONGEST_NAME} characters")
    if "," in name:
        raise DatelineError(f"the tag “{name}” has a comma in it: add the tags one by one")
    if name.startswith("-"):
        raise DatelineError(f"the tag “{name}” begins with a minus sign: begin it with a letter")
    return name


def folded(name: str) -> str:
    """A name as it is compared: "Syria" and "syria" are one tag."""
    return unicodedata.normalize("NFC", name.casefold())


@dataclass(frozen=True, slots=True)
class TagUse:
    """A tag with the number of articles and notes that carry it, and of articles that carry it or a tag below it."""

    name: str
    articles: int
    notes: int
    below: int


def typed_tags(typed: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The names to add and to take off in what the reader typed: ``region/syria, iran, -old``.

    Names are parted by commas; a name after a minus sign is taken off.

    Raises:
        DatelineError: A name is no tag's name (see :func:`tag_name`), or one is both added and taken off.
    """
    raise NotImplementedError


class Tags:
    """The tags of the library's articles. Every change is one journal entry."""

    def __init__(self, connections: Connections, journal: Journal) -> None:
        self._connections = connections
        self._journal = journal

    def add(self, article_id: int, name: str) -> None:
        """Tag an article; a tag in use keeps the spelling it was first given. Tagging twice does nothing.

        Raises:
            DatelineError: The name is no tag's name (see :func:`tag_name`), or there is no such article.
        """
        name = tag_name(name)
        with self._connections.writing():
            title = self._title(article_id)
            if folded(name) in map(folded, self.of(article_id)):
                return
            name = self.spelling(name)
            with self._journal.record(f"tagged {named(title)} with {name}") as change:
                change.insert("article_tags", {"article_id": article_id, "folded": folded(name)}, {"name": name})

    def remove(self, article_id: int, name: str) -> None:
        """Take a tag off an article. Where it does not stand, nothing happens.

        Raises:
            DatelineError: The name is no tag's name, or there is no such article.
        """
        name = tag_name(name)
        with self._connections.writing():
            words = f"took {self.spelling(name)} off {named(self._title(article_id))}"
            with self._journal.record(words) as change:
                change.delete("article_tags", {"article_id": article_id, "folded": folded(name)})

    def of(self, article_id: int) -> tuple[str, ...]:
        """The tags of one article in alphabetical order."""
        return self.of_each([article_id]).get(article_id, ())

    def of_each(self, article_ids: Sequence[int]) -> dict[int, tuple[str, ...]]:
        """The tags of several articles, each in alphabetical order; articles without tags are left out."""
        marks = ", ".join("?" for _ in article_ids)
        sql = f"SELECT article_id, name FROM article_tags WHERE article_id IN ({marks}) ORDER BY article_id, folded"
        names: dict[int, tuple[str, ...]] = {}
        for row in self._connections.rows(sql, list(article_ids)):
            names[row["article_id"]] = (*names.get(row["article_id"], ()), row["name"])
        return names

    def change(self, article_ids: Sequence[int], add: Sequence[str] = (), remove: Sequence[str] = ()) -> int:
        """Add tags to several articles and take others off, as one journal entry.

        Returns:
            The number of articles that changed.

        Raises:
            DatelineError: A name is no tag's name, or there is no such article.
        """
        raise NotImplementedError

    def rename(self, name: str, new: str) -> int:
        """Rename a tag and the tags below it (``region/syria/north`` with ``region/syria``), as one journal entry.

        A tag that is called ``new`` already takes the renamed one in: that merges two tags.

        Returns:
            The number of articles and notes that changed.

        Raises:
            DatelineError: There is no such tag, a name is no tag's name, or the new name lies below the old one.
        """
        raise NotImplementedError

    def merge(self, names: Sequence[str], into: str) -> int:
        """Make several tags (and those below them) one, as one journal entry; see :meth:`rename`."""
        raise NotImplementedError

    def delete(self, name: str) -> int:
        """Take a tag and the tags below it off every article and note, as one journal entry.

        Returns:
            The number of articles and notes that changed.

        Raises:
            DatelineError: There is no such tag.
        """
        raise NotImplementedError

    def uses(self) -> list[TagUse]:
        """Every tag in use, and every name above one (``region`` with ``region/syria``), in alphabetical order."""
        raise NotImplementedError

    def complete(self, typed: str, limit: int = 10) -> list[str]:
        """Tags that what was typed may become, the most used first: the name, or a part after a slash, begins so."""
        raise NotImplementedError

    def all(self) -> list[tuple[str, int]]:
        """Every tag in use, in alphabetical order, with the number of its articles."""
        sql = "SELECT min(name) AS name, count(*) AS uses FROM article_tags GROUP BY folded ORDER BY folded"
        return [(row["name"], row["uses"]) for row in self._connections.rows(sql)]

    def spelling(self, name: str) -> str:
        """A tag's name as the library spells it already, or else as given."""
        rows = self._connections.rows("SELECT name FROM article_tags WHERE folded = ? LIMIT 1", [folded(name)])
        return str(rows[0]["name"]) if rows else name

    def _title(self, article_id: int) -> str:
        rows = self._connections.rows("SELECT title FROM articles WHERE id = ?", [article_id])
        if not rows:
            raise DatelineError(f"there is no article {article_id} in this library")
        return str(rows[0]["title"])
