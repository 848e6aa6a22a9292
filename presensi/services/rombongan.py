"""Requests that wait at the same moment, done together.

Whoever finds nobody at work becomes the leader and takes all that wait, itself included; meanwhile
others gather for the next round. Nobody waits for company: alone, one goes alone. A round that
fails is done again one by one, so that nobody pays for a neighbour.
"""

import threading
from collections.abc import Callable, Sequence
from typing import Final, Generic, TypeVar

T = TypeVar("T")
R = TypeVar("R")


class _Antre(Generic[T, R]):
    """One that waits: what it brought, and what came of it."""

    def __init__(self, isi: T) -> None:
        self.isi = isi
        self.hasil: R | None = None
        self.galat: BaseException | None = None
        self.selesai = False
        self.giliran = threading.Event()


class Rombongan(Generic[T, R]):
    """`kerja` takes several and answers in their order; it runs in the leader's thread."""

    def __init__(self, kerja: Callable[[Sequence[T]], Sequence[R]], *, maks: int = 64) -> None:
        self._kerja: Final = kerja
        self._maks: Final = maks
        self._kunci: Final = threading.Lock()
        self._antrean: list[_Antre[T, R]] = []
        self._sibuk = False

    def serahkan(self, isi: T) -> R:
        """Hand in one, get its own answer or its own error."""
        mine: _Antre[T, R] = _Antre(isi)
        with self._kunci:
            self._antrean.append(mine)
            leads = not self._sibuk
            self._sibuk = True
        if not leads:
            mine.giliran.wait()
        if not mine.selesai:
            self._lead()
        if mine.galat is not None:
            raise mine.galat
        return mine.hasil  # type: ignore[return-value]  # done without an error

    def _lead(self) -> None:
        """Do what waits now, then wake the others and make the next one in line the leader."""
        with self._kunci:
            taken, self._antrean = self._antrean[: self._maks], self._antrean[self._maks :]
        try:
            self._do(taken)
        finally:
            with self._kunci:
                following = self._antrean[0] if self._antrean else None
                self._sibuk = following is not None
            for one in taken:
                one.giliran.set()
            if following is not None:
                following.giliran.set()

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
        finally:
            for one in taken:
                one.selesai = True
