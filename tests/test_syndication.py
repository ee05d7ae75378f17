"""Copies of one report are one origin, whatever was done to them and whenever they came in."""

from __future__ import annotations

import json
import random
import re
import subprocess
import sys
from collections import Counter
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from commands import Run
from hypothesis import given
from hypothesis import strategies as st

from conftest import SEEDS, WordEmbedder, make_article
from index import Article, ArticleIndex
from index.reading import read
from index.syndication import WORDS
from index.syndication.origins import Pair, groups
from index.syndication.signatures import MINIMA, SHINGLE, minima, share, shingles
from index.syndication.templates import Filled
from index.syndication.told import Told

WORDS_OF_NEWS = (
    "harbour ferry council bridge storm captain union budget mayor signal cargo engine repair"
    " crew vessel pier island channel winter tariff warehouse crane pilot anchor market lantern"
).split()


def report(seed: int, paragraphs: int = 8) -> list[str]:
    """Paragraphs of an article of its own: no run of words is likely to be in another one."""
    rng = random.Random(seed)
    return [
        " ".join(
            f"{' '.join(rng.choices(WORDS_OF_NEWS, k=rng.randint(9, 14))).capitalize()}."
            for _ in range(3)
        )
        for _ in range(paragraphs)
    ]


def told(number: int, paragraphs: list[str], **fields: Any) -> Article:
    published = datetime(2024, 4, 1, tzinfo=UTC) + timedelta(days=number - 1)
    told = {"outlet": f"Outlet {number}", "published": published, **fields}
    return make_article(number, "\n\n".join(paragraphs), **told)


def ids(*numbers: int) -> tuple[str, ...]:
    return tuple(f"{number:016x}" for number in numbers)


def in_one(index: ArticleIndex) -> set[frozenset[str]]:
    return {frozenset(origin.article_ids) for origin in index.shared_origins()}


