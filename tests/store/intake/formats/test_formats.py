"""A file of every format: whole, damaged and empty; what it is comes from its content."""

from __future__ import annotations

import bz2
import gzip
import io
import json
import lzma
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from store.intake.formats import Aside, Found, Link, Piece, Subscription, unpack
from store.intake.formats.reading import Given, article_of
from store.model import Article, DatelineError
from tests import documents as made

CONVOY = (made.FIXTURES / "convoy-columns.pdf").read_bytes()
WHOLE = {
    "page": made.PAGE,
    "text": made.TEXT,
    "markdown": made.MARKDOWN,
    "rss": made.rss(made.item(1)),
    "atom": made.ATOM,
    "json feed": made.JSON_FEED,
    "mail": made.mail().as_bytes(),
    "mhtml": made.MHTML,
    "pdf": CONVOY,
    "docx": (made.FIXTURES / "convoy.docx").read_bytes(),
    "epub": (made.FIXTURES / "convoy.epub").read_bytes(),
    "warc": made.warc(packed=False),
    "warc.gz": made.warc(packed=True),
    "wacz": made.wacz(),
    "zip": made.zipped({"a/page.html": made.PAGE}),
    "tar": made.tarred({"page": made.PAGE}, "w"),
    "tar.gz": made.tarred({"page": made.PAGE}),
    "gzip": gzip.compress(made.PAGE),
    "bzip2": bz2.compress(made.PAGE),
    "xz": lzma.compress(made.PAGE),
    "json": json.dumps(made.WALLABAG[:1]).encode(),
    "json lines": json.dumps(made.WALLABAG[0]).encode() + b"\n",
}


def everything(data: bytes, name: str = "given") -> list[Found]:
    return list(unpack(io.BytesIO(data), len(data), name))


def articles(data: bytes) -> list[Article]:
    found = everything(data)
    assert not [item for item in found if isinstance(item, DatelineError)], found
    return [article_of(item) for item in found if isinstance(item, Piece)]


def only(data: bytes) -> Article:
    (article,) = articles(data)
    return article


@pytest.mark.parametrize("kind", WHOLE)
def test_an_article_comes_out_of_every_format_whole(kind: str) -> None:
    article = only(WHOLE[kind])
    for paragraph in (made.FIRST, made.SECOND):
        assert paragraph in article.text, kind
    assert article.original and not article.empty
    if kind not in ("atom", "mail"):
        assert article.title == made.TITLE


