"""What a page says of its article in JSON-LD (schema.org), read as the untrusted text that it is."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from lxml import etree

from store.text import clean_text

LONGEST = 2_000_000
"""Characters of one block of JSON-LD beyond which it is passed over."""
_ARTICLE = re.compile(r"Article|BlogPosting|Report$|LiveBlog|Review$|Recipe$", re.I)
_TAG = re.compile(r"<[^<>]{1,500}>")
_BREAK_TAG = re.compile(r"</?(?:p|br|div|h\d|li|ul|ol|blockquote)\b[^<>]{0,500}>", re.I)
_DEEPEST = 12


@dataclass(frozen=True, slots=True)
class Told:
    """An article as JSON-LD tells it; empty where it is silent. ``body`` has a paragraph a line where it has lines."""

    headline: str = ""
    alternative: str = ""
    description: str = ""
    body: str = ""
    authors: tuple[str, ...] = ()
    published: str = ""
    section: str = ""
    publisher: str = ""


def read(tree: etree._Element) -> Told:
    """The page's main article: of several the one with the longest body, else the first with a headline."""
    nodes = [node for node in _nodes(tree) if _ARTICLE.search(_type(node))]
    if not nodes:
        return Told()
    node = max(
        nodes, key=lambda n: (len(_text(n.get("articleBody"))), bool(n.get("datePublished")), bool(n.get("headline")))
    )
    return Told(
        headline=_line(node.get("headline") or node.get("name")),
        alternative=_line(node.get("alternativeHeadline")),
        description=_line(node.get("description")),
        body=_body(_text(node.get("articleBody"))),
        authors=tuple(_names(node.get("author") or node.get("creator"))),
        published=_text(node.get("datePublished") or node.get("dateCreated")).strip(),
        section=_line(node.get("articleSection")),
        publisher=next(iter(_names(node.get("publisher"))), ""),
    )


def _nodes(tree: etree._Element) -> Iterator[dict[str, Any]]:
    for script in tree.iter("script"):
        text = script.text or ""
        if "ld+json" not in (script.get("type") or "").lower() or len(text) > LONGEST:
            continue
        try:
            value = json.loads(
                text.strip().removeprefix("<![CDATA[").removesuffix("]]>").strip().rstrip(";"), strict=False
            )
        except (ValueError, RecursionError):
            continue
        yield from _within(value, 0)


def _within(value: Any, depth: int) -> Iterator[dict[str, Any]]:
    if depth > _DEEPEST:
        return
    if isinstance(value, list):
        for item in value:
            yield from _within(item, depth + 1)
    elif isinstance(value, dict):
        yield value
        for inner in ("@graph", "mainEntity", "mainEntityOfPage", "itemListElement", "item", "liveBlogUpdate"):
            if isinstance(value.get(inner), (list, dict)):
                yield from _within(value[inner], depth + 1)


def _type(node: dict[str, Any]) -> str:
    kind = node.get("@type")
    return " ".join(map(str, kind)) if isinstance(kind, list) else str(kind or "")


def _text(value: Any) -> str:
    if isinstance(value, list):
        return next((text for text in map(_text, value) if text), "")
    if isinstance(value, dict):
        return _text(value.get("@value") or value.get("name"))
    return clean_text(value) if isinstance(value, str) else ""


def _line(value: Any) -> str:
    from html import unescape

    return " ".join(_TAG.sub(" ", unescape(_text(value))).split())


def _body(text: str) -> str:
    from html import unescape

    broken = _TAG.sub("", _BREAK_TAG.sub("\n", unescape(text)))
    return "\n".join(line for line in (" ".join(line.split()) for line in broken.split("\n")) if line)


def _names(value: Any) -> Iterator[str]:
    if isinstance(value, list):
        for item in value:
            yield from _names(item)
    elif name := _line(value):
        yield name
