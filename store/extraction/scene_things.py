"""What was struck, seized or given, and with what: the things of an event word, chosen by the linear models."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from store.extraction import phrases
from store.extraction.drafts import Draft
from store.extraction.features import Found, logit, path
from store.extraction.labels import ThingSlot
from store.extraction.linear import Linear
from store.extraction.readings import Readings
from store.extraction.things import ARMED_TYPES, THING_TYPES
from store.extraction.tree import NOMINAL, Tree
from store.model import Reason, TextSpan

TYPES: dict[ThingSlot, frozenset[str]] = {"object": THING_TYPES, "instrument": ARMED_TYPES}


@dataclass(frozen=True, slots=True)
class Thing:
    """A phrase that may name a thing or a means: its head, its words, and the slot that the rules put it in, if any."""

    head: int
    shown: TextSpan
    by_rule: ThingSlot | None


class SceneThings:
    """Chooses for one article."""

    def __init__(self, tree: Tree, models: Mapping[str, Linear], readings: Readings) -> None:
        self.tree = tree
        self.models = models
        self.readings = readings
        self._read: dict[int, list[Thing]] = {}

    def candidates(self, draft: Draft) -> list[Thing]:
        """What the rules put into the draft, and what the encoder sees in its sentence beside that."""
        found = [Thing(self.head(o), o, "object") for o in draft.objects]
        found += [Thing(self.head(i), i, "instrument") for i in draft.instruments]
        known = {t.head for t in found}
        return found + [t for t in self._seen(draft.trigger.sentence) if t.head not in known]

    def head(self, span: TextSpan) -> int:
        return self.tree.head_of(self.tree.at(span.start), self.tree.at(span.end - 1) + 1)

    def _seen(self, sentence: int) -> list[Thing]:
        if sentence not in self._read:
            self._read[sentence] = [
                self._thing(phrase.first, phrase.after) for phrase in self.readings.thing_phrases(sentence)
            ]
        return self._read[sentence]

    def _thing(self, first: int, after: int) -> Thing:
        tree = self.tree
        head = tree.head_of(first, after)
        if tree.pos[head] in NOMINAL:
            first, after = phrases.noun_phrase(tree, head)
        start, end = tree.span(first, after)
        return Thing(head, TextSpan(tree.text[start:end], start, end), None)

    def features(self, draft: Draft, thing: Thing, slot: ThingSlot) -> Found:
        """Whether a thing fills a slot of a draft."""
        tree, trigger = self.tree, draft.trigger
        side = "before" if thing.head < trigger.token else "after"
        other: ThingSlot = "object" if slot == "instrument" else "instrument"
        pairs = self.readings.pair(trigger.token, tree.at(thing.shown.end - 1))
        seen = self.readings.thing(thing.head, slot)
        return {
            f"type={trigger.type}": 1.0,
            f"rule={thing.by_rule}": 1.0,
            f"rule-type={thing.by_rule}:{trigger.type}": 1.0,
            "seen": logit(seen),
            f"seen {thing.by_rule}": logit(seen),
            "seen-other": logit(self.readings.thing(thing.head, other)),
            "pair": logit(pairs.get(slot, 0.0)),
            f"pair {trigger.type}": logit(pairs.get(slot, 0.0)),
            "pair-target": logit(pairs.get("target", 0.0)),
            f"lemma={tree.lemmas[thing.head]}": 1.0,
            f"dep={tree.deps[thing.head]}:{side}": 1.0,
            f"pos={tree.pos[thing.head]}": 1.0,
            f"path={path(tree, trigger.token, thing.head)}": 1.0,
            f"apart={side}:{min(5, abs(thing.head - trigger.token).bit_length())}": 1.0,
            f"actor={self.readings.mention(thing.head) > 0.5}": 1.0,
        }

    def apply(self, draft: Draft) -> None:
        """Put the choices into the draft, and say why."""
        things = self.candidates(draft)
        rules = {(r.slot, r.value): r.rule for r in draft.reasons}
        draft.reasons = [r for r in draft.reasons if r.slot not in ("objects", "instruments")]
        for slot in TYPES:
            model = self.models[slot]
            scored = (
                [(model.score(self.features(draft, t, slot)), t) for t in things]
                if draft.trigger.type in TYPES[slot]
                else []
            )
            chosen = [(score, t) for score, t in scored if score >= model.threshold]
            setattr(draft, f"{slot}s", [t.shown for _, t in chosen])
            for score, thing in chosen:
                rule = rules.get((f"{slot}s", thing.shown.text), "weighed by the linear model")
                span = (thing.shown.start, thing.shown.end)
                draft.reasons.append(
                    Reason(f"{slot}s", thing.shown.text, rule, draft.trigger.sentence, (span,), round(score, 2))
                )
