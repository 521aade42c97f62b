"""The places of an article as a whole: which it speaks of most, and where it named one last."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Sequence
from functools import lru_cache

from store.extraction import gazetteer, places
from store.extraction.drafts import PlaceName

_LEAD = 3
"""Sentences at the top of an article, its title included, that tell where its main event happened."""


class Setting:
    """Place names of one article, "U.S." and "United States" taken as one."""

    def __init__(self, by_sentence: Sequence[Sequence[PlaceName]]) -> None:
        self._mentions: dict[str, list[tuple[int, PlaceName]]] = defaultdict(list)
        weight: Counter[str] = Counter()
        self.title: set[str] = set()
        self.lead: set[str] = set()
        for sentence, found in enumerate(by_sentence):
            for place in found:
                key = key_of(place.name)
                self._mentions[key].append((sentence, place))
                weight[key] += 2 if place.stands else 1
                if sentence < _LEAD:
                    self.lead.add(key)
                if sentence == 0:
                    self.title.add(key)
        self.main = [key for key, _ in weight.most_common()]
        """Keys of the places, those named most often first, a name that stands as a place counting double."""
        self._rank = {key: n for n, key in enumerate(self.main)}
        total = sum(weight.values())
        self.share = {key: n / total for key, n in weight.items()}
        """The part of all place names that each has, in 0..1."""

    def rank(self, key: str) -> int:
        """How many places are named more often."""
        return self._rank[key]

    def nearest(self, key: str, sentence: int) -> PlaceName:
        """The last mention of a place in a sentence or before it, or else the first after it."""
        found = self._mentions[key]
        at = bisect_right(found, sentence, key=lambda m: m[0])
        return found[at - 1 if at else 0][1]


@lru_cache(maxsize=8192)
def key_of(name: str) -> str:
    """What all names of one place share: a country's code, or the folded name without "city of" and the like."""
    return places.country_of(name) or gazetteer.key_of(gazetteer.core_of(name)) or name
