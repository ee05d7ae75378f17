"""Whatever a model's server does: one clear line with a hint, or what came and why it ended."""

from __future__ import annotations

import json
import time
from email.utils import formatdate
from typing import Any

import httpx2
import openai
import pytest

from index.errors import ContentRefused, ContextTooLong, ServiceError
from index.service import Service
from index.service.chat import ChatStream
from index.service.connection import Connection
from scripted_model import Answer, Said, ScriptedServer, error

MESSAGES = [{"role": "user", "content": "What was attacked?"}]


def chat(server: ScriptedServer, **options: Any) -> ChatStream:
    return Service(base_url=server.address).chat("tiny", MESSAGES, max_tokens=50, **options)


def failed(server: ScriptedServer, reply: Any) -> ServiceError:
    """The error that a scripted response ends in, as a user will see it."""
    server.queue[:] = [reply]
    with pytest.raises(ServiceError) as caught:
        list(chat(server))
    message, hint = caught.value.message, caught.value.hint
    assert server.address in message
    assert hint
    assert message.isprintable()
    assert len(message) < 300
    assert caught.value.exit_code == 1
    return caught.value


# --- errors before the first piece ---------------------------------------------------------------

STATUS = {
    "wrong key": (error(401, "Incorrect API key provided"), "refuses the key", 1),
    "no credit": (error(402, "Insufficient Balance"), "asks for payment", 1),
    "no access": (error(403, "no access to this project"), "denies access", 1),
    "unknown model, OpenAI": (
        error(404, "The model 'tiny' does not exist or you do not have access to it.",
              code="model_not_found"), "does not know the model 'tiny'", 1),
    "unknown model, Ollama": (error(404, "model 'tiny' not found"), "does not know the model", 1),
    "unknown model, vLLM": (
        error(404, "The model `tiny` does not exist."), "does not know the model", 1),
    "unknown model, LM Studio": (
        error(400, "Invalid model identifier 'tiny'. There are no downloaded models"),
        "does not know the model", 1),
    "nothing there": (Answer(404, b"<html><h1>404</h1></html>"), "has nothing at this address", 1),
    "no such path": (Answer(404, {"detail": "Not Found"}), "has nothing at this address", 1),
    "wrong method": (Answer(405, b"Method Not Allowed"), "takes no such requests", 1),
    "refused": (error(400, "messages must alternate"), "refuses the request: messages must", 1),
    "rate limited": (error(429, "slow down"), "still limits the rate after several tries", 4),
    "quota used up": (
        error(429, "You exceeded your current quota", code="insufficient_quota"),
        "quota is used up", 1),
    "own error": (error(500, "CUDA out of memory"), "error of its own: CUDA out of memory", 4),
    "overloaded": (Answer(503, b"<html>busy</html>"), "error of its own: HTTP 503", 4),
    "teapot": (error(418), "unusable reply", 1),
}  # fmt: skip


@pytest.mark.parametrize(("reply", "told", "tries"), STATUS.values(), ids=STATUS)
def test_an_error_of_the_server(
    server: ScriptedServer, monkeypatch: pytest.MonkeyPatch, reply: Any, told: str, tries: int
) -> None:
    monkeypatch.setattr("index.service.retrying._FIRST_SECONDS", 0.001)
    assert told in failed(server, reply).message
    assert len(server.asked) == tries


