"""Figures of a benchmark held against ``floors.json``, in groups of measures."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

FLOORS = Path(__file__).with_name("floors.json")


def below(figures: Mapping[str, Mapping[str, float]], section: str) -> list[str]:
    """What misses its floor (names "group.measure"; those ending in _max: its ceiling)."""
    floors: dict[str, float] = json.loads(FLOORS.read_text(encoding="utf-8"))[section]
    failures = []
    for name, floor in floors.items():
        group, measure = name.removesuffix("_max").split(".")
        value = figures[group][measure]
        if value > floor if name.endswith("_max") else value < floor:
            failures.append(f"{name}: {value:.3f}, floor {floor:.3f}")
    return failures
