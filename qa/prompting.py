"""Passages to a prompt: sentences numbered from 1, articles fenced, fitted to the model's window.

Every line between the fences begins with something this program wrote (a number in brackets, or
the line above an article), and what others wrote has no line breaks, no brackets around numbers
and nothing that a server could take for a control token. So no text can end the fence, pose as a
numbered sentence or as another speaker; and what it orders is only a numbered sentence.
Deliberately no check of what a model makes of it: that is `qa.evidence`'s.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from index.articles import Article, Passage, Sentence
from index.errors import ContextTooLong
from index.reading.cleaning import clean_line
from index.tokens import count_tokens
from prompts import render
from qa.messages import Message

# Tokens kept free for the reply: four statements with their numbers take some 200 in English.
REPLY_TOKENS = 512
# What servers put around one message, on the high side: 7 tokens for OpenAI's models, 30 for
# SmolLM2, whose template adds a system message of its own where there is none, as others' do.
WRAPPING_TOKENS = 80

# "[7]", "【7】", "[INST]", "[/SYS": numbers and control words in brackets that are not ours.
_INSIDE = r"[^\[\]［］【】〔〕⟦⟧]{0,40}"
_BRACKETS = re.compile(rf"[\[［【〔⟦]({_INSIDE}\d{_INSIDE}|/?[A-Z_]{{3,}})[\]］】〕⟧]")
# "</articles>", "<|im_end|>", "<｜User｜>", "<<SYS>>"; but not "5 < 6" and "<5%".
_TAG = re.compile(r"<(?=[^\s\d<])")
_WORDS = re.compile(r"[\W_]+")


@dataclass(frozen=True, slots=True)
class Shown:
    """A sentence that the model sees, with the number it has in the prompt."""

    number: int  # from 1
    article: Article
    sentence: Sentence


@dataclass(frozen=True, slots=True)
class Prompt:
    """What is sent to a model, and what of the passages stands in it."""

    messages: tuple[Message, ...]
    shown: tuple[Shown, ...]  # in the order of their numbers, which are 1 to len(shown)
    token_count: int  # of the messages, as the model or an estimate on the high side counts them
    dropped: tuple[Passage, ...]  # left out for want of room, in whole or (the best one) in part
    repeated: tuple[Passage, ...]  # left out because better ones have all their sentences


def write_prompt(
    question: str,
    passages: Sequence[Passage],
    model: str,
    *,
    window: int,
    reply: int = REPLY_TOKENS,
) -> Prompt:
    """The prompt that asks ``model`` to answer ``question`` from ``passages``, best first.

    ``window`` is what the model takes in all, in tokens, and ``reply`` what of it is kept free.
    The weakest passages are left out where there is no room; of the best one, where it alone is
    too long, the last sentences. Raises ``ContextTooLong`` where not one sentence fits.
    """
    new, repeated = _told_once(passages)
    room = window - reply

    def fits(parts: list[_Part]) -> bool:
        return _size(_draft(question, parts), model) <= room

    kept = _most(len(new), lambda count: fits(_union(new[:count])))
    sentences = _union(new[:kept]) if kept or not new else _part(new[0], fits)
    if new and not sentences:
        raise ContextTooLong(
            f"not one sentence fits beside the question into the {window:,} tokens of '{model}'",
            "ask a shorter question, or choose a model with a larger window",
        )
    draft = _draft(question, sentences)
    return Prompt(
        messages=draft.messages,
        shown=draft.shown,
        token_count=_size(draft, model),
        dropped=tuple(new[kept:]),
        repeated=tuple(repeated),
    )


def write_check(statement: str, evidence: Sequence[Shown]) -> tuple[Message, ...]:
    """The messages that ask whether these sentences say what ``statement`` says.

    The reply begins with "supported" or "unsupported".
    """
    content = render("check", articles=fenced(evidence), statement=harmless(statement))
    return (Message("user", content),)


def harmless(text: str) -> str:
    """Somebody else's text as one line that cannot be taken for a part of the prompt itself."""
    return _TAG.sub("‹", _BRACKETS.sub(r"(\1)", clean_line(text)))


_Part = tuple[Article, list[Sentence]]  # of one article, in its order


@dataclass(frozen=True, slots=True)
class _Draft:
    messages: tuple[Message, ...]
    shown: tuple[Shown, ...]


def _draft(question: str, parts: Iterable[_Part]) -> _Draft:
    everything = ((article, sentence) for article, sentences in parts for sentence in sentences)
    shown = tuple(Shown(number, *pair) for number, pair in enumerate(everything, 1))
    content = render("answer", articles=fenced(shown), question=clean_line(question))
    return _Draft((Message("user", content),), shown)


def _size(draft: _Draft, model: str) -> int:
    return WRAPPING_TOKENS + sum(count_tokens([m.content for m in draft.messages], model))


def _most(limit: int, fits: Callable[[int], bool]) -> int:
    """The largest number up to ``limit`` that fits, 0 where not even 1 does."""
    return bisect_left(range(1, limit + 1), True, key=lambda number: not fits(number))


def _part(passage: Passage, fits: Callable[[list[_Part]], bool]) -> list[_Part]:
    """As much of one passage as fits: the sentences that were found before those around them."""
    found = range(passage.chunk.first, passage.chunk.last)
    ranked = sorted(passage.sentences, key=lambda s: (s.ordinal not in found, s.ordinal))

    def first(count: int) -> list[_Part]:
        return [(passage.article, sorted(ranked[:count], key=lambda s: s.ordinal))]

    kept = _most(len(ranked), lambda count: fits(first(count)))
    return first(kept) if kept else []


def _union(passages: Iterable[Passage]) -> list[_Part]:
    """The sentences of all passages, each once: by article, in the order of the best passages."""
    articles: dict[str, Article] = {}
    sentences: dict[str, dict[int, Sentence]] = {}
    for passage in passages:
        articles.setdefault(passage.article.id, passage.article)
        own = sentences.setdefault(passage.article.id, {})
        own |= {sentence.ordinal: sentence for sentence in passage.sentences}
    return [(articles[key], [own[at] for at in sorted(own)]) for key, own in sentences.items()]


def _told_once(passages: Iterable[Passage]) -> tuple[list[Passage], list[Passage]]:
    """Those that say something new, and those that better ones repeat, sentence by sentence."""
    seen: set[str] = set()
    new: list[Passage] = []
    repeated: list[Passage] = []
    for passage in passages:
        told = {_WORDS.sub(" ", sentence.text).casefold() for sentence in passage.sentences}
        (repeated if told <= seen else new).append(passage)
        seen |= told
    return new, repeated


def fenced(shown: Iterable[Shown]) -> str:
    """Numbered lines under one line for each article; "…" where sentences are left out."""
    blocks = groupby(shown, key=lambda each: each.article.id)
    return "\n\n".join("\n".join(_lines(list(block))) for _, block in blocks)


def _lines(shown: Sequence[Shown]) -> Iterator[str]:
    yield _heading(shown[0].article)
    expected = shown[0].sentence.ordinal
    for each in shown:
        if each.sentence.ordinal != expected:
            yield "…"
        yield f"[{each.number}] {harmless(each.sentence.text)}"
        expected = each.sentence.ordinal + 1


def _heading(article: Article) -> str:
    date = f"{article.published:%Y-%m-%d}" if article.published else "no date"
    outlet = harmless(article.outlet or "") or "unknown outlet"
    return f"Article: {harmless(article.title) or 'no headline'} ({outlet}, {date})"
