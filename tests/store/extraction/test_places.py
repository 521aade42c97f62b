"""Place names resolved offline: by containment and country, and never by a guess."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from store.extraction.gazetteer import distance
from store.extraction.places import PlaceRecord, choose, compose, country_of, is_place, lookup, resolve


def near(record: PlaceRecord | None, latitude: float, longitude: float, within_km: float = 30.0) -> bool:
    return record is not None and (distance(record, PlaceRecord("", None, latitude, longitude, "")) or 0.0) <= within_km


@pytest.mark.parametrize("name", ["Raqqa", "Raqqah", "ar-Raqqah", "al-Raqqa"])
def test_spellings_of_one_town_are_one_place(name: str) -> None:
    assert near(resolve(name), 35.95, 39.01)


@pytest.mark.parametrize(
    ("name", "country"),
    [
        ("Mosul", "IRQ"), ("Halab", "SYR"), ("Kiev", "UKR"), ("Deir Ezzor", "SYR"), ("Al Asad Air Base", "IRQ"),
        ("Conoco gas field", "SYR"), ("Camp Lemonnier", "DJI"), ("North Kivu", "COD"), ("Anbar province", "IRQ"),
        ("Cabo Delgado", "MOZ"), ("California", "USA"), ("the city of Homs", "SYR"), ("Torkham", "AFG"),
    ],
)  # fmt: skip
def test_towns_provinces_bases_fields_and_crossings_are_known(name: str, country: str) -> None:
    record = resolve(name)
    assert record is not None
    assert record.country == country
    assert record.latitude is not None


def test_a_larger_place_decides_between_namesakes() -> None:
    assert near(resolve("Tripoli", within=["Lebanon"]), 34.43, 35.84)
    assert near(resolve("Tripoli"), 32.89, 13.19)
    assert near(resolve("Springfield", within=["Illinois"]), 39.8, -89.64)
    assert near(resolve("San Miguel", within=["El Salvador"]), 13.48, -88.18)


def test_the_countries_of_the_article_decide_but_not_against_a_world_city() -> None:
    assert near(resolve("La Libertad", {"SLV"}), 13.49, -89.32)
    assert near(resolve("Paris", {"USA"}), 48.85, 2.35)


@pytest.mark.parametrize(
    ("name", "countries"),
    [
        ("San Miguel", ()),
        ("Springfield", ("USA",)),
        ("Georgia", ("USA",)),
        ("West Coast", ()),
        ("Gulf", ()),
        ("Zzyzzo", ()),
    ],
)
def test_what_is_not_certain_has_no_coordinates(name: str, countries: tuple[str, ...]) -> None:
    assert resolve(name, countries) is None
    place = compose([name], countries)
    assert place is not None
    assert (place.latitude, place.longitude, place.country) == (None, None, None)


def test_a_place_that_contradicts_its_container_is_not_placed() -> None:
    assert resolve("Mosul", within=["Peru"]) is None
    place = compose(["Mosul", "Peru"])
    assert place is not None
    assert place.latitude is None


def test_names_are_ordered_from_the_most_precise_to_the_country() -> None:
    place = compose(["Iraq", "Anbar province", "Ramadi"])
    assert place is not None
    assert (place.name, place.within, place.country) == ("Ramadi", ("Anbar province", "Iraq"), "IRQ")
    field = compose(["Syria", "Conoco gas field"])
    assert field is not None
    assert (field.name, field.within) == ("Conoco gas field", ("Syria",))


def test_a_town_holds_no_town() -> None:
    place = compose(["Kunduz", "Taloqan"])
    assert place is not None
    assert (place.name, place.within) == ("Kunduz", ())


def test_countries_are_places_but_their_capitals_are_towns() -> None:
    assert country_of("Syria") == "SYR"
    assert country_of("Damascus") is None
    assert near(resolve("Syria"), 35.0, 38.0, 150.0)
    assert is_place("Damascus")
    assert compose([]) is None


@pytest.mark.parametrize("name", ["Aabenraa", "Mosul", "6th of October City", "Żyrardów", "Zytomyr"])
def test_the_sorted_file_is_found_from_its_first_letters_to_its_last(name: str) -> None:
    assert lookup(name)


@given(st.text(max_size=40), st.lists(st.text(max_size=20), max_size=3))
def test_any_name_is_looked_up_without_failing(name: str, others: list[str]) -> None:
    for record in lookup(name):
        assert record.latitude is None or -90 <= record.latitude <= 90
        assert record.longitude is None or -180 <= record.longitude <= 180
    compose([name, *others])


def test_the_likeliest_place_is_shown_or_one_within_it_that_is_nearly_as_likely() -> None:
    likely = choose([("Syria", 0.8), ("Aleppo", 0.7), ("Iraq", 0.5)], 0.4)
    assert likely is not None
    assert (likely.name, likely.within, likely.country) == ("Aleppo", ("Syria",), "SYR")
    elsewhere = choose([("Syria", 0.8), ("Mosul", 0.75)], 0.4)
    assert elsewhere is not None
    assert elsewhere.name == "Syria"
    doubtful = choose([("Syria", 0.8), ("Mosul", 0.45)], 0.4)
    assert doubtful is not None
    assert (doubtful.name, doubtful.within) == ("Syria", ())
    assert choose([], 0.4) is None


def test_a_place_counts_from_its_threshold_or_when_it_lies_in_one_that_does() -> None:
    inner = choose([("Syria", 0.42), ("Aleppo", 0.36), ("Iraq", 0.35)], 0.4)
    assert inner is not None
    assert (inner.name, inner.within) == ("Aleppo", ("Syria",))
    assert choose([("Syria", 0.38), ("Aleppo", 0.36)], 0.4) is None


def test_a_place_that_nobody_knows_is_not_shown_in_a_likelier_country_s_stead() -> None:
    found = choose([("Pakistan", 0.7), ("Qwertz Ghar", 0.65)], 0.4)
    assert found is not None
    assert found.name == "Pakistan"


def test_a_place_that_nobody_knows_holds_no_country() -> None:
    found = choose([("Nepal", 0.7), ("Qwertz Valley", 0.5)], 0.4)
    assert found is not None
    assert (found.name, found.within) == ("Nepal", ())
