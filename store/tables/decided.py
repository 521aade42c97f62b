"""What the reader decided, and what follows from it."""

from __future__ import annotations

STEP = (
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
