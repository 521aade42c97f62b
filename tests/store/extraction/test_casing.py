"""Text in capitals: read as prose, shown as it was written."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from store.extraction import casing, extract
from store.extraction.sentences import split

WIRE = (
    "M23 REBELS SHELLED A MARKET IN GOMA ON MONDAY, KILLING 12 CIVILIANS.\n"
    "THE UNITED NATIONS CONDEMNED THE ATTACK. KENYAN POLICE ARRESTED TWO MEN IN NAIROBI."
)


def restored(text: str) -> str:
    return casing.restore(text, split(text))


@pytest.mark.parametrize(
    ("shouted", "said"),
    [
        (
            "IRAN-BACKED HOUTHIS ATTACKED TWO SHIPS IN YEMEN ON JULY 26.",
            "Iran-backed Houthis attacked two ships in Yemen on July 26.",
        ),
        (
            "THE US CONDEMNED THE BOMBING OF THE TURKISH EMBASSY.",
            "The US condemned the bombing of the Turkish embassy.",
        ),
        ("SOLDIERS FIRED ON CROWDS IN KHARTOUM, THE UN SAID.", "Soldiers fired on crowds in Khartoum, the UN said."),
        ("PRESIDENT HASSAN QARDALI RESIGNED.", "President Hassan Qardali resigned."),
    ],
)
def test_capitals_are_left_to_names_and_acronyms(shouted: str, said: str) -> None:
    assert restored(shouted) == said


def test_prose_stays_letter_by_letter() -> None:
    prose = "The UN and NATO met in Doha. FARC rebels killed two police officers, the AP said."
    assert restored(prose) == prose


def test_a_headline_in_capitals_leaves_the_body_alone() -> None:
    text = "REBELS SHELL MARKET IN GOMA\nThe M23 shelled a market, the UN said."
    assert restored(text) == "Rebels shell market in Goma\nThe M23 shelled a market, the UN said."


@given(st.text(alphabet=st.characters(exclude_categories=["Cs"]), max_size=200).map(str.upper))
def test_offsets_hold_whatever_is_shouted(text: str) -> None:
    assert len(restored(text)) == len(text)


def test_wire_copy_in_capitals_is_read_and_shown_as_it_is() -> None:
    found = extract(WIRE, "2025-03-18", engine="rules")
    names = {actor.id: actor.name for actor in found.actors}
    shelling = next(i for i in found.incidents if i.type == "ASSAULT" and i.killed == 12)
    assert "M23" in {names[a] for a in shelling.agents}
    assert any(incident.type == "COERCE" for incident in found.incidents)
    shown = {WIRE[m.start : m.end] for actor in found.actors for m in actor.mentions if m.form != "pronoun"}
    assert shown and all(surface == surface.upper() for surface in shown)
