"""Building blocks of a page in HTML: one file, no scripts, nothing fetched from anywhere.

A statement has its numbers behind it; pointing at one, tapping it or reaching it with the keyboard
shows the sentence in its surroundings, and below all stand the citations as footnotes, with a link
that opens the web page at the sentence. All text is escaped here and nowhere else: the functions
take text as it is and give markup. Deliberately nothing of what a page is about (`transcript`).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape

from qa.answers import Citation, Claim, Dispute
from qa.rendering.labels import about, day, headline, place, short
from qa.rendering.links import at_sentence
from qa.rendering.printable import printable
from qa.rendering.remarks import also_in, doubts
from qa.rendering.surroundings import paragraph

_POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"
_VERDICTS = {"partial": "Only partly supported", "unsupported": "Not supported"}
_STYLE = """
:root{color-scheme:light dark;--ink:#1b1b1b;--paper:#fffdf9;--faint:#5f5b55;--line:#d9d3c8;
--mark:#fff1b8;--note:#ffffff;--link:#0b57a4}
@media(prefers-color-scheme:dark){:root{--ink:#e9e6e1;--paper:#17181a;--faint:#a9a49c;
--line:#3a3b3e;--mark:#4d4213;--note:#232427;--link:#8ab8f0}}
*{box-sizing:border-box}
body{margin:0 auto;padding:1.5rem 1rem 4rem;max-width:44rem;color:var(--ink);
background:var(--paper);font:1.05rem/1.55 Georgia,'Times New Roman',serif;
overflow-wrap:break-word}
h1{font-size:1.6rem;line-height:1.2;margin:.2rem 0}h2{font-size:1.2rem;margin:2rem 0 .5rem}
a{color:var(--link)}p{margin:.5rem 0}li{margin:.4rem 0}ol,ul{padding-left:1.6rem}
.lead{font-size:1.2rem;line-height:1.4}td:nth-child(3){white-space:nowrap}
.faint{color:var(--faint);font-size:.9rem}
.doubt{border-left:.25rem solid;padding-left:.7rem}
mark{background:var(--mark);color:inherit;padding:.05em 0}
.cite{position:relative;white-space:nowrap}
.cite>b{font-size:.8em;font-weight:400;color:var(--link);padding:.4em .15em;cursor:help}
.note{display:none;position:absolute;z-index:1;left:50%;top:1.6em;width:min(26rem,80vw);
transform:translateX(-50%);padding:.7rem .9rem;border:1px solid var(--line);border-radius:.4rem;
background:var(--note);box-shadow:0 .3rem 1rem #0003;font-size:.88rem;line-height:1.45;
white-space:normal;text-align:left;font-weight:400}
.quoted{display:block;text-align:start}
.cite:hover .note,.cite:focus-within .note{display:block}
table{border-collapse:collapse;width:100%;font-size:.95rem}
td,th{border-bottom:1px solid var(--line);padding:.35rem .6rem .35rem 0;text-align:left;
vertical-align:top;overflow-wrap:anywhere}td:nth-child(-n+2){min-width:7.5rem}
ol.sources{list-style:none;padding:0}
ol.sources li{margin:1rem 0;padding-top:.6rem;border-top:1px solid var(--line)}
ol.sources li:target{background:var(--mark)}
blockquote{margin:.4rem 0;padding-left:.8rem;border-left:.2rem solid var(--line)}
@media(max-width:70rem){.note{position:fixed;left:4vw;right:4vw;top:auto;bottom:4vw;width:auto;
max-width:40rem;margin:auto;transform:none;max-height:60vh;overflow:auto}}
@media(max-width:36rem){tbody,tr,td{display:block}th{display:none}td{border:0;padding:0}
td:nth-child(-n+3){display:inline}td:nth-child(-n+2)::after{content:" · "}
td:first-child{font-weight:600}tr{border-bottom:1px solid var(--line);padding:.35rem 0}}
@supports(position-try-fallbacks:flip-block){@media screen and (min-width:70rem){
.cite{position:static;anchor-name:--cite;anchor-scope:--cite}
.note{position:fixed;position-anchor:--cite;position-area:bottom span-all;left:auto;top:auto;
justify-self:anchor-center;position-try-fallbacks:flip-block;transform:none}}}
@media print{body{max-width:none;background:#fff;color:#000;font-size:10.5pt}
.note{display:none!important}.behind>b::after{content:":"}.behind{white-space:normal}
.behind .note{display:inline!important;position:static;border:0;padding:0;box-shadow:none}
a{color:inherit}mark{font-weight:600}h2,h3{break-after:avoid}li,tr{break-inside:avoid}}
"""


def page(title: str, body: Iterable[str], language: str = "en") -> str:
    """A whole file; ``body`` is markup, made of what the other functions give."""
    return "\n".join(
        [
            "<!doctype html>",
            f'<html lang="{text(language)}">',
            '<head><meta charset="utf-8">',
            '<meta name="viewport" content="width=device-width, initial-scale=1">',
            f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">',
            '<meta name="referrer" content="no-referrer">',
            '<meta name="generator" content="Groundwire">',
            f"<title>{text(title)}</title>",
            f"<style>{_STYLE}</style></head>",
            "<body>",
            *body,
            "</body></html>",
            "",
        ]
    )


def text(raw: str) -> str:
    """Somebody's text as markup that shows it and does nothing else."""
    return escape(printable(raw), quote=True)


def element(name: str, content: str, **attributes: str) -> str:
    """An element around ``content``, which is markup; a trailing "_" of a name is left away."""
    told = "".join(f' {key.rstrip("_")}="{text(value)}"' for key, value in attributes.items())
    return f"<{name}{told}>{content}</{name}>"


def heading(raw: str, level: int = 2) -> str:
    """A heading."""
    return element(f"h{level}", text(raw))


def faint(raw: str) -> str:
    """A line of lesser weight."""
    return element("p", text(raw), class_="faint")


def spoken(raw: str, language: str | None) -> str:
    """Text in a language of its own, and in the direction of its script."""
    return element("bdi", text(raw), **({"lang": language} if language else {}))


def link(raw: str, to: str) -> str:
    """Words that lead to another place of the page."""
    return element("a", text(raw), href=f"#{to}")


def behind(label: str, raw: str, language: str | None) -> str:
    """A label that shows a text when it is pointed at, tapped or reached with the keyboard."""
    note = element("span", spoken(raw, language), class_="note", role="note")
    shown = f"{element('b', text(label))}{note}"
    return element("span", shown, class_="cite behind", tabindex="0")


def statement(claim: Claim) -> str:
    """A statement with its numbers; what is not supported says so first, in words."""
    shown = text(claim.text) + numbers(claim.citations)
    verdict = _VERDICTS.get(claim.verdict)
    if verdict is None:
        return element("p", shown)
    return element("p", f"<strong>{verdict}:</strong> {shown}{text(doubts(claim))}", class_="doubt")


def numbers(citations: Iterable[Citation]) -> str:
    """The numbers of citations, each with its sentence where one points at it."""
    return "".join(f" {_number(citation)}" for citation in citations)


def _number(citation: Citation) -> str:
    number = element("b", f"[{citation.number}]")
    source = element("a", _teller(citation), href=f"#s{citation.number}")
    note = element("span", f"{_quoted(citation)}{source}", class_="note", role="note")
    return element("span", f"{number}{note}", class_="cite", tabindex="0")


def _quoted(citation: Citation) -> str:
    near = paragraph(citation)
    told = f"{text(near.before)}{element('mark', text(near.quote))}{text(near.after)}"
    language = citation.article.language
    spoken_in = {"lang": language} if language else {}
    return element("span", told, class_="quoted", dir="auto", **spoken_in)


def _teller(citation: Citation) -> str:
    article = citation.article
    return _joined(filter(None, (article.outlet, day(article.published), headline(article))))


def _joined(parts: Iterable[str]) -> str:
    """Names and dates side by side, each in the direction of its own script."""
    return " · ".join(element("bdi", text(part)) for part in parts)


def dispute(found: Dispute) -> str:
    """Where outlets differ, as a table."""
    return element("p", text("Outlets differ:")) + figures(found.sides)


def figures(sides: Iterable[tuple[Citation, str]]) -> str:
    """A table of figures: what each gives, who and when, its sentence."""
    rows = "".join(
        element("tr", "".join(element("td", cell) for cell in _side(citation, value)))
        for citation, value in sides
    )
    head = "".join(element("th", text(name)) for name in ("Figure", "Outlet", "Date", "Sentence"))
    return element("table", element("tr", head) + rows)


def _side(citation: Citation, value: str) -> tuple[str, str, str, str]:
    article = citation.article
    outlet = element("bdi", text(article.outlet or headline(article)))
    quote = spoken(short(citation.quote), article.language) + numbers([citation])
    return (text(value), outlet, text(day(article.published)), quote)


def footnotes(citations: Sequence[Citation]) -> str:
    """The citations with the paragraph around each, and where to read on."""
    items = (element("li", _footnote(c), id=f"s{c.number}") for c in citations)
    return element("ol", "\n".join(items), class_="sources")


def _footnote(citation: Citation) -> str:
    title = element("bdi", text(headline(citation.article)))
    link = at_sentence(citation.article.url, citation.quote)
    if link:
        title = element("a", title, href=link, class_="page", rel="noreferrer noopener")
    told = _joined([*about(citation.article), place(citation)])
    lines = [f"<strong>[{citation.number}]</strong> {title}",
             element("blockquote", _quoted(citation)),
             element("p", told, class_="faint"),
             *([faint(also)] if (also := also_in(citation)) else [])]  # fmt: skip
    return "".join(lines)
