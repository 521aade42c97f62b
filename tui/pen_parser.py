"""The subcommands about the reader's own work: tags, rules, history, undo and redo, and findings made anew."""

from __future__ import annotations

import argparse
from typing import Any

_WHICH = "articles: numbers (12), ranges of them (3-7), or a query as for `dateline search`, in single quotes"
_QUERY_EXAMPLE = "'place:syria after:2024-01'"


def add_parsers(commands: Any) -> None:
    """Add them to ``dateline``'s own (an ``argparse`` subparsers action)."""
    _tag(commands)
    _rules(commands)
    history = commands.add_parser("history", help="list your changes, the newest first")
    history.add_argument("-n", type=int, default=20, metavar="COUNT", help="how many to list (20)")
    _runs(history, "history")
    _runs(commands.add_parser("undo", help="undo your last change"), "undo")
    _runs(commands.add_parser("redo", help="do again what was undone last"), "redo")
    reextract = commands.add_parser(
        "reextract",
        help="make the findings of articles anew",
        description="Make the findings of articles anew. Your verdicts and corrections stay as they are. "
        "Interrupt it with ctrl+c at any time: what is done is kept.",
    )
    reextract.add_argument("which", nargs="*", metavar="ID|QUERY", help=f"{_WHICH}; every article by default")
    _dry_run(reextract)
    reextract.add_argument("--missing", action="store_true", help="only those that have no findings yet")
    _runs(reextract, "reextract")


def _tag(commands: Any) -> None:
    tag = commands.add_parser("tag", help="add, remove, list, rename, merge and delete tags")
    actions = tag.add_subparsers(title="actions", metavar="ACTION", required=True)
    for name, words in (("add", "add tags to articles"), ("remove", "take tags off articles")):
        examples = f"dateline tag {name} region/syria,iran 12 15-18; dateline tag {name} region/syria {_QUERY_EXAMPLE}"
        action = actions.add_parser(name, help=words, epilog=f"Examples: {examples}")
        action.add_argument("tags", metavar="TAG[,TAG...]", help="one tag, or several parted by commas")
        action.add_argument("which", nargs="+", metavar="ID|QUERY", help=_WHICH)
        _dry_run(action)
        _runs(action, f"tag_{name}")
    listing = actions.add_parser("list", help="list tags with the number of their articles")
    listing.add_argument("begins", nargs="?", default="", metavar="TAG", help="only this tag and those below it")
    _runs(listing, "tag_list")
    rename = actions.add_parser("rename", help="rename a tag and those below it; onto another tag: make them one")
    rename.add_argument("name", metavar="OLD")
    rename.add_argument("new", metavar="NEW")
    _runs(rename, "tag_rename")
    delete = actions.add_parser("delete", help="take a tag and those below it off everything")
    delete.add_argument("name", metavar="TAG")
    _runs(delete, "tag_delete")


def _rules(commands: Any) -> None:
    rules = commands.add_parser("rules", help="list and revoke your rules for actors (made with “always”)")
    actions = rules.add_subparsers(title="actions", metavar="ACTION", required=True)
    _runs(actions.add_parser("list", help="list them"), "rules_list")
    revoke = actions.add_parser("revoke", help="take one back, in every article")
    revoke.add_argument("number", type=int, metavar="NUMBER", help="its number in `dateline rules list`")
    _runs(revoke, "rules_revoke")


def _dry_run(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--dry-run", action="store_true", help="list the articles it would be about, and do nothing")


def _runs(parser: argparse.ArgumentParser, name: str) -> None:
    parser.add_argument(
        "--db", metavar="FILE", default=argparse.SUPPRESS, help="the library to use, as in `dateline --db FILE`"
    )
    parser.set_defaults(run=_Run(name))


class _Run:
    """A command that is imported when it runs."""

    def __init__(self, name: str) -> None:
        self._name = name

    def __call__(self, options: argparse.Namespace) -> int:
        from tui import pen_commands

        status: int = getattr(pen_commands, self._name)(options)
        return status
