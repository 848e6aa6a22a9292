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
    """The same figures by our record; `pensiun_pokok` is an estimate, None when not computed."""

    golongan: str
    mkg: tuple[int, int]
    mkp: tuple[int, int]
    gaji_pokok: int
    tmt: date
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


def _masa(nilai: tuple[int, int]) -> str:
    return masa_kerja_teks(*nilai, lengkap=True)


_BIDANG: Final[tuple[tuple[str, str, Callable[[Any], str], bool], ...]] = (
    ("golongan", "Golongan ruang", str, True),
    ("mkg", "Masa kerja golongan", _masa, True),
    ("mkp", "Masa kerja pensiun", _masa, True),
    ("gaji_pokok", "Gaji pokok", rupiah, True),
    ("tmt", "TMT pensiun", tanggal_panjang, True),
    ("pensiun_pokok", "Pensiun pokok (data: perkiraan)", rupiah, False),
)


def pertek_differences(pertek: AngkaPertek, data: AngkaData) -> list[Selisih]:
    """Every field in which pertek and record differ, in the order of the SK."""
    rows = []
    for nama, bidang, teks, menahan in _BIDANG:
        ours, theirs = getattr(data, nama), getattr(pertek, nama)
        if ours is not None and ours != theirs:
            rows.append(Selisih(bidang, teks(ours), teks(theirs), menahan))
    return rows
