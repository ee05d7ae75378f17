"""News agencies by name, and whether an outlet is one of them itself.

Deliberately not here: where in an article one is named (`datelines`, `credits`). No I/O.
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
_REGISTERED = re.compile(r"([\w-]+)\.(?:\w{2,3}\.\w{2}|\w+)$")
# What stations and sites put behind their names: "WGN-TV", "KTLA 5", "CNN International".
_KINDS = re.compile(r"(?:tv|news|radio|fm|am|online|international|\d)*")


@cache
def known() -> dict[str, str]:
    """Every name of an agency, and the one that is used here."""
    names: dict[str, str] = {}
    for line in _AGENCIES.strip().splitlines():
        name, _, others = line.partition(": ")
        names |= dict.fromkeys([name, *others.split(", ")], name)
    return names


@cache
def any_agency() -> str:
    """A pattern of all these names, the longest first."""
    return "|".join(sorted(map(re.escape, known()), key=len, reverse=True))


def is_own(article: Article, name: str) -> bool:
    """Whether the article is published by the agency or outlet of that name itself."""
    names = {other for other, used in known().items() if used == name} | {name}
    outlet, host = article.outlet or "", _host(article.url or "")
    published_by = filter(None, (outlet, *_host_names(outlet), *_host_names(host)))
    return any(_named_like(ours, theirs) for ours in published_by for theirs in names)


def _named_like(outlet: str, name: str) -> bool:
    ours, theirs = _letters(outlet), _letters(name)
    return ours.startswith(theirs) and bool(_KINDS.fullmatch(ours[len(theirs) :]))


def _letters(text: str) -> str:
    return "".join(filter(str.isalnum, text.casefold().removeprefix("the ")))


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
