"""The commands that look into the library: ``dateline search``, ``list`` and ``searches``."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from tui.cli import _Parser

    Commands = argparse._SubParsersAction[_Parser]

_LIMIT = 50
_LANGUAGE = """\
words              articles with all of them; "a phrase"; shell* for words that begin so
OR, -, ( )         truce OR ceasefire; -opinion; (a OR b) c
"""


def add_parsers(commands: Commands) -> None:
    """Add the commands' parsers."""
    _search_parser(commands)
    listing = commands.add_parser("list", help="list the articles, newest first")
    _listing_options(listing)
    listing.set_defaults(run=_list)
    _searches_parser(commands)


def language() -> str:
    """The query language in a few lines."""
    from store.search.fields import FIELDS

    rows = [f"{field.name + ':':<18} {field.explains}, as in {field.example}" for field in FIELDS.values()]
    return _LANGUAGE + "\n".join(rows)


def _search_parser(commands: Commands) -> None:
    search = commands.add_parser(
        "search",
        help="find articles by words, phrases and fields",
        description="Find articles. Fields of incidents side by side speak of one and the same incident.",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    search.end = _language_and_example
    search.add_argument("query", nargs="+", metavar="QUERY", help="the query; put it in single quotes")
    search.add_argument("--by", choices=("rank", "date"), default="rank", help="best match first, or newest first")
    _listing_options(search)
    search.set_defaults(run=_search)


def _language_and_example() -> str:
    example = "dateline search 'agent:iran killed:>10 -is:read'"
    return (
        f"The query language:\n\n{language()}\n\nExample: {example}\n"
        "(write -- before a query that begins with a minus sign)"
    )


def _searches_parser(commands: Commands) -> None:
    searches = commands.add_parser(
        "searches",
        help="list, keep and forget saved searches",
        description="List the saved searches with their articles and the unread ones among them; keep or forget one.",
    )
    searches.add_argument("--json", action="store_true", help="print JSON, one object a line")
    _db_option(searches)
    searches.set_defaults(run=_searches)
    what = searches.add_subparsers(title="what to do", metavar="WHAT")
    add = what.add_parser("add", help="keep a search under a name")
    add.add_argument("name", metavar="NAME")
    add.add_argument("query", nargs="+", metavar="QUERY", help="the query; put it in single quotes")
    add.add_argument("--by", choices=("rank", "date"), default="rank", help="best match first, or newest first")
    add.add_argument("--key", metavar="KEY", help="the key that shows it in the reader, such as 5 or f6")
    add.add_argument("--opens", action="store_true", help="open Dateline with it")
    add.set_defaults(run=_add)
    rename = what.add_parser("rename", help="give one another name")
    rename.add_argument("name", metavar="NAME")
    rename.add_argument("new", metavar="NEW")
    rename.set_defaults(run=_rename)
    remove = what.add_parser("remove", help="forget one")
    remove.add_argument("name", metavar="NAME")
    remove.set_defaults(run=_remove)
    for parser in (add, rename, remove):
        _db_option(parser)


def _listing_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--json", action="store_true", help="print JSON, one object a line")
    parser.add_argument(
        "--limit", type=_number, default=_LIMIT, metavar="N", help=f"at most N articles, 0 for all (default: {_LIMIT})"
    )
    _db_option(parser)


def _db_option(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--db", metavar="FILE", default=argparse.SUPPRESS, help="the library, as in `dateline --db FILE`"
    )


def _number(value: str) -> int:
    if not value.isdecimal():
        raise argparse.ArgumentTypeError(f"{value!r} is no number of articles: write 20, or 0 for all")
    return int(value)


def _search(options: argparse.Namespace) -> int:
    return _run("search", options)


def _list(options: argparse.Namespace) -> int:
    return _run("list_all", options)


def _searches(options: argparse.Namespace) -> int:
    return _run("searches", options)


def _add(options: argparse.Namespace) -> int:
    return _run("add", options)


def _rename(options: argparse.Namespace) -> int:
    return _run("rename", options)


def _remove(options: argparse.Namespace) -> int:
    return _run("remove", options)


def _run(name: str, options: argparse.Namespace) -> int:
    import tui.searching

    command: Any = getattr(tui.searching, name)
    return int(command(options))


def _show(options: argparse.Namespace) -> int:
    from tui.showing import show

    return show(options)
