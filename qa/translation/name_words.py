"""Words in names for which languages have words of their own: "Court", "Ministry", "Base".

Institutions, places, offices, prizes: what tells one from another ("Al-Asad", "Norwick") is held.
Deliberately no countries (`countries`), and no word that is a person's name as often.
"""

from __future__ import annotations

TRANSLATED = frozenset(
    """abbey academy accounts act activist actor actress administration adviser advisor africa
    african agency air airbase airport alliance amendment analyst anglican antarctic arab arctic
    army artist asia asian assembly association athlete atlantic attorney auditors author
    authority award awards ballet baltic bank bar base baseball basin basketball battalion
    battle bay bible bill billionaire bishop bishops black blue board border boxer bridge
    brigade budget bureau business businessman businesswoman cabinet camp campaign canal cancer
    cape cardinal care case castle cathedral catholic cave center centers central centre centres
    chair chairman chamber champion champions championship championships chancellor charity
    charter chemistry chief christian christmas church city civil clean climate club coach
    coalition coast collection college colonial command commander commerce commission
    commissioner committee commons communications communist community company competition
    composer confederation conference congress conservation conservative constitution control
    convention cooperation corporation corps corruption council counter county court courts
    crescent crime criminal crisis cross crown culture cup customs daily dam dancer data date
    day debate defence defender defense democracy democrat democratic democrats department
    deputy desert designer detention development diplomacy director disease district division
    doctor doctors drug duke earth earthquake east easter eastern economic economics economist
    edge education election elections embassy emergency emperor empire employment energy
    engineer engineering english entrepreneur environment environmental epa equality estate
    ethics eu europe european evening eve event ex exchange executive expert factory fair family
    farm fashion federal federation festival field film filmmaker finance fine fire first fish
    fishing flag fleet flight flood food football footballer for force forces foreign forest
    former forum forward foundation friday front fund gallery game games garden gas gate gaza
    general global goalkeeper god gospel government governor grand great green ground group
    guard gulf gymnast half hall harbor harbour head health hebrew heritage high highway hill
    hispanic history holy home hospital hotel house housing human hurricane ice immigration
    income independence index industry information inquiry inspector institute insurance
    intelligence interior international internet investigation investment islam islamic islamist
    island islands jewish jews job journal journalists judge judicial judiciary jury justice
    king kingdom lab labor laboratory labour lake land language latin latino law
    lawmaker lawyer league left legal liberal liberty library lieutenant life light line
    literature local lord lords louvre major march marine maritime market martial masters
    materials mayor medal media medical medicine mediterranean memorial meteorological middle
    midfielder migration military mine minister ministry missile mission model monday monetary
    monkeypox monument moon morning mosque motor mount mountain movement municipal museum music
    muslim muslims mutual national nations native nato nature naval navy nazi new news night
    nobel north northeast northeastern northern northwest novelist nuclear nurses observatory
    ocean office officer official oil old olympic olympics open opera operation opposition order
    organisation organization orthodox oscar pacific palace palestinian papal paper parade
    paralympic parish park parks parliament partner party patriarch patrol peace peninsula
    people people's petroleum pfister philharmonic photographer physics pilot pilots plan
    planning plant player plaza poet poetry pole police political pope population port power
    premier president presidential press prime prince princess prison prize producer professor
    program programme progressive project prosecutor prosecutors protection protestant province
    public quarterback queen race radio rail railway rapper red refinery refugee refugees
    regiment region regulatory representatives republic republican republicans rescue research
    researcher reserve resistance resort response review revolution revolutionary right rights
    river road roman royal rule runner safety saint school science sciences scientific scientist
    scotland scottish sea second secretary section security seismological senate senator
    senators senior sergeant service services settlement shelter shooting singer skier sky
    soccer social socialist society solar soldier solidarity song south southeast southeastern
    southern southwest soviet space speaker special sport sports square st stadium standards
    star state states station statistical statistics steel stock store storm strait strategic
    street striker studies study substance sultan summer summit sun sunday super superior
    supreme survey swimmer table task tax teacher teachers team technology television temple
    tennis terminal territory test thanksgiving theater theatre third tower town toy trade
    transport treasury treaty trial tribe tribunal tropical truck trust tuesday tunnel u.n un
    union unit united unity university upper utility vaccine valley value veterans vice victims
    victory village volcano voting wales wall war waste watch water weather wednesday week welsh
    west western white who wildlife wind winter women women's wood work workers working world
    writer year yom york young youth zone zoo""".split()
)  # fmt: skip
# Titles: without a capital in most languages, so that they make no room for another name.
TITLES = frozenset(
    "mayor governor senator chairman chairwoman commissioner ambassador secretary general captain "
    "colonel sergeant lieutenant major attorney director officer speaker archbishop bishop "
    "cardinal representative congressman congresswoman gov sen rep col sgt lt capt spokesman "
    "spokeswoman justice judge minister president deputy chief rev".split()
)
# German nouns of measure, which stand before another noun.
MEASURES = frozenset(
    (
        "hunderte tausende dutzende millionen milliarden ende anfang mitte mehrheit anzahl reihe "
        "paar prozent jahre jahren monate monaten wochen tage tagen stunden minuten hektar grad "
        "tonnen liter kilometer meter dollar euro pfund uhr"
    ).split()
)
# Nouns with a capital that are no names, by language.
CAPITALS: dict[str, frozenset[str]] = {
    "fr": frozenset(
        "état états église bourse parlement sénat assemblée constitution premier première".split()
    ),
    "es": frozenset("estado iglesia bolsa parlamento senado congreso constitución".split()),
}
