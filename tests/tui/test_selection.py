"""Words chosen in a text: they grow, shrink and step by whole units and never leave the text."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from store.extraction.sentences import split
from tests.tui.stories import CONVOY
from tui.selection import Grid, Selection

GRID = Grid(CONVOY, split(CONVOY))
UNITS = ("word", "sentence", "paragraph")


def words(selection: Selection, text: str = CONVOY) -> str:
    return text[slice(*selection.span)]


def whole(part: str) -> Selection:
    start = CONVOY.index(part)
    return Selection(start, start + len(part))


SENTENCE = whole("Government troops arrested nine villagers in Veld last week.")


def test_the_end_moves_by_words_sentences_and_paragraphs() -> None:
    assert words(SENTENCE.grown(GRID, "word")).endswith("last week. The")
    assert words(SENTENCE.grown(GRID, "sentence")).endswith("held the hills since May.")
    assert words(SENTENCE.shrunk(GRID, "word")).endswith("in Veld last week")
    assert words(SENTENCE.grown(GRID, "paragraph").grown(GRID, "paragraph")).endswith("as number 1 always does.")


def test_the_other_end_is_held_after_a_turn() -> None:
    front = SENTENCE.turned()
    assert words(front.shrunk(GRID, "word")).startswith("troops arrested")
    assert words(front.grown(GRID, "sentence")).startswith("United Relief asked")


def test_single_words_are_stepped_through() -> None:
    step = SENTENCE.stepped(GRID, 1)
    seen = [words(step)]
    for _ in range(3):
        step = step.stepped(GRID, 1)
        seen.append(words(step))
    assert seen == ["Government", "troops", "arrested", "nine"]
    assert words(step.grown(GRID, "word")) == "nine villagers"
    assert words(step.stepped(GRID, -1)) == "arrested"


def test_shrinking_leaves_a_word() -> None:
    selection = SENTENCE
    for _ in range(30):
        selection = selection.shrunk(GRID, "word")
    assert words(selection) == "Government"
    for _ in range(3):
        selection = selection.shrunk(GRID, "paragraph")
    assert words(selection) == "Government"


@given(
    st.text(alphabet="ab.é船 ,\n’-", min_size=1, max_size=60).filter(str.strip),
    st.lists(st.tuples(st.sampled_from(["grown", "shrunk", "stepped", "turned"]), st.sampled_from(UNITS)), max_size=12),
)
def test_no_keys_lead_out_of_the_text_or_to_nothing(text: str, keys: list[tuple[str, str]]) -> None:
    grid = Grid(text, split(text))
    first = grid.holding("paragraph", 0)
    if first is None or first[0] == first[1]:
        return
    selection = Selection(*first)
    for how, unit in keys:
        if how == "stepped":
            selection = selection.stepped(grid, 1 if unit == "word" else -1)
        elif how == "turned":
            selection = selection.turned()
        else:
            selection = getattr(selection, how)(grid, unit)
        assert 0 <= selection.start < selection.end <= len(text)
