"""Letters and mailboxes: newsletters as articles, without what is put around them."""

import gzip
import io
import random
import tracemalloc
from datetime import UTC, datetime
from email.message import EmailMessage

import pytest
from reading_helpers import BODY, MORE, PARAGRAPHS, article, skipped, write

from index.articles import Article, Skipped
from index.reading import read

FOOTER = (
    "You are receiving this because you signed up.\n"
    "Unsubscribe <https://harbour.example/u?id=1> | Manage your preferences\n"
    "© 2024 Harbour Post, 1 Pier Road"
)


def newsletter(
    subject: str = "Harbour wall & pier", text: str = BODY, **headers: str
) -> EmailMessage:
    letter = EmailMessage()
    letter["From"] = headers.pop("sender", '"Harbour Post" <news@harbour.example>')
    letter["To"] = "someone@example.org"
    letter["Subject"] = subject
    letter["Date"] = "Tue, 23 Apr 2024 10:30:00 +0200"
    letter["Message-ID"] = "<1@harbour.example>"
    letter["List-Unsubscribe"] = "<https://harbour.example/u>"
    for name, value in headers.items():
        letter[name.replace("_", "-")] = value
    letter.set_content(text)
    return letter


def table(*rows: str) -> str:
    """A newsletter as they are made: tables in tables."""
    inner = "".join(f"<tr><td style='padding:8px'>{row}</td></tr>" for row in rows)
    return (
        "<html><body><table width='100%'><tr><td align='center'><table width='600'>"
        f"{inner}</table></td></tr></table></body></html>"
    )


def test_a_newsletter_gives_its_text_and_what_its_header_says(tmp_path):
    text = f"View this email in your browser <https://x.example/1>\n\n{BODY}\n\n{FOOTER}\n"
    letter = newsletter(text=text, Archived_At="<https://harbour.example/letters/1>")
    found = article(write(tmp_path / "a.eml", bytes(letter)))
    assert found.text == BODY
    assert (found.title, found.outlet, found.authors) == ("Harbour wall & pier", "Harbour Post", ())
    assert found.published == datetime(2024, 4, 23, 8, 30, tzinfo=UTC)
    assert found.url == "https://harbour.example/letters/1"
    assert found.language == "en"


@pytest.mark.parametrize("plain", [BODY, "Your mail program shows no pages."])
def test_the_page_of_a_newsletter_is_read_through_its_tables(tmp_path, plain):
    letter = newsletter(text=plain)
    rows = [*PARAGRAPHS.replace("</p>", "").split("<p>")[1:], MORE]
    footer = "<a href='https://harbour.example/u'>Unsubscribe</a> from this list"
    letter.add_alternative(table("<a href='#'>View in browser</a>", *rows, footer), subtype="html")
    found = article(write(tmp_path / "a.eml", bytes(letter)))
    assert found.text.startswith(BODY)
    assert "Unsubscribe" not in found.text
    assert "browser" not in found.text
    assert "mail program" not in found.text


def test_the_parts_of_a_newsletter_stay_in_order_and_its_foot_goes(tmp_path):
    items = [
        f"<table><tr><td><h2>Part {n}</h2></td></tr><tr><td><p>The council met in town {n}.</p>"
        "<p>It agreed.</p></td></tr></table>"
        for n in range(4)
    ]
    foot = (
        "<p>© 2024 Harbour Post</p><p>You are receiving this email because you signed up.</p>"
        "<p>Our address is 1 Pier Road</p>"
        "<p>You can <a href='#'>unsubscribe from this list</a>.</p>"
    )
    hidden = "<div style='display:none'>SECRET preview</div>"
    letter = newsletter()
    letter.set_content(table(hidden, "<h1>Harbour wall & pier</h1>", *items, foot), subtype="html")
    found = article(write(tmp_path / "a.eml", bytes(letter)))
    assert found.text.split("\n\n") == [
        line
        for n in range(4)
        for line in (f"Part {n}", f"The council met in town {n}.", "It agreed.")
    ]


