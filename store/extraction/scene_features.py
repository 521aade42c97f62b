"""Features of the scene of an event word: the places, days and modes that may be its own, for the linear models."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from store.extraction import places
from store.extraction.coreference import Cluster
from store.extraction.drafts import Draft, PlaceName
from store.extraction.features import Found, logit, path
from store.extraction.quotations import SAYING
from store.extraction.readings import Readings
from store.extraction.setting import Setting, key_of
from store.extraction.tree import NOMINAL, Tree
from store.model import Span, When

_AGES = ((-1, "ahead"), (0, "today"), (2, "days"), (7, "week"), (31, "month"), (366, "year"))
"""Days before publication, at most, and what they are called."""
_DATED_END = re.compile(r",? \w+\.? \d{1,2}, (?:19|20)\d\d\.?\W*$")


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


@dataclass(frozen=True, slots=True)
class Crowd:
    """The other places of an event word's sentence: how many stand as places, in the word's reach and at all."""

    inside: frozenset[str]
    standing: frozenset[str]
    all: frozenset[str]


def crowd(tree: Tree, draft: Draft, named: Sequence[PlaceName]) -> Crowd:
    """The places named in the event word's own sentence."""
    scope = set(tree.subtree(draft.trigger.token))
    return Crowd(
        frozenset(key_of(p.name) for p in named if p.stands and p.head in scope),
        frozenset(key_of(p.name) for p in named if p.stands),
        frozenset(key_of(p.name) for p in named),
    )


def of_setting(
    draft: Draft, place: PlaceName, sentence: int, setting: Setting, crowd: Crowd, clusters: Sequence[Cluster]
) -> Found:
    """What the article as a whole says for a place: how often it is named, where, and whose it is.

    Args:
        draft: the event word's draft with its actors settled.
        place: the name.
        sentence: where the name stands.
        setting: the article's places.
        crowd: the places of the event word's sentence.
        clusters: the article's actors.
    """
    key = key_of(place.name)
    gap = max(-3, min(3, draft.trigger.sentence - sentence))
    rank = min(4, setting.rank(key))
    type = draft.trigger.type
    others = f"{min(2, len(crowd.inside - {key}))}:{min(2, len(crowd.standing - {key}))}"
    whose = _whose(draft, places.country_of(place.name), clusters)
    return {
        f"rank={rank}": 1.0,
        f"rank-gap={rank}:{gap}": 1.0,
        f"rank-type={rank}:{type}": 1.0,
        "share": setting.share[key],
        f"share-gap={gap}": setting.share[key],
        f"title-named={key in setting.title}:{gap}": 1.0,
        f"lead-named={key in setting.lead}:{gap}": 1.0,
        f"others={others}": 1.0,
        f"others-gap={others}:{gap}": 1.0,
        f"here={key in crowd.all}": 1.0,
        f"whose={whose}": 1.0,
        f"whose-gap={whose}:{gap}": 1.0,
        f"whose-type={whose}:{type}": 1.0,
        f"known={places.is_place(place.name)}": 1.0,
        f"status={draft.status}:{gap}": 1.0,
    }


def _whose(draft: Draft, country: str | None, clusters: Sequence[Cluster]) -> str:
    """In which roles actors of a country stand."""
    if country is None:
        return "no-state"
    roles = [
        r for r in ("agents", "targets", "sources") if any(clusters[a].country == country for a in getattr(draft, r))
    ]
    return "+".join(roles) or "nobody"


def of_date(
    tree: Tree,
    draft: Draft,
    span: Span,
    when: When,
    beside: Sequence[Span],
    published: date | None,
    readings: Readings | None,
) -> Found:
    """Whether a date expression is the draft's.

    Args:
        tree: the article.
        draft: the event word's draft with its actors settled.
        span: where the expression stands.
        when: the days it means.
        beside: all expressions of its sentence.
        published: the day of publication.
        readings: what the encoder says.
    """
    first, after = tree.at(span[0]), tree.at(span[1] - 1) + 1
    trigger = draft.trigger
    found = _beside(tree, draft, first)
    governor = tree.lower[first - 1] if first else ""
    if readings is not None:
        _add_pair(found, draft, after - 1, "date", readings)
    gap = max(-3, min(3, trigger.sentence - tree.sentence_of[first]))
    age, tense = _age(when, published), _tense(tree, trigger.token)
    found |= {
        f"grain={when.granularity}": 1.0,
        f"governor={governor}": 1.0,
        f"grain-governor={when.granularity}:{governor}": 1.0,
        f"others={min(3, len(beside))}": 1.0,
        f"words={when.text.lower()}": 1.0,
        f"pos={tree.pos[trigger.token]}": 1.0,
        f"age={age}": 1.0,
        f"age-status={age}:{draft.status}": 1.0,
        f"age-tense={age}:{tense}": 1.0,
        f"age-gap={age}:{gap}": 1.0,
        f"status-gap={draft.status}:{gap}": 1.0,
        f"caption={_caption(tree, trigger.sentence)}:{gap}": 1.0,
        f"open={when.end is None}": 1.0,
    }
    if gap:
        return found | _from_afar(tree, draft, first, gap)
    return found | _hangs(tree, trigger.token, first, after, [s for s in beside if s != span])


