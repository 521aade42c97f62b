"""``python -m store.extraction.training.weigh --data shared/quality --encoder FOLDER --out FILE``: learn the linear models.

``--encoder`` is what ``store.extraction.training --folds N`` wrote; every text is read by an encoder that has not seen it:
that of its fold, or the whole one where the text is newer than the encoders. ``--predict FOLDER`` also writes what
models that have not seen a text find in it (cross-validation), in the shape that ``dateline extract --json`` prints.
"""

from __future__ import annotations

import argparse
import json
import random
from collections import defaultdict
from dataclasses import asdict
from datetime import date
from pathlib import Path

from store.extraction import fillers, pipeline
from store.extraction.judging import ROLES
from store.extraction.labels import THING_SLOTS
from store.extraction.linear import Linear
from store.extraction.pipeline import analyse, decide
from store.extraction.training import data, wire
from store.extraction.training.rows import (
    Row,
    Text,
    actor_rows,
    aligned,
    argument_rows,
    happening_rows,
    identity_rows,
    merge_rows,
    scene_rows,
    trigger_rows,
)

PARTS = 5
INNER = 3
_STRENGTH = {
    "trigger": 0.15,
    "agents": 0.15,
    "targets": 0.15,
    "sources": 0.15,
    "merge": 0.1,
    "incident": 0.02,
    "party-agents": 0.05,
    "party-targets": 0.05,
    "party-sources": 0.05,
    "actor": 0.2,
    "identity": 0.1,
    "place": 0.05,
    "date": 0.1,
    "mode": 0.3,
    "object": 0.1,
    "instrument": 0.1,
    "register": 0.1,
    "filler": 0.1,
}
"""Inverse regularisation of each model (scikit-learn's C)."""
_THRESHOLDS = {
    "trigger": 0.25,
    "agents": 0.38,
    "targets": 0.30,
    "sources": 0.25,
    "merge": 0.45,
    "incident": 0.34,
    "party-agents": 0.16,
    "party-targets": 0.14,
    "party-sources": 0.17,
    "actor": 0.38,
    "identity": 0.35,
    "place": 0.48,
    "date": 0.42,
    "mode": 0.40,
    "object": 0.25,
    "instrument": 0.35,
    "register": 0.85,
    "filler": 0.15,
}
_RAREST = 3
"""Features seen fewer times are left out."""


