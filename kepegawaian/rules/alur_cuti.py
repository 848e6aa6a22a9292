"""The way of a request for leave: one table of moves, three kinds of people.

The direct superior gives an opinion, the authorised official decides; each in the four words of
the official form (Peraturan BKN 24/2017): disetujui, perubahan, ditangguhkan, tidak disetujui.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from kepegawaian.errors import CutiTransitionError
from kepegawaian.rules.cuti import JenisCuti


class StatusCuti(StrEnum):
    DI_ATASAN = "DI_ATASAN"
    DI_PEJABAT = "DI_PEJABAT"
    PERUBAHAN = "PERUBAHAN"
    DISETUJUI = "DISETUJUI"
    DITANGGUHKAN = "DITANGGUHKAN"
    TIDAK_DISETUJUI = "TIDAK_DISETUJUI"
    DIBATALKAN = "DIBATALKAN"

    @property
    def label(self) -> str:
        """As a page writes it."""
        return _STATUS_LABEL[self]


_STATUS_LABEL: Final[Mapping[StatusCuti, str]] = {
    StatusCuti.DI_ATASAN: "Menunggu atasan",
    StatusCuti.DI_PEJABAT: "Menunggu keputusan",
    StatusCuti.PERUBAHAN: "Perlu diubah",
    StatusCuti.DISETUJUI: "Disetujui",
    StatusCuti.DITANGGUHKAN: "Ditangguhkan",
    StatusCuti.TIDAK_DISETUJUI: "Tidak disetujui",
    StatusCuti.DIBATALKAN: "Dibatalkan",
}

BERJALAN: Final = frozenset({StatusCuti.DI_ATASAN, StatusCuti.DI_PEJABAT, StatusCuti.PERUBAHAN})
MEMAKAI_HARI: Final = BERJALAN | {StatusCuti.DISETUJUI}
"""Statuses in which the days of the request are taken."""
DAPAT_DITANGGUHKAN: Final = frozenset({JenisCuti.TAHUNAN, JenisCuti.BESAR})
"""Kinds that urgent duty may defer (PP 11/2017 ps. 313, 317)."""
DAPAT_DIPANGGIL: Final = frozenset({JenisCuti.TAHUNAN, JenisCuti.BESAR, JenisCuti.ALASAN_PENTING})
"""Kinds from which urgent duty may call back; the days not taken stay (PP 11/2017 ps. 340)."""


class Pihak(StrEnum):
    """Who makes a move."""

    PEMOHON = "pemohon"
    ATASAN = "atasan"
    PEJABAT = "pejabat"


class LangkahCuti(StrEnum):
    AJUKAN = "AJUKAN"
    AJUKAN_LAGI = "AJUKAN_LAGI"
    SETUJUI = "SETUJUI"
    UBAH = "UBAH"
    TANGGUHKAN = "TANGGUHKAN"
    TOLAK = "TOLAK"
    BATALKAN = "BATALKAN"
    PANGGIL = "PANGGIL"

    @property
    def label(self) -> str:
        """As the timeline writes it."""
        return _LANGKAH_LABEL[self]


_LANGKAH_LABEL: Final[Mapping[LangkahCuti, str]] = {
    LangkahCuti.AJUKAN: "Cuti diajukan",
    LangkahCuti.AJUKAN_LAGI: "Cuti diajukan lagi",
    LangkahCuti.SETUJUI: "Disetujui",
    LangkahCuti.UBAH: "Diminta diubah",
    LangkahCuti.TANGGUHKAN: "Ditangguhkan",
    LangkahCuti.TOLAK: "Tidak disetujui",
    LangkahCuti.BATALKAN: "Dibatalkan",
    LangkahCuti.PANGGIL: "Dipanggil kembali bekerja",
}


@dataclass(frozen=True, slots=True)
class GerakCuti:
    """One permitted move: the status reached, by whom, the button, whether it says why."""

    ke: StatusCuti
    oleh: Pihak
    tombol: str
    alasan: bool = True


def _answers(pihak: Pihak, setuju: StatusCuti) -> dict[LangkahCuti, GerakCuti]:
    return {
        LangkahCuti.SETUJUI: GerakCuti(setuju, pihak, "Setujui", alasan=False),
        LangkahCuti.UBAH: GerakCuti(StatusCuti.PERUBAHAN, pihak, "Minta diubah"),
        LangkahCuti.TANGGUHKAN: GerakCuti(StatusCuti.DITANGGUHKAN, pihak, "Tangguhkan"),
        LangkahCuti.TOLAK: GerakCuti(StatusCuti.TIDAK_DISETUJUI, pihak, "Tidak setujui"),
    }


_BATAL: Final = GerakCuti(StatusCuti.DIBATALKAN, Pihak.PEMOHON, "Batalkan cuti")

GERAK: Final[Mapping[StatusCuti, Mapping[LangkahCuti, GerakCuti]]] = {
    StatusCuti.DI_ATASAN: {
        **_answers(Pihak.ATASAN, StatusCuti.DI_PEJABAT),
        LangkahCuti.BATALKAN: _BATAL,
    },
    StatusCuti.DI_PEJABAT: {
        **_answers(Pihak.PEJABAT, StatusCuti.DISETUJUI),
        LangkahCuti.BATALKAN: _BATAL,
    },
    StatusCuti.PERUBAHAN: {
        LangkahCuti.AJUKAN_LAGI: GerakCuti(
            StatusCuti.DI_ATASAN, Pihak.PEMOHON, "Ajukan lagi", alasan=False
        ),
        LangkahCuti.BATALKAN: _BATAL,
    },
    StatusCuti.DISETUJUI: {
        LangkahCuti.BATALKAN: _BATAL,
        LangkahCuti.PANGGIL: GerakCuti(
            StatusCuti.DISETUJUI, Pihak.PEJABAT, "Panggil kembali bekerja"
        ),
    },
}


_UNTUK: Final[Mapping[LangkahCuti, frozenset[JenisCuti]]] = {
    LangkahCuti.TANGGUHKAN: DAPAT_DITANGGUHKAN,
    LangkahCuti.PANGGIL: DAPAT_DIPANGGIL,
}


def gerak(status: StatusCuti, langkah: LangkahCuti, jenis: JenisCuti) -> GerakCuti:
    """The move; raises CutiTransitionError for one that the table does not hold.

    Only kinds in `DAPAT_DITANGGUHKAN` can be deferred, only those in `DAPAT_DIPANGGIL` cut short.
    """
    found = GERAK.get(status, {}).get(langkah)
    if found is None or jenis not in _UNTUK.get(langkah, frozenset(JenisCuti)):
        raise CutiTransitionError(status=status.label, action=langkah.label)
    return found


def gerak_dari(status: StatusCuti, jenis: JenisCuti) -> list[tuple[LangkahCuti, GerakCuti]]:
    """Moves out of `status` in the order of the table."""
    return [
        (langkah, move)
        for langkah, move in GERAK.get(status, {}).items()
        if jenis in _UNTUK.get(langkah, frozenset(JenisCuti))
    ]
