"""Opening a library: made, migrated, or refused with one line that says what to do."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from store import schema
from store.library import Library
from store.model import DatelineError
from tests.store.shelves import article

OPEN_AND_ADD = """
import sys
from store.library import Library
from tests.store.shelves import article
with Library.open(sys.argv[1]) as library:
    for number in range(int(sys.argv[2]), int(sys.argv[2]) + 25):
        added = library.articles.add(article(number))
        library.articles.set_starred(added.id, True)
        library.tags.add(added.id, f"t{number}")
"""


def refused(path: Path) -> str:
    """The line a user reads when the library cannot be opened."""
    with pytest.raises(DatelineError) as caught:
        Library.open(path)
    assert "\n" not in str(caught.value)
    return str(caught.value)


def pragma(path: Path, name: str) -> object:
    with sqlite3.connect(path) as connection:
        value = connection.execute(f"PRAGMA {name}").fetchone()[0]
    connection.close()
    return value


def test_first_use_makes_private_folders_and_the_newest_tables(tmp_path: Path) -> None:
    path = tmp_path / "deep" / "er" / "news.db"
    with Library.open(str(path)) as library:
        assert library.path == path
        assert library.articles.counts().total == 0
    assert path.parent.stat().st_mode & 0o077 == 0
    assert pragma(path, "user_version") == len(schema.STEPS)
    assert pragma(path, "journal_mode") == "wal"


def test_what_was_kept_is_there_after_reopening(tmp_path: Path) -> None:
    with Library.open(tmp_path / "news.db") as library:
        kept = library.articles.add(article())
    with Library.open(tmp_path / "news.db") as library:
        assert library.articles.get(kept.id).text == article().text
    assert not list(tmp_path.glob("*-wal"))


def test_a_memory_name_is_a_file_as_any_other(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    with Library.open(":memory:") as library:
        library.articles.add(article())
    assert (tmp_path / ":memory:").exists()


def test_a_newer_library_is_left_untouched(tmp_path: Path) -> None:
    path = tmp_path / "news.db"
    Library.open(path).close()
    newer = len(schema.STEPS) + 3
    with sqlite3.connect(path) as connection:
        connection.execute(f"PRAGMA user_version={newer}")
    connection.close()
    before = path.read_bytes()
    words = refused(path)
    assert f"version {newer}" in words and f"up to {len(schema.STEPS)}" in words and "update Dateline" in words
    assert path.read_bytes() == before


@pytest.mark.parametrize("content", [b"hello", b"<html>" * 1000, bytes(range(256)) * 20])
def test_a_file_that_is_no_database_is_left_untouched(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "news.db"
    path.write_bytes(content)
    assert "not a Dateline library" in refused(path)
    assert path.read_bytes() == content
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize("version", [0, 1, 99])
def test_another_programs_database_is_left_untouched(tmp_path: Path, version: int) -> None:
    path = tmp_path / "places.db"
    with sqlite3.connect(path) as connection:
        connection.executescript(f"CREATE TABLE bookmarks (id); PRAGMA user_version={version}")
    connection.close()
    before = path.read_bytes()
    assert "another program's database" in refused(path)
    assert path.read_bytes() == before


def test_a_damaged_library_says_so(tmp_path: Path) -> None:
    path = tmp_path / "news.db"
    with Library.open(path) as library:
        for number in range(40):
            library.articles.add(article(number))
    whole = bytearray(path.read_bytes())
    whole[4096:] = b"\xaa" * (len(whole) - 4096)
    path.write_bytes(whole)
    with pytest.raises(DatelineError, match="damaged"), Library.open(path) as library:
        library.articles.page()


def test_a_path_below_a_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("mine")
    assert "lies below a file" in refused(tmp_path / "notes.txt" / "news.db")
    assert "lies below a file" in refused(tmp_path / "notes.txt" / "deeper" / "news.db")
    assert (tmp_path / "notes.txt").read_text() == "mine"


def test_a_folder_is_no_library(tmp_path: Path) -> None:
    assert "is a folder" in refused(tmp_path)


@pytest.mark.skipif(not Path("/proc/self").exists(), reason="needs a folder nobody can write to")
def test_a_folder_that_cannot_be_made_is_refused() -> None:
    assert "choose another" in refused(Path("/proc/nowhere/news.db"))


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write anywhere")
def test_a_read_only_folder_is_refused(tmp_path: Path) -> None:
    folder = tmp_path / "shut"
    folder.mkdir(mode=0o500)
    assert "cannot be written" in refused(folder / "news.db")
    assert not list(folder.iterdir())


def test_a_closed_library_says_so_in_every_thread(tmp_path: Path) -> None:
    library = Library.open(tmp_path / "news.db")
    library.close()
    library.close()
    with pytest.raises(DatelineError, match="was closed"):
        library.articles.counts()


def test_a_failed_step_leaves_nothing_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "news.db"
    Library.open(path).close()
    monkeypatch.setattr(schema, "STEPS", (*schema.STEPS, ("CREATE TABLE half (id)", "CREATE TABLE articles (id)")))
    refused(path)
    monkeypatch.undo()
    with Library.open(path) as library:
        library.articles.add(article())
    assert pragma(path, "user_version") == len(schema.STEPS)
    with sqlite3.connect(path) as connection:
        assert not connection.execute("SELECT 1 FROM sqlite_master WHERE name = 'half'").fetchall()
    connection.close()


def test_threads_and_processes_write_at_once_and_lose_nothing(tmp_path: Path) -> None:
    path = tmp_path / "news.db"
    others = [subprocess.Popen([sys.executable, "-c", OPEN_AND_ADD, str(path), str(1000 * n)]) for n in (1, 2)]

    def write(first: int) -> None:
        for number in range(first, first + 25):
            added = library.articles.add(article(number))
            library.articles.set_starred(added.id, True)
            library.tags.add(added.id, f"t{number}")

    with Library.open(path) as library, ThreadPoolExecutor(2) as threads:
        list(threads.map(write, (3000, 4000)))
        assert [other.wait(60) for other in others] == [0, 0]
        counts = library.articles.counts()
        assert (counts.total, counts.starred, len(library.tags.all())) == (100, 100, 100)
        assert len(library.journal.entries(limit=500)) == 200


def test_a_new_library_may_be_opened_by_several_at_once(tmp_path: Path) -> None:
    def first_use(number: int) -> int:
        together.wait()
        with Library.open(tmp_path / f"{number}.db") as library:
            return library.articles.counts().total

    together = threading.Barrier(4)
    with ThreadPoolExecutor(4) as threads:
        for number in range(25):
            assert list(threads.map(first_use, [number] * 4)) == [0] * 4


def test_connections_of_ended_threads_are_closed(tmp_path: Path) -> None:
    with Library.open(tmp_path / "news.db") as library:
        for _ in range(30):
            thread = threading.Thread(target=library.articles.counts)
            thread.start()
            thread.join()
        library.articles.counts()
        descriptors = Path("/proc/self/fd")
        if descriptors.exists():
            open_files = [entry.readlink().name for entry in descriptors.iterdir() if entry.exists()]
            assert open_files.count("news.db") < 5
