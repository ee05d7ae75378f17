"""Statements with citations, as a language model would hand them in, before and after the check.

    python tests/benchmarks/statements.py --data FOLDER [--json] [--check] [--show N] [--seed N]

For each question of RealTime QA 2022 that has articles, sentences of up to five of them stand as
in a prompt, about 60, numbered once. From the sentences of one of them come statements: true ones
(quoted, in other words, a day reckoned, two sentences joined), false ones (`perturbed.py`,
`rewritten.py`), true ones that cite a wrong sentence or none. Each goes through
`qa.evidence.check` as an answer's do. "Before" takes the model's citation at its word.

The two halves are drawn by the article's address: A was tuned on, B was not. QAGS's summary
sentences, written by machines, come besides without citations: true as all three people said, and
false as all three said. ``--check`` compares with floors.json; ``--show N`` prints N of each kind.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import random
import sys
import time
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

import rewritten
from evidence_quality import rows, split
from floors import below

import perturbed
from index.articles import Sentence
from qa.evidence import Support, check

SEED = 7
PER_KIND = 60
ARTICLES = 5  # in one prompt
SENTENCES = 13  # of each article
_FAR = 2  # sentences between a right citation and a wrong one
_TURNS = 6  # through the questions, for the rarer kinds

TRUE = (
    "quoted", "shortened", "in other words", "in other words, twice", "in other words, 3 times",
    "day reckoned", "two sentences joined",
)  # fmt: skip
MISCITED = ("wrong sentence cited", "wrong sentence, other words", "nothing cited")


@dataclass(frozen=True, slots=True)
class Shown:
    """What a model saw: sentences of several articles, and the article statements are made of."""

    sentences: tuple[Sentence, ...]
    published: dict[str, datetime]
    own: tuple[int, ...]  # positions of the article that statements are made of
    half: str  # A or B

    def texts(self, own: bool = True) -> list[str]:
        """Usable sentences of this article, or of the others."""
        chosen = [s.text for n, s in enumerate(self.sentences) if (n in self.own) == own]
        return perturbed.usable(chosen)


@dataclass(frozen=True, slots=True)
class Statement:
    """One statement, what it cites, and what it should cite."""

    kind: str
    truth: str  # true, miscited or false
    text: str
    shown: Shown
    cited: tuple[int, ...]
    right: tuple[int, ...]  # any of them is right; all of them where two were joined


def _rows(data: Path) -> dict[str, dict[str, str]]:
    return {row["url"]: row for row in rows(data / "realtimeqa-2022" / "articles.jsonl.gz")}


def prompts(data: Path, seed: int) -> Iterator[Shown]:
    """What a model would see for each question, in an order drawn by ``seed``."""
    articles = _rows(data)
    questions = rows(data / "realtimeqa-2022" / "questions.jsonl")
    rng = random.Random(seed)
    rng.shuffle(questions)
    for question in questions:
        urls = [url for url in question["urls"] if url in articles]
        rng.shuffle(urls)
        if len(urls) >= 2:
            yield _shown([articles[url] for url in urls[:ARTICLES]], rng)


def _shown(chosen: Sequence[dict[str, str]], rng: random.Random) -> Shown:
    sentences: list[Sentence] = []
    published, own = {}, ()
    target = rng.randrange(len(chosen))
    for number, row in enumerate(chosen):
        name = hashlib.sha256(row["url"].encode()).hexdigest()
        texts = split(row["text"])
        first = rng.randrange(max(1, min(20, len(texts) - SENTENCES)))
        some = [Sentence(name, first + n, 0, len(t), t)
                for n, t in enumerate(texts[first : first + SENTENCES])]  # fmt: skip
        if number == target:
            own = tuple(range(len(sentences), len(sentences) + len(some)))
            half = "AB"[int(name[0], 16) % 2]
        sentences += some
        published[name] = datetime.fromisoformat(row["published"]).replace(tzinfo=UTC)
    return Shown(tuple(sentences), published, own, half)


def _day(shown: Shown) -> date:
    return shown.published[shown.sentences[shown.own[0]].article_id].date()


def _true(kind: str, text: str, at: int, shown: Shown, rng: random.Random) -> str | None:
    match kind:
        case "quoted":
            return text
        case "shortened":
            names = [n for n in perturbed.TRUE_RULES if n != "quoted"]
            rule = perturbed.TRUE_RULES[rng.choice(names)]
            return rule(text, perturbed.Source((), ()), rng)
        case "day reckoned":
            return rewritten.resolved(text, _day(shown), rng)
        case "two sentences joined":
            return _joined(text, at, shown)
    steps = {"in other words": 1, "in other words, twice": 2}.get(kind, 3)
    return rewritten.paraphrase(text, rng, steps)


def _joined(text: str, at: int, shown: Shown) -> str | None:
    after = shown.sentences[at + 1].text if at + 1 in shown.own else ""
    if after not in perturbed.usable([after]) or len((text + after).split()) > 45:
        return None
    head = after.split()[0]
    lower = head.lower() if head in {"The", "A", "It", "They", "He", "She", "In", "That"} else head
    return f"{text[:-1]}, and {lower}{after[len(head) :]}"


def _false(kind: str, text: str, shown: Shown, rng: random.Random) -> str | None:
    if kind in rewritten.LIES:
        return rewritten.LIES[kind](text, rng)
    if kind == "day reckoned wrongly":
        return rewritten.resolved(text, _day(shown), rng, rng.choice([-7, -2, -1, 1, 3]))
    if kind == "speaker changed":
        return rewritten.speaker_changed(text, perturbed.names_in(shown.texts()), rng)
    source = perturbed.Source(tuple(shown.texts()), tuple(shown.texts(own=False)))
    rule = perturbed.FALSE_RULES[kind]
    return rule(text, source, rng) if source.other else None


FALSE = (
    *(k for k in perturbed.FALSE_RULES if k not in {"invented", "transplanted", "roles swapped"}),
    *rewritten.LIES, "day reckoned wrongly", "speaker changed", "transplanted",
)  # fmt: skip


def statements(data: Path, seed: int, per_kind: int) -> Iterator[Statement]:
    """Up to ``per_kind`` statements of every kind in each half."""
    made: dict[tuple[str, str], int] = defaultdict(int)
    known: set[tuple[str, str]] = set()
    pages = list(prompts(data, seed))
    for kind in (*TRUE, *MISCITED, *FALSE, "invented"):
        rng = random.Random(f"{seed} {kind}")
        for _ in range(_TURNS):
            for shown in pages:
                if made[kind, shown.half] >= per_kind:
                    continue
                one = _statement(kind, shown, pages, rng)
                if one is not None and (kind, one.text) not in known:
                    known.add((kind, one.text))
                    made[kind, shown.half] += 1
                    yield one


def _statement(
    kind: str, shown: Shown, pages: Sequence[Shown], rng: random.Random
) -> Statement | None:
    """One of this kind, from the first of the article's sentences, in any order, that allows it."""
    usable = set(shown.texts())
    places = [n for n in shown.own if shown.sentences[n].text in usable]
    rng.shuffle(places)
    make = _false_statement if kind in (*FALSE, "invented") else _true_statement
    made = (make(kind, at, shown, pages, rng) for at in places)
    return next((one for one in made if one is not None), None)


