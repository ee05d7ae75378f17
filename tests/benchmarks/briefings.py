"""Briefings measured: time, memory and tokens by size, citations, stories, lies of a model.

    python tests/benchmarks/briefings.py --data FOLDER [--index FOLDER] [--json] [--check]
        [--parts sizes,topics,lies] [--show N]

Sizes: what was published last, 10, 100 and 1,000 articles of it, briefed in 400 words by a process
of its own each, without a model and with a scripted one; memory is that process's peak, tokens are
characters / 4 of all prompts and replies. Topics: of 30 briefings without a model, the share of
lines whose every citation resolves to its quote in the index, of key points from distinct stories,
of briefings within 15 % of their length, and the time. Lies: on the same topics a scripted model
writes notes, and the briefing from them, quoted, shortened or in other words; one statement in
five, in both steps, is false (`perturbed.py`, `rewritten.py`). Shown is the share of the false
statements that stand in the briefing, and of the true ones that passed the check. ``--check``
compares with floors.json. Without ``--index`` the articles are added first, which takes a minute.
"""

from __future__ import annotations

import argparse
import json
import random
import re
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from pathlib import Path
from statistics import median
from typing import Any

import rewritten

import perturbed

sys.path.insert(0, str(Path(__file__).parents[1]))

from index import ArticleIndex, read
from index.schema import moment
from qa.answers import Briefing
from qa.briefing import brief
from qa.briefing.authoring import Author
from qa.briefing.spending import Budget
from qa.briefing.survey import Order
from scripted_model import Asked, Said, ScriptedModel

ARTICLES = "realtimeqa-2022/articles.jsonl.gz"
FLOORS = Path(__file__).with_name("floors.json")
SIZES = (10, 100, 1_000)
WORDS = 400
BUDGET = 20_000  # tokens
SEED = 7
TOPICS = (
    "war in Ukraine", "abortion ruling", "monkeypox outbreak", "Queen Elizabeth funeral",
    "Hurricane Ian", "Twitter Elon Musk", "school shooting Uvalde", "inflation interest rates",
    "World Cup Qatar", "January 6 committee hearings", "baby formula shortage",
    "student loan forgiveness", "Boris Johnson resignation", "NASA Artemis launch",
    "covid vaccine children", "gas prices", "North Korea missile", "Brittney Griner",
    "heat wave Europe", "protests in Iran", "Supreme Court Ketanji Brown Jackson",
    "James Webb telescope", "midterm elections Senate", "Mar-a-Lago search", "airline flights "
    "cancelled", "rail strike", "Shinzo Abe", "Johnny Depp trial", "wildfire California",
    "Winter Olympics Beijing",
)  # fmt: skip
_NUMBERED = re.compile(r"^\[(\d+)\] (.+)$", re.MULTILINE)
Figures = dict[str, Any]


