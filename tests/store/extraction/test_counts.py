"""Numbers of people in news prose."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from store.extraction.counts import casualties, count_in


@pytest.mark.parametrize(
    ("phrase", "number"),
    [
        ("three", 3),
        ("at least 43", 43),
        ("two women and a child", 3),
        ("a soldier", 1),
        ("a dozen villagers", 12),
        ("half a dozen men", 6),
        ("twenty-one", 21),
        ("one hundred and five prisoners", 105),
        ("1,200", 1200),
        ("more than 2 million", 2_000_000),
        ("his wife and two sons", 3),
        ("the driver and two passengers", 3),
        ("10 marines and an unknown number of guards", 10),
        ("a 13-year-old", 1),
        ("a two-star general", 1),
        ("dozens", None),
        ("several", None),
        ("hundreds of thousands", None),
        ("dozens of guards and a child", None),
        ("43-year-old", None),
        ("", None),
    ],
)
def test_a_phrase_gives_its_number_or_none(phrase: str, number: int | None) -> None:
    assert count_in(phrase) == number


@pytest.mark.parametrize(
    ("text", "killed", "injured"),
    [
        ("The blast killed three US soldiers.", 3, None),
        ("Three people were killed and 12 others injured.", 3, 12),
        ("The raid ended, leaving 5 dead and 10 wounded.", 5, 10),
        ("The shelling left more than 55 villagers and two guards dead.", 57, None),
        ("The death toll rose to 43.", 43, None),
        ("43 people died.", 43, None),
        ("Rockets hit the market, wounding at least 30.", None, 30),
        ("The gunman killed his wife and two sons.", 3, None),
        ("They took and killed 11 villagers, among them one captive who was beheaded.", 11, None),
        ("More than 100 people, mostly porters, were killed.", 100, None),
        ("The flood claimed the lives of two students and a 13-year-old.", 3, None),
        ("The mayor, Ana Prado, was killed.", 1, None),
        ("The blast killed more than 70 shoppers and wounded scores more.", 70, None),
        ("In 2014 a 43-year-old man was killed.", 1, None),
        ("No one was hurt.", None, None),
        ("Dozens were killed.", None, None),
        ("More than 500 were killed or wounded.", None, None),
        ("It would be a crime to kill an officer.", None, None),
        ("The guard Luis Mora, who died in 2014, was honoured.", None, None),
        ("Five years later the 12 men left.", None, None),
    ],
)
def test_a_sentence_gives_the_killed_and_the_hurt(text: str, killed: int | None, injured: int | None) -> None:
    said = casualties(text)
    assert (said.killed, said.injured) == (killed, injured)


def test_the_words_that_say_so_can_be_shown() -> None:
    text = "A mine killed two farmers and a child and injured six others."
    assert [text[a:b] for a, b in casualties(text).spans] == ["two farmers and a child", "six others"]


def test_of_two_counts_the_one_at_the_event_stands() -> None:
    text = "Ten men had been killed since May by those behind the fire that left 130 dead."
    assert casualties(text).killed == 10
    assert casualties(text, at=text.index("left")).killed == 130


@given(st.text(max_size=80), st.text(max_size=80))
def test_any_text_gives_spans_that_slice_it(before: str, after: str) -> None:
    text = f"{before} killed 3 men and {after} were injured"
    for start, end in casualties(text).spans:
        assert 0 <= start < end <= len(text)
    count_in(before)
