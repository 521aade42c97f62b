"""Feeds that are followed: what is new comes in whole and once, politely, and one that fails stops no other."""

from __future__ import annotations

import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from pathlib import Path

import pytest

from store.intake.fetch import Cancelled, Courtesy, Later, fetch, fetch_politely
from store.intake.formats import Piece
from store.intake.formats.reading import article_of
from store.library import Library
from store.model import DatelineError
from store.refreshing import Refreshed, Refreshing
from tests import documents as made
from tests.newsroom import Answer, Newsroom, newsroom

RSS = {"Content-Type": "application/rss+xml"}


@pytest.fixture
def room() -> Iterator[Newsroom]:
    with newsroom() as found:
        yield found


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with Library.open(tmp_path / "news.db") as found:
        yield found


def page(number: int, more: str = "") -> bytes:
    return made.PAGE.replace(b"eleven days", f"{number} days".encode()).replace(
        b"</article>", more.encode() + b"</article>"
    )


def refresh(library: Library, **options: object) -> dict[str, Refreshed]:
    run = Refreshing(library, Courtesy(0.0), **options)  # type: ignore[arg-type]
    return {done.feed.url.rpartition("/")[2]: done for done in run.run(library.feeds.all())}


def outcomes(refreshed: Refreshed) -> list[str]:
    return [result.outcome for result in refreshed.results]


def summaries(room: Newsroom, *numbers: int) -> Answer:
    items = [made.item(n, link=f"{room.address}/page{n}", whole=False, title=f"Story {n}") for n in numbers]
    return Answer(made.rss(*items), headers=RSS, etag=True)


def test_whole_entries_come_in_and_summaries_bring_their_pages(room: Newsroom, library: Library) -> None:
    room.pages["/feed"] = Answer(
        made.rss(made.item(1), made.item(2, link=f"{room.address}/page2?utm_source=feed", whole=False, title="Two"))
    )
    room.pages["/page2?utm_source=feed"] = Answer(page(12))
    library.feeds.add(f"{room.address}/feed", tags=["wire"])
    done = refresh(library)["feed"]
    assert outcomes(done) == ["added", "added"]
    second = library.articles.get(library.articles.find_by_url(f"{room.address}/page2") or 0)
    assert made.THIRD in second.text and second.published == "2031-03-04" and second.tags == ("wire",)
    assert library.feeds.all()[0].title == "The Tern"
    assert room.times("/feed") == 1


def test_nothing_is_asked_or_read_twice(room: Newsroom, library: Library) -> None:
    room.pages |= {"/feed": summaries(room, 1, 2), "/page1": Answer(page(21)), "/page2": Answer(page(22))}
    library.feeds.add(f"{room.address}/feed")
    assert outcomes(refresh(library)["feed"]) == ["added", "added"]
    assert refresh(library)["feed"].unchanged
    room.pages["/feed"] = summaries(room, 3, 1, 2)
    room.pages["/page3"] = Answer(page(23))
    assert outcomes(refresh(library)["feed"]) == ["added"]
    assert [room.times(f"/page{n}") for n in (1, 2, 3)] == [1, 1, 1]


def test_a_changed_entry_is_a_new_version_and_a_shorter_one_takes_nothing_away(
    room: Newsroom, library: Library
) -> None:
    def feed(title: str) -> Answer:
        return Answer(made.rss(made.item(1, link=f"{room.address}/page1", whole=False, title=title)))

    room.pages |= {"/feed": feed("First"), "/page1": Answer(page(31))}
    library.feeds.add(f"{room.address}/feed")
    (first,) = refresh(library)["feed"].results
    room.pages |= {
        "/feed": feed("Second"),
        "/page1": Answer(page(31, "<p>The storm came a day early, pilots said.</p>")),
    }
    (second,) = refresh(library)["feed"].results
    assert (second.outcome, second.id, second.version) == ("updated", first.id, 2)
    assert "a day early" in library.articles.get(first.id or 0).text
    wall = b"<html><head><title>x</title></head><body><article><p>The inspectors came. Subscribe to read on.</p></article></body></html>"
    room.pages |= {"/feed": feed("Third"), "/page1": Answer(wall)}
    refresh(library)
    assert "a day early" in library.articles.get(first.id or 0).text


def test_a_page_that_cannot_be_had_leaves_its_summary_and_is_asked_for_again(room: Newsroom, library: Library) -> None:
    room.pages["/feed"] = summaries(room, 1)
    library.feeds.add(f"{room.address}/feed")
    (first,) = refresh(library)["feed"].results
    assert first.outcome == "added" and "summary" in first.why
    room.pages["/page1"] = Answer(page(41))
    (again,) = refresh(library)["feed"].results
    assert (again.outcome, again.id) == ("updated", first.id)
    assert made.THIRD in library.articles.get(first.id or 0).text
    assert refresh(library)["feed"].unchanged


