"""A library on disk for every test, and no animations."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

os.environ["TEXTUAL_ANIMATIONS"] = "none"
os.environ.pop("NO_COLOR", None)

import pytest

from tests.tui.stories import build_library
from tui.app import DatelineApp


@pytest.fixture
def library_path(tmp_path: Path) -> Path:
    """A library of four articles."""
    path = tmp_path / "stories.db"
    build_library(path)
    return path


@pytest.fixture
def app(library_path: Path) -> Iterator[DatelineApp]:
    """The reader on that library."""
    app = DatelineApp(library_path)
    yield app
    app.findings_process.close()
    app.library.close()
