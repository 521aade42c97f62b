"""Verdicts and corrections: what the reader says of the machine's findings.

Every method is one journal entry, takes ids of ``library.findings.of(article_id)`` (its effective findings or those
rejected) and returns the id of the finding it leaves behind; the findings are read anew afterwards. All raise
:class:`~store.model.DatelineError` where there is no such article or finding, or a value makes no sense. What leaves
everything as it was is no change and no entry.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager, nullcontext
from dataclasses import dataclass, replace

from store import rules
from store.connection import Connections
from store.findings import EffectiveFindings
from store.journal import Change, Journal, Row, named, utc_now
from store.model import Actor, DatelineError, Kind, Span
from store.review import Findings, Slots, actor_edits, incident_edits, verdicts
from store.review.claims import KnownActor, Patch, Verdict, pack
from store.review.known import actor_of, incident_of


class Decisions:
    """The reader's verdicts and corrections (``library.decisions``)."""

    def __init__(self, connections: Connections, journal: Journal, findings: EffectiveFindings) -> None:
        self._connections = connections
        self._journal = journal
        self._findings = findings

    # verdicts, on actors and incidents alike

    def accept(self, article_id: int, ids: Sequence[str]) -> None:
        """Say that findings are right as they stand; they stay so, whatever a new extraction says."""
        self._judge(article_id, ids, "accepted")

    def reject(self, article_id: int, ids: Sequence[str]) -> None:
        """Say that findings are wrong: they go from the article, actors also from the incidents' slots."""
        self._judge(article_id, ids, "rejected")

    def restore(self, article_id: int, ids: Sequence[str]) -> None:
        """Take a verdict back. A finding without a verdict goes back to what the machine found."""
        with self._desk(article_id) as desk, self._journal.record(f"restored {desk.names(ids)}") as change:
            let_go: set[str] = set()
            for id in dict.fromkeys(ids):
                patch = verdicts.restore(desk.findings, [id])
                let_go.update(key for key, actor in patch.actors.items() if actor is None)
                _keep(change, desk, "restore", id, patch)
            self._recast(change, desk, let_go)

    # actors

    def rename_actor(self, article_id: int, id: str, name: str, *, always: bool = False) -> str:
        """Call an actor by another name; ``always`` makes it a rule for the whole library."""
        with self._desk(article_id) as desk:
            before = actor_of(desk.findings, id, desk.text)
            patch = actor_edits.rename(desk.findings, desk.text, id, name)
            name = actor_edits.actor_name(name)
            with self._journal.record(f"renamed {desk.names([id], always)} to {named(name)}") as change:
                _keep(change, desk, "rename", id, patch, "name")
                if always:
                    rules.make(change, before.names, name, None, None)
            return id

    def set_kind(self, article_id: int, id: str, kind: Kind) -> str:
        """Change an actor's kind."""
        with self._desk(article_id) as desk:
            patch = actor_edits.set_kind(desk.findings, desk.text, id, kind)
            return self._record(desk, f"made {desk.names([id])} {_a(kind)}", "kind", id, patch, "kind")

    def set_country(self, article_id: int, id: str, country: str | None) -> str:
        """Change an actor's country (ISO 3166-1 alpha-3), or take it away."""
        code = actor_edits.country_code(country)
        with self._desk(article_id) as desk:
            patch = actor_edits.set_country(desk.findings, desk.text, id, code)
            words = f"set the country of {desk.names([id])} to {code or 'none'}"
            return self._record(desk, words, "country", id, patch, "country")

    def revise_actor(
        self, article_id: int, id: str, *, name: str, kind: Kind, country: str | None, always: bool = False
    ) -> str:
        """Set all of an actor at once, as a form does; what holds already is no change.

        ``always`` makes its name a rule for the whole library; see :meth:`rename_actor`.
        """
        with self._desk(article_id) as desk:
            actor = actor_of(desk.findings, id, desk.text)
            code = actor_edits.country_code(country)
            steps: list[Callable[[], object]] = []
            if kind != actor.kind:
                steps.append(lambda: self.set_kind(article_id, id, kind))
            if code != actor.country:
                steps.append(lambda: self.set_country(article_id, id, code))
            if actor_edits.actor_name(name) != actor.name or always:
                steps.append(lambda: self.rename_actor(article_id, id, name, always=always))
            with self._together(steps, f"corrected {desk.names([id])}"):
                for step in steps:
                    step()
            return id

    def merge_actors(
        self, article_id: int, ids: Sequence[str], *, name: str | None = None, always: bool = False
    ) -> str:
        """Make several actors one: the first of them, with the mentions and roles of all.

        Args:
            article_id: The article.
            ids: At least two actors.
            name: What to call it; the first one's name by default.
            always: Merge actors of these names in every article, earlier and later ones.
        """
        with self._desk(article_id) as desk:
            patch = actor_edits.merge(desk.findings, desk.text, ids, name)
            one = patch.actors[ids[0]]
            assert one is not None
            with self._journal.record(f"merged {desk.names(ids, always)} into {named(one.name)}") as change:
                _keep(change, desk, "merge", one.key, patch)
                if always:
                    rules.make(change, one.names, one.name, one.kind, one.country)
            return one.key

    def split_mention(self, article_id: int, id: str, mention: Span, *, name: str | None = None) -> str:
        """Take one mention out of an actor as an actor of its own, named by its words if not by ``name``.

        Returns:
            The new actor's id.
        """
        with self._desk(article_id) as desk:
            patch, new = actor_edits.split_mention(desk.findings, desk.text, id, mention, name)
            words = f"took {desk.words(mention)} out of {desk.names([id])} as an actor of its own"
            return self._record(desk, words, "split", new, patch)

    def split_mentions(self, article_id: int, id: str, mentions: Sequence[Span]) -> str:
        """Take several mentions out of an actor as one actor of its own, named by the first of them.

        Returns:
            The new actor's id.
        """
        with self._desk(article_id) as desk:
            words = f"took {len(mentions)} mentions out of {desk.names([id])} as an actor of its own"
            with self._together(mentions, words):
                new = self.split_mention(article_id, id, mentions[0])
                for mention in mentions[1:]:
                    self.add_mention(article_id, new, mention)
            return new

    def remove_mention(self, article_id: int, id: str, mention: Span) -> str:
        """Say that words are no mention of an actor. An actor's last mention cannot be removed: reject the actor."""
        with self._desk(article_id) as desk:
            patch = actor_edits.remove_mention(desk.findings, desk.text, id, mention)
            words = f"took the mention {desk.words(mention)} from {desk.names([id])}"
            return self._record(desk, words, "remove-mention", id, patch, "mentions")

    def add_mention(self, article_id: int, id: str, at: Span) -> str:
        """Say that words are a mention of an actor; an actor that had those same words loses them."""
        with self._desk(article_id) as desk:
            patch = actor_edits.add_mention(desk.findings, desk.text, id, at)
            words = f"added the mention {desk.words(at)} to {desk.names([id])}"
            return self._record(desk, words, "add-mention", id, patch, "mentions")

    def new_actor(
        self, article_id: int, at: Span, *, kind: Kind, name: str | None = None, country: str | None = None
    ) -> str:
        """Make an actor from words of the text, named by them if not by ``name``."""
        with self._desk(article_id) as desk:
            patch, new = actor_edits.new_actor(desk.findings, desk.text, at, kind, name, country)
            return self._record(desk, f"made an actor of {desk.words(at)} in {named(desk.title)}", "new", new, patch)

    # incidents

    def revise_incident(self, article_id: int, id: str, slots: Slots) -> str:
        """Set slots of an incident, several at once from a form; those that hold the value already are no change."""
        with self._desk(article_id) as desk:
            patch, changed = incident_edits.revise(desk.findings, desk.text, id, slots)
            what = ", ".join(changed)
            return self._record(desk, f"set {what} of {desk.names([id])}", "revise", id, patch, what)

    def add_evidence(self, article_id: int, id: str, sentence: int, trigger: Span | None = None) -> str:
        """Say that a sentence supports an incident.

        Args:
            article_id: The article.
            id: The incident.
            sentence: Index into the sentences of the effective extraction.
            trigger: The words in it that state the incident; the whole sentence by default.
        """
        with self._desk(article_id) as desk:
            patch = incident_edits.add_evidence(desk.findings, desk.text, id, sentence, trigger)
            words = f"added a sentence to {desk.names([id])}"
            return self._record(desk, words, "add-evidence", id, patch, "evidence")

    def remove_evidence(self, article_id: int, id: str, sentence: int) -> str:
        """Say that a sentence does not support an incident. The last one cannot be removed: reject the incident."""
        with self._desk(article_id) as desk:
            patch = incident_edits.remove_evidence(desk.findings, desk.text, id, sentence)
            words = f"took a sentence from {desk.names([id])}"
            return self._record(desk, words, "remove-evidence", id, patch, "evidence")

    def split_incident(self, article_id: int, id: str, sentences: Sequence[int]) -> str:
        """Make some of an incident's evidence sentences an incident of its own, with the same slots to begin with.

        Returns:
            The new incident's id.
        """
        with self._desk(article_id) as desk:
            patch, new = incident_edits.split(desk.findings, desk.text, id, sentences)
            return self._record(desk, f"split {desk.names([id])}", "split", new, patch)

    def merge_incidents(self, article_id: int, ids: Sequence[str]) -> str:
        """Make several incidents one: the first one's slots, filled from the others where empty, the evidence of all."""
        with self._desk(article_id) as desk:
            patch = incident_edits.merge(desk.findings, desk.text, ids)
            return self._record(desk, f"merged {desk.names(ids)}", "merge", ids[0], patch)

    def new_incident(self, article_id: int, trigger: Span, slots: Slots) -> str:
        """Make an incident from the words that state it; ``slots`` must have a ``type`` (status: ``reported``)."""
        with self._desk(article_id) as desk:
            patch, new = incident_edits.new(desk.findings, desk.text, trigger, slots)
            words = f"made an incident of {desk.words(trigger)} in {named(desk.title)}"
            return self._record(desk, words, "new", new, patch)

    def _together(self, steps: Sequence[object], words: str) -> AbstractContextManager[None]:
        """Several changes as one entry; a single one says itself best what it is."""
        return self._journal.one_entry(words) if len(steps) > 1 else nullcontext()

    def _judge(self, article_id: int, ids: Sequence[str], verdict: Verdict) -> None:
        with self._desk(article_id) as desk, self._journal.record(f"{verdict} {desk.names(ids)}") as change:
            for id in dict.fromkeys(ids):
                _keep(change, desk, verdict, id, verdicts.judge(desk.findings, desk.text, [id], verdict))

    @contextmanager
    def _desk(self, article_id: int) -> Iterator[_Desk]:
        """An article with its findings, in a transaction, so that nothing changes while the reader's word is kept."""
        with self._connections.writing():
            findings = self._findings.of(article_id)
            if findings is None:
                raise DatelineError(f"article {article_id} has no findings yet: open it, or run `dateline reextract`")
            row = self._connections.rows("SELECT title, text FROM articles WHERE id = ?", [article_id])[0]
            yield _Desk(article_id, row["title"], row["text"], findings)

    def _recast(self, change: Change, desk: _Desk, let_go: set[str]) -> None:
        now = self._findings.of(desk.article_id) if let_go else None
        if now is not None:
            patch = verdicts.recast(desk.findings, now, let_go, desk.text)
            for key, incident in patch.incidents.items():
                _keep(change, replace(desk, findings=now), "recast", key, Patch({}, {key: incident}))

    def _record(self, desk: _Desk, words: str, action: str, id: str, patch: Patch, slot: str | None = None) -> str:
        with self._journal.record(words) as change:
            _keep(change, desk, action, id, patch, slot)
        return id


