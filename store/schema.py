"""Tables and their migrations: numbered steps, each run once in a transaction and never edited once landed.

The machine's findings (sentences, actors, mentions, incidents and what hangs on them) are keyed by article and can be
deleted and made anew. What the reader makes (tags, notes, verdicts, marks, the journal) never refers to a finding's row:
it is anchored in the text by quote and position (W3C Web Annotation: TextQuoteSelector and TextPositionSelector), so no
new extraction can touch it.
"""

from __future__ import annotations

import sqlite3

from sqlite_utils import Database

from store.model import DatelineError

_ARTICLES = """
CREATE TABLE articles (
  id INTEGER PRIMARY KEY,
  title TEXT NOT NULL,
  source TEXT, url TEXT, author TEXT,
  published TEXT, added TEXT NOT NULL,
  sort_date TEXT NOT NULL,
  language TEXT,
  text TEXT NOT NULL,
  text_hash TEXT NOT NULL UNIQUE,
  unread INTEGER NOT NULL DEFAULT 1,
  starred INTEGER NOT NULL DEFAULT 0
);
CREATE INDEX articles_by_date ON articles (sort_date DESC, id DESC);
CREATE UNIQUE INDEX articles_by_url ON articles (url) WHERE url IS NOT NULL;
CREATE INDEX articles_unread ON articles (unread) WHERE unread;
CREATE INDEX articles_starred ON articles (starred) WHERE starred;
CREATE TABLE originals (
  article INTEGER PRIMARY KEY REFERENCES articles(id) ON DELETE CASCADE,
  zlib BLOB NOT NULL
);
"""

_FINDINGS = """
CREATE TABLE extractions (
  article INTEGER PRIMARY KEY REFERENCES articles(id) ON DELETE CASCADE,
  engine TEXT NOT NULL, limits TEXT NOT NULL
);
CREATE TABLE sentences (
  article INTEGER NOT NULL REFERENCES articles(id) ON DELETE CASCADE,
  number INTEGER NOT NULL, start INTEGER NOT NULL, "end" INTEGER NOT NULL,
  PRIMARY KEY (article, number)
) WITHOUT ROWID;
CREATE TABLE actors (
  id INTEGER PRIMARY KEY,
  article INTEGER NOT NULL REFERENCES articles(id) ON DELETE CASCADE,
  number INTEGER NOT NULL, local TEXT NOT NULL,
  name TEXT NOT NULL, kind TEXT NOT NULL, country TEXT
);
CREATE UNIQUE INDEX actors_by_article ON actors (article, number);
CREATE INDEX actors_by_name ON actors (name);
CREATE TABLE mentions (
  actor INTEGER NOT NULL REFERENCES actors(id) ON DELETE CASCADE,
  number INTEGER NOT NULL,
  start INTEGER NOT NULL, "end" INTEGER NOT NULL, sentence INTEGER NOT NULL, form TEXT NOT NULL,
  PRIMARY KEY (actor, number)
) WITHOUT ROWID;
CREATE TABLE incidents (
  id INTEGER PRIMARY KEY,
  article INTEGER NOT NULL REFERENCES articles(id) ON DELETE CASCADE,
  number INTEGER NOT NULL, local TEXT NOT NULL,
  type TEXT NOT NULL, status TEXT NOT NULL, modes TEXT NOT NULL,
  place TEXT, within TEXT, country TEXT, latitude REAL, longitude REAL,
  date_start TEXT, date_end TEXT, date_text TEXT, date_granularity TEXT,
  killed INTEGER, injured INTEGER
);
CREATE UNIQUE INDEX incidents_by_article ON incidents (article, number);
CREATE INDEX incidents_by_type ON incidents (type, date_start);
CREATE TABLE roles (
  incident INTEGER NOT NULL REFERENCES incidents(id) ON DELETE CASCADE,
  role TEXT NOT NULL, number INTEGER NOT NULL,
  actor TEXT, text TEXT, start INTEGER, "end" INTEGER,
  PRIMARY KEY (incident, role, number)
) WITHOUT ROWID;
CREATE TABLE evidence (
  incident INTEGER NOT NULL REFERENCES incidents(id) ON DELETE CASCADE,
  number INTEGER NOT NULL, sentence INTEGER NOT NULL, start INTEGER NOT NULL, "end" INTEGER NOT NULL,
  PRIMARY KEY (incident, number)
) WITHOUT ROWID;
CREATE TABLE reasons (
  incident INTEGER NOT NULL REFERENCES incidents(id) ON DELETE CASCADE,
  number INTEGER NOT NULL, slot TEXT NOT NULL, value TEXT NOT NULL, rule TEXT NOT NULL,
  sentence INTEGER NOT NULL, tokens TEXT NOT NULL, confidence REAL,
  PRIMARY KEY (incident, number)
) WITHOUT ROWID;
"""

