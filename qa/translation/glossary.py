"""Words that a translation must not turn round: up and down, before and after, who has which post.

By group: within one, each concept excludes the others. Regular expressions of whole words, for
English and for the languages in which they were tried (`tests/benchmarks/translation.py`). A word
that is missing here refuses nothing; one that is often something else would. Deliberately data
alone: `contrasts` and `order` compare.
"""

from __future__ import annotations

from typing import NamedTuple


class Concept(NamedTuple):
    """Something said, in the words of each language."""

    en: str
    de: str
    fr: str
    es: str

    def words(self, code: str) -> str | None:
        """Its words in a language; None where they are not known."""
        return getattr(self, code, None) if code in LANGUAGES else None


LANGUAGES = frozenset({"en", "de", "fr", "es"})

# What must not be lost either: a denial told as the thing itself.
DENIAL = Concept(
    r"den(?:y|ies|ied|ying)|disput\w+|contradict\w*",
    r"bestr[ei]\w+|dementi\w*|leugn\w*|zurück\w*|abgestritten|widerspr\w+|verneint\w*|abrede"
    r"|verweiger\w*|weist|wies\w*|abgelehnt\w*|lehnt\w*|streit\w*",
    r"dément\w*|nie|nient|nié\w*|nia\w*|contest\w*|rejet\w*|réfut\w*|récus\w*|refus\w*",
    r"neg\w{1,5}|nieg\w+|desm[ei]nt\w*|rechaz\w*|contradi\w*|refut\w*|deneg\w*|dispu\w+",
)

_COURSES: tuple[tuple[Concept, ...], ...] = (
    (
        Concept(
            r"r[oi]se\w?|risen|rising|rais\w+|increas\w+|gr[eo]w\w*|climb\w*|jump\w*|gain\w*",
            r"(?:an)?ge?stieg\w*|(?:an)?steig\w*|stieg\w*|zugenommen|zun[ai]hm\w*|wachs\w*|wuchs\w*"
            r"|wächst|gewachsen|erhöh\w*|angehoben|(?:an)?h[oe]b\w*|zugelegt|kletter\w*"
            r"|(?:legt\w*|n[ai][hm]m\w*)\b[^.;]*\bzu(?=[.,;]|$)",
            r"augment\w*|relev\w*|progress\w*|haus?s\w*|grimp\w*|accr\w+|mont\w{1,5}|bond\w*|gagn\w*",
            r"sub[eií]\w{0,4}|aument\w*|crec\w*|increment\w*|elev\w*|alz\w{1,3}|ascend\w*|gan\w{1,4}",
        ),
        Concept(
            r"f[ae]ll\w*|drop\w*|declin\w*|decreas\w*|cuts?|cutting|lower\w*|s[aiu]nk|shr[aiu]nk"
            r"|reduc\w*|slump\w*|down (?:from|to)|los(?:t|es?|ing)",
            r"fiel\w*|fäll\w*|fallen|gefallen|s[ai]nk\w*|gesunken|gesenkt|senk\w*|zurückg\w*"
            r"|verlor\w*|verlier\w*|(?:g[ei][hn]\w*|n[ai][hm]m\w*)\b[^.;]*\b(?:zurück|ab)(?=[.,;]|$)"
            r"|schrumpf\w*|gekürzt|kürz\w*|abgenommen|verringer\w*|reduzier\w*|rückgang\w*",
            r"baiss\w*|recul\w*|chut\w*|dimin\w*|abaiss\w*|rédui\w*|tomb\w*|repli\w*|cédé|perd\w*",
            r"baj\w{1,5}|ca[eyí]\w{0,5}|descend\w*|disminu\w*|redu[cj]\w*|recort\w*|retroced\w*"
            r"|p(?:ie|e)rd\w*",
        ),
    ),
    (
        Concept(
            r"vot\w+(?: \S+){0,2} for|in favou?r|support\w*|back(?:ed|s|ing)",
            r"stimm\w*(?: \S+){0,3} für|dafür|zugunsten|unterstütz\w*|befürwort\w*|zustimm\w*",
            r"(?:vot|prononc)\w+(?: \S+){0,3} pour|en faveur|soutien\w*|soutenu\w*|appu\w+",
            r"vot\w+(?: \S+){0,3} por|a favor|apoy\w*|respald\w*",
        ),
        Concept(
            r"against|oppos(?:e[sd]?|ing)",
            r"gegen|dagegen|ablehn\w*|abgelehnt\w*|lehnt\w*|entgegen",
            r"contre|oppos\w+|rejet\w*|face",
            r"contra|opus\w*|opon\w*|rechaz\w*|ante|frente",
        ),
    ),
    (
        Concept(
            r"before|prior to|ahead of|until|eve",
            r"vor|bevor|zuvor|vorher|bis|ehe|vorab|vor\w*abend",
            r"avant|auparavant|jusqu\W\w+|d['’]ici|veille|plus tôt|préala\w*|devant",
            r"antes|previ\w*|hasta|víspera\w*|anterior\w*",
        ),
        Concept(
            r"after|afterwards|following",
            r"nach(?! (?:\w+ )?(?:Angaben|Ansicht|Worten|Berichten|Einschätzung))|nachdem|danach"
            r"|später\w*|infolge|anschließend|anschluss|im zuge",
            r"après|ensuite|plus tard|suite|suivant\w*|à la suite|lendemain",
            r"después|tras|luego|más tarde|siguiente\w*|raíz",
        ),
    ),
    (
        Concept(
            r"more than|(?:over|above)(?= \W?\d)|at least|exceed\w*|above the",
            r"mehr als|über(?= \d)|oberhalb|mindestens|wenigstens|gut(?= \d)|übersteig\w*|über dem",
            r"plus de|au-dessus|au moins|minimum|supérieure?s?|dépass\w*|plus d\W\w+",
            r"más de|por encima|al menos|como mínimo|superior\w*|super\w{1,4}",
        ),
        Concept(
            r"(?:less|fewer) than|(?:below|under)(?= \W?\d)|below the|at most",
            r"weniger als|unter(?= \d)|unterhalb|höchstens|maximal|unter dem",
            r"moins de|au-dessous|en dessous|au plus|inférieure?s?|moins d\W\w+",
            r"menos de|por debajo|como máximo|inferior\w*",
        ),
    ),
    (
        Concept(
            r"confirm\w*|admit\w*|acknowledg\w*",
            r"bestätig\w*|eingeräumt|räumt\w*|zugegeben|gab\w* zu|gibt zu|zugab\w*",
            r"confirm\w*|adm[ei]\w*|reconn\w*",
            r"confirm\w*|admit\w*|reconoc\w*",
        ),
        DENIAL,
    ),
)  # fmt: skip

