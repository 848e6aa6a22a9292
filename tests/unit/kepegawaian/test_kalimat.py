"""Every sentence with which the rules answer, with its figures, as one sheet to read.

`tests/data/kalimat-aturan.txt` holds the answers to the scenes below. A change
of the law or of a word shows up there as a difference that somebody has to have meant:
`SITAMU_TULIS_KALIMAT=1 pytest tests/unit/kepegawaian/test_kalimat.py` writes the sheet anew.
"""

import json
import os
from collections.abc import Callable, Iterator
from dataclasses import fields, is_dataclass, replace
from datetime import date
from decimal import Decimal
from functools import partial
from typing import Any, Final
from uuid import UUID

import pytest

from kepegawaian.rules.ahli_waris import ahli_waris, hak_anak, hilang_dianggap_meninggal
from kepegawaian.rules.alasan import Alasan, Sumber
from kepegawaian.rules.angka_kredit import Penilaian, angka_kredit_hitung, angka_kredit_periode
from kepegawaian.rules.anomali import AturanAnomali, anomali_of, nik_ganda
from kepegawaian.rules.fakta import (
    AngkaKreditFakta,
    FaktaPegawai,
    GolonganFakta,
    KgbFakta,
    KontrakFakta,
    PmkFakta,
)
from kepegawaian.rules.gaji import gaji_hitung, gaji_pokok
from kepegawaian.rules.golongan import golongan_parse, golongan_pns
from kepegawaian.rules.hukdis import BarisHukdis, TingkatHukdis, hukdis_contradiction
from kepegawaian.rules.jabatan import JabatanFakta, JenisJabatan, Jenjang, Rumpun
from kepegawaian.rules.kgb import kgb_pns, kgb_pppk, kgb_waktu
from kepegawaian.rules.kinerja import Predikat, predikat_terakhir
from kepegawaian.rules.kp_ijazah import kp_penyesuaian_ijazah, kp_tugas_belajar
from kepegawaian.rules.kp_pengabdian import SebabPengabdian, kp_anumerta, kp_pengabdian
from kepegawaian.rules.kp_pilihan import (
    kp_diperbantukan,
    kp_fungsional,
    kp_penemuan,
    kp_prestasi,
    kp_struktural,
)
from kepegawaian.rules.kp_reguler import kp_reguler, kp_spesialis
from kepegawaian.rules.masa_kerja import MasaKerja, masa_kerja_hitung, mkg_pindah
from kepegawaian.rules.mpp import mpp_hitung
from kepegawaian.rules.nip import GalatNip, IdentitasTercatat, nip_check, nip_langkah
from kepegawaian.rules.nominatif import Peramal
from kepegawaian.rules.pangkat import FaktaKp
from kepegawaian.rules.pensiun import (
    JenisPensiun,
    PembulatanMasaKerja,
    SebabBerhenti,
    hak_pensiun,
    pensiun_perkiraan,
    pensiun_pokok,
)
from kepegawaian.rules.periode_kp import RezimPeriode, jendela_usul, rezim_pada, tmt_kp
from kepegawaian.rules.pmk import MasaPekerjaan, pmk_diakui, pmk_mkg_tertinggi
from kepegawaian.rules.ujian_dinas import UjianDinas
from sitamu.inti.errors import DomainError
from tests.unit.kepegawaian import ramalan
from tests.unit.kepegawaian.adegan_cuti import ADEGAN_CUTI
from tests.unit.kepegawaian.bawaan import ATURAN_BUP, BATAS_PENSIUN, SYARAT_HAK
from tests.unit.kepegawaian.contoh import AKAR
from tests.unit.kepegawaian.pustaka import ATURAN, Baris, pustaka
from tests.unit.kepegawaian.ramalan import ramal, sekolah

LEMBAR: Final = AKAR / "tests/data/kalimat-aturan.txt"
BAIK, SB, KURANG = Predikat.BAIK, Predikat.SANGAT_BAIK, Predikat.KURANG
SITI: Final = FaktaKp(
    jenis_pegawai="PNS",
    golongan=golongan_parse("III/a"),
    tmt_golongan=date(2024, 5, 1),
    predikat=(BAIK, BAIK),
    pendidikan="S1",
    jenis_jabatan=JenisJabatan.PELAKSANA,
)


def siti(golongan: str = "III/a", **lain: Any) -> FaktaKp:
    return replace(SITI, golongan=golongan_parse(golongan), **lain)


def masa(tahun: int, bulan: int = 0) -> MasaKerja:
    return MasaKerja(tahun, bulan)


def _pokok(jenis: JenisPensiun, masa_kerja: MasaKerja | None, **lain: Any) -> Any:
    pembulatan = lain.pop("pembulatan", PembulatanMasaKerja.TAHUN_PENUH)
    return pensiun_pokok(
        jenis,
        golongan="III/d",
        mkg=masa(24),
        tabel=ATURAN.gaji_pns,
        aturan=replace(ATURAN.pokok, pembulatan=pembulatan),
        syarat=ATURAN.syarat_hak,
        masa_kerja_pensiun=masa_kerja,
        **lain,
    )


def _fungsional(golongan: str, ak: str | None, ak_jenjang: str | None = None, **lain: Any) -> Any:
    jenjang = lain.pop("jenjang", Jenjang.AHLI_PERTAMA)
    return kp_fungsional(
        siti(golongan, jenjang=jenjang),
        ATURAN.syarat_kp("KP_FUNGSIONAL"),
        ATURAN.kp,
        ATURAN.angka_kredit,
        angka_kredit=Decimal(ak) if ak else None,
        angka_kredit_jenjang=Decimal(ak_jenjang) if ak_jenjang else None,
        **lain,
    )


def _struktural(golongan: str, **lain: Any) -> Any:
    return kp_struktural(siti(golongan, **lain), ATURAN.kp_struktural, ATURAN.kp)


def _by_exam(fakta: FaktaKp) -> Any:
    return kp_diperbantukan(fakta, ATURAN.syarat_kp("KP_DIPERBANTUKAN"), ATURAN.kp)


def _ijazah(golongan: str, pendidikan: str | None, *, ya: bool = True, **lain: Any) -> Any:
    return kp_penyesuaian_ijazah(
        siti(golongan, pendidikan=pendidikan, **lain),
        ATURAN.kp_ijazah,
        ATURAN.kp,
        uraian_tugas_sesuai=ya,
        izin_belajar=ya,
        lulus_ukppi=ya,
    )


