"""A rename or merge made for good holds in every article, and can be taken back."""

from __future__ import annotations

import pytest

from store import findings as shelf
from store.library import Library
from store.model import Actor, Article, DatelineError, Extraction, Incident, Mention


def told(library: Library, *names: str) -> int:
    """An article that names some states, an incident between the first and each other, and its findings."""
    text = f"Day {len(library.articles.ids())}\n\n" + " and ".join(names) + " met."
    actors = []
    for number, name in enumerate(names):
        start = text.index(name)
        actors.append(Actor(f"a{number}", name, "state", None, (Mention(start, start + len(name), 0, "name"),)))
    met = Incident("i", "CONSULT", "reported", (), agents=tuple(actor.id for actor in actors))
    id = library.articles.add(Article(title="Day", text=text)).id
    library.articles.attach(id, Extraction(((0, len(text)),), tuple(actors), (met,)))
    return id


def names(library: Library, article: int) -> list[str]:
    return [actor.name for actor in library.findings.of(article).effective.actors]


def known_as(library: Library, alias: str) -> list[int]:
    """Articles that the tables for search know an actor of."""
    library.findings.refresh()
    return [
        row["article_id"]
        for row in library._connections.rows(
            "SELECT DISTINCT article_id FROM effective_aliases WHERE folded = ? ORDER BY 1", [alias]
        )
    ]


def ids(library: Library, article: int, *wanted: str) -> list[str]:
    by_name = {actor.name: actor.id for actor in library.findings.of(article).effective.actors}
    return [by_name[name] for name in wanted]


def test_a_merge_for_good_holds_in_earlier_and_later_articles(library: Library) -> None:
    earlier = told(library, "U.S.", "Karsk")
    here = told(library, "United States", "US", "U.S.")
    library.decisions.merge_actors(here, ids(library, here, "United States", "US", "U.S."), always=True)
    later = told(library, "us", "Karsk", "United States")
    assert names(library, here) == ["United States"]
    assert names(library, earlier) == ["United States", "Karsk"] == names(library, later)
    assert library.findings.of(later).ruled == {ids(library, later, "United States")[0]: 1}
    (incident,) = library.findings.of(later).effective.incidents
    assert incident.agents == tuple(ids(library, later, "United States", "Karsk"))
    assert known_as(library, "united states") == [earlier, here, later] and known_as(library, "u.s.") == [earlier, here]
    (rule,) = library.rules.all()
    assert (rule.name, rule.names) == ("United States", ("United States", "US", "U.S."))


def test_a_rule_is_revoked_and_its_own_article_keeps_its_correction(library: Library) -> None:
    earlier, here = told(library, "Burma"), told(library, "Burma", "Karsk")
    library.decisions.rename_actor(here, ids(library, here, "Burma")[0], "Myanmar", always=True)
    assert names(library, earlier) == ["Myanmar"] and known_as(library, "myanmar") == [earlier, here]
    library.rules.revoke(1)
    assert names(library, earlier) == ["Burma"] and names(library, here) == ["Myanmar", "Karsk"]
    assert known_as(library, "myanmar") == [here] and library.rules.all() == []
    assert library.journal.undo() == "revoked the rule that Burma is “Myanmar”"
    assert names(library, earlier) == ["Myanmar"] and known_as(library, "myanmar") == [earlier, here]
    assert library.journal.undo() == "renamed “Burma” in every article to “Myanmar”"
    assert names(library, here) == ["Burma", "Karsk"] and known_as(library, "myanmar") == []


def test_what_was_decided_in_an_article_wins_over_a_rule(library: Library) -> None:
    mine, here = told(library, "Burma"), told(library, "Burma")
    library.decisions.rename_actor(mine, ids(library, mine, "Burma")[0], "Pagan")
    library.decisions.rename_actor(here, ids(library, here, "Burma")[0], "Myanmar", always=True)
    assert names(library, mine) == ["Pagan"]


def test_a_rule_for_very_many_articles_is_written_afterwards(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shelf, "AT_ONCE", 2)
    numbers = [told(library, "Burma") for _ in range(5)]
    library.decisions.rename_actor(numbers[0], ids(library, numbers[0], "Burma")[0], "Myanmar", always=True)
    assert names(library, numbers[4]) == ["Myanmar"]
    assert library.findings.refresh(lambda: False) == 0
    assert library.findings.refresh() == 4 and library.findings.refresh() == 0
    assert known_as(library, "myanmar") == numbers


def test_a_rule_that_is_not_there_is_told(library: Library) -> None:
    with pytest.raises(DatelineError, match="no rule 7"):
        library.rules.revoke(7)
