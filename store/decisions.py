"""Verdicts and corrections: what the reader says of the machine's findings.

Every method is one journal entry, takes ids of ``library.findings.of(article_id).effective`` (or of those rejected)
and returns the id of the finding it leaves behind; the findings are read anew afterwards with ``library.findings.of``.
All raise :class:`~store.model.DatelineError` where there is no such article or finding, or a value makes no sense.
"""

from __future__ import annotations

from collections.abc import Sequence

from store.connection import Connections
from store.journal import Journal
from store.model import Kind, Span
from store.review import Slots


class Decisions:
    """The reader's verdicts and corrections (``library.decisions``)."""

    def __init__(self, connections: Connections, journal: Journal) -> None:
        self._connections = connections
        self._journal = journal

    # verdicts, on actors and incidents alike

    def accept(self, article_id: int, ids: Sequence[str]) -> None:
        """Say that findings are right as they stand; they stay so, whatever a new extraction says."""
        raise NotImplementedError

    def reject(self, article_id: int, ids: Sequence[str]) -> None:
        """Say that findings are wrong: they go from the article, actors also from the incidents' slots."""
        raise NotImplementedError

    def restore(self, article_id: int, ids: Sequence[str]) -> None:
        """Take a verdict back. A finding without a verdict goes back to what the machine found."""
        raise NotImplementedError

    # actors

    def rename_actor(self, article_id: int, id: str, name: str, *, always: bool = False) -> str:
        """Call an actor by another name; ``always`` makes it a rule for the whole library."""
        raise NotImplementedError

    def set_kind(self, article_id: int, id: str, kind: Kind) -> str:
        """Change an actor's kind."""
        raise NotImplementedError

    def set_country(self, article_id: int, id: str, country: str | None) -> str:
        """Change an actor's country (ISO 3166-1 alpha-3), or take it away."""
        raise NotImplementedError

    def merge_actors(self, article_id: int, ids: Sequence[str], *, name: str | None = None, always: bool = False) -> str:
        """Make several actors one: the first of them, with the mentions and roles of all.

        Args:
            article_id: The article.
            ids: At least two actors.
            name: What to call it; the first one's name by default.
            always: Merge actors of these names in every article, earlier and later ones.
        """
        raise NotImplementedError

    def split_mention(self, article_id: int, id: str, mention: Span, *, name: str | None = None) -> str:
        """Take one mention out of an actor as an actor of its own, named by its words if not by ``name``.

        Returns:
            The new actor's id.
        """
        raise NotImplementedError

    def remove_mention(self, article_id: int, id: str, mention: Span) -> str:
        """Say that words are no mention of an actor. An actor's last mention cannot be removed: reject the actor."""
        raise NotImplementedError

    def add_mention(self, article_id: int, id: str, at: Span) -> str:
        """Say that words are a mention of an actor; an actor that had those same words loses them."""
        raise NotImplementedError

    def new_actor(
        self, article_id: int, at: Span, *, kind: Kind, name: str | None = None, country: str | None = None
    ) -> str:
        """Make an actor from words of the text, named by them if not by ``name``."""
        raise NotImplementedError

    # incidents

    def revise_incident(self, article_id: int, id: str, slots: Slots) -> str:
        """Set slots of an incident, several at once from a form; those that hold the value already are no change."""
        raise NotImplementedError

    def add_evidence(self, article_id: int, id: str, sentence: int, trigger: Span | None = None) -> str:
        """Say that a sentence supports an incident.

        Args:
            article_id: The article.
            id: The incident.
            sentence: Index into the sentences of the effective extraction.
            trigger: The words in it that state the incident; the whole sentence by default.
        """
        raise NotImplementedError

    def remove_evidence(self, article_id: int, id: str, sentence: int) -> str:
        """Say that a sentence does not support an incident. The last one cannot be removed: reject the incident."""
        raise NotImplementedError

    def split_incident(self, article_id: int, id: str, sentences: Sequence[int]) -> str:
        """Make some of an incident's evidence sentences an incident of its own, with the same slots to begin with.

        Returns:
            The new incident's id.
        """
        raise NotImplementedError

    def merge_incidents(self, article_id: int, ids: Sequence[str]) -> str:
        """Make several incidents one: the first one's slots, filled from the others where empty, the evidence of all."""
        raise NotImplementedError

    def new_incident(self, article_id: int, trigger: Span, slots: Slots) -> str:
        """Make an incident from the words that state it; ``slots`` must have a ``type`` (status: ``reported``)."""
        raise NotImplementedError
