"""Every command of the reader, once: its keys, its words in the palette, its footer hint and its line in the help.

Bindings, palette, footer, help and ``dateline bindings`` are all made from this table, so none can forget a command.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tui.command import BODY, EMPTY, LIST, NOTES, PANES, SIDEBAR, Command
from tui.pen_keys import PEN_COMMANDS, TRAVEL_COMMANDS
from tui.provenance_keys import PROVENANCE_COMMANDS

if TYPE_CHECKING:
    from textual.binding import Binding


@dataclass(frozen=True, slots=True)
class BindingRow:
    """One line of ``dateline bindings``: the command's id, its keys as a person writes them, and what it does."""

    id: str
    keys: str
    explains: str
    group: str


COMMANDS: tuple[Command, ...] = (
    Command(
        "move.down",
        "j,down",
        "move('down')",
        "Moving",
        "Next sentence, article or finding",
        "next article, sentence or finding",
        {LIST: "article", BODY: "sentence", SIDEBAR: "finding", NOTES: "note"},
        "move.up",
    ),
    Command("move.up", "k,up", "move('up')", "Moving", "Previous sentence, article or finding", "previous one"),
    Command("move.top", "g", "move_top", "Moving", "Go to the top", "top (press it twice)", twice=True),
    Command("move.first", "home", "move('top')", "Moving", "Go to the first line", "top"),
    Command("move.bottom", "G,end", "move('bottom')", "Moving", "Go to the bottom", "bottom"),
    Command("move.half_down", "ctrl+d", "move('half_down')", "Moving", "Half a page down", "half a page down"),
    Command("move.half_up", "ctrl+u", "move('half_up')", "Moving", "Half a page up", "half a page up"),
    Command("move.page_down", "pagedown,space", "move('page_down')", "Moving", "One page down", "a page down"),
    Command("move.page_up", "pageup", "move('page_up')", "Moving", "One page up", "a page up"),
    Command("pane.next", "tab", "pane_step(1)", "Panes", "Next pane", "next pane"),
    Command("pane.previous", "shift+tab", "pane_step(-1)", "Panes", "Previous pane", "previous pane"),
    Command("pane.left", "h,left", "pane_side(-1)", "Panes", "Pane to the left", "pane to the left"),
    Command("pane.right", "l,right", "pane_side(1)", "Panes", "Pane to the right", "pane to the right"),
    Command("tab.actors", "1", "tab('actors')", "Panes", "Show the actors", "sidebar: actors"),
    Command(
        "tab.incidents",
        "2",
        "tab('incidents')",
        "Panes",
        "Show the incidents",
        "sidebar: incidents",
        {LIST: "incidents"},
    ),
    Command("tab.notes", "3", "tab('notes')", "Panes", "Show the notes", "sidebar: notes"),
    Command("back", "escape", "back", "Panes", "Back out one level", "back out one level"),
    *TRAVEL_COMMANDS,
    Command(
        "enter",
        "enter",
        "enter",
        "Findings",
        "Open the article or choose the finding",
        "read · what the sentence says · show in text",
        {LIST: "read", BODY: "what it says", SIDEBAR: "show in text", NOTES: "show in text"},
    ),
    Command(
        "finding.next",
        "n",
        "walk(1)",
        "Findings",
        "Next sentence of the chosen finding, or next match",
        "next sentence of the chosen finding, or match",
        {BODY: "its places"},
        "finding.previous",
    ),
    Command(
        "finding.previous",
        "N",
        "walk(-1)",
        "Findings",
        "Previous sentence of the chosen finding, or previous match",
        "previous sentence of the chosen finding, or match",
    ),
    *PEN_COMMANDS,
    Command(
        "finding.why",
        "w",
        "why",
        "Findings",
        "Why: the reasons of the incident",
        "why the incident says what it says",
        {SIDEBAR: "why"},
    ),
    Command(
        "search.open",
        "slash",
        "search",
        "Search",
        "Search the library",
        "search the library, as you type",
        {LIST: "search"},
    ),
    Command(
        "search.order", "O", "search_order", "Search", "Order: best match or newest first", "best match or newest first"
    ),
    Command("search.save", "ctrl+s", "save_search", "Search", "Save this search", "save this search under a name"),
    Command("search.saved", "S", "saved_searches", "Search", "Saved searches", "saved searches"),
    Command("find", "f", "find", "Search", "Find in the article", "find in the article", {BODY: "find"}),
    Command(
        "article.read", "r", "toggle_read", "Article", "Mark read or unread", "mark read or unread", {LIST: "unread"}
    ),
    Command("article.reviewed", "Y", "toggle_reviewed", "Article", "Mark reviewed, or not", "mark reviewed, or not"),
    Command("article.star", "s", "toggle_star", "Article", "Star or unstar", "star or unstar", {LIST: "star"}),
    Command("article.browse", "o", "browse", "Article", "Open in the browser", "open in the browser", {}),
    Command(
        "sentence.copy",
        "c",
        "copy",
        "Article",
        "Copy the sentence",
        "copy the sentence to the clipboard",
    ),
    *PROVENANCE_COMMANDS,
    Command("article.read_all", "R", "read_all", "Article", "Mark all articles shown as read", "mark all shown read"),
    Command("undo", "u", "undo", "History", "Undo the last change", "undo your last change"),
    Command("redo", "ctrl+r", "redo", "History", "Redo what was undone", "redo what was undone"),
    Command("history", "H", "history", "History", "History of your changes", "all your changes"),
    Command("view.zen", "z", "zen", "View", "Zen: the body alone", "zen: the body alone"),
    Command("view.wider", "plus,equals_sign", "measure(4)", "View", "Wider lines", "wider lines"),
    Command("view.narrower", "minus", "measure(-4)", "View", "Narrower lines", "narrower lines"),
    Command("view.theme", "f2", "theme", "View", "Switch between dark and light", "dark or light"),
    Command(
        "view.reload",
        "f5",
        "reload",
        "View",
        "Reload the article list",
        "read the list anew",
        {EMPTY: "read the list anew"},
    ),
    Command(
        "feeds.refresh",
        "F",
        "refresh_feeds",
        "Dateline",
        "Refresh the feeds, or stop refreshing",
        "refresh the feeds; again to stop",
        {EMPTY: "refresh the feeds"},
    ),
    Command(
        "help",
        "question_mark",
        "help",
        "Dateline",
        "Help: all keys",
        "this help",
        dict.fromkeys((*PANES, NOTES, EMPTY), "help"),
    ),
    Command(
        "palette",
        "ctrl+p",
        "app.command_palette",
        "Dateline",
        "Command palette",
        "every command, by its words",
        {LIST: "commands"},
    ),
    Command("quit", "q", "app.quit", "Dateline", "Quit", "quit", {LIST: "quit", EMPTY: "quit"}),
)

