"""What a query means, what is wrong with it, and where."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from store.search import QueryError, parse
from store.search.query import Amount, And, Node, Not, Or, Value, Words


def bare(node: Node | None) -> object:
    """A tree without places: easier to read and to compare."""
    if isinstance(node, And | Or):
        return (type(node).__name__.lower(), *map(bare, node.parts))
    if isinstance(node, Not):
        return ("not", bare(node.part))
    if isinstance(node, Words | Value):
        value = node.text if isinstance(node, Words) else node.value
        return f"{node.field}:{value}" + "*" * node.prefix
    if isinstance(node, Amount):
        return (node.field, node.low, node.high)
    return (node.first, node.last) if node else None


@pytest.mark.parametrize(
    ("query", "meaning"),
    [
        ("", None),
        (" \t ", None),
        ("ferry talks", ("and", ":ferry", ":talks")),
        ("ferry AND talks", ("and", ":ferry", ":talks")),
        ("a b OR c", ("or", ("and", ":a", ":b"), ":c")),
        ("a (b OR c)", ("and", ":a", ("or", ":b", ":c"))),
        ("-a NOT b", ("and", ("not", ":a"), ("not", ":b"))),
        ("-(a b)", ("not", ("and", ":a", ":b"))),
        ('"two  words" shell*', ("and", ":two words", ":shell*")),
        ('"two wo"*', ":two wo*"),
        ("anti-war o'brien 10:30", ("and", ":anti-war", ":o'brien", ":10:30")),
        ("or not and", ("and", ":or", ":not", ":and")),
        ("Title:ferry", "title:ferry"),
        ('actor:"United States"', "actor:United States"),
        ("agent:(iran OR houthis)", ("or", "agent:iran", "agent:houthis")),
        ("tag:#Region/Syria/", "tag:region/syria"),
        ("type:Assault status:DENIED", ("and", "type:assault", "status:denied")),
        ("killed:>10 injured:5..20 killed:<=3", ("and", ("killed", 11, None), ("injured", 5, 20), ("killed", None, 3))),
        ("after:2024-07", ("2024-07-01", None)),
        ("before:2024-07-28", (None, "2024-07-27")),
        ("on:2024-02", ("2024-02-01", "2024-02-29")),
        ("on:2023", ("2023-01-01", "2023-12-31")),
        ("is:unread lang:AR", ("and", "is:unread", "lang:ar")),
    ],
)
def test_what_a_query_means(query: str, meaning: object) -> None:
    assert bare(parse(query).tree) == meaning


def test_days_may_be_told_from_today() -> None:
    today = date.today()
    assert bare(parse("after:7d").tree) == ((today - timedelta(days=7)).isoformat(), None)
    assert bare(parse("on:yesterday").tree) == ((today - timedelta(days=1)).isoformat(),) * 2


@pytest.mark.parametrize(
    ("query", "at_fault", "advice"),
    [
        ("tag:syria tittle:x", "tittle:", "did you mean title:?"),
        ("qwx:1", "qwx:", "use one of title, text"),
        ('a "b c', '"b c', "close the quotation mark"),
        ("a (b", "(", "close this with )"),
        ("a b)", ")", "take this ) away"),
        ("a ()", "()", "write something between"),
        ("OR a", "OR", "before OR"),
        ("a OR", "OR", "OR stands between"),
        ("a -", "-", "write a word"),
        ("title:", "title:", "as in title:ceasefire"),
        ("title: x", "title:", "right after the colon"),
        ("type:asault", "type:asault", "did you mean assault?"),
        ("status:sure", "status:sure", "reported, claimed"),
        ("is:red", "is:red", "did you mean read?"),
        ("killed:many", "killed:many", "killed:>10"),
        ("killed:9..2", "killed:9..2", "2..9"),
        ("on:2024-02-31", "on:2024-02-31", "there is no day"),
        ("after:soon", "after:soon", "2024-07-28"),
        ("country:Syira", "country:Syira", "did you mean Syria?"),
        ("mid*dle", "*", "at the end of a word"),
        ("a * b", "*", "before *"),
        ("...", "...", "no letter and no digit"),
        ("agent:(title:x)", "title:", "takes no other field"),
    ],
)
def test_a_wrong_query_is_pointed_at_and_set_right(query: str, at_fault: str, advice: str) -> None:
    with pytest.raises(QueryError) as caught:
        parse(query)
    start, end = caught.value.at
    assert query[start:end] == at_fault
    assert advice in caught.value.advice
    assert f"character {start + 1}" in str(caught.value)
