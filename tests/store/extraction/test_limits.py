"""Texts that are no articles: nothing crashes, offsets hold, and what could not be done is said."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from store.extraction import encoder, extract, nlp, packaged
from store.extraction.sentences import LONGEST, split

CLAUSE = "rebels shelled the town of Idlib and soldiers arrested two men "
ODD = {
    "nothing": "",
    "blank": " \n\n\t ",
    "one word": "Attack",
    "emoji": "🔥🔥 👩‍👩‍👧 🇺🇳",
    "zero width": "Reb\u200bels att\u200dacked\ufeff Mosul\u2060.",
    "right to left": "قصف المتمردون المدينة. Rebels shelled Mosul.",
    "headlines": "\n".join(f"Rebels attack convoy {n}" for n in range(60)),
    "list": "\n".join(f"- {n}. Police arrested two men" for n in range(60)),
    "table": "\n".join("\t".join(["Mosul", "12", "killed", "|", "—"]) for _ in range(60)),
    "no full stops": CLAUSE * 100,
    "one endless word": "attack" * 800,
    "marks alone": "...!!!???;;;" * 50,
}


def holds(text: str, published: str | None = "2025-03-18") -> None:
    found = extract(text, published, engine="rules")
    assert all(0 <= start < end <= len(text) for start, end in found.sentences)
    for incident in found.incidents:
        assert all(evidence.sentence < len(found.sentences) for evidence in incident.evidence)
        assert all(text[thing.start : thing.end] == thing.text for thing in incident.objects + incident.instruments)


@pytest.mark.parametrize("kind", ODD)
def test_no_kind_of_text_is_too_odd(kind: str) -> None:
    holds(ODD[kind])


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.lists(
        st.sampled_from(
            [
                *ODD["table"][:20].split("\t"),
                "killed ",
                "attack",
                "\n",
                ". ",
                ";",
                "\u200b",
                "\u202e",
                "é",
                "🔥",
                "U.S. ",
                "the ",
            ]
        ),
        max_size=60,
    )
)
def test_any_mixture_of_pieces_is_read(pieces: list[str]) -> None:
    holds("".join(pieces))


def test_a_sentence_without_end_is_cut_so_that_none_is_too_long() -> None:
    assert max(end - start for start, end in split(CLAUSE * 600)) <= LONGEST


def test_another_language_gets_sentences_and_the_reason() -> None:
    found = extract("Les rebelles attaquent. La ville tombe.", "2025-03-18", language="fr")
    assert len(found.sentences) == 2 and not found.actors and not found.incidents
    assert "English only" in found.limits[0]


def test_a_text_longer_than_the_pipeline_takes_at_a_time_keeps_its_words_and_sentences() -> None:
    text = "\n".join(f"Police arrested {n} men in Mosul." for n in range(3600))
    spans = split(text)
    doc = nlp.parse(text, spans)
    assert len(text) > 110_000 and doc.text == text
    assert [token.idx for token in doc if token.is_sent_start] == [start for start, _ in spans]


def test_the_encoder_reads_a_sentence_of_any_length_to_its_end() -> None:
    words = ("rebels shelled the town and " * 60).split()
    short, long = encoder.load(packaged.folder()).read([words[:20], words])
    assert short.known.all() and long.known.all() and len(long.mentions) == len(words)
    ends = long.mentions[-5 * 5 :, 0]
    assert float(abs(ends - long.mentions[-10 * 5 : -5 * 5, 0]).max()) < 0.5
