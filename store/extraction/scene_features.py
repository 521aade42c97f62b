"""Features of the scene of an event word: the places, days and modes that may be its own, for the linear models."""

from __future__ import annotations

from store.extraction import places
from store.extraction.drafts import Draft, PlaceName
from store.extraction.features import Found, logit, path
from store.extraction.readings import Readings
from store.extraction.tree import NOMINAL, Tree
from store.model import Span, When


def of_place(tree: Tree, draft: Draft, place: PlaceName, actor: int | None, readings: Readings | None) -> Found:
    """Whether a place name, in the draft's sentence or near it, is where the draft's event happened.

    Args:
        tree: the article.
        draft: the event word's draft with its actors settled.
        place: the name.
        actor: the cluster that the name mentions, if it does.
        readings: what the encoder says.
    """
    found = _beside(tree, draft, place.head)
    state = places.country_of(place.name) is not None
    dep, parent = tree.deps[place.head], tree.heads[place.head]
    governor = f"{tree.lower[parent]}" if dep == "pobj" else dep
    found |= {
        f"state={state}": 1.0,
        f"stands={place.stands}": 1.0,
        f"governor={governor}": 1.0,
        f"governor-state={governor}:{state}": 1.0,
        f"struck={place.name in draft.places[:1] and draft.own_place}": 1.0,
        f"role={_role(draft, actor)}": 1.0,
        f"role-state={_role(draft, actor)}:{state}": 1.0,
        f"title={tree.sentence_of[place.head] == 0}": 1.0,
        f"starts={place.first == tree.bounds[tree.sentence_of[place.head]][0]}": 1.0,
    }
    if readings is not None:
        found["enc-mention"] = logit(readings.mention(place.head))
        _add_pair(found, draft, place.after - 1, "place", readings)
    return found


def _add_pair(found: Found, draft: Draft, last: int, role: str, readings: Readings) -> None:
    """What the encoder says of a phrase (by its last token) beside the event word, where both stand in one sentence."""
    pairs = readings.pair(draft.trigger.token, last)
    if pairs:
        found["enc-pair"] = logit(pairs[role])


def of_date(tree: Tree, draft: Draft, span: Span, when: When, others: int, readings: Readings | None) -> Found:
    """Whether a date expression is the draft's; ``others`` counts the expressions of its sentence."""
    first = tree.at(span[0])
    found = _beside(tree, draft, first)
    governor = tree.lower[first - 1] if first else ""
    if readings is not None:
        _add_pair(found, draft, tree.at(span[1] - 1), "date", readings)
    return found | {
        f"grain={when.granularity}": 1.0,
        f"governor={governor}": 1.0,
        f"grain-governor={when.granularity}:{governor}": 1.0,
        f"others={min(3, others)}": 1.0,
        f"words={when.text.lower()}": 1.0,
        f"pos={tree.pos[draft.trigger.token]}": 1.0,
    }


def of_mode(tree: Tree, draft: Draft, mode: str, sentence_modes: set[str]) -> Found:
    """Whether an event has a mode; ``sentence_modes`` are those that weapons named in its sentence would give it."""
    token = draft.trigger.token
    found: Found = {
        mode: 1.0,
        f"{mode} lexicon={mode in draft.trigger.modes}": 1.0,
        f"{mode} means={mode in draft.modes}": 1.0,
        f"{mode} sentence={mode in sentence_modes}": 1.0,
        f"lexicon={mode in draft.trigger.modes}": 1.0,
        f"means={mode in draft.modes}": 1.0,
        f"{mode} any={bool(draft.modes)}": 1.0,
        f"{mode} lemma={draft.lemma}": 1.0,
    }
    for word in _company(tree, token):
        found[f"{mode} near={word}"] = 1.0
    return found


def _company(tree: Tree, token: int) -> set[str]:
    around = {tree.lemmas[c] for c in tree.children[token] if tree.pos[c] in (*NOMINAL, "VERB", "ADJ", "PART", "ADP")}
    for child in tree.children[token]:
        if tree.deps[child] in ("prep", "agent", "dobj", "xcomp", "nsubj", "nsubjpass"):
            around |= {tree.lemmas[c] for c in tree.children[child] if tree.pos[c] in (*NOMINAL, "VERB", "ADJ")}
    if tree.heads[token] != token:
        around.add(f"^{tree.lemmas[tree.heads[token]]}")
    return around


def _beside(tree: Tree, draft: Draft, head: int) -> Found:
    trigger = draft.trigger
    gap = trigger.sentence - tree.sentence_of[head]
    found: Found = {f"gap={gap}": 1.0, f"type={trigger.type}": 1.0, f"gap-type={gap}:{trigger.type}": 1.0}
    if gap:
        return found
    side = "before" if head < trigger.token else "after"
    scope = head in set(tree.subtree(trigger.token))
    way = path(tree, trigger.token, head)
    return found | {
        f"side={side}": 1.0,
        f"scope={scope}": 1.0,
        f"path={way}": 1.0,
        f"apart={side}:{min(5, abs(head - trigger.token).bit_length())}": 1.0,
        f"scope-type={scope}:{trigger.type}": 1.0,
        f"steps={way.count('<') + way.count('>') if '|' in way else 'far'}": 1.0,
    }


def _role(draft: Draft, actor: int | None) -> str:
    if actor is None:
        return "none"
    return "agent" if actor in draft.agents else "target" if actor in draft.targets else "actor"
