"""Feeds refreshed from within the reader, and what it shows of copies and versions."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from textual.pilot import Pilot

from store.library import Library
from tests import documents as made
from tests.newsroom import Answer, Newsroom, newsroom
from tests.tui.stories import article
from tests.tui.test_keys import WIDE, press, reader
from tui.app import DatelineApp
from tui.widgets.chrome import HeaderLine


@pytest.fixture
def room() -> Iterator[Newsroom]:
    with newsroom() as found:
        yield found


@pytest.fixture
def app(tmp_path: Path, room: Newsroom) -> DatelineApp:
    path = tmp_path / "news.db"
    with Library.open(path) as library:
        library.feeds.add(f"{room.address}/feed")
        library.feeds.add(f"{room.address}/gone")
    return DatelineApp(path)


async def until_refreshed(pilot: Pilot[None], app: DatelineApp) -> None:
    for _ in range(200):
        await pilot.pause(0.05)
        if not reader(app).query_one(HeaderLine).fetching:
            return
    raise AssertionError("the refresh did not end")


async def test_feeds_are_refreshed_from_an_empty_library_on(app: DatelineApp, room: Newsroom) -> None:
    room.pages["/feed"] = Answer(made.rss(made.item(1)), delay=0.3)
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, "F")
        assert "refresh" in reader(app).query_one(HeaderLine).fetching
        await until_refreshed(pilot, app)
        await pilot.pause()
        assert reader(app).article_list.current is not None
        notice = reader(app).footer.notice
        assert "1 added" in notice and "1 of 2 feeds failed" in notice and "404" in notice


async def test_the_same_key_stops_a_refresh_at_once(app: DatelineApp, room: Newsroom) -> None:
    room.pages["/feed"] = room.pages["/gone"] = Answer(made.rss(made.item(1)), delay=30)
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, "F")
        for _ in range(200):
            await pilot.pause(0.05)
            if room.asked:
                break
        await press(pilot, "F")
        await until_refreshed(pilot, app)
        assert reader(app).footer.notice.startswith("Stopped")


async def test_without_feeds_it_says_how_to_follow_one(tmp_path: Path) -> None:
    app = DatelineApp(tmp_path / "news.db")
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, "F")
        assert "dateline feed add" in reader(app).footer.notice


async def test_copies_and_versions_stand_under_the_title(tmp_path: Path) -> None:
    body = "\n\n".join(made.PARAGRAPHS)
    with Library.open(tmp_path / "news.db") as library:
        for source in ("The Tern", "The Gull", "The Skua"):
            title = f"Convoy, says {source}"
            library.articles.add(
                article(title, f"{title}\n\n{body}", source, "2031-03-04", url=f"https://{source[4:]}.example/")
            )
    app = DatelineApp(tmp_path / "news.db")
    async with app.run_test(size=WIDE):
        reading = reader(app).reading
        assert reading is not None and "also in The Tern and 1 more" in reading.meta()
