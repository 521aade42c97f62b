"""Who did it to whom: from an event word to the words that fill its places, along the dependency tree.

Each rule is one construction and says its name, so that a reader can be told why a slot holds what it holds.
Confidence is how often the construction was right on the training texts, rounded.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from store.extraction import status
from store.extraction.tree import Tree
from store.extraction.triggers import Trigger

Role = Literal["agent", "target"]
OWNER = "owner of the object"
CREDIT = "takes credit for it"

_DOING = frozenset(
    "carry launch conduct mount stage commit wage perpetrate make hold begin start continue lead execute plan order"
    " increase escalate resume coordinate join perform do undertake organize orchestrate open step intensify unleash"
    " deliver issue give host sign reach announce stop halt end have suspend send pursue support seek call impose"
    " express voice file claim face take use direct threaten exchange".split()
)
_SUFFERING = frozenset("suffer face endure repel survive sustain experience receive undergo withstand bear".split())
_SUBJECT_OF_OBJECT = frozenset(
    "order urge ask tell force help allow persuade call encourage press enable direct use want let make require lead"
    " authorize permit invite convince push".split()
)
_AGAINST = frozenset("on against at upon toward towards".split())
_TOWARD = frozenset("to on at against with upon toward towards for".split())
_ABOUT = frozenset("for over against of at on about into".split())
_NOT_BY = frozenset(
    "day week month year hour night morning monday tuesday wednesday thursday friday saturday sunday".split()
)


@dataclass(frozen=True, slots=True)
class Argument:
    """A word that fills a place of an event word; ``token`` is the head of the phrase."""

    role: Role
    token: int
    rule: str
    confidence: float


def of(tree: Tree, trigger: Trigger) -> list[Argument]:
    """All arguments of a trigger, best rule first for each token and role."""
    rules = _verb(tree, trigger) if tree.pos[trigger.token] in ("VERB", "AUX") else _noun(tree, trigger)
    best: dict[tuple[Role, int], Argument] = {}
    for argument in rules:
        for token in _expand(tree, argument.token, trigger.token):
            if tree.lemmas[token] in _NOT_BY:
                continue
            key = (argument.role, token)
            if key not in best or best[key].confidence < argument.confidence:
                best[key] = Argument(argument.role, token, argument.rule, argument.confidence)
    return sorted(best.values(), key=lambda a: -a.confidence)


def _expand(tree: Tree, token: int, trigger: int) -> list[int]:
    return [t for t in tree.conjuncts(token) if t != trigger]


# --- verbs


def _verb(tree: Tree, trigger: Trigger) -> Iterator[Argument]:
    token = trigger.token
    passive = any(tree.deps[c] in ("nsubjpass", "auxpass") for c in tree.children[token])
    reduced = tree.deps[token] == "acl" and tree.tags[token] == "VBN"
    if passive or reduced:
        yield from _passive(tree, trigger, reduced)
    else:
        yield from _active(tree, trigger)


def _passive(tree: Tree, trigger: Trigger, reduced: bool) -> Iterator[Argument]:
    token = trigger.token
    undergoer: Role = "agent" if trigger.frame in ("together", "alone") else "target"
    if reduced:
        yield Argument(undergoer, tree.heads[token], "participle after its noun", 0.85)
    for subject, rule, confidence in subjects(tree, token):
        yield Argument(undergoer, subject, "passive " + rule, confidence)
    for by in [c for c in tree.children[token] if tree.deps[c] in ("agent", "prep") and tree.lower[c] == "by"]:
        for doer in tree.objects_of(by):
            yield Argument("agent", doer, "by-agent", 0.9)
    for preposition in tree.kids(token, "prep"):
        if tree.lower[preposition] in ("against",) or (
            trigger.frame == "together" and tree.lower[preposition] == "with"
        ):
            for other in tree.objects_of(preposition):
                yield Argument(
                    "target" if trigger.frame != "together" else "agent",
                    other,
                    "passive " + tree.lower[preposition],
                    0.6,
                )


def _active(tree: Tree, trigger: Trigger) -> Iterator[Argument]:
    token, frame = trigger.token, trigger.frame
    doer: Role = "target" if frame == "undergoes" else "agent"
    for subject, rule, confidence in subjects(tree, token):
        yield Argument(doer, subject, rule, confidence)
    if frame == "undergoes":
        yield from _prepositions(tree, token, frozenset({"by"}), "agent", 0.6)
        return
    for thing in tree.kids(token, "dobj", "dative"):
        if frame == "alone":
            continue
        yield Argument("agent" if frame == "together" else "target", thing, "object", 0.85)
        yield from _inside(tree, thing)
    if frame == "together":
        yield from _prepositions(tree, token, frozenset({"with", "between", "among", "to"}), "agent", 0.85)
    elif frame == "toward":
        yield from _prepositions(tree, token, _TOWARD, "target", 0.75)
    elif frame == "about":
        yield from _prepositions(tree, token, _ABOUT, "target", 0.6)
    elif frame == "does":
        yield from _prepositions(tree, token, _AGAINST, "target", 0.65)
    if frame in ("toward", "about"):
        for clause in tree.kids(token, "ccomp", "xcomp"):
            for subject in tree.kids(clause, "nsubj", "nsubjpass"):
                yield Argument("target", subject, "subject of what is said", 0.6)


def _inside(tree: Tree, noun: int) -> Iterator[Argument]:
    """Owners of the thing acted on: "the US base", "the group's headquarters"."""
    for child in tree.children[noun]:
        if tree.deps[child] in ("poss", "amod", "compound", "nmod"):
            yield Argument("target", child, OWNER, 0.5)
        elif tree.deps[child] == "prep" and tree.lower[child] == "of":
            for inner in tree.objects_of(child):
                yield Argument("target", inner, OWNER, 0.5)


def _prepositions(tree: Tree, token: int, which: frozenset[str], role: Role, confidence: float) -> Iterator[Argument]:
    for preposition in tree.kids(token, "prep", "agent", "prt"):
        if tree.lower[preposition] in which:
            for thing in tree.objects_of(preposition):
                if tree.pos[thing] in ("NOUN", "PROPN", "PRON"):
                    yield Argument(role, thing, f"after {tree.lower[preposition]}", confidence)


def subjects(tree: Tree, token: int, depth: int = 0) -> Iterator[tuple[int, str, float]]:
    """The understood subjects of a verb: its own, shared in a conjunction, controlled from above, or a relative's noun."""
    own = tree.kids(token, "nsubj", "nsubjpass")
    for subject in own:
        if tree.deps[token] == "relcl" and tree.lower[subject] in ("who", "which", "that", "whom"):
            yield tree.heads[token], "relative clause", 0.85
        else:
            yield subject, "subject", 0.9
    if own or depth > 4:
        return
    dep, head = tree.deps[token], tree.heads[token]
    if dep == "conj" and tree.pos[head] in ("VERB", "AUX"):
        yield from _through(tree, head, depth, "shared subject", 0.8)
    elif dep in ("xcomp", "ccomp") and tree.pos[head] in ("VERB", "AUX", "ADJ", "NOUN"):
        controller = tree.kids(head, "dobj", "dative") if tree.lemmas[head] in _SUBJECT_OF_OBJECT else []
        if controller:
            yield controller[0], "controlled by the object", 0.75
        else:
            yield from _through(tree, head, depth, "controlled subject", 0.75)
    elif dep == "advcl":
        yield from _through(tree, head, depth, "adverbial subject", 0.65)
    elif dep == "pcomp":
        yield from _through(tree, tree.heads[head], depth, "subject of the main verb", 0.6)
    elif dep == "acl":
        yield from _of_clause(tree, token, head, depth)


