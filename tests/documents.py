"""Files of every format, made by hand or by the libraries that programs use to write them; all content is invented."""

from __future__ import annotations

import gzip
import io
import json
import mailbox
import tarfile
import zipfile
from base64 import encodebytes
from collections.abc import Mapping
from email.message import EmailMessage
from pathlib import Path

from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

TITLE = "Inspectors board the grain convoy after eleven days"
FIRST = (
    "Inspectors from the river commission boarded the grain convoy off Port Ansel on Tuesday morning, eleven days "
    "after its ships had been ordered to lie at anchor outside the breakwater by the harbour authority."
)
SECOND = (
    "“We were let into every hold,” the commission’s spokeswoman, Ilse Varga, told reporters on the quay. “Nobody "
    "tried to hurry us, and nobody asked us to leave.”"
)
THIRD = (
    "Whether the convoy sails this week depends on the weather as much as on diplomacy. A storm is expected on the "
    "outer banks, and the pilots’ association has advised its members against any crossing before Saturday."
)
PARAGRAPHS = (FIRST, SECOND, THIRD)
PAGE = (
    f"<!DOCTYPE html><html><head><meta charset='utf-8'><title>{TITLE}</title></head><body><nav>Home World</nav>"
    f"<article><h1>{TITLE}</h1>" + "".join(f"<p>{p}</p>" for p in PARAGRAPHS) + "</article></body></html>"
).encode()
TEXT = "\n\n".join((TITLE, *PARAGRAPHS)).encode()
MARKDOWN = f"""---
title: {TITLE}
source: https://tern.example/convoy
author: "[[Mara Lind]]"
date: 2031-03-04
---

## What happened

{FIRST}

> {SECOND}

- [The papers](https://tern.example/papers) of **every** ship.

{THIRD}
""".encode()
FIXTURES = Path(__file__).parent / "fixtures" / "documents"


def rss(*items: str, head: str = "") -> bytes:
    """An RSS feed with these items."""
    channel = f"<title>The Tern</title><link>https://tern.example/</link>{''.join(items)}"
    content = 'xmlns:content="http://purl.org/rss/1.0/modules/content/"'
    return f'<?xml version="1.0"?>{head}<rss version="2.0" {content}><channel>{channel}</channel></rss>'.encode()


def item(number: int, *, link: str = "", whole: bool = True, title: str = TITLE, body: str = "") -> str:
    """An item of a feed: with its whole text, or a summary."""
    html = body or ("".join(f"<p>{p}</p>" for p in PARAGRAPHS) * 3 if whole else f"<p>{FIRST[:80]}</p>")
    tag = "content:encoded" if whole else "description"
    address = link or f"https://tern.example/{number}?utm_source=feed"
    return (
        f"<item><guid isPermaLink='false'>tern-{number}</guid><title>{title}</title><link>{address}</link>"
        f"<pubDate>Tue, 04 Mar 2031 23:30:00 -0500</pubDate><{tag}><![CDATA[{html}]]></{tag}></item>"
    )


ATOM = (
    f"""<?xml version="1.0" encoding="iso-8859-1"?>
<feed xmlns="http://www.w3.org/2005/Atom"><title>Tern &eacute;toile</title><link href="https://tern.example/"/>
<entry><id>urn:tern:1</id><title type="html">Grain &amp;amp; convoy</title><link href="/grain/1"/>
<author><name>Mara Lind</name></author><updated>2031-03-04T08:00:00Z</updated>
<content type="html">{"".join(f"&lt;p&gt;{p}&lt;/p&gt;" for p in PARAGRAPHS) * 3}</content></entry></feed>
""".replace("“", "&#8220;")
    .replace("”", "&#8221;")
    .replace("’", "&#8217;")
    .encode("iso-8859-1")
)
JSON_FEED = json.dumps(
    {
        "version": "https://jsonfeed.org/version/1.1",
        "title": "The Tern",
        "items": [
            {"id": "1", "url": "https://tern.example/1", "title": TITLE, "date_published": "2031-03-04T08:00:00+01:00",
             "authors": [{"name": "Mara Lind"}], "content_text": "\n".join(PARAGRAPHS * 3)},
        ],
    }
).encode()  # fmt: skip
OPML = b"""<?xml version="1.0"?><opml version="2.0"><body><outline text="Wires"><outline text="Sea">
<outline type="rss" text="The Tern" xmlUrl="https://tern.example/feed"/></outline></outline>
<outline text="Gull" xmlUrl="https://gull.example/rss"/></body></opml>"""
SITEMAP = b"""<?xml version="1.0"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
<url><loc>https://tern.example/1</loc><lastmod>2031-03-04</lastmod></url><url><loc>https://tern.example/2</loc></url></urlset>"""
BOOKMARKS = b"""<!DOCTYPE NETSCAPE-Bookmark-file-1><TITLE>Bookmarks</TITLE><DL><p>
<DT><A HREF="https://tern.example/1" ADD_DATE="1">Convoy &amp; grain</A><DT><A HREF="javascript:alert(1)">no</A></DL>"""
WALLABAG = [
    {"id": 1, "title": TITLE, "url": "https://tern.example/1", "content": "".join(f"<p>{p}</p>" for p in PARAGRAPHS),
     "published_at": "2031-03-04T08:00:00+0100", "published_by": ["Mara Lind", "Jo Day"], "domain_name": "tern.example",
     "tags": [{"label": "grain"}], "is_archived": 0},
    {"headline": "Only its address is kept", "link": "https://tern.example/2"},
]  # fmt: skip


