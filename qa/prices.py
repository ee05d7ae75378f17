"""What well-known models cost and how much they take: a small dated table, ``prices.toml``.

Deliberately no guessing: a price is that of a vendor's own address, since the same name means
something else on another server. What is not in the table is unknown.
"""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

_HOST = re.compile(r"(?:https?://)?([^/:\s]+)")
_DATED = re.compile(r"-\d{4}-\d{2}-\d{2}$")  # gpt-4o-mini-2024-07-18


class Price(NamedTuple):
    """US dollars per million tokens, and the window of the model in tokens."""

    input: float
    output: float
    context: int | None = None


def known(address: str, model: str) -> Price | None:
    """The price of ``model`` at the server ``address``; None where the table does not have it."""
    host = _HOST.match(address)
    models = _table().get(host[1].lower(), {}) if host else {}
    return models.get(model) or models.get(_DATED.sub("", model))


def dated() -> str:
    """When the table was made, as an ISO date."""
    return str(_toml()["date"])


@cache
def _table() -> dict[str, dict[str, Price]]:
    return {
        host: {name: Price(**fields) for name, fields in models.items()}
        for host, models in _toml().items()
        if isinstance(models, dict)
    }


@cache
def _toml() -> dict[str, object]:
    import tomllib
    from importlib.resources import files

    return tomllib.loads(files("qa").joinpath("prices.toml").read_text(encoding="utf-8"))
