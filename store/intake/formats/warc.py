"""Web archives: the pages of WARC files, and of the WACZ packages around them."""

from __future__ import annotations

from typing import IO, Any

from store.intake.formats.pieces import PAGE_LARGEST, Aside, Found, Piece, Reader, Source
from store.model import DatelineError
from store.text import clean_line

_PAGES = ("text/html", "application/xhtml+xml", "application/pdf", "text/plain", "application/msword",
          "application/vnd.openxmlformats-officedocument.wordprocessingml.document")  # fmt: skip
_CHUNK = 1 << 16


def read(source: Source, stream: IO[bytes] | None = None) -> Reader:
    """The pages of a WARC file (plain or gzipped) in its order; redirects, errors, requests and revisits are no pages.

    Args:
        source: the file, or the package it lies in.
        stream: the file in the package.
    """
    from warcio.archiveiterator import ArchiveIterator
    from warcio.exceptions import ArchiveLoadFailed

    source.file.seek(0)
    records = ArchiveIterator(stream or source.file, no_record_parse=False)
    found = False
    try:
        for record in records:
            for piece in _of(record, source):
                found = found or not isinstance(piece, Aside)
                yield piece
    except (ArchiveLoadFailed, OSError, EOFError, ValueError, LookupError, AttributeError) as error:
        why = clean_line(str(error))[:80] or type(error).__name__
        yield DatelineError(f"{source.name} is damaged ({why}): what stood before was read")
        return
    if not found:
        yield DatelineError(f"{source.name} is a web archive without pages")


def _of(record: Any, source: Source) -> list[Found]:
    if record.rec_type not in ("response", "resource"):
        return []
    url = record.rec_headers.get_header("WARC-Target-URI") or ""
    url = url.strip("<>")
    headers = record.http_headers
    status = headers.get_statuscode() if headers else "200"
    kind = (headers.get_header("Content-Type") if headers else record.rec_headers.get_header("Content-Type")) or ""
    if status != "200" or not url.startswith(("http://", "https://")):
        return []
    if kind and not kind.lower().startswith(_PAGES):
        return [Aside(f"{source.name}: {url}")]
    return _body(record, source, url, kind)


def _body(record: Any, source: Source, url: str, kind: str) -> list[Found]:
    from io import BytesIO

    from store.intake.formats import nested

    name = f"{source.name}: {url}"
    data, stream = bytearray(), record.content_stream()
    while piece := stream.read(_CHUNK):
        data += piece
        if len(data) > PAGE_LARGEST:
            return [DatelineError(f"{name} is larger than {PAGE_LARGEST // 1024 // 1024} MB: it was left out")]
    source.budget.spend(len(data), source.name)
    if not data.strip():
        return []
    charset = kind.partition("charset=")[2].strip(" \"'").partition(";")[0] or None
    if kind.lower().startswith(("text/html", "application/xhtml")):
        return [Piece(name=name, data=bytes(data), url=url, charset=charset)]
    return list(nested(BytesIO(bytes(data)), len(data), name, source, url=url))
