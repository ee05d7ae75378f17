"""Names of a package that are imported when they are first asked for. Knows no room itself."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from importlib import import_module


def lazy(package: str, rooms: Mapping[str, tuple[str, ...]]) -> Callable[[str], object]:
    """A package's ``__getattr__``, for the names that each of its rooms has to offer."""

    def look_up(name: str) -> object:
        for room, names in rooms.items():
            if name in names:
                return getattr(import_module(f"{package}.{room}"), name)
        raise AttributeError(f"module '{package}' has no attribute '{name}'")

    return look_up
