"""GUM's CoNLL-U files as text with tokens, their trees, and mentions with their clusters."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path

_OPENED = re.compile(r"\((\d+)(?:\[\d+/\d+\])?-([^()]+)(\))?|(\d+)(?:\[\d+/\d+\])?\)")


@dataclass(slots=True)
class Token:
    """A word: its span in the text, its tag, and its head's index among all tokens (-1: a sentence's root)."""

    start: int
    end: int
    form: str
    upos: str
    deprel: str
    head: int


@dataclass(frozen=True, slots=True)
class GoldMention:
    """Tokens ``first`` to ``last`` (inclusive), their syntactic head, and what GUM says of them."""

    cluster: int
    first: int
    last: int
    head: int
    type: str
    link: str


@dataclass(slots=True)
class GumText:
    """One article; paragraphs are parted by a blank line, sentences by a space."""

    name: str
    published: str | None
    text: str
    tokens: list[Token]
    mentions: list[GoldMention]

    def head(self, indices: list[int]) -> int:
        """The token of a phrase whose own head lies outside it (the first one where there are several)."""
        inside = set(indices)
        return next(i for i in indices if self.tokens[i].head not in inside)

    def case(self, index: int) -> set[str]:
        """The prepositions that mark a token, in lower case."""
        return {t.form.lower() for t in self.tokens if t.head == index and t.deprel == "case"}


def read(path: Path) -> GumText:
    """One article from its file."""
    found = GumText(path.stem, None, "", [], [])
    spans: list[tuple[int, str, int, int]] = []
    paragraph = False
    for sentence in path.read_text("utf-8").split("\n\n"):
        lines = sentence.splitlines()
        for line in lines:
            if line.startswith("# meta::dateCreated = "):
                found.published = line.removeprefix("# meta::dateCreated = ").strip()
        paragraph = any(line.startswith("# newpar =") or line == "# newpar" for line in lines)
        rows = [line.split("\t") for line in lines if line and not line.startswith("#")]
        rows = [row for row in rows if row[0].isdigit()]
        if rows:
            found.text = found.text.rstrip() + ("" if not found.text else "\n\n" if paragraph else " ")
            _add(found, rows, spans)
    found.text = found.text.rstrip()
    for cluster, fields, first, last in sorted(spans, key=lambda s: (s[2], -s[3])):
        kind, link = fields.split("-")[0], fields.split("-")[5]
        found.mentions.append(GoldMention(cluster, first, last, found.head(list(range(first, last + 1))), kind, link))
    return found


def _add(found: GumText, rows: list[list[str]], spans: list[tuple[int, str, int, int]]) -> None:
    base = len(found.tokens)
    opened: dict[int, list[tuple[int, str]]] = defaultdict(list)
    for row in rows:
        start = len(found.text)
        index = len(found.tokens)
        parent = base + int(row[6]) - 1 if row[6] != "0" else -1
        found.tokens.append(Token(start, start + len(row[1]), row[1], row[3], row[7], parent))
        found.text += row[1] + ("" if "SpaceAfter=No" in row[9] else " ")
        entity = next((item[7:] for item in row[9].split("|") if item.startswith("Entity=")), "")
        for match in _OPENED.finditer(entity):
            if match[4]:
                first, fields = opened[int(match[4])].pop()
                spans.append((int(match[4]), fields, first, index))
            elif match[3]:
                spans.append((int(match[1]), match[2], index, index))
            else:
                opened[int(match[1])].append((index, match[2]))
