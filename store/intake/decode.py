"""Bytes to text: what they are, in which encoding, and mended where a wrong encoding had mangled them."""

from __future__ import annotations

import codecs
import re

from store.model import DatelineError
from store.text import clean_text

_MAGIC = {
    b"%PDF": "a PDF", b"PK\x03\x04": "a zip archive", b"\x89PNG": "a picture", b"\xff\xd8\xff": "a picture",
    b"GIF8": "a picture", b"\x1f\x8b": "a gzip archive", b"SQLite format 3": "a database", b"\x7fELF": "a program",
    b"RIFF": "a media file", b"ID3": "a sound file", b"OggS": "a media file", b"BZh": "a bzip2 archive",
    b"\xd0\xcf\x11\xe0": "an Office file",
}  # fmt: skip
_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_META = re.compile(rb"<meta[^>]{0,200}charset=[\"']?\s*([\w-]{2,40})", re.I)
_HTML = re.compile(
    r"<(?:!doctype html|html|head|body|article|meta|title|script|div|p)(?:\s[^>]*)?>.*"
    r"</?(?:html|head|body|article|title|script|div|p|meta)",
    re.I | re.S,
)
_FRAME = re.compile(r"<(?:!doctype html|html|head|body)(?:\s[^>]*)?>", re.I)
_TAG = re.compile(r"</?(?:p|div|br|h[1-6]|li|td|article|section|span|a)(?:\s[^<>]*)?/?>", re.I)
_SIGNS = ("Ã", "Â", "â", "ï»¿", "\ufffd")
_MOJIBAKE = re.compile(r"[ÃÂâ][\x80-\xbf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ¡-¿]|ï»¿|\ufffd")


def decode(data: bytes, name: str) -> str:
    """The text of some bytes, free of control characters; arguments and errors as those of ``raw``."""
    return clean_text(raw(data, name))


def raw(data: bytes, name: str) -> str:
    """The text of some bytes, control characters and all but NUL: what is taken from it is still to be cleaned.

    Args:
        data: a file's or page's content.
        name: what to call it in messages.

    Raises:
        DatelineError: it is empty, or no text.
    """
    if not data.strip():
        raise DatelineError(f"{name} is empty: nothing to add")
    kind = next((kind for magic, kind in _MAGIC.items() if data.startswith(magic)), None)
    bom = next((encoding for mark, encoding in _BOMS if data.startswith(mark)), None)
    if kind or (bom is None and b"\x00" in data[:8192]):
        raise DatelineError(f"{name} is {kind or 'a binary file'}, not text or HTML: save the article as one of these")
    return _mended(_decoded(data, bom)).replace("\x00", "")


def _decoded(data: bytes, bom: str | None) -> str:
    if bom:
        return data.decode(bom, "replace")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        pass
    declared = _META.search(data[:4096])
    if declared:
        try:
            return data.decode(declared.group(1).decode("ascii"))
        except (LookupError, UnicodeDecodeError):
            pass
    from charset_normalizer import from_bytes

    best = from_bytes(data).best()
    return str(best) if best is not None else data.decode("cp1252", "replace")


def _mended(text: str) -> str:
    """Mojibake undone; everything else, curly quotes and letters included, as it was."""
    if not any(sign in text for sign in _SIGNS) or not _MOJIBAKE.search(text):
        return text
    import ftfy

    config = ftfy.TextFixerConfig(
        uncurl_quotes=False, unescape_html=False, fix_latin_ligatures=False, fix_character_width=False,
        normalization=None, remove_terminal_escapes=False, fix_line_breaks=False,
    )  # fmt: skip
    return ftfy.fix_text(text, config)


def looks_like_html(text: str) -> bool:
    """Whether a text is a page's source and not plain text that talks of tags, or has a script left in it."""
    start = text[:200_000]
    if not _HTML.search(start):
        return False
    return (
        start.lstrip()[:1] == "<" or bool(_FRAME.search(start)) or len(_TAG.findall(start)) > start.count("\n") / 4 + 3
    )
