"""Where the reader is: the place in each article, and the way back and forward. No journal entries: nothing is lost."""

from __future__ import annotations

from store.connection import Connections


class Reading:
    """Places and visits (``library.reading``), kept in the file and so there after a restart."""

    def __init__(self, connections: Connections) -> None:
        self._connections = connections

    def place(self, article_id: int) -> int:
        """The character of the article's text where its reader was last; 0 when it was never opened."""
        raise NotImplementedError

    def keep_place(self, article_id: int, at: int) -> None:
        """Remember where the reader is in an article. No journal entry."""
        raise NotImplementedError

    def visit(self, article_id: int) -> None:
        """Note that an article was opened; what lay forward of the former one is forgotten."""
        raise NotImplementedError

    def back(self) -> int | None:
        """Go to the article visited before and return it; None at the first."""
        raise NotImplementedError

    def forward(self) -> int | None:
        """Go to the article visited after and return it; None at the last."""
        raise NotImplementedError
