"""What comes in: edits, structure, versions, addresses, near-duplicates, feeds."""

from __future__ import annotations

STEP = (
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
