"""Numbers in words and figures, and how many people a sentence says were killed and injured."""

# ruff: noqa: E501 - a pattern stands on one line

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from store.model import Span

_UNITS = {
    word: i
    for i, word in enumerate(
        [
            "zero",
            "one",
            "two",
            "three",
            "four",
            "five",
            "six",
            "seven",
            "eight",
            "nine",
            "ten",
            "eleven",
            "twelve",
            "thirteen",
            "fourteen",
            "fifteen",
            "sixteen",
            "seventeen",
            "eighteen",
            "nineteen",
        ]
    )
}
_TENS = {
    w: (i + 2) * 10
    for i, w in enumerate(("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"))
}
_SCALES = {"hundred": 100, "thousand": 1000, "million": 1_000_000, "billion": 1_000_000_000}
_LARGEST = 10**12

_VAGUE = re.compile(
    r"\b(?:dozens|scores|hundreds|thousands|millions|tens|several|many|some(?! \d)|few|numerous|multiple|countless"
    r"|(?:an?|the) (?:\w+ )?(?:number|group|series|handful|family|majority|lot) of)\b",
    re.I,
)
_NOT_A_COUNT = re.compile(
    r"\b\d+[- ](?:years?|months?|days?)[- ]olds?\b|\baged? \d+\b|, \d{1,2},"
    r"|\b(?:in|since|by|during|the|of|until) (?:19|20)\d\d\b(?! (?:people|soldiers|civilians|troops|others))"
    r"|\b\d{1,2}(?:st|nd|rd|th)?(?= (?:January|February|March|April|May|June|July|August|September|October|November|December)\b)"
    r"|\b(?:January|February|March|April|May|June|July|August|September|October|November|December) \d{1,2}\b"
    r"|\b(?:one|two|three|four|five|six|seven|eight|nine|ten)-(?!and\b)[a-z]+"
    r"|\b\d+(?:\.\d+)?(?: ?%| percent\b|-(?:day|hour|week|month|year|minute|mile|nation|member)\b)",
    re.I,
)
_FIGURE = re.compile(
    r"(?<![\w.,:/$€£-])(?:\d{1,3}(?:,\d{3})+|\d+(?:\.\d+)?)(?![\d:/%]|,\d|-\w|st\b|nd\b|rd\b|th\b|[ap]m\b)"
)
_PARTS = re.compile(r", and |, | and | as well as | along with |\bplus\b", re.I)
_ONE = re.compile(r"^\W*(?:an?|another)\s+(?!(?:few|several|lot)\b)\w", re.I)
_OWNED = re.compile(
    r"^\W*(?:his|her|their|its|the)\s(?:[\w'’-]+ )*(?!(?:people|police|men|women|children|troops)\b)\w*[^s\W]\W*$", re.I
)


@dataclass(frozen=True, slots=True)
class Casualties:
    """How many were killed and injured (None: not said) and the spans of the words that say so, in that order."""

    killed: int | None
    injured: int | None
    spans: tuple[Span, ...] = ()


def count_in(phrase: str) -> int | None:
    """The number a noun phrase gives: "at least 43" is 43, "two women and a child" is 3, "dozens" is None.

    Parts are added up; a vague part after a number is passed over, one before it leaves no number. Ages, years and days
    of the month are no counts.
    """
    plain = re.sub(r"\b(an?) \d+-year-old\b", r"\1 person", phrase.replace("\n", " "))
    plain = re.sub(r"\b(hundred|thousand|million) and (?=\w)", r"\1 ", plain, flags=re.I)
    plain = _NOT_A_COUNT.sub("", plain)
    total, known = 0, False
    owned = []
    for part in _PARTS.split(plain):
        if _VAGUE.search(part):
            if not known:
                return None
            continue
        value = _single(part)
        if value is not None:
            total, known = total + value, True
        else:
            owned.append(_OWNED.match(part) is not None)
    return total + sum(owned) if known else None


def _single(text: str) -> int | None:
    figure = _FIGURE.search(text)
    if figure:
        following = text[figure.end() :].split(maxsplit=1)
        scale = _SCALES.get(following[0].lower().strip(",.;"), 1) if following else 1
        value = float(figure.group().replace(",", "")) * scale
        return int(value) if value < _LARGEST else None
    words = [w.lower() for w in re.findall(r"[A-Za-z]+", text)]
    spelt = _spelt(words)
    if spelt is not None:
        return spelt
    return 1 if _ONE.match(text) else None


