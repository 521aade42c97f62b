"""The lines on a PDF's pages, as PDFium reads them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from types import TracebackType
from typing import Any, Self

from store.intake.formats.pdf_layout import Line
from store.model import DatelineError
from store.text import clean_line

MOST_PAGES = 2000
WIDE_GAP = 1.6
"""White within a line, in sizes of type, that parts two columns."""
OTHER_LINE = 0.6
"""How much higher or lower, in sizes of type, the next letter is when it begins another line."""
_ENDS = "\r\n"


@dataclass(slots=True)
class _Letter:
    text: str
    left: float
    bottom: float
    right: float
    top: float

    @property
    def size(self) -> float:
        return self.top - self.bottom


class Document:
    """An open PDF."""

    def __init__(self, data: bytes, name: str) -> None:
        """Open a document.

        Raises:
            DatelineError: it is damaged, or locked with a password.
        """
        import pypdfium2

        self._errors = (pypdfium2.PdfiumError, ValueError)
        self._name = name
        try:
            self._pdf = pypdfium2.PdfDocument(data)
        except pypdfium2.PdfiumError as error:
            if "password" in str(error).lower():
                raise DatelineError(f"{name} is locked with a password: save it without one") from None
            raise DatelineError(f"{name} is a damaged PDF: get it again") from None

    @property
    def title(self) -> str | None:
        """The title in the document's properties."""
        return clean_line(self._pdf.get_metadata_value("Title") or "") or None

    def pages(self) -> Iterator[list[Line]]:
        """The lines of each page; a page that cannot be read has none."""
        for number in range(min(len(self._pdf), MOST_PAGES)):
            try:
                page = self._pdf[number]
                letters = page.get_textpage()
                yield list(_lines(letters, number))
                letters.close()
                page.close()
            except self._errors:
                yield []

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._pdf.close()


def _lines(textpage: Any, page: int) -> Iterator[Line]:
    """Lines as they were set; PDFium's own spaces and line ends part words and lines."""
    run: list[_Letter] = []
    for letter in _letters(textpage):
        if letter.text in _ENDS or (run and _parted(run, letter)):
            yield from _line(run, page)
            run = []
        if letter.text not in _ENDS:
            run.append(letter)
    yield from _line(run, page)


def _parted(run: list[_Letter], letter: _Letter) -> bool:
    """Whether a letter belongs to another column or line than the ones before it."""
    last = next((before for before in reversed(run) if before.text.strip()), None)
    if last is None or not letter.text.strip():
        return False
    size = max(last.size, letter.size, 1.0)
    return letter.left - last.right > WIDE_GAP * size or abs(letter.bottom - last.bottom) > OTHER_LINE * size


def _line(run: list[_Letter], page: int) -> Iterator[Line]:
    inked = [letter for letter in run if letter.text.strip()]
    text = "".join(letter.text for letter in run)
    shown = clean_line(text.replace("\x02", "\ufffe"))
    if not inked or not shown:
        return
    sizes = sorted(letter.size for letter in inked)
    size = sizes[len(sizes) // 2]
    bases = sorted(letter.bottom for letter in inked)
    base = bases[len(bases) // 2]
    yield Line(
        text=shown,
        left=min(letter.left for letter in inked),
        base=base,
        right=max(letter.right for letter in inked),
        top=base + size,
        size=size,
        page=page,
    )


def _letters(textpage: Any) -> Iterator[_Letter]:
    from pypdfium2 import raw

    handle, box = textpage.raw, raw.FS_RECTF()
    for number in range(textpage.count_chars()):
        code = raw.FPDFText_GetUnicode(handle, number)
        if not code or 0xD800 <= code < 0xE000:
            continue
        # The loose box has the height of the type, whatever the letter, and follows every scaling of the page.
        raw.FPDFText_GetLooseCharBox(handle, number, box)
        yield _Letter(chr(code), box.left, box.bottom, box.right, box.top)