TOO_LONG = {
    "OpenAI": error(
        400, "This model's maximum context length is 8192 tokens. However, your messages resulted"
        " in 10000 tokens.", code="context_length_exceeded"),
    "OpenAI, newer": error(400, "Input tokens exceed the configured limit of 272000 tokens."),
    "OpenAI, too long for the minute": error(
        429, "Request too large for gpt-4o on tokens per min (TPM): Limit 30000, Requested 40000"),
    "vLLM": Answer(400, {
        "object": "error", "type": "BadRequestError", "param": None, "code": 400,
        "message": "This model's maximum context length is 16384 tokens. However, you requested"
        " 122946 tokens (112946 in the messages, 10000 in the completion)."}),
    "vLLM, no room for a reply": Answer(400, {
        "object": "error", "message": "max_tokens must be at least 1, got -186.", "code": 400}),
    "vLLM, max_tokens": error(
        400, "'max_tokens' or 'max_completion_tokens' is too large: 1000. This model's maximum"
        " context length is 2048 tokens and your request has 1500 input tokens"),
    "llama.cpp": Answer(400, {"error": {
        "code": 400, "message": "request (6031 tokens) exceeds the available context size (2048"
        " tokens), try increasing it", "type": "exceed_context_size_error",
        "n_prompt_tokens": 6031, "n_ctx": 2048}}),
    "llama.cpp, while writing": error(500, "Context size has been exceeded.", type="server_error"),
    "llama-cpp-python": error(400, "Requested tokens (2285) exceed context window of 2048"),
    "LM Studio": Answer(400, {"error": (
        "Trying to keep the first 14538 tokens when context the overflows. However, the model is"
        " loaded with context length of only 2048 tokens, which is not enough.")}),
    "LM Studio, newer": Answer(400, {"error": (
        "The number of tokens to keep from the initial prompt is greater than the context length"
        " (n_keep: 13055>= n_ctx: 4096).")}),
    "Ollama": error(400, "the input length exceeds the context length"),
    "Ollama, prompt": error(500, "prompt too long; exceeded max context length by 12 tokens"),
    "Mistral": error(
        400, "Prompt contains 40000 tokens, too large for model with 32768 maximum context length"),
    "SGLang": error(
        400, "The input (5000 tokens) is longer than the model's context length (4096 tokens)."),
    "text-generation-inference": error(
        422, "Input validation error: `inputs` tokens + `max_new_tokens` must be <= 4096. Given:"
        " 5000 `inputs` tokens and 50 `max_new_tokens`"),
    "Gemini": error(
        400, "The input token count (1200000) exceeds the maximum number of tokens allowed"),
    "Anthropic": error(400, "prompt is too long: 210000 tokens > 200000 maximum"),
    "proxy": Answer(413, b"<html>413 Request Entity Too Large</html>"),
}  # fmt: skip


@pytest.mark.parametrize("reply", TOO_LONG.values(), ids=TOO_LONG)
def test_a_prompt_that_is_too_long_in_the_words_of_each(server: ScriptedServer, reply: Any) -> None:
    assert isinstance(failed(server, reply), ContextTooLong)
    assert len(server.asked) == 1


@pytest.mark.parametrize("reply", TOO_LONG.values(), ids=TOO_LONG)
def test_the_same_inside_of_a_stream(server: ScriptedServer, reply: Answer) -> None:
    if reply.status == 413:
        return
    events = Answer(
        200, f"data: {json.dumps(reply.body)}\n\n", {"content-type": "text/event-stream"}
    )
    assert isinstance(failed(server, events), ContextTooLong)


REFUSED = {
    "Azure": error(400, "The response was filtered due to the prompt triggering Azure OpenAI's"
                   " content management policy.", code="content_filter"),
    "OpenAI": error(400, "Invalid prompt: your prompt was flagged as potentially violating our"
                    " usage policy", code="invalid_prompt"),
    "OpenRouter": error(403, "Your chosen model requires moderation and your input was flagged"),
    "filtered at once": Said([], finish="content_filter"),
    "in words of its own": Answer(
        200, {"choices": [{"message": {"content": None, "refusal": "I can't help with that."}}]}),
}  # fmt: skip


@pytest.mark.parametrize("reply", REFUSED.values(), ids=REFUSED)
def test_content_that_is_refused(server: ScriptedServer, reply: Any) -> None:
    caught = failed(server, reply)
    assert isinstance(caught, ContentRefused)
    assert "will not answer this" in caught.message


def sse(*data: str, ended: bool = True) -> Answer:
    body = "".join(f"data: {each}\n\n" for each in (*data, *["[DONE]"] * ended))
    return Answer(200, body, {"content-type": "text/event-stream"})


def piece(text: str | None, finish: str | None = None, **fields: Any) -> str:
    delta = {"content": text, **fields}
    return json.dumps({"choices": [{"index": 0, "delta": delta, "finish_reason": finish}]})


