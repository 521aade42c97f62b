"""How findings are put into words in the sidebar: pure, from an extraction to lines of styled pieces."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from dataclasses import dataclass, field

from rich.cells import cell_len

from store.model import Actor, Incident, Note
from store.review import State
from tui.dates import when_text
from tui.findings import Finding, Findings
from tui.wrapping import fit, flow

Piece = tuple[str, tuple[str, ...]]

KIND_WORDS = {
    "person": "people", "state": "states", "government": "government", "military": "military",
    "armed_group": "armed groups", "organization": "organisations", "media": "media", "population": "population",
}  # fmt: skip
STATE_SIGNS: dict[State, str] = {"unreviewed": " ", "accepted": "✓", "corrected": "✎", "rejected": "✗"}
STATUS_GLYPHS = {"reported": "", "claimed": "?", "denied": "✗", "planned": "▷", "hypothetical": "≈"}


@dataclass(frozen=True, slots=True)
class Item:
    """Lines of a list that belong together; with a ``key`` (what they are about) the cursor stops at them.

    ``finding`` and ``note`` are the key where it is one of them, None otherwise.
    """

    lines: list[list[Piece]] = field(default_factory=list)
    key: Hashable | None = None

    @property
    def enterable(self) -> bool:
        """Whether the cursor stops here."""
        return self.key is not None

    @property
    def finding(self) -> Finding | None:
        """The finding it is about."""
        return self.key if isinstance(self.key, Finding) else None

    @property
    def note(self) -> Note | None:
        """The note it shows."""
        return self.key if isinstance(self.key, Note) else None


def prose(text: str, width: int, style: str = "muted") -> Item:
    """A few words to the reader, wrapped."""
    return Item([*flow([(text, (style,))], width), []])


def counted(number: int, one: str, many: str = "") -> str:
    """``1 sentence``, ``2 sentences``."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


# --- actors


def actor_items(findings: Findings, width: int) -> list[Item]:
    """Actors under the words for their kinds, with the number of their mentions."""
    items = []
    for kind, actors in findings.actors_by_kind():
        items.append(Item([[(KIND_WORDS[kind], ("muted",))]]))
        items += [actor_item(findings, actor, width) for actor in actors]
        items.append(Item([[]]))
    rejected = findings.review.rejected_actors
    if rejected:
        items += [_rejected_heading(), *(actor_item(findings, actor, width) for actor in rejected), Item([[]])]
    return items


def _rejected_heading() -> Item:
    return Item([[("rejected", ("muted",))]])


def actor_item(findings: Findings, actor: Actor, width: int) -> Item:
    """One actor: name in its kind's colour, country, mentions, and what the reader said of it."""
    finding = Finding("actor", actor.id)
    state = findings.state_of(finding)
    count = str(len(actor.mentions))
    country = f" {actor.country}" if actor.country and actor.kind != "state" else ""
    room = width - len(count) - len(country) - 4
    name = fit(actor.name, room)
    gap = " " * (room + 2 - cell_len(name))
    look = "rejected" if state == "rejected" else f"kind-{actor.kind}"
    line = [(name, (look,)), (country, ("muted",)), (gap, ()), (count, ("count",)), _state_piece(state)]
    return Item([line], finding)


def _state_piece(state: State) -> Piece:
    return f" {STATE_SIGNS[state]}", (f"state-{state}",)


# --- incidents


def incident_items(findings: Findings, width: int) -> list[Item]:
    """Incidents as cards, in the order of the text."""
    items = [incident_item(findings, incident, width) for incident in findings.incidents_in_order()]
    rejected = findings.review.rejected_incidents
    if rejected:
        items += [_rejected_heading(), *(_rejected_item(findings, incident, width) for incident in rejected)]
    return items


def _rejected_item(findings: Findings, incident: Incident, width: int) -> Item:
    finding = Finding("incident", incident.id)
    name = fit(findings.name_of(finding), width - 2)
    gap = " " * (width - 2 - cell_len(name))
    return Item([[(name, ("rejected",)), (gap, ()), _state_piece("rejected")]], finding)


