"""Features of event words, of their arguments, and of pairs of drafts, for the linear models."""

from __future__ import annotations

from math import log

from store.extraction.arguments import Argument
from store.extraction.coreference import Cluster
from store.extraction.drafts import Draft
from store.extraction.mentions import Candidate
from store.extraction.quotations import SAYING
from store.extraction.readings import Readings
from store.extraction.tree import Tree
from store.extraction.triggers import Trigger

Found = dict[str, float]
_LEAST = 0.0067
_LOWEST = log(_LEAST / (1 - _LEAST))


def logit(probability: float) -> float:
    """A probability on the scale that regressions add up, cut at ±5."""
    if probability < _LEAST:
        return _LOWEST
    return log(probability / (1 - probability)) if probability < 1 - _LEAST else -_LOWEST


def of_trigger(tree: Tree, trigger: Trigger, draft: Draft, readings: Readings | None) -> Found:
    """Whether a word states an incident of a type at all."""
    token = trigger.token
    lemma, head = tree.lemmas[token], tree.heads[token]
    source = "lexicon" if trigger.rule.startswith("lexicon") else "encoder"
    found: Found = {
        f"type={trigger.type}": 1.0,
        f"source={source}": 1.0,
        f"lemma={trigger.type}:{lemma}": 1.0,
        f"pos={tree.pos[token]}": 1.0,
        f"dep={tree.deps[token]}": 1.0,
        f"type-pos={trigger.type}:{tree.pos[token]}": 1.0,
        f"status={draft.status}": 1.0,
        f"weak={trigger.weak}": 1.0,
        f"type-weak={trigger.type}:{trigger.weak}": 1.0,
        f"head={tree.lemmas[head] if head != token else 'ROOT'}": 1.0,
        f"agents={bool(draft.agents)} targets={bool(draft.targets)}": 1.0,
        f"type-agents={trigger.type}:{bool(draft.agents)}": 1.0,
        f"place={draft.own_place} date={draft.when is not None}": 1.0,
        "position": min(1.0, trigger.sentence / 30),
        "first": float(trigger.sentence == 0),
        "casualties": float(draft.killed is not None or draft.injured is not None),
    }
    for child in tree.children[token]:
        if tree.deps[child] in ("det", "neg", "aux", "poss", "amod", "compound", "mark"):
            found[f"child={tree.deps[child]}:{tree.lower[child]}"] = 1.0
    if readings is not None:
        same, (best, any_event) = readings.event(token, trigger.type), readings.any_event(token)
        found |= {"enc-type": logit(same), "enc-any": logit(any_event), f"enc-best={best == trigger.type}": 1.0}
        found[f"enc-type@{trigger.type}"] = logit(same)
        found[f"enc-type@{source}"] = logit(same)
    return found


def of_argument(
    tree: Tree,
    draft: Draft,
    cluster: Cluster,
    near: list[Candidate],
    rules: list[Argument],
    sources: bool,
    readings: Readings | None,
    context: Found,
) -> Found:
    """Whether an actor is agent, target or source of a draft.

    Args:
        tree: the article.
        draft: the event word's draft, before its actors are settled.
        cluster: the actor.
        near: the actor's mentions in the draft's sentence.
        rules: the grammatical rules that point from the event word to this actor.
        sources: whether the status rules make the actor a source.
        readings: what the encoder says.
        context: features of the actor and the document that do not depend on the sentence.
    """
    trigger = draft.trigger
    kind = cluster.kind
    found: Found = {f"type={trigger.type}": 1.0, f"kind={kind}": 1.0, f"type-kind={trigger.type}:{kind}": 1.0}
    found |= context
    found[f"here={bool(near)}"] = 1.0
    for argument in rules:
        found[f"rule={argument.role}:{argument.rule}"] = 1.0
        found[f"rule-role={argument.role}"] = max(found.get(f"rule-role={argument.role}", 0.0), argument.confidence)
        found[f"frame={trigger.frame}:{argument.role}"] = 1.0
        found[f"rule-kind={argument.role}:{kind}"] = 1.0
    filled = f"agents={bool(draft.agents)} targets={bool(draft.targets)}"
    if not rules:
        found[f"no-rule here={bool(near)}"] = 1.0
        found[f"no-rule here={bool(near)} {filled}"] = 1.0
        found[f"no-rule here={bool(near)} {trigger.frame} {filled}"] = 1.0
    else:
        roles = "+".join(sorted({a.role for a in rules}))
        found[f"rules={roles} {filled}"] = 1.0
        found[f"rules={roles} {trigger.type}"] = 1.0
    found[f"source-filled={bool(draft.said_by)} rule={sources} here={bool(near)}"] = 1.0
    found["source-rule"] = float(sources)
    if near:
        _beside(tree, trigger, near, found)
        if readings is not None:
            _read(tree, trigger, near, readings, found)
    return found


def _beside(tree: Tree, trigger: Trigger, near: list[Candidate], found: Found) -> None:
    mention = min(near, key=lambda m: abs(m.head - trigger.token))
    apart = mention.head - trigger.token
    side = "before" if apart < 0 else "after"
    found[f"side={side}"] = 1.0
    found[f"apart={side}:{min(5, abs(apart).bit_length())}"] = 1.0
    found[f"dep={tree.deps[mention.head]}"] = 1.0
    found[f"dep-side={tree.deps[mention.head]}:{side}"] = 1.0
    found[f"form={mention.form}"] = 1.0
    found[f"acts={mention.acts}"] = 1.0
    parent = tree.heads[mention.head]
    if tree.deps[mention.head] == "pobj":
        found[f"prep={tree.lower[parent]}:{side}"] = 1.0
    if tree.lemmas[parent] in SAYING:
        found["speaks"] = 1.0
    found[f"path={path(tree, trigger.token, mention.head)}"] = 1.0
    found[f"frame-side={trigger.frame}:{side}"] = 1.0


