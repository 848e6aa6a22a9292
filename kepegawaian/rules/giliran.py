"""Whose turn it is: what a person who follows an usulan asks first."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Final

from kepegawaian.rules.usulan import DENGAN_PEMOHON, FINAL, Keluarga, Status


class Giliran(StrEnum):
    """Who has to do something next."""

    PEMOHON = "PEMOHON"
    OPERATOR = "OPERATOR"
    KEPALA_OPD = "KEPALA_OPD"
    VERIFIKATOR = "VERIFIKATOR"
    BKN = "BKN"
    PENETAP_LUAR = "PENETAP_LUAR"
    PENANDATANGAN = "PENANDATANGAN"
    SELESAI = "SELESAI"

    @property
    def label(self) -> str:
        """As a page writes it."""
        return _LABEL[self]


_LABEL: Final[Mapping[Giliran, str]] = {
    Giliran.PEMOHON: "Pemohon",
    Giliran.OPERATOR: "Operator OPD",
    Giliran.KEPALA_OPD: "Kepala OPD",
    Giliran.VERIFIKATOR: "Verifikator BKPSDM",
    Giliran.BKN: "BKN",
    Giliran.PENETAP_LUAR: "Instansi penetap di luar kabupaten",
    Giliran.PENANDATANGAN: "Penandatangan",
    Giliran.SELESAI: "Tidak ada, sudah selesai",
}
_MENURUT_STATUS: Final[Mapping[Status, Giliran]] = {
    **dict.fromkeys(DENGAN_PEMOHON, Giliran.PEMOHON),
    **dict.fromkeys(FINAL, Giliran.SELESAI),
    Status.DIAJUKAN: Giliran.OPERATOR,
    Status.DI_OPD: Giliran.KEPALA_OPD,
    Status.DIPERIKSA: Giliran.VERIFIKATOR,
    Status.SIAP_TTD: Giliran.PENANDATANGAN,
    Status.MENUNGGU_TTE: Giliran.PENANDATANGAN,
    Status.GAGAL_TTE: Giliran.PENANDATANGAN,
}


def giliran(keluarga: Keluarga, status: Status, *, ada_pertek: bool) -> Giliran:
    """Who acts next. `ada_pertek`: BKN's answer has been recorded."""
    if status is Status.TERVERIFIKASI:
        outside = keluarga in (Keluarga.PERTEK, Keluarga.DITERIMA)
        return Giliran.VERIFIKATOR if outside else Giliran.PENANDATANGAN
    if status is Status.DI_BKN:
        if ada_pertek:
            return Giliran.PENANDATANGAN
        return Giliran.BKN if keluarga is Keluarga.PERTEK else Giliran.PENETAP_LUAR
    return _MENURUT_STATUS[status]
