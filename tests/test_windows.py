"""How large a model's window is, where each kind of server says so."""

from __future__ import annotations

import time
from typing import Any

import pytest

from index.service import Service
from scripted_model import Answer, ScriptedServer


def models(*entries: dict[str, Any]) -> dict[str, Any]:
    return {"object": "list", "data": list(entries)}


OTHER = {"id": "other", "max_model_len": 99}
TINY = {"id": "tiny", "object": "model"}
SERVERS: dict[str, tuple[dict[str, Any], int | None]] = {
    "vLLM": ({"/v1/models": models(OTHER, {**TINY, "max_model_len": 4096})}, 4096),
    "llama.cpp": (
        {"/v1/models": models({
            "id": "/models/any.gguf", "owned_by": "llamacpp",
            "meta": {"n_ctx": 2048, "n_ctx_train": 8192}})}, 2048),
    "llama.cpp, older": (
        {"/v1/models": models({
            "id": "any", "owned_by": "llamacpp", "meta": {"n_ctx_train": 8192}}),
         "/props": {"default_generation_settings": {"n_ctx": 1024}}}, 1024),
    "llama.cpp that tells too little": (
        {"/v1/models": models({
            "id": "any", "owned_by": "llamacpp", "meta": {"n_ctx_train": 8192}})}, None),
    "LM Studio": (
        {"/v1/models": models({**TINY, "owned_by": "organization_owner"}, OTHER),
         "/api/v0/models": models(
             {**TINY, "max_context_length": 131072, "loaded_context_length": 4096})}, 4096),
    "LM Studio, not loaded": (
        {"/v1/models": models({**TINY, "owned_by": "organization_owner"}),
         "/api/v0/models": models({**TINY, "state": "not-loaded", "max_context_length": 32768})},
        32768),
    "Ollama, loaded": (
        {"/v1/models": models({"id": "tiny:latest", "owned_by": "library"}, OTHER),
         "/api/ps": {"models": [
             {"name": "another", "context_length": 7},
             {"name": "tiny:latest", "context_length": 32768}]}},
        32768),
    "Ollama, another loaded": (
        {"/v1/models": models({"id": "tiny:latest", "owned_by": "me"}, OTHER),
         "/api/ps": {"models": [{"name": "another", "context_length": 32768}]}}, 4096),
    "Groq": ({"/v1/models": models({**TINY, "context_window": 131072}, OTHER)}, 131072),
    "OpenRouter": ({"/v1/models": models({**TINY, "context_length": 65536}, OTHER)}, 65536),
    "no word of it": ({"/v1/models": models(TINY, OTHER)}, None),
    "not in the list": ({"/v1/models": models(OTHER, {**OTHER, "id": "third"})}, None),
    "nonsense": ({"/v1/models": models({**TINY, "max_model_len": "many"}, OTHER)}, None),
    "a truth": ({"/v1/models": models({**TINY, "max_model_len": True})}, None),
    "another shape": ({"/v1/models": [1, 2]}, None),
    "entries of another shape": ({"/v1/models": {"data": ["tiny"]}}, None),
    "a page": ({"/v1/models": Answer(200, b"<html>hello</html>")}, None),
    "an error": ({"/v1/models": Answer(401, {"error": {"message": "no key"}})}, None),
    "nothing": ({}, None),
}  # fmt: skip


@pytest.mark.parametrize(("pages", "tokens"), SERVERS.values(), ids=SERVERS)
def test_a_window_where_each_server_tells_it(
    server: ScriptedServer, pages: dict[str, Any], tokens: int | None
) -> None:
    server.pages.update(pages)
    assert Service(base_url=server.address).context_window("tiny") == tokens


def test_a_server_that_is_not_there_costs_no_time() -> None:
    began = time.monotonic()
    assert Service(base_url="http://127.0.0.1:9/v1").context_window("tiny") is None
    assert time.monotonic() - began < 2


def test_openai_is_not_asked() -> None:
    assert Service().context_window("tiny") is None
