"""Tags: one line, compared without regard to case, counted."""

from __future__ import annotations

import pytest

from store.library import Library
from store.model import DatelineError
from store.tags import LONGEST_NAME, TagUse, tag_name, typed_tags
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


def three(library: Library) -> list[int]:
    return [library.articles.add(article(number)).id for number in (1, 2, 3)]


def test_several_tags_go_on_several_articles_as_one_change(library: Library) -> None:
    ids = three(library)
    library.tags.add(ids[0], "old")
    assert library.tags.change(ids, ["region/syria", "Iran"], ["old"]) == 3
    assert [library.tags.of(id) for id in ids] == [("Iran", "region/syria")] * 3
    assert library.tags.change(ids, ["iran"]) == 0
    assert library.journal.undo() == "tagged 3 articles with region/syria, Iran and took old off"
    assert [library.tags.of(id) for id in ids] == [("old",), (), ()]


def test_what_is_typed_adds_and_takes_off() -> None:
    assert typed_tags(" region/syria, #iran,, -old news ") == (("region/syria", "iran"), ("old news",))
    assert typed_tags(" , ") == ((), ())
    with pytest.raises(DatelineError, match="both"):
        typed_tags("Iran, -iran")


def test_a_change_for_an_article_that_is_not_there_changes_nothing(library: Library) -> None:
    ids = three(library)
    with pytest.raises(DatelineError, match="no article 99"):
        library.tags.change([*ids, 99], ["a"])
    assert library.tags.all() == [] and library.journal.entries() == []


def tree(library: Library) -> list[int]:
    ids = three(library)
    library.tags.change(ids[:2], ["region/syria/north"])
    library.tags.change(ids[1:], ["Region/Syria", "regional"])
    note = library.notes.add(ids[0], "see", tags=["region/syria"])
    assert library.notes.get(note).tags == ("region/syria",)
    return ids


def test_renaming_a_tag_renames_those_below_it_and_those_of_notes(library: Library) -> None:
    ids = tree(library)
    assert library.tags.rename("region/syria", "levant") == 4
    assert [library.tags.of(id) for id in ids] == [
        ("levant/north",),
        ("levant", "levant/north", "regional"),
        ("levant", "regional"),
    ]
    assert library.notes.on(ids[0])[0].tags == ("levant",)
    library.journal.undo()
    assert library.tags.of(ids[1]) == ("Region/Syria", "region/syria/north", "regional")


def test_a_tag_can_be_spelled_anew(library: Library) -> None:
    ids = tree(library)
    library.tags.rename("region/syria", "region/SYRIA")
    assert library.tags.of(ids[1]) == ("region/SYRIA", "region/SYRIA/north", "regional")


def test_renaming_onto_a_tag_makes_the_two_one(library: Library) -> None:
    ids = tree(library)
    library.tags.merge(["region/syria", "regional"], "Middle East")
    assert [library.tags.of(id) for id in ids] == [
        ("Middle East/north",),
        ("Middle East", "Middle East/north"),
        ("Middle East",),
    ]
    assert library.journal.undo() == "merged the tags Region/Syria, regional into Middle East"


def test_deleting_a_tag_takes_those_below_it(library: Library) -> None:
    ids = tree(library)
    assert library.tags.delete("region") == 4
    assert library.tags.all() == [("regional", 2)]
    assert library.notes.on(ids[0])[0].tags == ()
    library.journal.undo()
    assert library.tags.uses()[0] == TagUse("Region", 0, 0, 3)


@pytest.mark.parametrize("do", ["rename", "delete"])
def test_a_tag_that_is_not_there_is_told(library: Library, do: str) -> None:
    three(library)
    with pytest.raises(DatelineError, match="no tag “nope”"):
        library.tags.rename("nope", "x") if do == "rename" else library.tags.delete("nope")
    assert library.journal.entries() == []


def test_a_tag_cannot_go_below_itself(library: Library) -> None:
    tree(library)
    with pytest.raises(DatelineError, match="lies below"):
        library.tags.rename("region", "region/old")


def test_uses_count_articles_notes_and_those_below(library: Library) -> None:
    tree(library)
    library.tags.change([1], ["region0"])
    assert library.tags.uses() == [
        TagUse("Region", 0, 0, 3),
        TagUse("Region/Syria", 2, 1, 3),
        TagUse("region/syria/north", 2, 0, 2),
        TagUse("region0", 1, 0, 1),
        TagUse("regional", 2, 0, 2),
    ]


def test_completion_offers_whole_names_then_parts(library: Library) -> None:
    tree(library)
    library.tags.change([1], ["north sea"])
    assert library.tags.complete("REG") == ["Region/Syria", "region/syria/north", "regional"]
    assert library.tags.complete("#nor") == ["north sea", "region/syria/north"]
    assert library.tags.complete("") and library.tags.complete("zz") == []
