"""What a query should find, worked out article by article in plain Python: slow, and with nothing of SQLite in it."""

from __future__ import annotations

import unicodedata
from itertools import groupby

from store.library import Library
from store.model import Actor, Article, Extraction, Incident, Note
from store.search.query import Amount, And, Days, Node, Not, Or, Query, Value, Words
from store.text import fold


class Filter:
    """Everything in a library, read once through its shelves."""

    def __init__(self, library: Library, ids: list[int]) -> None:
        self.articles: list[Article] = [library.articles.get(number) for number in ids]
        self.findings: dict[int, Extraction | None] = {number: library.articles.extraction(number) for number in ids}
        self.notes: dict[int, list[Note]] = {number: library.notes.on(number) for number in ids}

    def find(self, query: Query) -> set[int]:
        """Ids of the articles for which the query holds."""
        return {a.id for a in self.articles if a.id is not None and (not query.tree or self.holds(query.tree, a))}

    def holds(self, node: Node, article: Article) -> bool:
        """Whether a node holds for an article."""
        if isinstance(node, Not):
            return not self.holds(node.part, article)
        if isinstance(node, Or):
            return any(self.holds(part, article) for part in node.parts)
        if isinstance(node, And):
            together = [part for part in node.parts if _of_incident(part)]
            others = [part for part in node.parts if not _of_incident(part)]
            rest = all(self.holds(part, article) for part in others)
            return rest and (not together or self._some(And(tuple(together)), article))
        return self._leaf(node, article)

    def _leaf(self, leaf: Node, article: Article) -> bool:
        assert article.id is not None
        if _of_incident(leaf):
            return self._some(leaf, article)
        if isinstance(leaf, Days):
            day = article.published
            return day is not None and (leaf.first or "") <= day <= (leaf.last or "9999-99-99")
        if isinstance(leaf, Value):
            return self._value(leaf, article)
        assert isinstance(leaf, Words)
        if leaf.field == "actor":
            return any(self._is_meant(leaf, actor, article.id) for actor in self._actors(article.id))
        if leaf.field == "note":
            return any(_has(text, leaf) for note in self.notes[article.id] for text in (note.body, note.exact))
        if leaf.field == "tag":
            paths = [f"/{fold(tag)}/" for tag in article.tags]
            return any((f"/{leaf.text}" if leaf.prefix else f"/{leaf.text}/") in path for path in paths)
        fields = ("title", "text") if leaf.field == "" else (leaf.field,)
        return any(_has(getattr(article, field), leaf) for field in fields)

    def _value(self, leaf: Value, article: Article) -> bool:
        assert article.id is not None
        if leaf.field == "lang":
            return (article.language or "").lower() == leaf.value
        return {
            "unread": article.unread,
            "read": not article.unread,
            "starred": article.starred,
            "annotated": bool(self.notes[article.id]),
            "reviewed": False,
            "unreviewed": True,
        }[leaf.value]

    def _actors(self, article_id: int) -> tuple[Actor, ...]:
        found = self.findings[article_id]
        return found.actors if found else ()

    def _names(self, actor: Actor, article_id: int) -> set[str]:
        text = next(article.text for article in self.articles if article.id == article_id)
        forms = {text[mention.start : mention.end] for mention in actor.mentions if mention.form == "name"}
        return {fold(name) for name in (actor.name, *forms)}

    def _is_meant(self, leaf: Words, actor: Actor, article_id: int) -> bool:
        folded = Words(leaf.field, fold(leaf.text), leaf.prefix, leaf.at)
        if any(_has(name, folded) for name in self._names(actor, article_id)):
            return True
        if leaf.prefix or actor.kind != "state" or actor.country is None:
            return False
        return any(
            state.kind == "state" and state.country == actor.country and folded.text in self._names(state, other)
            for other in self.findings
            for state in self._actors(other)
        )

    def _some(self, node: Node, article: Article) -> bool:
        assert article.id is not None
        found = self.findings[article.id]
        return found is not None and any(self._of_one(node, one, article.id) for one in found.incidents)

    def _of_one(self, node: Node, incident: Incident, article_id: int) -> bool:
        if isinstance(node, And):
            return all(self._of_one(part, incident, article_id) for part in node.parts)
        if isinstance(node, Or):
            return any(self._of_one(part, incident, article_id) for part in node.parts)
        if isinstance(node, Amount):
            number = getattr(incident, node.field)
            return number is not None and (node.low or 0) <= number <= (10**12 if node.high is None else node.high)
        if isinstance(node, Value):
            return _incident_value(node, incident)
        assert isinstance(node, Words)
        if node.field == "place":
            place = incident.place
            names = [place.name, *place.within] if place else []
            folded = Words("place", fold(node.text), node.prefix, node.at)
            return any(_has(fold(name), folded) for name in names)
        folded = Words(node.field, fold(node.text), node.prefix, node.at)
        if node.field == "target" and any(_has(fold(struck.text), folded) for struck in incident.objects):
            return True
        ids = incident.agents if node.field == "agent" else incident.targets
        return any(self._is_meant(node, actor, article_id) for actor in self._actors(article_id) if actor.id in ids)


def _incident_value(node: Value, incident: Incident) -> bool:
    if node.field == "mode":
        modes = [fold(mode) for mode in incident.modes]
        return any(mode.startswith(node.value) if node.prefix else mode == node.value for mode in modes)
    if node.field == "country":
        return incident.place is not None and incident.place.country == node.value.upper()
    return bool(getattr(incident, node.field).lower() == node.value)


def _of_incident(node: Node) -> bool:
    if isinstance(node, Or):
        return all(map(_of_incident, node.parts))
    fields = "agent target type mode status place country killed injured".split()
    return isinstance(node, Words | Value | Amount) and node.field in fields


def tokens(text: str | None) -> list[str]:
    """Words as SQLite's unicode61 tells them apart: runs of letters and digits, case and diacritics aside."""
    bare = "".join(c for c in unicodedata.normalize("NFD", text or "") if not unicodedata.combining(c))
    runs = groupby(bare.lower(), key=lambda letter: letter.isalnum())
    return ["".join(run) for is_word, run in runs if is_word]


def _has(text: str | None, leaf: Words) -> bool:
    """Whether the words stand side by side in the text, the last one perhaps only begun."""
    words, looked_for = tokens(text), tokens(leaf.text)
    size = len(looked_for)
    for at in range(len(words) - size + 1):
        window = words[at : at + size]
        begun = leaf.prefix and window[:-1] == looked_for[:-1] and window[-1].startswith(looked_for[-1])
        if window == looked_for or begun:
            return True
    return False
