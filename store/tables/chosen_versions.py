"""Which version of an article the reader chose to read, in place of which other."""

from __future__ import annotations

STEP = (
    """CREATE TABLE chosen_versions (
        article_id INTEGER PRIMARY KEY REFERENCES articles (id),
        version INTEGER NOT NULL,
        instead_of INTEGER NOT NULL
    )""",
)
