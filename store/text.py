"""Text from outside, made safe to keep and to show."""

from __future__ import annotations

import re
import unicodedata

_LINE_BREAKS = re.compile("\r\n|[\r\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029]")
_ESCAPES = re.compile(r"\x1b(?:\[[0-?]*[ -/]*[@-~]|\][^\x07\x1b]*(?:\x07|\x1b\\)|[@-Z\\-_])")
_CONTROLS = re.compile("[\x00-\x08\x0e-\x1b\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufeff\ufff9-\ufffb]")


def clean_text(value: str) -> str:
    """Text without terminal escapes, C0 and C1 controls, and bidirectional overrides; line ends become newlines.

    Left and right marks stay, since Arabic and Hebrew need them; a tab becomes a space; lone surrogates are dropped.
    Cleaning what is clean changes nothing.
    """
    text = _LINE_BREAKS.sub("\n", value)
    text = _CONTROLS.sub("", _ESCAPES.sub("", text)).replace("\t", " ")
    return "".join(c for c in text if unicodedata.category(c) != "Cs") if not text.isprintable() else text


def clean_line(value: str) -> str:
    """``clean_text`` on one line: runs of white space become one space."""
    return " ".join(clean_text(value).split())
