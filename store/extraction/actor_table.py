"""Known actors by name: states, militaries, armed groups, organisations, governments, media (TOML in ``lexicon/actors``).

The table decides identity over what an entity recogniser says. It is scanned in one pass over the words of a text, longest
name first; acronyms count in capitals only, other names where they begin with a capital (unless the table spells them
without one).
"""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any, Literal

from store.model import Kind

How = Literal["name", "alias", "acronym", "adjective", "demonym", "capital"]

_WORD = re.compile(r"(?:[^\W\d_]\.){2,}|[\w]+(?:['’](?!s\b)\w+)*")
_ARTICLE = re.compile(r"^(?:the|a|an)\s+", re.I)
_POSSESSIVE = re.compile(r"['’]s?$")
_ARABIC_ARTICLE = re.compile(r"\b(?:al|el|ad|an|as|ash|at|ar)[- ](?=\w)")
_FILES: dict[str, Kind] = {
    "armed_groups": "armed_group", "militaries": "military", "organizations": "organization",
    "governments": "government", "media": "media",
}  # fmt: skip
_WEAK_CAPITALS = frozenset({"Georgetown", "Kingston", "Victoria", "Santiago", "Hamilton"})


@dataclass(frozen=True, slots=True)
class ActorEntry:
    """One known actor; ``country`` is ISO 3166-1 alpha-3, ``sponsors`` are codes of states that back it."""

    id: str
    name: str
    kind: Kind
    country: str | None
    aliases: tuple[str, ...] = ()
    adjectives: tuple[str, ...] = ()
    capital: str | None = None
    sponsors: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Hit:
    """A known name in a text: characters ``start`` to ``end``, whose it is, and what sort of name it is."""

    start: int
    end: int
    entry: ActorEntry
    how: How


@dataclass(frozen=True, slots=True)
class _Name:
    words: tuple[str, ...]
    entry: ActorEntry
    how: How
    capitals: bool
    lower: bool


class ActorTable:
    """The table with its index of names."""

    def __init__(self, entries: list[ActorEntry], words: dict[str, Any]) -> None:
        self._entries = {e.id: e for e in entries}
        self._kinds: dict[str, Kind] = {w: kind for kind, ws in words["kinds"].items() for w in ws}
        self._roles = frozenset(words["roles"]["words"])
        self._titles = frozenset(words["roles"]["titles"])
        self._names: dict[str, list[_Name]] = defaultdict(list)
        self._exact: dict[str, ActorEntry] = {}
        for entry in entries:
            for name in _names_of(entry):
                self._names[name.words[0]].append(name)
                if name.how in ("name", "alias", "acronym"):
                    self._exact.setdefault(" ".join(name.words), entry)
        for names in self._names.values():
            names.sort(key=lambda n: -len(n.words))

    def entry(self, id: str) -> ActorEntry:
        """The entry with this id; KeyError when there is none."""
        return self._entries[id]

    def entries(self) -> list[ActorEntry]:
        """All entries, in the order of the files."""
        return list(self._entries.values())

    def find(self, text: str) -> list[Hit]:
        """Known names in a text, in order, none overlapping another; time grows with the length of the text."""
        words = [(m.start(), m.end(), _key(m.group())) for m in _WORD.finditer(text)]
        hits: list[Hit] = []
        i = 0
        while i < len(words):
            found = self._match(text, words, i) if words[i][2] in self._names else None
            if found is None:
                i += 1
                continue
            name, count = found
            hits.append(Hit(words[i][0], words[i + count - 1][1], name.entry, name.how))
            i += count
        return hits

    def _match(self, text: str, words: list[tuple[int, int, str]], i: int) -> tuple[_Name, int] | None:
        for name in self._names[words[i][2]]:
            count = len(name.words)
            if count > 1 and tuple(w[2] for w in words[i : i + count]) != name.words:
                continue
            if i + count > len(words):
                continue
            spoken = text[words[i][0] : words[i + count - 1][1]]
            if _spelled(name, spoken):
                return name, count
        return None

    def identity(self, surface: str) -> ActorEntry | None:
        """Whose name a whole phrase is, its article and possessive aside; None when it is nobody's."""
        cut = _POSSESSIVE.sub("", _ARTICLE.sub("", surface.strip()))
        return self._exact.get(" ".join(_key(w) for w in _WORD.findall(cut)))

    def kind_of_head(self, lemma: str) -> Kind | None:
        """The kind of actor a noun names by itself ("militant"), or None."""
        return self._kinds.get(lemma)

    def is_role(self, lemma: str) -> bool:
        """Whether a noun is one person's office or role ("minister")."""
        return lemma in self._roles

    def is_title(self, word: str) -> bool:
        """Whether a word can stand in a title before a name ("Gen.", "Prime")."""
        return word.rstrip(".").lower() in self._titles


