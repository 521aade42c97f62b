"""The command line's larger commands: their options, and which module does them once they are asked for."""

from __future__ import annotations

import argparse
from datetime import date
from typing import Any

WHAT = "a file, a folder, a pattern, a web address, or - for standard input"
Commands = Any
"""What ``ArgumentParser.add_subparsers`` returns."""


def add(commands: Commands) -> None:
    """``dateline add``."""
    parser = commands.add_parser(
        "add",
        help="add articles: files, folders, archives, mail, feeds, web addresses, or - for standard input",
        description="Clean articles and keep them in the library, each once. Takes HTML, MHTML, text, Markdown, PDF, "
        "DOCX, EPUB, mail and mailboxes, feeds, sitemaps, bookmarks, OPML, WARC, WACZ, JSON exports, and zip or tar "
        "archives of these; what a file is comes from its content. Standard input is an article, any such file, or a "
        "list of names.",
        epilog="Example: find saved -name '*.html' -print0 | dateline add - --null --tag region/syria",
    )
    parser.add_argument("what", nargs="+", metavar="WHAT", help=WHAT)
    parser.add_argument("-r", "--recursive", action="store_true", help="read the folders within folders, too")
    parser.add_argument("-0", "--null", action="store_true", help="standard input is a list of names parted by NUL")
    parser.add_argument("-n", "--dry-run", action="store_true", help="only say what would be done; ask no address")
    speed = parser.add_mutually_exclusive_group()
    speed.add_argument(
        "--fast",
        dest="careful",
        action="store_false",
        default=None,
        help="read pages the fast way (the default above 50)",
    )
    speed.add_argument(
        "--careful", dest="careful", action="store_true", help="read pages the careful way, however many there are"
    )
    parser.add_argument("--published", type=day, metavar="DATE", help="day of publication, YYYY-MM-DD")
    parser.add_argument("--source", metavar="NAME", help="who published it")
    parser.add_argument("--title", metavar="TEXT", help="the title, where the article's own is wrong or missing")
    parser.add_argument("--tag", action="append", default=[], metavar="NAME", help="tag it (may be repeated)")
    parser.add_argument(
        "--field",
        action="append",
        default=[],
        metavar="OURS=THEIRS",
        help="for JSON exports: the field that holds our body, title, url, author, source, published or tags",
    )
    _pause(parser)
    parser.add_argument(
        "--json", action="store_true", help="say what became of each as JSON, one object a line, the summary last"
    )
    _library(parser)
    parser.set_defaults(run=_add)


def feed(commands: Commands) -> None:
    """``dateline feed``."""
    parser = commands.add_parser("feed", help="follow feeds: add, list, remove, refresh", description="Follow feeds.")
    actions = parser.add_subparsers(title="what to do", metavar="ACTION", required=True)
    adding = actions.add_parser("add", help="follow feeds: their addresses, or OPML files")
    adding.add_argument("what", nargs="+", metavar="WHAT", help="a feed's address, or an OPML file")
    adding.add_argument("--title", metavar="TEXT", help="what to call it (default: its own title)")
    adding.add_argument("--folder", metavar="NAME", help="the folder it lies in")
    adding.add_argument("--tag", action="append", default=[], metavar="NAME", help="tag all that comes from it")
    listing = actions.add_parser("list", help="the feeds that are followed")
    how = listing.add_mutually_exclusive_group()
    how.add_argument("--opml", action="store_true", help="as OPML, for other readers")
    how.add_argument("--json", action="store_true", help="as JSON, one object a line")
    removing = actions.add_parser("remove", help="stop following feeds; their articles stay")
    removing.add_argument("which", nargs="+", metavar="FEED", help="a feed's number, address or title")
    refreshing = actions.add_parser("refresh", help="bring in what is new")
    refreshing.add_argument("which", nargs="*", metavar="FEED", help="only these (default: all)")
    refreshing.add_argument(
        "--summaries", action="store_true", help="do not fetch the pages of entries that are only summaries"
    )
    refreshing.add_argument(
        "--json", action="store_true", help="say what became of each entry as JSON, one object a line"
    )
    _pause(refreshing)
    for action, name in ((adding, "add"), (listing, "list"), (removing, "remove"), (refreshing, "refresh")):
        _library(action)
        action.set_defaults(run=_feed, action=name)


