"""Documents to learn from: lines or blocks with their numbers, and which of them are the body's."""

from __future__ import annotations

import gzip
import json
import re
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from store.intake import page
from store.intake.decode import raw
from store.intake.surroundings import Numbers, judged
from store.intake.training.labels import label

_CLEAN_WEIGHT = 0.4


@dataclass(frozen=True, slots=True)
class Document:
    """One document: its lines, their numbers (lines, features), labels 0 or 1, and how much it counts.

    ``group`` is the publisher, which cross-validation never parts.
    """

    name: str
    group: str
    lines: list[str]
    numbers: Numbers
    labels: list[int]
    weight: float = 1.0


def scrapes(data: Path) -> list[Document]:
    """Every scrape, and its gold body as a clean text of which nothing may be lost."""
    found = []
    for file in sorted((data / "noisy").glob("*.txt")):
        gold = (data / "noisy_gold" / file.name).read_text("utf-8")
        lines, clean = _lines(file.read_text("utf-8")), _lines(gold)
        found.append(Document(file.stem, _publisher(file.stem), lines, judged(lines), label(lines, gold)))
        found.append(
            Document(f"{file.stem} clean", _publisher(file.stem), clean, judged(clean), [1] * len(clean), _CLEAN_WEIGHT)
        )
    return found


def pages(data: Path) -> list[Document]:
    """Every page that has blocks of its body in it."""
    manifest = json.loads((data / "manifest.json").read_text("utf-8"))
    found = []
    for file in sorted((data / "pages").glob("*.html.gz")):
        name = file.name.removesuffix(".html.gz")
        gold = (data / "gold" / f"{name}.txt").read_text("utf-8")
        html = raw(gzip.decompress(file.read_bytes()), name)
        looked = page.look(html, manifest.get(name, {}).get("url"))
        if looked is None or not looked.blocks:
            continue
        lines = [block.text for block in looked.blocks]
        labels = label(lines, gold)
        if any(labels):
            found.append(Document(name, _publisher(name), lines, np.asarray(looked.numbers), labels))
    return found


def _lines(text: str) -> list[str]:
    return [line.strip() for line in text.split("\n") if line.strip()]


def _publisher(name: str) -> str:
    return re.sub(r"^fundus_|_20\d\d.*", "", name)
