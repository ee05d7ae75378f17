"""What a translation must have in common with what was checked."""

from __future__ import annotations

import pytest

from qa.translation.crossing import fault, is_in

FERRY = (
    "The ferry Aurora sank off Calder Bay on Monday with 87% of its 1,234 seats taken, "
    "Mayor Mara Lind said."
)
ATTACK = (
    "Three soldiers were killed and 40 wounded in the Jan. 28 attack in Jordan, the White "
    "House said."
)
AID = "The United States spent $1.2 billion on aid to Ukraine, President Joe Biden said."
COURT = "The Supreme Court did not rule on abortion in May."
RATES = "The Federal Reserve raised interest rates by 0.75 percentage points, Jerome Powell said."
QUEEN = "Queen Elizabeth II died on Sept. 8 at Balmoral Castle in Scotland at the age of 96."
FLED = "Three soldiers were killed and 1.2 million people fled in January."
INFLATION = "Inflation reached 9.1% in June, the highest since 1981, the Labor Department said."
MALL = (
    "Russia attacked a shopping mall in Kremenchuk, killing at least 18 people, Volodymyr "
    "Zelenskyy said."
)
DEAL = "The deal will cost Twitter $44 billion, said Elon Musk, who called it “a mess.”"
PROTEST = "Thousands of protesters marched through Tehran on Saturday."
PLANTS = "Germany will close its last three nuclear plants in April, Chancellor Olaf Scholz said."

FAITHFUL = [
    (
        "de",
        FERRY,
        (
            "Die Fähre Aurora sank am Montag vor Calder Bay, wobei 87 % ihrer 1.234 Plätze "
            "besetzt waren, sagte Bürgermeisterin Mara Lind."
        ),
    ),
    (
        "fr",
        FERRY,
        (
            "Le ferry Aurora a coulé lundi au large de Calder Bay avec 87 % de ses 1 234 "
            "places occupées, a déclaré la maire Mara Lind."
        ),
    ),
    (
        "es",
        FERRY,
        (
            "El transbordador Aurora se hundió el lunes frente a Calder Bay con el 87 % de "
            "sus 1.234 plazas ocupadas, dijo la alcaldesa Mara Lind."
        ),
    ),
    (
        "ru",
        FERRY,
        (
            "Паром «Аврора» затонул в понедельник у Колдер-Бей, 87 % из 1234 мест были "
            "заняты, сообщила мэр Мара Линд."
        ),
    ),
    ("zh", FERRY, "渡轮“Aurora”周一在Calder Bay附近沉没，1,234个座位中87%有人，市长Mara Lind说。"),
    (
        "ar",
        FERRY,
        (
            "غرقت العبارة أورورا يوم الاثنين قبالة كالدر باي وكانت 87% من مقاعدها البالغ "
            "عددها 1,234 مشغولة، بحسب العمدة مارا ليند."
        ),
    ),
    (
        "tr",
        FERRY,
        (
            "Aurora feribotu pazartesi günü Calder Bay açıklarında 1.234 koltuğunun %87'si "
            "doluyken battı, dedi belediye başkanı Mara Lind."
        ),
    ),
    (
        "de",
        ATTACK,
        (
            "Bei dem Angriff am 28. Januar in Jordanien wurden nach Angaben des Weißen Hauses "
            "drei Soldaten getötet und 40 verwundet."
        ),
    ),
    (
        "de",
        AID,
        (
            "Die Vereinigten Staaten gaben 1,2 Milliarden Dollar für Hilfe an die Ukraine "
            "aus, sagte Präsident Joe Biden."
        ),
    ),
    ("es", COURT, "El Tribunal Supremo no se pronunció sobre el aborto en mayo."),
    (
        "es",
        RATES,
        (
            "La Reserva Federal subió los tipos de interés 0,75 puntos porcentuales, dijo "
            "Jerome Powell."
        ),
    ),
    (
        "pl",
        RATES,
        (
            "Rezerwa Federalna podniosła stopy procentowe o 0,75 punktu procentowego, "
            "powiedział Jerome Powell."
        ),
    ),
    (
        "fr",
        QUEEN,
        (
            "La reine Elizabeth II est morte le 8 septembre au château de Balmoral, en "
            "Écosse, à l'âge de 96 ans."
        ),
    ),
    (
        "de",
        QUEEN,
        (
            "Königin Elizabeth II. starb am 8. September auf Schloss Balmoral in Schottland "
            "im Alter von 96 Jahren."
        ),
    ),
    ("zh", FLED, "1月有3名士兵丧生，120万人逃离。"),
    ("ja", INFLATION, "労働省によると、6月のインフレ率は9.1％に達し、1981年以来の最高となった。"),
    (
        "pt-BR",
        MALL,
        (
            "A Rússia atacou um shopping em Kremenchuk, matando pelo menos 18 pessoas, disse "
            "Volodymyr Zelenskyy."
        ),
    ),
    (
        "it",
        DEAL,
        (
            "L'accordo costerà a Twitter 44 miliardi di dollari, ha detto Elon Musk, che lo "
            "ha definito “a mess.”"
        ),
    ),
    ("de", PROTEST, "Tausende Demonstranten zogen am Samstag durch Teheran."),
    (
        "nl",
        PLANTS,
        (
            "Duitsland sluit in april zijn laatste drie kerncentrales, zei bondskanselier "
            "Olaf Scholz."
        ),
    ),
]

