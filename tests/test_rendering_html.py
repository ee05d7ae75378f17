"""Pages in HTML and Markdown: escaped, in one file, every number with its sentence and its link."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from typing import Any
from urllib.parse import unquote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conftest import make_article
from index import Article
from qa.answers import Answer, Citation, Claim, Dispute
from qa.conversation import Conversation, Turn
from qa.rendering import html, markdown
from qa.rendering.links import at_sentence
from qa.rendering.surroundings import paragraph
from qa.rendering.transcript import as_html, as_json, as_markdown

EVIL = "<script>alert(1)</script><img src=x onerror=alert(2)>\"'&amp;"


def citation(article: Article, quote: str, number: int = 1) -> Citation:
    start = article.text.index(quote)
    return Citation(number, article, 0, start, start + len(quote), quote)


def conversation(text: str, quote: str, **fields: Any) -> Conversation:
    article = make_article(text=text, **fields)
    cited = citation(article, quote)
    other = citation(make_article(2, text=text, **fields), quote, 2)
    told = (
        Claim(quote, (cited,), 1.0, "supported"),
        Claim(f"Not so: {quote}", (), 0.1, "unsupported"),
    )
    disputes = (Dispute(quote, ((cited, quote), (other, quote))),)
    answer = Answer("asked", told, (), 0.9, disputes)
    return Conversation([Turn(quote, f"{quote}?", answer, lost=2)])


class Page(HTMLParser):
    """The elements of a page, and its text."""

    def __init__(self, markup: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self.feed(markup)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.text += data


KNOWN = frozenset(
    "html head meta title style body h1 h2 p strong span a b bdi mark ol li blockquote"
    " table tr th td".split()
)  # fmt: skip


ATTRIBUTES = frozenset(
    "class id href role tabindex rel lang dir charset name content http-equiv".split()
)


@pytest.mark.parametrize("raw", [EVIL, "a & b < c", "</style><style>*{}", "\x1b[31mred\x1b[0m\x07"])
def test_nothing_of_an_article_becomes_markup(raw: str) -> None:
    text = f"{raw} One. Two."
    page = as_html(EVIL, conversation(text, text, title=raw, outlet=raw, url="javascript:alert(1)"))
    parsed = Page(page)
    assert {tag for tag, _ in parsed.elements} <= KNOWN
    for tag, attributes in parsed.elements:
        assert set(attributes) <= ATTRIBUTES, tag
        assert str(attributes.get("href") or "#").startswith(("#", "http"))
    assert "\x1b" not in page
    assert "\x07" not in page
    assert re.sub(r"[\x00-\x08\x0b-\x1f\x7f]", "\ufffd", raw) in parsed.text


@given(st.text(min_size=1, max_size=60))
def test_any_text_comes_out_as_it_is(raw: str) -> None:
    shown = Page(html.element("p", html.text(raw))).text
    assert len(shown) == len(raw)
    assert [tag for tag, _ in Page(html.text(raw)).elements] == []


def test_the_page_is_one_file_that_fetches_and_runs_nothing() -> None:
    page = as_html("A talk", conversation("It rained. It snowed.", "It rained."))
    assert "default-src 'none'" in page
    assert not re.search(r"<script|<link|<img|<iframe|@import|url\(|\son\w+=", page)
    assert page.startswith("<!doctype html>\n<html lang=")
    assert '<meta name="viewport"' in page
    assert "prefers-color-scheme:dark" in page
    assert "@media print" in page


def test_what_is_marked_is_so_on_paper_and_long_words_widen_no_table() -> None:
    style = as_html("A talk", conversation("It rained.", "It rained.")).partition("</style>")[0]
    paper = style.partition("@media print")[2]
    assert "mark{font-weight" in paper  # browsers print no backgrounds
    (cell,) = re.findall(r"^td,th\{.*?\}", style, re.M | re.S)
    assert "overflow-wrap:anywhere" in cell


def test_a_number_shows_its_sentence_and_leads_to_its_footnote() -> None:
    text = "It rained. The bridge held.\n\nAnother paragraph."
    page = as_html("A talk", conversation(text, "It rained.", url="https://example.org/a"))
    assert '<span class="quoted" dir="auto" lang="en"><mark>It rained.</mark> The bridge' in page
    note = r'<span class="cite" tabindex="0"><b>.*?<a href="#s1"><bdi>Gulf Courier</bdi> · '
    assert re.search(note, page)
    assert '<li id="s1"><strong>[1]</strong> <a href="https://example.org/a#:~:text=It%20' in page
    assert "Another paragraph" not in page
    assert "<strong>Not supported:</strong> Not so: It rained." in page
    assert "2 statements or sentences are not shown" in page
    assert "<th>Outlet</th>" in page


def test_markdown_has_footnotes_and_no_markup_of_the_articles() -> None:
    raw = "*It* [rained](javascript:x) <b>on</b> `us` # 1 | 2 ![i](http://x.example/i.png)"
    text = f"{raw} Then it stopped."
    page = as_markdown("A talk", conversation(text, text, url="https://example.org/a b>(c)"))
    assert "[^1]: [Headline 1](<https://example.org/a%20b%3E(c)#:~:text=" in page
    assert "**NOT SUPPORTED:** Not so: " in page
    bare = re.sub(r"\\.", "", page.replace("<https://example.org", ""))
    for markup in ("<b>", "](javascript", "![", "`us`", "*It*", "http://x"):
        assert markup not in bare


def test_json_has_what_was_typed_and_what_it_was_made_to_say() -> None:
    record = as_json("A talk", conversation("It rained.", "It rained."))
    assert '"typed": "It rained."' in record
    assert '"lost": 2' in record


LINKS = [
    ("https://example.org/a", "It rained.", "https://example.org/a#:~:text=It%20rained."),
    ("https://example.org/a#b", "So-so, & on.", "https://example.org/a#b:~:text=So%2Dso%2C%20%26%20on."),
    ("https://example.org/a#b:~:text=x", "No.", "https://example.org/a#b:~:text=No."),
    ("https://example.org/a?b=c", "雨が降った。", None),
    ("ftp://example.org/a", "It rained.", ""),
    ("javascript:alert(1)", "It rained.", ""),
    ("https://[bad", "It rained.", ""),
    ("clippings/a.txt", "It rained.", ""),
    (None, "It rained.", ""),
]  # fmt: skip


@pytest.mark.parametrize(("url", "sentence", "link"), LINKS)
def test_links_open_a_page_at_the_sentence(
    url: str | None, sentence: str, link: str | None
) -> None:
    found = at_sentence(url, sentence)
    if link is None:
        assert found is not None
        assert unquote(found).endswith(f":~:text={sentence}")
    else:
        assert found == (link or None)


def test_a_long_sentence_is_given_by_its_ends() -> None:
    sentence = " ".join(f"word{number}" for number in range(40))
    found = at_sentence("https://example.org/a", sentence)
    assert found is not None
    start, _, end = unquote(found).partition(":~:text=")[2].partition(",")
    assert sentence.startswith(start)
    assert sentence.endswith(end)
    assert len(found) < 200


def test_the_paragraph_around_a_sentence_is_the_articles() -> None:
    text = "First.\n\nBefore it. The sentence. After it.\n\nLast."
    near = paragraph(citation(make_article(text=text), "The sentence."))
    assert "".join(near) == "Before it. The sentence. After it."
    long = f"{'a word ' * 400}The sentence. {'b word ' * 400}"
    near = paragraph(citation(make_article(text=long), "The sentence."))
    assert near.before.startswith("… ")
    assert near.after.endswith(" …")
    assert len("".join(near)) < 1_500


@given(st.text(max_size=40))
def test_markdown_text_is_one_line(raw: str) -> None:
    assert "\n" not in markdown.text(raw)
