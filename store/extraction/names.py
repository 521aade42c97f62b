"""What the names of actors share: words, first letters, capitals."""

from __future__ import annotations

from collections.abc import Iterator

from store.extraction.actor_table import fold, words_of


def differ(some: set[str], others: set[str]) -> bool:
    """Whether there are names on both sides that share no word, and none of which is short for another.

    Of the annotated actors that have names 97 of 100 have none so far apart, nearly all others being in the actor table.
    """
    if not some or not others:
        return False
    if not {w for n in some for w in words_of(n)}.isdisjoint(w for n in others for w in words_of(n)):
        return False
    return not any(shortens(a, b) or shortens(b, a) for a in some for b in others)


def shortens(short: str, long: str) -> bool:
    """Whether a name is made of the first letters of another."""
    return len(short) > 1 and initials(long) == short.replace(".", "").upper()


def forms(name: str) -> Iterator[str]:
    """What other names of one actor may show of a name: its words, the first letters of its words, itself in capitals."""
    yield from fold(name).split()
    yield f"initials {initials(name)}"
    yield f"capitals {name.upper()}"


def initials(name: str) -> str:
    """The first letters of the capitalised words of a name of several words; for another a mark that is no name."""
    words = [w for w in name.replace("-", " ").split() if w[:1].isupper()]
    return "".join(w[0] for w in words) if len(words) >= 2 else "\0"
