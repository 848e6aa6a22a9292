"""The way of a month: open, approved tier by tier, closed; and who may do what to it."""

from datetime import date, timedelta
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


class KeadaanKeberatan(Kata):
    DIAJUKAN = "DIAJUKAN", "Menunggu jawaban"
    DITERIMA = "DITERIMA", "Diterima"
    DITOLAK = "DITOLAK", "Tidak diterima"


class AksiTpp(Kata):
    HITUNG = "HITUNG", "Dihitung"
    SETUJU = "SETUJU", "Disetujui"
    BATAL = "BATAL", "Persetujuan gugur"
    CABUT = "CABUT", "Persetujuan dicabut"
    BATAS = "BATAS", "Batas keberatan diubah"
    SELISIH = "SELISIH", "Selisih bulan lalu dicatat"
    TUTUP = "TUTUP", "Ditutup"


SEBELUM: Final = {
    TingkatTpp.OPD: None,
    TingkatTpp.BKPSDM: TingkatTpp.OPD,
    TingkatTpp.BPKAD: TingkatTpp.BKPSDM,
}


SESUDAH: Final = {before: after for after, before in SEBELUM.items() if before}
HARI_KEBERATAN: Final = 7  # of the month after, unless the office sets another day


def keberatan_batas(bulan: date) -> date:
    """Last day for objections to the month that begins on `bulan`, when nobody sets another."""
    return (bulan + timedelta(days=31)).replace(day=HARI_KEBERATAN)


def open_require(status: str) -> None:
    """Raise TppTertutupError for a closed month."""
    if status == StatusTpp.DITUTUP:
        raise TppTertutupError


def tier_require(tingkat: TingkatTpp, *, missing: int) -> None:
    """Raise TppUrutanError while `missing` approvals of the tier before are not there."""
    before = SEBELUM[tingkat]
    if before is not None and missing:
        raise TppUrutanError(before.label, missing)
