"""Bytes in, clean article out."""

import re
from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from store.intake import read
from store.model import DatelineError
from tests import samples

SCRAPE = """Rebels take two villages near the Tekele dam
The army says it withdrew to save the turbines.
Share on Facebook
Rebels of the Northern Front took two villages on October 7.Iranian engineers working there fled across the lake, officials said.
What happens to the dam?
What happens to the dam? Nobody has opened its gates since Friday. The army says it withdrew to save the turbines.
Photo: Agency / N. Name
“We heard shells,” said a fisherman, who gave his name as Node.js Okello and lives at www.example.org.
The army says it withdrew to save the turbines. It has promised to return before the rains, as it did in 1998.
Northern Courier Store
`; document.getElementById("link").innerHTML = cont; if (a !== null) { a.style.width = "100%"; } (function (v, i) { });
"""


def words(text: str) -> list[str]:
    return re.findall(r"\w+", text)


def test_a_scrape_keeps_its_words_and_loses_its_rubbish() -> None:
    article = read(SCRAPE.encode())
    assert article.title == "Rebels take two villages near the Tekele dam"
    assert article.text.startswith(article.title + "\n\n")
    for rubbish in ("Facebook", "Photo:", "Store", "innerHTML", "function"):
        assert rubbish not in article.text
    assert "on October 7. Iranian engineers" in article.text
    assert "Node.js" in article.text and "www.example.org" in article.text
    assert article.text.count("What happens to the dam?") == 1
    assert "\n\nThe army says it withdrew to save the turbines. It has promised" in article.text
    assert "“We heard shells,”" in article.text
    assert article.language == "en"
    assert article.published is None


def test_every_word_of_the_article_is_there_as_often_as_it_was_written() -> None:
    rubbish = ("Share on Facebook", "Photo: Agency / N. Name", "Northern Courier Store", SCRAPE.splitlines()[-1])
    repeats = ("What happens to the dam?", "The army says it withdrew to save the turbines.")
    own = Counter(words(SCRAPE))
    for taken in (*rubbish, *repeats):
        own -= Counter(words(taken))
    assert Counter(words(read(SCRAPE.encode()).text)) == own


def test_a_text_without_rubbish_keeps_what_its_author_wrote_twice() -> None:
    clean = "The vote\n\nThey will not pass, the crowd sang.\n\nThe police waited at the bridge until the evening came.\n\nThey will not pass, the crowd sang."
    assert read(clean.encode()).text == clean


def test_the_dek_stands_only_where_the_body_has_it() -> None:
    text = read(SCRAPE.encode()).text
    assert not re.search(r"\n\nThe army says it withdrew to save the turbines\.\n\n", text)


def test_clean_text_stays_as_it_is() -> None:
    clean = "A title of an article\n\nThe first paragraph has words. It has two sentences.\n\nThe second one ends here."
    assert read(clean.encode()).text == clean


def test_a_text_without_a_title_is_listed_by_its_first_words_and_repeats_nothing() -> None:
    article = read(b"The court in Oslo sentenced two men on Monday.\nThey will appeal, their lawyer said.")
    assert article.title == "The court in Oslo sentenced two men on Monday."
    assert article.text == "The court in Oslo sentenced two men on Monday.\n\nThey will appeal, their lawyer said."


def test_overrides_come_before_offsets() -> None:
    article = read(SCRAPE.encode(), title="Another title", source="Somebody", published="2024-07-28")
    assert article.text.startswith("Another title\n\n")
    assert (article.source, article.published) == ("Somebody", "2024-07-28")


@pytest.mark.parametrize("name", [n for n in samples.names() if n.endswith(".html")])
def test_pages_give_body_and_metadata(name: str) -> None:
    article = samples.article(name)
    assert article.source and article.author and article.published and article.url
    for chrome in ("cookie", "Cookie", "Subscribe", "newsletter", "All rights reserved", "Most read", "Share this"):
        assert chrome not in article.text
    assert article.text.count(article.title) == 1
    assert len(article.text.split()) > 150


def test_headings_of_pages_are_paragraphs() -> None:
    assert "\n\nWashington promises an answer\n\n" in samples.article("port-strike.html").text


def test_an_arabic_page_is_told_apart() -> None:
    assert samples.article("displaced-families-ar.html").language == "ar"


def test_mojibake_is_mended_and_quotes_stay_curly() -> None:
    text = samples.article("border-shelling.txt").text
    assert "“We operated on the floor,” said" in text
    assert "â€" not in text


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_encodings(encoding: str) -> None:
    body = "Ein Titel für alle\n\nDie Männer gingen über die Brücke, sagte der Präsident am Montag. Es war schön."
    assert read(body.encode(encoding)).text == body


def test_a_charset_declared_in_the_page_is_used() -> None:
    page = (
        '<html><head><meta charset="windows-1251"><title>Новости дня</title></head><body><article><p>'
        + "Правительство объявило о переговорах с соседней страной в понедельник утром. " * 6
        + "</p></article></body></html>"
    )
    assert "Правительство объявило" in read(page.encode("cp1251")).text


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"", "empty"),
        (b"  \n ", "empty"),
        (b"%PDF-1.7 ...", "PDF"),
        (b"\x89PNG\r\n\x1a\n", "picture"),
        (b"abc\x00def", "binary"),
        (b"<html><body><nav>Home</nav></body></html>", "no article"),
        (b"Share on Facebook\nLog in\n", "no article"),
    ],
)
def test_what_is_no_article_is_refused_in_one_line(data: bytes, says: str) -> None:
    with pytest.raises(DatelineError) as caught:
        read(data, hint="file.txt")
    assert says in str(caught.value) and "\n" not in str(caught.value)
    assert str(caught.value).startswith("file.txt")


@settings(deadline=None, max_examples=60)
@given(st.binary(max_size=300) | st.text(max_size=300).map(str.encode))
def test_anything_is_read_or_refused_and_never_holds_controls(data: bytes) -> None:
    try:
        article = read(data)
    except DatelineError:
        return
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", article.text + article.title)


@settings(deadline=None, max_examples=40)
@given(
    st.lists(
        st.sampled_from([*SCRAPE.splitlines(), "", "Tags: a, b", "A short line", "It ended. It began."]), max_size=12
    )
)
def test_reading_twice_changes_nothing(lines: list[str]) -> None:
    try:
        once = read("\n".join(lines).encode()).text
    except DatelineError:
        return
    assert read(once.encode()).text == once


def test_a_scrape_with_a_script_element_left_in_it_is_no_page() -> None:
    left = SCRAPE.replace("Share on Facebook", '<script class="player" src="https://player.example/a.js"></script>')
    article = read(left.encode())
    assert article.title == "Rebels take two villages near the Tekele dam"
    assert "player" not in article.text and article.text.count("\n\n") > 3
