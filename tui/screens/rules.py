"""The reader's own lexicon: names that mean one actor in the whole library. Made with "always", revoked here."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from textual.binding import Binding

from store.rules import Rule
from tui.cards import Item, Piece, prose
from tui.dates import short_date
from tui.screens.listing import Listing
from tui.wrapping import flow

NONE_YET = "No rules yet. A merge or a new name becomes one when “Always” is answered with yes."


class RulesScreen(Listing[None]):
    """Every rule; ``d`` takes one back."""

    TITLE_WORDS = "Rules"
    KEYS = (("d", "revoke"), ("u", "undo"))
    BINDINGS = [  # noqa: RUF012
        Binding("d,delete", "revoke", "Revoke"),
    ]

    def about(self) -> str:
        """What they are."""
        return "names that are one actor in every article"

    def items(self, width: int) -> Sequence[Item]:
        """The rules, the newest first."""
        return [_item(rule, width) for rule in reversed(self.library.rules.all())] or [prose(NONE_YET, width)]

    def action_revoke(self) -> None:
        """Take the rule back in every article."""
        rule = self.key
        if rule is not None:
            self.write(partial(self.library.rules.revoke, rule.id), lambda _: f"{rule.name} is no rule any more")


def _item(rule: Rule, width: int) -> Item:
    """``US, U.S. → United States``, and when it was made."""
    others = [name for name in rule.names if name != rule.name] or list(rule.names)
    look = (f"kind-{rule.kind}",) if rule.kind else ("strong",)
    pieces: list[Piece] = [(", ".join(others), ("text",)), (" → ", ("accent",)), (rule.name, look)]
    facts = " · ".join(part for part in (rule.kind or "", rule.country or "", short_date(rule.made)) if part)
    return Item([*flow(pieces, width), [(facts.replace("_", " "), ("muted",))], []], rule)
