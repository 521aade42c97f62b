"""PDF with a text layer: columns in reading order, paragraphs joined over lines and pages, hyphenation undone."""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from statistics import median

from store.intake.formats.pdf_layout import Line, ordered
from store.intake.formats.pdf_pages import Document
from store.intake.formats.pieces import DOCUMENT_LARGEST, Block, Piece, Reader, Source
from store.model import DatelineError, Role

HEADING = 1.15
"""How many times the body's size of type a heading has at least."""
_MARGIN_LINES = 2
_NUMBER = re.compile(r"^\W*\d+|\d+\W*$")
_PAGE_NUMBER = re.compile(r"^\W*(?:(?:page|seite|p\.?)\s*)?\d{1,4}(?:\s*(?:/|of|von|de)\s*\d{1,4})?\W*$", re.I)
_FINAL = re.compile(r"[.!?…:؟。][\"'”’»)\]]*$")
_HYPHEN = re.compile(r"(\w+)[-\u00ad\u2010\ufffe\x02]$")
_WORDS = re.compile(r"\w+(?:-\w+)*")
_BULLET = re.compile(r"^(?:[•▪‣◦·∙–]|\(?\d{1,2}[.)]|\(?[a-z]\))\s+\S")


def read(source: Source) -> Reader:
    """The document's article."""
    data = source.whole(DOCUMENT_LARGEST)
    with Document(data, source.name) as document:
        pages = [ordered(page) for page in document.pages()]
        told = document.title
    lines = [line for page in _without_margins(pages) for line in page]
    if not lines:
        raise DatelineError(
            f"{source.name} has no text layer (a scan?): put one in with an OCR program such as ocrmypdf"
        )
    size = _body_size(lines)
    blocks = _joined(_paragraphs(lines, size), lines)
    title, blocks = _title(blocks, told)
    yield Piece(
        name=source.name,
        data=data,
        blocks=tuple(Block(block.text, _role(block)) for block in blocks),
        own=True,
        url=source.url,
        title=title,
    )


class _Paragraph:
    """Lines that belong together; ``text`` is set when hyphenation has been undone."""

    def __init__(self, line: Line, heading: bool) -> None:
        self.lines = [line]
        self.heading = heading
        self.text = ""

    @property
    def last(self) -> Line:
        return self.lines[-1]


def _role(paragraph: _Paragraph) -> Role | None:
    if paragraph.heading:
        return "heading"
    return "list" if _BULLET.match(paragraph.text) else None


def _without_margins(pages: Sequence[list[Line]]) -> list[list[Line]]:
    """Pages without running heads and feet: lines at the edge that recur on other pages, but for a number at their end."""
    edges = Counter(
        _NUMBER.sub("#", line.text) for page in pages for line in {id(line): line for line in _edge(page)}.values()
    )
    recurring = {text for text, count in edges.items() if count >= max(2, len(pages) // 3) and len(pages) > 1}
    result = []
    for page in pages:
        edge = {id(line) for line in _edge(page)}
        result.append(
            [
                line
                for line in page
                if not (
                    id(line) in edge and (_NUMBER.sub("#", line.text) in recurring or _PAGE_NUMBER.match(line.text))
                )
            ]
        )
    return result


def _edge(page: list[Line]) -> list[Line]:
    by_height = sorted(page, key=lambda line: -line.top)
    return by_height[:_MARGIN_LINES] + by_height[-_MARGIN_LINES:]


def _body_size(lines: Iterable[Line]) -> float:
    """The size of type most characters have."""
    sizes: Counter[float] = Counter()
    for line in lines:
        sizes[round(line.size, 1)] += len(line.text)
    return sizes.most_common(1)[0][0] or 1.0


def _paragraphs(lines: Sequence[Line], size: float) -> list[_Paragraph]:
    leading = _leading(lines)
    found: list[_Paragraph] = []
    for line in lines:
        heading = line.size >= HEADING * size and len(line.text) <= 300
        if found and _goes_on(found[-1], line, heading, leading):
            found[-1].lines.append(line)
        else:
            found.append(_Paragraph(line, heading))
    return found


def _leading(lines: Sequence[Line]) -> float:
    steps = [
        above.base - below.base
        for above, below in itertools.pairwise(lines)
        if above.column == below.column and 0 < above.base - below.base < 4 * above.size
    ]
    return median(steps) if steps else 0.0


def _goes_on(paragraph: _Paragraph, line: Line, heading: bool, leading: float) -> bool:
    last = paragraph.last
    if heading != paragraph.heading or (heading and abs(line.size - last.size) > 0.15 * line.size):
        return False
    if line.column != last.column:
        # over a column's or page's end a paragraph goes on unless its sentence is complete
        return not heading and not _FINAL.search(last.text) and not _BULLET.match(line.text)
    step = last.base - line.base
    if step <= 0 or step > 1.35 * max(leading, 1.05 * last.size) or _BULLET.match(line.text):
        return False
    if heading:
        return True
    indented = line.left > line.column_left + 0.8 * line.size and last.left < line.column_left + 0.8 * line.size
    ends_short = last.right < last.column_right - 0.2 * (last.column_right - last.column_left)
    hanging = _BULLET.match(paragraph.lines[0].text) is not None
    return not ((indented and not hanging) or (ends_short and _FINAL.search(last.text)))


def _joined(paragraphs: list[_Paragraph], lines: Sequence[Line]) -> list[_Paragraph]:
    known = Counter(
        word.casefold()
        for line in lines
        for word in _WORDS.findall(line.text.rsplit(" ", 1)[0] if " " in line.text else "")
    )
    for paragraph in paragraphs:
        text = ""
        for line in paragraph.lines:
            text = _append(text, line.text, known)
        paragraph.text = text.replace("\x02", "-").replace("\ufffe", "-").replace("\u00ad", "")
    return [paragraph for paragraph in paragraphs if paragraph.text.strip()]


def _append(text: str, line: str, known: Counter[str]) -> str:
    """The text with its next line; a word parted at the line's end is one again.

    Its hyphen stays where the document has the word with one elsewhere and never without ("cease-fire").
    """
    parted = _HYPHEN.search(text)
    if not text or not parted:
        return f"{text} {line}" if text else line
    rest = re.match(r"\w+", line)
    if rest is None or not rest.group()[0].islower():
        return text[:-1] + "-" + line if rest else f"{text} {line}"
    whole, hyphenated = parted.group(1) + rest.group(), f"{parted.group(1)}-{rest.group()}"
    keeps = known[hyphenated.casefold()] > known[whole.casefold()]
    return text[:-1] + ("-" if keeps else "") + line


def _title(blocks: list[_Paragraph], told: str | None) -> tuple[str | None, list[_Paragraph]]:
    """The title: the first page's largest heading, or what the document's properties say if the text bears it out."""
    first = [block for block in blocks[:8] if block.heading and block.last.page == 0]
    if first:
        largest = max(first, key=lambda block: block.last.size)
        return largest.text, [block for block in blocks if block is not largest]
    opening = " ".join(block.text for block in blocks[:4]).casefold()
    if told and told.casefold() in opening:
        return told, [block for block in blocks if block.text.casefold() != told.casefold()]
    return None, blocks
