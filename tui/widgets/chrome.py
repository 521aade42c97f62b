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
    """What library this is: unread, starred, all; and a sign while findings are made or feeds are refreshed."""

    unread = reactive(0)
    starred = reactive(0)
    total = reactive(0)
    marked = reactive(0)
    busy = reactive("")
    fetching = reactive("")
    saving = reactive("")
    searched = reactive("")
    typing = reactive(False)
    found: reactive[int | None] = reactive(None)
    _turn = reactive(0)
    _timer: Timer | None = None

    def watch_busy(self) -> None:
        """Turn the sign only while there is something to wait for."""
        if self._timer is not None:
            self._timer.stop()
            self._timer = None
        if self.busy or self.saving or self.fetching:
            self._timer = self.set_interval(0.25, self._spin)

    def watch_fetching(self) -> None:
        """Likewise."""
        self.watch_busy()

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
        if self.found is not None:
            right = f"{self.found:,} of {right}"
        if self.marked:
            left.append((f"   + {self.marked:,} marked", "bold $accent"))
        sign = SPINNER[self._turn % len(SPINNER)]
        left += [(f"   {sign} {words}", "$accent") for words in (self.fetching, self.saving or self.busy) if words]
        room = self.size.width - cell_len(right)
        if self.searched and not self.typing:
            used = sum(cell_len(text) for text, _ in left)
            left += [("   / ", "$muted"), (fit(self.searched, max(8, room - used - 6)), "bold $accent")]
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
        """The first hints, as many as fit before the last one: that is the help, which tells the others."""
        widths = [cell_len(key) + cell_len(words) + 4 for key, words in self.hints]
        shown = len(widths)
        while shown and sum(widths[: shown - 1]) + widths[-1] > room:
            shown -= 1
        hints = [*self.hints[: shown - 1], self.hints[-1]] if shown else []
        return [part for key, words in hints for part in ((f" {key}", "bold $foreground"), (f" {words}  ", "$muted"))]