UNUSABLE = {
    "a page": (Answer(200, b"<!doctype html><title>Log in</title>"), "gave a web page"),
    "nothing": (Answer(200, b""), "empty reply"),
    "an empty stream": (sse(), "empty reply"),
    "no text": (Said([], finish="stop"), "empty reply"),
    "white space": (Said([" ", "\n"]), "empty reply"),
    "tool calls": (sse(piece(None, "tool_calls", tool_calls=[])), "empty reply"),
    "other JSON": (Answer(200, {"result": "ok"}), "unusable reply: choices"),
    "a list": (Answer(200, [1, 2]), "unusable reply"),
    "half of JSON": (Answer(200, b'{"choices": ['), "unusable reply"),
    "no JSON in an event": (sse("hello"), "unusable reply"),
    "another shape in an event": (sse('{"choices": [{"delta": "text"}]}'), "unusable reply"),
    "a number for text": (sse('{"choices": [{"delta": {"content": 5}}]}'), "unusable reply"),
    "bytes": (Answer(200, b"data: \xff\xfe\x00\n\n"), "unusable reply"),
    "an error in an event": (sse('{"error": {"message": "overloaded"}}'), "error: overloaded"),
    "an error without more": (sse('{"error": "it broke"}'), "error: it broke"),
    "an error, vLLM": (sse('{"object": "error", "message": "engine died"}'), "engine died"),
    "an error in JSON": (Answer(200, {"error": {"message": "no"}}), "broke off with an error: no"),
    "reasoning only": (
        sse(piece(None, reasoning_content="Hmm."), piece(None, "length")),
        "spent all its tokens on reasoning"),
    "marked reasoning only": (Said(["<think>", "Hm"], finish="length"), "spent all its tokens"),
}  # fmt: skip


@pytest.mark.parametrize(("reply", "told"), UNUSABLE.values(), ids=UNUSABLE)
def test_a_reply_that_is_none(server: ScriptedServer, reply: Any, told: str) -> None:
    server.queue[:] = [reply]
    with pytest.raises(ServiceError) as caught:
        list(chat(server))
    assert told in caught.value.message
    assert caught.value.hint


def test_what_a_server_says_cannot_command_the_terminal(server: ScriptedServer) -> None:
    words = "\x1b[31mred\x1b]0;title\x07 \x9b2J\u202eback\r\nline " + "long " * 100
    failed(server, error(400, words))
    failed(server, sse(json.dumps({"error": {"message": words}})))


def test_without_key_and_server_nothing_is_sent() -> None:
    with pytest.raises(ServiceError, match="OPENAI_API_KEY is not set") as caught:
        Service().chat("tiny", MESSAGES)
    assert "OPENAI_BASE_URL" in (caught.value.hint or "")


