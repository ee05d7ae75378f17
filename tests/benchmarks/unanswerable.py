"""Questions that the articles of 2022 cannot answer, made the same every time.

- ``swapped``: questions of the data set in which every name of a person, company, team, event,
  country or state that the table below knows is replaced by another of the same kind (one half
  by names of other questions, the other by invented ones where the kind has some), and, in a
  question with no such name, its event words by others. The rest of the question stays, so that
  the articles still speak of nearly everything in it but not of that.
- ``later``: written by hand for this project in the manner of the quiz (``unanswerable.txt``):
  events of 2023 to 2025, and happenings that are invented.
- ``scattered``: short questions by hand (``scattered.txt``) on names that the articles do have,
  but in other stories, among them some that are no question to articles at all.

All parts are shuffled by a fixed seed and halved: half A may be tuned on, half B is reported.
Deliberately not checked against any score of the program: that would choose the easy ones. The
swapped questions were read through by a person; what the articles could answer is in ``_DROPPED``.
"""

from __future__ import annotations

import random
import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

SEED = 20221231
Half = Literal["A", "B"]
Kind = Literal["swapped", "later", "scattered"]

_LATER = Path(__file__).with_name("unanswerable.txt")
_SCATTERED = Path(__file__).with_name("scattered.txt")

_NAMES = {
    "american politician": """Donald Trump|Joe Biden|Nancy Pelosi|Gavin Newsom|Herschel Walker|
        Barack Obama|Rudy Giuliani|Liz Cheney|Ron DeSantis|Kristi Noem|Raphael Warnock|Mike Pence|
        Ketanji Brown Jackson|Jill Biden|Hakeem Jeffries|Maxwell Frost|J.D. Vance|
        Mitch McConnell""",
    "other politician": """Liz Truss|Boris Johnson|Keir Starmer|Rishi Sunak|Dominic Raab|
        Giorgia Meloni|Matt Hancock|Emmanuel Macron|Vladimir Putin|Xi Jinping|Jair Bolsonaro|
        Angela Rayner|Gotabaya Rajapaksa|Lindsay Hoyle|Jeremy Hunt|Denys Shmyhal""",
    "athlete": """Brittney Griner|Serena Williams|Aaron Judge|Joey Chestnut|Roger Federer|
        Rafael Nadal|Mo Farah|Deshaun Watson|Michael Jordan|Sue Bird|Carlos Alcaraz|Aaron Rodgers|
        LeBron James|Magnus Carlsen|Steve Nash|Devon Allen|Chris Sale|Joe Musgrove|Frank Reich|
        Roger Maris""",
    "performer": """Kanye West|Olivia Newton-John|Nichelle Nichols|Loretta Lynn|Christine McVie|
        Kim Kardashian|Martin Sheen|Paul McCartney|Brad Pitt|Lea Michele|Vin Scully|Anne Heche|
        Elton John|Ryan Reynolds|Angela Lansbury|James Corden|Leslie Jordan|Heidi Klum|Chris Evans|
        Taylor Swift|Christina Applegate|Mariah Carey|Tony Dow|Bob McGrath|Tom Cruise|Beyoncé""",
    "royal": "Queen Elizabeth II|King Charles|Meghan Markle|Prince William|Princess Diana",
    "public figure": """Elon Musk|Alex Jones|Sam Bankman-Fried|Warren Buffett|Rupert Murdoch|
        Deborah James|Ghislaine Maxwell|Salman Rushdie|Adnan Syed|Edward Snowden|Mark Zuckerberg|
        Bob Iger|Mick Lynch|Bill Nye|Delia Owens|Bob Geldof|Lord Lucan""",
    "chain": """KFC|Taco Bell|McDonald’s|Starbucks|Costco|Walmart|Kraft Heinz|General Mills|
        Disney World""",
    "airline": "American Airlines|Delta Air Lines|Spirit Airlines|Southwest Airlines|JetBlue",
    "company": """Netflix|Twitter|Instagram|Spotify|Uber|Tesla|SpaceX|Google|Apple|Ticketmaster|FTX|
        TikTok|Facebook|HBO Max|Warner Bros|Lloyds|Moderna|General Motors|YouGov|M&M’s""",
    "team": """New York Yankees|Tampa Bay Lightning|Colorado Avalanche|Denver Broncos|Dodgers|
        Green Bay Packers|Boston Red Sox|San Diego Padres|Philadelphia Phillies|Brooklyn Nets|
        Indianapolis Colts|Buffalo Bills|Manchester United|Southend United|Chicago Cubs|Lionesses|
        Golden State Warriors|Astros|Seahawks""",
    "sports event": """World Cup|Wimbledon|US Open|Super Bowl|All-Star Game|Stanley Cup|
        World Series|Laver Cup""",
    "show": """Emmy Awards|Emmys|Met Gala|Oscar|Grammy|Westminster Dog Show|Glastonbury Festival|
        Venice Film Festival|Paris Fashion Week|MTV Video Music Awards|Edinburgh Fringe|
        Mercury Prize|Eurovision Song Contest""",
    "lottery": "Mega Millions|Powerball|EuroMillions",
    "storm": "Hurricane Ian|Hurricane Roslyn|Hurricane Fiona",
    "holiday": "Halloween|Thanksgiving|Independence Day|Kwanzaa|Black Friday|Christmas",
    "country": """Ukraine|Russia|China|India|France|Germany|Italy|Qatar|Brazil|Denmark|Sri Lanka|
        Zambia|Norway|Kosovo|Pakistan|North Korea|Thailand|Afghanistan|Iran|Spain|Sweden|Poland|
        Nigeria|Peru|Hungary|Vietnam""",
    "place": """Texas|Florida|California|Kentucky|Wyoming|Michigan|Ohio|Utah|Tennessee|Delaware|
        Virginia|Georgia|Nevada|Hawaii|Puerto Rico|New York|London|Los Angeles|San Francisco|
        Las Vegas|Shanghai|Yellowstone|Edinburgh|Wales|Northern Ireland|Scotland|Chicago""",
}  # fmt: skip
_PEOPLE = """Halvard Brenneke|Marta Kessington|Dolores Quintanal|Theo Abernathy|Ines Valcourt|
    Rupert Oyelaran|Saskia Lindqvist|Graham Tolliver|Priya Ramanathan|Caleb Wexford|Noor Haddadin|
    Eamon Trask|Lucinda Farrow|Teodor Maslak|Bridget Okonjo"""
