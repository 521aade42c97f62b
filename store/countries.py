"""Countries by what they are called: codes of ISO 3166-1 alpha-3, for queries and for what a reader types."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from store.text import clean_line, fold


def country_code(typed: str) -> str | None:
    """The code of a country typed as its code or by a name ("syr", "Syria", "USA"); None where it is neither.

    Three letters that are no country's name count as a code, whether or not a list of ours has it.
    """
    words = clean_line(typed)
    if code := country_names().get(fold(words)):
        return code
    code = words.upper()
    return code if len(code) == 3 and code.isascii() and code.isalpha() else None


@cache
def country_names() -> Mapping[str, str]:
    """Codes by the names of their countries, folded."""
    # Here and not above: few starts of the program need them. The file is read as data, without what finds findings.
    import tomllib
    from importlib.resources import files

    path = files("store").joinpath("extraction/lexicon/actors/states.toml")
    states = tomllib.loads(path.read_text("utf-8"))
    return {fold(name): code for code, row in states.items() for name in (row["name"], *row.get("aliases", ()))}
