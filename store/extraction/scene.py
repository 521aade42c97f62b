"""Where, when and how: the places, days and modes of an event word, chosen by the linear models."""

from __future__ import annotations

from collections.abc import Mapping

from store.extraction import scene_features, things
from store.extraction.drafts import Draft, Drafter, PlaceName
from store.extraction.features import Found
from store.extraction.labels import MODES
from store.extraction.linear import Linear
from store.extraction.readings import Readings
from store.model import Reason, Span, When

_AROUND = (0, -1, -2, 1)
"""Sentences, counted from the event word's, in which its place or day may be named."""


class Scene:
    """Chooses for one article."""

    def __init__(self, drafter: Drafter, models: Mapping[str, Linear], readings: Readings | None) -> None:
        self.drafter = drafter
        self.tree = drafter.tree
        self.models = models
        self.readings = readings

    def places(self, draft: Draft) -> list[tuple[PlaceName, Found]]:
        """Places that may be the draft's, with their features."""
        return [
            (
                place,
                scene_features.of_place(self.tree, draft, place, self.drafter.actor_at.get(place.head), self.readings),
            )
            for sentence in self._near(draft)
            for place in self.drafter.places[sentence]
        ]

    def dates(self, draft: Draft) -> list[tuple[Span, When, Found]]:
        """Days that may be the draft's, with their features."""
        return [
            (span, when, self._date_features(draft, span, when, len(self.drafter.dates_in(sentence))))
            for sentence in self._near(draft)
            for span, when in self.drafter.dates_in(sentence)
        ]

    def _date_features(self, draft: Draft, span: Span, when: When, others: int) -> Found:
        return scene_features.of_date(self.tree, draft, span, when, others, self.readings)

    def modes(self, draft: Draft) -> list[tuple[str, Found]]:
        """Modes that an incident of the draft's type may have, with their features."""
        named = things.modes_in(self.tree, draft.trigger.sentence)
        type = draft.trigger.type
        return [(mode, scene_features.of_mode(self.tree, draft, mode, named)) for mode in MODES.get(type, ())]

    def apply(self, draft: Draft) -> None:
        """Put the choices into the draft, and say why."""
        draft.reasons = [r for r in draft.reasons if r.slot not in ("place", "date", "modes")]
        self._place(draft)
        self._date(draft)
        scored = [(mode, self.models["mode"].score(found)) for mode, found in self.modes(draft)]
        draft.modes = [mode for mode, score in scored if score >= self.models["mode"].threshold]
        for mode, score in scored:
            if mode in draft.modes:
                self._reason(draft, "modes", mode, self.tree.span(draft.trigger.token, draft.trigger.token + 1), score)

    def _place(self, draft: Draft) -> None:
        model = self.models["place"]
        best: dict[str, tuple[float, PlaceName]] = {}
        for place, found in self.places(draft):
            score = model.score(found)
            if score >= model.threshold and score > best.get(place.name, (0.0, place))[0]:
                best[place.name] = (score, place)
        chosen = sorted(best.values(), key=lambda b: -b[0])
        draft.places = [place.name for _, place in chosen]
        for score, place in chosen:
            self._reason(draft, "place", place.name, self.tree.span(place.first, place.after), score)

    def _date(self, draft: Draft) -> None:
        model = self.models["date"]
        scored = [(model.score(found), span, when) for span, when, found in self.dates(draft)]
        score, span, when = max(scored, key=lambda s: s[0], default=(0.0, (0, 0), None))
        draft.when = when if score >= model.threshold else None
        if draft.when is not None:
            self._reason(draft, "date", draft.when.text, span, score)

    def _near(self, draft: Draft) -> list[int]:
        here = draft.trigger.sentence
        return [here + step for step in _AROUND if 0 <= here + step < len(self.tree.sentences)]

    def _reason(self, draft: Draft, slot: str, value: str, span: Span, score: float) -> None:
        sentence = self.tree.sentence_of[self.tree.at(span[0])]
        draft.reasons.append(Reason(slot, value, "weighed by the linear model", sentence, (span,), round(score, 2)))