def main() -> None:
    """Read, learn, cross-validate, write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--encoder", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--predict", type=Path)
    parser.add_argument("--seed", type=int, default=7)
    options = parser.parse_args()
    texts = read(options.data, options.encoder, options.seed)
    join(texts)
    documents = list(wire.read(options.data / "muc4" / "train.jsonl", options.encoder))
    if options.predict:
        options.predict.mkdir(parents=True, exist_ok=True)
        cross_validate(texts, documents, options.predict)
    models = learn(texts, documents)
    shown = {n: {"bias": round(m.bias, 4), "threshold": m.threshold, "weights": m.weights} for n, m in models.items()}
    options.out.write_text(json.dumps(shown, indent=0, ensure_ascii=False, sort_keys=True) + "\n", "utf-8")


def read(folder: Path, encoder: Path, seed: int) -> list[Text]:
    """Annotated texts, analysed (see ``data.documents``)."""
    folds = json.loads((encoder / "folds.json").read_text("utf-8"))
    documents = list(data.documents(folder))
    parts = list(range(len(documents)))
    random.Random(seed).shuffle(parts)
    found = []
    for (name, gold), part in zip(documents, parts, strict=True):
        weights = encoder / (f"fold{folds[name]}" if name in folds else "all")
        reading = pipeline.read(gold["text"], date.fromisoformat(gold["article"]["published"]), weights)
        analysis = analyse(reading, None)
        found.append(Text(name, gold, reading, part % PARTS, analysis, aligned(gold, analysis)))
    return found


def join(texts: list[Text]) -> None:
    """Join the actors of every text by a model learned from the other parts."""
    for part in range(PARTS):
        models = {"identity": learn_identity([t for t in texts if t.part != part])}
        for text in (t for t in texts if t.part == part):
            text.analysis = analyse(text.reading, models)
            text.actor_of = aligned(text.gold, text.analysis)
            text.rows.clear()


def learn_identity(texts: list[Text]) -> Linear:
    """Which clusters of the rules are one actor."""
    return fit([r for t in texts for r in t.once(identity_rows)], "identity")


def learn(texts: list[Text], documents: list[wire.Document]) -> dict[str, Linear]:
    """All models from some texts, those for wire copy from documents of MUC-4.

    What weighs whole happenings learns from what models of the first kind say of texts they have not seen.
    """
    models = learn_drafts(texts)
    inner = [learn_drafts([t for n, t in enumerate(texts) if n % INNER != part]) for part in range(INNER)]
    rows: dict[str, list[Row]] = defaultdict(list)
    for n, text in enumerate(texts):
        for name, found in happening_rows(text, inner[n % INNER]).items():
            rows[name] += found
    whole = {name: fit(rows[name], name) for name in ("incident", *(f"party-{role}" for role in ROLES))}
    models |= whole
    models["actor"] = fit([r for n, t in enumerate(texts) for r in actor_rows(t, inner[n % INNER] | whole)], "actor")
    if documents:
        own = [(fillers.words(t.analysis.tree), False) for t in texts]
        models["register"] = fit([(d.words, True) for d in documents] + own, "register", balanced=True)
        models["filler"] = fit([row for d in documents for row in d.rows], "filler")
    return models


def learn_drafts(texts: list[Text]) -> dict[str, Linear]:
    """The models that judge single event words, and pairs of them."""
    models = {"identity": learn_identity(texts)}
    models |= {"trigger": fit([r for t in texts for r in t.once(trigger_rows)], "trigger")}
    rows: dict[str, list[Row]] = defaultdict(list)
    for text in texts:
        for role, found in text.once(argument_rows).items():
            rows[role] += found
    models |= {role: fit(rows[role], role) for role in ROLES}
    rows = defaultdict(list)
    for text in texts:
        for name, found in scene_rows(text, models).items():
            rows[name] += found
    models |= {name: fit(rows[name], name) for name in ("place", "date", "mode", *THING_SLOTS) if rows[name]}
    models["merge"] = fit([r for t in texts for r in merge_rows(t, models)], "merge")
    return models


def fit(rows: list[Row], name: str, *, balanced: bool = False) -> Linear:
    """One regression; ``balanced`` gives the rarer answer as much weight as the other."""
    from sklearn.feature_extraction import DictVectorizer
    from sklearn.linear_model import LogisticRegression

    seen: dict[str, int] = defaultdict(int)
    for found, _ in rows:
        for feature in found:
            seen[feature] += 1
    kept = [{f: v for f, v in found.items() if seen[f] >= _RAREST} for found, _ in rows]
    vectorizer = DictVectorizer()
    matrix = vectorizer.fit_transform(kept)
    weight = "balanced" if balanced else None
    model = LogisticRegression(C=_STRENGTH[name], max_iter=400, class_weight=weight).fit(
        matrix, [answer for _, answer in rows]
    )
    weights = zip(vectorizer.get_feature_names_out(), model.coef_[0], strict=True)
    return Linear(
        float(model.intercept_[0]), {f: round(float(w), 3) for f, w in weights if abs(w) >= 0.01}, _THRESHOLDS[name]
    )


def cross_validate(texts: list[Text], documents: list[wire.Document], target: Path) -> None:
    """Write what is found in each text by models learned from the other parts."""
    for part in range(PARTS):
        models = learn([t for t in texts if t.part != part], documents)
        for text in (t for t in texts if t.part == part):
            found = decide(text.analysis, models)
            answer = {
                "article": text.gold["article"], "text": text.gold["text"], "sentences": found.sentences,
                "actors": [asdict(a) for a in found.actors], "incidents": [asdict(i) for i in found.incidents],
            }  # fmt: skip
            (target / f"{text.name}.json").write_text(json.dumps(answer), "utf-8")


if __name__ == "__main__":
    main()
