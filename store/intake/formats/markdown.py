"""Markdown (CommonMark), with the metadata that note programs and clippers put above it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from store.intake.formats import days, xml
from store.intake.formats.pieces import Block, Piece, Reader, Source
from store.model import DatelineError, Role
from store.text import clean_line

if TYPE_CHECKING:
    from markdown_it.token import Token

_FRONT = re.compile(r"^---[ \t]*\n(.{0,20000}?)\n(?:---|\.\.\.)[ \t]*(?:\n|$)", re.S)
_FIELD = re.compile(r"^([A-Za-z][\w -]{0,40}):[ \t]*(.*)$", re.M)
_HEADING = re.compile(r"^#{1,6} \S.*[^#\s]", re.M)
_OTHER_MARKS = re.compile(r"\]\(https?://|(?<!\*)\*\*\S[^*\n]{0,200}\S\*\*|^(?:[-*+] |\d+\. |> |```)", re.M)
_ROLES: dict[str, Role] = {"heading_open": "heading", "list_item_open": "list", "blockquote_open": "quote"}


def is_markdown(text: str) -> bool:
    """Whether a text is marked up: it has metadata above it, a heading and another mark, or several links."""
    front = _FRONT.match(text)
    if front and _FIELD.search(front.group(1)):
        return True
    headings = len(_HEADING.findall(text))
    return (headings > 0 and headings + len(_OTHER_MARKS.findall(text)) > 1) or text.count("](http") > 1


def read(source: Source) -> Reader:
    """The article of a Markdown file."""
    from markdown_it import MarkdownIt

    data = source.whole()
    text = xml.decoded(data, source.name)
    front = _FRONT.match(text)
    about = _fields(front.group(1)) if front else {}
    tokens = MarkdownIt("commonmark", {"maxNesting": 50}).enable("table").parse(text[front.end() :] if front else text)
    blocks = list(_blocks(tokens))
    if not blocks:
        raise DatelineError(f"{source.name} is empty: nothing to add")
    heading = blocks[0].text if blocks[0].role == "heading" else None
    title = about.get("title") or heading
    yield Piece(
        name=source.name,
        data=data,
        blocks=tuple(blocks[1:] if heading and heading == title and len(blocks) > 1 else blocks),
        own=True,
        url=_address(about) or source.url,
        title=title,
        author=about.get("author"),
        source=about.get("site") or about.get("publisher"),
        published=days.day(about.get("published") or about.get("date")),
    )


def _fields(front: str) -> dict[str, str]:
    values = {name.lower(): clean_line(value).strip("\"'") for name, value in _FIELD.findall(front)}
    return {name: value.removeprefix("[[").removesuffix("]]") for name, value in values.items() if value}


def _address(about: dict[str, str]) -> str | None:
    named = (about.get(name, "") for name in ("url", "source", "link"))
    return next((value for value in named if value.startswith(("http://", "https://"))), None)


def _blocks(tokens: list[Token]) -> list[Block]:
    found: list[Block] = []
    roles: list[Role] = []
    for token in tokens:
        if token.type in _ROLES:
            roles.append(_ROLES[token.type])
        elif token.type.replace("_close", "_open") in _ROLES:
            roles.pop()
        elif token.type == "inline":
            text = clean_line(_words(token))
            if text:
                found.append(Block(text, roles[-1] if roles else None))
    return found


def _words(token: Token) -> str:
    words = []
    for child in token.children or []:
        if child.type in ("text", "code_inline"):
            words.append(child.content)
        elif child.type in ("softbreak", "hardbreak"):
            words.append(" ")
    return "".join(words)
