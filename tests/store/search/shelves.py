"""What the tests of search share: a small library of invented articles with every kind of thing to be found."""

from __future__ import annotations

from store.extraction.sentences import split
from store.library import Library
from store.model import Actor, Article, Evidence, Extraction, Incident, Kind, Mention, Place, TextSpan
from tests.tui.stories import spans_of

PAPERS = (
    ("The Tarsk Courier", "Amra Haddad", "2031-03-04", "en"),
    ("Bay Wire", None, "2031-02-28", "en"),
    ("Żółw Daily", "Éva Nagy", None, "hu"),
    (None, "Jon O'Brien", "2030-12-31", None),
    ("Bay Wire", "Amra Haddad", "2031-03-05", "ar"),
)
BODIES = (
    "Northern Front fighters shelled Tarsk. The United States condemned the shelling. Two died.",
    "The US and Borovia held talks in Veld. A truce was agreed, said the bay's mayor.",
    "The Northern Front denied shelling the cafe in Tarsk; O'Brien said eleven were killed. Café owners fled.",
    "Borovia arrested a reporter. Northern winds delayed the ferry to Veld's bay.",
    "عادت العائلات إلى قراها. The ferry, the ferry and the CAFÉ.",
)
TITLES = ("Shelling of Tarsk", "Talks in Veld", "Café hit in Tarsk", "Ferry delayed", "عودة العائلات to the bay")
TAGS = (("region/tarsk", "truce"), ("Region/Veld",), ("żółw",), (), ("truce/broken", "bay"))


def fill(library: Library) -> list[int]:
    """Five articles, with findings for the first four; gives their ids."""
    ids = []
    for number, (title, body) in enumerate(zip(TITLES, BODIES, strict=True)):
        source, author, published, language = PAPERS[number]
        text = f"{title}\n\n{body}"
        article = Article(
            title, text, source=source, author=author, published=published, language=language, tags=TAGS[number]
        )
        ids.append(library.articles.add(article).id)
        if number < len(FINDINGS):
            library.articles.attach(ids[-1], _extraction(text, *FINDINGS[number]))
    library.notes.add(ids[0], "Doubtful: who counted?", at=(len(TITLES[0]) + 2, len(TITLES[0]) + 16))
    library.notes.add(ids[3], "Ask the reporter's paper")
    library.articles.set_unread(ids[0], False)
    library.articles.set_starred(ids[1], True)
    library.articles.set_unread(ids[3], False)
    return ids


ActorSpec = tuple[str, str, Kind, str | None, tuple[str, ...]]
FRONT: ActorSpec = ("a1", "Northern Front", "armed_group", None, ("Northern Front",))
FINDINGS: tuple[tuple[tuple[ActorSpec, ...], tuple[dict[str, object], ...]], ...] = (
    (
        (FRONT, ("a2", "United States", "state", "USA", ("United States",))),
        (
            {"type": "ASSAULT", "status": "reported", "modes": ("heavy-weapons",), "agents": ("a1",), "killed": 2,
             "place": Place("Tarsk", ("Upper Valley", "Borovia"), "BRV"), "at": "shelled"},
            {"type": "ACCUSE", "status": "reported", "agents": ("a2",), "targets": ("a1",), "at": "condemned"},
        ),
    ),
    (
        (("a1", "US", "state", "USA", ("US",)), ("a2", "Borovia", "state", "BRV", ("Borovia",))),
        ({"type": "CONSULT", "status": "planned", "agents": ("a1", "a2"), "place": Place("Veld"), "at": "held talks"},),
    ),
    (
        (FRONT, ("a2", "O'Brien", "person", None, ("O'Brien",))),
        (
            {"type": "ASSAULT", "status": "denied", "agents": ("a1",), "killed": 11, "injured": 0,
             "place": Place("Tarsk", (), "BRV"), "sources": ("a2",), "struck": "the cafe", "at": "shelling"},
        ),
    ),
    (
        (("a1", "Borovia", "state", "BRV", ("Borovia",)), ("a2", "reporter", "population", None, ("reporter",))),
        ({"type": "COERCE", "status": "claimed", "modes": ("arrest",), "agents": ("a1",), "targets": ("a2",),
          "at": "arrested"},),
    ),
)  # fmt: skip


def _extraction(text: str, actors: tuple[ActorSpec, ...], incidents: tuple[dict[str, object], ...]) -> Extraction:
    sentences = split(text)

    def of(at: int) -> int:
        return next(number for number, (start, end) in enumerate(sentences) if start <= at < end)

    def actor(id: str, name: str, kind: Kind, country: str | None, forms: tuple[str, ...]) -> Actor:
        spans = sorted({span for form in forms for span in spans_of(text, form)})
        return Actor(id, name, kind, country, tuple(Mention(*span, of(span[0]), "name") for span in spans))

    made = []
    for number, slots in enumerate(incidents):
        span = spans_of(text, str(slots["at"]))[-1]
        rest = {name: value for name, value in slots.items() if name not in ("at", "struck")}
        struck = tuple(TextSpan(text[slice(*at)], *at) for at in spans_of(text, str(slots.get("struck", "\0"))))
        evidence = (Evidence(of(span[0]), span),)
        made.append(Incident(f"i{number}", evidence=evidence, objects=struck, **rest))  # type: ignore[arg-type]
    return Extraction(sentences, tuple(actor(*spec) for spec in actors), tuple(made), engine="by hand")
