"""Who did it, who and what was hit, with what: fillers of attacks in the wire copy that MUC-4 collects.

MUC-4's annotators kept apart what the guidelines for today's articles join: the men who carried an attack out ("six
guerrillas") and the group behind it, and they left most clashes of armies out. An article whose words say that it is of
that kind (``Register``) has the fillers of its attacks chosen phrase by phrase, by what the encoder's head for those roles
says and a regression over it (two steps, as in Huang and Riloff 2011: first the phrase, then its document).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Literal, get_args

from store.extraction.actor_table import fold
from store.extraction.coreference import Cluster
from store.extraction.drafts import Draft
from store.extraction.features import Found, logit
from store.extraction.joining import copy_of
from store.extraction.linear import Linear
from store.extraction.mentions import Candidate
from store.extraction.readings import Readings
from store.extraction.tree import NOMINAL, Tree
from store.model import Form, Kind, Reason, TextSpan

Role = Literal["PerpInd", "PerpOrg", "Target", "Victim", "Weapon"]
ROLES: tuple[Role, ...] = get_args(Role)
_PEOPLE = frozenset({"person", "population"})
_THINGS = frozenset({"Target", "Weapon"})
_AROUND = frozenset("DET PUNCT SPACE PART ADP CCONJ SCONJ PRON AUX ADV".split())
_WORDS_OF_REGISTER = 400
"""Words of an article, from its start, by which its register is told."""
_FEWEST_WORDS = 40
"""Different words below which a text is too short to tell its register."""


@dataclass(slots=True)
class Filler:
    """Phrases of one role held to name one thing or actor: tokens ``(first, after)``, with the encoder's probabilities."""

    role: Role
    key: str
    phrases: list[tuple[int, int]] = field(default_factory=list)
    scores: list[float] = field(default_factory=list)
    cluster: int | None = None
    score: float = 0.0


def words(tree: Tree) -> Found:
    """What tells an article's register: the lower-case words of its beginning."""
    return {w: 1.0 for w in tree.lower[:_WORDS_OF_REGISTER] if w.isalpha()}


def of_register(tree: Tree, register: Linear) -> bool:
    """Whether an article is wire copy of the kind MUC-4 collects; too short a text tells nothing and is not."""
    found = words(tree)
    return len(found) >= _FEWEST_WORDS and register.score(found) >= register.threshold


def candidates(tree: Tree, clusters: list[Cluster], readings: Readings) -> list[Filler]:
    """Every phrase that may fill a role, those of one name or one actor's names together, in text order."""
    named = {m.head: i for i, k in enumerate(clusters) for m in k.members if m.form == "name"}
    found: dict[tuple[str, str], Filler] = {}
    for sentence in range(len(tree.sentences)):
        for phrase in readings.role_phrases(sentence):
            first, after = _trimmed(tree, phrase.first, phrase.after)
            if after <= first:
                continue
            head = tree.head_of(first, after)
            cluster = named.get(head)
            key = f"#{cluster}" if cluster is not None else fold(tree.slice(first, after))
            role: Role = phrase.label  # type: ignore[assignment]
            one = found.setdefault((role, key), Filler(role, key, cluster=cluster))
            one.phrases.append((first, after))
            one.scores.append(phrase.score)
    return list(found.values())


def _trimmed(tree: Tree, first: int, after: int) -> tuple[int, int]:
    """Without the article, and without marks, possessives and joining words around it."""
    while first < after and tree.pos[first] in _AROUND:
        first += 1
    while after > first and tree.pos[after - 1] in _AROUND:
        after -= 1
    return first, after


