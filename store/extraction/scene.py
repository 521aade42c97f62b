"""Where, when and how: the places, days and modes of an event word, chosen by the linear models."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from store.extraction import scene_features, things
from store.extraction.drafts import Draft, Drafter, PlaceName
from store.extraction.features import Found
from store.extraction.incidents import Happening
from store.extraction.labels import MODES
from store.extraction.linear import Linear
from store.extraction.readings import Readings
from store.extraction.setting import Setting, key_of
from store.model import Reason, Span, When

_AROUND = (0, -1, -2, 1)
"""Sentences, counted from the event word's, in which its place or day may be named."""
_MAIN = 4
"""Places named most often in the article, where any of its events may have happened."""


class Scene:
    """Chooses for one article."""

    def __init__(self, drafter: Drafter, models: Mapping[str, Linear], readings: Readings | None) -> None:
        self.drafter = drafter
        self.tree = drafter.tree
        self.models = models
        self.readings = readings
        self.setting = Setting(drafter.places)

    def places(self, draft: Draft) -> list[tuple[PlaceName, Found]]:
        """Places that may be the draft's, with their features: those named around it, and the article's main ones."""
        here = draft.trigger.sentence
        found = [place for sentence in self._near(draft) for place in self.drafter.places[sentence]]
        near = {key_of(place.name) for place in found}
        found += [self.setting.nearest(key, here) for key in self.setting.main[:_MAIN] if key not in near]
        crowd = scene_features.crowd(self.tree, draft, self.drafter.places[here])
        return [(place, self._features(draft, place, crowd)) for place in found]

    def _features(self, draft: Draft, place: PlaceName, crowd: scene_features.Crowd) -> Found:
        actor = self.drafter.actor_at.get(place.head)
        found = scene_features.of_place(self.tree, draft, place, actor, self.readings)
        sentence = self.tree.sentence_of[place.first]
        return found | scene_features.of_setting(draft, place, sentence, self.setting, crowd, self.drafter.clusters)

    def dates(self, draft: Draft) -> list[tuple[Span, When, Found]]:
        """Days that may be the draft's, with their features."""
        found = []
        for sentence in self._near(draft):
            named = self.drafter.dates_in(sentence)
            spans = [span for span, _ in named]
            for span, when in named:
                features = scene_features.of_date(
                    self.tree, draft, span, when, spans, self.drafter.published, self.readings
                )
                found.append((span, when, features))
        return found

    def modes(self, draft: Draft) -> list[tuple[str, Found]]:
        """Modes that an incident of the draft's type may have, with their features."""
        type = draft.trigger.type
        named = things.modes_in(self.tree, draft.trigger.sentence)
        told = scene_features.told(self.tree, draft, named, self.drafter.clusters)
        return [(mode, scene_features.of_mode(self.tree, draft, mode, told)) for mode in MODES.get(type, ())]

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
            score, key = model.score(found), key_of(place.name)
            if key not in best or score > best[key][0]:
                best[key] = (score, place)
        ranked = sorted(best.values(), key=lambda b: -b[0])
        draft.sites = {place.name: score for score, place in ranked}
        chosen = [(score, place) for score, place in ranked if score >= model.threshold]
        draft.places = [place.name for _, place in chosen]
        for score, place in chosen:
            self._reason(draft, "place", place.name, self.tree.span(place.first, place.after), score)

    def _date(self, draft: Draft) -> None:
        model = self.models["date"]
        scored = [(model.score(found), span, when) for span, when, found in self.dates(draft)]
        draft.days = [(score, when) for score, _, when in scored]
        score, span, when = max(scored, key=lambda s: s[0], default=(0.0, (0, 0), None))
        draft.when = when if score >= model.threshold else None
        if draft.when is not None:
            self._reason(draft, "date", draft.when.text, span, score)

    def settle(self, happening: Happening) -> None:
        """Choose the place and the day of a happening by what all its event words say."""
        sites: dict[str, tuple[str, list[float]]] = {}
        for draft in happening.drafts:
            for name, score in draft.sites.items():
                sites.setdefault(key_of(name), (name, []))[1].append(score)
        weighed = [(_agreed(scores, len(happening.drafts)), name) for name, scores in sites.values()]
        happening.sites = [(name, score) for score, name in sorted(weighed, reverse=True)]
        happening.likely = self.models["place"].threshold
        days = [day for draft in happening.drafts for day in draft.days]
        score, when = max(days, key=lambda day: day[0], default=(0.0, None))
        happening.day = when if score >= self.models["date"].threshold else None

    def _near(self, draft: Draft) -> list[int]:
        here = draft.trigger.sentence
        return [here + step for step in _AROUND if 0 <= here + step < len(self.tree.sentences)]

    def _reason(self, draft: Draft, slot: str, value: str, span: Span, score: float) -> None:
        sentence = self.tree.sentence_of[self.tree.at(span[0])]
        draft.reasons.append(Reason(slot, value, "weighed by the linear model", sentence, (span,), round(score, 2)))


def _agreed(scores: Sequence[float], words: int) -> float:
    """The probability of a place by all event words: the highest, tempered by those that do not speak for it."""
    return 0.7 * max(scores) + 0.3 * sum(scores) / words
