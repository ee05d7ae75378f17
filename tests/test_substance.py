"""What stands where an article should be is recognised; short articles are not taken for it."""

import json

import pytest
from reading_helpers import BODY, HEAD, MORE, PARAGRAPHS, article, page, skipped, write

MENU = "".join(f"<li><a href='/{n}'>{n}</a></li>" for n in ("News", "Sport", "Culture", "Weather"))
LINES = (
    "Ferries return to the outer islands",
    "Council weighs a second bridge over the sound",
    "Bakers of the old town raise their prices",
    "Why the lighthouse went dark on Friday",
    "A school wins back its orchestra",
    "Farmers count the cost of a wet spring",
    "Night trains may stop here again",
    "The museum finds a painting in its cellar",
)
LONG = tuple(enumerate(LINES))
TEASER = "The vote is expected in June and will be close, members of both parties say."
ARTICLE = "<meta property='og:type' content='article'>" + HEAD
COOKIES = (
    "<p>We and our 842 partners store cookies on your device and process personal data.</p>"
    "<p>With your consent, we and our partners use cookies for tracking and preferences.</p>"
    "<p>You can withdraw consent at any time in our privacy policy. Some vendors rely on"
    " legitimate interest.</p><button>Accept all</button><button>Manage preferences</button>"
)


def _stated(**what: object) -> str:
    return f"<script type='application/ld+json'>{json.dumps(what)}</script>"


def _bare(title: str, body: str, head: str = "") -> str:
    return (
        f"<!DOCTYPE html><html><head><title>{title}</title>{head}</head>"
        f"<body><ul>{MENU}</ul><main>{body}</main></body></html>"
    )


