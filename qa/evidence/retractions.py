"""Sentences that are taken back: by the one after them, or because they tell of an error.

"The mayor resigned. That was wrong." does not say that the mayor resigned. Deliberately only what
stands in the sentence itself, or at the beginning of the next: a correction elsewhere in the
article is what "Outlets differ" and revisions are for. English, with the commonest words of
German, French and Spanish.
"""

from __future__ import annotations

import re

# In the sentence itself.
_ITSELF = re.compile(
    r"\b(?:an? (?:earlier|previous|original|older|prior) (?:version|report|article|headline|story)|"
    r"(?:earlier|previous) versions?|originally (?:said|stated|reported)|"
    r"(?:fake|false|forged|fabricated|invented|doctored|untrue|debunked|satirical|hoax) "
    r"(?:post|tweet|story|claim|report|letter|document|news|message|video|image|quote|rumou?r)s?|"
    r"is (?:untrue|false|a lie|a myth|a hoax|made up|fake news|fiction)|"
    r"(?:without|with no|no) (?:any )?evidence|(?:it (?:is|was|would be)|to say) "
    r"(?:false|wrong|untrue|incorrect|a lie)|falsely|wrongly|incorrectly|mistakenly|in error|"
    r"(?:nobody|no one) (?:should|believes)|should (?:not )?believe|frühere version|"
    r"version précédente|versión anterior)\b",
    re.IGNORECASE,
)
# What happens in a book does not happen.
_FICTION = re.compile(
    r"^\W*(?:in|at the end of) (?:the|his|her|their|a|an|this|that|[A-Z][\w’']+['’]s) (?:[\w’'-]+ )"
    r"{0,3}?(?:novel|film|movie|play|series|story|parody|satire|drama|comedy|thriller|dream|sketch|"
    r"episode|trailer|simulation|exercise|drill|joke|cartoon)\b",
    re.IGNORECASE,
)
# At the beginning of the next one.
_NEXT = re.compile(
    r"^\W*(?:(?:but |however, )?(?:that|this|it|which|the (?:claim|report|story|statement|rumou?r|"
    r"post|quote|figure|number)s?|these|those|they|(?:all|none) of (?:this|it|that))"
    r" (?:(?:claims?|reports?|stor(?:y|ies)|statements?|figures?|numbers?) )?(?:was|were|is|are|"
    r"turned out to be|proved(?: to be)?|has (?:since )?been|have (?:since )?been) (?:\w+ )?"
    r"(?:wrong|false|incorrect|untrue|an? (?:error|mistake|lie|hoax|joke|myth|invention|fake)|fake|"
    r"inaccurate|made up|invented|retracted|withdrawn|corrected|debunked|denied|true\b)|"
    r"we (?:regret|apologi[sz]e|were wrong|retract|correct)|correction\b|"
    r"(?:but |none of |nothing of )?(?:this|that|it|none of (?:this|it|that)) (?:is|was) "
    r"(?:not true|not the case|untrue|false|wrong)|(?:but )?(?:it|that|this) (?:never happened|"
    r"did not happen|didn't happen)|das (?:war|ist) falsch|c['’]était faux|eso (?:era|es) falso)",
    re.IGNORECASE,
)
_TRUE = re.compile(r"\b(?:is|was) (?:indeed |actually )?true\b", re.IGNORECASE)


def retracted(text: str, following: str = "") -> bool:
    """Whether ``text``, before the sentence ``following``, says something that is not so."""
    told_off = _NEXT.match(following)
    return bool(_ITSELF.search(text) or _FICTION.match(text)) or bool(
        told_off and not _TRUE.search(told_off[0])
    )
