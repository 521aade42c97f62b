"""What stands around a line: neighbours, position, the densest stretch of prose, repeats; numbers for a learned judge."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from store.intake.wording import NAMES, fold, prose, wording

Numbers = NDArray[np.float32]

_BESIDE = tuple(
    NAMES.index(name) for name in ("words", "ends", "symbols", "titlecase", "rubbish", "digits", "is_script")
)
_REACH = (-3, -2, -1, 1, 2, 3)
_LEAST_PENALTY, _MOST_PENALTY = 6.0, 30.0
_TOPIC_WORD = 5

SURROUNDINGS: tuple[str, ...] = (
    *(f"{NAMES[i]}{step:+d}" for step in _REACH for i in _BESIDE),
    "at", "at_words", "index", "from_end", "prose_before", "prose_after", "near3", "near8", "rubbish5", "since_prose", "until_prose",
    "in_dense", "from_dense", "in_core", "from_core", "seen_before", "seen_after", "opens_later", "inside_other",
    "topic", "lines", "prose_share", "rubbish_share", "script_share", "total_words", "long_words", "same_length",
)  # fmt: skip
"""Names of the numbers that ``surroundings`` adds to a line's own."""


def judged(lines: Sequence[str]) -> Numbers:
    """All numbers of all lines: own (``NAMES``) and of the surroundings; shape (lines, numbers)."""
    own = np.array([wording(line) for line in lines], dtype=np.float32).reshape(len(lines), len(NAMES))
    return np.hstack([own, surroundings(lines, own)])


def surroundings(lines: Sequence[str], own: Numbers) -> Numbers:
    """What stands around each line; shape (lines, len(SURROUNDINGS))."""
    count = len(lines)
    if not count:
        return np.zeros((0, len(SURROUNDINGS)), np.float32)
    words = np.expm1(own[:, 0])
    is_prose = np.array([prose(tuple(row[:11])) for row in own]) & (own[:, -1] == 0)
    columns = [*_beside(own), *_positions(words, is_prose), *_nearness(own, words, is_prose)]
    columns += [*_stretches(words, is_prose), *_repeats(lines), _topic(lines, words, is_prose)]
    columns += [np.full(count, value) for value in _whole(own, words, is_prose)]
    columns.append(np.abs(own[:, 0] - (np.median(own[is_prose, 0]) if is_prose.any() else 0)))
    return np.stack(columns, axis=1).astype(np.float32)


def _beside(own: Numbers) -> list[Numbers]:
    picked = own[:, _BESIDE]
    found = []
    for step in _REACH:
        moved = np.full_like(picked, -1.0)
        if step < 0:
            moved[-step:] = picked[:step]
        else:
            moved[:-step] = picked[step:]
        found += list(moved.T)
    return found


def _positions(words: Numbers, is_prose: NDArray[np.bool_]) -> list[Numbers]:
    count = len(words)
    index = np.arange(count)
    told = np.cumsum(words)
    prose_words = np.cumsum(words * is_prose)
    before = prose_words - words * is_prose
    return [
        index / count, told / (told[-1] or 1), np.log1p(index), np.log1p(count - index),
        np.log1p(before), np.log1p(prose_words[-1] - prose_words),
    ]  # fmt: skip


def _nearness(own: Numbers, words: Numbers, is_prose: NDArray[np.bool_]) -> list[Numbers]:
    def window(values: Numbers, reach: int) -> Numbers:
        if len(values) <= 2 * reach:
            return np.full(len(values), values.sum(), np.float32)
        return np.asarray(np.convolve(values, np.ones(2 * reach + 1), "same"), np.float32)

    index = np.arange(len(words))
    last = np.maximum.accumulate(np.where(is_prose, index, -50))
    following = np.minimum.accumulate(np.where(is_prose, index, len(words) + 50)[::-1])[::-1]
    return [
        np.log1p(window(words * is_prose, 3)), np.log1p(window(words * is_prose, 8)), window(own[:, -1], 5) / 11,
        np.minimum(index - last, 50), np.minimum(following - index, 50),
    ]  # fmt: skip


def _stretches(words: Numbers, is_prose: NDArray[np.bool_]) -> list[Numbers]:
    """The stretch of lines with most prose in it, other lines counting against it (Pasternack and Roth 2009)."""
    columns: list[Numbers] = []
    for penalty in (_LEAST_PENALTY, _MOST_PENALTY):
        start, end = densest([float(w) if p else -penalty for w, p in zip(words, is_prose, strict=True)])
        index = np.arange(len(words))
        inside = (index >= start) & (index < end)
        columns += [inside.astype(np.float32), np.where(index < start, start - index, np.maximum(0, index - end + 1))]
        columns[-1] = np.sign(index - start) * np.log1p(columns[-1])
    return columns


def densest(scores: Sequence[float]) -> tuple[int, int]:
    """The half-open range of largest sum (Kadane)."""
    best, best_range, total, start = 0.0, (0, 0), 0.0, 0
    for at, score in enumerate(scores):
        if total <= 0:
            total, start = 0.0, at
        total += score
        if total > best:
            best, best_range = total, (start, at + 1)
    return best_range


def _repeats(lines: Sequence[str]) -> list[Numbers]:
    folded = [fold(line) for line in lines]
    times = Counter(folded)
    seen: Counter[str] = Counter()
    before, after = [], []
    for line in folded:
        before.append(min(3, seen[line]))
        seen[line] += 1
        after.append(min(3, times[line] - seen[line]))
    whole = "\n" + "\n".join(folded) + "\n"
    opens = [float(len(line) > 15 and whole.count("\n" + line + " ") > 0) for line in folded]
    inside = [float(len(line) > 15 and whole.count(line) > times[line]) for line in folded]
    return [np.array(column, np.float32) for column in (before, after, opens, inside)]


def _topic(lines: Sequence[str], words: Numbers, is_prose: NDArray[np.bool_]) -> Numbers:
    """The share of a line's long words that other lines of prose in the densest stretch use too."""
    start, end = densest([float(w) if p else -_MOST_PENALTY for w, p in zip(words, is_prose, strict=True)])
    sets = [{word for word in fold(line).split() if len(word) >= _TOPIC_WORD} for line in lines]
    used: Counter[str] = Counter()
    for at in range(start, end):
        if is_prose[at]:
            used.update(sets[at])
    shares = []
    for at, own in enumerate(sets):
        least = 2 if start <= at < end and is_prose[at] else 1
        shares.append(sum(used[word] >= least for word in own) / len(own) if own else -1.0)
    return np.array(shares, np.float32)


def _whole(own: Numbers, words: Numbers, is_prose: NDArray[np.bool_]) -> list[float]:
    count = len(words)
    script = own[:, NAMES.index("is_script")] + own[:, NAMES.index("is_data")] > 0
    total = float(words.sum())
    return [
        math.log1p(count), float((words * is_prose).sum() / (total or 1)), float(own[:, -1].mean()), float(script.mean()),
        math.log1p(total), float(words[is_prose].mean()) if is_prose.any() else 0.0,
    ]  # fmt: skip
