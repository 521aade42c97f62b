"""Where things live on this machine."""

from __future__ import annotations

import os
from pathlib import Path

from store.model import DatelineError


def library_path(given: str | None) -> Path:
    """The library's file: as given, else ``DATELINE_DB``, else in the platform's data folder.

    Raises:
        DatelineError: it begins with ``~`` and there is no such home folder.
    """
    chosen = given or os.environ.get("DATELINE_DB")
    if chosen:
        return _in_full(chosen)
    from platformdirs import user_data_path

    return user_data_path("dateline", appauthor=False) / "dateline.db"


def config_path() -> Path:
    """The settings file: ``DATELINE_CONFIG``, else in the platform's config folder.

    Raises:
        DatelineError: it begins with ``~`` and there is no such home folder.
    """
    chosen = os.environ.get("DATELINE_CONFIG")
    if chosen:
        return _in_full(chosen)
    from platformdirs import user_config_path

    return user_config_path("dateline", appauthor=False) / "config.toml"


def _in_full(path: str) -> Path:
    try:
        return Path(path).expanduser()
    except RuntimeError:
        raise DatelineError(f"{path} begins with a home folder that is not known here: write it in full") from None
