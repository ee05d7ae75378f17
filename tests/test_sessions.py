"""Sessions: saved as they go, taken up again, and without a word of what has been removed."""

from __future__ import annotations

import json
import re
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from commands import Run

from conftest import WordEmbedder, make_article
from index import ArticleIndex
from index.kept.session_file import SESSIONS
from index.kept.session_turns import StoredStatement, StoredTurn
from qa.answers import Abstention, Answer, Briefing
from qa.briefing import brief
from qa.briefing.survey import LENGTHS, Order
from qa.conversation import Briefed, Conversation, Turn, claims
from qa.conversation.sessions import Keeper, take_up
from qa.conversation.talk import Talk
from scripted_model import ScriptedModel

FIRST = "Which base in western Iraq was attacked?"
BRIDGE = "When did the harbour bridge in Calder Bay open again?"
NOW = datetime(2026, 5, 1, 12, tzinfo=UTC)


@pytest.fixture
def folder(seeded: Path, tmp_path: Path) -> Path:
    """An index of the seeds that a test may write to."""
    return Path(shutil.copytree(seeded, tmp_path / "own"))


@pytest.fixture
def articles(folder: Path) -> Iterator[ArticleIndex]:
    with ArticleIndex.open(folder, create=False) as index:
        yield index


def kept(articles: ArticleIndex, *questions: str, model: ScriptedModel | None = None) -> Talk:
    """A conversation of these questions, kept as "mine"."""
    talk = Talk(articles, model)
    keeper = Keeper(articles.sessions, "mine")
    for question in questions:
        keeper.append(talk.ask(question), NOW)
    assert keeper.note is None
    return talk


def everything(folder: Path) -> bytes:
    return b"".join(file.read_bytes() for file in folder.glob(f"{SESSIONS}*"))


def shown(turn: Turn) -> list[object]:
    told = [claim.text for claim in claims(turn.result)]
    return [turn.question, turn.asked, told, turn.citations]


def test_a_session_is_taken_up_as_it_was(articles: ArticleIndex) -> None:
    talk = kept(articles, FIRST, "And how many were hurt?", "Who won the election in Norway?")
    taken = take_up(articles.sessions, "mine", articles)
    assert [shown(t) for t in taken.conversation.turns] == [
        shown(t) for t in talk.conversation.turns
    ]
    last = taken.conversation.turns[-1].result
    assert isinstance(last, Abstention)
    assert last.reason
    assert "Norway" in last.uncovered
    assert taken.given == max(c.number for c in talk.conversation.citations())


def test_what_a_model_wrote_is_taken_up_with_its_verdicts(articles: ArticleIndex) -> None:
    right = "US troops at Al-Asad Air Base in western Iraq came under attack on Monday."
    model = ScriptedModel(f"{right} [1] The base was sold to a circus. [1]")
    talk = kept(articles, FIRST, model=model)
    (turn,) = take_up(articles.sessions, "mine", articles).conversation.turns
    assert claims(turn.result) == claims(talk.conversation.turns[0].result)
    assert turn.result.written
    assert turn.result.written.model == "scripted"
    assert turn.usage == talk.conversation.turns[0].usage


def test_numbers_go_on_where_they_ended(articles: ArticleIndex) -> None:
    talk = kept(articles, FIRST)
    taken = take_up(articles.sessions, "mine", articles)
    later = Talk(articles)
    later.begin(taken.conversation, taken.given)
    before = {c.number: c.quote for c in talk.conversation.citations()}
    later.ask("When did the harbour bridge in Calder Bay open again?")
    later.ask(FIRST)
    after = {c.number: c.quote for c in later.conversation.citations()}
    assert before.items() <= after.items()
    assert len(set(after.values())) == len(after)


def test_nothing_of_an_article_is_in_the_file(articles: ArticleIndex, folder: Path) -> None:
    kept(articles, "Who is the mayor of Calder Bay?", FIRST)
    articles.sessions.close()
    stored = everything(folder)
    assert FIRST.encode() in stored
    for headline in (article.title for article in articles.articles()):
        assert headline.encode() not in stored