class Chooser:
    """Features of one article's fillers."""

    def __init__(
        self, tree: Tree, clusters: list[Cluster], drafts: list[Draft], fillers: list[Filler], readings: Readings
    ) -> None:
        self.tree = tree
        self.clusters = clusters
        self.readings = readings
        self._attacks: dict[int, list[Draft]] = defaultdict(list)
        for draft in drafts:
            if draft.trigger.type == "ASSAULT":
                self._attacks[draft.trigger.sentence].append(draft)
        self._best: dict[str, float] = dict.fromkeys(ROLES, 0.0)
        self._many: dict[str, int] = dict.fromkeys(ROLES, 0)
        self._roles_of: dict[str, set[str]] = defaultdict(set)
        for filler in fillers:
            self._best[filler.role] = max(self._best[filler.role], *filler.scores)
            self._many[filler.role] += 1
            self._roles_of[filler.key].add(filler.role)
        self._document = self._of_document(fillers)

    def _of_document(self, fillers: list[Filler]) -> Found:
        sure = sorted((s for f in fillers for s in f.scores), reverse=True)
        attacks = [self.readings.event(d.trigger.token, "ASSAULT") for some in self._attacks.values() for d in some]
        found: Found = {f"best-{role}": self._best[role] for role in ROLES}
        found["third"] = sure[2] if len(sure) > 2 else 0.0
        found["sum"] = min(3.0, sum(sure) / 4)
        found["attacks"] = min(3.0, sum(attacks) / 3)
        found["density"] = sum(sure) / max(5, len(self.tree.sentences))
        return found

    def features(self, filler: Filler) -> Found:
        """Whether a filler is one of the article's attacks."""
        tree, role = self.tree, filler.role
        first, after = filler.phrases[0]
        head = tree.head_of(first, after)
        best = max(filler.scores)
        found: Found = {
            f"role={role}": 1.0,
            f"best {role}": logit(best),
            f"sum {role}": min(4.0, sum(filler.scores)),
            f"rank {role}": float(best >= self._best[role]),
            f"many {role}": min(6, self._many[role]) / 6,
            f"form={role}:{tree.pos[head]}": 1.0,
            f"head={role}:{tree.lemmas[head]}": 1.0,
            f"first={role}:{tree.lower[first]}": 1.0,
            f"words={role}:{min(5, after - first)}": 1.0,
            f"early={role}:{tree.sentence_of[first] <= 2}": 1.0,
            f"plural={role}:{tree.tags[head] in ('NNS', 'NNPS')}": 1.0,
            f"known={role}:{filler.cluster is not None}": 1.0,
        }
        if filler.cluster is not None:
            found[f"kind={role}:{self.clusters[filler.cluster].kind}"] = 1.0
        for other in self._roles_of[filler.key] - {role}:
            found[f"also={role}:{other}"] = 1.0
        for name, value in self._document.items():
            found[f"{name} {role}"] = value
        found |= self._beside_attacks(filler)
        return found

    def _beside_attacks(self, filler: Filler) -> Found:
        found: Found = {}
        best = 0.0
        for first, after in filler.phrases:
            head = self.tree.head_of(first, after)
            for draft in self._attacks.get(self.tree.sentence_of[first], []):
                sure = self.readings.event(draft.trigger.token, "ASSAULT")
                best = max(best, sure)
                found[f"lemma={filler.role}:{draft.lemma}"] = 1.0
                for part, score in self.readings.pair(draft.trigger.token, after - 1).items():
                    name = f"pair-{part} {filler.role}"
                    found[name] = max(found.get(name, 0.0), sure * score)
                for argument in (a for some in draft.pointed.values() for a in some if a.token == head):
                    found[f"rule={filler.role}:{argument.role}"] = 1.0
                found[f"status={filler.role}:{draft.status}"] = 1.0
        found[f"attack {filler.role}"] = best
        return found


def choose(chooser: Chooser, fillers: Iterable[Filler], model: Linear) -> list[Filler]:
    """The fillers that stay, each with its probability."""
    kept = []
    for filler in fillers:
        filler.score = model.score(chooser.features(filler))
        if filler.score >= model.threshold:
            kept.append(filler)
    return kept


def shown(tree: Tree, clusters: list[Cluster], filler: Filler) -> str:
    """The words a filler is shown by: the first name of its actor, else its first phrase."""
    if filler.cluster is not None and filler.role not in _THINGS:
        return next(m.name for m in clusters[filler.cluster].members if m.form == "name")
    return tree.slice(*filler.phrases[0])