@dataclass(frozen=True, slots=True)
class _Desk:
    """One article with its findings as they are when the reader decides, and what an entry calls its parts."""

    article_id: int
    title: str
    text: str
    findings: Findings

    def names(self, ids: Sequence[str], always: bool = False) -> str:
        """What an entry calls some findings, and where they are.

        Raises:
            DatelineError: There is no such finding.
        """
        where = "every article" if always else named(self.title)
        if len(ids) > 3:
            return f"{len(ids)} findings in {where}"
        return f"{' and '.join(map(self._name, ids))} in {where}"

    def words(self, at: Span) -> str:
        """Words of the text as an entry quotes them."""
        return named(" ".join(self.text[max(0, at[0]) : max(0, at[1])].split()))

    def _name(self, id: str) -> str:
        finding = self.findings.finding(id)
        if finding is None:
            raise DatelineError(f"there is no finding {id} in this article any more: choose one of the list")
        return named(finding.name) if isinstance(finding, Actor) else f"the incident {finding.type}"


def _keep(change: Change, desk: _Desk, action: str, id: str, patch: Patch, slot: str | None = None) -> None:
    """Write one decision, if it decides anything."""
    if not patch.actors and not patch.incidents:
        return
    row: Row = {
        "article_id": desk.article_id,
        "finding": "actor" if patch.actors else "incident",
        "action": action,
        "claim": pack(_before(desk, patch)),
        "slot": slot,
        "value": pack(patch),
        "made": utc_now(),
    }
    change.insert_new("decisions", row | _anchor(patch, id))


def _before(desk: _Desk, patch: Patch) -> Patch:
    """The findings that a decision touches, as they were."""
    there = desk.findings.states
    return Patch(
        {id: actor_of(desk.findings, id, desk.text) for id in patch.actors if id in there},
        {id: incident_of(desk.findings, id, desk.text) for id in patch.incidents if id in there},
    )


def _anchor(patch: Patch, id: str) -> Row:
    """The first words that the finding decided on rests on."""
    one = patch.actors.get(id) or patch.incidents.get(id)
    if one is None:
        return {}
    anchors = [anchor for anchor, _ in one.mentions] if isinstance(one, KnownActor) else list(one.evidence)
    if not anchors:
        return {}
    first = anchors[0]
    return {
        "exact": first.exact,
        "prefix": first.prefix,
        "suffix": first.suffix,
        "start": first.start,
        "stop": first.end,
    }


def _a(kind: Kind) -> str:
    word = kind.replace("_", " ")
    return f"{'an' if word[0] in 'aeiou' else 'a'} {word}"
