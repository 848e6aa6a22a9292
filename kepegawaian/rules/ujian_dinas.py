"""Ujian dinas on crossing from golongan II to III and from III to IV (PP 99/2000 ps. 17-18)."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from kepegawaian.rules.alasan import Alasan, Sumber, syarat
from kepegawaian.rules.golongan import Golongan


class UjianDinas(StrEnum):
    """The two levels of the examination."""

    TINGKAT_1 = "tingkat_1"
    TINGKAT_2 = "tingkat_2"

    @property
    def label(self) -> str:
        """As a page writes it."""
        return "tingkat I" if self is UjianDinas.TINGKAT_1 else "tingkat II"


@dataclass(frozen=True, slots=True)
class BatasUjian:
    """One border: the move that needs the examination, and what frees from it."""

    dari: str
    ke: str
    tingkat: UjianDinas
    bebas_ijazah: frozenset[str]
    bebas_diklat: frozenset[str]


@dataclass(frozen=True, slots=True)
class AturanUjian:
    """`duduk_tahun`: years in the pangkat after which one commonly sits (shown, not tested)."""

    batas: Sequence[BatasUjian]
    duduk_tahun: int
    sumber: Sumber


@dataclass(frozen=True, slots=True)
class HasilUjian:
    """`syarat` None: the move crosses no border. `bebas`: what frees from the examination."""

    syarat: Alasan | None = None
    bebas: str | None = None


def ujian_check(
    dari: Golongan,
    ke: Golongan,
    aturan: AturanUjian,
    *,
    lulus: UjianDinas | None,
    pendidikan: str | None = None,
    diklat: str | None = None,
) -> HasilUjian:
    """Whether this move needs the examination and it is passed or not needed.

    Only the moves of the table: nothing at I/d to II/a.
    """
    border = next((b for b in aturan.batas if b.dari == dari.kode and b.ke == ke.kode), None)
    if border is None:
        return HasilUjian()
    bebas = None
    if pendidikan in border.bebas_ijazah:
        bebas = f"ijazah {pendidikan}"
    elif diklat in border.bebas_diklat:
        bebas = f"diklat {diklat}"
    passed = lulus is border.tingkat
    label = border.tingkat.label
    if passed:
        teks = f"Lulus ujian dinas {label} untuk pindah dari {dari} ke {ke}."
    elif bebas:
        teks = f"Bebas ujian dinas {label} karena {bebas}."
    else:
        teks = f"Pindah dari {dari} ke {ke} memerlukan ujian dinas {label}."
    return HasilUjian(
        syarat(
            f"ujian_dinas_{border.tingkat}",
            aturan.sumber,
            terpenuhi=passed or bebas is not None,
            teks=teks,
            upaya=f"Lulus ujian dinas {label}, atau catatkan ijazah "
            f"{' / '.join(sorted(border.bebas_ijazah))} bila sudah dimiliki.",
        ),
        bebas,
    )
