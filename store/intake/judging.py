"""Which lines of a scrape are its article's, and which is its title: what was learned, held back by rules."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from store.intake import forest, rules
from store.intake.lines import Line
from store.intake.surroundings import SURROUNDINGS, Numbers, judged
from store.intake.wording import NAMES, length_in_words, prose

SURE = 0.3
"""Probability from which a line is the article's; lower than one half, for a lost sentence is worse than a button."""
SURE_OF_RUBBISH = 0.7
"""The same for lines that a rule takes for rubbish."""
_CLEAN = ((0.0, 0.15), (0.04, 0.05))
"""A text with no more of its lines known rubbish, that would lose no more of its words, is clean: it loses nothing."""
TITLE_LONGEST, _TITLE_WORDS = 220, (2, 30)
_TOPIC = len(NAMES) + SURROUNDINGS.index("topic")
_RUBBISH, _SYMBOLS = len(NAMES) - 1, NAMES.index("symbols")
_REPEATED = [len(NAMES) + SURROUNDINGS.index(name) for name in ("seen_before", "seen_after")]
_TITLE_SCORE, _TITLE_REACH, _TITLE_SYMBOLS = 0.7, 40, 0.04
_TITLE_TOPIC, _DEK = 0.25, 3.0
_UNFINISHED = (".", "…", "。", ":", ";", ",", "۔")


def judge(lines: Sequence[Line]) -> int | None:
    """Give a rule to every line that is no part of the article.

    Args:
        lines: as they stand, without a rule; they get one in place.

    Returns:
        The index of the title among them, or None where there is none.
    """
    if not lines:
        return None
    numbers = judged([line.text for line in lines])
    sure = forest.load("lines").judge(numbers)
    kept = _kept(lines, numbers, sure)
    title = _title(lines, numbers, sure, kept)
    if title is not None:
        kept[:title] &= np.array([prose(tuple(row[:11])) for row in numbers[:title]], dtype=bool)
        kept[title] = True
    for line, keep in zip(lines, kept, strict=True):
        if not keep:
            line.rule = rules.rubbish(line.text) or "not the article"
    return title


def _kept(lines: Sequence[Line], numbers: Numbers, sure: NDArray[np.float32]) -> NDArray[np.bool_]:
    rubbish = numbers[:, _RUBBISH] > 0
    kept = np.where(rubbish, sure >= SURE_OF_RUBBISH, sure >= SURE)
    words = np.array([length_in_words(line.text) for line in lines])
    lost = words[~kept].sum() / (words.sum() or 1)
    if any(rubbish.mean() <= known and lost <= most for known, most in _CLEAN):
        return np.ones(len(lines), dtype=bool)
    return np.asarray(kept)


def _title(lines: Sequence[Line], numbers: Numbers, sure: NDArray[np.float32], kept: NDArray[np.bool_]) -> int | None:
    """The line before the body's first sentence that looks most like a title.

    Told by words that it shares with the body, its length, standing there twice, and being no part of the body itself.
    """
    body = (at for at in range(len(lines)) if kept[at] and prose(tuple(numbers[at, :11])) and numbers[at, 0] > _DEK)
    first = next(body, len(lines) - 1)
    repeated = numbers[:, _REPEATED].max(axis=1) > 0
    score = 1.3 * np.clip(numbers[:, _TOPIC], 0, 1) + 0.3 * np.minimum(numbers[:, 0], 2.4) + 0.3 * repeated - 0.9 * sure
    best, best_score = None, _TITLE_SCORE
    for at in range(max(0, first - _TITLE_REACH), min(first + 1, len(lines) - 1)):
        plain = looks_like_title(lines[at].text) and not numbers[at, _RUBBISH]
        told = numbers[at, _TOPIC] >= _TITLE_TOPIC and numbers[at, _SYMBOLS] < _TITLE_SYMBOLS
        plain = plain and (at == 0 or told)
        own = float(score[at]) + (at == 0)
        if plain and own > best_score:
            best, best_score = at, own
    return best


def looks_like_title(text: str) -> bool:
    """Whether a line can be a title: neither a sentence nor the beginning of one, of a title's length."""
    least, most = _TITLE_WORDS
    return least <= length_in_words(text) <= most and len(text) <= TITLE_LONGEST and not text.endswith(_UNFINISHED)
