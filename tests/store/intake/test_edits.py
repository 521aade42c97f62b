"""Edits: applied to the source text they give the clean text, undone they give the source text, and offsets map across."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from store.intake import edits, read
from store.intake.decode import decode
from store.model import DatelineError, Edit
from tests.store.intake.test_read import SCRAPE

LINES = [
    *SCRAPE.splitlines(), "", "   ", "Tags: a, b", "A short line", "It ended. It began.", "Advertisement", "});", "\u00a0x ",
    "A title of four words", "The talks ended on May 3.Ministers left the hall, and nobody spoke to the reporters there.",
]  # fmt: skip


@st.composite
def changes(draw: st.DrawFn) -> tuple[str, list[Edit]]:
    source = draw(st.text("ab \n", max_size=40))
    cuts = sorted(draw(st.lists(st.integers(0, len(source)), max_size=8)))
    pairs = zip(cuts[::2], cuts[1::2], strict=False)
    return source, [
        Edit(start, end, "rule", source[start:end], draw(st.text("xy", max_size=3))) for start, end in pairs
    ]


@given(changes())
def test_what_is_applied_can_be_undone(given_changes: tuple[str, list[Edit]]) -> None:
    source, made = given_changes
    assert edits.undo(edits.apply(source, made), made) == source


@given(changes())
def test_offsets_of_what_stayed_map_there_and_back(given_changes: tuple[str, list[Edit]]) -> None:
    source, made = given_changes
    text = edits.apply(source, made)
    for offset in range(len(source)):
        if not any(edit.start <= offset < edit.end for edit in made):
            there = edits.to_text(offset, made)
            assert text[there] == source[offset]
            assert edits.to_source(there, made) == offset


def test_an_edit_that_does_not_fit_is_refused() -> None:
    with pytest.raises(ValueError, match="does not fit"):
        edits.apply("abc", [Edit(0, 1, "rule", "x")])


@settings(deadline=None, max_examples=50)
@given(st.lists(st.sampled_from(LINES), max_size=14))
def test_the_edits_of_a_scrape_are_all_that_was_changed(lines: list[str]) -> None:
    data = "\n".join(lines).encode()
    try:
        article = read(data)
    except DatelineError:
        return
    source = decode(data, "test")
    assert edits.apply(source, article.edits) == article.text
    assert edits.undo(article.text, article.edits) == source


def test_every_edit_tells_its_rule_and_what_it_took() -> None:
    article = read(SCRAPE.encode())
    taken = {edit.rule: edit.removed for edit in article.edits}
    assert taken["share"] == "Share on Facebook"
    assert taken["credit"] == "Photo: Agency / N. Name"
    assert taken["repeated sub-heading"] == "What happens to the dam?"
    assert "innerHTML" in taken["script"]
    for edit in article.edits:
        assert SCRAPE[edit.start : edit.end] == edit.removed