BY_ID: Mapping[str, Command] = {command.id: command for command in COMMANDS}
_BY_ACTION: Mapping[str, Command] = {command.action: command for command in COMMANDS}

_SHOWN = {
    "question_mark": "?", "plus": "+", "minus": "-", "equals_sign": "=", "escape": "esc", "pagedown": "pgdn",
    "pageup": "pgup", "down": "↓", "up": "↑", "left": "←", "right": "→", "space": "space", "shift+tab": "shift+tab",
    "slash": "/", "asterisk": "*", "left_curly_bracket": "{", "right_curly_bracket": "}",
    "left_square_bracket": "[", "right_square_bracket": "]", "comma": ",", "full_stop": ".",
}  # fmt: skip


def bindings(keymap: Mapping[str, str]) -> list[Binding]:
    """One Textual binding a command, with its keys under ``keymap``; those that work in few contexts come first.

    Textual runs the first binding of a key whose action is allowed (see :func:`allowed`).
    """
    from textual.binding import Binding

    keyed = [(command, keymap.get(command.id, command.keys)) for command in COMMANDS]
    keyed.sort(key=lambda pair: not pair[0].only)
    return [Binding(keys, command.action, command.words, id=command.id) for command, keys in keyed if keys]


def allowed(action: str, context: str) -> bool:
    """Whether a command works in a context; actions that are no command's always do."""
    command = _BY_ACTION.get(action)
    return command is None or not command.only or context in command.only


def overlap(one: Command, other: Command) -> bool:
    """Whether two commands with the same key would be in each other's way.

    They are not where they work in different contexts, nor where one works in a few of them and the other everywhere.
    """
    return bool(set(one.only) & set(other.only)) or not (one.only or other.only)


def shown(keys: str, *, twice: bool = False) -> str:
    """Comma-separated key names as a person writes them: ``"G,end"`` is ``"G end"``."""
    names = [_SHOWN.get(key.strip(), key.strip()) for key in keys.split(",")]
    return "  ".join(f"{name} {name}" if twice else name for name in names)


def binding_rows(keymap: Mapping[str, str]) -> list[BindingRow]:
    """All commands with the keys they have under ``keymap`` (command id to Textual key names)."""
    return [
        BindingRow(
            command.id,
            shown(keymap.get(command.id, command.keys), twice=command.twice),
            command.explains,
            command.group,
        )
        for command in COMMANDS
    ]


def footer_hints(pane: str, keymap: Mapping[str, str]) -> list[tuple[str, str]]:
    """Key and word of each command that the footer shows for ``pane``; the help comes last, where it is kept longest."""
    hints = []
    for command in sorted(COMMANDS, key=lambda command: command.id == "help"):
        keys = [keymap.get(id, BY_ID[id].keys).split(",")[0] for id in (command.id, command.partner) if id]
        if pane in command.hints and all(keys):
            hints.append(("/".join(shown(key) for key in keys), command.hints[pane]))
    return hints


def listing(keymap: Mapping[str, str] | None = None) -> list[str]:
    """Lines of ``dateline bindings``: id, keys, what it does; ``keymap`` defaults to the user's settings."""
    if keymap is None:
        from tui.locations import config_path
        from tui.settings import load

        keymap = load(config_path())[0].keys
    rows = binding_rows(keymap)
    wide = max(len(row.id) for row in rows), max(len(row.keys) for row in rows)
    return [f"{row.id:<{wide[0]}}  {row.keys:<{wide[1]}}  {row.explains}" for row in rows]
