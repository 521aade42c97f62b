"""The user's settings: TOML in the platform's settings folder. A mistake there is a warning, never a crash."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from store.search.parsing import parse
from store.search.query import QueryError
from tui.keymap import nearest, read_keymap

MEASURE_MIN, MEASURE_MAX = 40, 120


@dataclass(frozen=True, slots=True)
class Settings:
    """What the user may choose.

    ``theme`` is a Textual theme's name; ``measure`` the longest line of the body in cells; ``start`` a query to open
    with (empty: the saved search that opens Dateline, or else all articles); ``keys`` command id to Textual key names.
    """

    theme: str = "dateline-dark"
    measure: int = 72
    start: str = ""
    keys: Mapping[str, str] = field(default_factory=dict)


def load(path: Path) -> tuple[Settings, list[str]]:
    """Read the settings.

    Args:
        path: the TOML file; one that does not exist means the defaults.

    Returns:
        The settings, with the default wherever the file is silent or wrong, and one warning a mistake.
    """
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return Settings(), []
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        return Settings(), [f"{path} is left aside: {' '.join(str(error).split())}"]
    settings, warnings = Settings(), []
    for name, value in table.items():
        reader = _READERS.get(name)
        if reader is None:
            warnings.append(f"{path.name} has an unknown setting '{name}'{nearest(name, list(_READERS))}")
            continue
        found, complaints = reader(value)
        warnings.extend(f"{path.name}: {complaint}" for complaint in complaints)
        if found is not None:
            settings = replace(settings, **{name: found})
    return settings, warnings


def _theme(value: Any) -> tuple[str | None, list[str]]:
    return (value, []) if isinstance(value, str) else (None, ["theme must be the name of a theme, in quotes"])


def _measure(value: Any) -> tuple[int | None, list[str]]:
    if isinstance(value, int) and not isinstance(value, bool) and MEASURE_MIN <= value <= MEASURE_MAX:
        return value, []
    return None, [f"measure must be a whole number from {MEASURE_MIN} to {MEASURE_MAX}"]


def _start(value: Any) -> tuple[str | None, list[str]]:
    if not isinstance(value, str):
        return None, ["start must be a query in quotes, such as 'is:unread'"]
    try:
        parse(value)
    except QueryError as error:
        return None, [f"start is left aside: {error}"]
    return value, []


def _keys(value: Any) -> tuple[dict[str, str] | None, list[str]]:
    return read_keymap(value) if isinstance(value, dict) else (None, ["keys must be a table: [keys]"])


_READERS: dict[str, Callable[[Any], tuple[Any, list[str]]]] = {
    "theme": _theme,
    "measure": _measure,
    "start": _start,
    "keys": _keys,
}
