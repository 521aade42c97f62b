"""Which articles have to be derived anew."""

from __future__ import annotations

STEP = (
    "ALTER TABLE effective_articles ADD COLUMN stale INTEGER NOT NULL DEFAULT 0",
    "CREATE INDEX effective_articles_stale ON effective_articles (article_id) WHERE stale",
)
