"""Articles in JSON: one, a list of them, or one a line.

Deliberately takes only the fields that are documented, and only in the types that make sense
there: a wrong type, or a date that cannot be read, counts as absent without a word. Plain checks
instead of a pydantic model, since a hundred thousand articles come this way and there are eight
fields.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import chain

from index.articles import Article, Skipped
from index.errors import SourceError
from index.reading.bylines import split_names
from index.reading.decoding import decode
from index.reading.drafts import Draft, finish
from index.reading.streams import Origin, as_utf8, lines, too_large, whole

_Found = Iterator[Article | Skipped]

# A file in which this many lines in a row are no JSON at all is something else under that name.
_GIVE_UP_AFTER = 1000
_IN_FILE = re.compile(r"(?::\d+)?(?:#\d+)?$")
_SIGNED = re.compile(r"([:#])(\d+)")
_PARTS = {":": "line", "#": "number"}
_SNIFF = 1 << 20  # bytes looked at to tell one value from a value a line


def read_json(pieces: Iterator[bytes], origin: Origin, *, by_line: bool) -> _Found:
    """The articles of a file that is one JSON value, or one JSON value a line.

    ``by_line`` says which one the file's name promises; its first line may show otherwise.
    ``origin.limit`` bytes are the most that one value may have. What is broken is yielded as
    ``Skipped``; a stream that breaks off raises ``SourceError`` after the articles before that.
    """
    pieces = as_utf8(pieces)
    head = _beginning(pieces)
    if not b"".join(head).strip():
        raise SourceError("is empty")
    by_line = _is_by_line(b"".join(head).lstrip(), by_line)
    pieces = chain(head, pieces)
    if by_line:
        yield from _each_once(_read_lines(pieces, origin))
    else:
        yield from _each_once(_read_value(whole(pieces, origin.limit), origin))


def article_of(value: object, source: str, path: str | None = None) -> Article:
    """The article in one JSON value. Raises ``SourceError`` saying why there is none."""
    if not isinstance(value, dict):
        raise SourceError("is not a JSON object with a text")
    text, page = value.get("text"), value.get("html")
    if isinstance(text, str) and text.strip():
        return finish(_draft(value, text), source, path)
    if isinstance(page, str) and page.strip():
        return finish(_over_page(value, page), source, path)
    if text is not None and not isinstance(text, str):
        raise SourceError("has a text that is not a string")
    raise SourceError("has no text")


def _each_once(found: _Found) -> _Found:
    """The same, but of articles with one URL and different contents only the first.

    Taking the last as well would have each replace the other whenever the file is added again.
    Of each article with a URL about 230 bytes are kept.
    """
    places: dict[int, str] = {}
    contents: set[int] = set()
    for item in found:
        if isinstance(item, Article) and item.url:
            number, content = int(item.id, 16), hash(replace(item, source=None))
            first = places.setdefault(number, _after_name(item.source or ""))
            if first != _after_name(item.source or "") and content not in contents:
                yield Skipped(item.source or "", f"has the same URL as {first}; only that is taken")
                continue
            contents.add(content)
        yield item


def _after_name(place: str) -> str:
    """The part of "a.jsonl:12", "a.json#3" that says where in the file."""
    match = _IN_FILE.search(place)
    if match is None:
        return "the first"
    return " ".join(f"{_PARTS[sign]} {number}" for sign, number in _SIGNED.findall(match[0]))


def _beginning(pieces: Iterator[bytes]) -> list[bytes]:
    held: list[bytes] = []
    size = 0
    for piece in pieces:
        held.append(piece)
        size += len(piece)
        if size > _SNIFF or b"".join(held).lstrip().partition(b"\n")[2].strip():
            break
    return held


def _is_by_line(head: bytes, promised: bool) -> bool:
    first, _, more = head.partition(b"\n")
    if head.startswith(b"[") or first.strip() == b"{":
        return False
    return promised or (bool(more.strip()) and isinstance(_loaded(first), dict))


def _loaded(data: bytes | str) -> object:
    """The value of a piece of JSON; ``SourceError`` as a value where it is none."""
    try:
        return json.loads(data)
    except json.JSONDecodeError as error:
        place = f"line {error.lineno}, " if error.lineno > 1 else ""
        return SourceError(f"is not valid JSON: {error.msg} ({place}column {error.colno})")
    except UnicodeDecodeError as error:
        return _in_other_encoding(data, error)
    except (ValueError, RecursionError):  # a number of thousands of digits; lists in lists in ...
        return SourceError("is not JSON of any article: too deep, or a number too long")


def _in_other_encoding(data: bytes | str, error: UnicodeDecodeError) -> object:
    if isinstance(data, str):
        return SourceError(f"is not UTF-8 at byte {error.start}")
    try:
        return _loaded(decode(data))
    except SourceError as failed:
        return failed


def _read_lines(pieces: Iterator[bytes], origin: Origin) -> _Found:
    not_json = 0
    for line in lines(pieces, origin.limit):
        place = f"{origin.name}:{line.number}"
        if line.data is None:
            yield Skipped(place, too_large(origin.limit))
            continue
        if not line.data.strip():
            continue
        value = _loaded(line.data)
        not_json = not_json + 1 if isinstance(value, SourceError) else 0
        if not_json > _GIVE_UP_AFTER:
            raise SourceError(f"has over {_GIVE_UP_AFTER} lines in a row that are not JSON")
        yield from _articles(value, place, path=None)


def _read_value(data: bytes, origin: Origin) -> _Found:
    value = _loaded(data)
    if isinstance(value, SourceError) and _starts_with_a_value(data):
        yield from _read_lines(iter([data]), origin)
    else:
        yield from _articles(value, origin.name, origin.path)


def _starts_with_a_value(data: bytes) -> bool:
    return isinstance(_loaded(data.strip().partition(b"\n")[0]), dict)


def _articles(value: object, place: str, path: str | None) -> _Found:
    listed = _listed(value)
    if listed is None:
        yield _article_or_skipped(value, place, path)
    elif not listed:
        yield Skipped(place, "holds an empty list")
    else:
        for number, item in enumerate(listed, start=1):
            yield _article_or_skipped(item, f"{place}#{number}", None)


def _listed(value: object) -> list[object] | None:
    if isinstance(value, dict) and "text" not in value and "html" not in value:
        value = value.get("articles")
    return value if isinstance(value, list) else None


def _article_or_skipped(value: object, place: str, path: str | None) -> Article | Skipped:
    try:
        if isinstance(value, SourceError):
            raise value
        return article_of(value, place, path)
    except SourceError as error:
        return Skipped(place, error.message)


def _draft(value: dict[str, object], text: str) -> Draft:
    return Draft(
        text=text,
        title=_string(value.get("title")),
        outlet=_string(value.get("outlet")),
        authors=_authors(value.get("authors")),
        url=_string(value.get("url")),
        published=value.get("published"),
        modified=value.get("modified"),
        language=value.get("language"),
    )


def _over_page(value: dict[str, object], page: str) -> Draft:
    """What the page says, and above it what the JSON says."""
    from index.reading.html import draft_of_page

    stated = _draft(value, "")
    return stated.filled(draft_of_page(page, stated.url))


def _string(value: object) -> str | None:
    return value if isinstance(value, str) else None


def _authors(value: object) -> tuple[str, ...]:
    if isinstance(value, str):
        return split_names(value)
    if not isinstance(value, list):
        return ()
    named = (item.get("name") if isinstance(item, dict) else item for item in value)
    return tuple(name for name in named if isinstance(name, str))
