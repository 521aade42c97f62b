"""The reading order of a page: columns are read one after the other, what spans them is read above or below them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

GUTTER = 0.9
"""How wide, in sizes of type, the white between two columns is at least."""
FEWEST = 2
"""Lines each side of a gutter has at least, so that a gap between two words is none."""
SAME_LINE = 3.0
"""Points by which the parts of one line may stand higher or lower than each other."""
CROSSING = 0.34
"""The share of a page's lines that may cross a gutter."""


@dataclass(slots=True)
class Line:
    """A line of text on a page, or the part of one that lies in one column.

    Lengths are PDF points from the page's lower left corner; ``base`` is the lower edge of the letters, ``size`` the
    size of type; ``column`` numbers the columns of a document in reading order, ``column_left`` and ``column_right``
    are its edges.
    """

    text: str
    left: float
    base: float
    right: float
    top: float
    size: float
    page: int = 0
    column: tuple[int, int] = (0, 0)
    column_left: float = 0.0
    column_right: float = 0.0


def ordered(lines: Sequence[Line]) -> list[Line]:
    """The lines of one page in reading order, each told its column.

    A gutter is the upright white that the fewest lines cross. Those that do cross it (a headline, a foot) part the
    page into bands, and in each band the left side is read before the right; each side is looked at likewise.
    """
    result: list[Line] = []
    for number, group in enumerate(_columns(list(lines))):
        left, right = min(line.left for line in group), max(line.right for line in group)
        for line in group:
            line.column = (line.page, number)
            line.column_left, line.column_right = left, right
        result += group
    return result


def _columns(lines: list[Line]) -> list[list[Line]]:
    found = _gutter(lines)
    if found is None:
        return [sorted(lines, key=_from_the_top)] if lines else []
    groups: list[list[Line]] = []
    sides: tuple[list[Line], list[Line]] = ([], [])
    spanning: list[Line] = []
    for line in sorted(lines, key=_from_the_top):
        side = 0 if line.right <= found else 1 if line.left >= found else None
        if side is None:
            groups += _columns(sides[0]) + _columns(sides[1])
            sides = ([], [])
            spanning.append(line)
        else:
            groups += [spanning] if spanning else []
            spanning = []
            sides[side].append(line)
    return groups + ([spanning] if spanning else []) + _columns(sides[0]) + _columns(sides[1])


def _from_the_top(line: Line) -> tuple[int, float]:
    """Letters of one line may stand a little higher or lower; they are read from left to right."""
    return -round(line.base / SAME_LINE), line.left


def _gutter(lines: list[Line]) -> float | None:
    """Where the white between two columns ends on its right, None where there is one column."""
    if len(lines) < 2 * FEWEST:
        return None
    wide = GUTTER * median(line.size for line in lines)
    best: tuple[float, float] | None = None
    for place in sorted({line.left for line in lines}):
        left = [line for line in lines if line.right <= place - wide]
        right = [line for line in lines if line.left >= place]
        crossing = len(lines) - len(left) - len(right)
        if min(len(left), len(right)) < FEWEST or crossing > CROSSING * len(lines) or not _abreast(left, right):
            continue
        if best is None or crossing < best[0]:
            best = (crossing, place)
    return best[1] if best else None


def _abreast(left: list[Line], right: list[Line]) -> bool:
    """Whether two groups of lines stand side by side, and not one below the other."""
    low = max(min(line.base for line in side) for side in (left, right))
    high = min(max(line.top for line in side) for side in (left, right))
    return high - low > 1.5 * left[0].size
