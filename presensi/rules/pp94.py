"""Days without explanation against the thresholds of PP 94/2021, arts. 9-11 and 15.

The answer is a warning to the superior and nothing more: a punishment exists by an SK after an
examination, never because a counter was reached.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from presensi.rules.hari import StatusHari

JENIS_LABEL: Final[Mapping[str, str]] = {
    "TEGURAN_LISAN": "Teguran lisan",
    "TEGURAN_TERTULIS": "Teguran tertulis",
    "PERNYATAAN_TIDAK_PUAS_TERTULIS": "Pernyataan tidak puas secara tertulis",
    "POTONG_TUKIN_25_PERSEN_6_BULAN": "Pemotongan tunjangan kinerja 25% selama 6 bulan",
    "POTONG_TUKIN_25_PERSEN_9_BULAN": "Pemotongan tunjangan kinerja 25% selama 9 bulan",
    "POTONG_TUKIN_25_PERSEN_12_BULAN": "Pemotongan tunjangan kinerja 25% selama 12 bulan",
    "PENURUNAN_JABATAN_12_BULAN": "Penurunan jabatan setingkat lebih rendah selama 12 bulan",
    "PEMBEBASAN_JABATAN_12_BULAN": "Pembebasan dari jabatan menjadi pelaksana selama 12 bulan",
    "PDH_TAPS": "Pemberhentian dengan hormat tidak atas permintaan sendiri",
}

_OFF: Final = frozenset(
    {
        StatusHari.AKHIR_PEKAN,
        StatusHari.LIBUR_NASIONAL,
        StatusHari.CUTI_BERSAMA,
        StatusHari.LIBUR_DAERAH,
        StatusHari.LIBUR_SHIFT,
        StatusHari.LEPAS_PIKET,
        StatusHari.DATA_KURANG,
        StatusHari.ALPA,
    }
)
_BREAKS: Final = frozenset(StatusHari) - _OFF


@dataclass(frozen=True, slots=True)
class Ambang:
    """From `dari` days of one calendar year on, until the next row's."""

    dari: int
    tingkat: str
    jenis: str


@dataclass(frozen=True, slots=True)
class AturanPp94:
    """`beruntun_hari`: so many of the person's own working days in a row are their own breach."""

    ambang: Sequence[Ambang]
    beruntun_hari: int
    beruntun_tingkat: str
    beruntun_jenis: str


@dataclass(frozen=True, slots=True)
class HitunganAlpa:
    """`kumulatif`: days of the calendar year; `beruntun`: working days in a row up to its end."""

    kumulatif: int
    beruntun: int


@dataclass(frozen=True, slots=True)
class PeringatanPp94:
    """What the law provides for; None below the first threshold."""

    tingkat: str | None
    jenis: str | None
    gaji_dihentikan: bool = False


def alpa_hitung(hari: Iterable[tuple[date, str]], *, sampai: date) -> HitunganAlpa:
    """Count from (date, status) rows; those of the year before make the run cross its end.

    The longest run that touches the year counts. Days off do not break a run; leave does.
    """
    kumulatif = run = longest = 0
    for tanggal, status in sorted(row for row in hari if row[0] <= sampai):
        if status == StatusHari.ALPA:
            run += 1
            if tanggal.year == sampai.year:
                kumulatif += 1
                longest = max(longest, run)
        elif status in _BREAKS:
            run = 0
    return HitunganAlpa(kumulatif, longest)


def pp94_peringatan(hitungan: HitunganAlpa, aturan: AturanPp94) -> PeringatanPp94:
    """The kind of punishment whose threshold is reached; a run of days has its own."""
    if hitungan.beruntun >= aturan.beruntun_hari:
        return PeringatanPp94(aturan.beruntun_tingkat, aturan.beruntun_jenis, gaji_dihentikan=True)
    reached = [row for row in aturan.ambang if row.dari <= hitungan.kumulatif]
    if not reached:
        return PeringatanPp94(None, None)
    top = max(reached, key=lambda row: row.dari)
    return PeringatanPp94(top.tingkat, top.jenis)


def ambang_baru(sebelum: int, sesudah: int, aturan: AturanPp94) -> bool:
    """Whether the superior is to be warned: the first day, and each threshold newly reached."""
    edges = [1, *(row.dari for row in aturan.ambang)]
    return any(sebelum < edge <= sesudah for edge in edges)
