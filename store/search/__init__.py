"""Searching the library in one query language: words, phrases and fields, who did what to whom among them.

``parse`` makes a tree of a query (``query`` has its nouns, ``fields`` its fields), ``compiling`` makes SQL of the tree,
``shelf`` runs it and says where the matches stand. What the reader typed reaches SQLite as a parameter alone, and FTS5
only in double quotes.
"""

from __future__ import annotations

from store.search.parsing import parse
from store.search.query import Query, QueryError
from store.search.shelf import Hits, Matches, Search, Sorting

__all__ = ["Hits", "Matches", "Query", "QueryError", "Search", "Sorting", "parse"]
