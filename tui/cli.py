"""The command line: ``dateline`` and its subcommands. Heavy modules are imported by the command that needs them."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path

VERSION = "0.1.0"


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; the exit status is 0, 1 where only part succeeded, 2 where nothing did, 130 when interrupted."""
    from store.model import DatelineError

    try:
        options = _parser().parse_args(argv)
        return int(options.run(options))
    except DatelineError as error:
        say(str(error))
        return 2
    except KeyboardInterrupt:
        say("interrupted")
        return 130
    except BrokenPipeError:
        # the reader of our output is gone (`dateline extract … | head`): that is no error of ours
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0


def say(message: str) -> None:
    """One line to a person, on stderr."""
    from store.text import clean_line

    print(f"dateline: {clean_line(message)}", file=sys.stderr)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="dateline",
        description="Read the news with who did what to whom beside it. Without a command: open the reader.",
    )
    parser.add_argument("--version", action="version", version=f"dateline {VERSION}")
    parser.add_argument(
        "--db", metavar="FILE", help="the library to use (default: $DATELINE_DB, else your data folder)"
    )
    parser.set_defaults(run=_read)
    commands = parser.add_subparsers(title="commands", metavar="COMMAND")
    _add_parser(commands)
    _extract_parser(commands)
    demo = commands.add_parser("demo", help="open the reader on a throw-away library of sample articles")
    demo.set_defaults(run=_demo)
    bindings = commands.add_parser("bindings", help="list every key and what it does")
    bindings.set_defaults(run=_bindings)
    return parser


def _add_parser(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    add = commands.add_parser("add", help="add articles: files, folders, web addresses, or - for standard input")
    add.add_argument("what", nargs="+", metavar="PATH|URL|-")
    add.add_argument("--published", type=_day, metavar="DATE", help="day of publication, YYYY-MM-DD")
    add.add_argument("--source", metavar="NAME", help="who published it")
    add.add_argument("--title", metavar="TEXT", help="the title, where the file's own is wrong or missing")
    add.add_argument("--tag", action="append", default=[], metavar="NAME", help="tag it (may be repeated)")
    add.add_argument("--db", metavar="FILE", default=argparse.SUPPRESS, help=argparse.SUPPRESS)
    add.set_defaults(run=_add)


def _extract_parser(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    extract = commands.add_parser("extract", help="print the actors and incidents of files, without keeping them")
    extract.add_argument("files", nargs="+", metavar="FILE")
    extract.add_argument("--published", type=_day, metavar="DATE", help="day of publication, YYYY-MM-DD")
    extract.add_argument("--json", action="store_true", help="print JSON: one object, or one a line for several files")
    extract.add_argument(
        "--out", type=Path, metavar="DIR", help="write STEM.json for each file into this folder instead"
    )
    extract.set_defaults(run=_extract)


def _day(value: str) -> str:
    try:
        return date.fromisoformat(value).isoformat()
    except ValueError:
        raise argparse.ArgumentTypeError(f"{value!r} is no date: write YYYY-MM-DD, as in 2024-07-28") from None


def _read(options: argparse.Namespace) -> int:
    from tui.locations import library_path

    _need_terminal()
    from tui.app import run_reader

    return run_reader(library_path(options.db))


def _demo(options: argparse.Namespace) -> int:
    _need_terminal()
    from tui.demo import run_demo

    return run_demo()


def _need_terminal() -> None:
    from store.model import DatelineError

    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        raise DatelineError("the reader needs a terminal: run it there, or use `dateline extract` or `dateline --help`")


def _bindings(options: argparse.Namespace) -> int:
    from tui.commands import listing

    print("\n".join(listing()))
    return 0


def _add(options: argparse.Namespace) -> int:
    from tui.adding import add

    return add(options)


def _extract(options: argparse.Namespace) -> int:
    from tui.extracting import extract_files

    return extract_files(options)
