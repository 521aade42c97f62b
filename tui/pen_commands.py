"""``dateline tag``, ``rules``, ``history``, ``undo``, ``redo`` and ``reextract``: the reader's own work by command."""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from store.library import Library
from store.model import DatelineError
from store.tags import folded, tag_name, typed_tags
from tui.cards import counted
from tui.choosing import chosen
from tui.cli import exit_status, say
from tui.locations import library_path


@contextmanager
def _library(options: argparse.Namespace) -> Iterator[Library]:
    """The library named, which must be there: a mistyped name makes no new one."""
    path = library_path(options.db)
    if not path.exists():
        raise DatelineError(f"there is no library at {path}: add an article first, or name another with --db")
    with Library.open(path) as library:
        yield library


def tag_add(options: argparse.Namespace) -> int:
    """Add tags to articles; a name after a minus sign is taken off."""
    with _library(options) as library:
        add, remove = typed_tags(options.tags)
        return _change_tags(library, options, add, remove)


def tag_remove(options: argparse.Namespace) -> int:
    """Take tags off articles."""
    with _library(options) as library:
        names = [tag_name(name) for name in options.tags.split(",")]
        return _change_tags(library, options, [], names)


def _change_tags(library: Library, options: argparse.Namespace, add: Sequence[str], remove: Sequence[str]) -> int:
    ids = chosen(library, options.which)
    if options.dry_run:
        return _listed(library, ids)
    return _tagged(library, library.tags.change(ids, add, remove))


def _listed(library: Library, ids: Sequence[int]) -> int:
    """Print the articles that a command would be about."""
    for row in library.articles.rows(ids):
        print(f"{row.id:>6}  {row.title}")
    say(f"{counted(len(ids), 'article')}; nothing was done")
    return 0


def tag_list(options: argparse.Namespace) -> int:
    """List every tag with its articles, and its notes where it has some."""
    begins = folded(tag_name(options.begins)) if options.begins else ""
    with _library(options) as library:
        for use in library.tags.uses():
            name = folded(use.name)
            if not begins or name == begins or name.startswith(f"{begins}/"):
                notes = f"\t{use.notes} {'note' if use.notes == 1 else 'notes'}" if use.notes else ""
                print(f"{use.below:>6,}  {use.name}{notes}")
    return 0


def tag_rename(options: argparse.Namespace) -> int:
    """Rename a tag with those below it."""
    with _library(options) as library:
        return _tagged(library, library.tags.rename(options.name, options.new))


def tag_delete(options: argparse.Namespace) -> int:
    """Delete a tag with those below it."""
    with _library(options) as library:
        return _tagged(library, library.tags.delete(options.name))


def rules_list(options: argparse.Namespace) -> int:
    """List the rules for actors."""
    with _library(options) as library:
        for rule in library.rules.all():
            print(f"{rule.id:>4}  {rule.name}  =  {', '.join(rule.names)}  (since {rule.made[:10]})")
    return 0


def rules_revoke(options: argparse.Namespace) -> int:
    """Take a rule back."""
    with _library(options) as library:
        library.rules.revoke(options.number)
        library.findings.refresh()
        return _said(library)


def history(options: argparse.Namespace) -> int:
    """List the changes, the newest first."""
    if options.n < 1:
        raise DatelineError("list at least one change: -n 20")
    with _library(options) as library:
        for entry in library.journal.entries(options.n):
            print(f"{entry.at[:16].replace('T', ' ')}  {'(undone) ' if entry.undone else ''}{entry.words}")
    return 0


def undo(options: argparse.Namespace) -> int:
    """Undo the last change that stands."""
    with _library(options) as library:
        words = library.journal.undo()
    if words is None:
        raise DatelineError("there is nothing to undo")
    print(f"undone: {words}")
    return 0


def redo(options: argparse.Namespace) -> int:
    """Do the change again that was undone last."""
    with _library(options) as library:
        words = library.journal.redo()
    if words is None:
        raise DatelineError("there is nothing to redo")
    print(f"redone: {words}")
    return 0


def reextract(options: argparse.Namespace) -> int:
    """Make findings anew, article by article, each kept as soon as it is made.

    Returns:
        0 when all went well, 1 when some failed, 2 when all did, 130 when interrupted.
    """
    with _library(options) as library:
        ids = chosen(library, options.which) if options.which else library.articles.ids()
        if options.missing:
            missing = set(library.articles.ids(without_findings=True))
            ids = [id for id in ids if id in missing]
        if not ids:
            say("there are no findings to make")
            return 0
        if options.dry_run:
            return _listed(library, ids)
        return _each(library, ids)


def _each(library: Library, ids: list[int]) -> int:
    done = 0
    try:
        for number, id in enumerate(ids, 1):
            done += _made(library, id, f"{number} of {len(ids)}")
    except KeyboardInterrupt:
        say(f"stopped after {done} of {len(ids)}: those are kept, the others have the findings they had")
        return 130
    return exit_status(done, len(ids))


def _made(library: Library, id: int, progress: str) -> bool:
    from store.extraction import extract

    article = library.articles.get(id)
    try:
        made = extract(article.text, article.published, language=article.language, title=article.title)
        library.articles.attach(id, made)
    except DatelineError as error:
        say(f"article {id}: {error}")
        return False
    row = library.articles.row(id)
    found = f"{len(made.actors)} actors, {len(made.incidents)} incidents"
    print(f"{progress}: {id} {article.title} ({found}, {row.unreviewed} unreviewed)", flush=True)
    return True


def _tagged(library: Library, count: int) -> int:
    if not count:
        say("nothing changed")
        return 0
    return _said(library)


def _said(library: Library) -> int:
    print(f"{library.journal.entries(1)[0].words} (`dateline undo` takes it back)")
    return 0
