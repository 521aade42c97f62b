"""Text from outside is safe to show and keeps its words."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from store.text import clean_line, clean_text

ANY_TEXT = st.text(st.characters() | st.sampled_from("\x1b[]31mm\x07\\\r\n\t\x85\x9b\u2028\u202e\u2066\u200f\ud800"))


@pytest.mark.parametrize(
    ("dirty", "clean"),
    [
        ("\x1b[31mred\x1b[0m flags", "red flags"),
        ("\x1b]0;a title\x07the words", "the words"),
        ("\x1b]8;;https://x.example\x1b\\link", "link"),
        ("a stray \x1bescape", "a stray escape"),
        ("\x9bquoted", "quoted"),
        ("nul\x00 bell\x07 del\x7f", "nul bell del"),
        ("one\r\ntwo\rthree\u2028four\x0bfive\x85six", "one\ntwo\nthree\nfour\nfive\nsix"),
        ("a\tb", "a b"),
        ("abc\u202edcba\u202c and \u2067x\u2069", "abcdcba and x"),
        ("\ufefffirst", "first"),
        ("half \ud83d pair", "half \ufffd pair"),
    ],
)
def test_what_a_terminal_would_obey_is_gone(dirty: str, clean: str) -> None:
    assert clean_text(dirty) == clean


@pytest.mark.parametrize("text", ["قال ‏(المتحدث)‏ أمس", "שלום‎!", "naïve — “quoted” 🏴‍☠️", "two  spaces \n\n kept "])
def test_words_stay_letter_by_letter(text: str) -> None:
    assert clean_text(text) == text


@given(ANY_TEXT)
def test_cleaning_twice_changes_nothing_more(text: str) -> None:
    once = clean_text(text)
    assert clean_text(once) == once
    assert clean_line(clean_line(text)) == clean_line(text)


@given(ANY_TEXT)
def test_no_control_character_is_left(text: str) -> None:
    assert {c for c in clean_text(text) if unicodedata.category(c) in ("Cc", "Cs")} <= {"\n"}
    assert "\n" not in clean_line(text)
