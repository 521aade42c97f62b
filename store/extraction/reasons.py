"""Why an incident's slots hold what they hold: of all that its event words were given reasons for, what stands in it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from store.model import Incident, Reason

if TYPE_CHECKING:
    from store.extraction.drafts import Draft

ACTOR_SLOTS = ("agents", "targets", "sources")
SLOTS = (
    "type", "modes", "status", "agents", "targets", "objects", "instruments", "place", "date", "killed", "injured", "sources",
)  # fmt: skip
"""The slots of an incident, in the order of a card."""


def held(incident: Incident) -> Iterator[tuple[str, str]]:
    """Every value an incident holds, as ``(slot, value)`` in the order of ``SLOTS``, with ``Reason.value``'s values.

    A place's larger places count as values of its slot; actors are given by their ids.
    """
    for slot in SLOTS:
        value = getattr(incident, slot)
        if value is None:
            continue
        if slot == "place":
            yield from ((slot, name) for name in (value.name, *value.within))
        elif slot in ("date", "objects", "instruments"):
            yield from ((slot, item.text) for item in (value if isinstance(value, tuple) else (value,)))
        elif isinstance(value, tuple):
            yield from ((slot, item) for item in value)
        else:
            yield slot, str(value)


def of(incident: Incident, drafts: Sequence[Draft], ids: Mapping[int, str]) -> tuple[Reason, ...]:
    """The drafts' reasons for what an incident holds, in the order of ``held``, each once, as sure as any says.

    Args:
        incident: the incident with its slots filled.
        drafts: the event words it was made of; their reasons name actors by cluster, places by any of their names.
        ids: the actor's id of each cluster that became one.
    """
    shown = {_key(slot, value): value for slot, value in held(incident)}
    order = {pair: n for n, pair in enumerate(held(incident))}
    found: dict[Reason, Reason] = {}
    for draft in drafts:
        for reason in draft.reasons:
            value = ids.get(int(reason.value), "") if reason.slot in ACTOR_SLOTS else reason.value
            named = shown.get(_key(reason.slot, value))
            if named is not None:
                sure = round(draft.score, 2) if reason.slot == "type" else reason.confidence
                plain = replace(reason, value=named, confidence=None)
                known = found.get(plain, plain)
                found[plain] = replace(plain, confidence=max((sure, known.confidence), key=lambda c: c or 0.0))
    return tuple(sorted(found.values(), key=lambda reason: order[reason.slot, reason.value]))


def _key(slot: str, value: str) -> tuple[str, str]:
    """What one value's names share: "the U.S." and "United States" are one place."""
    from store.extraction.setting import key_of

    return slot, key_of(value) if slot == "place" else value