def test_what_rested_on_a_removed_article_is_gone(articles: ArticleIndex, folder: Path) -> None:
    talk = kept(articles, FIRST, "And how many were hurt?")
    gone = talk.conversation.turns[0].citations[0]
    text = claims(talk.conversation.turns[0].result)[0].text
    articles.remove([gone.article_id])
    articles.sessions.close()
    for part in (text, text[20:60]):
        assert part.encode() not in everything(folder)
    taken = take_up(articles.sessions, "mine", articles)
    first = taken.conversation.turns[0]
    assert first.lost == 1
    assert first.question == FIRST
    assert gone.article_id not in {c.article_id for c in taken.conversation.citations()}
    assert gone.number not in {c.number for c in taken.conversation.citations()}
    later = Talk(articles)
    later.begin(taken.conversation, taken.given)
    new = later.ask("When did the harbour bridge in Calder Bay open again?")
    assert min(c.number for c in new.citations) > taken.given


def test_unsupported_words_of_a_model_go_with_what_it_saw(
    articles: ArticleIndex, folder: Path
) -> None:
    right = "US troops at Al-Asad Air Base in western Iraq came under attack on Monday."
    model = ScriptedModel(f"{right} [1] Engineers of the swing bridge found cracks in Quagga. [1]")
    talk = kept(articles, FIRST, model=model)
    cited = {c.article_id for c in talk.conversation.citations()}
    seen = {p.article.id for p in talk.conversation.turns[0].result.passages} - cited
    articles.remove([sorted(seen)[0]])
    articles.sessions.close()
    assert b"Quagga" not in everything(folder)
    (turn,) = take_up(articles.sessions, "mine", articles).conversation.turns
    assert [claim.text for claim in claims(turn.result)] == [right]


def test_names_put_into_a_question_go_with_their_article(
    articles: ArticleIndex, folder: Path
) -> None:
    model = ScriptedModel(
        "US troops at Al-Asad Air Base in western Iraq came under attack on Monday. [1]",
        "How many were hurt at Al-Asad Air Base?",
        "Nobody was wounded. [1]",
    )
    talk = kept(articles, FIRST, "And how many were hurt?", model=model)
    articles.remove(list({c.article_id for c in talk.conversation.citations()}))
    articles.sessions.close()
    assert b"Al-Asad" not in everything(folder)
    last = take_up(articles.sessions, "mine", articles).conversation.turns[-1]
    assert last.asked == "And how many were hurt?"


def test_only_what_may_quote_a_removed_article_goes_with_it(
    articles: ArticleIndex, folder: Path
) -> None:
    talk = kept(articles, FIRST, "And how many were hurt?", BRIDGE, "Why?")
    first, follow_up, _, why = talk.conversation.turns
    bridge = {c.article_id for c in talk.conversation.turns[2].citations}
    articles.remove(sorted(bridge - {c.article_id for c in first.citations}))
    turns = take_up(articles.sessions, "mine", articles).conversation.turns
    assert [turns[0].asked, turns[1].asked] == [first.asked, follow_up.asked]
    assert claims(turns[0].result) == claims(first.result)
    assert turns[3].question == why.question


def test_an_outlets_name_from_nowhere_leaves_a_briefing_whole(
    articles: ArticleIndex, folder: Path
) -> None:
    talk = Talk(articles)
    keeper = Keeper(articles.sessions, "mine")
    keeper.append(talk.ask(BRIDGE), NOW)
    order = Order("attacks on US troops", None, None, (), LENGTHS["short"])
    found = brief(articles, order, None, citer=talk.citer())
    assert isinstance(found, Briefing)
    entry = talk.brief("/brief attacks on US troops", found)
    keeper.append(entry, NOW)
    (_, taken) = take_up(articles.sessions, "mine", articles).conversation.entries
    assert isinstance(taken, Briefed)
    assert taken.briefing == found
    gone = found.lines()[0].claim.citations[0].article_id
    articles.remove([gone])
    articles.sessions.close()
    for text in (point.claim.text for point in found.lines()):
        cited = {c.article_id for p in found.lines() if p.claim.text == text
                 for c in p.claim.citations}  # fmt: skip
        assert (text.encode() in everything(folder)) == (gone not in cited)
    (_, taken) = take_up(articles.sessions, "mine", articles).conversation.entries
    assert taken.lost
    assert gone not in {c.article_id for c in taken.citations}


