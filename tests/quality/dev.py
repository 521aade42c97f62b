"""The development set: articles as files, read as ``dateline extract`` reads them, scored by ``score.py``."""

from __future__ import annotations

from tests.quality import annotated, answers
from tests.quality.outcome import Case, Document, Figure, Outcome, Settings, table

_SEED = "seed-iran-attacks"
_GOALS = {"actors": 0.85, "incidents": 0.70, "slots": 0.52}
_FIRST_DATES = frozenset({"2024-07-19", "2024-07-20", "2024-07-24", "2024-07-26", "2023-10-07", "2024-01-01"})
"""Starts of the dates by which issue 3 names the seed article's incidents that a careful reader lists first."""


def run(settings: Settings) -> Outcome:
    """Extract, score, and look at the seed article's foremost incidents."""
    folder = settings.shared / "quality"
    golds = [answers.load(path) for path in sorted((folder / "gold").glob("*.json"))]
    pairs = [(g, answers.of_file(folder / "articles" / f"{g['id']}.txt", g["published"])) for g in golds]
    scores, cases = annotated.score(settings, "Development set", pairs)
    figures = [Figure(f"development {name} F1", scores[name], goal) for name, goal in _GOALS.items()]
    table("Each article", ("", "actors", "incidents", "gold"), [_row(case) for case in cases])
    return Outcome(figures + [_seed(c) for c in cases if c.gold["id"] == _SEED], cases)


def _row(case: Case) -> tuple[str, str, str, str]:
    gold, found = case.gold, case.found
    return (
        gold["id"],
        f"{len(case.actors)} of {len(found['actors'])}",
        f"{len(case.pairs)} of {len(found['incidents'])}",
        f"{len(gold['actors'])}, {len(gold['incidents'])}",
    )


def _seed(case: Case) -> Figure:
    """The foremost incidents one by one: found, with all their agents, with their date."""
    rows = []
    for n, incident in enumerate(case.gold["incidents"]):
        if not _foremost(incident):
            continue
        found = case.found["incidents"][case.pairs[n]] if n in case.pairs else None
        agents = found is not None and _agents(case, incident) <= set(found["agents"])
        rows.append((_named(incident), *map(_mark, (found is not None, agents, _dated(incident, found)))))
    table("Seed article: what a careful reader lists first", ("", "found", "agents", "date"), rows)
    whole = sum("no" not in row for row in rows)
    return Figure("seed article: foremost incidents whole", whole / len(rows) if rows else 0.0, 1.0)


def _foremost(incident: Document) -> bool:
    start = (incident["date"] or {}).get("start")
    threat = incident["type"] == "THREATEN"
    # a date that stays open tells of a campaign, not of the day the issue names
    dated = start in _FIRST_DATES and bool(incident["date"]["end"])
    return threat or dated or "Eilat" in incident["place"]


def _agents(case: Case, incident: Document) -> set[str | None]:
    """Ids of the found actors that are the incident's agents; None stands for one that was not found."""
    places = {actor["id"]: n for n, actor in enumerate(case.gold["actors"])}
    found = [case.actors.get(places[id]) for id in incident["agents"]]
    return {None if n is None else case.found["actors"][n]["id"] for n in found}


def _dated(incident: Document, found: Document | None) -> bool:
    if found is None:
        return False
    gold, said = incident["date"], found["date"]
    return not gold or bool(said and said["start"][:7] == gold["start"][:7] and _same_day(gold, said))


def _same_day(gold: Document, said: Document) -> bool:
    """A day must be that day; a longer stretch only has to begin in the same month."""
    return gold["start"] != gold["end"] or said["start"] == gold["start"]


def _named(incident: Document) -> str:
    when = (incident["date"] or {}).get("start") or "no date"
    return f"{incident['type']:8} {when:10} {', '.join(incident['place']) or 'no place'}"


def _mark(good: bool) -> str:
    return "yes" if good else "no"
