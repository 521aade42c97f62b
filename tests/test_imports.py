"""What a fresh interpreter loads: start-up must stay light."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.samples import FOLDER

HEAVY = {"textual", "rich", "spacy", "trafilatura", "onnxruntime", "lxml", "httpx", "numpy", "ftfy", "rapidfuzz"}


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


def test_finding_reports_to_nobody_and_leaves_nothing_in_the_home_folder(tmp_path: Path) -> None:
    silencing = ("CI", "GITHUB_ACTIONS", "ORT_DISABLE_TELEMETRY", "ORT_RUNNING_UNIT_TESTS")
    home = {name: value for name, value in os.environ.items() if name not in silencing and not name.startswith("XDG_")}
    command = [sys.executable, "-m", "tui", "extract", str(FOLDER.joinpath("ferry-accident.txt"))]
    subprocess.run(command, check=True, capture_output=True, env=home | {"HOME": str(tmp_path)})
    assert not list(tmp_path.rglob("*"))
