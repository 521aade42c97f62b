"""What cleaning changed, as edits that can be applied to the source text, undone on the clean text, and mapped across."""

from __future__ import annotations

from collections.abc import Sequence

from store.model import Edit


def apply(source: str, edits: Sequence[Edit]) -> str:
    """The clean text: every edit made on the source text.

    Args:
        source: the text whose characters the edits count.
        edits: in order, not overlapping.

    Raises:
        ValueError: an edit does not fit the source text.
    """
    pieces, at = [], 0
    for edit in edits:
        if edit.start < at or source[edit.start : edit.end] != edit.removed:
            raise ValueError(f"the edit at {edit.start} ({edit.rule}) does not fit the text")
        pieces += [source[at : edit.start], edit.put]
        at = edit.end
    return "".join([*pieces, source[at:]])


def undo(text: str, edits: Sequence[Edit]) -> str:
    """The source text: every edit taken back from the clean text.

    Raises:
        ValueError: an edit does not fit the clean text.
    """
    return apply(text, [Edit(start, start + len(e.put), e.rule, e.put, e.removed) for e, start in placed(edits)])


def to_text(offset: int, edits: Sequence[Edit]) -> int:
    """Where a character of the source text stands in the clean text; within a removed stretch, where it was cut out."""
    for edit, start in reversed(placed(edits)):
        if offset >= edit.end:
            return start + len(edit.put) + offset - edit.end
        if offset >= edit.start:
            return start
    return offset


def to_source(offset: int, edits: Sequence[Edit]) -> int:
    """Where a character of the clean text stands in the source text; within what was put in, where it was put."""
    for edit, start in reversed(placed(edits)):
        if offset >= start + len(edit.put):
            return edit.end + offset - start - len(edit.put)
        if offset >= start:
            return edit.start
    return offset


def placed(edits: Sequence[Edit]) -> list[tuple[Edit, int]]:
    """Each edit with the offset in the clean text at which its ``put`` begins."""
    found, shift = [], 0
    for edit in edits:
        found.append((edit, edit.start + shift))
        shift += len(edit.put) - (edit.end - edit.start)
    return found
