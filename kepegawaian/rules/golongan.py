"""Golongan ruang and pangkat.

PNS: I/a to IV/e with a pangkat name (PP 99/2000 jo PP 12/2002). PPPK: I to XVII without a
pangkat (Perpres 98/2020 jo Perpres 11/2024).
"""

import re
from dataclasses import dataclass
from functools import total_ordering
from typing import Final

from kepegawaian.errors import FaktaInvalidError, GolonganUnknownError

PANGKAT: Final = {
    "I/a": "Juru Muda",
    "I/b": "Juru Muda Tingkat I",
    "I/c": "Juru",
    "I/d": "Juru Tingkat I",
    "II/a": "Pengatur Muda",
    "II/b": "Pengatur Muda Tingkat I",
    "II/c": "Pengatur",
    "II/d": "Pengatur Tingkat I",
    "III/a": "Penata Muda",
    "III/b": "Penata Muda Tingkat I",
    "III/c": "Penata",
    "III/d": "Penata Tingkat I",
    "IV/a": "Pembina",
    "IV/b": "Pembina Tingkat I",
    "IV/c": "Pembina Utama Muda",
    "IV/d": "Pembina Utama Madya",
    "IV/e": "Pembina Utama",
}
GOLONGAN_PNS: Final = tuple(PANGKAT)  # lowest first
GOLONGAN_PPPK: Final = (
    *("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX"),
    *("X", "XI", "XII", "XIII", "XIV", "XV", "XVI", "XVII"),
)
_PNS: Final = re.compile(r"(IV|III|II|I)[\s/.\-]*([A-E])", re.IGNORECASE)


@total_ordering
@dataclass(frozen=True, slots=True)
class Golongan:
    """One golongan; `<` compares within PNS or within PPPK and is a TypeError across them."""

    kode: str  # III/d for PNS, IX for PPPK
    urut: int  # 1 is the lowest, 17 the highest

    @property
    def jenis(self) -> str:
        """PNS or PPPK."""
        return "PNS" if "/" in self.kode else "PPPK"

    @property
    def romawi(self) -> str:
        """The part before the slash: III of III/d; the whole code of a PPPK."""
        return self.kode.partition("/")[0]

    @property
    def pangkat(self) -> str | None:
        """Name of the pangkat; PPPK have none."""
        return PANGKAT.get(self.kode)

    @property
    def sebutan(self) -> str:
        """As letters write it: `Penata Tingkat I (III/d)`, `Golongan IX`."""
        return f"{self.pangkat} ({self.kode})" if self.pangkat else f"Golongan {self.kode}"

    def __lt__(self, other: object) -> bool:
        if not isinstance(other, Golongan) or other.jenis != self.jenis:
            return NotImplemented
        return self.urut < other.urut

    def __str__(self) -> str:
        return self.kode


SEMUA: Final = {
    kode: Golongan(kode, urut)
    for daftar in (GOLONGAN_PNS, GOLONGAN_PPPK)
    for urut, kode in enumerate(daftar, start=1)
}
_BERURUT: Final = {(golongan.jenis, golongan.urut): golongan for golongan in SEMUA.values()}


def golongan_parse(teks: str) -> Golongan:
    """`III/d`, `iii/D`, `III d`, `IIId` or `IX`; raises GolonganUnknownError."""
    bersih = teks.strip()
    if match := _PNS.fullmatch(bersih):
        kode = f"{match[1].upper()}/{match[2].lower()}"
    else:
        kode = bersih.upper()
    try:
        return SEMUA[kode]
    except KeyError:
        raise GolonganUnknownError(teks) from None


def golongan_berikut(golongan: Golongan) -> Golongan | None:
    """The next one up within PNS or within PPPK; None at the top."""
    return _BERURUT.get((golongan.jenis, golongan.urut + 1))


def golongan_pns(golongan: Golongan, bidang: str = "golongan") -> Golongan:
    """The same golongan; raises FaktaInvalidError under the name `bidang` for one of PPPK."""
    if golongan.jenis != "PNS":
        raise FaktaInvalidError(
            bidang,
            f"Golongan {golongan} bukan golongan PNS.",
            langkah="Tulis golongan PNS seperti III/d.",
        )
    return golongan
