"""Whether a page is an article, or stands where one should be: a wall, a stub, an error, a list.

Known by the lack of a body: too little prose, or little prose and a sign of something else
(`signs`). An article of ordinary length is never refused for a sign alone. Deliberately removes
nothing: it only says what is wrong with a page as a whole.

Limits are in words (of Chinese, Japanese and Korean, two characters count as one). They were set
on the 91 pages of article-extraction-benchmark, of which one is refused: the stub of an article
for subscribers, 69 words. The shortest whole article among them has 69 words, too. Of the same
pages, each cut to its first 60 words, 4 are refused, to 30 words, 11, of which 2 are for
subscribers by their own word (`tests/benchmarks/refused_pages.py`).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from index.reading.error_phrases import ERROR_TITLE, NOT_LOADED, ONLY_ERROR, SORRY
from index.reading.invitations import is_walled_off
from index.reading.signs import Signs, key_of
from index.reading.word_counts import count_words

_SENTENCE_END = re.compile(r"[.!?…。！？؟۔।][\"'”’»)\]」』]*$")
_BROKEN_OFF = re.compile(r"(?:…|\.\.\.|\[…\]|\[\.\.\.\])$")

_ENOUGH = 2_000  # characters, to see whether there are so many words
_FEWEST = 20  # words of prose; a caption or a line under a video has fewer
_LONGEST_WITHOUT_STOP = 15  # words; a line that has more is prose though no full stop ends it

# How much prose there may be beside a sign. Errors and checks say two or three sentences; what is
# shown of an article for subscribers is one to four paragraphs (69 words on the page measured).
_ERROR = 80
_CHECK = 60
_LOGIN = 40
_VIDEO = 60
_BESIDE_PLAYER = 30  # one page in four has a player somewhere
_TEASER = 150
_LONG_TEASER = 300  # where the page says so by two signs
_BESIDE_WALL = 100  # where the invitation stands elsewhere on the page; of 91 none has one
_CONSENT = 700
# Of words about consent. Of articles about privacy, those that keep on saying "cookies" reach .03;
# walls that sites show have .06 and more. And a wall has no date and no author.
_CONSENT_SHARE = 0.04
_CONSENT_ALL_THE_SAME = 0.1  # where the article behind the wall has left its name and date
# Of words in lines that are links as a whole. Pages measured: at most .19.
_LINKED_SHARE = 0.5
# Headings that are links, at least so many and so many a line of the body, on pages that do not
# call themselves an article (3 of 91, of which one has one such heading): a list of teasers has
# one for each. Where there is a date, too, they may be other articles beside this one.
_LIST = (5, 0.5)
_DATED_LIST = (10, 1.0)

_CHECK_TITLE = re.compile(
    r"just a moment\b|checking your browser|attention required|are you (?:a )?(?:human|robot)"
    r"|security check|verif(?:y|ying) (?:that )?you(?: are|'re|’re)? (?:a )?human"
    r"|human verification|robot check|please (?:enable (?:javascript|cookies)|wait)"
    r"|un instant|einen moment",
    re.IGNORECASE,
)
_LOGIN_TITLE = re.compile(
    r"(?:log|sign) ?in\b|subscribe\b|register\b|anmelden|einloggen|(?:se )?connect(?:er|ez)"
    r"|connexion|iniciar sesi[oó]n|accedi\b|entrar\b|inloggen",
    re.IGNORECASE,
)
_CONSENT_WORD = re.compile(
    r"cookies?|consent\w*|privacy|gdpr|dsgvo|rgpd|datenschutz\w*|einwillig\w*|zustimm\w*"
    r"|confidentialit[eé]|traceurs?|consentimiento|privacidade?|consenso|toestemming|consentimento",
    re.IGNORECASE,
)
_DATA_WORD = re.compile(
    r"partners?|vendors?|tracking|trackers?|purposes?|preferences|legitimate|werbung|partenaires"
    r"|socios|finalit[aà]",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class _Page:
    signs: Signs
    title: str
    lines: Sequence[str]
    words: int
    prose: int  # words in lines that are sentences
    linked: int  # words in lines that are links
    walled: bool  # below them it invited to read on for whoever pays or logs in

    @property
    def is_nameless(self) -> bool:
        """Whether nothing says that it is an article."""
        return not (self.signs.is_article or self.signs.is_dated)


def fault(signs: Signs, title: str, lines: Sequence[str], *, walled: bool = False) -> str | None:
    """Why a page with this headline and these lines is no article; None if it may be one.

    ``walled`` says that below these lines it invited to read on for whoever pays or logs in.
    """
    page = _measured(signs, title, [line.strip() for line in lines if line.strip()], walled)
    return next((reason for reason, holds in _FAULTS if holds(page)), None)


def is_short(text: str) -> bool:
    """Whether a text that is no page has too few words for an article."""
    return count_words(text[:_ENOUGH]) < _FEWEST


def _measured(signs: Signs, title: str, lines: Sequence[str], walled: bool) -> _Page:
    words = prose = linked = 0
    for line in lines:
        size = count_words(line)
        words += size
        if key_of(line) in signs.links:
            linked += size
        elif _SENTENCE_END.search(line) or size > _LONGEST_WITHOUT_STOP:
            prose += size
    return _Page(signs, title.strip(), lines, words, prose, linked, walled)


def _is_check(page: _Page) -> bool:
    sign = page.signs.has_challenge or bool(_CHECK_TITLE.match(page.title))
    return sign and page.is_nameless and page.prose < _CHECK


def _is_error(page: _Page) -> bool:
    first = page.lines[0] if page.lines else ""
    says = ERROR_TITLE.match(page.title) or ERROR_TITLE.match(first)
    sign = page.signs.is_unlisted or bool(says)
    if sign and page.is_nameless and page.prose < _ERROR:
        return True
    named_so = ONLY_ERROR.fullmatch(page.title) or ONLY_ERROR.fullmatch(first)
    sorry = NOT_LOADED.match(first) or any(map(SORRY.search, page.lines))
    if named_so:
        return page.prose < (_ERROR if sorry else _FEWEST)
    return bool(NOT_LOADED.match(first)) and page.prose < _ERROR


def _is_login(page: _Page) -> bool:
    sign = page.signs.has_password or bool(_LOGIN_TITLE.match(page.title))
    return sign and page.is_nameless and page.prose < _LOGIN


def _is_stub(page: _Page) -> bool:
    if page.walled and page.signs.is_paywalled:
        return page.words < _LONG_TEASER
    breaks_off = bool(page.lines) and bool(_BROKEN_OFF.search(page.lines[-1]))
    sign = page.signs.is_paywalled or page.walled or (page.signs.has_wall and breaks_off)
    return (sign and page.words < _TEASER) or (
        page.words < _BESIDE_WALL and any(map(is_walled_off, page.signs.boxes))
    )


def _is_consent(page: _Page) -> bool:
    asked = sum(len(_CONSENT_WORD.findall(line)) for line in page.lines)
    about = asked + sum(len(_DATA_WORD.findall(line)) for line in page.lines)
    least = _CONSENT_SHARE if page.is_nameless else _CONSENT_ALL_THE_SAME
    return asked > 1 and about > 2 and about >= least * page.words and page.words < _CONSENT


def _is_video(page: _Page) -> bool:
    most = _VIDEO if page.signs.is_video else _BESIDE_PLAYER if page.signs.has_player else 0
    return page.prose < most


def _is_list(page: _Page) -> bool:
    if page.linked >= _LINKED_SHARE * max(page.words, 1):
        return True
    if page.signs.is_article:
        return False
    fewest, share = _DATED_LIST if page.signs.is_dated else _LIST
    many = page.signs.linked_headings >= max(fewest, share * len(page.lines))
    instead = page.is_nameless and page.prose < _FEWEST and page.signs.headlines >= fewest
    return many or instead


def _is_empty(page: _Page) -> bool:
    return not page.words


def _is_short(page: _Page) -> bool:
    return page.prose < _FEWEST


_FAULTS: tuple[tuple[str, Callable[[_Page], bool]], ...] = (
    ("is a check whether a person asks for it, without an article", _is_check),
    ("is an error page, without an article", _is_error),
    ("is a page to log in on, without an article", _is_login),
    ("shows only the beginning of an article for subscribers", _is_stub),
    ("is a page that asks for consent, without an article", _is_consent),
    ("is a page for a video, without an article's text", _is_video),
    ("is a list of links, without an article of its own", _is_list),
    ("is a page without an article's text", _is_empty),
    ("is a page with hardly any text, too little for an article", _is_short),
)
