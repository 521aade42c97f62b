"""``dateline search``, ``list``, ``show`` and ``searches`` as a person uses them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tui.cli import main


@pytest.fixture(autouse=True)
def library(library_path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The four stories are the library, and there are no settings."""
    monkeypatch.setenv("DATELINE_DB", str(library_path))
    monkeypatch.setenv("DATELINE_CONFIG", str(tmp_path / "none.toml"))


def run(capsys: pytest.CaptureFixture[str], *arguments: str, status: int = 0) -> tuple[str, str]:
    assert main(list(arguments)) == status
    captured = capsys.readouterr()
    assert "Traceback" not in captured.err
    return captured.out, captured.err


def test_search_prints_articles_with_the_words_around_their_matches(capsys: pytest.CaptureFixture[str]) -> None:
    out, err = run(capsys, "search", "agent:front", "killed:>1")
    assert "Convoy reaches Tarsk" in out and "fired rockets" in out and "#aid" in out and err == ""
    assert len(out.splitlines()) == 3


def test_search_prints_json_with_the_places_of_the_matches(capsys: pytest.CaptureFixture[str]) -> None:
    out, _ = run(capsys, "search", "ferry OR convoy", "--json", "--by", "date")
    rows = [json.loads(line) for line in out.splitlines()]
    assert [row["id"] for row in rows] == [1, 4]
    words = {row["snippet"]["text"][slice(*span)].lower() for row in rows for span in row["snippet"]["matches"]}
    assert words == {"convoy", "ferry"}


def test_a_wrong_query_is_one_line_that_says_where(capsys: pytest.CaptureFixture[str]) -> None:
    out, err = run(capsys, "search", "ferry tittle:x", status=2)
    assert out == "" and err.count("\n") == 1
    assert "character 7" in err and "did you mean title:?" in err


def test_limits_and_nothing_found_are_told_beside_the_data(capsys: pytest.CaptureFixture[str]) -> None:
    out, err = run(capsys, "list", "--limit", "2")
    assert "Convoy" in out and "Ministers" not in out and "2 of 4 articles" in err
    out, err = run(capsys, "list", "--limit", "0", "--json")
    assert len(out.splitlines()) == 4 and err == ""
    out, err = run(capsys, "search", "zebra")
    assert out == "" and "nothing found" in err
    with pytest.raises(SystemExit):
        main(["list", "--limit", "-3"])


def test_show_prints_the_text_the_notes_and_the_findings(capsys: pytest.CaptureFixture[str]) -> None:
    out, _ = run(capsys, "show", "1")
    for words in ("Convoy reaches Tarsk", "Drivers said", "ASSAULT", "armed groups", "#region/tarsk", "example.org"):
        assert words in out
    found = json.loads(run(capsys, "show", "1", "--json")[0])
    assert found["id"] == 1 and found["tags"] == ["aid", "region/tarsk"] and len(found["incidents"]) == 5
    _, err = run(capsys, "show", "99", status=2)
    assert "no article 99" in err


def test_searches_are_kept_listed_renamed_and_forgotten(capsys: pytest.CaptureFixture[str]) -> None:
    assert "dateline searches add" in run(capsys, "searches")[1]
    run(capsys, "searches", "add", "Relief", "tag:aid", "--key", "6", "--opens")
    out, _ = run(capsys, "searches")
    assert "Relief: tag:aid · 6 · opens Dateline" in out and "1 article, 1 unread" in out
    _, err = run(capsys, "searches", "add", "Bad", "tag:aid", "--key", "j", status=2)
    assert "belongs to move.down" in err
    _, err = run(capsys, "searches", "add", "Bad", "is:red", status=2)
    assert "did you mean read?" in err
    run(capsys, "searches", "rename", "relief", "Help")
    saved = json.loads(run(capsys, "searches", "--json")[0])
    assert (saved["name"], saved["key"], saved["opens"], saved["total"]) == ("Help", "6", True, 1)
    run(capsys, "searches", "remove", "Help")
    assert "no saved searches" in run(capsys, "searches")[1]


def test_the_help_teaches_the_whole_language(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["search", "--help"])
    out = capsys.readouterr().out
    for field in ("title:", "agent:", "killed:", "is:", "lang:", '"a phrase"', "OR"):
        assert field in out
