"""Requests that wait at the same moment, done together.

A request that finds a free leader's place takes it and goes alone; the others gather. A leader who
is done hands its place, and all that gathered meanwhile, to the first of them. Nobody waits for
company. Two lead at a time, so that one computes while the other's round is written to the disk.
A round that fails is done again one by one, so that nobody pays for a neighbour.
"""

import threading
from collections.abc import Callable, Sequence
from typing import Final, Generic, TypeVar

T = TypeVar("T")
R = TypeVar("R")


class _Antre(Generic[T, R]):
    """One that waits: what it brought, what came of it, and the round it is to lead, if any."""

    def __init__(self, isi: T) -> None:
        self.isi = isi
        self.hasil: R | None = None
        self.galat: BaseException | None = None
        self.pimpin: list[_Antre[T, R]] | None = None
        self.giliran = threading.Event()


class Rombongan(Generic[T, R]):
    """`kerja` takes several and answers in their order; it runs in the leader's thread.

    While anybody waits, all `pemimpin` places are taken.
    """

    def __init__(
        self, kerja: Callable[[Sequence[T]], Sequence[R]], *, pemimpin: int = 2, maks: int = 64
    ) -> None:
        self._kerja: Final = kerja
        self._maks: Final = maks
        self._kunci: Final = threading.Lock()
        self._antrean: list[_Antre[T, R]] = []
        self._bebas = pemimpin

    def serahkan(self, isi: T) -> R:
        """Hand in one, get its own answer or its own error."""
        mine: _Antre[T, R] = _Antre(isi)
        with self._kunci:
            if self._bebas:
                self._bebas -= 1
                mine.pimpin = [mine]
            else:
                self._antrean.append(mine)
        if mine.pimpin is None:
            mine.giliran.wait()
        if mine.pimpin is not None:
            self._lead(mine.pimpin)
        if mine.galat is not None:
            raise mine.galat
        return mine.hasil  # type: ignore[return-value]  # done without an error

    def _lead(self, taken: list[_Antre[T, R]]) -> None:
        """Do a round, wake the others of it, hand the place on."""
        try:
            self._do(taken)
        finally:
            with self._kunci:
                following = self._antrean[: self._maks]
                self._antrean = self._antrean[self._maks :]
                if following:
                    following[0].pimpin = following
                else:
                    self._bebas += 1
            for one in (*taken, *following[:1]):
                one.giliran.set()

    def _do(self, taken: list[_Antre[T, R]]) -> None:
        try:
            for one, hasil in zip(taken, self._kerja([t.isi for t in taken]), strict=True):
                one.hasil = hasil
        except Exception as error:  # noqa: BLE001  # whoever it belongs to gets it below
            if len(taken) == 1:
                taken[0].galat = error
            else:
                for one in taken:
                    self._do([one])
