"""Our own annotated articles: the text with its mentions, event words and things marked in line, after the actors and
incidents in TOML between two lines ``+++``.

    [Turkish jets|tf] {bombed|i1} <trucks|i1 object> of [the [group|is]'s fighters|is] ...

``[words|actor]`` is a mention, ``{words|incident}`` the words that state an incident, ``<words|incident object>`` or
``<words|incident instrument>`` a thing struck or given, or a means; marks nest, and a label may name several ids with
commas between them.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from store.extraction.judging import ROLES
from store.extraction.labels import MODES, THING_SLOTS
from store.extraction.mentions import PRONOUNS
from store.model import EVENT_TYPES, KINDS, STATUSES, Form

_CLOSING = {"[": "]", "{": "}", "<": ">"}
_OTHER_PRONOUNS = frozenset("whom whose you your yours this these those both".split())


@dataclass(frozen=True, slots=True)
class Mark:
    """Characters ``start`` up to ``end`` of the text, the bracket that opened them, and the labels they were given."""

    bracket: str
    start: int
    end: int
    labels: tuple[str, ...]


def read(path: Path) -> dict[str, Any]:
    """An annotated article in the shape of ``extraction.schema.json``; offsets are into its ``text``.

    Raises:
        ValueError: the file is not in this form, or names what it does not define.
    """
    try:
        _, front, body = re.split(r"^\+\+\+\n", path.read_text("utf-8"), maxsplit=2, flags=re.MULTILINE)
        head = tomllib.loads(front)
        text, marks = parse(body.strip())
        actors = {id: _actor(id, *said) for id, said in head["actors"].items()}
        incidents = {id: _incident(id, said, actors) for id, said in head.get("incidents", {}).items()}
        for mark in sorted(marks, key=lambda m: (m.start, -m.end)):
            for label in mark.labels:
                _apply(mark, label, text, actors, incidents)
        _check(text, actors, incidents)
    except (ValueError, KeyError, TypeError) as error:
        raise ValueError(f"{path.name}: {error}") from error
    article = {
        "title": head["title"],
        "published": str(head["published"]),
        "url": None,
        "source": None,
        "language": "en",
    }
    return {"article": article, "text": text, "actors": list(actors.values()), "incidents": list(incidents.values())}


def parse(marked: str) -> tuple[str, list[Mark]]:
    """A text without its marks, and the marks.

    Raises:
        ValueError: a mark is not closed, or closes nothing.
    """
    shown: list[str] = []
    begun: list[tuple[str, int]] = []
    marks = []
    pieces = re.split(r"([\[{<]|\|[^\[{<\]}>|]*[\]}>])", marked)
    size = 0
    for piece in pieces:
        if piece in _CLOSING:
            begun.append((piece, size))
        elif piece.startswith("|"):
            bracket, start = begun.pop() if begun else ("", 0)
            if piece[-1] != _CLOSING.get(bracket):
                raise ValueError(f"{piece!r} closes nothing")
            marks.append(Mark(bracket, start, size, tuple(label.strip() for label in piece[1:-1].split(","))))
        else:
            shown.append(piece)
            size += len(piece)
    if begun:
        raise ValueError(f"{begun[-1][0]!r} is never closed")
    return "".join(shown), marks


def _actor(id: str, kind: str, name: str, country: str = "") -> dict[str, Any]:
    if kind not in KINDS:
        raise ValueError(f"actor {id}: there is no kind {kind}")
    return {"id": id, "name": name, "kind": kind, "country": country or None, "mentions": []}


def _incident(id: str, said: dict[str, Any], actors: dict[str, Any]) -> dict[str, Any]:
    if said["type"] not in EVENT_TYPES or said.get("status", "reported") not in STATUSES:
        raise ValueError(f"incident {id}: no such type or status")
    strange = set(said.get("modes", [])) - set(MODES.get(said["type"], ()))
    if strange:
        raise ValueError(f"incident {id}: {said['type']} has no mode {strange.pop()}")
    unknown = [actor for slot in ROLES for actor in said.get(slot, []) if actor not in actors]
    if unknown:
        raise ValueError(f"incident {id}: no such actor as {unknown[0]}")
    names = said.get("place")
    start, end, words = said.get("date") or (None, None, None)
    return {
        "id": id,
        "type": said["type"],
        "modes": said.get("modes", []),
        "status": said.get("status", "reported"),
        **{slot: said.get(slot, []) for slot in ROLES},
        "objects": [],
        "instruments": [],
        "place": {"name": names[0], "within": names[1:]} if names else None,
        "date": {"start": str(start), "end": str(end) if end else None, "text": words} if start else None,
        "killed": said.get("killed"),
        "injured": said.get("injured"),
        "evidence": [],
    }


def _apply(mark: Mark, label: str, text: str, actors: dict[str, Any], incidents: dict[str, Any]) -> None:
    """Enter a mark with the actor or incident it names."""
    words = text[mark.start : mark.end]
    if mark.bracket == "[":
        actors[label]["mentions"].append({"start": mark.start, "end": mark.end, "form": _form(words)})
    elif mark.bracket == "{":
        incidents[label]["evidence"].append({"trigger": [mark.start, mark.end]})
    else:
        id, what = label.split()
        if what not in THING_SLOTS:
            raise ValueError(f"{words!r}: a thing is one of {', '.join(THING_SLOTS)}")
        incidents[id][f"{what}s"].append({"text": words, "start": mark.start, "end": mark.end})


def _form(words: str) -> Form:
    """Whether words are a pronoun, a name (their last one is spelled so), or a description."""
    if words.lower() in PRONOUNS or words.lower() in _OTHER_PRONOUNS:
        return "pronoun"
    return "name" if re.search("[A-Z0-9]", words.split()[-1]) else "nominal"


def _check(text: str, actors: dict[str, Any], incidents: dict[str, Any]) -> None:
    """Whether everything that is defined stands in the text."""
    for id, incident in incidents.items():
        named = [incident["place"]["name"], *incident["place"]["within"]] if incident["place"] else []
        dated = [incident["date"]["text"]] if incident["date"] else []
        missing = [words for words in named + dated if words not in text]
        if missing or not incident["evidence"]:
            raise ValueError(f"incident {id}: {missing[0] if missing else 'its event word'!r} is not in the text")
    silent = [id for id, actor in actors.items() if not actor["mentions"]]
    if silent:
        raise ValueError(f"actor {silent[0]} is never mentioned")
