"""Years of service as whole years and months.

Every TMT is the first of a month, so arithmetic runs on (year, month) pairs and never on days.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Self

from sitamu.inti.rules.teks import masa_kerja_teks

TahunBulan = tuple[int, int]  # (2026, 6) is June 2026


@dataclass(frozen=True, slots=True, order=True)
class MasaKerja:
    """`tahun` whole years and `bulan` (0-11) months; never negative."""

    tahun: int
    bulan: int = 0

    def __post_init__(self) -> None:
        if self.tahun < 0 or not 0 <= self.bulan <= 11:
            raise ValueError(f"not a masa kerja: {self.tahun} tahun {self.bulan} bulan")

    @classmethod
    def from_bulan(cls, bulan: int) -> Self:
        """From a number of months, 0 or more."""
        return cls(*divmod(bulan, 12))

    @property
    def total_bulan(self) -> int:
        """All of it in months."""
        return self.tahun * 12 + self.bulan

    def __str__(self) -> str:
        return masa_kerja_teks(self.tahun, self.bulan)


NOL = MasaKerja(0)


def bulan_ke(pasangan: TahunBulan) -> int:
    """A running number of the month, for differences; ValueError for a month outside 1-12."""
    tahun, bulan = pasangan
    if not 1 <= bulan <= 12:
        raise ValueError(f"not a month: {bulan}")
    return tahun * 12 + bulan - 1


def masa_kerja_keseluruhan(
    tmt_cpns: TahunBulan,
    sampai: TahunBulan,
    pmk: MasaKerja = NOL,
    cltn: Iterable[tuple[TahunBulan, TahunBulan]] = (),
) -> MasaKerja:
    """Total service before the month `sampai`: since TMT CPNS, plus PMK, minus CLTN (PP 7/1977).

    `sampai` is the month of the TMT in question and is not itself counted. Each CLTN is
    (first month of leave, month of return), the month of return not counted; overlapping leaves
    are subtracted once, and only the part inside the service. No cuts for changes of golongan:
    those belong to the MKG. Raises ValueError when `sampai` lies before `tmt_cpns`.
    """
    mulai, akhir = bulan_ke(tmt_cpns), bulan_ke(sampai)
    if akhir < mulai:
        raise ValueError("sampai lies before tmt_cpns")
    cuti: set[int] = set()
    for pergi, kembali in cltn:
        cuti.update(range(max(bulan_ke(pergi), mulai), min(bulan_ke(kembali), akhir)))
    return MasaKerja.from_bulan(akhir - mulai - len(cuti) + pmk.total_bulan)
