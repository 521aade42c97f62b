"""Verdicts on findings, and the way from one without a verdict to the next."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Literal

from tui.cards import counted
from tui.command import BODY, LIST, SIDEBAR
from tui.findings import Finding, Findings
from tui.screens.history import HistoryScreen
from tui.screens.reader_base import ReaderBase
from tui.screens.rules import RulesScreen

Verdict = Literal["accept", "reject", "restore"]
DONE: dict[Verdict, str] = {"accept": "Accepted", "reject": "Rejected", "restore": "Without a verdict again:"}


class Reviewing(ReaderBase):
    """Commands on what the reader says of the machine's findings."""

    def findings_at_hand(self) -> list[Finding]:
        """In the sidebar the findings marked, or the one under the cursor; elsewhere the one chosen. Else none."""
        reading = self.reading
        if reading is None or reading.findings is None:
            return []
        if self.pane == SIDEBAR and self.sidebar.tab != "notes":
            return self.sidebar.marked_or_current()
        return [reading.chosen] if reading.chosen is not None else []

    def finding_at_hand(self, kind: str = "") -> Finding | None:
        """The first of :meth:`findings_at_hand`, if it is of this kind; the user is told where there is none."""
        found = [finding for finding in self.findings_at_hand() if not kind or finding.kind == kind]
        if not found:
            what = f"an {kind}" if kind else "an actor or an incident"
            self.footer.tell(f"Choose {what} first: {self.key('enter')}, in the sidebar or on a sentence.")
            return None
        return found[0]

    def say_of(self, findings: Findings, found: Sequence[Finding]) -> str:
        """What to call one finding, or several."""
        return findings.name_of(found[0]) if len(found) == 1 else counted(len(found), "finding")

    def action_verdict(self, verdict: Verdict) -> None:
        """Accept, reject or restore what is at hand."""
        reading, found = self.reading, self.findings_at_hand()
        if reading is None or reading.findings is None or not found:
            self.finding_at_hand()
            return
        decide: Callable[[int, Sequence[str]], object] = {
            "accept": self.library.decisions.accept,
            "reject": self.library.decisions.reject,
            "restore": self.library.decisions.restore,
        }[verdict]
        words = f"{DONE[verdict]} {self.say_of(reading.findings, found)}"
        job = partial(decide, reading.id, [finding.id for finding in found])
        self.write(job, lambda _: self._judged(verdict, found, words))

    def _judged(self, verdict: Verdict, found: Sequence[Finding], words: str) -> None:
        """What was rejected goes out of the way: it is not chosen any more, and the list's cursor stays in its place."""
        if verdict == "reject" and self.reading is not None:
            if self.reading.chosen in found:
                self.reading.chosen = None
            self.sidebar.finding_list.move("down")
        self.corrected(words)

    def corrected(self, words: str, id: str | None = None) -> None:
        """Show the findings as they are now, the one with an id chosen, and say what was done and what is left to do."""
        reading = self.reading
        self.body.select(None)
        self.sidebar.marked.clear()
        self.findings_changed()
        if reading is None or reading.findings is None:
            return
        if id is not None and (finding := reading.findings.finding(id)) is not None:
            self.choose(finding, jump=False)
            self.sidebar.point(finding)
        left = len(reading.findings.review.unreviewed)
        self.footer.tell(f"{words} · {f'{left} unreviewed' if left else 'all reviewed'}")

    def action_unreviewed(self, step: int) -> None:
        """To the next finding without a verdict, round at the ends."""
        reading = self.reading
        waiting = reading.findings.unreviewed() if reading and reading.findings else []
        if reading is None or reading.findings is None or not waiting:
            self.footer.tell("Every finding of this article has a verdict.")
            return
        if self.pane == LIST:
            self.go_to(BODY)
        self.choose(_beside(reading.findings, waiting, reading.chosen, self.body.sentence, step))
        self.sidebar.point(reading.chosen)

    def action_rules(self) -> None:
        """The rules for the whole library; what changes there is shown when the window closes."""
        self.app.push_screen(RulesScreen(self.library), lambda _: self.everything_changed())

    def action_history(self) -> None:
        """All changes; what is undone there is shown when the window closes."""
        self.app.push_screen(HistoryScreen(self.library), lambda _: self.everything_changed())


def _beside(
    findings: Findings, waiting: Sequence[Finding], chosen: Finding | None, sentence: int, step: int
) -> Finding:
    """The one after (``step`` 1) or before (-1) the chosen finding, or the sentence at hand where none is chosen."""
    if chosen in waiting:
        return waiting[(waiting.index(chosen) + step) % len(waiting)]
    at = _place(findings, chosen) if chosen is not None else findings.extraction.sentences[sentence][0]
    after = [finding for finding in waiting if _place(findings, finding) >= at]
    before = [finding for finding in waiting if _place(findings, finding) < at]
    if step > 0:
        return after[0] if after else waiting[0]
    return before[-1] if before else waiting[-1]


def _place(findings: Findings, finding: Finding) -> int:
    return min((start for start, _ in findings.spans_of(finding)), default=0)
