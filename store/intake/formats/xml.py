"""XML from outside: no entity is resolved, nothing is fetched, and what is broken is read as far as it goes."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from store.model import DatelineError

if TYPE_CHECKING:
    from lxml.etree import _Element as Element
else:
    Element = Any

__all__ = ["Element", "decoded", "local", "parse"]

_DECLARED = re.compile(rb"""^\s*<\?xml[^>]{0,100}encoding\s*=\s*["']([\w.-]{2,40})["']""")
_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")
_NAMED = re.compile(r"&(?!(?:amp|lt|gt|quot|apos);)([A-Za-z][A-Za-z0-9]{1,31});")


def parse(data: bytes, name: str) -> Element:
    """The root of a document.

    Raises:
        DatelineError: it is no XML.
    """
    from lxml import etree

    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, recover=True, remove_pis=True,
        remove_comments=True, encoding="utf-8",
    )  # fmt: skip
    text = _DECLARATION.sub("", _NAMED.sub(_character, decoded(data, name)), count=1)
    try:
        root = etree.fromstring(text.encode("utf-8"), parser)
    except etree.XMLSyntaxError as error:
        raise DatelineError(f"{name} is damaged: {error.msg}") from None
    if root is None:
        raise DatelineError(f"{name} is damaged: it holds no XML that can be read")
    return root


def decoded(data: bytes, name: str) -> str:
    """The text of a document, in the encoding it declares if that is true.

    Raises:
        DatelineError: it is empty, or no text.
    """
    from store.intake import decode
    from store.text import clean_text

    declared = _DECLARED.search(data[:300])
    if declared:
        try:
            return clean_text(data.decode(declared.group(1).decode("ascii")))
        except (LookupError, UnicodeError):
            pass
    return decode.decode(data, name)


def local(element: Element) -> str:
    """An element's name without its namespace, in lower case; empty for what is no element."""
    tag = element.tag
    return tag.rpartition("}")[2].lower() if isinstance(tag, str) else ""


def _character(match: re.Match[str]) -> str:
    """HTML's named characters, which feeds use without declaring them; XML's parser would drop them."""
    from html.entities import html5

    found = html5.get(f"{match.group(1)};")
    return "".join(f"&#{ord(letter)};" for letter in found) if found else match.group()
