"""What of an article may be a line of a briefing."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from index.articles import Sentence
from qa.briefing.composing import compose
from qa.briefing.lines import Line
from qa.briefing.salience import content
from qa.briefing.standing import has_dateline, leans, points_away, stands, without_head
from qa.briefing.verbs import lasts
from qa.briefing.withdrawals import denials
from qa.evidence.withdrawals import is_doubted, is_taken_back, length_with, takes_back

DAY = datetime(2024, 4, 23, tzinfo=UTC)
SAID = "The army of Norwick said on Monday that it had arrested five men over the attack."


def line(text: str, at: int = 0, topic: str = "attack", day: datetime = DAY) -> Line:
    sentence = Sentence("a", at, 0, len(text), text)
    keys = frozenset(content(text, "en"))
    return Line(sentence, "a", day, "en", 0, 0.8, keys, topic=topic)


@pytest.mark.parametrize(
    "text",
    [
        "The bill passed by sixty-one votes to thirty-six after a long night.",
        "The returns are expected to cover the years from 2015 through 2020.",
        "The Senate passed the bill by sixty-one votes to thirty-six on Tuesday.",
        "On Monday it was the turn of the northern harbour at Calder Bay.",
        "An official of the harbour counts two: the ferry and the pilot's boat.",
        "The day before, these words had been written on a wall in Halden.",
        "A day earlier, crews in the north fired rockets at the harbour.",
        "The 44-year-old president was praised for the defence of Halden.",
        "“Anyone, anyone can catch it, but many of those who did were sailors.”",
        "“We will stay, and we will build the harbour again, he said.",
        "Get updates on the situation in the harbour of Calder Bay every day.",
        "A version of this story about the harbour first ran in July.",
        "Recommendations are independently chosen by the editors of the Courier.",
        "Plus, our reporter in Calder Bay tells us what happened at the harbour.",
        "A man takes photos of the boats in the harbour, Thursday, April 18.",
        "Jon Sand/AP A crowd gathers at the harbour of Calder Bay after the storm.",
        "Montgomery: The harbour of Calder Bay was closed by the police.",
        "– The harbour master of Calder Bay, speaking of the storm on Monday.",
        "Before the ferry sank off Calder Bay, she had warned of the storm.",
        "Not only were the rings captured, but so were the bands of dust.",
        "The machine's namesake, Ada Renn, was the second head of the agency.",
        "The council of Norwick did not meet the criteria for such a declaration.",
        "Having passed this milestone, engineers in Halden expect even more.",
        "Thus, April 23 has been a quiet day in the harbour of Calder Bay.",
        "EST, it marked the end of a month in the harbour of Calder Bay.",
        "• 11:30 a.m.: The police of Halden received a call for help.",
        "If passed, it would be the first law on harbours in Norwick for years.",
        "Eleven were sailors and two were pilots, the police of Halden said.",
        "A separate vote on the harbour of Calder Bay was lost on Monday.",
        "Ada Renn, who would later that night win a prize, went to the harbour.",
        "The Norwick man sent a letter to the harbour master of Calder Bay.",
        "►The Courier reported that the harbour of Calder Bay was closed.",
        "Ada Renn and Jon Sand wave to a crowd at a rally held at the harbour, May 2, 1956.",
        "Ada Renn, dressed as a sailor, holds a red ball at the Halden 2016 Games.",
        "Mayor Ada Renn celebrating in Halden after Norwick was chosen in May 2013.",
        "Ada Renn and her husband pay their respects at the pier of Calder Bay, on Sunday.",
    ],
)
def test_what_cannot_stand_alone_is_no_line(text: str) -> None:
    assert not stands(text, "en")


@pytest.mark.parametrize(
    "text",
    [
        "The cause of the leak in Norwick is not known.",
        "It was unclear how the gas escaped at Norwick.",
        "“We will stay,” Ada Renn, the mayor of Halden, said on Monday.",
        "The price of a loaf rose to four crowns in Halden on Monday.",
        "Ada Renn proposed a bill on harbours, and the council passed the bill on Monday.",
        "Mayor Ada Renn said that she would stay in Halden after all.",
    ],
)
def test_what_can_is_one(text: str) -> None:
    assert stands(text, "en")


def test_what_the_topic_names_is_known() -> None:
    text = "The layoffs began on Monday in the offices of the harbour."
    assert points_away(text)
    assert not points_away(text, frozenset(content("Halden layoffs", "en")))


def test_a_quoted_we_is_somebody_elses() -> None:
    assert not leans("“We will rebuild,” the mayor of Halden said.")


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("Halden The court ruled.", True),
        ("(CNN) The court ruled.", False),
        ("The court of Halden ruled.", False),
        ("Halden ruled the waves.", False),
    ],
)
def test_what_is_left_of_a_dateline_is_noticed(text: str, left: bool) -> None:
    assert has_dateline(text) is left


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("(CNN) The court ruled.", "The court ruled."),
        ("HALDEN, Norwick — The court ruled.", "The court ruled."),
        ("HALDEN (AP) — The court ruled.", "The court ruled."),
        ("Calder Bay (CNN Business) The court ruled.", "The court ruled."),
        ("Calder Bay CNN — The court ruled.", "The court ruled."),
        ("Ada Renn — the mayor — said so.", "Ada Renn — the mayor — said so."),
        ("Halden and Calder Bay, Norwick (CNN) The court ruled.", "The court ruled."),
        ("HALDEN, April 23 (Harbour Wire) - The court ruled.", "The court ruled."),
        ("NATO and its members met.", "NATO and its members met."),
    ],
)
def test_a_line_is_told_from_where_its_sentence_begins(text: str, told: str) -> None:
    assert without_head(text) == told
    assert line(text).text == told


@pytest.mark.parametrize(
    ("text", "happened"),
    [
        ("The court overturned the law.", True),
        ("The mayor has resigned.", True),
        ("The court may overturn the law.", False),
        ("Lawyers were expected to appeal.", False),
        ("The talks continue.", False),
        ("Testing is now easy, but seldom used.", False),
        ("The mayor, who was sworn in on Monday, resigned.", True),
    ],
)
def test_a_headline_tells_what_has_happened(text: str, happened: bool) -> None:
    assert lasts(text) is happened


def test_by_publication_only_news_at_the_beginning_of_an_article_has_a_day() -> None:
    news = "The harbour master of Halden has resigned over the attack."
    assert line(news).when == (DAY.date(), False, "")
    assert line(news, at=9).when is None
    assert line("The talks on the attack go on.").when is None


@pytest.mark.parametrize(
    ("following", "expected"),
    [
        ("That was wrong.", True),
        ("But this claim is not true.", True),
        ("The report has been retracted.", True),
        ("That was long ago.", False),
        ("Divers will search for it.", False),
    ],
)
def test_what_the_next_sentence_takes_back_is_noticed(following: str, expected: bool) -> None:
    assert is_taken_back(following) is expected


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("An earlier report that five men had been arrested was wrong.", "withdraws"),
        ("The Courier has withdrawn its report of an arrest.", "withdraws"),
        ("The army denied that anyone had been arrested.", "denies"),
        ("The army arrested nobody.", ""),
    ],
)
def test_a_sentence_that_takes_something_back_is_known(text: str, kind: str) -> None:
    assert takes_back(text) == kind


def test_a_denial_finds_what_it_denies() -> None:
    said = line(SAID)
    denial = line("The army of Norwick denied that anyone had been arrested over the attack.")
    other = line("The army of Norwick denied that bread was dear in the harbour.")
    assert list(denials([said, denial, other], [said])) == [(denial, said)]


def test_what_is_called_false_beside_it_is_doubted() -> None:
    claim = "The claim that many have shared: the mayor and the thief were friends."
    assert is_doubted(claim, [claim, "There is no evidence that the two knew each other."])
    assert not is_doubted(claim, [claim, "The thief was held."])
    assert not is_doubted("The mayor slept.", ["There is no evidence of it."])


CLAIM = "The Halden Courier wrote on Monday that nine sailors had drowned off Calder Bay."


@pytest.mark.parametrize(
    ("following", "length"),
    [
        (["That was wrong.", "It was seven."], 3),
        (["That is not true.", "The harbour master keeps a list of everyone on board."], 2),
        (["The report was false."], 2),
        (["That was on a Monday.", "It was seven."], 1),
        ([], 1),
    ],
)
def test_what_takes_a_claim_back_is_told_with_it(following: list[str], length: int) -> None:
    assert length_with([CLAIM, *following]) == length


def test_a_headline_tells_an_event_of_the_topic() -> None:
    event = line("The attack on Norwick killed five men on Monday.")
    aside = line("While the attack lasted, bakers in Norwick closed their shops.")
    assert event.is_event
    assert event.eventful > aside.eventful
    argued = line("Members of the council have argued that the attack on Norwick was planned.")
    assert not argued.is_event


def test_a_surname_waits_until_its_name_is_told() -> None:
    bare = replace(
        line("Sand fled from Norwick in the night after the attack."), bare=frozenset({"Sand"})
    )
    whole = line("Jon Sand was charged by the court of Halden with an attack.")
    for lines, told in (([bare], []), ([whole, bare], [whole, bare])):
        assert [*compose([lines], 40).lines()] == told


def test_an_event_with_names_is_more_of_a_headline() -> None:
    named = line("Mayor Ada Renn resigned over the attack on Monday.")
    nameless = line("Some critics resigned over the attack yesterday.")
    assert named.eventful > nameless.eventful
