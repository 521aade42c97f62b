"""Dates in news prose: what an analyst reads off a sentence, with the day of publication in hand."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from store.extraction.dates import find, find_all, pick

PUBLISHED = date(2024, 7, 31)  # a Wednesday


def spans(text: str, published: date | None = PUBLISHED, **how: object) -> list[tuple[str, str | None]]:
    return [(m.when.start, m.when.end) for m in find(text, published, **how) if m.when]  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("A convoy was hit on July 26.", "2024-07-26"),
        ("A convoy was hit on 26 July 2019.", "2019-07-26"),
        ("The bridge fell on Nov. 24.", "2023-11-24"),
        ("The bridge fell on Dec.14th, he said.", "2023-12-14"),
        ("Filed 2016-02-14 from the coast.", "2016-02-14"),
        ("Filed 2/14/2016 from the coast.", "2016-02-14"),
        ("Two men were held on Friday.", "2024-07-26"),
        ("Saturday's raid went on for hours.", "2024-07-27"),
        ("Two men were held last Wednesday.", "2024-07-24"),
        ("Two men were held Monday of last week.", "2024-07-22"),
        ("The envoy arrived yesterday.", "2024-07-30"),
        ("The envoy arrived this morning.", "2024-07-31"),
        ("The envoy left three days ago.", "2024-07-28"),
        ("The market closed on Thanksgiving Day.", "2023-11-23"),
        ("Worshippers met on Good Friday.", "2024-03-29"),
        ("The law was passed after 9/11.", "2001-09-11"),
        ("The council met on Friday, January 15, 2010.", "2010-01-15"),
    ],
)
def test_a_day_is_the_nearest_one_not_after_publication(text: str, day: str) -> None:
    start, _ = spans(text)[0]
    assert start == day


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("Shelling went on in January.", "2024-01-01", "2024-01-31"),
        ("Shelling began last October.", "2023-10-01", "2023-10-31"),
        ("Shelling began in late March.", "2024-03-21", "2024-03-31"),
        ("Patrols have grown since mid-October.", "2023-10-11", "2024-07-31"),
        ("Patrols have grown since July 7.", "2024-07-07", "2024-07-31"),
        ("They fled after July 7.", "2024-07-07", None),
        ("The post was seized earlier this month.", "2024-07-01", "2024-07-31"),
        ("The post was seized last month.", "2024-06-01", "2024-06-30"),
        ("Talks were held this week.", "2024-07-28", "2024-07-31"),
        ("Talks were held last week.", "2024-07-21", "2024-07-27"),
        ("Talks are to be held next week.", "2024-08-04", "2024-08-10"),
        ("Clashes broke out over the weekend.", "2024-07-27", "2024-07-28"),
        ("The plan was drawn up in early 2015.", "2015-01-01", "2015-03-31"),
        ("The plan was drawn up in 2014.", "2014-01-01", "2014-12-31"),
        ("A truce held in the 1990s.", "1990-01-01", "1999-12-31"),
        ("A truce held last summer.", "2023-06-01", "2023-08-31"),
        ("The strike ran from March 3 to April 5, 2016.", "2016-03-03", "2016-04-05"),
        ("The strike ran between June 2014 and April 2016.", "2014-06-01", "2016-04-30"),
        ("The exercise runs May 15-24.", "2024-05-15", "2024-05-24"),
        ("Three towns fell in the past 24 hours.", "2024-07-30", "2024-07-31"),
        ("Three towns fell in recent days.", "2024-07-24", "2024-07-31"),
        ("The war of 1980-88 left its mark.", "1980-01-01", "1988-12-31"),
        ("A year ago the base was closed.", "2023-07-01", "2023-07-31"),
    ],
)
def test_stretches_follow_the_annotation_guidelines(text: str, start: str, end: str | None) -> None:
    assert (start, end) in spans(text)


@pytest.mark.parametrize(
    ("text", "start"),
    [
        ("The ministers will meet on September 12.", "2024-09-12"),
        ("The ministers will meet on Friday.", "2024-08-02"),
        ("On Friday the ministers will meet in the capital.", "2024-08-02"),
        ("Elections are scheduled for November.", "2024-11-01"),
        ("Troops would leave, the spokesman said Monday.", "2024-07-29"),
    ],
)
def test_a_word_of_the_future_turns_the_date_it_governs_ahead(text: str, start: str) -> None:
    assert spans(text)[0][0] == start


def test_an_invitation_as_a_whole_can_point_ahead() -> None:
    assert spans("Friday, main hall, all welcome", future=True)[0][0] == "2024-08-02"


@pytest.mark.parametrize(
    "text",
    [
        "They may march through the old town.",
        "The Sun reported that 2000 troops arrived.",
        "At 2015 GMT the sirens fell silent, 12 MOSUL 10.",
        "The 43-year-old was released.",
        "March 3 miles and turn left.",
    ],
)
def test_verbs_newspapers_times_and_ages_are_no_dates(text: str) -> None:
    assert spans(text) == []


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("The mayor was seized on 2 February.", "1990-02-02"),
        ("SAN LUCAS, 4 FEB 90 (RADIO SUR) -- The mayor was seized.", "1990-02-04"),
        ("[TEXT] 12 Jan -- The mayor was seized.", "1990-01-12"),
    ],
)
def test_wires_of_1990_give_the_day_before_the_month(text: str, day: str) -> None:
    assert spans(text, date(1990, 3, 1)) == [(day, day)]


def test_without_a_day_of_publication_only_dates_with_their_year_resolve() -> None:
    text = "On Friday, in May and last week, but also on July 26, 2016 and in 2014."
    assert spans(text, None) == [("2016-07-26", "2016-07-26"), ("2014-01-01", "2014-12-31")]


def test_since_holds_the_date_of_the_event_it_counts_from() -> None:
    text = "Police have held hundreds since a failed coup in March."
    mentions = find(text, PUBLISHED)
    assert [m.when.text for m in mentions if m.when] == ["since a failed coup in March", "March"]
    held, coup = pick(mentions, text.index("held")), pick(mentions, text.index("coup"))
    assert held and held.when and held.when.end == "2024-07-31"
    assert coup and coup.when and (coup.when.start, coup.when.end) == ("2024-03-01", "2024-03-31")


def test_the_next_day_counts_from_the_day_named_before() -> None:
    sentences = ["A bomb went off on July 5.", "The next day two men were held, and three weeks later a third."]
    later = find_all(sentences, PUBLISHED)[1]
    assert [m.when.start for m in later if m.when] == ["2024-07-06", "2024-07-21"]
    assert find(sentences[1], PUBLISHED)[:1] == []


@given(st.text(max_size=120), st.dates())
def test_any_text_on_any_day_gives_spans_that_slice_it(text: str, published: date) -> None:
    for mention in find(text, published):
        assert mention.when is not None
        assert text[mention.start : mention.end] == mention.when.text
        assert mention.when.end is None or mention.when.start <= mention.when.end


WORDS = st.sampled_from(
    [
        "the",
        "in",
        "on",
        "since",
        "after",
        "between",
        "and",
        "from",
        "to",
        "last",
        "next",
        "this",
        "early",
        "mid-",
        "late",
        "week",
        "month",
        "year",
        "Friday",
        "May",
        "March",
        "June",
        "2",
        "14",
        "31",
        "2014",
        "1990s",
        "1980-88",
        "ago",
        "two",
        "three",
        "days",
        "99999999",
        "decades",
        "later",
        "of",
        "that",
        "day",
        "summer",
        "winter",
        "Easter",
        "July",
    ]
)


@given(st.lists(WORDS, max_size=14), st.dates(), st.booleans())
def test_any_string_of_time_words_gives_stretches_in_order(words: list[str], published: date, future: bool) -> None:
    text = " ".join(words)
    for mention in find(text, published, future=future, reference=published):
        assert mention.when is not None
        assert mention.when.end is None or mention.when.start <= mention.when.end
        date.fromisoformat(mention.when.start)