def _tugas_belajar(golongan: str, *, lulus: bool, **lain: Any) -> Any:
    selama = ATURAN.syarat_kp("KP_TUGAS_BELAJAR")
    fakta = siti(golongan, **lain)
    return kp_tugas_belajar(fakta, selama, ATURAN.kp_ijazah, ATURAN.kp, sudah_lulus=lulus)


def _spesialis(fakta: FaktaKp, *, ijazah: bool = True) -> Any:
    return kp_spesialis(fakta, ATURAN.syarat_kp("KP_SPESIALIS"), ATURAN.kp, ijazah_spesialis=ijazah)


def _prestasi(fakta: FaktaKp, *, keputusan: bool) -> Any:
    rule = ATURAN.syarat_kp("KP_PRESTASI")
    return kp_prestasi(fakta, rule, ATURAN.kp, keputusan_ppk=keputusan)


def _penemuan(fakta: FaktaKp, *, penghargaan: bool) -> Any:
    rule = ATURAN.syarat_kp("KP_PENEMUAN")
    return kp_penemuan(fakta, rule, ATURAN.kp, penghargaan_negara=penghargaan)


def _reguler(fakta: FaktaKp, untuk: date | None = None) -> Any:
    return kp_reguler(fakta, ATURAN.kp_reguler, ATURAN.kp, untuk_periode=untuk)


def _pengabdian(*args: Any, **lain: Any) -> Any:
    return kp_pengabdian(*args, ATURAN.kp_pengabdian, **lain)


def _anumerta(jenis: str, golongan: str) -> Any:
    return kp_anumerta(jenis, golongan_parse(golongan), date(2026, 1, 31), ATURAN.kp_anumerta)


def _hak(sebab: SebabBerhenti, **lain: Any) -> Any:
    return hak_pensiun(sebab, SYARAT_HAK, **lain)


def _bup(lahir: date, jabatan: JabatanFakta) -> Any:
    return pensiun_perkiraan(lahir, jabatan, ATURAN_BUP, BATAS_PENSIUN)


def _kgb(golongan: str, mkg: MasaKerja, tmt: date = date(2025, 3, 1), **lain: Any) -> Any:
    return kgb_pns(golongan, tmt, mkg, ATURAN.gaji_pns, ATURAN.kgb_pns, **lain)


def _kgb_pppk(golongan: str, mkg: MasaKerja, lama: int | None, *predikat: Predikat | None) -> Any:
    return kgb_pppk(
        golongan,
        date(2025, 3, 1),
        mkg,
        ATURAN.gaji_pppk,
        ATURAN.kgb_pppk,
        lama_perjanjian_bulan=lama,
        predikat=predikat,
    )


def _angka_kredit(golongan: str, tahun: int, *rows: Penilaian, **lain: Any) -> Any:
    rule = ATURAN.syarat_kp("KP_FUNGSIONAL")
    return angka_kredit_hitung(
        Jenjang.AHLI_PERTAMA,
        golongan_parse(golongan),
        rows,
        tahun,
        ATURAN.angka_kredit,
        masa_pangkat_tahun=rule.masa_pangkat_tahun,
        predikat_minimal=rule.predikat_minimal,
        jumlah_predikat=rule.jumlah_predikat,
        sumber_kp=rule.sumber,
        **lain,
    )


def _jendela(tmt: date) -> Any:
    return jendela_usul(tmt, ATURAN.jendela_kp(date(2026, 3, 1)))


def _anak(lahir: date, *, ya: bool) -> Any:
    wafat = date(2026, 9, 9)
    return hak_anak(lahir, wafat, ATURAN.anak, pernah_nikah=ya, berpenghasilan=ya)


def _hukdis(tingkat: TingkatHukdis, jenis: str, akhir: date | None) -> Any:
    return hukdis_contradiction(tingkat, jenis, date(2025, 2, 1), akhir)


def _masa_kerja(sampai: tuple[int, int], awal: str, kini: str, **lain: Any) -> Any:
    return masa_kerja_hitung(
        (2000, 3), sampai, golongan_parse(awal), golongan_parse(kini), ATURAN.mkg, **lain
    )


def _nip(nip: str, jenis: str = "PNS", **lain: Any) -> Any:
    sumber = ATURAN.baris("NIP_PERIKSA")
    return nip_langkah(
        nip_check(nip, jenis_pegawai=jenis, aturan=ATURAN.nip, **lain),
        Sumber(sumber.kunci, sumber.berlaku_mulai, sumber.dasar_hukum),
    )


def _gol(kode: str, tmt: date, tahun: int, bulan: int = 0) -> GolonganFakta:
    return GolonganFakta(golongan_parse(kode), tmt, masa(tahun, bulan))


def _anomali(**lain: Any) -> Any:
    fakta = FaktaPegawai(
        pegawai_id=UUID(int=1),
        nip="197005091994032001",
        nama="Siti",
        jenis="PNS",
        kedudukan="AKTIF",
        unit_id=UUID(int=2),
        atasan_kedudukan="AKTIF",
        jenis_kelamin="P",
        tanggal_lahir=date(1970, 5, 9),
        tmt_cpns=date(1994, 3, 1),
        jabatan=JabatanFakta(JenisJabatan.PELAKSANA, nama="Pengadministrasi Perkantoran"),
        golongan=(_gol("III/b", date(2018, 4, 1), 19, 1),),
    )
    hukum = AturanAnomali(ATURAN.bup, ATURAN.batas_pensiun, ATURAN.mkg, 2)
    return list(anomali_of(replace(fakta, **lain), hukum, pada=date(2026, 11, 25)))


