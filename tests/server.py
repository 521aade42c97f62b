"""A web server on this machine for tests."""

from __future__ import annotations

import gzip
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

PAGE = (
    "<html><head><title>Grüße aus Köln</title></head><body><article><h1>Grüße aus Köln</h1><p>"
    + "Die Bürgermeisterin sprach am Montag mit den Streikenden vor dem Rathaus. " * 8
    + "</p></article></body></html>"
)


class _Handler(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        answer = getattr(self, "do_" + self.path.strip("/").replace("-", "_"), None)
        if answer is None:
            self._send(404, b"not here")
        else:
            answer()

    def do_page(self) -> None:
        self._send(200, PAGE.encode())

    def do_moved(self) -> None:
        self._send(302, b"", Location="/page")

    def do_circle(self) -> None:
        self._send(302, b"", Location="/circle")

    def do_gzip(self) -> None:
        self._send(200, gzip.compress(PAGE.encode()), Content_Encoding="gzip")

    def do_lies(self) -> None:
        self._send(200, PAGE.encode(), Content_Type="text/html; charset=ascii")

    def do_large(self) -> None:
        self._send(200, gzip.compress(b"a" * (21 * 1024 * 1024)), Content_Encoding="gzip")

    def do_hangs(self) -> None:
        time.sleep(1.5)

    def _send(self, status: int, body: bytes, **headers: str) -> None:
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        pass


@contextmanager
def serving() -> Iterator[str]:
    """The server's address, as long as the block lasts."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()