ERROR, CHECK, LOGIN = "error page", "check whether", "to log in"
STUB, CONSENT, VIDEO, LIST, SHORT = (
    "for subscribers",
    "asks for consent",
    "for a video",
    "list of links",
    "hardly any text",
)
NO_TEXT = "without an article's text"
PAGES = {
    "404": (ERROR, _bare("404 Not Found", "<h1>404</h1><p>The page that you asked for has moved or"
        " never was. Try the front page, or look for it with the search above.</p>")),
    "404 that is polite": (ERROR, _bare("Page not found | Harbour Post", "<h1>Page not found</h1>"
        "<p>We looked everywhere and could not find that page. Maybe one of these helps.</p>")),
    "404 in Japanese": (ERROR, _bare("ページが見つかりません", "<p>お探しのページは移動したか、"
        "削除された可能性があります。トップページからお探しください。</p>",
        "<meta name=robots content='noindex, follow'>")),
    "404 in German": (ERROR, _bare("Seite nicht gefunden – Hafenblatt", "<h1>Seite nicht gefunden"
        "</h1><p>Die Seite, die Sie suchen, gibt es nicht mehr oder sie ist umgezogen.</p>")),
    "404 in French": (ERROR, _bare("Page introuvable", "<p>La page que vous cherchez n'existe plus"
        " ou a changé d'adresse. Revenez à la page d'accueil pour lire nos articles.</p>")),
    "500": (ERROR, _bare("500 Internal Server Error", "<p>The server met with something unexpected"
        " and could not answer. Please try again in a few minutes or tell us about it.</p>")),
    "access denied": (ERROR, _bare("Access Denied", "<p>You don't have permission to read this page"
        " on this server. Reference number 18.2f3e1302 was noted for the owner.</p>")),
    "browser check": (CHECK, _bare("Just a moment...", "<p>Checking if the connection is secure."
        " The site needs to review your connection before going on, which takes a moment.</p>",
        "<script src='/cdn-cgi/challenge-platform/h/b/orchestrate/jsch/v1'></script>")),
    "captcha": (CHECK, _bare("harbour.example", "<p>Please slide the piece to the right place so"
        " that we can see that you are a person and not a program that reads.</p>",
        "<script src='https://geo.captcha-delivery.example/captcha-delivery/c.js'></script>")),
    "script needed": (CHECK, _bare("Please enable JavaScript", "<p>This site needs JavaScript."
        " Turn it on in your browser and load the page again to go on reading here.</p>")),
    "login": (LOGIN, _bare("Harbour Post", "<h1>Welcome back</h1><p>Log in with your account to go"
        " on reading. If you have none yet, it takes a minute to make one now.</p>"
        "<form><input name=u><input type=password name=p></form>")),
    "login in Spanish": (LOGIN, _bare("Iniciar sesión", "<p>Entre con su cuenta para seguir leyendo"
        " las noticias de hoy y de toda la semana en nuestro diario.</p>")),
    "stated paywall": (STUB, _bare("Wall", f"<article>{PARAGRAPHS}<p>All...</p></article>",
        ARTICLE + _stated(**{"@type": "NewsArticle", "isAccessibleForFree": False}))),
    "stated paywall, as text": (STUB, _bare("Wall", f"<article>{PARAGRAPHS}{MORE}</article>",
        ARTICLE + _stated(**{"@type": "NewsArticle", "isAccessibleForFree": "False"}))),
    "paywall by its name": (STUB, _bare("Wall", f"<article>{PARAGRAPHS}<p>The repair of the wall"
        " had been put off three times, and …</p></article><div class='paywall-box'>Read on for"
        " 1 a week</div>", ARTICLE)),
    "consent": (CONSENT, _bare("Harbour Post", f"<h1>Your choice</h1>{COOKIES}")),
    "consent over an article": (CONSENT, _bare("Wall", COOKIES, ARTICLE)),
    "consent in German": (CONSENT, _bare("Hafenblatt", "<p>Wir und unsere Partner speichern Cookies"
        " auf Ihrem Gerät. Mit Ihrer Einwilligung nutzen wir Cookies für Werbung.</p><p>Ihre"
        " Einwilligung können Sie in der Datenschutzerklärung jederzeit widerrufen.</p>")),
    "consent in French": (CONSENT, _bare("Le Port", "<p>Avec votre consentement, nos partenaires et"
        " nous utilisons des cookies ou traceurs pour mesurer l'audience de nos pages.</p><p>Votre"
        " consentement peut être retiré dans notre politique de confidentialité.</p>")),
    "video": (VIDEO, _bare("Storm hits the harbour", "<h1>Storm hits the harbour</h1><p>Watch:"
        " waves break over the old wall on Friday evening.</p><video src=v.mp4></video>", ARTICLE)),
    "video by its type": (VIDEO, _bare("Storm", "<p>Waves broke over the old wall on Friday evening"
        " as the storm came in from the west.</p>", "<meta property=og:type content=video.other>")),
    "embedded player": (VIDEO, _bare("Storm", "<p>Waves broke over the old wall on Friday evening."
        "</p><iframe src='https://www.youtube.com/embed/x'></iframe>")),
    "front page of links": (LIST, _bare("Harbour Post", "".join(
        f"<div><p><a href='/{n}'>{line}</a></p></div>" for n, line in enumerate(LINES)))),
    "section with teasers": (LIST, _bare("Politics", "".join(
        f"<article><h3><a href='/{n}'>{line}</a></h3><p>{TEASER}</p>"
        f"<time datetime='2024-04-0{n+1}'></time></article>" for n, line in enumerate(LINES)))),
    "section with a date of its own": (LIST, _bare("Politics", "".join(
        f"<div><h3><a href='/{n}'>{line}</a></h3><p>{TEASER}</p></div>"
        for n, line in enumerate(LINES * 2)), "<meta name=date content=2024-04-01>")),
    "caption": (SHORT, _bare("Picture of the day", "<p>A boat in the old harbour.</p>", ARTICLE)),
    "shell of an app": ("article's text", "<html><head><title>Post</title></head><body>"
        "<div id=root></div><script src=/app.js></script></body></html>"),
    "caption in Japanese": (SHORT, _bare("今日の写真", "<p>港の古い壁と小さな船。</p>", ARTICLE)),
}  # fmt: skip


