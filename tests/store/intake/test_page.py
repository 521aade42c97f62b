"""Pages: body, structure, captions, and what a page says of itself."""

import pytest

from store.intake import edits, read
from store.model import DatelineError

SENTENCES = [
    "The harbour of Lind was closed on Monday after two barges struck the northern pier, the port authority said.",
    "Nobody was hurt, but some forty fishing boats could not leave, and the ferry to the islands was called off twice.",
    "The captain of the first barge told investigators that a rope had been cut during the night before he sailed.",
    "Divers looked at the pier in the afternoon; they expect that it will take them a week to raise the second barge.",
    "The mayor asked the government for money and said that the pier had been due for repair since the flood of 2019.",
]


def page(body: str, head: str = "", before: str = "", after: str = "") -> bytes:
    return f"""<!doctype html><html lang="en"><head><title>Barges close the harbour of Lind | The Lind Post</title>
    <meta property="og:site_name" content="The Lind Post">{head}</head><body><nav><a href="/">Home</a><a href="/w">World</a></nav>
    {before}<main><article><h1>Barges close the harbour of Lind</h1>{body}</article></main>{after}
    <footer><p>All rights reserved by The Lind Post, a company of many people.</p></footer></body></html>""".encode()


BODY = (
    f"<p>{SENTENCES[0]}</p><p>{SENTENCES[1]}</p><h2>A rope was cut</h2><p>{SENTENCES[2]}</p>"
    f"<figure><img src=a.jpg><figcaption>The northern pier of Lind on Monday. Photo: A. Person</figcaption></figure>"
    f"<blockquote><p>“We have asked for a new pier for six years, and six years we were told to wait for it,” the mayor wrote.</p></blockquote>"
    f"<p>{SENTENCES[3]}</p><ul><li>The ferry sails again on Thursday if the weather allows it.</li>"
    f"<li>Fishing boats may leave by the southern channel at high water.</li></ul><p>{SENTENCES[4]}</p>"
)


@pytest.mark.parametrize("careful", [True, False])
def test_the_body_is_there_and_the_frame_is_not(careful: bool) -> None:
    text = read(page(BODY), careful=careful).text
    assert text.startswith("Barges close the harbour of Lind\n\n")
    assert text.count("Barges close") == 1
    assert all(sentence in text for sentence in SENTENCES)
    assert "All rights reserved" not in text and "World" not in text


def test_headings_lists_and_quotations_keep_their_role() -> None:
    article = read(page(BODY))
    told = [(part.role, article.text[part.start : part.end]) for part in article.structure]
    assert ("heading", "A rope was cut") in told
    assert [text for role, text in told if role == "list"] == [
        "The ferry sails again on Thursday if the weather allows it.",
        "Fishing boats may leave by the southern channel at high water.",
    ]
    assert any(role == "quote" and text.startswith("“We have asked") for role, text in told)


def test_captions_stand_apart_from_the_body() -> None:
    article = read(page(BODY))
    assert article.captions == ("The northern pier of Lind on Monday. Photo: A. Person",)
    assert "northern pier of Lind on Monday" not in article.text


def test_what_was_left_out_can_be_read_in_the_edits() -> None:
    article = read(
        page(BODY, after="<div class=related><p><a href=/x>Ten more harbours you should see this summer</a></p></div>")
    )
    source = edits.undo(article.text, article.edits)
    assert "The northern pier of Lind on Monday" in source
    assert edits.apply(source, article.edits) == article.text
    assert any(edit.rule == "caption" for edit in article.edits)


def test_json_ld_tells_headline_authors_date_section_and_publisher() -> None:
    head = """<script type="application/ld+json">{"@context": "https://schema.org", "@graph": [{"@type": "WebSite", "name": "x"},
    {"@type": "NewsArticle", "headline": "Barges close the harbour of Lind", "datePublished": "2024-03-05T23:30:00+02:00",
     "author": [{"@type": "Person", "name": "By Ana Diaz"}, {"name": "Paul Ode and Mia Lund"}], "articleSection": "Coast",
     "publisher": {"@type": "Organization", "name": "Lind Media Ltd"}}]}</script>"""
    article = read(page(BODY, head))
    assert article.author == "Ana Diaz, Paul Ode, Mia Lund"
    assert (article.published, article.date_source) == ("2024-03-05", "json-ld")
    assert (article.section, article.source, article.publisher) == ("Coast", "The Lind Post", "Lind Media Ltd")


@pytest.mark.parametrize(
    ("head", "url", "day", "source"),
    [
        ('<meta property="article:published_time" content="2023-11-02T08:00:00Z">', None, "2023-11-02", "meta"),
        ('<meta name="pubdate" content="Thu, 02 Nov 2023 08:00:00 GMT">', None, "2023-11-02", "meta"),
        ("", "https://lind.example/2023/11/02/barges", "2023-11-02", "url"),
        ('<meta property="article:published_time" content="2023-02-31">', None, None, None),
        ('<meta name="date" content="May 2023">', None, None, None),
        ('<meta name="date" content="3 May">', None, None, None),
        ('<meta name="date" content="1698912000">', None, "2023-11-02", "meta"),
        ("", None, None, None),
    ],
)
def test_a_date_says_where_it_was_read_and_is_never_guessed(
    head: str, url: str | None, day: str | None, source: str | None
) -> None:
    article = read(page(BODY, head), url=url)
    assert (article.published, article.date_source) == (day, source)
    assert (article.date_confidence is None) == (day is None)


def test_sources_that_agree_are_trusted_more() -> None:
    head = '<meta property="article:published_time" content="2023-11-02T08:00:00Z">'
    alone = read(page(BODY, head)).date_confidence
    agreed = read(page(BODY, head), url="https://lind.example/2023/11/02/barges").date_confidence
    assert alone is not None and agreed is not None and alone < agreed <= 1


def test_a_given_date_is_the_readers() -> None:
    article = read(page(BODY), published="2020-01-01")
    assert (article.published, article.date_source, article.date_confidence) == ("2020-01-01", "given", 1.0)


def test_a_page_made_by_scripts_is_read_from_its_json_ld() -> None:
    body = "\\n".join(SENTENCES)
    head = f'<script type="application/ld+json">{{"@type": "NewsArticle", "headline": "Barges", "articleBody": "{body}"}}</script>'
    html = f"<html><head>{head}</head><body><div id=app></div></body></html>".encode()
    assert all(sentence in read(html).text for sentence in SENTENCES)


@pytest.mark.parametrize(
    "json",
    [
        "{",
        "[" * 5000,
        '{"@type": "NewsArticle", "headline": 5, "author": {"name": [1]}, "datePublished": ["x"]}',
        "null",
        '"x"',
    ],
)
def test_json_ld_that_is_none_harms_nothing(json: str) -> None:
    article = read(page(BODY, f'<script type="application/ld+json">{json}</script>'))
    assert SENTENCES[0] in article.text


@pytest.mark.parametrize(
    "html", ["<div>" * 3000 + "deep" + "</div>" * 3000, "<html><body>" + "<b>" * 2000 + "x", "<p>\x00\x1b[31m"]
)
def test_hostile_markup_is_read_or_refused(html: str) -> None:
    try:
        assert "\x1b" not in read(f"<html><body>{html}</body></html>".encode()).text
    except DatelineError as error:
        assert "\n" not in str(error)
