"""Words of what people state and officers grant about days: duty travel, statements, waivers."""

from collections.abc import Mapping
from datetime import date, timedelta
from enum import StrEnum
from typing import Final

from presensi.errors import PernyataanTransitionError


class Keadaan(StrEnum):
    """Of a letter or a statement that somebody else decides about."""

    DIAJUKAN = "DIAJUKAN"
    DISETUJUI = "DISETUJUI"
    DITOLAK = "DITOLAK"
    DIBATALKAN = "DIBATALKAN"

    @property
    def label(self) -> str:
        return {
            Keadaan.DIAJUKAN: "Menunggu atasan",
            Keadaan.DISETUJUI: "Disetujui",
            Keadaan.DITOLAK: "Ditolak",
            Keadaan.DIBATALKAN: "Dibatalkan",
        }[self]


class Langkah(StrEnum):
    SETUJUI = "SETUJUI"
    TOLAK = "TOLAK"
    BATALKAN = "BATALKAN"


TRANSITIONS: Final[Mapping[tuple[Keadaan, Langkah], Keadaan]] = {
    (Keadaan.DIAJUKAN, Langkah.SETUJUI): Keadaan.DISETUJUI,
    (Keadaan.DIAJUKAN, Langkah.TOLAK): Keadaan.DITOLAK,
    (Keadaan.DIAJUKAN, Langkah.BATALKAN): Keadaan.DIBATALKAN,
    (Keadaan.DISETUJUI, Langkah.BATALKAN): Keadaan.DIBATALKAN,
}


def keadaan_next(keadaan: Keadaan, langkah: Langkah) -> Keadaan:
    """The state after a move; raises PernyataanTransitionError."""
    try:
        return TRANSITIONS[keadaan, langkah]
    except KeyError:
        raise PernyataanTransitionError from None


class JenisPernyataan(StrEnum):
    """Why a time is stated that no phone recorded."""

    LUPA = "LUPA"
    KERTAS = "KERTAS"
    KEBERATAN = "KEBERATAN"

    @property
    def label(self) -> str:
        return {
            JenisPernyataan.LUPA: "Lupa mencatat",
            JenisPernyataan.KERTAS: "Daftar hadir kertas",
            JenisPernyataan.KEBERATAN: "Keberatan",
        }[self]


def terlambat_dinyatakan(tanggal: date, hari_ini: date, batas_hari: int) -> bool:
    """Whether a statement about `tanggal` comes too late: after `batas_hari` calendar days."""
    return hari_ini - tanggal > timedelta(days=batas_hari)
