"""Full-text indexes over articles and notes, kept by triggers, and saved searches."""

from __future__ import annotations

STEP = (
    """CREATE VIRTUAL TABLE article_index USING fts5 (
        title, text, source, author,
        content='articles', content_rowid='id', tokenize='unicode61 remove_diacritics 2', prefix='2 3'
    )""",
    "INSERT INTO article_index (article_index) VALUES ('rebuild')",
    """CREATE TRIGGER article_indexed AFTER INSERT ON articles BEGIN
        INSERT INTO article_index (rowid, title, text, source, author)
        VALUES (new.id, new.title, new.text, new.source, new.author);
    END""",
    """CREATE TRIGGER article_unindexed AFTER DELETE ON articles BEGIN
        INSERT INTO article_index (article_index, rowid, title, text, source, author)
        VALUES ('delete', old.id, old.title, old.text, old.source, old.author);
    END""",
    """CREATE TRIGGER article_reindexed AFTER UPDATE OF title, text, source, author ON articles BEGIN
        INSERT INTO article_index (article_index, rowid, title, text, source, author)
        VALUES ('delete', old.id, old.title, old.text, old.source, old.author);
        INSERT INTO article_index (rowid, title, text, source, author)
        VALUES (new.id, new.title, new.text, new.source, new.author);
    END""",
    """CREATE VIRTUAL TABLE note_index USING fts5 (
        body, exact, content='notes', content_rowid='id', tokenize='unicode61 remove_diacritics 2', prefix='2 3'
    )""",
    "INSERT INTO note_index (note_index) VALUES ('rebuild')",
    """CREATE TRIGGER note_indexed AFTER INSERT ON notes BEGIN
        INSERT INTO note_index (rowid, body, exact) VALUES (new.id, new.body, new.exact);
    END""",
    """CREATE TRIGGER note_unindexed AFTER DELETE ON notes BEGIN
        INSERT INTO note_index (note_index, rowid, body, exact) VALUES ('delete', old.id, old.body, old.exact);
    END""",
    """CREATE TRIGGER note_reindexed AFTER UPDATE OF body, exact ON notes BEGIN
        INSERT INTO note_index (note_index, rowid, body, exact) VALUES ('delete', old.id, old.body, old.exact);
        INSERT INTO note_index (rowid, body, exact) VALUES (new.id, new.body, new.exact);
    END""",
    "CREATE INDEX articles_published ON articles (published)",
    """CREATE TABLE saved_searches (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        name TEXT NOT NULL,
        folded TEXT NOT NULL UNIQUE,
        query TEXT NOT NULL,
        sorting TEXT NOT NULL,
        key TEXT,
        opens INTEGER NOT NULL DEFAULT 0,
        made TEXT NOT NULL
    )""",
)