CHANGED = [
    (
        "de",
        FERRY,
        (
            "Die Fähre Aurora sank am Montag vor Calder Bay, wobei 85 % ihrer 1.234 Plätze "
            "besetzt waren, sagte Bürgermeisterin Mara Lind."
        ),
    ),
    (
        "de",
        FERRY,
        (
            "Die Fähre Aurora sank am Montag vor Calder Bay, wobei 87 % ihrer 1,234 Plätze "
            "besetzt waren, sagte Bürgermeisterin Mara Lind."
        ),
    ),
    (
        "de",
        FERRY,
        (
            "Die Fähre Aurora sank am Montag vor Calder Bay, wobei 87 % ihrer 1.234 Plätze "
            "besetzt waren, sagte Bürgermeisterin Karla Weber."
        ),
    ),
    (
        "de",
        FERRY,
        (
            "Die Fähre Aurora sank am Dienstag vor Calder Bay, wobei 87 % ihrer 1.234 Plätze "
            "besetzt waren, sagte Bürgermeisterin Mara Lind."
        ),
    ),
    ("de", FERRY, FERRY),
    (
        "de",
        FERRY,
        (
            "Le ferry Aurora a coulé lundi au large de Calder Bay avec 87 % de ses 1 234 "
            "places occupées, a déclaré la maire Mara Lind."
        ),
    ),
    (
        "es",
        FERRY,
        (
            "El transbordador Aurora se hundió el lunes frente a Calder Bay con el 87 % de "
            "sus 1.234 plazas ocupadas, dijo la alcaldesa Mara Lind a Pedro Gómez."
        ),
    ),
    (
        "de",
        ATTACK,
        (
            "Bei dem Angriff am 28. Januar in Jordanien wurden nach Angaben des Weißen Hauses "
            "40 Soldaten getötet und 3 verwundet."
        ),
    ),
    (
        "de",
        ATTACK,
        (
            "Bei dem Angriff am 28. Januar in Syrien wurden nach Angaben des Weißen Hauses "
            "drei Soldaten getötet und 40 verwundet."
        ),
    ),
    (
        "de",
        AID,
        (
            "Die Vereinigten Staaten gaben 1,2 Billionen Dollar für Hilfe an die Ukraine aus, "
            "sagte Präsident Joe Biden."
        ),
    ),
    (
        "de",
        AID,
        (
            "Die USA gaben 1,2 Milliarden Dollar für Hilfe an die Ukraine aus, sagte "
            "Präsident Donald Trump."
        ),
    ),
    ("es", COURT, "El Tribunal Supremo se pronunció sobre el aborto en mayo."),
    (
        "it",
        DEAL,
        (
            "L'accordo costerà a Twitter 44 miliardi di dollari, ha detto Elon Musk, che lo "
            "ha definito “un disastro”."
        ),
    ),
]


@pytest.mark.parametrize(("tongue", "original", "translated"), FAITHFUL)
def test_a_faithful_translation_passes(tongue: str, original: str, translated: str) -> None:
    assert fault(original, translated, "en", tongue) is None


