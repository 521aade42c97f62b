"""What ``dateline add`` is pointed at, taken apart: files, folders, patterns, addresses, lists, standard input."""

from __future__ import annotations

import glob
import os
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from tempfile import SpooledTemporaryFile
from typing import BinaryIO, cast

from store.intake.formats import Aside, Found, Link, unpack
from store.intake.formats.pieces import left_aside
from store.model import DatelineError

STDIN = "-"
STANDARD_INPUT = "standard input"
"""What messages call it."""
STREAM_LARGEST = 256 * 1024 * 1024
"""Bytes that are taken from standard input or a pipe at most; what is more than some megabytes lies on disk meanwhile."""
_IN_MEMORY = 16 * 1024 * 1024
_LIST_LARGEST = 64 * 1024 * 1024
_LONGEST_NAME = 4096


@dataclass(frozen=True, slots=True)
class Sources:
    """The inputs of one command.

    Attributes:
        arguments: as they were typed.
        recursive: whether folders within folders are read, too.
        null: whether standard input is a list of names parted by NUL, as ``find -print0`` writes it.
        fields: pairs of our field's name and an exporter's, for JSON.
    """

    arguments: tuple[str, ...]
    recursive: bool = False
    null: bool = False
    fields: tuple[tuple[str, str], ...] = ()

    def __iter__(self) -> Iterator[Found]:
        """Everything found, one thing after the other; what is wrong with one input stands in its place."""
        for argument in self.arguments:
            if argument == STDIN:
                yield from self._standard_input()
            else:
                yield from self._named(argument)

    def _named(self, name: str) -> Iterator[Found]:
        if is_url(name):
            yield Link(name, named=True)
            return
        try:
            if Path(name).is_dir():
                yield from self._folder(Path(name))
            elif not os.path.lexists(name) and glob.has_magic(name):
                yield from self._pattern(name)
            else:
                yield from self._file(name)
        except OSError as error:
            yield DatelineError(f"cannot read {name}: {error.strerror or error}")
        except ValueError:  # a NUL in the name
            yield DatelineError(f"there is no file {name}: {_advice(name)}")

    def _file(self, name: str, *, among_others: bool = False) -> Iterator[Found]:
        try:
            with Path(name).open("rb") as file:
                size = os.fstat(file.fileno()).st_size
                if file.seekable() and size:
                    yield from unpack(file, size, name, fields=self.fields, among_others=among_others)
                    return
                yield from self._stream(file, name)
        except FileNotFoundError:
            yield DatelineError(f"there is no file {name}: {_advice(name)}")

    def _folder(self, folder: Path) -> Iterator[Found]:
        files = _files(folder, self.recursive)
        if not files:
            hint = "" if self.recursive else ", or --recursive for the folders in it"
            yield DatelineError(f"{folder} holds no articles: name a folder with pages, texts or documents in it{hint}")
        for file in files:
            if left_aside(str(file.relative_to(folder))):
                yield Aside(str(file))
            else:
                yield from self._file(str(file), among_others=True)

    def _pattern(self, pattern: str) -> Iterator[Found]:
        matches = sorted(glob.glob(pattern, recursive=True))  # noqa: PTH207 (Path.glob takes no absolute pattern)
        if not matches:
            yield DatelineError(f"nothing matches {pattern}: check the pattern")
        for match in matches:
            if Path(match).is_file():
                yield from self._file(match)
            elif Path(match).is_dir() and "**" not in pattern:
                yield from self._folder(Path(match))

    def _standard_input(self) -> Iterator[Found]:
        if sys.stdin is None:
            yield DatelineError("standard input is closed: name a file instead of -")
            return
        yield from self._stream(sys.stdin.buffer, STANDARD_INPUT, lists=True)

    def _stream(self, stream: BinaryIO, name: str, *, lists: bool = False) -> Iterator[Found]:
        with SpooledTemporaryFile(_IN_MEMORY) as file:
            size = 0
            while data := stream.read(1 << 20):
                size += len(data)
                if size > STREAM_LARGEST:
                    yield DatelineError(
                        f"{name} gives more than {STREAM_LARGEST >> 20} MB: save it as a file and add that"
                    )
                    return
                file.write(data)
            names = self._list(cast(BinaryIO, file), size) if lists else None
            if names is None:
                yield from unpack(cast(BinaryIO, file), size, name, fields=self.fields)
                return
        for listed in names:
            yield from self._named(listed)

    def _list(self, file: BinaryIO, size: int) -> list[str] | None:
        """The names in standard input, None where it is an article or a file itself."""
        file.seek(0)
        data = file.read(_LIST_LARGEST) if size <= _LIST_LARGEST else b""
        file.seek(0)
        if self.null:
            return _parted(data, b"\0")
        separator = b"\0" if b"\0" in data[:_LONGEST_NAME] else b"\n"
        return _parted(data, separator) if _is_list(_parted(data[: 4 * _LONGEST_NAME], separator)[:50]) else None


def is_url(name: str) -> bool:
    """Whether a person who writes this means a web address."""
    return "://" in name


def _advice(name: str) -> str:
    web = name.startswith("www.") or name.split("/")[0].endswith((".com", ".org", ".net"))
    return "a web address begins with https://" if web else "check the path"


def _parted(data: bytes, separator: bytes) -> list[str]:
    names = (os.fsdecode(name.strip(b"\r") if separator == b"\n" else name) for name in data.split(separator))
    return [name.strip() if separator == b"\n" else name for name in names if name.strip()]


def _is_list(names: Iterable[str]) -> bool:
    """Whether most of what stands in standard input names something: an address, or a file that is there."""
    told = [_names_something(name) for name in names]
    return bool(told) and told[0] and 2 * sum(told) > len(told)


def _names_something(name: str) -> bool:
    if is_url(name):
        return " " not in name
    try:
        return len(name) < _LONGEST_NAME and os.path.lexists(name)
    except ValueError:
        return False


def _files(folder: Path, recursive: bool) -> list[Path]:
    """The files of a folder by name; the folder that a browser saves beside a page is part of the page."""
    if not recursive:
        return sorted(file for file in folder.iterdir() if file.is_file() and not file.name.startswith("."))
    found = []
    for place, folders, files in os.walk(folder):
        pages = {Path(file).stem for file in files}
        folders[:] = sorted(
            name for name in folders if not name.startswith(".") and name.removesuffix("_files") not in pages - {name}
        )
        found += [Path(place, file) for file in sorted(files) if not file.startswith(".")]
    return found
