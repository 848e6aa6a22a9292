"""NIK, sixteen digits (UU 23/2006 ps. 13).

1-6 wilayah of first registration (not the address of today), 7-12 DDMMYY of birth with 40 added
to the day of a woman, 13-16 sequence from 0001. A NIK is not changed when a birth date is
corrected, so a difference from the record warns and never refuses.
"""

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Final

from kepegawaian.rules.nip import IdentitasTercatat, nip_normal

TAMBAHAN_PEREMPUAN: Final = 40  # added to the day of birth


class GalatNik(StrEnum):
    """Reasons to refuse a NIK."""

    PANJANG = "panjang"
    BUKAN_ANGKA = "bukan_angka"
    TANGGAL_LAHIR = "tanggal_lahir"
    NOMOR_URUT = "nomor_urut"


class PeringatanNik(StrEnum):
    """Doubts to be settled at Dukcapil."""

    BEDA_TANGGAL_LAHIR = "tidak_cocok_tanggal_lahir"
    BEDA_JENIS_KELAMIN = "tidak_cocok_jenis_kelamin"


@dataclass(frozen=True, slots=True)
class HasilNik:
    """What a NIK says and what is wrong with it. The number stays out of `repr` and so of logs."""

    nik_normal: str = field(repr=False)
    galat: tuple[GalatNik, ...] = ()
    peringatan: tuple[PeringatanNik, ...] = ()
    kode_wilayah: str | None = field(default=None, repr=False)
    tanggal_lahir_ddmmyy: str | None = field(default=None, repr=False)  # day without the 40
    jenis_kelamin: str | None = None  # L or P
    nomor_urut: int | None = field(default=None, repr=False)

    @property
    def valid(self) -> bool:
        """Whether nothing refuses the number; warnings do not."""
        return not self.galat


def nik_normal(teks: str) -> str:
    """The digits alone, cleaned as a NIP is."""
    return nip_normal(teks)


def nik_check(nik: str, *, tercatat: IdentitasTercatat | None = None) -> HasilNik:
    """Read and check a NIK.

    The century is not in the number: 29 February passes when it exists in 19YY or in 20YY.
    """
    normal = nik_normal(nik)
    if normal and not (normal.isascii() and normal.isdigit()):
        return HasilNik(normal, (GalatNik.BUKAN_ANGKA,))
    if len(normal) != 16:
        return HasilNik(normal, (GalatNik.PANJANG,))
    hari = int(normal[6:8])
    perempuan = hari > TAMBAHAN_PEREMPUAN
    hari -= TAMBAHAN_PEREMPUAN * perempuan
    lahir = f"{hari:02d}{normal[8:12]}"
    jenis_kelamin = "P" if perempuan else "L"
    nomor_urut = int(normal[12:])

    galat: list[GalatNik] = []
    if not _exists(hari, int(normal[8:10]), int(normal[10:12])):
        galat.append(GalatNik.TANGGAL_LAHIR)
    if nomor_urut == 0:
        galat.append(GalatNik.NOMOR_URUT)
    peringatan: list[PeringatanNik] = []
    if tercatat and not galat:
        if tercatat.tanggal_lahir and lahir != tercatat.tanggal_lahir.strftime("%d%m%y"):
            peringatan.append(PeringatanNik.BEDA_TANGGAL_LAHIR)
        if tercatat.jenis_kelamin and jenis_kelamin != tercatat.jenis_kelamin:
            peringatan.append(PeringatanNik.BEDA_JENIS_KELAMIN)
    return HasilNik(
        nik_normal=normal,
        galat=tuple(galat),
        peringatan=tuple(peringatan),
        kode_wilayah=normal[:6],
        tanggal_lahir_ddmmyy=lahir,
        jenis_kelamin=jenis_kelamin,
        nomor_urut=nomor_urut,
    )


def _exists(hari: int, bulan: int, tahun_dua_digit: int) -> bool:
    """In either century: whatever year is a leap year in the last one is one in this too."""
    try:
        date(2000 + tahun_dua_digit, bulan, hari)
    except ValueError:
        return False
    return True