PPPK: Final = siti("IX", jenis_pegawai="PPPK", eselon="IV.a", jenjang=Jenjang.AHLI_MUDA)
CPNS: Final = siti("III/a", jenis_pegawai="CPNS")
LAMA: Final = {"tmt_golongan": date(2020, 4, 1)}
RINGAN, SEDANG, BERAT = TingkatHukdis
KOSONG: Final = RezimPeriode(frozenset(), ATURAN.periode_kp[-1].sumber)
ADEGAN: Final[dict[str, Callable[[], Any]]] = {
    # kenaikan pangkat
    "reguler memenuhi": lambda: _reguler(siti(**LAMA), date(2026, 6, 1)),
    "reguler semua gagal": lambda: _reguler(
        siti("II/d", pendidikan="SLTA", predikat=(KURANG, BAIK), hukdis_aktif=BERAT),
        date(2026, 4, 1),
    ),
    "reguler lulus ujian": lambda: _reguler(
        siti("II/d", pendidikan="D3", ujian_dinas=UjianDinas.TINGKAT_1)
    ),
    "reguler bebas ujian": lambda: _reguler(siti("III/d", pendidikan="S2")),
    "reguler puncak ijazah": lambda: _reguler(siti("III/d")),
    "reguler IV/e": lambda: _reguler(siti("IV/e", pendidikan="S3")),
    "reguler jabatan lain": lambda: _reguler(siti(jenis_jabatan=JenisJabatan.PENGAWAS)),
    "reguler tanpa jabatan": lambda: _reguler(siti(jenis_jabatan=None)),
    "reguler tanpa ijazah": lambda: _reguler(siti(pendidikan=None)),
    "reguler ijazah lain": lambda: _reguler(siti(pendidikan="S9")),
    "reguler bukan periode": lambda: _reguler(SITI, date(2026, 4, 2)),
    "reguler predikat kurang": lambda: _reguler(siti(predikat=(BAIK,))),
    "reguler melampaui atasan": lambda: _reguler(
        siti(golongan_atasan=golongan_parse("III/a"), tmt_golongan=date(2021, 4, 1))
    ),
    "reguler atasan PPPK": lambda: _reguler(
        siti(golongan_atasan=golongan_parse("IX"), tmt_golongan=date(2021, 4, 1))
    ),
    "reguler atasan kosong": lambda: _reguler(siti(tmt_golongan=date(2021, 4, 1))),
    "reguler sebelum aturan": lambda: kp_reguler(
        SITI, ATURAN.kp_reguler[1:], ATURAN.kp, untuk_periode=date(2024, 6, 1)
    ),
    "reguler PPPK": lambda: _reguler(PPPK),
    "reguler CPNS": lambda: _reguler(CPNS),
    "spesialis memenuhi": lambda: _spesialis(siti("III/b")),
    "spesialis gagal": lambda: _spesialis(siti("III/a", predikat=(KURANG,)), ijazah=False),
    "spesialis PPPK": lambda: _spesialis(PPPK),
    "struktural di bawah jenjang": lambda: _struktural(
        "III/b", eselon="IV.a", tmt_jabatan=date(2025, 3, 1)
    ),
    "struktural di bawah, jabatan lama": lambda: _struktural(
        "III/b", eselon="IV.a", tmt_jabatan=date(2020, 3, 1), predikat=(KURANG, BAIK)
    ),
    "struktural di dalam": lambda: _struktural("III/c", eselon="IV.a", hukdis_aktif=SEDANG),
    "struktural ke IV/a, PKA": lambda: _struktural("III/d", eselon="III.b", diklat="PKA", **LAMA),
    "struktural ke IV/a, tanpa ujian": lambda: _struktural("III/d", eselon="III.b", **LAMA),
    "struktural puncak": lambda: _struktural("III/d", eselon="IV.a"),
    "struktural puncak IV/e": lambda: _struktural("IV/e", eselon="I.a"),
    "struktural jauh di bawah": lambda: _struktural(
        "III/a", eselon="IV.a", tmt_jabatan=date(2025, 3, 1)
    ),
    "struktural eselon lain": lambda: _struktural("III/c", eselon="VI"),
    "struktural eselon kosong": lambda: _struktural("III/c"),
    "struktural TMT jabatan kosong": lambda: _struktural("III/b", eselon="IV.a"),
    "struktural PPPK": lambda: kp_struktural(PPPK, ATURAN.kp_struktural, ATURAN.kp),
    "fungsional memenuhi": lambda: _fungsional("III/a", "50"),
    "fungsional kurang": lambda: _fungsional("III/a", "49.99"),
    "fungsional naik jenjang": lambda: _fungsional(
        "III/b", "50", "100", uji_kompetensi=True, formasi=True
    ),
    "fungsional naik jenjang gagal": lambda: _fungsional(
        "III/b", "50", "99.5", uji_kompetensi=False, formasi=False
    ),
    "fungsional jenjang tertinggi": lambda: _fungsional("III/d", "100", jenjang=Jenjang.PENYELIA),
    "fungsional IV/e": lambda: _fungsional("IV/e", "200", jenjang=Jenjang.AHLI_UTAMA),
    "fungsional tanpa angka kredit": lambda: _fungsional("III/a", None),
    "fungsional puncak jenjang tanpa angka kredit": lambda: _fungsional("III/b", None),
    "fungsional tanpa jenjang": lambda: _fungsional("III/a", "50", jenjang=None),
    "fungsional tanpa angka kredit jenjang": lambda: _fungsional("III/b", "50"),
    "fungsional tanpa uji": lambda: _fungsional("III/b", "50", "100"),
    "fungsional tanpa formasi": lambda: _fungsional("III/b", "50", "100", uji_kompetensi=True),
    "fungsional PPPK": lambda: kp_fungsional(
        PPPK,
        ATURAN.syarat_kp("KP_FUNGSIONAL"),
        ATURAN.kp,
        ATURAN.angka_kredit,
        angka_kredit=Decimal(0),
    ),
    "prestasi memenuhi": lambda: _prestasi(siti(predikat=(SB,)), keputusan=True),
    "prestasi gagal": lambda: _prestasi(siti("IV/e", hukdis_aktif=SEDANG), keputusan=False),
    "penemuan memenuhi": lambda: _penemuan(siti("II/d"), penghargaan=True),
    "penemuan gagal": lambda: _penemuan(siti(predikat=(KURANG,)), penghargaan=False),
    "penemuan PPPK": lambda: _penemuan(PPPK, penghargaan=True),
    "diperbantukan memenuhi": lambda: _by_exam(siti()),
    "diperbantukan bebas ujian": lambda: _by_exam(siti("II/d")),
    "diperbantukan ujian": lambda: _by_exam(siti("III/d", pendidikan="S1")),
    "ijazah memenuhi": lambda: _ijazah("II/d", "S1"),
    "ijazah gagal": lambda: _ijazah("III/a", "S1", ya=False, predikat=(KURANG,)),
    "ijazah satu asal": lambda: _ijazah("III/a", "S2"),
    "ijazah tanpa tujuan": lambda: _ijazah("I/a", "SD"),
    "ijazah kosong": lambda: _ijazah("II/d", None),
    "tugas belajar selama": lambda: _tugas_belajar("II/d", lulus=False, pendidikan="D3"),
    "tugas belajar sesudah": lambda: _tugas_belajar("II/d", lulus=True),
    "tugas belajar PPPK": lambda: _tugas_belajar("IX", lulus=True, jenis_pegawai="PPPK"),
    "pengabdian memenuhi": lambda: _pengabdian(
        masa(30), masa(0, 1), BAIK, None, golongan=golongan_parse("III/d"), tanggal=date(2026, 5, 9)
    ),
    "pengabdian gagal": lambda: _pengabdian(masa(9), masa(2), KURANG, SEDANG),
    "pengabdian puncak": lambda: _pengabdian(
        masa(30), masa(2), BAIK, RINGAN, golongan=golongan_parse("IV/e")
    ),
    "pengabdian meninggal": lambda: _pengabdian(
        masa(10), masa(2), BAIK, None, sebab=SebabPengabdian.MENINGGAL, tanggal=date(2026, 5, 9)
    ),
    "pengabdian cacat": lambda: _pengabdian(
        masa(1), masa(1), BAIK, None, sebab=SebabPengabdian.CACAT_KARENA_DINAS
    ),
    "anumerta PNS": lambda: _anumerta("PNS", "II/d"),
    "anumerta CPNS": lambda: _anumerta("CPNS", "IV/e"),
    "anumerta PPPK": lambda: _anumerta("PPPK", "IX"),
    "anumerta golongan PPPK": lambda: _anumerta("PNS", "IX"),
    "golongan atasan PPPK": lambda: golongan_pns(golongan_parse("IX"), "golongan_atasan"),
    "golongan lain": lambda: golongan_parse("V/z"),
    # periode dan masa pengusulan
    "periode dua kali setahun": lambda: tmt_kp(date(2018, 5, 2), 4, ATURAN.periode_kp),
    "periode setiap bulan": lambda: tmt_kp(date(2024, 5, 1), 4, ATURAN.periode_kp),
    "periode sebelum aturan": lambda: rezim_pada(date(2002, 4, 1), ATURAN.periode_kp),
    "periode tanpa bulan": lambda: tmt_kp(date(2026, 1, 1), 0, [KOSONG]),
    "masa pengusulan": lambda: _jendela(date(2026, 3, 1)),
    "masa pengusulan bukan tanggal 1": lambda: _jendela(date(2026, 3, 2)),
    # angka kredit
    "angka kredit memenuhi": lambda: _angka_kredit(
        "III/b", 2, *[Penilaian(SB, 12)] * 3, Penilaian(BAIK, 2)
    ),
    "angka kredit dengan saldo": lambda: _angka_kredit(
        "III/a", 4, Penilaian(BAIK, 12), saldo=Decimal("37.125")
    ),
    "angka kredit gagal": lambda: _angka_kredit("III/a", 1, Penilaian(KURANG, 12)),
    "angka kredit kosong": lambda: _angka_kredit("III/a", 2),
    "angka kredit PPPK": lambda: _angka_kredit("IX", 2),
    "angka kredit jenjang lain": lambda: replace(ATURAN.angka_kredit, jenjang={}).baris(
        Jenjang.MAHIR
    ),
    "angka kredit predikat lain": lambda: angka_kredit_periode(
        Penilaian(BAIK, 1), Decimal(1), replace(ATURAN.angka_kredit, persen={})
    ),
    "predikat kurang": lambda: predikat_terakhir((BAIK,), 2),
    # pensiun
    "BUP pelaksana": lambda: _bup(date(1968, 5, 17), JabatanFakta(JenisJabatan.PELAKSANA)),
    "BUP guru": lambda: _bup(
        date(1968, 2, 29), JabatanFakta(JenisJabatan.FUNGSIONAL, rumpun=Rumpun.GURU)
    ),
    "BUP ahli madya": lambda: _bup(
        date(1968, 12, 1),
        JabatanFakta(JenisJabatan.FUNGSIONAL, Jenjang.AHLI_MADYA, nama="Auditor Madya"),
    ),
    "BUP tidak terbaca": lambda: _bup(date(1968, 5, 17), JabatanFakta(None)),
    "BUP tanpa jenjang": lambda: _bup(
        date(1968, 5, 17), JabatanFakta(JenisJabatan.FUNGSIONAL, nama="Dokter")
    ),
    "hak BUP": lambda: _hak(
        SebabBerhenti.BUP, masa_kerja_pensiun=masa(10), masa_kerja_pns=masa(4, 11)
    ),
    "hak BUP kurang": lambda: _hak(
        SebabBerhenti.BUP, masa_kerja_pensiun=masa(9, 11), masa_kerja_pns=masa(5)
    ),
    "hak APS": lambda: _hak(SebabBerhenti.APS, masa_kerja_pensiun=masa(20), usia=50),
    "hak APS kurang": lambda: _hak(SebabBerhenti.APS, masa_kerja_pensiun=masa(19, 11), usia=49),
    "hak APS, tanggal lahir diketahui": lambda: _hak(
        SebabBerhenti.APS,
        masa_kerja_pensiun=masa(20),
        usia=49,
        tanggal_lahir=date(1977, 2, 28),
    ),
    "hak perampingan ditunda, tanggal lahir diketahui": lambda: _hak(
        SebabBerhenti.PERAMPINGAN,
        masa_kerja_pensiun=masa(10),
        usia=49,
        tanggal_lahir=date(1976, 12, 31),
    ),
    "hak perampingan": lambda: _hak(
        SebabBerhenti.PERAMPINGAN, masa_kerja_pensiun=masa(10), usia=50
    ),
    "hak perampingan ditunda": lambda: _hak(
        SebabBerhenti.PERAMPINGAN, masa_kerja_pensiun=masa(10), usia=49
    ),
    "hak perampingan kurang": lambda: _hak(
        SebabBerhenti.PERAMPINGAN, masa_kerja_pensiun=masa(9), usia=49
    ),
    "hak cacat": lambda: _hak(
        SebabBerhenti.CACAT_BUKAN_KARENA_DINAS, masa_kerja_pensiun=masa(3, 11)
    ),
    "hak PTDH": lambda: _hak(SebabBerhenti.PTDH),
    "hak tewas": lambda: _hak(SebabBerhenti.TEWAS),
    "hak tanpa masa kerja": lambda: _hak(SebabBerhenti.BUP),
    "hak tanpa usia": lambda: _hak(SebabBerhenti.APS, masa_kerja_pensiun=masa(20)),
    "pokok biasa": lambda: _pokok(JenisPensiun.BUP, masa(25, 11)),
    "pokok pro rata": lambda: _pokok(
        JenisPensiun.BUP, masa(25, 7), pembulatan=PembulatanMasaKerja.PRO_RATA
    ),
    "pokok setengah ke atas": lambda: _pokok(
        JenisPensiun.BUP, masa(25, 6), pembulatan=PembulatanMasaKerja.SETENGAH_KE_ATAS
    ),
    "pokok paling tinggi": lambda: _pokok(JenisPensiun.BUP, masa(35)),
    "pokok paling rendah": lambda: _pokok(JenisPensiun.CACAT_BUKAN_KARENA_DINAS, masa(4)),
    "pokok cacat": lambda: _pokok(JenisPensiun.CACAT_KARENA_DINAS, None),
    "pokok janda": lambda: _pokok(JenisPensiun.JANDA_DUDA, None, jumlah_istri=2),
    "pokok tewas": lambda: _pokok(JenisPensiun.JANDA_DUDA_TEWAS, None),
    "pokok tanpa hak": lambda: _pokok(JenisPensiun.BUP, masa(9)),
    "MPP": lambda: mpp_hitung(date(2026, 6, 1), ATURAN.mpp),
    "anak berhak": lambda: _anak(date(2010, 1, 1), ya=False),
    "anak tidak berhak": lambda: _anak(date(2001, 9, 9), ya=True),
    "ahli waris satu istri": lambda: ahli_waris(1, []),
    "ahli waris dua anak": lambda: ahli_waris(
        0, [_anak(date(2010, 1, 1), ya=False), _anak(date(2012, 1, 1), ya=False)]
    ),
    "ahli waris tidak ada": lambda: ahli_waris(0, [_anak(date(2001, 9, 9), ya=True)]),
    "hilang": lambda: hilang_dianggap_meninggal(date(2026, 3, 10), ATURAN.hilang),
    # gaji dan masa kerja
    "gaji CPNS": lambda: gaji_hitung("III/a", masa(1, 11), ATURAN.gaji_pns, ATURAN.gaji_cpns),
    "gaji tidak ada": lambda: gaji_pokok("II/c", masa(2, 11), ATURAN.gaji_pns),
    "KGB": lambda: _kgb("III/b", masa(6, 5), predikat=BAIK),
    "KGB ditunda": lambda: _kgb("III/b", masa(6), penundaan_bulan=12),
    "KGB predikat kurang": lambda: _kgb("III/b", masa(6), predikat=KURANG),
    "KGB sebelum lajur terakhir": lambda: _kgb("III/b", masa(30)),
    "KGB lajur terakhir": lambda: _kgb("III/b", masa(32)),
    "KGB bukan tanggal 1": lambda: _kgb("III/b", masa(6), date(2025, 3, 2)),
    "KGB PPPK": lambda: _kgb_pppk("IX", masa(0), 60, BAIK, BAIK),
    "KGB PPPK golongan V pertama": lambda: _kgb_pppk("V", masa(0), 13, BAIK),
    "KGB PPPK gagal": lambda: _kgb_pppk("IX", masa(0), 60, KURANG, BAIK),
    "KGB PPPK perjanjian pendek": lambda: _kgb_pppk("IX", masa(0), 24),
    "KGB PPPK perjanjian tidak diketahui": lambda: _kgb_pppk("IX", masa(0), None, BAIK, None),
    "KGB menurut waktu": lambda: kgb_waktu("III/b", date(2025, 3, 1), masa(6), ATURAN.gaji_pns),
    "KGB waktu lajur terakhir": lambda: kgb_waktu(
        "III/b", date(2025, 3, 1), masa(32), ATURAN.gaji_pns
    ),
    "masa kerja tanpa potongan": lambda: _masa_kerja((2026, 3), "III/a", "IV/a"),
    "masa kerja dua batas": lambda: _masa_kerja(
        (2026, 3), "I/c", "III/b", pmk=masa(2, 4), cltn=[((2010, 1), (2011, 2))]
    ),
    "MKG tidak di bawah nol": lambda: mkg_pindah(
        masa(4), golongan_parse("II/d"), golongan_parse("III/a"), ATURAN.mkg
    ),
    "PMK": lambda: pmk_diakui(
        ATURAN.pmk,
        penuh=[MasaPekerjaan(1, 5, 29)],
        swasta=[MasaPekerjaan(30, 1), MasaPekerjaan(0, 11, 30)],
    ),
    "PMK swasta saja": lambda: pmk_diakui(ATURAN.pmk, swasta=[MasaPekerjaan(3, 1)]),
    "PMK tertinggi": lambda: pmk_mkg_tertinggi("III/a", ATURAN.gaji_pns, ATURAN.pmk),
    "PMK golongan lain": lambda: pmk_mkg_tertinggi("IX", ATURAN.gaji_pns, ATURAN.pmk),
    # hukuman disiplin
    "hukdis tingkat beda": lambda: _hukdis(RINGAN, "Penurunan jabatan selama 12 bulan", None),
    "hukdis akhir beda": lambda: _hukdis(
        SEDANG, "Pemotongan TPP 25% selama 6 bulan", date(2025, 9, 1)
    ),
    "hukdis akhir mendahului": lambda: _hukdis(SEDANG, "Hukuman lain", date(2025, 1, 31)),
    # NIP, anomali
    "NIP": lambda: [galat.pesan for galat in GalatNip],
    "NIP PNS": lambda: _nip("199002282015031004"),
    "NIP PNS salah": lambda: _nip("199002302015133000"),
    "NIP PNS TMT mendahului lahir": lambda: _nip("199002281989031004"),
    "NIP PNS muda": lambda: _nip("199002282005032004"),
    "NIP pendek": lambda: _nip("1990"),
    "NIP huruf": lambda: _nip("19900228201503200X"),
    "NI PPPK": lambda: _nip("198703122022212005", "PPPK"),
    "NI PPPK salah": lambda: _nip("198713121980052005", "PPPK"),
    "NIP berbeda dari data": lambda: _nip(
        "199002282015031004",
        tercatat=IdentitasTercatat(date(1990, 2, 27), "P", date(2015, 4, 1)),
    ),
    "NIK ganda": lambda: nik_ganda(["b", "a", "c"]),
    "anomali lewat BUP": lambda: _anomali(
        tanggal_lahir=date(1960, 1, 1), nip="196001011994032001", kedudukan="CLTN"
    ),
    "anomali lewat BUP tanpa nama jabatan": lambda: _anomali(
        tanggal_lahir=date(1960, 1, 1),
        nip="196001011994032001",
        jabatan=JabatanFakta(JenisJabatan.PELAKSANA),
    ),
    "anomali BUP tidak terbaca": lambda: _anomali(
        jabatan=JabatanFakta(JenisJabatan.FUNGSIONAL, nama="Dokter")
    ),
    "anomali NIP": lambda: _anomali(nip="197005091994033000", jenis_kelamin="L"),
    "anomali TMT": lambda: _anomali(
        golongan=(_gol("III/b", date(2026, 11, 26), 20),),
        kgb=(KgbFakta(golongan_parse("III/b"), date(2027, 1, 26), 20),),
        pmk=(PmkFakta(date(2026, 11, 26), masa(1)),),
        tmt_cpns=date(2026, 12, 1),
        tmt_pns=date(2027, 12, 1),
        nip="197005092026122001",
    ),
    "anomali MKG": lambda: _anomali(
        golongan=(_gol("II/d", date(2010, 4, 1), 16, 1), _gol("III/a", date(2014, 4, 1), 20, 1)),
        pmk=(PmkFakta(date(2012, 1, 1), masa(1, 2)),),
    ),
    "anomali PMK": lambda: _anomali(
        golongan=(_gol("III/a", date(2010, 4, 1), 1), _gol("III/b", date(2014, 4, 1), 5)),
        pmk=(PmkFakta(date(2012, 1, 1), masa(1, 2)), PmkFakta(date(2013, 1, 1), masa(0, 3))),
    ),
    "anomali KGB": lambda: _anomali(
        kgb=(
            KgbFakta(golongan_parse("III/b"), date(2024, 3, 1), 26),
            KgbFakta(golongan_parse("III/a"), date(2022, 3, 1), 23),
        )
    ),
    "anomali hukdis": lambda: _anomali(
        hukdis=(BarisHukdis(SEDANG, date(2025, 2, 1), date(2025, 1, 1), "Potong TPP"),)
    ),
    "anomali kosong": lambda: _anomali(
        golongan=(), jabatan=None, tanggal_lahir=None, tmt_cpns=None, tak_terbaca=("golongan “X”",)
    ),
    "anomali atasan berhenti": lambda: _anomali(atasan_kedudukan="MENINGGAL"),
    "anomali atasan kosong": lambda: _anomali(atasan_kedudukan=""),
}


