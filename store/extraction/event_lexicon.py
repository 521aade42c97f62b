"""Event words: which lemma, in which company, states which type of incident (read from ``lexicon/events.toml``)."""

from __future__ import annotations

import tomllib
from collections import defaultdict
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Literal, cast

from store.extraction.tree import NOMINAL, Tree
from store.model import EventType, Status

Frame = Literal["does", "undergoes", "together", "toward", "alone", "about"]


@dataclass(frozen=True, slots=True)
class Sense:
    """One block of the lexicon seen from one of its words; ``words`` is the pattern, verb or head noun apart."""

    type: EventType
    modes: tuple[str, ...]
    frame: Frame
    weak: bool
    words: tuple[str, ...]
    company: frozenset[str]
    never: frozenset[str]
    status: Status | None


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Senses by lemma: of verbs by the verb, of nouns by their last word."""

    verbs: dict[str, tuple[Sense, ...]]
    nouns: dict[str, tuple[Sense, ...]]

    def senses(self, tree: Tree, token: int) -> list[Sense]:
        """The senses that fit a token where it stands, best first (longer patterns, then the ones with company)."""
        lemma = tree.lemmas[token]
        if tree.pos[token] == "VERB" or (tree.pos[token] == "AUX" and lemma in self.verbs):
            candidates, fits = self.verbs.get(lemma, ()), _verb_fits
        elif tree.pos[token] in NOMINAL:
            candidates, fits = self.nouns.get(lemma, ()), _noun_fits
        else:
            return []
        if not candidates:
            return []
        near = company(tree, token)
        good = [s for s in candidates if fits(tree, token, s, near) and not (s.never & near)]
        good = [s for s in good if not s.company or s.company & near]
        return sorted(good, key=lambda s: (-len(s.words), not s.company, s.weak))


def company(tree: Tree, token: int) -> set[str]:
    """Lemmas that decide a word's sense, with PLACE and PERSON standing for named ones nearby."""
    near = tree.near(token)
    before = tree.lemmas[max(0, token - 2) : token]
    near.update(before)
    close = {token, *tree.children[token]}
    for child in tree.children[token]:
        if tree.deps[child] in ("prep", "agent"):
            close.update(tree.children[child])
    labels = {tree.labels[t] for t in close} - {""}
    near.update("PLACE" if label in ("GPE", "LOC", "FAC") else label for label in labels)
    return near


def _verb_fits(tree: Tree, token: int, sense: Sense, near: set[str]) -> bool:
    if len(sense.words) == 1:
        return not any(tree.deps[c] == "prt" and tree.lower[c] in ("out", "up", "off") for c in tree.children[token])
    below = {tree.lower[c] for c in tree.children[token]} | near
    return all(word in below for word in sense.words[1:])


def _noun_fits(tree: Tree, token: int, sense: Sense, near: set[str]) -> bool:
    before = sense.words[:-1]
    if not before:
        return True
    if "of" in before:
        return all(word in near for word in before)
    stretch = tree.lemmas[max(0, token - len(before)) : token]
    spoken = tree.lower[max(0, token - len(before)) : token]
    return tuple(stretch) == before or tuple(spoken) == before


@cache
def load() -> Lexicon:
    """The lexicon, read once."""
    source = files("store.extraction").joinpath("lexicon/events.toml").read_text("utf-8")
    verbs: dict[str, list[Sense]] = defaultdict(list)
    nouns: dict[str, list[Sense]] = defaultdict(list)
    for block in tomllib.loads(source)["event"]:
        for phrase in block.get("verbs", ()):
            words = tuple(phrase.split())
            verbs[words[0]].append(_sense(block, words))
        for phrase in block.get("nouns", ()):
            words = tuple(phrase.split())
            head = words[0] if "of" in words else words[-1]
            key = words if "of" not in words else (*words[1:], words[0])
            nouns[head].append(_sense(block, key))
    return Lexicon({k: tuple(v) for k, v in verbs.items()}, {k: tuple(v) for k, v in nouns.items()})


def _sense(block: dict[str, object], words: tuple[str, ...]) -> Sense:
    return Sense(
        type=cast(EventType, block["type"]),
        modes=tuple(cast(list[str], block.get("modes", []))),
        frame=cast(Frame, block.get("frame", "does")),
        weak=bool(block.get("weak", False)),
        words=words,
        company=frozenset(cast(list[str], block.get("with", []))),
        never=frozenset(cast(list[str], block.get("without", []))),
        status=cast("Status | None", block.get("status")),
    )