@pytest.mark.parametrize("kind", sorted(set(WHOLE) - {"page", "text", "markdown"}))
def test_a_damaged_file_is_words_and_never_more(kind: str) -> None:
    whole = WHOLE[kind]
    for data in (whole[: len(whole) // 2], whole[: len(whole) // 3] + b"\xff\x00" * 40 + whole[len(whole) // 2 :]):
        for item in everything(data):
            if isinstance(item, DatelineError):
                assert "\n" not in str(item) and "given" in str(item)
            elif isinstance(item, Piece):
                try:
                    article_of(item)
                except DatelineError as error:
                    assert "\n" not in str(error)


@pytest.mark.parametrize("whole", [made.OPML, made.SITEMAP, made.BOOKMARKS], ids=["opml", "sitemap", "bookmarks"])
def test_a_damaged_list_gives_the_links_it_still_has_or_words(whole: bytes) -> None:
    intact = {item.url for item in everything(whole) if isinstance(item, Link | Subscription)}
    for place in range(0, len(whole), 7):
        for data in (whole[:place], whole[:place] + b"\xff\x00<" + whole[place:]):
            for item in everything(data):
                assert isinstance(item, Piece | Link | Subscription | Aside | DatelineError)
                if isinstance(item, DatelineError):
                    assert "\n" not in str(item)
    assert intact


def test_a_damaged_mailbox_gives_the_messages_before_the_damage(tmp_path: Path) -> None:
    whole = made.mbox(tmp_path / "box", made.mail(), made.mail())
    cut = whole[: len(whole) * 3 // 4] + b"\xff\xfe" * 50
    assert made.FIRST in next(article_of(item) for item in everything(cut) if isinstance(item, Piece)).text


@pytest.mark.parametrize("data", [b"", b" \n\t", made.zipped({}), made.tarred({}), gzip.compress(b""), made.rss(),
                                  made.warc(packed=False, pages={"https://t.example/": (b"", "text/html")}),
                                  made.docx(""), made.epub({}), b"[]", b"<opml><body/></opml>", b"<urlset></urlset>"])  # fmt: skip
def test_a_file_with_nothing_in_it_says_so(data: bytes) -> None:
    found = [item for item in everything(data) if not isinstance(item, Aside)]
    if len(found) == 1 and isinstance(found[0], Piece):  # a book with a cover alone is that
        assert found[0].blocks
    else:
        assert len(found) == 1 and isinstance(found[0], DatelineError)
        assert any(word in str(found[0]) for word in ("empty", "without", "names no", "nothing"))


@settings(max_examples=60, deadline=None)
@given(kind=st.sampled_from(sorted(WHOLE)), at=st.floats(0, 1), noise=st.binary(max_size=30), cut=st.integers(0, 300))
def test_no_damage_is_a_traceback(kind: str, at: float, noise: bytes, cut: int) -> None:
    whole = WHOLE[kind]
    place = int(at * len(whole))
    for item in everything(whole[:place] + noise + whole[place + cut :]):
        assert isinstance(item, Piece | Link | Subscription | Aside | DatelineError)


def test_a_mail_without_words_is_an_empty_article() -> None:
    (item,) = everything(b"From: a@tern.example\nSubject: Only this\nDate: Tue, 04 Mar 2031 23:30:00 -0500\n\n")
    assert isinstance(item, Piece)
    article = article_of(item)
    assert article.empty and article.title == "Only this"


# --- what each format knows


def test_markdown_gives_its_metadata_and_roles() -> None:
    article = only(made.MARKDOWN)
    assert (article.url, article.author, article.published) == (
        "https://tern.example/convoy",
        "Mara Lind",
        "2031-03-04",
    )
    roles = {article.text[part.start : part.end]: part.role for part in article.structure}
    assert roles == {"What happened": "heading", made.SECOND: "quote", "The papers of every ship.": "list"}


def test_plain_text_that_uses_signs_is_no_markdown() -> None:
    text = made.TEXT + b"\n\nIt ranks # 1 in grain * and - by its own account - third in oil.\n"
    assert "ranks # 1 in grain * and - by" in only(text).text


def test_a_mail_is_its_newsletter() -> None:
    article = only(made.mail(List_Id='"The Tern, Mornings" <tern.list.example>').as_bytes())
    assert article.title == made.TITLE + " Ærø"
    assert (article.source, article.author, article.published) == ("The Tern, Mornings", "Ærø Morning", "2031-03-04")
    assert "Hidden words" not in article.text and "browser" not in article.text
    assert "The convoy" in [article.text[part.start : part.end] for part in article.structure]


def test_a_mailbox_gives_each_message_and_what_is_attached(tmp_path: Path) -> None:
    second = made.mail()
    second.replace_header("Subject", "Second")
    second.add_attachment(CONVOY, maintype="application", subtype="octet-stream", filename="report")
    second.add_attachment(b"\x89PNG" + bytes(50), maintype="image", subtype="png", filename="logo.png")
    found = everything(made.mbox(tmp_path / "box", made.mail(), second))
    titles = [article_of(item).title for item in found if isinstance(item, Piece)]
    assert titles == [made.TITLE + " Ærø", "Second", made.TITLE]
    assert [type(item) for item in found if not isinstance(item, Piece)] == [Aside]


def test_a_plain_mail_is_unwrapped() -> None:
    import textwrap

    wrapped = "\n\n".join("\n".join(textwrap.wrap(paragraph, 72)) for paragraph in made.PARAGRAPHS)
    data = f"From: a@b.example\nSubject: {made.TITLE}\nDate: Tue, 4 Mar 2031 08:00:00 +0000\n\n{wrapped}\n".encode()
    assert only(data).text == "\n\n".join((made.TITLE, *made.PARAGRAPHS))


def test_a_saved_page_knows_where_it_came_from() -> None:
    article = only(made.MHTML)
    assert (article.url, article.original) == ("https://tern.example/convoy", made.PAGE)


def test_feeds_give_whole_entries_and_say_where_the_rest_of_a_summary_is() -> None:
    whole, summary = (item for item in everything(made.rss(made.item(1), made.item(2, whole=False))))
    assert isinstance(whole, Piece) and isinstance(summary, Piece)
    assert whole.link is None and summary.link == "https://tern.example/2?utm_source=feed"
    assert (whole.source, whole.published) == ("The Tern", "2031-03-04")
    atom = only(made.ATOM)
    assert (atom.title, atom.source, atom.author) == ("Grain & convoy", "Tern étoile", "Mara Lind")


def test_lists_give_links_and_feeds() -> None:
    assert everything(made.OPML) == [
        Subscription("https://tern.example/feed", "The Tern", "Wires/Sea"),
        Subscription("https://gull.example/rss", "Gull", None),
    ]
    assert everything(made.SITEMAP) == [Link("https://tern.example/1"), Link("https://tern.example/2")]
    assert everything(made.BOOKMARKS) == [Link("https://tern.example/1", "Convoy & grain")]
    assert everything(b"# mine\nhttps://a.example/1\n\nhttps://a.example/2") == [
        Link("https://a.example/1"),
        Link("https://a.example/2"),
    ]


def test_an_export_is_mapped_field_by_field() -> None:
    found = everything(json.dumps(made.WALLABAG).encode())
    assert found[1] == Link("https://tern.example/2", "Only its address is kept")
    assert isinstance(found[0], Piece)
    article = article_of(found[0])
    assert (article.author, article.source, article.published) == ("Mara Lind, Jo Day", "tern.example", "2031-03-04")
    assert article.tags == ("grain",)


def test_fields_of_other_names_can_be_named() -> None:
    line = json.dumps({"Überschrift": made.TITLE, "stuff": "\n".join(made.PARAGRAPHS)}).encode() + b"\n"
    mapped = (("body", "stuff"), ("title", "Überschrift"))
    (piece,) = unpack(io.BytesIO(line * 1), len(line), "x", fields=mapped)
    assert isinstance(piece, Piece) and article_of(piece).title == made.TITLE
    assert isinstance(everything(line)[0], DatelineError)


def test_a_line_that_is_no_json_is_left_out() -> None:
    good = json.dumps(made.WALLABAG[0])
    found = everything(f"{good}\n{{broken\n{good}\n".encode())
    assert [type(item) for item in found] == [Piece, DatelineError, Piece]


def test_a_web_archive_gives_pages_and_leaves_pictures_aside() -> None:
    found = everything(made.warc(packed=True))
    assert [type(item) for item in found] == [Piece, Aside]
    assert article_of(found[0]).url == "https://tern.example/convoy"  # type: ignore[arg-type]


def test_a_word_document_keeps_roles_and_leaves_deleted_words_out() -> None:
    run = "<w:r><w:t xml:space='preserve'>{}</w:t></w:r>"
    article = only(
        made.docx(
            "<w:p><w:pPr><w:pStyle w:val='Heading1'/></w:pPr>" + run.format(made.TITLE) + "</w:p>"
            "<w:p>" + run.format(made.FIRST[:50]) + "<w:del><w:r><w:delText>never</w:delText></w:r></w:del>"
            "<w:ins>" + run.format(made.FIRST[50:]) + "</w:ins></w:p>"
            "<w:p><w:pPr><w:pStyle w:val='Quote'/></w:pPr>" + run.format(made.SECOND) + "</w:p>"
        )
    )
    assert article.text == "\n\n".join((made.TITLE, made.FIRST, made.SECOND))
    assert [part.role for part in article.structure] == ["quote"]


def test_a_book_gives_an_article_for_each_chapter() -> None:
    body = "".join(f"<p>{p}</p>" for p in made.PARAGRAPHS)
    found = articles(made.epub({"The first": body, "The second": body.replace("grain", "timber")}))
    assert [(a.title, a.source, a.author) for a in found] == [
        ("The first", "The Tern, March", "Mara Lind"),
        ("The second", "The Tern, March", "Mara Lind"),
    ]


def test_an_archive_in_an_archive_is_opened_and_the_rest_left_aside() -> None:
    inner = made.zipped({"a.html": made.PAGE, "style.css": b"p {}", "photo": b"\x89PNG" + bytes(9), ".hidden": b"x"})
    found = everything(made.tarred({"in.zip": inner, "note.txt": made.TEXT}))
    assert [type(item).__name__ for item in found].count("Piece") == 2
    assert sum(isinstance(item, Aside) for item in found) == 3


def test_a_page_without_an_article_is_kept_as_an_empty_one() -> None:
    piece = everything(b"<html><head><title>Subscribe to continue</title></head><body><p></p></body></html>")[0]
    assert isinstance(piece, Piece)
    article = article_of(piece, Given(published="2031-03-04"))
    assert article.empty and article.text == article.title == "Subscribe to continue"
    assert article.published == "2031-03-04"


def test_the_servers_word_counts_where_the_page_has_none() -> None:
    russian = "Суда вышли из порта утром, и инспекторы поднялись на борт каждого из них без спешки. " * 4
    page = f"<html><head><title>Порт</title></head><body><article><p>{russian}</p></article></body></html>"
    piece = Piece("x", page.encode("koi8-r"), charset="koi8-r")
    assert russian.strip() in article_of(piece).text
