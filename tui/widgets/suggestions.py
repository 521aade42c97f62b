"""What a prompt or a form offers: a few choices one under the other, one of them ready to be taken."""

from __future__ import annotations

from collections.abc import Sequence

from rich.cells import cell_len
from textual.content import Content
from textual.geometry import Size
from textual.reactive import reactive
from textual.widget import Widget

from tui.completing import Choice
from tui.wrapping import fit


class Suggestions(Widget):
    """Literal text, a choice a line; ``ready`` is the place of the one that a key takes, -1 for none."""

    offered: reactive[Sequence[Choice]] = reactive(tuple, layout=True)
    ready = reactive(-1)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """As many lines as there are choices."""
        return len(self.offered)

    def render(self) -> Content:
        """The choices with their hints at the right edge."""
        width = self.size.width
        lines: list[tuple[str, str] | str] = []
        for place, choice in enumerate(self.offered):
            is_ready = place == self.ready
            hint = fit(choice.hint, max(0, width // 2))
            text = fit(choice.text, max(4, width - cell_len(hint) - 4))
            gap = " " * max(1, width - cell_len(text) - cell_len(hint) - 3)
            look = "bold $accent" if is_ready else choice.style or "$foreground"
            lines += [("▸ " if is_ready else "  ", "$accent"), (text, look), gap, (hint, "$muted"), "\n"]
        return Content.assemble(*lines[:-1])
