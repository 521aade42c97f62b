"""Edits taken back: what they took out stands again where it stood, and nothing else changes."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from store.intake import edits, read
from store.intake.restoring import can_be_taken_back, without
from store.model import Article, DatelineError
from tests.store.intake.test_edits import LINES
from tests.store.intake.test_page import BODY, page
from tests.store.intake.test_read import SCRAPE


def number_of(article: Article, rule: str) -> int:
    return next(number for number, edit in enumerate(article.edits) if edit.rule == rule)


@pytest.mark.parametrize("data", [SCRAPE.encode(), page(BODY)])
def test_with_no_edit_taken_back_it_is_the_same_article(data: bytes) -> None:
    article = read(data)
    assert without(article, []) == article


def test_a_line_taken_back_stands_as_a_paragraph_where_it_stood() -> None:
    article = read(SCRAPE.encode())
    back = without(article, [number_of(article, "share")])
    assert "\n\nShare on Facebook\n\n" in back.text
    assert back.text.replace("Share on Facebook\n\n", "") == article.text
    assert SCRAPE.index("Share on Facebook") == edits.to_source(back.text.index("Share on Facebook"), back.edits)
    assert edits.undo(back.text, back.edits) == SCRAPE


def test_parts_keep_their_words_and_a_caption_taken_back_is_one_no_more() -> None:
    article = read(page(BODY))
    back = without(article, [number_of(article, "caption")])
    assert "The northern pier of Lind on Monday" in back.text and not back.captions
    told = [article.text[part.start : part.end] for part in article.structure]
    assert [back.text[part.start : part.end] for part in back.structure] == told
    assert [part.role for part in back.structure] == [part.role for part in article.structure]


@settings(deadline=None, max_examples=40)
@given(st.lists(st.sampled_from(LINES), max_size=14), st.data())
def test_any_edits_can_be_taken_back_and_the_original_is_never_lost(lines: list[str], data: st.DataObject) -> None:
    try:
        article = read("\n".join(lines).encode())
    except DatelineError:
        return
    able = [number for number, edit in enumerate(article.edits) if can_be_taken_back(edit)]
    chosen = data.draw(st.sets(st.sampled_from(able))) if able else set()
    back = without(article, chosen)
    assert edits.undo(back.text, back.edits) == edits.undo(article.text, article.edits)
    assert len([edit for edit in back.edits if can_be_taken_back(edit)]) == len(able) - len(chosen)
    for number in chosen:
        assert article.edits[number].removed in back.text
    kept = [paragraph for paragraph in article.text.split("\n\n") if paragraph]
    parted = {number for number in chosen if article.edits[number].rule == "glued"}
    assert parted or all(paragraph in back.text.split("\n\n") for paragraph in kept)
    assert without(replace(back), []) == back
