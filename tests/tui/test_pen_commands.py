"""The reader's own work by command: tags, history, undo, rules, and findings made anew."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from store.library import Library
from store.model import Actor, Extraction, Mention
from tests.store.shelves import article
from tui.cli import main


@pytest.fixture
def db(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A library of three articles; the first has an actor."""
    path = tmp_path / "news.db"
    monkeypatch.setenv("DATELINE_DB", str(path))
    with Library.open(path) as library:
        for number in (1, 2, 3):
            library.articles.add(article(number))
        text = library.articles.get(1).text
        start = text.index("Ostrava Bay")
        bay = Actor("a1", "Ostrava Bay", "state", None, (Mention(start, start + 11, 1, "name"),))
        library.articles.attach(1, Extraction(((0, 26), (28, len(text))), (bay,)))
    return path


def run(capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, str, str]:
    status = main(words)
    out, err = capsys.readouterr()
    return status, out.strip(), err.strip()


def test_tags_are_added_listed_renamed_and_undone(db: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(capsys, "tag", "add", "region/syria, Iran", "1-2", "3")[:2] == (
        0,
        "tagged 3 articles with region/syria, Iran (`dateline undo` takes it back)",
    )
    assert run(capsys, "tag", "remove", "iran", "2")[0] == 0
    assert run(capsys, "tag", "rename", "region", "area")[0] == 0
    assert run(capsys, "tag", "list")[1].split() == ["3", "area", "3", "area/syria", "2", "Iran"]
    assert run(capsys, "tag", "list", "area/syria")[1] == "3  area/syria"
    assert run(capsys, "tag", "delete", "Iran")[0] == 0
    assert run(capsys, "undo")[1] == "undone: deleted the tag Iran"
    assert run(capsys, "undo")[1] == "undone: renamed the tag region to area"
    assert run(capsys, "redo")[1] == "redone: renamed the tag region to area"
    lines = run(capsys, "history", "-n", "2")[1].splitlines()
    assert [line[18:] for line in lines] == ["(undone) deleted the tag Iran", "renamed the tag region to area"]


def test_a_query_says_which_articles_to_tag(db: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(capsys, "tag", "add", "north", "1", "3")[0] == 0
    status, out, err = run(capsys, "tag", "add", "talks,-north", "tag:north", "ferry", "--dry-run")
    assert status == 0 and [line.split()[0] for line in out.splitlines()] == ["3", "1"]
    assert err == "dateline: 2 articles; nothing was done"
    assert run(capsys, "tag", "list")[1].split() == ["2", "north"]
    assert run(capsys, "tag", "add", "talks,-north", "tag:north ferry")[1].startswith("tagged 2 articles with talks")
    assert run(capsys, "tag", "list")[1].split() == ["2", "talks"]
    assert run(capsys, "undo")[0] == 0
    assert run(capsys, "tag", "list")[1].split() == ["2", "north"]
    assert run(capsys, "reextract", "tag:north", "--dry-run")[2] == "dateline: 2 articles; nothing was done"


def test_what_changes_nothing_says_so(db: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(capsys, "tag", "remove", "iran", "1") == (0, "", "dateline: nothing changed")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["tag", "add", "iran", "1", "99"], "no article 99"),
        (["tag", "add", "iran", "zeppelin"], "no article is found by zeppelin"),
        (["tag", "add", "iran", "plase:syria"], "did you mean place:"),
        (["tag", "add", "a,,b/,-a", "1"], "both added and taken off"),
        (["tag", "rename", "nope", "x"], "no tag “nope”"),
        (["undo"], "nothing to undo"),
        (["redo"], "nothing to redo"),
        (["rules", "revoke", "4"], "no rule 4"),
        (["history", "-n", "0"], "at least one"),
        (["reextract", "7-9"], "no article 7-9"),
    ],
)
def test_a_mistake_is_told_in_one_line(
    db: Path, capsys: pytest.CaptureFixture[str], words: list[str], said: str
) -> None:
    status, out, err = run(capsys, *words)
    assert (status, out) == (2, "") and said in err and len(err.splitlines()) == 1


def test_a_mistyped_library_is_not_made(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    missing = tmp_path / "nwes.db"
    status, _, err = run(capsys, "tag", "list", "--db", str(missing))
    assert status == 2 and "no library at" in err and not missing.exists()


def test_rules_are_listed_and_revoked(db: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with Library.open(db) as library:
        (bay,) = library.findings.of(1).effective.actors
        library.decisions.rename_actor(1, bay.id, "The Bay", always=True)
    assert run(capsys, "rules", "list")[1].startswith("1  The Bay  =  Ostrava Bay  (since ")
    assert run(capsys, "rules", "revoke", "1")[0] == 0
    assert run(capsys, "rules", "list")[1] == ""


def test_findings_made_anew_leave_the_readers_word(db: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with Library.open(db) as library:
        (bay,) = library.findings.of(1).effective.actors
        library.decisions.rename_actor(1, bay.id, "The Bay")
    status, out, _ = run(capsys, "reextract", "1")
    assert status == 0 and out.startswith("1 of 1: 1 Ferry talks stall for day 1 (")
    assert run(capsys, "reextract", "--missing", "1")[2] == "dateline: there are no findings to make"
    with Library.open(db) as library:
        found = library.findings.of(1)
        assert found.states[bay.id] == "corrected"
        assert "The Bay" in [actor.name for actor in found.effective.actors]
        assert library.articles.extraction(1).engine != ""


def test_an_interruption_keeps_what_is_done(tmp_path: Path) -> None:
    db = tmp_path / "news.db"
    with Library.open(db) as library:
        for number in range(400):
            library.articles.add(article(number))
        numbers = library.articles.ids()
    command = [sys.executable, "-m", "tui", "--db", str(db), "reextract"]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    assert process.stdout is not None and process.stderr is not None
    assert process.stdout.readline().startswith("1 of 400: ")
    os.kill(process.pid, signal.SIGINT)
    assert process.wait(60) == 130
    assert "those are kept" in process.stderr.read()
    process.stdout.close()
    process.stderr.close()
    with Library.open(db) as library:
        assert library.articles.extraction(numbers[0]) is not None
        assert library.articles.extraction(numbers[-1]) is None
