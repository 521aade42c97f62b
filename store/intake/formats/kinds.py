"""What a file is, told from its content."""

from __future__ import annotations

import codecs
import re
from typing import Literal

from store.intake.formats import links, markdown
from store.intake.formats.pieces import Source

Kind = Literal[
    "page", "text", "markdown", "feed", "opml", "sitemap", "bookmarks", "links", "mail", "mailbox", "mhtml", "pdf",
    "docx", "epub", "warc", "wacz", "zip", "tar", "packed", "json", "other",
]  # fmt: skip

PACKED = {b"\x1f\x8b": "gzip", b"BZh": "bzip2", b"\xfd7zXZ\x00": "xz"}
"""Compressions of a single stream by their first bytes."""
_OTHER = (
    b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"RIFF", b"ID3", b"OggS", b"SQLite format 3", b"\x7fELF", b"MZ\x90",
    b"\xd0\xcf\x11\xe0", b"{\\rtf", b"wOFF", b"wOF2", b"\x00\x00\x01\x00", b"7z\xbc\xaf", b"Rar!", b"\x28\xb5\x2f\xfd",
)  # fmt: skip
_HEADER = re.compile(rb"(?:[A-Za-z][A-Za-z0-9-]{1,60}:[^\n]*\r?\n(?:[ \t][^\n]*\r?\n)*)+(?:\r?\n|\Z)")
_OF_MAIL = re.compile(
    rb"^(?:From|To|Subject|Date|Received|Return-Path|Message-ID|MIME-Version|Delivered-To|Content-Type):", re.I | re.M
)
_MAILBOX = re.compile(rb"From \S+.*\d{4}.*\r?\n[A-Za-z][A-Za-z0-9-]*:")
_ROOT = re.compile(r"^(?:\s|<\?.*?\?>|<!--.*?-->|<!DOCTYPE[^\[>]*(?:\[.*?\]\s*)?>)*<(?:\w+:)?(\w+)", re.S | re.I)
_BY_ROOT: dict[str, Kind] = {
    "rss": "feed", "rdf": "feed", "feed": "feed", "opml": "opml", "urlset": "sitemap", "sitemapindex": "sitemap",
}  # fmt: skip


def tell(source: Source) -> Kind:
    """What a file is; ``other`` is a picture, a program or an office format that is not read."""
    head = source.head()
    if b"%PDF-" in head[:1024]:
        return "pdf"
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _tell_zip(source)
    if head.startswith(b"WARC/"):
        return "warc"
    if packing(head):
        return "warc" if unpacked_head(head).startswith(b"WARC/") else "packed"
    if head[257:262] == b"ustar":
        return "tar"
    if head.startswith(_OTHER) or (b"\x00" in head[:8192] and not head.startswith(_UTF16)):
        return "other"
    return _tell_mail(head) or _tell_text(source, head)


_UTF16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE, codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE)


def packing(head: bytes) -> str | None:
    """The compression of a stream that begins with these bytes."""
    return next((name for magic, name in PACKED.items() if head.startswith(magic)), None)


def unpacked_head(head: bytes, count: int = 1024) -> bytes:
    """The first bytes a gzip stream holds; none where it is damaged or packed otherwise."""
    import zlib

    try:
        return zlib.decompressobj(wbits=31).decompress(head, count)
    except zlib.error:
        return b""


def _tell_zip(source: Source) -> Kind:
    from store.intake.formats.opened import Opened

    source.file.seek(0)
    with Opened.of(source.file, source) as opened:
        names = set(opened.names)
        if "word/document.xml" in names:
            return "docx"
        if "META-INF/container.xml" in names:
            return "epub"
        if "datapackage.json" in names and any(name.startswith("archive/") for name in names):
            return "wacz"
        office = "[Content_Types].xml" in names or "META-INF/manifest.xml" in names
        return "other" if office else "zip"


def _tell_mail(head: bytes) -> Kind | None:
    if _MAILBOX.match(head):
        return "mailbox"
    header = _HEADER.match(head)
    if header is None or len(set(_OF_MAIL.findall(header.group()))) < 2:
        return None
    from store.intake.formats import mail

    return "mhtml" if mail.is_page(head) else "mail"


def _tell_text(source: Source, head: bytes) -> Kind:
    text = head.decode("utf-16" if head.startswith(_UTF16[:2]) else "utf-8-sig", "replace").lstrip()
    if "NETSCAPE-Bookmark-file-1" in text[:500]:
        return "bookmarks"
    if text.startswith("<"):
        root = _ROOT.match(text)
        return _BY_ROOT.get(root.group(1).lower(), "page") if root else "page"
    if text[:1] in ("{", "["):
        return _tell_json(text)
    if links.is_list(text if len(head) == source.size else text.rpartition("\n")[0]):
        return "links"
    return "markdown" if markdown.is_markdown(text) else "text"


def _tell_json(text: str) -> Kind:
    if re.match(r'\{[^{}\[\]]{0,2000}"version"\s*:\s*"https?://(?:www\.)?jsonfeed\.org/', text):
        return "feed"
    return "json" if re.match(r'(?:\[\s*)?\{\s*"[^"\n]{1,80}"\s*:|\[\s*\]\s*$', text) else "text"