def _spelt(words: list[str]) -> int | None:
    """The first number spelt out: "twenty-one", "two hundred", "a dozen", "half a dozen"."""
    total, current, seen = 0, 0, False
    for i, word in enumerate(words):
        before = words[i - 1] if i else ""
        if word in _UNITS or word in _TENS:
            current, seen = current + _UNITS.get(word, 0) + _TENS.get(word, 0), True
        elif word == "dozen":
            half = before == "a" and i > 1 and words[i - 2] == "half"
            return 6 if half else 12 * max(1, current)
        elif word in _SCALES and (seen or before == "a"):
            current, seen = max(1, current) * _SCALES[word], True
            if _SCALES[word] > 100:
                total, current = total + current, 0
        elif word == "couple" and before == "a":
            return 2
        elif seen:
            break
    return total + current if seen else None


# --- who was killed and who was hurt

_GATE = re.compile(
    r"kill|dead|deadly|di(?:e|ed|es|ing)\b|death|fatal|inju|wound|hurt|murder|slain|slay|execut|massacr|behead|assassin"
    r"|perish|drown|lives|gunned|shot",
    re.I,
)
_SMALL = "|".join(w for w in _UNITS if w != "zero")
_LARGE = "|".join(_TENS)
_NUM = (
    rf"(?:(?<![\w.,:/$€£-])\d{{1,3}}(?:,\d{{3}})+(?![\w,])|(?<![\w.,:/$€£-])(?!(?:19|20)\d\d\b(?! (?:people|civilians|soldiers|troops|others|men)))\d+(?!\w|[-:/%]|,\d)"
    rf"|(?<!\bno )\b(?:(?:{_LARGE})(?:[- ](?:{_SMALL}))?|(?:{_SMALL}))\b(?!-)(?: (?:hundred|thousand|million|dozen))?"
    r"|\bhalf a dozen\b|\ban? (?:dozen|hundred|thousand|million)\b)(?! of the )"
)
_ABOUT = r"(?:(?:at least|more than|about|some|around|nearly|over|up to|as many as|an estimated|almost|another|the|all|both|other) )*"
_STOP = (
    r"(?:and|or|in|on|at|by|with|who|which|that|when|as|after|before|while|were|was|have|has|had|from|during|but|is|are|for|to"
    r"|year|years|month|months|day|days|hour|hours|week|weeks|attacks?|percent|times?|injured|wounded|killed|dead|hurt)\b"
)
_WORD = rf"(?!{_STOP})[\w'’.-]+"
_ITEM = rf"{_ABOUT}{_NUM}(?: {_WORD}){{0,6}}?"
_ALSO = rf"(?:{_ABOUT}{_NUM}|\ban?\b|\ban unknown number of|\b(?:his|her|their)\b)(?: {_WORD}){{0,5}}?"
_GROUP = rf"(?P<n>{_ITEM}(?:(?:,? and |, | as well as ){_ALSO}){{0,3}})"
_SINGLE = rf"(?P<n>(?<!\w)an?(?: {_WORD}){{1,6}}?)"
_ASIDE = r"(?:,[^,;.]{2,60},)?"
_AUX = r"(?:(?:were|was|have been|had been|has been|been|are|is|being|be|have|had|has|got) )"
_HOW = r"(?:(?:reportedly|also|confirmed|allegedly|seriously|critically|slightly|fatally|either|later|instantly|badly|severely) )*"
_KILLED = r"(?:killed|murdered|executed|massacred|slain|shot dead|shot and killed|fatally shot|beheaded|assassinated|gunned down)(?! or (?:wounded|injured))"
_DIED = r"(?:died|drowned|perished|lost their lives)"
_HURT = r"(?:injured|wounded|hurt)"
_OBJECT_END = r"(?=[.;:)]|,(?! (?:\d|an?\b|two|three|four|five|six))|$| (?:in|on|at|during|when|as|after|before|while|by|near|who|outside|inside|from|and (?!\d|an?\b|one|two|three|four|five|six|seven|eight|nine|ten|his|her|their))\b)"
_SPAN_OF_TIME = r"(?! (?:years?|months?|days?|hours?|weeks?|minutes?|times|percent)\b)"
_OBJECT = rf"(?P<n>(?:{_ABOUT}{_NUM}{_SPAN_OF_TIME}|\b(?:an?|the|his|her|their)\b(?! (?:number|few|lot|group|series|handful)))[^.;:()]{{0,110}}?){_OBJECT_END}"

