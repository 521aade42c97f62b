"""HTML that is all article (a feed's entry, a newsletter, a chapter): every paragraph with its role, nothing left out."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from store.intake.formats.pieces import Block
from store.model import Role
from store.text import clean_line

if TYPE_CHECKING:
    from lxml.etree import _Element as Element
else:
    Element = Any

_SKIPPED = frozenset(
    "script style noscript template head title svg math iframe object audio video canvas select button form nav".split()
)
_BLOCKS = frozenset(
    "address article aside blockquote body caption center dd div dl dt fieldset figcaption figure footer h1 h2 h3 h4 h5"
    " h6 header hr html li main ol p pre section table tbody td tfoot th thead tr ul".split()
)
_ROLES: dict[str, Role] = {
    **dict.fromkeys(("h1", "h2", "h3", "h4", "h5", "h6"), "heading"), "li": "list", "blockquote": "quote",
}  # fmt: skip
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all|font-size\s*:\s*0", re.I)


@dataclass(slots=True)
class Markup:
    """The paragraphs of a piece of HTML, the captions of its pictures, and its ``<title>`` if it has one."""

    blocks: list[Block] = field(default_factory=list)
    captions: list[str] = field(default_factory=list)
    title: str | None = None


def read(html: str) -> Markup:
    """Take HTML apart into paragraphs.

    Args:
        html: a document or a fragment of one, decoded.
    """
    from lxml import etree
    from lxml import html as lxml_html

    found = Markup()
    parser = lxml_html.HTMLParser(
        no_network=True, huge_tree=False, remove_comments=True, remove_pis=True, encoding="utf-8"
    )
    try:
        root = lxml_html.document_fromstring(html.encode("utf-8", "replace"), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError):
        return found
    title = root.find(".//title")
    found.title = clean_line("".join(title.itertext())) or None if title is not None else None
    _Walk(found).through(root)
    return found


@dataclass(slots=True)
class _Walk:
    """A walk through the tree without recursion, since hostile markup nests as deep as it likes."""

    found: Markup
    words: list[str] = field(default_factory=list)
    breaks: int = 0
    open: list[str] = field(default_factory=list)

    def through(self, root: Element) -> None:
        stack: list[tuple[Element, bool]] = [(root, False)]
        while stack:
            element, leaving = stack.pop()
            if leaving:
                self._leave(element)
                continue
            tag = element.tag if isinstance(element.tag, str) else ""
            if tag in _SKIPPED or not tag or _HIDDEN.search(element.get("style") or "") or "hidden" in element.attrib:
                self._say(element.tail)
                continue
            self._enter(tag, element)
            stack.append((element, True))
            stack.extend((child, False) for child in reversed(element))
        self._flush()

    def _enter(self, tag: str, element: Element) -> None:
        if tag in _BLOCKS:
            self._flush()
            self.open.append(tag)
        elif tag == "br":
            self._break()
        self._say(element.text)

    def _leave(self, element: Element) -> None:
        if element.tag in _BLOCKS:
            self._flush()
            self.open.pop()
        self._say(element.tail)

    def _break(self) -> None:
        """One line break lies within a paragraph, two part paragraphs."""
        self.breaks += 1
        if self.breaks > 1:
            self._flush()
        else:
            self.words.append(" ")

    def _say(self, text: str | None) -> None:
        if text:
            if text.strip():
                self.breaks = 0
            self.words.append(text)

    def _flush(self) -> None:
        text, self.words, self.breaks = clean_line("".join(self.words)), [], 0
        if not text:
            return
        if "figcaption" in self.open:
            self.found.captions.append(text)
        else:
            role = next((_ROLES[tag] for tag in reversed(self.open) if tag in _ROLES), None)
            self.found.blocks.append(Block(text, role))
