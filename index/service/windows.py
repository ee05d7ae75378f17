"""How many tokens a model's window has, as far as its server says so.

Looked for where each server tells it: vLLM and SGLang, llama.cpp, LM Studio, Ollama, Groq,
OpenRouter, Mistral. Deliberately no table of models: see `qa.prices`.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

# Ollama takes this much where it was told nothing else and the graphics memory is under 24 GB
# (https://docs.ollama.com/context-length), and silently cuts off the rest of a prompt.
_OLLAMA_DEFAULT = 4_096

# Fields that say what the server takes, before those that say what the model could.
_FIELDS = (
    "max_model_len",  # vLLM, SGLang
    "loaded_context_length",  # LM Studio
    "context_window",  # Groq
    "context_length",  # OpenRouter, Together, Ollama's list of what is loaded
    "max_context_length",  # Mistral; LM Studio for what is not loaded yet
)

Get = Callable[[str], Any]  # a path on the server → its JSON, or None


def window(get: Get, model: str) -> int | None:
    """Tokens of the window of ``model``; None where the server does not say.

    ``get`` takes "models" for the list under the base address, and "/…" for paths beside it.
    """
    known = get("models")
    listed = _entry(known, "data", model) or _lone(known, "data")
    owner = listed.get("owned_by")
    if owner == "llamacpp":
        return _first(_dict(listed.get("meta")), ("n_ctx",)) or _llama_cpp(get)
    if owner == "organization_owner":  # LM Studio
        listed = _entry(get("/api/v0/models"), "data", model) or listed
    found = _first(listed, _FIELDS)
    return found or _ollama(get, model)


def _ollama(get: Get, model: str) -> int | None:
    loaded = _dict(get("/api/ps"))
    if not isinstance(loaded.get("models"), list):
        return None  # another server
    return _first(_entry(loaded, "models", model), _FIELDS) or _OLLAMA_DEFAULT


def _llama_cpp(get: Get) -> int | None:
    """Older versions list only what the model was trained with, which is often more."""
    return _first(_dict(_dict(get("/props")).get("default_generation_settings")), ("n_ctx",))


def _entry(reply: Any, key: str, model: str) -> dict[str, Any]:
    """The entry of ``model`` in a list of models; empty where there is none."""
    names = {model, f"{model}:latest"}
    named = (e for e in _entries(reply, key) if names & {e.get("id"), e.get("name")})
    return next(named, {})


def _lone(reply: Any, key: str) -> dict[str, Any]:
    """The only entry: a server of one model takes any name for it."""
    entries = _entries(reply, key)
    return entries[0] if len(entries) == 1 else {}


def _entries(reply: Any, key: str) -> list[dict[str, Any]]:
    listed = _dict(reply).get(key)
    return [_dict(entry) for entry in listed] if isinstance(listed, list) else []


def _first(entry: dict[str, Any], fields: tuple[str, ...]) -> int | None:
    found = (entry.get(field) for field in fields)
    return next(
        (n for n in found if isinstance(n, int) and not isinstance(n, bool) and n > 0), None
    )


def _dict(value: Any) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}
