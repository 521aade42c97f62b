"""The strip beside the body: where in the article the chosen finding stands."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from rich.segment import Segment
from textual.strip import Strip
from textual.widget import Widget


class PlaceStrip(Widget):
    """One cell wide, as high as the body; a bar at the height that each place has in the whole article."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"place", "place-here"}

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._rows: Sequence[int] = []
        self._total = 1
        self._here: int | None = None

    def show(self, rows: Sequence[int], total: int, here: int | None = None) -> None:
        """Mark ``rows`` of ``total``; ``here`` is the one the reader stands on."""
        before = (self._rows, self._total, self._here)
        self._rows, self._total, self._here = list(rows), max(1, total), here
        if before != (self._rows, self._total, self._here):
            self.refresh()

    def cells(self, height: int) -> dict[int, bool]:
        """Cells to mark for a strip of ``height`` cells, each with whether the reader stands there."""
        scale = min(1.0, height / self._total)
        marked: dict[int, bool] = {}
        for row in self._rows:
            cell = min(height - 1, int(row * scale))
            marked[cell] = marked.get(cell, False) or row == self._here
        return marked

    def render_line(self, y: int) -> Strip:
        """A bar, or nothing."""
        marked = self.cells(self.size.height)
        if y not in marked:
            return Strip([Segment(" ", self.rich_style)], 1)
        style = self.get_component_rich_style("place-here" if marked[y] else "place")
        return Strip([Segment("┃", style)], 1)
