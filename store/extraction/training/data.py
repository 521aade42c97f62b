"""Annotated texts as training sentences: words with tags, and pairs of event word and mention with roles."""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from store.extraction import nlp, sentences
from store.extraction.labels import MENTION_TAGS, PAIR_ROLES, ROLE_TAGS, TRIGGER_TAGS


@dataclass(slots=True)
class Sentence:
    """One sentence: its words; tags by head (None: this text says nothing about that head); pairs ``(event, mention,
    roles)`` of word positions, roles as indices into ``PAIR_ROLES``."""

    document: str
    words: list[str]
    mentions: list[int] | None = None
    triggers: list[int] | None = None
    roles: list[int] | None = None
    pairs: list[tuple[int, int, frozenset[int]]] = field(default_factory=list)


def annotated(folder: Path) -> list[Sentence]:
    """Sentences of the texts of ``folder`` (files in the shape of ``extraction.schema.json``)."""
    found: list[Sentence] = []
    for path in sorted(folder.glob("*.json")):
        found += _document(path.stem, json.loads(path.read_text("utf-8")))
    return found


def _words(text: str, start: int, end: int) -> list[tuple[str, int, int]]:
    tokens = nlp.pipeline().make_doc(text[start:end])
    return [(t.text, start + t.idx, start + t.idx + len(t)) for t in tokens if not t.is_space]


def _document(name: str, data: dict[str, Any]) -> Iterator[Sentence]:
    text = data["text"]
    heads: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for actor in data["actors"]:
        heads[actor["id"]] = [(m["start"], m["end"]) for m in actor["mentions"]]
    for start, end in sentences.split(text):
        words = _words(text, start, end)
        if not words:
            continue
        one = Sentence(name, [w for w, _, _ in words], [0] * len(words), [0] * len(words))
        _tag_mentions(one, words, data["actors"])
        _tag_triggers(one, words, data["incidents"])
        _pair(one, words, data, heads)
        yield one


def _covered(words: list[tuple[str, int, int]], start: int, end: int) -> list[int]:
    return [i for i, (_, a, b) in enumerate(words) if a < end and start < b]


def _tag_mentions(one: Sentence, words: list[tuple[str, int, int]], actors: list[dict[str, Any]]) -> None:
    assert one.mentions is not None
    spans = [(m["start"], m["end"], a["kind"]) for a in actors for m in a["mentions"] if m["form"] != "pronoun"]
    for start, end, kind in sorted(spans, key=lambda s: s[0] - s[1]):
        covered = _covered(words, start, end)
        if covered and not any(one.mentions[i] for i in covered):
            for n, i in enumerate(covered):
                one.mentions[i] = MENTION_TAGS.index(f"{'I' if n else 'B'}-{kind}")


def _tag_triggers(one: Sentence, words: list[tuple[str, int, int]], incidents: list[dict[str, Any]]) -> None:
    assert one.triggers is not None
    for incident in incidents:
        for evidence in incident["evidence"]:
            for i in _covered(words, *evidence["trigger"]):
                one.triggers[i] = TRIGGER_TAGS.index(incident["type"])


def _pair(
    one: Sentence, words: list[tuple[str, int, int]], data: dict[str, Any], heads: dict[str, list[tuple[int, int]]]
) -> None:
    """Every event word with every mention of the sentence (its last word stands for it)."""
    places = {id: {c[-1] for span in spans if (c := _covered(words, *span))} for id, spans in heads.items()}
    places = {id: spots for id, spots in places.items() if spots}
    for incident in data["incidents"]:
        for evidence in incident["evidence"]:
            covered = _covered(words, *evidence["trigger"])
            if not covered:
                continue
            for id, spots in places.items():
                roles = frozenset(n for n, role in enumerate(PAIR_ROLES) if id in incident[role + "s"])
                one.pairs += [(covered[-1], spot, roles) for spot in spots if spot != covered[-1]]


# --- MUC-4: fillers as strings, no places


def muc(path: Path, limit: int | None = None) -> list[Sentence]:
    """Sentences of MUC-4 documents; a filler is tagged wherever its words stand."""
    found: list[Sentence] = []
    for line in path.read_text("utf-8").splitlines()[:limit]:
        data = json.loads(line)
        fillers = [(role, form) for role, entities in data["roles"].items() for forms in entities for form in forms]
        for start, end in sentences.split(data["text"]):
            words = _words(data["text"], start, end)
            if words:
                found.append(_muc_sentence(data["id"], words, fillers))
    return found


def _muc_sentence(document: str, words: list[tuple[str, int, int]], fillers: list[tuple[str, str]]) -> Sentence:
    one = Sentence(document, [w for w, _, _ in words], roles=[0] * len(words))
    assert one.roles is not None
    plain = [re.sub(r"[^\w]", "", w.lower()) for w in one.words]
    for role, form in sorted(fillers, key=lambda f: -len(f[1])):
        wanted = [w for w in (re.sub(r"[^\w]", "", x) for x in form.lower().split()) if w]
        for i in range(len(plain) - len(wanted) + 1) if wanted else ():
            if plain[i : i + len(wanted)] == wanted and not any(one.roles[i : i + len(wanted)]):
                for n in range(len(wanted)):
                    one.roles[i + n] = ROLE_TAGS.index(f"{'I' if n else 'B'}-{role}")
    return one
