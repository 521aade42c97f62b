"""How highlights and notes stand in the text and in the sidebar: their names, signs and styles. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from store.model import COLORS, Note
from tui.findings import NOTE_LAYER, Mark

SIGNS: Mapping[str, str] = dict(zip(COLORS, "■▲◆●▼", strict=True))
"""A shape for each colour, so that none is told by its colour alone."""
NOTE_SIGN = "✎"
Piece = tuple[str, tuple[str, ...]]


def style_of(note: Note) -> str:
    """The style of the words a note stands on."""
    return f"mark-{note.color}" if note.color in SIGNS else "mark-note"


def note_marks(notes: Iterable[Note]) -> list[Mark]:
    """The words of all notes that stand in the text."""
    return [
        Mark(note.start, note.end, style_of(note), NOTE_LAYER)
        for note in notes
        if note.start is not None and note.end is not None
    ]


def sign_of(note: Note) -> Piece:
    """A note's sign in its colour."""
    if note.color is not None and note.color in SIGNS:
        return SIGNS[note.color], (f"sign-{note.color}",)
    return NOTE_SIGN, ("accent",)


def margin_signs(notes: Sequence[Note]) -> list[tuple[int, Piece]]:
    """For each note in the text the character it begins at, and its sign; a highlight with words has two."""
    signs: list[tuple[int, Piece]] = []
    for note in notes:
        if note.start is None:
            continue
        signs.append((note.start, sign_of(note)))
        if note.body and note.color in SIGNS:
            signs.append((note.start, (NOTE_SIGN, ("muted",))))
    return signs
