"""The five colours of highlights, at the foot of the reader: one key each."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static

from store.model import COLORS
from tui.marks import SIGNS
from tui.screens.overlay import Overlay


class ColourScreen(Overlay[str]):
    """Gives the name of a colour, or None."""

    KEYS = (("1-5", "or the first letter"), ("enter", "as before"))
    BINDINGS = [  # noqa: RUF012
        *(
            Binding(f"{number},{name[0]},{name[0].upper()}", f"take('{name}')", name)
            for number, name in enumerate(COLORS, 1)
        ),
        Binding("enter", "take_last", "As before"),
    ]

    def __init__(self, last: str) -> None:
        """Offer the colours; ``last`` is the one used before."""
        super().__init__()
        self._last = last

    def compose(self) -> ComposeResult:
        """One line of colours, one of keys."""
        parts: list[tuple[str, str] | str] = [("Highlight  ", "bold $accent")]
        for number, name in enumerate(COLORS, 1):
            look = f"bold $sign-{name}" if name == self._last else f"$sign-{name}"
            parts += [("  ", ""), (f"{number} ", "bold $foreground"), (f"{SIGNS[name]} {name}", look)]
        with Vertical(id="prompt"):
            yield Static(Content.assemble(*parts))
            yield self.foot()

    def action_take(self, name: str) -> None:
        """This one."""
        self.dismiss(name)

    def action_take_last(self) -> None:
        """The one used before."""
        self.dismiss(self._last)
