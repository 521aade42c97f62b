"""The places of one finding: an actor's mentions or an incident's sentences, to be split off or removed."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from textual.binding import Binding

from store.library import Library
from store.model import Span
from store.text import clean_line
from tui.cards import Item, Piece, prose
from tui.findings import Finding, Findings
from tui.screens.listing import Listing
from tui.wrapping import flow

AROUND = 60
"""Characters shown before and after a mention."""
Place = tuple[int, Span]
"""A sentence's index and the words in it."""


class PartsScreen(Listing[int]):
    """Gives the character to go to, where ``enter`` was pressed on a place."""

    KEYS = (("enter", "go"), ("space", "mark"), ("s", "split off"), ("d", "remove"), ("u", "undo"))
    BINDINGS = [  # noqa: RUF012
        Binding("space", "mark", "Mark"),
        Binding("s", "split", "Split off"),
        Binding("d,delete,x", "remove", "Remove"),
    ]

    def __init__(self, library: Library, article_id: int, finding: Finding) -> None:
        """Show a finding's places."""
        super().__init__(library)
        self._article_id, self._finding = article_id, finding
        self._text = library.articles.get(article_id).text
        self._marked: set[Place] = set()
        self.TITLE_WORDS = "Mentions" if finding.kind == "actor" else "Evidence"

    def _now(self) -> Findings | None:
        review = self.library.findings.of(self._article_id)
        return Findings(review) if review is not None else None

    def about(self) -> str:
        """The finding's name."""
        findings = self._now()
        return findings.name_of(self._finding) if findings and findings.finding(self._finding.id) else ""

    def places(self, findings: Findings | None) -> list[Place]:
        """The finding's places in the text's order."""
        if findings is None or findings.finding(self._finding.id) != self._finding:
            return []
        if self._finding.kind == "actor":
            mentions = findings.actors[self._finding.id].mentions
            return sorted((mention.sentence, (mention.start, mention.end)) for mention in mentions)
        evidence = findings.incidents[self._finding.id].evidence
        return sorted((ground.sentence, ground.trigger) for ground in evidence)

    def items(self, width: int) -> Sequence[Item]:
        """Each place in its sentence."""
        findings = self._now()
        sentences = findings.extraction.sentences if findings else ()
        items = [_item(self._text, place, sentences[place[0]], width) for place in self.places(findings)]
        return items or [prose("It is gone.", width)]

    def action_enter(self) -> None:
        """Go to the place in the text."""
        if self.key is not None:
            self.dismiss(self.key[1][0])

    def action_mark(self) -> None:
        """Mark the place, or take its mark away."""
        if self.key is not None:
            self._marked ^= {self.key}
            self.rows.mark(self._marked)
            self.rows.move("down")

    def action_split(self) -> None:
        """Make the places marked, or the one under the cursor, a finding of their own."""
        chosen = sorted(self._marked) or ([self.key] if self.key is not None else [])
        if not chosen:
            return
        self._forget_marks()
        decisions, id = self.library.decisions, self._finding.id
        if self._finding.kind == "incident":
            sentences = sorted({sentence for sentence, _ in chosen})
            job = partial(decisions.split_incident, self._article_id, id, sentences)
            self.write(job, lambda _: "They are an incident of their own now.")
        else:
            job = partial(decisions.split_mentions, self._article_id, id, [span for _, span in chosen])
            self.write(job, lambda _: "An actor of its own now.")

    def action_remove(self) -> None:
        """The place under the cursor does not belong to the finding."""
        if (place := self.key) is None:
            return
        self._forget_marks()
        decisions, id = self.library.decisions, self._finding.id
        if self._finding.kind == "incident":
            job = partial(decisions.remove_evidence, self._article_id, id, place[0])
        else:
            job = partial(decisions.remove_mention, self._article_id, id, place[1])
        self.write(job, lambda _: "Removed.")

    def _forget_marks(self) -> None:
        self._marked = set()
        self.rows.mark(self._marked)


def _item(text: str, place: Place, sentence: Span, width: int) -> Item:
    """The words in their sentence, as much of it as says where they stand."""
    start, end = place[1]
    left, right = max(sentence[0], start - AROUND), min(sentence[1], end + AROUND)
    before, after = clean_line("." + text[left:start] + ".")[1:-1], clean_line("." + text[end:right] + ".")[1:-1]
    pieces: list[Piece] = [
        ("…" * (left > sentence[0]) + before, ("muted",)),
        (clean_line(text[start:end]), ("accent", "strong")),
        (after + "…" * (right < sentence[1]), ("muted",)),
    ]
    return Item([*flow(pieces, width), []], place)
