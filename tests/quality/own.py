"""Our own samples: short invented news with hand-made annotations, scored by rules of our own.

A sample is one JSON file in ``samples``: a gold file's shape plus its ``text`` (title, blank line, body). Actors pair one
to one, by the share of surface forms they have in common (case and article aside); incidents of one type pair when the
found one's sentences hold a quote of the gold one, the more quotes and actors the better. ``agents`` to ``sources`` count
fillers end to end over all incidents; the other slots count among paired incidents only, a slot that both leave empty
left aside.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sized
from dataclasses import dataclass
from pathlib import Path

from tests.quality import answers
from tests.quality.coreference_scores import best_pairs
from tests.quality.outcome import Document, Figure, Outcome, Settings, f1, table

FOLDER = Path(__file__).parent / "samples"
ROLES = ("agents", "targets", "sources")
SINGLE = ("status", "place", "date", "killed", "injured")


@dataclass(slots=True)
class Count:
    """Items right, said and in the gold."""

    right: int = 0
    said: int = 0
    gold: int = 0

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall, 0..1."""
        return f1(self.right, self.said, self.gold)


def run(_: Settings) -> Outcome:
    """Extract every sample and print what is right in it."""
    counts = measure()
    rows = [(name, count.f1, count.right, count.said, count.gold) for name, count in counts.items()]
    table(f"Own samples ({len(samples())} texts)", ("", "F1", "right", "said", "gold"), rows)
    shown = ("actors", "incidents", *ROLES)
    return Outcome([Figure(f"own samples {name} F1", counts[name].f1) for name in shown])


def samples() -> list[Document]:
    """All samples with their annotations."""
    return [answers.load(path) for path in sorted(FOLDER.glob("*.json"))]


def measure() -> dict[str, Count]:
    """Counts over all samples, by actors, kinds, incidents and slots."""
    counts: dict[str, Count] = defaultdict(Count)
    for gold in samples():
        compare(gold, answers.of_text(gold["text"], gold["published"]), counts)
    return dict(counts)


def compare(gold: Document, found: Document, counts: dict[str, Count]) -> None:
    """Add one sample's items to the counts."""
    actors = _paired_actors(gold, found)
    _add(counts["actors"], len(actors), found["actors"], gold["actors"])
    kinds = {a["id"]: a["kind"] for a in found["actors"]}
    right = sum(kinds.get(actors.get(a["id"], "")) == a["kind"] for a in gold["actors"])
    _add(counts["kinds"], right, actors, actors)
    pairs = _paired_incidents(gold, found, actors)
    _add(counts["incidents"], len(pairs), found["incidents"], gold["incidents"])
    for role in ROLES:
        count = counts[role]
        count.right += sum(_shared(g, f, role, actors) for g, f in pairs)
        count.said += sum(len(i[role]) for i in found["incidents"])
        count.gold += sum(len(i[role]) for i in gold["incidents"])
    for slot in SINGLE:
        for g, f in pairs:
            wanted, said = _value(g, slot), _value(f, slot)
            counts[slot].right += bool(wanted and said and wanted & said)
            counts[slot].said += bool(said)
            counts[slot].gold += bool(wanted)


def _add(count: Count, right: int, said: Sized, gold: Sized) -> None:
    count.right += right
    count.said += len(said)
    count.gold += len(gold)


def _paired_actors(gold: Document, found: Document) -> dict[str, str]:
    """Ids of gold actors with those of the found ones they pair with."""
    text = found["text"]
    wanted = [{_form(form) for form in (a["name"], *a["aliases"])} for a in gold["actors"]]
    said = [
        {_form(text[m["start"] : m["end"]]) for m in a["mentions"] if m["form"] != "pronoun"} for a in found["actors"]
    ]
    pairs = best_pairs([[len(g & f) / len(g | f) if g & f else 0.0 for f in said] for g in wanted])
    return {gold["actors"][g]["id"]: found["actors"][f]["id"] for g, f in pairs.items()}


def _form(text: str) -> str:
    words = text.casefold().replace("’", "'").removesuffix("'s").split()
    return " ".join(words[1:] if words[:1] in (["the"], ["a"], ["an"]) and len(words) > 1 else words)


def _paired_incidents(gold: Document, found: Document, actors: dict[str, str]) -> list[tuple[Document, Document]]:
    weights = [[_likeness(g, f, found, actors) for f in found["incidents"]] for g in gold["incidents"]]
    return [(gold["incidents"][g], found["incidents"][f]) for g, f in best_pairs(weights).items()]


def _likeness(gold: Document, said: Document, found: Document, actors: dict[str, str]) -> float:
    """Quotes in its sentences, and a little for every actor in the right slot; 0 where type or sentences differ."""
    if gold["type"] != said["type"]:
        return 0.0
    spans = [found["sentences"][e["sentence"]] for e in said["evidence"]]
    quotes = sum(any(quote in found["text"][start:end] for start, end in spans) for quote in gold["evidence"])
    return quotes + 0.1 * sum(_shared(gold, said, role, actors) for role in ROLES) if quotes else 0.0


def _shared(gold: Document, said: Document, role: str, actors: dict[str, str]) -> int:
    return len({actors.get(id) for id in gold[role]} & set(said[role]))


def _value(incident: Document, slot: str) -> set[object]:
    """A single slot's value as a set that overlaps with what is right: place names, a span's first day, a number."""
    value = incident[slot]
    if value is None or value == []:
        return set()
    if slot == "place":
        names = [value["name"], *value["within"]] if isinstance(value, dict) else value
        return {_form(name) for name in names}
    return {value["start"]} if slot == "date" else {value}