_INVENTED = {
    "american politician": _PEOPLE,
    "other politician": _PEOPLE,
    "athlete": _PEOPLE,
    "performer": _PEOPLE,
    "public figure": _PEOPLE,
    "chain": "Oakhurst Foods|Brightwell|Pemberly|Tandoro",
    "airline": "Corvid Air|Meridian Airways|Aurelia Airlines",
    "company": "Veridane|Solvane|Lumenta|Halcyon Motors|Oristan",
    "team": "Portland Herons|Tulsa Ramblers|Boise Kestrels|Anchorage Wolves|Kelsby Rovers",
    "sports event": "Pan-Arctic Games|Corsica Regatta|Harlan Cup",
    "show": "Lakeland Film Awards|Ostrava Jazz Festival|Harlan Prize",
    "storm": "Hurricane Odalys|Hurricane Benedek",
}
_EVENTS = {
    "announced his retirement": "announced his engagement", "retirement": "bankruptcy",
    "retire": "emigrate", "passed away": "was arrested", "died": "was arrested",
    "death": "arrest", "resign": "emigrate", "resigned": "emigrated",
    "stepped down": "was kidnapped", "recalled": "gave away", "recall": "giveaway",
    "earthquake": "tsunami", "wildfire": "landslide", "flooding": "a chemical leak",
    "heat wave": "cold snap", "shooting": "stabbing", "strike": "hunger strike",
    "gas prices": "train fares", "inflation": "emigration", "interest rate": "minimum wage",
    "monkeypox": "cholera", "abortion": "surrogacy", "vaccine": "gene therapy",
    "vaccines": "gene therapies", "airline": "ferry operator", "movie": "musical",
    "film": "musical", "album": "memoir", "novel": "opera", "drought": "frost",
    "school": "prison", "schools": "prisons", "virus": "parasite", "supermarket": "bookshop",
    "supermarkets": "bookshops", "dog": "parrot", "storm": "heat wave", "plastic": "asbestos",
    "abortions": "surrogacies", "migrants": "nurses", "cigarette": "firework",
    "smoking": "gambling", "tax": "rent", "nurses": "dentists", "teachers": "dentists",
    "rail": "postal", "marriage": "adoption", "protesters": "pensioners", "poverty": "foster care",
    "theft": "arson", "cocaine": "ivory", "insect": "orchid", "turkeys": "salmon",
}  # fmt: skip

