"""What is installed: a wheel that holds all the program reads, and a version told in one place."""

from __future__ import annotations

import subprocess
import sys
import zipfile
from pathlib import Path, PurePosixPath

import pytest

from tui.cli import VERSION

ROOT = Path(__file__).parents[1]


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> zipfile.Path:
    """The wheel that ``pip install`` would make of this checkout."""
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", str(folder)]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    (made,) = folder.glob("*.whl")
    return zipfile.Path(made)


def test_the_wheel_holds_every_file_of_the_packages_but_what_only_training_reads(wheel: zipfile.Path) -> None:
    files = (path for package in ("store", "tui") for path in (ROOT / package).rglob("*") if path.is_file())
    wanted = {path.relative_to(ROOT).as_posix() for path in files if not {"__pycache__", "texts"} & set(path.parts)}
    assert {"store/extraction/lexicon/gazetteer.tsv", "tui/samples/manifest.toml", "tui/styles/app.tcss"} <= wanted
    assert {"store/intake/weights/blocks.npz", "store/intake/weights/lines.npz"} <= wanted
    assert wanted <= set(wheel.root.namelist())
    assert not any("/texts/" in name for name in wheel.root.namelist())


def test_the_wheel_holds_nothing_else(wheel: zipfile.Path) -> None:
    tops = {PurePosixPath(name).parts[0] for name in wheel.root.namelist()}
    assert tops == {"store", "tui", f"dateline-{VERSION}.dist-info"}
