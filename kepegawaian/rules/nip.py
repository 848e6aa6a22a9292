"""NIP of PNS and NI of PPPK: eighteen digits that carry facts.

NIP PNS (Perka BKN 22/2007, 43/2007): 1-8 birth date, 9-14 year and month of the TMT CPNS,
15 sex (1 male, 2 female), 16-18 sequence from 001. NI PPPK: 9-12 year of first appointment,
13-14 code of the agreement (not a month), the rest alike. There is no check digit.
"""

import re
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Final

from kepegawaian.rules.alasan import Alasan, Sumber, syarat
from sitamu.inti.rules.tanggal import umur_pada
from sitamu.inti.rules.teks import BULAN, tanggal_panjang

JENIS_KELAMIN: Final = {"1": "L", "2": "P"}
_BUANG: Final = re.compile(r"[\s.'\"`´‘’“”\u200b\u200c\u200d\ufeff]+")
_BEKAS_ANGKA: Final = re.compile(
    r"['\"]?[+-]?\d+(?:[.,]\d+)?[eE][+-]?\d+['\"]?|['\"]?\d+[.,]0+['\"]?"
)


class GalatNip(StrEnum):
    """Reasons to refuse a NIP; sent as `kode`."""

    PANJANG = "panjang"
    BUKAN_ANGKA = "bukan_angka"
    TANGGAL_LAHIR = "tanggal_lahir"
    TAHUN_TMT = "tahun_tmt"
    BULAN_TMT = "bulan_tmt"
    JENIS_KELAMIN = "jenis_kelamin"
    NOMOR_URUT = "nomor_urut"
    BEDA_TANGGAL_LAHIR = "tidak_cocok_tanggal_lahir"
    BEDA_JENIS_KELAMIN = "tidak_cocok_jenis_kelamin"
    BEDA_TMT_CPNS = "tidak_cocok_tmt_cpns"
    SEL_ANGKA = "nip_angka"
    SEL_KOSONG = "nip_kosong"

    @property
    def pesan(self) -> str:
        """One sentence for the person who has to mend it."""
        return _PESAN[self]


_PESAN: Final = {
    GalatNip.PANJANG: "NIP harus 18 angka.",
    GalatNip.BUKAN_ANGKA: "NIP hanya boleh berisi angka.",
    GalatNip.TANGGAL_LAHIR: "Delapan angka pertama NIP bukan tanggal yang ada.",
    GalatNip.TAHUN_TMT: "TMT pada NIP mendahului tanggal lahir.",
    GalatNip.BULAN_TMT: "Angka 13-14 NIP PNS harus bulan 01 sampai 12.",
    GalatNip.JENIS_KELAMIN: "Angka ke-15 NIP harus 1 (laki-laki) atau 2 (perempuan).",
    GalatNip.NOMOR_URUT: "Nomor urut NIP tidak boleh 000.",
    GalatNip.BEDA_TANGGAL_LAHIR: "Tanggal lahir pada NIP berbeda dari data tercatat.",
    GalatNip.BEDA_JENIS_KELAMIN: "Jenis kelamin pada NIP berbeda dari data tercatat.",
    GalatNip.BEDA_TMT_CPNS: "TMT CPNS pada NIP berbeda dari data tercatat.",
    GalatNip.SEL_ANGKA: (
        "Sel NIP berisi bilangan sehingga angkanya sudah hilang. Jadikan kolom NIP teks."
    ),
    GalatNip.SEL_KOSONG: "Sel NIP kosong.",
}


class PeringatanNip(StrEnum):
    """Doubts that do not refuse a NIP."""

    UMUR_MUDA = "umur_di_bawah_18_saat_tmt"
    KODE_PERJANJIAN = "kode_perjanjian_tak_dikenal"


@dataclass(frozen=True, slots=True)
class AturanNip:
    """What raises a doubt and never refuses: age in years at the TMT, lowest code of a PPPK."""

    umur_terendah: int = 18
    kode_pppk_terendah: int = 21


@dataclass(frozen=True, slots=True)
class IdentitasTercatat:
    """What the record says; None leaves that comparison out."""

    tanggal_lahir: date | None = None
    jenis_kelamin: str | None = None  # L or P
    tmt_cpns: date | None = None  # compared by year and month; PNS only