@pytest.mark.parametrize("name", PAGES)
def test_what_is_no_article_is_skipped_with_the_reason(tmp_path, name):
    reason, content = PAGES[name]
    assert reason in skipped(write(tmp_path / "a.html", content)).reason


def test_what_is_no_article_is_skipped_from_json_too(tmp_path):
    content = json.dumps({"html": PAGES["404"][1], "url": "https://harbour.example/wall"})
    assert ERROR in skipped(write(tmp_path / "a.json", content)).reason


FORBIDDEN = "<p>The Forbidden City reopens on Monday after the repair of its eastern gate.</p>"
WHOLE = {
    "a brief": (ARTICLE, PARAGRAPHS),
    "a brief that says nothing of itself": ("", PARAGRAPHS),
    "a brief with a player": (ARTICLE, PARAGRAPHS + MORE + "<video src='/v.mp4'></video>"),
    "a brief whose headline is like an error": (
        ARTICLE.replace("Harbour wall &amp; pier", "404 people rescued off the coast"),
        PARAGRAPHS,
    ),
    "a brief about something forbidden": (
        ARTICLE.replace("Harbour wall &amp; pier", "Forbidden City reopens"),
        FORBIDDEN + PARAGRAPHS,
    ),
    "a brief on a site with a paywall": (
        ARTICLE,
        PARAGRAPHS + MORE + "<div class='paywall'></div>",
    ),
    "a brief below the site's login": (
        ARTICLE,
        PARAGRAPHS + "<form><input type=password></form>",
    ),
    "a free article that says so": (
        ARTICLE + _stated(**{"@type": "NewsArticle", "isAccessibleForFree": True}),
        PARAGRAPHS,
    ),
    "an article about cookies": (
        ARTICLE,
        "<p>The regulator fined the chain for cookies that it set without consent.</p>"
        + PARAGRAPHS
        + MORE * 2,
    ),
    "a brief about partners that says nothing of itself": (
        "",
        "<p>The two partners signed on Monday. Both partners gave reasons to other partners.</p>"
        + PARAGRAPHS,
    ),
    "a dated brief beside other headlines": (
        "<meta name=date content=2024-04-01>",
        PARAGRAPHS + "".join(f"<h4><a href='/{line}'>{line}</a></h4>" for line in LINES),
    ),
    "a page with a browser check's beacon": (
        ARTICLE + "<script src='/cdn-cgi/challenge-platform/scripts/jsd/main.js'></script>",
        PARAGRAPHS,
    ),
}


@pytest.mark.parametrize("name", WHOLE)
def test_short_articles_are_kept(tmp_path, name):
    head, body = WHOLE[name]
    assert BODY in article(write(tmp_path / "a.html", page(body, head))).text


def test_a_long_article_for_subscribers_that_is_all_there_is_kept(tmp_path):
    head = ARTICLE + _stated(**{"@type": "NewsArticle", "isAccessibleForFree": False})
    rest = "".join(f"<p>{line}. {TEASER} {line}, she said {n} times.</p>" for n, line in LONG)
    assert BODY in article(write(tmp_path / "a.html", page(PARAGRAPHS + rest, head))).text


def test_an_article_beside_many_linked_headlines_is_kept(tmp_path):
    others = "".join(f"<aside><h3><a href='/{line}'>{line}</a></h3></aside>" for line in LINES)
    found = article(write(tmp_path / "a.html", page(PARAGRAPHS + MORE + others, ARTICLE)))
    assert BODY in found.text


def test_japanese_counts_by_characters(tmp_path):
    body = "<p>市議会は月曜日の夜に古い港の壁を建て直すことを決めた。工事は春に始まる。</p>"
    body += "<p>費用は国が半分を出すと市長が話した。</p>"
    assert "市議会" in article(write(tmp_path / "a.html", page(body, ARTICLE))).text
