"""Saved searches: by name, with keys, one to open with; every change undone and redone."""

from __future__ import annotations

import pytest

from store.library import Library
from store.model import DatelineError
from store.search import QueryError
from store.search.saved import LONGEST_NAME


def names(library: Library) -> list[tuple[str, str, str | None, bool]]:
    return [(one.name, one.query, one.key, one.opens) for one in library.searches.all()]


def test_a_search_is_kept_replaced_renamed_and_forgotten_and_all_of_it_undone(library: Library) -> None:
    searches, states = library.searches, [names(library)]
    searches.save("Deadly strikes", "type:assault killed:>0", key="5", opens=True)
    states.append(names(library))
    searches.save("Élan", "elan", key="5", opens=True)
    states.append(names(library))
    assert states[-1] == [("Deadly strikes", "type:assault killed:>0", None, False), ("Élan", "elan", "5", True)]
    searches.save("ELAN", "élan*", sorting="date")
    states.append(names(library))
    searches.rename("elan", "Verve")
    searches.set_opening("Deadly strikes")
    assert library.searches.opening() == library.searches.get("deadly STRIKES")
    searches.set_opening(None)
    searches.remove("verve")
    assert names(library) == [("Deadly strikes", "type:assault killed:>0", None, False)]
    while library.journal.undo():
        pass
    assert names(library) == []
    for state in states[1:]:
        library.journal.redo()
        assert names(library) == state


@pytest.mark.parametrize("name", ["", "  ", "\x00", "x" * (LONGEST_NAME + 1)])
def test_what_is_no_name_is_refused(library: Library, name: str) -> None:
    with pytest.raises(DatelineError, match="name"):
        library.searches.save(name, "ferry")


def test_what_makes_no_sense_is_not_saved(library: Library) -> None:
    with pytest.raises(QueryError):
        library.searches.save("Bad", "tittle:x")
    library.searches.save("Good", "x")
    library.searches.save("Other", "y")
    for change in (lambda: library.searches.rename("Good", "other"), lambda: library.searches.remove("Best")):
        with pytest.raises(DatelineError, match="there is"):
            change()
    assert [one.name for one in library.searches.all()] == ["Good", "Other"]
