"""Reads the RealTime QA development data and says when a passage answers a question.

Shared by the benchmarks of retrieval and of answering, so that both mean the same by "relevant"
and by "half". The metric is the one of the data's README. Deliberately knows nothing of how
passages come about: it gets texts and URLs.
"""

from __future__ import annotations

import gzip
import hashlib
import json
import random
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from index.articles import Article

EDITION = "realtimeqa-2022"
HALVES_SEED = 7  # which questions are tuned on (half A) and which only reported (half B)
HIT_RANKS = (1, 4, 10)

_PUNCTUATION = re.compile(r"[^\w\s]|_")
_ARTICLES = re.compile(r"\b(?:a|an|the)\b")


@dataclass(frozen=True, slots=True)
class Question:
    """One scored question: what was asked, what answers it, and where."""

    id: str
    text: str
    answer: str  # as in the data
    needle: str  # the answer, normalised
    urls: frozenset[str]  # articles whose passages may count
    whole_words: bool = False  # whether "Iran" must not be found in "Iranian"


def normalise(text: str) -> str:
    """Lower case, without punctuation or articles, single spaces (SQuAD's, for any script)."""
    text = _PUNCTUATION.sub("", text.lower())
    return " ".join(_ARTICLES.sub(" ", text).split())


def read_articles(data: Path, edition: str = EDITION) -> Iterator[Article]:
    """The articles of one edition, in the file's order."""
    with gzip.open(data / edition / "articles.jsonl.gz", "rt", encoding="utf-8") as lines:
        for line in lines:
            yield _article(json.loads(line))


def read_questions(data: Path, edition: str = EDITION) -> list[dict[str, object]]:
    """All questions of one edition as they stand in the file."""
    with (data / edition / "questions.jsonl").open(encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def scored_questions(
    rows: Sequence[dict[str, object]], articles: Sequence[Article], whole_words: bool = False
) -> list[Question]:
    """The questions that can be scored by their answer's text: 413 in 2022, 405 by whole words.

    Left out: answers of digits only, or under four characters, or not in the text of any of the
    question's articles. The data's README counts 398 and does not say how it takes punctuation
    off; "contains" is read as it stands there. Whole words are the stricter reading.
    """
    texts = {a.url: normalise(a.text) for a in articles}
    questions = [replace(_question(row), whole_words=whole_words) for row in rows]
    return [q for q in questions if _scorable(q, texts)]


def halves(questions: Sequence[Question]) -> tuple[list[Question], list[Question]]:
    """Half A, which may be tuned on, and half B, which may only be reported; by a fixed seed."""
    shuffled = sorted(questions, key=lambda q: q.id)
    random.Random(HALVES_SEED).shuffle(shuffled)
    middle = len(shuffled) // 2
    return shuffled[:middle], shuffled[middle:]


def is_relevant(question: Question, text: str, url: str | None) -> bool:
    """Whether this passage counts: it contains the answer, and its article is one of the URLs."""
    return url in question.urls and _contains(question, normalise(text))


def first_relevant(question: Question, passages: Sequence[tuple[str, str | None]]) -> int | None:
    """The rank, from 1, of the first (text, url) that counts; None where none does."""
    ranks = (i for i, (text, url) in enumerate(passages, 1) if is_relevant(question, text, url))
    return next(ranks, None)


def figures(ranks: Sequence[int | None]) -> dict[str, float]:
    """hit@1, hit@4, hit@10 and MRR@10 of the ranks of the first relevant passage."""
    found = [r for r in ranks if r is not None and r <= HIT_RANKS[-1]]
    total = max(len(ranks), 1)
    hits = {f"hit@{k}": sum(r <= k for r in found) / total for k in HIT_RANKS}
    return {**hits, "mrr@10": sum(1 / r for r in found) / total}


def _article(row: dict[str, str]) -> Article:
    published = row.get("published")
    return Article(
        id=hashlib.sha256(row["url"].encode()).hexdigest()[:16],
        title=row["title"],
        text=row["text"],
        url=row["url"],
        published=datetime.fromisoformat(published).replace(tzinfo=UTC) if published else None,
        language="en",
    )


def _question(row: dict[str, object]) -> Question:
    answer = str(row["answer_text"])
    urls = row["urls"]
    assert isinstance(urls, list)
    return Question(
        str(row["id"]), str(row["question"]), answer, normalise(answer), frozenset(urls)
    )


def _scorable(question: Question, texts: dict[str | None, str]) -> bool:
    needle = question.needle
    if len(needle) < 4 or needle.replace(" ", "").isdigit():
        return False
    return any(_contains(question, texts.get(url, "")) for url in question.urls)


def _contains(question: Question, normalised: str) -> bool:
    if question.whole_words:
        return f" {question.needle} " in f" {normalised} "
    return question.needle in normalised
