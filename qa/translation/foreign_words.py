"""Words of other languages that a translation is checked by: numbers, scales, negations.

By ISO 639 code. Where a language is missing, numbers are compared by their digits alone, and
negations not at all. Deliberately no grammar, and no word that is often something else ("neuf",
"sei").
"""

from __future__ import annotations

# Words of small numbers, and their ordinals, in regular expressions. Without one: it is an article.
NUMBERS: dict[str, dict[int, str]] = {
    "de": {
        2: "zwei|zweite\\w?", 3: "drei|dritt\\w+", 4: "vier|viert\\w+", 5: "fünf|fünft\\w+",
        6: "sechs|sechst\\w+", 7: "sieben|siebt\\w+", 8: "acht|achte[nrs]?", 9: "neun|neunt\\w+",
        10: "zehn|zehnt\\w+", 11: "elf", 12: "zwölf|dutzend",
        13: "dreizehn", 14: "vierzehn", 15: "fünfzehn", 16: "sechzehn", 17: "siebzehn",
        18: "achtzehn", 19: "neunzehn", 20: "zwanzig", 30: "dreißig", 40: "vierzig",
        50: "fünfzig", 60: "sechzig", 70: "siebzig", 80: "achtzig", 90: "neunzig",
    },
    "fr": {
        2: "deux|deuxième|second\\w*", 3: "trois|troisième|tiers", 4: "quatre|quatrième|quart",
        5: "cinq|cinquième", 6: "six|sixième", 7: "sept|septième", 8: "huit|huitième",
        10: "dix|dixième", 11: "onze", 12: "douze|douzaine",
        13: "treize", 14: "quatorze", 15: "quinze", 16: "seize", 17: "dix-sept", 18: "dix-huit",
        19: "dix-neuf", 20: "vingt", 30: "trente", 40: "quarante", 50: "cinquante",
        60: "soixante",
    },
    "es": {
        2: "dos|segund[oa]", 3: "tres|tercer[oa]?|tercio", 4: "cuatro|cuart[oa]",
        5: "cinco|quint[oa]", 6: "seis|sext[oa]", 7: "siete|séptim[oa]", 8: "ocho|octav[oa]",
        9: "nueve|noven[oa]", 10: "diez|décim[oa]", 11: "once", 12: "doce|docena",
        13: "trece", 14: "catorce", 15: "quince", 16: "dieciséis", 17: "diecisiete",
        18: "dieciocho", 19: "diecinueve", 20: "veinte", 30: "treinta", 40: "cuarenta",
        50: "cincuenta", 60: "sesenta", 70: "setenta", 80: "ochenta", 90: "noventa",
    },
    "it": {
        2: "due|second[oa]", 3: "tre|terz[oa]", 4: "quattro|quart[oa]", 5: "cinque|quint[oa]",
        7: "sette|settim[oa]", 8: "otto|ottav[oa]", 9: "nove|non[oa]", 10: "dieci|decim[oa]",
        11: "undici", 12: "dodici|dozzina",
    },
    "pt": {
        2: "dois|duas|segund[oa]", 3: "três|terceir[oa]|terço", 4: "quatro|quart[oa]",
        5: "cinco|quint[oa]", 6: "seis|sext[oa]", 7: "sete|sétim[oa]", 8: "oito|oitav[oa]",
        9: "nove|non[oa]", 10: "dez|décim[oa]", 11: "onze", 12: "doze|dúzia",
    },
    "nl": {
        2: "twee|tweede", 3: "drie|derde", 4: "vier|vierde", 5: "vijf|vijfde", 6: "zes|zesde",
        7: "zeven|zevende", 8: "acht|achtste", 9: "negen|negende", 10: "tien|tiende", 11: "elf",
        12: "twaalf|dozijn",
    },
}  # fmt: skip

# Words that are often something else: they stand for a number, but are not missed without one.
OFTEN_NO_NUMBERS: dict[str, dict[int, str]] = {"fr": {9: "neuf|neuvième"}, "it": {6: "sei"}}

