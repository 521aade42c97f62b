"""What a prompt offers, and what it makes of a line."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from tui.completing import Choice, exact, fitting, part_at, parts, put

TAGS = [Choice(name) for name in ("region/syria", "region/iran", "iran", "Sanctions", "Système")]


def offered(typed: str) -> list[str]:
    return [choice.text for choice in fitting(typed, TAGS)]


def test_beginnings_come_before_steps_and_steps_before_the_middle() -> None:
    assert offered("ir") == ["iran", "region/iran"]
    assert offered("sy") == ["Système", "region/syria"]
    assert offered("ran") == ["region/iran", "iran"]
    assert offered("rgs") == ["region/syria"]
    assert offered("systeme") == ["Système"]
    assert offered("zz") == []


def test_a_name_is_known_whatever_its_case_and_accents() -> None:
    assert exact(" SANCTIONS ", TAGS) == Choice("Sanctions")
    assert exact("systeme", TAGS) == Choice("Système")
    assert exact("sanction", TAGS) is None


def test_the_part_under_the_cursor_is_replaced_and_the_others_stay() -> None:
    line = "aid, reg, war"
    span = part_at(line, 8)
    assert line[slice(*span)] == "reg"
    assert put(line, span, "region/iran") == ("aid, region/iran, war", len("aid, region/iran"))
    assert put("aid, reg", part_at("aid, reg", 8), "region/iran") == ("aid, region/iran, ", len("aid, region/iran, "))
    assert put("reg", (0, 3), "region", several=False) == ("region", 6)
    assert parts(" aid ,, -war ") == ["aid", "-war"]


@given(st.text(alphabet="a, -é", max_size=20), st.data())
def test_any_part_of_any_line_can_be_found_and_replaced(line: str, data: st.DataObject) -> None:
    cursor = data.draw(st.integers(0, len(line)))
    start, end = part_at(line, cursor)
    assert 0 <= start <= cursor <= max(end, cursor) and end <= len(line)
    assert "," not in line[start:end]
    changed, place = put(line, (start, end), "x")
    assert changed[:start] == line[:start] and 0 <= place <= len(changed)
