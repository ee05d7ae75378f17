"""Pages that invite to pay or to log in: the beginning of an article is none, a whole one is."""

import json

import pytest
from reading_helpers import article, page, skipped, write

from index.reading.invitations import without_invitation

TEASER = (
    "The council of Aldersund voted on Tuesday to close the old harbour bridge for eight months"
    " while engineers replace its cables.",
    "Mayor Ingrid Solvang said the work would cost 17 million kroner and begin in early June.",
    "Residents on the eastern bank complained that the nearest crossing is far away by road.",
)
MORE = [
    f"In the {word} week of the work a ferry will run every {n} minutes between six in the morning"
    " and midnight, the harbour office said on its notice board."
    for n, word in enumerate("first second third fourth fifth sixth seventh eighth".split(), 11)
]
WALLS = {
    "subscribe": "Subscribe to continue reading. Already a subscriber? Log in. Get unlimited access"
    " for 1 krone a month.",
    "subscribers": "This article is for subscribers. Subscribe now for 1 krone for the first month."
    " Already a subscriber? Log in.",
    "metered": "You have reached your limit of free articles this month. Subscribe now for"
    " unlimited access.",
    "last": "You have read your last free article. Start your free trial today.",
    "register": "To continue reading this article, register for free or sign in.",
    "register first": "Register for free to read the rest of this story.",
    "premium": "This is premium content. To read the full story, become a member today.",
    "unlock": "Unlock this article with a free account. No thanks",
    "de": "Weiterlesen mit SB Plus. Jetzt kostenlos testen und alle Artikel lesen. Bereits"
    " Abonnent? Anmelden.",
    "de 2": "Dieser Artikel ist exklusiv für Abonnenten. Sie haben bereits ein Abo? Jetzt"
    " anmelden.",
    "fr": "Cet article est réservé aux abonnés. Il vous reste 80% de cet article à lire. Déjà"
    " abonné ? Se connecter",
    "fr 2": "Pour lire la suite, abonnez-vous ou identifiez-vous.",
    "es": "Este contenido es exclusivo para suscriptores. Suscríbete para seguir leyendo. ¿Ya eres"
    " suscriptor? Inicia sesión",
    "it": "Contenuto riservato agli abbonati. Abbonati per continuare a leggere. Sei già abbonato?"
    " Accedi",
    "pt": "Este conteúdo é exclusivo para assinantes. Assine para continuar lendo. Já é assinante?"
    " Faça login.",
    "nl": "Dit artikel is alleen voor abonnees. Log in om verder te lezen. Al abonnee?",
    "no": "Denne saken er for abonnenter. Allerede abonnent? Logg inn",
    "ja": "この記事は有料会員限定です。ログインすると続きを読むことができます。",
}
PLACES = {
    "a line": "<p>{}</p>",
    "a box": "<div class='paywall'><p>{}</p></div>",
    "headings": "<section><h3>{}</h3></section>",
    "an aside": "<aside class='promo-box'><p>{}</p></aside>",
}
FREE = "<meta property='og:type' content='article'>"
PAID = f"<script type='application/ld+json'>{json.dumps({'isAccessibleForFree': False})}</script>"


@pytest.mark.parametrize("wall", WALLS)
@pytest.mark.parametrize("count", [1, 2, 3])
@pytest.mark.parametrize("place", PLACES)
def test_the_beginning_of_an_article_is_reported_whatever_invites_to_read_on(
    tmp_path, wall, count, place
):
    body = f"<h1>Bridge</h1><p>{' '.join(TEASER[:count])}</p>{PLACES[place].format(WALLS[wall])}"
    found = skipped(write(tmp_path / "a.html", page(body, FREE)))
    assert "for subscribers" in found.reason


