"""HTML pages: trafilatura's body and metadata, then the same rules as for scrapes."""

from __future__ import annotations

import re
from dataclasses import dataclass

_AUTHOR_NOISE = re.compile(r"https?://\S+|@\w+")


@dataclass(frozen=True, slots=True)
class Page:
    """What a page says of itself: body with a paragraph a line, and metadata (None where it says nothing)."""

    body: str
    title: str | None
    author: str | None
    published: str | None
    source: str | None
    url: str | None


def read(html: str, url: str | None) -> Page:
    """The article of a page; ``body`` is empty where there is none."""
    from trafilatura import bare_extraction

    document = bare_extraction(
        html,
        url=url,
        favor_precision=True,
        include_comments=False,
        include_tables=False,
        with_metadata=True,
        date_extraction_params={"extensive_search": False, "original_date": True},
    )
    if document is None:
        return Page("", *_head(html), None, None, None, url)
    found = document if isinstance(document, dict) else document.as_dict()
    return Page(
        body=found.get("text") or "",
        title=found.get("title") or None,
        author=_author(found.get("author")),
        published=_day(found.get("date")),
        source=found.get("sitename") or found.get("hostname") or None,
        url=url or found.get("url") or None,
    )


def _head(html: str) -> tuple[str | None]:
    match = re.search(r"<title[^>]*>(.*?)</title>", html, re.I | re.S)
    return (" ".join(match.group(1).split()) or None if match else None,)


def _author(value: str | None) -> str | None:
    cleaned = _AUTHOR_NOISE.sub("", value or "").strip(" ;,")
    return cleaned or None


def _day(value: str | None) -> str | None:
    match = re.match(r"\d{4}-\d\d-\d\d", value or "")
    return match.group() if match else None
