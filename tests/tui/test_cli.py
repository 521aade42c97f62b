"""The command line as a person uses it: real files, a real web server, a real library; only what is printed counts."""

from __future__ import annotations

import io
import json
import os
import pty
import re
import shutil
import sqlite3
import subprocess
import sys
from pathlib import Path

import jsonschema
import pytest

from store.library import Library
from tests.samples import FOLDER, article, names
from tests.server import serving
from tui.cli import VERSION, main
from tui.commands import COMMANDS, shown

README = Path(__file__).parents[2] / "README.md"
SCHEMA = README.parents[1] / "shared" / "spec" / "extraction.schema.json"
SCRAPE = """Ferry workers block the harbour of Port Ansel
Ferry workers blocked the harbour of Port Ansel on Monday, demanding the release of two jailed stewards.
Police arrested nine of them, the interior ministry said.
Share on Facebook
The blockade ended when the governor agreed to meet the union on Thursday.
"""


@pytest.fixture
def db(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where the library is made, if anything makes it."""
    path = tmp_path / "data" / "dateline.db"
    monkeypatch.setenv("DATELINE_DB", str(path))
    monkeypatch.chdir(tmp_path)
    return path


@pytest.fixture
def scrape(tmp_path: Path) -> Path:
    file = tmp_path / "ferry.txt"
    file.write_text(SCRAPE, "utf-8")
    return file


def complains(capsys: pytest.CaptureFixture[str]) -> str:
    """The one line on stderr, which is no traceback."""
    lines = capsys.readouterr().err.strip().splitlines()
    assert len(lines) == 1, lines
    assert lines[0].startswith("dateline: ")
    return lines[0]


def test_an_article_is_added_once(db: Path, scrape: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["add", str(scrape), "--published", "2025-03-11", "--source", "The Tide", "--tag", "Ports/Ansel"]) == 0
    assert main(["add", str(scrape)]) == 0
    assert "duplicate 1: Ferry workers" in capsys.readouterr().out
    with Library.open(db) as library:
        (row,) = library.articles.page()
        article = library.articles.get(row.id)
        assert (article.published, article.source) == ("2025-03-11", "The Tide")
        assert "Share on Facebook" not in article.text
        assert [name for name, _ in library.tags.all()] == ["Ports/Ansel"]
        assert library.articles.original(row.id) == SCRAPE.encode()


def test_the_title_given_is_the_articles_title(db: Path, scrape: Path) -> None:
    assert main(["add", str(scrape), "--title", "A blockade ends"]) == 0
    with Library.open(db) as library:
        assert library.articles.page()[0].title == "A blockade ends"


def test_standard_input_and_addresses_come_in(db: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(SCRAPE.encode())))
    assert main(["add", "-"]) == 0
    with serving() as address:
        assert main(["add", f"{address}/page"]) == 0
        with Library.open(db) as library:
            assert {row.title for row in library.articles.page()} == {
                "Ferry workers block the harbour of Port Ansel",
                "Grüße aus Köln",
            }
            assert library.articles.find_by_url(f"{address}/page") is not None


def test_a_folder_brings_its_articles(db: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = tmp_path / "saved"
    folder.mkdir()
    for name in ("port-strike.html", "border-shelling.txt"):
        (folder / name).write_bytes(FOLDER.joinpath(name).read_bytes())
    assert main(["add", str(folder)]) == 0
    assert capsys.readouterr().err.split() == ["2", "added", "new", "articles"]


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("missing.txt", None, "there is no file"),
        ("empty.txt", b"", "empty"),
        ("blank.txt", b" \n\n ", "empty"),
        ("picture.txt", b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 20, "picture"),
        ("noise.bin", bytes(range(256)) * 40, ""),
    ],
)
def test_a_file_that_is_no_article_is_one_line_and_leaves_nothing(
    db: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], name: str, content: bytes | None, says: str
) -> None:
    file = tmp_path / name
    if content is not None:
        file.write_bytes(content)
    assert main(["add", str(file)]) == 2
    assert says in complains(capsys)
    assert not db.exists()
    assert main(["extract", str(file), "--json"]) == 2
    assert not capsys.readouterr().out


def test_an_empty_folder_is_one_line(db: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "none").mkdir()
    assert main(["add", str(tmp_path / "none")]) == 2
    assert "holds no articles" in complains(capsys)


@pytest.mark.parametrize(
    "address",
    ["https://", "ftp://a.example/b", "http://[x", "http://a..b/", "http://127.0.0.1:99999/", "http://\udcff/"],
)
def test_addresses_that_are_none_are_one_line(db: Path, address: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["add", address]) == 2
    complains(capsys)
    assert not db.exists()


def test_an_address_without_its_beginning_is_understood(db: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["add", "www.paper.example/news/1"]) == 2
    assert "https://" in complains(capsys)


def test_addresses_that_fail_are_one_line(db: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with serving() as address:
        assert main(["add", f"{address}/nowhere"]) == 2
        assert "404" in complains(capsys)
    assert main(["add", "http://127.0.0.1:9/"]) == 2
    complains(capsys)
    assert not db.exists()


def test_where_part_fails_the_rest_comes_in(
    db: Path, scrape: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["add", str(tmp_path / "missing.txt"), str(scrape)]) == 1
    assert re.search(r"1  added .*\n1  failed", capsys.readouterr().err)
    with Library.open(db) as library:
        assert library.articles.counts().total == 1


def test_a_library_of_a_newer_version_is_left_alone(db: Path, scrape: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(["add", str(scrape)])
    with sqlite3.connect(db) as connection:
        connection.execute("PRAGMA user_version = 9999")
    before = db.read_bytes()
    capsys.readouterr()
    assert main(["add", str(scrape)]) == 2
    assert "newer" in complains(capsys)
    assert db.read_bytes() == before


def test_a_file_that_is_no_library_is_left_alone(db: Path, scrape: Path, capsys: pytest.CaptureFixture[str]) -> None:
    db.parent.mkdir()
    db.write_text("not a database at all, but somebody's letter" * 40)
    assert main(["add", str(scrape)]) == 2
    complains(capsys)
    assert db.read_text().startswith("not a database")


def test_hostile_titles_reach_the_terminal_tamed(db: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "evil.txt"
    file.write_text("Evil \x1b[2J\x1b]52;c;aGk=\x07title [/red] ‮txt\n" + SCRAPE.partition("\n")[2], "utf-8")
    assert main(["add", str(file)]) == 0
    assert main(["extract", str(file)]) == 0
    printed = capsys.readouterr().out
    assert "[/red]" in printed
    assert not re.search(r"[\x00-\x08\x0b-\x1f\x7f-\x9f‮]", printed)


def test_one_title_is_not_given_to_several_articles(db: Path, scrape: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["add", str(scrape), str(scrape), "--title", "A blockade ends"]) == 2
    assert "--title" in complains(capsys)
    assert not db.exists()


def test_a_tag_is_cleaned_and_one_without_a_name_adds_nothing(
    db: Path, scrape: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["add", str(scrape), "--tag", " \x1b "]) == 2
    assert "tag" in complains(capsys)
    assert not db.exists()
    assert main(["add", str(scrape), "--tag", "por\x1b[31mts[/]"]) == 0
    with Library.open(db) as library:
        assert library.tags.all() == [("ports[/]", 1)]


def test_what_is_larger_than_any_article_is_refused(db: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["add", "/dev/zero"]) == 2
    assert "more than 256 MB" in complains(capsys)


def test_the_library_named_comes_before_the_one_of_the_environment(db: Path, scrape: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.db"
    for order in (["--db", str(other), "add", str(scrape)], ["add", str(scrape), "--db", str(other)]):
        assert main(order) == 0
        assert other.exists()
        other.unlink()
    assert not db.exists()


@pytest.mark.parametrize("arguments", [["nonsense"], ["add"], ["extract"], ["--db"], ["add", "x", "--colour", "red"]])
def test_a_mistake_on_the_command_line_is_one_line(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stopped:
        main(arguments)
    assert stopped.value.code == 2
    assert "--help" in complains(capsys)


def test_a_wrong_date_says_how_to_write_one(db: Path, scrape: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stopped:
        main(["add", str(scrape), "--published", "11.3.2025"])
    assert stopped.value.code == 2
    assert "YYYY-MM-DD" in complains(capsys)


def test_extract_prints_one_object_a_file(scrape: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["extract", str(scrape), "--json", "--published", "2025-03-11"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert found["article"]["published"] == "2025-03-11"
    assert "COERCE" in {incident["type"] for incident in found["incidents"]}
    assert main(["extract", str(scrape), str(scrape), "--json"]) == 0
    assert [json.loads(line)["text"] for line in capsys.readouterr().out.splitlines()] == [found["text"]] * 2


def test_extract_writes_a_file_for_each(scrape: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    target = tmp_path / "made" / "here"
    assert main(["extract", str(scrape), str(tmp_path / "missing.txt"), "--json", "--out", str(target)]) == 1
    assert [f.name for f in target.iterdir()] == ["ferry.json"]
    assert not capsys.readouterr().out


@pytest.mark.skipif(not SCHEMA.exists(), reason="the contract lies beside the checkout")
def test_what_is_written_fits_the_contract(tmp_path: Path) -> None:
    assert main(["extract", str(FOLDER), "--json", "--out", str(tmp_path)]) == 0
    written = {file.stem: json.loads(file.read_text("utf-8")) for file in tmp_path.glob("*.json")}
    assert set(written) == {Path(name).stem for name in names()}
    for found in written.values():
        jsonschema.validate(found, json.loads(SCHEMA.read_text("utf-8")))


def test_no_findings_overwrite_those_of_a_namesake(
    scrape: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    namesake = tmp_path / "other" / "ferry.html"
    namesake.parent.mkdir()
    namesake.write_bytes(FOLDER.joinpath("port-strike.html").read_bytes())
    assert main(["extract", str(scrape), str(namesake), "--out", str(tmp_path / "made")]) == 1
    assert "would overwrite" in complains(capsys)
    (made,) = (tmp_path / "made").iterdir()
    assert json.loads(made.read_text("utf-8"))["article"]["title"] == SCRAPE.splitlines()[0]


def test_extract_cannot_write_into_a_file(scrape: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["extract", str(scrape), "--out", str(scrape)]) == 2
    assert "is a file" in complains(capsys)
    assert scrape.read_text("utf-8") == SCRAPE


def test_extract_reads_standard_input(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(SCRAPE.encode())))
    assert main(["extract", "-", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["article"]["title"] == SCRAPE.splitlines()[0]


def test_extract_without_json_is_for_reading(scrape: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["extract", str(scrape)]) == 0
    printed = capsys.readouterr().out
    assert "COERCE" in printed
    assert "    Police arrested nine of them, the interior ministry said." in printed
    assert max(map(len, printed.splitlines())) <= 80


def test_another_language_is_said_to_have_no_findings(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    file = tmp_path / "arabic.html"
    file.write_bytes(FOLDER.joinpath("displaced-families-ar.html").read_bytes())
    assert main(["extract", str(file)]) == 0
    assert "English" in capsys.readouterr().out


def run(*arguments: str, **environment: str) -> subprocess.CompletedProcess[bytes]:
    """The command as a process of its own, without a terminal."""
    return subprocess.run(
        [sys.executable, "-m", "tui", *arguments],
        capture_output=True,
        stdin=subprocess.DEVNULL,
        env=os.environ | environment,
    )


@pytest.mark.parametrize("arguments", [[], ["demo"]])
def test_the_reader_needs_a_terminal(db: Path, arguments: list[str]) -> None:
    done = run(*arguments)
    assert done.returncode == 2
    assert done.stderr.startswith(b"dateline: the reader needs a terminal")
    assert not db.exists()


def test_the_reader_says_in_a_line_that_a_file_is_no_library(tmp_path: Path) -> None:
    letter = tmp_path / "letter.db"
    letter.write_text("Dear sir, this is no library.")
    screen, terminal = pty.openpty()
    reader = subprocess.run(
        [sys.executable, "-m", "tui", "--db", str(letter)], stdin=terminal, stdout=terminal, stderr=subprocess.PIPE
    )
    os.close(terminal)
    os.close(screen)
    assert reader.returncode == 2
    assert reader.stderr.decode() == f"dateline: {letter} is not a Dateline library: choose another file\n"


def test_a_terminal_without_the_letters_is_no_error() -> None:
    arabic = str(FOLDER.joinpath("displaced-families-ar.html"))
    assert b"found in English only" in run("extract", arabic, PYTHONIOENCODING="ascii").stdout
    title = json.loads(run("extract", arabic, "--json", PYTHONIOENCODING="ascii").stdout)["article"]["title"]
    assert title == article("displaced-families-ar.html").title


def test_the_version_is_printed() -> None:
    assert run("--version").stdout == f"dateline {VERSION}\n".encode()


def test_a_reader_that_stops_listening_is_no_error(scrape: Path) -> None:
    command = f"{sys.executable} -m tui extract {scrape} --json | head -c 5"
    done = subprocess.run(["bash", "-c", f"set -o pipefail; {command}"], capture_output=True, text=True)
    assert done.stderr == ""


def test_bindings_lists_every_command(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["bindings"]) == 0
    printed = capsys.readouterr().out
    assert all(command.id in printed for command in COMMANDS)


def test_bindings_has_the_users_keys_and_says_what_is_wrong_with_them(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    settings = tmp_path / "config.toml"
    settings.write_text('[keys]\n"article.star" = "f"\n"article.sttar" = "g"\n')
    monkeypatch.setenv("DATELINE_CONFIG", str(settings))
    assert main(["bindings"]) == 0
    printed = capsys.readouterr()
    assert re.search(r"^article\.star +f ", printed.out, re.M)
    assert "did you mean 'article.star'" in printed.err


def test_the_readme_names_the_keys_there_are_and_no_others() -> None:
    readme = README.read_text("utf-8").partition("| key |")[2].partition("\n\n")[0]
    told = {key for line in readme.splitlines() for key in re.findall(r"`(.+?)`", line.split("|")[1] if line else "")}
    there = [{shown(key, twice=command.twice) for key in command.keys.split(",")} for command in COMMANDS]
    assert not told - set().union(*there)
    assert not [keys for keys in there if not keys & told]


def test_the_readme_shows_commands_that_are_there(capsys: pytest.CaptureFixture[str]) -> None:
    readme = README.read_text("utf-8")
    with pytest.raises(SystemExit):
        main(["--help"])
    listed = capsys.readouterr().out
    assert all(name in listed for name in set(re.findall(r"^dateline (\w+)", readme, re.M)))


@pytest.mark.skipif(shutil.which("tmux") is None, reason="tmux is not installed")
def test_the_demo_opens_on_an_article_and_leaves_nothing(tmp_path: Path) -> None:
    import time

    tmux = ["tmux", "-S", str(tmp_path / "tmux"), "-f", "/dev/null"]
    shell = (
        f"env TMPDIR={tmp_path} DATELINE_CONFIG={tmp_path / 'none'} {sys.executable} -m tui demo; echo gone; sleep 60"
    )
    subprocess.run([*tmux, "new-session", "-d", "-x", "120", "-y", "36", shell], check=True, env={**os.environ})

    def wait(word: str) -> None:
        end = time.monotonic() + 30
        while word not in (
            screen := subprocess.run([*tmux, "capture-pane", "-p"], capture_output=True, text=True).stdout
        ):
            assert time.monotonic() < end, screen
            time.sleep(0.1)

    try:
        wait("Harbour Gazette · 19 March 2025")
        subprocess.run([*tmux, "send-keys", "q"], check=True)
        wait("gone")
    finally:
        subprocess.run([*tmux, "kill-server"], check=False)
    assert not list(tmp_path.glob("dateline-demo-*"))
