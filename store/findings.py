"""Effective findings: the machine's with the reader's decisions and rules laid over them, article by article."""

from __future__ import annotations

from store.connection import Connections
from store.review import Findings


class EffectiveFindings:
    """What each article says once the reader's word is taken into account (``library.findings``).

    The tables ``effective_*`` hold what search needs of it. They are derived: written anew for an article whenever its
    extraction, its decisions or a rule that touches it change, in the same transaction, undo and redo included.
    """

    def __init__(self, connections: Connections) -> None:
        self._connections = connections

    def of(self, article_id: int) -> Findings | None:
        """An article's findings as the reader should see them; None when the article has no extraction yet.

        Raises:
            DatelineError: There is no such article.
        """
        raise NotImplementedError
