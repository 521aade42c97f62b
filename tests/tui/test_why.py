"""Why an incident says what it says: on the command line and in the reader."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from store.model import Reason
from tests.tui.stories import CONVOY, convoy_findings, spans_of
from tests.tui.test_keys import WIDE, press, reader, sentence
from tests.tui.test_reader import words_of
from tui.app import DatelineApp
from tui.cli import main
from tui.reasons import quotes
from tui.screens.why import WhyScreen

WIRE = "Rebels strike\n\nBoko Haram fighters killed 12 Nigerian soldiers in Maiduguri on Friday.\n"
WIRE += "The army said that the men had come at night and that they left before the police arrived in the town.\n"


@pytest.fixture
def wire(tmp_path: Path) -> str:
    file = tmp_path / "wire.txt"
    file.write_text(WIRE, "utf-8")
    return str(file)


def test_explain_quotes_the_words_and_the_sentence(wire: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["explain", wire, "--published", "2025-03-18"]) == 0
    out = capsys.readouterr().out
    assert "ASSAULT" in out and "Boko Haram" in out and "“12 Nigerian soldiers”" in out
    assert "Maiduguri on Friday." in out


def test_explain_as_json_points_into_the_text(wire: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["explain", wire, "--published", "2025-03-18", "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    incident = next(i for i in found["incidents"] if any(r["slot"] == "killed" for r in i["reasons"]))
    assert {"type", "status", "agents", "targets", "place", "date", "killed"} <= {
        r["slot"] for r in incident["reasons"]
    }
    assert all(quote in why["sentence_text"] for why in incident["reasons"] for quote in why["quotes"])


def test_an_incident_that_is_not_there_is_told_in_a_line(wire: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["explain", wire, "i99"]) == 2
    err = capsys.readouterr().err
    assert "no incident i99" in err and len(err.splitlines()) == 1


def test_neighbouring_words_are_quoted_together() -> None:
    assert quotes("two  men ran far", [(0, 3), (5, 8), (13, 16)]) == ["two men", "far"]


async def test_w_opens_the_reasons_and_enter_goes_to_the_sentence(app: DatelineApp) -> None:
    (span,) = spans_of(CONVOY, "The Northern Front denied it")
    number = next(n for n, (start, end) in enumerate(convoy_findings().sentences) if start <= span[0] < end)
    why = Reason("status", "denied", "denied by its source", number, (span,), 0.8)
    found = convoy_findings()
    incidents = tuple(replace(i, reasons=(why,)) if i.id == "i2" else i for i in found.incidents)
    row = app.library.articles.page()[0]
    app.library.articles.attach(row.id, replace(found, incidents=incidents))
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, "2", "j", "w")
        assert isinstance(app.screen, WhyScreen)
        assert "the one who speaks denies it" in words_of(app.screen.rows)
        assert "80 %" in words_of(app.screen.rows)
        await press(pilot, "enter")
        assert app.screen is reader(app)
        assert sentence(app).startswith("The Northern Front denied it")


async def test_w_says_so_where_there_is_no_incident(app: DatelineApp) -> None:
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, "j", "w")
        assert "no incident here" in reader(app).footer.notice