def mail(**headers: str) -> EmailMessage:
    """A newsletter as mail programs write it: plain text and HTML, quoted-printable, non-ASCII headers."""
    message = EmailMessage()
    message["From"] = "Ærø Morning <news@tern.example>"
    message["To"] = "desk@gull.example"
    message["Subject"] = f"Fwd: {TITLE} Ærø"
    message["Date"] = "Tue, 04 Mar 2031 23:30:00 -0500"
    message["Message-ID"] = "<1234@tern.example>"
    for name, value in headers.items():
        message[name.replace("_", "-")] = value
    message.set_content("Read this mail in a browser.")
    rows = "".join(f"<tr><td>{p}</td></tr>" for p in PARAGRAPHS)
    message.add_alternative(
        f"<html><head><title>x</title><style>p {{}}</style></head><body><div style='display:none'>Hidden words</div>"
        f"<table><tr><td><h2>The convoy</h2></td></tr>{rows}</table></body></html>",
        subtype="html",
    )
    return message


def mbox(path: Path, *messages: EmailMessage) -> bytes:
    """A mailbox as Python's own ``mailbox`` writes it."""
    box = mailbox.mbox(path)
    for message in messages:
        box.add(message)
    box.close()
    return path.read_bytes()


MHTML = (
    b"From: <Saved by Blink>\r\nSnapshot-Content-Location: https://tern.example/convoy\r\nSubject: x\r\n"
    b"Date: Sat, 1 Mar 2031 10:00:00 -0000\r\nMIME-Version: 1.0\r\n"
    b'Content-Type: multipart/related; type="text/html"; boundary="----b"\r\n\r\n'
    b"------b\r\nContent-Type: text/html\r\nContent-Transfer-Encoding: base64\r\n"
    b"Content-Location: https://tern.example/convoy\r\n\r\n"
) + encodebytes(PAGE) + (
    b"\r\n------b\r\nContent-Type: image/png\r\nContent-Location: https://tern.example/a.png\r\n"
    b"Content-Transfer-Encoding: base64\r\n\r\niVBORw0KGgo=\r\n------b--\r\n"
)  # fmt: skip


def warc(*, packed: bool, pages: Mapping[str, tuple[bytes, str]] | None = None) -> bytes:
    """A web archive as warcio writes it: pages, a picture, an error, a request."""
    out = io.BytesIO()
    writer = WARCWriter(out, gzip=packed)
    for url, (body, kind) in (pages or {"https://tern.example/convoy": (PAGE, "text/html; charset=utf-8")}).items():
        headers = StatusAndHeaders(
            "200 OK", [("Content-Type", kind), ("Content-Encoding", "gzip")], protocol="HTTP/1.1"
        )
        writer.write_record(
            writer.create_warc_record(url, "response", payload=io.BytesIO(gzip.compress(body)), http_headers=headers)
        )
    for url, status, kind in (
        ("https://tern.example/a.png", "200 OK", "image/png"),
        ("https://t.example/x", "404 No", "text/html"),
    ):
        headers = StatusAndHeaders(status, [("Content-Type", kind)], protocol="HTTP/1.1")
        writer.write_record(
            writer.create_warc_record(url, "response", payload=io.BytesIO(b"\x89PNG"), http_headers=headers)
        )
    return out.getvalue()