@pytest.mark.parametrize(
    ("sender", "outlet", "authors"),
    [
        ("Harbour Post <news@harbour.example>", "Harbour Post", ()),
        ("Jane Doe from Harbour Post <news@x.example>", "Harbour Post", ("Jane Doe",)),
        ('"Jane Doe, The Gazette" <news@x.example>', "The Gazette", ("Jane Doe",)),
        ("=?utf-8?q?Z=C3=BCrcher_Bote?= <news@x.example>", "Zürcher Bote", ()),
        ("Newsletter <news@harbour.example>", "harbour.example", ()),
        ("news@harbour.example", "harbour.example", ()),
        ("broken <<>", None, ()),
    ],
)
def test_who_a_newsletter_is_from(tmp_path, sender, outlet, authors):
    data = bytes(newsletter()).replace(b'"Harbour Post" <news@harbour.example>', sender.encode())
    found = article(write(tmp_path / "a.eml", data))
    assert (found.outlet, found.authors) == (outlet, authors)


def test_a_letter_to_no_list_is_its_authors(tmp_path):
    letter = newsletter(sender="Jane Doe <jane@x.example>")
    del letter["List-Unsubscribe"]
    found = article(write(tmp_path / "a.eml", bytes(letter)))
    assert (found.outlet, found.authors) == (None, ("Jane Doe",))


@pytest.mark.parametrize(
    ("sender", "outlet", "authors"),
    [
        ("Coastal Gazette <news@coastal.example>", "Coastal Gazette", ()),
        ("Morning Letter <no-reply@mailer.example>", "Morning Letter", ()),
        ("Coastal Gazette <anna@coastal-gazette.example>", "Coastal Gazette", ()),
        ("Anna Berg via Coastal Gazette <news@coastal.example>", "Coastal Gazette", ("Anna Berg",)),
        ("Anna Berg <anna.berg@coastal.example>", None, ("Anna Berg",)),
        ("Anna Berg <anna@berg.example>", None, ("Anna Berg",)),
    ],
)
def test_who_a_letter_to_no_list_is_from(tmp_path, sender, outlet, authors):
    letter = newsletter(sender=sender)
    del letter["List-Unsubscribe"]
    found = article(write(tmp_path / "a.eml", bytes(letter)))
    assert (found.outlet, found.authors) == (outlet, authors)


def _quoted(text: str, mark: str = "> ") -> str:
    return "\n".join(f"{mark}{line}".rstrip() for line in text.split("\n"))


@pytest.mark.parametrize(
    "above",
    [
        "",
        "On Tue, 23 Apr 2024, Harbour Post wrote:\n\n",
        "---------- Forwarded message ----------\nFrom: Harbour Post\nSubject: Wall\n\n",
        "Am 23.04.2024 schrieb Harbour Post:\n",
    ],
)
@pytest.mark.parametrize("mark", ["> ", ">", "> > ", ">> "])
def test_a_letter_that_is_quoted_as_a_whole_loses_the_marks(tmp_path, above, mark):
    letter = newsletter(text=above + _quoted(BODY, mark))
    assert article(write(tmp_path / "a.eml", bytes(letter))).text == BODY


def test_what_is_quoted_in_a_letter_stays_quoted(tmp_path):
    text = f"{BODY}\n\n> We were told nothing of this.\n\nSo said the owner of a boat."
    assert article(write(tmp_path / "a.eml", bytes(newsletter(text=text)))).text == text


@pytest.mark.parametrize(
    ("charset", "encoding"),
    [("utf-8", "quoted-printable"), ("utf-8", "base64"), ("iso-8859-15", "quoted-printable"),
     ("windows-1252", "8bit"), ("unknown-8bit", "8bit"), ("x-no-such", "base64")],
)  # fmt: skip
def test_encodings_of_letters(tmp_path, charset, encoding):
    text = "Der Bürgermeister sagte: „Wir bauen die Mauer für 20 Millionen neu“, am Montag."
    known = charset if charset in ("utf-8", "iso-8859-15", "windows-1252") else "utf-8"
    if known == "iso-8859-15":
        text = text.replace("„", '"').replace("“", '"')
    letter = EmailMessage()
    letter["Subject"] = "Mauer"
    letter.set_content(text, charset=known, cte="8bit" if encoding == "8bit" else encoding)
    data = bytes(letter).replace(f'charset="{known}"'.encode(), f'charset="{charset}"'.encode())
    assert article(write(tmp_path / "a.eml", data)).text == text


def test_attachments_are_counted_and_not_read(tmp_path):
    letter = newsletter()
    for name in ("a.pdf", "b.pdf"):
        letter.add_attachment(b"%PDF-1.4 secret", maintype="application", subtype="pdf",
                              filename=name)  # fmt: skip
    letter.add_attachment("SECRET", filename="c.txt")
    found, last = read(write(tmp_path / "a.eml", bytes(letter)))
    assert found.text == BODY
    assert last == Skipped(str(tmp_path / "a.eml"), "3 attachments were not read")


