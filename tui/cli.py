"""The command line: ``dateline`` and its subcommands. Heavy modules are imported by the command that needs them."""

from __future__ import annotations

import argparse
import io
import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NoReturn

from tui import parsers

VERSION = "0.1.0"


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; the exit status is 0, 1 where only part succeeded, 2 where nothing did, 130 when interrupted."""
    from store.failure import DatelineError

    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(errors="replace")  # an old terminal shows "?" for what it has no letter for
    try:
        options = _parser().parse_args(argv)
        status = int(options.run(options))
        print(end="", flush=True)
        return status
    except DatelineError as error:
        say(str(error))
        return 2
    except KeyboardInterrupt:
        say("interrupted")
        return 130
    except BrokenPipeError:
        # the reader of our output is gone (`dateline extract … | head`): that is no error of ours
        _forget_output()
        return 0
    except OSError as error:
        say(f"stopped: {error.strerror or error}")
        _forget_output()
        return 2


def _forget_output() -> None:
    """Let the interpreter's last flush at exit go nowhere, where it cannot fail again."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def say(message: str) -> None:
    """One line to a person, on stderr."""
    from store.text import clean_line

    print(f"dateline: {clean_line(message)}", file=sys.stderr)


def exit_status(done: int, total: int) -> int:
    """0 where all was done, 1 where a part was, 2 where nothing was."""
    return 0 if done == total else 1 if done else 2


class _Parser(argparse.ArgumentParser):
    """A parser that tells a mistake in one line and where to read more.

    ``end`` makes the end of its help where that takes more than there is need to load at every start.
    """

    end: Callable[[], str] | None = None

    def format_help(self) -> str:
        """The help, its end made now."""
        if self.end is not None:
            self.epilog = self.end()
        return super().format_help()

    def error(self, message: str) -> NoReturn:
        say(f"{message} (see `{self.prog} --help`)")
        self.exit(2)


def _parser() -> argparse.ArgumentParser:
    from tui.pen_parser import add_parsers as add_pen_parsers
    from tui.search_cli import add_parsers as add_search_parsers

    parser = _Parser(
        prog="dateline",
        description="Read the news with who did what to whom beside it. Without a command: open the reader.",
        epilog="New here? `dateline demo` opens the reader on sample articles; `dateline COMMAND --help` tells more.",
    )
    parser.add_argument("--version", action="version", version=f"dateline {VERSION}", help="print the version")
    parser.add_argument(
        "--db", metavar="FILE", help="the library to use (default: $DATELINE_DB, else your data folder)"
    )
    parser.set_defaults(run=_read)
    commands = parser.add_subparsers(title="commands", metavar="COMMAND")
    parsers.add(commands)
    parsers.feed(commands)
    parsers.show(commands)
    parsers.versions(commands)
    _extract_parser(commands)
    _explain_parser(commands)
    add_search_parsers(commands)
    add_pen_parsers(commands)
    demo = commands.add_parser("demo", help="open the reader on a throw-away library of sample articles")
    demo.set_defaults(run=_demo)
    bindings = commands.add_parser("bindings", help="list every key and what it does")
    bindings.set_defaults(run=_bindings)
    return parser


def _extract_parser(commands: argparse._SubParsersAction[_Parser]) -> None:
    extract = commands.add_parser(
        "extract",
        help="print the actors and incidents of articles, without keeping them",
        description="Print the actors and incidents of articles, without keeping anything.",
        epilog="Example: dateline extract saved/*.html --json --out findings",
    )
    extract.add_argument("what", nargs="+", metavar="WHAT", help=parsers.WHAT)
    extract.add_argument(
        "--published",
        type=parsers.day,
        metavar="DATE",
        help="day of publication, YYYY-MM-DD: what 'last week' counts from",
    )
    extract.add_argument("--json", action="store_true", help="print JSON: one object, or one a line for several")
    extract.add_argument(
        "--out", type=Path, metavar="DIR", help="write JSON into this folder instead: NAME.json for each NAME.txt"
    )
    extract.set_defaults(run=_extract)


def _explain_parser(commands: argparse._SubParsersAction[_Parser]) -> None:
    explain = commands.add_parser(
        "explain",
        help="tell why an article's incidents say what they say",
        description="For every slot of every incident: the words, the rule or model, its confidence, the sentence.",
        epilog="Example: dateline explain saved/report.html i3",
    )
    explain.add_argument("file", metavar="FILE", help="a file, a web address, or - for standard input")
    explain.add_argument("incident", nargs="?", metavar="INCIDENT", help="one incident, by its id: i1, i2, ...")
    explain.add_argument(
        "--published",
        type=parsers.day,
        metavar="DATE",
        help="day of publication, YYYY-MM-DD: what 'last week' counts from",
    )
    explain.add_argument("--json", action="store_true", help="print JSON")
    explain.set_defaults(run=_explain)


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

    if not all(stream is not None and stream.isatty() for stream in (sys.stdin, sys.stdout)):
        raise DatelineError("the reader needs a terminal: run it there, or use `dateline extract` or `dateline --help`")


def _bindings(options: argparse.Namespace) -> int:
    from tui.commands import listing
    from tui.locations import config_path
    from tui.settings import load

    settings, warnings = load(config_path())
    for warning in warnings:
        say(warning)
    print("\n".join(listing(settings.keys)))
    return 0


def _extract(options: argparse.Namespace) -> int:
    from tui.extracting import extract_files

    return extract_files(options)


def _explain(options: argparse.Namespace) -> int:
    from tui.explaining import explain

    return explain(options)
