"""Findings against hand-made annotations, counted by ``shared/quality/score.py`` itself."""

from __future__ import annotations

import sys
from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from tests.quality import answers
from tests.quality.outcome import Case, Document, Settings, table

_FIRST = ("actors", "actor kind", "incidents", "incidents, any type", "slots")
_EMPTY: Document = {"text": "", "sentences": [], "actors": [], "incidents": []}


def score(
    settings: Settings, title: str, pairs: Iterable[tuple[Document, Document | None]]
) -> tuple[dict[str, float], list[Case]]:
    """Print the table of ``score.py`` for pairs of gold and found.

    A text without an answer counts as empty, and is named on stderr.

    Returns:
        F1 (0..1) by the row's name, and the scored texts.
    """
    module = answers.scorer(settings.shared / "quality" / "score.py")
    total: dict[str, Any] = defaultdict(module.Counts)
    cases = []
    for gold, found in pairs:
        if found is None:
            print(f"no findings for {gold['id']}: scored as empty", file=sys.stderr)
            found = _EMPTY
        result = module.score_doc(gold, found, total)
        cases.append(Case(gold, found, result["actors"], result["pairs"], result["loose"]))
    names = [n for n in _FIRST if n in total] + sorted(set(total) - set(_FIRST))
    rows = [(n, *total[n].prf, total[n].tp, total[n].pred, total[n].gold) for n in names]
    table(f"{title} ({len(cases)} texts)", ("", "P", "R", "F1", "right", "said", "gold"), rows)
    return {name: counts.prf[2] for name, counts in total.items()}, cases
