"""A parsed article as plain lists, so that rules walk it at the speed of Python lists and read like grammar.

Token positions are indices into the lists; ``start``/``end`` are character offsets into the article.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from store.model import Span

if TYPE_CHECKING:
    from spacy.tokens import Doc

SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj", "csubjpass"})
OBJECTS = frozenset({"dobj", "dative", "attr", "oprd"})
NOMINAL = frozenset({"NOUN", "PROPN"})
PREMODIFIERS = frozenset("compound amod nummod nmod quantmod advmod npadvmod poss punct case det predet".split())


@dataclass(frozen=True, slots=True)
class Tree:
    """Tokens of one article with their dependency tree; all lists have one item a token."""

    text: str
    spoken: str
    """The text as it was analysed: with case restored where it is in capitals; of the same length."""
    sentences: tuple[Span, ...]
    words: list[str]
    lower: list[str]
    lemmas: list[str]
    pos: list[str]
    tags: list[str]
    deps: list[str]
    heads: list[int]
    children: list[list[int]]
    starts: list[int]
    ends: list[int]
    sentence_of: list[int]
    entities: list[tuple[int, int, str]]
    labels: list[str]
    """For each token the label of the entity that it belongs to, or nothing."""
    bounds: list[tuple[int, int]]
    """For each sentence its tokens as ``(first, after last)``."""

    def at(self, offset: int) -> int:
        """The token that covers or follows a character offset."""
        index = bisect_right(self.starts, offset) - 1
        return index if index >= 0 and offset < self.ends[index] else min(index + 1, len(self.starts) - 1)

    def span(self, first: int, after: int) -> Span:
        """Characters of the tokens ``first`` up to, not including, ``after``."""
        return self.starts[first], self.ends[after - 1]

    def slice(self, first: int, after: int) -> str:
        """The article's own words between two tokens."""
        return self.text[self.starts[first] : self.ends[after - 1]]

    def kids(self, token: int, *deps: str) -> list[int]:
        """Children of a token, of the given relations only if any are named."""
        return [c for c in self.children[token] if self.deps[c] in deps] if deps else self.children[token]

    def conjuncts(self, token: int) -> list[int]:
        """The token and everything joined to it by "and", "or" and commas, in text order."""
        found = [token]
        queue = [token]
        while queue:
            here = queue.pop()
            more = [c for c in self.children[here] if self.deps[c] == "conj"]
            found += more
            queue += more
        return sorted(found)

    def objects_of(self, preposition: int) -> list[int]:
        """What a preposition governs, conjuncts included."""
        return [c for k in self.kids(preposition, "pobj", "pcomp") for c in self.conjuncts(k)]

    def ancestors(self, token: int) -> Iterator[int]:
        """Heads from the token's own up to the root of its sentence."""
        while self.heads[token] != token:
            token = self.heads[token]
            yield token

    def subtree(self, token: int) -> list[int]:
        """The token and all below it, in text order."""
        found = [token]
        for here in found:
            found += self.children[here]
        return sorted(found)

    def near(self, token: int) -> set[str]:
        """Lemmas beside a token in the tree: head, children, what its prepositions govern, and its siblings' compounds."""
        around = {self.lemmas[self.heads[token]]} if self.heads[token] != token else set()
        for child in self.children[token]:
            around.add(self.lemmas[child])
            if self.deps[child] in (
                "prep",
                "agent",
                "prt",
                "dobj",
                "dative",
                "compound",
                "nsubj",
                "nsubjpass",
                "attr",
                "conj",
            ):
                around.update(self.lemmas[c] for c in self.children[child])
        return around

    def head_of(self, first: int, after: int) -> int:
        """The token of a stretch whose own head lies outside of it (the last such one)."""
        outside = [t for t in range(first, after) if not first <= self.heads[t] < after or self.heads[t] == t]
        nominal = [t for t in outside if self.pos[t] in NOMINAL or self.pos[t] in ("PRON", "ADJ", "NUM")]
        return (nominal or outside or [after - 1])[-1]


def build(doc: Doc, text: str, sentences: tuple[Span, ...]) -> Tree:
    """Lists from a spaCy ``Doc`` parsed over ``text``, or over its like with case restored, with these sentences."""
    tokens = list(doc)
    heads = [t.head.i for t in tokens]
    starts = [t.idx for t in tokens]
    opens = [start for start, _ in sentences]
    sentence_of = [max(0, bisect_right(opens, start) - 1) for start in starts]
    return Tree(
        text=text,
        spoken=doc.text,
        sentences=sentences,
        words=[t.text for t in tokens],
        lower=[t.lower_ for t in tokens],
        lemmas=[t.lemma_.lower() for t in tokens],
        pos=[t.pos_ for t in tokens],
        tags=[t.tag_ for t in tokens],
        deps=[t.dep_ for t in tokens],
        heads=heads,
        children=_children(heads),
        starts=starts,
        ends=[t.idx + len(t) for t in tokens],
        sentence_of=sentence_of,
        entities=[(e.start, e.end, e.label_) for e in doc.ents],
        labels=[t.ent_type_ for t in tokens],
        bounds=_bounds(sentence_of, len(sentences)),
    )


def _children(heads: Iterable[int]) -> list[list[int]]:
    heads = list(heads)
    below: list[list[int]] = [[] for _ in heads]
    for token, head in enumerate(heads):
        if head != token:
            below[head].append(token)
    return below


def _bounds(sentence_of: list[int], count: int) -> list[tuple[int, int]]:
    bounds = [(0, 0)] * count
    first = 0
    for token in range(1, len(sentence_of) + 1):
        if token == len(sentence_of) or sentence_of[token] != sentence_of[first]:
            bounds[sentence_of[first]] = (first, token)
            first = token
    return bounds
