"""Opening an article's address in the user's browser, never one that would take over the terminal."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from urllib.parse import urlsplit


def is_web_address(url: str) -> bool:
    """Whether this is an ``http`` or ``https`` address with a host; nothing else is ever handed to a browser."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and bool(parts.hostname)


def can_browse(environ: Mapping[str, str] = os.environ, platform: str = sys.platform) -> bool:
    """Whether a browser can open in a window of its own: without a display Python falls back to one in the terminal."""
    if platform in ("darwin", "win32") or environ.get("BROWSER"):
        return True
    return bool(environ.get("DISPLAY") or environ.get("WAYLAND_DISPLAY"))


def open_in_browser(url: str) -> bool:
    """Open ``url``; whether a browser took it. May wait for the browser, so call it from a thread."""
    import webbrowser

    try:
        return webbrowser.open(url)
    except webbrowser.Error:
        return False
