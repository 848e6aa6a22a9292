"""BKN's pertek against our record: the SK must equal the pertek, so a difference stops it.

Peraturan BKN 2/2018. The pension figure is BKN's to set: ours is an estimate, so that difference
is shown and stops nothing.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from kepegawaian.rules.surat import AngkaPertek
from sitamu.inti.rules.teks import masa_kerja_teks, rupiah, tanggal_panjang


@dataclass(frozen=True, slots=True)
class AngkaData:
    """The same figures by our record; None for one that the service or the record does not have.

    `pensiun_pokok` is an estimate.
    """

    golongan: str | None = None
    mkg: tuple[int, int] | None = None
    mkp: tuple[int, int] | None = None
    gaji_pokok: int | None = None
    tmt: date | None = None
    pensiun_pokok: int | None = None


@dataclass(frozen=True, slots=True)
class Selisih:
    """One field in which the two differ, in words. `menahan`: the SK waits for it."""

    bidang: str
    data: str
    pertek: str
    menahan: bool = True

    def __str__(self) -> str:
        return f"{self.bidang}: data {self.data}, pertek {self.pertek}"


def _masa(nilai: tuple[int, int] | None) -> str:
    return masa_kerja_teks(*nilai, lengkap=True) if nilai else "tidak disebut"


def _rupiah(nilai: int | None) -> str:
    return rupiah(nilai) if nilai is not None else "tidak disebut"


_BIDANG: Final[tuple[tuple[str, str, Callable[[Any], str], bool], ...]] = (
    ("golongan", "Golongan ruang", str, True),
    ("mkg", "Masa kerja golongan", _masa, True),
    ("mkp", "Masa kerja pensiun", _masa, True),
    ("gaji_pokok", "Gaji pokok", rupiah, True),
    ("tmt", "TMT", tanggal_panjang, True),
    ("pensiun_pokok", "Pensiun pokok (data: perkiraan)", _rupiah, False),
)


def pertek_differences(pertek: AngkaPertek, data: AngkaData) -> list[Selisih]:
    """Every field in which pertek and record differ, in the order of the SK."""
    rows = []
    for nama, bidang, teks, menahan in _BIDANG:
        ours, theirs = getattr(data, nama), getattr(pertek, nama)
        if ours is not None and ours != theirs:
            rows.append(Selisih(bidang, teks(ours), teks(theirs), menahan))
    return rows
