"""Lines of many stories to a briefing that goes by story."""

from __future__ import annotations

import json
import re
import shutil
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from commands import Run
from hypothesis import given
from hypothesis import strategies as st

from conftest import make_article
from index import ArticleIndex
from index.articles import Sentence
from qa.briefing.by_story import compose_by_story, story_count
from qa.briefing.lines import Line
from qa.briefing.plan import MARGIN, Given
from qa.briefing.sameness import Said

DAY = datetime(2024, 4, 1, tzinfo=UTC)
# Sixty lines of 9 to 20 words that have nothing in common.
TEXTS = [" ".join(f"w{n}x{i}" for i in range(8 + n % 12)) + "." for n in range(60)]


def line(text: str, story: int, salience: float = 0.8, origin: str = "", at: int = 0) -> Line:
    sentence = Sentence(origin or f"{story}", at, 0, len(text), text)
    keys = frozenset(text.lower().strip(".").split())
    return Line(sentence, origin or f"{story}", DAY, "en", story, salience, keys)


def stories(count: int, lines: int = 4, reports: int = 1) -> list[list[Line]]:
    return [
        [
            line(TEXTS[(s * lines + n) % 60], s, 0.9 - n / 20, f"{s}.{n % reports}", n)
            for n in range(lines)
        ]
        for s in range(count)
    ]


def titled(found: list[list[Line]], at: int = 0) -> list[dict[str, float]]:
    """Titles that say what one line of each story says."""
    return [dict.fromkeys(lines[at].keys, 1.0) for lines in found]


@pytest.mark.parametrize("words", [150, 400])
def test_how_many_stories_are_told_follows_the_words(words: int) -> None:
    found = stories(15)
    told = [x.story for x in compose_by_story(found, titled(found), words).lines()]
    assert len(set(told)) == min(15, story_count(words))
    assert told == sorted(told)


def test_the_heading_is_what_the_titles_say() -> None:
    found = stories(5)
    plan = compose_by_story(found, titled(found, at=2), 200)
    first = {x.story: x for x in reversed(plan.points)}
    assert all(x == found[story][2] for story, x in first.items())


def test_a_story_of_many_reports_gets_more_lines() -> None:
    found = [stories(1, 10, reports=10)[0], *stories(6)[3:]]
    found = [[line(x.text, n, x.salience, x.origin) for x in each] for n, each in enumerate(found)]
    plan = compose_by_story(found, titled(found), 160)
    assert plan.counts[0] > plan.counts[1] >= 1


def test_a_story_without_a_line_on_its_titles_waits() -> None:
    found = stories(5, lines=10)
    titles = [{"nothing": 1.0, "of": 1.0, "this": 1.0}, *titled(found)[1:]]
    assert 0 not in compose_by_story(found, titles, 120).counts
    assert 0 in compose_by_story(found[:2], titles[:2], 120).counts


def test_what_a_model_wrote_of_a_story_is_its_heading() -> None:
    found = stories(4)
    wrote = [Given(1, 30, Said("Already.", frozenset({"already"})))]
    plan = compose_by_story(found, titled(found), 120, given=wrote)
    assert {0, 1, 2} <= plan.counts.keys()
    assert found[1][0] not in plan.points or plan.counts[1] > 1


@given(st.integers(40, 300), st.lists(st.floats(0.5, 1.0), min_size=40, max_size=40))
def test_the_number_of_words_is_held(words: int, worth: list[float]) -> None:
    found = [[line(t, n, w)] for n, (t, w) in enumerate(zip(TEXTS[:40], worth, strict=True))]
    used = sum(x.words for x in compose_by_story(found, titled(found), words).lines())
    assert 0.85 * words <= used <= (1 + MARGIN) * words


@pytest.fixture
def index(seeded: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(seeded, tmp_path / "copy"))


def test_each_story_has_its_heading_and_what_there_is_to_it(run: Run, index: Path) -> None:
    code, out, _ = run("--index", index, "brief", "--since", "2024-04-01")
    assert code == 0
    above = out.partition("\nSources\n")[0]
    assert re.search(r"^1\. .+ \[1\](\[2\])?\n   \(.+ · \d articles · \d independent reports\)$",
                     above, re.M)  # fmt: skip
    assert re.search(r"^   - .+ \[\d+\] \(.+\)$", above, re.M)
    assert "Key points" not in above
    assert re.search(r"reckoned from publication on \d{4}-\d\d-\d\d\): story \d", above)


def test_a_record_has_the_same_stories(run: Run, index: Path) -> None:
    found = json.loads(run("--index", index, "brief", "--since", "2024-04-01", "--json").out)
    flat = [p for each in found["stories"] for p in (each["heading"], *each["points"])]
    assert flat == [found["headline"], *found["points"]]
    assert {p["story"] for each in found["stories"][:1] for p in each["points"]} == {1}
    assert found["stories"][0]["articles"] > found["stories"][0]["origins"] > 1
    topic = json.loads(run("--index", index, "brief", "US troops Iraq", "--json").out)
    assert topic["stories"] == []


def test_a_page_leads_from_the_timeline_to_a_story(run: Run, index: Path) -> None:
    run("--index", index, "brief", "--since", "2024-04-01", "-o", "it.html")
    page = Path("it.html").read_text(encoding="utf-8")
    assert '<h2 id="story1">1. ' in page
    assert '<a href="#story1">story 1</a>' in page
    markdown = run("--index", index, "brief", "--since", "2024-04-01", "--format", "md").out
    assert re.search(r"^## 1\. .+\[\^1\]", markdown, re.M)


def test_what_there_is_no_room_for_is_counted(run: Run, tmp_path: Path) -> None:
    with ArticleIndex.open(tmp_path / "many") as articles:
        articles.add(
            make_article(
                n + 1,
                f"The {name} of Calder Bay opened its new house on Friday after {n + 3} years.",
                title=f"{name.title()} of Calder Bay opens its house",
                published=DAY + timedelta(days=9 * n),
            )
            for n, name in enumerate("school theatre choir bakery chapel library".split())
        )
    out = run("--index", tmp_path / "many", "brief", "--since", "2024-01-01", "--length=40").out
    told = re.search(r"(\d) of (\d) stories told below · (\d) more: --length long", out)
    assert told
    assert int(told[1]) + int(told[3]) == int(told[2])
