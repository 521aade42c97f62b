"""What the reader said of the findings holds: for each of them, through new extractions, and back by undo."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from random import Random

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from store.library import Library
from store.model import Actor, Article, Incident
from store.review import Findings
from tests.store.scenes import CORRECTIONS, FOR_GOOD, MARKS, another_machine, does, renumbered, scene
from tests.store.shelves import whole_dump

SEEDS = st.integers(0, 10**9)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("corrections")


def opened(folder: Path, *seeds: int) -> Iterator[Library]:
    path = folder / "news.db"
    for file in folder.iterdir():
        file.unlink()
    with Library.open(path) as library:
        for number, seed in enumerate(seeds):
            text, made = scene(seed)
            added = library.articles.add(Article(title=f"A long week {number}", text=f"{text}\n\nNumber {number}"))
            library.articles.attach(added.id, made)
        yield library


def findings(library: Library, number: int = 1) -> Findings:
    found = library.findings.of(number)
    assert found is not None
    return found


def by_id(found: Findings) -> dict[str, Actor | Incident]:
    return {one.id: one for one in (*found.effective.actors, *found.effective.incidents)}


def plain(one: Actor | Incident, found: Findings) -> object:
    """A finding without the machine's reasons; an incident's actors by their names."""
    if isinstance(one, Actor):
        return one
    names = {actor.id: actor.name for actor in found.effective.actors}
    roles = {role: tuple(names[id] for id in getattr(one, role)) for role in ("agents", "targets", "sources")}
    return replace(one, reasons=(), **roles)


@settings(max_examples=6, deadline=None)
@given(seed=SEEDS)
def test_fifty_corrections_stand_after_the_same_findings_are_made_anew(folder: Path, seed: int) -> None:
    random = Random(seed)
    for library in opened(folder, seed):
        while len(library.journal.entries()) < 50:
            does(CORRECTIONS, library, 1, random)
        before = findings(library)
        library.articles.attach(1, renumbered(before.machine, random))
        after = findings(library)
        assert after.states == before.states
        assert {id: plain(one, after) for id, one in by_id(after).items()} == {
            id: plain(one, before) for id, one in by_id(before).items()
        }


@settings(max_examples=6, deadline=None)
@given(seed=SEEDS)
@example(seed=33285)
@example(seed=500044)
@example(seed=27000817)
@example(seed=2850032)
@example(seed=4200227)
def test_fifty_corrections_stand_whatever_another_machine_finds(folder: Path, seed: int) -> None:
    random = Random(seed)
    for library in opened(folder, seed):
        while len(library.journal.entries()) < 50:
            does(CORRECTIONS, library, 1, random)
        before = findings(library)
        library.articles.attach(1, another_machine(before.machine, random))
        after = findings(library)
        for id, said in before.states.items():
            if said == "unreviewed":
                continue
            assert after.states[id] == said
            if said == "rejected":
                assert id not in by_id(after)
                continue
            then, now = by_id(before)[id], by_id(after)[id]
            if isinstance(then, Actor):
                said_to_be = {(anchor.start, anchor.end) for anchor, _ in before.known.actors[id].mentions}
                assert isinstance(now, Actor) and said_to_be <= {(m.start, m.end) for m in now.mentions}
                now = replace(now, mentions=then.mentions)
                assert now == then
            else:
                assert isinstance(then, Incident) and isinstance(now, Incident)
                assert same_actors(then, before, now, after)
                bare = {"agents": (), "targets": (), "sources": (), "reasons": ()}
                assert replace(now, **bare) == replace(then, **bare)


def same_actors(then: Incident, before: Findings, now: Incident, after: Findings) -> bool:
    """Whether the slots hold the actors they held: by name, or by half the mentions where the machine renamed one."""
    for role in ("agents", "targets", "sources"):
        pairs = list(zip(getattr(then, role), getattr(now, role), strict=True))
        for one, other in [(by_id(before)[old], by_id(after)[new]) for old, new in pairs]:
            assert isinstance(one, Actor) and isinstance(other, Actor)
            shared = {(m.start, m.end) for m in one.mentions} & {(m.start, m.end) for m in other.mentions}
            if one.name != other.name and 2 * len(shared) < len(one.mentions):
                return False
    return True


@settings(max_examples=12, deadline=None)
@given(seed=SEEDS, count=st.integers(1, 14))
def test_undoing_every_edit_restores_the_whole_library(folder: Path, seed: int, count: int) -> None:
    random = Random(seed)
    everything = CORRECTIONS | FOR_GOOD | MARKS
    for library in opened(folder, seed, seed + 1):
        states = [whole_dump(library.path)]
        for _ in range(count):
            entries = len(library.journal.entries())
            does(everything, library, random.choice([1, 2]), random)
            now = whole_dump(library.path)
            assert (now != states[-1]) == (len(library.journal.entries()) > entries)
            if now != states[-1]:
                states.append(now)
        for state in states[-2::-1]:
            assert library.journal.undo() is not None
            assert whole_dump(library.path) == state
        assert library.journal.undo() is None
        for state in states[1:]:
            assert library.journal.redo() is not None
            assert whole_dump(library.path) == state


@settings(max_examples=10, deadline=None)
@given(seed=SEEDS)
def test_a_correction_changes_what_it_is_about_and_nothing_else(folder: Path, seed: int) -> None:
    random = Random(seed)
    for library in opened(folder, seed):
        for _ in range(12):
            before = findings(library)
            last = len(library.journal.entries())
            does(CORRECTIONS, library, 1, random)
            after = findings(library)
            if len(library.journal.entries()) == last:
                assert after == before
                continue
            touched = {id for id in {*before.states, *after.states} if before.known != after.known}
            changed = {id for id in touched if _known(before, id) != _known(after, id)}
            for id in {*before.states, *after.states} - changed:
                if id not in before.states or id not in after.states:
                    assert _merged_away(id, before, after), f"{id} came or went by itself"
                else:
                    assert before.states[id] == after.states[id]


def _known(found: Findings, id: str) -> object:
    return found.known.actors.get(id), found.known.incidents.get(id)


def _merged_away(id: str, before: Findings, after: Findings) -> bool:
    """Whether the machine's findings behind an id are behind another's (merged with it, or let go again)."""
    here = {machine for ids in after.behind.values() for machine in ids}
    there = {machine for ids in before.behind.values() for machine in ids}
    return set(before.behind.get(id, ())) <= here and set(after.behind.get(id, ())) <= there
