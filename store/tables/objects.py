"""What was struck in an incident, as words to search."""

from __future__ import annotations

STEP = (
    """CREATE TABLE incident_objects (
        article_id INTEGER NOT NULL,
        incident INTEGER NOT NULL,
        words TEXT NOT NULL,
        PRIMARY KEY (article_id, incident, words),
        FOREIGN KEY (article_id, incident) REFERENCES effective_incidents (article_id, position) ON DELETE CASCADE
    ) WITHOUT ROWID""",
    "CREATE INDEX incident_objects_by_words ON incident_objects (words)",
    """CREATE TRIGGER object_named AFTER INSERT ON incident_objects BEGIN
        INSERT INTO names (words) SELECT new.words WHERE NOT EXISTS (SELECT 1 FROM names WHERE words = new.words);
    END""",
    # Where nothing was decided the effective incidents are the machine's, in its order; the others are derived anew.
    """INSERT INTO incident_objects
        SELECT DISTINCT i.article_id, i.position, fold(s.text)
        FROM incident_spans AS s JOIN incidents AS i ON i.id = s.incident_id
        JOIN effective_incidents AS e ON e.article_id = i.article_id AND e.position = i.position
        WHERE s.role = 'object' AND i.article_id NOT IN (SELECT article_id FROM decisions)""",
    "UPDATE effective_articles SET stale = 1 WHERE article_id IN (SELECT article_id FROM decisions)",
)
