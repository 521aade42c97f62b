"""Coreference of actors in GUM's Wikinews articles: MUC, B³, CEAFe and their mean, the CoNLL F1.

How GUM's annotation, which knows no actors, is mapped to them:

- **Clusters.** Type ``person`` or ``organization`` (most of the cluster's mentions), or ``place`` where it acts: at least
  one mention is the subject of a verb or a passive's agent. Every cluster needs a named mention (head tagged PROPN).
- **Mentions.** All forms, pronouns too. A predicate ("X is *a lawyer*", GUM's link ``pred``) is none, as in the
  guidelines. Of a place only those count that are no mere location (oblique or nominal modifier after in, at, from,
  near, to, ...): the guidelines ask for such a place only where it acts.
- **Matching.** A found mention is a gold mention when both have the same syntactic head in GUM's tree, the head match
  of the CRAC shared tasks (Žabokrtský et al. 2022), since titles and articles lie inside GUM's spans and outside ours;
  among gold mentions with one head the one that overlaps most. A name that GUM's tree hangs on the title right before
  it ("captain Harry Kane": flat or close apposition, no mention of its own) stands for the title's mention.
- **Left aside, neither right nor wrong.** Found mentions that stand on a person, organization or place outside those
  clusters (unnamed people, places where things happen, dropped mentions), and adjectives of nationality, which GUM does
  not annotate. A found mention that matches nothing else is spurious and counts.
- **Singletons** are dropped on both sides after this, as in OntoNotes and by the CRAC scorer; the figures with them are
  printed below.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Hashable

from tests.quality import answers, gum_corpus
from tests.quality.coreference_scores import Cluster, Tally
from tests.quality.gum_corpus import GoldMention, GumText
from tests.quality.outcome import Document, Figure, Outcome, Settings, table

_BODIES = frozenset({"person", "organization", "place"})
_LOCATIVE = frozenset(
    "in at from near to into across around over through throughout outside inside within on off toward towards".split()
)


def run(settings: Settings) -> Outcome:
    """Extract every article, map, score."""
    plain, whole = Tally(), Tally()
    rows = []
    for path in sorted((settings.shared / "data" / "gum_news").glob("*.conllu")):
        gold = gum_corpus.read(path)
        key, response = clusters(gold, answers.of_text(gold.text, gold.published))
        whole.add(key, response)
        kept = [c for c in key if len(c) > 1], [c for c in response if len(c) > 1]
        plain.add(*kept)
        own = Tally()
        own.add(*kept)
        rows.append((path.stem.removeprefix("GUM_news_"), *map(len, kept), own.conll))
    table("GUM news, each article (singletons dropped)", ("", "gold clusters", "found", "CoNLL F1"), rows)
    for title, tally in (("singletons dropped", plain), ("singletons kept", whole)):
        scores = [(measure, *tally.prf(measure)) for measure in tally.sums]
        table(f"GUM news, {title}", ("", "P", "R", "F1"), [*scores, ("CoNLL", None, None, tally.conll)])
    return Outcome([Figure("GUM actors CoNLL F1", plain.conll, 0.62), Figure("with singletons", whole.conll)])


def clusters(gold: GumText, found: Document) -> tuple[list[Cluster], list[Cluster]]:
    """Key and response over shared names for mentions: an index of ``gold.mentions``, or the found span."""
    wanted = _wanted(gold)
    response: list[set[Hashable]] = [set() for _ in found["actors"]]
    taken: dict[int, int] = {}
    aside = {i for i, m in enumerate(gold.mentions) if m.type in _BODIES} - wanted
    for actor, span, index in _aligned(gold, found):
        if index in aside:
            continue
        own = index is not None and index in wanted and taken.setdefault(index, actor) == actor
        response[actor].add(index if own else span)
    key: dict[int, set[Hashable]] = defaultdict(set)
    for index in wanted:
        key[gold.mentions[index].cluster].add(index)
    return [frozenset(c) for c in key.values()], [frozenset(c) for c in response if c]


def _aligned(gold: GumText, found: Document) -> list[tuple[int, tuple[int, int], int | None]]:
    """Found mentions with their actor, span and gold mention (None: none), best overlap first."""
    by_head: dict[int, list[int]] = defaultdict(list)
    for index, mention in enumerate(gold.mentions):
        by_head[mention.head].append(index)
    rows: list[tuple[float, int, tuple[int, int], int | None]] = []
    for number, actor in enumerate(found["actors"]):
        for mention in actor["mentions"]:
            span = (mention["start"], mention["end"])
            inside = [i for i, t in enumerate(gold.tokens) if t.start < span[1] and span[0] < t.end]
            head = _titled(gold, gold.head(inside), by_head)
            scored = [(_overlap(gold.mentions[i], inside), i) for i in by_head.get(head, ())]
            if scored:
                overlap, index = max(scored)
                rows.append((overlap, number, span, index))
            elif gold.tokens[head].upos != "ADJ":
                rows.append((0.0, number, span, None))
    return [row[1:] for row in sorted(rows, key=lambda row: -row[0])]


def _titled(gold: GumText, head: int, heads: Collection[int]) -> int:
    """The head of the mention that a phrase stands for: its own, or that of the title right before it."""
    token = gold.tokens[head]
    hung = token.deprel in ("flat", "appos") and token.head == head - 1
    return token.head if hung and head not in heads and token.head in heads else head


def _overlap(mention: GoldMention, inside: list[int]) -> float:
    own = set(range(mention.first, mention.last + 1))
    return len(own & set(inside)) / len(own | set(inside))


def _wanted(gold: GumText) -> set[int]:
    """Indices of the gold mentions that count."""
    members: dict[int, list[int]] = defaultdict(list)
    for index, mention in enumerate(gold.mentions):
        members[mention.cluster].append(index)
    wanted: set[int] = set()
    for indices in members.values():
        kind = Counter(gold.mentions[i].type for i in indices).most_common(1)[0][0]
        named = any(gold.tokens[gold.mentions[i].head].upos == "PROPN" for i in indices)
        if not named or kind not in _BODIES:
            continue
        kept = [i for i in indices if gold.mentions[i].link != "pred"]
        if kind == "place":
            kept = [i for i in kept if not _located(gold, gold.mentions[i])]
            if not any(_acts(gold, gold.mentions[i]) for i in kept):
                continue
        wanted.update(kept)
    return wanted


def _acts(gold: GumText, mention: GoldMention) -> bool:
    token = gold.tokens[mention.head]
    verb = token.head >= 0 and gold.tokens[token.head].upos == "VERB"
    return verb and (token.deprel in ("nsubj", "nsubj:pass") or token.deprel == "obl:agent")


def _located(gold: GumText, mention: GoldMention) -> bool:
    relation = gold.tokens[mention.head].deprel
    return (
        relation.startswith(("obl", "nmod")) and relation != "nmod:poss" and bool(gold.case(mention.head) & _LOCATIVE)
    )
