"""Words that are told apart by lists: of asking, before names, verbs, titles, people, things.

English. Deliberately no names and no subjects of the news: only what any sentence may have.
"""

from __future__ import annotations

from index.words import stem

ARTICLES = frozenset("the a an".split())
PLACING = frozenset("in at on near over from to into across outside inside around".split())
OTHER_PREPOSITIONS = frozenset(
    """of for by with about against after before since until during under between as above among
    behind below beneath beside beyond despite like off onto per than through toward towards
    unlike upon via within without""".split()
)
PREPOSITIONS = PLACING | OTHER_PREPOSITIONS
POINTERS = frozenset("this that these those his her its their our my your some any".split())
DAYS = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday today yesterday tomorrow".split()
)
ASKING = frozenset(
    """which what who whom whose where when why how whos whats wheres whens whys hows
    many much happen happened one ones else there
    recently currently reportedly recent new newly first second third last next ever yet still also
    now again already later so according following true false ago per long old far often is are
    was were do does did has have had will would can could should may might isn't wasn't didn't
    doesn't away back soon alone late later higher lower else about
    anybody anyone anything anywhere everybody everyone everything everywhere nobody nothing nowhere
    somebody someone something somewhere hello hi ok okay please sorry thank thanks""".split()
)
DEGREES = frozenset("how quite really so too very".split())  # "how strong", "really expensive"
HELPING = frozenset("do does did will would can could should may might".split())
PASSED_OVER = frozenset("new newly latest first second third last next most more".split())
# What anything may have: not what a conversation is about.
GENERAL = frozenset(
    """amount answer article blame case cost credit date day days detail effect fact hour kind lot
    man men minute moment month months name news number outcome part people percent person place
    problem question reaction reason responsibility result role side size story sum term thing
    things time times total type way week weeks woman women word words year years""".split()
)
VERBS = frozenset(
    stem(verb)
    for verb in """accept accuse add admit agree allow announce appear approve arrest ask be
    beat became become began begin begun believe blame bought break bring broke broken brought
    build built buy call came cancel cause choose chose chosen collect come compare confirm
    consider continue could create cross damage decide declare deny describe destroy die
    discover do drive driven drop drove eat elect end expect explain face fail fall fell felt
    fight find fire fled flee flew fly follow force fought found gave get give go going got grew
    grow happen happened have hear heard held help hide hit hold hurt injure intend invite join
    keep kept kill knew know known lead learn leave led left let lie lose lost love made make
    manage mean meant meet met miss move must need open overturn own paid pass pause pay play
    pledge pose predict prevent propose prove publish put quit raise ran reach react read
    receive refuse reject release remain remove repair replace reply resign respond retire
    return reveal ride rise rose said sank save saw say see seek seem seen seize sell send sent
    serve set shoot shot shut sign sink sit slap sold speak spend spent spoke spread stand start
    stay steal step stole stolen stood stop struck succeed sue suffer suggest surrender survive
    suspend take taken taught teach tell think threw throw told took travel try turn understand
    use wait walk want warn was wear went were win wish withdraw withdrew won wore worn write
    written wrote""".split()
)
# What is done stands after them: "Did anyone claim it?".
SUBJECTS = frozenset(
    """anybody anyone everybody everyone he i it nobody she somebody someone they we you""".split()
)
NOUNS = frozenset("building evening hundred king meeting morning thing wedding".split())
TITLES = frozenset(
    """king queen prince princess pope president senator sen. gov. governor minister justice mr.
    mrs. ms. dr. sir lady actor actress singer speaker mayor star player""".split()
)
PEOPLE = frozenset(
    """actor actress artist author billionaire boss candidate celebrity chancellor chef coach
    comedian congressman congresswoman director doctor driver figure fighter footballer governor
    journalist judge justice king leader man member minister model mother father mp musician
    officer person player politician president prince princess queen rapper runner scientist
    secretary senator singer star teacher teenager witness woman writer boy girl mayor""".split()
)
# What a name that is no person ends with, or has in it.
THINGS = frozenset(
    """academy act agency agreement airlines airport archives army arena association avenue award
    awards bank base bay beach board bowl bridge building bureau castle cathedral center centre
    championship championships church city club college commission committee company conference
    congress corps council county court cup department district division east festival final force
    forces foundation games gate gazette glacier government group guard hall hill hospital hotel
    house inc island islands journal kingdom lake league magazine military ministry mission
    mountain museum news north office olympics open oscars palace park party pipeline police port
    post press prison prize province republic resistance review river road san school senate
    series service south square stadium state states station street summit supreme team telescope
    territory theatre times tower town treaty tribune trophy union united university v. valley
    village vs. war world zoo""".split()
)
MORE_PEOPLE = frozenset(
    "attacker driver founder gunman owner president shooter suspect victim widow".split()
)