def _held(*rows: tuple[str, str] | tuple[str, str, int] | tuple[str, str, int, int]) -> Any:
    return tuple(ramalan.golongan(kode, date.fromisoformat(tmt), *mkg) for kode, tmt, *mkg in rows)


def _row(tingkat: TingkatHukdis, mulai: str, akhir: str | None) -> Any:
    sampai = date.fromisoformat(akhir) if akhir else None
    return (BarisHukdis(tingkat, date.fromisoformat(mulai), sampai),)


def _post(jenis: JenisJabatan | None, nama: str, **lain: Any) -> JabatanFakta:
    return JabatanFakta(jenis, nama=nama, **lain)


def _kontrak(*rows: tuple[str, str]) -> Any:
    return tuple(KontrakFakta(date.fromisoformat(a), date.fromisoformat(b)) for a, b in rows)


def _law(**lain: Any) -> Peramal:
    """The law of today with parts of it replaced."""
    return Peramal(replace(ATURAN.nominatif, **lain), today=ramalan.TODAY)


def _law_to_come() -> Peramal:
    draft = Baris(
        "KP_REGULER",
        date(2027, 3, 1),
        {
            "masa_pangkat_tahun": 3,
            "jumlah_predikat": 1,
            "predikat_minimal": "Baik",
            "hukdis_menghalangi": ["ringan"],
        },
        "Rancangan",
    )
    return Peramal(pustaka(tambahan=(draft,)).nominatif, today=ramalan.TODAY)