@lru_cache(maxsize=16384)
def fold(surface: str) -> str:
    """A name for comparing: no case, accents, punctuation, article, possessive, Arabic article."""
    text = "".join(c for c in unicodedata.normalize("NFKD", surface) if not unicodedata.combining(c))
    text = _POSSESSIVE.sub("", _ARTICLE.sub("", text.replace("’", "'").strip().lower()))
    text = _ARABIC_ARTICLE.sub("", text)
    return " ".join(re.findall(r"\w+", text.replace(".", "")))


@lru_cache(maxsize=16384)
def words_of(surface: str) -> frozenset[str]:
    """The words of a folded name."""
    return frozenset(fold(surface).split())


@lru_cache(maxsize=16384)
def _key(word: str) -> str:
    plain = (
        "".join(c for c in unicodedata.normalize("NFKD", word) if not unicodedata.combining(c))
        if not word.isascii()
        else word
    )
    return plain.replace("’", "'").replace(".", "").lower()


def _spelled(name: _Name, spoken: str) -> bool:
    if name.capitals:
        return spoken.replace(".", "").replace("-", "").replace(" ", "").isupper() or not any(
            c.isalpha() for c in spoken
        )
    return name.lower or spoken[:1].isupper() or any(c.isupper() for c in spoken)


def _names_of(entry: ActorEntry) -> Iterator[_Name]:
    for surface in (entry.name, *entry.aliases):
        acronym = surface.replace(".", "").replace("-", "").isupper() and len(surface) <= 8
        how: How = "acronym" if acronym else ("name" if surface == entry.name else "alias")
        yield _name(surface, entry, how, acronym)
    for adjective in entry.adjectives:
        yield _name(adjective, entry, "adjective", False)
        if not adjective.endswith(("ese", "ish", "ch", "ss", "s")):
            yield _name(adjective + "s", entry, "demonym", False)
    if entry.capital and entry.capital not in _WEAK_CAPITALS:
        yield _name(entry.capital, entry, "capital", False)


def _name(surface: str, entry: ActorEntry, how: How, capitals: bool) -> _Name:
    words = tuple(_key(w) for w in _WORD.findall(surface))
    return _Name(words, entry, how, capitals, lower=surface[:1].islower())


@cache
def load() -> ActorTable:
    """The table, read once for the process."""
    folder = files("store.extraction").joinpath("lexicon/actors")

    def read(name: str) -> dict[str, dict[str, Any]]:
        return tomllib.loads(folder.joinpath(f"{name}.toml").read_text("utf-8"))

    entries = [_state(code, row) for code, row in read("states").items()]
    for name, kind in _FILES.items():
        entries += [_actor(id, kind, row) for id, row in read(name).items()]
    return ActorTable(entries, read("words"))


def _state(code: str, row: dict[str, Any]) -> ActorEntry:
    return ActorEntry(
        id=code, name=row["name"], kind="state", country=code, aliases=tuple(row.get("aliases", ())),
        adjectives=tuple(row.get("adjectives", ())), capital=row.get("capital"),
    )  # fmt: skip


def _actor(id: str, kind: Kind, row: dict[str, Any]) -> ActorEntry:
    return ActorEntry(
        id=id, name=row["name"], kind=kind, country=row.get("country"), aliases=tuple(row.get("aliases", ())),
        sponsors=tuple(row.get("sponsors", ())),
    )  # fmt: skip
