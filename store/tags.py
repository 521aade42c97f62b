"""Tags: the reader's own words for articles, compared without regard to case, hierarchical by slashes."""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from store.connection import Connections
from store.journal import Change, Journal, Row, titles
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


def typed_tags(typed: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The names to add and to take off in what the reader typed: ``region/syria, iran, -old``.

    Names are parted by commas; a name after a minus sign is taken off.

    Raises:
        DatelineError: A name is no tag's name (see :func:`tag_name`), or one is both added and taken off.
    """
    parts = [part for piece in typed.split(",") if (part := clean_line(piece))]
    add = tuple(tag_name(part) for part in parts if not part.startswith("-"))
    remove = tuple(tag_name(part[1:]) for part in parts if part.startswith("-"))
    both = {folded(name) for name in add} & {folded(name) for name in remove}
    if both:
        raise DatelineError(f"the tag “{min(both)}” is both added and taken off: leave one of the two out")
    return add, remove


@dataclass(frozen=True, slots=True)
class TagUse:
    """A tag with the number of articles and notes that carry it, and of articles that carry it or a tag below it."""

    name: str
    articles: int
    notes: int
    below: int


class Tags:
    """The tags of the library's articles and notes. Every change is one journal entry."""

    def __init__(self, connections: Connections, journal: Journal) -> None:
        self._connections = connections
        self._journal = journal

    def add(self, article_id: int, name: str) -> None:
        """Tag an article; a tag in use keeps the spelling it was first given. Tagging twice does nothing.

        Raises:
            DatelineError: The name is no tag's name (see :func:`tag_name`), or there is no such article.
        """
        self.change([article_id], add=[name])

    def remove(self, article_id: int, name: str) -> None:
        """Take a tag off an article. Where it does not stand, nothing happens.

        Raises:
            DatelineError: The name is no tag's name, or there is no such article.
        """
        self.change([article_id], remove=[name])

    def change(self, article_ids: Sequence[int], add: Sequence[str] = (), remove: Sequence[str] = ()) -> int:
        """Add tags to several articles and take others off, as one journal entry.

        Returns:
            The number of articles that changed.

        Raises:
            DatelineError: A name is no tag's name, or there is no such article.
        """
        with self._connections.writing():
            added = [self.spelling(tag_name(name)) for name in add]
            removed = [self.spelling(tag_name(name)) for name in remove]
            what = titles(self._connections, article_ids)
            ids = list(dict.fromkeys(article_ids))
            with self._journal.record(_words(what, added, removed)) as change:
                for name in removed:
                    change.delete_each("article_tags", [{"article_id": id, "folded": folded(name)} for id in ids])
                for name in added:
                    change.insert_each("article_tags", self._without(ids, name), {"name": name})
                return len({key["article_id"] for _, key, _ in change.after})

    def rename(self, name: str, new: str) -> int:
        """Rename a tag and the tags below it (``region/syria/north`` with ``region/syria``), as one journal entry.

        A tag that is called ``new`` already takes the renamed one in: that merges two tags.

        Returns:
            The number of articles and notes that changed.

        Raises:
            DatelineError: There is no such tag, a name is no tag's name, or the new name lies below the old one.
        """
        return self._move([name], new, "renamed the tag {} to {}")

    def merge(self, names: Sequence[str], into: str) -> int:
        """Make several tags (and those below them) one, as one journal entry; see :meth:`rename`."""
        return self._move(names, into, "merged the tags {} into {}")

    def delete(self, name: str) -> int:
        """Take a tag and the tags below it off every article and note, as one journal entry.

        Returns:
            The number of articles and notes that changed.

        Raises:
            DatelineError: There is no such tag.
        """
        with self._connections.writing():
            name = self.spelling(tag_name(name))
            rows = self._of_tree(name)
            if not rows:
                raise _no_tag(name)
            with self._journal.record(f"deleted the tag {name}") as change:
                for table, key, _ in rows:
                    change.delete(table, key)
                return _carriers(change)

    def of(self, article_id: int) -> tuple[str, ...]:
        """The tags of one article in alphabetical order."""
        return self.of_each([article_id]).get(article_id, ())

    def of_each(self, article_ids: Sequence[int]) -> dict[int, tuple[str, ...]]:
        """The tags of several articles, each in alphabetical order; articles without tags are left out."""
        sql = """
            SELECT article_id, name FROM article_tags
            WHERE article_id IN (SELECT value FROM json_each(?)) ORDER BY article_id, folded
        """
        names: dict[int, tuple[str, ...]] = {}
        for row in self._connections.rows(sql, [json.dumps(list(article_ids))]):
            names[row["article_id"]] = (*names.get(row["article_id"], ()), row["name"])
        return names

    def all(self) -> list[tuple[str, int]]:
        """Every tag that articles carry, in alphabetical order, with the number of its articles."""
        sql = "SELECT min(name) AS name, count(*) AS uses FROM article_tags GROUP BY folded ORDER BY folded"
        return [(row["name"], row["uses"]) for row in self._connections.rows(sql)]

    def uses(self) -> list[TagUse]:
        """Every tag in use, and every name above one (``region`` with ``region/syria``), in alphabetical order."""
        with self._connections.reading():
            carried, names = self._counted("article_tags")
            noted, of_notes = self._counted("note_tags")
            names = of_notes | names
            below = dict(carried)
            for tag, name in list(names.items()):
                for part, whole in zip(_above(tag)[:-1], _above(name)[:-1], strict=True):
                    names.setdefault(part, whole)
                    below[part] = 0
            below |= {tag: self._below(tag) for tag, count in below.items() if not count}
        order = sorted(names, key=lambda tag: tag.split("/"))
        return [TagUse(names[tag], carried.get(tag, 0), noted.get(tag, 0), below.get(tag, 0)) for tag in order]

    def _counted(self, table: str) -> tuple[dict[str, int], dict[str, str]]:
        """How often each tag of a table stands there, and how it is spelled; counted by SQLite, in no time."""
        rows = self._connections.rows(
            f"SELECT folded, min(name) AS name, count(*) AS uses FROM {table} GROUP BY folded"
        )
        return {row["folded"]: row["uses"] for row in rows}, {row["folded"]: row["name"] for row in rows}

    def _below(self, tag: str) -> int:
        """How many articles carry a tag or one below it."""
        sql = "SELECT count(DISTINCT article_id) FROM article_tags WHERE folded = ? OR (folded > ? AND folded < ?)"
        return int(self._connections.rows(sql, [tag, f"{tag}/", f"{tag}0"])[0][0])  # "0" comes next after "/"

    def complete(self, typed: str, limit: int = 10) -> list[str]:
        """Tags that what was typed may become, the most used first: the name, or a part after a slash, begins so."""
        begun = folded(" ".join(clean_line(typed).lstrip("#- ").split()))
        sql = """
            SELECT min(name) AS name, folded, count(*) AS uses
            FROM (SELECT name, folded FROM article_tags UNION ALL SELECT name, folded FROM note_tags)
            GROUP BY folded ORDER BY uses DESC, folded
        """
        rows = self._connections.rows(sql)
        whole = [row["name"] for row in rows if row["folded"].startswith(begun)]
        parts = [row["name"] for row in rows if f"/{begun}" in row["folded"] and row["name"] not in whole]
        return [*whole, *parts][:limit]

    def spelling(self, name: str) -> str:
        """A tag's name as the library spells it already, or else as given."""
        for table in ("article_tags", "note_tags"):
            rows = self._connections.rows(f"SELECT name FROM {table} WHERE folded = ? LIMIT 1", [folded(name)])
            if rows:
                return str(rows[0]["name"])
        return name

    def _without(self, article_ids: Sequence[int], name: str) -> list[Row]:
        sql = "SELECT article_id FROM article_tags WHERE folded = ?"
        tagged = {row["article_id"] for row in self._connections.rows(sql, [folded(name)])}
        return [{"article_id": id, "folded": folded(name)} for id in article_ids if id not in tagged]

    def _move(self, names: Sequence[str], new: str, words: str) -> int:
        with self._connections.writing():
            new = tag_name(new)
            old = [self.spelling(tag_name(name)) for name in names]
            with self._journal.record(words.format(", ".join(old), new)) as change:
                for name in old:
                    if folded(new).startswith(f"{folded(name)}/"):
                        raise DatelineError(f"the tag “{new}” lies below “{name}”: choose a name outside it")
                    rows = self._of_tree(name)
                    if not rows:
                        raise _no_tag(name)
                    moved = {spelled: self._moved(spelled, name, new) for spelled in {row[2] for row in rows}}
                    for table, key, spelled in rows:
                        _respell(change, table, key, spelled, moved[spelled])
                return _carriers(change)

    def _moved(self, spelled: str, name: str, new: str) -> str:
        moved = "/".join([new, *spelled.split("/")[len(name.split("/")) :]])
        return moved if folded(moved) == folded(spelled) else self.spelling(moved)

    def _of_tree(self, name: str) -> list[tuple[str, Row, str]]:
        """The rows of a tag and of those below it: table, key and name as spelled."""
        tag = folded(name)
        found: list[tuple[str, Row, str]] = []
        for table, owner in (("article_tags", "article_id"), ("note_tags", "note_id")):
            sql = f"SELECT {owner} AS owner, folded, name FROM {table} WHERE folded = ? OR substr(folded, 1, ?) = ?"
            for row in self._connections.rows(sql, [tag, len(tag) + 1, f"{tag}/"]):
                found.append((table, {owner: row["owner"], "folded": row["folded"]}, row["name"]))
        return found


def _respell(change: Change, table: str, key: Row, spelled: str, moved: str) -> None:
    if folded(moved) == key["folded"]:
        if moved != spelled:
            change.update(table, key, {"name": moved})
        return
    change.delete(table, key)
    change.insert_if_new(table, {**key, "folded": folded(moved)}, {"name": moved})


def _carriers(change: Change) -> int:
    owners = {(table, key.get("article_id"), key.get("note_id")) for table, key, _ in change.after}
    return len(owners)


def _above(name: str) -> list[str]:
    """A name and those above it: ``a``, ``a/b`` and ``a/b/c`` for ``a/b/c``."""
    parts = name.split("/")
    return ["/".join(parts[: count + 1]) for count in range(len(parts))]


def _words(what: str, added: Sequence[str], removed: Sequence[str]) -> str:
    tagged = f"tagged {what} with {', '.join(added)}"
    if not removed:
        return tagged
    took = f"took {', '.join(removed)} off"
    return f"{tagged} and {took}" if added else f"{took} {what}"


def _no_tag(name: str) -> DatelineError:
    return DatelineError(f"there is no tag “{name}”: `dateline tag list` shows those there are")
