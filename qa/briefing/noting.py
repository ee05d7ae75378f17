"""A model's notes on each story, every one of them checked against the sentences it saw.

Calls run side by side; a story whose call fails, or of whose notes nothing holds, is told by its
best source sentences instead. Deliberately not the briefing itself (`drafting`): a note is
material, and carries the sentences that support it to whatever is made of it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from index.article_index import ArticleIndex
from index.articles import Article
from index.errors import ArticleNotFound, ServiceError
from index.reading.cleaning import clean_line
from index.tokens import count_tokens
from prompts import render
from qa.answers import Claim
from qa.briefing.lateness import STALE
from qa.briefing.lines import Line
from qa.briefing.side_by_side import Failed, Outcome, Request, complete_all
from qa.briefing.spending import Meter, Purse
from qa.evidence import check, support
from qa.messages import Message, Reply, Usage
from qa.prompting import WRAPPING_TOKENS, Shown, fenced
from qa.statements import Cutter, Statement
from qa.statements.stops import is_whole

# Sentences of a story that a model sees, best first: about 1,100 tokens.
_SEEN = 24
_OF_ONE = 8  # of them, of one report
NOTE_TOKENS = 400  # of a reply: five notes take 250
_MOST_NOTES = 6  # a small model may go on for ever
NOTE, NOTES_A_STORY = 50, 4  # tokens of a note in the next prompt, with its number; as they come
AFTER = Usage(NOTE * NOTES_A_STORY, 0)
_FALLBACK = 3  # source sentences of a story that has no notes

Progress = Callable[[int, Usage], None]  # stories done, and what was used so far


@dataclass(frozen=True, slots=True)
class Note:
    """A statement on one story, and the lines that carry it."""

    text: str
    lines: tuple[Line, ...]
    story: int  # from 0


@dataclass(slots=True)
class Notes:
    """What came of the notes on all stories."""

    notes: list[Note] = field(default_factory=list)
    left_out: list[Claim] = field(default_factory=list)  # what no sentence carries
    shown: int = 0  # sentences that the model saw
    passed_over: int = 0  # stories for which the budget had nothing
    failed: list[ServiceError] = field(default_factory=list)
    unknown: int = 0  # numbers cited that no sentence has
    done: int = 0  # stories
    written: int = 0  # of them the model said something about
    interrupted: bool = False  # by Ctrl-C


@dataclass(frozen=True, slots=True)
class Page:
    """What a model is shown of one story."""

    story: int
    lines: tuple[Line, ...]  # in the order of their numbers
    articles: tuple[Article, ...]  # of each line
    topic: str
    request: Request
    token_count: int

    @property
    def most(self) -> Usage:
        """What its call may use."""
        return Usage(self.token_count, self.request.max_tokens)

    @property
    def cost(self) -> Usage:
        """The same with what its notes take in the next prompt."""
        return self.most + AFTER


def pages(
    articles: ArticleIndex, stories: Sequence[Sequence[Line]], topic: str, model: str
) -> Iterator[Page]:
    """What to ask about each story that has any lines."""
    for story, lines in enumerate(stories):
        chosen = _seen(lines)
        found = [(line, article) for line in chosen if (article := _article(articles, line))]
        if found:
            yield _page(story, found, topic, model)


def _page(story: int, found: Sequence[tuple[Line, Article]], topic: str, model: str) -> Page:
    shown = [Shown(n, a, line.sentence) for n, (line, a) in enumerate(found, 1)]
    text = render("notes", articles=fenced(shown), about=about(topic))
    lines, articles = tuple(line for line, _ in found), tuple(a for _, a in found)
    quoting = tuple({a.id: a for a in articles}.values())
    request = Request((Message("user", text),), NOTE_TOKENS, quoting)
    count = WRAPPING_TOKENS + sum(count_tokens([text], model))
    return Page(story, lines, articles, topic, request, count)


def fitting(page: Page, fits: Callable[[Usage], bool], model: str) -> Page | None:
    """The page with as many of its best lines as a call has room for; None: for hardly any."""
    while not fits(page.most):
        if len(page.lines) <= _FALLBACK:
            return None
        weakest = min(page.lines, key=lambda line: line.worth)
        kept = [pair for pair in zip(page.lines, page.articles, strict=True) if pair[0] != weakest]
        page = _page(page.story, kept, page.topic, model)
    return page


def about(topic: str) -> str:
    """The topic in the words of a prompt."""
    return f" on: {clean_line(topic)}" if topic else ""


def take_notes(pages: Sequence[Page], purse: Purse, progress: Progress) -> Notes:
    """Ask about each story, and keep what holds; where there is nothing, source sentences.

    Ctrl-C ends it with what is there.
    """
    taken = Notes()
    told: set[int] = set()
    meter = Meter(purse, [page.most for page in pages], AFTER)
    requests = [page.request for page in pages]
    outcomes = complete_all(purse.model, requests, meter.allows, failed=meter.ended)
    try:
        for at, outcome in outcomes:
            told |= _noted(pages[at], outcome, taken, meter, at)
            progress(taken.done, purse.usage)
    except KeyboardInterrupt:
        taken.interrupted = True
    _fall_back(pages, told, taken)
    taken.passed_over = len(pages) - len(meter.begun) - purse.usage.cached
    taken.notes.sort(key=lambda note: note.story)
    return taken


def _noted(page: Page, outcome: Outcome, taken: Notes, meter: Meter, at: int) -> set[int]:
    """The story of a page, where its notes hold."""
    taken.done += 1
    meter.ended(at, outcome.usage)
    if isinstance(outcome, Failed):
        taken.failed.append(outcome.error)
        return set()
    taken.written += 1
    taken.shown += len(page.lines)
    return {note.story for note in _read(page, outcome, taken)}


def _read(page: Page, reply: Reply, taken: Notes) -> list[Note]:
    """The notes of one reply that hold; the others are counted."""
    kept: list[Note] = []
    cutter = Cutter(range(1, len(page.lines) + 1), page.lines[0].language)
    found = {each.text.casefold(): each for each in statements(reply, cutter)}
    taken.unknown += cutter.unknown
    for statement in list(found.values())[:_MOST_NOTES]:
        note, claim = checked(statement.text, page.lines, [n - 1 for n in statement.numbers])
        if note is None:
            taken.left_out.append(claim)
        elif all(note.text != each.text for each in kept):
            kept.append(Note(note.text, note.lines, page.story))
    taken.notes += kept
    return kept


def statements(reply: Reply, cutter: Cutter) -> list[Statement]:
    """The statements of a reply; half a sentence, where it broke off, says something else."""
    found = [*cutter.feed(reply.text), *cutter.finish()]
    if reply.incomplete and found and not is_whole(found[-1].text):
        found.pop()
    return found


def checked(text: str, lines: Sequence[Line], cited: Iterable[int]) -> tuple[Note | None, Claim]:
    """A statement as a note with the lines that carry it; as a claim only, where they do not."""
    published = {x.sentence.article_id: x.published for x in lines if x.published}
    # Of what is told and taken back, each sentence by itself: the first alone says what is not so.
    parts = [(line, part) for line in lines for part in line.parts or (line.sentence,)]
    named = {lines[at] for at in cited if at in range(len(lines))}
    language = lines[0].language if lines else "en"
    found = check(
        text,
        [part for _, part in parts],
        [at for at, (line, _) in enumerate(parts) if line in named],
        language=language,
        published=published,
    )
    claim = Claim(text, (), found.score, found.verdict, found.missing, found.conflicts)
    if found.verdict != "supported":
        ordered = sorted(lines, key=lambda line: line not in named)
        whole = next((line for line in ordered if line.parts and _has_part(line, text)), None)
        return _together(whole) if whole else (None, claim)
    carrying = tuple(dict.fromkeys(parts[at][0] for at in found.indices))
    return Note(text, carrying, carrying[0].story if carrying else 0), claim


def _has_part(line: Line, text: str) -> bool:
    """Whether a statement says a part of what is told and taken back."""
    if text in _whole(line):
        return True
    found = (support(text, [part], language=line.language) for part in line.parts)
    return any(each.verdict == "supported" for each in found)


def _together(line: Line) -> tuple[Note, Claim]:
    """What is told with what takes it back, in the article's words."""
    text, found = _whole(line), support(line.text, [line.sentence], language=line.language)
    return Note(text, (line,), line.story), Claim(text, (), found.score, found.verdict)


