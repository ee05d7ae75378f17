"""Reading web pages, those that mean harm among them."""

import json
from datetime import UTC, datetime

import pytest
from reading_helpers import BODY, HEAD, MORE, PARAGRAPHS, article, page, skipped, write


def test_a_page_gives_its_body_and_what_it_says_of_itself(tmp_path):
    items = "<h2>Money</h2><ul><li>One</li><li>Two</li></ul>"
    body = f"<h1>Harbour wall &amp; pier</h1>{PARAGRAPHS}{items}{MORE}"
    found = article(write(tmp_path / "a.html", page(body, HEAD, "en_gb")))
    assert found.text.startswith(f"{BODY}\n\nMoney\n\nOne\nTwo\n\nResidents had asked")
    assert "Home" not in found.text
    assert "rights" not in found.text
    assert found.title == "Harbour wall & pier"
    assert found.outlet == "Harbour Post"
    assert found.authors == ("Jane Doe",)
    assert found.published == datetime(2024, 4, 23, 8, 30, tzinfo=UTC)
    assert found.url == "https://www.harbour.example/wall"
    assert found.language == "en-GB"


def test_a_page_is_believed_through_its_json_ld(tmp_path):
    stated = {
        "@graph": [
            {"@type": "WebSite", "name": "No"},
            {
                "@type": ["NewsArticle"],
                "headline": "Harbour wall",
                "datePublished": "2024-04-23",
                "author": [{"name": "Jane Doe"}, {"name": "John Roe"}],
                "publisher": {"name": "Harbour Post"},
                "mainEntityOfPage": {"@id": "https://harbour.example/wall"},
            },
        ]
    }
    head = f"<script type='application/ld+json'>{json.dumps(stated)}</script>"
    found = article(write(tmp_path / "a.htm.gz", page(PARAGRAPHS + MORE, head)))
    assert (found.title, found.outlet) == ("Harbour wall", "Harbour Post")
    assert found.authors == ("Jane Doe", "John Roe")
    assert found.url == "https://harbour.example/wall"
    assert found.published == datetime(2024, 4, 23, tzinfo=UTC)
    assert found.language == "en"


def test_a_page_that_says_nothing_of_itself_is_given_nothing(tmp_path):
    found = article(write(tmp_path / "a.html", page(PARAGRAPHS + MORE + "<p>© 2019</p>")))
    assert (found.outlet, found.authors, found.url, found.published) == (None, (), None, None)


@pytest.mark.parametrize(
    "hidden",
    [
        "<p style='color:red; Display : none'>SECRET</p>",
        "<div hidden><p>SECRET words to obey</p></div>",
        "<p aria-hidden='true'>SECRET</p>",
        "<p style='visibility:hidden'>SECRET</p>",
        "<p style='font-size:0px'>SECRET</p>",
        "<p class='sr-only'>SECRET</p>",
        "<article hidden><p>SECRET words to obey</p></article>",
        "<template><p>SECRET</p></template>",
        "<!-- <p>SECRET</p> -->",
        "<script>SECRET</script>",
    ],
)
def test_what_a_reader_does_not_see_does_not_come_in(tmp_path, hidden):
    found = article(write(tmp_path / "a.html", page(PARAGRAPHS + hidden + MORE)))
    assert "SECRET" not in found.text
    assert found.text.startswith(BODY)


def test_hidden_attributes_are_judged_by_their_values(tmp_path):
    shown = (
        "<p style='display:block;opacity:0.9;font-size:0.8em' aria-hidden='false'>SHOWN here.</p>"
    )
    assert "SHOWN" in article(write(tmp_path / "a.html", page(PARAGRAPHS + shown + MORE))).text


def test_terminal_commands_in_a_page_are_gone(tmp_path):
    evil = "\x1b]0;owned\x07<p>&#27;[31mRed &#x202e;alert&#8203; &#150; \x1b[2Jnow.</p>"
    head = "<title>A &#27;[5mtitle\x1b[0m</title><meta name=author content='J\x07ane &#x1b;[1mDoe'>"
    found = article(write(tmp_path / "a.html", page(evil + PARAGRAPHS + MORE, head)))
    assert found.text.startswith("Red alert – now.")
    assert found.title == "A title"
    assert found.authors == ("Jane Doe",)


@pytest.mark.parametrize(
    "content",
    [
        "<html><body><nav><a href='/'>Home</a></nav></body></html>",
        "<html>",
        "<",
        "<div>" * 50_000,
        "<!-- only a comment -->",
    ],
)
def test_a_page_without_a_body_is_skipped(tmp_path, content):
    assert "page" in skipped(write(tmp_path / "a.html", content)).reason


def test_broken_metadata_harms_nothing(tmp_path):
    head = (
        "<script type='application/ld+json'>" + "[" * 100_000 + "</script>"
        '<script type="application/ld+json">{"@type":"NewsArticle","author":{"name":[1]},'
        '"headline":{"a":1},"datePublished":{},"publisher":[[]],"url":[1]}</script>'
        "<link rel=canonical href='http://[::1'><meta name='pubdate' content='x'>"
    )
    found = article(write(tmp_path / "a.html", page(PARAGRAPHS + MORE, head)))
    assert (found.url, found.published, found.authors) == (None, None, ())
