"""What a file is taken apart into: articles on their way in, links to follow, feeds to subscribe to."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO

from store.model import DatelineError, Role

PAGE_LARGEST = 20 * 1024 * 1024
"""Bytes a page or text may have, unpacked: many times the longest article."""
DOCUMENT_LARGEST = 100 * 1024 * 1024
"""Bytes a PDF, a DOCX, an EPUB or a mail with its attachments may have."""
DEEPEST = 3
"""Containers within containers (a zip of mails with zips attached) that are opened."""
_UNPACKED_AT_LEAST = 256 * 1024 * 1024
_UNPACKED_TIMES = 100


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph of a document and its role, None for a plain one."""

    text: str
    role: Role | None = None


@dataclass(frozen=True, slots=True)
class Piece:
    """One article as it lay in its file.

    ``data`` are the bytes that are kept as its original. ``blocks`` are its paragraphs where the format gives them
    plain; None where ``data`` is a page or a text still to be read. ``own`` says that all of them are the author's (a
    document, a book), so that nothing is to be cleaned out. What the container knows of the article stands in the
    other fields; ``published`` is an ISO date. ``aliases`` are further addresses that mean this article. ``link``
    is where the whole text is when this is a summary of it, and of a page that was fetched from there ``summary`` is
    what the feed had. ``charset`` is what the server said of ``data``.
    """

    name: str
    data: bytes
    blocks: tuple[Block, ...] | None = None
    captions: tuple[str, ...] = ()
    own: bool = False
    url: str | None = None
    title: str | None = None
    author: str | None = None
    source: str | None = None
    published: str | None = None
    tags: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()
    link: str | None = None
    summary: Piece | None = None
    charset: str | None = None


@dataclass(frozen=True, slots=True)
class Link:
    """An address to be fetched; ``named`` where a person named it, and not a sitemap, an export or bookmarks."""

    url: str
    title: str | None = None
    named: bool = False


@dataclass(frozen=True, slots=True)
class Subscription:
    """A feed named by an OPML file; ``folder`` is where it stood there, parted by slashes."""

    url: str
    title: str | None = None
    folder: str | None = None


@dataclass(frozen=True, slots=True)
class Aside:
    """A file in a container or folder that is no article (a picture, a script), left aside and only counted."""

    name: str


Found = Piece | Link | Subscription | Aside | DatelineError
"""What a file yields; an error stands for the part it is about and does not end the rest."""


@dataclass(slots=True)
class Budget:
    """What unpacking one input may still cost; it is shared by everything inside it.

    Attributes:
        left: bytes that may still be unpacked. Text rarely shrinks to less than a twentieth; 100 times the size of
            the input, or 256 MB, is no honest archive's need.
    """

    left: int

    @classmethod
    def for_size(cls, size: int) -> Budget:
        """The budget for an input of so many bytes."""
        return cls(max(_UNPACKED_AT_LEAST, _UNPACKED_TIMES * size))

    def spend(self, count: int, name: str) -> None:
        """Count unpacked bytes.

        Raises:
            Overspent: it is more than an honest archive unpacks to.
        """
        self.left -= count
        if self.left < 0:
            raise Overspent(f"{name} unpacks to far more than it should: it was not read any further")


class Overspent(DatelineError):
    """An input unpacks to more than its budget; nothing more is read of it."""


@dataclass(frozen=True, slots=True)
class Source:
    """An input to be taken apart: a file that can be read anywhere, and what is known of it.

    ``name`` is for messages; ``url`` and ``charset`` are set where it came from the web; ``fields`` map an
    exporter's names to ours (see ``jsonl``); ``among_others`` says that it lay in a folder, ``depth`` counts the
    containers around it.
    """

    file: BinaryIO
    name: str
    size: int
    budget: Budget
    url: str | None = None
    charset: str | None = None
    fields: tuple[tuple[str, str], ...] = ()
    among_others: bool = False
    depth: int = 0

    def head(self, count: int = 65536) -> bytes:
        """The first bytes, without moving on."""
        self.file.seek(0)
        data = self.file.read(count)
        self.file.seek(0)
        return data

    def whole(self, largest: int = PAGE_LARGEST) -> bytes:
        """All bytes.

        Raises:
            DatelineError: there are more than ``largest``.
        """
        self.file.seek(0)
        data = self.file.read(largest + 1)
        if len(data) > largest:
            raise DatelineError(f"{self.name} is larger than {largest // 1024 // 1024} MB: that is no article")
        return data


Reader = Iterator[Found]

_NO_ARTICLES = frozenset(
    ".toml .ini .cfg .conf .yaml .yml .csv .tsv .sql .log .lock .py .sh .c .h"
    " .css .js .mjs .map .json5 .woff .woff2 .ttf .otf .eot .ico .svg .png .jpg .jpeg .gif .webp .avif .bmp .tif .tiff"
    " .mp3 .mp4 .m4a .webm .ogg .wav .mov .avi .cdx .cdxj .db .sqlite .pyc .so .dll .exe .db-wal .db-shm".split()
)


def left_aside(path: str) -> bool:
    """Whether a file found in a folder or an archive belongs to a page or a program and is no article.

    Only what nobody would add by itself is told by its name; everything else is told by its content.
    """
    parts = path.replace("\\", "/").split("/")
    hidden = any((part.startswith(".") and part not in (".", "..")) or part == "__MACOSX" for part in parts)
    dot = parts[-1].rfind(".")
    return hidden or (dot >= 0 and parts[-1][dot:].lower() in _NO_ARTICLES)
