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

if TYPE_CHECKING:
    from sqlite_utils import Database

APPLICATION_ID = 0x444C4E31
"""Marks a SQLite file as Dateline's (``DLN1``), so that another program's database is never written to."""

_FIRST = (
    """CREATE TABLE articles (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        sort_date TEXT NOT NULL,
        published TEXT,
        added TEXT NOT NULL,
        unread INTEGER NOT NULL DEFAULT 1,
        starred INTEGER NOT NULL DEFAULT 0,
        language TEXT,
        title TEXT NOT NULL,
        source TEXT,
        author TEXT,
        url TEXT UNIQUE,
        text_hash TEXT NOT NULL UNIQUE,
        text TEXT NOT NULL
    )""",
    "CREATE INDEX articles_by_date ON articles (sort_date DESC, id DESC)",
    "CREATE INDEX articles_unread ON articles (id) WHERE unread",
    "CREATE INDEX articles_starred ON articles (id) WHERE starred",
    """CREATE TABLE originals (
        article_id INTEGER PRIMARY KEY REFERENCES articles (id) ON DELETE CASCADE,
        coding TEXT NOT NULL,
        data BLOB NOT NULL
    )""",
    """CREATE TABLE extractions (
        article_id INTEGER PRIMARY KEY REFERENCES articles (id) ON DELETE CASCADE,
        engine TEXT NOT NULL,
        limits TEXT NOT NULL,
        made TEXT NOT NULL
    )""",
    """CREATE TABLE sentences (
        article_id INTEGER NOT NULL REFERENCES extractions (article_id) ON DELETE CASCADE,
        position INTEGER NOT NULL,
        start INTEGER NOT NULL,
        stop INTEGER NOT NULL,
        PRIMARY KEY (article_id, position)
    ) WITHOUT ROWID""",
    """CREATE TABLE actors (
        id INTEGER PRIMARY KEY,
        article_id INTEGER NOT NULL REFERENCES extractions (article_id) ON DELETE CASCADE,
        position INTEGER NOT NULL,
        local_id TEXT NOT NULL,
        name TEXT NOT NULL,
        kind TEXT NOT NULL,
        country TEXT,
        UNIQUE (article_id, position),
        UNIQUE (article_id, local_id)
    )""",
    "CREATE INDEX actors_by_name ON actors (name)",
    """CREATE TABLE mentions (
        actor_id INTEGER NOT NULL REFERENCES actors (id) ON DELETE CASCADE,
        position INTEGER NOT NULL,
        start INTEGER NOT NULL,
        stop INTEGER NOT NULL,
        sentence INTEGER NOT NULL,
        form TEXT NOT NULL,
        PRIMARY KEY (actor_id, position)
    ) WITHOUT ROWID""",
    """CREATE TABLE incidents (
        id INTEGER PRIMARY KEY,
        article_id INTEGER NOT NULL REFERENCES extractions (article_id) ON DELETE CASCADE,
        position INTEGER NOT NULL,
        local_id TEXT NOT NULL,
        type TEXT NOT NULL,
        status TEXT NOT NULL,
        place_name TEXT,
        place_within TEXT,
        place_country TEXT,
        latitude REAL,
        longitude REAL,
        date_start TEXT,
        date_end TEXT,
        date_text TEXT,
        date_granularity TEXT,
        killed INTEGER,
        injured INTEGER,
        UNIQUE (article_id, position),
        UNIQUE (article_id, local_id)
    )""",
    "CREATE INDEX incidents_by_date ON incidents (date_start)",
    "CREATE INDEX incidents_by_type ON incidents (type)",
    """CREATE TABLE incident_modes (
        incident_id INTEGER NOT NULL REFERENCES incidents (id) ON DELETE CASCADE,
        position INTEGER NOT NULL,
        mode TEXT NOT NULL,
        PRIMARY KEY (incident_id, position)
    ) WITHOUT ROWID""",
    """CREATE TABLE incident_actors (
        incident_id INTEGER NOT NULL REFERENCES incidents (id) ON DELETE CASCADE,
        role TEXT NOT NULL,
        position INTEGER NOT NULL,
        actor_id INTEGER NOT NULL REFERENCES actors (id) ON DELETE CASCADE,
        PRIMARY KEY (incident_id, role, position)
    ) WITHOUT ROWID""",
    "CREATE INDEX incident_actors_by_actor ON incident_actors (actor_id)",
    """CREATE TABLE incident_spans (
        incident_id INTEGER NOT NULL REFERENCES incidents (id) ON DELETE CASCADE,
        role TEXT NOT NULL,
        position INTEGER NOT NULL,
        text TEXT NOT NULL,
        start INTEGER NOT NULL,
        stop INTEGER NOT NULL,
        PRIMARY KEY (incident_id, role, position)
    ) WITHOUT ROWID""",
    """CREATE TABLE evidence (
        incident_id INTEGER NOT NULL REFERENCES incidents (id) ON DELETE CASCADE,
        position INTEGER NOT NULL,
        sentence INTEGER NOT NULL,
        start INTEGER NOT NULL,
        stop INTEGER NOT NULL,
        PRIMARY KEY (incident_id, position)
    ) WITHOUT ROWID""",
    """CREATE TABLE reasons (
        incident_id INTEGER NOT NULL REFERENCES incidents (id) ON DELETE CASCADE,
        position INTEGER NOT NULL,
        slot TEXT NOT NULL,
        value TEXT NOT NULL,
        rule TEXT NOT NULL,
        sentence INTEGER NOT NULL,
        tokens TEXT NOT NULL,
        confidence REAL,
        PRIMARY KEY (incident_id, position)
    ) WITHOUT ROWID""",
    """CREATE TABLE article_tags (
        article_id INTEGER NOT NULL REFERENCES articles (id),
        folded TEXT NOT NULL,
        name TEXT NOT NULL,
        PRIMARY KEY (article_id, folded)
    ) WITHOUT ROWID""",
    "CREATE INDEX article_tags_by_name ON article_tags (folded, name)",
    """CREATE TABLE notes (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        article_id INTEGER NOT NULL REFERENCES articles (id),
        about TEXT NOT NULL,
        claim TEXT,
        exact TEXT,
        prefix TEXT,
        suffix TEXT,
        start INTEGER,
        stop INTEGER,
        color TEXT,
        body TEXT NOT NULL,
        made TEXT NOT NULL,
        changed TEXT NOT NULL
    )""",
    "CREATE INDEX notes_by_article ON notes (article_id, start)",
    """CREATE TABLE note_tags (
        note_id INTEGER NOT NULL REFERENCES notes (id),
        folded TEXT NOT NULL,
        name TEXT NOT NULL,
        PRIMARY KEY (note_id, folded)
    ) WITHOUT ROWID""",
    "CREATE INDEX note_tags_by_name ON note_tags (folded, name)",
    """CREATE TABLE decisions (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        article_id INTEGER NOT NULL REFERENCES articles (id),
        finding TEXT NOT NULL,
        action TEXT NOT NULL,
        claim TEXT NOT NULL,
        slot TEXT,
        value TEXT,
        exact TEXT,
        prefix TEXT,
        suffix TEXT,
        start INTEGER,
        stop INTEGER,
        made TEXT NOT NULL
    )""",
    "CREATE INDEX decisions_by_article ON decisions (article_id, id)",
    """CREATE TABLE journal (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        at TEXT NOT NULL,
        words TEXT NOT NULL,
        before TEXT NOT NULL,
        after TEXT NOT NULL,
        undone INTEGER NOT NULL DEFAULT 0
    )""",
    "CREATE INDEX journal_undone ON journal (undone, id)",
)