def test_one_feed_that_fails_stops_no_other(room: Newsroom, library: Library) -> None:
    room.pages |= {
        "/good": Answer(made.rss(made.item(1))),
        "/broken": Answer(b"<html>no feed</html>"),
        "/busy": Answer(b"", 429, {"Retry-After": "3600"}),
    }
    for name in ("good", "broken", "busy", "gone"):
        library.feeds.add(f"{room.address}/{name}")
    done = refresh(library)
    assert outcomes(done["good"]) == ["added"]
    for name, says in (("broken", "no feed"), ("busy", "wait 3600 s"), ("gone", "404")):
        assert says in done[name].error
        assert library.feeds.find(f"{room.address}/{name}").error
    assert "does not want to be asked" in refresh(library)["busy"].error
    assert room.times("/busy") == 1


def test_a_refresh_can_be_cancelled_and_keeps_what_came_in(room: Newsroom, library: Library) -> None:
    room.pages["/feed"] = summaries(room, 1, 2, 3)
    room.pages |= {f"/page{n}": Answer(page(50 + n)) for n in (1, 2, 3)}
    library.feeds.add(f"{room.address}/feed")
    seen: list[int] = []
    courtesy = Courtesy(0.0, cancelled=lambda: bool(seen))
    run = Refreshing(library, courtesy, told=lambda feed, done, total: seen.append(done))
    with pytest.raises(Cancelled):
        list(run.run(library.feeds.all()))
    assert seen == [1] and library.articles.counts().total == 1
    assert len(refresh(library)["feed"].results) == 2


def test_a_feed_is_followed_once_and_forgotten_without_its_articles(room: Newsroom, library: Library) -> None:
    feed, new = library.feeds.add("https://tern.example/feed", title="The Tern", folder="Wires/Sea")
    assert new and library.feeds.add("http://www.tern.example/feed/") == (feed, False)
    assert library.feeds.find("the tern") == library.feeds.find(str(feed.id)) == feed
    with pytest.raises(DatelineError, match="no feed"):
        library.feeds.find("gull")
    with pytest.raises(DatelineError, match="web address"):
        library.feeds.add("file:///etc/passwd")
    library.feeds.remove("The Tern")
    assert library.feeds.all() == []


# --- asking politely


def test_a_host_is_asked_at_its_pace_and_another_meanwhile(room: Newsroom) -> None:
    room.pages |= {"/a": Answer(b"a"), "/b": Answer(b"b")}
    courtesy = Courtesy(0.3)
    for path in ("/a", "/b"):
        fetch_politely(room.address + path, courtesy)
    assert room.asked[1][1] - room.asked[0][1] >= 0.2
    started = time.monotonic()
    courtesy.wait("https://another.example/")
    assert time.monotonic() - started < 0.2


@pytest.mark.parametrize("status", [429, 503])
def test_a_host_that_asks_to_wait_is_waited_for(room: Newsroom, status: int) -> None:
    room.pages["/a"] = Answer(b"", status, {"Retry-After": "1"})
    with pytest.raises(Later) as later:
        fetch_politely(f"{room.address}/a", Courtesy(0.0))
    assert later.value.seconds == 1
    assert room.times("/a") == 2 and room.asked[1][1] - room.asked[0][1] >= 0.95


def test_a_host_that_asks_for_a_long_wait_is_left_alone_until_its_hour(room: Newsroom) -> None:
    until = format_datetime(datetime.now(UTC) + timedelta(hours=2), usegmt=True)
    room.pages["/a"] = Answer(b"", 429, {"Retry-After": until})
    with pytest.raises(Later, match="asks to wait 7"):
        fetch_politely(f"{room.address}/a", Courtesy(0.0))
    assert room.times("/a") == 1


@pytest.mark.parametrize("named", ["iso-8859-1", "ascii", "utf-16", "no-such-charset"])
def test_a_charset_header_that_lies_spoils_no_letter(room: Newsroom, library: Library, named: str) -> None:
    text = made.PAGE.replace(b"convoy", "Konvoi für Käse".encode())
    room.pages["/a"] = Answer(text, headers={"Content-Type": f"text/html; charset={named}"})
    page = fetch(f"{room.address}/a")
    assert "Konvoi für Käse" in article_of(Piece(page.url, page.data, charset=page.charset)).text


def test_what_the_server_gave_is_asked_with_next_time(room: Newsroom) -> None:
    moment = "Tue, 04 Mar 2031 08:00:00 GMT"
    room.pages["/a"] = Answer(
        b"a", headers={"Last-Modified": moment, "Content-Type": "text/html; charset=koi8-r"}, etag=True
    )
    first = fetch(f"{room.address}/a")
    assert (first.modified, first.charset) == (moment, "koi8-r")
    second = fetch(f"{room.address}/a", etag=first.etag, modified=first.modified)
    assert second.unchanged and second.data == b""
    assert room.asked[1][2]["If-Modified-Since"] == moment


def test_a_server_that_trickles_is_given_up(room: Newsroom, monkeypatch: pytest.MonkeyPatch) -> None:
    from store.intake import fetch as module

    monkeypatch.setattr(module, "DEADLINE", -1.0)
    room.pages["/a"] = Answer(b"a")
    with pytest.raises(DatelineError, match="too slowly"):
        fetch(f"{room.address}/a")