def test_a_session_that_is_new_says_so_and_names_the_nearest(run: Run, folder: Path) -> None:
    run("--index", folder, "chat", "--no-model", "--session", "iraq", stdin=f"{FIRST}\n")
    err = run("--index", folder, "chat", "--no-model", "--session", "irak", stdin="").err
    assert "there is no session 'irak' yet: this is a new one; did you mean 'iraq'?" in err
    for name in ("", " ", "a\nb", "x" * 200):
        assert run("--index", folder, "chat", "--session", name, stdin="").code == 2


def test_what_goes_while_a_conversation_goes_on(articles: ArticleIndex, folder: Path) -> None:
    talk = Talk(articles)
    keeper = Keeper(articles.sessions, "mine")
    first = talk.ask(FIRST)
    keeper.append(first, NOW)
    with ArticleIndex.open(folder, create=False) as other:
        other.remove(list({c.article_id for c in first.citations}))
    turn = talk.ask("And how many were hurt?")
    keeper.append(turn, NOW)
    assert keeper.note is None
    assert talk.conversation.turns[0].lost == len(claims(first.result))
    gone = {c.number for c in first.citations}
    assert not gone & {c.number for c in talk.conversation.citations()}
    articles.sessions.close()
    for claim in claims(first.result):
        assert claim.text.encode() not in everything(folder)


def test_an_article_that_goes_before_its_turn_is_kept_leaves_nothing(
    articles: ArticleIndex, folder: Path
) -> None:
    turn = Talk(articles).ask(FIRST)
    articles.remove(list({c.article_id for c in turn.citations}))
    Keeper(articles.sessions, "mine").append(turn, NOW)
    articles.sessions.close()
    for claim in claims(turn.result):
        assert claim.text.encode() not in everything(folder)
    (kept_turn,) = take_up(articles.sessions, "mine", articles).conversation.turns
    assert kept_turn.lost == len(claims(turn.result))


def test_numbers_of_a_briefing_are_not_given_again(run: Run, folder: Path) -> None:
    first = run("--index", folder, "chat", "--no-model", stdin=f"{FIRST}\n/brief\n")
    highest = max(map(int, re.findall(r"^\[(\d+)\] ", first.out, re.MULTILINE)))
    typed = "When did the harbour bridge in Calder Bay open again?\n"
    later = run("--index", folder, "chat", "--no-model", "--continue", stdin=typed)
    assert min(map(int, re.findall(r"^\[(\d+)\] ", later.out, re.MULTILINE))) > highest


def test_what_was_taken_back_has_its_number_again(articles: ArticleIndex) -> None:
    talk = Talk(articles)
    keeper = Keeper(articles.sessions, "mine")
    keeper.append(talk.ask("When did the harbour bridge in Calder Bay open again?"), NOW)
    before = {c.number: c.quote for c in talk.conversation.citations()}
    talk.undo()
    keeper.undo()
    taken = take_up(articles.sessions, "mine", articles)
    later = Talk(articles)
    later.begin(taken.conversation, taken.given, taken.quoted)
    assert later.conversation.citations() == []
    again = later.ask("When did the harbour bridge in Calder Bay open again?")
    assert {c.number: c.quote for c in again.citations} == before


def test_a_damaged_file_is_named_and_may_be_removed(run: Run, folder: Path) -> None:
    _damaged(folder / SESSIONS)
    code, _, err = run("--index", folder, "sessions")
    assert code == 1
    assert SESSIONS in err
    assert "no article" in err
    (folder / SESSIONS).unlink()
    assert run("--index", folder, "sessions").code == 0


