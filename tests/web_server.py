"""A web server on loopback for tests: real HTTP, each path answering as a test says."""

import gzip
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


@dataclass
class Answer:
    """What a path answers; ``pieces`` instead of ``body`` where it comes bit by bit."""

    body: bytes = b""
    status: int = 200
    kind: str = "text/html; charset=utf-8"
    headers: dict[str, str] = field(default_factory=dict)
    pieces: Iterator[bytes] | None = None


Path = str | bytes | Answer | Callable[["Asked"], Answer]


@dataclass(frozen=True)
class Asked:
    path: str
    headers: dict[str, str]
    count: int  # of requests for this path, this one included


class Server:
    """``pages`` maps a path to what it answers; ``asked`` are all requests so far."""

    def __init__(self, base: str) -> None:
        self.base = base
        self.pages: dict[str, Path] = {}
        self.asked: list[Asked] = []
        self.most_at_once = 0
        self._now = 0
        self._counts: Counter[str] = Counter()
        self._lock = threading.Lock()

    def url(self, path: str) -> str:
        return self.base + path

    def paths(self) -> list[str]:
        """What was asked for, without robots.txt."""
        return [asked.path for asked in self.asked if asked.path != "/robots.txt"]

    def answer(self, path: str, headers: dict[str, str]) -> Answer:
        with self._lock:
            self._counts[path] += 1
            asked = Asked(path, headers, self._counts[path])
            self.asked.append(asked)
        page = self.pages.get(path.partition("?")[0])
        if page is None:
            return Answer(b"not here", 404)
        if callable(page):
            return page(asked)
        if isinstance(page, Answer):
            return page
        return Answer(page.encode() if isinstance(page, str) else page)

    @contextmanager
    def counted(self) -> Iterator[None]:
        with self._lock:
            self._now += 1
            self.most_at_once = max(self.most_at_once, self._now)
        try:
            yield
        finally:
            with self._lock:
                self._now -= 1


class _Quiet(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, *arguments: object) -> None:
        """Clients that go away are part of the tests."""


@contextmanager
def serving() -> Iterator[Server]:
    """A server that runs on a free port until the block ends."""

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        disable_nagle_algorithm = True

        def do_GET(self) -> None:
            with server.counted():
                self._send(server.answer(self.path, dict(self.headers.items())))

        def _send(self, answer: Answer) -> None:
            self.send_response(answer.status)
            for name, value in answer.headers.items():
                self.send_header(name, value)
            if answer.kind:
                self.send_header("Content-Type", answer.kind)
            if answer.pieces is None:
                self.send_header("Content-Length", str(len(answer.body)))
            else:
                self.close_connection = True
            self.end_headers()
            try:
                for piece in answer.pieces or [answer.body]:
                    self.wfile.write(piece)
                    self.wfile.flush()
            except OSError:
                self.close_connection = True

        def log_message(self, *arguments: object) -> None:
            pass

    http = _Quiet(("127.0.0.1", 0), Handler)
    server = Server(f"http://127.0.0.1:{http.server_address[1]}")
    thread = threading.Thread(target=http.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield server
    finally:
        http.shutdown()
        thread.join()
        http.server_close()


def slowly(answer: Answer, seconds: float) -> Callable[[Asked], Answer]:
    """The same answer, after a while."""

    def wait(asked: Asked) -> Answer:
        time.sleep(seconds)
        return answer

    return wait


def gzipped(body: str | bytes) -> Answer:
    data = body.encode() if isinstance(body, str) else body
    return Answer(gzip.compress(data), headers={"Content-Encoding": "gzip"})
