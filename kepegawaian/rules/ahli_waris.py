"""Who receives the pension of a dead or missing person (UU 11/1969 ps. 16-19)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from kepegawaian.rules.alasan import Alasan, Sumber, kode_gagal, syarat
from kepegawaian.rules.pensiun import PensiunPokok
from sitamu.inti.rules.tanggal import akhir_bulan, tambah_bulan, umur_pada


@dataclass(frozen=True, slots=True)
class AturanHilang:
    """A missing person counts as dead at the end of month `bulan` after being reported."""

    bulan: int
    sumber: Sumber


def hilang_dianggap_meninggal(tanggal_hilang: date, aturan: AturanHilang) -> date:
    """Last day of the month in which a person reported missing counts as dead (UU 11/1969)."""
    return akhir_bulan(tambah_bulan(tanggal_hilang, aturan.bulan))


@dataclass(frozen=True, slots=True)
class AturanAnak:
    """A child has a right while younger than `usia_di_bawah` completed years at the death."""

    usia_di_bawah: int
    sumber: Sumber


@dataclass(frozen=True, slots=True)
class HakAnak:
    """Whether a child has a right to the pension of a dead parent; `usia` on the day of death."""

    usia: int
    syarat: tuple[Alasan, ...]

    @property
    def berhak(self) -> bool:
        """Whether nothing stands in the way."""
        return not self.alasan

    @property
    def alasan(self) -> tuple[str, ...]:
        """Codes of the conditions that fail."""
        return kode_gagal(self.syarat)


def hak_anak(
    tanggal_lahir: date,
    tanggal_wafat: date,
    aturan: AturanAnak,
    *,
    pernah_nikah: bool,
    berpenghasilan: bool,
) -> HakAnak:
    """Right of one child, judged on the day of the death (UU 11/1969 ps. 18).

    A child born after the death (`usia` negative) has the right too.
    """
    usia = umur_pada(tanggal_lahir, tanggal_wafat)
    batas = aturan.usia_di_bawah
    tested = (
        (
            f"usia_{batas}_atau_lebih",
            usia < batas,
            f"Usia pada hari wafat {usia} tahun; harus di bawah {batas} tahun.",
        ),
        ("berpenghasilan", not berpenghasilan, "Tidak berpenghasilan sendiri."),
        ("pernah_nikah", not pernah_nikah, "Belum pernah menikah."),
    )
    return HakAnak(
        usia,
        tuple(
            syarat(kode, aturan.sumber, terpenuhi=holds, teks=teks) for kode, holds, teks in tested
        ),
    )


class PenerimaPensiun(StrEnum):
    """Who receives the pension after a death."""

    JANDA_DUDA = "janda_duda"
    ANAK = "anak"
    TIDAK_ADA = "tidak_ada"


@dataclass(frozen=True, slots=True)
class AhliWaris:
    """The group that receives, into how many equal parts it is divided, and why."""

    penerima: PenerimaPensiun
    jumlah_bagian: int
    alasan: tuple[Alasan, ...]


def ahli_waris(pasangan_terdaftar: int, anak: Iterable[HakAnak]) -> AhliWaris:
    """Who receives a pension after a death (UU 11/1969 ps. 16-19).

    Wives or husband registered with the agency, in equal parts; without any, the children with a
    right together; else nobody.
    """
    if pasangan_terdaftar > 0:
        teks = f"Janda atau duda terdaftar: {pasangan_terdaftar}, dengan bagian yang sama."
        return _heirs(PenerimaPensiun.JANDA_DUDA, pasangan_terdaftar, teks)
    count = sum(child.berhak for child in anak)
    if count:
        teks = f"Tidak ada janda atau duda terdaftar; {count} anak yang berhak menerima bersama."
        return _heirs(PenerimaPensiun.ANAK, count, teks)
    teks = "Tidak ada janda atau duda terdaftar, dan tidak ada anak yang berhak."
    return _heirs(PenerimaPensiun.TIDAK_ADA, 0, teks)


def _heirs(penerima: PenerimaPensiun, bagian: int, teks: str) -> AhliWaris:
    found = penerima is not PenerimaPensiun.TIDAK_ADA
    row = Alasan(teks, "UU 11/1969 ps. 16-19", "penerima_pensiun", terpenuhi=found)
    return AhliWaris(penerima, bagian, (row,))


def pensiun_menguntungkan(pilihan: Iterable[PensiunPokok]) -> PensiunPokok | None:
    """Of the pensions of two parents who both were PNS, the one that children receive.

    The larger amount (UU 11/1969); None when no parent leaves a right.
    """
    berhak = (pokok for pokok in pilihan if pokok.pensiun_hitung is not None)
    return max(berhak, key=lambda pokok: pokok.pensiun_hitung or 0, default=None)
