"""Candidate mentions: every phrase that may refer to an actor, with its head word and what it is by itself.

Names come from the actor table first (an entity recogniser calls Houthis a person), then from the recogniser; unnamed
actors from noun phrases whose head is a word for people or bodies of people. Nothing is resolved here:
``coreference`` decides which candidates are the same actor.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from store.extraction import phrases
from store.extraction.actor_table import ActorEntry, ActorTable, Hit, fold
from store.extraction.tree import NOMINAL, Tree
from store.model import Form, Kind

if TYPE_CHECKING:
    pass

_STATE_ITSELF = frozenset("government regime leadership authority administration junta state leaders".split())
_FORCES = frozenset("force troop army military soldier serviceman servicemember trooper commando forces troops".split())
_PEOPLE = frozenset("people citizen national public population civilian resident voter".split())
_MEMBERS = frozenset(
    "militant fighter terrorist force member rebel insurgent gunman guerrilla troop extremist jihadist movement group militia"
    " leadership leader commander operative supporter faction soldier militiaman organization combatant regular column".split()
)
_MEMBERS_OF_BODY = frozenset("force troop official spokesman commander leader soldier member officer group".split())
_OFFICIALS = frozenset("official diplomat authority lawmaker legislator".split())
_SPONSORED = frozenset("backed led aligned linked supported allied trained sponsored".split())
_PLACE_PREPOSITIONS = frozenset(
    "in at near from across throughout inside into outside around through within toward towards over along off".split()
)
PRONOUNS = {
    "he": "person", "him": "person", "his": "person", "himself": "person",
    "she": "person", "her": "person", "hers": "person", "herself": "person",
    "they": "many", "them": "many", "their": "many", "theirs": "many", "themselves": "many",
    "it": "body", "its": "body", "itself": "body",
    "i": "speaker", "me": "speaker", "my": "speaker", "myself": "speaker",
    "we": "speakers", "us": "speakers", "our": "speakers", "ours": "speakers",
    "who": "relative", "which": "relative", "that": "relative",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Candidate:
    """A phrase that may refer to an actor.

    ``key`` is the identity it shows by itself (a table entry, a state's forces, a folded phrase); ``acts`` is False where
    a name stands for a place and not for those who act; ``pronoun`` is the class of a pronoun.
    """

    start: int
    end: int
    head: int
    sentence: int
    form: Form
    kind: Kind
    key: str
    name: str
    country: str | None = None
    acts: bool = True
    entry: str | None = None
    pronoun: str = ""
    roles: tuple[str, ...] = ()
    plural: bool = False
    score: float | None = None


def candidates(tree: Tree, table: ActorTable) -> list[Candidate]:
    """All candidates in text order; of two names that overlap only one is kept."""
    names = _names(tree, table)
    named_heads = {c.head for c in names}
    nominals = [c for c in _nominals(tree, table, names) if c.head not in named_heads]
    inside = {t for c in nominals for t in range(tree.at(c.start), tree.at(c.end - 1) + 1) if c.entry}
    kept = [c for c in names if not (c.head in inside and any(_same_entity(c, n) for n in nominals))]
    found = kept + nominals
    return in_order([*found, *surnames(tree, found), *_pronouns(tree)])


def in_order(found: list[Candidate]) -> list[Candidate]:
    """Candidates in text order, of two that begin together the longer first."""
    return sorted(found, key=lambda c: (c.start, -c.end))


def _same_entity(name: Candidate, nominal: Candidate) -> bool:
    return nominal.entry == name.entry and nominal.start <= name.start and name.end <= nominal.end


# --- names


def _names(tree: Tree, table: ActorTable) -> list[Candidate]:
    hits = table.find(tree.spoken)
    spans: list[tuple[int, int, Candidate]] = []
    entities = [e for e in tree.entities if e[2] in ("PERSON", "ORG", "NORP", "GPE")]
    for hit in hits:
        first, after = tree.at(hit.start), tree.at(hit.end - 1) + 1
        if not _inside_longer_name(tree, hit, first, after, entities) and not _only_backs(tree, after):
            spans.append((first, after, _from_hit(tree, hit, first, after)))
    covered = {t for first, after, _ in spans for t in range(first, after)}
    surnames = {tree.lower[after - 1] for _, after, label in entities if label == "PERSON"}
    for first, after, label in entities:
        if label == "ORG" and after - first == 1 and tree.lower[first] in surnames:
            label = "PERSON"
        first, after = trim_name(tree, first, after)
        if after > first and not covered & set(range(first, after)) and label in ("PERSON", "ORG"):
            spans.append((first, after, _from_entity(tree, table, first, after, label)))
    return [c for _, _, c in sorted(spans, key=lambda s: s[:2])]


def _only_backs(tree: Tree, after: int) -> bool:
    """Whether the name before a token is only said to back another: sponsorship makes nobody a doer ("Iran-backed")."""
    end = after + 1
    return end < len(tree.words) and tree.lower[after] in ("-", "–") and tree.lower[end] in _SPONSORED


def _inside_longer_name(tree: Tree, hit: Hit, first: int, after: int, entities: list[tuple[int, int, str]]) -> bool:
    """A state's name inside a person's or organisation's ("Jordan Smith", "University of Jordan") is not the state."""
    for begin, stop, label in entities:
        if begin <= first and after <= stop and (stop - begin) > (after - first):
            words = tree.words[begin:stop]
            if label == "PERSON":
                return hit.entry.kind in ("state", "media") and hit.how in (
                    "name",
                    "alias",
                    "capital",
                    "adjective",
                    "demonym",
                )
            return label == "ORG" and hit.entry.kind == "state" and all(w[:1].isupper() or len(w) <= 3 for w in words)
    return False


def trim_name(tree: Tree, first: int, after: int) -> tuple[int, int]:
    """Without the article, possessives and marks around it, and without an agency's "FILE -" before a caption."""
    if tree.words[first] == "FILE":
        first += 1
    while first < after and (tree.pos[first] in ("DET", "PUNCT", "SPACE") or tree.lower[first] in ("'s", "’s")):
        first += 1
    while after > first and (
        tree.lower[after - 1] in ("'s", "’s", "'", "’") or tree.pos[after - 1] in ("PUNCT", "SPACE")
    ):
        after -= 1
    return first, after


def _from_hit(tree: Tree, hit: Hit, first: int, after: int) -> Candidate:
    head = tree.head_of(first, after)
    entry = hit.entry
    people = hit.how == "demonym" and tree.tags[head] in ("NNPS", "NNS")
    return Candidate(
        start=hit.start, end=hit.end, head=head, sentence=tree.sentence_of[first], form="name",
        kind="population" if people else entry.kind,
        key=f"people:{entry.id}" if people else f"entry:{entry.id}",
        name=tree.text[hit.start : hit.end] if people else entry.name,
        country=entry.country, entry=None if people else entry.id,
        acts=people or _acts(tree, head, entry, hit.how),
    )  # fmt: skip


def _acts(tree: Tree, head: int, entry: ActorEntry, how: str) -> bool:
    """Whether a name stands for those who act: a state is only a place after "in", a capital only where it speaks."""
    if entry.kind != "state":
        return True
    dep, parent = tree.deps[head], tree.heads[head]
    if how in ("adjective", "demonym"):
        return dep in ("nsubj", "nsubjpass", "dobj", "pobj", "conj", "poss")
    if dep == "conj":
        return _acts(tree, parent, entry, how)
    if dep in ("nsubj", "nsubjpass", "dobj", "dative", "agent"):
        return True
    if dep == "poss":
        return how != "capital" or tree.lemmas[parent] in phrases.DEEDS
    if dep == "pobj":
        return tree.lower[parent] in ("by", "against", "with", "between", "to", "on", "of", "for", "upon") and (
            how != "capital" or tree.lower[parent] in ("by", "with", "between", "against")
        )
    if dep in ("compound", "nmod", "amod"):
        return False
    return dep == "ROOT" and how == "name"


def _stands_as_party(tree: Tree, head: int) -> bool:
    """Whether a name the table does not know does or undergoes something where it stands."""
    dep, parent = tree.deps[head], tree.heads[head]
    if dep in ("conj", "appos") and parent != head:
        return tree.pos[parent] not in NOMINAL or _stands_as_party(tree, parent)
    if dep in ("nsubj", "nsubjpass", "dobj", "dative", "agent", "poss"):
        return True
    return dep == "pobj" and tree.lower[parent] in (
        "by",
        "with",
        "against",
        "to",
        "between",
        "from",
        "for",
        "of",
        "including",
        "like",
    )


def _from_entity(tree: Tree, table: ActorTable, first: int, after: int, label: str) -> Candidate:
    head = tree.head_of(first, after)
    name = tree.slice(first, after)
    kind: Kind = "person"
    if tree.lower[first] in ("government", "republic", "kingdom", "state") and "of" in tree.lower[first:after]:
        state = next((h.entry for h in table.find(name) if h.entry.kind == "state"), None)
        if state is not None:
            return _from_hit(tree, Hit(*tree.span(first, after), state, "name"), first, after)
    if label == "ORG":
        kind = table.kind_of_head(tree.lemmas[after - 1]) or "organization"
    roles = phrases.titles_before(tree, table, first) if label == "PERSON" else ()
    acts = _stands_as_party(tree, head)
    start, end = tree.span(first, after)
    return Candidate(
        start=start, end=end, head=head, sentence=tree.sentence_of[first], form="name", kind=kind,
        key=f"{'person' if kind == 'person' else 'body'}:{fold(name)}", name=name, roles=roles, acts=acts,
    )  # fmt: skip


def surnames(tree: Tree, known: list[Candidate]) -> Iterator[Candidate]:
    """Surnames of people named in full elsewhere, where nobody has seen a name."""
    covered = {t for c in known for t in range(tree.at(c.start), tree.at(c.end - 1) + 1)}
    full = {tree.words[tree.at(c.end - 1)] for c in known if c.form == "name" and c.kind == "person" and " " in c.name}
    for token, word in enumerate(tree.words):
        beside = {tree.pos[t] for t in (token - 1, token + 1) if 0 <= t < len(tree.words)}
        if word in full and tree.pos[token] == "PROPN" and token not in covered and "PROPN" not in beside:
            start, end = tree.span(token, token + 1)
            yield Candidate(
                start=start, end=end, head=token, sentence=tree.sentence_of[token], form="name", kind="person",
                key=f"person:{fold(word)}", name=word,
            )  # fmt: skip


# --- unnamed actors


def _nominals(tree: Tree, table: ActorTable, names: list[Candidate]) -> Iterator[Candidate]:
    by_token = {t: c for c in names for t in range(tree.at(c.start), tree.at(c.end - 1) + 1)}
    for token, pos in enumerate(tree.pos):
        if pos not in NOMINAL or (token in by_token and by_token[token].head != token):
            continue
        kind = phrases.actor_kind(tree, table, token)
        if kind is None or (kind == "person" and _is_title(tree, token, by_token)):
            continue
        owner = _owner(tree, token, by_token)
        first, after, head = phrases.with_of(tree, token)
        found = _nominal(tree, table, token, first, after, kind, owner)
        yield found if head == token else replace(found, head=head)


def _is_title(tree: Tree, token: int, by_token: dict[int, Candidate]) -> bool:
    """Whether a role only stands before the name of who has it ("Ambassador Hamdullah Mohib")."""
    named = by_token.get(tree.heads[token])
    return named is not None and named.kind == "person" and tree.deps[token] == "compound" and token < named.head


def _owner(tree: Tree, token: int, by_token: dict[int, Candidate]) -> Candidate | None:
    """The name that qualifies a noun: "US" of "US forces", "Iran" of "Iran's militias" or "government of Iran"."""
    for child in tree.children[token]:
        dep = tree.deps[child]
        if dep in ("compound", "amod", "nmod", "poss") and child in by_token:
            return by_token[child]
        if dep in ("prep",) and tree.lower[child] == "of":
            for inner in tree.objects_of(child):
                if inner in by_token:
                    return by_token[inner]
    return None


def _nominal(
    tree: Tree, table: ActorTable, token: int, first: int, after: int, kind: Kind, owner: Candidate | None
) -> Candidate:
    start, end = tree.span(first, after)
    lemma = tree.lemmas[token]
    plain = Candidate(
        start=start, end=end, head=token, sentence=tree.sentence_of[token], form="nominal", kind=kind,
        key=f"np:{fold(tree.slice(first, after))}", name=tree.slice(first, after),
        country=owner.country if owner else None, plural=tree.tags[token] in ("NNS", "NNPS"),
        roles=(lemma,) if kind == "person" else (),
    )  # fmt: skip
    if owner is None or owner.entry is None:
        return plain
    entry = table.entry(owner.entry)
    if entry.kind != "state":
        members = _MEMBERS if entry.kind == "armed_group" else _MEMBERS_OF_BODY
        if lemma in members and tree.deps[tree.at(owner.start)] != "poss":
            return replace(plain, key=f"entry:{entry.id}", kind=entry.kind, name=entry.name, entry=entry.id)
        return plain
    return _of_state(tree, token, plain, entry)


def _of_state(tree: Tree, token: int, plain: Candidate, entry: ActorEntry) -> Candidate:
    """A state's bodies: its government is the state itself, its forces, police and officials are actors of their own."""
    lemma = tree.lemmas[token]
    if any(tree.lower[t] in _SPONSORED for t in tree.subtree(token) if t < token):
        return replace(plain, key=f"np:{entry.id}-backed:{lemma}", country=None)
    if lemma in _STATE_ITSELF and not plain.plural:
        return replace(plain, key=f"entry:{entry.id}", kind="state", name=entry.name, entry=entry.id)
    if lemma == "authority" or (lemma in _STATE_ITSELF and plain.plural):
        return replace(plain, key=f"entry:{entry.id}", kind="state", name=entry.name, entry=entry.id)
    security = any(tree.lemmas[c] in ("security", "police", "special", "border") for c in tree.children[token])
    if lemma in _FORCES and not security:
        victims = plain.plural and any(tree.deps[c] == "nummod" for c in tree.children[token])
        return plain if victims else replace(plain, key=f"forces:{entry.id}", kind="military")
    if lemma in _OFFICIALS and plain.plural:
        return replace(plain, key=f"officials:{entry.id}", kind="government")
    if lemma in _PEOPLE and not any(tree.deps[c] == "nummod" for c in tree.children[token]):
        return replace(plain, key=f"people:{entry.id}", kind="population")
    return replace(plain, key=f"{lemma}:{entry.id}:{plain.plural}") if plain.kind != "population" else plain


# --- pronouns


def _pronouns(tree: Tree) -> Iterator[Candidate]:
    for token, word in enumerate(tree.lower):
        kind = PRONOUNS.get(word)
        if kind is None or tree.pos[token] not in ("PRON", "DET"):
            continue
        if kind == "relative" and tree.deps[token] not in ("nsubj", "nsubjpass", "dobj"):
            continue
        if word == "us" and tree.words[token] == "US":
            continue
        start, end = tree.span(token, token + 1)
        yield Candidate(
            start=start, end=end, head=token, sentence=tree.sentence_of[token], form="pronoun", kind="person",
            key="", name=tree.words[token], pronoun=kind,
        )  # fmt: skip
