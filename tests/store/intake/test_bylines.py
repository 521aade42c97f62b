"""Bylines: the names, and nothing else."""

import pytest

from store.intake import bylines


@pytest.mark.parametrize(
    ("given", "names"),
    [
        (["By Ana Diaz"], ("Ana Diaz",)),
        (["Ana Diaz and Paul Ode"], ("Ana Diaz", "Paul Ode")),
        (["Von Jörg Über, Mia Lund"], ("Jörg Über", "Mia Lund")),
        (["Ana Diaz", "ANA DIAZ"], ("Ana Diaz",)),
        (["Ana Diaz, senior correspondent"], ("Ana Diaz",)),
        (["https://example.org/ana", "ana@example.org", "@ana"], ()),
        (["Ana Diaz (in Lind)"], ("Ana Diaz",)),
        (["Updated 3 May 2024"], ()),
        (["Vonda Byrne"], ("Vonda Byrne",)),
        ([], ()),
    ],
)
def test_names_are_parted_and_cleaned(given: list[str], names: tuple[str, ...]) -> None:
    assert bylines.clean(given) == names
