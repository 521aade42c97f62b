"""The numbers by which a page's blocks are judged: wording, surroundings, place in the tree, and the extractors' votes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

import numpy as np

from store.intake.blocks import ALL_FLAGS, Block
from store.intake.surroundings import Numbers, judged
from store.intake.wording import fold, length_in_words

_GRAM = 3
_VOTED = 0.5

PLACE: tuple[str, ...] = (
    *(f"own_{name}" for name in ALL_FLAGS), *(f"near_{name}" for name in ALL_FLAGS), *(f"around_{name}" for name in ALL_FLAGS),
    "linked", "marked", "depth", "path_share", "path_count", "path_linked", "parent_share", "siblings", "is_title", "title_overlap",
    "is_description", "told", "from_title",
)  # fmt: skip


def numbers(blocks: Sequence[Block], votes: Mapping[str, str], told: str, title: str, description: str) -> Numbers:
    """All numbers of all blocks; shape (blocks, numbers).

    Args:
        votes: the text that each extractor found, by the extractor's name, always in the same order.
        told: the body as the page's own metadata tells it, or "".
        title, description: the same for title and summary.
    """
    folded = [fold(block.text) for block in blocks]
    columns = [judged([block.text for block in blocks]), _places(blocks, folded, told, title, description)]
    columns.append(_votes(folded, votes))
    return np.hstack(columns).astype(np.float32)


def _places(blocks: Sequence[Block], folded: Sequence[str], told: str, title: str, description: str) -> Numbers:
    words = np.array([length_in_words(block.text) for block in blocks])
    linked = np.array([min(1.0, block.linked / len(block.text)) for block in blocks])
    by_path: Counter[str] = Counter()
    count: Counter[str] = Counter()
    linked_path: Counter[str] = Counter()
    by_parent: Counter[int] = Counter()
    siblings: Counter[int] = Counter()
    for block, size, share in zip(blocks, words, linked, strict=True):
        by_path[block.path] += size if size > 8 and share < 0.5 else 0
        count[block.path] += 1
        linked_path[block.path] += share
        by_parent[block.parent] += size if size > 8 and share < 0.5 else 0
        siblings[block.parent] += 1
    total = sum(by_path.values()) or 1
    title_words, folded_title, folded_description = set(fold(title).split()), fold(title), fold(description)
    told_grams = grams(told)
    titled = next((at for at, line in enumerate(folded) if line and line == folded_title), -1)
    rows = []
    for at, (block, line) in enumerate(zip(blocks, folded, strict=True)):
        own = line.split()
        rows.append((
            linked[at], min(1.0, block.marked / len(block.text)), block.depth,
            by_path[block.path] / total, np.log1p(count[block.path]), linked_path[block.path] / count[block.path],
            by_parent[block.parent] / total, np.log1p(siblings[block.parent]),
            float(line == folded_title), sum(w in title_words for w in own) / (len(own) or 1),
            float((len(line) > 20 and line in folded_description) or (len(folded_description) > 20 and folded_description in line)),
            covered(own, told_grams) if told_grams else -1.0,
            np.clip(at - titled, -60, 200) if titled >= 0 else -100,
        ))  # fmt: skip
    seen = [_flags([getattr(block, which) for block in blocks]) for which in ("own", "near", "around")]
    return np.hstack([*seen, np.array(rows, dtype=np.float32)])


def _flags(bits: Sequence[int]) -> Numbers:
    """Bits as numbers 0 and 1, in the order of ``ALL_FLAGS``."""
    return ((np.array(bits, dtype=np.int64)[:, None] >> np.arange(len(ALL_FLAGS))) & 1).astype(np.float32)


def _votes(folded: Sequence[str], votes: Mapping[str, str]) -> Numbers:
    found = [[covered(line.split(), voted) for line in folded] for voted in map(grams, votes.values())]
    columns = np.array(found, dtype=np.float32).reshape(len(votes), len(folded))
    agreed = (columns > _VOTED).mean(axis=0, keepdims=True)
    before = np.hstack([agreed[:, :1] * 0 - 1, agreed[:, :-1]])
    after = np.hstack([agreed[:, 1:], agreed[:, :1] * 0 - 1])
    return np.vstack([columns, agreed, before, after]).T


def grams(text: str) -> set[tuple[str, ...]]:
    """The runs of three words of a text, and its short lines whole."""
    found: set[tuple[str, ...]] = set()
    for line in text.split("\n"):
        words = fold(line).split()
        if len(words) < _GRAM:
            found.add(tuple(words))
        found.update(zip(words, words[1:], words[2:], strict=False))
    return found


def covered(words: Sequence[str], known: set[tuple[str, ...]]) -> float:
    """The share of a line's runs of three words that are known."""
    if not words:
        return 0.0
    if len(words) < _GRAM:
        return float(tuple(words) in known)
    runs = list(zip(words, words[1:], words[2:], strict=False))
    if len(runs) > 24:
        runs = runs[:: len(runs) // 12]
    return sum(run in known for run in runs) / len(runs)
