"""An incident's slots as lines of a form, and back."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from store.model import DatelineError, Place, When
from store.review import Findings as Review
from tests.tui.stories import CONVOY, convoy_findings, spans_of
from tui.findings import Findings
from tui.slots import SlotForm, date_line, read_date

FOUND = convoy_findings()
ASSAULT = next(incident for incident in FOUND.incidents if incident.type == "ASSAULT")


def form(*, new: bool = False) -> SlotForm:
    return SlotForm(Findings(Review(FOUND, FOUND)), CONVOY, None if new else ASSAULT, ASSAULT.evidence[0].trigger)


def read(**changed: str) -> object:
    return form().read(form().values() | changed)


def test_what_was_not_changed_is_not_set() -> None:
    assert read() == {}


def test_every_slot_can_be_changed() -> None:
    assert read(type="threaten", status="claimed") == {"type": "THREATEN", "status": "claimed"}
    assert read(agents="united relief, Northern Front") == {"agents": ("a2", "a1")}
    assert read(targets="") == {"targets": ()}
    assert read(objects="the bridge") == {"objects": (spans_of(CONVOY, "the bridge")[0],)}
    assert read(place="Veld") == {"place": Place("Veld")}
    assert read(place="Lake Omm, Tarsk district") == {"place": Place("Lake Omm", ("Tarsk district",))}
    assert read(date="2025-02") == {"date": When("2025-02-01", "2025-02-28", "2025-02", "month")}
    assert read(killed="1,200", injured="") == {"killed": 1200}
    assert read(modes="aerial, drone") == {"modes": ("aerial", "drone")}


@pytest.mark.parametrize(
    ("line", "value", "says"),
    [
        ("agents", "Southern Front", "no actor of this article is called “Southern Front”"),
        ("type", "WAR", "type: choose one of"),
        ("objects", "the airport", "does not stand in the article"),
        ("killed", "many", "no number of people"),
        ("date", "Sunday", "is no date"),
        ("date", "2025-02-30", "no day of the calendar"),
        ("date", "2025-03-02..2025-03-01", "ends before it begins"),
    ],
)
def test_what_makes_no_sense_is_told_in_a_line(line: str, value: str, says: str) -> None:
    with pytest.raises(DatelineError, match=says):
        read(**{line: value})


def test_a_new_incident_needs_a_type() -> None:
    blank = {**form(new=True).values(), "agents": "Northern Front"}
    with pytest.raises(DatelineError, match="choose a type"):
        form(new=True).read(blank)
    assert form(new=True).read({**blank, "type": "AID"}) == {"type": "AID", "status": "reported", "agents": ("a1",)}


def test_actors_near_the_incident_are_offered_first() -> None:
    assert next(choice.text for choice in form().actor_choices()) == "Northern Front"


@given(st.text(alphabet="0123456789-. x", max_size=24))
def test_a_date_is_read_or_refused(line: str) -> None:
    try:
        when = read_date(line)
    except DatelineError:
        return
    if when is not None:
        assert when.end is None or when.start <= when.end
        again = read_date(date_line(when))
        assert again is not None and (again.start, again.end) == (when.start, when.end)
