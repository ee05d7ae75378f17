"""Lines to the parts of a briefing, within a number of words."""

from __future__ import annotations

from datetime import UTC, datetime

from hypothesis import given
from hypothesis import strategies as st

from index.articles import Sentence
from qa.briefing.composing import compose
from qa.briefing.lines import Line
from qa.briefing.plan import MARGIN, Given, alike
from qa.briefing.sameness import Said

DAY = datetime(2024, 4, 1, tzinfo=UTC)
# Thirty lines of 9 to 20 words that have nothing in common.
TEXTS = [
    " ".join(f"w{n}x{i}" for i in range(8 + n % 12)) + "." for n in range(30)
]  # fmt: skip


def line(text: str, story: int = 0, salience: float = 0.8, new: bool = True, at: int = 0) -> Line:
    sentence = Sentence(f"{story}", at, 0, len(text), text)
    keys = frozenset(text.lower().strip(".").split())
    return Line(sentence, f"{story}", DAY, "en", story, salience, keys, new)


def test_one_key_point_of_each_story_before_any_gets_a_second() -> None:
    stories = [[line(TEXTS[s * 3 + n], s, 0.9 - n / 10) for n in range(3)] for s in range(4)]
    plan = compose(stories, 100)
    assert plan.headline
    assert plan.headline.story == 0
    assert {x.story for x in plan.points} == {0, 1, 2, 3}


def test_no_line_repeats_another() -> None:
    text = "the ferry sank off calder bay on monday with forty people"
    same = [line(text + ".", 0), line(text + " aboard.", 1, 0.7), line(TEXTS[1], 2)]
    plan = compose([[x] for x in same], 100)
    assert [x.text for x in plan.lines()] == [text + ".", TEXTS[1]]


def test_a_briefing_of_news_repeats_nothing_of_the_last_one() -> None:
    old, new = line(TEXTS[0], 0), line(TEXTS[1], 0, at=1)
    plan = compose([[old, new]], 100, told=[old.said])
    assert [x.text for x in plan.lines()] == [new.text]
    assert list(compose([[line(TEXTS[0], new=False)]], 100).lines()) == []


def test_another_number_or_day_is_news() -> None:
    told = line("Two soldiers died in the drone strike on the Halden base, the army said.")
    more = line("Four soldiers died in the drone strike on the Halden base, the army said.")
    plan = compose([[more]], 100, told=[told.said])
    assert [x.text for x in plan.lines()] == [more.text]


def test_parts_take_their_lines_and_points_the_rest() -> None:
    said = line("The Farming Ministry said that ninety farmers were paid in full last winter.", 0)
    open_ = line("It was not clear who set fire to three barns near Halden.", 1)
    dated = line("A drone struck the northern outpost on 28 January at dawn.", 2)
    main = line("The council of Halden opened its new bridge over the river on Friday.", 30)
    others = [[line(text, n + 3)] for n, text in enumerate(TEXTS[:20])]
    plan = compose([[main], *others, [said], [open_], [dated]], 200)
    assert plan.said == [said]
    assert plan.unknown == [open_]
    assert plan.dated == [dated]
    assert len(plan.points) > 5


def test_what_does_not_hold_is_not_shown() -> None:
    plan = compose([[line(text, n)] for n, text in enumerate(TEXTS)], 100, holds=lambda _: False)
    assert list(plan.lines()) == []


def test_words_that_are_written_already_count() -> None:
    given = [Given(0, 150, Said("Already.", frozenset({"already"})))]
    plan = compose([[line(text, n)] for n, text in enumerate(TEXTS)], 200, given=given)
    assert plan.headline is None
    assert sum(x.words for x in plan.lines()) <= 70


@given(st.integers(40, 300), st.lists(st.floats(0.3, 1.0), min_size=30, max_size=30))
def test_the_number_of_words_is_held(words: int, worth: list[float]) -> None:
    stories = [[line(t, n, w)] for n, (t, w) in enumerate(zip(TEXTS, worth, strict=True))]
    used = sum(x.words for x in compose(stories, words).lines())
    assert used <= (1 + MARGIN) * words
    assert used >= 0.85 * words


@given(st.sets(st.sampled_from("abcdef")), st.sets(st.sampled_from("abcdef")))
def test_alike_is_mutual(one: set[str], other: set[str]) -> None:
    assert alike(one, other) == alike(other, one)