# Swapped questions that an article of 2022 does answer in spite of the swap, read and named by
# their id.
_DROPPED = frozenset(
    """20220729_15 20220729_18 20220812_1 20220819_20 20220902_0 20220930_12 20221007_11 20221028_8
    20221028_10 20221104_11 20221104_12 20221118_10 20221118_17 20221202_0 20221209_14 20221209_15
    20221216_28 20221223_10 20221230_7 20221230_11 20221230_17 20221007_6 20221118_19 20221223_7
    20220812_29 20221223_6 20221230_15 20220930_11 20221104_2""".split()
)


@dataclass(frozen=True, slots=True)
class Unanswerable:
    """One question that no article answers."""

    id: str
    text: str
    kind: Kind
    half: Half


def unanswerable(rows: Sequence[dict[str, object]], count: int) -> list[Unanswerable]:
    """``count`` questions, half of each kind, made from the data set's rows and the written list.

    Where the written list has fewer than half, there are as many of each as it has.
    """
    rng = random.Random(SEED)
    later = _written(_LATER, "later")
    made = [s for s in (_swapped(row, rng) for row in rows) if s]
    rng.shuffle(later)
    rng.shuffle(made)
    swapped = [(f"swapped-{i}", text) for i, text in made if i not in _DROPPED]
    each = min(count // 2, len(later), len(swapped))
    return _halved(swapped[:each], "swapped") + _halved(later[:each], "later")


def scattered() -> list[Unanswerable]:
    """Every question of the list on names that only other stories have."""
    written = _written(_SCATTERED, "scattered")
    random.Random(SEED).shuffle(written)
    return _halved(written, "scattered")


def _written(path: Path, kind: Kind) -> list[tuple[str, str]]:
    lines = path.read_text(encoding="utf-8").splitlines()
    return [(f"{kind}-{n}", line) for n, line in enumerate(lines, 1) if line and line[0] != "#"]


def _halved(made: Sequence[tuple[str, str]], kind: Kind) -> list[Unanswerable]:
    middle = len(made) // 2
    return [Unanswerable(i, t, kind, "A" if n < middle else "B") for n, (i, t) in enumerate(made)]


def _swapped(row: dict[str, object], rng: random.Random) -> tuple[str, str] | None:
    text = str(row["question"])
    found = _names_in(text)
    weighty = any(kind not in ("country", "place") for _, kind in found)
    changed = _swap_names(text, found, rng) if weighty else _swap_events(text)
    return None if changed == text else (str(row["id"]), changed)


def _split(names: str) -> list[str]:
    return [name.strip() for name in names.split("|")]


def _names_in(text: str) -> list[tuple[str, str]]:
    pairs = [(name, kind) for kind, names in _NAMES.items() for name in _split(names)]
    return [(n, k) for n, k in pairs if re.search(rf"\b{re.escape(n)}\b", text)]


def _swap_names(text: str, found: Sequence[tuple[str, str]], rng: random.Random) -> str:
    for name, kind in sorted(found, key=lambda pair: -len(pair[0])):
        invented = _split(_INVENTED[kind]) if kind in _INVENTED and rng.random() < 0.5 else []
        choices = [n for n in invented or _split(_NAMES[kind]) if n != name and n not in text]
        text = re.sub(rf"\b{re.escape(name)}\b", rng.choice(choices), text)
    return text


def _swap_events(text: str) -> str:
    for event in sorted(_EVENTS, key=len, reverse=True):
        text = re.sub(rf"\b{event}\b", _EVENTS[event], text)
    return text
