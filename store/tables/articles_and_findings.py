"""The first tables: articles, what the machine found in them, and what the reader wrote on them."""

from __future__ import annotations

STEP = (
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