def _false_statement(
    kind: str, at: int, shown: Shown, pages: Sequence[Shown], rng: random.Random
) -> Statement | None:
    said = {s.text for s in shown.sentences}
    if kind == "invented":
        other = [text for text in rng.choice(pages).texts() if text not in said]
        lie = rng.choice(other) if other else None
    else:
        lie = _false(kind, shown.sentences[at].text, shown, rng)
    return Statement(kind, "false", lie, shown, (at,), ()) if lie and lie not in said else None


def _true_statement(
    kind: str, at: int, shown: Shown, _: Sequence[Shown], rng: random.Random
) -> Statement | None:
    text = shown.sentences[at].text
    written = {"wrong sentence cited": "quoted", "wrong sentence, other words": "in other words",
               "nothing cited": "in other words"}.get(kind, kind)  # fmt: skip
    made = _true(written, text, at, shown, rng)
    if made is None:
        return None
    right = (at, at + 1) if kind == "two sentences joined" else (at,)
    if kind not in MISCITED:
        return Statement(kind, "true", made, shown, right, right)
    wrong = [n for n in range(len(shown.sentences)) if abs(n - at) > _FAR]
    cited = (rng.choice(wrong),) if wrong and kind != "nothing cited" else ()
    return Statement(kind, "miscited", made, shown, cited, right)


