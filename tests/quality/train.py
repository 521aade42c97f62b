"""The 127 texts to learn from.

The packaged models learned from these very texts, so figures made by extracting them flatter. The honest ones come from
cross-validated findings, which ``python -m store.extraction.training.weigh ... --predict DIR`` writes; give that folder
as ``--predictions DIR`` and it is scored in place of extracting.
"""

from __future__ import annotations

from tests.quality import annotated, answers
from tests.quality.outcome import Document, Figure, Outcome, Settings

_GOALS = {"actors": 0.78, "incidents": 0.58, "slots": 0.42}


def run(settings: Settings) -> Outcome:
    """Score cross-validated findings, or else what extraction finds now."""
    folder = settings.shared / "quality" / "train"
    golds = [answers.load(path) for path in sorted((folder / "gold").glob("*.json"))]
    if settings.predictions is not None:
        title = "Train, cross-validated findings"
        pairs = [(g, _predicted(settings, g["id"])) for g in golds]
    else:
        title = "Train, extracted now (NOT held out: the packaged models learned from these texts)"
        pairs = [(g, _extracted(settings, g["id"])) for g in golds]
    scores, cases = annotated.score(settings, title, pairs)
    note = "5-fold" if settings.predictions is not None else "not held out"
    return Outcome([Figure(f"train {name} F1 ({note})", scores[name], goal) for name, goal in _GOALS.items()], cases)


def _predicted(settings: Settings, name: str) -> Document | None:
    path = (settings.predictions or settings.shared) / f"{name}.json"
    return answers.load(path) if path.is_file() else None


def _extracted(settings: Settings, name: str) -> Document:
    full = answers.load(settings.shared / "quality" / "train" / "full" / f"{name}.json")
    return answers.of_text(full["text"], full["article"]["published"])
