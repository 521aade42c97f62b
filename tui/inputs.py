"""What the command line is given to read: files, folders, web addresses and standard input."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from store.model import DatelineError

SUFFIXES = frozenset({".txt", ".text", ".html", ".htm", ".xhtml", ".md", ""})
"""Files of a folder that may be articles; what a file is comes from its content."""
LARGEST = 20 * 1024 * 1024
"""Bytes one input may have: many times the longest article, and little enough to hold in memory."""
STDIN = "-"


@dataclass(frozen=True, slots=True)
class Input:
    """The bytes of one article: ``name`` for messages, ``url`` where it came from the web."""

    name: str
    data: bytes
    url: str | None = None


def names(arguments: Iterable[str]) -> list[str]:
    """Every argument by itself, but for folders: they stand for the files in them that may be articles, by name.

    A folder without such files stands for itself, and :func:`load` says what is wrong with it.
    """
    return [name for argument in arguments for name in _files(argument) or [argument]]


def _files(argument: str) -> list[str]:
    if argument == STDIN or is_url(argument):
        return []
    try:
        folder = Path(argument)
        found = [file for file in folder.iterdir() if file.is_file()] if folder.is_dir() else []
    except OSError:
        return []
    return sorted(str(file) for file in found if file.suffix.lower() in SUFFIXES and not file.name.startswith("."))


def is_url(name: str) -> bool:
    """Whether a person who writes this means a web address."""
    return "://" in name


def load(name: str) -> Input:
    """The bytes behind one name.

    Raises:
        DatelineError: there is no such file, it is a folder, cannot be read or is too large; or the page cannot be had.
    """
    if name == STDIN:
        if sys.stdin is None:
            raise DatelineError("standard input is closed: name a file instead of -")
        return Input("standard input", _read(sys.stdin.buffer, "standard input"))
    if is_url(name):
        from store.intake.fetch import fetch

        page = fetch(name)
        return Input(page.url, page.data, page.url)
    try:
        with Path(name).open("rb") as file:
            return Input(name, _read(file, name))
    except FileNotFoundError:
        raise DatelineError(f"there is no file {name}: {advice(name)}") from None
    except IsADirectoryError:
        raise DatelineError(f"{name} holds no articles: name a folder with .html or .txt files in it") from None
    except OSError as error:
        raise DatelineError(f"cannot read {name}: {error.strerror or error}") from error


def advice(name: str) -> str:
    """What to do about a name that is no file's."""
    web = name.startswith("www.") or name.split("/")[0].endswith((".com", ".org", ".net"))
    return "a web address begins with https://" if web else "check the path"


def _read(file: BinaryIO, name: str) -> bytes:
    data = file.read(LARGEST + 1)
    if len(data) > LARGEST:
        raise DatelineError(f"{name} is larger than {LARGEST // 1024 // 1024} MB: that is no article")
    return data


def each(arguments: Iterable[str]) -> Iterator[Input | DatelineError]:
    """Every input in turn, or what is wrong with it, so that one that fails does not stop the others."""
    for name in names(arguments):
        try:
            yield load(name)
        except DatelineError as error:
            yield error