def incident_item(findings: Findings, incident: Incident, width: int) -> Item:
    """A card: what and how sure, who to whom, where and when, harm and means, by whose account."""
    finding = Finding("incident", incident.id)
    lines = _headline(incident, findings.state_of(finding), width)
    lines += flow(_parties(findings, incident), width)
    for facts, style in (
        (_where_and_when(incident), "text"), (_harm(incident), "text"), (_account(findings, incident), "muted"),
    ):  # fmt: skip
        for words in _beside(facts, width):
            lines += flow([(words, (style,))], width)
    return Item([*lines, []], finding)


def _headline(incident: Incident, state: State, width: int) -> list[list[Piece]]:
    """Type and modes on the left; on the right a status other than ``reported``, in reverse, and the reader's word.

    Modes that find no room beside them take a line of their own.
    """
    status = incident.status
    word = f" {STATUS_GLYPHS[status]} {status} " if status != "reported" else ""
    modes = " ".join(incident.modes)
    room = width - len(incident.type) - cell_len(word) - 4
    beside = modes if cell_len(modes) <= room else ""
    gap = " " * (room + 1 - cell_len(beside))
    line: list[Piece] = [
        (incident.type, ("accent", "strong")), (" ", ()), (beside, ("muted",)), (gap, ()),
        (word, (f"status-{status}",)), _state_piece(state),
    ]  # fmt: skip
    return [line, *(flow([(modes, ("muted",))], width) if beside != modes else [])]


def _parties(findings: Findings, incident: Incident) -> list[Piece]:
    """``agents → targets``, each actor in its kind's colour, objects after the targets."""
    agents = _actors(findings, incident.agents)
    targets = _actors(findings, incident.targets)
    objects: list[Piece] = [(piece.text, ("text",)) for piece in incident.objects]
    whom = _joined([*targets, *objects])
    if not whom:
        return _joined(agents)
    return [*(_joined(agents) or [("someone", ("muted",))]), (" → ", ("accent",)), *whom]


def _actors(findings: Findings, ids: Sequence[str]) -> list[Piece]:
    found = [findings.actors[id] for id in ids if id in findings.actors]
    return [(actor.name, (f"kind-{actor.kind}",)) for actor in found]


def _joined(pieces: Sequence[Piece]) -> list[Piece]:
    joined: list[Piece] = []
    for piece in pieces:
        joined += [(", ", ("muted",)), piece] if joined else [piece]
    return joined


def _beside(facts: Sequence[str], width: int) -> list[str]:
    """Facts beside each other as far as they fit, so that no line begins or ends with the dot between them."""
    lines: list[str] = []
    for fact in filter(None, facts):
        if lines and cell_len(lines[-1]) + 3 + cell_len(fact) <= width:
            lines[-1] += f" · {fact}"
        else:
            lines.append(fact)
    return lines


def _where_and_when(incident: Incident) -> list[str]:
    place = ", ".join([incident.place.name, *incident.place.within]) if incident.place else ""
    return [place, when_text(incident.date) if incident.date else ""]


def _harm(incident: Incident) -> list[str]:
    return [
        f"killed {incident.killed:,}" if incident.killed is not None else "",
        f"injured {incident.injured:,}" if incident.injured is not None else "",
        ", ".join(instrument.text for instrument in incident.instruments),
    ]


def _account(findings: Findings, incident: Incident) -> list[str]:
    """Whose word it is, and how many sentences say it."""
    names = findings.actor_names(incident.sources)
    sentences = counted(len({evidence.sentence for evidence in incident.evidence}), "sentence")
    return [f"says {', '.join(names)}" if names else "", sentences]


# --- the sentence at hand


def sentence_items(findings: Findings, sentence: int, width: int) -> list[Item]:
    """What a sentence supports: its incidents in two lines each, then its actors."""
    items = []
    for finding in findings.supported_by(sentence):
        if finding.kind == "actor":
            items.append(actor_item(findings, findings.actors[finding.id], width))
            continue
        incident = findings.incidents[finding.id]
        parties = flow(_parties(findings, incident), width)
        items.append(Item([*_headline(incident, findings.state_of(finding), width), *parties[:2]], finding))
    return items
