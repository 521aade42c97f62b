"""Noun phrases: how far one reaches, what kind of actor its head names, which titles stand before a name."""

from __future__ import annotations

from store.extraction.actor_table import ActorTable
from store.extraction.tree import NOMINAL, Tree
from store.model import Kind

DEEDS = frozenset(
    "attack strike airstrike war raid offensive threat decision demand response invasion operation campaign claim refusal"
    " call support president government policy role aggression escalation effort plan proposal move action involvement".split()
)
_MODIFIERS = frozenset({"compound", "amod", "nummod", "nmod", "npadvmod"})
_QUANTITIES = frozenset("hundreds dozens tens thousands scores millions hundred thousand number".split())
_LEADING = frozenset(
    "at least more than about some around nearly over up to approximately almost roughly several many other another"
    " such these those both all most few any each every the a an fewer less as additional".split()
)
_EVENTS_NOT_PEOPLE = frozenset({"force", "power", "body", "party", "arm", "security", "agency", "service"})
"""Head words that name an actor only in company ("security forces", "news agency"), never alone and singular."""


def noun_phrase(tree: Tree, head: int) -> tuple[int, int]:
    """The tokens ``(first, after)`` of a noun phrase without article, possessive, leading quantifier or tail."""
    first = head
    for child in reversed([c for c in tree.children[head] if c < head]):
        if tree.deps[child] == "punct" and tree.lower[child] in ("-", "–") and child == first - 1:
            first = child
            continue
        if tree.deps[child] not in _MODIFIERS:
            break
        left = tree.subtree(child)
        if left[-1] != first - 1 and tree.lower[first - 1] not in ("-", "–"):
            break
        first = left[0]
    for token in range(first, head):
        if tree.words[token] == "FILE":
            first = token + 1
    while first < head and (tree.lower[first] in _LEADING or tree.pos[first] in ("PUNCT", "DET", "SPACE", "ADP")):
        first += 1
    return first, head + 1


def with_of(tree: Tree, head: int) -> tuple[int, int, int]:
    """A noun phrase with its "of" and with a quantity before it, and the head of the whole.

    "residents of Mosul", "hundreds of migrants" (whose head is "hundreds"): annotators take both whole.
    """
    first, after = noun_phrase(tree, head)
    after = _after_of(tree, head, after)
    while tree.deps[head] == "pobj":
        preposition = tree.heads[head]
        quantity = tree.heads[preposition]
        if tree.lower[preposition] != "of" or tree.lower[quantity] not in _QUANTITIES or preposition != quantity + 1:
            break
        head, first = quantity, noun_phrase(tree, quantity)[0]
    return first, after, head


def _after_of(tree: Tree, head: int, after: int) -> int:
    for child in tree.children[head]:
        if child == after and tree.lower[child] == "of":
            inner = [t for t in tree.children[child] if tree.deps[t] == "pobj"]
            if inner and tree.pos[inner[0]] in NOMINAL:
                return _after_of(tree, inner[0], inner[0] + 1)
    return after


def actor_kind(tree: Tree, table: ActorTable, token: int) -> Kind | None:
    """The kind of actor a noun names by itself, or None when it names none."""
    lemma = tree.lemmas[token]
    kind = table.kind_of_head(lemma)
    if kind is not None:
        if lemma in _EVENTS_NOT_PEOPLE and tree.tags[token] in ("NN", "NNP") and not _compounded(tree, token):
            return None
        return kind
    if table.is_role(lemma):
        return "population" if tree.tags[token] in ("NNS", "NNPS") else "person"
    return None


def _compounded(tree: Tree, token: int) -> bool:
    return any(tree.deps[c] in ("compound", "amod") for c in tree.children[token])


def titles_before(tree: Tree, table: ActorTable, first: int) -> tuple[str, ...]:
    """Role words that stand right before a name ("Defense Secretary" of "Defense Secretary Ash Carter"), as lemmas."""
    roles = []
    token = first - 1
    while token >= 0 and tree.pos[token] in (*NOMINAL, "ADJ", "PUNCT") and first - token <= 8:
        if tree.pos[token] == "PUNCT" and tree.lower[token] not in ("-", "."):
            break
        if table.is_role(tree.lemmas[token]) or table.is_title(tree.words[token]):
            roles.append(tree.lemmas[token])
        token -= 1
    return tuple(roles)
