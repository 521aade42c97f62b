"""A page as a row of blocks of text, each with its place in the page's tree; nothing is judged here."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from lxml import etree
from lxml import html as lxml_html

from store.model import Role
from store.text import clean_line

LARGEST_TREE = 200_000
"""Elements beyond which a page is cut off."""

_BLOCK = frozenset(
    "address article aside blockquote body caption center dd details dialog div dl dt fieldset figcaption figure footer form "
    "h1 h2 h3 h4 h5 h6 header hgroup hr html iframe legend li main nav ol option p pre section summary table tbody td tfoot th "
    "thead tr ul button label".split()
)
_SKIPPED = frozenset(
    "script style noscript template svg head select option textarea iframe object canvas math audio video nav footer button".split()
)
_HEADINGS = frozenset("h1 h2 h3 h4 h5 h6".split())
SIGNS: dict[str, str] = {
    "body": r"article.?body|body.?text|article.?text|story.?body|article.?content|post.?content|entry.?content|main.?content|richtext|wysiwyg|paywall",
    "content": r"content|text|article|story|entry|post|artikel|beitrag|noticia|nota|news|article|detail|copy",
    "paragraph": r"para(?:graph)?|absatz|^p$",
    "lead": r"lead|lede|dek\b|intro|summary|standfirst|subtitle|sub-?head|vorspann|chapo|teaser-?text|abstract|excerpt|entradilla|sumario|sommario|occhiello|deck|strapline|subline|untertitel|kicker-?text|description",
    "title": r"title|headline|heading|titel|titre|titulo|überschrift",
    "caption": r"caption|credit|copyright|image|img|photo|foto|picture|media|figure|gallery|galerie|slide|bild\b|legend",
    "byline": r"author|byline|autor|auteur|firma|writer|reporter|contributor|profile|bio\b",
    "dated": r"date|time|publish|updated|datum|fecha|meta\b|timestamp",
    "share": r"share|social|sharing|facebook|twitter|whatsapp|follow|teilen|bookmark|tools|actions?\b|toolbar",
    "related": r"related|recommend|more-|read-?more|readmore|teaser|promo|also|similar|outbrain|taboola|most-?read|popular|trending|latest|next|more\b|mehr|verwandt|relacionad|correlat|aside|upsell|link-?list|linkbox|onward|carousel|card",
    "sign_up": r"newsletter|subscri|signup|sign-up|register|login|paywall-|piano|abo\b|regwall|cta|donat|support|membership|offer|promotion",
    "comment": r"comment|disqus|kommentar|discussion|reply|forum",
    "advert": r"\bads?\b|advert|sponsor|banner|werbung|anzeige|publicidad|dfp|gpt|commercial|native",
    "frame": r"nav|menu|footer|header|sidebar|breadcrumb|masthead|toolbar|skip|widget|modal|popup|overlay|cookie|consent|gdpr|sticky|drawer|dropdown",
    "tags": r"tags?\b|topics?|keywords?|schlagw|themen|categor|label|pill|chip",
    "quote": r"quote|zitat|pull|blockquote|citat",
    "box": r"box|infobox|fact|factbox|info-|embed|insert|inline|module|component",
    "hidden": r"hidden|visually|sr-only|screen-?reader|invisible|d-none|print-?only",
}  # fmt: skip
"""What names of classes and ids tell: general words of web pages, in several languages."""
TAGS = ("p", "li", "heading", "h1", "blockquote", "figcaption", "td", "a", "button", "div", "span", "article", "main", "aside", "nav",
        "footer", "header", "form", "figure", "table", "list", "time", "pre")  # fmt: skip
"""Elements that tell something as a block's own element or as one around it."""
_FLAGS = {name: 1 << at for at, name in enumerate((*TAGS, *SIGNS))}
ALL_FLAGS: tuple[str, ...] = tuple(_FLAGS)
_PATTERNS = [(_FLAGS[name], re.compile(pattern, re.I)) for name, pattern in SIGNS.items()]
_MARKING = frozenset(("b", "strong", "em", "i"))
_BREAK = re.compile(r"\s*\n\s*\n\s*|(?<=[.!?…”\"»:])[ \t]*\n\s*")


@dataclass(slots=True)
class Block:
    """A run of text between two borders of blocks.

    Args:
        text: one line, white space as single spaces.
        own: bits (in the order of ``ALL_FLAGS``) of the innermost element; ``near`` those of it and the three around it, ``around``
            those of all.
        path: what tells its kind of place: names and classes of the three innermost elements, without numbers.
        parent: a number for the element around the innermost one.
        linked: how many of its characters are in links.
        marked: how many are in bold or italic type.
    """

    text: str
    own: int
    near: int
    around: int
    path: str
    parent: int
    depth: int
    linked: int
    marked: int
    role: Role | None
    caption: bool


@dataclass(slots=True)
class _Place:
    own: int
    near: int
    around: int
    history: tuple[int, ...]
    path: tuple[str, ...]
    element: int
    parent: int
    depth: int
    linked: bool
    marked: bool