_SECOND = (
    "ALTER TABLE articles ADD COLUMN version INTEGER NOT NULL DEFAULT 1",
    "ALTER TABLE articles ADD COLUMN seen TEXT",
    "ALTER TABLE articles ADD COLUMN empty INTEGER NOT NULL DEFAULT 0",
    "ALTER TABLE articles ADD COLUMN date_source TEXT",
    "ALTER TABLE articles ADD COLUMN date_confidence REAL",
    "ALTER TABLE articles ADD COLUMN section TEXT",
    "ALTER TABLE articles ADD COLUMN publisher TEXT",
    "ALTER TABLE originals ADD COLUMN digest TEXT",
    "CREATE INDEX originals_by_digest ON originals (digest) WHERE digest IS NOT NULL",
    """CREATE TABLE cleanings (
        article_id INTEGER PRIMARY KEY REFERENCES articles (id) ON DELETE CASCADE,
        edits TEXT NOT NULL,
        structure TEXT NOT NULL,
        captions TEXT NOT NULL
    )""",
    """CREATE TABLE addresses (
        address TEXT PRIMARY KEY,
        article_id INTEGER NOT NULL REFERENCES articles (id) ON DELETE CASCADE
    ) WITHOUT ROWID""",
    "CREATE INDEX addresses_by_article ON addresses (article_id)",
    "INSERT INTO addresses (address, article_id) SELECT url, id FROM articles WHERE url IS NOT NULL",
    """CREATE TABLE versions (
        article_id INTEGER NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
        version INTEGER NOT NULL,
        seen TEXT NOT NULL,
        title TEXT NOT NULL,
        author TEXT,
        published TEXT,
        date_source TEXT,
        date_confidence REAL,
        section TEXT,
        publisher TEXT,
        language TEXT,
        empty INTEGER NOT NULL,
        text_hash TEXT NOT NULL,
        text TEXT NOT NULL,
        edits TEXT NOT NULL,
        structure TEXT NOT NULL,
        captions TEXT NOT NULL,
        coding TEXT NOT NULL,
        data BLOB NOT NULL,
        digest TEXT,
        PRIMARY KEY (article_id, version)
    )""",
    "CREATE INDEX versions_by_hash ON versions (text_hash)",
    "CREATE INDEX versions_by_digest ON versions (digest) WHERE digest IS NOT NULL",
    """CREATE TABLE signatures (
        article_id INTEGER PRIMARY KEY REFERENCES articles (id) ON DELETE CASCADE,
        signature BLOB NOT NULL
    )""",
    """CREATE TABLE bands (
        band INTEGER NOT NULL,
        article_id INTEGER NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
        PRIMARY KEY (band, article_id)
    ) WITHOUT ROWID""",
    "CREATE INDEX bands_by_article ON bands (article_id)",
    """CREATE TABLE copies (
        article_id INTEGER NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
        other_id INTEGER NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
        likeness REAL NOT NULL,
        PRIMARY KEY (article_id, other_id)
    ) WITHOUT ROWID""",
    "CREATE INDEX copies_by_other ON copies (other_id)",
    """CREATE TABLE feeds (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        url TEXT NOT NULL UNIQUE,
        title TEXT,
        folder TEXT,
        tags TEXT NOT NULL,
        etag TEXT,
        modified TEXT,
        added TEXT NOT NULL,
        checked TEXT,
        not_before TEXT,
        error TEXT
    )""",
    """CREATE TABLE feed_entries (
        feed_id INTEGER NOT NULL REFERENCES feeds (id) ON DELETE CASCADE,
        entry TEXT NOT NULL,
        digest TEXT NOT NULL,
        tries INTEGER NOT NULL,
        complete INTEGER NOT NULL,
        PRIMARY KEY (feed_id, entry)
    ) WITHOUT ROWID""",
)


