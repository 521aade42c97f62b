"""Corrections of actors: each function gives the patch that one decision is, and changes nothing itself."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from store import countries
from store.anchors import Anchor
from store.model import KINDS, DatelineError, Form, Kind, Span
from store.review.claims import KnownActor, Patch
from store.review.known import actor_of, anchored
from store.review.model import Findings
from store.text import clean_line

LONGEST_NAME = 200
"""Characters an actor's name may have."""


def actor_name(typed: str) -> str:
    """A name from what the reader typed: one line, single spaces.

    Raises:
        DatelineError: Nothing is left, or it is too long.
    """
    name = clean_line(typed)
    if not name:
        raise DatelineError("an actor needs a name: type what to call it")
    if len(name) > LONGEST_NAME:
        raise DatelineError(f"the name “{name[:20]}…” is too long: keep it to {LONGEST_NAME} characters")
    return name


def country_code(typed: str | None) -> str | None:
    """A country's code from what the reader typed, its code or its name; None for none.

    Raises:
        DatelineError: There is no such country.
    """
    words = clean_line(typed or "")
    code = countries.country_code(words)
    if words and code is None:
        raise DatelineError(f"“{words}” is no country: type its name, or the three letters of ISO 3166-1 such as SYR")
    return code


def rename(findings: Findings, text: str, id: str, name: str) -> Patch:
    """Call an actor by another name."""
    actor = actor_of(findings, id, text)
    name = actor_name(name)
    if name == actor.name:
        return Patch()
    return _corrected(replace(actor, name=name, names=_joined(actor.names, [name])))


def set_kind(findings: Findings, text: str, id: str, kind: Kind) -> Patch:
    """Change an actor's kind."""
    actor = actor_of(findings, id, text)
    if kind not in KINDS:
        raise DatelineError(f"“{clean_line(kind)}” is no kind of actor: choose one of {', '.join(KINDS)}")
    return Patch() if kind == actor.kind else _corrected(replace(actor, kind=kind))


def set_country(findings: Findings, text: str, id: str, country: str | None) -> Patch:
    """Change an actor's country."""
    actor = actor_of(findings, id, text)
    code = country_code(country)
    return Patch() if code == actor.country else _corrected(replace(actor, country=code))


def merge(findings: Findings, text: str, ids: Sequence[str], name: str | None) -> Patch:
    """Make several actors one: the first, with the mentions and names of all."""
    ids = list(dict.fromkeys(ids))
    if len(ids) < 2:
        raise DatelineError("merging takes two actors or more: mark the others first")
    first, *others = (actor_of(findings, id, text) for id in ids)
    called = first.name if name is None else actor_name(name)
    mentions = {(anchor.start, anchor.end): (anchor, form) for one in (*others, first) for anchor, form in one.mentions}
    removed = _without((anchor for one in (first, *others) for anchor in one.removed), mentions)
    judged = {*mentions, *((anchor.start, anchor.end) for anchor in removed)}
    one = replace(
        first,
        name=called,
        country=first.country or next((other.country for other in others if other.country), None),
        mentions=tuple(mentions[span] for span in sorted(mentions)),
        names=_joined(first.names, *(other.names for other in others), [called]),
        removed=removed,
        beside=_without((anchor for one in (first, *others) for anchor in one.beside), judged),
        verdict=None if first.verdict == "rejected" else first.verdict,
    )
    gone: dict[str, KnownActor | None] = {other.key: None for other in others if other.key in findings.known.actors}
    return Patch({**gone, **_corrected(one).actors})


def split_mention(findings: Findings, text: str, id: str, mention: Span, name: str | None) -> tuple[Patch, str]:
    """Take one mention out of an actor as an actor of its own.

    Returns:
        The patch, and the new actor's id.
    """
    actor = actor_of(findings, id, text)
    form = _form(actor, mention)
    if len(actor.mentions) == 1:
        raise DatelineError("this is the actor's only mention: rename the actor instead")
    taken = anchored(text, mention)
    called = actor_name(taken.exact if name is None else name)
    key = fresh_key(findings, "a", taken.start)
    rest = _less(actor, mention)
    new = KnownActor(
        key,
        called,
        actor.kind,
        actor.country,
        ((taken, form),),
        (called,),
        beside=_telling(rest, taken),
        corrected=True,
        made=True,
    )
    return Patch({**_corrected(rest).actors, key: new}), key


