"""A web server on this machine whose pages a test sets, and which remembers what it was asked."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from hashlib import sha256
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


@dataclass
class Answer:
    """What is answered at a path; an answer with an ``etag`` of True gives one, and 304 to who has it."""

    body: bytes = b""
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    etag: bool = False
    delay: float = 0.0


@dataclass
class Newsroom:
    """The server: ``address`` is where, ``pages`` what, ``asked`` each request's path, moment and headers."""

    address: str = ""
    pages: dict[str, Answer] = field(default_factory=dict)
    asked: list[tuple[str, float, dict[str, str]]] = field(default_factory=list)

    def times(self, path: str) -> int:
        """How often a path was asked for."""
        return sum(asked == path for asked, _, _ in self.asked)


@contextmanager
def newsroom() -> Iterator[Newsroom]:
    """The server, as long as the block lasts."""
    room = Newsroom()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            room.asked.append((self.path, time.monotonic(), dict(self.headers.items())))
            answer = room.pages.get(self.path, Answer(b"not here", 404))
            time.sleep(answer.delay)
            mark = f'"{sha256(answer.body).hexdigest()[:16]}"' if answer.etag else None
            unchanged = mark is not None and self.headers.get("If-None-Match") == mark
            self.send_response(304 if unchanged else answer.status)
            headers = {**answer.headers, **({"ETag": mark} if mark else {})}
            for name, value in headers.items():
                self.send_header(name, value)
            self.send_header("Content-Length", "0" if unchanged else str(len(answer.body)))
            self.end_headers()
            self.wfile.write(b"" if unchanged else answer.body)

        def log_message(self, format: str, *args: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, daemon=True).start()
    room.address = f"http://127.0.0.1:{server.server_port}"
    try:
        yield room
    finally:
        server.shutdown()
        server.server_close()