def place(tree: Tree, clusters: list[Cluster], drafts: list[Draft], fillers: list[Filler]) -> list[Cluster]:
    """Put chosen fillers into the attacks nearest to them, in the place of what stood there.

    Returns:
        New clusters in the order of those given, the actors that fillers name by no name after them.
    """
    attacks = [d for d in drafts if d.trigger.type == "ASSAULT" and d.status != "hypothetical"]
    for draft in attacks:
        draft.agents, draft.targets, draft.objects, draft.instruments = [], [], [], []
        draft.reasons = [r for r in draft.reasons if r.slot not in ("agents", "targets", "objects", "instruments")]
    clusters = list(map(copy_of, clusters))
    used: set[int] = set()
    for filler in sorted(fillers, key=lambda f: -f.score) if attacks else ():
        if filler.role in _THINGS:
            _place_thing(tree, attacks, filler)
        elif filler.cluster is None or filler.cluster not in used:
            number = _actor_of(tree, clusters, filler)
            used.add(number)
            _place_actor(tree, attacks, filler, number)
    return clusters


def _nearest(tree: Tree, attacks: list[Draft], first: int) -> Draft:
    sentence = tree.sentence_of[first]
    return min(attacks, key=lambda d: (abs(d.trigger.sentence - sentence), abs(d.trigger.token - first)))


def _place_thing(tree: Tree, attacks: list[Draft], filler: Filler) -> None:
    first, after = filler.phrases[0]
    draft = _nearest(tree, attacks, first)
    start, end = tree.span(first, after)
    slot = "objects" if filler.role == "Target" else "instruments"
    getattr(draft, slot).append(TextSpan(tree.text[start:end], start, end))
    draft.reasons.append(_reason(tree, slot, tree.text[start:end], filler))


def _place_actor(tree: Tree, attacks: list[Draft], filler: Filler, number: int) -> None:
    draft = _nearest(tree, attacks, filler.phrases[0][0])
    slot = "targets" if filler.role == "Victim" else "agents"
    getattr(draft, slot).append(number)
    draft.reasons.append(_reason(tree, slot, str(number), filler))


def _reason(tree: Tree, slot: str, value: str, filler: Filler) -> Reason:
    first, after = filler.phrases[0]
    sentence = tree.sentence_of[first]
    return Reason(slot, value, "filler of an attack", sentence, (tree.span(first, after),), round(filler.score, 2))


def _actor_of(tree: Tree, clusters: list[Cluster], filler: Filler) -> int:
    """The number of the filler's actor: the one it names, or a new one, its phrases taken out of where they stood."""
    if filler.cluster is not None:
        cluster = clusters[filler.cluster]
        cluster.kind = _kind(tree, filler, cluster.kind)
        return filler.cluster
    kind = _kind(tree, filler, None)
    members = [_member(tree, first, after, kind) for first, after in filler.phrases]
    taken = {m.head for m in members}
    for cluster in clusters:
        cluster.members = [m for m in cluster.members if m.head not in taken]
    clusters.append(Cluster(kind, members[0].name, None, members))
    return len(clusters) - 1


def _kind(tree: Tree, filler: Filler, known: Kind | None) -> Kind:
    if filler.role == "Victim":
        return "person"
    if filler.role == "PerpOrg":
        return known if known is not None and known not in _PEOPLE else "armed_group"
    if known is not None and known in _PEOPLE:
        return known
    head = tree.head_of(*filler.phrases[0])
    return "population" if tree.tags[head] in ("NNS", "NNPS") else "person"


def _member(tree: Tree, first: int, after: int, kind: Kind) -> Candidate:
    head = tree.head_of(first, after)
    start, end = tree.span(first, after)
    name = tree.slice(first, after)
    form: Form = "name" if tree.pos[head] == "PROPN" else "nominal"
    plural = tree.pos[head] in NOMINAL and tree.tags[head] in ("NNS", "NNPS")
    return Candidate(start, end, head, tree.sentence_of[first], form, kind, f"filler:{fold(name)}", name, plural=plural)
