"""Making text from outside safe to keep, to show and to measure, before any offset into it is taken."""

from __future__ import annotations

import re
import unicodedata

_LINE_ENDS = re.compile("\r\n|[\r\v\f\x1c\x1d\x1e\x85\u2028\u2029]")
# A whole terminal command goes, so that no "[31m" stays behind. C1 introducers (U+009B, U+009D) do not count as the
# start of one: in news they are mis-decoded Windows-1252 quotation marks, and the words after them are the article's.
_TERMINAL_COMMANDS = re.compile("\x1b\\[[0-?]*[ -/]*[@-~]|\x1b\\][^\x07\x1b\n]{0,2000}(?:\x07|\x1b\\\\)")


def _unwanted() -> dict[int, str | None]:
    table: dict[int, str | None] = dict.fromkeys([*range(0x20), *range(0x7F, 0xA0)])
    table[ord("\n")] = "\n"
    table[ord("\t")] = " "
    # Embeddings, overrides and isolates can show a sentence in another order than it is stored in (CVE-2021-42574).
    # The marks U+200E, U+200F and U+061C stay: Arabic, Persian and Hebrew text needs them and they reorder nothing
    # but the neutral character beside them.
    table.update(dict.fromkeys([*range(0x202A, 0x202F), *range(0x2066, 0x2070)]))
    table.update(dict.fromkeys([0xFEFF, 0xFFF9, 0xFFFA, 0xFFFB]))
    table.update(dict.fromkeys(range(0xD800, 0xE000), "\N{REPLACEMENT CHARACTER}"))
    return table


_UNWANTED = _unwanted()


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
    without_commands = _TERMINAL_COMMANDS.sub("", value)
    return _LINE_ENDS.sub("\n", without_commands).translate(_UNWANTED)


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
