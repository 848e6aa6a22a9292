"""The phone a person taps with: one at a time, changed with a second person or a wait."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final

from presensi.errors import PerangkatTransitionError


class StatusPerangkat(StrEnum):
    """A phone that waits may tap already: its taps are looked at."""

    MENUNGGU = "MENUNGGU"
    AKTIF = "AKTIF"
    DITOLAK = "DITOLAK"
    DIGANTI = "DIGANTI"
    DICABUT = "DICABUT"

    @property
    def label(self) -> str:
        return {
            StatusPerangkat.MENUNGGU: "Menunggu persetujuan",
            StatusPerangkat.AKTIF: "Aktif",
            StatusPerangkat.DITOLAK: "Ditolak",
            StatusPerangkat.DIGANTI: "Diganti ponsel lain",
            StatusPerangkat.DICABUT: "Dicabut",
        }[self]


class TindakPerangkat(StrEnum):
    """What may be done to a registered phone."""

    SETUJUI = "SETUJUI"
    WAKTU_HABIS = "WAKTU_HABIS"
    TOLAK = "TOLAK"
    GANTI = "GANTI"
    CABUT = "CABUT"

    @property
    def label(self) -> str:
        return {
            TindakPerangkat.SETUJUI: "Disetujui",
            TindakPerangkat.WAKTU_HABIS: "Aktif setelah waktu tunggu",
            TindakPerangkat.TOLAK: "Ditolak",
            TindakPerangkat.GANTI: "Diganti ponsel lain",
            TindakPerangkat.CABUT: "Dicabut",
        }[self]


DIPAKAI: Final = (StatusPerangkat.MENUNGGU, StatusPerangkat.AKTIF)
TRANSITIONS: Final[Mapping[tuple[StatusPerangkat, TindakPerangkat], StatusPerangkat]] = {
    (StatusPerangkat.MENUNGGU, TindakPerangkat.SETUJUI): StatusPerangkat.AKTIF,
    (StatusPerangkat.MENUNGGU, TindakPerangkat.WAKTU_HABIS): StatusPerangkat.AKTIF,
    (StatusPerangkat.MENUNGGU, TindakPerangkat.TOLAK): StatusPerangkat.DITOLAK,
    (StatusPerangkat.MENUNGGU, TindakPerangkat.GANTI): StatusPerangkat.DIGANTI,
    (StatusPerangkat.MENUNGGU, TindakPerangkat.CABUT): StatusPerangkat.DICABUT,
    (StatusPerangkat.AKTIF, TindakPerangkat.GANTI): StatusPerangkat.DIGANTI,
    (StatusPerangkat.AKTIF, TindakPerangkat.CABUT): StatusPerangkat.DICABUT,
}


def perangkat_next(status: StatusPerangkat, tindak: TindakPerangkat) -> StatusPerangkat:
    """The status after `tindak`; raises PerangkatTransitionError."""
    try:
        return TRANSITIONS[status, tindak]
    except KeyError:
        raise PerangkatTransitionError from None


def aktif_sendiri_pada(diminta_pada: datetime, tunggu_jam: int) -> datetime:
    """When a phone that nobody decided about becomes the active one."""
    return diminta_pada + timedelta(hours=tunggu_jam)
