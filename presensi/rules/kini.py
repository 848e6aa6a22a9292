"""How somebody stands right now, before the day can be judged: for teams and overviews."""

from collections.abc import Mapping
from datetime import datetime
from enum import StrEnum
from typing import Final

from presensi.rules.hari import MASUK, TIDAK_MASUK, HasilHari, StatusHari
from presensi.rules.jadwal import Rencana


class Kini(StrEnum):
    """In the order in which an overview counts them."""

    HADIR = "HADIR"
    TERLAMBAT = "TERLAMBAT"
    BELUM = "BELUM"
    BELUM_WAKTU = "BELUM_WAKTU"
    DINAS_LUAR = "DINAS_LUAR"
    TIDAK_MASUK = "TIDAK_MASUK"
    LIBUR = "LIBUR"
    DATA_KURANG = "DATA_KURANG"

    @property
    def label(self) -> str:
        return KINI_LABEL[self]


KINI_LABEL: Final[Mapping[Kini, str]] = {
    Kini.HADIR: "Hadir",
    Kini.TERLAMBAT: "Terlambat",
    Kini.BELUM: "Belum mencatat",
    Kini.BELUM_WAKTU: "Belum waktunya",
    Kini.DINAS_LUAR: "Dinas luar",
    Kini.TIDAK_MASUK: "Cuti atau izin",
    Kini.LIBUR: "Tidak bertugas",
    Kini.DATA_KURANG: "Data kurang",
}


def kini_nilai(rencana: Rencana, hasil: HasilHari, now: datetime) -> Kini:
    """`hasil`: the day as its facts stand at `now`. Nobody is late before the duty begins."""
    if rencana.mulai is None:
        return Kini.LIBUR
    if hasil.status in TIDAK_MASUK:
        return Kini.TIDAK_MASUK
    if hasil.status is StatusHari.DINAS_LUAR:
        return Kini.DINAS_LUAR
    if hasil.masuk is None and MASUK not in hasil.bebas:
        return Kini.BELUM_WAKTU if now < rencana.mulai else Kini.BELUM
    return Kini.TERLAMBAT if hasil.terlambat_menit else Kini.HADIR
