"""Words of the archive: confidentiality, states and sources of a version, limits of intake."""

from enum import StrEnum
from typing import Final

PDF_MAKS_BYTE: Final = 5 * 1024 * 1024
FOTO_MAKS_BYTE: Final = 20 * 1024 * 1024
FOTO_MAKS_PIKSEL: Final = 100_000_000
FOTO_MAKS_PER_DOKUMEN: Final = 20


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
