"""The names of actors and places as one vocabulary to search."""

from __future__ import annotations

STEP = (
    """CREATE TABLE names (
        id INTEGER PRIMARY KEY,
        words TEXT NOT NULL UNIQUE
    )""",
    """CREATE VIRTUAL TABLE name_index USING fts5 (
        words, content='names', content_rowid='id', tokenize='unicode61 remove_diacritics 2', prefix='2 3'
    )""",
    """CREATE TRIGGER name_indexed AFTER INSERT ON names BEGIN
        INSERT INTO name_index (rowid, words) VALUES (new.id, new.words);
    END""",
    """CREATE TABLE incident_places (
        article_id INTEGER NOT NULL,
        incident INTEGER NOT NULL,
        words TEXT NOT NULL,
        PRIMARY KEY (article_id, incident, words),
        FOREIGN KEY (article_id, incident) REFERENCES effective_incidents (article_id, position) ON DELETE CASCADE
    ) WITHOUT ROWID""",
    "CREATE INDEX incident_places_by_words ON incident_places (words)",
    # Not INSERT OR IGNORE: within a trigger, the conflict clause of the statement that fired it would win.
    """CREATE TRIGGER alias_named AFTER INSERT ON effective_aliases BEGIN
        INSERT INTO names (words) SELECT new.folded WHERE NOT EXISTS (SELECT 1 FROM names WHERE words = new.folded);
    END""",
    """CREATE TRIGGER place_named AFTER INSERT ON incident_places BEGIN
        INSERT INTO names (words) SELECT new.words WHERE NOT EXISTS (SELECT 1 FROM names WHERE words = new.words);
    END""",
    """CREATE TRIGGER incident_placed AFTER INSERT ON effective_incidents WHEN new.place_name IS NOT NULL BEGIN
        INSERT INTO incident_places (article_id, incident, words)
        SELECT DISTINCT new.article_id, new.position, fold(value) FROM (
            SELECT new.place_name AS value UNION ALL SELECT value FROM json_each(coalesce(new.place_within, '[]'))
        );
    END""",
    "INSERT OR IGNORE INTO names (words) SELECT DISTINCT folded FROM effective_aliases",
    """INSERT OR IGNORE INTO incident_places
        SELECT article_id, position, fold(place_name) FROM effective_incidents WHERE place_name IS NOT NULL""",
    """INSERT OR IGNORE INTO incident_places
        SELECT article_id, position, fold(value) FROM effective_incidents, json_each(coalesce(place_within, '[]'))
        WHERE place_name IS NOT NULL""",
    "CREATE INDEX effective_modes_by_mode ON effective_modes (mode)",
    "CREATE INDEX effective_states ON effective_actors (country) WHERE kind = 'state'",
)
