"""Several bodies are not one: "the militias" never means a group that has a name."""

from store.extraction import extract

TEXT = (
    "The Houthis fired on a tanker in the Red Sea on Sunday. Armed groups then attacked a convoy near Aden. "
    "The groups killed two policemen. The Houthis denied it."
)


def test_the_groups_are_not_the_group_that_has_a_name() -> None:
    found = extract(TEXT, "2025-03-18", engine="rules")
    houthis = next(actor for actor in found.actors if actor.name == "Houthis")
    assert {TEXT[m.start : m.end] for m in houthis.mentions if m.form != "pronoun"} == {"Houthis"}
