"""The measures themselves, on worked examples."""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path

import pytest

from tests.quality import gum, gum_corpus, muc, own
from tests.quality.coreference_scores import Tally, best_pairs

GUM = """# meta::dateCreated = 2024-05-01
# newpar
# sent_id = one
1\tAva\t_\tPROPN\tNNP\t_\t3\tnsubj\t_\tEntity=(1-person-new-nn-cf1-1,2-coref
2\tReyes\t_\tPROPN\tNNP\t_\t1\tflat\t_\tEntity=1)
3\tleft\t_\tVERB\tVBD\t_\t0\troot\t_\t_
4\tPeru\t_\tPROPN\tNNP\t_\t3\tobj\t_\tEntity=(2-place-new-nn-cf2-1-coref)|SpaceAfter=No
5\t.\t_\tPUNCT\t.\t_\t3\tpunct\t_\t_

# newpar
# sent_id = two
1\tThe\t_\tDET\tDT\t_\t2\tdet\t_\tEntity=(1-person-giv:act-nn-cf1-2-coref
2\tminister\t_\tNOUN\tNN\t_\t3\tnsubj\t_\tEntity=1)
3\tspoke\t_\tVERB\tVBD\t_\t0\troot\t_\tSpaceAfter=No
4\t.\t_\tPUNCT\t.\t_\t3\tpunct\t_\t_
"""


def test_coreference_scores_are_those_of_the_worked_example() -> None:
    """Pradhan et al. 2014, section 4, whose key and response differ in their mentions."""
    key = [frozenset("abc"), frozenset("defg")]
    response = [frozenset("ab"), frozenset("cd"), frozenset("fghi")]
    tally = Tally()
    tally.add(key, response)
    assert tally.prf("MUC") == pytest.approx((0.40, 0.40, 0.40), abs=0.005)
    assert tally.prf("B³") == pytest.approx((0.50, 0.42, 0.46), abs=0.006)
    assert tally.prf("CEAFe") == pytest.approx((0.43, 0.65, 0.52), abs=0.006)


def test_the_best_pairing_is_not_the_greedy_one() -> None:
    assert best_pairs([[0.5, 1.0], [0.0, 0.9]]) == {0: 0, 1: 1}
    assert best_pairs([[0.2], [0.8], [0.0]]) == {1: 0}
    assert best_pairs([]) == {}


def test_gum_is_mapped_by_heads_and_places_that_do_not_act_are_left_aside(tmp_path: Path) -> None:
    path = tmp_path / "GUM_news_made.conllu"
    path.write_text(GUM, "utf-8")
    gold = gum_corpus.read(path)
    assert gold.text == "Ava Reyes left Peru.\n\nThe minister spoke."
    assert gold.published == "2024-05-01"
    person = [{"start": 0, "end": 9}, {"start": 26, "end": 34}]
    place = [{"start": 15, "end": 19}]
    key, response = gum.clusters(gold, {"actors": [{"mentions": person}, {"mentions": place}]})
    assert key == response
    assert [len(cluster) for cluster in key] == [2]


def test_the_day_of_a_muc_document_is_read_from_its_dateline() -> None:
    assert muc.day("SAN SALVADOR, 12 JAN 90 (RADIO)") == "1990-01-12"
    assert muc.day("BOGOTA, 31 FEB 90") is None
    assert muc.day("") is None


def test_a_sample_answered_by_its_own_annotation_is_all_right() -> None:
    counts: dict[str, own.Count] = defaultdict(own.Count)
    for gold in own.samples():
        own.compare(gold, perfect(gold), counts)
    assert {name: count.f1 for name, count in counts.items()} == dict.fromkeys(counts, 1.0)


def perfect(gold: dict) -> dict:
    """The answer that says exactly what a sample's annotation says."""
    text = gold["text"]
    quotes = [q for i in gold["incidents"] for q in i["evidence"]]
    starts = [text.index(q) for q in quotes]
    sentences = [[start, start + len(q)] for start, q in zip(starts, quotes, strict=True)]
    actors = [
        {
            **a,
            "mentions": [
                {"start": s, "end": s + len(f), "form": "name"} for f in a["aliases"] for s in [text.index(f)]
            ],
        }
        for a in gold["actors"]
    ]
    incidents = [
        {
            **i,
            "place": {"name": i["place"][0], "within": i["place"][1:]} if i["place"] else None,
            "evidence": [{"sentence": quotes.index(q)} for q in i["evidence"]],
        }
        for i in gold["incidents"]
    ]
    return {"text": text, "sentences": sentences, "actors": actors, "incidents": incidents}
