"""The bundled vectors come out as recorded; remote ones are asked for in order, errors told."""

import json
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.embedding import BUNDLED, StaticEmbedder, embedder_named
from index.embedding.remote import RemoteEmbedder
from index.errors import ServiceError, UsageError

# The first four dimensions of a few texts, from the files as they were distilled.
RECORDED = {
    "The base was attacked on Monday.": [-0.06891, -0.17391, 0.13454, -0.13454],
    "Drei Soldaten starben in Jordanien.": [0.35103, 0.03769, 0.16491, -0.18376],
    "基地が攻撃された。": [0.33618, -0.05422, 0.12200, 0.16538],
}

static = StaticEmbedder()

# As reading leaves it: no control characters, of which model2vec joins what stands around them.
CLEAN = st.text(
    st.one_of(st.characters(exclude_categories=["Cs", "Cc"]), st.sampled_from(" \n\tab.")),
    max_size=80,
)


def test_vectors_are_as_recorded() -> None:
    vectors = static.embed(list(RECORDED))
    np.testing.assert_allclose(vectors[:, :4], list(RECORDED.values()), atol=1e-4)


def test_vectors_have_unit_length_and_the_named_shape() -> None:
    vectors = static.embed(["One.", "", "zzzz qqqq", "\u200d"])
    assert vectors.shape == (4, static.dimensions)
    assert vectors.dtype == np.float32
    np.testing.assert_allclose(np.linalg.norm(vectors, axis=1), 1.0, atol=1e-5)
    assert static.embed([]).shape == (0, static.dimensions)


@settings(max_examples=300, deadline=None)
@given(st.lists(CLEAN, min_size=1, max_size=5))
def test_remembering_words_changes_no_vector(texts: list[str]) -> None:
    """Against model2vec as it is, without the memory for words."""
    from model2vec import StaticModel

    model = static._model
    forgetful = StaticModel.encode(_Plain(model), texts, use_multiprocessing=False)
    mine = model.encode(texts, use_multiprocessing=False)
    np.testing.assert_allclose(mine, forgetful, atol=1e-6)


class _Plain:
    """The model with the library's own tokenization."""

    def __init__(self, model: object) -> None:
        self._model = model

    def __getattr__(self, name: str) -> object:
        from model2vec import StaticModel

        if name in ("tokenize", "_encode_batch", "_encode_dispatch"):
            return getattr(StaticModel, name).__get__(self)
        return getattr(self._model, name)


def test_counts_are_those_of_the_model_and_add_up() -> None:
    first, second = "The base was hit on Jan. 5.", "Nobody, she said, was hurt!"
    one, two, both, none = static.count([first, second, f"{first} {second}", ""])
    assert (one + two, none) == (both, 0)
    assert one == len(static._model.tokenizer.encode(first, add_special_tokens=False).ids)


def test_names_lead_to_embedders() -> None:
    assert embedder_named(None).name == embedder_named(BUNDLED).name == BUNDLED
    assert embedder_named("openai:some-model").name == "openai:some-model"
    for wrong in ("word2vec", "openai:", "openai"):
        with pytest.raises(UsageError, match="no embedder named"):
            embedder_named(wrong)


class _Endpoint(BaseHTTPRequestHandler):
    """An embeddings endpoint: a text's vector is its length and 1, answered in reverse order."""

    def do_POST(self) -> None:
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        server = self.server
        server.requests.append(body)  # type: ignore[attr-defined]
        if server.status != 200:  # type: ignore[attr-defined]
            self._reply(server.status, {"error": {"message": "as scripted"}})  # type: ignore[attr-defined]
            return
        data = [
            {"object": "embedding", "index": i, "embedding": [float(len(text)), 1.0]}
            for i, text in enumerate(body["input"])
        ][: server.most]  # type: ignore[attr-defined]
        usage = {"prompt_tokens": 1, "total_tokens": 1}
        reply = {"object": "list", "data": data[::-1], "model": body["model"], "usage": usage}
        self._reply(200, reply)

    def _reply(self, status: int, body: object) -> None:
        payload = json.dumps(body).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(payload)))
        self.send_header("retry-after-ms", "1")
        self.end_headers()
        self.wfile.write(payload)

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture
def endpoint(monkeypatch: pytest.MonkeyPatch) -> Iterator[ThreadingHTTPServer]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Endpoint)
    server.requests, server.status, server.most = [], 200, None  # type: ignore[attr-defined]
    thread = Thread(target=server.serve_forever, daemon=True)
    thread.start()
    monkeypatch.setenv("OPENAI_BASE_URL", f"http://127.0.0.1:{server.server_port}/v1")
    yield server
    server.shutdown()
    server.server_close()


def test_a_remote_embedder_asks_in_batches_and_keeps_the_order(endpoint) -> None:
    texts = ["a" * n for n in range(1, 71)]
    vectors = RemoteEmbedder("tiny").embed(texts)
    assert [len(request["input"]) for request in endpoint.requests] == [32, 32, 6]
    np.testing.assert_allclose(vectors[:, 0] / vectors[:, 1], range(1, 71), rtol=1e-4)
    np.testing.assert_allclose(np.linalg.norm(vectors, axis=1), 1.0, atol=1e-5)


def test_a_remote_embedder_learns_its_dimensions(endpoint) -> None:
    assert RemoteEmbedder("tiny").dimensions == 2


@pytest.mark.parametrize(
    ("status", "told", "tries"),
    [
        (401, "refuses the key", 1),
        (403, "denies access", 1),
        (404, "does not know the model 'tiny'", 1),
        (400, "refuses the request", 1),
        (429, "limits the rate", 4),
        (500, "error of its own", 4),
        (418, "unusable reply", 1),
    ],
)
def test_errors_of_the_server_are_one_line_with_a_hint(endpoint, status, told, tries) -> None:
    endpoint.status = status
    with pytest.raises(ServiceError, match=told) as caught:
        RemoteEmbedder("tiny").embed(["text"])
    assert len(endpoint.requests) == tries
    assert "as scripted" in caught.value.message
    assert "\n" not in caught.value.message
    assert caught.value.hint


def test_too_few_vectors_are_an_error(endpoint) -> None:
    endpoint.most = 1
    with pytest.raises(ServiceError, match="1 embeddings for 2 texts"):
        RemoteEmbedder("tiny").embed(["one", "two"])


def test_without_key_and_server_the_error_says_which_variable() -> None:
    with pytest.raises(ServiceError, match="OPENAI_API_KEY is not set"):
        RemoteEmbedder("tiny").embed(["text"])


def test_a_server_that_is_not_there(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OPENAI_BASE_URL", "http://127.0.0.1:9/v1")
    with pytest.raises(ServiceError, match=r"127\.0\.0\.1:9/v1 cannot be reached"):
        RemoteEmbedder("tiny").embed(["text"])
