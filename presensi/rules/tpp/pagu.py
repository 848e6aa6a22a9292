"""Basic TPP of a class, criteria on top, and which pagu a month with a mutation has."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from typing import Final

from presensi.errors import FaktaTppInvalidError
from presensi.rules.tpp.aturan import AturanTpp, CaraMutasi
from sitamu.inti.errors import DataKurangError

KRITERIA: Final = (
    ("beban_kerja", "Beban kerja"),
    ("prestasi_kerja", "Prestasi kerja"),
    ("tempat_bertugas", "Tempat bertugas"),
    ("kondisi_kerja", "Kondisi kerja"),
    ("kelangkaan_profesi", "Kelangkaan profesi"),
    ("pertimbangan_lain", "Pertimbangan objektif lainnya"),
)


@dataclass(frozen=True, slots=True)
class Segmen:
    """One post inside a month: from `mulai`, with its pagu and own working days. None: unknown."""

    mulai: date
    pagu: int | None
    hari_kerja: int = 0
    kelas: int | None = None


def indeks_tpp(ikfd: Decimal, ikk: Decimal, ippd: Decimal) -> Decimal:
    """Fiscal capacity x construction cost x performance of government, unrounded."""
    return ikfd * ikk * ippd


def basic_tpp(tunjangan_bpk: int, indeks: Decimal) -> int:
    """Basic TPP of a class, half up to a rupiah. Raises FaktaTppInvalidError."""
    if tunjangan_bpk < 0 or indeks < 0:
        raise FaktaTppInvalidError("tunjangan_bpk", "tunjangan dan indeks tidak boleh negatif.")
    return int((tunjangan_bpk * indeks).quantize(Decimal(1), ROUND_HALF_UP))


def pagu_bulan(segmen: Sequence[Segmen], aturan: AturanTpp, awal: date) -> tuple[Segmen, int]:
    """The deciding segment and the pagu of the month that begins on `awal`.

    By date: the post held on the deciding day, the first one for who came later. Pro rata: by own
    working days on each post, rounded once. Raises DataKurangError when a pagu is not known.
    """
    rows = sorted(segmen, key=lambda row: row.mulai)
    if not rows:
        raise DataKurangError("kelas jabatan")
    if aturan.mutasi is CaraMutasi.TANGGAL:
        day = awal.replace(day=min(aturan.mutasi_tanggal, 28))
        row = next((r for r in reversed(rows) if r.mulai <= day), rows[0])
        return row, _known(row)
    days = sum(row.hari_kerja for row in rows)
    if len(rows) == 1 or not days:
        return rows[-1], _known(rows[-1])
    total = sum(_known(row) * row.hari_kerja for row in rows if row.hari_kerja)
    return rows[-1], aturan.bulat(Decimal(total) / days)


def _known(row: Segmen) -> int:
    if row.pagu is None:
        raise DataKurangError("pagu TPP jabatan ini" if row.kelas else "kelas jabatan")
    return row.pagu