KABID: Final = _post(JenisJabatan.ADMINISTRATOR, "Kepala Bidang Mutasi")
S2: Final = (sekolah("S2"),)
TUA: Final = date(1968, 12, 31)
# Facts by which a person differs from the plain one, for the kinds of event they matter to.
BEDA_PANGKAT: Final[dict[str, dict[str, Any]]] = {
    "memenuhi": {},
    "nanti": {"golongan": _held(("III/b", "2024-05-01", 12, 3))},
    "SKP 2024 kosong": {"skp": {2025: BAIK}},
    "SKP kosong": {"skp": {}},
    "SKP kurang": {"skp": {2024: BAIK, 2025: KURANG}},
    "dijalani": {"hukdis": _row(TingkatHukdis.BERAT, "2026-02-01", "2027-01-01")},
    "dijalani lama": {"hukdis": _row(TingkatHukdis.SEDANG, "2026-02-01", "2027-06-15")},
    "dijalani sampai akhir bulan": {
        "hukdis": _row(TingkatHukdis.BERAT, "2026-02-01", "2027-01-31")
    },
    "selesai sebelum TMT": {"hukdis": _row(TingkatHukdis.SEDANG, "2026-12-02", "2026-12-30")},
    "hukdis tanpa akhir": {"hukdis": _row(TingkatHukdis.BERAT, "2026-02-01", None)},
    "hukdis tanpa akhir mulai pada TMT": {"hukdis": _row(TingkatHukdis.BERAT, "2027-01-01", None)},
    "hukdis mendatang": {"hukdis": _row(TingkatHukdis.BERAT, "2027-02-01", None)},
    "ujian dinas": {
        "golongan": _held(("II/d", "2022-04-01", 12)),
        "pendidikan": (sekolah("SLTA"),),
    },
    "batas ijazah": {"golongan": _held(("III/d", "2022-04-01", 12))},
    "ijazah belum dicantumkan": {"pendidikan": (sekolah("S2", dicantumkan=False),)},
    "dua ijazah": {
        "golongan": _held(("III/d", "2022-04-01", 12)),
        "pendidikan": (sekolah("SLTA"), sekolah("S2"), sekolah("S1")),
    },
    "tanpa ijazah": {"pendidikan": ()},
    "tanpa golongan": {"golongan": ()},
    "tanpa jabatan": {"jabatan": None},
    "jenis jabatan kosong": {"jabatan": _post(None, "Anu")},
    "CLTN": {"kedudukan": "CLTN"},
    "CPNS": {"jenis": "CPNS"},
    "berhenti": {"kedudukan": "BERHENTI"},
    "tugas belajar": {"kedudukan": "TUGAS_BELAJAR"},
    "tugas belajar ke III": {
        "kedudukan": "TUGAS_BELAJAR",
        "golongan": _held(("II/d", "2021-07-01", 12)),
        "pendidikan": (sekolah("SLTA"),),
    },
    "guru": {"jabatan": ramalan.GURU, "golongan": _held(("III/c", "2022-04-01"))},
    "guru dengan PAK": {
        "jabatan": ramalan.GURU,
        "golongan": _held(("III/d", "2022-04-01")),
        "angka_kredit": (
            AngkaKreditFakta(date(2025, 12, 31), Decimal("87.5"), Decimal("187.5")),
            AngkaKreditFakta(date(2024, 12, 31), Decimal(150)),
        ),
    },
    "tugas belajar tanpa ijazah": {
        "kedudukan": "TUGAS_BELAJAR",
        "golongan": _held(("II/d", "2022-04-01")),
        "pendidikan": (),
    },
    "lulus ujian dinas": {
        "golongan": _held(("II/d", "2022-04-01")),
        "pendidikan": (ramalan.sekolah("SLTA"),),
        "ujian": frozenset({"tingkat_1", "tingkat_2", "PKP"}),
    },
    "guru puncak jenjang": {"jabatan": ramalan.GURU, "golongan": _held(("III/d", "2022-04-01"))},
    "guru lewat waktu": {"jabatan": ramalan.GURU, "golongan": _held(("III/c", "2026-01-01"))},
    "fungsional tanpa jenjang": {"jabatan": _post(JenisJabatan.FUNGSIONAL, "Anu")},
    "kabid IV/a": {
        "jabatan": KABID,
        "golongan": _held(("IV/a", "2022-04-01")),
        "pendidikan": S2,
    },
    "kabid IV/b": {
        "jabatan": KABID,
        "golongan": _held(("IV/b", "2022-04-01")),
        "pendidikan": S2,
    },
    "kabid III/d": {
        "jabatan": KABID,
        "golongan": _held(("III/d", "2025-12-01")),
        "pendidikan": S2,
    },
    "kabid III/c": {
        "jabatan": KABID,
        "golongan": _held(("III/c", "2024-12-01")),
        "tmt_jabatan": date(2026, 6, 1),
        "pendidikan": S2,
    },
    "kabid tanpa TMT": {
        "jabatan": KABID,
        "golongan": _held(("III/c", "2024-12-01")),
        "tmt_jabatan": None,
        "pendidikan": S2,
    },
    "camat": {
        "jabatan": _post(JenisJabatan.ADMINISTRATOR, "Camat Contoh"),
        "golongan": _held(("IV/a", "2022-04-01")),
        "pendidikan": S2,
    },
    "kepala seksi": {
        "jabatan": _post(JenisJabatan.PENGAWAS, "Kepala Seksi"),
        "golongan": _held(("III/c", "2022-04-01")),
    },
    "sekda": {
        "jabatan": _post(JenisJabatan.JPT_PRATAMA, "Sekretaris Daerah"),
        "golongan": _held(("IV/c", "2022-04-01")),
        "pendidikan": S2,
    },
    "JPT utama": {
        "jabatan": _post(JenisJabatan.JPT_UTAMA, "Kepala Lembaga"),
        "golongan": _held(("IV/d", "2022-04-01")),
    },
    "sesudah BUP": {"tanggal_lahir": TUA},
    "sesudah BUP pada tahunnya": {
        "golongan": _held(("III/b", "2024-05-01", 12)),
        "tanggal_lahir": date(1970, 1, 15),
    },
    "tanpa tanggal lahir": {"tanggal_lahir": None},
    "golongan PPPK": {"golongan": _held(("IX", "2022-04-01"))},
    "berulang": {"golongan": _held(("III/b", "2022-04-01", 12), ("III/b", "2025-06-01", 15))},
}
BEDA_PENSIUN: Final[dict[str, dict[str, Any]]] = {
    "biasa": {},
    "guru": {"jabatan": ramalan.GURU},
    "masa kerja kurang": {"tanggal_lahir": TUA, "tmt_cpns": date(2018, 2, 1)},
    "masa PNS kurang": {"tanggal_lahir": TUA, "tmt_pns": date(2022, 2, 1)},
    "tanpa TMT PNS": {"tanggal_lahir": TUA, "tmt_pns": None},
    "dengan PMK": {
        "tanggal_lahir": TUA,
        "tmt_cpns": date(2018, 2, 1),
        "pmk": (PmkFakta(date(2020, 1, 1), masa(2)),),
    },
    "tanpa TMT CPNS": {"tmt_cpns": None},
    "TMT CPNS sesudahnya": {"tanggal_lahir": TUA, "tmt_cpns": date(2027, 2, 1)},
    "TMT PNS sesudahnya": {"tanggal_lahir": TUA, "tmt_pns": date(2027, 2, 1)},
    "TMT CPNS pada harinya": {"tanggal_lahir": TUA, "tmt_cpns": ramalan.JANUARI},
    "TMT PNS pada harinya": {"tanggal_lahir": TUA, "tmt_pns": ramalan.JANUARI},
    "CLTN": {"kedudukan": "CLTN"},
    "CPNS": {"jenis": "CPNS"},
    "PPPK": {"jenis": "PPPK"},
    "TKD": {"jenis": "TKD"},
    "meninggal": {"kedudukan": "MENINGGAL"},
    "tanpa tanggal lahir": {"tanggal_lahir": None},
    "tanpa jabatan": {"jabatan": None},
    "jabatan tidak terbaca": {"jabatan": _post(None, "Anu")},
}
BEDA_KGB: Final[dict[str, dict[str, Any]]] = {
    "biasa": {},
    "tanpa KGB": {"kgb": ()},
    "lewat": {"kgb": (KgbFakta(golongan_parse("III/b"), date(2023, 1, 1), 14),)},
    "sesudah pangkat": {"golongan": _held(("III/b", "2026-04-01", 13, 5)), "skp": {2026: BAIK}},
    "pada hari pangkat": {"golongan": _held(("III/b", "2026-01-01", 16, 3))},
    "bekas PPPK": {"kontrak": _kontrak(("2021-03-01", "2023-02-28"))},
    "PMK hari ini": {"pmk": (PmkFakta(ramalan.TODAY, masa(1, 6)),)},
    "PMK kemudian": {"pmk": (PmkFakta(date(2026, 3, 1), masa(1, 6)),)},
    "PMK mendatang": {"pmk": (PmkFakta(date(2027, 3, 1), masa(1, 6)),)},
    "SKP kosong": {"skp": {}, "kgb": ()},
    "SKP kurang": {"kgb": (), "skp": {2025: KURANG}},
    "CPNS": {"jenis": "CPNS", "kgb": ()},
    "CLTN": {"kedudukan": "CLTN"},
    "tertinggi": {"golongan": _held(("III/b", "2026-10-01", 32)), "kgb": ()},
    "sesudah BUP": {"tanggal_lahir": TUA},
    "tanpa golongan": {"golongan": ()},
    "TKD": {"jenis": "TKD"},
}
BEDA_PPPK: Final[dict[str, dict[str, Any]]] = {
    "biasa": {},
    "SKP kosong": {"skp": {}},
    "perjanjian pendek": {"kontrak": _kontrak(("2025-03-01", "2026-12-31"))},
    "perjanjian bersambung": {
        "kontrak": _kontrak(("2024-03-01", "2026-02-28"), ("2026-03-01", "2027-02-28")),
    },
    "perjanjian putus": {
        "kontrak": _kontrak(("2022-03-01", "2024-02-28"), ("2024-03-01", "2027-02-28")),
    },
    "perjanjian habis sebelum TMT": {"kontrak": _kontrak(("2023-03-01", "2026-02-28"))},
    "perjanjian habis pada TMT": {"kontrak": _kontrak(("2023-03-01", "2026-03-01"))},
    "tanpa perjanjian": {"kontrak": ()},
    "melampaui BUP": {"tanggal_lahir": date(1967, 5, 9)},
    "golongan V pertama": {"golongan": _held(("V", "2026-03-01", 0))},
    "golongan V pertama, SKP kosong": {"golongan": _held(("V", "2025-11-01", 0)), "skp": {}},
    "awal tahun": {"golongan": _held(("IX", "2025-01-01", 0))},
    "PNS": {"jenis": "PNS"},
    "tanpa jabatan": {"jabatan": None},
    "tanpa tanggal lahir": {"tanggal_lahir": None},
}
for _nama, _daftar, _cast, _orang in (
    ("pangkat", ramalan.PANGKAT, BEDA_PANGKAT, ramalan.SITI),
    ("pensiun", ramalan.PENSIUN, BEDA_PENSIUN, ramalan.SITI),
    ("KGB", ramalan.KGB, BEDA_KGB, ramalan.SITI),
    ("KGB PPPK", ramalan.KGB, BEDA_PPPK, ramalan.PPPK),
    ("perjanjian", ramalan.KONTRAK, BEDA_PPPK, ramalan.PPPK),
):
    for _apa, _lain in _cast.items():
        ADEGAN[f"ramalan {_nama}: {_apa}"] = partial(ramal, _daftar, _orang, **_lain)
