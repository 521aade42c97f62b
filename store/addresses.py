"""Web addresses in the form in which they are compared: two that lead to one article are one."""

from __future__ import annotations

from urllib.parse import urlsplit


def canonical(url: str) -> str:
    """The form of an address under which an article is known.

    courlan takes out trackers and sorts the query (https://github.com/adbar/courlan). What then still differs between
    two links to one page is folded: http and https, the host's case and ``www.``, a slash at the end, a fragment
    (unless it is one that chooses the page, ``#!``). Addresses of other kinds (``mid:`` of a mail) stay as they are.

    Args:
        url: an address as it was met.

    Returns:
        What to compare and to keep; no address to fetch.
    """
    url = url.strip()
    if not url.lower().startswith(("http://", "https://")):
        return url
    try:
        parts = urlsplit(_without_trackers(url))
        host = (parts.hostname or "").removeprefix("www.")
        port = f":{parts.port}" if parts.port and parts.port not in (80, 443) else ""
    except ValueError:
        return url
    fragment = f"#{parts.fragment}" if parts.fragment.startswith("!") else ""
    query = f"?{parts.query}" if parts.query else ""
    return f"//{host}{port}{parts.path.rstrip('/')}{query}{fragment}"


def _without_trackers(url: str) -> str:
    from courlan import normalize_url

    return str(normalize_url(url))
