"""What a page says of itself: title, authors, site, publisher, section, address; from JSON-LD, meta elements and headings."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import urljoin, urlsplit

from lxml import etree

from store.intake import bylines, json_ld
from store.intake.wording import fold
from store.text import clean_line

_SUFFIX = re.compile(r"\s*[|•·–—：ㅣ]\s*|\s+[-:/*]\s+|-(?=[^-]*$)")
"""What stands between a title and the site's name."""
_SHORTEST_TITLE = 8
_COPIES = 3
_TITLES = ("og:title", "headline", "heading", "twitter:title", "title", "dc.title")


@dataclass(frozen=True, slots=True)
class Metadata:
    """A page's word on itself; None or empty where it says nothing."""

    title: str | None
    authors: tuple[str, ...]
    site: str | None
    publisher: str | None
    section: str | None
    description: str
    url: str | None
    metas: dict[str, list[str]]
    told: json_ld.Told


def read(tree: etree._Element, url: str | None) -> Metadata:
    """The metadata of a page.

    Args:
        url: where the page came from, for addresses that it gives without a host.
    """
    metas, told = _metas(tree), json_ld.read(tree)
    site = _first(metas, "og:site_name", "application-name") or told.publisher or None
    address = _address(tree, metas, url)
    return Metadata(
        title=_title(tree, metas, told, site),
        authors=_authors(tree, metas, told),
        site=site or _host(address or url),
        publisher=told.publisher or None,
        section=told.section or _first(metas, "article:section", "section", "parsely-section") or None,
        description=_first(metas, "og:description", "description") or told.description,
        url=address,
        metas=metas,
        told=told,
    )


def _metas(tree: etree._Element) -> dict[str, list[str]]:
    found: defaultdict[str, list[str]] = defaultdict(list)
    for meta in tree.iter("meta"):
        content = clean_line(meta.get("content") or "")
        for key in {(meta.get(attribute) or "").strip().lower() for attribute in ("property", "name", "itemprop")}:
            if key and content:
                found[key].append(content)
    return dict(found)


def _first(metas: dict[str, list[str]], *keys: str) -> str:
    return next((metas[key][0] for key in keys if key in metas), "")


def _words(element: etree._Element) -> str:
    return clean_line("".join(map(str, element.itertext())))


def _title(tree: etree._Element, metas: dict[str, list[str]], told: json_ld.Told, site: str | None) -> str | None:
    """What the page gives to those who link to it, without the site's name; else its headline, heading or window title."""
    headings = [text for text in map(_words, tree.iter("h1")) if text]
    window = next((text for text in map(_words, tree.iter("title")) if text), "")
    told_by = {
        "og:title": _first(metas, "og:title"), "headline": told.headline, "heading": headings[0] if headings else "",
        "twitter:title": _first(metas, "twitter:title"), "title": window, "dc.title": _first(metas, "dc.title", "title"),
    }  # fmt: skip
    others = [value for value in (*told_by.values(), *headings) if value]
    names = [name for name in (site, told.publisher, told.section, _first(metas, "article:section")) if name]
    plain = {name: without_site(value, others, names) for name, value in told_by.items() if value}
    return plain[_chosen(plain)] if plain else None


def _chosen(titles: dict[str, str]) -> str:
    """Which of a page's titles is the article's: what is given to those who link, else the heading.

    Where all others are copies of one and JSON-LD's headline alone differs, the headline is the one written by hand.
    """
    folded = {name: fold(title) for name, title in titles.items()}
    alike = Counter(folded.values())
    if "headline" in folded and alike[folded["headline"]] == 1 and alike[folded.get("og:title", "")] >= _COPIES:
        return "headline"
    return next(name for name in _TITLES if name in titles)


def without_site(title: str, others: Iterable[str], names: Iterable[str]) -> str:
    """A title without the name of the site or section behind it (or before it).

    Args:
        others: the page's other titles: what one of them does not have is cut.
        names: what the site and the section are called.
    """
    known = {folded for folded in map(fold, others) if len(folded) >= _SHORTEST_TITLE}
    for match in reversed(list(_SUFFIX.finditer(title))):
        head, tail = title[: match.start()].strip(), title[match.end() :].strip()
        if not fold(head) or not fold(tail):
            continue
        if fold(head) in known or any(_names_site(tail, name) for name in names):
            return without_site(head, others, names)
        if fold(tail) in known or (
            len(fold(tail)) >= _SHORTEST_TITLE and any(_names_site(head, name) for name in names)
        ):
            return without_site(tail, others, names)
    return title


def _names_site(piece: str, site: str) -> bool:
    one, other = fold(piece).replace(" ", ""), fold(site).replace(" ", "")
    return bool(one) and (
        one == other or (len(one) > 2 and len(other) > 2 and (one.startswith(other) or other.startswith(one)))
    )


def _authors(tree: etree._Element, metas: dict[str, list[str]], told: json_ld.Told) -> tuple[str, ...]:
    for names in (
        told.authors,
        metas.get("author"),
        metas.get("article:author"),
        metas.get("parsely-author"),
        metas.get("dc.creator"),
    ):
        if cleaned := bylines.clean(names or ()):
            return cleaned
    marked = [
        e for e in tree.iter("a", "span", "div", "p") if "author" in (e.get("rel") or e.get("itemprop") or "").split()
    ]
    return bylines.clean(tuple(text for text in map(_words, marked[:6]) if len(text) < 120))


def _address(tree: etree._Element, metas: dict[str, list[str]], url: str | None) -> str | None:
    links = [link.get("href") for link in tree.iter("link") if (link.get("rel") or "").lower() == "canonical"]
    for candidate in (*links, *metas.get("og:url", ())):
        try:
            whole = urljoin(url or "", clean_line(candidate or ""))
            if urlsplit(whole).scheme in ("http", "https") and urlsplit(whole).hostname:
                return whole
        except ValueError:
            continue
    return None


def _host(url: str | None) -> str | None:
    try:
        return (urlsplit(url or "").hostname or "").removeprefix("www.") or None
    except ValueError:
        return None
