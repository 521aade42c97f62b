import json
from pathlib import Path

import jsonschema
import pytest

from store.export.interchange import document
from tests import samples

SCHEMA = Path(__file__).parents[4] / "shared" / "spec" / "extraction.schema.json"


@pytest.mark.skipif(not SCHEMA.exists(), reason="the contract lies beside the checkout")
@pytest.mark.parametrize("name", samples.names())
def test_samples_fit_the_contract(name: str) -> None:
    found = json.loads(json.dumps(document(samples.article(name), samples.findings(name))))
    jsonschema.validate(found, json.loads(SCHEMA.read_text("utf-8")))


def test_a_document_says_what_it_is_about() -> None:
    found = document(samples.article("port-strike.html"), samples.findings("port-strike.html"))
    assert found["article"]["source"] == "The Harbour Gazette"
    assert found["article"]["published"] == "2025-03-19"
    assert found["text"].startswith(found["article"]["title"] + "\n\n")
    assert {"ASSAULT", "CONSULT"} <= {i["type"] for i in found["incidents"]}
