"""Server-sent events come out the same, however the network cuts them."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from index.service.events import events, looks_like_events

# No lone surrogates (no UTF-8) and no line ends, which end a field.
TEXT = st.text(st.characters(exclude_characters="\r\n", exclude_categories=["Cs"]))


@given(st.lists(TEXT), st.sampled_from(["\n", "\r\n", "\r"]), st.lists(st.integers(0, 400)))
def test_any_text_in_any_pieces(texts: list[str], end: str, cuts: list[int]) -> None:
    body = "".join(f": ping{end}event: message{end}data: {t}{end}{end}" for t in texts).encode()
    places = sorted({0, len(body), *(cut for cut in cuts if cut < len(body))})
    pieces = [body[a:b] for a, b in pairwise(places)]
    assert list(events(pieces)) == texts


def test_what_is_none_is_none() -> None:
    assert list(events([])) == []
    assert list(events([b"", b"\n\n"])) == []
    assert list(events([b"retry: 5\n\nnonsense\n\n"])) == []


def test_several_lines_are_one_text() -> None:
    assert list(events([b"data: a\ndata:\ndata:  b\n\ndata:c"])) == ["a\n\n b", "c"]


def test_what_looks_like_events() -> None:
    assert looks_like_events(b"data: {}")
    assert looks_like_events(b"\xef\xbb\xbf\r\n: ping")
    assert not looks_like_events(b'{"data": 1}')
    assert not looks_like_events(b"<html>")
