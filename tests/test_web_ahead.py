"""Jobs of several threads: in order, only a little ahead, errors where the result is taken."""

import threading
import time

import pytest

from index.errors import SourceError
from index.reading.web.ahead import THREADS, in_order
from index.reading.web.politeness import Politeness


def test_results_come_in_the_order_of_the_jobs():
    def work(number: int) -> int:
        time.sleep(0.02 * (number % 3))
        return number * 2

    assert [(n, f.result()) for n, f in in_order(work, range(30))] == [
        (n, 2 * n) for n in range(30)
    ]


def test_an_error_comes_where_its_result_is_taken_and_stops_nothing():
    def work(number: int) -> int:
        if number % 2:
            raise SourceError(f"odd {number}")
        return number

    found = list(in_order(work, range(10)))
    assert [future.exception() is None for _, future in found] == [True, False] * 5
    with pytest.raises(SourceError, match="odd 3"):
        found[3][1].result()


def test_jobs_are_taken_in_the_callers_thread_and_only_a_little_ahead():
    here, taken = threading.get_ident(), []

    def jobs():
        for number in range(1000):
            assert threading.get_ident() == here
            taken.append(number)
            yield number

    results = in_order(lambda number: number, jobs())
    next(results)
    assert len(taken) <= 2 * THREADS
    results.close()


def test_what_was_not_begun_is_not_done_after_closing():
    done, gate = [], threading.Event()

    def work(number: int) -> None:
        gate.wait(5)
        done.append(number)

    results = in_order(work, range(16))
    threading.Timer(0.2, gate.set).start()
    next(results)
    gate.clear()
    results.close()
    gate.set()
    time.sleep(0.2)
    assert len(done) <= 2 * THREADS


def test_no_thread_is_left_behind():
    before = threading.active_count()
    list(in_order(lambda number: number, range(50)))
    deadline = time.monotonic() + 5
    while threading.active_count() > before and time.monotonic() < deadline:
        time.sleep(0.01)
    assert threading.active_count() <= before


def test_who_waits_for_a_turn_is_freed_when_all_is_stopped():
    politeness = Politeness(per_host=1, pause=60)
    with politeness.turn("harbour.example"):
        pass
    threading.Timer(0.1, politeness.stop).start()
    begun = time.monotonic()
    with pytest.raises(SourceError, match="stopped"), politeness.turn("harbour.example"):
        pass
    assert time.monotonic() - begun < 5


def test_hosts_do_not_wait_for_each_other():
    politeness = Politeness(per_host=1, pause=60)
    begun = time.monotonic()
    with politeness.turn("harbour.example"), politeness.turn("gulf.example"):
        pass
    assert time.monotonic() - begun < 5
