"""Line breaking, layout and painting: every character shown once, no line too wide, nesting kept."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from store.model import Part
from tui.findings import Mark
from tui.layout import Aside, Layout, is_heading
from tui.painting import Painter
from tui.wrapping import fit, fit_lines, flow, joined_within, offset_at, wrap

TEXTS = st.text(
    st.one_of(
        st.characters(codec="utf-8", exclude_categories=["Cs", "Cc"]),
        st.sampled_from(list("ab  .,\n船舶港عودة\u0301\u0308\u200dé👩‍👧")),
    ),
    max_size=300,
)


@given(TEXTS, st.integers(2, 40))
def test_lines_are_never_too_wide_and_lose_nothing_but_white_space(text: str, width: int) -> None:
    lines = wrap(text, 0, len(text), width)
    assert "".join("".join(text[s:e].split()) for s, e in lines) == "".join(text.split())
    assert all(a[1] <= b[0] for a, b in pairwise(lines))
    assert all(cell_len(text[s:e]) <= width for s, e in lines)


def test_wide_characters_break_anywhere_and_combining_marks_stay_with_their_letter() -> None:
    text = "船舶が港に着いた"
    assert [text[s:e] for s, e in wrap(text, 0, len(text), 6)] == ["船舶が", "港に着", "いた"]
    marked = "e\u0301" * 8
    assert [marked[s:e] for s, e in wrap(marked, 0, len(marked), 3)] == ["e\u0301" * 3, "e\u0301" * 3, "e\u0301" * 2]


def test_a_word_longer_than_the_line_is_cut() -> None:
    text = "see https://example.org/a/very/long/address now"
    assert [text[s:e] for s, e in wrap(text, 0, len(text), 20)] == [
        "see", "https://example.org/", "a/very/long/address", "now",
    ]  # fmt: skip


@given(TEXTS, st.integers(0, 30))
def test_a_fitted_text_fits(text: str, width: int) -> None:
    assert cell_len(fit(text.replace("\n", " "), width)) <= width


def test_what_is_left_out_is_shown_by_an_ellipsis() -> None:
    assert fit("Tarsk Courier", 8) == "Tarsk C…"
    assert fit_lines("one two three four five", 9, 2) == ["one two", "three fo…"]
    assert joined_within(["Courier", "4 March 2025", "2 min"], 16) == "Courier · 2 min"


def test_a_click_finds_the_character_under_a_wide_one() -> None:
    assert [offset_at("a船b", (0, 3), cell) for cell in range(6)] == [0, 1, 1, 2, 2, 2]


def test_wrapped_pieces_keep_their_styles() -> None:
    pieces = [("Northern Front", ("x",)), (" → ", ()), ("two guards", ("y",))]
    assert flow(pieces, 12) == [
        [("Northern", ("x",))],
        [("Front", ("x",)), (" → ", ()), ("two", ("y",))],
        [("guards", ("y",))],
    ]


def test_headings_are_short_paragraphs_without_a_full_stop() -> None:
    assert is_heading("A claim and a denial")
    assert is_heading("Who fired first?")
    assert not is_heading("The Front denied it.")
    assert not is_heading("They asked again. Who fired first?")
    assert not is_heading("word " * 40)


def test_the_title_comes_first_then_what_is_known_then_the_text() -> None:
    layout = Layout("Title\n\nFirst paragraph here.\n\nA heading\n\nMore.", "Title", 16)
    assert [line.kind for line in layout.lines] == [
        "title", "meta", "blank", "text", "text", "blank", "heading", "blank", "text", "blank",
    ]  # fmt: skip
    assert layout.line_of(7) == 3
    assert layout.line_of(layout.text.index("here")) == 4
    assert list(layout.lines_of((7, 28))) == [3, 4]


@given(TEXTS, st.integers(4, 40))
def test_every_character_that_is_not_white_space_stands_on_the_line_that_claims_it(text: str, width: int) -> None:
    layout = Layout(text, "", width)
    for offset, character in enumerate(text):
        if not character.isspace():
            line = layout.lines[layout.line_of(offset)]
            assert line.start <= offset < line.end


def test_text_written_from_right_to_left_ends_at_the_right_edge() -> None:
    layout = Layout("عودة العائلات\n\nReturn of the families.", "", 30)
    assert [line.indent for line in layout.lines if line.kind in ("heading", "text")] == [30 - 13, 0]


STRUCTURED = "Title\n\nThree things happened\n\nThe ferry sailed.\n\nThe boats left by the south.\n\n“We were told to wait.”\n\nSo it was."
PARTS = [
    Part(STRUCTURED.index(words), STRUCTURED.index(words) + len(words), role)
    for words, role in (
        ("Three things happened", "heading"),
        ("The ferry sailed.", "list"),
        ("The boats left by the south.", "list"),
        ("“We were told to wait.”", "quote"),
    )
]


def test_lists_hang_from_their_bullets_and_quotations_stand_behind_a_bar() -> None:
    layout = Layout(STRUCTURED, "Title", 20, structure=PARTS)
    told = [(line.kind, line.sign, STRUCTURED[line.start : line.end]) for line in layout.lines[3:]]
    assert told == [
        ("heading", "", "Three things"),
        ("heading", "", "happened"),
        ("blank", "", ""),
        ("list", "•", "The ferry sailed."),
        ("list", "•", "The boats left by"),
        ("list", " ", "the south."),
        ("blank", "", ""),
        ("quote", "│", "“We were told to"),
        ("quote", "│", "wait.”"),
        ("blank", "", ""),
        ("text", "", "So it was."),
        ("blank", "", ""),
    ]


@given(TEXTS, st.integers(6, 40), st.sampled_from(["heading", "list", "quote"]))
def test_whatever_role_a_paragraph_has_its_lines_fit_and_lose_nothing(text: str, width: int, role: str) -> None:
    parts = [Part(at, at, role) for at in range(len(text) + 1)]  # type: ignore[arg-type]
    layout = Layout(text, "", width, structure=parts, captions=[text], asides=[Aside(len(text) // 2, text)])
    shown = [line for line in layout.lines if line.end > line.start]
    assert "".join("".join(text[line.start : line.end].split()) for line in shown) == "".join(text.split())
    assert all(line.hang + cell_len(line.words or text[line.start : line.end]) <= width for line in layout.lines)
    assert all(line.start == line.end for line in layout.lines if line.words)


def test_what_is_no_part_of_the_text_stands_between_its_paragraphs_and_behind_them() -> None:
    asides = [Aside(0, "share: Share on Facebook"), Aside(STRUCTURED.index("The boats") - 2, "advert: Buy a boat")]
    layout = Layout(STRUCTURED, "Title", 60, structure=PARTS, captions=["The pier. Photo: A. Person"], asides=asides)
    told = [
        (line.kind, line.words or STRUCTURED[line.start : line.end]) for line in layout.lines if line.kind != "blank"
    ]
    assert told == [
        ("title", "Title"),
        ("meta", ""),
        ("removed", "share: Share on Facebook"),
        ("heading", "Three things happened"),
        ("list", "The ferry sailed."),
        ("removed", "advert: Buy a boat"),
        ("list", "The boats left by the south."),
        ("quote", "“We were told to wait.”"),
        ("text", "So it was."),
        ("caption", "The pier. Photo: A. Person"),
    ]
    here = layout.lines[layout.line_of(STRUCTURED.index("boats"))]
    assert STRUCTURED[here.start : here.end] == "The boats left by the south."


def test_a_caption_is_shown_whole_and_a_long_aside_is_cut() -> None:
    words = "word " * 200
    layout = Layout("Text.", "", 40, captions=[words], asides=[Aside(0, words)])
    told = {kind: [line.words for line in layout.lines if line.kind == kind] for kind in ("caption", "removed")}
    assert " ".join(told["caption"]).split() == words.split()
    assert len(told["removed"]) == 4 and told["removed"][-1].endswith("…")


def test_nested_and_overlapping_marks_are_all_kept_inner_ones_last() -> None:
    layout = Layout("the US forces base.", "", 40)
    painter = Painter(layout)
    number = layout.line_of(0)
    painter.put("all", [Mark(4, 13, "outer", 2), Mark(4, 6, "inner", 2), Mark(7, 18, "trigger", 3)])
    assert painter.pieces(number, layout.lines[number]) == [
        ("the ", ("text",)),
        ("US", ("text", "outer", "inner")),
        (" ", ("text", "outer")),
        ("forces", ("text", "outer", "trigger")),
        (" base", ("text", "trigger")),
        (".", ("text",)),
    ]


def test_replacing_marks_names_the_lines_that_change() -> None:
    layout = Layout("one two three", "", 4)
    painter = Painter(layout)
    first, last = layout.line_of(0), layout.line_of(8)
    assert painter.put("cursor", [Mark(0, 3, "c", 1)]) == {first}
    assert painter.put("cursor", [Mark(8, 9, "c", 1)]) == {first, last}
