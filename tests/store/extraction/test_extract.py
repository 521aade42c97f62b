"""What is found in texts written for these tests, and what always holds of any finding."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from store.extraction import extract
from store.model import Extraction, Incident
from tests import samples

PUBLISHED = "2025-03-18"


def names(found: Extraction, ids: tuple[str, ...]) -> set[str]:
    return {a.name for a in found.actors if a.id in ids}


def only(found: Extraction, type: str) -> Incident:
    matching = [i for i in found.incidents if i.type == type]
    assert len(matching) == 1, [i.type for i in found.incidents]
    return matching[0]


def test_active_attack_gives_agent_target_place_date_and_dead() -> None:
    found = extract("Boko Haram fighters killed 12 Nigerian soldiers in Maiduguri on Friday.", PUBLISHED)
    attack = only(found, "ASSAULT")
    assert names(found, attack.agents) == {"Boko Haram"}
    assert names(found, attack.targets) == {"12 Nigerian soldiers"}
    assert attack.place is not None and attack.place.name == "Maiduguri" and attack.place.country == "NGA"
    assert attack.date is not None and attack.date.start == attack.date.end == "2025-03-14"
    assert attack.killed == 12
    assert attack.status == "reported"


def test_passive_and_by_agent() -> None:
    found = extract("Three activists were arrested by Ugandan police in Kampala.", PUBLISHED)
    arrest = only(found, "COERCE")
    assert "arrest" in arrest.modes
    assert names(found, arrest.targets) == {"Three activists"}
    assert any("police" in name for name in names(found, arrest.agents))


def test_a_threat_is_planned_and_no_attack() -> None:
    found = extract("Hezbollah threatened Israel.", PUBLISHED)
    threat = only(found, "THREATEN")
    assert threat.status == "planned"
    assert names(found, threat.agents) == {"Hezbollah"} and names(found, threat.targets) == {"Israel"}


def test_talks_have_both_sides_as_agents() -> None:
    found = extract("Foreign Minister Anna Berg met President Paul Ngu in Oslo on Monday.", PUBLISHED)
    meeting = only(found, "CONSULT")
    assert names(found, meeting.agents) >= {"Anna Berg", "Paul Ngu"}


def test_one_state_has_one_entry_and_its_forces_another() -> None:
    found = extract(
        "The US said U.S. forces had left. Washington praised the American troops. The United States agreed.", None
    )
    states = [a for a in found.actors if a.kind == "state"]
    assert [a.name for a in states] == ["United States"]
    assert any(a.kind == "military" for a in found.actors)


def test_surname_and_acronym_join_the_full_name() -> None:
    found = extract(
        "Defense Secretary Maria Keller accused Syria. Keller spoke on Monday. The Free Syrian Army (FSA) attacked Damascus. "
        "The FSA then withdrew.",
        PUBLISHED,
    )
    assert [a.name for a in found.actors if a.kind == "person"] == ["Maria Keller"]
    assert [a.name for a in found.actors if a.kind == "armed_group"] == ["Free Syrian Army"]


def test_backing_does_not_make_the_sponsor_the_perpetrator() -> None:
    found = extract("Iranian-backed militias attacked US forces in Syria on March 2.", PUBLISHED)
    attack = only(found, "ASSAULT")
    assert "Iran" not in names(found, attack.agents)
    assert any("militias" in name for name in names(found, attack.agents))


def test_speech_makes_a_source_and_not_an_incident() -> None:
    found = extract("Rebels attacked the village, the army said.", PUBLISHED)
    attack = only(found, "ASSAULT")
    assert attack.status == "claimed"
    assert attack.sources


def test_a_strike_of_workers_is_a_protest() -> None:
    found = extract("Teachers in Batumi will go on strike on Monday over their pay.", PUBLISHED)
    assert {i.type for i in found.incidents} == {"PROTEST"}


def test_every_slot_value_has_a_reason_with_words_of_the_text() -> None:
    text = "Boko Haram fighters killed 12 Nigerian soldiers with rockets in Maiduguri on Friday."
    attack = only(extract(text, PUBLISHED), "ASSAULT")
    assert {"type", "status", "agents", "targets", "place", "date", "killed", "instruments"} <= {
        r.slot for r in attack.reasons
    }
    assert all(text[a:b].strip() for r in attack.reasons for a, b in r.tokens)


def test_other_languages_get_sentences_and_are_told_so() -> None:
    found = samples.findings("displaced-families-ar.html")
    assert len(found.sentences) > 5
    assert not found.actors and not found.incidents
    assert "English" in found.limits[0]


@pytest.mark.parametrize("name", samples.names())
def test_offsets_slice_what_they_claim(name: str) -> None:
    check(samples.article(name).text, samples.findings(name))


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.sampled_from([
    "Iran", "attacked", "the", "US", "forces", "in", "Syria", ".", "said", "\n\n", "Mr.", "“", "”", "killed", "three",
    "soldiers", "on", "Friday", ",", "who", "met", "U.S.", "’s", "-", "[", "]", "\u200f", "中国", "é", "7.",
]), max_size=60))  # fmt: skip
def test_offsets_hold_for_any_words(words: list[str]) -> None:
    text = " ".join(words)
    check(text, extract(text, PUBLISHED))


@pytest.mark.parametrize("text", ["", " \n\n ", ".", "A", "POLICE ARREST TEN IN RAID ON PORT", "• one\n• two\n• three"])
def test_odd_texts_are_no_trouble(text: str) -> None:
    check(text, extract(text, PUBLISHED))


def check(text: str, found: Extraction) -> None:
    ids = {a.id for a in found.actors}
    assert len(ids) == len(found.actors)
    for actor in found.actors:
        assert actor.mentions and actor.name
        for mention in actor.mentions:
            start, end = found.sentences[mention.sentence]
            assert start <= mention.start < mention.end <= end
    for incident in found.incidents:
        assert {*incident.agents, *incident.targets, *incident.sources} <= ids
        assert incident.evidence
        for evidence in incident.evidence:
            start, end = found.sentences[evidence.sentence]
            assert start <= evidence.trigger[0] < evidence.trigger[1] <= end
        for span in (*incident.objects, *incident.instruments):
            assert text[span.start : span.end] == span.text
