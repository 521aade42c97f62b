from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from store.extraction import sentences


def cut(text: str) -> list[str]:
    return [text[start:end] for start, end in sentences.split(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("He left on October 7. Iranian media said so.", ["He left on October 7.", "Iranian media said so."]),
        ("Mr. Smith met Gen. Lt. Paul J. Ray. They spoke.", ["Mr. Smith met Gen. Lt. Paul J. Ray.", "They spoke."]),
        ("U.S. forces left. The U.S. Army stayed.", ["U.S. forces left.", "The U.S. Army stayed."]),
        ("They came from the U.S. They went home.", ["They came from the U.S.", "They went home."]),
        ("It fell on Nov. 24 in the north.", ["It fell on Nov. 24 in the north."]),
        ("“We will go.” He went.", ["“We will go.”", "He went."]),
        ("Who fired first? Nobody knows!", ["Who fired first?", "Nobody knows!"]),
        ("A heading\n\nA sentence follows. And one more.", ["A heading", "A sentence follows.", "And one more."]),
        ("قال إنه عاد. ثم ذهب؟ نعم.", ["قال إنه عاد.", "ثم ذهب؟", "نعم."]),
    ],
)
def test_sentences_end_where_a_reader_would_end_them(text: str, expected: list[str]) -> None:
    assert cut(text) == expected


@given(st.text(alphabet=st.sampled_from("aA .!?\n\"”'3é中ع-;,"), max_size=400))
def test_spans_are_in_order_trimmed_and_hold_every_visible_character(text: str) -> None:
    spans = sentences.split(text)
    assert all(a < b for a, b in spans)
    assert all(before[1] <= after[0] for before, after in pairwise(spans))
    assert all(text[a:b] == text[a:b].strip() for a, b in spans)
    assert "".join("".join(text[a:b].split()) for a, b in spans) == "".join(text.split())


def test_a_text_without_full_stops_is_cut_into_pieces() -> None:
    pieces = cut("word " * 4000)
    assert all(len(piece) <= sentences.LONGEST for piece in pieces)
    assert sum(piece.count("word") for piece in pieces) == 4000
