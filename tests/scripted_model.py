"""Models that say what a test tells them to: in this process, and behind a real server.

``ScriptedModel`` stands in for `qa.llm.Model` and is one, but for the server; ``ScriptedServer``
is a server on loopback that speaks the protocol. Both have a queue of replies and a history.
"""

from __future__ import annotations

import json
import re
import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from index.errors import ServiceError
from index.kept.replies import Replies
from index.service.chat import ChatStream
from qa.llm import DEFAULTS, Model, Settings
from qa.messages import Message

Usage = tuple[int, int] | None  # tokens in and out; None: the server tells none


@dataclass
class Said:
    """One scripted reply: its pieces, how it ends, what it says it used."""

    pieces: Sequence[str]
    usage: Usage = (100, 20)
    finish: str | None = "stop"
    breaks: bool = False  # the connection is lost after the pieces
    delay: float = 0.0  # seconds before each piece
    pause: float = 0.0  # seconds after the first


@dataclass
class Asked:
    """What a model was asked."""

    messages: list[Message]
    max_tokens: int | None
    temperature: float | None

    @property
    def text(self) -> str:
        return "\n\n".join(message.content for message in self.messages)


Reply = str | Sequence[str] | Said | Exception | Callable[[Asked], "str | Said"]


class _ScriptedService:
    """In place of `index.service.Service`: real streams of scripted bytes."""

    address = "http://127.0.0.1/scripted"

    def __init__(self, queue: list[Reply], window: int | None) -> None:
        self.queue = queue
        self.history: list[Asked] = []
        self._window = window

    def context_window(self, model: str) -> int | None:
        return self._window

    def chat(
        self,
        model: str,
        messages: Sequence[Mapping[str, str]],
        *,
        max_tokens: int | None = None,
        temperature: float | None = 0.0,
    ) -> ChatStream:
        asked = Asked([Message(**message) for message in messages], max_tokens, temperature)  # type: ignore[arg-type]
        self.history.append(asked)
        assert self.queue, "the script has no more replies"
        reply = self.queue[0] if callable(self.queue[0]) else self.queue.pop(0)
        if callable(reply):  # stays in the queue: it answers whatever comes
            reply = reply(asked)
        if isinstance(reply, Exception):
            raise reply
        return ChatStream(self.address, model, _body(_said(reply)), errors=_lost)


class ScriptedModel(Model):
    """A model that gives the replies of ``queue`` in turn.

    A reply is a text, its pieces, a ``Said``, an error to raise, or a function of what was asked,
    which answers everything from then on. ``history`` has what was asked.
    """

    def __init__(
        self,
        *replies: Reply,
        name: str = "scripted",
        settings: Settings = DEFAULTS,
        replies_kept: Replies | None = None,
        window: int | None = 8_192,
    ) -> None:
        self.queue = list(replies)
        service = _ScriptedService(self.queue, window)
        self.history = service.history
        super().__init__(service, name, settings, replies_kept)  # type: ignore[arg-type]


def _said(reply: Any) -> Said:
    if isinstance(reply, Said):
        return reply
    return Said(re.findall(r"\s*\S+", reply) if isinstance(reply, str) else reply)


def _body(said: Said) -> Iterator[bytes]:
    yield from map(_event, _chunks(said))
    if said.breaks:
        raise ConnectionResetError("the connection was lost")
    yield b"data: [DONE]\n\n"


def _chunks(said: Said) -> Iterator[dict[str, Any]]:
    """The events of a reply, as servers send them."""
    yield {"choices": [{"index": 0, "delta": {"role": "assistant"}, "finish_reason": None}]}
    for number, piece in enumerate(said.pieces):
        time.sleep(said.delay + (said.pause if number == 1 else 0))
        yield {"choices": [{"index": 0, "delta": {"content": piece}, "finish_reason": None}]}
    if said.breaks:
        return
    yield {"choices": [{"index": 0, "delta": {}, "finish_reason": said.finish}]}
    if said.usage:
        sent, received = said.usage
        used = {"prompt_tokens": sent, "completion_tokens": received}
        yield {"choices": [], "usage": used}


def _event(chunk: Any) -> bytes:
    return f"data: {json.dumps(chunk)}\n\n".encode()