def test_a_changed_article_is_quoted_as_it_was(tmp_path: Path, embedder: WordEmbedder) -> None:
    with ArticleIndex.open(tmp_path / "index", embedder=embedder) as articles:
        articles.add([make_article(text="The Halden ferry carried 40 cars on Monday. It rained.")])
        talk = kept(articles, "How many cars did the Halden ferry carry?")
        quote = talk.conversation.citations()[0].quote
        articles.add([make_article(text="The Halden ferry carried 45 cars on Monday. It rained.")])
        (citation, *_) = take_up(articles.sessions, "mine", articles).conversation.citations()
        assert citation.quote == quote
        assert "40 cars" in citation.article.text[citation.start : citation.end]


def test_a_place_that_is_no_longer_the_same_text_is_not_cited(
    articles: ArticleIndex, folder: Path
) -> None:
    kept(articles, FIRST)
    articles.sessions.close()
    with sqlite3.connect(folder / SESSIONS) as file:
        file.execute('UPDATE citations SET "start" = "start" + 1')
    (turn,) = take_up(articles.sessions, "mine", articles).conversation.turns
    assert not turn.citations
    assert turn.lost


def test_taking_back_and_removing_leave_nothing(articles: ArticleIndex, folder: Path) -> None:
    talk = Talk(articles)
    keeper = Keeper(articles.sessions, "mine")
    keeper.append(talk.ask(FIRST), NOW)
    keeper.append(talk.ask("Did the Quagga ferry sail?"), NOW)
    keeper.undo()
    assert b"Quagga" not in everything(folder)
    assert len(articles.sessions.turns("mine")) == 1
    articles.sessions.remove("mine")
    assert FIRST.encode() not in everything(folder)
    assert articles.sessions.listing() == []


def test_sessions_are_named_by_their_day(articles: ArticleIndex) -> None:
    turn = Talk(articles).ask(FIRST)
    names = []
    for _ in range(3):
        keeper = Keeper(articles.sessions)
        keeper.append(turn, NOW)
        names.append(keeper.name)
    day = NOW.astimezone().strftime("%Y-%m-%d")
    assert names == [day, f"{day}-2", f"{day}-3"]


def test_the_session_used_last_comes_first(articles: ArticleIndex) -> None:
    turn = Talk(articles).ask(FIRST)
    older, newer = Keeper(articles.sessions, "older"), Keeper(articles.sessions, "newer")
    older.append(turn, NOW)
    newer.append(turn, NOW + timedelta(hours=1))
    assert [s.name for s in articles.sessions.listing()] == ["newer", "older"]
    older.append(turn, NOW + timedelta(hours=2))
    listed = articles.sessions.listing()
    assert [(s.name, s.turns, s.first) for s in listed] == [
        ("older", 2, FIRST),
        ("newer", 1, FIRST),
    ]


def test_two_who_go_on_with_one_session_do_not_mix(articles: ArticleIndex) -> None:
    turn = Talk(articles).ask(FIRST)
    Keeper(articles.sessions, "mine").append(turn, NOW)
    one, other = Keeper(articles.sessions, "mine"), Keeper(articles.sessions, "mine")
    one.append(turn, NOW)
    other.append(turn, NOW)
    assert one.note is None
    assert other.note
    assert "elsewhere" in other.note
    assert len(articles.sessions.turns("mine")) == 2


