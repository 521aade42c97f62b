"""The tables ``effective_*`` of one article, derived from its extraction. (``store.findings`` adds the reader's word.)"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sqlite_utils import Database

_FOUND = """
    (SELECT count(*) FROM actors WHERE article_id = :id) + (SELECT count(*) FROM incidents WHERE article_id = :id)
"""
_STEPS = (
    "DELETE FROM effective_articles WHERE article_id = :id",
    f"INSERT INTO effective_articles SELECT :id, {_FOUND}, {_FOUND}",
    """INSERT INTO effective_actors
        SELECT article_id, position, name, kind, country, 'unreviewed' FROM actors WHERE article_id = :id""",
    """INSERT OR IGNORE INTO effective_aliases
        SELECT article_id, position, fold(name) FROM actors WHERE article_id = :id""",
    """INSERT OR IGNORE INTO effective_aliases
        SELECT actors.article_id, actors.position, fold(substr(text, start + 1, stop - start))
        FROM actors JOIN mentions ON actors.id = actor_id JOIN articles ON articles.id = actors.article_id
        WHERE form = 'name' AND actors.article_id = :id""",
    """INSERT INTO effective_incidents
        SELECT article_id, position, type, status, place_name, place_within, place_country, latitude, longitude,
               date_start, date_end, killed, injured, 'unreviewed' FROM incidents WHERE article_id = :id""",
    """INSERT OR IGNORE INTO effective_modes
        SELECT article_id, incidents.position, mode FROM incidents JOIN incident_modes ON incidents.id = incident_id
        WHERE article_id = :id""",
    """INSERT OR IGNORE INTO effective_roles
        SELECT incidents.article_id, incidents.position, role, actors.position
        FROM incidents JOIN incident_actors ON incidents.id = incident_id JOIN actors ON actors.id = actor_id
        WHERE incidents.article_id = :id""",
)


def derive(database: Database, article_id: int) -> None:
    """Write an article's effective findings anew, inside the caller's transaction."""
    for statement in _STEPS:
        database.execute(statement, {"id": article_id})