@pytest.mark.parametrize(("tongue", "original", "translated"), CHANGED)
def test_what_was_changed_is_noticed(tongue: str, original: str, translated: str) -> None:
    assert fault(original, translated, "en", tongue)


def test_the_reason_says_what_is_wrong() -> None:
    assert fault(FLED, FAITHFUL[0][2], "en", "de") == "lacks the number Three"
    assert fault(FERRY, "", "en", "de") == "is empty"
    assert fault(FERRY, "…", "en", "de") == "is empty"


def test_a_language_is_told_from_others() -> None:
    german = [translated for tongue, _, translated in FAITHFUL if tongue == "de"]
    assert is_in(german, "de")
    assert not is_in(german, "fr")
    assert is_in([], "fr")


BASE = "Rockets hit the Al-Asad Air Base in the first days of February, the Pentagon said."
BASE_DE = (
    "In den ersten Februartagen trafen Raketen den Luftwaffenstützpunkt Al-Asad, teilte das"
    " Pentagon mit."
)
FINE = "Harbco denied that Nordavia paid for the ferry, which leaves on Thursday night."
FINE_DE = (
    "Harbco bestritt, dass Nordavia für die Fähre bezahlt habe, die in der Nacht zum Freitag"
    " ablegt."
)


@pytest.mark.parametrize(
    ("original", "right", "old", "new", "why"),
    [
        (BASE, BASE_DE, "Februartagen", "Märztagen", "lacks February"),
        (BASE, BASE_DE, "Al-Asad", "Al-Tanf", "lacks the name Asad"),
        (FINE, FINE_DE, "Freitag", "Samstag", "lacks Thursday"),
        (FINE, FINE_DE, "bestritt", "bestätigte", "says “bestätigte”"),
        (FINE, "Nordavia bezahlte, so Harbco, die Fähre, die Donnerstagnacht ablegt.", "", "", ""),
    ],
)
def test_newspaper_wording_passes_and_what_tells_it_apart_is_held(
    original: str, right: str, old: str, new: str, why: str
) -> None:
    if why:
        assert fault(original, right, "en", "de") is None
        assert why in (fault(original, right.replace(old, new), "en", "de") or "")
    else:
        assert fault(original, right, "en", "de")


@pytest.mark.parametrize(
    ("tongue", "original", "turned"),
    [
        ("es", "Iran accused Israel of it in May.", "Israel acusó de ello a Irán en mayo."),
        ("fr", "The toll rose to 30 on Monday.", "Le bilan est retombé, il a baissé à 30 lundi."),
        ("de", "The train runs from Halden to Tarn.", "Der Zug fährt von Tarn nach Halden."),
        ("de", "The police said that 9 died.", "Die Feuerwehr sagte, 9 seien gestorben."),
        ("fr", "A Norwegian ship sank off Tarn.", "Un navire danois a coulé au large de Tarn."),
        ("de", "He was born in Kyiv in 1951.", "Er wurde 1951 in Moskau geboren."),
    ],
)
def test_what_is_turned_round_is_noticed(tongue: str, original: str, turned: str) -> None:
    assert fault(original, turned, "en", tongue)


def test_a_name_that_begins_a_statement_is_held_where_the_article_shows_that_it_is_one() -> None:
    original = "Nordavia will stop its flights to the islands in the autumn."
    other = "Havkraft wird im Herbst die Flüge zu den Inseln einstellen."
    article = "A spokeswoman said that Nordavia had lost money."
    assert fault(original, other, "en", "de", [article]) == "lacks the name Nordavia"
    assert fault(original, other.replace("Havkraft", "Nordavia"), "en", "de", [article]) is None


def test_a_time_of_day_may_be_written_as_it_is_elsewhere() -> None:
    original = "The lander Selene 3 touched down at 4:12 p.m. on Thursday."
    right = "Die Landefähre „Selene 3“ setzte am Donnerstag um 16.12 Uhr auf."
    assert fault(original, right, "en", "de") is None
    assert fault(original, right.replace("16.12", "14.12"), "en", "de")
    assert fault(original, right.replace("„Selene 3“", "„Selene 4“"), "en", "de")
