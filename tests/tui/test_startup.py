"""What opening the reader must not load: models and page cleaners belong to the process that makes findings."""

from __future__ import annotations

import subprocess
import sys

HEAVY = ("spacy", "trafilatura", "onnxruntime", "httpx", "lxml", "ftfy", "thinc", "tokenizers")


def test_the_reader_loads_no_model_and_no_page_cleaner() -> None:
    program = f"import sys, tui.app; print([name for name in {HEAVY} if name in sys.modules])"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_telling_the_version_loads_no_library() -> None:
    program = """
import sys, tui.cli
try:
    tui.cli.main(["--version"])
except SystemExit:
    print([name for name in ("store.search", "store.library", "store.review", "textual", "sqlite3", "rich") if name in sys.modules])
"""
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "[]"