def _whole(line: Line) -> str:
    return " ".join(part.text for part in line.parts)


def _fall_back(pages: Iterable[Page], told: set[int], taken: Notes) -> None:
    """Source sentences for the stories that have no note."""
    for page in pages:
        if page.story not in told:
            best = sorted(page.lines, key=lambda line: -line.worth)[:_FALLBACK]
            taken.notes += [Note(line.text, (line,), page.story) for line in best]


def _seen(lines: Sequence[Line]) -> list[Line]:
    """The best lines of a story, not too many of one report, article by article.

    What is overtaken is told no more, here as without a model.
    """
    of_one: dict[str, int] = {}
    chosen: list[Line] = []
    for line in (line for line in lines if line.left >= STALE):
        of_one[line.origin] = of_one.get(line.origin, 0) + 1
        if of_one[line.origin] <= _OF_ONE:
            chosen.append(line)
        if len(chosen) == _SEEN:
            break
    first = {line.sentence.article_id: n for n, line in reversed(list(enumerate(chosen)))}
    return sorted(chosen, key=lambda x: (first[x.sentence.article_id], x.sentence.ordinal))


def _article(articles: ArticleIndex, line: Line) -> Article | None:
    try:
        return articles.article(line.sentence.article_id)
    except ArticleNotFound:
        return None
