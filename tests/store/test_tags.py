"""Tags: one line, compared without regard to case, counted."""

from __future__ import annotations

import pytest

from store.library import Library
from store.model import DatelineError
from store.tags import LONGEST_NAME, tag_name
from tests.store.shelves import article


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("  #region / syria/ ", "region/syria"),
        ("two\n words\t here", "two words here"),
        ("\x1b[31mred\u202e", "red"),
        ("e\u0301lan", "élan"),
        ("[bold]x", "[bold]x"),
    ],
)
def test_a_name_is_made_clean(typed: str, name: str) -> None:
    assert tag_name(typed) == name == tag_name(name)


@pytest.mark.parametrize("typed", ["", " # ", "/", "\x00", "a,b", "-gone", "x" * (LONGEST_NAME + 1)])
def test_what_is_no_name_is_refused_in_words(library: Library, typed: str) -> None:
    number = library.articles.add(article()).id
    with pytest.raises(DatelineError, match="tag"):
        library.tags.add(number, typed)
    assert library.tags.all() == []


def test_a_tag_keeps_its_first_spelling(library: Library) -> None:
    first, second = (library.articles.add(article(n)).id for n in (1, 2))
    library.tags.add(first, "Ägypten")
    library.tags.add(second, "ÄGYPTEN")
    library.tags.add(second, "bay")
    assert library.tags.of(second) == ("bay", "Ägypten") and library.tags.of(first) == ("Ägypten",)
    assert library.tags.all() == [("bay", 1), ("Ägypten", 2)]
    library.tags.remove(first, "ägypten")
    assert library.tags.all() == [("bay", 1), ("Ägypten", 1)]


def test_an_article_that_is_not_there_cannot_be_tagged(library: Library) -> None:
    with pytest.raises(DatelineError, match="no article 5"):
        library.tags.add(5, "bay")
    assert library.tags.of(5) == ()
