"""How alike two texts are, by the runs of words they share: what tells syndicated copies from articles on one subject.

MinHash with locality-sensitive hashing (Broder, "On the resemblance and containment of documents", 1997; Leskovec,
Rajaraman, Ullman, "Mining of Massive Datasets", ch. 3): the chance that two texts share one of ``BANDS`` bands of
``ROWS`` minima each is 1 - (1 - s^ROWS)^BANDS, where s is the share of runs in common: over 0.999 for s = 0.5, 0.97 for
s = 0.3 (a text and its first third), and 1 in a thousand for s = 0.005. What a band brings together is sifted by the
signatures, and what is left is measured on the texts themselves.
"""

from __future__ import annotations

import re
import zlib
from functools import cache
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import numpy as np

BANDS, ROWS = 36, 2
RUN = 5
"""Words in a run."""
FEWEST = 40
"""Words below which a text is too short to be told from another by its runs."""
COPY = 0.5
"""The share of runs in common, of all that either has, from which two texts are copies."""
LIKELY = 0.12
"""The share of minima two signatures have in common from which their texts are worth comparing: a third of a text has
0.33 on average, and the deviation is sqrt(s (1 - s) / 72), at most 0.06."""
PART = 0.8
"""The share of the shorter text's runs found in the longer from which it is a cut of it."""

_WORD = re.compile(r"[\u0e00-\u0eff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]|[^\W_]+")
_PRIME = (1 << 31) - 1
_FACTOR = 0x9E3779B97F4A7C15  # odd, and 2 to the 64th by the golden ratio: spreads neighbours (Knuth, vol. 3, 6.4)


def signature(body: str) -> bytes | None:
    """The MinHash signature of a text: ``BANDS * ROWS`` 32-bit numbers; None for a text too short to be compared.

    Scripts that set no space between words (Chinese, Japanese, Thai) are read letter by letter.
    """
    found = runs(body)
    if not found:
        return None
    import numpy as np

    values = np.fromiter(found, dtype=np.uint64, count=len(found))
    factors, offsets = _permutations()
    minima = ((values[:, None] * factors + offsets) % _PRIME).min(axis=0)
    return bytes(minima.astype("<u4").tobytes())


def bands(of: bytes) -> list[int]:
    """The bands of a signature as 63-bit numbers; texts with one in common are to be compared."""
    size = 4 * ROWS
    pieces = (of[place : place + size] for place in range(0, len(of), size))
    return [(number << 56 | _digest(piece)) & (1 << 63) - 1 for number, piece in enumerate(pieces)]


def likely(one: bytes, other: bytes) -> bool:
    """Whether the texts of two signatures are worth comparing."""
    import numpy as np

    first, second = (np.frombuffer(signature, dtype="<u4") for signature in (one, other))
    return bool(np.count_nonzero(first == second) >= LIKELY * BANDS * ROWS)


def likeness(one: str, other: str) -> float:
    """The share of runs two texts have in common (0 to 1), or 0 where neither is a copy or a cut of the other.

    For a cut it is the share of its own runs that the longer text has.
    """
    first, second = runs(one), runs(other)
    if not first or not second:
        return 0.0
    common = len(first & second)
    resemblance, containment = common / len(first | second), common / min(len(first), len(second))
    if containment >= PART:
        return containment
    return resemblance if resemblance >= COPY else 0.0


def runs(body: str) -> frozenset[int]:
    """The runs of words of a text as 31-bit numbers; none for a text of fewer than ``FEWEST`` words."""
    words = _WORD.findall(body.casefold())
    if len(words) < FEWEST:
        return frozenset()
    import numpy as np

    known = {word: zlib.crc32(word.encode("utf-8", "replace")) for word in set(words)}
    values = np.fromiter((known[word] for word in words), dtype=np.uint64, count=len(words))
    total = np.zeros(len(words) - RUN + 1, dtype=np.uint64)
    for place in range(RUN):  # a polynomial of the words' digests, modulo 2 to the 64th
        total = total * np.uint64(_FACTOR) + values[place : place + len(total)]
    return frozenset(((total * np.uint64(_FACTOR)) >> np.uint64(33)).tolist())


def _digest(piece: bytes) -> int:
    return zlib.crc32(piece) << 24 | zlib.adler32(piece) & 0xFFFFFF


@cache
def _permutations() -> tuple[np.ndarray[Any, Any], np.ndarray[Any, Any]]:
    import numpy as np

    # The numbers are part of the file's format: another seed would make every signature kept so far worthless.
    chance = np.random.Generator(np.random.PCG64(20240728))
    size = BANDS * ROWS
    return (
        chance.integers(1, _PRIME, size, dtype=np.uint64),
        chance.integers(0, _PRIME, size, dtype=np.uint64),
    )