class Liar:
    """A model that repeats what it reads in other words, and says one false thing in five."""

    def __init__(self, seed: int, lies: bool = True) -> None:
        self.true: set[str] = set()
        self.false: set[str] = set()
        self.kinds: dict[str, str] = {}
        self.tokens = 0
        self._rng = random.Random(seed)
        self._turn = 0
        self._lies = lies

    def __call__(self, asked: Asked) -> Said:
        told = _NUMBERED.findall(asked.text)
        usable = set(perturbed.usable([text for _, text in told]))
        chosen = [each for each in told if each[1] in usable][
            : 14 if "<notes>" in asked.text else 5
        ]
        pool = [text for _, text in told]
        lines = [f"{self._statement(text, pool)} [{number}]" for number, text in chosen]
        reply = "\n".join(lines) or "There is nothing to tell of."
        usage = (len(asked.text) // 4, len(reply) // 4)
        self.tokens += sum(usage)
        return Said([reply], usage=usage)

    def _statement(self, text: str, pool: Sequence[str]) -> str:
        self._turn += 1
        lie = self._lie(text, pool) if self._lies and self._turn % 5 == 0 else None
        if lie and plain(lie) not in {plain(each) for each in pool}:
            self.false.add(plain(lie))
            return lie
        made = self._reworded(text)
        self.true.add(plain(made))
        return made

    def _lie(self, text: str, pool: Sequence[str]) -> str | None:
        """By any rule that applies to the sentence, in an order drawn anew."""
        source = perturbed.Source((text,), tuple(x for x in pool if x != text))
        kinds = [k for k in perturbed.FALSE_RULES if k not in {"invented", "roles swapped"}]
        rules: dict[str, Callable[[], str | None]] = {
            kind: lambda kind=kind: perturbed.FALSE_RULES[kind](text, source, self._rng)  # type: ignore[misc]
            for kind in kinds
            if source.other
        }
        rules |= {k: lambda k=k: rewritten.LIES[k](text, self._rng) for k in rewritten.LIES}  # type: ignore[misc]
        names = list(rules)
        self._rng.shuffle(names)
        for name in names:
            lie = rules[name]()
            if lie and lie != text:
                self.kinds[plain(lie)] = name
                return lie
        return None

    def _reworded(self, text: str) -> str:
        way = self._rng.randrange(3)
        if way == 0:
            return text
        if way == 1:
            return rewritten.paraphrase(text, self._rng, 1) or text
        names = [n for n in perturbed.TRUE_RULES if n != "quoted"]
        rule = perturbed.TRUE_RULES[self._rng.choice(names)]
        return rule(text, perturbed.Source((), ()), self._rng) or text


def plain(text: str) -> str:
    """The words of a text, to find it again however it is punctuated."""
    return " ".join(re.findall(r"\w+", text.lower()))


def since(articles: ArticleIndex, count: int) -> date:
    """From when on about so many articles were published."""
    days = [s.published for s in articles.summaries() if s.published is not None]
    found = moment(days[min(count, len(days)) - 1])
    assert found
    return found


def sized(folder: Path, count: int, model: bool) -> Figures:
    """One briefing on the latest articles, in this process."""
    with ArticleIndex.open(folder, create=False) as articles:
        order = Order(since=since(articles, count), words=WORDS)
        liar = Liar(SEED, lies=False)
        author = Author(ScriptedModel(liar), Budget(BUDGET)) if model else None
        begun = time.perf_counter()
        found = brief(articles, order, author)
        seconds = time.perf_counter() - begun
    assert isinstance(found, Briefing)
    return {
        "articles": found.coverage.articles,
        "stories": found.coverage.stories,
        "told": found.coverage.told,
        "words": words(found),
        "seconds": round(seconds, 2),
        "peak_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024,
        "tokens": liar.tokens,
    }


def sizes(folder: Path) -> list[Figures]:
    """Each size with and without a model, in a process of its own."""
    rows = []
    for count in SIZES:
        for model in (False, True):
            command = [sys.executable, __file__, "--index", str(folder), "--one", str(count)]
            told = subprocess.run(
                [*command, *(["--model"] if model else [])],
                capture_output=True,
                text=True,
                check=True,
            )
            rows.append(json.loads(told.stdout))
    return rows


def words(found: Briefing) -> int:
    """Of all lines."""
    return sum(len(point.claim.text.split()) for point in found.lines())


def resolves(found: Briefing, articles: ArticleIndex) -> Iterator[bool]:
    """Of each line, whether all its citations are their quotes in the index."""
    for point in found.lines():
        texts = [(c, articles.article(c.article_id).text) for c in point.claim.citations]
        yield bool(texts) and all(text[c.start : c.end] == c.quote for c, text in texts)


def topics(folder: Path, show: int) -> Figures:
    """Briefings without a model on all topics."""
    lines: list[bool] = []
    distinct: list[float] = []
    held: list[bool] = []
    seconds = []
    with ArticleIndex.open(folder, create=False) as articles:
        for number, topic in enumerate(TOPICS):
            begun = time.perf_counter()
            found = brief(articles, Order(topic, words=WORDS))
            seconds.append(time.perf_counter() - begun)
            if not isinstance(found, Briefing):
                continue
            lines += resolves(found, articles)
            stories = [point.story for point in found.points]
            distinct.append(len(set(stories)) / max(1, len(stories)))
            held.append(abs(words(found) - WORDS) <= 0.15 * WORDS)
            if number < show:
                print(topic, found.coverage, words(found), len(set(stories)), len(stories))
    return {
        "briefings": len(held),
        "lines": len(lines),
        "resolving": sum(lines) / len(lines),
        "distinct_stories": sum(distinct) / len(distinct),
        "length_held": sum(held) / len(held),
        "seconds_median": round(median(seconds), 2),
        "seconds_slowest": round(max(seconds), 2),
    }


def lies(folder: Path, show: int) -> Figures:
    """Briefings of a lying model on all topics."""
    false = true = appeared = missed = passed = used = 0
    lines: list[bool] = []
    with ArticleIndex.open(folder, create=False) as articles:
        for number, topic in enumerate(TOPICS):
            liar = Liar(SEED + number)
            author = Author(ScriptedModel(liar, settings=_fresh()), Budget(BUDGET))
            found = brief(articles, Order(topic, words=WORDS), author)
            if not isinstance(found, Briefing) or not found.written:
                continue
            told = {plain(point.claim.text) for point in found.lines()}
            left_out = {plain(claim.text) for claim in found.written.left_out}
            false += len(liar.false)
            true += len(liar.true)
            seen = (told & liar.false) - liar.true
            appeared += len(seen)
            missed += len(liar.false - liar.true - left_out)
            passed += len(liar.true - left_out)
            used = max(used, liar.tokens)
            lines += resolves(found, articles)
            for text in sorted(seen)[:show]:
                print(f"appears ({liar.kinds[text]}): {text}")
            for text in sorted(left_out & liar.true)[:show]:
                print(f"left out: {text}")
    return {
        "false": false,
        "false_that_appear": appeared / false,
        "false_that_pass": missed / false,  # also those for which there was no room
        "true": true,
        "true_kept": passed / true,
        "resolving": sum(lines) / len(lines),
        "most_tokens": used,
        "budget": BUDGET,
    }


def _fresh() -> Any:
    from qa.llm import Settings

    return Settings(fresh=True)


def check(measured: Figures) -> list[str]:
    """What misses its floor (names ending in _max: its ceiling)."""
    floors: dict[str, float] = json.loads(FLOORS.read_text(encoding="utf-8"))["briefings"]
    below = []
    for name, floor in floors.items():
        part, figure = name.removesuffix("_max").split(".")
        if part in measured:
            value = measured[part][figure]
            if value > floor if name.endswith("_max") else value < floor:
                below.append(f"{name}: {value:.3f}, floor {floor:.3f}")
    return below


def main() -> int:
    """Measure, print, and check where asked to."""
    parser = argparse.ArgumentParser(description="Briefings measured.")
    parser.add_argument("--data", type=Path)
    parser.add_argument("--index", type=Path)
    parser.add_argument("--parts", default="sizes,topics,lies")
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--check", action="store_true")
    parser.add_argument("--show", type=int, default=0, help="so many examples of each")
    parser.add_argument("--one", type=int, help=argparse.SUPPRESS)
    parser.add_argument("--model", action="store_true", help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.one:
        print(json.dumps(sized(given.index, given.one, given.model)))
        return 0
    with tempfile.TemporaryDirectory() as folder:
        index = given.index or _built(given.data, Path(folder))
        parts = given.parts.split(",")
        measured: Figures = {}
        if "sizes" in parts:
            measured["sizes"] = sizes(index)
        if "topics" in parts:
            measured["topics"] = topics(index, given.show)
        if "lies" in parts:
            measured["lies"] = lies(index, given.show)
    print(json.dumps(measured, indent=1) if given.json else _table(measured))
    failures = check(measured) if given.check else []
    print("\n".join(failures), file=sys.stderr, end="\n" if failures else "")
    return 1 if failures else 0


def _built(data: Path, folder: Path) -> Path:
    with ArticleIndex.open(folder) as articles:
        articles.add(read(data / ARTICLES))
    return folder


def _table(measured: Figures) -> str:
    lines = [json.dumps(row) for row in measured.pop("sizes", [])]
    lines += [f"{part}: {json.dumps(figures)}" for part, figures in measured.items()]
    return "\n".join(lines)


if __name__ == "__main__":
    sys.exit(main())
