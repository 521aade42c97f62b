"""MUC-4's documents for the models of ``store.extraction.fillers``: which register a text is of, which fillers stand."""

from __future__ import annotations

import json
import string
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from store.extraction import fillers, pipeline
from store.extraction.features import Found
from store.extraction.fillers import Chooser, Filler
from store.extraction.pipeline import Analysis

_PUNCTUATION = str.maketrans("", "", string.punctuation)
Row = tuple[Found, bool]


@dataclass(slots=True)
class Document:
    """One document: the words of its register, and its candidates with what is right of them."""

    name: str
    words: Found
    rows: list[Row]
    missed: int
    """Entities that no candidate names."""


def read(path: Path, encoder: Path) -> Iterator[Document]:
    """Documents of ``muc4/train.jsonl``, each read by the encoder that has not seen it."""
    folds = json.loads((encoder / "folds.json").read_text("utf-8"))
    for line in path.read_text("utf-8").splitlines():
        data = json.loads(line)
        reading = pipeline.read(data["text"], None, encoder / f"fold{folds[data['id']]}")
        yield _document(data, pipeline.analyse(reading, None))


def _document(data: dict[str, Any], analysis: Analysis) -> Document:
    assert analysis.readings is not None
    tree, clusters = analysis.tree, analysis.clusters
    some = fillers.candidates(tree, clusters, analysis.readings)
    chooser = Chooser(tree, clusters, analysis.drafts, some, analysis.readings)

    def right(filler: Filler) -> int | None:
        """The entity that a filler names, by its place among its role's."""
        said = plain(fillers.shown(tree, clusters, filler))
        entities = data["roles"].get(filler.role, [])
        return next((n for n, forms in enumerate(entities) if said in map(plain, forms)), None)

    answers = [right(f) for f in some]
    found = {(f.role, n) for f, n in zip(some, answers, strict=True) if n is not None}
    entities = sum(len(data["roles"].get(role, [])) for role in fillers.ROLES)
    rows = [(chooser.features(f), n is not None) for f, n in zip(some, answers, strict=True)]
    return Document(data["id"], fillers.words(tree), rows, entities - len(found))


def plain(text: str) -> str:
    """Case, punctuation and articles folded, as MUC-4's scoring folds them."""
    words = text.lower().translate(_PUNCTUATION).split()
    return " ".join(w for w in words if w not in ("a", "an", "the"))
