"""Which of a page's titles becomes the article's."""

import pytest

from store.intake.titles import Titles, chosen, without_site

LINKED, OWN = "You will not believe what closed this harbour", "Barges close the harbour of Lind after a storm"


def titles(*, heading: str = LINKED, alternative: str = "", url: str = "", linked: str = LINKED) -> Titles:
    named = {"og:title": linked, "headline": OWN, "heading": heading, "title": f"{LINKED} | The Lind Post"}
    return Titles(named, (), ("The Lind Post", "Coast"), alternative, url)


def test_the_title_for_those_who_link_is_the_articles() -> None:
    assert chosen(titles()) == LINKED


def test_a_page_without_it_is_called_by_its_headline_or_its_heading_or_its_window() -> None:
    assert chosen(Titles({"og:title": "", "headline": OWN, "heading": LINKED})) == OWN
    assert chosen(Titles({"heading": LINKED, "title": f"{OWN} | The Lind Post"})) == LINKED
    assert chosen(Titles({"title": f"{OWN} | The Lind Post"}, names=["The Lind Post"])) == OWN
    assert chosen(Titles({})) is None


def test_where_json_ld_tells_two_headlines_a_third_is_for_links_alone() -> None:
    assert chosen(titles(alternative="Harbour closed for a week")) == OWN
    assert chosen(titles(alternative=LINKED)) == LINKED
    assert chosen(titles(alternative="You will not believe what …")) == LINKED


def test_the_headline_that_the_address_was_made_from_is_the_articles() -> None:
    assert chosen(titles(url="https://lind.example/2024/barges-close-the-harbour-of-lind-after-a-storm-123")) == OWN
    assert chosen(titles(url="https://lind.example/2024/03/05/123")) == LINKED


def test_addresses_spell_letters_with_accents_in_two_ways() -> None:
    named = {"og:title": "So etwas gab es noch nie", "headline": "Kähne sperren den Hafen über Nacht"}
    for slug in ("kaehne-sperren-den-hafen-ueber-nacht", "kahne-sperren-den-hafen-uber-nacht"):
        assert chosen(Titles(named, url=f"https://lind.example/{slug}.html")) == named["headline"]


def test_a_title_that_drags_the_sites_name_along_yields_to_the_heading_that_readers_see() -> None:
    assert chosen(titles(heading=OWN, linked=f"{LINKED} | The Lind Post")) == OWN
    assert chosen(titles(heading=OWN)) == LINKED


@pytest.mark.parametrize(
    ("title", "plain"),
    [
        ("Barges close the harbour | The Lind Post", "Barges close the harbour"),
        ("Barges close the harbour - Coast - The Lind Post", "Barges close the harbour"),
        ("Barges close the harbour-Coast | The Lind Post Online", "Barges close the harbour"),
        ("The Lind Post: Barges close the harbour", "The Lind Post: Barges close the harbour"),
        ("The Lind Post | Barges close the harbour", "Barges close the harbour"),
        ("The Lind Post is sold to a man who never read it - and who", "The Lind Post is sold to a man who never read it - and who"),
        ("Barges – and a rope – close the harbour", "Barges – and a rope – close the harbour"),
        ("Coast in view / Barges close the harbour", "Coast in view / Barges close the harbour"),
    ],
)  # fmt: skip
def test_the_sites_name_is_no_part_of_a_title(title: str, plain: str) -> None:
    assert without_site(title, [], ["The Lind Post", "Coast"]) == plain


def test_a_section_that_bears_the_title_itself_cuts_nothing_off_it() -> None:
    long = "Minister flies to Mar-a-Lago: “A fine evening”"
    assert chosen(Titles({"og:title": long}, [], [long])) == long