def zipped(files: Mapping[str, bytes], *, stored: str | None = None) -> bytes:
    """A zip archive; ``stored`` is a first member that is not compressed, as an EPUB's."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data, zipfile.ZIP_STORED if name == stored else zipfile.ZIP_DEFLATED)
    return out.getvalue()


def tarred(files: Mapping[str, bytes], mode: str = "w:gz") -> bytes:
    """A tar archive."""
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode=mode) as archive:  # type: ignore[call-overload]
        for name, data in files.items():
            about = tarfile.TarInfo(name)
            about.size = len(data)
            archive.addfile(about, io.BytesIO(data))
    return out.getvalue()


def wacz() -> bytes:
    """A web archive in its package."""
    return zipped(
        {"archive/data.warc.gz": warc(packed=True), "datapackage.json": b"{}", "pages/pages.jsonl": b"{}"},
        stored="archive/data.warc.gz",
    )


def epub(chapters: Mapping[str, str]) -> bytes:
    """A book with a cover, a table of contents and these chapters (title to HTML of its body)."""
    pages = {
        f"OEBPS/c{number}.xhtml": f"<html xmlns='http://www.w3.org/1999/xhtml'><head><title>{title}</title></head>"
        f"<body><h1>{title}</h1>{body}</body></html>".encode()
        for number, (title, body) in enumerate(chapters.items())
    }
    pages["OEBPS/cover.xhtml"] = b"<html xmlns='http://www.w3.org/1999/xhtml'><body><p>The Tern</p></body></html>"
    names = ["cover", *(f"c{number}" for number in range(len(chapters)))]
    manifest = "".join(f'<item id="{n}" href="{n}.xhtml" media-type="application/xhtml+xml"/>' for n in names)
    spine = "".join(f'<itemref idref="{n}"/>' for n in names)
    package = (
        '<package xmlns="http://www.idpf.org/2007/opf" xmlns:dc="http://purl.org/dc/elements/1.1/"><metadata>'
        "<dc:title>The Tern, March</dc:title><dc:creator>Mara Lind</dc:creator><dc:date>2031-03-04</dc:date></metadata>"
        f"<manifest>{manifest}</manifest><spine>{spine}</spine></package>"
    )
    container = (
        '<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>'
        '<rootfile full-path="OEBPS/book.opf"/></rootfiles></container>'
    )
    return zipped(
        {"mimetype": b"application/epub+zip", "META-INF/container.xml": container.encode(),
         "OEBPS/book.opf": package.encode(), **pages},
        stored="mimetype",
    )  # fmt: skip


def docx(body: str) -> bytes:
    """A Word document with this body (WordprocessingML)."""
    spaces = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    return zipped(
        {
            "[Content_Types].xml": b"<Types/>",
            "word/document.xml": f"<w:document {spaces}><w:body>{body}</w:body></w:document>".encode(),
        }
    )


def pdf(*pages: str, text: bool = True) -> bytes:
    """A PDF whose pages have these content streams, written out by hand."""
    objects = ["<< /Type /Catalog /Pages 2 0 R >>", "", "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"]
    kids = []
    for stream in pages:
        kids.append(f"{len(objects) + 1} 0 R")
        objects.append(
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Resources << /Font << /F 3 0 R >> >> "
            f"/Contents {len(objects) + 2} 0 R >>"
        )
        objects.append(f"<< /Length {len(stream)} >>\nstream\n{stream if text else ''}\nendstream")
    objects[1] = f"<< /Type /Pages /Kids [{' '.join(kids)}] /Count {len(kids)} >>"
    out, places = "%PDF-1.4\n", []
    for number, content in enumerate(objects, 1):
        places.append(len(out))
        out += f"{number} 0 obj\n{content}\nendobj\n"
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    size = len(objects) + 1
    return (
        f"{out}xref\n0 {size}\n0000000000 65535 f \n{table}trailer\n<< /Size {size} /Root 1 0 R >>\n"
        f"startxref\n{len(out)}\n%%EOF\n"
    ).encode("latin-1")


def lines(*, left: float, top: float, words: list[str], size: float = 10, leading: float = 12) -> str:
    """A block of lines in a page's content stream."""
    rows = "".join(f"({word}) Tj 0 -{leading} Td " for word in words)
    return f"BT /F {size} Tf {left} {top} Td {rows}ET\n"
