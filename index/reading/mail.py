"""Letters (.eml) and mailboxes (.mbox): newsletters as articles.

A letter that is a web page is read as one (`letter_pages`); where that gives far less than its
plain text, the plain text is taken. Deliberately reads no attachments, which are counted, and
fetches nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from email import policy
from email.message import EmailMessage
from email.parser import BytesParser
from email.utils import parsedate_to_datetime

from index.articles import Article, Skipped
from index.errors import SourceError
from index.reading.cleaning import clean_line, clean_text
from index.reading.decoding import decode
from index.reading.drafts import Draft, finish
from index.reading.letters import letter_text, unquoted
from index.reading.streams import Origin, lines, too_large
from index.reading.text import unwrapped

# Python's parser promises no errors of its own; for headers and parts that are badly broken it
# raises these.
_BROKEN = (AttributeError, AssertionError, LookupError, RecursionError, TypeError, ValueError)

_FROM_LINE = re.compile(rb"From \S+ .{0,60}\d\d:\d\d")  # what opens a letter in a mailbox
_QUOTED_FROM = re.compile(rb">+From ")
_PARTED = re.compile(r"\s+(?:from|at|via|von|de|di|@)\s+(?=[A-Z])|\s*[|·]\s*|,\s+(?=The\b)")
_ENOUGH = 0.5  # share of the plain text's length that a page must give to be taken instead
_NO_OUTLET = re.compile(r"(?:newsletters?|no-?reply|info|news|hello|contact|mail(?:er)?)", re.I)
# Addresses that are nobody's own.
_OFFICE = re.compile(
    r"(?:.*[._-])?(?:newsletters?|no-?reply|do-?not-?reply|info|news|hello|contact|mail(?:er|ing)?s?"
    r"|editors?|editorial|redaktion|redaction|redaccion|redazione|redactie|press\w*|team|office"
    r"|letters?|briefings?|daily|weekly|updates?|alerts?|digest|support|service|subscri\w+"
    r"|notifications?)(?:[._+-].*)?",
    re.IGNORECASE,
)
_SHORTEST_NAME = 4  # letters of a name's word that is looked for in the address


def draft_of_letter(data: bytes) -> Draft:
    """The draft of one letter. Raises ``SourceError`` where it has no text."""
    try:
        letter = BytesParser(_class=EmailMessage, policy=policy.default).parsebytes(data)
        if not letter.keys():
            raise SourceError("is not a letter: it has no header")
        return _draft(letter)
    except _BROKEN as error:
        raise SourceError(f"is too broken a letter to be read ({type(error).__name__})") from None


def read_letters(pieces: Iterator[bytes], origin: Origin) -> Iterator[Article | Skipped]:
    """The letters of a mailbox one by one; each at most ``origin.limit`` bytes."""
    number = attached = 0
    for number, data in enumerate(_letters(pieces, origin.limit), start=1):
        place = f"{origin.name}#{number}"
        if data is None:
            yield Skipped(place, too_large(origin.limit))
            continue
        try:
            draft = draft_of_letter(data)
            attached += _count_of(draft)
            yield finish(draft, place)
        except SourceError as error:
            yield Skipped(place, error.message)
    if not number:
        raise SourceError("is not a mailbox, or holds no letter")
    if attached:
        yield Skipped(origin.name, _attachments(attached))


def _letters(pieces: Iterator[bytes], limit: int) -> Iterator[bytes | None]:
    """The letters between the lines that begin with "From "; None for one above the limit."""
    held: list[bytes] | None = None  # None before the first letter
    size, blank = 0, True
    for line in lines(pieces, limit):
        data = line.data if line.data is not None else b""
        if blank and _FROM_LINE.match(data):
            if held is not None:
                yield _whole(held, size, limit)
            held, size = [], 0
        elif held is not None:
            size += len(data) + 1 if line.data is not None else limit + 1
            held.append(data[1:] if _QUOTED_FROM.match(data) else data)
            held = held if size <= limit else []
        blank = not data.strip()
    if held is not None:
        yield _whole(held, size, limit)


def _whole(held: list[bytes], size: int, limit: int) -> bytes | None:
    return b"\n".join(held) if size <= limit else None


# --- one letter ------------------------------------------------------------------------------


def _draft(letter: EmailMessage) -> Draft:
    outlet, authors = _sender(letter)
    page = _part(letter, "html")
    plain = letter_text(unwrapped(unquoted(clean_text(_part(letter, "plain") or ""))))
    title = _header(letter, "Subject")
    text = letter_text(clean_text(_of_page(page)), title) if page else ""
    if len(text) < max(1, _ENOUGH * len(plain)):
        text = plain
    attached = sum(1 for part in letter.walk() if part.get_content_disposition() == "attachment")
    return Draft(
        text=text,
        title=title,
        outlet=outlet,
        authors=authors,
        url=_header(letter, "Archived-At").strip("<> ") or None,
        published=_date(letter),
        language=_header(letter, "Content-Language"),
        unread=(_attachments(attached),) if attached else (),
    )


def _of_page(page: str) -> str:
    from index.reading.letter_pages import text_of_letter

    try:
        return text_of_letter(page)
    except SourceError:
        return ""


def _part(letter: EmailMessage, kind: str) -> str | None:
    """The text of the letter's body of this kind, decoded; None where it has none."""
    part = letter.get_body(preferencelist=(kind,))
    if part is None:
        return None
    data = part.get_payload(decode=True)
    if not isinstance(data, bytes):
        return None
    return decode(data, declares=kind == "html", charset=part.get_content_charset())


def _header(letter: EmailMessage, name: str) -> str:
    try:
        return clean_line(str(letter.get(name) or ""))
    except _BROKEN:
        return ""


def _date(letter: EmailMessage) -> object:
    stated = _header(letter, "Date")
    try:
        return parsedate_to_datetime(stated)
    except (ValueError, TypeError):
        return stated


def _sender(letter: EmailMessage) -> tuple[str | None, tuple[str, ...]]:
    """The outlet and the authors: "Jane Doe from The Gazette"; only one name is an outlet's.

    Of a letter that went to no list, from an address that may be a person's own, the one name is
    its author's.
    """
    name, local, host = _named(letter)
    parts = [part for part in _PARTED.split(name) if part.strip()]
    if len(parts) == 2:
        return parts[1], (parts[0],)
    listed = any(letter.get(header) for header in ("List-Id", "List-Unsubscribe", "List-Post"))
    if not (listed or _is_of_office(name, local, host or "")):
        return None, (name,) if name else ()
    return (host if not name or _NO_OUTLET.fullmatch(name) else name), ()


def _is_of_office(name: str, local: str, host: str) -> bool:
    """Whether an address is an outlet's: by its first part, or since its host bears the name."""
    words = [word for word in re.findall(r"\w+", name.casefold()) if len(word) >= _SHORTEST_NAME]
    if any(word in local.casefold() for word in words):
        return False
    return bool(_OFFICE.fullmatch(local)) or any(word in host.casefold() for word in words)


def _named(letter: EmailMessage) -> tuple[str, str, str | None]:
    """The name that the letter is from, and both parts of the address."""
    try:
        address = letter["From"].addresses[0]
    except _BROKEN:
        return "", "", None
    return clean_line(address.display_name), address.username, clean_line(address.domain) or None


def _attachments(count: int) -> str:
    return "1 attachment was not read" if count == 1 else f"{count:,} attachments were not read"


def _count_of(draft: Draft) -> int:
    return sum(int(what.split(" ", 1)[0].replace(",", "")) for what in draft.unread)
