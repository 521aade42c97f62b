"""The names in a byline, without what stands around names."""

from __future__ import annotations

import re
from collections.abc import Iterable

from store.text import clean_line

_NOISE = re.compile(r"https?://\S+|www\.\S+|\S+@\S+\.\S+|@\w+|\(.*?\)")
_BEFORE = re.compile(
    r"^\s*(?:written by|posted by|reported by|story by|text|by|von|par|por|di|da|door|av|af|od|autor(?:in|es)?|author|foto)\s*:?\s+",
    re.I,
)
_BETWEEN = re.compile(r"\s*(?:;|\||•|·|\n|,(?!\s*(?:Jr|Sr|PhD|MD)\b)|\s(?:and|und|et|y|e|og|och|en|&)\s)\s*")
_ROLE = re.compile(
    r"^(?:(?:senior|chief|staff|political|foreign|special|deputy|news)\s+)*(?:reporter|editor|correspondent|writer|journalist|staff|admin|redaktion|"
    r"redakteur(?:in)?|korrespondent(?:in)?|editor-in-chief|author|contributor|columnist|updated|published)\b.*$",
    re.I,
)
_LONGEST, _MOST_WORDS = 60, 6


def clean(names: Iterable[str]) -> tuple[str, ...]:
    """The names of authors, each once, in the order of the byline.

    Args:
        names: bylines or parts of them, as a page gives them.
    """
    found: dict[str, str] = {}
    for line in names:
        for part in _BETWEEN.split(_BEFORE.sub("", _NOISE.sub(" ", clean_line(line)))):
            name = _BEFORE.sub("", part).strip(" ,;:|-–—")
            if _is_name(name):
                found.setdefault(name.casefold(), name)
    return tuple(found.values())


def _is_name(text: str) -> bool:
    return (
        0 < len(text) <= _LONGEST
        and len(text.split()) <= _MOST_WORDS
        and any(map(str.isalpha, text))
        and not any(map(str.isdigit, text))
        and not _ROLE.match(text)
    )
