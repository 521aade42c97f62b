"""Tags on articles."""

from __future__ import annotations

from collections.abc import Callable

from sqlite_utils import Database

from store.journal import Journal
from store.model import DatelineError
from store.text import clean_line

LONGEST = 80
_ATTACH = (
    "INSERT OR IGNORE INTO article_tags (article, tag) SELECT ?, id FROM tags WHERE name = ? COLLATE NOCASE"
)
_DETACH = "DELETE FROM article_tags WHERE article = ? AND tag = (SELECT id FROM tags WHERE name = ? COLLATE NOCASE)"


class Tags:
    """The shelf of tags; names are one line, without commas, and told apart regardless of case."""

    def __init__(self, connect: Callable[[], Database], journal: Journal) -> None:
        self._connect = connect
        self._journal = journal

    def add(self, article: int, name: str) -> None:
        """Tag an article; one that has the tag is left as it is.

        Raises:
            DatelineError: the name is empty, too long, or holds a comma.
        """
        name = tag_name(name)
        if name.casefold() in (t.casefold() for t in self.of(article)):
            return
        known = self._connect().execute("SELECT 1 FROM tags WHERE name = ? COLLATE NOCASE", [name]).fetchone()
        make = [] if known else [("INSERT INTO tags (name) VALUES (?)", [name])]
        drop = [] if known else [("DELETE FROM tags WHERE name = ? COLLATE NOCASE", [name])]
        self._journal.record(f"tag {name}", [*make, (_ATTACH, [article, name])], [(_DETACH, [article, name]), *drop])

    def remove(self, article: int, name: str) -> None:
        """Take a tag off an article that has it."""
        name = tag_name(name)
        if name.casefold() in (t.casefold() for t in self.of(article)):
            self._journal.record(f"untag {name}", [(_DETACH, [article, name])], [(_ATTACH, [article, name])])

    def of(self, article: int) -> tuple[str, ...]:
        """The tags of an article, by name."""
        rows = self._connect().execute(
            "SELECT name FROM tags JOIN article_tags ON tag = id WHERE article = ? ORDER BY name COLLATE NOCASE", [article]
        )
        return tuple(row[0] for row in rows)

    def all(self) -> list[tuple[str, int]]:
        """Every tag with the number of articles that have it, by name."""
        rows = self._connect().execute(
            "SELECT name, count(article) FROM tags LEFT JOIN article_tags ON tag = id GROUP BY id ORDER BY name COLLATE NOCASE"
        )
        return [(name, int(count)) for name, count in rows]


def tag_name(name: str) -> str:
    """A tag's name as it is kept.

    Raises:
        DatelineError: it is empty, longer than 80 characters, or holds a comma.
    """
    cleaned = clean_line(name).lstrip("#")
    if not cleaned or len(cleaned) > LONGEST or "," in cleaned:
        raise DatelineError(f"{cleaned[:40]!r} is no tag: use 1 to {LONGEST} characters without a comma")
    return cleaned