def test_without_an_address_it_is_openai(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OPENAI_BASE_URL", "")  # as good as none
    sent = []

    def handler(request: httpx2.Request) -> httpx2.Response:
        sent.append(request)
        return httpx2.Response(401, json={"error": {"message": "no"}})

    client = httpx2.Client(transport=httpx2.MockTransport(handler))
    with pytest.raises(ServiceError, match=r"api\.openai\.com refuses the key"):
        Service(api_key="sk-1", http_client=client).chat("tiny", MESSAGES)
    assert str(sent[0].url) == "https://api.openai.com/v1/chat/completions"
    assert sent[0].headers["authorization"] == "Bearer sk-1"


def test_a_connection_that_is_refused_is_said_at_once() -> None:
    began = time.monotonic()
    with pytest.raises(ServiceError, match="cannot be reached") as caught:
        Service(base_url="http://127.0.0.1:9/v1").chat("tiny", MESSAGES)
    assert "that the server runs" in (caught.value.hint or "")
    assert time.monotonic() - began < 0.4


@pytest.mark.parametrize(
    ("fault", "told", "tries"),
    [
        (httpx2.ConnectError("[Errno -2] Name or service not known"), "cannot be reached: [Err", 1),
        (httpx2.ConnectTimeout("timed out"), "did not answer within 120 seconds", 1),
        (httpx2.ReadTimeout("timed out"), "did not answer within 120 seconds", 1),
        (httpx2.RemoteProtocolError("Server disconnected"), "reached: Server disconnected", 4),
        (httpx2.UnsupportedProtocol("no http://"), "cannot be reached", 1),
        (httpx2.ProxyError("403 Forbidden"), "cannot be reached: 403 Forbidden", 1),
    ],
    ids=["no such host", "no connection in time", "no reply in time", "lost", "scheme", "proxy"],
)
def test_a_server_that_cannot_be_reached(
    monkeypatch: pytest.MonkeyPatch, fault: Exception, told: str, tries: int
) -> None:
    monkeypatch.setattr("index.service.retrying._FIRST_SECONDS", 0.001)
    sent = []

    def handler(request: httpx2.Request) -> httpx2.Response:
        sent.append(request)
        raise fault

    client = httpx2.Client(transport=httpx2.MockTransport(handler))
    with pytest.raises(ServiceError) as caught:
        Service(base_url="http://x/v1", http_client=client).chat("tiny", MESSAGES)
    assert told in caught.value.message
    assert len(sent) == tries


def test_a_server_that_takes_too_long(server: ScriptedServer) -> None:
    server.queue[:] = [Said(["late"], delay=2)]
    with pytest.raises(ServiceError, match=r"did not answer within 0\.2 seconds") as caught:
        list(Service(base_url=server.address, timeout=0.2).chat("tiny", MESSAGES))
    assert "timeout" in (caught.value.hint or "")


def test_a_password_in_an_address_is_not_shown() -> None:
    with pytest.raises(ServiceError, match=r"//127\.0\.0\.1:9/v1 cannot be reached"):
        Service(base_url="http://me:secret@127.0.0.1:9/v1").chat("tiny", MESSAGES)


def _kinds(module: Any, base: type[Exception]) -> list[type[Exception]]:
    found = (getattr(module, name) for name in dir(module))
    return [kind for kind in found if isinstance(kind, type) and issubclass(kind, base)]


@pytest.mark.parametrize(
    "kind",
    [
        *_kinds(openai, openai.OpenAIError),
        *_kinds(httpx2, httpx2.HTTPError),
        *_kinds(httpx2, httpx2.StreamError),
        httpx2.InvalidURL,
    ],
)
def test_no_error_of_the_client_is_left_as_it_is(kind: type[Exception]) -> None:
    """Whatever either library has or will have by name becomes one of ours."""
    fault = kind.__new__(kind)
    Exception.__init__(fault, "as scripted")
    fault.status_code, fault.body = 400, None  # type: ignore[attr-defined]
    fault.response = httpx2.Response(400, request=httpx2.Request("GET", "http://x"))  # type: ignore[attr-defined]
    connection = Connection("key", "http://x/v1", 1.0, None)
    with pytest.raises(ServiceError) as caught, connection.errors("tiny"):
        raise fault
    assert caught.value.message.startswith(("http://x/v1", "no request"))
    assert caught.value.hint


# --- tried again ---------------------------------------------------------------------------------


@pytest.mark.parametrize("status", [408, 409, 429, 500, 502, 503, 529])
def test_what_passes_is_tried_again(server: ScriptedServer, status: int) -> None:
    server.queue[:] = [error(status), error(status), "Yes."]
    assert "".join(chat(server)) == "Yes."
    assert len(server.asked) == 3


@pytest.mark.parametrize("asked", [{"retry-after": "0.3"}, {"retry-after-ms": "300"}])
def test_it_waits_as_long_as_the_server_asks(server: ScriptedServer, asked: dict) -> None:
    told = {"retry-after-ms": "", **asked}
    server.queue[:] = [Answer(429, {"error": {"message": "slow down"}}, told), "Yes."]
    began = time.monotonic()
    assert "".join(chat(server)) == "Yes."
    assert 0.3 <= time.monotonic() - began < 2


def test_it_does_not_wait_for_minutes(server: ScriptedServer) -> None:
    for asked in ("300", formatdate(time.time() + 300, usegmt=True)):
        headers = {"retry-after": asked, "retry-after-ms": ""}
        before = len(server.asked)
        caught = failed(server, Answer(429, {"error": {"message": "slow down"}}, headers))
        assert "limits the rate and wants" in caught.message
        assert len(server.asked) == before + 1


# --- options that a model does not take ----------------------------------------------------------

NEEDS = "Unsupported parameter: 'max_tokens' is not supported with this model. Use"
OPTIONS = {
    "temperature": ("temperature", {"temperature"},
        "Unsupported value: 'temperature' does not support 0 with this model."),
    "max_tokens": ("max_tokens", {"max_tokens"}, f"{NEEDS} 'max_completion_tokens' instead."),
    "stream_options": (None, {"stream_options"}, "[{'type': 'extra_forbidden', 'loc': ('body',"
        " 'stream_options'), 'msg': 'Extra inputs are not permitted'}]"),
}  # fmt: skip


@pytest.mark.parametrize(("param", "left_out", "words"), OPTIONS.values(), ids=OPTIONS)
@pytest.mark.parametrize("status", [400, 422])
def test_an_option_that_is_refused_is_left_out(
    server: ScriptedServer, status: int, param: str | None, left_out: set[str], words: str
) -> None:
    server.queue[:] = [error(status, words, param=param), "Yes.", "And again."]
    service = Service(base_url=server.address)
    for reply in ("Yes.", "And again."):
        stream = service.chat("tiny", MESSAGES, max_tokens=50)
        assert "".join(stream) == reply
        assert (stream.tokens is None) == ("stream_options" in left_out)
    first, second, third = server.asked  # it is remembered
    assert left_out <= first.keys()
    assert not left_out & (second.keys() | third.keys())
    assert ("max_completion_tokens" in second) == ("max_tokens" in left_out)


def test_all_options_together(server: ScriptedServer) -> None:
    def choosy(request: Any) -> Any:
        for name in ("max_tokens", "temperature", "stream_options", "max_completion_tokens"):
            if name in request.body:
                return error(400, f"Unrecognized request argument supplied: {name}")
        return "Yes."

    server.queue[:] = [choosy]
    assert "".join(chat(server)) == "Yes."
    assert len(server.asked) == 5


# --- the reply -----------------------------------------------------------------------------------


def test_pieces_finish_and_tokens(server: ScriptedServer) -> None:
    server.queue[:] = [Said(["The ", "base."], usage=(12, 3))]
    stream = chat(server)
    assert list(stream) == ["The ", "base."]
    assert (stream.text, stream.finish, stream.incomplete) == ("The base.", "stop", None)
    assert stream.tokens == (12, 3)
    assert server.asked[0]["stream_options"] == {"include_usage": True}


WHOLE = {
    "not streamed": Answer(200, {
        "choices": [{"message": {"role": "assistant", "content": "Yes."}, "finish_reason": "stop"}],
        "usage": {"prompt_tokens": 5, "completion_tokens": 1}}),
    "no empty line at the end": Answer(200, f"data: {piece('Yes.', 'stop')}"),
    "comments and names": Answer(
        200, f": ping\n\nevent: message\nid: 7\ndata:{piece('Yes.', 'stop')}\n\ndata: [DONE]\n\n"),
    "CRLF": Answer(200, f"data: {piece('Yes.', 'stop')}\r\n\r\ndata: [DONE]\r\n\r\n"),
    "over two lines": Answer(
        200, 'data: {"choices": [{"delta":\ndata: {"content": "Yes."}}]}\n\ndata: [DONE]\n\n'),
    "a mark of byte order": Answer(200, b"\xef\xbb\xbf" + sse(piece("Yes.")).body.encode()),  # type: ignore[union-attr]
    "parts": sse(json.dumps({"choices": [{"delta": {"content": [
        {"type": "thinking", "thinking": [{"type": "text", "text": "Hm."}]},
        {"type": "text", "text": "Yes."}]}}]})),
    "no choices at first": sse('{"choices": [], "prompt_filter_results": []}', piece("Yes.")),
    "reasoning beside it": sse(
        piece(None, reasoning_content="Hm."), piece("", reasoning="Hm."), piece("Yes.", "stop")),
    "a finish without an end": sse(piece("Yes.", "stop"), ended=False),
    "an end without a finish": sse(piece("Yes.")),
}  # fmt: skip


@pytest.mark.parametrize("reply", WHOLE.values(), ids=WHOLE)
def test_a_reply_of_another_make(server: ScriptedServer, reply: Any) -> None:
    server.queue[:] = [reply]
    stream = chat(server)
    assert "".join(stream) == "Yes."
    assert stream.incomplete is None


@pytest.mark.parametrize(
    "usage",
    [None, [], "12", {}, {"prompt_tokens": 5}, {"prompt_tokens": None, "completion_tokens": 3},
     {"prompt_tokens": -1, "completion_tokens": 3}, {"prompt_tokens": 5.5, "completion_tokens": 3}],
)  # fmt: skip
def test_figures_that_are_none_spoil_no_reply(server: ScriptedServer, usage: Any) -> None:
    server.queue[:] = [sse(piece("Yes.", "stop"), json.dumps({"choices": [], "usage": usage}))]
    stream = chat(server)
    assert "".join(stream) == "Yes."
    assert stream.tokens is None


def test_figures_in_every_event_are_those_of_the_last(server: ScriptedServer) -> None:
    event = json.loads(piece("Yes.", "stop"))
    used = [{"prompt_tokens": 9, "completion_tokens": n} for n in (1, 2)]
    server.queue[:] = [sse(*(json.dumps({**event, "usage": each}) for each in used))]
    stream = chat(server)
    assert "".join(stream) == "Yes.Yes."
    assert stream.tokens == (9, 2)


def test_line_separators_inside_of_a_text_are_kept(server: ScriptedServer) -> None:
    text = "one\u2028two\x85three\x0bfour"
    chunk = {"choices": [{"delta": {"content": text}, "finish_reason": "stop"}]}
    server.queue[:] = [sse(json.dumps(chunk, ensure_ascii=False))]
    assert "".join(chat(server)) == text


INCOMPLETE = {
    "connection lost": (
        Said(["Half of ", "it"], breaks=True), "broke off in the middle of the reply: peer"),
    "ended too early": (sse(piece("Half of it"), ended=False), "broke off in the middle"),
    "limit": (Said(["Half of it"], finish="length"), "reached its limit of tokens"),
    "filter": (Said(["Half of it"], finish="content_filter"), "content filter"),
    "an error": (sse(piece("Half of it"), '{"error": {"message": "overloaded"}}'), "overloaded"),
    "an error by name": (sse(piece("Half of it", "error")), "broke off with an error"),
    "no JSON": (sse(piece("Half of it"), '{"choices": ['), "unusable reply"),
    "refusal": (sse(piece("Half of it"), piece(None, refusal="No more.")), "refused to go on"),
    "context full": (
        sse(piece("Half of it"), '{"error": {"message": "Context size has been exceeded."}}'),
        "cannot take a prompt this long"),
}  # fmt: skip


@pytest.mark.parametrize(("reply", "told"), INCOMPLETE.values(), ids=INCOMPLETE)
def test_what_came_before_a_break_is_kept(server: ScriptedServer, reply: Any, told: str) -> None:
    server.queue[:] = [reply]
    stream = chat(server)
    assert "".join(stream) == stream.text == "Half of it"
    assert told in (stream.incomplete or "")


def test_a_silence_in_the_middle_keeps_what_came(server: ScriptedServer) -> None:
    server.queue[:] = [Said(["Half of it", " came"], pause=2)]
    stream = Service(base_url=server.address, timeout=0.3).chat("tiny", MESSAGES)
    assert "".join(stream) == "Half of it"
    assert "did not answer within 0.3 seconds" in (stream.incomplete or "")


def test_a_reply_that_is_not_wanted_any_more_is_closed(server: ScriptedServer) -> None:
    server.queue[:] = [Said(["word "] * 1000, delay=0.01)]
    stream = iter(chat(server))
    next(stream)
    began = time.monotonic()
    stream.close()  # type: ignore[attr-defined]
    assert time.monotonic() - began < 1
