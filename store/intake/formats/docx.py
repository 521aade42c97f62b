"""Word documents (Office Open XML): paragraphs with their roles; what was deleted under tracked changes stays out."""

from __future__ import annotations

from io import BytesIO

from store.intake.formats import xml
from store.intake.formats.opened import Opened
from store.intake.formats.pieces import DOCUMENT_LARGEST, Block, Piece, Reader, Source
from store.model import DatelineError, Role
from store.text import clean_line

_SKIPPED = frozenset({"del", "movefrom", "fallback", "instrtext", "ppr", "rpr", "sectpr", "deltext"})
_SPACES = {"tab": " ", "br": " ", "cr": " ", "nobreakhyphen": "\N{NON-BREAKING HYPHEN}"}


def read(source: Source) -> Reader:
    """The document's article."""
    data = source.whole(DOCUMENT_LARGEST)
    with Opened.of(BytesIO(data), source) as opened:
        root = xml.parse(opened.read("word/document.xml"), source.name)
        about = _about(opened, source.name)
    blocks = [block for paragraph in root.iter() if xml.local(paragraph) == "p" for block in _block(paragraph)]
    if not blocks:
        raise DatelineError(f"{source.name} is a document without text")
    heading = blocks[0].text if blocks[0].role == "heading" else None
    yield Piece(
        name=source.name,
        data=data,
        blocks=tuple(blocks[1:] if heading else blocks),
        own=True,
        url=source.url,
        title=heading or _told(about.get("title"), blocks),
        author=about.get("creator"),
    )


def _block(paragraph: xml.Element) -> list[Block]:
    if any(xml.local(parent) in _SKIPPED for parent in paragraph.iterancestors()):
        return []
    text = clean_line("".join(_words(paragraph)))
    return [Block(text, _role(paragraph))] if text else []


def _words(paragraph: xml.Element) -> list[str]:
    words: list[str] = []
    stack = list(reversed(paragraph))
    while stack:
        element = stack.pop()
        name = xml.local(element)
        if name in _SKIPPED or name == "p":  # the paragraphs of a text box are paragraphs of their own
            continue
        if name == "t":
            words.append(element.text or "")
        else:
            words.append(_SPACES.get(name, ""))
        stack.extend(reversed(element))
    return words


def _role(paragraph: xml.Element) -> Role | None:
    properties = next((child for child in paragraph if xml.local(child) == "ppr"), None)
    if properties is None:
        return None
    names = {xml.local(child): child for child in properties}
    style = _value(names["pstyle"]).lower() if "pstyle" in names else ""
    if style in ("title", "heading") or style.startswith(("heading", "berschrift", "titre")) or "outlinelvl" in names:
        return "heading"
    if "numpr" in names or style.startswith("list"):
        return "list"
    return "quote" if "quot" in style or style == "zitat" else None


def _value(element: xml.Element) -> str:
    return next((str(value) for key, value in element.attrib.items() if str(key).endswith("}val")), "")


def _about(opened: Opened, name: str) -> dict[str, str]:
    """Title and author as the document's properties have them."""
    if "docProps/core.xml" not in opened.names:
        return {}
    root = xml.parse(opened.read("docProps/core.xml"), name)
    return {xml.local(child): clean_line(child.text) for child in root if child.text and clean_line(child.text)}


def _told(title: str | None, blocks: list[Block]) -> str | None:
    """The title of the properties, where the text shows that it is no leftover of a template."""
    opening = " ".join(block.text for block in blocks[:6]).casefold()
    return title if title and title.casefold() in opening else None
