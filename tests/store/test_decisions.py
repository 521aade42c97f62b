"""What a verdict and each correction do to an article's findings, told and undone in words."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from store.library import Library
from store.model import Actor, Article, DatelineError, Evidence, Extraction, Incident, Mention, Place, Reason, When
from store.review import Findings

TEXT = (
    "Karsk guns hit pier\n\nKarsk shelled the pier in Tessin on Friday. "
    "The Union said it killed two of its men. Karsk denied it. Friday was calm in Tessin."
)


def at(words: str, nth: int = 0) -> tuple[int, int]:
    start = -1
    for _ in range(nth + 1):
        start = TEXT.index(words, start + 1)
    return start, start + len(words)


def mention(words: str, nth: int, sentence: int, form: str = "name") -> Mention:
    return Mention(*at(words, nth), sentence, form)  # type: ignore[arg-type]


def machine(prefix: str = "", *, blind: bool = False) -> Extraction:
    """Two good actors and a false one (a day), a shelling and a denial; ``blind``: the shelling is not found."""
    a, u, f = f"{prefix}a1", f"{prefix}a2", f"{prefix}a3"
    parts = (
        "Karsk guns hit pier",
        "Karsk shelled the pier in Tessin on Friday.",
        "The Union said it killed two of its men.",
    )
    sentences = tuple(at(part) for part in (*parts, "Karsk denied it. Friday was calm in Tessin."))
    karsk = Actor(a, "Karsk", "state", None, tuple(mention("Karsk", n, n if n < 2 else 3) for n in range(3)))
    union = Actor(u, "The Union", "organization", None, (mention("The Union", 0, 2), mention("its", 0, 2, "pronoun")))
    day = Actor(f, "Friday", "person", None, (mention("Friday", 0, 1), mention("Friday", 1, 3)))
    why = (Reason("agents", a, "subject", 1, (at("Karsk", 1),), 0.9), Reason("killed", "2", "count", 2))
    shelling = Incident(
        f"{prefix}i1",
        "ASSAULT",
        "reported",
        (Evidence(1, at("shelled")), Evidence(2, at("killed"))),
        agents=(a,),
        targets=(f,),
        killed=2,
        reasons=why,
    )
    denial = Incident(f"{prefix}i2", "REJECT", "reported", (Evidence(3, at("denied")),), agents=(a,), targets=(u,))
    return Extraction(sentences, (karsk, union, day), (denial,) if blind else (shelling, denial), "one")


def cut(actor: Actor, mentions: int) -> Actor:
    """An actor of which a machine finds only the first mentions."""
    return replace(actor, mentions=actor.mentions[:mentions])


def without_actors(one: Incident) -> Incident:
    """An incident of which a machine finds no actor."""
    return replace(one, agents=(), targets=(), sources=(), reasons=())


@pytest.fixture
def desk(library: Library) -> Library:
    library.articles.add(Article(title="Karsk guns hit pier", text=TEXT))
    library.articles.attach(1, machine())
    return library


def seen(library: Library) -> Findings:
    found = library.findings.of(1)
    assert found is not None
    return found


def actor(library: Library, name: str) -> Actor:
    return next(one for one in seen(library).effective.actors if one.name == name)


def incident(library: Library, type: str = "ASSAULT") -> Incident:
    return next(one for one in seen(library).effective.incidents if one.type == type)


def test_untouched_findings_are_the_machines_in_the_texts_own_ids(desk: Library) -> None:
    found = seen(desk)
    assert [(one.id, one.name) for one in found.effective.actors] == [
        ("a0", "Karsk"),
        (f"a{at('The Union')[0]}", "The Union"),
        (f"a{at('Friday')[0]}", "Friday"),
    ]
    assert incident(desk).id == f"i{at('shelled')[0]}" and incident(desk).agents == ("a0",)
    assert incident(desk).reasons[0].value == "a0"
    assert set(found.states.values()) == {"unreviewed"} and len(found.unreviewed) == 5
    assert found.unreviewed[0] == "a0" and found.machine == machine()


def test_a_false_actor_goes_from_the_list_and_from_the_slots_and_stays_away(desk: Library) -> None:
    false = actor(desk, "Friday").id
    desk.decisions.reject(1, [false])
    for made in (machine(), machine("new")):
        desk.articles.attach(1, made)
        found = seen(desk)
        assert [one.name for one in found.effective.actors] == ["Karsk", "The Union"]
        assert [one.name for one in found.rejected_actors] == ["Friday"] and found.states[false] == "rejected"
        assert incident(desk).targets == ()
    desk.decisions.restore(1, [false])
    assert incident(desk).targets == (false,) and seen(desk).states[false] == "unreviewed"
    assert desk.journal.undo() == "restored “Friday” in “Karsk guns hit pier”"
    assert desk.journal.undo() == "rejected “Friday” in “Karsk guns hit pier”"


def test_a_rejected_actor_stays_away_where_the_machine_finds_it_elsewhere(desk: Library) -> None:
    desk.decisions.reject(1, [actor(desk, "Friday").id])
    made = machine()
    later = Actor("z", "Friday", "person", None, (mention("Friday", 1, 3),))
    desk.articles.attach(1, Extraction(made.sentences, (made.actors[0], later), (), "two"))
    assert [one.name for one in seen(desk).effective.actors] == ["Karsk"]


def test_an_accepted_incident_stands_though_the_machine_no_longer_finds_it(desk: Library) -> None:
    before = incident(desk)
    desk.decisions.accept(1, [before.id])
    desk.articles.attach(1, machine("b", blind=True))
    after = incident(desk)
    assert (after.id, after.agents, after.targets, after.killed) == (before.id, ("a0",), before.targets, 2)
    assert seen(desk).states[before.id] == "accepted"
    desk.articles.attach(1, Extraction(machine().sentences, (), (), "nothing"))
    names = {one.id: one.name for one in seen(desk).effective.actors}
    assert [names[id] for id in incident(desk).agents] == ["Karsk"]


def test_a_corrected_incident_is_not_found_again_beside_itself(desk: Library) -> None:
    id, union = incident(desk).id, actor(desk, "The Union").id
    place, when = Place("the pier", ("Tessin",)), When("2031-03-07", None, "Friday")
    slots = {"type": "COERCE", "targets": (union,), "killed": 3, "place": place, "date": when}
    assert desk.decisions.revise_incident(1, id, slots) == id  # type: ignore[arg-type]
    for made in (machine(), machine("c")):
        desk.articles.attach(1, made)
        assert [one.type for one in seen(desk).effective.incidents] == ["COERCE", "REJECT"]
        now = incident(desk, "COERCE")
        assert (now.id, now.targets, now.killed, now.place, now.date) == (id, (union,), 3, place, when)
        assert [(why.slot, why.rule) for why in now.reasons] == [
            *((slot, "set by you") for slot in slots),
            ("agents", "subject"),
        ]
    assert (
        desk.journal.undo() == "set type, targets, killed, place, date of the incident ASSAULT in “Karsk guns hit pier”"
    )
    assert incident(desk).killed == 2


def test_setting_what_a_slot_holds_is_no_change(desk: Library) -> None:
    one = incident(desk)
    desk.decisions.revise_incident(1, one.id, {"type": one.type, "killed": 2, "agents": one.agents})
    desk.decisions.set_kind(1, "a0", "state")
    desk.decisions.rename_actor(1, "a0", " Karsk ")
    desk.decisions.restore(1, ["a0"])
    assert desk.journal.entries() == []


def test_actors_are_renamed_merged_and_told_apart(desk: Library) -> None:
    union = actor(desk, "The Union").id
    desk.decisions.set_country(1, union, "kar")
    desk.decisions.set_kind(1, union, "armed_group")
    assert desk.decisions.merge_actors(1, ["a0", union], name="Both") == "a0"
    assert [(one.name, len(one.mentions)) for one in seen(desk).effective.actors] == [("Both", 5), ("Friday", 2)]
    assert incident(desk, "REJECT").targets == ("a0",)
    new = desk.decisions.split_mention(1, "a0", at("The Union"), name="Union of Tessin")
    assert actor(desk, "Union of Tessin").id == new and new in seen(desk).made
    desk.decisions.remove_mention(1, "a0", at("its"))
    assert len(actor(desk, "Both").mentions) == 3
    desk.articles.attach(1, machine("d"))
    assert [(one.name, len(one.mentions)) for one in seen(desk).effective.actors] == [
        ("Both", 3),
        ("Friday", 2),
        ("Union of Tessin", 1),
    ]


@pytest.mark.parametrize("rejected", ["The Union", "Karsk"])
def test_a_rejected_actor_does_not_take_another_away_that_a_machine_joins_with_it(desk: Library, rejected: str) -> None:
    names = {"The Union": {at("The Union")}, "Karsk": {at("Karsk", n) for n in range(3)}}
    desk.decisions.reject(1, [actor(desk, rejected).id])
    karsk, union, day = machine("b").actors
    mentions = sorted((*karsk.mentions, *union.mentions), key=lambda one: one.start)
    joined = replace(karsk, name=rejected, mentions=tuple(mentions))
    desk.articles.attach(1, replace(machine("b"), actors=(joined, day), incidents=()))
    named = {(m.start, m.end) for one in seen(desk).effective.actors for m in one.mentions}
    (other,) = names.keys() - {rejected}
    assert names[other] <= named and not names[rejected] & named


def test_of_what_was_merged_and_let_go_an_incident_keeps_the_part_it_is_seen_with(desk: Library) -> None:
    def targets() -> list[str]:
        names = {one.id: one.name for one in seen(desk).effective.actors}
        return [names[id] for id in incident(desk).targets]

    desk.decisions.merge_actors(1, ["a0", actor(desk, "The Union").id], name="Both")
    desk.decisions.revise_incident(1, incident(desk).id, {"targets": ("a0",)})
    desk.decisions.restore(1, ["a0"])
    assert targets() == ["Karsk"]
    made = machine("b")
    alone = without_actors(made.incidents[0])
    desk.articles.attach(1, replace(made, actors=made.actors[1:], incidents=(alone,)))
    assert targets() == ["Karsk"]
    desk.journal.undo()
    assert targets() == ["Both"]


@pytest.mark.parametrize("take_out", ["split", "new"])
def test_an_actor_taken_out_of_another_does_not_take_its_namesake_along(desk: Library, take_out: str) -> None:
    def karsk() -> list[tuple[str, int]]:
        return [(one.name, len(one.mentions)) for one in seen(desk).effective.actors if one.name == "Karsk"]

    if take_out == "split":
        village = desk.decisions.split_mention(1, "a0", at("Karsk", 2))
    else:
        village = desk.decisions.new_actor(1, at("Karsk", 2), kind="population", name="Karsk")
    desk.decisions.reject(1, [village])
    desk.decisions.restore(1, ["a0"])
    assert karsk() == [("Karsk", 2)]
    assert incident(desk, "REJECT").agents == ("a0",)
    desk.articles.attach(1, replace(machine("b"), actors=tuple(cut(one, 2) for one in machine("b").actors)))
    assert karsk() == [("Karsk", 2)]
    assert seen(desk).states[village] == "rejected"


def test_words_become_an_actor_or_a_mention_of_one(desk: Library) -> None:
    new = desk.decisions.new_actor(1, at("Tessin"), kind="population", country="TES")
    desk.decisions.add_mention(1, new, at("Tessin", 1))
    desk.decisions.add_mention(1, new, at("its"))
    assert [one.form for one in actor(desk, "Tessin").mentions] == ["name", "nominal", "name"]
    assert len(actor(desk, "The Union").mentions) == 1 and seen(desk).states[new] == "corrected"
    assert desk.journal.entries()[0].words == "added the mention “its” to “Tessin” in “Karsk guns hit pier”"
    (aliases,) = desk._connections.rows("SELECT count(*) AS n FROM effective_aliases WHERE folded = 'tessin'")
    assert aliases["n"] == 1


def test_evidence_comes_and_goes_and_incidents_part_and_meet(desk: Library) -> None:
    one = incident(desk)
    desk.decisions.add_evidence(1, one.id, 0, at("hit"))
    assert [ground.sentence for ground in incident(desk).evidence] == [0, 1, 2]
    desk.decisions.remove_evidence(1, one.id, 0)
    apart = desk.decisions.split_incident(1, one.id, [2])
    both = [(two.id, [ground.sentence for ground in two.evidence]) for two in seen(desk).effective.incidents]
    assert both == [(one.id, [1]), (f"i{at('denied')[0]}", [3]), (apart, [2])]
    desk.articles.attach(1, machine("e"))
    assert len(seen(desk).effective.incidents) == 3
    desk.decisions.merge_incidents(1, [one.id, apart])
    assert [ground.sentence for ground in incident(desk).evidence] == [1, 2]
    assert len(seen(desk).effective.incidents) == 2


def test_a_missing_incident_is_added_beside_those_that_share_its_words(desk: Library) -> None:
    new = desk.decisions.new_incident(1, at("shelled"), {"type": "ASSAULT", "agents": ("a0",), "injured": 4})
    assert sorted(one.injured or 0 for one in seen(desk).effective.incidents) == [0, 0, 4]
    assert new in seen(desk).made and len(seen(desk).effective.incidents) == 3
    desk.articles.attach(1, machine("f"))
    assert len(seen(desk).effective.incidents) == 3


def test_what_the_reader_added_is_one_with_it_when_the_machine_learns_to_find_it(library: Library) -> None:
    library.articles.add(Article(title="Karsk guns hit pier", text=TEXT))
    library.articles.attach(1, machine(blind=True))
    library.decisions.new_incident(1, at("shelled"), {"type": "ASSAULT", "agents": ("a0",), "killed": 9})
    library.articles.attach(1, machine("g"))
    assert [one.killed for one in seen(library).effective.incidents if one.type == "ASSAULT"] == [9]


def test_a_rejected_incident_brings_no_actor_back(desk: Library) -> None:
    desk.decisions.reject(1, [incident(desk).id])
    desk.articles.attach(1, Extraction(machine().sentences, (), (), "nothing"))
    assert seen(desk).effective.actors == () and len(seen(desk).rejected_incidents) == 1


def test_an_actor_no_longer_found_is_not_one_that_shares_a_pronoun_with_it(desk: Library) -> None:
    denial, union = incident(desk, "REJECT"), actor(desk, "The Union")
    desk.decisions.revise_incident(1, denial.id, {"status": "claimed"})
    desk.decisions.new_actor(1, at("its"), kind="organization", name="The crew")
    desk.decisions.restore(1, [union.id])
    made = machine("n")
    without = [replace(one, targets=()) for one in made.incidents]
    lost = tuple(one for one in made.actors if one.name != "The Union")
    desk.articles.attach(1, replace(made, actors=lost, incidents=tuple(without)))
    names = {one.id: one.name for one in seen(desk).effective.actors}
    assert [names[id] for id in incident(desk, "REJECT").targets] == ["The Union"]


def test_what_was_merged_and_parted_again_is_known_by_its_name(desk: Library) -> None:
    karsk, union, denial = actor(desk, "Karsk"), actor(desk, "The Union"), incident(desk, "REJECT")
    one = desk.decisions.merge_actors(1, [union.id, karsk.id])
    desk.decisions.revise_incident(1, denial.id, {"status": "claimed"})
    desk.decisions.restore(1, [one])
    names = {one.id: one.name for one in seen(desk).effective.actors}
    assert [names[id] for id in incident(desk, "REJECT").agents] == ["The Union"]


def test_a_reviewed_article_says_so(desk: Library) -> None:
    row = desk.articles.row(1)
    assert (row.findings, row.unreviewed, row.reviewed) == (5, 5, False)
    desk.decisions.reject(1, [actor(desk, "Friday").id])
    desk.decisions.accept(1, list(seen(desk).unreviewed))
    assert (desk.articles.row(1).unreviewed, desk.articles.row(1).reviewed) == (0, True)
    desk.journal.undo()
    assert not desk.articles.row(1).reviewed
    assert desk.articles.mark_reviewed([1], True) == 1 and desk.articles.page()[0].reviewed


def test_corrections_hold_after_the_text_was_cleaned_anew(desk: Library) -> None:
    desk.decisions.rename_actor(1, "a0", "Republic of Karsk")
    desk.decisions.revise_incident(1, incident(desk).id, {"killed": 5})
    more = "By our correspondent. "
    shifted = TEXT.replace("\n\n", f"\n\n{more}", 1)
    with desk._connections.writing() as database:
        database.execute("UPDATE articles SET text = ?", [shifted])
    desk.articles.attach(1, Extraction(((0, 20), (21, len(shifted))), (), (), "none"))
    now = actor(desk, "Republic of Karsk")
    assert [shifted[one.start : one.end] for one in now.mentions] == ["Karsk"] * 3
    assert [shifted[slice(*ground.trigger)] for ground in incident(desk).evidence] == ["shelled", "killed"]
    assert incident(desk).killed == 5


def test_an_id_leads_to_the_same_finding_after_an_undo(desk: Library) -> None:
    before = seen(desk)
    new = desk.decisions.split_mention(1, "a0", at("Karsk", 2))
    after = seen(desk)
    assert before.same(after, new) == "a0" and after.same(before, "a0") == "a0"
    assert before.same(after, "i999") is None


MISTAKES = {
    "there is no actor": lambda L: L.decisions.rename_actor(1, "a99", "x"),
    "there is no incident": lambda L: L.decisions.add_evidence(1, "a0", 0),
    "there is no finding": lambda L: L.decisions.reject(1, ["a0", "i7"]),
    "needs a name": lambda L: L.decisions.rename_actor(1, "a0", "\x1b[31m "),
    "no kind": lambda L: L.decisions.set_kind(1, "a0", "ghost"),
    "no country": lambda L: L.decisions.set_country(1, "a0", "Karsk"),
    "two actors or more": lambda L: L.decisions.merge_actors(1, ["a0", "a0"]),
    "no mention of": lambda L: L.decisions.remove_mention(1, "a0", (1, 2)),
    "outside the article": lambda L: L.decisions.new_actor(1, (5, 9999), kind="state"),
    "only mention": lambda L: L.decisions.split_mention(
        1, L.decisions.new_actor(1, at("Tessin"), kind="state"), at("Tessin")
    ),
    "no type": lambda L: L.decisions.revise_incident(1, incident(L).id, {"type": "WAR"}),
    "no status": lambda L: L.decisions.revise_incident(1, incident(L).id, {"status": "true"}),
    "no number of people": lambda L: L.decisions.revise_incident(1, incident(L).id, {"killed": -1}),
    "is not a date": lambda L: L.decisions.revise_incident(1, incident(L).id, {"date": When("Friday", None, "")}),
    "before it begins": lambda L: L.decisions.revise_incident(
        1, incident(L).id, {"date": When("2031-03-07", "2031-03-01", "")}
    ),
    "no slot": lambda L: L.decisions.revise_incident(1, incident(L).id, {"mood": "grim"}),
    "needs a type": lambda L: L.decisions.new_incident(1, at("hit"), {}),
    "no sentence": lambda L: L.decisions.add_evidence(1, incident(L).id, 44),
    "only sentence": lambda L: L.decisions.remove_evidence(1, incident(L, "REJECT").id, 3),
    "not all and not none": lambda L: L.decisions.split_incident(1, incident(L).id, [1, 2]),
    "no article 7": lambda L: L.decisions.accept(7, ["a0"]),
}


@pytest.mark.parametrize("said", MISTAKES)
def test_a_mistake_is_told_in_words_and_changes_nothing(desk: Library, said: str) -> None:
    before = seen(desk)
    with pytest.raises(DatelineError, match=said):
        MISTAKES[said](desk)
    if said != "only mention":
        assert seen(desk) == before and desk.journal.entries() == []


def test_a_library_without_findings_says_what_to_do(library: Library, tmp_path: Path) -> None:
    library.articles.add(Article(title="Karsk", text=TEXT))
    assert library.findings.of(1) is None
    with pytest.raises(DatelineError, match="dateline reextract"):
        library.decisions.accept(1, ["a0"])
