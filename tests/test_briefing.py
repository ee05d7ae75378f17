"""Briefings of source sentences, from Python."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from itertools import count, takewhile
from pathlib import Path

import pytest

from conftest import SEEDS, WordEmbedder, make_article
from index import ArticleIndex, read
from index.errors import UsageError
from qa.answering.citing import Citer
from qa.answers import Abstention, Briefing, Point
from qa.briefing import assemble, brief
from qa.briefing.confirming import Confirmer
from qa.briefing.survey import Order, survey

DAY = datetime(2024, 4, 20, tzinfo=UTC)
FERRY = "The ferry Aurora sank off Calder Bay on Monday with forty people on board."
RIVER = "The river at Halden rose by three metres in one night and flooded the lower streets."


def told(number: int, length: int = 16) -> str:
    """A sentence in a tongue of its own: nothing that two of them have in common."""
    draw = random.Random(number)
    parts = [draw.choice("bdfgklmnprstvz") + draw.choice("aeiou") for _ in range(length * 3)]
    words = ["".join(parts[n : n + 3]) for n in range(0, len(parts), 3)]
    return " ".join(words).capitalize() + "."


@pytest.fixture
def seeds(tmp_path: Path) -> Iterator[ArticleIndex]:
    with ArticleIndex.open(tmp_path / "seeds") as index:
        index.add(read(SEEDS))
        yield index


@pytest.fixture
def many(tmp_path: Path, embedder: WordEmbedder) -> Iterator[ArticleIndex]:
    """Fifty articles on fifty events."""
    with ArticleIndex.open(tmp_path / "many", embedder=embedder) as index:
        index.add(
            make_article(
                n + 1,
                " ".join(told(10 * n + k, 12 + (n + k) % 9) for k in range(5)),
                title=told(10 * n + 9, 5),
                published=DAY + timedelta(hours=n),
                language="eo",
            )
            for n in range(50)
        )
        yield index


def made(found: Briefing | Abstention) -> Briefing:
    assert isinstance(found, Briefing)
    return found


def words(found: Briefing) -> int:
    return sum(len(point.claim.text.split()) for point in found.lines())


def quotes_of_one_run(point: Point) -> list[str]:
    """Its first quotation, and those that follow it in the article: others say the same again."""
    first, *others = point.claim.citations
    places = {c.sentence: c.quote for c in others if c.article_id == first.article_id}
    following = takewhile(places.__contains__, count(first.sentence + 1))
    return [first.quote, *(places[ordinal] for ordinal in following)]


def test_every_line_is_a_checked_quotation_that_resolves(seeds: ArticleIndex) -> None:
    found = made(brief(seeds, Order("US troops Iraq")))
    assert found.headline
    assert len(found.points) > 3
    for point in found.lines():
        assert point.claim.verdict == "supported"
        assert point.claim.text == " ".join(quotes_of_one_run(point))
    for citation in found.citations():
        article = seeds.article(citation.article_id)
        assert article.text[citation.start : citation.end] == citation.quote


def test_numbers_follow_the_order_of_reading(seeds: ArticleIndex) -> None:
    found = made(brief(seeds, Order("US troops Iraq")))
    assert [c.number for c in found.citations()] == list(range(1, len(found.citations()) + 1))
    assert found.headline
    assert found.headline.claim.citations[0].number == 1


def test_copies_count_once(seeds: ArticleIndex) -> None:
    found = made(brief(seeds, Order("US troops Iraq")))
    assert found.coverage.articles == found.coverage.origins + 1
    assert max(point.reports for point in found.lines()) == found.coverage.origins


def test_figures_that_differ_stand_side_by_side(seeds: ArticleIndex) -> None:
    found = made(brief(seeds, Order("US troops Iraq")))
    (dispute,) = found.disputes
    assert {value for _, value in dispute.sides} == {"more than 165 times", "at least 150 attacks"}


def test_a_correction_is_told_whole_and_cited_sentence_by_sentence(seeds: ArticleIndex) -> None:
    found = made(brief(seeds, Order("attacks on US forces", words=900)))
    (told,) = [p for p in found.lines() if "reported on Tuesday that" in p.claim.text]
    quotes = [citation.quote for citation in told.claim.citations]
    assert quotes[1:] == ["That was wrong.", "It was the second."]
    assert told.claim.text == " ".join(quotes)
    assert told is not found.headline
    assert all("reported on Tuesday" not in c.quote for d in found.disputes for c, _ in d.sides)


def test_a_claim_is_told_with_what_calls_it_false(articles: ArticleIndex) -> None:
    articles.add([
        make_article(1, "Posts shared in Norwick said that the dam of Norwick had burst on Monday. "
                     "That is not true. The dam is watched day and night.", title="Norwick dam"),
    ])  # fmt: skip
    found = made(brief(articles, Order("Norwick dam")))
    (told,) = [p for p in found.lines() if "had burst" in p.claim.text]
    assert told.claim.text.endswith("That is not true.")
    assert [c.sentence for c in told.claim.citations] == [0, 1]


def test_the_timeline_is_in_order_and_says_by_what(seeds: ArticleIndex) -> None:
    found = made(brief(seeds, Order("US troops Iraq")))
    days = [event.day for event in found.timeline]
    assert days == sorted(days)
    stated = {event.day: event.stated for event in found.timeline}
    assert stated[date(2024, 1, 28)]


@pytest.mark.parametrize("count", [100, 150, 400])
def test_the_length_is_held_where_there_is_enough(many: ArticleIndex, count: int) -> None:
    found = made(brief(many, Order(since=DAY.date(), words=count)))
    assert 0.85 * count <= words(found) <= 1.15 * count


def test_key_points_are_of_distinct_stories(many: ArticleIndex) -> None:
    found = made(brief(many, Order(since=DAY.date(), words=150)))
    stories = [point.story for point in found.points]
    assert len(set(stories)) == len(stories)


def test_reports_that_say_the_same_are_counted(articles: ArticleIndex) -> None:
    text = "The ferry Aurora sank off Calder Bay on Monday with forty people on board."
    articles.add([
        make_article(1, text + " Divers will search for it at dawn.", outlet="A", title="Ferry"),
        make_article(2, text + " Its captain is in hospital in Halden.", outlet="B", title="Ferry"),
    ])  # fmt: skip
    found = made(brief(articles, Order("ferry Aurora")))
    point = next(p for p in found.lines() if p.claim.text == text)
    assert (point.claim.origins, point.reports) == (2, 2)
    assert {c.article.outlet for c in point.claim.citations} == {"A", "B"}


def test_neither_topic_nor_date_is_refused(seeds: ArticleIndex) -> None:
    with pytest.raises(UsageError, match="neither a topic nor a date"):
        brief(seeds, Order("  "))


def test_nothing_matches(seeds: ArticleIndex, articles: ArticleIndex) -> None:
    found = brief(seeds, Order("knitting patterns"))
    assert isinstance(found, Abstention)
    assert "no article matches" in found.reason
    found = brief(articles, Order("ferry"))
    assert isinstance(found, Abstention)
    assert "no articles yet" in found.reason


def test_news_are_what_was_not_there_last_time(articles: ArticleIndex) -> None:
    old = "The ferry Aurora sank off Calder Bay on Monday with forty people on board."
    new = "Divers found the recorder of the Aurora in the mud on Thursday afternoon."
    articles.add([make_article(1, old, title="Ferry Aurora sinks")])
    assert [p.claim.text for p in made(brief(articles, Order("Aurora"))).lines()] == [old]
    again = brief(articles, Order("aurora ", new=True))
    assert isinstance(again, Abstention)
    assert "nothing is new" in again.reason
    articles.add([make_article(2, f"{new} {old}", title="Aurora recorder found")])
    assert [p.claim.text for p in made(brief(articles, Order("Aurora", new=True))).lines()] == [new]
    assert isinstance(brief(articles, Order("Aurora", new=True)), Abstention)


def test_what_was_shown_goes_with_its_article(articles: ArticleIndex, tmp_path: Path) -> None:
    text = "The ferry Aurora sank off Calder Bay on Monday with forty people on board."
    articles.add([make_article(1, text, title="Ferry Aurora sinks")])
    brief(articles, Order("Aurora"))
    articles.remove([f"{1:016x}"])
    last = articles.briefings.last("Aurora")
    assert last
    assert not last.seen
    assert not last.shown
    articles.add([make_article(1, text, title="Ferry Aurora sinks")])
    assert isinstance(brief(articles, Order("Aurora", new=True)), Briefing)


def test_what_changes_while_it_is_written_is_not_cited(articles: ArticleIndex) -> None:
    articles.add(
        [make_article(1, RIVER, title="River rises"), make_article(2, FERRY, title="Ferry")]
    )
    found = survey(articles, Order(since=DAY.date() - timedelta(days=30)))
    articles.add([make_article(1, f"Corrected on Tuesday. {RIVER}", title="River rises")])
    articles.remove([f"{2:016x}"])
    confirmer = Confirmer(articles, Citer(articles), found)
    assert assemble(found, confirmer, None).lines() == ()


def test_a_briefing_that_cannot_be_remembered_is_written_all_the_same(
    articles: ArticleIndex,
) -> None:
    articles.add([make_article(1, RIVER, title="River rises")])
    (articles.folder / "briefings.sqlite3").write_bytes(b"no database at all" * 100)
    assert isinstance(brief(articles, Order("river")), Briefing)
    assert articles.briefings.note
    assert "not remembered" in articles.briefings.note


def test_what_is_counted_otherwise_in_other_words_stands_side_by_side(
    articles: ArticleIndex,
) -> None:
    ours = "Eleven workers of the port of Norwick were taken to hospital."
    theirs = "Fourteen port workers of Norwick were hospitalised."
    articles.add([
        make_article(1, ours, title="Leak in the port of Norwick", outlet="A"),
        make_article(2, theirs, title="Norwick: leak in the port", outlet="B"),
    ])  # fmt: skip
    (dispute,) = made(brief(articles, Order("Norwick port"))).disputes
    told = {c.article.outlet: (value, c.quote) for c, value in dispute.sides}
    assert told == {"A": ("Eleven workers", ours), "B": ("Fourteen port workers", theirs)}


def test_a_copy_that_changes_a_figure_is_told_beside_the_original(articles: ArticleIndex) -> None:
    rest = " ".join(told(number, 12) for number in range(6))
    counted = "Seven fishing boats of Norwick were lost in the storm on Monday night."
    articles.add([
        make_article(1, f"{counted} {rest}", title="Storm in Norwick", outlet="A"),
        make_article(2, f"{counted.replace('Seven', 'Nine')} {rest}", title="Storm in Norwick",
                     outlet="B", published=DAY + timedelta(hours=9)),
    ])  # fmt: skip
    found = made(brief(articles, Order("Norwick storm")))
    assert found.coverage.origins == 1
    (dispute,) = found.disputes
    assert {(c.article.outlet, value.split()[0]) for c, value in dispute.sides} == {
        ("A", "Seven"), ("B", "Nine"),
    }  # fmt: skip


def test_the_day_of_what_somebody_said_is_in_the_timeline(articles: ArticleIndex) -> None:
    said = "Ada Renn, the mayor of Norwick, said on Thursday that the visa was taken back."
    later = "The dancer Per Holt flew home from Norwick on Saturday after the visa was taken back."
    articles.add([
        make_article(1, said, title="Visa of a dancer", outlet="A", published=DAY),
        make_article(2, later, title="Dancer without a visa flies home", outlet="B",
                     published=DAY + timedelta(days=1)),
    ])  # fmt: skip
    timeline = made(brief(articles, Order("Norwick visa"))).timeline
    assert [event.day for event in timeline] == [date(2024, 4, 18), date(2024, 4, 20)]