for _apa, _tmt in (
    ("sebelum versi baru", "2023-02-01"),
    ("pada hari versi baru", "2024-03-01"),
    ("versi baru", "2024-05-01"),
):
    _fakta = replace(ramalan.SITI, golongan=_held(("III/b", _tmt)), skp={})
    ADEGAN[f"ramalan aturan mendatang: {_apa}"] = partial(
        lambda fakta: _law_to_come().perkiraan(ramalan.PANGKAT, fakta), _fakta
    )
ADEGAN.update(
    {
        "ramalan aturan mendatang: satu SKP kurang": lambda: _law_to_come().perkiraan(
            ramalan.PANGKAT,
            replace(ramalan.SITI, golongan=_held(("III/b", "2024-05-01")), skp={2026: KURANG}),
        ),
        "ramalan tanpa tabel eselon": lambda: _law(eselon=()).perkiraan(
            ramalan.PANGKAT, replace(ramalan.SITI, jabatan=KABID)
        ),
        "ramalan tanpa tabel BUP": lambda: _law(bup=()).perkiraan(ramalan.PENSIUN, ramalan.SITI),
        "ramalan sebelum ada jendela usul": lambda: Peramal(
            ATURAN.nominatif, today=date(2023, 2, 10)
        ).perkiraan(
            ramalan.PANGKAT,
            replace(
                ramalan.SITI,
                kedudukan="TUGAS_BELAJAR",
                golongan=_held(("III/b", "2019-04-01")),
                skp={2021: BAIK},
            ),
        ),
        "ramalan KGB PNS diberitahukan empat bulan sebelumnya": lambda: _law(
            kgb_pns=replace(ATURAN.kgb_pns, pemberitahuan_bulan=4)
        ).perkiraan(ramalan.KGB, ramalan.SITI),
        "ramalan KGB PPPK diberitahukan empat bulan sebelumnya": lambda: _law(
            kgb_pppk=replace(ATURAN.kgb_pppk, pemberitahuan_bulan=4)
        ).perkiraan(ramalan.KGB, ramalan.PPPK),
    }
)
for _hari in ("2026-12-14", "2026-12-15", "2026-12-16"):
    ADEGAN[f"periode yang masih terbuka pada {_hari}"] = partial(
        lambda hari: Peramal(ATURAN.nominatif, today=date.fromisoformat(hari)).periode_kp, _hari
    )


