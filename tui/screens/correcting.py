"""Corrections of actors and incidents, each from a small form."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from store.countries import country_code
from store.model import KINDS, Actor, DatelineError, Kind, Span
from store.review import Slots
from store.text import clean_line
from tui.cards import counted
from tui.command import BODY
from tui.completing import Choice, fold, parts
from tui.findings import Finding, Findings
from tui.screens.form import Field, FormScreen
from tui.screens.incident_form import incident_fields
from tui.screens.noting import Noting
from tui.screens.parts import PartsScreen
from tui.screens.prompt import PromptScreen
from tui.screens.reviewing import Reviewing
from tui.slots import SlotForm
from tui.wrapping import fit

YES_NO = (Choice("no", "this article"), Choice("yes", "a rule for the whole library"))
KIND_CHOICES = tuple(Choice(kind.replace("_", " ")) for kind in KINDS)
ALWAYS_HINT = "yes: in every article, earlier and later ones; L lists these rules and revokes them"
COUNTRY_HINT = "its name, or its code such as SYR; empty where there is none"


@dataclass(frozen=True, slots=True)
class ActorEdit:
    """What a form says of an actor."""

    name: str
    kind: Kind
    country: str | None
    always: bool = False


@dataclass(frozen=True, slots=True)
class Merge:
    """What a form says of a merge: the others, the name of all, and whether it holds everywhere."""

    others: tuple[str, ...]
    name: str
    always: bool


class Correcting(Noting, Reviewing):
    """Commands that change findings."""

    def action_edit(self) -> None:
        """The form of the finding at hand; on a note, its editor."""
        if (note := self.note_at_hand) is not None:
            self.edit_note(note)
            return
        finding, findings = self.finding_at_hand(), self._findings
        if finding is None or findings is None:
            return
        if findings.state_of(finding) == "rejected":
            self.footer.tell(f"It was rejected: {self.key('finding.restore')} restores it.")
        elif finding.kind == "actor":
            self._edit_actor(findings.actors[finding.id])
        else:
            self._edit_incident(findings, finding)

    @property
    def _findings(self) -> Findings | None:
        return self.reading.findings if self.reading else None

    @property
    def _article_id(self) -> int:
        assert self.reading is not None
        return self.reading.id

    # --- actors

    def _edit_actor(self, actor: Actor) -> None:
        fields = [
            Field("name", "Name", actor.name),
            *_kind_and_country(actor.kind, actor.country or "", self._countries()),
            Field("always", "Always", "no", lambda _: YES_NO, closed=True, hint=ALWAYS_HINT),
        ]
        title = f"Actor: {fit(actor.name, 50)}"
        self.app.push_screen(FormScreen(title, "", fields, _read_actor), partial(self._revise_actor, actor))

    def _countries(self) -> list[Choice]:
        actors = self._findings.extraction.actors if self._findings else ()
        return [Choice(code) for code in dict.fromkeys(actor.country for actor in actors) if code]

    def _revise_actor(self, actor: Actor, edit: ActorEdit | None) -> None:
        if edit is not None:
            job = partial(self._write_actor, self._article_id, actor, edit)
            self.write(job, partial(self.corrected, f"Corrected {edit.name}"), long=edit.always)

    def _write_actor(self, article_id: int, actor: Actor, edit: ActorEdit) -> str:
        return self.library.decisions.revise_actor(
            article_id, actor.id, name=edit.name, kind=edit.kind, country=edit.country, always=edit.always
        )

    def action_new_actor(self) -> None:
        """The chosen words name an actor: a new one, or one there is."""
        findings, at = self._findings, self.body.words_at_hand
        if findings is None or at is None or self.reading is None:
            return
        words = clean_line(self.reading.article.text[slice(*at)])
        known = _names_of(findings)
        choices = [Choice(name, "this one") for name in known]
        fields = [
            Field("name", "Name", words, lambda _: choices, hint="a name of the list: these words mean that actor"),
            *_kind_and_country("organization", "", self._countries()),
        ]
        title = f"Actor: “{fit(words, 50)}”"
        self.app.push_screen(FormScreen(title, "", fields, _read_actor), partial(self._take_actor, at, known))

    def _take_actor(self, at: Span, known: dict[str, str], edit: ActorEdit | None) -> None:
        if edit is None:
            return
        id = next((id for name, id in known.items() if fold(name) == fold(edit.name)), None)
        decisions, article_id = self.library.decisions, self._article_id
        if id is not None:
            job = partial(decisions.add_mention, article_id, id, at)
            self.write(job, lambda _: self.corrected(f"These words mean {edit.name} now", id))
            return
        job = partial(decisions.new_actor, article_id, at, kind=edit.kind, name=edit.name, country=edit.country)
        self.write(job, partial(self.corrected, f"New actor {edit.name}"))

    # --- merging

    def action_merge(self) -> None:
        """One of several: those marked, or the one under the cursor and others asked for."""
        findings = self._findings
        if findings is None or self.finding_at_hand() is None:
            return
        found = [finding for finding in self._to_merge() if findings.state_of(finding) != "rejected"]
        if not found:
            self.footer.tell("What was rejected is not merged: restore it first.")
        elif found[0].kind == "actor":
            self._merge_actors(findings, self._largest_first(findings, found))
        else:
            self._merge_incidents(findings, found)

    def _to_merge(self) -> list[Finding]:
        """The findings marked, and the one under the cursor with them."""
        found = self.findings_at_hand()
        item = self.sidebar.finding_list.current
        beside = item.finding if item is not None else None
        return [*found, beside] if beside is not None and beside not in found else found

    def _largest_first(self, findings: Findings, found: Sequence[Finding]) -> list[Finding]:
        return sorted(found, key=lambda finding: -len(findings.actors[finding.id].mentions))

    def _merge_actors(self, findings: Findings, found: Sequence[Finding]) -> None:
        first = findings.actors[found[0].id]
        known = {name: id for name, id in _names_of(findings).items() if id != first.id}
        marked = [name for name, id in known.items() if Finding("actor", id) in found]
        choices = [Choice(name, counted(len(findings.actors[id].mentions), "mention")) for name, id in known.items()]
        names = [Choice(first.name), *(Choice(name) for name in known)]
        fields = [
            Field("with", "With", ", ".join(marked), lambda _: choices, several=True, closed=True,
                  hint="one or several of the article's actors, parted by commas"),
            Field("name", "Called", first.name, lambda _: names, hint="what the one actor is called"),
            Field("always", "Always", "no", lambda _: YES_NO, closed=True, hint=ALWAYS_HINT),
        ]  # fmt: skip
        form = FormScreen(
            f"Merge {fit(first.name, 50)}", "its mentions and roles, and those of", fields, partial(_read_merge, known)
        )
        self.app.push_screen(form, partial(self._take_merge, first.id))

    def _take_merge(self, first: str, merge: Merge | None) -> None:
        if merge is not None:
            job = partial(
                self.library.decisions.merge_actors, self._article_id, [first, *merge.others],
                name=merge.name, always=merge.always,
            )  # fmt: skip
            words = f"Merged {len(merge.others) + 1} actors into {merge.name}"
            self.write(job, partial(self.corrected, words), long=merge.always)

    def _merge_incidents(self, findings: Findings, found: Sequence[Finding]) -> None:
        ids = [finding.id for finding in found]
        if len(ids) > 1:
            self._merge_these_incidents(ids)
            return
        known = {_label(findings, other.id): other.id for other in findings.incidents_in_order() if other.id != ids[0]}
        known = {label: id for label, id in known.items() if findings.state_of(Finding("incident", id)) != "rejected"}
        choices = [Choice(label, "incident") for label in known]
        about = f"{findings.name_of(found[0])}: its slots stay, empty ones are filled from the other"

        def check(line: str) -> str:
            if line not in known:
                raise DatelineError("choose one of the article's incidents")
            return known[line]

        prompt = PromptScreen("Merge with", about, choices=lambda _: choices, closed=True, check=check)
        self.app.push_screen(
            prompt, lambda line: self._merge_these_incidents([ids[0], known[line]]) if line is not None else None
        )

    def _merge_these_incidents(self, ids: Sequence[str]) -> None:
        job = partial(self.library.decisions.merge_incidents, self._article_id, ids)
        self.write(job, partial(self.corrected, f"Merged {len(ids)} incidents"))

    # --- incidents

    def _edit_incident(self, findings: Findings, finding: Finding) -> None:
        assert self.reading is not None
        incident = findings.incidents[finding.id]
        near = incident.evidence[0].trigger if incident.evidence else (0, 0)
        slots = SlotForm(findings, self.reading.article.text, incident, near)
        form = FormScreen("Incident", self._quote(near), incident_fields(slots), slots.read, first="agents")
        job = self.library.decisions.revise_incident
        self.app.push_screen(form, partial(self._revise_incident, partial(job, self._article_id, finding.id), findings))

    def _quote(self, at: Span) -> str:
        """The sentence that holds some words, on one line."""
        assert self.reading is not None
        span = self.reading.sentences[self.body.sentence_at(at[0])]
        return f"“{clean_line(self.reading.article.text[slice(*span)])}”"

    def _revise_incident(self, job: partial[str], findings: Findings, slots: Slots | None) -> None:
        if slots:
            self.write(partial(job, slots), lambda id: self.corrected(f"Corrected {_slot_words(slots)}", id))

    def action_new_incident(self) -> None:
        """A new incident, stated by the chosen words or by the sentence."""
        findings, at = self._findings, self.body.words_at_hand
        if findings is None or at is None or self.reading is None:
            return
        slots = SlotForm(findings, self.reading.article.text, None, at)
        words = f"“{clean_line(self.reading.article.text[slice(*at)])}”"
        form = FormScreen("New incident", words, incident_fields(slots), slots.read, first="type")
        job = partial(self.library.decisions.new_incident, self._article_id, at)
        self.app.push_screen(form, partial(self._make_incident, job))

    def _make_incident(self, job: partial[str], slots: Slots | None) -> None:
        if slots:
            self.write(partial(job, slots), partial(self.corrected, f"New incident {slots['type']}"))

    def action_evidence(self) -> None:
        """The sentence under the cursor supports the incident at hand, or no longer does."""
        findings, here = self._findings, self.body.sentence
        chosen = self.reading.chosen if self.reading else None
        finding = chosen if chosen is not None and chosen.kind == "incident" else self.finding_at_hand("incident")
        if finding is None or findings is None:
            return
        decisions, name = self.library.decisions, findings.name_of(finding)
        if here in findings.sentences_of(finding):
            job = partial(decisions.remove_evidence, self._article_id, finding.id, here)
            self.write(job, partial(self.corrected, f"This sentence is no evidence of {name} any more"))
        else:
            at = self.body.selected.span if self.body.selected else None
            job = partial(decisions.add_evidence, self._article_id, finding.id, here, at)
            self.write(job, partial(self.corrected, f"This sentence is evidence of {name}"))

    def action_split(self) -> None:
        """The places of the finding at hand, to be split off or removed one by one."""
        finding = self.finding_at_hand()
        if finding is not None:
            self.app.push_screen(PartsScreen(self.library, self._article_id, finding), self._parted)

    def _parted(self, place: int | None) -> None:
        self.findings_changed()
        if place is not None:
            self.body.go(self.body.sentence_at(place))
            self.go_to(BODY)


def _kind_and_country(kind: str, country: str, countries: Sequence[Choice]) -> list[Field]:
    return [
        Field("kind", "Kind", kind.replace("_", " "), lambda _: KIND_CHOICES, closed=True),
        Field("country", "Country", country, lambda _: countries, hint=COUNTRY_HINT),
    ]


def _read_actor(typed: Mapping[str, str]) -> ActorEdit:
    name = clean_line(typed["name"])
    if not name:
        raise DatelineError("an actor needs a name")
    kind = next((kind for kind in KINDS if fold(kind.replace("_", " ")) == fold(typed["kind"].strip())), None)
    if kind is None:
        raise DatelineError(f"kind: choose one of {', '.join(choice.text for choice in KIND_CHOICES)}")
    country = clean_line(typed["country"])
    code = country_code(country)
    if country and code is None:
        raise DatelineError(f"“{country}” is no country: write its name, its code such as SYR, or nothing")
    return ActorEdit(name, kind, code, _yes(typed.get("always", "no")))


def _read_merge(known: dict[str, str], typed: Mapping[str, str]) -> Merge:
    ids = {fold(name): id for name, id in known.items()}
    unknown = [part for part in parts(typed["with"]) if fold(part) not in ids]
    if unknown:
        raise DatelineError(f"no other actor of this article is called “{unknown[0]}”: choose one")
    others = tuple(dict.fromkeys(ids[fold(part)] for part in parts(typed["with"])))
    if not others:
        raise DatelineError("choose an actor to merge with")
    name = clean_line(typed["name"])
    if not name:
        raise DatelineError("the one actor needs a name")
    return Merge(others, name, _yes(typed["always"]))


def _yes(line: str) -> bool:
    answer = fold(line.strip())
    if answer not in ("yes", "no", "y", "n", ""):
        raise DatelineError("always: yes or no")
    return answer.startswith("y")


def _names_of(findings: Findings) -> dict[str, str]:
    """Ids by names that tell the article's actors apart."""
    form = SlotForm(findings, "", None, (0, 0))
    return {name: id for id, name in form.names.items()}


def _label(findings: Findings, id: str) -> str:
    """An incident in one line that no other of the article has."""
    sentences = findings.sentences_of(Finding("incident", id))
    where = f" · sentence {sentences[0] + 1}" if sentences else ""
    return f"{findings.name_of(Finding('incident', id))}{where} ({id})"


def _slot_words(slots: Slots) -> str:
    return ", ".join(slots)
