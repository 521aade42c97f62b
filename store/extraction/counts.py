"""Numbers in words and figures, and how many were killed or injured."""

from __future__ import annotations

import re
from dataclasses import dataclass

from store.model import Span

_UNITS = {w: i for i, w in enumerate("zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen".split())}  # fmt: skip
_TENS = {w: (i + 2) * 10 for i, w in enumerate("twenty thirty forty fifty sixty seventy eighty ninety".split())}
_SCALES = {"hundred": 100, "thousand": 1000, "million": 1_000_000, "billion": 1_000_000_000}
_VAGUE = frozenset("dozens scores hundreds thousands millions several many some few numerous multiple tens".split())
_FIGURE = re.compile(r"(?<![\w.,:/-])\d{1,3}(?:,\d{3})+(?![\w,])|(?<![\w.,:/-])\d+(?:\.\d+)?(?![\d:/%]|-\w|st\b|nd\b|rd\b|th\b)")
_WORDS = "|".join([*_UNITS, *_TENS, *_SCALES, "a dozen", "dozen", "half a dozen"])
_NUMBER = rf"(?:\d{{1,3}}(?:,\d{{3}})+|\d+|(?:{'|'.join([*_UNITS, *_TENS])})(?:[- ](?:{'|'.join([*_UNITS])}))?(?: (?:hundred|thousand|million))?|an? (?:dozen|hundred|thousand)|half a dozen|an?|one)"
_ABOUT = r"(?:at least |more than |about |some |around |nearly |over |up to |as many as |an estimated |almost |another |the |all |both )*"
_PEOPLE = r"(?:(?:[\w.'’-]+ ){0,4}?(?:people|persons?|others?|soldiers?|civilians?|troops?|officers?|policem[ae]n|police|men|man|women|woman|child(?:ren)?|boys?|girls?|students?|militants?|rebels?|fighters?|members?|workers?|protesters?|demonstrators?|journalists?|passengers?|victims?|villagers?|residents?|guards?|guerrillas?|peasants?|terrorists?|insurgents?|gunm[ae]n|refugees?|migrants?|civilians?|sailors?|marines?|servicemen|Americans?|Palestinians?|Israelis?|Syrians?|Iraqis?|[A-Z]\w+s))"


@dataclass(frozen=True, slots=True)
class Casualties:
    """How many were killed and injured (None: not said) and the spans of the words that say so."""

    killed: int | None
    injured: int | None
    spans: tuple[Span, ...] = ()


def count_in(phrase: str) -> int | None:
    """The number a noun phrase gives: "at least 43" is 43, "two women and a child" is 3, "dozens" is None."""
    text = phrase.lower()
    if _VAGUE & set(re.findall(r"[a-z]+", text)) and not re.search(r"\d", text):
        return None
    parts = [_single(part) for part in re.split(r"\band\b(?! a half)|, ", text)]
    known = [p for p in parts if p is not None]
    return sum(known) if known else None


def _single(text: str) -> int | None:
    text = re.sub(r"\b\d+(?:-| )years?(?:-| )old\b|\baged \d+\b", "", text)
    figure = _FIGURE.search(text)
    if figure:
        value = float(figure.group().replace(",", ""))
        following = text[figure.end() :].split()
        scale = _SCALES.get(following[0], 1) if following else 1
        return int(value * scale)
    if re.search(r"\bhalf a dozen\b", text):
        return 6
    if re.search(r"\b(?:a|one) dozen\b", text):
        return 12
    total, current, seen = 0, 0, False
    for word in re.findall(r"[a-z]+", text):
        if word in _UNITS:
            current, seen = current + _UNITS[word], True
        elif word in _TENS:
            current, seen = current + _TENS[word], True
        elif word == "dozen" and seen:
            current *= 12
        elif word in _SCALES and seen:
            current = max(1, current) * _SCALES[word]
            if _SCALES[word] > 100:
                total, current = total + current, 0
        elif seen and word not in ("of",):
            break
    if seen:
        return total + current
    return 1 if re.match(r"\W*(?:an?|another)\b", text) else None


_KILL_VERBS = r"(?:killed|killing|kill|kills|murdered|executed|massacred|slain|shot dead|beheaded|assassinated|gunned down)"
_HURT_VERBS = r"(?:injured|injuring|wounded|wounding|injures|wounds|injure|hurt)"
_PATTERNS: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (slot, re.compile(pattern))
    for slot, pattern in (
        ("killed", rf"\b{_KILL_VERBS} (?P<n>{_ABOUT}{_NUMBER})\b(?! (?:years?|months?|days?|hours?|times?|percent))"),
        ("killed", rf"\b(?P<n>{_ABOUT}{_NUMBER}) {_PEOPLE}(?: \w+)? ?(?:who )?(?:were |was |have been |had been |has been |been |are |is |being )?(?:reported(?:ly)? |also |confirmed )?(?:{_KILL_VERBS}|dead|died|perished)\b"),
        ("killed", rf"\b(?:left|leaving|leaves) (?P<n>{_ABOUT}{_NUMBER})(?: {_PEOPLE})? dead\b"),
        ("killed", rf"\bdeath toll (?:\w+ ){{0,4}}(?:to|at|of|stands at|stood at|reached) (?P<n>{_ABOUT}{_NUMBER})\b"),
        ("killed", rf"\b(?:death|deaths|killing|murder|massacre|execution)s? of (?P<n>{_ABOUT}{_NUMBER}) "),
        ("killed", rf"\b(?P<n>{_ABOUT}{_NUMBER}) (?:dead|deaths|fatalities|killed|were killed|died)\b"),
        ("killed", rf"\bclaimed (?:the lives of )?(?P<n>{_ABOUT}{_NUMBER})(?: lives)?\b"),
        ("injured", rf"\b{_HURT_VERBS} (?P<n>{_ABOUT}{_NUMBER})\b"),
        ("injured", rf"\b(?P<n>{_ABOUT}{_NUMBER})(?: {_PEOPLE})?(?: \w+)? ?(?:were |was |have been |had been |has been |been )?(?:seriously |critically |slightly |reportedly )?{_HURT_VERBS}\b"),
        ("injured", rf"\b(?P<n>{_ABOUT}{_NUMBER}) (?:injuries|casualties wounded)\b"),
    )
)
_TAIL = re.compile(rf"\b(?:,| and) (?P<n>{_NUMBER}) (?=\w)")


def casualties(text: str) -> Casualties:
    """How many a sentence says were killed and injured; the first count of each that is not vague."""
    found: dict[str, int] = {}
    spans: list[Span] = []
    for slot, pattern in _PATTERNS:
        if slot in found:
            continue
        match = pattern.search(text)
        if match is None or _vague_before(text, match.start("n")):
            continue
        value = count_in(match["n"])
        if value:
            found[slot] = value
            spans.append(match.span("n"))
    return Casualties(found.get("killed"), found.get("injured"), tuple(spans))


def _vague_before(text: str, start: int) -> bool:
    return bool(re.search(r"(?:age of|aged|\$|№|No\.?) ?$", text[max(0, start - 8) : start]))
