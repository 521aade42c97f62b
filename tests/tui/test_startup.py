"""What opening the reader must not load: models and page cleaners belong to the process that makes findings."""

from __future__ import annotations

import subprocess
import sys

HEAVY = ("spacy", "trafilatura", "onnxruntime", "httpx", "lxml", "ftfy", "thinc", "tokenizers")


def test_the_reader_loads_no_model_and_no_page_cleaner() -> None:
    program = f"import sys, tui.app; print([name for name in {HEAVY} if name in sys.modules])"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
