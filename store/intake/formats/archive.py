"""Archives (zip, tar) and packed streams (gzip, bzip2, xz) of any of the formats; nothing is unpacked to disk."""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
import tarfile
import zlib
from collections.abc import Callable
from typing import IO, BinaryIO, cast

from store.intake.formats import kinds
from store.intake.formats.opened import Opened
from store.intake.formats.pieces import DOCUMENT_LARGEST, Aside, Budget, Overspent, Reader, Source, left_aside
from store.model import DatelineError

_DAMAGES = (tarfile.TarError, zlib.error, lzma.LZMAError, EOFError, OSError, ValueError)
_OPENERS: dict[str, Callable[[BinaryIO], IO[bytes]]] = {
    "gzip": lambda file: cast(IO[bytes], gzip.GzipFile(fileobj=file)),
    "bzip2": bz2.BZ2File,
    "xz": lzma.LZMAFile,
}


def from_zip(source: Source) -> Reader:
    """Everything in a zip archive, by name."""
    from store.intake.formats import nested

    source.file.seek(0)
    with Opened.of(source.file, source) as opened:
        if not opened.names:
            raise DatelineError(f"{source.name} is an empty archive")
        for member in sorted(opened.names):
            name = f"{source.name}: {member}"
            if left_aside(member):
                yield Aside(name)
                continue
            try:
                data = opened.read(member, DOCUMENT_LARGEST)
            except Overspent:
                raise
            except DatelineError as error:
                yield error
                continue
            yield from nested(io.BytesIO(data), len(data), name, source)


def from_wacz(source: Source) -> Reader:
    """The pages of a WACZ package (https://specs.webrecorder.net/wacz/1.1.1/): the WARC files in it."""
    import zipfile

    from store.intake.formats import warc

    source.file.seek(0)
    try:
        with zipfile.ZipFile(source.file) as package:
            members = [name for name in package.namelist() if name.startswith("archive/") and not name.endswith("/")]
            if not members:
                raise DatelineError(f"{source.name} is a web archive without pages")
            for member in members:
                with package.open(member) as stream:
                    yield from warc.read(source, stream)
    except (zipfile.BadZipFile, *_DAMAGES):
        yield DatelineError(f"{source.name} is damaged: what stood before was read")


def from_tar(source: Source, stream: IO[bytes] | None = None) -> Reader:
    """Everything in a tar archive, in its order."""
    from store.intake.formats import nested

    source.file.seek(0)
    found = False
    try:
        with tarfile.open(fileobj=stream or source.file, mode="r|") as archive:
            for member in archive:
                name = f"{source.name}: {member.name}"
                if not member.isfile():
                    continue
                found = True
                if left_aside(member.name):
                    yield Aside(name)
                    continue
                if member.size > DOCUMENT_LARGEST:
                    yield DatelineError(f"{name} is larger than {DOCUMENT_LARGEST // 1024 // 1024} MB: it was left out")
                    continue
                inside = archive.extractfile(member)
                data = inside.read() if inside is not None else b""
                yield from nested(io.BytesIO(data), len(data), name, source)
    except _DAMAGES:
        yield DatelineError(f"{source.name} is a damaged archive: what stood before was read")
        return
    if not found:
        yield DatelineError(f"{source.name} is an empty archive")


def from_packed(source: Source) -> Reader:
    """What a packed stream holds: a tar archive, or one file."""
    from store.intake.formats import nested

    packing = kinds.packing(source.head(16)) or "gzip"
    try:
        if _capped(source, packing).read(512)[257:262] == b"ustar":
            yield from from_tar(source, cast(IO[bytes], io.BufferedReader(_capped(source, packing))))
            return
        data = _capped(source, packing).read(DOCUMENT_LARGEST + 1)
    except _DAMAGES:
        raise DatelineError(f"{source.name} is damaged: get it again") from None
    if len(data) > DOCUMENT_LARGEST:
        raise DatelineError(f"{source.name} holds more than {DOCUMENT_LARGEST // 1024 // 1024} MB: unpack it first")
    yield from nested(io.BytesIO(data), len(data), source.name, source, url=source.url)


def _capped(source: Source, packing: str) -> _Capped:
    source.file.seek(0)
    return _Capped(_OPENERS[packing](source.file), source.budget, source.name)


class _Capped(io.RawIOBase):
    """A stream being unpacked, which pays for what it gives."""

    def __init__(self, file: IO[bytes], budget: Budget, name: str) -> None:
        super().__init__()
        self._file, self._budget, self._name = file, budget, name

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        data = self._file.read(len(buffer))
        self._budget.spend(len(data), self._name)
        buffer[: len(data)] = data
        return len(data)

    def read(self, size: int = -1) -> bytes:
        data = self._file.read(size)
        self._budget.spend(len(data), self._name)
        return data