def test_a_turn_is_kept_whole_or_not_at_all(
    articles: ArticleIndex, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept(articles, FIRST)

    def killed(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(articles.sessions, "_write", killed)
    with pytest.raises(KeyboardInterrupt):
        Keeper(articles.sessions, "mine").append(Talk(articles).ask(FIRST), NOW)
    assert len(articles.sessions.turns("mine")) == 1


def _damaged(path: Path) -> None:
    path.write_bytes(b"no database at all, but long enough to be looked at" * 40)


def _folder(path: Path) -> None:
    path.mkdir()


@pytest.mark.parametrize("spoil", [_damaged, _folder])
def test_a_file_that_cannot_be_used_stops_no_answer(
    articles: ArticleIndex, folder: Path, spoil: Callable[[Path], None]
) -> None:
    spoil(folder / SESSIONS)
    keeper = Keeper(articles.sessions)
    turn = Talk(articles).ask(FIRST)
    keeper.append(turn, NOW)
    assert isinstance(turn.result, Answer)
    assert keeper.note
    assert "not saved" in keeper.note


def test_removing_says_when_sessions_cannot_be_cleaned(run: Run, folder: Path) -> None:
    _damaged(folder / SESSIONS)
    listed = json.loads(run("--index", folder, "list", "--json").out)
    code, _, err = run("--index", folder, "remove", listed[0]["id"])
    assert code == 1
    assert SESSIONS in err
    assert "Traceback" not in err


def test_turns_survive_being_written_as_they_are(articles: ArticleIndex) -> None:
    held = frozenset(article.id for article in articles.articles())
    part = StoredStatement("claim", "a", {"support": 1.0}, (1,), held)
    turn = StoredTurn("q", {"answered": True}, (part,), 2)
    articles.sessions.append("mine", turn, [], NOW)
    assert articles.sessions.turns("mine") == [turn]
    assert isinstance(Conversation().turns, list)


FERRY = (
    "The Halden ferry carried 40 cars on Monday. It rained in Quagga. The ferry was built in 1987."
)
REPLACED = (
    "It snowed at first. It rained in Quagga. The ferry was built in 1987."
    " The Halden ferry carried 45 cars on Monday."
)


def test_of_a_changed_article_what_still_stands_keeps_its_number_and_the_rest_is_marked(
    tmp_path: Path, embedder: WordEmbedder
) -> None:
    cars, built = "How many cars did the Halden ferry carry?", "When was the Halden ferry built?"
    with ArticleIndex.open(tmp_path / "index", embedder=embedder) as articles:
        articles.add([make_article(text=FERRY)])
        before = {c.quote: c.number for c in kept(articles, cars, built).conversation.citations()}
        articles.add([make_article(text=REPLACED)])
        taken, talk = take_up(articles.sessions, "mine", articles), Talk(articles)
        talk.begin(taken.conversation, taken.given, taken.quoted)
        told = {c.number for c in talk.revise()}
        assert told == set(before.values())
        assert talk.revise() == []
        talk.ask(built)
        talk.ask(cars)
        cited = talk.conversation.citations()
    for citation in cited:
        assert citation.article.text[citation.start : citation.end] == citation.quote
        assert before.get(citation.quote, citation.number) == citation.number
    old = [c for c in cited if c.replaced_by]
    assert [(c.article.revision, c.replaced_by, "40 cars" in c.quote) for c in old] == [
        (1, 2, True)
    ]
    assert {c.article.revision for c in cited if c not in old} == {2}
    assert len({(c.article.revision, c.quote) for c in cited}) == len(cited)
    assert not {c.number for c in old} & {
        c.number for turn in talk.conversation.turns[2:] for c in turn.citations
    }


def test_a_briefing_of_a_changed_article_is_marked_too(articles: ArticleIndex) -> None:
    talk = Talk(articles)
    order = Order("attacks on US troops", None, None, (), LENGTHS["short"])
    found = brief(articles, order, None, citer=talk.citer())
    assert isinstance(found, Briefing)
    talk.brief("/brief attacks on US troops", found)
    changed = found.citations()[0]
    text = changed.article.text
    articles.add([replace(changed.article, text=text.replace(changed.quote, "It was calm."))])
    talk.revise()
    (entry,) = talk.conversation.entries
    marked = [c.number for c in entry.citations if c.replaced_by]
    assert changed.number in marked
    assert {c.article_id for c in entry.citations if c.number in marked} == {changed.article_id}


# --- from the command line ------------------------------------------------------------------------


def test_continue_takes_up_the_last_and_session_one_by_name(run: Run, folder: Path) -> None:
    def chat(*options: str, typed: str) -> tuple[int, str, str]:
        return run("--index", folder, "chat", "--no-model", *options, stdin=typed)

    assert chat("--session", "iraq", typed=f"{FIRST}\n")[0] == 0
    chat("--session", "bridge", typed="When did the harbour bridge in Calder Bay open again?\n")
    code, out, err = chat("--continue", typed="Why?\n")
    assert code == 0
    assert err == f"session bridge: 1 question so far, the last one: {BRIDGE}\n"
    assert "(asked as: Why did the harbour bridge in Calder Bay open again?)" in out
    code, out, err = chat("--session", "iraq", typed="/sources\n")
    assert err == f"session iraq: 1 question so far, the last one: {FIRST}\n"
    assert "[1] " in out
    listed = json.loads(run("--index", folder, "sessions", "--json").out)
    assert [(s["name"], s["questions"]) for s in listed] == [("bridge", 2), ("iraq", 1)]
    lines = run("--index", folder, "sessions").out.splitlines()
    assert [line.split("\t")[0] for line in lines] == ["bridge", "iraq"]
    assert run("--index", folder, "sessions", "--remove", "iraq").code == 0
    assert run("--index", folder, "sessions", "--remove", "iraq").code == 2


def test_a_session_whose_articles_are_gone_says_so(run: Run, folder: Path) -> None:
    run("--index", folder, "chat", "--no-model", stdin=f"{FIRST}\n")
    everything_listed = json.loads(run("--index", folder, "list", "--json").out)
    run("--index", folder, "remove", *(article["id"] for article in everything_listed))
    code, out, err = run("--index", folder, "chat", "--no-model", "--continue", stdin="/sources\n")
    assert code == 0
    assert "articles have been removed" in err
    assert "nothing has been cited so far" in err
    assert "Al-Asad" not in out


def test_continue_without_a_session_begins_one(run: Run, folder: Path) -> None:
    code, _, err = run("--index", folder, "chat", "--no-model", "--continue", stdin="")
    assert code == 0
    assert "there is no session yet" in err
    assert run("--index", folder, "sessions").err == "no sessions\n"
    both = run("--index", folder, "chat", "--continue", "--session", "x", stdin="")
    assert both.code == 2


def test_what_has_changed_is_said_once_and_marked_wherever_it_is_shown(
    run: Run, folder: Path, tmp_path: Path
) -> None:
    def chat(*typed: str) -> tuple[int, str, str]:
        options = ("--no-model", "--session", "mine")
        return run("--index", folder, "chat", *options, stdin="\n".join(typed))

    cost = "How much did the repair of the harbour bridge cost?"
    chat(cost, "When may fishing boats pass?")
    with ArticleIndex.open(folder, create=False) as articles:
        (bridge,) = (a for a in articles.articles() if "8.4 million" in a.text)
        articles.add([replace(bridge, text=bridge.text.replace("8.4 million", "9.1 million"))])
    saved = [tmp_path / f"talk{end}" for end in (".md", ".html", ".json")]
    code, out, err = chat("/sources", "/open 1", cost, *(f"/save {path}" for path in saved))
    assert code == 0
    note = re.search(r"note: the article of (.*) has changed since: (.*) only in an", err)
    assert note
    assert err.count("changed since") == 1
    old = re.findall(r"^\[(\d+)\] .*\n.*revision 1, changed since", out, re.MULTILINE)
    assert f"[{old[0]}] stands" == note[2]
    assert out.count("8.4 million") == len(old) == 1 or f"[{old[0]}]" in out
    answer = out.partition(f"> {cost}\n")[2]
    assert "9.1 million" in answer
    assert "8.4 million" not in answer
    assert "same article" not in answer.partition("revision 1")[2]
    for path in saved[:2]:
        assert "revision 1, changed since" in path.read_text(encoding="utf-8")
    turns = json.loads(saved[2].read_text(encoding="utf-8"))["turns"]
    told = {
        c["quote"]: c["replaced_by"] for t in turns for k in t["claims"] for c in k["citations"]
    }
    assert [("8.4 million" in quote, by) for quote, by in told.items() if by] == [(True, 2)]