def path(tree: Tree, trigger: int, mention: int) -> str:
    """Dependency labels from the mention up to the common head and down to the event word, at most four steps a side."""
    above = [mention, *tree.ancestors(mention)]
    other = [trigger, *tree.ancestors(trigger)]
    joint = next((t for t in above if t in other), None)
    if joint is None:
        return "apart"
    up, down = above[: above.index(joint)], other[: other.index(joint)]
    if len(up) > 4 or len(down) > 4:
        return "far"
    return "<".join(tree.deps[t] for t in up) + "|" + ">".join(tree.deps[t] for t in reversed(down))


_ATTACK_ROLES = {"PerpInd": "agent", "PerpOrg": "agent", "Victim": "target"}


def _read(tree: Tree, trigger: Trigger, near: list[Candidate], readings: Readings, found: Found) -> None:
    pairs = [readings.pair(trigger.token, _last(tree, m)) for m in near]
    for role in ("agent", "target", "source"):
        found[f"enc-{role}"] = logit(max(pair.get(role, 0.0) for pair in pairs))
    found["enc-mention"] = logit(max(readings.mention(m.head) for m in near))
    if trigger.type == "ASSAULT":
        for name in _ATTACK_ROLES:
            found[f"muc-{name}"] = max(readings.role(m.head, name) for m in near)


def _last(tree: Tree, mention: Candidate) -> int:
    """The last token of a mention, which stands for it before the encoder."""
    return tree.at(mention.end - 1)


def of_pair(tree: Tree, one: Draft, other: Draft, alike: int, readings: Readings | None) -> Found:
    """Whether two drafts of one type, ``one`` before ``other``, tell of one happening; ``alike`` counts the type's drafts."""
    from store.extraction import incidents

    apart = other.trigger.sentence - one.trigger.sentence
    linked = apart == 0 and incidents.linked(tree, one, other)
    found: Found = {
        f"type={one.trigger.type}": 1.0,
        f"apart={min(5, apart.bit_length())}": 1.0,
        f"same-lemma={one.lemma == other.lemma}": 1.0,
        f"same-lemma-apart={one.lemma == other.lemma}:{min(5, apart.bit_length())}": 1.0,
        f"linked={linked}": 1.0,
        f"definite={incidents.definite(tree, other)}": 1.0,
        f"title={one.trigger.sentence == 0}": 1.0,
        f"status={one.status == other.status}": 1.0,
        f"planned={one.status in ('planned', 'hypothetical')}:{other.status in ('planned', 'hypothetical')}": 1.0,
        "alike": min(1.0, alike / 20),
        f"pos={tree.pos[one.trigger.token]}:{tree.pos[other.trigger.token]}": 1.0,
    }
    shared = {
        slot: _overlap(getattr(one, slot), getattr(other, slot)) for slot in ("agents", "targets", "places", "modes")
    }
    shared |= {slot: _overlap(_heads(one, slot), _heads(other, slot)) for slot in ("objects", "instruments")}
    found |= {f"{slot}={how}": 1.0 for slot, how in shared.items()}
    things = f"{shared['objects']}:{shared['instruments']}"
    found |= {f"things={things}:{min(3, apart.bit_length())}": 1.0, f"things={things}:{shared['places']}": 1.0}
    who = f"{shared['agents']}:{shared['targets']}"
    found |= {
        f"who={who}": 1.0,
        f"who-where={who}:{shared['places']}": 1.0,
        f"who-apart={who}:{min(5, apart.bit_length())}": 1.0,
        f"who-lemma={who}:{one.lemma == other.lemma}": 1.0,
        f"who-title={who}:{one.trigger.sentence == 0}": 1.0,
    }
    if readings is not None:
        near = readings.alike(one.trigger.token, other.trigger.token)
        found |= {"near": near, f"near {one.lemma == other.lemma}": near, f"near {who}": near}
    conflict = incidents.conflict(incidents.Happening(one.trigger.type, [one]), other)
    found[f"conflict={conflict}"] = 1.0
    if not conflict:
        found["affinity"] = incidents.affinity_of(tree, one, other, linked)
    found[f"crossed={bool(set(one.agents) & set(other.targets))}"] = 1.0
    found[f"date={_dates(one, other)}"] = 1.0
    found[f"killed={_same(one.killed, other.killed)}"] = 1.0
    return found


def _heads(draft: Draft, slot: str) -> list[str]:
    """The last words of a draft's things, without the plural's "s"."""
    return [span.text.lower().split()[-1].removesuffix("s") for span in getattr(draft, slot)]


def _overlap(a: list, b: list) -> str:  # type: ignore[type-arg]
    if not a or not b:
        return "one-empty" if a or b else "empty"
    if set(a) == set(b):
        return "same"
    return "shared" if set(a) & set(b) else "apart"


def _dates(one: Draft, other: Draft) -> str:
    from store.extraction import incidents

    if one.when is None or other.when is None:
        return "one-empty" if one.when or other.when else "empty"
    if (one.when.start, one.when.end) == (other.when.start, other.when.end):
        return "same"
    return "overlap" if incidents.overlap(one.when, other.when) else "apart"


def _same(a: int | None, b: int | None) -> str:
    if a is None or b is None:
        return "unknown"
    return "same" if a == b else "apart"
