"""Predikat kinerja of one year (PP 30/2019, PermenPANRB 6/2022)."""

from collections.abc import Sequence
from enum import StrEnum
from typing import Final, TypeVar

from sitamu.inti.errors import DataKurangError


class Predikat(StrEnum):
    """The five ratings, best first; `Cukup` of older records is Butuh Perbaikan."""

    SANGAT_BAIK = "Sangat Baik"
    BAIK = "Baik"
    BUTUH_PERBAIKAN = "Butuh Perbaikan"
    KURANG = "Kurang"
    SANGAT_KURANG = "Sangat Kurang"

    @property
    def label(self) -> str:
        """As a page writes it."""
        return self.value

    def at_least(self, minimal: "Predikat") -> bool:
        """Whether this rating is `minimal` or better."""
        return _URUT[self] <= _URUT[minimal]


_URUT: Final = {predikat: n for n, predikat in enumerate(Predikat)}


_T = TypeVar("_T", bound=Predikat | None)


def predikat_terakhir(predikat: Sequence[_T], jumlah: int) -> tuple[_T, ...]:
    """The last `jumlah` yearly ratings; `predikat` goes from older to latest.

    None stands for a year that is not rated yet. Raises DataKurangError when there are fewer.
    """
    if len(predikat) < jumlah:
        raise DataKurangError(
            f"predikat kinerja {jumlah} tahun terakhir",
            langkah="Catat SKP tahun yang belum ada, lalu hitung lagi.",
        )
    return tuple(predikat[len(predikat) - jumlah :])


def predikat_cukup(predikat: Sequence[Predikat | None], minimal: Predikat) -> bool | None:
    """Whether every rating is `minimal` or better; None while one is not given yet."""
    if any(p is not None and not p.at_least(minimal) for p in predikat):
        return False
    return None if None in predikat else True


def predikat_teks(predikat: Sequence[Predikat | None]) -> str:
    """Ratings in a sentence."""
    return ", ".join(p or "belum ada" for p in predikat)