def parse(html: str) -> etree._Element | None:
    """The page's tree, or None where there is none."""
    parser = lxml_html.HTMLParser(remove_comments=True, remove_pis=True, encoding="utf-8")
    try:
        return etree.fromstring(html.encode("utf-8"), parser)
    except etree.XMLSyntaxError:
        return None


def blocks(tree: etree._Element) -> list[Block]:
    """All blocks of a page that have words in them, in the order of the page."""
    return _Walk().of(tree)


@lru_cache(maxsize=65536)
def _sign(name: str) -> int:
    return sum(flag for flag, pattern in _PATTERNS if pattern.search(name))


@lru_cache(maxsize=8192)
def _signs(names: str) -> int:
    bits = 0
    for name in names.split():
        bits |= _sign(name)
    return bits


@lru_cache(maxsize=8192)
def _plain(tag: str, names: str) -> str:
    return f"{tag}.{re.sub(r'[0-9_-]+', '', names)}"


class _Walk:
    """One way through a tree, without recursion: pages nest deeper than Python does."""

    def __init__(self) -> None:
        self.found: list[Block] = []
        self.pieces: list[str] = []
        self.linked = self.marked = 0

    def of(self, tree: etree._Element) -> list[Block]:
        """Every element is met twice: to go in, and to come out into the place around it."""
        root = _Place(0, 0, 0, (), (), 0, 0, 0, False, False)
        waiting: list[tuple[etree._Element, _Place, _Place | None]] = [(tree, root, None)]
        number = 0
        while waiting and number < LARGEST_TREE:
            element, outer, inner = waiting.pop()
            tag = element.tag
            if inner is not None:
                if tag in _BLOCK:
                    self._flush(inner)
            elif tag == "br":
                self.pieces.append("\n")
            elif isinstance(tag, str) and tag not in _SKIPPED:
                number += 1
                if tag in _BLOCK:
                    self._flush(outer)
                inner = _within(outer, element, tag, number)
                self._add(element.text, inner)
                if len(element) or tag in _BLOCK:
                    waiting.append((element, outer, inner))
                    waiting.extend([(child, inner, None) for child in reversed(element)])
                    continue
            self._add(element.tail, outer)
        self._flush(root)
        return self.found

    def _add(self, text: str | None, place: _Place) -> None:
        if text:
            self.pieces.append(text)
            if place.linked:
                self.linked += len(text.strip())
            if place.marked:
                self.marked += len(text.strip())

    def _flush(self, place: _Place) -> None:
        whole = "".join(self.pieces)
        linked, marked = self.linked, self.marked
        self.pieces, self.linked, self.marked = [], 0, 0
        if not whole or whole.isspace():
            return
        for piece in _BREAK.split(whole) if "\n" in whole else (whole,):
            text = clean_line(piece)
            if any(map(str.isalnum, text)):
                share = len(text) / len(whole)
                self.found.append(_block(text, place, round(linked * share), round(marked * share)))


def _within(place: _Place, element: etree._Element, tag: str, number: int) -> _Place:
    get = element.get
    names = " ".join([value for value in (get("class"), get("id"), get("itemprop")) if value])
    own = _tag_flag(tag) | (_signs(names) if names else 0)
    if get("hidden") is not None or get("aria-hidden") == "true" or _unseen(get("style")):
        own |= _FLAGS["hidden"]
    if tag not in _BLOCK:
        linked, marked = place.linked or tag == "a", place.marked or tag in _MARKING
        if own & ~place.own == 0 and linked == place.linked and marked == place.marked:
            return place
        return _Place(
            place.own | own, place.near | own, place.around | own, place.history, place.path, number, place.element,
            place.depth, linked, marked,
        )  # fmt: skip
    history = (*place.history[-3:], own)
    near = 0
    for bits in history:
        near |= bits
    return _Place(
        own, near, place.around | own, history, (*place.path[-2:], _plain(tag, names)), number, place.element,
        place.depth + 1, place.linked, place.marked,
    )  # fmt: skip


def _unseen(style: str | None) -> bool:
    return bool(style) and "display:none" in (style or "").replace(" ", "")


@lru_cache(maxsize=256)
def _tag_flag(tag: str) -> int:
    name = {
        "ul": "list",
        "ol": "list",
        "dl": "list",
        "h1": "h1",
        "section": "div",
        "th": "td",
        "dd": "li",
        "dt": "li",
    }.get(tag, tag)
    bits = _FLAGS.get(name, 0)
    return bits | _FLAGS["heading"] if tag in _HEADINGS else bits


def _block(text: str, place: _Place, linked: int, marked: int) -> Block:
    role: Role | None = None
    if place.own & _FLAGS["heading"]:
        role = "heading"
    elif place.own & _FLAGS["li"]:
        role = "list"
    elif place.around & _FLAGS["blockquote"]:
        role = "quote"
    caption = bool(place.own & _FLAGS["figcaption"] or place.around & _FLAGS["figcaption"])
    return Block(
        text, place.own, place.near, place.around, ">".join(place.path), place.parent, place.depth, linked, marked, role, caption
    )  # fmt: skip