@pytest.mark.parametrize("wall", WALLS)
@pytest.mark.parametrize("joined", [False, True])
def test_a_whole_article_loses_the_invitation_below_it_and_no_sentence_of_its_own(
    tmp_path, wall, joined
):
    own = [*TEASER, *MORE]
    body = "".join(f"<p>{line}</p>" for line in own[:-1])
    last = f"<p>{own[-1]} {WALLS[wall]}</p>" if joined else f"<p>{own[-1]}</p><p>{WALLS[wall]}</p>"
    found = article(write(tmp_path / "a.html", page(f"<h1>Bridge</h1>{body}{last}", FREE)))
    assert found.text.split("\n\n") == own


def test_a_long_beginning_is_reported_where_the_page_says_so_too(tmp_path):
    body = "".join(f"<p>{line}</p>" for line in (*TEASER, *MORE[:5], WALLS["subscribers"]))
    assert "for subscribers" in skipped(write(tmp_path / "a.html", page(body, PAID))).reason
    assert article(write(tmp_path / "b.html", page(body, FREE))).text.endswith("notice board.")


@pytest.mark.parametrize(
    "ending",
    [
        "Readers must subscribe to continue reading, the paper said.",
        "To read the report, members of the council must sign in at the town hall.",
        "Full access to the site was restored on Monday.",
        "Free school meals will be offered from today, the minister said.",
        "Register to vote by Monday.",
        "This is a fund for members of the armed forces.",
        "Only members of the council voted.",
        "Join the march on Monday, organisers said.",
        "To get to the island, residents join a queue and sign in.",
        "Der Artikel erschien am Montag im Hafenblatt.",
        "L'article a été lu par tous les abonnés du journal.",
        "Mit dem Abo fahren viele weiter, sagte er.",
        "“You have reached your limit,” the judge told the lawyer.",
    ],
)
def test_briefs_that_end_with_words_like_these_are_added_whole(tmp_path, ending):
    brief = f"{TEASER[0]} {TEASER[1]} {ending}"
    assert article(write(tmp_path / "a.html", page(f"<p>{brief}</p>", FREE))).text == brief


def test_a_brief_keeps_its_text_and_loses_only_what_offers_a_newsletter(tmp_path):
    brief = f"{TEASER[0]} {TEASER[1]}"
    offer = "Sign up for our free newsletter. Cancel anytime."
    found = article(write(tmp_path / "a.html", page(f"<p>{brief}</p><p>{offer}</p>", FREE)))
    assert found.text == brief


def test_what_stands_above_an_invitation_is_kept_line_by_line():
    lines = ["One.", "", "Two. Subscribe to continue reading. Log in."]
    assert without_invitation(lines) == (["One.", "", "Two."], True)
    assert without_invitation([]) == ([], False)


@pytest.mark.parametrize(
    "text",
    [
        "We could not load this article right now because our servers are having trouble. Please"
        " try again in a few minutes or contact our support team if the problem persists.",
        "Bitte laden Sie die Seite neu. Wenn das nicht hilft, versuchen Sie es später noch einmal"
        " oder schreiben Sie unserem Dienst, der sich gern um die Sache kümmert.",
    ],
)
@pytest.mark.parametrize("titled", ["Something went wrong", "Bridge to close in June"])
def test_an_error_page_is_none_though_it_is_marked_as_an_article(tmp_path, text, titled):
    head = f"{FREE}<meta property='og:title' content='{titled}'>"
    body = f"<h1>Something went wrong</h1><p>{text}</p>"
    assert "error page" in skipped(write(tmp_path / "a.html", page(body, head))).reason


def test_a_brief_about_an_error_is_an_article(tmp_path):
    brief = (
        "Something went wrong at the bank of Aldersund on Tuesday: for two hours its customers"
        " read only “Please try again later” on their telephones, a spokeswoman said."
    )
    head = f"{FREE}<meta property='og:title' content='Bank fails for two hours'>"
    assert article(write(tmp_path / "a.html", page(f"<p>{brief}</p>", head))).text == brief
