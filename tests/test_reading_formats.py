"""What something is by its first bytes, and drafts that fill each other's gaps."""

import pytest
from pdf_helpers import pdf_of
from reading_helpers import BODY, MORE, PARAGRAPHS, page

from index.errors import SourceError
from index.reading.drafts import Draft, finish
from index.reading.formats import draft_of, kind_of


@pytest.mark.parametrize(
    ("head", "content_type", "kind"),
    [
        (b"%PDF-1.7\n", None, ".pdf"),
        (b"HTTP junk before\n%PDF-1.7\n", "text/html", ".pdf"),
        (b"What is a %PDF-1.7 file?", None, ".txt"),
        (b"PK\x03\x04rest", None, ".docx"),
        (b"WARC/1.0\r\nWARC-Type: warcinfo", None, ".warc"),
        (b"From a@b.example Tue Apr 23 10:30:00 2024\nSubject: x\n", None, ".mbox"),
        (b"From Monday on the harbour is closed.\n", None, ".txt"),
        (b"Received: from a\r\nSubject: x\r\n", None, ".eml"),
        (b"Subject: x\r\nMIME-Version: 1.0\r\n", None, ".eml"),
        (b"Subject: the wall\nDate: 23 April 2024\n\nBody.", None, ".txt"),
        (b'\xef\xbb\xbf{"text": "x"}', None, ".json"),
        (b"[Update] The wall", None, ".txt"),
        (b"<!-- x --><!DOCTYPE html><html>", None, ".html"),
        (b"no sign at all", "text/html; charset=utf-8", ".html"),
        (b"# The wall", "text/markdown", ".md"),
        (b"", None, ".txt"),
    ],
)
def test_kinds_by_their_first_bytes(head, content_type, kind):
    assert kind_of(head, content_type) == kind


def test_a_body_that_was_fetched_is_read_with_its_address_and_charset():
    body = page("<p>Der Bürgermeister sagt, die Mauer werde für alle gebaut.</p>" * 3 + MORE)
    draft = draft_of(body.encode("cp1252"), ".html", url="https://a.example/x", charset="latin-1")
    assert "Bürgermeister" in draft.text
    assert draft.url == "https://a.example/x"
    assert finish(draft, "x").outlet == "a.example"
    wrong = draft_of(page(PARAGRAPHS + MORE).encode(), ".html", charset="base64")
    assert BODY in wrong.text
    pdf = draft_of(pdf_of(BODY.split("\n\n")), ".pdf", url="https://a.example/y")
    assert (pdf.url, pdf.pages) == ("https://a.example/y", (0,))


@pytest.mark.parametrize("kind", [".txt", ".md", ".html", ".pdf", ".docx", ".eml"])
@pytest.mark.parametrize("data", [b"", b"  \n", b"\0" * 500, b"\xff" * 500])
def test_what_is_none_of_its_kind_says_so(kind, data):
    with pytest.raises(SourceError):
        finish(draft_of(data, kind), "x")


def test_a_draft_is_filled_from_another():
    stated = Draft(text="", title="Stated", published="2024-04-23")
    found = Draft(text="Body.", title="Found", outlet="Post", pages=(0,), modified="2024-04-24")
    filled = stated.filled(found)
    assert (filled.title, filled.outlet, filled.text) == ("Stated", "Post", "Body.")
    assert (filled.published, filled.modified, filled.pages) == ("2024-04-23", "2024-04-24", (0,))
    kept = Draft(text="Own text.").filled(found)
    assert (kept.text, kept.pages) == ("Own text.", ())