@dataclass(frozen=True, slots=True)
class HasilNip:
    """What a NIP says and what is wrong with it. A fact that cannot be read is None."""

    nip_normal: str = field(repr=False)
    galat: tuple[GalatNip, ...] = ()
    peringatan: tuple[PeringatanNip, ...] = ()
    tanggal_lahir: date | None = field(default=None, repr=False)
    tmt_cpns: tuple[int, int] | None = None  # (year, month), PNS only
    tahun_pengangkatan: int | None = None  # PPPK only
    kode_perjanjian: str | None = None  # PPPK only, two digits
    jenis_kelamin: str | None = None  # L or P
    nomor_urut: int | None = None
    umur_saat_tmt: int | None = None  # completed years, PNS only

    @property
    def valid(self) -> bool:
        """Whether nothing refuses the number; warnings do not."""
        return not self.galat


@dataclass(frozen=True, slots=True)
class SelNip:
    """A spreadsheet cell read as a NIP: either the digits or the reason to refuse the cell."""

    nip: str | None = field(default=None, repr=False)
    galat: GalatNip | None = None


def nip_normal(teks: str) -> str:
    """The digits alone: spaces (any kind), dots and quotes are dropped, all else is kept."""
    return _BUANG.sub("", teks)


def nip_from_cell(value: object) -> SelNip:
    """The normal form of a NIP cell, or `nip_angka` / `nip_kosong`.

    A spreadsheet number holds fifteen digits, so the last three of a NIP are gone and no longer
    to be trusted: whatever is not text is refused, and so is text that once was such a number
    (`1,97E+17`, `197710142007012.0`). A quoted or spaced text passes. The digits themselves are
    checked by `nip_check`.
    """
    if value is None:
        return SelNip(galat=GalatNip.SEL_KOSONG)
    if not isinstance(value, str) or _BEKAS_ANGKA.fullmatch(value.strip()):
        return SelNip(galat=GalatNip.SEL_ANGKA)
    normal = nip_normal(value)
    return SelNip(normal) if normal else SelNip(galat=GalatNip.SEL_KOSONG)


def nip_check(
    nip: str,
    *,
    jenis_pegawai: str = "PNS",
    tercatat: IdentitasTercatat | None = None,
    aturan: AturanNip = AturanNip(),
) -> HasilNip:
    """Read and check a NIP (`jenis_pegawai` PNS or CPNS) or an NI (PPPK).

    Errors are reported together, except that a wrong length or a letter ends the reading. No
    maximum age: the generation before 1980 is legitimate. A PPPK code below the lowest known is a
    warning because the list of codes is open.
    """
    normal = nip_normal(nip)
    if normal and not (normal.isascii() and normal.isdigit()):
        return HasilNip(normal, (GalatNip.BUKAN_ANGKA,))
    if len(normal) != 18:
        return HasilNip(normal, (GalatNip.PANJANG,))
    pppk = jenis_pegawai == "PPPK"
    galat: list[GalatNip] = []
    peringatan: list[PeringatanNip] = []

    lahir = _date(normal[:8])
    if lahir is None:
        galat.append(GalatNip.TANGGAL_LAHIR)
    tahun, bulan = int(normal[8:12]), int(normal[12:14])
    tmt: date | None = None
    if pppk:
        if bulan < aturan.kode_pppk_terendah:
            peringatan.append(PeringatanNip.KODE_PERJANJIAN)
        if tahun == 0 or (lahir and tahun <= lahir.year):
            galat.append(GalatNip.TAHUN_TMT)
    elif not 1 <= bulan <= 12:
        galat.append(GalatNip.BULAN_TMT)
    elif tahun == 0 or (lahir and date(tahun, bulan, 1) <= lahir):
        galat.append(GalatNip.TAHUN_TMT)
    else:
        tmt = date(tahun, bulan, 1)
    jenis_kelamin = JENIS_KELAMIN.get(normal[14])
    if jenis_kelamin is None:
        galat.append(GalatNip.JENIS_KELAMIN)
    nomor_urut = int(normal[15:])
    if nomor_urut == 0:
        galat.append(GalatNip.NOMOR_URUT)

    galat += _mismatches(lahir, jenis_kelamin, tmt, tercatat or IdentitasTercatat())
    umur = umur_pada(lahir, tmt) if lahir and tmt else None
    termuda = umur if not pppk else (tahun - lahir.year if lahir else None)
    if termuda is not None and termuda < aturan.umur_terendah and GalatNip.TAHUN_TMT not in galat:
        peringatan.append(PeringatanNip.UMUR_MUDA)
    return HasilNip(
        nip_normal=normal,
        galat=tuple(galat),
        peringatan=tuple(peringatan),
        tanggal_lahir=lahir,
        tmt_cpns=(tmt.year, tmt.month) if tmt else None,
        tahun_pengangkatan=tahun if pppk else None,
        kode_perjanjian=normal[12:14] if pppk else None,
        jenis_kelamin=jenis_kelamin,
        nomor_urut=nomor_urut,
        umur_saat_tmt=umur,
    )


