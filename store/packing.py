"""How original bytes are packed: Zstandard (RFC 8878), and zlib for what was kept before."""

from __future__ import annotations

import zlib

from store.model import DatelineError

CODING = "zstd"
LEVEL = 3
"""Zstandard's own default: a page of news is packed in a tenth of the time zlib's fastest takes, and smaller."""


def pack(data: bytes) -> bytes:
    """Pack bytes in ``CODING``."""
    import zstandard

    return bytes(zstandard.ZstdCompressor(LEVEL).compress(data))


def unpack(coding: str, data: bytes, article_id: int) -> bytes:
    """The bytes an article was made from.

    Raises:
        DatelineError: They are damaged, or packed by a newer Dateline.
    """
    import zstandard

    try:
        if coding == CODING:
            return bytes(zstandard.ZstdDecompressor().decompress(data))
        if coding == "zlib":
            return zlib.decompress(data)
    except (zlib.error, zstandard.ZstdError):
        raise DatelineError(f"the original of article {article_id} is damaged: add it again from its source") from None
    raise DatelineError(f"the original of article {article_id} was kept by a newer Dateline: update Dateline")
