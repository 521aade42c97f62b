"""``python -m tests.quality.intake [--shared DIR]``: how clean articles come in, against issue 4's acceptance lines.

Reads ``quality/intake`` under ``--shared`` (``../shared``): 182 pages with gold bodies and a manifest, 168 scrapes with
theirs. Bodies are scored as ``intake_score.py`` does, on the text without its title: four-word shingles as multisets,
F1 of mean precision and mean recall, and the share of documents that are the gold's word for word. The package's weights
were learned from these very documents; for figures of documents that they have not seen, run
``python -m store.intake.training --data ../shared/quality/intake --folds 4 --predictions DIR`` and score its folders.
"""

from __future__ import annotations

import argparse
import gzip
import json
import re
from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from statistics import mean

from store.intake import read
from store.intake.wording import fold
from store.model import Article, DatelineError
from tests.quality.outcome import Figure, table

_GRAM = 4


def main() -> None:
    """Measure all sets and print them beside their goals."""
    parser = argparse.ArgumentParser(prog="python -m tests.quality.intake", description=__doc__)
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    folder = parser.parse_args().shared / "quality" / "intake"
    figures = [*_of_pages(folder), *_of_scrapes(folder)]
    bound = "at least {:g}".format
    rows = [(f.name, f.value, None if f.goal is None else bound(f.goal), f.verdict) for f in figures]
    table("Against issue 4", ("", "measured", "asked", ""), rows)


def _of_pages(folder: Path) -> list[Figure]:
    told = json.loads((folder / "manifest.json").read_text("utf-8"))
    pages = {
        file.name.removesuffix(".html.gz"): gzip.decompress(file.read_bytes()) for file in (folder / "pages").iterdir()
    }
    gold = _texts(folder / "gold")
    careful = {name: _read(data, told[name]["url"], careful=True) for name, data in pages.items()}
    fast = {name: _read(data, told[name]["url"], careful=False) for name, data in pages.items()}
    body, quick = score(gold, careful), score(gold, fast)
    titles = mean(float(_same_title(careful[name], told[name]["title"])) for name in pages)
    dated = {name: told[name]["date"][:10] for name in pages if told[name]["date"]}
    days = mean(
        float(article is not None and article.published == day)
        for name, day in dated.items()
        for article in [careful[name]]
    )
    return [
        Figure("pages, F1", body["F1"], 0.948), Figure("pages, exact", body["exact"], 0.12),
        Figure("pages, fast way, F1", quick["F1"]), Figure("titles right", titles, 0.92), Figure("days right", days, 0.92),
    ]  # fmt: skip


def _of_scrapes(folder: Path) -> list[Figure]:
    gold = _texts(folder / "noisy_gold")
    found = {name: _read(text.encode(), None) for name, text in _texts(folder / "noisy").items()}
    body = score(gold, found)
    clean = {name: _read(text.encode(), None) for name, text in gold.items()}
    unchanged = mean(
        float(article is not None and article.text.strip() == gold[name].strip()) for name, article in clean.items()
    )
    return [
        Figure("scrapes, F1", body["F1"], 0.93), Figure("scrapes, recall", body["recall"], 0.97),
        Figure("clean in, unchanged out", unchanged, 0.97),
    ]  # fmt: skip


def score(gold: Mapping[str, str], found: Mapping[str, Article | None]) -> dict[str, float]:
    """Mean precision, mean recall, their F1, and the share that is exact; an article that is missing has no words."""
    precision, recall, exact = [], [], []
    for name, text in gold.items():
        right, said = _words(text), _words(_body(found.get(name)))
        ours, theirs = _shingles(said), _shingles(right)
        shared = (ours & theirs).total()
        precision += [shared / ours.total()] if ours else []
        recall += [shared / theirs.total()] if theirs else []
        exact.append(float(right == said))
    p, r = mean(precision or [0]), mean(recall or [0])
    return {"precision": p, "recall": r, "F1": 2 * p * r / (p + r) if p + r else 0.0, "exact": mean(exact)}


def _body(article: Article | None) -> str:
    return "" if article is None else article.text.removeprefix(f"{article.title}\n\n")


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", text)


def _shingles(words: list[str]) -> Counter[tuple[str, ...]]:
    return Counter(tuple(words[at : at + _GRAM]) for at in range(max(len(words) - _GRAM + 1, min(1, len(words)))))


def _same_title(article: Article | None, title: str) -> bool:
    return article is not None and fold(article.title) == fold(title)


def _texts(folder: Path) -> dict[str, str]:
    return {file.stem: file.read_text("utf-8") for file in sorted(folder.glob("*.txt"))}


def _read(data: bytes, url: str | None, *, careful: bool = True) -> Article | None:
    try:
        return read(data, url=url, careful=careful)
    except DatelineError:
        return None


if __name__ == "__main__":
    main()
