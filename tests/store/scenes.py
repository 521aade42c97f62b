"""Invented articles with findings of every shape, and readers who do all that can be done to them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from random import Random
from typing import TypeVar

from store.library import Library
from store.model import (
    COLORS,
    EVENT_TYPES,
    KINDS,
    Actor,
    DatelineError,
    Evidence,
    Extraction,
    Incident,
    Mention,
    Place,
    TextSpan,
    When,
)
from store.review import Findings

Thing = TypeVar("Thing")
NAMES = ["Ostrava Bay", "Mira Dolan", "the Ferry Union", "Karsk", "the Northern Guard", "Ivo Belar", "Tessin"]
VERBS = ["shelled", "accused", "met", "blocked", "seized", "left", "sanctioned"]
ENDS = ["near the old pier", "on Friday", "in the salt valley", "after the storm", "with two boats"]


def scene(seed: int, sentences: int = 14) -> tuple[str, Extraction]:
    """An article of short sentences (who did what to whom) and what a fair machine finds in it."""
    random = Random(seed)
    text = "A long week in the bay\n\n"
    spans, places, triggers = [], [], []
    for number in range(sentences):
        who, whom = random.sample(NAMES, 2)
        verb, end = random.choice(VERBS), random.choice(ENDS)
        start = len(text)
        subject = random.choice([who, who, "It"])
        text += f"{subject} {verb} {whom} {end}, report {number} says. "
        spans.append((start, len(text) - 1))
        places.append((who, start, len(subject), "name" if subject == who else "pronoun"))
        places.append((whom, start + len(subject) + len(verb) + 2, len(whom), "name"))
        triggers.append((who, whom, (start + len(subject) + 1, start + len(subject) + 1 + len(verb)), verb))
    actors = []
    for name in NAMES:
        mentions = tuple(
            Mention(start, start + length, index // 2, form)  # type: ignore[arg-type]
            for index, (whose, start, length, form) in enumerate(places)
            if whose == name
        )
        if mentions:
            actors.append(Actor(f"a{len(actors)}", name, random.choice(KINDS), None, mentions))
    return text, Extraction(tuple(spans), tuple(actors), _incidents(random, text, actors, triggers), "scene")


def _incidents(random: Random, text: str, actors: list[Actor], triggers: list[tuple]) -> tuple[Incident, ...]:  # type: ignore[type-arg]
    ids = {actor.name: actor.id for actor in actors}
    incidents: list[Incident] = []
    for sentence, (who, whom, span, verb) in enumerate(triggers):
        ground = Evidence(sentence, span)
        type = EVENT_TYPES[VERBS.index(verb)]
        last = incidents[-1] if incidents else None
        if last and last.type == type:
            incidents[-1] = replace(last, evidence=(*last.evidence, ground))
            continue
        words = (TextSpan(text[span[0] : span[1]], *span),) if random.random() < 0.3 else ()
        incidents.append(
            Incident(
                f"i{sentence}",
                type,
                random.choice(["reported", "claimed", "planned"]),  # type: ignore[arg-type]
                (ground,),
                agents=(ids[who],),
                targets=(ids[whom],),
                objects=words,
                place=random.choice([None, Place("the pier", ("Ostrava Bay",))]),
                date=random.choice([None, When("2031-03-04", None, "Friday")]),
                killed=random.choice([None, 3]),
            )
        )
    return tuple(incidents)


def renumbered(made: Extraction, random: Random) -> Extraction:
    """The same findings in another order, under other ids."""
    actors, incidents = list(made.actors), list(made.incidents)
    random.shuffle(actors)
    random.shuffle(incidents)
    ids = {actor.id: f"x{number}" for number, actor in enumerate(actors)}
    return replace(
        made,
        actors=tuple(replace(actor, id=ids[actor.id]) for actor in actors),
        incidents=tuple(
            replace(
                one,
                id=f"y{number}",
                agents=tuple(ids[id] for id in one.agents),
                targets=tuple(ids[id] for id in one.targets),
                sources=tuple(ids[id] for id in one.sources),
            )
            for number, one in enumerate(incidents)
        ),
    )


def another_machine(made: Extraction, random: Random) -> Extraction:
    """What a machine with other faults finds: some findings lost, others with other slots and other mentions."""
    lost = {actor.id for actor in made.actors if random.random() < 0.2}
    actors = []
    for actor in made.actors:
        named = [mention for mention in actor.mentions if mention.form == "name"]
        if actor.id not in lost and named:
            extra = tuple(m for m in actor.mentions if m.form != "name" and random.random() < 0.5)
            mentions = tuple(sorted((*named, *extra), key=lambda m: m.start))
            actors.append(replace(actor, mentions=mentions, kind=random.choice(KINDS)))
    actors = _cut_and_joined(actors, random)
    there = {actor.id for actor in actors}
    incidents = tuple(
        replace(
            one,
            agents=tuple(id for id in one.agents if id in there),
            targets=tuple(id for id in one.targets if id in there),
            killed=random.choice([None, 1, 9]),
            place=random.choice([None, Place("the salt valley")]),
        )
        for one in made.incidents
        if random.random() < 0.8
    )
    return renumbered(replace(made, actors=tuple(actors), incidents=incidents, engine="another"), random)


def _cut_and_joined(actors: list[Actor], random: Random) -> list[Actor]:
    """One actor taken for two, and another two for one."""
    random.shuffle(actors)
    if actors and len(actors[0].mentions) > 2:
        whole = actors.pop(0)
        actors.append(replace(whole, mentions=whole.mentions[:2]))
        actors.append(replace(whole, id=f"{whole.id}-cut", mentions=whole.mentions[2:]))
    if len(actors) > 3 and random.random() < 0.7:
        one, other = actors.pop(0), actors.pop(0)
        both = tuple(sorted((*one.mentions, *other.mentions), key=lambda m: m.start))
        actors.append(replace(one, mentions=both))
    return actors


class Impossible(Exception):
    """There is nothing left to do it to."""


def _some(random: Random, things: Sequence[Thing], count: int = 1) -> list[Thing]:
    if len(things) < count:
        raise Impossible
    return random.sample(things, count)


Deed = Callable[[Library, int, Findings, Random], object]


def _actor(findings: Findings, random: Random) -> Actor:
    return _some(random, findings.effective.actors)[0]


def _incident(findings: Findings, random: Random) -> Incident:
    return _some(random, findings.effective.incidents)[0]


def _any(findings: Findings, random: Random) -> list[str]:
    return random.sample(sorted(findings.states), min(len(findings.states), random.randint(1, 2)))


def _words(library: Library, number: int, random: Random) -> tuple[int, int]:
    text = library.articles.get(number).text
    start = random.randrange(len(text) - 12)
    return start, start + random.randint(3, 12)


def _slots(findings: Findings, random: Random) -> dict[str, object]:
    every: dict[str, object] = {
        "type": random.choice(EVENT_TYPES),
        "status": random.choice(["denied", "claimed"]),
        "agents": (_actor(findings, random).id,),
        "targets": tuple(actor.id for actor in _some(random, findings.effective.actors, 2)),
        "sources": (),
        "place": random.choice([None, Place("Tessin", (), "TES")]),
        "date": random.choice([None, When("2031-03-01", "2031-03-02", "the weekend", "range")]),
        "killed": random.choice([None, 7]),
        "injured": 12,
        "modes": ("arrest",),
        "objects": (findings.effective.sentences[0],),
    }
    return {slot: every[slot] for slot in random.sample(sorted(every), 2)}


CORRECTIONS: dict[str, Deed] = {
    "accept": lambda L, n, f, r: L.decisions.accept(n, _any(f, r)),
    "reject": lambda L, n, f, r: L.decisions.reject(n, _any(f, r)),
    "restore": lambda L, n, f, r: L.decisions.restore(n, _any(f, r)),
    "rename": lambda L, n, f, r: L.decisions.rename_actor(n, _actor(f, r).id, f"Name {r.randint(0, 99)}"),
    "kind": lambda L, n, f, r: L.decisions.set_kind(n, _actor(f, r).id, r.choice(KINDS)),
    "country": lambda L, n, f, r: L.decisions.set_country(n, _actor(f, r).id, r.choice([None, "KAR"])),
    "merge": lambda L, n, f, r: L.decisions.merge_actors(n, [one.id for one in _some(r, f.effective.actors, 2)]),
    "split": lambda L, n, f, r: _on_mention(L.decisions.split_mention, n, f, r),
    "unmention": lambda L, n, f, r: _on_mention(L.decisions.remove_mention, n, f, r),
    "mention": lambda L, n, f, r: L.decisions.add_mention(n, _actor(f, r).id, _words(L, n, r)),
    "actor": lambda L, n, f, r: L.decisions.new_actor(n, _words(L, n, r), kind=r.choice(KINDS), name="New"),
    "revise": lambda L, n, f, r: L.decisions.revise_incident(n, _incident(f, r).id, _slots(f, r)),  # type: ignore[arg-type]
    "evidence": lambda L, n, f, r: L.decisions.add_evidence(n, _incident(f, r).id, r.randrange(14)),
    "unevidence": lambda L, n, f, r: L.decisions.remove_evidence(
        n, (one := _incident(f, r)).id, _some(r, one.evidence)[0].sentence
    ),
    "part": lambda L, n, f, r: L.decisions.split_incident(
        n, (one := _incident(f, r)).id, [_some(r, one.evidence)[0].sentence]
    ),
    "join": lambda L, n, f, r: L.decisions.merge_incidents(n, [one.id for one in _some(r, f.effective.incidents, 2)]),
    "incident": lambda L, n, f, r: L.decisions.new_incident(n, _words(L, n, r), {"type": "AID", **_slots(f, r)}),  # type: ignore[typeddict-item]
}
"""Everything that can be done to an article's findings."""

