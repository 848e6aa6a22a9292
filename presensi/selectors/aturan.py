"""Dated parameters of presensi as the types its rules ask for."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from presensi.rules.hari import Jendela
from presensi.rules.kinerja import AturanKinerja, SikapOtomatis
from presensi.rules.pp94 import Ambang, AturanPp94
from sitamu.inti.selectors import nilai


@dataclass(frozen=True, slots=True)
class AturanHari:
    """PRESENSI_HARI. `lupa_…`: how many stated times a month, and how many days later at most."""

    jendela: Jendela
    lupa_maks_sebulan: int
    lupa_batas_hari: int


def aturan_hari(*, on: date) -> AturanHari:
    """Windows and limits in force on that day; raises DataKurangError."""
    isi = nilai("PRESENSI_HARI", on=on)
    return AturanHari(
        Jendela(isi["sebelum_menit"], isi["sesudah_menit"]),
        isi["lupa_maks_sebulan"],
        isi["lupa_batas_hari"],
    )


def aturan_pp94(*, on: date) -> AturanPp94:
    """Thresholds in force on that day; raises DataKurangError."""
    return pp94_read(nilai("PP94_ALPA", on=on))


def pp94_read(isi: Any) -> AturanPp94:
    """The stored value as the rule takes it."""
    return AturanPp94(
        [Ambang(**row) for row in isi["ambang"]],
        isi["beruntun_hari"],
        isi["beruntun_tingkat"],
        isi["beruntun_jenis"],
    )


def aturan_kinerja(*, on: date) -> AturanKinerja:
    """Deadlines of performance in force on that day; raises DataKurangError."""
    isi = nilai("KINERJA", on=on)
    return AturanKinerja(**{**isi, "sikap": SikapOtomatis(isi["sikap"])})