def qags(data: Path) -> Iterator[Statement]:
    """Summary sentences that three of three people called supported, or none."""
    for row in rows(data / "qags-cnndm.jsonl"):
        name = hashlib.sha256(row["article"].encode()).hexdigest()
        texts = split(row["article"])
        sentences = tuple(Sentence(name, n, 0, len(t), t) for n, t in enumerate(texts))
        shown = Shown(sentences, {}, tuple(range(len(texts))), "AB"[int(name[0], 16) % 2])
        for summary in row["summary_sentences"]:
            yes = sum(r["response"] == "yes" for r in summary["responses"])
            if yes in {0, 3}:
                truth = "true" if yes else "false"
                yield Statement(
                    f"qags {truth}", f"qags {truth}", summary["sentence"], shown, (), ()
                )


def outcome(one: Statement) -> Support:
    """What the product makes of it."""
    return check(one.text, one.shown.sentences, one.cited, published=one.shown.published)


def is_right(one: Statement, result: Support) -> bool:
    """Whether it came out supported, by the sentence it was made of, or one of the same words."""
    texts = [s.text for s in one.shown.sentences]
    cited = {texts[n] for n in result.indices}
    return result.verdict == "supported" and bool(cited & {texts[n] for n in one.right})


def measure(data: Path, seed: int, per_kind: int, show: int) -> dict[str, dict[str, float]]:
    """Shares by half (A, B, all): each kind's, and means over kinds."""
    passed: dict[str, dict[str, list[bool]]] = defaultdict(lambda: defaultdict(list))
    truths: dict[str, str] = {}
    taken: list[float] = []
    seen: dict[str, int] = defaultdict(int)
    for one in (*statements(data, seed, per_kind), *qags(data)):
        start = time.perf_counter()
        result = outcome(one)
        taken.append(1000 * (time.perf_counter() - start))
        truths[one.kind] = one.truth
        value = is_right(one, result) if one.truth == "miscited" else result.verdict == "supported"
        for half in (one.shown.half, "all"):
            passed[half][one.kind].append(value)
        seen[one.kind] += 1
        if seen[one.kind] <= show:
            print(f"{one.kind}: {result.verdict} {result.score:.2f}\n  {one.text}")
            print(*(f"  > {one.shown.sentences[n].text}" for n in result.indices), sep="\n")
    figures = {half: _means(kinds, truths) for half, kinds in passed.items()}
    figures["all"]["ms_a_check"] = sorted(taken)[len(taken) // 2]
    figures["all"]["ms_slowest_in_20"] = sorted(taken)[len(taken) * 19 // 20]
    figures["count"] = {kind: float(len(values)) for kind, values in passed["all"].items()}
    return figures


def _means(kinds: dict[str, list[bool]], truths: dict[str, str]) -> dict[str, float]:
    shares = {kind: sum(values) / len(values) for kind, values in kinds.items()}
    for truth in ("true", "miscited", "false"):
        of = [share for kind, share in shares.items() if truths.get(kind) == truth]
        shares[f"MEAN {truth}"] = sum(of) / len(of)
    return shares


def _table(figures: dict[str, dict[str, float]]) -> str:
    lines = [f"{'supported':32} {'n':>6} {'before':>7} {'A':>7} {'B':>7} {'all':>7}"]
    for kind, value in figures["all"].items():
        before = "" if kind.startswith(("ms", "qags")) else _before(kind)
        halves = [f"{figures[h][kind]:.3f}" if kind in figures[h] else "" for h in "AB"]
        count = f"{figures['count'][kind]:.0f}" if kind in figures["count"] else ""
        columns = (count.rjust(6), before.rjust(7), *(h.rjust(7) for h in halves))
        lines.append(f"{kind:32} {' '.join(columns)} {value:7.3f}")
    return "\n".join(lines)


def _before(kind: str) -> str:
    """What is right, or passes, where the model's citation is taken at its word."""
    return "0.000" if kind in MISCITED or "miscited" in kind else "1.000"


def main() -> int:
    """Measure, print, and check where asked to."""
    parser = argparse.ArgumentParser(description="Statements with citations, before and after.")
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--check", action="store_true")
    parser.add_argument("--show", type=int, default=0, help="print so many of every kind")
    parser.add_argument("--seed", type=int, default=SEED)
    parser.add_argument("--per-kind", type=int, default=PER_KIND, help="in each half")
    given = parser.parse_args()
    figures = measure(given.data, given.seed, given.per_kind, given.show)
    print(json.dumps(figures, indent=1) if given.json else _table(figures))
    failures = below(figures, "statements") if given.check else []
    print("\n".join(failures), file=sys.stderr, end="\n" if failures else "")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
