"""Pages and feeds from the network: the only module that has one."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from threading import Lock
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from store.model import DatelineError
from store.text import clean_line

if TYPE_CHECKING:
    import httpx

LARGEST = 20 * 1024 * 1024
"""Bytes a page may have after decompression."""
DEADLINE = 60.0
"""Seconds a whole answer may take, so that a host that sends a byte now and then does not hold everything up."""
PAUSE = 1.0
"""Seconds between two requests to one host, unless it asks for more (Retry-After)."""
LONGEST_WAIT = 30.0
"""Seconds for which a host that asks to wait is waited for; one that asks for more is left until another time."""
_AGENT = "Mozilla/5.0 (compatible; dateline/0.1; terminal news reader)"
_ASKS_TO_WAIT = (429, 503)


@dataclass(frozen=True, slots=True)
class Fetched:
    """An answer: the address it came from after redirects, its bytes, the type and encoding the server gave it.

    ``met`` are the addresses it was redirected from; ``etag`` and ``modified`` are what to ask with next time;
    ``unchanged`` says that the server has nothing newer than what was asked with (there are then no bytes).
    """

    url: str
    data: bytes
    content_type: str | None
    charset: str | None = None
    met: tuple[str, ...] = ()
    etag: str | None = None
    modified: str | None = None
    unchanged: bool = False


class Later(DatelineError):
    """The server asks to come again after so many ``seconds``."""

    def __init__(self, message: str, seconds: float) -> None:
        super().__init__(message)
        self.seconds = seconds


class Cancelled(DatelineError):
    """The caller no longer wants the answer."""


@dataclass(slots=True)
class Courtesy:
    """One request a host at a time, with a pause between two; shared by the threads of one run.

    Attributes:
        pause: seconds between two requests to one host.
        cancelled: whether to stop waiting.
    """

    pause: float = PAUSE
    cancelled: Callable[[], bool] = lambda: False
    _free_at: dict[str, float] = field(default_factory=dict)
    _lock: Lock = field(default_factory=Lock)

    def wait(self, url: str) -> None:
        """Wait for this host's turn.

        Raises:
            Cancelled: the run was cancelled meanwhile.
        """
        host = _host(url)
        with self._lock:
            now = time.monotonic()
            turn = max(now, self._free_at.get(host, now))
            self._free_at[host] = turn + self.pause
        while (left := turn - time.monotonic()) > 0:
            self.check()
            time.sleep(min(left, 0.1))
        self.check()

    def put_off(self, url: str, seconds: float) -> None:
        """Leave a host alone for so long."""
        with self._lock:
            self._free_at[_host(url)] = time.monotonic() + seconds

    def check(self) -> None:
        """Raise ``Cancelled`` if the run was cancelled."""
        if self.cancelled():
            raise Cancelled("cancelled")


def fetch_politely(
    url: str, courtesy: Courtesy, *, etag: str | None = None, modified: str | None = None, timeout: float = 20.0
) -> Fetched:
    """As :func:`fetch`, in the host's turn; where the host asks to wait a little, it is asked once more.

    Raises:
        DatelineError: as :func:`fetch`; ``Later`` where the host asks to wait for longer than ``LONGEST_WAIT``.
    """
    courtesy.wait(url)
    try:
        return fetch(url, etag=etag, modified=modified, timeout=timeout, cancelled=courtesy.cancelled)
    except Later as later:
        courtesy.put_off(url, later.seconds)
        if later.seconds > LONGEST_WAIT:
            raise
        courtesy.wait(url)
        return fetch(url, etag=etag, modified=modified, timeout=timeout, cancelled=courtesy.cancelled)


def fetch(
    url: str,
    *,
    timeout: float = 20.0,
    etag: str | None = None,
    modified: str | None = None,
    cancelled: Callable[[], bool] = lambda: False,
) -> Fetched:
    """Get a page, or find that it has not changed.

    Args:
        url: an http or https address.
        timeout: seconds to wait for a connection, and for each piece of the answer.
        etag, modified: what the server gave with the page last time (its ETag and Last-Modified).
        cancelled: asked between the pieces of the answer.

    Raises:
        Later: the server asks to come again later (429 or 503 with Retry-After).
        Cancelled: ``cancelled`` said so.
        DatelineError: the address is none, cannot be reached, answers with an error or too slowly, or is larger than
            20 MB.
    """
    import httpx

    shown = clean_line(url)
    if not is_web_address(url):
        raise DatelineError(f"{shown} is no web address: give one that begins with http:// or https://")
    headers = {"User-Agent": _AGENT}
    headers |= {"If-None-Match": etag} if etag else {}
    headers |= {"If-Modified-Since": modified} if modified else {}
    try:
        with httpx.stream("GET", url, timeout=timeout, follow_redirects=True, headers=headers) as answer:
            return _fetched(answer, shown, cancelled)
    except httpx.TimeoutException as error:
        raise DatelineError(f"{shown} did not answer within {timeout:g} s: try again later") from error
    except httpx.TooManyRedirects as error:
        raise DatelineError(f"{shown} redirects in a circle: check the address") from error
    except (httpx.HTTPError, httpx.InvalidURL, UnicodeError, OverflowError) as error:
        why = clean_line(str(error)) or type(error).__name__
        raise DatelineError(f"cannot reach {shown} ({why}): check the address and the network") from error


def _fetched(answer: httpx.Response, shown: str, cancelled: Callable[[], bool]) -> Fetched:
    status = answer.status_code
    if status in _ASKS_TO_WAIT and (seconds := _seconds(answer.headers.get("retry-after"))) is not None:
        raise Later(f"{shown}: the server asks to wait {seconds:.0f} s: try again then", seconds)
    if status >= 400:
        reason = clean_line(answer.reason_phrase)
        raise DatelineError(f"{shown}: the server says {status} {reason}: check the address")
    unchanged = status == 304
    return Fetched(
        url=str(answer.url),
        data=b"" if unchanged else _body(answer.iter_bytes(), shown, cancelled),
        content_type=answer.headers.get("content-type"),
        charset=answer.charset_encoding,
        met=tuple(str(step.url) for step in answer.history),
        etag=answer.headers.get("etag"),
        modified=answer.headers.get("last-modified"),
        unchanged=unchanged,
    )


def _seconds(value: str | None) -> float | None:
    """What Retry-After says: seconds, or a date (RFC 9110, 10.2.3)."""
    if not value:
        return None
    if value.strip().isdigit():
        return float(value)
    try:
        return max(0.0, (parsedate_to_datetime(value) - datetime.now(UTC)).total_seconds())
    except (ValueError, TypeError):
        return None


def _host(url: str) -> str:
    try:
        return urlsplit(url).netloc.lower()
    except ValueError:
        return url


def is_web_address(url: str) -> bool:
    """Whether this is an address that can be fetched."""
    try:
        parts = urlsplit(url)
    except ValueError:  # a bracket opened for an IPv6 host and not closed
        return False
    return parts.scheme in ("http", "https") and bool(parts.hostname)


def _body(pieces: Iterator[bytes], shown: str, cancelled: Callable[[], bool]) -> bytes:
    body, give_up = bytearray(), time.monotonic() + DEADLINE
    for piece in pieces:
        body += piece
        if cancelled():
            raise Cancelled("cancelled")
        if time.monotonic() > give_up:
            raise DatelineError(f"{shown} sends too slowly: try again later")
        if len(body) > LARGEST:
            raise DatelineError(
                f"{shown} is larger than {LARGEST // 1024 // 1024} MB: save the article and add the file"
            )
    return bytes(body)
