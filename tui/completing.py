"""What a prompt offers while one types: the part of the line being written, and the choices that fit it. Pure."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from store.model import Span

SCATTERED_FROM = 3
"""Letters that must be typed before a choice that only has them in order is offered."""
_AFTER_BREAK = re.compile(r"(?<=[/\s\-])\S|(?<=^)\S")


@dataclass(frozen=True, slots=True)
class Choice:
    """One thing to choose: the text that is put in, and a word on it that stands at the right edge."""

    text: str
    hint: str = ""
    style: str = ""


def part_at(line: str, cursor: int, *, several: bool = True) -> Span:
    """The part of ``line`` being written: between the commas around ``cursor``, without the white space at its ends.

    Args:
        line: what was typed.
        cursor: index into it, 0 to its length.
        several: False where a comma is a character like any other; the part is then the whole line.
    """
    start, end = 0, len(line)
    if several:
        start = line.rfind(",", 0, cursor) + 1
        end = line.find(",", cursor) if "," in line[cursor:] else len(line)
    while start < cursor and line[start] == " ":
        start += 1
    while end > max(start, cursor) and line[end - 1] == " ":
        end -= 1
    return start, end


def parts(line: str) -> list[str]:
    """The parts of a line of several, in order, without empty ones."""
    return [part.strip() for part in line.split(",") if part.strip()]


def put(line: str, span: Span, text: str, *, several: bool = True) -> tuple[str, int]:
    """The line with ``text`` in the place of ``span``, ready for the next part where there are several; the cursor."""
    rest = line[span[1] :]
    ending = ", " if several and not rest.strip() else ""
    return line[: span[0]] + text + ending + (rest if rest.strip() else ""), span[0] + len(text) + len(ending)


def fold(text: str) -> str:
    """A text as it is compared: no case, no diacritics."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    return "".join(character for character in plain if not unicodedata.combining(character))


def fitting(typed: str, choices: Iterable[Choice], limit: int = 8) -> list[Choice]:
    """The choices that fit what was typed, best first.

    A choice that begins with it comes before one with a word or a step of its path that does, that before one that
    holds it anywhere, and that before one that has its letters (three or more) in order; within each, the order given is kept.
    """
    wanted = fold(typed.strip())
    ranked = [(rank, choice) for choice in choices if (rank := _rank(wanted, fold(choice.text))) is not None]
    ranked.sort(key=lambda pair: pair[0])
    return [choice for _, choice in ranked[:limit]]


def _rank(wanted: str, text: str) -> int | None:
    if text.startswith(wanted):
        return 0
    if any(text.startswith(wanted, match.start()) for match in _AFTER_BREAK.finditer(text)):
        return 1
    if wanted in text:
        return 2
    letters = iter(text)
    return 3 if len(wanted) >= SCATTERED_FROM and all(letter in letters for letter in wanted) else None


def exact(typed: str, choices: Sequence[Choice]) -> Choice | None:
    """The choice that was typed in full, whatever its case and diacritics; None where there is none."""
    wanted = fold(typed.strip())
    return next((choice for choice in choices if fold(choice.text) == wanted), None)