def test_lines_broken_by_the_program_and_signatures(tmp_path):
    wrapped = (
        "The council met on Monday evening and agreed to rebuild the old\n"
        "harbour wall, which the great storm had broken in three places,\n"
        "one of them beside the market. Work will begin in spring, and it\n"
        "is expected to take two years, the mayor's office said on Monday\n"
        "evening.\n"
    )
    letter = newsletter(text=f"{wrapped}\n[https://harbour.example/track/1]\n-- \nJane\n")
    found = article(write(tmp_path / "a.eml", bytes(letter)))
    assert found.text == wrapped.replace("\n", " ").strip()


def test_a_letter_about_unsubscribing_is_kept(tmp_path):
    text = "Readers ask how to unsubscribe from letters.\n\n" + "\n\n".join(
        f"Paragraph {n} says that they should read the letter to its end first, which is long."
        for n in range(20)
    )
    assert article(write(tmp_path / "a.eml", bytes(newsletter(text=text)))).text == text


def mailbox(*letters: EmailMessage) -> bytes:
    start = b"From harbour@post.example Tue Apr 23 10:30:00 2024\n"
    return b"".join(start + bytes(letter) + b"\n" for letter in letters)


def test_a_mailbox_gives_each_letter_in_its_place(tmp_path):
    texts = [f"{BODY}\n\nFrom the pier one sees letter {n}." for n in range(3)]
    letters = [newsletter(f"Letter {n}", text) for n, text in enumerate(texts)]
    letters[1].add_attachment("x", filename="x.txt")
    data = mailbox(*letters).replace(b"\nFrom the pier", b"\n>From the pier")
    for name, packed in (("a.mbox", data), ("b.mbox.gz", data)):
        *found, last = read(write(tmp_path / name, packed))
        assert [a.title for a in found] == ["Letter 0", "Letter 1", "Letter 2"]
        assert [a.text for a in found] == texts
        assert found[0].source == f"{tmp_path / name}#1"
        assert len({a.id for a in found}) == 3
        assert last == Skipped(str(tmp_path / name), "1 attachment was not read")


def test_broken_and_enormous_letters_of_a_mailbox_are_reported(tmp_path):
    big = newsletter("Big", "x " * 60_000)
    empty = newsletter("Empty", "")
    data = mailbox(newsletter("One"), big, empty, newsletter("Two"))
    found = list(read(write(tmp_path / "a.mbox", data), limit=50_000))
    assert [f.title for f in found if isinstance(f, Article)] == ["One", "Two"]
    reasons = [f.reason for f in found if isinstance(f, Skipped)]
    assert reasons == ["is larger than the limit of 50,000 bytes", "has no text"]
    assert "mailbox" in skipped(write(tmp_path / "b.mbox", b"nothing of the kind\n")).reason
    assert "header" in skipped(write(tmp_path / "c.eml", b"\n\nnothing of the kind\n")).reason


def test_a_large_mailbox_is_not_held(tmp_path):
    start = mailbox(newsletter(text=f"{BODY}\n\n" + "Another sentence. " * 2000))
    path = tmp_path / "a.mbox.gz"
    path.write_bytes(gzip.compress(start * 400, 1))
    tracemalloc.start()
    count = sum(isinstance(found, Article) for found in read(path))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert count == 400
    assert peak < 4_000_000


def test_letters_through_a_pipe_are_known_by_their_content():
    assert article("-", stdin=io.BytesIO(bytes(newsletter()))).title == "Harbour wall & pier"
    found = list(read("-", stdin=io.BytesIO(mailbox(newsletter("A"), newsletter("B", "C d.")))))
    assert len(found) == 2
    head = f"From: Jane Doe\nDate: 23 April 2024\nSubject: The wall\n\n{BODY}"
    assert article("-", stdin=io.BytesIO(head.encode())).text.endswith(BODY)


def test_letters_changed_anywhere_never_raise():
    letter = newsletter()
    letter.add_alternative(table(PARAGRAPHS, MORE), subtype="html")
    letter.add_attachment(b"data", maintype="application", subtype="pdf", filename="ä.pdf")
    whole = mailbox(letter)
    chance = random.Random(3)
    for _ in range(150):
        data = bytearray(whole)
        for _ in range(chance.choice((1, 5, 40))):
            data[chance.randrange(len(data))] = chance.randrange(256)
        for item in read("-", stdin=io.BytesIO(bytes(data))):
            assert isinstance(item, (Article, Skipped))
