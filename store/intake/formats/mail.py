"""Mail: single messages (EML), mailboxes (mbox), and pages saved as mail (MHTML)."""

from __future__ import annotations

import email
import re
from collections.abc import Iterator
from email.errors import MessageError
from email.header import decode_header
from email.message import Message
from email.policy import compat32
from email.utils import getaddresses
from typing import BinaryIO

from store.intake.formats import days, markup
from store.intake.formats.pieces import DOCUMENT_LARGEST, Block, Overspent, Piece, Reader, Source
from store.model import DatelineError
from store.text import clean_line, clean_text

_FORWARDED = re.compile(r"^(?:(?:fwd?|re|aw|wg|tr)\s*:\s*)+", re.I)
_LIST_NAME = re.compile(r"^\s*\"?([^<\"]+?)\"?\s*<")
_FROM = b"From "
_QUOTED_FROM = re.compile(rb"^>+From ")
_LINE_LONGEST = 1024 * 1024


def message(source: Source) -> Reader:
    """The article of one message, then the documents attached to it."""
    yield from _of(source.whole(DOCUMENT_LARGEST), source)


def mailbox(source: Source) -> Reader:
    """The messages of a mailbox, in its order; quoted ``>From `` lines are unquoted (mboxrd)."""
    source.file.seek(0)
    for number, data in enumerate(_messages(source.file), 1):
        name = f"{source.name} message {number}"
        if data is None:
            yield DatelineError(f"{name} is larger than {DOCUMENT_LARGEST // 1024 // 1024} MB: it was left out")
            continue
        try:
            yield from _of(data, Source(source.file, name, len(data), source.budget))
        except Overspent:
            raise
        except DatelineError as error:
            yield error


def page(source: Source) -> Reader:
    """The page of an MHTML file; what is kept as its original is the page itself, without its pictures."""
    whole = _parsed(source.whole(DOCUMENT_LARGEST), source.name)
    root = next(
        (part for part in whole.walk() if part.get_content_type() in ("text/html", "application/xhtml+xml")), None
    )
    data = _bytes(root) if root is not None else b""
    if root is None or not data.strip():
        raise DatelineError(f"{source.name} is a saved page with no page in it: save it again")
    url = clean_line(str(whole.get("Snapshot-Content-Location") or root.get("Content-Location") or ""))
    yield Piece(
        name=source.name,
        data=data,
        url=url if url.startswith(("http://", "https://")) else source.url,
        charset=_charset(root),
    )


def is_page(head: bytes) -> bool:
    """Whether a message is a page saved as one (RFC 2557)."""
    top = re.split(rb"\r?\n\r?\n", head, maxsplit=1)[0].lower()
    return b"multipart/related" in top and (b"snapshot-content-location" in top or b"\nto:" not in top)


def _of(data: bytes, source: Source) -> Reader:
    found = _parsed(data, source.name)
    blocks, captions, title, original = _body(found)
    author, sender = _people(found)
    subject = _FORWARDED.sub("", _header(found, "Subject"))
    if blocks or subject:
        yield Piece(
            name=source.name,
            data=data if len(data) <= len(original) * 4 + 65536 else original,
            blocks=tuple(blocks),
            captions=tuple(captions),
            url=_first_address(found, "Archived-At"),
            title=subject or title,
            published=days.day(_header(found, "Date")),
            aliases=_message_ids(found),
            author=author,
            source=sender,
        )
    else:
        yield DatelineError(f"{source.name} is a mail without text")
    yield from _attached(found, source)


def _parsed(data: bytes, name: str) -> Message:
    try:
        return email.message_from_bytes(data, policy=compat32)
    except (MessageError, ValueError, LookupError, RecursionError):
        raise DatelineError(f"{name} is no mail that can be read: export it again") from None


def _body(found: Message) -> tuple[list[Block], list[str], str | None, bytes]:
    """The fuller of a message's HTML and its plain text; HTML where they are about the same, since it has roles."""
    html, plain = _text_part(found, "text/html"), _text_part(found, "text/plain")
    of_html = markup.read(_decoded(html)) if html is not None else markup.Markup()
    of_plain = [Block(line) for line in _unflowed(_decoded(plain), plain)] if plain is not None else []
    if _words(of_html.blocks) * 2 >= _words(of_plain) and html is not None:
        return of_html.blocks, of_html.captions, of_html.title, _bytes(html)
    return of_plain, [], None, _bytes(plain) if plain is not None else b""