def show(commands: Commands) -> None:
    """``dateline show``."""
    parser = commands.add_parser(
        "show",
        help="print an article, what cleaning changed in it, or its versions",
        epilog="Example: dateline show 12 --diff 1:2",
    )
    parser.add_argument("id", type=int, metavar="ID", help="the article's number, as add says it")
    what = parser.add_mutually_exclusive_group()
    what.add_argument("--edits", action="store_true", help="each change that cleaning made, and by which rule")
    what.add_argument("--versions", action="store_true", help="the texts that came in for it, oldest first")
    what.add_argument(
        "--diff", metavar="A:B", nargs="?", const="", help="how one version became another (default: the last two)"
    )
    what.add_argument("--copies", action="store_true", help="its near-duplicates")
    what.add_argument("--original", action="store_true", help="the bytes it was made from")
    what.add_argument("--json", action="store_true", help="all of it as JSON")
    parser.add_argument(
        "--version", type=int, metavar="N", dest="number", help="that version instead of the one that is read"
    )
    _library(parser)
    parser.set_defaults(run=_show)


def versions(commands: Commands) -> None:
    """``dateline put-back`` and ``dateline choose-version``."""
    back = commands.add_parser(
        "put-back",
        help="put back what cleaning took out of an article",
        description="Put back what cleaning took out of an article. Its text without those edits is read from now on; "
        "`dateline undo` undoes it.",
        epilog="Example: dateline put-back 12 3 5",
    )
    back.add_argument("id", type=int, metavar="ID", help="the article's number")
    back.add_argument(
        "edits", nargs="+", type=int, metavar="EDIT", help="an edit's number, as `dateline show ID --edits` prints it"
    )
    choose = commands.add_parser(
        "choose-version",
        help="read another version of an article from now on",
        epilog="Example: dateline choose-version 12 1",
    )
    choose.add_argument("id", type=int, metavar="ID", help="the article's number")
    choose.add_argument("version", type=int, metavar="N", help="the version, as `dateline show ID --versions` lists it")
    for parser, run in ((back, _put_back), (choose, _choose_version)):
        _library(parser)
        parser.set_defaults(run=run)


def day(value: str) -> str:
    """An ISO date from the command line."""
    try:
        return date.fromisoformat(value).isoformat()
    except ValueError:
        raise argparse.ArgumentTypeError(f"{value!r} is no date: write YYYY-MM-DD, as in 2024-07-28") from None


def _pause(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--pause", type=_seconds, default=1.0, metavar="SECONDS", help="between two requests to one host (default: 1)"
    )


def _seconds(value: str) -> float:
    try:
        seconds = float(value)
    except ValueError:
        seconds = -1.0
    if not 0 <= seconds <= 3600:
        raise argparse.ArgumentTypeError(f"{value!r} is no number of seconds: write 0 to 3600")
    return seconds


def _library(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--db", metavar="FILE", default=argparse.SUPPRESS, help="the library to use, as in `dateline --db FILE`"
    )


def _add(options: argparse.Namespace) -> int:
    from tui.adding import add

    return add(options)


def _feed(options: argparse.Namespace) -> int:
    from tui.feeding import run

    return run(options)


def _show(options: argparse.Namespace) -> int:
    from tui.showing import show

    return show(options)


def _put_back(options: argparse.Namespace) -> int:
    from tui.version_commands import put_back

    return put_back(options)


def _choose_version(options: argparse.Namespace) -> int:
    from tui.version_commands import choose_version

    return choose_version(options)
