"""Searching and writing together: what is done to the results of a search, and what a search leaves as it was."""

from __future__ import annotations

from textual.content import Content
from textual.widgets import Static

from tests.tui.test_keys import WIDE, press, reader
from tests.tui.test_searching import search, type_in, until
from tui.app import DatelineApp
from tui.screens.parts import PartsScreen
from tui.screens.prompt import PromptScreen
from tui.screens.saved_searches import SavedSearchesScreen


async def test_all_results_are_tagged_at_once_and_no_other_article(app: DatelineApp) -> None:
    async with app.run_test(size=WIDE) as pilot:
        await search(pilot, "tarsk", 2)
        await press(pilot, "enter")
        await until(pilot, lambda: reader(app).pane == "list" and not reader(app).search_bar.display)
        await press(pilot, "asterisk", "t")
        await type_in(pilot, "war")
        await press(pilot, "enter")
        assert [("war" in app.library.tags.of(id)) for id in (1, 2, 3, 4)] == [True, True, False, False]
        rows = [reader(app).article_list.feed.row(place) for place in (0, 1)]
        assert all(row is not None and "war" in row.tags for row in rows)
        await press(pilot, "escape")
        assert reader(app).article_list.marked == set() and reader(app).results is not None
        await press(pilot, "escape")
        assert reader(app).article_list.feed.total == 4


async def test_what_is_done_to_marked_articles_follows_the_first_of_them(app: DatelineApp) -> None:
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, "s", "space", "s")
        assert app.library.articles.counts().starred == 0
        await press(pilot, "t")
        assert isinstance(app.screen, PromptScreen)
        words = app.screen.query_one("#prompt-words", Static).content
        assert isinstance(words, Content) and "Convoy reaches Tarsk" in words.plain


async def test_finding_words_does_not_leave_the_article(app: DatelineApp) -> None:
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, "enter", "f")
        await type_in(pilot, "front")
        await until(pilot, lambda: bool(reader(app).finding.spans))
        assert app.library.articles.row(1).unread and reader(app).pane == "body"
        await press(pilot, "enter", "v")
        assert reader(app).context == "selection" and reader(app).finding.spans
        await press(pilot, "escape")
        assert reader(app).context == "body" and reader(app).finding.spans
        await press(pilot, "escape", "escape")
        assert not app.library.articles.row(1).unread


async def test_one_key_opens_the_saved_searches_in_the_list_and_a_findings_parts_beside_it(app: DatelineApp) -> None:
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, "S")
        assert isinstance(app.screen, SavedSearchesScreen)
        await press(pilot, "escape", "1", "S")
        assert isinstance(app.screen, PartsScreen)


async def test_where_nothing_is_found_the_footer_still_tells_the_way_on(app: DatelineApp) -> None:
    async with app.run_test(size=WIDE) as pilot:
        await search(pilot, "zebra", 0)
        await press(pilot, "enter")
        await until(pilot, lambda: not reader(app).search_bar.display)
        assert ("/", "search") in reader(app).footer.hints
