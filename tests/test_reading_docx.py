"""Word files: what a reader of them sees, and nothing that was hidden or deleted."""

import io
import zipfile
from pathlib import Path

import docx
import pytest
from docx.document import Document
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from reading_helpers import BODY, article, skipped, write

from index.articles import Article, Skipped
from index.reading import read


def saved(document: Document) -> bytes:
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def rewritten(data: bytes, **parts: bytes) -> bytes:
    """The same file with other contents in some parts, by the names of their files."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", 8) as new:
        for name in old.namelist():
            new.writestr(name, parts.get(Path(name).stem, old.read(name)))
    return out.getvalue()


def body() -> Document:
    document = docx.Document()
    for paragraph in BODY.split("\n\n"):
        document.add_paragraph(paragraph)
    return document


def test_a_word_file_gives_its_paragraphs_lists_and_tables(tmp_path):
    document = docx.Document()
    document.add_paragraph("Harbour wall", style="Title")
    document.add_paragraph("By Jane Doe")
    document.add_paragraph("23 April 2024")
    for paragraph in BODY.split("\n\n"):
        document.add_paragraph(paragraph)
    document.add_heading("Money", 2)
    for item in ("One", "Two"):
        document.add_paragraph(item, style="List Bullet")
    table = document.add_table(2, 2)
    for cell, text in zip((c for row in table.rows for c in row.cells), "abcd", strict=True):
        cell.text = text
    found = article(write(tmp_path / "a.docx", saved(document)))
    assert found.text == f"{BODY}\n\nMoney\n\nOne\n\nTwo\n\na | b\nc | d"
    assert (found.title, found.authors) == ("Harbour wall", ("Jane Doe",))
    assert str(found.published) == "2024-04-23 00:00:00+00:00"


def test_what_was_deleted_or_is_hidden_does_not_come_in(tmp_path):
    document = body()
    paragraph = document.add_paragraph("Residents had asked for it")
    paragraph.add_run(" SECRET").font.hidden = True
    for tag, inner in (("w:del", "w:delText"), ("w:moveFrom", "w:t")):
        change, run, text = OxmlElement(tag), OxmlElement("w:r"), OxmlElement(inner)
        text.text = " SECRET"
        run.append(text)
        change.append(run)
        paragraph._p.append(change)
    inserted, run, text = OxmlElement("w:ins"), OxmlElement("w:r"), OxmlElement("w:t")
    text.text = " since the storm."
    text.set(qn("xml:space"), "preserve")
    run.append(text)
    inserted.append(run)
    paragraph._p.append(inserted)
    found = article(write(tmp_path / "a.docx", saved(document)))
    assert found.text == f"{BODY}\n\nResidents had asked for it since the storm."


@pytest.mark.parametrize(
    ("title", "author", "believed"),
    [("The harbour wall", "Jane Doe", True), ("Document1", "user1", False)],
)
def test_properties_are_believed_if_they_may_be_right(tmp_path, title, author, believed):
    document = body()
    document.core_properties.title, document.core_properties.author = title, author
    found = article(write(tmp_path / "a.docx", saved(document)))
    assert found.title == (title if believed else "")
    assert found.authors == ((author,) if believed else ())
    assert (found.published, found.modified) == (None, None)


BOMB = b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;">]><x>&b;&b;</x>'
XXE = b'<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><x>&a;</x>'


@pytest.mark.parametrize("xml", [BOMB, XXE])
@pytest.mark.parametrize("part", ["document", "core", ".rels"])
def test_entities_are_refused(tmp_path, xml, part):
    data = rewritten(saved(body()), **{part: xml})
    assert skipped(write(tmp_path / "a.docx", data)).reason


def test_a_zip_bomb_is_not_unpacked(tmp_path):
    data = rewritten(saved(body()), document=b"<x>" + b" " * 60_000_000)
    assert "unpacks to more" in skipped(write(tmp_path / "a.docx", data)).reason


def test_what_is_no_word_file_is_reported(tmp_path):
    for name, data in (("a", b"text"), ("b", b"PK\x03\x04 broken"), ("c", saved(body())[:-900])):
        assert "Word file" in skipped(write(tmp_path / f"{name}.docx", data)).reason
    old = write(tmp_path / "d.docx", b"\xd0\xcf\x11\xe0" + b"\0" * 600)
    assert "password" in skipped(old).reason
    empty = write(tmp_path / "e.docx", saved(docx.Document()))
    assert skipped(empty).reason == "has no text"


def test_files_changed_anywhere_never_raise(tmp_path):
    whole = saved(body())
    for place in range(0, len(whole), len(whole) // 120):
        data = bytearray(whole)
        data[place] ^= 0xFF
        for item in read("-", stdin=io.BytesIO(bytes(data))):
            assert isinstance(item, (Article, Skipped))


def test_a_word_file_through_a_pipe_is_known_by_its_content():
    assert article("-", stdin=io.BytesIO(saved(body()))).text == BODY