ADEGAN.update(ADEGAN_CUTI)


def _lines(value: Any, nama: str = "") -> Iterator[str]:
    """An answer line by line: conditions with all they say, other facts under their names."""
    if isinstance(value, Alasan):
        tanda = {True: "+", False: "-", None: "?"}[value.terpenuhi]
        kunci = f" <{value.aturan.kunci}>" if value.aturan else ""
        yield f"  {tanda} {value.kode}: {value.teks} [{value.dasar}]{kunci}"
        if value.upaya or value.sejak:
            yield f"      upaya: {value.upaya} {value.sejak or ''}".rstrip()
    elif isinstance(value, list | tuple | frozenset):
        for item in sorted(value) if isinstance(value, frozenset) else value:
            yield from _lines(item, nama)
    elif is_dataclass(value) and type(value).__str__ is object.__str__:
        for field in fields(value):
            yield from _lines(getattr(value, field.name), field.name)
    elif value is not None:
        yield f"  {nama} = {value}"


def _scene(ask: Callable[[], Any]) -> list[str]:
    try:
        return list(_lines(ask())) or ["  tidak ada"]
    except DomainError as error:
        rest = json.dumps(error.data, ensure_ascii=False)
        return [f"  ! {error.code}: {error.message} ({error.langkah}) {rest}"]


def _sheet(text: str) -> dict[str, list[str]]:
    """Scenes of the sheet: a name, its lines, an empty line."""
    scenes = [scene.splitlines() for scene in text.strip().split("\n\n")]
    return {nama: lines for nama, *lines in scenes}


@pytest.fixture(scope="module")
def lembar() -> dict[str, list[str]]:
    if os.environ.get("SITAMU_TULIS_KALIMAT"):
        text = "\n".join("\n".join([nama, *_scene(ask), ""]) for nama, ask in ADEGAN.items())
        LEMBAR.write_text(text, encoding="utf-8")
    return _sheet(LEMBAR.read_text(encoding="utf-8"))


@pytest.mark.parametrize("nama", ADEGAN)
def test_an_answer_reads_as_the_sheet_says(nama: str, lembar: dict[str, list[str]]) -> None:
    assert _scene(ADEGAN[nama]) == lembar[nama]


def test_the_sheet_holds_these_answers_and_no_other(lembar: dict[str, list[str]]) -> None:
    assert list(lembar) == list(ADEGAN)
    assert all(lembar.values())
