"""English words whose forms no stemmer brings together: broke and break, men and man.

``base`` gives a form its base, ``FORMS`` has all forms of each. Deliberately only what is
irregular, and not where a form is at least as often another word: "wound", "saw", "found" in the
sense of establish is "founded" and is told apart.
"""

from __future__ import annotations

# The base form, then its others; a form that two have counts for the first.
_FORMS = """arise arose arisen|awake awoke awoken|bear bore borne|become became|begin began begun|
bend bent|bite bit bitten|bleed bled|blow blew blown|break broke broken|breed bred|bring brought|
build built|burn burnt|buy bought|catch caught|choose chose chosen|cling clung|come came|
creep crept|deal dealt|dig dug|draw drew drawn|dream dreamt|drink drank drunk|drive drove driven|
eat ate eaten|fall fell fallen|feed fed|feel felt|fight fought|find found|flee fled|fling flung|
fly flew flown|forbid forbade forbidden|forget forgot forgotten|forgive forgave forgiven|
freeze froze frozen|get got gotten|give gave given|go went gone|grow grew grown|hang hung|
hear heard|hide hid hidden|hold held|keep kept|kneel knelt|know knew known|lead led|leap leapt|
learn learnt|leave left|lend lent|light lit|lose lost|make made|mean meant|meet met|
mistake mistook mistaken|overcome overcame|overtake overtook overtaken|overthrow overthrew
overthrown|pay paid|prove proven|ride rode ridden|ring rang rung|rise rose risen|run ran|
say said|see seen|seek sought|sell sold|send sent|shake shook shaken|shine shone|shoot shot|
show shown|shrink shrank shrunk|sing sang sung|sink sank sunk|sit sat|sleep slept|slide slid|
speak spoke spoken|spend spent|spin spun|spring sprang sprung|stand stood|steal stole stolen|
stick stuck|sting stung|strike struck stricken|strive strove|swear swore sworn|sweep swept|
swim swam swum|swing swung|take took taken|teach taught|tear tore torn|tell told|
think thought|throw threw thrown|undergo underwent undergone|understand understood|
undertake undertook undertaken|wake woke woken|wear wore worn|weave wove woven|weep wept|win won|
withdraw withdrew withdrawn|withstand withstood|write wrote written|
man men|woman women|child children|foot feet|tooth teeth|goose geese|mouse mice"""
FORMS = tuple(tuple(line.split()) for line in _FORMS.split("|"))
_BASE = {form: group[0] for group in reversed(FORMS) for form in group[1:]}


def base(word: str) -> str:
    """The base form of a lower-case English word; the word itself where it is none of these."""
    return _BASE.get(word, word)