CHANGED = {
    "to the letter": lambda p, _: p,
    "set with other marks": lambda p, _: [x.upper().replace(". ", " – “") for x in p],
    "cut": lambda p, _: p[: len(p) * 6 // 10],
    "reordered": lambda p, _: [*p[4:], *p[:4]],
    "with another top": lambda p, other: [other[0], *p[1:]],
    "with another paragraph": lambda p, other: [*p[:3], other[1], *p[3:]],
    "all of it": lambda p, other: [other[0], p[4], p[2], other[1], p[1], p[3]],
    "a brief": lambda p, _: p[:2],
}


@pytest.mark.parametrize("changed", CHANGED.values(), ids=CHANGED)
def test_a_copy_has_the_origin_of_the_first(articles, changed):
    original = report(1)
    articles.add([told(1, original), told(2, changed(original, report(2))), told(3, report(3))])
    found = articles.origins(ids(1, 2, 3))
    assert found[ids(1)[0]] == found[ids(2)[0]]
    assert found[ids(1)[0]].id == ids(1)[0]
    assert found[ids(1)[0]].copies == ids(2)
    assert found[ids(3)[0]].article_ids == ids(3)
    assert articles.origin_count() == 2


def test_a_shared_quotation_makes_no_copy(articles):
    articles.add([told(1, report(1)), told(2, [*report(2), report(1)[0], report(1)[3]])])
    assert articles.shared_origins() == []


def test_stubs_of_one_outlet_are_no_report(articles):
    stub = " ".join(f"word{number}" for number in range(WORDS - 1))
    articles.add([told(1, [stub]), told(2, [stub])])
    assert articles.shared_origins() == []
    articles.add([told(3, [stub, "And more."]), told(4, [stub, "And more."])])
    assert in_one(articles) == {frozenset(ids(3, 4))}


def test_a_round_up_does_not_make_one_of_two_reports(articles):
    first, second = report(1), report(2)
    articles.add([told(1, first), told(2, second), told(3, [*first, *second])])
    assert articles.origins(ids(1))[ids(1)[0]] != articles.origins(ids(2))[ids(2)[0]]
    assert articles.origin_count() >= 2


def test_a_round_up_goes_with_what_it_mostly_is(articles):
    first, second = report(1, 9), report(2, 6)
    articles.add([told(1, first), told(2, second), told(3, [*first, *second])])
    assert in_one(articles) == {frozenset(ids(1, 3))}


def test_two_cuts_of_one_report_are_one_even_if_they_share_little(articles):
    whole = report(1, 10)
    articles.add([told(1, whole[:6]), told(2, whole[4:]), told(3, whole)])
    assert in_one(articles) == {frozenset(ids(1, 2, 3))}


def test_the_order_of_adding_does_not_matter(tmp_path, embedder):
    original, other = report(1), report(2)
    every = [
        told(1, original),
        told(2, original[:5]),
        told(3, [*other, *original]),
        told(4, other),
        told(5, [*other[2:], *other[:2]]),
        told(6, report(6)),
    ]
    found = []
    for seed in range(4):
        shuffled = random.Random(seed).sample(every, len(every))
        with ArticleIndex.open(tmp_path / str(seed), embedder=embedder) as index:
            for article in shuffled[:3]:
                index.add([article])
            index.add(shuffled[3:])
            found.append(index.origins(article.id for article in every))
    assert all(each == found[0] for each in found)


def test_a_removed_article_ties_nothing_together(articles):
    whole = report(1, 10)
    articles.add([told(1, whole[:5]), told(2, whole[5:]), told(3, whole)])
    articles.remove([ids(3)[0]])
    assert articles.shared_origins() == []
    assert articles.origins(ids(1, 3)).keys() == set(ids(1))


def test_a_replaced_article_is_compared_anew(articles):
    original = report(1)
    articles.add([told(1, original), told(2, original)])
    assert in_one(articles) == {frozenset(ids(1, 2))}
    articles.add([told(2, report(2))])
    assert articles.shared_origins() == []
    articles.add([told(2, original[:6])])
    assert in_one(articles) == {frozenset(ids(1, 2))}


def test_an_article_is_no_copy_of_its_earlier_text(articles):
    original = report(1)
    articles.add([told(1, original)])
    articles.add([told(1, original[:7])])
    assert articles.shared_origins() == []
    assert articles.origins(ids(1))[ids(1)[0]].article_ids == ids(1)


def test_rebuilding_changes_nothing_and_mends_what_was_never_compared(tmp_path, embedder):
    with ArticleIndex.open(tmp_path, embedder=embedder) as index:
        index.add([told(1, report(1)), told(2, report(1)), told(3, report(3))])
        before = index.origins(ids(1, 2, 3))
        for table in ("minhashes", "shared"):  # as in an index of an older program
            index._catalog._db.run(f"DELETE FROM {table}")
        (problem,) = index.problems()
        assert problem.startswith("3 articles were not compared for copies")
    with ArticleIndex.rebuild(tmp_path, embedder=embedder) as index:
        assert index.problems() == []
        assert index.origins(ids(1, 2, 3)) == before


def _made_by_an_older_program(folder: Path, embedder: WordEmbedder | None) -> None:
    with ArticleIndex.open(folder, embedder=embedder) as index:
        index.add([told(1, report(1)), told(2, report(1)), told(3, report(3))])
        for table in ("minhashes", "shared"):
            index._catalog._db.run(f"DELETE FROM {table}")


def test_whoever_writes_next_compares_what_an_older_program_added(tmp_path):
    _made_by_an_older_program(tmp_path, WordEmbedder())
    with ArticleIndex.open(tmp_path, embedder=WordEmbedder()) as index:
        assert (index.uncompared(), index.status().origins) == (3, None)
        index.add([told(4, report(3)), told(5, report(5))])
        assert (index.uncompared(), index.status().origins) == (0, 3)
        assert in_one(index) == {frozenset(ids(1, 2)), frozenset(ids(3, 4))}
        assert index.problems() == []


def test_until_then_origins_are_not_counted(tmp_path: Path, run: Run) -> None:
    _made_by_an_older_program(tmp_path / "index", None)
    command = ("--index", tmp_path / "index")
    shown = run(*command, "status")
    assert re.search(r"^origins +not counted yet, the next 'groundwire add'", shown.out, re.M)
    assert json.loads(run(*command, "status", "--json").out)["origins"] is None
    assert "3 articles are not compared yet" in run(*command, "list", "--origins").err
    added = run(*command, "add", SEEDS)
    assert "note: comparing 3 articles of an earlier version for copies, once\n" in added.err
    assert re.search(r"^origins +10 independent reports$", run(*command, "status").out, re.M)
    assert "comparing" not in run(*command, "add", SEEDS).err


def test_what_was_begun_and_not_finished_is_compared_once(tmp_path):
    class Broken(WordEmbedder):
        def embed(self, texts: Any) -> Any:
            raise KeyboardInterrupt

    with ArticleIndex.open(tmp_path, embedder=WordEmbedder()) as index:
        index.add([told(1, report(1))])
    with (
        ArticleIndex.open(tmp_path, embedder=Broken()) as index,
        pytest.raises(KeyboardInterrupt),
        index._writing.resumed() as writer,
    ):
        writer.write([told(2, report(1))], datetime(2024, 4, 3, tzinfo=UTC), much=False)
    with ArticleIndex.open(tmp_path, embedder=WordEmbedder()) as index:
        assert in_one(index) == {frozenset(ids(1, 2))}
        assert index.problems() == []


def test_among_hundreds_that_are_alike_one_is_compared_with_few(articles, monkeypatch):
    compared: Counter[str] = Counter()
    shares = Told.shares

    def counted(one: Told, other: Told) -> tuple[float, float] | None:
        compared[max(one.article_id, other.article_id)] += 1
        return shares(one, other)

    monkeypatch.setattr(Told, "shares", counted)
    original = report(1, 2)
    articles.add(told(number, [*original, f"Seen by {number}."]) for number in range(250))
    assert max(compared.values()) <= 100
    assert [len(group) for group in in_one(articles)] == [250]


# --- one form, filled in twice -------------------------------------------------------------------

BULLETIN = (
    "An earthquake of magnitude {size} struck near {place} on {day}, the survey said.",
    "It came at a depth of {depth} kilometres and was felt as far as {far}, {day} being a holiday"
    " there.",
    "The region lies on a fault line between two plates and is often shaken by earthquakes, most"
    " of them too weak to be felt by anybody who lives there.",
    "The survey asks residents who felt it to say so on its pages, so that a map can be drawn of"
    " where the shaking was strongest and for how long it went on.",
)
DRAWN = [
    {"size": "4.2", "place": "Brevik", "day": "Monday", "depth": "10", "far": "Sund"},
    {"size": "5.1", "place": "Corvang", "day": "Tuesday", "depth": "17", "far": "Nes"},
    {"size": "6.8", "place": "Haugen", "day": "Friday", "depth": "31", "far": "Lunde"},
]


def bulletin(number: int, **drawn: str) -> Article:
    title = "Magnitude {size} earthquake near {place}".format_map(drawn)
    return told(number, [each.format_map(drawn) for each in BULLETIN], title=title)


def test_reports_that_fill_in_one_form_are_different_reports(articles):
    articles.add(bulletin(number, **drawn) for number, drawn in enumerate(DRAWN, 1))
    articles.add([bulletin(7, **DRAWN[0])])
    assert in_one(articles) == {frozenset(ids(1, 7))}
    found = articles.search("magnitude of the earthquake", limit=10)
    assert {p.article.id for p in found} >= {*ids(2, 3)}


@pytest.mark.parametrize("changed", [{"size": "4.4"}, {"day": "Tuesday"}, {"depth": "12"}])
def test_a_copy_in_which_something_was_put_right_is_a_copy(articles, changed):
    articles.add([bulletin(1, **DRAWN[0]), bulletin(2, **{**DRAWN[0], **changed})])
    assert in_one(articles) == {frozenset(ids(1, 2))}


def table(rows: int, seed: int) -> list[str]:
    rng = random.Random(seed)
    return [
        f"Station {row} at Brevik measured {rng.randrange(90)} degrees, {rng.randrange(90)} knots."
        for row in range(rows)
    ]


@pytest.mark.parametrize("rows", [30, 3_000])
def test_of_a_table_too_it_is_told_whether_it_was_filled_in_anew(rows):
    filled, anew = table(rows, 1), table(rows, 2)
    put_right = [*filled[:9], anew[9], *filled[10:]]
    assert Filled("\n".join(filled)).one_event(Filled("\n".join(put_right)))
    assert not Filled("\n".join(filled)).one_event(Filled("\n".join(anew)))


@given(st.text(max_size=200), st.text(max_size=200))
def test_any_two_texts_can_be_compared(one, other):
    first, second = Filled(one), Filled(other)
    assert first.one_event(second) == second.one_event(first)
    assert first.one_event(first)


# --- which is the origin ------------------------------------------------------------------------


def test_the_agencys_own_article_is_the_origin_though_it_came_later(articles):
    original = report(1)
    articles.add(
        [
            told(1, original),
            told(2, ["PARIS (Reuters) — " + original[0], *original[1:]]),
            told(3, original, url="https://www.reuters.com/world/1", outlet="Reuters"),
        ]
    )
    found = articles.origins(ids(1))[ids(1)[0]]
    assert (found.id, found.copies, found.agency, found.own) == (
        ids(3)[0], ids(1, 2), "Reuters", True,
    )  # fmt: skip


def test_without_the_agencys_own_the_one_that_names_it_is(articles):
    original = report(1)
    articles.add(
        [
            told(1, original),
            told(2, ["PARIS (Reuters) — " + original[0], *original[1:]]),
            told(3, [*original, "— Reuters"]),
        ]
    )
    found = articles.origins(ids(3))[ids(3)[0]]
    assert (found.id, found.agency, found.own) == (ids(2)[0], "Reuters", False)


def test_an_outlet_that_others_name_is_the_origin(articles):
    original = report(1)
    copy = ["HALDEN (Halden Review) - " + original[0], *original[1:]]
    articles.add([told(1, copy), told(2, original, outlet="Halden Review")])
    found = articles.origins(ids(1))[ids(1)[0]]
    assert (found.id, found.agency, found.own) == (ids(2)[0], "Halden Review", True)


def test_one_without_a_date_is_not_the_earliest(articles):
    articles.add([told(1, report(1), published=None), told(2, report(1))])
    assert articles.origins(ids(1))[ids(1)[0]].article_ids == ids(2, 1)


def test_a_single_article_has_an_origin_and_an_agency(articles):
    articles.add([told(1, ["PARIS (AFP) - " + report(1)[0]])])
    found = articles.origins([*ids(1), "0" * 16])
    assert found.keys() == set(ids(1))
    assert (found[ids(1)[0]].agency, found[ids(1)[0]].own) == ("AFP", False)


def test_the_seeds_hold_one_report_that_two_outlets_carry(articles):
    articles.add(read(SEEDS))
    (found,) = articles.shared_origins()
    carriers = [articles.article(article_id) for article_id in found.article_ids]
    assert [c.outlet for c in carriers] == ["Northgate Tribune", "Calder Bay Gazette"]
    assert (found.agency, found.own) == ("Meridian Wire", False)
    assert articles.origin_count() == articles.status().articles - 1


def test_a_sentence_is_found_in_the_origin(articles):
    articles.add(read(SEEDS))
    (found,) = articles.shared_origins()
    source, copy = (articles.article(article_id) for article_id in found.article_ids)
    for sentence in articles.sentences(copy):
        there = articles.counterpart(sentence, source)
        if sentence.text.startswith(("The attacks end", "BAGHDAD")):  # worded otherwise
            assert there is None
        else:
            assert there is not None
            assert source.text[there.start : there.end] == there.text == sentence.text


def test_a_sentence_is_found_behind_a_dateline_and_with_other_marks(articles):
    articles.add(
        [
            told(1, ["PARIS (AFP) — “We close,” the mayor said.", "Nobody came."]),
            told(2, ['"We close", the mayor said.', "Nobody came. Nobody left."]),
        ]
    )
    source, copy = (articles.article(article_id) for article_id in ids(1, 2))
    quote, nobody, none = articles.sentences(copy)
    there = articles.counterpart(quote, source)
    assert there is not None
    assert there.text == "PARIS (AFP) — “We close,” the mayor said."
    assert articles.counterpart(nobody, source) is not None
    assert articles.counterpart(none, source) is None


# --- what a user sees ---------------------------------------------------------------------------


def test_of_one_report_only_the_best_passage_is_found(articles):
    articles.add(read(SEEDS))
    found = articles.search("attacked more than 165 times between October and February")
    (best,) = [p for p in found if "165 times" in p.text and p.copies]
    (shared,) = articles.shared_origins()
    assert {best.article.id, *best.copies} == set(shared.article_ids)
    assert sum("by American counts" in passage.text for passage in found) == 1


def test_status_counts_origins(run: Run, seeded: Path) -> None:
    assert re.search(
        r"^origins +8 independent reports$", run("--index", seeded, "status").out, re.M
    )
    assert json.loads(run("--index", seeded, "status", "--json").out)["origins"] == 8


def test_show_names_the_same_report(run: Run, seeded: Path) -> None:
    listed = json.loads(run("--index", seeded, "list", "--origins", "--json").out)
    (origin,) = [each for each in listed if each["copies"]]
    (copy,) = origin["copies"]
    shown = run("--index", seeded, "show", copy).out
    told = f"the same report as: {origin['id'][:8]} · {origin['title']} · Northgate Tribune · 2024-"
    assert told in shown
    record = json.loads(run("--index", seeded, "show", copy, "--json").out)
    assert [each["id"] for each in record["same_report"]] == [origin["id"]]


def test_list_has_one_line_for_each_origin(run: Run, seeded: Path) -> None:
    lines = run("--index", seeded, "list", "--origins").out.splitlines()
    assert len(lines) == 8
    assert [line.split("\t")[3] for line in lines if "Northgate" in line] == ["+0", "+1"]
    only = run("--index", seeded, "list", "--origins", "--outlet", "Calder Bay Gazette").out
    assert len(only.splitlines()) == 2
    assert "\t+1\tUS soldiers" in only  # though its origin is not listed


# --- groups -------------------------------------------------------------------------------------


def both(one: str, other: str, there: float, back: float) -> list[Pair]:
    return [Pair(one, other, there, back), Pair(other, one, back, there)]


def test_a_brief_in_a_report_and_its_copy_is_of_the_same_origin():
    pairs = [*both("brief", "report", 1.0, 0.2), *both("brief", "copy", 1.0, 0.2)]
    assert groups([*pairs, *both("report", "copy", 0.9, 0.9)]) == [{"brief", "report", "copy"}]


def test_a_digest_of_many_ties_none_of_them():
    pairs = [p for name in "abc" for p in both(name, "digest", 1.0, 0.3)]
    assert groups(pairs) == []


@given(st.permutations([*both("a", "b", 0.9, 0.8), *both("b", "c", 0.7, 0.6),
                        *both("d", "e", 1.0, 0.4), *both("f", "e", 1.0, 0.4)]))  # fmt: skip
def test_groups_do_not_depend_on_the_order_of_pairs(pairs):
    assert {frozenset(group) for group in groups(pairs)} == {frozenset("abc")}


# --- signatures ---------------------------------------------------------------------------------


@given(st.text(max_size=300))
def test_any_text_has_shingles_and_stands_in_itself(text):
    hashes = shingles(text)
    assert hashes.tolist() == shingles(text).tolist()
    assert share(hashes, hashes) == (1.0 if len(hashes) else 0.0)
    assert len(minima(hashes)) == (MINIMA if len(hashes) else 0)


@given(st.lists(st.sampled_from(["ship", "été", "Straße", "море", "3", "x"]), max_size=40))
def test_marks_and_white_space_do_not_count(words):
    plain = shingles(" ".join(words))
    assert len(plain) == max(0, len(words) - SHINGLE + 1)
    assert plain.tolist() == shingles("“" + " — ".join(words) + "”…\u00a0»").tolist()


def test_characters_count_as_words_where_no_spaces_are_written():
    text = "港口今天关闭一整天，船只在外面等待。"
    assert len(shingles(text)) == len(text.replace("，", "").replace("。", "")) - SHINGLE + 1
    assert shingles(text).tolist() == shingles(text.replace("，", "、")).tolist()
    assert share(shingles(text), shingles("据报道" + text)) == 1.0


def test_equal_runs_of_words_are_equal_numbers_and_no_others():
    rng = random.Random(5)
    words = rng.choices(WORDS_OF_NEWS, k=4_000)
    runs = {tuple(words[at : at + SHINGLE]) for at in range(len(words) - SHINGLE + 1)}
    assert len(set(shingles(" ".join(words)).tolist())) == len(runs)


def test_numbers_are_the_same_for_ever():
    """They are kept in people's indexes: another number here needs a new format of the index."""
    hashes = shingles("The harbour was closed for a whole day because of the storm.")
    assert (len(hashes), hashes[0]) == (5, 11235788759127968399)
    assert minima(hashes)[:2] == [101637249, 4348061734]


def test_minima_are_those_of_the_library_one_by_one():
    from datasketch import MinHash

    hashes = shingles(" ".join(report(1)))
    slow = MinHash(num_perm=MINIMA, hashfunc=int, scheme="affine32")
    slow.update_batch(hashes.astype(np.uint32).tolist())
    assert [least & 0xFFFFFFFF for least in minima(hashes)] == slow.hashvalues.tolist()


def test_of_the_library_only_what_is_needed_is_imported():
    """The rest of it imports scipy, for a third of a second; it can still be imported after."""
    lines = (
        "import sys",
        "from index.syndication.signatures import minima, shingles",
        "minima(shingles('one two three four five six seven eight nine'))",
        "assert not {'scipy', 'datasketch'} & sys.modules.keys()",
        "import datasketch",
        "assert datasketch.MinHash is sys.modules['datasketch.minhash'].MinHash",
    )
    subprocess.run([sys.executable, "-c", "\n".join(lines)], check=True)


def test_minima_estimate_what_texts_have_in_common():
    one = report(1, 40)
    other = [*one[:20], *report(2, 20)]
    same = set(minima(shingles(" ".join(one)))) & set(minima(shingles(" ".join(other))))
    assert 4 <= len(same) <= 18  # 1/3 of 32, three standard deviations each way


def test_very_long_texts_are_compared_by_their_beginning():
    long = "word " * 300_000
    assert len(shingles(long)) == 200_000 - SHINGLE + 1
