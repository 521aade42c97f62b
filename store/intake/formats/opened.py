"""Zip files opened under a budget: nothing is unpacked to disk, and no member beyond what it says it holds."""

from __future__ import annotations

import zipfile
import zlib
from types import TracebackType
from typing import BinaryIO, Self

from store.intake.formats.pieces import PAGE_LARGEST, Source
from store.model import DatelineError

MOST = 200_000
"""Members an archive may have."""
DAMAGES = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    OSError,
    NotImplementedError,
    RuntimeError,
    ValueError,
    LookupError,
)
"""What ``zipfile`` raises for archives that are damaged, encrypted (RuntimeError), or packed in a way it cannot undo."""


class Opened:
    """An open zip file; ``names`` are its members in their order, folders left out."""

    def __init__(self, archive: zipfile.ZipFile, source: Source) -> None:
        self._archive = archive
        self._source = source
        self.names = [info.filename for info in archive.infolist() if not info.is_dir()]

    @classmethod
    def of(cls, file: BinaryIO, source: Source) -> Opened:
        """Open a file.

        Raises:
            DatelineError: it is damaged, or has too many members.
        """
        try:
            archive = zipfile.ZipFile(file)
        except DAMAGES:
            raise DatelineError(f"{source.name} is a damaged zip archive: get it again") from None
        if len(archive.filelist) > MOST:
            raise DatelineError(f"{source.name} holds more than {MOST:,} files: add its parts one by one")
        return cls(archive, source)

    def read(self, name: str, largest: int = PAGE_LARGEST) -> bytes:
        """One member's bytes. ``zipfile`` gives no more of them than the member's entry says.

        Raises:
            DatelineError: there is no such member, it is damaged, encrypted or too large.
            Overspent: the input unpacks to more than its budget.
        """
        shown = f"{self._source.name}: {name}"
        try:
            size = self._archive.getinfo(name).file_size
            if size > largest:
                raise DatelineError(f"{shown} is larger than {largest // 1024 // 1024} MB: it was left out")
            self._source.budget.spend(size, self._source.name)
            return self._archive.read(name)
        except DAMAGES as error:
            if isinstance(error, RuntimeError) and "password" in str(error):
                raise DatelineError(f"{shown} is locked with a password: unpack it first") from None
            raise DatelineError(f"{shown} is damaged or missing: get the archive again") from None

    def size(self, name: str) -> int:
        """The bytes a member says it has."""
        return self._archive.getinfo(name).file_size

    def close(self) -> None:
        """Let go of the file."""
        self._archive.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()
