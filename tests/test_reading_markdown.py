"""Reading Markdown."""

from datetime import UTC, datetime

import pytest
from reading_helpers import BODY, article, write

from index.reading import read


def test_markdown_loses_its_signs_and_keeps_its_words(tmp_path):
    source = """---
title: "Harbour wall: to be rebuilt"
author: [Jane Doe, John Roe]
date: 2024-04-23
url: https://harbour.example/wall
---
# Harbour wall: to be rebuilt

The **council** met on *Monday*
and [agreed](https://x.example/a_(b)) to `rebuild` it.<!-- not this -->

![a wall](wall.jpg)

## What now?
- one \\*star\\*
- snake_case stays

> A quoted line &amp; more

[ref]: https://x.example

| a | b |
|---|---|
| 1 | 2 |
"""
    found = article(write(tmp_path / "a.md", source))
    assert found.title == "Harbour wall: to be rebuilt"
    assert found.authors == ("Jane Doe", "John Roe")
    assert found.published == datetime(2024, 4, 23, tzinfo=UTC)
    assert found.outlet == "harbour.example"
    assert found.text == (
        "The council met on Monday and agreed to rebuild it.\n\nWhat now?\n\none *star*\n"
        "snake_case stays\n\nA quoted line & more\n\na | b\n1 | 2"
    )


def test_markdown_without_front_matter(tmp_path):
    found = article(write(tmp_path / "a.md", f"Harbour wall\n===\n\n*By Jane Doe*\n\n{BODY}"))
    assert (found.title, found.authors, found.text) == ("Harbour wall", ("Jane Doe",), BODY)


@pytest.mark.parametrize(
    "text", ["[" * 50_000, "*" * 50_000, " _a" * 50_000, "---\n" * 20_000, "`" * 49_999 + "a"]
)
def test_markdown_meant_to_stall_does_not(tmp_path, text):
    assert len(list(read(write(tmp_path / "a.md", f"{text}\n\n{BODY}")))) == 1