def remove_mention(findings: Findings, text: str, id: str, mention: Span) -> Patch:
    """Say that words are no mention of an actor."""
    actor = actor_of(findings, id, text)
    _form(actor, mention)
    if len(actor.mentions) == 1:
        raise DatelineError("this is the actor's only mention: reject the actor instead")
    return _corrected(_less(actor, mention))


def add_mention(findings: Findings, text: str, id: str, at: Span) -> Patch:
    """Say that words are a mention of an actor; another that had those same words loses them."""
    actor = actor_of(findings, id, text)
    if at in [(anchor.start, anchor.end) for anchor, _ in actor.mentions]:
        return Patch()
    words = anchored(text, at)
    mentions = sorted((*actor.mentions, (words, form_of(words.exact))), key=lambda mention: mention[0].start)
    more = replace(
        actor,
        mentions=tuple(mentions),
        removed=_without(actor.removed, [at]),
        beside=_without(actor.beside, [at]),
    )
    return Patch({**_losers(findings, text, id, at), **_corrected(more).actors})


def new_actor(
    findings: Findings, text: str, at: Span, kind: Kind, name: str | None, country: str | None
) -> tuple[Patch, str]:
    """Make an actor from words of the text; another that had those same words loses them.

    Returns:
        The patch, and the new actor's id.
    """
    words = anchored(text, at)
    if kind not in KINDS:
        raise DatelineError(f"“{clean_line(kind)}” is no kind of actor: choose one of {', '.join(KINDS)}")
    called = actor_name(words.exact if name is None else name)
    key = fresh_key(findings, "a", words.start)
    mention = (words, form_of(words.exact))
    losers = _losers(findings, text, key, at)
    new = KnownActor(
        key,
        called,
        kind,
        country_code(country),
        (mention,),
        (called,),
        beside=tuple(anchor for loser in losers.values() if loser for anchor in _telling(loser, words)),
        corrected=True,
        made=True,
    )
    return Patch({**losers, key: new}), key


def fresh_key(findings: Findings, letter: str, start: int) -> str:
    """A key that no finding has had, for one first spoken of at a character."""
    taken = {*findings.states, *findings.known.actors, *findings.known.incidents}
    number, key = 1, f"{letter}{start}"
    while key in taken:
        number += 1
        key = f"{letter}{start}-{number}"
    return key


def form_of(words: str) -> Form:
    """Whether words chosen by the reader name an actor or describe one."""
    return "name" if any(letter.isupper() for letter in words) or not words.isascii() else "nominal"


def _corrected(actor: KnownActor) -> Patch:
    return Patch({actor.key: replace(actor, corrected=True)})


def _form(actor: KnownActor, mention: Span) -> Form:
    for anchor, form in actor.mentions:
        if (anchor.start, anchor.end) == mention:
            return form
    raise DatelineError(f"characters {mention[0]} to {mention[1]} are no mention of “{actor.name}”: choose one that is")


def _less(actor: KnownActor, mention: Span) -> KnownActor:
    kept, gone = [], []
    for anchor, form in actor.mentions:
        if (anchor.start, anchor.end) == mention:
            gone.append(anchor)
        else:
            kept.append((anchor, form))
    return replace(actor, mentions=tuple(kept), removed=(*actor.removed, *gone))


def _losers(findings: Findings, text: str, winner: str, at: Span) -> dict[str, KnownActor | None]:
    """The other actors that had some words as a mention, without it; one that had nothing else goes."""
    losers: dict[str, KnownActor | None] = {}
    for other in findings.effective.actors:
        if other.id != winner and at in [(mention.start, mention.end) for mention in other.mentions]:
            if len(other.mentions) > 1:
                losers |= _corrected(_less(actor_of(findings, other.id, text), at)).actors
            elif other.id in findings.known.actors:
                losers[other.id] = None
    return losers


def _telling(actor: KnownActor, taken: Anchor) -> tuple[Anchor, ...]:
    """The words by which an actor is known once some were taken from it: its own and those it lost before."""
    known = (*(anchor for anchor, _ in actor.mentions), *actor.removed)
    return _without(known, [(taken.start, taken.end)])


def _joined(*names: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(name for some in names for name in some))


def _without(anchors: Iterable[Anchor], spans: Iterable[Span]) -> tuple[Anchor, ...]:
    unwanted = set(spans)
    return tuple(anchor for anchor in anchors if (anchor.start, anchor.end) not in unwanted)
