"""Words are found again in a text that was cleaned anew or replaced by a fuller version."""

from __future__ import annotations

from random import Random

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from store.anchors import CONTEXT, FUZZY_WORDS, Anchor, Found, anchor, find

WORDS = (
    "the army said that its boats left Ostrava Bay on Friday after talks with envoys from the ferry union had stalled "
    "again while residents of the old town waited for news of those missing since a storm hit the northern coast"
).split()
NEW = "Updated at noon: officials would not comment, nor did anybody answer letters sent to both ministries. "


@st.composite
def texts(draw: st.DrawFn) -> str:
    """News-like prose in which every word comes back often."""
    random = Random(draw(st.integers(0, 10**6)))
    sentences = [" ".join(random.choices(WORDS, k=random.randint(4, 18))).capitalize() + "." for _ in range(12)]
    return "\n\n".join(" ".join(sentences[place : place + 3]) for place in range(0, 12, 3))


@settings(max_examples=300, deadline=None)
@given(text=texts(), start=st.integers(0, 400), length=st.integers(3, 160), edits=st.lists(st.tuples(
    st.floats(0, 1), st.integers(0, 40), st.integers(0, 60)), max_size=6))  # fmt: skip
def test_words_are_found_after_edits_elsewhere(
    text: str, start: int, length: int, edits: list[tuple[float, int, int]]
) -> None:
    end = start + length
    assume(end <= len(text) and text[start:end].strip() == text[start:end])
    made = anchor(text, (start, end))
    before, after = text[: max(0, start - CONTEXT)], text[end + CONTEXT :]
    kept = text[len(before) : len(text) - len(after)]
    for where, dropped, added in edits:
        at = int(where * (len(before) + len(after)))
        if at < len(before):
            before = before[:at] + NEW[:added] + before[at + dropped :]
        else:
            at -= len(before)
            after = after[:at] + NEW[:added] + after[at + dropped :]
    found = find(made, before + kept + after)
    assert found is not None and found.how == "exact"
    assert found.start == len(before) + start - max(0, start - CONTEXT) and found.end - found.start == length


@settings(max_examples=300, deadline=None)
@given(text=texts(), start=st.integers(0, 400), length=st.integers(12, 160), width=st.integers(30, 90))
def test_words_are_found_after_the_text_was_wrapped_anew(text: str, start: int, length: int, width: int) -> None:
    end = start + length
    assume(end <= len(text) and text[start:end].strip() == text[start:end])
    wrapped, column = [], 0
    for letter in text:
        turn = letter == " " and column > width
        wrapped.append("\n" if turn else letter)
        column = 0 if turn or letter == "\n" else column + 1
    found = find(anchor(text, (start, end)), "".join(wrapped))
    assert found is not None and (found.start, found.end) == (start, end)


@settings(max_examples=200, deadline=None)
@given(text=texts(), start=st.integers(40, 400), gap=st.integers(0, 30), after=st.booleans())
def test_a_long_quote_is_found_with_new_words_right_beside_it(text: str, start: int, gap: int, after: bool) -> None:
    end = start + 60
    assume(end <= len(text) and text[start:end].strip() == text[start:end] and text.count(text[start:end]) == 1)
    at = min(len(text), end + gap) if after else max(0, start - gap)
    found = find(anchor(text, (start, end)), text[:at] + NEW + text[at:])
    shift = 0 if after else len(NEW)
    assert found is not None and (found.start, found.end) == (start + shift, end + shift)


TEXT = (
    "Ferry talks stall again\n\nEnvoys from Ostrava Bay left the table on Friday. The union called the offer an insult. "
    "“Nobody here will sail before the harvest,” its head, Mira Dolan, told reporters in the port."
)


def _anchor_of(words: str) -> Anchor:
    start = TEXT.index(words)
    return anchor(TEXT, (start, start + len(words)))


@pytest.mark.parametrize(
    ("words", "then", "now", "expected"),
    [
        (
            "called the offer an insult",
            "called the offer",
            "has called the new offer",
            "called the new offer an insult",
        ),
        ("left the table on Friday", "on Friday", "late on Friday", "left the table late on Friday"),
        (
            "Nobody here will sail before the harvest",
            "will sail",
            "shall sail",
            "Nobody here shall sail before the harvest",
        ),
        ("Mira Dolan", "Mira Dolan", "Mira Dolans", "Mira Dolans"),
    ],
)
def test_reworded_words_are_found_fuzzily(words: str, then: str, now: str, expected: str) -> None:
    text = "Updated.\n\n" + TEXT.replace(then, now)
    found = find(_anchor_of(words), text)
    assert found is not None and found.how == "fuzzy" and text[found.start : found.end] == expected


@pytest.mark.parametrize("words", ["Mira Dolan", "called the offer an insult", "Friday", "Ostrava Bay"])
def test_words_that_are_gone_are_not_found_elsewhere(words: str) -> None:
    sentence = next(part for part in TEXT.replace("\n\n", ". ").split(". ") if words in part)
    assert find(_anchor_of(words), TEXT.replace(sentence, "Nothing else was said")) is None


def test_of_several_like_it_the_one_between_the_same_words_is_meant() -> None:
    text = "The army left. A union of the army and the navy said so. Later the army came back, and the army won."
    start = text.index("army came")
    moved = text.replace("A union of the army and the navy said so. ", "")
    found = find(anchor(text, (start, start + 4)), moved)
    assert found == Found(moved.index("army came"), moved.index("army came") + 4, "context")


def test_a_repeated_quote_in_the_same_words_stays_where_it_was() -> None:
    text = "Nothing was said. " * 9
    start = 18 * 4
    assert find(anchor(text, (start, start + 7)), text) == Found(start, start + 7, "exact")


@settings(max_examples=200, deadline=None)
@given(st.text(), st.text(), st.text(min_size=1), st.text())
def test_no_text_makes_it_fail(text: str, before: str, words: str, after: str) -> None:
    found = find(anchor(before + words + after, (len(before), len(before) + len(words))), text)
    assert found is None or 0 <= found.start < found.end <= len(text)


@pytest.mark.parametrize("at", [(5, 5), (-1, 3), (0, 10_000)])
def test_an_anchor_needs_words(at: tuple[int, int]) -> None:
    with pytest.raises(ValueError, match="not words"):
        anchor(TEXT, at)


def test_the_threshold_is_the_stated_one() -> None:
    assert 0 < FUZZY_WORDS <= 100
