"""Pages from the network: the only module that has one."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlsplit

from store.model import DatelineError
from store.text import clean_line

LARGEST = 20 * 1024 * 1024
"""Bytes a page may have after decompression."""
_AGENT = "Mozilla/5.0 (compatible; dateline/0.1; terminal news reader)"


@dataclass(frozen=True, slots=True)
class Fetched:
    """A page: the address it came from after redirects, its bytes, and the type the server gave it."""

    url: str
    data: bytes
    content_type: str | None


def fetch(url: str, *, timeout: float = 20.0) -> Fetched:
    """Get a page.

    Args:
        url: an http or https address.
        timeout: seconds to wait for a connection, and for each piece of the answer.

    Raises:
        DatelineError: the address is none, cannot be reached, answers with an error, or is larger than 20 MB.
    """
    import httpx

    shown = clean_line(url)
    if not _is_web_address(url):
        raise DatelineError(f"{shown} is no web address: give one that begins with http:// or https://")
    try:
        with httpx.stream("GET", url, timeout=timeout, follow_redirects=True, headers={"User-Agent": _AGENT}) as answer:
            if answer.status_code >= 400:
                raise DatelineError(
                    f"{shown}: the server says {answer.status_code} {clean_line(answer.reason_phrase)}: check the address"
                )
            return Fetched(str(answer.url), _body(answer.iter_bytes(), shown), answer.headers.get("content-type"))
    except httpx.TimeoutException as error:
        raise DatelineError(f"{shown} did not answer within {timeout:g} s: try again later") from error
    except httpx.TooManyRedirects as error:
        raise DatelineError(f"{shown} redirects in a circle: check the address") from error
    except (httpx.HTTPError, httpx.InvalidURL, UnicodeError, OverflowError) as error:
        why = clean_line(str(error)) or type(error).__name__
        raise DatelineError(f"cannot reach {shown} ({why}): check the address and the network") from error


def _is_web_address(url: str) -> bool:
    try:
        parts = urlsplit(url)
    except ValueError:  # a bracket opened for an IPv6 host and not closed
        return False
    return parts.scheme in ("http", "https") and bool(parts.hostname)


def _body(pieces, shown: str) -> bytes:  # type: ignore[no-untyped-def]
    body = bytearray()
    for piece in pieces:
        body += piece
        if len(body) > LARGEST:
            raise DatelineError(
                f"{shown} is larger than {LARGEST // 1024 // 1024} MB: save the article and add the file"
            )
    return bytes(body)
