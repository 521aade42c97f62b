"""Where things live on this machine."""

from __future__ import annotations

import os
from pathlib import Path


def library_path(given: str | None) -> Path:
    """The library's file: as given, else ``DATELINE_DB``, else in the platform's data folder."""
    chosen = given or os.environ.get("DATELINE_DB")
    if chosen:
        return Path(chosen).expanduser()
    from platformdirs import user_data_path

    return user_data_path("dateline", appauthor=False) / "dateline.db"


def config_path() -> Path:
    """The settings file: ``DATELINE_CONFIG``, else in the platform's config folder."""
    chosen = os.environ.get("DATELINE_CONFIG")
    if chosen:
        return Path(chosen).expanduser()
    from platformdirs import user_config_path

    return user_config_path("dateline", appauthor=False) / "config.toml"
