"""Who an article names as its source: the agency at its dateline, in its byline or at its end.

"PARIS, May 5 (Reuters) — …", a byline "The Associated Press", a last line "— AFP". Agencies are
known by name; at a dateline in capitals any name is taken. Deliberately takes no notice of "Reuters
reported" in the middle of an article: that is the source of a sentence, not of the article. No I/O.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from urllib.parse import urlsplit

from index.articles import Article

# As agencies are called, other names of the same, and hosts that do not say so by themselves.
_AGENCIES = """
AP: Associated Press, The Associated Press, apnews.com, ap.org
Reuters: Thomson Reuters
AFP: Agence France-Presse, Agence France Presse
UPI: United Press International
dpa: DPA, Deutsche Presse-Agentur
PA: PA Media, Press Association
AAP: Australian Associated Press
CP: The Canadian Press, Canadian Press, thecanadianpress.com
PTI: Press Trust of India, ptinews.com
ANI: Asian News International, aninews.in
IANS: Indo-Asian News Service
APP: Associated Press of Pakistan
EFE: Agencia EFE
ANSA: Agenzia ANSA
APA: Austria Presse Agentur
Keystone-SDA: SDA
KNA: Katholische Nachrichten-Agentur
epd: Evangelischer Pressedienst
SID: Sport-Informations-Dienst
ANP: Algemeen Nederlands Persbureau
Belga: Belga News Agency
Lusa: Agência Lusa
TT: Tidningarnas Telegrambyrå
NTB: Norsk Telegrambyrå
Ritzau: Ritzaus Bureau
STT: Suomen Tietotoimisto
PAP: Polska Agencja Prasowa
CTK: ČTK, Czech News Agency
MTI: Magyar Távirati Iroda
TASS: ITAR-TASS
Interfax: Interfax-Ukraine
Ukrinform: Ukrinform News Agency
Anadolu: Anadolu Agency, AA, aa.com.tr
SPA: Saudi Press Agency
WAM: Emirates News Agency
MENA: Middle East News Agency
IRNA: Islamic Republic News Agency
Xinhua: Xinhua News Agency, xinhuanet.com, news.cn
Kyodo: Kyodo News, kyodonews.net
Jiji: Jiji Press
Yonhap: Yonhap News Agency, yna.co.kr
Bernama: Malaysian National News Agency
Antara: Antara News
VNA: Vietnam News Agency
Notimex: Agencia Notimex
Bloomberg: Bloomberg News
CNN: CNN Newsource, CNN Business
Religion News Service: RNS
Inter Press Service: IPS
"""
_LINES_AT_TOP = 5  # a dateline may stand below a byline, a place and a date
_PLACE = 60  # characters before the agency
_ENDING = 200  # characters in which a credit at the end is looked for
_WORD = re.compile(r"[\w.'’-]+")
_OPENING = re.compile(rf"(?P<place>[^\n(]{{0,{_PLACE}}}?)\s*\((?P<name>[^()\n]{{2,40}})\)\s*")
_DASH = re.compile(r"(?:[-–—_]+|:)\s")
_REGISTERED = re.compile(r"([\w-]+)\.(?:\w{2,3}\.\w{2}|\w+)$")
_STATE = re.compile(r".*\.$|[A-Z]{2}$")  # "(Ill.)", "(TX)"


def agency(article: Article) -> str | None:
    """Whom the article names as its source, by the name that is used most; None for nobody."""
    lines = [line.strip() for line in article.text.split("\n") if line.strip()]
    for line in lines[:_LINES_AT_TOP]:
        found = _at_dateline(line) or _in_byline(line)
        if found:
            return found
    authors = (_known().get(author.strip()) for author in article.authors)
    return next(filter(None, authors), None) or (_at_end(lines[-1][-_ENDING:]) if lines else None)


def is_own(article: Article, name: str) -> bool:
    """Whether the article is published by the agency or outlet of that name itself."""
    names = {other for other, known in _known().items() if known == name} | {name}
    outlet, host = article.outlet or "", _host(article.url or "")
    published_by = {outlet, *_host_names(outlet), *_host_names(host)}
    return not {_letters(each) for each in published_by if each}.isdisjoint(map(_letters, names))


def without_dateline(text: str) -> str:
    """The text of an opening sentence after "PARIS (Reuters) —"; any other text as it is."""
    match = _OPENING.match(text)
    if match and _in_brackets(text):
        rest = text[match.end() :]
        dash = _DASH.match(rest)
        return rest[dash.end() :] if dash else rest
    return text


def _at_dateline(line: str) -> str | None:
    return _in_brackets(line) or _without_brackets(line)


def _in_brackets(line: str) -> str | None:
    """As in "PARIS, May 5 (Reuters) –" and "(CNN) "."""
    match = _OPENING.match(line)
    if match is None:
        return None
    place, name = match["place"], match["name"].strip()
    known = _known().get(name.split("/")[0])
    dash = _DASH.match(line, match.end())
    if known:
        return known if (dash or not place) and _is_place(place) else None
    in_capitals = place[:2].isupper() and _is_place(place)
    return name if dash and in_capitals and _is_name(name) else None


def _without_brackets(line: str) -> str | None:
    """As in "PARIS, AFP –", "MOSCOW, May 5. /TASS/." and "London CNN —"."""
    match = _bare().match(line)
    return _known()[match["name"]] if match and _is_place(match["place"]) else None


def _in_byline(line: str) -> str | None:
    match = _byline().fullmatch(line)
    return _known()[match["name"]] if match else None


def _at_end(line: str) -> str | None:
    match = _ending().search(line)
    return _known()[match["name"] or match["last"]] if match else None


def _is_place(text: str) -> bool:
    """Whether there are only names and dates in it: "NEW YORK, May 5"."""
    return all(word[0].isupper() or word[0].isdigit() for word in _WORD.findall(text))


def _is_name(text: str) -> bool:
    words = text.split()
    return len(words) <= 4 and all(w[0].isupper() for w in words) and not _STATE.match(text)


def _letters(text: str) -> str:
    return "".join(filter(str.isalnum, text.casefold()))


def _host(url: str) -> str:
    try:
        return urlsplit(url).hostname or ""
    except ValueError:  # what cannot be read as an address
        return ""


def _host_names(host: str) -> Iterator[str]:
    """What was registered, with and without its ending: "apnews.com" and "apnews"."""
    match = _REGISTERED.search(host.casefold())
    if match:
        yield from (match[0], match[1])


@cache
def _known() -> dict[str, str]:
    """Every name of an agency, and the one that is used here."""
    names: dict[str, str] = {}
    for line in _AGENCIES.strip().splitlines():
        name, _, others = line.partition(": ")
        names |= dict.fromkeys([name, *others.split(", ")], name)
    return names


@cache
def _any_agency() -> str:
    return "|".join(sorted(map(re.escape, _known()), key=len, reverse=True))


@cache
def _bare() -> re.Pattern[str]:
    return re.compile(
        rf"(?P<place>[^\n]{{0,{_PLACE}}}?)(?:^|[\s,/.]+)(?P<name>{_any_agency()})"
        r"(?:/\.?|\s*[-–—])(?:\s|$)"
    )


@cache
def _byline() -> re.Pattern[str]:
    return re.compile(rf"(?:(?:By|From) |[\w.'’ -]{{3,40}}, )?(?P<name>{_any_agency()})\W*")


@cache
def _ending() -> re.Pattern[str]:
    """A last line that is a credit, or ends in one."""
    agency = _any_agency()
    return re.compile(
        rf"^\W*(?:(?:Source|Via|Credit)s?:\s*)?(?:\d{{4}}\s+)?(?:The )?(?P<name>{agency})\W*$"
        rf"|(?:[.!?”\"]\s*[-–—]\s*\(?|[.!?”\"]\s*\(|\breport(?:s|ed)\s)(?P<last>{agency})\W*$"
    )