_READER = """
CREATE TABLE tags (
  id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE COLLATE NOCASE
);
CREATE TABLE article_tags (
  article INTEGER NOT NULL REFERENCES articles(id) ON DELETE CASCADE,
  tag INTEGER NOT NULL REFERENCES tags(id) ON DELETE CASCADE,
  PRIMARY KEY (article, tag)
) WITHOUT ROWID;
CREATE INDEX article_tags_by_tag ON article_tags (tag);
CREATE TABLE notes (
  id INTEGER PRIMARY KEY,
  article INTEGER NOT NULL REFERENCES articles(id) ON DELETE CASCADE,
  about TEXT NOT NULL CHECK (about IN ('article', 'text', 'actor', 'incident')),
  body TEXT NOT NULL, color TEXT,
  exact TEXT, prefix TEXT, suffix TEXT, start INTEGER, "end" INTEGER,
  made TEXT NOT NULL
);
CREATE INDEX notes_by_article ON notes (article, start);
CREATE TABLE verdicts (
  id INTEGER PRIMARY KEY,
  article INTEGER NOT NULL REFERENCES articles(id) ON DELETE CASCADE,
  about TEXT NOT NULL CHECK (about IN ('actor', 'incident', 'mention')),
  verdict TEXT NOT NULL CHECK (verdict IN ('accept', 'reject', 'correct', 'add')),
  finding TEXT NOT NULL, correction TEXT,
  exact TEXT, prefix TEXT, suffix TEXT, start INTEGER, "end" INTEGER,
  made TEXT NOT NULL
);
CREATE INDEX verdicts_by_article ON verdicts (article);
CREATE TABLE journal (
  id INTEGER PRIMARY KEY,
  at TEXT NOT NULL, words TEXT NOT NULL,
  undo TEXT NOT NULL, redo TEXT NOT NULL,
  undone INTEGER NOT NULL DEFAULT 0
);
"""

STEPS: tuple[str, ...] = (_ARTICLES, _FINDINGS, _READER)
VERSION = len(STEPS)


def migrate(db: Database) -> None:
    """Bring a database to ``VERSION``, one step a transaction.

    Raises:
        DatelineError: the database was made by a newer release; it is left as it is.
    """
    version = int(db.execute("PRAGMA user_version").fetchone()[0])
    if version > VERSION:
        raise DatelineError(
            f"this library was made by a newer Dateline (its version is {version}, this one reads up to {VERSION}): "
            "upgrade Dateline, or name another file with --db"
        )
    for number in range(version, VERSION):
        _step(db.conn, STEPS[number], number + 1)


def _step(conn: sqlite3.Connection | None, script: str, number: int) -> None:
    assert conn is not None
    # executescript would commit first, so the statements run one by one inside our own transaction
    conn.execute("BEGIN IMMEDIATE")
    try:
        if int(conn.execute("PRAGMA user_version").fetchone()[0]) < number:
            for statement in filter(str.strip, script.split(";\n")):
                conn.execute(statement)
            conn.execute(f"PRAGMA user_version = {number}")
    except sqlite3.Error:
        conn.execute("ROLLBACK")
        raise
    conn.execute("COMMIT")
