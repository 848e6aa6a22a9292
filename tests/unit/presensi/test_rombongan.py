"""Many requests at one moment: done together, each with its own answer or its own error."""

import threading
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor

import pytest

from presensi.services.rombongan import Rombongan


def test_alone_one_goes_alone() -> None:
    rounds: list[list[int]] = []

    def work(items: Sequence[int]) -> list[int]:
        rounds.append(list(items))
        return [item * 2 for item in items]

    group = Rombongan(work)
    assert [group.serahkan(n) for n in range(3)] == [0, 2, 4]
    assert rounds == [[0], [1], [2]]


def test_those_that_wait_while_one_works_are_done_together() -> None:
    rounds: list[list[int]] = []
    begun, go_on = threading.Event(), threading.Event()

    def work(items: Sequence[int]) -> list[int]:
        rounds.append(sorted(items))
        if len(rounds) == 1:
            begun.set()
            assert go_on.wait(10)
        return [item * 2 for item in items]

    group = Rombongan(work, pemimpin=1, maks=4)
    with ThreadPoolExecutor(8) as pool:
        first = pool.submit(group.serahkan, 0)
        assert begun.wait(10)
        others = [pool.submit(group.serahkan, n) for n in range(1, 7)]
        while len(group._antrean) < 6:
            threading.Event().wait(0.001)
        go_on.set()
        assert [f.result(10) for f in (first, *others)] == [0, 2, 4, 6, 8, 10, 12]
    assert [len(one) for one in rounds] == [1, 4, 2]


def test_a_bad_one_is_nobody_elses_trouble() -> None:
    begun, go_on = threading.Event(), threading.Event()

    def work(items: Sequence[int]) -> list[float]:
        if 0 not in items and not go_on.is_set():
            begun.set()
            assert go_on.wait(10)
        return [10 / item for item in items]

    group = Rombongan(work, pemimpin=1)
    with ThreadPoolExecutor(4) as pool:
        first = pool.submit(group.serahkan, 1)
        assert begun.wait(10)
        others = [pool.submit(group.serahkan, n) for n in (0, 2, 5)]
        while len(group._antrean) < 3:
            threading.Event().wait(0.001)
        go_on.set()
        assert first.result(10) == 10
        with pytest.raises(ZeroDivisionError):
            others[0].result(10)
        assert [f.result(10) for f in others[1:]] == [5, 2]
    assert group.serahkan(4) == 2.5


def test_two_hundred_at_once_each_get_their_own() -> None:
    group = Rombongan(lambda items: [item + 1 for item in items], maks=7)
    with ThreadPoolExecutor(32) as pool:
        assert list(pool.map(group.serahkan, range(2000))) == list(range(1, 2001))
