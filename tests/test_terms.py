"""What the terms of a question weigh, and which of them are looked for at all."""

from index.stores.terms import CHEAP, weights

SIZE = 100_000


def counted(**counts: int):
    return counts.__getitem__


def test_a_word_that_most_chunks_have_is_left_out() -> None:
    found = counted(the=90_000, base=400, drone=30)
    assert weights([("the",), ("base",), ("drone",)], found, SIZE).keys() == {"base", "drone"}


def test_it_is_looked_for_where_there_is_nothing_rarer() -> None:
    found = counted(the=90_000, who=80_000, nowhere=0)
    assert weights([("the",), ("who",), ("nowhere",)], found, SIZE).keys() == {"the", "who"}


def test_a_common_word_counts_in_a_small_index() -> None:
    found = counted(attack=CHEAP - 1, base=40)
    assert weights([("attack",), ("base",)], found, CHEAP).keys() == {"attack", "base"}


def test_a_word_is_as_common_as_its_forms_in_all_languages_together() -> None:
    found = counted(die=30_000, dieG=30_000, base=40)
    assert weights([("die", "dieG"), ("base",)], found, SIZE).keys() == {"base"}


def test_a_word_weighs_the_same_in_whatever_language() -> None:
    found = counted(biden=900, bidenG=1, rain=901)
    weighed = weights([("biden", "bidenG"), ("rain",)], found, SIZE)
    assert weighed["rain"] == 1.0
    assert weighed["bidenG"] < weighed["biden"] <= 1.0
