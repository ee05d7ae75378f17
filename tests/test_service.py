"""Whatever a server or a setting does, the user gets one line with a hint and nothing else."""

import json
from collections.abc import Callable
from typing import Any

import httpx2
import pytest

from index.embedding.remote import RemoteEmbedder
from index.errors import ServiceError
from index.service import Service

ADDRESS = "http://127.0.0.1:9/v1"


def asked(respond: Callable[[list[str]], httpx2.Response], texts: int = 2) -> ServiceError | Any:
    """The error of embedding some texts with a server that responds so, or the vectors."""

    def handler(request: httpx2.Request) -> httpx2.Response:
        return respond(json.loads(request.content)["input"])

    client = httpx2.Client(transport=httpx2.MockTransport(handler))
    service = Service(api_key="key", base_url=ADDRESS, http_client=client)
    try:
        return RemoteEmbedder("tiny", service).embed([f"text {n}" for n in range(texts)])
    except ServiceError as error:
        return error


def told(error: object) -> str:
    assert isinstance(error, ServiceError)
    assert error.hint
    assert "\n" not in error.message
    assert error.message.isprintable()
    return error.message


def items(*vectors: object, **fields: object) -> dict[str, Any]:
    return {"data": [{"index": i, "embedding": v, **fields} for i, v in enumerate(vectors)]}


UNUSABLE = {
    "ragged": (items([1.0, 2.0], [1.0]), "unequal"),
    "empty": (items([], []), "no length"),
    "no vector": (items([1.0], None), "data.1.embedding"),
    "strings": (items(["a"], ["b"]), "data.0.embedding.0"),
    "base64": (items("AACAPw==", "AACAPw=="), "data.0.embedding"),
    "truths": (items([True], [False]), "data.0.embedding.0"),
    "no index": ({"data": [{"embedding": [1.0]}, {"embedding": [1.0]}]}, "data.0.index"),
    "same index": (items([1.0], [1.0], index=0), "wrong numbers"),
    "numbers": ({"data": [1, 2]}, "data.0"),
    "null": ({"data": None}, "data"),
    "no data": ({"error": {"message": "no"}}, "data"),
    "a list": ([], "unusable reply"),
    "a string": ("yes", "unusable reply"),
    "zeros": (items([0.0, 0.0], [1.0, 0.0]), "no length"),
    "too large": (items([1e300, 0.0], [1.0, 0.0]), "no length"),
}


@pytest.mark.parametrize(("reply", "words"), UNUSABLE.values(), ids=UNUSABLE)
def test_a_reply_of_another_shape(reply: object, words: str) -> None:
    assert words in told(asked(lambda _: httpx2.Response(200, json=reply)))


@pytest.mark.parametrize("body", [b"<html>Log in</html>", b'{"data": ', b"", b"\xff\xfe\x00"])
@pytest.mark.parametrize("kind", ["application/json", "text/html"])
def test_a_reply_that_is_not_json(body: bytes, kind: str) -> None:
    headers = {"content-type": kind}
    error = asked(lambda _: httpx2.Response(200, content=body, headers=headers))
    assert "unusable reply" in told(error)
    assert "OPENAI_BASE_URL" in (error.hint or "")


def test_batches_of_different_dimensions() -> None:
    def respond(texts: list[str]) -> httpx2.Response:
        return httpx2.Response(200, json=items(*([1.0] * (1 + len(texts) % 2) for _ in texts)))

    assert "different dimensions" in told(asked(respond, texts=33))


def test_whole_numbers_are_numbers() -> None:
    vectors = asked(lambda texts: httpx2.Response(200, json=items(*([3, 4] for _ in texts))))
    assert vectors.tolist() == [[pytest.approx(0.6), pytest.approx(0.8)]] * 2


def test_what_a_server_says_cannot_command_the_terminal() -> None:
    words = "\x1b[31mred\x1b]0;title\x07 \x9b2J\u202eback\r\nline " + "long " * 100
    reply = httpx2.Response(400, json={"error": {"message": words}})
    message = told(asked(lambda _: reply))
    assert "red back line long" in message
    assert len(message) < 250


@pytest.mark.parametrize(
    "address", ["http://[::1", "http://host:port/v1", "nonsense", "http://", "ftp://host/v1"]
)
def test_an_address_that_is_none(monkeypatch: pytest.MonkeyPatch, address: str) -> None:
    monkeypatch.setattr("index.service.client._RETRIES", 0)
    with pytest.raises(ServiceError) as caught:
        Service(base_url=address).embed("tiny", ["text"])
    assert address in told(caught.value)
    assert "OPENAI_BASE_URL" in (caught.value.hint or "")


@pytest.mark.parametrize("key", ["clé", "sk-se\ncret", "sk-\x1b[31m"])
def test_a_key_that_cannot_be_sent_is_not_shown(key: str) -> None:
    with pytest.raises(ServiceError, match="no key can have") as caught:
        Service(api_key=key, base_url=ADDRESS).embed("tiny", ["text"])
    assert key[:3] not in told(caught.value)


def test_another_setting_that_cannot_be_sent(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OPENAI_ORG_ID", "société")
    with pytest.raises(ServiceError, match="no request can be sent") as caught:
        Service(base_url=ADDRESS).embed("tiny", ["text"])
    told(caught.value)
