"""The way of a month: open, approved tier by tier, closed; and who may do what to it."""

from typing import Final

from presensi.errors import TppTertutupError, TppUrutanError
from presensi.rules.tpp.aturan import Kata


class StatusTpp(Kata):
    TERBUKA = "TERBUKA", "Terbuka"
    DITUTUP = "DITUTUP", "Ditutup"


class TingkatTpp(Kata):
    """Tiers in their order: every OPD for its own people, then both offices for all."""

    OPD = "OPD", "OPD"
    BKPSDM = "BKPSDM", "BKPSDM"
    BPKAD = "BPKAD", "BPKAD"


class AksiTpp(Kata):
    HITUNG = "HITUNG", "Dihitung"
    SETUJU = "SETUJU", "Disetujui"
    BATAL = "BATAL", "Persetujuan gugur"
    TUTUP = "TUTUP", "Ditutup"


SEBELUM: Final = {
    TingkatTpp.OPD: None,
    TingkatTpp.BKPSDM: TingkatTpp.OPD,
    TingkatTpp.BPKAD: TingkatTpp.BKPSDM,
}


def open_require(status: str) -> None:
    """Raise TppTertutupError for a closed month."""
    if status == StatusTpp.DITUTUP:
        raise TppTertutupError


def tier_require(tingkat: TingkatTpp, *, missing: int) -> None:
    """Raise TppUrutanError while `missing` approvals of the tier before are not there."""
    before = SEBELUM[tingkat]
    if before is not None and missing:
        raise TppUrutanError(before.label, missing)
