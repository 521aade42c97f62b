"""Feeds as OPML 2.0 (https://opml.org/spec2.opml), which every feed reader takes."""

from __future__ import annotations

from collections.abc import Iterable
from xml.etree import ElementTree

from store.feeds import Feed


def document(feeds: Iterable[Feed]) -> str:
    """One outline a feed, in the folders it lies in."""
    root = ElementTree.Element("opml", version="2.0")
    head = ElementTree.SubElement(root, "head")
    ElementTree.SubElement(head, "title").text = "Dateline"
    body = ElementTree.SubElement(root, "body")
    folders: dict[tuple[str, ...], ElementTree.Element] = {(): body}
    for feed in feeds:
        path = tuple((feed.folder or "").split("/")) if feed.folder else ()
        for depth in range(1, len(path) + 1):
            if path[:depth] not in folders:
                above, name = folders[path[: depth - 1]], path[depth - 1]
                folders[path[:depth]] = ElementTree.SubElement(above, "outline", text=name, title=name)
        ElementTree.SubElement(folders[path], "outline", type="rss", text=feed.name, title=feed.name, xmlUrl=feed.url)
    ElementTree.indent(root)
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + ElementTree.tostring(root, encoding="unicode") + "\n"
