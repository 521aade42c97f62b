"""Pages over HTTP, from a server on this machine."""

import socket
from collections.abc import Iterator

import pytest

from store.intake import read
from store.intake.fetch import fetch
from store.model import DatelineError
from tests.server import PAGE, serving


@pytest.fixture(scope="module")
def site() -> Iterator[str]:
    with serving() as address:
        yield address


@pytest.mark.parametrize("path", ["page", "gzip", "lies"])
def test_a_page_comes_whole(site: str, path: str) -> None:
    page = fetch(f"{site}/{path}")
    assert page.data == PAGE.encode()
    assert read(page.data, url=page.url).title == "Grüße aus Köln"


def test_redirects_are_followed_and_the_last_address_kept(site: str) -> None:
    assert fetch(f"{site}/moved").url == f"{site}/page"


@pytest.mark.parametrize(("path", "says"), [("nothing", "404"), ("circle", "circle"), ("large", "larger than 20 MB")])
def test_what_goes_wrong_is_said_in_one_line(site: str, path: str, says: str) -> None:
    with pytest.raises(DatelineError, match=says) as caught:
        fetch(f"{site}/{path}")
    assert "\n" not in str(caught.value)


def test_a_host_that_hangs_is_given_up(site: str) -> None:
    with pytest.raises(DatelineError, match="did not answer"):
        fetch(f"{site}/hangs", timeout=0.3)


def test_a_closed_port_is_said_to_be_out_of_reach() -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    with pytest.raises(DatelineError, match="cannot reach"):
        fetch(f"http://127.0.0.1:{port}/")


@pytest.mark.parametrize("url", ["ftp://example.org/a", "file:///etc/passwd", "http://", "javascript:alert(1)"])
def test_only_web_addresses_are_fetched(url: str) -> None:
    with pytest.raises(DatelineError, match="no web address"):
        fetch(url)
