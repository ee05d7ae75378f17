"""Word files (.docx): the text that a reader of it sees, and what the file says of itself.

Deliberately leaves out what was deleted with changes tracked, hidden text, comments, footnotes
and pictures. Nothing is unpacked above the limit, and no entity of XML is resolved.
"""

from __future__ import annotations

import io
import posixpath
import zipfile
import zlib
from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from index.errors import SourceError
from index.reading.cleaning import clean_line
from index.reading.drafts import Draft
from index.reading.file_properties import believed_authors, believed_title, is_in
from index.reading.heads import Head, take_head

if TYPE_CHECKING:
    from lxml.etree import _Element

_LARGEST_PART = 20_000_000  # bytes of XML, unpacked; a novel of 1 MB of text has about 10
_OLE = b"\xd0\xcf\x11\xe0"  # the container of Word's files before 2007, and of encrypted ones
_TITLE_STYLES = frozenset({"title", "titel", "titre", "ttulo", "titolo"})
_LONGEST_CELL = 200  # characters; more is a layout made with a table, not a table

_NO_TEXT = frozenset(
    {"del", "moveFrom", "Fallback", "pPr", "rPr", "instrText", "delText", "sectPr", "tblPr"}
)
_INSTEAD = {"tab": " ", "br": " ", "cr": " ", "noBreakHyphen": "-"}


class _Block(NamedTuple):
    text: str
    style: str = ""
    close: bool = False  # an item of a list or a row: in a line of its own, not a paragraph


def draft_of_docx(data: bytes) -> Draft:
    """The draft of the article in a Word file. Raises ``SourceError`` saying why there is none."""
    if data.startswith(_OLE):
        raise SourceError("is encrypted, or an old .doc: save it as .docx without a password")
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as parts:
            body = _parsed(_part(parts, _main_part(parts)))
            stated = _stated(parts)
    except (zipfile.BadZipFile, zlib.error, EOFError, KeyError, NotImplementedError, ValueError):
        raise SourceError("is not a Word file (.docx), or a broken one") from None
    except RuntimeError:  # zipfile's for an encrypted part
        raise SourceError("is encrypted: save it without a password first") from None
    return _draft(list(_blocks(body)), stated)


def _draft(blocks: list[_Block], stated: Draft) -> Draft:
    head = Head()
    titled = next((n for n, b in enumerate(blocks) if b.style.lower() in _TITLE_STYLES), None)
    opening = " ".join(block.text for block in blocks[:5])
    if titled is not None:
        head.note("title", blocks.pop(titled).text)
    elif stated.title and is_in(stated.title, opening):
        head.note("title", stated.title)
        if blocks[0].text.casefold() == stated.title.casefold():
            blocks.pop(0)
    lines = [line for block in blocks for line in (block.text, "")]
    kept = [blocks[place // 2] for place in take_head(lines, head) if place % 2 == 0]
    return head.draft(_composed(kept)).filled(stated)


def _composed(blocks: list[_Block]) -> str:
    text = ""
    close = False
    for block in blocks:
        gap = "\n" if close and block.close else "\n\n"
        text += (gap if text else "") + block.text
        close = block.close
    return text


# --- the parts of the file -------------------------------------------------------------------


def _part(parts: zipfile.ZipFile, name: str) -> bytes:
    with parts.open(name) as part:
        data = part.read(_LARGEST_PART + 1)
    if len(data) > _LARGEST_PART:
        raise SourceError("unpacks to more than any article has")
    return data


def _main_part(parts: zipfile.ZipFile) -> str:
    """The part with the text: the one that the file calls its document."""
    for relation in _parsed(_part(parts, "_rels/.rels")):
        if str(relation.get("Type", "")).endswith("/officeDocument"):
            return posixpath.normpath(str(relation.get("Target", "")).lstrip("/"))
    raise KeyError("no document")


def _stated(parts: zipfile.ZipFile) -> Draft:
    """A draft without text of the file's properties; its dates are the file's, not the article's"""
    if "docProps/core.xml" not in parts.namelist():
        return Draft(text="")
    found = {_name(e): e.text or "" for e in _parsed(_part(parts, "docProps/core.xml"))}
    return Draft(
        text="",
        title=believed_title(found.get("title")),
        authors=believed_authors(found.get("creator")),
        language=found.get("language"),
    )


def _parsed(data: bytes) -> _Element:
    from lxml import etree

    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True,
        remove_pis=True,
    )  # fmt: skip
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError:
        raise SourceError("is not a Word file (.docx), or a broken one") from None
    if root.getroottree().docinfo.doctype:
        raise SourceError("has a document type definition, which no Word file has")
    return root


# --- the text --------------------------------------------------------------------------------


def _name(element: _Element) -> str:
    """The element's name without its namespace, of which Word's two dialects have one each."""
    return str(element.tag).rpartition("}")[2]


def _blocks(element: _Element) -> Iterator[_Block]:
    for child in element:
        name = _name(child)
        if name == "p":
            yield from _paragraph(child)
        elif name == "tr":
            yield from _row(child)
        elif name not in _NO_TEXT:
            yield from _blocks(child)


def _paragraph(element: _Element) -> Iterator[_Block]:
    """A paragraph, and what boxes of text are anchored in it."""
    text = clean_line("".join(_text(element)))
    if text:
        yield _Block(text, _style(element), close=_find(element, "pPr", "numPr") is not None)
    for box in element.iter("{*}txbxContent"):
        if next(box.iterancestors("{*}txbxContent", "{*}Fallback"), None) is None:
            yield from _blocks(box)


def _text(element: _Element) -> Iterator[str]:
    for child in element:
        name = _name(child)
        if name == "t":
            yield child.text or ""
        elif name in _INSTEAD:
            yield _INSTEAD[name]
        elif name not in _NO_TEXT and name != "txbxContent" and not _is_hidden(child):
            yield from _text(child)


def _is_hidden(run: _Element) -> bool:
    mark = _find(run, "rPr", "vanish")
    return mark is not None and _value(mark) not in ("0", "false", "off")


def _row(element: _Element) -> Iterator[_Block]:
    """A row of a table in one line; where its cells are long, one after the other."""
    cells = [list(_blocks(cell)) for cell in element.iterchildren("{*}tc")]
    texts = [" ".join(block.text for block in cell) for cell in cells if cell]
    if len(texts) == 1 or any(len(text) > _LONGEST_CELL for text in texts):
        for cell in cells:
            yield from cell
    elif texts:
        yield _Block(" | ".join(texts), close=True)


def _style(paragraph: _Element) -> str:
    mark = _find(paragraph, "pPr", "pStyle")
    return _value(mark) if mark is not None else ""


def _find(element: _Element, *names: str) -> _Element | None:
    for name in names:
        found = next(element.iterchildren("{*}" + name), None)
        if found is None:
            return None
        element = found
    return element


def _value(element: _Element) -> str:
    return next((str(v) for k, v in element.attrib.items() if str(k).endswith("}val")), "")
