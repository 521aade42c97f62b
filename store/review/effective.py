"""From the machine's findings, the reader's rules and the reader's decisions to what should be seen of an article."""

from __future__ import annotations

from collections.abc import Sequence

from store.model import Extraction
from store.review.claims import Patch, known
from store.review.lexicon import Rule, apply_rules
from store.review.model import Findings
from store.review.overlay import overlay


def effective(machine: Extraction, text: str, patches: Sequence[Patch], rules: Sequence[Rule] = ()) -> Findings:
    """An article's findings with the reader's word taken into account.

    Rules for the whole library come first, then what was decided on this article, which wins.

    Args:
        machine: The machine's extraction.
        text: The article's text, in which the extraction's offsets count.
        patches: The decisions on this article in the order in which they were made.
        rules: The reader's rules, the oldest first.
    """
    return overlay(machine, text, known(patches), apply_rules(machine, rules))
