"""What a page says of itself: title, authors, site, publisher, section, address; from JSON-LD, meta elements and headings."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from urllib.parse import urljoin, urlsplit

from lxml import etree

from store.intake import bylines, json_ld, titles
from store.text import clean_line


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
    names = (site, told.publisher, told.section, _first(metas, "article:section"))
    return Metadata(
        title=_title(tree, metas, told, [name for name in names if name], address or url),
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


def _title(
    tree: etree._Element, metas: dict[str, list[str]], told: json_ld.Told, names: list[str], url: str | None
) -> str | None:
    headings = [text for text in map(_words, tree.iter("h1")) if text]
    named = {
        "og:title": _first(metas, "og:title"), "headline": told.headline, "heading": headings[0] if headings else "",
        "twitter:title": _first(metas, "twitter:title"), "dc.title": _first(metas, "dc.title", "title"),
        "title": next((text for text in map(_words, tree.iter("title")) if text), ""),
    }  # fmt: skip
    others = [*headings, *(values[0] for key, values in metas.items() if "headline" in key)]
    return titles.chosen(titles.Titles(named, others, names, told.alternative, url or ""))


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
