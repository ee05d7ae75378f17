"""Reports that fill in one form twice: the same words, other places, names, figures and days.

``pairs()`` makes ``PAIRS`` of them for each form, in order and by a fixed seed: what stands in
braces is drawn anew for each report, the rest is the same to the letter, as where a desk or a
machine writes the same report for every earthquake, match or municipality. Each form is some
paragraphs, the headline first, a third to two thirds of its sentences without anything drawn.
No text of anybody's: forms and names are made up.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

from index import Article

PAIRS = 8  # of each form
_SEED = 4_040
_FIRST_DAY = datetime(2024, 1, 1, 12, tzinfo=UTC)

FORMS = {
    "earthquake": """
Magnitude {few}.{digit} earthquake strikes near {place}

An earthquake of magnitude {few}.{digit} struck near {place} on {day}, the National
Seismological Institute said.

The quake hit at a depth of {tens} kilometres, about {tens} kilometres from {place2}, the
institute said on its website.

There were no immediate reports of injuries or damage.

The region lies on a fault line between two tectonic plates and is frequently shaken by
earthquakes, most of them too weak to be felt by residents.

The institute asks residents who felt the quake to report it on its website so that its effects
can be mapped.
""",
    "shares": """
{place} shares close on {day}

Shares in {place} closed on {day} with the benchmark index at {hundreds} points, a change of
{few}.{digit} percent.

The best performer of the session was {name}, which rose {few}.{digit} percent to {hundreds}
crowns. The worst performer was {name2}, which fell {few}.{digit} percent.

Falling stocks outnumbered advancing ones by {hundreds} to {hundreds}, and {tens} ended
unchanged.

Crude oil for delivery in the following month was at {tens} dollars a barrel, and gold was
trading at {hundreds} dollars a troy ounce.

Prices are delayed by fifteen minutes and are given for information only, without any warranty
that they are complete.
""",
    "match": """
{name} beat {name2} {few}-{digit}

{name} beat {name2} {few}-{digit} at home on {day} in front of {hundreds} spectators.

{person} opened the scoring after {tens} minutes with a low shot from the edge of the area, and
{person2} made it two shortly after the interval.

The visitors had more of the ball but seldom came near the goal, and their coach said afterwards
that his team had not been brave enough.

The win takes {name} to {tens} points from {few} matches, while {name2} stay on {tens}.

Tickets for the next round go on sale on the club's website on the first weekday of the month.
""",
    "town": """
{place}, a municipality in {place2}

{place} is a municipality in the district of {place2} with a population of {hundreds} at the
last census, down from {hundreds} ten years earlier.

The municipality covers {tens} square kilometres and borders on {name} to the north and {name2}
to the south.

The mayor is {person}, who was elected for the Farmers' League with {tens} percent of the vote.

Most of the inhabitants work in agriculture, in forestry or in the services that depend on both,
and many commute to the larger towns of the region.

The data are those of the statistical office and are brought up to date once a year, when the
register of residents is closed.
""",
    "weather": """
Weather for {place} on {day}

It will be dry in {place} on {day} with a high of {tens} degrees, after {few} degrees in the
morning.

Wind from the west will reach {tens} kilometres an hour near {place2} in the afternoon.

The pollen count is moderate, and people who are sensitive to birch should keep windows closed
in the early hours.

The forecast was made by a computer model and looked through by a forecaster; local showers may
be missing from it.

Warnings are given for each district when heat, frost, wind or rain are expected to be a danger
to the public.
""",
    "road": """
Road {tens} at {place} closed on {day}

Road {tens} will be closed between {place} and {place2} from {day} while the surface is renewed,
the road office said.

Traffic is led through {name}, which is expected to take {tens} minutes longer.

Residents can reach their houses at all times, and buses stop at the edge of the works.

The road office asks drivers for their patience and reminds them that the speed at road works is
limited for the safety of those who work there.

How the works are going can be seen on the office's map, which is brought up to date every
morning.
""",
    "results": """
{name} reports quarterly profit of {tens} million

{name} Holdings said on {day} that its profit for the quarter was {tens} million crowns, against
{tens} million a year earlier.

Revenue came to {hundreds} million crowns, while analysts had expected {hundreds} million.