def _from_afar(tree: Tree, draft: Draft, date_at: int, gap: int) -> Found:
    """A date of another sentence: whether it tells of the same thing, and whether the word points back to it."""
    trigger = draft.trigger
    first, after = tree.bounds[tree.sentence_of[date_at]]
    echo = draft.lemma in tree.lemmas[first:after]
    back = any(tree.lower[c] in ("the", "this", "that", "these", "those") for c in tree.children[trigger.token])
    title = trigger.sentence == 0
    return {
        f"echo={echo}:{gap}": 1.0,
        f"points-back={back}:{gap}": 1.0,
        f"title-word={title}:{gap}": 1.0,
        f"pos-gap={tree.pos[trigger.token]}:{gap}": 1.0,
        f"tense-gap={_tense(tree, trigger.token)}:{gap}": 1.0,
        f"opens-text={tree.sentence_of[date_at] < 3}:{gap}": 1.0,
    }


def _hangs(tree: Tree, token: int, first: int, after: int, others: Sequence[Span]) -> Found:
    """What a date of the event word's own sentence hangs on, and what stands between the two."""
    head = tree.heads[tree.head_of(first, after)]
    if tree.pos[head] == "ADP" and tree.heads[head] != head:
        head = tree.heads[head]
    above = set(tree.ancestors(token))
    where = (
        "word"
        if head == token
        else "above"
        if head in above
        else "below"
        if token in set(tree.ancestors(head))
        else "aside"
    )
    saying = tree.lemmas[head] in SAYING
    low, high = (after, token) if first < token else (token + 1, first)
    verbs = sum(tree.pos[t] == "VERB" for t in range(low, high))
    comma = any(tree.lower[t] in (",", ";", "–", "—") for t in range(low, high))
    mine = abs(tree.starts[first] - tree.starts[token])
    nearer = sum(abs(s[0] - tree.starts[token]) < mine for s in others)
    return {
        f"hangs={where}:{saying}": 1.0,
        f"hangs-on={where}:{tree.lemmas[head]}": 1.0,
        f"hangs-pos={where}:{tree.pos[head]}": 1.0,
        f"verbs-between={min(3, verbs)}": 1.0,
        f"verbs-hangs={min(3, verbs)}:{where}": 1.0,
        f"comma-between={comma}": 1.0,
        f"nearer={min(2, nearer)}": 1.0,
        f"nearer-hangs={min(2, nearer)}:{where}": 1.0,
        f"opens={first == tree.bounds[tree.sentence_of[first]][0]}": 1.0,
    }


def _age(when: When, published: date | None) -> str:
    """How long before publication a stretch of days begins."""
    if published is None:
        return "unknown"
    days = (published - date.fromisoformat(when.start)).days
    return next((name for limit, name in _AGES if days <= limit), "years")


def _tense(tree: Tree, token: int) -> str:
    helpers = [tree.lower[c] for c in tree.children[token] if tree.deps[c] in ("aux", "auxpass")]
    return f"{tree.tags[token]}+{helpers[0] if helpers else ''}"


def _caption(tree: Tree, sentence: int) -> bool:
    """Whether a sentence is the caption of a picture from the archive: "FILE - ...", or a full date at its end."""
    start, end = tree.sentences[sentence]
    return tree.text.startswith("FILE", start) or bool(_DATED_END.search(tree.text, max(start, end - 24), end))


def of_mode(tree: Tree, draft: Draft, mode: str, told: Told) -> Found:
    """Whether an event has a mode.

    Args:
        tree: the article.
        draft: the event word's draft with its actors settled.
        mode: the mode.
        told: what speaks for one mode or another in the event word's surroundings.
    """
    type = draft.trigger.type
    lexicon, means = mode in draft.trigger.modes, mode in draft.modes
    found: Found = {
        mode: 1.0,
        f"{type}:{mode}": 1.0,
        f"{mode} lexicon={lexicon}": 1.0,
        f"{mode} means={means}": 1.0,
        f"{mode} sentence={mode in told.by_means}": 1.0,
        f"lexicon={lexicon}": 1.0,
        f"means={means}": 1.0,
        f"{mode} any={bool(draft.modes)}": 1.0,
        f"{mode} lemma={draft.lemma}": 1.0,
    }
    for word in told.company:
        found[f"{mode} near={word}"] = 1.0
    for kind in told.parties:
        found[f"{mode} {kind}"] = 1.0
    return found


@dataclass(frozen=True, slots=True)
class Told:
    """What speaks for one mode or another: weapons of the sentence, lemmas beside the event word, kinds of its parties."""

    by_means: frozenset[str]
    company: frozenset[str]
    parties: frozenset[str]


def told(tree: Tree, draft: Draft, by_means: set[str], clusters: Sequence[Cluster]) -> Told:
    """What may tell the modes of a draft; ``by_means`` are those that weapons named in its sentence would give it."""
    parties = {f"{role}={clusters[a].kind}" for role in ("agents", "targets") for a in getattr(draft, role)}
    return Told(frozenset(by_means), frozenset(_company(tree, draft.trigger.token)), frozenset(parties))


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
