"""Files made to exhaust what opens them."""

from __future__ import annotations

import gzip
import io
import pickle
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from store.intake.formats import Piece, unpack
from store.intake.formats import pieces as limits
from store.model import DatelineError
from tests import documents as made

UNDER_A_LIMIT = """
import io, pickle, resource, sys, time
import feedparser, lxml.html
from store.intake.formats import unpack
feeds = pickle.load(sys.stdin.buffer)
resource.setrlimit(resource.RLIMIT_AS, (1 << 30, 1 << 30))
for name, data in feeds.items():
    started = time.process_time()
    list(unpack(io.BytesIO(data), len(data), "bomb"))
    print(name, time.process_time() - started, sep="\t")
"""
LAUGHS = "<!DOCTYPE x [<!ENTITY a 'aaaaaaaaaa'>" + "".join(
    f"<!ENTITY {chr(98 + n)} '{('&' + chr(97 + n) + ';') * 10}'>" for n in range(12)
) + "]>"  # fmt: skip
FEEDS = {
    "entities": made.rss("<item><title>&m;</title><link>https://t.example/</link></item>", head=LAUGHS),
    "entities in an attribute": made.rss("<item><enclosure url='&m;'/></item>", head=LAUGHS),
    "depth": made.rss("<item><description>" + "<div>" * 60_000 + "</description></item>"),
    "depth in text": made.rss("<item><description>" + "&lt;div&gt;" * 40_000 + "</description></item>"),
    "angles": made.rss("<item><description>" + "<" * 380_000 + "</description></item>"),
    "ampersands": made.rss("<item><description>" + "&" * 380_000 + "</description></item>"),
    "cdata": made.rss("<item><description><![CDATA[" + "<a" * 150_000 + "]]></description></item>"),
    "namespaces": made.rss("".join(f'<a{n}:b xmlns:a{n}="u{n}">' for n in range(12_000))),
    "unclosed": made.rss("<item><title>" * 25_000),
}


def words(data: bytes) -> list[str]:
    return [str(item) for item in unpack(io.BytesIO(data), len(data), "bomb") if isinstance(item, DatelineError)]


def test_hostile_feeds_cost_little_time_and_memory() -> None:
    """One gigabyte of address space for all of them; seconds of the processor's time, a limit far above what they take."""
    run = subprocess.run(
        [sys.executable, "-c", UNDER_A_LIMIT], input=pickle.dumps(FEEDS), capture_output=True, check=False
    )
    assert run.returncode == 0, run.stderr[-400:]
    took = dict(line.split("\t") for line in run.stdout.decode().splitlines())
    assert set(took) == set(FEEDS)
    assert all(float(seconds) < 5 for seconds in took.values()), took


@pytest.fixture
def small_budget(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "_UNPACKED_AT_LEAST", 1024 * 1024)


@pytest.mark.usefixtures("small_budget")
def test_an_archive_that_unpacks_to_too_much_is_left_where_it_stands() -> None:
    layer = made.zipped({f"{n}.txt": b"a" * 300_000 for n in range(10)})
    bomb = made.zipped({f"{n}.zip": layer for n in range(50)})
    (last,) = [said for said in words(bomb) if "far more than it should" in said]
    assert last


@pytest.mark.usefixtures("small_budget")
@pytest.mark.parametrize("mode", ["w:gz", "w:xz"])
def test_a_packed_stream_is_capped(mode: str) -> None:
    assert any("far more" in said for said in words(made.tarred({"a": b"a" * 6_000_000}, mode)))
    assert any("far more" in said for said in words(gzip.compress(b"a" * 6_000_000)))


def test_archives_are_opened_three_deep() -> None:
    data = made.PAGE
    for _ in range(5):
        data = made.zipped({"x": data})
    assert ["too deep" in said for said in words(data)] == [True]


def test_a_member_that_lies_about_its_size_gives_no_more_than_it_says() -> None:
    data = bytearray(made.zipped({"a.txt": b"word " * 400_000}))
    place = data.index(b"PK\x01\x02") + 24
    data[place : place + 4] = (100).to_bytes(4, "little")
    assert any("damaged" in said for said in words(bytes(data)))


def test_names_that_climb_out_of_the_archive_write_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for data in (made.zipped({"../../evil.html": made.PAGE}), made.tarred({"/etc/evil": made.PAGE, "../x": made.PAGE})):
        assert all(isinstance(item, Piece) for item in unpack(io.BytesIO(data), len(data), "bomb"))
    assert not list(tmp_path.iterdir())


def test_a_locked_archive_says_so() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("a.txt", made.TEXT)
    data = bytearray(out.getvalue())
    for mark in (b"PK\x03\x04", b"PK\x01\x02"):
        place = data.index(mark) + (6 if mark == b"PK\x03\x04" else 8)
        data[place] |= 1
    assert any("password" in said for said in words(bytes(data)))


def test_external_entities_are_not_read(tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_text("the secret words")
    head = f"<!DOCTYPE x [<!ENTITY s SYSTEM 'file://{secret}'>]>"
    data = made.rss(made.item(1, title="T &s; T"), head=head)
    found = list(unpack(io.BytesIO(data), len(data), "x"))
    assert found and "secret words" not in repr(found)
