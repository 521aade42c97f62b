"""Weapons, means and physical things around an event word (words in ``lexicon/things.toml``)."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from functools import cache
from importlib.resources import files

from store.extraction import phrases
from store.extraction.tree import NOMINAL, Tree
from store.extraction.triggers import Trigger
from store.model import TextSpan

_WITH = frozenset("with using by via of from through".split())
_USE = frozenset(
    "fire launch use drop throw hurl lob plant detonate set explode place toss wield employ carry strap hide load"
    " shoot".split()
)
ARMED_TYPES = frozenset({"ASSAULT", "THREATEN", "HAZARD"})
THING_TYPES = frozenset({"ASSAULT", "COERCE", "AID", "MOBILIZE", "RETREAT", "PROTEST"})
_WEAPON_OBJECTS = frozenset({"MOBILIZE", "AID"})


@cache
def _instruments() -> dict[str, str]:
    table = tomllib.loads(files("store.extraction").joinpath("lexicon/things.toml").read_text("utf-8"))
    return {word: mode for mode, words in table["instruments"].items() for word in words}


@cache
def _objects() -> frozenset[str]:
    table = tomllib.loads(files("store.extraction").joinpath("lexicon/things.toml").read_text("utf-8"))
    return frozenset(table["objects"]["words"])


def instruments(tree: Tree, trigger: Trigger) -> list[tuple[TextSpan, str, int]]:
    """Weapons and means of one event word: ``(words, mode, token)`` each, in text order."""
    if trigger.type not in ARMED_TYPES:
        return []
    found: dict[int, tuple[TextSpan, str, int]] = {}
    for token in _around(tree, trigger.token):
        mode = _mode_of(tree, token)
        if mode is not None and token != trigger.token:
            found[token] = (_shown(tree, token), mode, token)
    return [found[t] for t in sorted(found)]


def modes_in(tree: Tree, sentence: int) -> set[str]:
    """The modes that weapons named in a sentence would give an attack."""
    first, after = tree.bounds[sentence]
    return {mode for token in range(first, after) if (mode := _mode_of(tree, token)) is not None}


def _around(tree: Tree, token: int) -> Iterator[int]:
    """Nouns that can be the means: compounds, objects of using verbs, after "with", and subjects that strike."""
    for child in tree.children[token]:
        dep = tree.deps[child]
        if dep == "compound" or (dep in ("amod", "nmod") and tree.pos[child] in NOMINAL):
            yield child
        elif dep in ("nsubj", "nsubjpass") or (dep == "dobj" and tree.lemmas[token] in _USE):
            yield from tree.conjuncts(child)
        elif dep == "dobj":
            # a parser hangs "targeted a base with missiles" on the base as often as on the verb
            yield from (t for p in tree.kids(child, "prep") if tree.lower[p] == "with" for t in tree.objects_of(p))
        elif dep in ("prep", "agent") and tree.lower[child] in _WITH:
            yield from tree.objects_of(child)
        elif dep in ("advcl", "acl", "xcomp") and tree.lemmas[child] in _USE:
            yield from (t for k in tree.kids(child, "dobj") for t in tree.conjuncts(k))
    head = tree.heads[token]
    if tree.deps[token] in ("advcl", "xcomp", "conj") and tree.lemmas[head] in _USE:
        yield from (t for k in tree.kids(head, "dobj") for t in tree.conjuncts(k))
    if tree.deps[token] == "conj" and tree.pos[head] == "VERB":
        for child in tree.kids(head, "prep"):
            if tree.lower[child] == "with":
                yield from tree.objects_of(child)


def _mode_of(tree: Tree, token: int) -> str | None:
    if tree.pos[token] not in NOMINAL:
        return None
    table = _instruments()
    pair = f"{tree.lemmas[token - 1]} {tree.lemmas[token]}" if token else ""
    return table.get(pair) or table.get(tree.lemmas[token])


def _shown(tree: Tree, token: int) -> TextSpan:
    first, after = phrases.noun_phrase(tree, token)
    start, end = tree.span(first, after)
    return TextSpan(tree.text[start:end], start, end)


def thing(tree: Tree, trigger: Trigger, token: int) -> TextSpan | None:
    """The physical thing a token names, as shown, or None where it names none that this type of incident can strike."""
    if trigger.type not in THING_TYPES or tree.pos[token] not in NOMINAL:
        return None
    pair = f"{tree.lemmas[token - 1]} {tree.lemmas[token]}" if token else ""
    if tree.lemmas[token] in _objects() or pair in _objects():
        return _shown(tree, token)
    if trigger.type in _WEAPON_OBJECTS and _mode_of(tree, token):
        return _shown(tree, token)
    return None
