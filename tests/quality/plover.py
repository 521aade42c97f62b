"""PLOVER's gold sentences, each with one event type: is it among the types of the incidents found in the sentence?

The set uses the older type names; ``OLDER`` maps them to PLOVER 2.0's. A sentence may well tell of more than its one
gold event, so incidents beyond it are counted and shown, but are no errors here.
"""

from __future__ import annotations

from collections import Counter

from tests.quality import answers
from tests.quality.outcome import Figure, Outcome, Settings, table

OLDER = {"DEMAND": "REQUEST", "DISAPPROVE": "ACCUSE", "INVESTIGATE": "ACCUSE", "FIGHT": "ASSAULT"}


def run(settings: Settings) -> Outcome:
    """Extract every sentence, print hits by type and what was found in place of the misses."""
    sentences: Counter[str] = Counter()
    hits: Counter[str] = Counter()
    incidents: Counter[str] = Counter()
    instead: dict[str, Counter[str]] = {}
    for row in answers.load(settings.shared / "data" / "plover_gsr" / "dev.json"):
        kind = OLDER.get(row["event"], row["event"])
        found = [i["type"] for i in answers.of_text(row["text"], row["date"])["incidents"]]
        sentences[kind] += 1
        incidents[kind] += len(found)
        hits[kind] += kind in found
        if kind not in found:
            instead.setdefault(kind, Counter()).update(found or ["nothing"])
    rows = [
        (
            kind,
            sentences[kind],
            hits[kind],
            hits[kind] / sentences[kind],
            incidents[kind] / sentences[kind],
            _most(other),
        )
        for kind in sorted(sentences)
        for other in [instead.get(kind, Counter())]
    ]
    share = hits.total() / sentences.total()
    rows.append(("all", sentences.total(), hits.total(), share, incidents.total() / sentences.total(), ""))
    table("PLOVER sentences", ("", "sentences", "right", "share", "incidents each", "found in their place"), rows)
    return Outcome([Figure("PLOVER right type among incidents", share, 0.65)])


def _most(other: Counter[str]) -> str:
    return ", ".join(f"{kind} {n}" for kind, n in other.most_common(3))
