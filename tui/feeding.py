"""``dateline feed``: following feeds, and bringing in what is new in them."""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from dataclasses import asdict
from pathlib import Path

from store.feeds import Feed
from store.intake.fetch import Courtesy
from store.intake.formats import Subscription, unpack
from store.library import Library
from store.model import DatelineError
from store.refreshing import Refreshed, Refreshing
from tui.cli import exit_status, say
from tui.locations import library_path
from tui.sources import is_url


def run(options: argparse.Namespace) -> int:
    """Do one of the feed commands; the exit status is 0, 1 where only a part succeeded, 2 where nothing did."""
    path = library_path(options.db)
    if options.action != "add" and not path.exists():
        raise DatelineError("no feeds are followed yet: dateline feed add ADDRESS")
    with Library.open(path) as library:
        return {"add": _add, "list": _list, "remove": _remove, "refresh": _refresh}[options.action](library, options)


def _add(library: Library, options: argparse.Namespace) -> int:
    done = total = 0
    for what in options.what:
        for found in _subscriptions(what):
            total += 1
            try:
                if isinstance(found, DatelineError):
                    raise found
                title, folder = options.title or found.title, options.folder or found.folder
                feed, new = library.feeds.add(found.url, title=title, folder=folder, tags=options.tag)
            except DatelineError as error:
                say(str(error))
                continue
            done += 1
            print(f"{'following' if new else 'already following'} {feed.id}: {feed.name}")
    if done:
        print("dateline feed refresh brings in their articles", file=sys.stderr)
    return exit_status(done, total)


def _subscriptions(what: str) -> list[Subscription | DatelineError]:
    if is_url(what):
        return [Subscription(what)]
    try:
        with Path(what).open("rb") as file:
            found = list(unpack(file, Path(what).stat().st_size, what))
    except OSError as error:
        return [DatelineError(f"cannot read {what}: {error.strerror or error}")]
    named = [item for item in found if isinstance(item, Subscription | DatelineError)]
    return named or [DatelineError(f"{what} names no feeds: give a feed's address, or an OPML file")]


def _list(library: Library, options: argparse.Namespace) -> int:
    feeds = library.feeds.all()
    if options.opml:
        from store.export.opml import document

        print(document(feeds), end="")
    elif options.json:
        for feed in feeds:
            print(json.dumps(asdict(feed)))
    else:
        print("\n".join(map(_line, feeds)) or "no feeds are followed yet: dateline feed add ADDRESS")
    return 0


def _line(feed: Feed) -> str:
    folder = f"{feed.folder}/ " if feed.folder else ""
    checked = f"refreshed {feed.checked[:10]}" if feed.checked else "not refreshed yet"
    return f"{feed.id:>4}  {folder}{feed.name}  {feed.url}  ({feed.error or checked})"


def _remove(library: Library, options: argparse.Namespace) -> int:
    done = 0
    for which in options.which:
        try:
            print(f"no longer following {library.feeds.remove(which).name}; its articles stay")
            done += 1
        except DatelineError as error:
            say(str(error))
    return exit_status(done, len(options.which))


def _refresh(library: Library, options: argparse.Namespace) -> int:
    feeds = [library.feeds.find(which) for which in options.which] or library.feeds.all()
    if not feeds:
        raise DatelineError("no feeds are followed yet: dateline feed add ADDRESS")
    refreshing = Refreshing(library, Courtesy(options.pause), whole=not options.summaries)
    counts: Counter[str] = Counter()
    failed = 0
    for refreshed in refreshing.run(feeds):
        failed += bool(refreshed.error)
        counts.update(result.outcome for result in refreshed.results)
        _tell(refreshed, as_json=options.json)
    if options.json:
        print(json.dumps({"summary": {"feeds": len(feeds), "failed feeds": failed, **counts}}))
    elif len(feeds) > 1:
        print(f"{len(feeds)} feeds, {failed} failed: {_words(counts) or 'nothing new'}", file=sys.stderr)
    return exit_status(len(feeds) - failed, len(feeds))


def _tell(refreshed: Refreshed, *, as_json: bool) -> None:
    if as_json:
        about = {"feed": refreshed.feed.url, "error": refreshed.error, "unchanged": refreshed.unchanged}
        print(json.dumps(about | {"entries": [asdict(result) for result in refreshed.results]}))
    elif refreshed.error:
        say(refreshed.error)
    else:
        said = _words(Counter(result.outcome for result in refreshed.results))
        print(f"{refreshed.feed.name}: {said or 'nothing new'}")
        for result in refreshed.results:
            if result.outcome == "failed":
                say(result.why)


def _words(counts: Counter[str]) -> str:
    return ", ".join(f"{count} {outcome}" for outcome, count in counts.items())
