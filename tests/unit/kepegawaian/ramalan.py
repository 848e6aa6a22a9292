"""People for the forecasts: a plain PNS, a PPPK, posts, and the law on one day."""

from dataclasses import replace
from datetime import date
from typing import Any
from uuid import UUID

from kepegawaian.rules.fakta import (
    FaktaPegawai,
    GolonganFakta,
    KgbFakta,
    KontrakFakta,
    PendidikanFakta,
)
from kepegawaian.rules.golongan import SEMUA
from kepegawaian.rules.jabatan import JabatanFakta, JenisJabatan, Jenjang, Rumpun
from kepegawaian.rules.kinerja import Predikat
from kepegawaian.rules.masa_kerja import MasaKerja
from kepegawaian.rules.nominatif import JenisNominatif, Peramal, Perkiraan
from tests.unit.kepegawaian.pustaka import ATURAN

TODAY = date(2026, 11, 25)
JANUARI, FEBRUARI = date(2027, 1, 1), date(2027, 2, 1)
PENSIUN, PANGKAT = JenisNominatif.PENSIUN, JenisNominatif.PANGKAT
KGB, KONTRAK = JenisNominatif.KGB, JenisNominatif.KONTRAK
BAIK, KURANG = Predikat.BAIK, Predikat.KURANG
PELAKSANA = JabatanFakta(JenisJabatan.PELAKSANA, nama="Pengadministrasi")
GURU = JabatanFakta(JenisJabatan.FUNGSIONAL, Jenjang.AHLI_MUDA, Rumpun.GURU, "Guru Ahli Muda")


def peramal() -> Peramal:
    """One that remembers nothing: answers kept from another test would hide a mutant."""
    return Peramal(ATURAN.nominatif, today=TODAY)


def golongan(kode: str, tmt: date, tahun: int = 10, bulan: int = 0) -> GolonganFakta:
    return GolonganFakta(SEMUA[kode], tmt, MasaKerja(tahun, bulan))


def sekolah(kode: str, *, dicantumkan: bool = True) -> PendidikanFakta:
    return PendidikanFakta(kode, kode, dicantumkan)


# A pelaksana with S1 whose four years in III/b are over, with good ratings: the plain case.
SITI = FaktaPegawai(
    pegawai_id=UUID(int=1),
    nip="198505092010012001",
    nama="Siti Aminah",
    jenis="PNS",
    kedudukan="AKTIF",
    tanggal_lahir=date(1985, 5, 9),
    tmt_cpns=date(2010, 1, 1),
    tmt_pns=date(2011, 2, 1),
    jabatan=PELAKSANA,
    tmt_jabatan=date(2015, 1, 1),
    golongan=(golongan("III/a", date(2010, 1, 1), 0), golongan("III/b", date(2022, 4, 1), 12, 3)),
    kgb=(KgbFakta(SEMUA["III/b"], date(2026, 1, 1), 16),),
    skp={2024: BAIK, 2025: BAIK},
    pendidikan=(sekolah("S1"),),
)
PPPK = replace(
    SITI,
    jenis="PPPK",
    tmt_pns=None,
    jabatan=GURU,
    golongan=(golongan("IX", date(2024, 3, 1), 0),),
    kgb=(),
    kontrak=(KontrakFakta(date(2024, 3, 1), date(2029, 2, 28)),),
)


def ramal(daftar: JenisNominatif, fakta: FaktaPegawai = SITI, **lain: Any) -> Perkiraan:
    return peramal().perkiraan(daftar, replace(fakta, **lain))
