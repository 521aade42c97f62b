"""The user's own keys, checked before the reader uses them."""

from __future__ import annotations

from collections.abc import Mapping
from difflib import get_close_matches

from store.model import DatelineError
from tui.commands import BY_ID, COMMANDS, overlap

_NAMES = {
    "?": "question_mark", "+": "plus", "-": "minus", "=": "equals_sign", "/": "slash", "[": "left_square_bracket",
    "]": "right_square_bracket", ".": "full_stop", ";": "semicolon", ":": "colon", "*": "asterisk", "'": "apostrophe",
    "esc": "escape", "pgdn": "pagedown", "pgup": "pageup", "return": "enter", "!": "exclamation_mark", "@": "at",
    "#": "number_sign", "<": "less_than_sign", ">": "greater_than_sign", "_": "underscore", "~": "tilde",
    "|": "vertical_line",
}  # fmt: skip


def nearest(name: str, known: list[str]) -> str:
    """A hint at the known name closest to ``name``: ``" (did you mean 'x'?)"``, or nothing where none is close."""
    close = get_close_matches(name, known, n=1, cutoff=0.6)
    return f" (did you mean '{close[0]}'?)" if close else ""


def read_keymap(wanted: Mapping[str, object]) -> tuple[dict[str, str], list[str]]:
    """Check the settings' ``[keys]`` table.

    Args:
        wanted: command id to a key, several keys joined by commas, or a list of keys.

    Returns:
        The usable part as command id to Textual key names (empty where a command lost its only key to another), and
        one warning a line that is not usable. Where two commands would share a key, the user's command keeps it and
        the warning names both.
    """
    keymap: dict[str, str] = {}
    warnings: list[str] = []
    for command_id, value in wanted.items():
        if command_id not in BY_ID:
            warnings.append(f"[keys] has no command '{command_id}'{nearest(command_id, list(BY_ID))}")
            continue
        keys = _keys(value)
        if not keys:
            warnings.append(f'[keys] {command_id}: give a key such as "j" or a list of keys')
            continue
        keymap[command_id] = ",".join(keys)
    return _without_clashes(keymap, warnings), warnings


def free_key(typed: str, keymap: Mapping[str, str]) -> str:
    """Textual's name of a key that no command has under ``keymap`` (command id to Textual key names).

    Raises:
        DatelineError: It is no single key, or a command has it.
    """
    keys = _keys(typed)
    if len(keys) != 1:
        raise DatelineError(f"“{typed}” is not one key: write one such as 5 or f6")
    for command in COMMANDS:
        if keys[0] in keymap.get(command.id, command.keys).split(","):
            raise DatelineError(f"the key {typed} belongs to {command.id}: choose another, such as 5 or f6")
    return keys[0]


def _keys(value: object) -> list[str]:
    """Textual names of the keys in a settings value; empty where it is no key at all."""
    items = value if isinstance(value, list) else [value]
    texts = [item for item in items if isinstance(item, str) and item.strip()]
    if len(texts) < len(items):
        return []
    parts = [part.strip() for text in texts for part in text.split(",") if part.strip()]
    return ["+".join([*mods, _NAMES.get(key, key)]) for mods, key in map(_split_key, parts)]


def _split_key(key: str) -> tuple[list[str], str]:
    """Modifiers and the key itself; ``+`` alone is a key."""
    if key.endswith("+"):
        return [part for part in key.split("+") if part], "+"
    *modifiers, last = key.split("+")
    return modifiers, last


def _without_clashes(keymap: dict[str, str], warnings: list[str]) -> dict[str, str]:
    """Leave every key to one command of a context: first come among the user's own, and the user's before the default."""
    owners: dict[str, list[str]] = {}
    kept: dict[str, str] = {}
    for command_id, keys in keymap.items():
        free = []
        for key in keys.split(","):
            if owner := _owner(key, command_id, owners):
                warnings.append(f"[keys] '{key}' is given to both {owner} and {command_id}; {owner} keeps it")
            else:
                owners.setdefault(key, []).append(command_id)
                free.append(key)
        if free:
            kept[command_id] = ",".join(free)
    for command in COMMANDS:
        if command.id in kept:
            continue
        taken = [key for key in command.keys.split(",") if _owner(key, command.id, owners)]
        left = [key for key in command.keys.split(",") if key not in taken]
        if taken and left:
            kept[command.id] = ",".join(left)
        elif taken:
            kept[command.id] = ""
            owner = _owner(taken[0], command.id, owners)
            warnings.append(f"[keys] '{taken[0]}' now belongs to {owner}: {command.id} has no key left")
    return kept


def _owner(key: str, command_id: str, owners: Mapping[str, list[str]]) -> str:
    """The command that has the key already where ``command_id`` works; empty where it is free."""
    command = BY_ID[command_id]
    return next((owner for owner in owners.get(key, ()) if overlap(BY_ID[owner], command)), "")
