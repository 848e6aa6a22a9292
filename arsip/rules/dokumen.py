"""Words of the archive: confidentiality, states and sources of a version, limits of intake."""

import re
from datetime import timedelta
from enum import StrEnum
from typing import Final

PDF_MAKS_BYTE: Final = 5 * 1024 * 1024
FOTO_MAKS_BYTE: Final = 20 * 1024 * 1024
FOTO_MAKS_PIKSEL: Final = 100_000_000
FOTO_MAKS_PER_DOKUMEN: Final = 20
KUNCI: Final = re.compile(r"[A-Za-z0-9][A-Za-z0-9 ._-]{0,39}")
TAHUN: Final = re.compile(r"(19|20)[0-9]{2}")

# Pictures of pages, for reading beside the data
GAMBAR_LEBAR_PX: Final = 900
GAMBAR_MAKS_BYTE: Final = 150 * 1024
GAMBAR_MAKS_HALAMAN: Final = 100

# The worker: how often a version is tried, and when a silent worker counts as dead
PERCOBAAN_MAKS: Final = 4
KLAIM_BASI: Final = timedelta(minutes=5)


def kunci_fits(kunci: str, *, banyak: bool, tahunan: bool) -> bool:
    """Whether a key may tell documents of a kind apart: a year, a short code, or none at all."""
    if tahunan:
        return TAHUN.fullmatch(kunci) is not None
    return not kunci or (banyak and KUNCI.fullmatch(kunci) is not None)


class Kerahasiaan(StrEnum):
    BIASA = "BIASA"
    TERBATAS = "TERBATAS"
    RAHASIA = "RAHASIA"

    @property
    def label(self) -> str:
        return self.value.capitalize()


class StatusVersi(StrEnum):
    DIPROSES = "DIPROSES"
    SIAP = "SIAP"
    DITOLAK = "DITOLAK"

    @property
    def label(self) -> str:
        return {"DIPROSES": "Sedang diproses", "SIAP": "Siap", "DITOLAK": "Ditolak"}[self.value]


class SumberVersi(StrEnum):
    UNGGAH = "UNGGAH"
    BUATAN = "BUATAN"
    IMPOR = "IMPOR"

    @property
    def label(self) -> str:
        return {"UNGGAH": "Diunggah", "BUATAN": "Dibuat SiTAMU", "IMPOR": "Dimuat"}[self.value]


class AsalTeks(StrEnum):
    """Where the words of a version come from."""

    TANAM = "TANAM"
    OCR = "OCR"
    KOSONG = "KOSONG"
    TUNGGU = "TUNGGU"

    @property
    def label(self) -> str:
        return {
            "TANAM": "Teks di dalam PDF",
            "OCR": "Dibaca mesin (OCR)",
            "KOSONG": "Tidak ada teks",
            "TUNGGU": "Menunggu OCR",
        }[self.value]