_POSTS: tuple[Concept, ...] = (
    Concept(
        r"foreign (?:minist|secret|affairs|office|policy chief)\w*|secretary of state"
        r"|state department|top diplomat",
        r"außenm\w*|außenamt\w*|auswärtige\w*|außenbeauftragte\w*|chefdiplomat\w*|us-außen\w*",
        r"affaires étrangères|diplomatie|quai d.orsay|secrétaire d.[ée]tat|département d.[ée]tat",
        r"(?:asuntos|relaciones) exteriores|exteriores|canciller|cancillería"
        r"|secretari[oa] de estado|departamento de estado",
    ),
    Concept(
        r"defen[cs]e (?:minist|secret|department|chief)\w*|(?:secretary|department) of defen[cs]e"
        r"|pentagon",
        r"verteidigungs\w*|us-verteidigungs\w*|pentagon\w*|wehrressort\w*",
        r"défense|armées|pentagone",
        r"defensa|pentágono",
    ),
    Concept(
        r"interior (?:minist|secret|department)\w*|home (?:secretary|office)"
        r"|minister of (?:the )?interior",
        r"innenm\w*|innenressort\w*|us-innen\w*", r"intérieur", r"interior|gobernación",
    ),
    Concept(
        r"financ\w+ minist\w*|minist\w+ of financ\w+|treasury|exchequer",
        r"finanzm\w*|us-finanz\w*|schatz\w*", r"finances|trésor|économie",
        r"hacienda|finanzas|tesoro",
    ),
    Concept(
        r"justice (?:minist|secret|department)\w*|(?:minister|department) of justice"
        r"|attorney general",
        r"justiz\w*|us-justiz\w*|generalstaatsanw\w*|generalbundesanw\w*",
        r"justice|garde des sceaux|procureure?", r"justicia|fiscal",
    ),
    Concept(
        r"health (?:minist|secret|department)\w*|(?:minister|department) of health",
        r"gesundheits\w*", r"santé", r"salud|sanidad",
    ),
)  # fmt: skip

# Who acts and speaks, without a name of their own.
BODIES: tuple[Concept, ...] = (
    Concept(r"police(?:man|men)?", r"polizei\w*|polizist\w*", r"polic\w+|gendarm\w*",
            r"polic\w+"),
    Concept(r"fire (?:brigade|department|service|fighters?)|firefighters?", r"feuerwehr\w*",
            r"pompiers?|sapeurs-pompiers", r"bomberos?"),
    Concept(r"army|military|armed forces", r"armee|militär\w*|streitkräfte\w*|heer\w*|bundeswehr",
            r"armée|militaires?|forces armées", r"ej[ée]rcito|militar\w*|fuerzas armadas"),
    Concept(r"governments?|administration", r"\w*regierung\w*", r"gouvernements?|exécutif",
            r"gobiernos?|ejecutivo"),
    Concept(r"prosecutors?", r"staatsanw\w+|anklage\w*", r"parquet|procureure?s?|ministère public",
            r"fiscal(?:ía|es)?"),
    Concept(r"(?:trade |labou?r )?unions?", r"gewerkschaft\w*", r"syndicats?", r"sindicatos?"),
    Concept(r"white house", r"weiß\w* haus\w*", r"maison[- ]blanche", r"casa blanca"),
    Concept(r"kremlin", r"kreml\w*", r"kremlin", r"kremlin"),
)  # fmt: skip

GROUPS: tuple[tuple[Concept, ...], ...] = (*_COURSES, _POSTS, BODIES)
AGENTS: tuple[Concept, ...] = (*_POSTS, *BODIES)
