"""The reading order of a page: columns are read one after the other, what spans them is read above or below them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

GUTTER = 0.9
"""How wide, in sizes of type, the white between two columns is at least."""
FEWEST = 2
"""Lines each side of a gutter has at least, so that a gap between two words is none."""


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

    The page is cut at the widest white that runs through it from top to bottom, else at the widest that runs from
    side to side, and its parts likewise (recursive XY-cut: Nagy and Seth, "Hierarchical representation of optically
    scanned documents", 1984).
    """
    result: list[Line] = []
    groups = _merged(_cut(list(lines)))
    for number, group in enumerate(groups):
        left, right = min(line.left for line in group), max(line.right for line in group)
        for line in group:
            line.column = (line.page, number)
            line.column_left, line.column_right = left, right
        result += group
    return result


def _cut(lines: list[Line]) -> list[list[Line]]:
    pending, done = [lines], []
    while pending:
        part = pending.pop()
        sides = _beside(part) or _above(part)
        if sides is None:
            if part:
                done.append(part)
        else:
            pending += reversed(sides)
    return done


def _beside(lines: list[Line]) -> tuple[list[Line], list[Line]] | None:
    """The lines left and right of the widest gutter, None where there is none."""
    if len(lines) < 2 * FEWEST:
        return None
    enough = GUTTER * median(line.size for line in lines)
    by_left = sorted(lines, key=lambda line: line.left)
    best, reach = (enough, 0), by_left[0].right
    for number, line in enumerate(by_left[1:], 1):
        if line.left - reach > best[0] and FEWEST <= number <= len(lines) - FEWEST:
            best = (line.left - reach, number)
        reach = max(reach, line.right)
    number = best[1]
    if not number or not _abreast(by_left[:number], by_left[number:]):
        return None
    return by_left[:number], by_left[number:]


def _abreast(left: list[Line], right: list[Line]) -> bool:
    """Whether two groups stand side by side and not one below the other."""
    low, high = max(min(x.base for x in side) for side in (left, right)), min(max(x.top for x in side) for side in (left, right))
    return high > low


def _above(lines: list[Line]) -> tuple[list[Line], list[Line]] | None:
    """The lines above and below the widest white from side to side; None where all lines overlap."""
    by_top = sorted(lines, key=lambda line: -line.top)
    best, floor = (0.0, 0), by_top[0].base if by_top else 0.0
    for number, line in enumerate(by_top[1:], 1):
        if floor - line.top > best[0]:
            best = (floor - line.top, number)
        floor = min(floor, line.base)
    if not best[1]:
        return None
    return by_top[: best[1]], by_top[best[1] :]


def _merged(parts: list[list[Line]]) -> list[list[Line]]:
    """Cut lines put together again where one follows the other in one column."""
    groups: list[list[Line]] = []
    for part in parts:
        part.sort(key=lambda line: (-round(line.base / max(line.size, 1)), line.left))
        if groups and _one_column(groups[-1], part):
            groups[-1] += part
        else:
            groups.append(part)
    return groups


def _one_column(above: list[Line], below: list[Line]) -> bool:
    """Whether a part goes on below another: it starts below it, within its edges or the other way round."""
    if max(line.top for line in below) > min(line.base for line in above) + 0.3 * below[0].size:
        return False
    left, right = min(line.left for line in above), max(line.right for line in above)
    other_left, other_right = min(line.left for line in below), max(line.right for line in below)
    common = min(right, other_right) - max(left, other_left)
    return common > 0.5 * min(right - left, other_right - other_left)
