"""Where sentences begin and end, by rule and for any language, so that every reader of a text counts them alike.

A paragraph is what stands between line breaks; a heading is a paragraph and so a sentence of its own. The abbreviations
are those of news wires; the approach (a closing mark, then white space, then what may open a sentence, vetoed by
abbreviations and initials) follows Kiss and Strunk's description of the problem (2006), without its statistics.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from store.model import Span

LONGEST = 1200
"""Characters after which a sentence without a full stop is cut at the next clause mark, so that no step is quadratic."""

_PARAGRAPH = re.compile(r"[^\n]+")
_BREAK = re.compile(r"""([.!?…؟。！？।]+)(["'”’»)\]]*)(\s+)(?=["'“‘«(\[—–-]*\s*([^\s"'“‘«(\[—–-]))""")
_WORD_BEFORE = re.compile(r"[\w.’'&-]+$")
_INITIALS = re.compile(r"(?:[A-Za-z]\.)*[A-Za-z]")
_CLAUSE = re.compile(r"[;:,，；]\s+|\s+[—–-]\s+")

_BEFORE_NAME = frozenset(
    "mr mrs ms dr prof gen lt col maj capt cmdr cpl sgt adm brig sen rep gov pres rev hon st sr jr fr sheik amb insp supt det pvt"
    " mt ft messrs mme mlle dep vice asst assoc msgr cmd eng ing sra srta dra lic".split()
)
_BEFORE_NUMBER = frozenset(
    "no nos vol art fig p pp sec ch para jan feb mar apr jun jul aug sep sept oct nov dec op".split()
)
_NEVER_LAST = frozenset("vs v e.g i.e cf viz al approx esp incl ca".split())
_MAYBE_LAST = frozenset(
    "u.s u.k u.n e.u u.a.e u.s.a u.s.s.r d.c a.m p.m inc corp co ltd bros plc etc jr sr ph.d".split()
)
_OPENERS = frozenset(
    "the a an in on at it he she they we i this that these those but and or as for if when while after before since"
    " there its his her their our my you some many most all both another one two three meanwhile however also earlier"
    " later last no not so yet with from by to under during despite according although because president officials".split()
)


def split(text: str) -> tuple[Span, ...]:
    """Sentence spans of ``text`` in order, without surrounding white space; spans never overlap."""
    return tuple(span for paragraph in _PARAGRAPH.finditer(text) for span in _split_paragraph(text, *paragraph.span()))


def _split_paragraph(text: str, start: int, end: int) -> Iterator[Span]:
    cuts = [start, *(m.end(3) for m in _BREAK.finditer(text, start, end) if _ends_here(text, start, m)), end]
    for left, right in pairwise(cuts):
        for piece in _shorten(text, left, right):
            trimmed = _trim(text, *piece)
            if trimmed:
                yield trimmed


def _ends_here(text: str, start: int, mark: re.Match[str]) -> bool:
    """Whether the mark closes a sentence, judged by the word before and the character after."""
    following = mark.group(4)
    if mark.group(1) != "." or mark.group(2):
        return not following.islower()
    before = _WORD_BEFORE.search(text, max(start, mark.start() - 24), mark.start())
    word = before.group().lower() if before else ""
    if following.islower() or word in _NEVER_LAST or word in _BEFORE_NAME:
        return False
    if word in _BEFORE_NUMBER:
        return not (following.isdigit() or (text[before.start()].isupper() and len(word) <= 2)) if before else True
    if word in _MAYBE_LAST:
        return _opens_sentence(text, mark.end(3))
    if word and _INITIALS.fullmatch(word) and len(word.replace(".", "")) == 1:
        return word == "i" and _opens_sentence(text, mark.end(3))
    return True


def _opens_sentence(text: str, at: int) -> bool:
    following = re.match(r"[\W_]*(\w+)", text[at : at + 30])
    return following is not None and following[1].lower() in _OPENERS and following[1][0].isupper()


def _shorten(text: str, start: int, end: int) -> Iterator[Span]:
    """Cut an endless run of words at clause marks, else at white space."""
    while end - start > LONGEST:
        clause = _CLAUSE.search(text, start + LONGEST // 2, start + LONGEST)
        space = text.rfind(" ", start + LONGEST // 2, start + LONGEST)
        cut = clause.end() if clause else (space + 1 if space > 0 else start + LONGEST)
        yield start, cut
        start = cut
    yield start, end


def _trim(text: str, start: int, end: int) -> Span | None:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return (start, end) if end > start else None