def _of_clause(tree: Tree, token: int, noun: int, depth: int) -> Iterator[tuple[int, str, float]]:
    """Participles and infinitives after a noun: "militants firing on", "a plan to attack"."""
    if tree.tags[token] == "VBG":
        yield noun, "participle after its noun", 0.7
    elif any(tree.deps[c] == "aux" and tree.lower[c] == "to" for c in tree.children[token]):
        for owner in tree.kids(noun, "poss", "amod", "compound"):
            yield owner, "owner of the plan", 0.6
        if tree.deps[noun] in ("dobj", "attr", "pobj"):
            verb = tree.heads[noun] if tree.deps[noun] != "pobj" else tree.heads[tree.heads[noun]]
            yield from _through(tree, verb, depth, "subject of the plan", 0.6)


def _through(tree: Tree, verb: int, depth: int, rule: str, confidence: float) -> Iterator[tuple[int, str, float]]:
    passive = any(tree.deps[c] == "nsubjpass" for c in tree.children[verb])
    for subject, _, certainty in subjects(tree, verb, depth + 1):
        yield subject, rule, min(confidence, certainty) - (0.1 if passive else 0.0)


# --- nouns


def _noun(tree: Tree, trigger: Trigger) -> Iterator[Argument]:
    token, frame = trigger.token, trigger.frame
    doer: Role = "target" if frame == "undergoes" else "agent"
    for child in tree.children[token]:
        dep = tree.deps[child]
        if dep == "poss":
            yield Argument(doer, child, "possessive", 0.75)
        elif dep in ("amod", "compound", "nmod"):
            yield Argument(doer, child, "modifier", 0.65)
        elif dep in ("prep", "agent"):
            yield from _after_noun(tree, trigger, child)
        elif dep in ("acl", "relcl"):
            yield from _clause_of_noun(tree, child)
    yield from _governed(tree, trigger)


