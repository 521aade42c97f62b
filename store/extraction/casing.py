"""Case restored for analysis: wire copy and headlines in capitals, read as if they were written like prose.

The restored text has the length of the original, so that all offsets hold; what is shown stays as it was written.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cache, lru_cache

from store.extraction import actor_table, gazetteer, nlp
from store.extraction.date_rules import MONTHS, WEEKDAYS
from store.model import Span

_WORD = re.compile(r"(?:[^\W\d_]\.){2,}|[^\W\d_]+(?:['’][^\W\d_]+)*")
_FEWEST, _SHARE = 2, 0.8
"""Words of two letters or more that a sentence in capitals has at least, and the part of them in capitals."""
_TITLES = frozenset(
    "mr mrs ms dr gen lt col maj capt sgt rep sen gov president minister general colonel king queen pope".split()
)
_KNOWN = 50_000
"""People in the smallest place whose name outweighs a noun that is spelled like it."""
_NEVER_ACRONYMS = frozenset("us who it is a an i am pm no".split())
_VOWELS = re.compile(r"[aeiouy]")
_ENDINGS = tuple(pair.split(":") for pair in "ies:y ied:y es: s: ed: ed:e ing: ing:e er: ly:".split())


def restore(text: str, sentences: tuple[Span, ...]) -> str:
    """The text with every sentence in capitals put into ordinary case; of the same length."""
    pieces: list[str] = []
    done = 0
    for start, end in sentences:
        if _in_capitals(text[start:end]):
            pieces += [text[done:start], _lowered(text[start:end])]
            done = end
    return "".join([*pieces, text[done:]])


def _in_capitals(sentence: str) -> bool:
    words = [w for w in _WORD.findall(sentence) if len(w) > 1]
    return len(words) >= _FEWEST and sum(w.isupper() for w in words) >= _SHARE * len(words)


def _lowered(sentence: str) -> str:
    """A sentence in capitals, with capitals left to its first word, to names and to acronyms."""
    plain = _each(sentence, str.lower)
    words = list(_WORD.finditer(plain))
    known = _known_names(sentence, plain)
    shown = list(plain)
    previous = ""
    for n, match in enumerate(words):
        word, start, end = match.group(), *match.span()
        sort = known.get(start) or _sort(word, previous, alone=_in_brackets(plain, start, end))
        if sort == "acronym":
            shown[start:end] = sentence[start:end]
        elif sort == "name" or n == 0:
            shown[start] = sentence[start]
        previous = word
    return "".join(shown)


def _each(text: str, change: Callable[[str], str]) -> str:
    """Letter by letter, so that the length stays: a letter that would become two is left alone."""
    return "".join(changed if len(changed := change(c)) == 1 else c for c in text)


def _known_names(sentence: str, plain: str) -> dict[int, str]:
    """Where the words of names that a table lists begin, each with whether it is a name or an acronym."""
    found: dict[int, str] = {}
    table = actor_table.load()
    titled = _WORD.sub(lambda m: _each(m.group()[0], str.upper) + m.group()[1:], plain)
    for hit in (*table.find(titled), *table.find(sentence)):
        surface = plain[hit.start : hit.end]
        if hit.how == "acronym" and surface not in _NEVER_ACRONYMS:
            found |= {m.start(): "acronym" for m in _WORD.finditer(plain, hit.start, hit.end)}
        elif hit.how != "acronym" and surface not in _small_words():
            for m in _WORD.finditer(plain, hit.start, hit.end):
                if m.group() not in _small_words():
                    found.setdefault(m.start(), "name")
    return found


def _sort(word: str, previous: str, *, alone: bool) -> str:
    """Whether a word that no table lists is a name, an acronym, or an ordinary word."""
    if "." in word and len(word) > 2:
        return "acronym"
    if word.endswith("day") and word[:3] in WEEKDAYS:
        return "name"
    if word in MONTHS and (word != "may" or previous in ("in", "of", "since", "last")):
        return "name"
    if previous in _TITLES and word not in _small_words():
        return "name"
    if word == "us" and previous not in ("to", "of", "for", "told", "with", "let", "all"):
        return "acronym"
    if _ordinary(word):
        return "word"
    return "acronym" if len(word) > 1 and (alone or not _VOWELS.search(word)) else "name"


def _in_brackets(plain: str, start: int, end: int) -> bool:
    return plain[start - 1 : start] in ("(", "[") and plain[end : end + 1] in (")", "]")


@lru_cache(maxsize=8192)
def _ordinary(word: str) -> bool:
    """Whether a word, in lower case, is one of the language and not only a name."""
    stem = word.replace("’", "'").removesuffix("'s")
    nouns, others = _vocabulary()
    forms = {stem, *_bases(stem)}
    return bool(forms & others) or (bool(forms & nouns) and not _renowned(stem))


def _renowned(word: str) -> bool:
    return any(place.people >= _KNOWN and not place.alternate for place in gazetteer.lookup(word.capitalize()))


def _bases(word: str) -> Iterator[str]:
    for ending, instead in _ENDINGS:
        if word.endswith(ending) and len(word) > len(ending) + 2:
            base = word.removesuffix(ending) + instead
            yield base
            if len(base) > 3 and base[-1] == base[-2]:
                yield base[:-1]


@cache
def _small_words() -> frozenset[str]:
    from spacy.lang.en.stop_words import STOP_WORDS

    return frozenset(STOP_WORDS)


@cache
def _vocabulary() -> tuple[frozenset[str], frozenset[str]]:
    """Words that the English pipeline's lemmatizer knows: nouns, among them places and people of renown, and others."""
    nouns, others = nlp.known_words()
    return nouns, others | _small_words()
