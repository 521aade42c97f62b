"""The tables and how they came to be: numbered steps, each run once in a transaction, never edited once landed.

What the machine found and what the reader decided never share a table, and the arrows between them run one way:

* The machine's tables (``sentences``, ``actors``, ``mentions``, ``incidents`` and what hangs on them) all hang on one
  row of ``extractions``. Deleting that row deletes every finding of the article and nothing else, so an extraction can
  be thrown away and made anew at any time.
* The reader's tables (``article_tags``, ``notes``, ``note_tags``, ``decisions``, ``rules``, and the columns ``unread``,
  ``starred`` and ``reviewed``) refer to articles alone, never to a finding's id. A note or a decision is anchored by its quote with 32
  characters either side and by its position (W3C Web Annotation: TextQuoteSelector and TextPositionSelector), and says
  in JSON which claim it is about. Deleting an article that the reader wrote on is refused by the foreign keys.
* ``decisions`` holds verdicts and corrections in one list, because a correction is read in the light of those before
  it (rename, then merge), and ``id`` gives that order.
* A tag is its name, kept with each article, with no table of its own: every change to tags is then complete in the
  rows it touches, and undoing one can never break another. ``folded`` is the name as it is compared.
* The tables ``effective_*`` hold what is derived from both, for search and for the list: the findings with the
  reader's decisions and rules laid over them. ``store.findings`` writes an article's rows anew whenever one of the two
  changes; they are never journalled. Where a rule touches very many articles, their rows are marked ``stale`` and
  written by ``library.findings.refresh()``, which whoever reads the tables calls first. ``position`` is the finding's
  place in ``Findings.effective``; ``actor`` and ``incident`` are such positions; ``effective_aliases.folded`` is
  ``store.text.fold`` of the actor's name and of every name it goes by. An article without a row in
  ``effective_articles`` has no extraction.
* The tables ``*_index`` are FTS5's, over the tables they name (external content), and triggers keep them, whoever
  writes; ``store.search`` alone reads them. ``names`` holds every folded name an actor or a place ever had, so that
  few names are searched rather than many rows; a name nothing bears any more is never read. ``incident_places`` holds
  the folded name of an incident's place and of each larger place, ``incident_objects`` the folded words for what was
  struck.
* ``saved_searches`` are the reader's: ``folded`` is the name as it is compared, ``key`` a key of the reader (Textual's
  name for it), ``opens`` is 1 for the one that Dateline opens with.
* ``chosen_versions`` are the reader's: the version of an article that is read, and the one it is read instead of.
* ``reading_places`` and ``visits`` say where the reader is. They are no changes, and no journal keeps them.
* ``journal`` keeps, for each change by the reader, the rows before and after it.

Vocabularies that grow (event types, kinds, colours, actions) carry no CHECK, since changing a CHECK means rebuilding
the table. Offsets count characters from the start of ``articles.text``; ``start`` to ``stop`` is half open.
``position`` is the place in the tuple a row came from, which makes an extraction come back exactly as it was given.
``originals.coding`` names the compression, so that a better one can stand beside it.

Step 2 is for what comes in again. ``articles`` holds the version that is read; the others lie whole in ``versions``,
under numbers counted from 1 in the order in which they came (``articles.version`` is the number of the one that is
read). ``addresses`` maps every address an article was met under, in the folded form of ``store.addresses``, to it;
``originals.digest`` is the SHA-256 of the original bytes. ``cleanings`` keeps, as JSON, what cleaning did and the roles
of paragraphs, which are only ever read whole. ``signatures`` and ``bands`` find near-duplicates (``store.likeness``),
``copies`` links them, the smaller id first. ``feeds`` are the user's settings; ``feed_entries`` remembers what each
entry was when it was last read, so that an entry is read again only when it changed or its page could not be had.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from time import monotonic, sleep
from typing import TYPE_CHECKING

from store.connection import BUSY_SECONDS, Connections, LibraryBusy
from store.model import DatelineError
from store.tables import (
    articles_and_findings,
    chosen_versions,
    decided,
    indexes,
    names,
    objects,
    stale,
    versions_and_feeds,
)

if TYPE_CHECKING:
    from sqlite_utils import Database

APPLICATION_ID = 0x444C4E31
"""Marks a SQLite file as Dateline's (``DLN1``), so that another program's database is never written to."""

STEPS: tuple[Sequence[str], ...] = (
    articles_and_findings.STEP,
    versions_and_feeds.STEP,
    indexes.STEP,
    decided.STEP,
    names.STEP,
    stale.STEP,
    objects.STEP,
    chosen_versions.STEP,
)
"""The statements of step 1, 2, ...; a file's ``user_version`` is the number of the last step it went through."""


def migrate(connections: Connections) -> None:
    """Bring a file to the newest tables, having made sure first, without a write, that it may be written to.

    Raises:
        DatelineError: The file is no SQLite database, belongs to another program, or comes from a newer Dateline;
            it is then left as it was.
    """
    _refuse_strangers(connections)
    _write_ahead(connections)
    for number, statements in enumerate(STEPS, 1):
        with connections.writing() as database:
            if _version(database) >= number:
                continue
            for statement in statements:
                database.execute(statement)
            database.execute(f"PRAGMA application_id={APPLICATION_ID}")
            database.execute(f"PRAGMA user_version={number}")


def _write_ahead(connections: Connections) -> None:
    # While one connection changes the mode of a new file, SQLite tells the others at once that it is busy, without
    # the wait it grants everywhere else.
    give_up = monotonic() + BUSY_SECONDS
    while connections.rows("PRAGMA journal_mode")[0][0] != "wal":
        try:
            connections.rows("PRAGMA journal_mode=WAL")
            return
        except LibraryBusy:
            if monotonic() > give_up:
                raise
            sleep(0.01)


def _refuse_strangers(connections: Connections) -> None:
    # One reading: between two, another process may have made the tables of the same new library.
    with connections.reading():
        version = connections.rows("PRAGMA user_version")[0][0]
        owner = connections.rows("PRAGMA application_id")[0][0]
        tables = connections.rows("SELECT 1 FROM sqlite_master LIMIT 1")
    if owner != APPLICATION_ID and (owner or version or tables):
        raise DatelineError(f"{connections.path} is another program's database: choose another file for the library")
    if version > len(STEPS):
        raise DatelineError(_too_new(connections.path, version))


def _too_new(path: Path, version: int) -> str:
    return (
        f"{path} was made by a newer Dateline (tables of version {version}, this one knows up to {len(STEPS)}): "
        "update Dateline, or choose another library with --db"
    )


def _version(database: Database) -> int:
    return int(database.execute("PRAGMA user_version").fetchone()[0])
