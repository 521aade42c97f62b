"""Line breaking by terminal cells, keeping the place of every character.

Widths are those of Rich's cell table, so wide characters take two cells, combining marks none, and a grapheme is never
torn. Lines are filled greedily, as a reader of ragged-right text expects.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from rich.cells import cell_len, split_graphemes

from store.model import Span

_WORD = re.compile(r"[^\s]+")


def wrap(text: str, start: int, end: int, width: int) -> list[Span]:
    """Break ``text[start:end]`` into lines of at most ``width`` cells.

    Args:
        text: any text; line breaks in it count as white space.
        start: first character, an index of ``text``.
        end: index after the last character.
        width: cells a line, at least 2 (a wide character's width).

    Returns:
        Spans of ``text``, one a line, without surrounding white space; together they hold every other character of
        the range, in order. An empty or blank range gives no line.
    """
    width = max(2, width)
    lines: list[Span] = []
    line_start, line_end, used = -1, -1, 0
    for left, right, cells in _unbroken(text, start, end, width):
        gap = 0 if line_start < 0 else cell_len(text[line_end:left])
        if line_start >= 0 and used + gap + cells <= width:
            line_end, used = right, used + gap + cells
            continue
        if line_start >= 0:
            lines.append((line_start, line_end))
        line_start, line_end, used = left, right, cells
    if line_start >= 0:
        lines.append((line_start, line_end))
    return lines


def _unbroken(text: str, start: int, end: int, width: int) -> Iterator[tuple[int, int, int]]:
    """Pieces that stay whole with their width in cells: words, or less where a word is wide or too long."""
    for match in _WORD.finditer(text, start, end):
        word = match.group()
        cells = len(word) if word.isascii() else cell_len(word)
        if cells <= width and (word.isascii() or not _may_break_inside(word)):
            yield match.start(), match.end(), cells
            continue
        yield from _pieces(word, match.start(), width)


def _may_break_inside(word: str) -> bool:
    """Chinese, Japanese and Korean words are broken anywhere; others are kept whole."""
    return any("\u2e80" <= character <= "\uffef" or character >= "\U00020000" for character in word)


def _pieces(word: str, offset: int, width: int) -> Iterator[tuple[int, int, int]]:
    """Cut a word between graphemes: wide ones stand alone, runs of narrow ones are cut at ``width``."""
    run_start, run_cells = 0, 0
    graphemes, _ = split_graphemes(word)
    for left, right, cells in graphemes:
        wide = cells > 1
        if run_cells and (wide or run_cells + cells > width):
            yield offset + run_start, offset + left, run_cells
            run_start, run_cells = left, 0
        run_cells += cells
        if wide:
            yield offset + run_start, offset + right, run_cells
            run_start, run_cells = right, 0
    if run_start < len(word):
        yield offset + run_start, offset + len(word), run_cells


def fit(text: str, width: int) -> str:
    """``text`` cut to ``width`` cells, with an ellipsis where something was left out."""
    if cell_len(text) <= width:
        return text
    if width <= 1:
        return "…" if width == 1 else ""
    kept, used = 0, 0
    for _, right, cells in split_graphemes(text)[0]:
        if used + cells > width - 1:
            break
        kept, used = right, used + cells
    return text[:kept].rstrip() + "…"


def fit_lines(text: str, width: int, most: int) -> list[str]:
    """``text`` wrapped into at most ``most`` lines, the last one ending in an ellipsis where more was to come."""
    spans = wrap(text, 0, len(text), width)
    lines = [text[start:end] for start, end in spans[:most]]
    if len(spans) > most:
        lines[-1] = fit(" ".join(text[spans[most - 1][0] :].split()), width)
    return lines


def offset_at(text: str, span: Span, cell: int) -> int:
    """The index of the character that covers cell number ``cell`` of a line; the line's last one beyond its end."""
    used = 0
    for left, _, cells in split_graphemes(text[span[0] : span[1]])[0]:
        used += cells
        if cell < used:
            return span[0] + left
    return max(span[0], span[1] - 1)


def flow(pieces: Sequence[tuple[str, tuple[str, ...]]], width: int) -> list[list[tuple[str, tuple[str, ...]]]]:
    """Wrap styled pieces: as ``wrap``, with every piece of the lines keeping its style names."""
    text = "".join(piece for piece, _ in pieces)
    lines = []
    for start, end in wrap(text, 0, len(text), width):
        line, at = [], 0
        for piece, names in pieces:
            left, right = max(start, at), min(end, at + len(piece))
            if left < right:
                line.append((text[left:right], names))
            at += len(piece)
        lines.append(line)
    return lines


def joined_within(parts: Sequence[str], width: int, separator: str = " · ") -> str:
    """As many of ``parts`` as fit into ``width`` cells, the first one always, cut if it must be."""
    line = fit(parts[0], width) if parts else ""
    for part in parts[1:]:
        longer = line + separator + part
        if cell_len(longer) <= width:
            line = longer
    return line
