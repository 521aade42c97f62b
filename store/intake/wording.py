"""What one line looks like, whatever page or scrape it stands in: numbers that a learned judge weighs."""

from __future__ import annotations

import math
import re
import unicodedata
from functools import lru_cache

from store.intake import rules

_WORD = re.compile(r"\w+")
_CJK = re.compile("[\u0e00-\u0eff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_SENTENCE_END = re.compile(r"[.!?…؟。।۔！？]+[\"'”’»“)\]]*(?=\s|$)|[。！？]")
_ENDS = re.compile(r"[.!?…؟。।۔！？][\"'”’»“)\]]*\s*$")
_SYMBOL = re.compile(r"[{}\[\]()=<>/\\|_$&#@%^*~`;+]")
_DIGIT = re.compile(r"\d")
_UPPER = re.compile(r"[A-ZÀ-ÖØ-ÞА-ЯЁΑ-Ω]")
_QUOTE = re.compile('["“”„«»‹›「」『』]')
_OPENS_QUOTE = re.compile("^[\"“”„«»‹›「『'‘—–-]")
_ADDRESS = re.compile(r"https?://|www\.|\b[\w-]+\.(?:com|org|net|de|co)\b|\S@\S|(?:^|\s)@\w|(?:^|\s)#\w")
_CLOCK = re.compile(r"\b\d{1,2}[:.h]\d\d\b")
_DAY = re.compile(r"\b(?:19|20)\d\d\b|\b\d{1,2}[./]\d{1,2}[./]\d{2,4}\b")
_SEPARATOR = re.compile(r"[|•·›»→]|\s[-–/]\s")
_NUMBERED = re.compile(r"^\(?\d{1,3}[.)]?\s")

_LONG, _OF_LONG_LINES = 400, ("script", "data")
"""A line of more characters is no kind of rubbish that a rule knows, but for these."""

PLAIN = (
    "words", "chars", "word_length", "ends", "colon", "upper_first", "lower_first", "sentences", "commas", "digits",
    "symbols", "uppers", "titlecase", "quote", "opens_quote", "address", "rights_sign", "separator", "clock", "day",
    "short_words", "cjk", "numbered", "question", "exclamation",
)  # fmt: skip
"""Names of the plain numbers, in the order of ``wording``."""
NAMES: tuple[str, ...] = (*PLAIN, *(f"is_{name}" for name in rules.RULES), "rubbish")
"""Names of all numbers of a line."""


@lru_cache(maxsize=4096)
def wording(line: str) -> tuple[float, ...]:
    """The numbers of one line, in the order of ``NAMES``: shares in 0..1, logarithms of counts, 0 or 1 for yes or no."""
    asked = rules.RULES if len(line) < _LONG else _OF_LONG_LINES
    hits = [float(name in asked and rule(line)) for name, rule in rules.RULES.items()]
    return (*_plain(line), *hits, float(any(hits)))


def _plain(line: str) -> tuple[float, ...]:
    words = _WORD.findall(line)
    chars = len(line) or 1
    count = length_in_words(line, len(words))
    cjk = 0.0 if line.isascii() else len(_CJK.findall(line)) / chars
    return (
        math.log1p(count),
        math.log1p(chars),
        min(30.0, sum(map(len, words)) / (len(words) or 1)),
        float(bool(_ENDS.search(line))),
        float(line.rstrip().endswith((":", "："))),
        float(line[:1].isupper()),
        float(line[:1].islower()),
        math.log1p(len(_SENTENCE_END.findall(line))),
        sum(map(line.count, ",、،")) / (count or 1),
        len(_DIGIT.findall(line)) / chars,
        len(_SYMBOL.findall(line)) / chars,
        len(_UPPER.findall(line)) / chars,
        sum(word[0].isupper() for word in words) / (len(words) or 1),
        float(bool(_QUOTE.search(line))),
        float(bool(_OPENS_QUOTE.search(line))),
        float(bool(_ADDRESS.search(line))),
        float("©" in line),
        float(bool(_SEPARATOR.search(line))),
        float(bool(_CLOCK.search(line))),
        float(bool(_DAY.search(line))),
        sum(len(word) <= 3 and word.islower() for word in words) / (len(words) or 1),
        cjk,
        float(bool(_NUMBERED.match(line))),
        float("?" in line),
        float("!" in line),
    )


def length_in_words(line: str, words: int | None = None) -> float:
    """How many words long a line is; in scripts that write no spaces two characters count as one word."""
    count = len(_WORD.findall(line)) if words is None else words
    return float(count) if line.isascii() else max(float(count), len(_CJK.findall(line)) / 2)


def prose(numbers: tuple[float, ...]) -> bool:
    """Whether a line's numbers are those of a sentence or more."""
    return numbers[0] >= 2.3 and numbers[3] > 0 and numbers[10] < 0.06


def fold(text: str | None) -> str:
    """A text's words alone, in lower case with one space between: what two copies of a line have in common."""
    plain = text or ""
    return " ".join(_WORD.findall((plain if plain.isascii() else unicodedata.normalize("NFKC", plain)).casefold()))
