"""Our own annotated articles: what their marks say, and that every one of them can be read."""

from __future__ import annotations

from pathlib import Path

import pytest

from store.extraction.training import marked

OWN = Path(marked.__file__).parent / "texts"
_ARTICLE = """+++
title = "Jets Hit Convoy"
published = 2016-11-24
[actors]
tf = ["military", "Turkish jets", "TUR"]
group = ["armed_group", "the Falcons", ""]
[incidents.i1]
type = "ASSAULT"
modes = ["aerial"]
agents = ["tf"]
targets = ["group"]
place = ["al-Bab", "Syria"]
date = ["2016-11-23", "2016-11-23", "on Wednesday"]
+++
[Jets|tf] {Hit|i1} <Convoy|i1 object>

[Turkish jets|tf] {bombed|i1} [[the Falcons|group]' fighters|group] near al-Bab in Syria on Wednesday. [They|group] fled.
"""


@pytest.fixture
def article(tmp_path: Path) -> Path:
    path = tmp_path / "one.marked"
    path.write_text(_ARTICLE, "utf-8")
    return path


def test_marks_become_offsets_that_slice_their_words(article):
    read = marked.read(article)
    text = read["text"]
    assert text.startswith("Jets Hit Convoy\n\nTurkish jets bombed the Falcons' fighters near")
    forces, group = read["actors"]
    assert [text[m["start"] : m["end"]] for m in forces["mentions"]] == ["Jets", "Turkish jets"]
    said = {text[m["start"] : m["end"]]: m["form"] for m in group["mentions"]}
    assert said == {"the Falcons' fighters": "nominal", "the Falcons": "name", "They": "pronoun"}
    (incident,) = read["incidents"]
    assert [text[slice(*e["trigger"])] for e in incident["evidence"]] == ["Hit", "bombed"]
    assert incident["objects"] == [{"text": "Convoy", "start": 9, "end": 15}]
    assert incident["place"] == {"name": "al-Bab", "within": ["Syria"]}


@pytest.mark.parametrize(
    ("right", "wrong", "told"),
    [
        ("{Hit|i1}", "{Hit|i2}", "i2"),
        ("[Jets|tf]", "[Jets|tf}", "closes nothing"),
        ("[Jets|tf] ", "[Jets ", "never closed"),
        ('"ASSAULT"', '"ASSAIL"', "no such type"),
        ('"aerial"', '"by air"', "no mode by air"),
        ('"al-Bab"', '"Aleppo"', "Aleppo"),
    ],
)
def test_what_is_not_defined_or_not_closed_is_named(article, right, wrong, told):
    article.write_text(_ARTICLE.replace(right, wrong), "utf-8")
    with pytest.raises(ValueError, match=rf"one\.marked.*{told}"):
        marked.read(article)


def test_every_article_of_ours_can_be_read():
    paths = sorted(OWN.glob("*.marked"))
    assert len(paths) > 300
    for path in paths:
        text = marked.read(path)
        assert text["incidents"] and text["text"].strip()