FOR_GOOD: dict[str, Deed] = {
    "always": lambda L, n, f, r: L.decisions.rename_actor(n, _actor(f, r).id, f"Rule {r.randint(0, 9)}", always=True),
    "one": lambda L, n, f, r: L.decisions.merge_actors(
        n, [one.id for one in _some(r, f.effective.actors, 2)], always=True
    ),
    "revoke": lambda L, n, f, r: [L.rules.revoke(rule.id) for rule in L.rules.all()[:1]],
}
"""What holds in every article."""

MARKS: dict[str, Deed] = {
    "tags": lambda L, n, f, r: L.tags.change([1, 2], r.sample(["a", "a/b", "a/b/c", "Z"], 2), ["q"]),
    "untag": lambda L, n, f, r: L.tags.change([n], remove=["a/b"]),
    "retag": lambda L, n, f, r: L.tags.rename("a", r.choice(["z", "z/y", "A"])),
    "drop": lambda L, n, f, r: L.tags.delete(r.choice(["a/b", "z"])),
    "fuse": lambda L, n, f, r: L.tags.merge(["a", "z"], "both"),
    "note": lambda L, n, f, r: L.notes.add(
        n, "look", at=_words(L, n, r), color=r.choice([None, *COLORS]), tags=r.sample(["a", "b"], 1)
    ),
    "about": lambda L, n, f, r: L.notes.add(n, "who?", finding=_actor(f, r).id),
    "edit": lambda L, n, f, r: L.notes.edit(_some(r, L.notes.on(n))[0].id, body="changed", color="pink"),
    "move": lambda L, n, f, r: L.notes.anchor_anew(_some(r, L.notes.on(n))[0].id, _words(L, n, r)),
    "label": lambda L, n, f, r: L.notes.tag(_some(r, L.notes.on(n))[0].id, ["a/b"], ["a"]),
    "unnote": lambda L, n, f, r: L.notes.remove(_some(r, L.notes.on(n))[0].id),
    "read": lambda L, n, f, r: L.articles.mark_unread([1, 2], r.random() < 0.5),
    "star": lambda L, n, f, r: L.articles.mark_starred([1, 2], r.random() < 0.5),
    "reviewed": lambda L, n, f, r: L.articles.mark_reviewed([n], r.random() < 0.5),
}
"""What a reader does beside."""


def _on_mention(do: Callable[..., object], number: int, findings: Findings, random: Random) -> object:
    actor = _actor(findings, random)
    mention = _some(random, actor.mentions)[0]
    return do(number, actor.id, (mention.start, mention.end))


def does(deeds: dict[str, Deed], library: Library, number: int, random: Random) -> str | None:
    """Let a reader do one of some things; None where it could not be done, which was said in words."""
    findings = library.findings.of(number)
    assert findings is not None
    name = random.choice(sorted(deeds))
    try:
        deeds[name](library, number, findings, random)
    except (DatelineError, Impossible):
        return None
    return name
