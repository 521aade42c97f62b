"""The line above the panes and the one below them."""

from __future__ import annotations

from collections.abc import Sequence

from rich.cells import cell_len
from textual.content import Content
from textual.reactive import reactive
from textual.timer import Timer
from textual.widget import Widget

from tui.wrapping import fit

NOTICE_SECONDS = 4.0
SPINNER = "◐◓◑◒"


class HeaderLine(Widget):
    """What library this is: unread, starred, all; and a sign while findings are being made."""

    unread = reactive(0)
    starred = reactive(0)
    total = reactive(0)
    marked = reactive(0)
    busy = reactive("")
    saving = reactive("")
    _turn = reactive(0)
    _timer: Timer | None = None

    def watch_busy(self) -> None:
        """Turn the sign only while there is something to wait for."""
        if self._timer is not None:
            self._timer.stop()
            self._timer = None
        if self.busy or self.saving:
            self._timer = self.set_interval(0.25, self._spin)

    def watch_saving(self) -> None:
        """The same for a change that takes its time."""
        self.watch_busy()

    def _spin(self) -> None:
        self._turn += 1

    def render(self) -> Content:
        """One line, the total at the right edge."""
        left = [
            (" Dateline", "bold $accent"), ("   unread ", "$muted"), (f"{self.unread:,}", "bold $foreground"),
            ("   ★ ", "$muted"), (f"{self.starred:,}", "$foreground"),
        ]  # fmt: skip
        right = f"{self.total:,} article{'' if self.total == 1 else 's'} "
        if self.marked:
            left.append((f"   + {self.marked:,} marked", "bold $accent"))
        if words := self.saving or self.busy:
            left.append((f"   {SPINNER[self._turn % len(SPINNER)]} {words}", "$accent"))
        room = self.size.width - cell_len(right)
        while len(left) > 1 and sum(cell_len(text) for text, _ in left) > room:
            left.pop()
        gap = max(1, room - sum(cell_len(text) for text, _ in left))
        return Content.assemble(*left, " " * gap, (right, "$muted"))


class FooterLine(Widget):
    """Hints on keys, a passing notice, and where one stands in the chosen finding."""

    hints: reactive[Sequence[tuple[str, str]]] = reactive(tuple)
    status = reactive("")
    notice = reactive("")
    failed = reactive(False)
    _timer: Timer | None = None

    def tell(self, words: str, *, failed: bool = False) -> None:
        """Show a notice for a few seconds in the place of the hints."""
        self.notice, self.failed = words, failed
        if self._timer is not None:
            self._timer.stop()
        self._timer = self.set_timer(2 * NOTICE_SECONDS if failed else NOTICE_SECONDS, self.hush)

    def hush(self) -> None:
        """Back to the hints."""
        self.notice = ""

    def render(self) -> Content:
        """The notice or as many hints as fit, then the status."""
        width = self.size.width
        status = fit(self.status, max(0, width // 2))
        room = width - (cell_len(status) + 3 if status else 1)
        if self.notice:
            words = fit(self.notice, room - 1)
            parts = [(" " + words, "bold $error" if self.failed else "$accent")]
        else:
            parts = self._hints_within(room)
        gap = max(1, width - sum(cell_len(text) for text, _ in parts) - cell_len(status) - 1)
        return Content.assemble(*parts, " " * gap, (status, "$accent"))

    def _hints_within(self, room: int) -> list[tuple[str, str]]:
        parts: list[tuple[str, str]] = []
        used = 0
        for key, words in self.hints:
            if used + cell_len(key) + cell_len(words) + 4 > room:
                break
            parts += [(f" {key}", "bold $foreground"), (f" {words}  ", "$muted")]
            used += cell_len(key) + cell_len(words) + 4
        return parts