def _after_noun(tree: Tree, trigger: Trigger, preposition: int) -> Iterator[Argument]:
    word, frame = tree.lower[preposition], trigger.frame
    things = [t for t in tree.objects_of(preposition) if tree.pos[t] in ("NOUN", "PROPN", "PRON", "ADJ")]
    if word == "by":
        roles: tuple[Role, float] | None = ("agent", 0.9)
    elif word in ("between", "among") or (word == "with" and frame in ("together", "does")):
        roles = ("agent", 0.8)
    elif word in _AGAINST and frame != "alone":
        roles = ("target", 0.8)
    elif word == "of" and frame in ("does", "undergoes", "about"):
        roles = ("target", 0.65)
    elif word in ("of", "from") and frame in ("alone", "together", "toward"):
        roles = ("agent", 0.6)
    elif word in ("to", "for") and frame in ("toward", "about"):
        roles = ("target", 0.6)
    elif word == "from":
        roles = ("agent", 0.5)
    else:
        roles = None
    if roles is not None:
        for thing in things:
            yield Argument(roles[0], thing, f"noun + {word}", roles[1])
            if roles[0] == "target":
                yield from _inside(tree, thing)


def _clause_of_noun(tree: Tree, verb: int) -> Iterator[Argument]:
    """ "an attack claimed by X", "an attack targeting Y", "the raid that hit Y"."""
    for child in tree.children[verb]:
        if tree.lower[child] == "by" and tree.deps[child] in ("agent", "prep"):
            for doer in tree.objects_of(child):
                yield Argument("agent", doer, "carried out by", 0.85)
        elif tree.deps[child] == "dobj" and tree.tags[verb] != "VBN":
            yield Argument("target", child, "what it aimed at", 0.7)
            yield from _inside(tree, child)


def _governed(tree: Tree, trigger: Trigger) -> Iterator[Argument]:
    """Arguments of the verb that carries the noun: "launched an attack", "suffered an attack", "the attack hit X"."""
    token = trigger.token
    dep, head = tree.deps[token], tree.heads[token]
    while dep == "conj":
        dep, head = tree.deps[head], tree.heads[head]
    if dep == "pobj" and tree.deps[head] in ("prep", "agent"):
        yield from _by_preposition(tree, trigger, head)
        return
    if tree.pos[head] not in ("VERB", "AUX"):
        return
    lemma = tree.lemmas[head]
    if dep in ("dobj", "attr") and lemma in _SUFFERING and lemma not in _DOING:
        for subject, _, confidence in subjects(tree, head):
            yield Argument("target", subject, f"subject of {lemma}", min(confidence, 0.7))
    elif dep in ("dobj", "nsubjpass"):
        role: Role = "target" if trigger.frame == "undergoes" else "agent"
        strength = 0.75 if lemma in _DOING else 0.3
        for subject, _, confidence in subjects(tree, head):
            if subject != token:
                yield Argument(role, subject, f"subject of {lemma}", min(confidence, strength))
        yield from _prepositions(tree, head, frozenset({"by"}), role, 0.8)
        yield from _prepositions(tree, head, _AGAINST, "target", 0.65)
        if trigger.frame == "together":
            yield from _prepositions(tree, head, frozenset({"with"}), "agent", 0.7)
    elif dep == "nsubj" and lemma not in ("say", "be"):
        for thing in tree.kids(head, "dobj"):
            yield Argument("target", thing, f"object of {lemma}", 0.6)
            yield from _inside(tree, thing)


def _by_preposition(tree: Tree, trigger: Trigger, preposition: int) -> Iterator[Argument]:
    """ "killed three soldiers in an attack on", "responded with air strikes": the verb's own people take part."""
    verb = tree.heads[preposition]
    if tree.lemmas[verb] in ("credit", "responsibility"):
        verb = tree.heads[verb]
    if tree.pos[verb] != "VERB":
        return
    if status.takes_credit(tree, verb):
        for subject, _, confidence in subjects(tree, verb):
            yield Argument("agent", subject, CREDIT, min(confidence, 0.8))
        return
    passive = any(tree.deps[c] in ("nsubjpass", "auxpass") for c in tree.children[verb])
    word = tree.lower[preposition]
    if word in ("in", "with", "by", "during", "through"):
        for subject, _, confidence in subjects(tree, verb):
            role: Role = "target" if passive or trigger.frame == "undergoes" else "agent"
            yield Argument(role, subject, f"subject, {word} it", min(confidence, 0.5))
        if not passive and trigger.frame == "does":
            for thing in tree.kids(verb, "dobj"):
                yield Argument("target", thing, f"object, {word} it", 0.4)
