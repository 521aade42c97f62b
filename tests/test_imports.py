"""What a fresh interpreter loads: start-up must stay light."""

import subprocess
import sys

import pytest

HEAVY = {"textual", "rich", "spacy", "trafilatura", "onnxruntime", "lxml", "httpx", "numpy", "ftfy"}


def loaded(code: str) -> set[str]:
    script = f"import sys\n{code}\nprint('\\n'.join(sys.modules))"
    out = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True).stdout
    return {name.split(".")[0] for name in out.split()}


def test_importing_the_store_loads_nothing_heavy() -> None:
    assert not loaded("import store") & HEAVY


def test_opening_a_library_loads_no_reader_and_no_model() -> None:
    assert not loaded("import store.library") & (HEAVY - {"numpy"})


def test_the_version_loads_nothing_heavy() -> None:
    code = "from tui.cli import main\ntry:\n    main(['--version'])\nexcept SystemExit:\n    pass"
    assert not loaded(code) & (HEAVY | {"sqlite_utils"})


@pytest.mark.parametrize("module", ["tui.app"])
def test_the_reader_starts_without_model_and_extractor(module: str) -> None:
    assert not loaded(f"import {module}") & {"spacy", "trafilatura", "onnxruntime", "numpy"}
