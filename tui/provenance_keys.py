"""The commands that tell where an article's text comes from: what cleaning took out, other versions, copies elsewhere."""

from __future__ import annotations

from tui.command import Command

PROVENANCE_COMMANDS: tuple[Command, ...] = (
    Command(
        "cleaning.show", "D", "toggle_edits", "Article", "Show or hide what cleaning took out",
        "show what cleaning took out, and hide it",
    ),
    Command(
        "cleaning.edits", "P", "edits", "Article", "Put back what cleaning took out",
        "what cleaning took out, one by one; put it back",
    ),
    Command("article.versions", "V", "versions", "Article", "Versions: compare, choose", "other versions: compare, choose"),
    Command("article.copies", "C", "copies", "Article", "Near-duplicates: go to one", "near-duplicates: go to one"),
)  # fmt: skip
