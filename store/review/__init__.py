"""The reader's decisions laid over the machine's findings: pure functions, no database, no clock.

``findings`` takes an extraction, its text, the reader's decisions and rules, and gives what the reader should see. The
modules: ``claims`` (what a decision keeps of a finding), ``matching`` (the same finding in another extraction),
``overlay`` (decisions over an extraction), ``lexicon`` (rules for the whole library), ``actor_edits`` and
``incident_edits`` (what a correction changes).
"""

from __future__ import annotations

from store.review.model import Findings, Slots, State

__all__ = ["Findings", "Slots", "State"]
