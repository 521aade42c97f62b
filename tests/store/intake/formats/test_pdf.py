"""PDF: reading order, paragraphs, hyphenation, margins."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from store.intake.formats import Piece, unpack
from store.intake.formats.pdf_layout import Line, ordered
from store.intake.formats.reading import article_of
from store.model import DatelineError
from tests import documents as made


def paragraphs(data: bytes) -> list[str]:
    (piece,) = unpack(io.BytesIO(data), len(data), "given")
    if isinstance(piece, DatelineError):
        raise piece
    assert isinstance(piece, Piece)
    return article_of(piece).text.split("\n\n")


def test_two_columns_over_three_pages_as_a_word_processor_sets_them() -> None:
    """Made by LibreOffice: justified, hyphenated, a title over both columns, a foot on each page."""
    text = paragraphs((made.FIXTURES / "convoy-columns.pdf").read_bytes())
    assert text[0] == made.TITLE
    assert len(text) == 7
    assert text[1:3] == [made.FIRST, (Path(made.FIXTURES) / "second.txt").read_text("utf-8").strip()]
    assert not any("Harbour Gazette" in paragraph for paragraph in text)
    whole = "\n".join(text)
    assert whole.count("cease-fire") == 2 and "- " not in whole


def test_columns_are_read_one_after_the_other_whatever_their_order_in_the_file() -> None:
    left = [
        "The envoys of both banks met at",
        "the lock on Monday. They agreed",
        "to open the gates at noon and",
        "to count the barges together.",
    ]
    right = [
        "The miller who lives there saw",
        "twelve of them pass before dusk,",
        "each with a flag that she had",
        "never seen before on the river.",
    ]
    title = made.lines(left=72, top=740, words=["Locks open at noon after talks between both banks"], size=18)
    head = [made.lines(left=330, top=700, words=right), made.lines(left=72, top=700, words=left)]
    expected = ["Locks open at noon after talks between both banks", " ".join(left), " ".join(right)]
    assert paragraphs(made.pdf(title + "".join(head))) == expected
    assert paragraphs(made.pdf("".join(reversed(head)) + title)) == expected


def test_a_parted_word_is_joined_and_a_compound_kept() -> None:
    words = [
        "The cease-fire of spring held, the com-",
        "mission said, and no cease-",
        "fire since has held as long on the river.",
    ]
    (text,) = paragraphs(made.pdf(made.lines(left=72, top=700, words=words)))
    assert (
        text
        == "The cease-fire of spring held, the commission said, and no cease-fire since has held as long on the river."
    )


def test_page_numbers_and_running_heads_are_no_part_of_the_text() -> None:
    def page(number: int) -> str:
        head = made.lines(left=72, top=770, words=[f"The Gazette, issue 12, page {number}"])
        first = f"Convoy {number} reached the lock in the evening and its crew"
        body = [
            first,
            *(f"slept {'' if n % 2 else 'well '}on board {'until' * n} the gates" for n in range(number, number + 6)),
        ]
        return head + made.lines(left=72, top=700, words=body) + made.lines(left=300, top=30, words=[f"- {number} -"])

    text = " ".join(paragraphs(made.pdf(*(page(number) for number in range(1, 5)))))
    assert "Gazette" not in text and "- 3 -" not in text
    assert all(f"Convoy {number} reached" in text for number in range(1, 5))


@pytest.mark.parametrize(("data", "says"), [(made.pdf("", text=False), "OCR"), (b"%PDF-1.7\nbroken", "damaged")])
def test_what_cannot_be_read_says_what_to_do(data: bytes, says: str) -> None:
    with pytest.raises(DatelineError, match=says):
        paragraphs(data)


@given(st.lists(st.tuples(st.integers(0, 600), st.integers(0, 780), st.integers(1, 300)), max_size=40))
def test_no_line_is_lost_or_doubled_however_a_page_is_set(places: list[tuple[int, int, int]]) -> None:
    lines = [Line(str(n), x, y, x + wide, y + 10, 10) for n, (x, y, wide) in enumerate(places)]
    assert sorted(int(line.text) for line in ordered(lines)) == list(range(len(lines)))
