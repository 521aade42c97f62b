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
from store.extraction.labels import MENTION_TAGS, PAIR_ROLES, ROLE_TAGS, THING_SLOTS, THING_TAGS, TRIGGER_TAGS
from store.extraction.training import marked

Word = tuple[str, int, int]
"""A word and its characters in the text, half open."""
ACTOR_ROLES = ("agent", "target", "source")


@dataclass(slots=True)
class Sentence:
    """One sentence: its words; tags by head (None: this text says nothing about that head); pairs ``(event, mention,
    roles)`` of word positions, roles as indices into ``PAIR_ROLES``."""

    document: str
    words: list[str]
    mentions: list[int] | None = None
    triggers: list[int] | None = None
    roles: list[int] | None = None
    things: list[int] | None = None
    pairs: list[tuple[int, int, frozenset[int]]] = field(default_factory=list)


OWN = Path(__file__).parent / "texts"
"""Articles that we wrote and annotated ourselves (see ``marked``)."""


def documents(data: Path) -> Iterator[tuple[str, dict[str, Any]]]:
    """Annotated texts by name: those of the folder ``data`` (``train/full``, files in the shape of
    ``extraction.schema.json``), and our own."""
    for path in sorted((data / "train" / "full").glob("*.json")):
        yield path.stem, json.loads(path.read_text("utf-8"))
    for path in sorted(OWN.glob("*.marked")):
        yield path.stem, marked.read(path)


def annotated(data: Path) -> list[Sentence]:
    """Sentences of the annotated texts (see ``documents``)."""
    return [sentence for name, text in documents(data) for sentence in _document(name, text)]


def _words(text: str, start: int, end: int) -> list[Word]:
    tokens = nlp.pipeline().make_doc(text[start:end])
    return [(t.text, start + t.idx, start + t.idx + len(t)) for t in tokens if not t.is_space]


def _document(name: str, data: dict[str, Any]) -> Iterator[Sentence]:
    text = data["text"]
    for start, end in sentences.split(text):
        words = _words(text, start, end)
        if not words:
            continue
        size = len(words)
        one = Sentence(name, [w for w, _, _ in words], [0] * size, [0] * size, things=[0] * size)
        _tag_mentions(one, words, data["actors"])
        _tag_triggers(one, words, data["incidents"])
        _tag_things(one, words, data["incidents"])
        _pair(one, words, data)
        yield one


def _covered(words: list[Word], start: int, end: int) -> list[int]:
    return [i for i, (_, a, b) in enumerate(words) if a < end and start < b]


def _tag_mentions(one: Sentence, words: list[Word], actors: list[dict[str, Any]]) -> None:
    assert one.mentions is not None
    spans = [(m["start"], m["end"], a["kind"]) for a in actors for m in a["mentions"] if m["form"] != "pronoun"]
    for start, end, kind in sorted(spans, key=lambda s: s[0] - s[1]):
        _tag(one.mentions, _covered(words, start, end), MENTION_TAGS, kind)


def _tag(tags: list[int], covered: list[int], names: tuple[str, ...], label: str) -> None:
    """Tag words as one phrase, unless one of them has a tag already."""
    if not any(tags[i] for i in covered):
        for n, i in enumerate(covered):
            tags[i] = names.index(f"{'I' if n else 'B'}-{label}")


def _tag_triggers(one: Sentence, words: list[Word], incidents: list[dict[str, Any]]) -> None:
    assert one.triggers is not None
    for incident in incidents:
        for evidence in incident["evidence"]:
            for i in _covered(words, *evidence["trigger"]):
                one.triggers[i] = TRIGGER_TAGS.index(incident["type"])


def _tag_things(one: Sentence, words: list[Word], incidents: list[dict[str, Any]]) -> None:
    assert one.things is not None
    for incident in incidents:
        for slot in THING_SLOTS:
            for span in incident[slot + "s"]:
                _tag(one.things, _covered(words, span["start"], span["end"]), THING_TAGS, slot)


def _pair(one: Sentence, words: list[Word], data: dict[str, Any]) -> None:
    """Every event word with every phrase of the sentence that fills a role of some incident or mentions an actor."""
    spots = list(_spots(words, data))
    for incident in data["incidents"]:
        for evidence in incident["evidence"]:
            covered = _covered(words, *evidence["trigger"])
            if covered:
                roles = _roles_by_spot(spots, incident, covered[-1])
                one.pairs += [(covered[-1], spot, frozenset(found)) for spot, found in roles.items()]


Spot = tuple[int, str, Any]
"""The last word of a phrase, what the phrase is (actor, place, date, object, instrument), and which one."""


def _spots(words: list[Word], data: dict[str, Any]) -> Iterator[Spot]:
    for actor in data["actors"]:
        for mention in actor["mentions"]:
            yield from ((c[-1], "actor", actor["id"]) for c in [_covered(words, mention["start"], mention["end"])] if c)
    low, high = words[0][1], words[-1][2]
    sentence = data["text"][low:high]
    for incident in data["incidents"]:
        for slot in THING_SLOTS:
            for span in incident[slot + "s"]:
                yield from ((c[-1], slot, span["start"]) for c in [_covered(words, span["start"], span["end"])] if c)
        for what, name, value in _named(incident):
            for match in re.finditer(rf"(?<!\w){re.escape(name)}(?!\w)", sentence):
                yield _covered(words, low + match.start(), low + match.end())[-1], what, value


def _named(incident: dict[str, Any]) -> Iterator[tuple[str, str, Any]]:
    """The words that name an incident's places and its day, with what tells them from others'."""
    place, when = incident["place"], incident["date"]
    for name in [place["name"], *place["within"]] if place else ():
        yield "place", name, name
    if when and when.get("text"):
        yield "date", when["text"], (when["start"], when["end"])


def _roles_by_spot(spots: list[Spot], incident: dict[str, Any], event: int) -> dict[int, set[int]]:
    fillers = {"place": set(), "date": set()} | {s: {x["start"] for x in incident[s + "s"]} for s in THING_SLOTS}
    for what, _, value in _named(incident):
        fillers[what].add(value)
    found: dict[int, set[int]] = defaultdict(set)
    for spot, what, value in spots:
        if spot == event:
            continue
        roles = ACTOR_ROLES if what == "actor" else (what,)
        for role in roles:
            filled = value in incident[role + "s"] if what == "actor" else value in fillers[what]
            found[spot] |= {PAIR_ROLES.index(role)} if filled else set()
    return found


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


def _muc_sentence(document: str, words: list[Word], fillers: list[tuple[str, str]]) -> Sentence:
    one = Sentence(document, [w for w, _, _ in words], roles=[0] * len(words))
    assert one.roles is not None
    plain = [re.sub(r"[^\w]", "", w.lower()) for w in one.words]
    for role, form in sorted(fillers, key=lambda f: -len(f[1])):
        wanted = [w for w in (re.sub(r"[^\w]", "", x) for x in form.lower().split()) if w]
        for i in range(len(plain) - len(wanted) + 1) if wanted else ():
            if plain[i : i + len(wanted)] == wanted:
                _tag(one.roles, list(range(i, i + len(wanted))), ROLE_TAGS, role)
    return one
