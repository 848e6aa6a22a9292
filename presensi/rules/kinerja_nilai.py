"""Assessment: periods, how far targets were reached, objections, what an OPD's people add up to.

The predikat itself comes from the matrix in `rules.tpp.predikat` (PermenPANRB 6/2022).
"""

import calendar
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum
from typing import Final

from presensi.errors import PenilaianInvalidError
from presensi.rules.tpp.predikat import PredikatKinerja
from sitamu.inti.rules.teks import BULAN

_SATU_ANGKA: Final = Decimal("0.1")


class JenisPenilaian(StrEnum):
    BULANAN = "BULANAN"
    TRIWULAN = "TRIWULAN"
    TAHUNAN = "TAHUNAN"

    @property
    def label(self) -> str:
        return self.value.capitalize()


class Sumber(StrEnum):
    """Where a predikat was given. One from the national system counts before our own."""

    SITAMU = "SITAMU"
    EKINERJA = "EKINERJA"

    @property
    def label(self) -> str:
        return {self.SITAMU: "SiTAMU", self.EKINERJA: "e-Kinerja BKN"}[self]


class KeadaanKeberatan(StrEnum):
    DIAJUKAN = "DIAJUKAN"
    DITERIMA = "DITERIMA"
    DITOLAK = "DITOLAK"

    @property
    def label(self) -> str:
        return {
            self.DIAJUKAN: "Menunggu jawaban",
            self.DITERIMA: "Diterima, nilai diubah",
            self.DITOLAK: "Ditolak",
        }[self]


@dataclass(frozen=True, slots=True)
class Periode:
    """`urut`: month 1-12, quarter 1-4, 0 for the year."""

    jenis: JenisPenilaian
    tahun: int
    urut: int

    @property
    def mulai(self) -> date:
        return date(self.tahun, self._first, 1)

    @property
    def selesai(self) -> date:
        """Last day, inclusive."""
        return date(self.tahun, self._last, calendar.monthrange(self.tahun, self._last)[1])

    @property
    def label(self) -> str:
        match self.jenis:
            case JenisPenilaian.BULANAN:
                return f"{BULAN[self.urut - 1]} {self.tahun}"
            case JenisPenilaian.TRIWULAN:
                return f"Triwulan {self.urut} {self.tahun}"
            case JenisPenilaian.TAHUNAN:
                return f"Tahun {self.tahun}"

    @property
    def _first(self) -> int:
        return {
            JenisPenilaian.BULANAN: self.urut,
            JenisPenilaian.TRIWULAN: self.urut * 3 - 2,
            JenisPenilaian.TAHUNAN: 1,
        }[self.jenis]

    @property
    def _last(self) -> int:
        return {
            JenisPenilaian.BULANAN: self.urut,
            JenisPenilaian.TRIWULAN: self.urut * 3,
            JenisPenilaian.TAHUNAN: 12,
        }[self.jenis]


def periode_make(jenis: JenisPenilaian, tahun: int, urut: int) -> Periode:
    """A period that exists; raises PenilaianInvalidError."""
    last = {JenisPenilaian.BULANAN: 12, JenisPenilaian.TRIWULAN: 4, JenisPenilaian.TAHUNAN: 0}
    first = 0 if jenis is JenisPenilaian.TAHUNAN else 1
    if not first <= urut <= last[jenis] or not 2000 <= tahun <= 2100:
        raise PenilaianInvalidError("periode", "Periode itu tidak ada.")
    return Periode(jenis, tahun, urut)


def periode_dinilai(tahun: int, hari_ini: date, *, sebulan: bool) -> list[Periode]:
    """Periods of a year that have begun, the latest first; the year itself from December on."""
    kind, count = (JenisPenilaian.BULANAN, 12) if sebulan else (JenisPenilaian.TRIWULAN, 4)
    rows = [Periode(kind, tahun, n) for n in range(1, count + 1)]
    rows.append(Periode(JenisPenilaian.TAHUNAN, tahun, 0))
    return [row for row in reversed(rows) if _open(row, hari_ini)]


def _open(periode: Periode, hari_ini: date) -> bool:
    """A period may be assessed from the beginning of its last month on."""
    return hari_ini >= periode.selesai.replace(day=1)


def penilaian_time_check(periode: Periode, hari_ini: date) -> None:
    """Raises PenilaianInvalidError before the last month of the period."""
    if not _open(periode, hari_ini):
        raise PenilaianInvalidError("periode", f"{periode.label} belum dapat dinilai.")


def periode_bulan(bulan: date) -> Sequence[Periode]:
    """Periods whose predikat speaks of that month: the month itself first, then its quarter."""
    return (
        Periode(JenisPenilaian.BULANAN, bulan.year, bulan.month),
        Periode(JenisPenilaian.TRIWULAN, bulan.year, (bulan.month + 2) // 3),
    )


def keberatan_batas(ditetapkan: date, hari: int) -> date:
    """The last day, inclusive, on which an objection may be made or answered."""
    return ditetapkan + timedelta(days=hari)


def capaian_persen(target: Decimal, hasil: Decimal) -> Decimal:
    """What was reached of a target, in percent with one decimal, half up; may pass 100."""
    return (100 * hasil / target).quantize(_SATU_ANGKA, ROUND_HALF_UP)


def sebaran(predikat: Iterable[str]) -> Mapping[str, int]:
    """How many people have which predikat, best first; every predikat is named."""
    found = dict.fromkeys((p.value for p in PredikatKinerja), 0)
    for one in predikat:
        found[one] += 1
    return found
