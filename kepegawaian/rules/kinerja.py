"""Predikat kinerja of one year (PP 30/2019, PermenPANRB 6/2022)."""

from collections.abc import Sequence
from enum import StrEnum
from typing import Final

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


def predikat_terakhir(predikat: Sequence[Predikat], jumlah: int) -> tuple[Predikat, ...]:
    """The last `jumlah` yearly ratings; `predikat` goes from older to latest.

    Raises DataKurangError when there are fewer.
    """
    if len(predikat) < jumlah:
        raise DataKurangError(
            f"predikat kinerja {jumlah} tahun terakhir",
            langkah="Catat SKP tahun yang belum ada, lalu hitung lagi.",
        )
    return tuple(predikat[len(predikat) - jumlah :])