@contextmanager
def _lost() -> Iterator[None]:
    try:
        yield
    except ConnectionError as error:
        raise ServiceError("the server broke off", "try again") from error


# --- behind a real server ------------------------------------------------------------------------


@dataclass
class Answer:
    """One scripted response of the server, whatever the path: status, headers, body."""

    status: int = 200
    body: bytes | str | Mapping[str, Any] | list[Any] = b""
    headers: Mapping[str, str] = field(default_factory=dict)


def error(status: int, message: str = "as scripted", **fields: Any) -> Answer:
    """An error as OpenAI words it."""
    return Answer(status, {"error": {"message": message, **fields}})


@dataclass
class Request:
    """What the server was sent."""

    method: str
    path: str
    headers: Mapping[str, str]
    body: Any


class ScriptedServer:
    """A server on loopback. A context manager.

    ``queue`` has what chat requests get, in turn: a text, its pieces, a ``Said``, an ``Answer``,
    or a function of the request that gives one of them. The last one stays. ``pages`` has what
    other paths get ("/v1/models"); all else is 404. ``requests`` is the history.
    """

    def __init__(self, *queue: Any) -> None:
        self.queue = list(queue)
        self.pages: dict[str, Any] = {}
        self.requests: list[Request] = []
        self._server = _Server(("127.0.0.1", 0), _Handler)
        self._server.script = self

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self._server.server_port}/v1"

    @property
    def asked(self) -> list[Any]:
        """The bodies of all chat requests."""
        return [r.body for r in self.requests if r.path.endswith("/chat/completions")]

    def next(self, request: Request) -> Any:
        """What the request gets."""
        if not request.path.endswith("/chat/completions"):
            return self.pages.get(request.path, Answer(404, {"error": {"message": "not found"}}))
        reply = self.queue.pop(0) if len(self.queue) > 1 else self.queue[0]
        return reply(request) if callable(reply) else reply

    def __enter__(self) -> ScriptedServer:
        serve = self._server.serve_forever
        threading.Thread(target=serve, args=(0.01,), daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self._server.shutdown()
        self._server.server_close()


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    script: ScriptedServer

    def handle_error(self, *_: object) -> None:
        """A client that has gone is no fault of the server's."""


class _Handler(BaseHTTPRequestHandler):
    server: _Server
    protocol_version = "HTTP/1.1"

    def do_POST(self) -> None:
        length = int(self.headers["content-length"] or 0)
        self._reply(json.loads(self.rfile.read(length) or b"null"))

    def do_GET(self) -> None:
        self._reply(None)

    def _reply(self, body: Any) -> None:
        request = Request(self.command, self.path, dict(self.headers), body)
        self.server.script.requests.append(request)
        reply = self.server.script.next(request)
        if isinstance(reply, Mapping):
            reply = Answer(body=reply)
        if isinstance(reply, Answer):
            self._answer(reply)
        else:
            self._stream(_said(reply), body)

    def _answer(self, answer: Answer) -> None:
        data = answer.body
        if not isinstance(data, bytes | str):
            data = json.dumps(data)
        payload = data.encode() if isinstance(data, str) else data
        self.send_response(answer.status)
        kind = "application/json" if payload[:1] in (b"{", b"[") else "text/html"
        given = {"content-type": kind, "retry-after-ms": "1", **answer.headers}
        self._send_headers({**given, "content-length": str(len(payload))})
        self.wfile.write(payload)

    def _send_headers(self, headers: Mapping[str, str]) -> None:
        for name, value in headers.items():
            self.send_header(name, value)
        self.end_headers()

    def _stream(self, said: Said, body: Any) -> None:
        if not (body or {}).get("stream_options", {}).get("include_usage"):
            said = replace(said, usage=None)
        self.send_response(200)
        self._send_headers({"content-type": "text/event-stream", "transfer-encoding": "chunked"})
        for event in map(_event, _chunks(said)):
            self._chunk(event)
        if said.breaks:
            self.close_connection = True
            return
        self._chunk(b"data: [DONE]\n\n")
        self._chunk(b"")

    def _chunk(self, data: bytes) -> None:
        self.wfile.write(f"{len(data):x}\r\n".encode() + data + b"\r\n")
        self.wfile.flush()

    def log_message(self, *_: object) -> None:
        pass
