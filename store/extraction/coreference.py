"""Which candidate mentions are the same actor.

A left-to-right pass over the candidates with one small rule a kind of reference, in the order of their precision, after
the multi-pass sieve of Lee et al. (2013): same identity, acronym, surname, apposition and bracketed gloss, definite
description, pronoun. Sponsorship and membership never make two actors one.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import takewhile

from store.extraction import names
from store.extraction.actor_table import ActorTable, fold
from store.extraction.mentions import Candidate
from store.extraction.tree import Tree
from store.model import Kind

_BODIES = frozenset({"state", "government", "military", "armed_group", "organization", "media"})
_GROUP_NOUNS = {
    "group": ("armed_group", "organization"), "organization": ("organization", "armed_group"),
    "organisation": ("organization", "armed_group"), "movement": ("armed_group", "organization"),
    "militia": ("armed_group",), "faction": ("armed_group", "organization"), "network": ("armed_group", "media"),
    "party": ("organization",), "company": ("organization",), "agency": ("media", "government", "organization"),
    "newspaper": ("media",), "paper": ("media",), "broadcaster": ("media",), "alliance": ("organization", "military"),
    "coalition": ("military", "organization"), "ministry": ("government",), "bloc": ("state", "organization"),
    "militant": ("armed_group",), "rebel": ("armed_group",), "insurgent": ("armed_group",),
    "gunman": ("armed_group",), "fighter": ("armed_group",), "terrorist": ("armed_group",),
    "guerrilla": ("armed_group",), "extremist": ("armed_group",), "jihadist": ("armed_group",),
    "country": ("state",), "nation": ("state",), "kingdom": ("state",), "republic": ("state",),
    "union": ("state", "organization"), "cartel": ("armed_group",), "gang": ("armed_group",),
}  # fmt: skip
_OF_THE_STATE = frozenset("government authority regime administration".split())
_FORCES = frozenset("army military troop soldier force".split())
_SAYING = frozenset(
    "say tell add note announce state claim report explain write argue declare warn insist stress".split()
)
_GENDERS = {
    word: gender
    for gender, words in (
        ("f", "she her hers herself mrs ms miss lady dame madam queen princess woman girl mother wife daughter sister widow"
              " grandmother aunt niece girlfriend actress spokeswoman congresswoman chairwoman businesswoman policewoman"),
        ("m", "he him his himself mr sir lord king prince man boy father husband son brother widower grandfather uncle"
              " nephew boyfriend actor spokesman congressman chairman businessman policeman gunman sheikh imam pope"),
    )
    for word in words.split()
}  # fmt: skip
_GROUPS = ("armed_group", "organization")
_PLAIN = frozenset(
    "armed rebel militant islamist extremist terrorist jihadist radical shadowy notorious terror".split()
)
"""Qualifiers that say no more than the noun itself."""
_PARTY = frozenset({"nsubj", "nsubjpass", "dobj", "attr", "pobj"})
_BODY_NOUNS = frozenset(
    "group militia faction organization organisation movement party brigade gang cell cartel company agency network".split()
)
"""Nouns for a body of people: in the plural they mean several bodies, and so none that has a name."""
_REACH = 3
"""Sentences back that a pronoun or short description may reach (most antecedents stand within the last three)."""


@dataclass(slots=True)
class Cluster:
    """One actor in the making: its mentions in text order and what is known of it."""

    kind: Kind
    name: str
    country: str | None
    members: list[Candidate] = field(default_factory=list)
    roles: set[str] = field(default_factory=set)
    entry: str | None = None
    plural: bool = False
    several: bool = False
    """Whether a mention means several bodies ("the militias")."""
    gender: str = ""
    """``f`` or ``m`` where a title, a description or a pronoun has told."""
    words: set[str] = field(default_factory=set)
    names: set[str] = field(default_factory=set)
    """Words of its names and descriptions, and its names; ``joining`` keeps both."""

    @property
    def named(self) -> bool:
        """Whether any mention is a name."""
        return any(m.form == "name" for m in self.members)

    @property
    def last(self) -> Candidate:
        """The latest mention so far."""
        return self.members[-1]


class _Pass:
    def __init__(self, tree: Tree, table: ActorTable) -> None:
        self.tree = tree
        self.table = table
        self.clusters: list[Cluster] = []
        self.by_key: dict[str, Cluster] = {}
        self.by_head: dict[int, Cluster] = {}
        self.states: Counter[str] = Counter()
        self.numbers: dict[int, int] = {}
        self.by_recency: dict[int, Cluster] = {}
        """Clusters by number, the last mentioned last, so that nobody looks through all to find those nearby."""
        self.by_form: dict[str, set[int]] = defaultdict(set)
        """Numbers of clusters by the forms under which a name may look for its fuller one (see ``names.forms``)."""

    def run(self, found: list[Candidate]) -> list[Cluster]:
        self.states.update(c.entry for c in found if c.entry and c.kind == "state")
        for candidate in found:
            cluster = self._place(candidate)
            if cluster is not None:
                self._join(cluster, candidate)
        return self.clusters

    def _place(self, c: Candidate) -> Cluster | None:
        if c.pronoun:
            return self._pronoun(c)
        if c.form == "name":
            return self._name(c)
        return self._nominal(c)

    def _new(self, c: Candidate) -> Cluster:
        cluster = Cluster(kind=c.kind, name=c.name, country=c.country, entry=c.entry, plural=c.plural)
        self.numbers[id(cluster)] = len(self.clusters)
        self.clusters.append(cluster)
        return cluster

    def _join(self, cluster: Cluster, c: Candidate) -> None:
        cluster.members.append(c)
        cluster.roles.update(c.roles)
        cluster.several |= self._several(c)
        if cluster.kind == "person" and not cluster.gender:
            words = (c.name.lower(), *c.roles)
            cluster.gender = next((g for w in words if (g := _GENDERS.get(w.rstrip(".")))), "")
        if c.form == "name" and cluster.entry is None and cluster.kind == c.kind and _fuller(c, cluster):
            cluster.name = c.name
        cluster.country = cluster.country or c.country
        if c.key and c.key not in self.by_key:
            self.by_key[c.key] = cluster
        self.by_head[c.head] = cluster
        number = self.numbers[id(cluster)]
        self.by_recency[number] = self.by_recency.pop(number, cluster)
        if c.form == "name":
            for form in names.forms(c.name):
                self.by_form[form].add(number)

    def _several(self, c: Candidate) -> bool:
        return c.form == "nominal" and c.entry is None and c.plural and self.tree.lemmas[c.head] in _BODY_NOUNS

    def _sharing(self, *forms: str) -> Iterator[Cluster]:
        """Clusters with a name of one of these forms, the latest begun first."""
        numbers = {n for form in forms for n in self.by_form.get(form, ())}
        return (self.clusters[n] for n in sorted(numbers, reverse=True))

    def _nearby(self, c: Candidate, reach: int) -> list[Cluster]:
        """Clusters last mentioned at most so many sentences back, the latest mentioned first."""
        near = takewhile(lambda k: c.sentence - k.last.sentence <= reach, reversed(self.by_recency.values()))
        return sorted(near, key=lambda k: (-k.last.start, self.numbers[id(k)]))

    # --- names

    def _name(self, c: Candidate) -> Cluster:
        known = self.by_key.get(c.key) or self._gloss(c)
        if known is not None:
            return known
        if c.kind == "person":
            return self._surname(c) or self._appositive(c) or self._new(c)
        return self._acronym(c) or self._appositive(c) or self._new(c)

    def _surname(self, c: Candidate) -> Cluster | None:
        words = fold(c.name).split()
        for cluster in self._sharing(*words):
            if cluster.kind != "person":
                continue
            for member in cluster.members:
                if member.form != "name":
                    continue
                other = fold(member.name).split()
                if (
                    words
                    and other
                    and (words[-1] == other[-1])
                    and (len(words) == 1 or len(other) == 1 or words[0] == other[0])
                ):
                    return cluster
                if len(words) == 1 and len(other) > 1 and words[0] in other[1:]:
                    return cluster
        return None

    def _acronym(self, c: Candidate) -> Cluster | None:
        letters = c.name.replace(".", "")
        for cluster in self._sharing("initials " + letters.upper(), "capitals " + names.initials(c.name)):
            if cluster.kind == "person":
                continue
            for member in cluster.members:
                if member.form == "name" and (
                    names.initials(member.name) == letters.upper() or names.initials(c.name) == member.name.upper()
                ):
                    return cluster
        return None

    def _gloss(self, c: Candidate) -> Cluster | None:
        """Joined by brackets: "Free Syrian Army (FSA)", "the resistance fighters [Iranian-backed militias]"."""
        before = self.tree.text[max(0, c.start - 2) : c.start]
        after = self.tree.text[c.end : c.end + 1]
        if before[-1:] in ("(", "[") and after in (")", "]"):
            for cluster in reversed(self.clusters[-12:]):
                gap = c.start - cluster.last.end
                if 0 < gap <= 3 and (c.kind == cluster.kind or before[-1:] == "[" or c.form == "name"):
                    return cluster
        return None

    def _appositive(self, c: Candidate) -> Cluster | None:
        """A description and a name beside it: "Tobias Ellwood, the minister"; "the minister, Tobias Ellwood"."""
        tree, head = self.tree, c.head
        if tree.deps[head] == "appos":
            cluster = self.by_head.get(tree.heads[head])
            if cluster is not None and _compatible(cluster, c):
                return cluster
        return None

    # --- descriptions

    def _nominal(self, c: Candidate) -> Cluster | None:
        tree = self.tree
        if tree.deps[c.head] in ("compound", "nmod", "attr", "npadvmod", "amod") and tree.pos[c.head] != "PROPN":
            if tree.deps[c.head] != "attr":
                return None
            return None if c.kind == "person" else self.by_key.get(c.key)
        if c.entry is not None or c.key.startswith(("forces:", "police:", "officials:", "people:")):
            return self.by_key.get(c.key) or self._new(c)
        known = self._gloss(c) or self._appositive(c)
        if known is not None:
            return known
        lemma = tree.lemmas[c.head]
        bare = c.end - c.start <= len(tree.words[c.head]) or self._definite(c)
        if bare:
            return self._described(c, lemma) or self.by_key.get(c.key) or self._new(c)
        return self.by_key.get(c.key) or self._new(c)

    def _definite(self, c: Candidate) -> bool:
        return any(
            self.tree.lower[k] in ("the", "this", "that", "these", "those", "its", "their")
            for k in self.tree.children[c.head]
        )

    def _described(self, c: Candidate, lemma: str) -> Cluster | None:
        """What a short definite description goes back to."""
        if lemma in _OF_THE_STATE:
            return self._main_state(c)
        if lemma in _FORCES:
            return self._recent(lambda k: k.kind == "military", c, 6)
        if c.kind == "person":
            return self._recent(lambda k: k.kind == "person" and lemma in k.roles, c, 40)
        kinds = _GROUP_NOUNS.get(lemma)
        if kinds is not None and (self._definite(c) or c.kind == "armed_group"):
            said, several = self._qualifiers(c), self._several(c)
            return self._recent(
                lambda k: (
                    k.kind in (kinds if not said else _GROUPS)
                    and not (several and one_body(k))
                    and self._fits_qualified(k, said)
                ),
                c,
                8,
            )
        return None

    def _qualifiers(self, c: Candidate) -> set[str]:
        """Words before the head that narrow it down ("resistance" in "the resistance fighters")."""
        before = (
            k for k in self.tree.children[c.head] if k < c.head and self.tree.deps[k] in ("compound", "amod", "nmod")
        )
        return {self.tree.lower[k] for k in before} - _PLAIN

    def _fits_qualified(self, cluster: Cluster, said: set[str]) -> bool:
        """Whether a cluster may be called so: a bare word fits any name, a narrowed one only who shares its words."""
        if not said:
            return cluster.named
        return any(said & set(fold(m.name).split()) for m in cluster.members)

    def _main_state(self, c: Candidate) -> Cluster | None:
        recent = self._recent(lambda k: k.kind == "state" and k.entry is not None, c, 2)
        if recent is not None:
            return recent
        for entry, _ in self.states.most_common(1):
            return self.by_key.get(f"entry:{entry}")
        return None

    # --- pronouns

    def _pronoun(self, c: Candidate) -> Cluster | None:
        if c.pronoun == "relative":
            return self._relative(c)
        if c.pronoun == "speaker":
            return self._speaker(c)
        if c.pronoun == "person":
            gender = _GENDERS.get(c.name.lower(), "")
            return self._salient(lambda k: k.kind == "person" and k.gender in ("", gender), c)
        if c.pronoun == "many":
            return self._salient(lambda k: k.kind != "person" and (k.plural or k.kind in _BODIES), c)
        if c.pronoun == "body":
            found = self._salient(lambda k: k.kind in _BODIES and not k.plural, c)
            return found if found is not None and not self._thing_between(found.last, c) else None
        return None

    def _relative(self, c: Candidate) -> Cluster | None:
        verb = self.tree.heads[c.head]
        while self.tree.deps[verb] in ("conj", "xcomp", "ccomp") and self.tree.heads[verb] != verb:
            verb = self.tree.heads[verb]
        return self.by_head.get(self.tree.heads[verb]) if self.tree.deps[verb] == "relcl" else None

    def _speaker(self, c: Candidate) -> Cluster | None:
        """The person whose words these are: the last one who was said to speak."""
        for cluster in self._nearby(c, _REACH):
            if cluster.kind == "person":
                verbs = (self.tree.heads[m.head] for m in reversed(cluster.members))
                if any(self.tree.lemmas[v] in _SAYING for v in verbs):
                    return cluster
        return None

    def _salient(self, fits: Callable[[Cluster], bool], c: Candidate) -> Cluster | None:
        """The best antecedent nearby: subjects before objects, near before far."""
        best, best_score = None, 0.0
        for cluster in sorted(filter(fits, self._nearby(c, _REACH)), key=lambda k: self.numbers[id(k)]):
            for member in cluster.members[-3:]:
                distance = c.sentence - member.sentence
                if not member.acts or distance > _REACH or member.end > c.start or self._same_clause(member, c):
                    continue
                score = 3.0 / (1 + distance) + (1.0 if self.tree.deps[member.head] in ("nsubj", "nsubjpass") else 0.0)
                score += 0.3 if member.form != "nominal" else 0.0
                if score >= best_score:
                    best, best_score = cluster, score
        return best

    def _thing_between(self, member: Candidate, c: Candidate) -> bool:
        """Whether "it" goes back to a thing rather: a singular noun, of no actor, that stands as a party in between."""
        tree = self.tree
        return any(
            tree.tags[t] in ("NN", "NNP") and tree.deps[t] in _PARTY and t not in self.by_head
            for t in range(member.head + 1, c.head)
        )

    def _same_clause(self, member: Candidate, c: Candidate) -> bool:
        """A plain pronoun is not its own verb's other argument ("he hit him")."""
        tree = self.tree
        plain = tree.deps[c.head] in ("dobj", "nsubj", "nsubjpass", "pobj")
        return plain and tree.heads[member.head] == tree.heads[c.head]

    def _recent(self, fits: Callable[[Cluster], bool], c: Candidate, reach: int) -> Cluster | None:
        return next(filter(fits, self._nearby(c, reach)), None)


def one_body(cluster: Cluster) -> bool:
    """Whether a cluster is a body of people with a name, and not several bodies."""
    return cluster.named and not cluster.several


def _fuller(c: Candidate, cluster: Cluster) -> bool:
    return len(c.name.split()) > len(cluster.name.split()) or not cluster.named


def _compatible(cluster: Cluster, c: Candidate) -> bool:
    if cluster.named and c.form == "name":
        return cluster.kind == c.kind and not names.differ(names_of(cluster.members), {c.name})
    return cluster.kind == c.kind or (cluster.kind != "person" and c.kind != "person")


def names_of(members: list[Candidate]) -> set[str]:
    """The names among mentions."""
    return {m.name for m in members if m.form == "name"}


def resolve(tree: Tree, table: ActorTable, found: list[Candidate]) -> list[Cluster]:
    """Actors from candidates: every candidate joins at most one cluster; unresolved pronouns and titles join none."""
    return _Pass(tree, table).run(found)
