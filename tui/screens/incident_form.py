"""The lines of the form in which an incident is made or corrected."""

from __future__ import annotations

from store.model import EVENT_TYPES, STATUSES
from tui.completing import Choice
from tui.screens.form import Field
from tui.slots import MODES, SlotForm

DATE_HINT = "2024-07-28, 2024-07, 2024, or 2024-07-28..2024-08-02; open: 2024-07-28.."
ACTOR_HINT = "actors of this article, parted by commas"
THING_HINT = "words as they stand in the article, parted by commas"


def incident_fields(slots: SlotForm) -> list[Field]:
    """A line for every slot."""
    now = slots.values()
    actors, places, dates = slots.actor_choices(), slots.place_choices(), slots.date_choices()
    types = [Choice(type) for type in EVENT_TYPES]
    statuses = [Choice(status) for status in STATUSES]
    modes = [Choice(mode, type) for type, names in MODES.items() for mode in names]
    modes.sort(key=lambda choice: choice.hint != now["type"])
    things = {slot: slots.thing_choices(slot) for slot in ("objects", "instruments")}

    def field(name: str, label: str, choices: list[Choice], *, several: bool, closed: bool, hint: str = "") -> Field:
        return Field(name, label, now.get(name, ""), lambda _: choices, several=several, closed=closed, hint=hint)

    return [
        field("type", "Type", types, several=False, closed=True, hint="what happened, as PLOVER calls it"),
        field("status", "Status", statuses, several=False, closed=True, hint="how sure the article is of it"),
        field("modes", "Modes", modes, several=True, closed=False, hint="how, parted by commas"),
        field("agents", "Who", actors, several=True, closed=True, hint=ACTOR_HINT),
        field("targets", "To whom", actors, several=True, closed=True, hint=ACTOR_HINT),
        field("objects", "To what", things["objects"], several=True, closed=False, hint=THING_HINT),
        field("place", "Where", places, several=False, closed=False, hint="the place, then what it lies in"),
        field("date", "When", dates, several=False, closed=False, hint=DATE_HINT),
        field("instruments", "With", things["instruments"], several=True, closed=False, hint=THING_HINT),
        field("killed", "Killed", [], several=False, closed=False, hint="a number, or nothing"),
        field("injured", "Injured", [], several=False, closed=False, hint="a number, or nothing"),
        field("sources", "Says who", actors, several=True, closed=True, hint=ACTOR_HINT),
    ]
