"""What a chat request asks for beyond its messages, and which of it a model does not take.

Models differ: reasoning models take no temperature and want ``max_completion_tokens``, older
servers know no ``stream_options``. Deliberately no table of them: they are tried, and tell.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from typing import Any

from index.service.failures import Failure, is_too_long

_INSTEAD = {"max_tokens": "max_completion_tokens"}


def chat_options(max_tokens: int | None, temperature: float | None) -> dict[str, Any]:
    """What is asked for, if the model takes it. None leaves it to the server."""
    options: dict[str, Any] = {"stream_options": {"include_usage": True}}
    if max_tokens is not None:
        options["max_tokens"] = max_tokens
    if temperature is not None:
        options["temperature"] = temperature
    return options


def options_without(refused: Collection[str], options: Mapping[str, Any]) -> dict[str, Any]:
    """The options that are left, some of them under their newer name."""
    newer = {_INSTEAD.get(n, n) if n in refused else n: value for n, value in options.items()}
    return {name: value for name, value in newer.items() if name not in refused}


def refused_option(failure: Failure, sent: Collection[str]) -> str | None:
    """The option among those sent that the server does not take; None: it is about something else.

    Such an error names it: "Unsupported parameter: 'max_tokens' is not supported with this model."
    """
    if failure.status not in (400, 422) or is_too_long(failure):
        return None
    named = (name for name in sent if re.search(rf"\b{name}\b", failure.everything))
    return next(named, None)
