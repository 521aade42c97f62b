"""Following links: the page behind an address, or behind a feed's summary."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from io import BytesIO

from store.intake.fetch import Cancelled, Courtesy, fetch_politely
from store.intake.formats import Found, Link, Piece, unpack
from store.model import DatelineError

DEEPEST = 3
"""Links that lead to links (a sitemap of sitemaps) before no more are followed."""


def follow(link: Link, courtesy: Courtesy, depth: int = 0) -> Iterator[Found]:
    """What lies at an address; where that names further addresses, what lies there.

    Yields:
        What was found; a ``DatelineError`` for each address that could not be had, ``Cancelled`` among them.
    """
    if depth >= DEEPEST:
        yield DatelineError(f"{link.url} is reached over too many lists of links: it was not fetched")
        return
    try:
        answer = fetch_politely(link.url, courtesy)
    except DatelineError as error:
        yield error
        return
    met = (link.url, *answer.met)
    for found in unpack(BytesIO(answer.data), len(answer.data), answer.url, url=answer.url, charset=answer.charset):
        if isinstance(found, Link):
            yield from follow(found, courtesy, depth + 1)
        elif isinstance(found, Piece) and found.url == answer.url:
            yield replace(found, aliases=(*found.aliases, *met))
        else:
            yield found


def whole_of(summary: Piece, courtesy: Courtesy) -> Piece:
    """The page of a feed's summary, or the summary where the page cannot be had or is no article.

    Raises:
        Cancelled: the run was cancelled.
    """
    assert summary.link is not None
    for found in follow(Link(summary.link), courtesy):
        if isinstance(found, Cancelled):
            raise found
        if isinstance(found, Piece):
            return replace(found, summary=replace(summary, link=None), aliases=(*found.aliases, *summary.aliases))
    return summary
