"""What error pages say of themselves, in seven languages: "Page not found", "Something went wrong".

Deliberately judges no page: an article may say the same; `substance` looks at how much else there
is.
"""

from __future__ import annotations

import re

# Titles that are nearly always an error's; a report's may begin so, too.
ERROR_TITLE = re.compile(
    r"(?:(?:http|error|erreur|fehler|fout|errore?|erro)\W*)*(?:40[0134]|410|429|451|50[0234])"
    r"(?:\W*$|\s*[-–—|:,.!]|\s+(?:not found|forbidden|unauthori[sz]ed"
    r"|internal|error|page|bad|service))"
    r"|(?:page|story|article|file|seite|p[aá]gina|pagina)\b.{0,40}"
    r"\b(?:not (?:be )?found|doesn.t exist|does not exist|no longer|unavailable"
    r"|introuvable|nicht gefunden|no encontrad[ao]|non trovat[ao]|n[aã]o encontrad[ao]"
    r"|niet gevonden)"
    r"|not found|access (?:to this page )?(?:is |has been )?denied|forbidden|unauthori[sz]ed"
    r"|acc[eè]s refus[eé]|zugriff verweigert|acceso denegado|service unavailable"
    r"|internal server error|bad gateway|(?:an )?error (?:has )?occurred"
    r"|(?:oops|sorry|whoops)\b.{0,60}",
    re.IGNORECASE,
)
# What no article is called: an error also on pages that are marked as articles.
ONLY_ERROR = re.compile(
    r"\W*(?:(?:oops|sorry|whoops|uh[- ]?oh|hoppla|ups|oups)\W*)?(?:(?:something|that) went wrong"
    r"|an? (?:unexpected |unknown )?error (?:has )?occurred"
    r"|(?:page|article|story) (?:was )?not found"
    r"|(?:this |the )?(?:page|article|story|content) (?:is )?(?:not available|unavailable)"
    r"|error(?: \d{3})?|(?:error )?(?:404|410|500|502|503)|(?:da|hier) ist etwas schiefgelaufen"
    r"|etwas ist schiefgelaufen|es ist ein fehler aufgetreten|(?:seite|artikel) nicht gefunden"
    r"|une erreur (?:s['’]est produite|est survenue)|(?:page|article) introuvable"
    r"|algo (?:salió|ha salido|ha ido|fue) mal|ha ocurrido un error|página no encontrada"
    r"|qualcosa è andato storto|si è verificato un errore|pagina non trovata"
    r"|algo (?:deu|correu) errado|ocorreu um erro|página não encontrada"
    r"|er (?:is )?(?:iets|ging iets) (?:mis ?gegaan|fout gegaan|mis)|pagina niet gevonden)\W*",
    re.IGNORECASE,
)
# How the text of an error page begins, whatever it is called.
NOT_LOADED = re.compile(
    r"\W*(?:(?:sorry|oops|we['’]re sorry)\W+(?:but )?)?"
    r"(?:we (?:could ?n[o'’]t|can ?not|can['’]t|are unable to|were unable to|failed to)"
    r" (?:load|find|display|show|open|retrieve) (?:this|the|that)"
    r"|(?:this|the) (?:page|article|story|content) (?:could ?n[o'’]t|can ?not|can['’]t|failed to)"
    r" (?:be )?(?:load|found|display|show)"
    r"|(?:dieser |der |die |diese )?(?:artikel|seite|inhalt) (?:konnte|kann) nicht geladen werden"
    r"|impossible de (?:charger|afficher)|(?:cet|cette|l['’])\s?(?:article|page) n['’]a pas pu"
    r"|no (?:se ha podido|se pudo|hemos podido) (?:cargar|mostrar|encontrar)"
    r"|impossibile caricare|non è stato possibile caricare|não foi possível carregar"
    r"|(?:het|dit) artikel kon niet worden geladen)",
    re.IGNORECASE,
)
# What error pages ask for; a report of an outage may quote it.
SORRY = re.compile(
    r"\bwe (?:could|can|were|are)(?:n['’]t| ?not| unable to)\b"
    r"|\b(?:reload|refresh) (?:the|this) page\b|\bplease try again (?:later|in a (?:few|moment))\b"
    r"|\b(?:laden sie die seite neu|versuchen sie es (?:bitte )?(?:später|erneut|noch einmal))\b"
    r"|\b(?:veuillez )?(?:réessayer|réessayez) (?:plus tard|dans)\b|\brechargez la page\b"
    r"|\b(?:inténtelo|inténtalo|vuelva a intentarlo) (?:de nuevo|más tarde)\b"
    r"|\b(?:riprova|riprovare) (?:più tardi|tra)\b|\btente novamente\b"
    r"|\bprobeer het (?:later|opnieuw)\b",
    re.IGNORECASE,
)