_PERINGATAN: Final = {
    PeringatanNip.UMUR_MUDA: "Umur saat TMT tampak terlalu muda. Cocokkan dengan SK pengangkatan.",
    PeringatanNip.KODE_PERJANJIAN: "Kode perjanjian pada angka 13-14 tidak biasa bagi PPPK.",
}


def nip_langkah(hasil: HasilNip, sumber: Sumber) -> tuple[Alasan, ...]:
    """What each group of digits says, in their order, then what does not fit and what is doubted.

    A group that cannot be read fails with the sentence of its error.
    """
    digits = hasil.nip_normal
    failed = {galat.value: galat for galat in hasil.galat}
    rows = []
    if not {GalatNip.PANJANG, GalatNip.BUKAN_ANGKA} & set(hasil.galat):
        pppk = hasil.kode_perjanjian is not None
        for kode, awal, akhir, arti in (
            (GalatNip.TANGGAL_LAHIR, 1, 8, _born(hasil)),
            *(_pppk_groups(hasil) if pppk else _pns_groups(hasil)),
            (GalatNip.JENIS_KELAMIN, 15, 15, _SEX.get(hasil.jenis_kelamin or "", "")),
            (GalatNip.NOMOR_URUT, 16, 18, f"nomor urut {hasil.nomor_urut}"),
        ):
            galat = failed.pop(kode.value, None)
            teks = galat.pesan if galat else f"{arti}."
            tempat = f"Angka {awal}-{akhir}" if akhir > awal else f"Angka ke-{awal}"
            rows.append(
                syarat(
                    kode.value,
                    sumber,
                    terpenuhi=galat is None,
                    teks=f"{tempat} ({digits[awal - 1 : akhir]}): {teks}",
                )
            )
    rows += [
        syarat(galat.value, sumber, terpenuhi=False, teks=galat.pesan) for galat in failed.values()
    ]
    rows += [syarat(p.value, sumber, terpenuhi=None, teks=_PERINGATAN[p]) for p in hasil.peringatan]
    return tuple(rows)


_SEX: Final = {"L": "laki-laki", "P": "perempuan"}
_Group = tuple[GalatNip, int, int, str]  # error, first and last digit, what they say


def _born(hasil: HasilNip) -> str:
    return f"lahir {tanggal_panjang(hasil.tanggal_lahir)}" if hasil.tanggal_lahir else ""


def _pns_groups(hasil: HasilNip) -> list[_Group]:
    if hasil.tmt_cpns is None:
        kode = GalatNip.BULAN_TMT if GalatNip.BULAN_TMT in hasil.galat else GalatNip.TAHUN_TMT
        return [(kode, 9, 14, "")]
    tahun, bulan = hasil.tmt_cpns
    return [(GalatNip.TAHUN_TMT, 9, 14, f"TMT CPNS {BULAN[bulan - 1]} {tahun}")]


def _pppk_groups(hasil: HasilNip) -> list[_Group]:
    return [
        (GalatNip.TAHUN_TMT, 9, 12, f"diangkat pertama tahun {hasil.tahun_pengangkatan}"),
        (GalatNip.BULAN_TMT, 13, 14, f"kode perjanjian {hasil.kode_perjanjian}, bukan bulan"),
    ]


def _date(digits: str) -> date | None:
    try:
        return date(int(digits[:4]), int(digits[4:6]), int(digits[6:]))
    except ValueError:
        return None


def _mismatches(
    lahir: date | None, jenis_kelamin: str | None, tmt: date | None, tercatat: IdentitasTercatat
) -> list[GalatNip]:
    """Facts that both sides know and that differ (an error on entry)."""
    galat = []
    if lahir and tercatat.tanggal_lahir and lahir != tercatat.tanggal_lahir:
        galat.append(GalatNip.BEDA_TANGGAL_LAHIR)
    if jenis_kelamin and tercatat.jenis_kelamin and jenis_kelamin != tercatat.jenis_kelamin:
        galat.append(GalatNip.BEDA_JENIS_KELAMIN)
    if tmt and tercatat.tmt_cpns and tmt != tercatat.tmt_cpns.replace(day=1):
        galat.append(GalatNip.BEDA_TMT_CPNS)
    return galat
