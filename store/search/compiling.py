"""From a query's tree to SQL. Every value is a parameter; FTS5 gets words in double quotes and operators of our own.

Whatever the index of articles can answer goes to it as one expression, and fields of incidents that stand side by side
become one condition on a row of incidents, so that ``agent:x target:y`` finds who did it to whom, not two strangers.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from store.connection import Value as Parameter
from store.search.fields import INCIDENT_FIELDS, TEXT_FIELDS
from store.search.query import Amount, And, Days, Leaf, Node, Not, Or, Value, Words, wanted
from store.text import fold


@dataclass(frozen=True, slots=True)
class Condition:
    """A piece of SQL that is true or false, with its parameters in order."""

    sql: str
    parameters: tuple[Parameter, ...] = ()


ALWAYS = Condition("1")

_NAMES = "SELECT words FROM names WHERE id IN (SELECT rowid FROM name_index WHERE name_index MATCH ?)"
_FLAGS = {
    "unread": "articles.unread",
    "read": "NOT articles.unread",
    "starred": "articles.starred",
    "annotated": "articles.id IN (SELECT article_id FROM notes)",
    "reviewed": "(articles.reviewed OR articles.id IN (SELECT article_id FROM effective_articles"
    " WHERE findings > 0 AND unreviewed = 0))",
}
_FLAGS["unreviewed"] = f"NOT {_FLAGS['reviewed']}"


# --- FTS5


def text_expression(node: Node) -> str | None:
    """The node as an expression for the index of articles; None where it asks for anything that is not in there."""
    if isinstance(node, Words) and node.field in TEXT_FIELDS:
        columns = f"{{{node.field}}}" if node.field else "{title text}"
        return f"{columns} : {quoted(node)}"
    if isinstance(node, Or):
        return _joined(" OR ", [text_expression(part) for part in node.parts])
    if not isinstance(node, And):
        return None
    for_it = _joined(" AND ", [text_expression(part) for part in node.parts if not isinstance(part, Not)])
    against = [text_expression(part.part) for part in node.parts if isinstance(part, Not)]
    if not for_it or None in against:
        return None
    return "".join(["(" * len(against), for_it, *(f" NOT {expression})" for expression in against)])


def wanted_text(node: Node | None) -> str | None:
    """An expression for every word that a match in title, text, source or author may rest on; None without any."""
    words = [leaf for leaf in wanted(node) if isinstance(leaf, Words) and leaf.field in TEXT_FIELDS]
    return _joined(" OR ", [text_expression(leaf) for leaf in words])


def quoted(words: Words) -> str:
    """Words as an FTS5 string, which no operator gets out of (https://sqlite.org/fts5.html#fts5_strings)."""
    inside = words.text.replace('"', " ")
    return f'"{inside}"' + " *" * words.prefix


def _joined(operator: str, expressions: Sequence[str | None]) -> str | None:
    known = [expression for expression in expressions if expression]
    return f"({operator.join(known)})" if known and len(known) == len(expressions) else None


# --- articles


def condition(node: Node | None) -> Condition:
    """The node as a condition on a row of ``articles``."""
    if node is None:
        return ALWAYS
    if expression := text_expression(node):
        return Condition("articles.id IN (SELECT rowid FROM article_index WHERE article_index MATCH ?)", (expression,))
    if isinstance(node, And):
        return both([_text_of(node), _incident_of(node), *map(condition, _others(node))])
    if isinstance(node, Or):
        texts = [part for part in node.parts if text_expression(part)]
        others = [condition(part) for part in node.parts if part not in texts]
        return _any([condition(Or(tuple(texts))), *others] if texts else others)
    if isinstance(node, Not):
        inner = condition(node.part)
        return Condition(f"NOT {inner.sql}", inner.parameters)
    return _leaf(node)


def both(conditions: Iterable[Condition]) -> Condition:
    """All of these; those that always hold are left out."""
    return _combined(" AND ", [one for one in conditions if one != ALWAYS])


def split(node: Node | None) -> tuple[str | None, Condition]:
    """The part of a query that the index of articles can rank, and what else must hold."""
    if node is None or (expression := text_expression(node)):
        return (expression if node else None), ALWAYS
    if not isinstance(node, And):
        return None, condition(node)
    texts = tuple(part for part in node.parts if text_expression(part))
    if not texts:
        return None, condition(node)
    others = [condition(part) for part in _others(node)]
    return text_expression(And(texts)), both([_incident_of(node), *others])


def _text_of(node: And) -> Condition:
    texts = tuple(part for part in node.parts if text_expression(part))
    return condition(And(texts)) if texts else ALWAYS


def _others(node: And) -> list[Node]:
    return [part for part in node.parts if not text_expression(part) and not is_of_incident(part)]


def _incident_of(node: And) -> Condition:
    parts = tuple(part for part in node.parts if is_of_incident(part))
    return _some_incident(incident_condition(And(parts))) if parts else ALWAYS


def _any(conditions: Sequence[Condition]) -> Condition:
    return _combined(" OR ", conditions)


def _combined(operator: str, conditions: Sequence[Condition]) -> Condition:
    if not conditions:
        return ALWAYS
    sql = operator.join(one.sql for one in conditions)
    parameters = tuple(parameter for one in conditions for parameter in one.parameters)
    return Condition(f"({sql})", parameters)


def _leaf(leaf: Leaf) -> Condition:
    if is_of_incident(leaf):
        return _some_incident(incident_condition(leaf))
    if isinstance(leaf, Days):
        published = Condition("articles.published IS NOT NULL")  # so that NOT of it holds where no day is known
        return both([published, _within("articles.published", leaf.first, leaf.last)])
    if isinstance(leaf, Value):
        if leaf.field == "is":
            return Condition(_FLAGS[leaf.value])
        return Condition("coalesce(articles.language, '') = ? COLLATE NOCASE", (leaf.value,))
    assert isinstance(leaf, Words)
    if leaf.field == "actor":
        pairs = actors(leaf)
        return Condition(f"articles.id IN (SELECT article_id FROM ({pairs.sql}))", pairs.parameters)
    if leaf.field == "note":
        found = "SELECT rowid FROM note_index WHERE note_index MATCH ?"
        return Condition(f"articles.id IN (SELECT article_id FROM notes WHERE id IN ({found}))", (quoted(leaf),))
    return _tagged(leaf)


def _tagged(leaf: Words) -> Condition:
    # The few tags there are come first, so that none is folded once for each article.
    looked_for = f"/{leaf.text}" if leaf.prefix else f"/{leaf.text}/"
    fits = "WHERE instr('/' || fold(folded) || '/', ?)"
    tags = f"SELECT folded FROM (SELECT DISTINCT folded FROM {{}}) {fits}"
    on_articles = f"SELECT article_id FROM article_tags WHERE folded IN ({tags.format('article_tags')})"
    on_notes = (
        "SELECT article_id FROM note_tags JOIN notes ON notes.id = note_id"
        f" WHERE folded IN ({tags.format('note_tags')})"
    )
    return Condition(f"articles.id IN ({on_articles} UNION ALL {on_notes})", (looked_for, looked_for))


def _within(column: str, low: Parameter, high: Parameter) -> Condition:
    bounds = [(">=", low), ("<=", high)]
    parts = [Condition(f"{column} {sign} ?", (bound,)) for sign, bound in bounds if bound is not None]
    return _combined(" AND ", parts)


# --- incidents and actors


def is_of_incident(node: Node) -> bool:
    """Whether a part speaks of an incident: a field of incidents, or several of them joined by OR."""
    if isinstance(node, Or):
        return all(map(is_of_incident, node.parts))
    return isinstance(node, Words | Value | Amount) and node.field in INCIDENT_FIELDS


def incident_groups(node: Node | None) -> Iterator[Node]:
    """What a match may rest on, incident by incident: each node given speaks of one incident."""
    if node is None or isinstance(node, Not):
        return
    if is_of_incident(node):
        yield node
    elif isinstance(node, And):
        together = tuple(part for part in node.parts if is_of_incident(part))
        if together:
            yield And(together)
        for part in node.parts:
            if part not in together:
                yield from incident_groups(part)
    elif isinstance(node, Or):
        for part in node.parts:
            yield from incident_groups(part)


def incident_condition(node: Node) -> Condition:
    """A node of fields of incidents as a condition on a row ``i`` of ``effective_incidents``."""
    if isinstance(node, And | Or):
        parts = [incident_condition(part) for part in node.parts]
        return _combined(" AND " if isinstance(node, And) else " OR ", parts)
    if isinstance(node, Amount):
        return _within(f"i.{node.field}", node.low, node.high)
    if isinstance(node, Value):
        return _incident_value(node)
    assert isinstance(node, Words)
    if node.field == "place":
        return _named_in("incident_places", node)
    acting = _acting(node)
    return _any([acting, _named_in("incident_objects", node)]) if node.field == "target" else acting


def _named_in(table: str, node: Words) -> Condition:
    """Incidents for which a table has the words."""
    sql = f"(i.article_id, i.position) IN (SELECT article_id, incident FROM {table} WHERE words IN ({_NAMES}))"
    return Condition(sql, (_folded(node),))


def _acting(node: Words) -> Condition:
    """Incidents in which an actor of that name stands in the field's role."""
    pairs = actors(node)
    return Condition(
        "(i.article_id, i.position) IN (SELECT r.article_id, r.incident"
        f" FROM ({pairs.sql}) AS a JOIN effective_roles AS r"
        " ON r.article_id = a.article_id AND r.actor = a.actor AND r.role = ?)",
        (*pairs.parameters, node.field),
    )


def _some_incident(inner: Condition) -> Condition:
    sql = f"articles.id IN (SELECT i.article_id FROM effective_incidents AS i WHERE {inner.sql})"
    return Condition(sql, inner.parameters)


def _incident_value(leaf: Value) -> Condition:
    if leaf.field == "type":
        return Condition("i.type = ?", (leaf.value.upper(),))
    if leaf.field == "status":
        return Condition("i.status = ?", (leaf.value,))
    if leaf.field == "country":
        return Condition("i.place_country = ?", (leaf.value.upper(),))
    fits = "instr(fold(mode), ?) = 1" if leaf.prefix else "fold(mode) = ?"
    modes = f"SELECT mode FROM (SELECT DISTINCT mode FROM effective_modes) WHERE {fits}"
    sql = f"(i.article_id, i.position) IN (SELECT article_id, incident FROM effective_modes WHERE mode IN ({modes}))"
    return Condition(sql, (leaf.value,))


def actors(leaf: Words) -> Condition:
    """A query for the actors a name means: rows of ``article_id`` and ``actor``.

    An actor is meant when one of its names holds the words. A state is also meant when any article calls the same
    country by exactly this name: ``actor:US`` finds the United States where no one says "US".
    """
    sql = f"SELECT article_id, actor FROM effective_aliases WHERE folded IN ({_NAMES})"
    if leaf.prefix:
        return Condition(sql, (_folded(leaf),))
    called_so = """
        SELECT s.country FROM effective_aliases AS n
        JOIN effective_actors AS s ON s.article_id = n.article_id AND s.position = n.actor
        WHERE n.folded = ? AND s.kind = 'state'
    """
    states = f"SELECT article_id, position FROM effective_actors WHERE kind = 'state' AND country IN ({called_so})"
    return Condition(f"{sql} UNION {states}", (_folded(leaf), fold(leaf.text)))


def _folded(leaf: Words) -> str:
    return quoted(Words(leaf.field, fold(leaf.text), leaf.prefix, leaf.at))
