"""``dateline add``, ``feed`` and ``show`` as a person and a script use them."""

from __future__ import annotations

import io
import json
import sys
from pathlib import Path

import pytest

from store.intake.formats import Subscription, unpack
from store.library import Library
from tests import documents as made
from tests.newsroom import Answer, newsroom
from tests.tui.test_cli import complains
from tui.cli import main

pytestmark = pytest.mark.usefixtures("db")
Printed = pytest.CaptureFixture[str]


@pytest.fixture
def db(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where the library is made, if anything makes it."""
    path = tmp_path / "data" / "dateline.db"
    monkeypatch.setenv("DATELINE_DB", str(path))
    monkeypatch.chdir(tmp_path)
    return path


def give(monkeypatch: pytest.MonkeyPatch, data: bytes) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data)))


def titles(path: Path) -> list[str]:
    with Library.open(path) as library:
        return sorted(row.title for row in library.articles.page())


@pytest.fixture
def saved(tmp_path: Path) -> Path:
    """A folder as people have them: pages, the folder a browser saves beside one, pictures, a folder within."""
    folder = tmp_path / "saved"
    (folder / "page_files").mkdir(parents=True)
    (folder / "deeper").mkdir()
    (folder / "page.html").write_bytes(made.PAGE)
    (folder / "page_files" / "ad.html").write_bytes(made.PAGE.replace(b"grain", b"advert"))
    (folder / "photo").write_bytes(b"\x89PNG\r\n" + bytes(99))
    (folder / "style.css").write_bytes(b"p { color: red }")
    (folder / "deeper" / "report").write_bytes((made.FIXTURES / "convoy.docx").read_bytes())
    (folder / "deeper" / "timber.md").write_bytes(made.MARKDOWN.replace(b"grain", b"timber").replace(b"tern", b"gull"))
    (folder / "wall.html").write_bytes(b"<html><head><title>Subscribe</title></head><body><p></p></body></html>")
    (folder / "cut.pdf").write_bytes(b"%PDF-1.7 cut")
    return folder


def test_a_folder_comes_in_with_a_summary_of_what_became_of_it(saved: Path, db: Path, capsys: Printed) -> None:
    assert main(["add", str(saved)]) == 1
    assert len(titles(db)) == 2
    assert main(["add", str(saved), "--recursive"]) == 1
    printed = capsys.readouterr()
    assert set(titles(db)) == {made.TITLE, made.TITLE.replace("grain", "timber"), "Subscribe"}
    assert "advert" not in " ".join(titles(db))
    table = {line.split()[1]: int(line.split()[0]) for line in printed.err.splitlines() if line[:1].isdigit()}
    assert table["duplicate"] >= 2 and table["failed"] == 1 and table["aside"] == 2
    assert "cut.pdf is a damaged PDF" in printed.err


def test_a_dry_run_says_what_would_be_done_and_does_nothing(saved: Path, db: Path, capsys: Printed) -> None:
    with newsroom() as room:
        room.pages["/page"] = Answer(made.PAGE)
        arguments = ["add", str(saved), str(saved / "page.html"), f"{room.address}/page", "--dry-run"]
        assert main(arguments) == 1
        printed = capsys.readouterr()
        assert f"would be added: {made.TITLE}" in printed.out and "duplicate: " in printed.out.replace(
            "duplicate 1", "duplicate"
        )
        assert f"to fetch: {room.address}/page" in printed.out
        assert room.asked == [] and not db.exists()
    main(["add", str(saved)])
    before = db.read_bytes()
    capsys.readouterr()
    main(["add", str(saved), "--dry-run"])
    assert f"duplicate 1: {made.TITLE}" in capsys.readouterr().out.replace("duplicate 2", "duplicate 1")
    assert db.read_bytes() == before


def test_scripts_get_json(saved: Path, capsys: Printed) -> None:
    assert main(["add", str(saved), "--json"]) == 1
    *items, last = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert {item["outcome"] for item in items} == {"added", "empty", "failed", "aside"}
    assert last["summary"]["added"] == 1 and last["summary"]["empty"] == 1 and last["summary"]["failed"] == 1
    (empty,) = [item for item in items if item["outcome"] == "empty"]
    assert empty["title"] == "Subscribe" and empty["id"]


@pytest.mark.parametrize("separator", ["\n", "\0"])
def test_standard_input_may_be_a_list(
    saved: Path,
    db: Path,
    monkeypatch: pytest.MonkeyPatch,
    separator: str,
) -> None:
    names = [saved / "page.html", saved / "deeper" / "timber.md"]
    give(monkeypatch, separator.join([*map(str, names), ""]).encode())
    assert main(["add", "-", *(["--null"] if separator == "\0" else [])]) == 0
    assert len(titles(db)) == 2


def test_standard_input_may_be_any_file(db: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    give(monkeypatch, made.zipped({"a": made.PAGE, "b": made.TEXT.replace(b"grain", b"timber")}))
    assert main(["add", "-"]) == 0
    assert len(titles(db)) == 2


def test_patterns_match(saved: Path, db: Path, capsys: Printed) -> None:
    assert main(["add", str(saved / "**" / "*.md")]) == 0
    assert len(titles(db)) == 1
    assert main(["add", str(saved / "*.nothing")]) == 2
    assert "nothing matches" in complains_last(capsys)


def complains_last(capsys: Printed) -> str:
    return capsys.readouterr().err.strip().splitlines()[-1]


def test_addresses_bring_whatever_lies_there(db: Path, capsys: Printed) -> None:
    with newsroom() as room:
        pages = "".join(f"<url><loc>{room.address}/p{n}</loc></url>" for n in (1, 2))
        room.pages = {
            "/map": Answer(f"<urlset>{pages}</urlset>".encode()),
            "/p1": Answer(made.PAGE),
            "/p2": Answer((made.FIXTURES / "convoy-columns.pdf").read_bytes(), headers={"Content-Type": "text/html"}),
            "/moved": Answer(status=301, headers={"Location": "/p1"}),
            "/feed": Answer(
                made.rss(made.item(1, link=f"{room.address}/p1", whole=False), made.item(7, title="Seven"))
            ),
        }
        assert main(["add", f"{room.address}/map", "--pause", "0"]) == 0
        assert main(["add", f"{room.address}/moved", "--pause", "0"]) == 0
        assert "duplicate" in capsys.readouterr().out.splitlines()[-1]
        assert room.times("/p1") == 2
        assert main(["add", f"{room.address}/feed", "--pause", "0"]) == 0
        assert room.times("/p1") == 2
    assert "Seven" in titles(db)


def test_opml_follows_its_feeds_and_comes_out_again(tmp_path: Path, capsys: Printed) -> None:
    (tmp_path / "feeds").write_bytes(made.OPML)
    assert main(["add", str(tmp_path / "feeds")]) == 0
    assert main(["feed", "add", str(tmp_path / "feeds"), "https://late.example/rss", "--tag", "wire"]) == 0
    assert "already following" in capsys.readouterr().out
    assert main(["feed", "list", "--opml"]) == 0
    out = capsys.readouterr().out.encode()
    found = {item.url: item.folder for item in unpack(io.BytesIO(out), len(out), "x") if isinstance(item, Subscription)}
    assert found == {
        "https://tern.example/feed": "Wires/Sea",
        "https://gull.example/rss": None,
        "https://late.example/rss": None,
    }
    assert main(["feed", "remove", "The Tern", "nobody"]) == 1
    assert main(["feed", "list", "--json"]) == 0
    assert [json.loads(line)["url"] for line in capsys.readouterr().out.splitlines()[1:]] == [
        "https://gull.example/rss",
        "https://late.example/rss",
    ]


def test_a_refresh_tells_each_feed_and_its_status(db: Path, capsys: Printed) -> None:
    with newsroom() as room:
        room.pages["/feed"] = Answer(made.rss(made.item(1)))
        main(["feed", "add", f"{room.address}/feed", f"{room.address}/gone"])
        assert main(["feed", "refresh", "--pause", "0"]) == 1
        printed = capsys.readouterr()
        assert ": 1 added" in printed.out and "404" in printed.err
        assert main(["feed", "refresh", f"{room.address}/gone", "--pause", "0"]) == 2
        assert main(["feed", "refresh", "The Tern", "--pause", "0", "--json"]) == 0
    assert len(titles(db)) == 1


@pytest.mark.parametrize("arguments", [["feed", "list"], ["feed", "refresh"], ["show", "1"]])
def test_without_a_library_they_say_how_to_begin(db: Path, arguments: list[str], capsys: Printed) -> None:
    assert main(arguments) == 2
    assert "dateline" in complains(capsys)
    assert not db.exists()


def test_show_prints_the_article_its_edits_versions_and_copies(tmp_path: Path, capsys: Printed) -> None:
    file = tmp_path / "a.txt"
    file.write_bytes(made.TEXT + b"\nShare on Facebook\n")
    main(["add", str(file), "--source", "The Tern"])
    with newsroom() as room:
        room.pages["/a"] = Answer(made.PAGE.replace(b"Tuesday", b"Wednesday"))
        main(["add", f"{room.address}/a"])
        room.pages["/a"] = Answer(made.PAGE.replace(b"Tuesday", b"Friday"))
        main(["add", f"{room.address}/a"])
    capsys.readouterr()
    shown = {}
    for what in ([], ["--edits"], ["--original"], ["--json"], ["--copies"]):
        assert main(["show", "1", *what]) == 0
        shown["".join(what)] = capsys.readouterr().out
    page = " ".join(shown[""].split())
    assert page.startswith(made.TITLE) and made.SECOND in page and "near-duplicates: 2" in page
    assert "Share on Facebook" in shown["--original"]
    assert json.loads(shown["--json"])["article"]["source"] == "The Tern"
    assert shown["--copies"].startswith("2  ")
    assert main(["show", "2", "--versions"]) == 0
    assert [line.split()[0] for line in capsys.readouterr().out.splitlines()] == ["1", "2"]
    assert main(["show", "2", "--diff"]) == 0
    assert "[-Wednesday-] {+Friday+}" in capsys.readouterr().out
    assert main(["show", "2", "--version", "1"]) == 0
    assert "Wednesday" in capsys.readouterr().out
    for wrong in (
        ["show", "1", "--diff"],
        ["show", "9"],
        ["show", "2", "--diff", "1"],
        ["show", "2", "--version", "7"],
    ):
        assert main(wrong) == 2
        complains(capsys)


def test_an_edit_is_taken_back_by_its_number_and_undone(tmp_path: Path, db: Path, capsys: Printed) -> None:
    (tmp_path / "a.txt").write_bytes(made.TEXT + b"\nShare on Facebook\n")
    main(["add", "a.txt"])
    capsys.readouterr()
    main(["show", "1", "--edits"])
    number = next(line.split()[0] for line in capsys.readouterr().out.splitlines() if "Share on Facebook" in line)
    assert main(["put-back", "1", number]) == 0
    assert "version 2 is read now" in capsys.readouterr().err
    main(["show", "1"])
    assert "Share on Facebook" in capsys.readouterr().out
    assert main(["choose-version", "1", "1"]) == 0
    main(["show", "1"])
    assert "Share on Facebook" not in capsys.readouterr().out
    main(["undo"])
    capsys.readouterr()
    assert main(["show", "1", "--version", "2"]) == 0
    assert "Share on Facebook" in capsys.readouterr().out
    main(["undo"])
    capsys.readouterr()
    main(["show", "1"])
    assert "Share on Facebook" not in capsys.readouterr().out
    for wrong in (["put-back", "1", "99"], ["put-back", "9", "1"], ["choose-version", "1", "7"]):
        assert main(wrong) == 2
        complains(capsys)


def test_many_articles_come_in_by_processes_in_their_order(tmp_path: Path, db: Path, capsys: Printed) -> None:
    files = {f"{n:03}.html": made.PAGE.replace(b"eleven days", f"{n} days".encode()) for n in range(60)}
    (tmp_path / "all.zip").write_bytes(made.zipped(files))
    assert main(["add", "all.zip"]) == 0
    out = capsys.readouterr().out.splitlines()
    assert [int(line.split()[1].rstrip(":")) for line in out] == list(range(1, 61))
    assert "after 59 days" in out[59] and len(titles(db)) == 60
