"""Every value in every slot of every incident says why it is there, whatever made the findings."""

import json
from pathlib import Path

import pytest

from store.extraction import Engine, extract
from store.extraction.reasons import held
from store.model import Extraction
from tests import samples
from tui.rule_words import in_words

OWN = sorted((Path(__file__).parents[2] / "quality" / "samples").glob("*.json"))


def check(text: str, found: Extraction) -> None:
    assert found.incidents
    for incident in found.incidents:
        reasons = {(reason.slot, reason.value) for reason in incident.reasons}
        assert set(held(incident)) == reasons
        for reason in incident.reasons:
            assert reason.tokens and all(text[start:end].strip() for start, end in reason.tokens)
            start, end = found.sentences[reason.sentence]
            assert all(start <= left < right <= end for left, right in reason.tokens) or reason.slot in (
                "agents",
                "targets",
                "sources",
            )
            assert reason.confidence is None or 0 <= reason.confidence <= 1
            assert in_words(reason.rule) != reason.rule, reason.rule


@pytest.mark.parametrize("file", OWN[:6], ids=lambda file: file.stem)
@pytest.mark.parametrize("engine", ["auto", "rules"])
def test_every_slot_of_an_article_of_ours_has_its_reason(file: Path, engine: Engine) -> None:
    own = json.loads(file.read_text("utf-8"))
    check(own["text"], extract(own["text"], own.get("published"), engine=engine))


def test_every_slot_of_a_sample_has_its_reason() -> None:
    name = next(name for name in samples.names() if samples.article(name).language == "en")
    check(samples.article(name).text, samples.findings(name))
