"""Which styles the characters of a line wear, where marks nest and overlap. Pure."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from itertools import pairwise

from tui.findings import Mark
from tui.layout import Layout, Line


class Painter:
    """Marks sorted by the lines they touch, so that a line is painted without looking at any other."""

    def __init__(self, layout: Layout) -> None:
        self._layout = layout
        self._sets: dict[str, dict[int, list[Mark]]] = {}

    def put(self, name: str, marks: Iterable[Mark]) -> set[int]:
        """Replace the set of marks called ``name``; the numbers of the lines that look different now."""
        by_line: dict[int, list[Mark]] = defaultdict(list)
        for mark in marks:
            if 0 <= mark.start < mark.end <= len(self._layout.text):
                for number in self._layout.lines_of((mark.start, mark.end)):
                    by_line[number].append(mark)
        before = self._sets.get(name, {})
        self._sets[name] = by_line
        return {number for number in before.keys() | by_line.keys() if before.get(number) != by_line.get(number)}

    def pieces(self, number: int, line: Line) -> list[tuple[str, tuple[str, ...]]]:
        """The text of a line in pieces with their style names: outer and lower marks before inner and higher ones."""
        marks = [
            mark
            for by_line in self._sets.values()
            for mark in by_line.get(number, ())
            if mark.start < line.end and mark.end > line.start
        ]
        marks.sort(key=lambda mark: (mark.layer, mark.start - mark.end))
        ends = {line.start, line.end}
        for mark in marks:
            ends |= {max(line.start, mark.start), min(line.end, mark.end)}
        cuts = sorted(ends)
        return [
            (
                self._layout.text[left:right],
                (line.kind, *(mark.style for mark in marks if mark.start <= left and mark.end >= right)),
            )
            for left, right in pairwise(cuts)
        ]