_MILLION, _BILLION, _TRILLION = 10**6, 10**9, 10**12
# What multiplies the digits before it, longer words first.
SCALES: dict[str, list[tuple[str, int]]] = {
    "en": [("thousand", 1000), ("million|mln", _MILLION), ("billion|bn", _BILLION),
           ("trillion|tn", _TRILLION)],
    "de": [("tausend", 1000), ("million|mio", _MILLION), ("milliarde|mrd", _BILLION),
           ("billion", _TRILLION)],
    "fr": [("mille", 1000), ("million", _MILLION), ("milliard", _BILLION), ("billion", _TRILLION)],
    "es": [("mil millones", _BILLION), ("mil\\b", 1000), ("mill[oó]n", _MILLION),
           ("bill[oó]n", _TRILLION)],
    "it": [("mila|mille", 1000), ("milion", _MILLION), ("miliard", _BILLION),
           ("bilion|mila miliardi", _TRILLION)],
    "pt": [("mil milh", _BILLION), ("mil\\b", 1000), ("milh", _MILLION), ("bilh", _BILLION),
           ("trilh|bili", _TRILLION)],
    "nl": [("duizend", 1000), ("miljoen", _MILLION), ("miljard", _BILLION), ("biljoen", _TRILLION)],
    "sv": [("tusen", 1000), ("miljon", _MILLION), ("miljard", _BILLION), ("biljon", _TRILLION)],
    "pl": [("tys", 1000), ("mln|milion", _MILLION), ("mld|miliard", _BILLION),
           ("bln|bilion", _TRILLION)],
    "ru": [("тыс", 1000), ("млн|миллион", _MILLION), ("млрд|миллиард", _BILLION),
           ("трлн|триллион", _TRILLION)],
    "uk": [("тис", 1000), ("млн|мільйон", _MILLION), ("млрд|мільярд", _BILLION),
           ("трлн|трильйон", _TRILLION)],
    "tr": [("bin\\b", 1000), ("milyon", _MILLION), ("milyar", _BILLION), ("trilyon", _TRILLION)],
    "ar": [("[أآا]ل[اآ]?ف|ألف", 1000), ("مليون|ملايين", _MILLION), ("مليار", _BILLION),
           ("تريليون", _TRILLION)],
    "zh": [("十[亿億]", _BILLION), ("百[万萬]", _MILLION), ("千[万萬]", 10**7),
           ("[万萬][亿億]|兆", _TRILLION), ("[亿億]", 10**8), ("[万萬]", 10**4), ("千", 1000)],
    "ja": [("百万", _MILLION), ("千万", 10**7), ("兆", _TRILLION), ("億", 10**8), ("万", 10**4),
           ("千", 1000)],
    "ko": [("백만", _MILLION), ("천만", 10**7), ("조", _TRILLION), ("억", 10**8), ("만", 10**4),
           ("천", 1000)],
}  # fmt: skip

# What says "not" in any of its forms: a translation of "not" has one of them.
NEGATIONS: dict[str, str] = {
    "de": r"nicht\w*|kein\w*|nie|niemals|niemand\w*|ohne|weder|\w{3,}los\w{0,2}"
    r"|un(?!d\b|ter|s\b|ser|i|fall|gef)\w+",
    "fr": r"ne|n['’]\w+|pas|aucune?s?|jamais|sans|ni|non|rien|inconnu\w*|incertain\w*"
    r"|indemnes?|inchang\w*|impossibles?|inexistant\w*|incapables?|insuffisant\w*",
    "es": r"no|nunca|jamás|sin|ni|ningun[oa]?s?|ningún|nadie|nada|tampoco|iles[oa]s?"
    r"|desconoc\w*|inciert[oa]s?|indemnes?|imposibles?|incapa\w+|insuficientes?",
    "it": r"non|né|mai|senza|nessun\w*|niente|nulla|neanche|im\w+|in\w+",
    "pt": r"não|nunca|jamais|sem|nem|nenhum\w*|ninguém|nada|im\w+|in\w+",
    "nl": r"niet\w*|geen|nooit|zonder|noch|niemand|on\w+",
    "sv": r"inte|ingen|inga|inget|utan|aldrig|varken|o\w+",
    "ru": r"не\w*|ни\w*|нет|без\w*",
    "uk": r"не\w*|ні\w*|немає|без\w*",
    "pl": r"nie\w*|bez|ani|nikt|nigdy|żad\w+|brak\w*",
    "ar": r"لا|لم|لن|ليس\w*|دون|بدون|غير|عدم|ما",
    "zh": r"不|没|沒|未|无|無|非|否|别|別",
}
# The plainest of them: where the original says nothing of the kind, it does not say "not" either.
PLAIN_NOT: dict[str, str] = {
    "de": r"nicht|kein\w*|nie|niemals|niemand",
    "fr": r"pas|aucune?|jamais|ne|n['’]\w+",
    "es": r"no|nunca|jamás|ningun[oa]|ningún|nadie",
    "it": r"non|mai|nessun\w*",
    "pt": r"não|nunca|nenhum\w*|ninguém",
    "nl": r"niet|geen|nooit|niemand",
    "sv": r"inte|ingen|inga|aldrig",
    "ru": r"не|нет|никто|никогда",
    "uk": r"не|немає|ніхто|ніколи",
    "pl": r"nie|nikt|nigdy",
    "ar": r"لا|لم|لن|ليس",
}
# English words that a "not" may stand for in another language.
NEGATIVE = (
    r"(?:un|in|im|ir|il|dis|non|mis)\w{3,}|\w+less|few|little|only|until|unless|hardly|barely|"
    r"scarcely|fail\w*|refus\w*|den(?:y|ie)\w*|declin\w*|lack\w*|miss\w*|absen\w*|avoid\w*|"
    r"prevent\w*|ban\w*|stop\w*|end(?:s|ed|ing)?|oppos\w*|reject\w*|rather|instead|except|but|"
    r"beyond|barr\w*|block\w*|longer|anything|anyone|any|even|least|than|yet|still|away|out"
)