The chief executive, {person}, said the company was on track and saw no reason to change its
forecast for the year.

The statements made here about the future rest on what is known today and may turn out to be
wrong for many reasons that the company cannot influence.

The full report can be found on the company's website, where a telephone conference for analysts
will be broadcast as well.
""",
    "obituary": """
{person}, {tens}, of {place}

{person}, {tens}, died on {day} at a hospital in {place} after a short illness, the family said.

Born in {place2}, {person2} as a friend recalls was the first to greet every newcomer with {few}
questions.

The funeral will be held at the parish church, with burial to follow in the family's own circle.

In place of flowers the family asks for gifts to the hospice, whose nurses they thank for their
patience and their care.

The book of condolence lies open at the town hall until the end of the month.
""",
    "vote": """
{person} wins seat of {place}

{person} has won the seat of {place} with {hundreds} votes, {hundreds} more than {person2}, the
returning officer said on {day}.

Turnout was {tens}.{digit} percent, against {tens}.{digit} percent at the election before.

The count had to be repeated in two polling stations because the numbers did not add up at
first, which is not unusual.

The result is final once it has been confirmed by the electoral board, which meets in the week
that follows the vote.

Whoever doubts the count can lodge a complaint with the board within a fortnight, in writing and
with reasons.
""",
    "court": """
Man, {tens}, from {place} sentenced

A man of {tens} from {place} was sentenced on {day} to {few} years in prison for the robbery of
a shop in {place2}.

The court found that {person} had threatened a shop assistant with a knife and taken {hundreds}
crowns from the till.

The defendant did not speak in court, and his lawyer had asked for a milder sentence because he
had no earlier convictions.

The sentence can be appealed within two weeks, and until then the man stays in custody because
the court fears that he might flee.

The shop assistant, who had told the court that she still could not sleep, was not there when
the sentence was read out.
""",
}

_STARTS = "Bar Cor Dal Fen Gol Hav Jor Kel Lor Mar Nor Ost Pel Rav Sor Tor Ul Vel Wend Yst".split()
_ENDS = "anger berg by dale ey ford gard heim holm ia land mark nes ona rod stad vik worth".split()
_GIVEN = "Ada Bela Cato Dina Edda Finn Gro Hal Ilse Jon Kaja Lars Mina Nils Oda Pia Rolf".split()
_DAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()
_GAP = re.compile(r"\{(\w+)\}")


def pairs() -> Iterator[tuple[str, Article, Article]]:
    """The form's name and two reports of different events that fill it in."""
    rng = random.Random(_SEED)
    for name, form in FORMS.items():
        for number in range(PAIRS):
            days = rng.sample(range(300), 2)
            one, other = (_report(name, form, rng, (number, day)) for day in days)
            yield name, one, other


def _report(name: str, form: str, rng: random.Random, place: tuple[int, int]) -> Article:
    number, day = place
    drawn: dict[str, str] = {}

    def filled(match: re.Match[str]) -> str:
        gap = match[1]
        if gap in {"few", "digit", "tens", "hundreds"}:  # each a figure of its own
            return _drawn(gap, rng)
        return drawn.setdefault(gap, _drawn(gap.rstrip("2"), rng))

    title, *paragraphs = _GAP.sub(filled, form).strip().split("\n\n")
    return Article(
        id=f"f{list(FORMS).index(name):03x}{number:06x}{day:06x}",
        title=title,
        text="\n\n".join(paragraph.replace("\n", " ") for paragraph in paragraphs),
        outlet=f"The {name.title()} Desk",
        published=_FIRST_DAY + timedelta(days=day),
        language="en",
    )


def _drawn(gap: str, rng: random.Random) -> str:
    if gap == "day":
        return rng.choice(_DAYS)
    if gap == "person":
        return f"{rng.choice(_GIVEN)} {_name(rng)}sen"
    if gap in {"place", "name"}:
        return _name(rng)
    least, most = {"few": (2, 9), "digit": (0, 9), "tens": (11, 99), "hundreds": (101, 9_999)}[gap]
    return str(rng.randint(least, most))


def _name(rng: random.Random) -> str:
    return rng.choice(_STARTS) + rng.choice(_ENDS)
