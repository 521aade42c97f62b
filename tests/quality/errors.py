"""Kinds of error over scored texts, the costliest first, each with examples.

An error's cost is the number of items it puts wrong in the tables of ``score.py``: a missed incident costs itself and
all its fillers, a spurious one likewise; a slot's error costs one. Kinds are exclusive:

- incidents: *missed* (no evidence sentence of it states any incident), *wrong type*, *merged* into another found one,
  *spurious*, *split* off one that is already found;
- slots of incidents that are found: *missed* because the actor was not found, stands in none of the incident's sentences,
  was put in another slot, or was not attached; *spurious* because it is no gold actor, belongs in another slot, or is no
  part of this incident;
- actors: *missed* (no mention at all, another boundary, merged into another), *spurious* (boundary, split, none), *kind*.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from tests.quality.outcome import Case, Document

ROLES = ("agents", "targets", "sources")
_THINGS = ("objects", "instruments", "modes")
_VALUES = ("place", "date", "killed", "injured", "status")
_EXAMPLES = 3
_WIDTH = 150


@dataclass(frozen=True, slots=True)
class Error:
    """One error: its kind, the items it costs, where, and the words that show it."""

    kind: str
    cost: int
    text: str
    shown: str


def show(cases: Sequence[Case], most: int = 10) -> None:
    """Print the kinds that cost most, with three examples each from different texts where there are."""
    kinds: dict[str, list[Error]] = defaultdict(list)
    for case in cases:
        for error in (*incident_errors(case), *slot_errors(case), *actor_errors(case)):
            kinds[error.kind].append(error)
    ranked = sorted(kinds.items(), key=lambda item: (-sum(e.cost for e in item[1]), item[0]))
    total = sum(e.cost for found in kinds.values() for e in found)
    print(
        f"\nThe {min(most, len(ranked))} costliest of {len(ranked)} kinds of error ({len(cases)} texts, {total} items)"
    )
    for n, (kind, found) in enumerate(ranked[:most], 1):
        cost = sum(e.cost for e in found)
        print(f"\n  {n:2}. {kind}: {len(found)} times, {cost} items ({cost / total:.1%})")
        for error in _spread(found):
            print(f"      {error.text}: {_short(error.shown)}")


def _spread(found: Sequence[Error]) -> list[Error]:
    """Examples from evenly spaced places, so that no one text stands for the kind."""
    step = max(1, len(found) // _EXAMPLES)
    return list(found[::step][:_EXAMPLES])


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _WIDTH else line[: _WIDTH - 1] + "…"


# --- incidents


def incident_errors(case: Case) -> Iterator[Error]:
    """Missed, mistyped, merged, spurious and split incidents of one text."""
    said = set(case.pairs.values())
    mistyped = set()
    for n, gold in enumerate(case.gold["incidents"]):
        if n in case.pairs:
            continue
        other = case.loose.get(n)
        kind = "missed " + gold["type"]
        if other is not None and other not in said and case.found["incidents"][other]["type"] != gold["type"]:
            mistyped.add(other)
            kind = f"{gold['type']} typed {case.found['incidents'][other]['type']}"
        elif any(_states(case, p, gold) for p in said if case.found["incidents"][p]["type"] == gold["type"]):
            kind = f"{gold['type']} merged into another"
        yield Error(f"incident: {kind}", 1 + _size(gold), case.gold["id"], gold["evidence"][0])
    for p, found in enumerate(case.found["incidents"]):
        if p in said or p in mistyped:
            continue
        same = [g for g in case.gold["incidents"] if g["type"] == found["type"]]
        kind = "split off its like" if any(_states(case, p, g) for g in same) else "spurious"
        yield Error(
            f"incident: {kind}: {found['type']}", 1 + _size(found), case.gold["id"], _sentence(case.found, found)
        )


def _states(case: Case, number: int, gold: Document) -> bool:
    """Whether a found incident's sentences hold one of a gold incident's quotes."""
    held = [_plain(text) for text in _sentences(case.found, case.found["incidents"][number])]
    return any(_plain(quote) in sentence for quote in gold["evidence"] for sentence in held)


def _sentences(found: Document, incident: Document) -> list[str]:
    spans = [found["sentences"][item["sentence"]] for item in incident["evidence"]]
    return [found["text"][start:end] for start, end in spans]


def _sentence(found: Document, incident: Document) -> str:
    """The first evidence sentence with its event word marked."""
    start, end = found["sentences"][incident["evidence"][0]["sentence"]]
    first, last = incident["evidence"][0]["trigger"]
    text = found["text"]
    return f"…{text[max(start, first - 70) : first]}[{text[first:last]}]{text[last : min(end, last + 60)]}…"


def _size(incident: Document) -> int:
    return sum(len(_fillers(incident, slot)) for slot in (*ROLES, *_THINGS, *_VALUES[:-1]))


def _fillers(incident: Document, slot: str) -> list[object]:
    value = incident.get(slot)
    if value in (None, "", [], {}):
        return []
    return value if isinstance(value, list) and slot != "place" else [value]


def _plain(text: str) -> str:
    straight = text.replace("’", "'").replace("‘", "'").replace("“", '"').replace("”", '"')
    return " ".join(straight.split()).casefold()


# --- slots of incidents that were found


def slot_errors(case: Case) -> Iterator[Error]:
    """Missed and spurious fillers of the incidents that pair with a gold one."""
    golds = {a["id"]: n for n, a in enumerate(case.gold["actors"])}
    ids = {golds_id: _partner(case, n) for golds_id, n in golds.items()}
    for n, p in case.pairs.items():
        gold, found = case.gold["incidents"][n], case.found["incidents"][p]
        for slot in ROLES:
            for id in gold[slot]:
                if ids.get(id) not in found[slot]:
                    yield _missed(case, gold, found, slot, id, ids.get(id))
            right = {ids.get(id) for id in gold[slot]}
            for id in found[slot]:
                if id not in right:
                    yield _spurious(case, gold, found, slot, id, ids)
        yield from _value_errors(case, gold, found)


def _partner(case: Case, actor: int) -> str | None:
    found = case.actors.get(actor)
    return None if found is None else str(case.found["actors"][found]["id"])


def _missed(case: Case, gold: Document, found: Document, slot: str, id: str, own: str | None) -> Error:
    actor = next(a for a in case.gold["actors"] if a["id"] == id)
    forms = [_plain(form) for form in (actor["name"], *actor["aliases"])]
    near = [_plain(text) for text in _sentences(case.found, found)]
    if own is None:
        reason = "actor not found"
    elif any(own in found[other] for other in ROLES if other != slot):
        reason = "put in another slot"
    elif not any(form in text for form in forms for text in near):
        reason = "stands in another sentence"
    else:
        reason = "stands in the sentence, not attached"
    return Error(f"slot: {slot} missed, {reason}", 1, case.gold["id"], f"{actor['name']} ← {gold['evidence'][0]}")


def _spurious(case: Case, gold: Document, found: Document, slot: str, id: str, ids: dict[str, str | None]) -> Error:
    known = {own for own in ids.values() if own is not None}
    elsewhere = {ids.get(other) for role in ROLES if role != slot for other in gold[role]}
    if id not in known:
        reason = "no gold actor"
    elif id in elsewhere:
        reason = "belongs in another slot"
    else:
        reason = "no part of this incident"
    name = next(a["name"] for a in case.found["actors"] if a["id"] == id)
    return Error(f"slot: {slot} spurious, {reason}", 1, case.gold["id"], f"{name} → {_sentence(case.found, found)}")


def _value_errors(case: Case, gold: Document, found: Document) -> Iterator[Error]:
    for slot in (*_THINGS, *_VALUES):
        wanted, said = _values(gold, slot), _values(found, slot)
        for missed in _without(wanted, said, slot):
            reason = "another one given" if said else "none given"
            given = f" (given: {'; '.join(map(_text, said))})" if said else ""
            shown = f"{_text(missed)}{given} ← {gold['evidence'][0]}"
            yield Error(f"slot: {slot} missed, {reason}", 1, case.gold["id"], shown)
        if slot != "status":
            for extra in _without(said, wanted, slot):
                shown = f"{_text(extra)} → {_sentence(case.found, found)}"
                reason = "another one is right" if wanted else "none is right"
                yield Error(f"slot: {slot} spurious, {reason}", 1, case.gold["id"], shown)


def _values(incident: Document, slot: str) -> list[object]:
    values = _fillers(incident, slot)
    return [v["text"] if isinstance(v, dict) and slot in _THINGS else v for v in values]


def _without(these: list[object], those: list[object], slot: str) -> list[object]:
    return [one for one in these if not any(_alike(one, other, slot) for other in those)]


def _alike(one: object, other: object, slot: str) -> bool:
    """Roughly as the scorer compares: words within words, a shared day, the same value."""
    if slot == "place":
        return bool(_words(_text(one)) & _words(_text(other)))
    if slot == "date" and isinstance(one, dict) and isinstance(other, dict):
        return str(one["start"])[:10] <= str(other["end"] or "9999") and str(other["start"]) <= str(
            one["end"] or "9999"
        )
    if slot in ("objects", "instruments"):
        return _words(_text(one)) <= _words(_text(other)) or _words(_text(other)) <= _words(_text(one))
    return one == other


def _words(text: str) -> set[str]:
    return set(re.findall(r"\w{2,}", text.casefold())) - {"the"}


def _text(value: object) -> str:
    if isinstance(value, dict):
        if "start" in value:
            return f"{value['start']} to {value.get('end') or '…'}"
        return ", ".join([str(value["name"]), *value.get("within", [])])
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value)


# --- actors


def actor_errors(case: Case) -> Iterator[Error]:
    """Missed, spurious and mistaken actors of one text."""
    forms = [_found_forms(case.found, a) for a in case.found["actors"]]
    names = [{_bare(f) for f in (a["name"], *a["aliases"])} for a in case.gold["actors"]]
    taken = set(case.actors.values())
    text = _plain(case.found["text"])
    for n, gold in enumerate(case.gold["actors"]):
        p = case.actors.get(n)
        if p is None:
            reason = _why_missed(names[n], forms)
            where = text.find(min(names[n], key=text.find)) if text else 0
            shown = f"{gold['name']} ({', '.join(gold['aliases'][:4])}) …{text[max(0, where - 20) : where + 60]}"
            yield Error(f"actor: {gold['kind']} missed, {reason}", 1, case.gold["id"], shown)
        elif case.found["actors"][p]["kind"] != gold["kind"]:
            said = case.found["actors"][p]["kind"]
            yield Error(f"actor: {gold['kind']} taken for {said}", 1, case.gold["id"], gold["name"])
    for p, found in enumerate(case.found["actors"]):
        if p not in taken:
            shown = f"{found['name']} ({', '.join(sorted(forms[p])[:4])}) …{_around(case.found, found)}"
            yield Error(f"actor: {found['kind']} spurious, {_why_extra(forms[p], names)}", 1, case.gold["id"], shown)


def _found_forms(found: Document, actor: Document) -> set[str]:
    spans = [(m["start"], m["end"]) for m in actor["mentions"] if m["form"] != "pronoun"]
    return {_bare(actor["name"]), *(_bare(found["text"][start:end]) for start, end in spans)}


def _bare(form: str) -> str:
    return re.sub(r"^(the|an?) |'s?$", "", _plain(form))


def _why_missed(names: set[str], found: list[set[str]]) -> str:
    if any(names & forms for forms in found):
        return "merged into another"
    inside = any(_words(name) & _words(form) for name in names for forms in found for form in forms)
    return "other boundaries or description" if inside else "no mention"


def _why_extra(forms: set[str], names: list[set[str]]) -> str:
    if any(forms & own for own in names):
        return "split off another"
    inside = any(_words(form) & _words(name) for form in forms for own in names for name in own)
    return "other boundaries or description" if inside else "none there"


def _around(found: Document, actor: Document) -> str:
    first = actor["mentions"][0]["start"]
    return str(found["text"][max(0, first - 30) : first + 60])