# fmt: off
_SAYINGS: tuple[tuple[str, str], ...] = (
    ("killed", rf"\b(?:left|leaving|leaves|leave) (?:{_GROUP}|(?P<m>an? (?:{_WORD} ){{0,3}}{_WORD})) dead\b"),
    ("killed", rf"\b(?:death )?toll (?:\w+ ){{0,6}}?(?:to|at|of|reached|above) (?P<n>{_ABOUT}{_NUM})\b"),
    ("killed", rf"\b(?:claim|claims|claimed|claiming|took|taken|taking) (?:the lives of {_OBJECT}|(?P<m>{_ABOUT}{_NUM}) lives\b)"),
    ("killed", rf"{_GROUP}{_ASIDE} (?:who )?{_AUX}{_HOW}(?:{_KILLED}|dead\b)"),
    ("killed", rf"{_GROUP}{_ASIDE} (?:who )?(?:had |have )?{_HOW}{_DIED}\b"),
    ("killed", rf"\b(?:killed|killing|kills|murdered|murdering|executed|executing|beheaded|beheading|massacred|assassinated|fatally shot)(?! or ) (?:and wounded )?{_OBJECT}"),
    ("killed", rf"{_GROUP} {_HOW}{_KILLED}"),
    ("killed", rf"(?P<n>{_ABOUT}{_NUM}) (?:[\w-]+ (?:and [\w-]+ )?){{0,3}}?(?:dead|deaths|fatalities|murders|killings)\b"),
    ("killed", rf"\b(?:deaths?|killings?|murders?|massacre|executions?|loss|beheadings?) of {_OBJECT}"),
    ("killed", rf"{_SINGLE}{_ASIDE} (?:was|is|has been|had been) {_HOW}{_KILLED}"),
    ("killed", rf"{_SINGLE}{_ASIDE} (?:has |had )?{_DIED}\b"),
    ("injured", rf"{_GROUP}{_ASIDE} (?:who )?{_AUX}?{_HOW}{_HURT}\b"),
    ("injured", rf"\b(?:injured|injuring|injures|wounded|wounding|wounds|hurting) {_OBJECT}"),
    ("injured", rf"(?P<n>{_ABOUT}{_NUM}) injuries\b"),
    ("injured", rf"{_SINGLE}{_ASIDE} (?:was|is|has been|had been) {_HOW}{_HURT}\b"),
)
# fmt: on
_PATTERNS = tuple((slot, re.compile(pattern, re.I)) for slot, pattern in _SAYINGS)
_ONE_KILLED = re.compile(
    rf"\b(?P<n>who|[Hh]e|[Ss]he|[A-Z][\w’'-]+)(?: \([^)]{{1,40}}\))?{_ASIDE},? (?:was|is believed to have been) "
    rf"(?:targeted and |shot and |bombed and |found and )?{_HOW}{_KILLED}"
    r"|\b(?:death|killing|murder|assassination|slaying|beheading|fatal shooting) of (?P<m>(?:[a-z]+ ){0,3}[A-Z][\w’'-]+ [A-Z][\w’'-]+)\b(?! \w+s\b)"
)
_EITHER = re.compile(
    r"\b(?:killed|dead|died) or (?:wounded|injured|hurt|missing)\b|\bif\b[^,;.]{0,40}\b(?:killed|injured)\b", re.I
)
_CUT = re.compile(r",? (?:including|among them|mostly|most of them|many of them)\b.*", re.I)


def casualties(text: str, at: int | None = None) -> Casualties:
    """How many a sentence says were killed and injured.

    Of several counts the first stands, or the one nearest to the character ``at`` (the event word); vague ones are passed
    over. One person by name or pronoun "was killed" is 1.
    """
    if not _GATE.search(text) or _EITHER.search(text):
        return Casualties(None, None)
    found: dict[str, tuple[int, Span]] = {}
    for slot, pattern in _PATTERNS:
        for value, span in _counts(pattern, text):
            if slot not in found or _distance(span, at) < _distance(found[slot][1], at):
                found[slot] = value, span
    if "killed" not in found:
        one = _ONE_KILLED.search(text)
        if one:
            found["killed"] = 1, one.span("n" if one["n"] else "m")
    killed, injured = found.get("killed"), found.get("injured")
    spans = tuple(f[1] for f in (killed, injured) if f)
    return Casualties(killed[0] if killed else None, injured[0] if injured else None, spans)


def _distance(span: Span, at: int | None) -> int:
    return span[0] if at is None else min(abs(span[0] - at), abs(span[1] - at))


def _counts(pattern: re.Pattern[str], text: str) -> Iterator[tuple[int, Span]]:
    for match in pattern.finditer(text):
        name = "m" if match.groupdict().get("m") else "n"
        value = count_in(_CUT.sub("", match[name]))
        if value:
            yield value, match.span(name)
