"""What the encoder's heads say, in the order of their outputs; training and running share this file."""

from __future__ import annotations

from typing import Literal, get_args

from store.model import EVENT_TYPES, KINDS, EventType

MENTION_TAGS: tuple[str, ...] = ("O", *(f"{part}-{kind}" for kind in KINDS for part in ("B", "I")))
TRIGGER_TAGS: tuple[str, ...] = ("O", *EVENT_TYPES)
ROLE_TAGS: tuple[str, ...] = (
    "O", "B-PerpInd", "I-PerpInd", "B-PerpOrg", "I-PerpOrg", "B-Target", "I-Target",
    "B-Victim", "I-Victim", "B-Weapon", "I-Weapon",
)  # fmt: skip
"""Role fillers of attacks as MUC-4 names them: who did it, which group, what and who was hit, with what."""
ThingSlot = Literal["object", "instrument"]
THING_SLOTS: tuple[ThingSlot, ...] = get_args(ThingSlot)
THING_TAGS: tuple[str, ...] = ("O", "B-object", "I-object", "B-instrument", "I-instrument")
"""Things struck, seized or given, and weapons and means."""
_PARTS = ("assist", "change", "yield", "meet")
MODES: dict[EventType, tuple[str, ...]] = {
    "CONSULT": ("visit", "third-party", "multilateral", "phone"),
    "RETREAT": ("withdraw", "release", "return", "disarm", "ceasefire", "access", "resign"),
    "REQUEST": _PARTS,
    "ACCUSE": ("disapprove", "investigate", "allege"),
    "REJECT": _PARTS,
    "THREATEN": ("restrict", "arrest", "relations", "expel", "territory", "violence"),
    "PROTEST": ("demo", "riot", "strike", "hunger", "boycott", "obstruct", "vandalize"),
    "SANCTION": ("convict", "expel", "withdraw", "discontinue"),
    "MOBILIZE": ("troops", "weapons", "police", "militia"),
    "COERCE": (
        "seize", "restrict", "censor", "curfew", "martial-law", "arrest", "deport", "withhold", "misinformation", "cyber",
    ),
    "ASSAULT": (
        "abduct", "beat", "torture", "sexual", "targeted", "destroy", "primitive", "firearms", "explosives",
        "suicide-attack", "aerial", "drone", "heavy-weapons", "crowd-control", "unconventional",
    ),
    "HAZARD": ("crash", "fire", "collapse", "disaster", "disease"),
}  # fmt: skip
"""Modes of PLOVER 2.0 (Open Event Data Alliance), and of our HAZARD."""
PAIR_ROLES: tuple[str, ...] = ("agent", "target", "source", "place", "date", "object", "instrument")
"""What a phrase can be to an event word of its sentence."""
DISTANCES = 12
"""Buckets of the signed distance between an event word and a mention: sign and rounded log2 of the words between."""


def distance_bucket(trigger: int, mention: int) -> int:
    """The bucket of a signed distance in words, in 0..DISTANCES-1."""
    apart = mention - trigger
    size = min(5, max(0, abs(apart).bit_length() - 1)) if apart else 0
    return size + (6 if apart > 0 else 0)
