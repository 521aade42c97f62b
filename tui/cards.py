"""How findings are put into words in the sidebar: pure, from an extraction to lines of styled pieces."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from rich.cells import cell_len

from store.model import Actor, Incident, Note
from tui.dates import when_text
from tui.findings import Finding, Findings
from tui.wrapping import fit, fit_lines, flow

Piece = tuple[str, tuple[str, ...]]

KIND_WORDS = {
    "person": "people", "state": "states", "government": "government", "military": "military",
    "armed_group": "armed groups", "organization": "organisations", "media": "media", "population": "population",
}  # fmt: skip
STATUS_GLYPHS = {"reported": "", "claimed": "?", "denied": "✗", "planned": "▷", "hypothetical": "≈"}


@dataclass(frozen=True, slots=True)
class Item:
    """Lines of the sidebar that belong together; with a ``finding`` or a ``sentence`` they can be entered."""

    lines: list[list[Piece]] = field(default_factory=list)
    finding: Finding | None = None
    sentence: int | None = None

    @property
    def enterable(self) -> bool:
        """Whether the cursor stops here."""
        return self.finding is not None or self.sentence is not None


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
        items += [actor_item(actor, width) for actor in actors]
        items.append(Item([[]]))
    return items


def actor_item(actor: Actor, width: int) -> Item:
    """One actor: name in its kind's colour, country, mentions."""
    count = str(len(actor.mentions))
    country = f" {actor.country}" if actor.country and actor.kind != "state" else ""
    room = width - len(count) - len(country) - 2
    name = fit(actor.name, room)
    gap = " " * (width - cell_len(name) - len(country) - len(count))
    line = [(name, (f"kind-{actor.kind}",)), (country, ("muted",)), (gap, ()), (count, ("count",))]
    return Item([line], Finding("actor", actor.id))


# --- incidents


def incident_items(findings: Findings, width: int) -> list[Item]:
    """Incidents as cards, in the order of the text."""
    return [incident_item(findings, incident, width) for incident in findings.incidents_in_order()]


def incident_item(findings: Findings, incident: Incident, width: int) -> Item:
    """A card: what and how sure, who to whom, where and when, harm and means, by whose account."""
    lines = _headline(incident, width)
    lines += flow(_parties(findings, incident), width)
    for facts, style in (
        (_where_and_when(incident), "text"), (_harm(incident), "text"), (_account(findings, incident), "muted"),
    ):  # fmt: skip
        for words in _beside(facts, width):
            lines += flow([(words, (style,))], width)
    return Item([*lines, []], Finding("incident", incident.id))


def _headline(incident: Incident, width: int) -> list[list[Piece]]:
    """Type and modes on the left, a status other than ``reported`` as a word in reverse on the right.

    Modes that find no room beside them take a line of their own.
    """
    status = incident.status
    word = f" {STATUS_GLYPHS[status]} {status} " if status != "reported" else ""
    modes = " ".join(incident.modes)
    room = width - len(incident.type) - cell_len(word) - 2
    beside = modes if cell_len(modes) <= room else ""
    gap = " " * (room + 1 - cell_len(beside))
    line: list[Piece] = [
        (incident.type, ("accent", "strong")), (" ", ()), (beside, ("muted",)), (gap, ()),
        (word, (f"status-{status}",)),
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


# --- notes and the sentence at hand


def note_items(notes: Sequence[Note], sentence_of: dict[int, int], width: int) -> list[Item]:
    """Notes in the order of the text; ``sentence_of`` gives the sentence of each anchored note by its id."""
    items = []
    for note in notes:
        quote: list[list[Piece]] = [
            [("“" + line + "”", ("muted",))] for line in fit_lines(note.exact or "", width - 2, 1)
        ]
        body = flow([(note.body, ("text",))], width)
        items.append(Item([*quote, *body, []], sentence=sentence_of.get(note.id)))
    return items


def sentence_items(findings: Findings, sentence: int, width: int) -> list[Item]:
    """What a sentence supports: its incidents in two lines each, then its actors."""
    items = []
    for finding in findings.supported_by(sentence):
        if finding.kind == "actor":
            items.append(actor_item(findings.actors[finding.id], width))
            continue
        incident = findings.incidents[finding.id]
        parties = flow(_parties(findings, incident), width)
        items.append(Item([*_headline(incident, width), *parties[:2]], finding))
    return items
