"""How an incident is stated: as fact, on somebody's word, denied, planned or only possible; and by whose account.

Cues scope over the event word along the tree, not over its sentence: what stands above the word, and what hangs on it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from store.extraction.quotations import SAYING, Speech
from store.extraction.tree import NOMINAL, Tree
from store.extraction.triggers import Trigger
from store.model import Status

_CLAIMING = frozenset("claim allege assert purport boast contend".split())
_DENYING = frozenset("deny refute disavow".split())
_PLANNING = frozenset(
    "plan intend vow aim prepare promise seek want threaten expect schedule order pledge propose consider agree decide"
    " need urge ask demand call hope try request authorize require set commit offer".split()
)
_FUTURE = frozenset("will shall 'll ’ll".split())
_MAYBE = frozenset("may might could can would should must".split())
_OWNING = frozenset("take claim accept assume".split())
_CREDIT = frozenset("credit responsibility".split())
_HEARSAY = frozenset("reportedly allegedly purportedly supposedly apparently".split())
_CONDITION = frozenset("if unless whether".split())
_UNREAL = frozenset("possible potential possibility risk fear prospect chance future imminent planned likely".split())


@dataclass(frozen=True, slots=True)
class Stance:
    """The status of one event word, the tokens of those it is attributed to, and the words that decided."""

    status: Status
    sources: tuple[int, ...]
    cue: str
    cues: tuple[int, ...] = ()
    hearsay: bool = False


def of(tree: Tree, trigger: Trigger, speech: Speech) -> Stance:
    """The stance towards one event word; where its sentence names no source, a quotation that holds it does."""
    sources, hearsay, cues = _attribution(tree, trigger.token)
    speaker = speech.speaker(trigger.start) if not sources else None
    if speaker is not None:
        sources, cues = [speaker], [*cues, speaker]
    if trigger.status is not None:
        return Stance(trigger.status, tuple(sources), "the word itself", (trigger.token,))
    for check in (_denied, _hypothetical, _planned):
        stance = check(tree, trigger.token)
        if stance is not None:
            return Stance(stance.status, tuple(sources), stance.cue, stance.cues)
    if sources or hearsay:
        return Stance("claimed", tuple(sources), "attributed", tuple(cues), hearsay)
    return Stance("reported", (), "stated")


def _clause_chain(tree: Tree, token: int) -> Iterator[tuple[int, int]]:
    """From the word upward as ``(below, above)``, as long as the clause above still holds what is below."""
    below = token
    for above in tree.ancestors(token):
        yield below, above
        below = above


def _attribution(tree: Tree, token: int) -> tuple[list[int], bool, list[int]]:
    sources: list[int] = []
    cues: list[int] = []
    hearsay = False
    for child in tree.children[token]:
        hearsay |= tree.lower[child] in _HEARSAY
    for below, above in _clause_chain(tree, token):
        hearsay |= any(tree.lower[c] in _HEARSAY for c in tree.children[above])
        if tree.lemmas[above] in SAYING and tree.deps[below] in ("ccomp", "xcomp", "parataxis", "dobj", "dep", "oprd"):
            said_by = [t for k in tree.kids(above, "nsubj") for t in tree.conjuncts(k)]
            agents = [t for k in tree.kids(above, "agent") for t in tree.objects_of(k)]
            sources += said_by + agents
            cues.append(above)
            hearsay |= bool(not said_by and tree.kids(above, "nsubjpass", "expl"))
        elif takes_credit(tree, above):
            sources += [t for k in tree.kids(above, "nsubj", "agent") for t in tree.conjuncts(k)]
            cues.append(above)
            hearsay = True
        elif tree.deps[above] == "parataxis" and tree.lemmas[above] in SAYING:
            sources += tree.kids(above, "nsubj")
    sources += _according_to(tree, token)
    return list(dict.fromkeys(sources)), hearsay, cues


def takes_credit(tree: Tree, verb: int) -> bool:
    """Whether a verb and its object say that somebody owns up to a deed: "took credit for", "claimed responsibility"."""
    return tree.lemmas[verb] in _OWNING and any(tree.lemmas[c] in _CREDIT for c in tree.kids(verb, "dobj", "nsubjpass"))


def _according_to(tree: Tree, token: int) -> list[int]:
    first, after = tree.bounds[tree.sentence_of[token]]
    found = []
    for t in range(first, after):
        if tree.lower[t] == "according":
            to = [c for c in tree.children[t] if tree.lower[c] == "to"] or ([t + 1] if t + 1 < after else [])
            found += [o for p in to for o in tree.objects_of(p)]
    return [t for t in found if tree.pos[t] in (*NOMINAL, "PRON")]


def _denied(tree: Tree, token: int) -> Stance | None:
    negation = [c for c in tree.children[token] if tree.deps[c] == "neg" or tree.lower[c] in ("never", "no", "not")]
    if negation:
        return Stance("denied", (), "negated", tuple(negation))
    for below, above in _clause_chain(tree, token):
        if tree.lemmas[above] in _DENYING and tree.deps[below] in ("ccomp", "xcomp", "dobj", "pcomp"):
            return Stance("denied", (), "denied by its source", (above,))
    return None


def _hypothetical(tree: Tree, token: int) -> Stance | None:
    for child in tree.children[token]:
        if tree.lower[child] in _CONDITION and tree.deps[child] == "mark":
            return Stance("hypothetical", (), "condition", (child,))
        if tree.lower[child] in _MAYBE and tree.deps[child] == "aux":
            return Stance("hypothetical", (), "modal verb", (child,))
        if tree.lemmas[child] in _UNREAL and tree.deps[child] in ("amod", "compound"):
            return Stance("hypothetical", (), "only possible", (child,))
    for below, above in _clause_chain(tree, token):
        if tree.deps[below] == "ccomp" and tree.lemmas[above] in SAYING:
            return None
        marks = [c for c in tree.children[above] if tree.lower[c] in _CONDITION and tree.deps[c] == "mark"]
        if marks:
            return Stance("hypothetical", (), "condition", tuple(marks))
        modal = [
            c for c in tree.children[above] if tree.lower[c] in ("may", "might", "could") and tree.deps[c] == "aux"
        ]
        if modal and tree.deps[below] in ("xcomp", "dobj", "ccomp"):
            return Stance("hypothetical", (), "modal verb", tuple(modal))
    return None


def _planned(tree: Tree, token: int) -> Stance | None:
    for child in tree.children[token]:
        if tree.lower[child] in _FUTURE and tree.deps[child] == "aux":
            return Stance("planned", (), "future", (child,))
        if tree.lemmas[child] in ("planned", "scheduled", "upcoming", "plan") and tree.deps[child] in (
            "amod",
            "compound",
        ):
            return Stance("planned", (), "planned", (child,))
    for below, above in _clause_chain(tree, token):
        if tree.deps[below] == "ccomp" and tree.lemmas[above] in SAYING:
            return None
        infinitive = any(tree.lower[c] == "to" and tree.deps[c] == "aux" for c in tree.children[below])
        purpose = tree.deps[below] == "advcl"
        if infinitive and (
            purpose or (tree.deps[below] in ("xcomp", "acl", "ccomp") and tree.lemmas[above] in _PLANNING)
        ):
            return Stance("planned", (), "intended", (above,))
        if any(tree.lower[c] in _FUTURE and tree.deps[c] == "aux" for c in tree.children[above]):
            return Stance("planned", (), "future", (above,))
    return None
