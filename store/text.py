"""Making text from outside safe to keep, to show and to measure, before any offset into it is taken."""

from __future__ import annotations

import re
import unicodedata

_LINE_ENDS = re.compile("[\v\f\x1c\x1d\x1e\x85\u2028\u2029]")
# A whole terminal command goes, so that no "[31m" stays behind. C1 introducers (U+009B, U+009D) do not count as the
# start of one: in news they are mis-decoded Windows-1252 quotation marks, and the words after them are the article's.
_TERMINAL_COMMANDS = re.compile("\x1b\\[[0-?]*[ -/]*[@-~]|\x1b\\][^\x07\x1b\n]{0,2000}(?:\x07|\x1b\\\\)")


# Embeddings, overrides and isolates (U+202A to U+202E, U+2066 to U+206F) can show a sentence in another order than it is
# stored in (CVE-2021-42574). The marks U+200E, U+200F and U+061C stay: Arabic, Persian and Hebrew text needs them and
# they reorder nothing but the neutral character beside them.
_UNWANTED = re.compile("[\x00-\x08\x0e-\x1b\x1f\x7f-\x84\x86-\x9f\u202a-\u202e\u2066-\u206f\ufeff\ufff9-\ufffb]")
_HALVES = re.compile("[\ud800-\udfff]")
# Every character that one of the three patterns above changes: whole pages, which have none, are looked through once.
_ODD = re.compile("[\x00-\x08\v\f\x0e-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u206f\ud800-\udfff\ufeff\ufff9-\ufffb]")


def clean_text(value: str) -> str:
    """Take out what a terminal would obey or a reader could not see, and leave every word as it is.

    Removed: terminal commands (ESC sequences), C0 and C1 controls, DEL, byte-order marks, interlinear annotation
    marks, and the bidirectional embeddings, overrides and isolates. Every kind of line end (CRLF, CR, VT, FF, NEL,
    U+2028, U+2029, the file separators) becomes one newline, a tab one space, half of a surrogate pair U+FFFD.
    Spaces are neither trimmed nor joined. Cleaning twice gives what cleaning once gives.

    Args:
        value: Any text.

    Returns:
        The text, safe to store as UTF-8 and to write to a terminal.
    """
    if "\x1b" in value:
        value = _TERMINAL_COMMANDS.sub("", value)
    value = value.replace("\r\n", "\n").replace("\r", "\n").replace("\t", " ")
    if not _ODD.search(value):
        return value
    value = _UNWANTED.sub("", _LINE_ENDS.sub("\n", value))
    return _HALVES.sub("\N{REPLACEMENT CHARACTER}", value)


def clean_line(value: str) -> str:
    """Clean a text that has to stay on one line (a title, a name): runs of white space become one space.

    Args:
        value: Any text.

    Returns:
        One line, possibly empty.
    """
    return " ".join(clean_text(value).split())


def fold(value: str) -> str:
    """A name or word as it is compared: case, diacritics and runs of white space aside ("Kraków " and "krakow").

    Args:
        value: Any text.

    Returns:
        One line, composed (NFC), possibly empty. Folding twice gives what folding once gives.
    """
    if value.isascii():
        return " ".join(value.casefold().split())
    parts = unicodedata.normalize("NFKD", value.casefold())
    bare = "".join(letter for letter in parts if not unicodedata.combining(letter))
    return " ".join(unicodedata.normalize("NFC", bare.casefold()).split())
