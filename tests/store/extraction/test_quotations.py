"""Whose words a quoted sentence is, by a parser's tree of invented statements."""

from __future__ import annotations

import pytest

from store.extraction import nlp, quotations, sentences, tree


def speaker(text: str, words: str) -> str | None:
    """The word for whoever speaks some words of a text."""
    spans = sentences.split(text)
    parsed = tree.build(nlp.parse(text, spans), text, spans)
    token = quotations.find(parsed).speaker(text.index(words))
    return None if token is None else parsed.words[token]


@pytest.mark.parametrize("marks", ["“”", '""'])
def test_a_quotation_that_runs_on_belongs_to_the_one_named_at_its_end(marks: str) -> None:
    opening, closing = marks
    text = f"{opening}Gunmen stormed the depot at dawn. Two guards were killed,{closing} Colonel Varga said."
    assert speaker(text, "stormed") == "Varga"
    assert speaker(text, "killed") == "Varga"
    assert speaker(text, "Colonel") is None


def test_a_second_quotation_goes_on_with_the_speaker_of_the_first() -> None:
    text = "“They came by boat,” Mayor Okello said. “Rockets hit the harbour and the market square.”"
    assert speaker(text, "Rockets") == "Okello"


def test_a_paragraph_that_opens_the_marks_again_goes_on() -> None:
    text = "Ruiz said, “The convoy was ambushed near the bridge.\n\n“Four trucks were burned on the road.”\n\nNobody else spoke."
    assert speaker(text, "burned") == "Ruiz"
    assert speaker(text, "Nobody") is None


def test_what_follows_a_colon_is_the_speaker_s_statement() -> None:
    text = "The Foreign Minister, Ana Lund, said:\n\nI condemn the shelling of Tarvik. It killed a family of five."
    assert speaker(text, "shelling") == "Minister"
    assert speaker(text, "killed") == "Minister"


def test_a_term_in_quotation_marks_is_no_quotation() -> None:
    assert speaker("Officials said the “cleansing” of the valley had begun.", "cleansing") is None


def test_a_mark_that_is_never_closed_ends_with_its_sentence() -> None:
    text = "Varga said “the depot was stormed by gunmen. A day later the harbour was shelled."
    assert speaker(text, "stormed") == "Varga"
    assert speaker(text, "shelled") is None
