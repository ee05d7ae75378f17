"""The text of a letter (mail) without what a newsletter puts around it.

"View in browser" above, and from the first line about unsubscribing on, everything below.
Deliberately cuts only where such a line stands near the top or the end.
"""

from __future__ import annotations

import re

_LINK = r"(?:\s*[<(\[]\s*https?://[^\s<>()\[\]]+\s*[>)\]])?"
_TOP = re.compile(
    r"(?:\W*(?:view|read|open|see)(?: (?:this|the))?(?: (?:e-?mail|message|newsletter|issue|it))?"
    r"(?: online| (?:in|on) (?:your |a |the )?(?:web |internet )?(?:browser|web(?:site)?|app))+"
    r"|\W*(?:im browser (?:ansehen|anzeigen|öffnen)|online ansehen|voir en ligne"
    r"|voir dans le navigateur|ver en (?:el )?navegador|visualizza nel browser)"
    r"|.{0,60}\bis this e-?mail not displaying.{0,60}"
    r"|.{0,60}trouble (?:viewing|reading) this.{0,80}"
    r"|forwarded this (?:e-?mail|newsletter)\?.{0,60}"
    r"|was this (?:e-?mail )?forwarded to you\?.{0,60}"
    rf")\W*{_LINK}\W*",
    re.IGNORECASE,
)
_BOTTOM = re.compile(
    r"\b(?:unsubscribe|opt[- ]out|manage (?:your |my )?(?:e-?mail )?(?:preferences|subscriptions?)"
    r"|(?:update|change|edit) (?:your |my )?(?:e-?mail )?(?:preferences|subscriptions?|profile)"
    r"|you(?:['’]re| are) (?:receiving|getting) this|how you receive these"
    r"|you (?:have )?received this (?:e-?mail|newsletter)"
    r"|(?:this|the) (?:e-?mail|message|newsletter) was sent (?:to|by)|add us to your address book"
    r"|(?:newsletter )?abbestellen|abmelden|vom newsletter|se désabonner|désinscri\w+|désabonn\w+"
    r"|darse de baja|cancelar (?:la |su |tu )?suscripción|annulla(?:re)? l['’]iscrizione"
    r"|disiscri\w+|cancelar (?:a )?(?:sua )?inscrição|uitschrijven|afmelden)\b",
    re.IGNORECASE,
)
_ABOVE_IT = re.compile(r"\W*|\W*(?:©|\(c\)|copyright\b).{0,200}", re.IGNORECASE)
_SIGNATURE = "--"  # "-- " alone in a line, as RFC 3676 has it; the space goes in cleaning
_NO_TEXT = re.compile(r"\W*https?://\S+\W*|[^\w\s]{4,}")  # a link alone, a line that is drawn
_LINK_BESIDE = re.compile(r"\s?[<(\[]\s*https?://[^\s<>()\[\]]+\s*[>)\]]")
_QUOTED = re.compile(r"[ \t]*>[ \t]?")
_SAYS_WHOSE = re.compile(r":$|^[-–— ]{2,}.*[-–— ]{2,}$|^[-–—_ ]{2,}$|^[\w-]{2,12}:\s")
_MOST_ABOVE = 8  # lines: "Forwarded message", its sender, its date, its subject
_FIRST_LINES = 6
# The lines about unsubscribing are the last of a letter, with an address and a copyright at most
# below them. In a letter that is about unsubscribing the word stands farther up.
_MOST_BELOW = 900  # characters
_LONGEST_LINE = 400  # characters, of a line about unsubscribing


def letter_text(text: str, title: str = "") -> str:
    """``text`` (clean) without the lines around it that are not the letter's own.

    Nor is its ``title``, where the text repeats it above all else.
    """
    lines = text.split("\n")
    if _SIGNATURE in lines[1:]:
        lines = lines[: lines.index(_SIGNATURE, 1)]
    lines = _without_bottom(_without_top(lines))
    if title and lines and lines[0].casefold() == title.casefold():
        lines = lines[1:]
    kept = [_LINK_BESIDE.sub("", line) for line in lines if not _NO_TEXT.fullmatch(line)]
    return "\n".join(kept).strip() or text


def unquoted(text: str) -> str:
    """A text (clean) that is quoted as a whole, as one that was forwarded, without its marks.

    Above it there may be lines that say whose it is; a letter with more of its own is left.
    """
    lines = text.split("\n")
    while quoted := [n for n, line in enumerate(lines) if _QUOTED.match(line)]:
        above = [line for line in lines[: quoted[0]] if line.strip()]
        below = [line for line in lines[quoted[0] :] if line.strip()]
        if len(above) > _MOST_ABOVE or not all(map(_SAYS_WHOSE.search, above[-1:])):
            break
        if not all(map(_QUOTED.match, below)):
            break
        lines = [_QUOTED.sub("", line) for line in lines[quoted[0] :]]
    return "\n".join(lines)


def _without_top(lines: list[str]) -> list[str]:
    return [line for n, line in enumerate(lines) if n >= _FIRST_LINES or not _TOP.fullmatch(line)]


def _without_bottom(lines: list[str]) -> list[str]:
    below = 0
    cut = len(lines)
    for place in range(len(lines) - 1, 0, -1):
        below += len(lines[place])
        if below > _MOST_BELOW:
            break
        if len(lines[place]) <= _LONGEST_LINE and _BOTTOM.search(lines[place]):
            cut = place
    while cut < len(lines) and cut > 1 and _ABOVE_IT.fullmatch(lines[cut - 1]):
        cut -= 1
    return lines[:cut]
