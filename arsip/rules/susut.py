"""Getting rid of papers by the schedule: terms, states, and who may not decide.

UU 43/2009 ps. 47-54 and Peraturan ANRI 37/2016: what is over its term is listed, a second person
decides, and minutes (berita acara) stay. A date alone destroys nothing.
"""

from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from typing import Final

from arsip.errors import SusutStatusError
from arsip.rules.dokumen import Nasib
from sitamu.inti.rules.tanggal import tambah_tahun

BUTIR_MAKS: Final = 500  # papers of one list: what two people can look through


class JenisSusut(StrEnum):
    """What a list is for."""

    MUSNAH = "MUSNAH"
    SERAH = "SERAH"

    @property
    def label(self) -> str:
        return {"MUSNAH": "Pemusnahan", "SERAH": "Penyerahan ke lembaga kearsipan"}[self.value]


# What becomes of a class after its term, by the kind of list that may hold its papers.
NASIB_OF: Final[Mapping[JenisSusut, frozenset[Nasib]]] = {
    JenisSusut.MUSNAH: frozenset({Nasib.MUSNAH, Nasib.DINILAI}),
    JenisSusut.SERAH: frozenset({Nasib.PERMANEN, Nasib.DINILAI}),
}


class StatusSusut(StrEnum):
    DIUSULKAN = "DIUSULKAN"
    DISETUJUI = "DISETUJUI"
    DITOLAK = "DITOLAK"
    SELESAI = "SELESAI"

    @property
    def label(self) -> str:
        return {
            "DIUSULKAN": "Menunggu persetujuan",
            "DISETUJUI": "Disetujui, sedang dilaksanakan",
            "DITOLAK": "Ditolak",
            "SELESAI": "Selesai",
        }[self.value]


class StatusButir(StrEnum):
    """One paper of a list. MUSNAH: the row says so, its bytes are being removed."""

    MENUNGGU = "MENUNGGU"
    MUSNAH = "MUSNAH"
    SELESAI = "SELESAI"
    DILEWATI = "DILEWATI"

    @property
    def label(self) -> str:
        return {
            "MENUNGGU": "Menunggu",
            "MUSNAH": "Sedang dimusnahkan",
            "SELESAI": "Selesai",
            "DILEWATI": "Tidak jadi",
        }[self.value]


TRANSITIONS: Final[Mapping[tuple[StatusSusut, bool], StatusSusut]] = {
    (StatusSusut.DIUSULKAN, True): StatusSusut.DISETUJUI,
    (StatusSusut.DIUSULKAN, False): StatusSusut.DITOLAK,
}


def status_decided(status: StatusSusut, *, setuju: bool) -> StatusSusut:
    """State after a decision; raises SusutStatusError when one was made before."""
    try:
        return TRANSITIONS[status, setuju]
    except KeyError:
        raise SusutStatusError from None


def term_begin(*, on: date, aktif_tahun: int, inaktif_tahun: int) -> date:
    """The last day on which a term may have begun for it to be over on `on` (inclusive).

    Active and inactive years follow each other; 29 February ends on 28 February.
    """
    return tambah_tahun(on, -(aktif_tahun + inaktif_tahun))