def _words(blocks: list[Block]) -> int:
    return sum(len(block.text.split()) for block in blocks)


def _text_part(found: Message, kind: str) -> Message | None:
    for part in found.walk():
        if part.get_content_type() == kind and part.get_content_disposition() != "attachment":
            return part
    return None


def _attached(found: Message, source: Source) -> Reader:
    from io import BytesIO

    from store.intake.formats import nested

    for part in found.walk():
        data = b""
        if part.get_content_type() == "message/rfc822" and part is not found:
            inner = part.get_payload()
            data = inner[0].as_bytes() if isinstance(inner, list) and inner else b""  # type: ignore[union-attr]
        elif part.get_content_disposition() == "attachment" and not part.is_multipart():
            data = _bytes(part)
        if data:
            name = f"{source.name}: {clean_line(part.get_filename() or 'attachment')}"
            yield from nested(BytesIO(data), len(data), name, source)


def _unflowed(text: str, part: Message | None) -> Iterator[str]:
    """Paragraphs of a plain mail: lines that end in a space flow on (RFC 3676), others wrapped at 60 to 80 characters
    are joined where a blank line parts the paragraphs."""
    for paragraph in re.split(r"\n[ \t]*\n", text):
        lines = [line for line in paragraph.split("\n") if line.strip() and line.strip() != "--"]
        wrapped = len(lines) > 1 and all(len(line) >= 55 for line in lines[:-1]) and max(map(len, lines)) <= 80
        flowed = part is not None and str(part.get_param("format", "")).lower() == "flowed"
        if wrapped or (flowed and all(line.endswith(" ") for line in lines[:-1])):
            yield " ".join(line.strip() for line in lines)
        else:
            yield from (line.strip() for line in lines)


def _decoded(part: Message) -> str:
    data, charset = _bytes(part), _charset(part)
    try:
        return clean_text(data.decode(charset or "utf-8"))
    except (LookupError, UnicodeError):
        return clean_text(data.decode("utf-8" if charset is None else "cp1252", "replace"))


def _bytes(part: Message) -> bytes:
    data = part.get_payload(decode=True)
    return data if isinstance(data, bytes) else b""


def _charset(part: Message) -> str | None:
    try:
        return part.get_content_charset()
    except (LookupError, ValueError):
        return None


def _header(found: Message, name: str) -> str:
    value = found.get(name)
    if value is None:
        return ""
    try:
        parts = decode_header(value)
        return clean_line("".join(p if isinstance(p, str) else p.decode(c or "utf-8", "replace") for p, c in parts))
    except (MessageError, LookupError, ValueError):
        return clean_line(str(value))


def _people(found: Message) -> tuple[str | None, str | None]:
    """Author and source: a list's or newsletter's name is the source, the sender's own the author."""
    pairs = getaddresses([_header(found, "From")])
    name, address = pairs[0] if pairs else ("", "")
    listed = _LIST_NAME.match(_header(found, "List-Id"))
    source = listed.group(1) if listed else name or address.partition("@")[2]
    return (name or None) if name != source else None, source or None


def _message_ids(found: Message) -> tuple[str, ...]:
    """The message's own address (RFC 2392), by which the same mail is known again."""
    number = _header(found, "Message-ID").strip("<> ")
    return (f"mid:{number}",) if number else ()


def _first_address(found: Message, name: str) -> str | None:
    value = _header(found, name).strip("<> ")
    return value if value.startswith(("http://", "https://")) else None


def _messages(file: BinaryIO) -> Iterator[bytes | None]:
    """The messages of a mailbox, one in memory at a time; None for one that is too large."""
    current, size, blank = bytearray(), 0, True
    started = False
    while line := file.readline(_LINE_LONGEST):
        if blank and line.startswith(_FROM):
            if started:
                yield bytes(current) if size <= DOCUMENT_LARGEST else None
            current, size, started = bytearray(), 0, True
            continue
        blank = not line.strip()
        size += len(line)
        if size <= DOCUMENT_LARGEST:
            current += line[1:] if _QUOTED_FROM.match(line) else line
    if started:
        yield bytes(current) if size <= DOCUMENT_LARGEST else None
