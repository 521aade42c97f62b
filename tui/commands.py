"""Every command of the reader, once: its keys, its words in the palette, its footer hint and its line in the help.

Bindings, palette, footer, help and ``dateline bindings`` are all made from this table, so none can forget a command.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from textual.binding import Binding

LIST = "list"
BODY = "body"
SIDEBAR = "sidebar"
EMPTY = "empty"
PANES = (LIST, BODY, SIDEBAR)


@dataclass(frozen=True, slots=True)
class Command:
    """One thing the reader can be told to do.

    ``id`` is stable (the user's settings name it); ``keys`` are Textual key names, comma-separated; ``words`` is what
    the palette shows; ``explains`` the help's line; ``hints`` the footer's word by pane, for the panes whose footer
    shows the command, with the key of its ``partner`` (the same thing backwards) where it has one; ``twice`` marks a
    key that is pressed two times in a row.
    """

    id: str
    keys: str
    action: str
    group: str
    words: str
    explains: str
    hints: Mapping[str, str] = field(default_factory=dict)
    partner: str = ""
    twice: bool = False


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
        {LIST: "article", BODY: "sentence", SIDEBAR: "finding"},
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
    Command("tab.actors", "1", "tab('actors')", "Panes", "Show the actors", "sidebar: actors", {SIDEBAR: "actors"}),
    Command(
        "tab.incidents",
        "2",
        "tab('incidents')",
        "Panes",
        "Show the incidents",
        "sidebar: incidents",
        dict.fromkeys(PANES, "incidents"),
    ),
    Command("tab.notes", "3", "tab('notes')", "Panes", "Show the notes", "sidebar: notes", {SIDEBAR: "notes"}),
    Command(
        "back", "escape", "back", "Panes", "Back out one level", "back out one level", {BODY: "back", SIDEBAR: "back"}
    ),
    Command(
        "enter",
        "enter",
        "enter",
        "Findings",
        "Open the article or choose the finding",
        "read · what the sentence says · show in text",
        {LIST: "read", BODY: "what it says", SIDEBAR: "show in text"},
    ),
    Command(
        "finding.next",
        "n",
        "walk(1)",
        "Findings",
        "Next sentence of the chosen finding, or next match",
        "next sentence of the chosen finding, or match",
        {BODY: "its places", SIDEBAR: "its places"},
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
    Command("article.star", "s", "toggle_star", "Article", "Star or unstar", "star or unstar", {LIST: "star"}),
    Command(
        "article.browse", "o", "browse", "Article", "Open in the browser", "open in the browser", {LIST: "browser"}
    ),
    Command(
        "sentence.copy",
        "c",
        "copy",
        "Article",
        "Copy the sentence",
        "copy the sentence to the clipboard",
        {BODY: "copy"},
    ),
    Command("undo", "u", "undo", "Article", "Undo the last change", "undo your last change"),
    Command("view.zen", "z", "zen", "View", "Zen: the body alone", "zen: the body alone", {BODY: "zen"}),
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
        dict.fromkeys((*PANES, EMPTY), "help"),
    ),
    Command(
        "palette",
        "ctrl+p",
        "app.command_palette",
        "Dateline",
        "Command palette",
        "every command, by its words",
        dict.fromkeys(PANES, "commands"),
    ),
    Command("quit", "q", "app.quit", "Dateline", "Quit", "quit", {LIST: "quit", EMPTY: "quit"}),
)

BY_ID: Mapping[str, Command] = {command.id: command for command in COMMANDS}

_SHOWN = {
    "question_mark": "?", "plus": "+", "minus": "-", "equals_sign": "=", "escape": "esc", "pagedown": "pgdn",
    "pageup": "pgup", "down": "↓", "up": "↑", "left": "←", "right": "→", "space": "space", "shift+tab": "shift+tab",
    "slash": "/", "left_square_bracket": "[", "right_square_bracket": "]", "comma": ",", "full_stop": ".",
}  # fmt: skip


def bindings() -> list[Binding]:
    """One Textual binding a command, with the command's id, so that the user's keymap can replace its keys."""
    from textual.binding import Binding

    return [
        Binding(command.keys, command.action, command.words, show=bool(command.hints), id=command.id)
        for command in COMMANDS
    ]


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