_FOURTH = (
    "ALTER TABLE articles ADD COLUMN reviewed INTEGER NOT NULL DEFAULT 0",
    """CREATE TABLE rules (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        names TEXT NOT NULL,
        name TEXT NOT NULL,
        kind TEXT,
        country TEXT,
        made TEXT NOT NULL
    )""",
    """CREATE TABLE reading_places (
        article_id INTEGER PRIMARY KEY REFERENCES articles (id) ON DELETE CASCADE,
        start INTEGER NOT NULL
    )""",
    """CREATE TABLE visits (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        article_id INTEGER NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
        current INTEGER NOT NULL
    )""",
    """CREATE TABLE effective_articles (
        article_id INTEGER PRIMARY KEY REFERENCES articles (id) ON DELETE CASCADE,
        findings INTEGER NOT NULL,
        unreviewed INTEGER NOT NULL
    )""",
    """CREATE TABLE effective_actors (
        article_id INTEGER NOT NULL REFERENCES effective_articles (article_id) ON DELETE CASCADE,
        position INTEGER NOT NULL,
        name TEXT NOT NULL,
        kind TEXT NOT NULL,
        country TEXT,
        state TEXT NOT NULL,
        PRIMARY KEY (article_id, position)
    ) WITHOUT ROWID""",
    """CREATE TABLE effective_aliases (
        article_id INTEGER NOT NULL,
        actor INTEGER NOT NULL,
        folded TEXT NOT NULL,
        PRIMARY KEY (article_id, actor, folded),
        FOREIGN KEY (article_id, actor) REFERENCES effective_actors (article_id, position) ON DELETE CASCADE
    ) WITHOUT ROWID""",
    "CREATE INDEX effective_aliases_by_name ON effective_aliases (folded)",
    """CREATE TABLE effective_incidents (
        article_id INTEGER NOT NULL REFERENCES effective_articles (article_id) ON DELETE CASCADE,
        position INTEGER NOT NULL,
        type TEXT NOT NULL,
        status TEXT NOT NULL,
        place_name TEXT,
        place_within TEXT,
        place_country TEXT,
        latitude REAL,
        longitude REAL,
        date_start TEXT,
        date_end TEXT,
        killed INTEGER,
        injured INTEGER,
        state TEXT NOT NULL,
        PRIMARY KEY (article_id, position)
    ) WITHOUT ROWID""",
    "CREATE INDEX effective_incidents_by_type ON effective_incidents (type)",
    "CREATE INDEX effective_incidents_by_date ON effective_incidents (date_start)",
    """CREATE TABLE effective_modes (
        article_id INTEGER NOT NULL,
        incident INTEGER NOT NULL,
        mode TEXT NOT NULL,
        PRIMARY KEY (article_id, incident, mode),
        FOREIGN KEY (article_id, incident) REFERENCES effective_incidents (article_id, position) ON DELETE CASCADE
    ) WITHOUT ROWID""",
    """CREATE TABLE effective_roles (
        article_id INTEGER NOT NULL,
        incident INTEGER NOT NULL,
        role TEXT NOT NULL,
        actor INTEGER NOT NULL,
        PRIMARY KEY (article_id, incident, role, actor),
        FOREIGN KEY (article_id, incident) REFERENCES effective_incidents (article_id, position) ON DELETE CASCADE
    ) WITHOUT ROWID""",
    # Where the reader has decided nothing yet, what is effective is what the machine found.
    """INSERT INTO effective_articles
        SELECT article_id,
               (SELECT count(*) FROM actors a WHERE a.article_id = e.article_id)
               + (SELECT count(*) FROM incidents i WHERE i.article_id = e.article_id),
               (SELECT count(*) FROM actors a WHERE a.article_id = e.article_id)
               + (SELECT count(*) FROM incidents i WHERE i.article_id = e.article_id)
        FROM extractions e""",
    """INSERT INTO effective_actors
        SELECT article_id, position, name, kind, country, 'unreviewed' FROM actors""",
    """INSERT OR IGNORE INTO effective_aliases
        SELECT article_id, position, fold(name) FROM actors""",
    """INSERT OR IGNORE INTO effective_aliases
        SELECT actors.article_id, actors.position, fold(substr(text, start + 1, stop - start))
        FROM mentions JOIN actors ON actors.id = actor_id JOIN articles ON articles.id = actors.article_id
        WHERE form = 'name'""",
    """INSERT INTO effective_incidents
        SELECT article_id, position, type, status, place_name, place_within, place_country, latitude, longitude,
               date_start, date_end, killed, injured, 'unreviewed' FROM incidents""",
    """INSERT OR IGNORE INTO effective_modes
        SELECT article_id, incidents.position, mode FROM incident_modes JOIN incidents ON incidents.id = incident_id""",
    """INSERT OR IGNORE INTO effective_roles
        SELECT incidents.article_id, incidents.position, role, actors.position
        FROM incident_actors JOIN incidents ON incidents.id = incident_id JOIN actors ON actors.id = actor_id""",
)

_SIXTH = (
    "ALTER TABLE effective_articles ADD COLUMN stale INTEGER NOT NULL DEFAULT 0",
    "CREATE INDEX effective_articles_stale ON effective_articles (article_id) WHERE stale",
)

STEPS: tuple[Sequence[str], ...] = (_FIRST, _SECOND, _FOURTH, _SIXTH)
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
