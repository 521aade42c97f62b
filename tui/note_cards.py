"""How the reader's notes are put into words in the sidebar: pure, from notes to lines of styled pieces."""

from __future__ import annotations

from collections.abc import Sequence

from rich.cells import cell_len

from store.model import Note
from tui.cards import Item, Piece
from tui.findings import Finding, Findings
from tui.marks import sign_of, style_of
from tui.wrapping import fit, fit_lines, flow

QUOTE_LINES = 3
"""Lines of a note's quote that are shown."""


def note_items(notes: Sequence[Note], findings: Findings | None, width: int) -> list[Item]:
    """Notes in the order of the text; those whose words are gone come last, under a heading of their own."""
    items = [_note_item(note, findings, width) for note in notes if not note.orphaned]
    orphans = [note for note in notes if note.orphaned]
    if orphans:
        lines = flow([("orphaned: the words are gone from the article; enter, then choose others", ("muted",))], width)
        items += [Item([*lines, []]), *(_note_item(note, findings, width) for note in orphans)]
    return items


def _note_item(note: Note, findings: Findings | None, width: int) -> Item:
    """What the note is on, with its sign; what it says; its tags."""
    sign, names = sign_of(note)
    about = [[(text, style) for text, style in line] for line in _about(note, findings, width - 2)]
    lines: list[list[Piece]] = [[(sign + " ", names), *about[0]], *([("  ", ()), *line] for line in about[1:])]
    for paragraph in note.body.split("\n"):
        lines += [[("  ", ()), *line] for line in flow([(paragraph, ("text",))], width - 2)]
    if note.tags:
        chips = fit(" ".join("#" + tag for tag in note.tags), width - 2)
        lines.append([("  ", ()), (chips, ("tag",))])
    return Item([*lines, []], note)


def _about(note: Note, findings: Findings | None, width: int) -> list[list[Piece]]:
    finding = findings.finding(note.finding) if findings and note.finding else None
    if finding is not None and findings is not None:
        return [[_named(findings, finding, width)]]
    if note.exact and note.about == "text":
        look = ("orphaned",) if note.orphaned else (style_of(note),)
        return [[(line, look)] for line in fit_lines(note.exact, width, QUOTE_LINES)]
    return [[("the article" if note.about == "article" else f"an {note.about} that is gone", ("muted",))]]


def _named(findings: Findings, finding: Finding, width: int) -> Piece:
    name = fit(findings.name_of(finding), width)
    if finding.kind == "actor":
        return name, (f"kind-{findings.actors[finding.id].kind}",)
    return name, ("accent",) if cell_len(name) else ()
