"""HTML pages: blocks of text judged one by one, with the votes of several extractors; or, fast, one extractor's word."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
from lxml import etree

from store.intake import blocks, dates, forest, metadata, page_features
from store.intake.blocks import Block
from store.intake.lines import Line, lines_of
from store.intake.surroundings import Numbers
from store.model import Role
from store.text import clean_text

SURE = 0.4
"""Probability from which a block is part of the article; chosen by cross-validation over publishers."""
_NEVER_READ = "script style svg noscript template iframe nav footer button select input link meta".split()
_SHOWN = 0.02
"""Probability from which a block that is not part of it is still told among the edits, if no extractor took it."""


@dataclass(frozen=True, slots=True)
class Page:
    """What a page holds, and what it says of itself.

    Args:
        source: the text that the extractors found, a block a line: the frame of ``lines`` and of all edits.
        lines: of the source; those that are no part of the article have a rule.
        roles: of lines, by index; lines without one are paragraphs.
    """

    source: str
    lines: list[Line]
    metadata: metadata.Metadata | None
    published: dates.Published | None = None
    roles: dict[int, Role] = field(default_factory=dict)
    captions: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Look:
    """A page's blocks with the numbers by which they are judged."""

    blocks: list[Block]
    numbers: Numbers
    metadata: metadata.Metadata
    published: dates.Published | None


def read(html: str, url: str | None, *, careful: bool = True) -> Page:
    """The article of a page; all lines have a rule, or there are none, where it holds none."""
    return _carefully(html, url) if careful else _fast(html, url)


def look(html: str, url: str | None) -> Look | None:
    """All that is known of a page before any of it is judged; None where there is no tree."""
    tree = blocks.parse(html)
    if tree is None:
        return None
    about = metadata.read(tree, url)
    day = dates.published(tree, about, url)
    found = blocks.blocks(tree)
    if not found:
        return Look([], np.zeros((0, 0), np.float32), about, day)
    votes = {"trafilatura": _trafilatura(tree)}
    numbers = page_features.numbers(found, votes, about.told.body, about.title or "", about.description)
    return Look(found, numbers, about, day)


def _carefully(html: str, url: str | None) -> Page:
    looked = look(html, url)
    if looked is None:
        return Page("", [], None)
    if not looked.blocks:
        return _told(looked)
    sure = forest.load("blocks").judge(looked.numbers)
    kept = [at for at, value in enumerate(sure) if value >= SURE]
    if not kept:
        return _told(looked)
    shown = [at for at, value in enumerate(sure) if value >= _SHOWN or kept[0] <= at <= kept[-1]]
    return _page(looked, shown, set(kept))


def _page(looked: Look, shown: Sequence[int], kept: set[int]) -> Page:
    lines, roles, at = [], {}, 0
    for index, number in enumerate(shown):
        block = looked.blocks[number]
        rule = None if number in kept else "caption" if block.caption else "not the article"
        lines.append(Line(at, at + len(block.text), block.text, rule))
        at += len(block.text) + 1
        if block.role and rule is None:
            roles[index] = block.role
    captions = dict.fromkeys(looked.blocks[n].text for n in shown if looked.blocks[n].caption and n not in kept)
    source = "\n".join(line.text for line in lines)
    return Page(source, lines, looked.metadata, looked.published, roles, tuple(captions))


def _told(looked: Look) -> Page:
    """The body as JSON-LD tells it, for pages whose own text is made by scripts."""
    source = looked.metadata.told.body
    return Page(source, lines_of(source), looked.metadata, looked.published)


def _fast(html: str, url: str | None) -> Page:
    tree = blocks.parse(html)
    if tree is None:
        return Page("", [], None)
    about = metadata.read(tree, url)
    day = dates.published(tree, about, url, thorough=False)
    source = clean_text(_trafilatura(tree, fast=True)) or about.told.body
    return Page(source, lines_of(source), about, day)


def _trafilatura(tree: etree._Element, *, fast: bool = False) -> str:
    """The text that trafilatura finds: its own way alone, or weighed against readability's and jusText's.

    The tree is used up: what trafilatura drops without a look is taken out of it first, which saves a quarter of the time.
    """
    from trafilatura import extract

    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    etree.strip_elements(tree, *_NEVER_READ, with_tail=False)
    return extract(tree, fast=fast, include_comments=False, include_tables=False) or ""
