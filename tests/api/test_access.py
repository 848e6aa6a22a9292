"""Who may open what: every route, every role, one table. A route without a row fails.

Objects belong to siti (unit `uptd`, see `tests/factories/pemeran.py`), so that `operator` is the
own unit, `operator_atas` above it, `operator_bawah` below it and `operator_lain` another one.

To add a route, add a line to ACCESS:

    "app:noun-page": row(FORBIDDEN, admin=OK),                    # all others get 403
    "app:noun-detail": row(HIDDEN, siti=OK, arg=usulan_siti),     # all others get 404
    "app:noun-do": row(FORBIDDEN, siti=DONE, method="post", data=..., arg=usulan_siti),

`arg` and `data` are functions from the cast (`Adegan`) to the route's arguments and the form;
make a new one below when no factory fits. Anonymous gets LOGIN unless `anon=` says otherwise.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any
from uuid import uuid4

import pytest
import time_machine
from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import transaction
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from django.utils import timezone
from pytest_django import DjangoDbBlocker

from arsip.models import (
    AksesAhliWaris,
    DaftarSusut,
    Dokumen,
    KelasRetensi,
    PenahananArsip,
    Unggahan,
)
from arsip.services.dokumen import dokumen_upload
from arsip.services.penerimaan import unggahan_process
from arsip.services.rancangan import halaman_add, rancangan_begin
from arsip.services.unggahan import massal_begin, unggahan_receive
from arsip.services.versi import versi_process
from kepegawaian.models import Anomali, Cuti, Kiriman, TampilanAntrean, TemplatAlasan, Usulan
from kepegawaian.rules.alur_cuti import StatusCuti
from kepegawaian.rules.cuti import JenisCuti
from kepegawaian.rules.usulan import Status
from kepegawaian.services.anomali import anomali_recompute
from kepegawaian.services.kiriman import kiriman_prepare, manifest_handover
from notifikasi.models import Pemberitahuan, Saluran
from presensi.models import Keberatan, TemplatKegiatan
from presensi.rules.jadwal import JenisFleksibel
from presensi.rules.kinerja_skp import StatusSkp
from presensi.rules.perangkat import StatusPerangkat
from presensi.services.foto import foto_keep
from presensi.services.layar import layar_alamat
from sitamu.aturan.models import DrafParameter
from sitamu.aturan.services.draf import IsiDraf, draf_start
from sitamu.aturan.services.uji import pegawai_try, uji_work_off
from sitamu.inti.models import Parameter, Pegawai, PejabatPenandatangan, Pekerjaan, UnitKerja
from sitamu.inti.rules.hak import Peran
from sitamu.inti.services.penugasan import Surat, penugasan_delegate
from tests.factories.berkas import foto, pdf, unggahan
from tests.factories.bulan_tpp import aturan_contoh
from tests.factories.inti import PegawaiFactory
from tests.factories.kepegawaian import calon_pensiun
from tests.factories.ketukan import ketukan_tinjau, ponsel
from tests.factories.kinerja import kegiatan, penilaian, skp
from tests.factories.pemeran import Pemeran, pemeran
from tests.factories.presensi import (
    acara,
    dispensasi,
    fleksibel,
    kertas,
    pakai_tempat,
    pernyataan,
    surat_tugas,
    tempat,
)
from tests.factories.sk import NOW, terbitkan, usulan_berpertek
from tests.factories.tpp import hasil_tpp, keberatan_tpp
from tests.factories.usulan import usulan_siti

OK = "200"
DONE = "302"  # done, and led on to another page of ours
LOGIN = "masuk"  # led to the log-in page, or told that the session ended
FORBIDDEN = "403"
UNKNOWN = "401"  # a program that has not said who it is
HIDDEN = "404"
INVALID = "422"
HARI_INI = datetime(2026, 11, 25, 2, tzinfo=UTC)

ROLES = (
    "anon",
    "siti",
    "made",
    "operator",
    "operator_atas",
    "operator_bawah",
    "operator_lain",
    "kepala",
    "verifikator",
    "penandatangan",
    "pengiriman",
    "arsiparis",
    "presensi",
    "tpp",
    "admin",
)

Maker = Callable[[Pemeran], dict[str, Any]]


@dataclass(frozen=True)
class Row:
    """What each role gets from one route."""

    expected: dict[str, str]
    arg: Maker
    method: str
    data: Maker


def nothing(_: Pemeran) -> dict[str, Any]:
    return {}


def row(
    default: str,
    *,
    anon: str = LOGIN,
    arg: Maker = nothing,
    method: str = "get",
    data: Maker = nothing,
    **roles: str,
) -> Row:
    """`default` for every role not named; `anon` has its own."""
    unknown = roles.keys() - set(ROLES)
    assert not unknown, unknown
    expected = dict.fromkeys(ROLES, default) | {"anon": anon} | roles
    return Row(expected, arg, method, data)


def all_operators(outcome: str) -> dict[str, str]:
    return dict.fromkeys((r for r in ROLES if r.startswith("operator")), outcome)


def dinas_arg(p: Pemeran) -> dict[str, Any]:
    return {"unit_id": p.dinas.pk}


def sop_dinas(p: Pemeran) -> dict[str, Any]:
    return {"kode": "PENSIUN_BUP", "unit_id": p.dinas.pk}


def sop_chosen(_: Pemeran) -> dict[str, Any]:
    return {"kode": ["PENSIUN_BUP"]}


def delegasi(p: Pemeran) -> dict[str, Any]:
    """The head passes the office on to a clerk, before the cast is asked."""
    pegawai: Pegawai = PegawaiFactory(unit=p.dinas, akun=True)
    made = penugasan_delegate(
        nama_masuk=pegawai.nomor,
        peran=Peran.KEPALA_OPD,
        unit_id=p.dinas.pk,
        sebagai_atasan=False,
        surat=Surat(HARI_INI.date(), HARI_INI.date(), "800/1", HARI_INI.date()),
        actor=p.akun["kepala"],
        now=HARI_INI,
    )
    return {"penugasan_id": made.pk}


# Objects of siti


def akun_siti(p: Pemeran) -> dict[str, Any]:
    return {"pengguna_id": p.siti.pengguna_id}


def pegawai_siti(p: Pemeran) -> dict[str, Any]:
    return {"pegawai": str(p.siti.pk)}


def tempat_uptd(p: Pemeran) -> dict[str, Any]:
    return {"tempat_id": tempat(p.uptd).pk}


def pemakaian_uptd(p: Pemeran) -> dict[str, Any]:
    return {"pemakaian_id": pakai_tempat(tempat(p.uptd), p.uptd).pk}


def pakai_siti(p: Pemeran) -> dict[str, Any]:
    return {"nip": p.siti.nip, "mulai": f"{timezone.localdate():%d-%m-%Y}", "dasar": "SK 1/2026"}


def pernyataan_siti(p: Pemeran) -> dict[str, Any]:
    return {"pernyataan_id": pernyataan(p.siti, timezone.localdate()).pk}


def muatan_ketukan(p: Pemeran) -> dict[str, Any]:
    job = Pekerjaan.objects.create(
        jenis="presensi_muat",
        status="SELESAI",
        oleh=p.akun["presensi"],
        masukan={"sumber": "LEMBAR", "berkas": "log.csv"},
        hasil={"baru": 0, "sudah_ada": 0},
    )
    return {"job_id": job.pk}


def dispensasi_uptd(p: Pemeran) -> dict[str, Any]:
    return {"dispensasi_id": dispensasi(p.uptd, p.akun["made"]).pk}


def kertas_hari_ini(p: Pemeran) -> dict[str, Any]:
    return {"unit_id": p.uptd.pk, "tanggal": f"{timezone.localdate():%Y-%m-%d}"}


def kertas_uptd(p: Pemeran) -> dict[str, Any]:
    return {"daftar_id": kertas(p.uptd, p.siti, p.akun["made"]).pk}


def acara_uptd(p: Pemeran) -> dict[str, Any]:
    return {"acara_id": acara(p.uptd).pk}


def acara_uptd_hari_ini(p: Pemeran) -> dict[str, Any]:
    return {**acara_uptd(p), "tanggal": f"{timezone.localdate():%Y-%m-%d}"}


def fleksibel_uptd(p: Pemeran) -> dict[str, Any]:
    today = timezone.localdate()
    return {"fleksibel_id": fleksibel(p.uptd, today, today, JenisFleksibel.TEMPAT).pk}


def kegiatan_siti(p: Pemeran) -> dict[str, Any]:
    return {"kegiatan_id": kegiatan(p.siti, timezone.localdate()).pk}


def templat_siti(p: Pemeran) -> dict[str, Any]:
    return {
        "templat_id": TemplatKegiatan.objects.create(pegawai=p.siti, uraian="Rapat", menit=30).pk
    }


def pegawai_id_siti(p: Pemeran) -> dict[str, Any]:
    return {"pegawai_id": p.siti.pk}


def butir_siti(p: Pemeran) -> dict[str, Any]:
    butir = skp(p.siti, p.uptd, status=StatusSkp.DRAF)
    return {"skp_id": butir.versi.skp_id, "butir_id": butir.pk}


def skp_siti(p: Pemeran) -> dict[str, Any]:
    return {"skp_id": butir_siti(p)["skp_id"]}


def langkah_skp_siti(p: Pemeran) -> dict[str, Any]:
    return skp_siti(p) | {"langkah": "ajukan"}


def beri_siti(p: Pemeran) -> dict[str, Any]:
    return {"pegawai_id": p.siti.pk, "periode": "TRIWULAN-2026-3"}


def penilaian_siti(p: Pemeran) -> dict[str, Any]:
    return {"penilaian_id": penilaian(p.siti, p.akun["kepala"]).pk}


def keberatan_siti(p: Pemeran) -> dict[str, Any]:
    row = penilaian(p.siti, p.akun["kepala"])
    made = Keberatan.objects.create(
        penilaian=row,
        alasan="Target tercapai",
        predikat_semula=row.predikat,
        diajukan_oleh=p.akun["siti"],
        diajukan_pada=HARI_INI,
    )
    return {"keberatan_id": made.pk}


def muatan_predikat(p: Pemeran) -> dict[str, Any]:
    job = Pekerjaan.objects.create(
        jenis="PREDIKAT_EKINERJA",
        masukan={"nama": "contoh.xlsx"},
        hasil={"berubah": 0, "ditolak": []},
        oleh=p.akun["admin"],
    )
    return {"job_id": job.pk}


def _hasil_siti(p: Pemeran) -> Any:
    return hasil_tpp(p.siti, p.uptd)


def slip_siti(p: Pemeran) -> dict[str, Any]:
    return {"hasil_id": _hasil_siti(p).pk}


def bulan_tpp(p: Pemeran) -> dict[str, Any]:
    _hasil_siti(p)
    return {"bulan": "2026-10"}


def bulan_berlaku(p: Pemeran) -> dict[str, Any]:
    Parameter.objects.create(
        kunci="TPP", berlaku_mulai=date(2026, 1, 1), nilai=aturan_contoh(), dasar_hukum="Perbup"
    )
    return bulan_tpp(p)


def opd_tpp(p: Pemeran) -> dict[str, Any]:
    return {**bulan_tpp(p), "unit_id": p.dinas.pk}


def keberatan_tpp_siti(p: Pemeran) -> dict[str, Any]:
    return {"keberatan_id": keberatan_tpp(_hasil_siti(p)).pk}


def setuju_dinas(p: Pemeran) -> dict[str, Any]:
    return {"tingkat": "OPD", "unit_id": str(p.dinas.pk)}


def setuju_dinas_form(p: Pemeran) -> dict[str, Any]:
    return {"tingkat": "OPD", "unit": str(p.dinas.pk)}


def roster_uptd(p: Pemeran) -> dict[str, Any]:
    return {"unit_id": p.uptd.pk, "bulan": "2026-11"}


def kabar_siti(p: Pemeran) -> dict[str, Any]:
    row = Pemberitahuan.objects.create(
        peristiwa_id=uuid4(),
        penerima=p.akun["siti"],
        saluran=Saluran.APLIKASI,
        judul="Usulan tiba",
        isi="Sudah tiba.",
    )
    return {"pemberitahuan_id": row.pk}


def versi_siti(p: Pemeran) -> dict[str, Any]:
    versi = dokumen_upload(
        pegawai_id=p.siti.pk,
        jenis_kode="SK_CPNS",
        kunci="",
        files=[unggahan(pdf())],
        actor=p.akun["siti"],
        now=timezone.now(),
    )
    return {"versi_id": versi.pk}


def dokumen_siti(p: Pemeran) -> dict[str, Any]:
    versi_siti(p)
    return {"dokumen_id": Dokumen.objects.get(pegawai=p.siti).pk}


def dokumen_bermasa_siti(p: Pemeran) -> dict[str, Any]:
    versi = dokumen_upload(
        pegawai_id=p.siti.pk,
        jenis_kode="SIP",
        kunci="2025",
        files=[unggahan(pdf())],
        actor=p.akun["siti"],
        now=timezone.now(),
    )
    return {"dokumen_id": versi.dokumen_id}


def halaman_siti(p: Pemeran) -> dict[str, Any]:
    rancangan = rancangan_begin(
        pegawai_id=p.siti.pk,
        jenis_kode="SK_CPNS",
        kunci="",
        actor=p.akun["siti"],
        now=timezone.now(),
    )
    (page,) = halaman_add(
        rancangan_id=rancangan.pk, files=[unggahan(foto(), "hal.jpg")], actor=p.akun["siti"]
    )
    return {"rancangan_id": rancangan.pk, "halaman_id": page.pk}


def rancangan_siti(p: Pemeran) -> dict[str, Any]:
    return {"rancangan_id": halaman_siti(p)["rancangan_id"]}


def gambar_siti(p: Pemeran) -> dict[str, Any]:
    arg = versi_siti(p)
    versi_process(now=timezone.now())
    return {**arg, "halaman": 1}


def kecil_siti(p: Pemeran) -> dict[str, Any]:
    arg = versi_siti(p)
    versi_process(now=timezone.now())
    return arg


# Files that the operator of siti's unit has sent


def _massal(p: Pemeran) -> Any:
    return massal_begin(actor=p.akun["operator"], now=timezone.now())


def perangkat_siti(p: Pemeran) -> dict[str, Any]:
    return {"perangkat_id": ponsel(p.siti).pk}


def ponsel_menunggu_siti(p: Pemeran) -> dict[str, Any]:
    return {"perangkat_id": ponsel(p.siti, status=StatusPerangkat.MENUNGGU).pk}


def ketukan_siti(p: Pemeran) -> dict[str, Any]:
    return {"ketukan_id": ketukan_tinjau(p.siti, p.uptd).pk}


def foto_siti(p: Pemeran) -> dict[str, Any]:
    row = ketukan_tinjau(p.siti, p.uptd)
    foto_keep(ketukan_id=row.pk, pegawai_id=p.siti.pk, isi=b"jpeg")
    return {"ketukan_id": row.pk}


def massal_operator(p: Pemeran) -> dict[str, Any]:
    return {"massal_id": _massal(p).pk}


def unggahan_operator(p: Pemeran) -> dict[str, Any]:
    unggahan_receive(
        massal_id=_massal(p).pk,
        files=[unggahan(pdf(), nama="scan0003.pdf")],
        actor=p.akun["operator"],
        now=timezone.now(),
    )
    unggahan_process(now=timezone.now())
    return {"unggahan_id": Unggahan.objects.get().pk}


def kelas_kinerja(_: Pemeran) -> dict[str, Any]:
    KelasRetensi.objects.filter(kode="KINERJA").update(ditetapkan=True)
    return {"kelas": "KINERJA", "jenis": "MUSNAH"}


def daftar_susut(p: Pemeran) -> dict[str, Any]:
    """Proposed by somebody who has left since."""
    daftar = DaftarSusut.objects.create(
        jenis="MUSNAH",
        kelas=KelasRetensi.objects.get(kode="KINERJA"),
        penilaian="Tidak diperlukan",
        status="DIUSULKAN",
        diusulkan_oleh=p.akun["made"],
        diusulkan_pada=timezone.now(),
    )
    return {"daftar_id": daftar.pk}


def penahanan_siti(p: Pemeran) -> dict[str, Any]:
    row = PenahananArsip.objects.create(
        pegawai=p.siti,
        alasan="Perkara",
        dasar="Surat 1",
        mulai=date(2026, 1, 1),
        oleh=p.akun["arsiparis"],
    )
    return {"penahanan_id": row.pk}


def ahli_waris_siti(p: Pemeran) -> dict[str, Any]:
    """Left over from a time when siti was wrongly recorded as dead."""
    akses = AksesAhliWaris.objects.create(
        pegawai=p.siti,
        pengguna=p.akun["made"],
        hubungan="Suami",
        mulai=date(2026, 1, 1),
        sampai=date(2027, 1, 1),
        dasar="Surat Contoh 1",
        diberikan_oleh=p.akun["admin"],
    )
    return {"akses_id": akses.pk}


# An SK and an envelope of a colleague in siti's unit


def _usulan_sk(p: Pemeran) -> Usulan:
    PejabatPenandatangan.objects.create(
        kode="BUPATI", jabatan="BUPATI CONTOH", nama="Contoh", mulai=date(2025, 1, 1), dasar="SK"
    )
    return usulan_berpertek(calon_pensiun(p.uptd), p.uptd)


def usulan_luar(p: Pemeran) -> dict[str, Any]:
    usulan = usulan_siti(p, Status.DI_BKN)
    Usulan.objects.filter(pk=usulan.pk).update(keluarga="DITERIMA")
    return {"usulan_id": usulan.pk}


def layanan_surat(_: Pemeran) -> dict[str, Any]:
    return {"kode": "SURAT_KETERANGAN"}


def usulan_sk(p: Pemeran) -> dict[str, Any]:
    return {"usulan_id": _usulan_sk(p).pk}


def _kiriman(p: Pemeran) -> Kiriman:
    UnitKerja.objects.filter(pk=p.uptd.pk).update(alamat="Jl. 1", kecamatan="X", kode_pos="92711")
    terbitkan(_usulan_sk(p), p.akun["penandatangan"])
    manifest = kiriman_prepare(
        unit_ids=[p.uptd.pk],
        layanan_pos="EXPRESS",
        kantor_pos="Kantor Pos",
        actor=p.akun["pengiriman"],
        now=NOW,
    )
    manifest_handover(manifest_id=manifest.pk, petugas_pos="X", actor=p.akun["pengiriman"], now=NOW)
    return manifest.kiriman.get()


def kiriman(p: Pemeran) -> dict[str, Any]:
    return {"kiriman_id": _kiriman(p).pk}


def kiriman_kembali(p: Pemeran) -> dict[str, Any]:
    row = _kiriman(p)
    Kiriman.objects.filter(pk=row.pk).update(status="KEMBALI")
    return {"kiriman_id": row.pk}


def manifest(p: Pemeran) -> dict[str, Any]:
    return {"manifest_id": _kiriman(p).manifest_id}


def anomali_siti(p: Pemeran) -> dict[str, Any]:
    """Siti has no superior on record."""
    anomali_recompute(now=timezone.now())
    return {"anomali_id": Anomali.objects.get(pegawai=p.siti).pk}


def cuti_siti(status: StatusCuti = StatusCuti.DI_PEJABAT, **more: Any) -> Maker:
    """A request for leave of siti, who has no superior on record."""

    def make(p: Pemeran) -> dict[str, Any]:
        cuti = Cuti.objects.create(
            pegawai=p.siti,
            unit_kerja=p.uptd,
            jenis=JenisCuti.TAHUNAN,
            mulai=date(2026, 12, 1),
            selesai=date(2026, 12, 4),
            hari_kerja=4,
            hari_kalender=4,
            keterangan="Keluarga",
            alamat="Jalan Contoh 7",
            nomor_hp="081200000000",
            status=status,
            dibuat_oleh=p.akun["siti"],
        )
        return {"cuti_id": cuti.pk, **more}

    return make


def id_pegawai_siti(p: Pemeran) -> dict[str, Any]:
    return {"pegawai_id": p.siti.pk}


def usulan(status: Status = Status.DIPERIKSA, **more: Any) -> Maker:
    """The usulan of siti in `status`; `more` are further arguments of the route."""
    return lambda p: {"usulan_id": usulan_siti(p, status).pk, **more}


def butir(status: Status) -> Maker:
    """One item of the usulan of siti in `status`."""

    def make(p: Pemeran) -> dict[str, Any]:
        found = usulan_siti(p, status)
        item = found.butir.filter(syarat__bentuk="ISIAN").order_by("syarat__urutan")[0]
        return {"usulan_id": found.pk, "butir_id": item.pk}

    return make


def templat_alasan(p: Pemeran) -> dict[str, Any]:
    row = TemplatAlasan.objects.create(
        teks="Cap kurang.", berlaku_mulai=date(2026, 1, 1), dibuat_oleh=p.akun["admin"]
    )
    return {"templat_id": row.pk}


def tampilan_verifikator(p: Pemeran) -> dict[str, Any]:
    row = TampilanAntrean.objects.create(
        pengguna=p.akun["verifikator"], nama="KP", kueri="milik=saya"
    )
    return {"tampilan_id": row.pk}


def muatan(_: Pemeran) -> dict[str, Any]:
    """A load that has ended, with refused rows kept."""
    masukan = {"berkas": {"skp": "skp.xlsx"}, "sha256": {"skp": "0" * 64}}
    name = default_storage.save("impor/uji/gagal-skp.xlsx", ContentFile(b"x"))
    hasil = {"per_berkas": {"skp.xlsx": {}}, "baris_gagal": {"skp": name}}
    job = Pekerjaan.objects.create(
        jenis="impor_pegawai", status="SELESAI", masukan=masukan, hasil=hasil
    )
    return {"job_id": job.pk}


def hak_baru(p: Pemeran) -> dict[str, Any]:
    return {
        "peran": "OPERATOR_OPD",
        "unit": str(p.uptd.pk),
        "mulai": "01-03-2027",
        "dasar": "SK Contoh 2/2027",
    }


# The table

PUBLIC = {
    "sehat": row(OK, anon=OK),
    "siap": row(OK, anon=OK),
    "account_login": row(DONE, anon=OK),
    "account_logout": row(OK, anon=LOGIN),
    "account_inactive": row(OK, anon=OK),
    "account_reset_password": row(OK, anon=OK),
    "account_reset_password_done": row(OK, anon=OK),
    "account_reset_password_from_key": row(
        OK, anon=OK, arg=lambda _: {"uidb36": "abc", "key": "salah"}
    ),
    "account_reset_password_from_key_done": row(OK, anon=OK),
    "mfa_authenticate": row(DONE, anon=LOGIN),
    "inti:aktivasi": row(OK, anon=OK),
    "skema": row(OK, anon=OK),
    # open to all; a form is no JSON, so everybody is told the same
    "aturan:kalkulator-daftar": row(OK, anon=OK),
    "aturan:kalkulator-halaman": row(OK, anon=OK, arg=lambda _: {"kode": "nip"}),
    "aturan:kalkulator": row("415", anon="415", arg=lambda _: {"area": "nip"}, method="post"),
}
# Filled from the own record; an account without one is led to the empty form.
ATURAN = {
    "aturan:kalkulator-saya": row(DONE, siti=OK, made=OK, arg=lambda _: {"kode": "nip"}),
}
# `force_login` gave no password a moment ago, so what is sensitive asks for it first (302).
ACCOUNT = {
    "account_reauthenticate": row(OK),
    "account_change_password": row(OK),
    "mfa_index": row(OK),
    "mfa_activate_totp": row(DONE),
    "mfa_deactivate_totp": row(DONE, siti=HIDDEN, made=HIDDEN),
    "mfa_reauthenticate": row(OK, siti=DONE, made=DONE),
    "mfa_view_recovery_codes": row(HIDDEN),
    "mfa_generate_recovery_codes": row(DONE),
}
INTI = {
    "inti:penugasan-list": row(OK),
    "inti:penugasan-delegasi": row(OK),
    "inti:penugasan-plt": row(FORBIDDEN, admin=OK),
    "inti:penugasan-akhiri": row(HIDDEN, admin=DONE, kepala=DONE, method="post", arg=delegasi),
    "inti:pengguna-list": row(FORBIDDEN, admin=OK),
    "inti:pengguna-baru": row(FORBIDDEN, admin=OK),
    "inti:pengguna-detail": row(FORBIDDEN, admin=OK, arg=akun_siti),
    "inti:hak-beri": row(FORBIDDEN, admin=DONE, arg=akun_siti, method="post", data=hak_baru),
    "inti:hak-akhiri": row(FORBIDDEN, admin=HIDDEN, arg=akun_siti, method="post", data=hak_baru),
    "inti:kode-masuk": row(
        FORBIDDEN,
        admin=DONE,
        arg=akun_siti,
        method="post",
        data=lambda _: {"alasan": "Datang sendiri, KTP diperiksa."},
    ),
    "inti:pengguna-aktif": row(
        FORBIDDEN, admin=DONE, arg=akun_siti, method="post", data=lambda _: {"aktif": "tidak"}
    ),
    "inti:kode-aktivasi": row(
        HIDDEN,
        operator=OK,
        operator_atas=OK,
        admin=OK,
        arg=akun_siti,
        method="post",
        data=lambda _: {"alasan": "Datang sendiri, KTP diperiksa."},
    ),
    "inti:aktivasi-unit": row(FORBIDDEN, admin=OK, **all_operators(OK)),
    "inti:aktivasi-lembar": row(
        FORBIDDEN, admin=OK, **all_operators(OK), method="post", data=pegawai_siti
    ),
    "inti:jejak-saya": row(OK),
    "inti:jejak-list": row(FORBIDDEN, admin=OK),
}
NOTIFIKASI = {
    "notifikasi:pemberitahuan-list": row(OK),
    "notifikasi:pemberitahuan-baca-semua": row(DONE, method="post"),
    "notifikasi:pemberitahuan-baca": row(HIDDEN, siti=DONE, method="post", arg=kabar_siti),
}
ARSIP = {
    "arsip:arsip-saya": row(OK),
    "arsip:cari": row(OK),
    "arsip:foto-mulai": row(
        HIDDEN,
        siti=OK,
        operator=OK,
        operator_atas=OK,
        arg=lambda p: {"pegawai_id": p.siti.pk},
    ),
    # A draft is of whoever began it, and of nobody else.
    "arsip:foto": row(HIDDEN, siti=OK, arg=rancangan_siti),
    "arsip:foto-simpan": row(HIDDEN, siti=DONE, arg=rancangan_siti, method="post"),
    "arsip:foto-buang": row(HIDDEN, siti=DONE, arg=rancangan_siti, method="post"),
    "arsip:foto-lihat": row(HIDDEN, siti=OK, arg=halaman_siti),
    "arsip:foto-halaman": row(
        HIDDEN,
        siti=DONE,
        arg=lambda p: {**halaman_siti(p), "langkah": "naik"},
        method="post",
    ),
    "arsip:paket": row(HIDDEN, siti=OK, made=OK),
    "arsip:paket-unduh": row(HIDDEN, siti=OK, made=OK),
    "arsip:arsip-pegawai": row(
        HIDDEN,
        siti=DONE,
        operator=OK,
        operator_atas=OK,
        arg=lambda p: {"pegawai_id": p.siti.pk},
    ),
    "arsip:berakhir": row(FORBIDDEN, **all_operators(OK)),
    "arsip:keadaan": row(FORBIDDEN, admin=OK),
    "arsip:massal-list": row(FORBIDDEN, **all_operators(OK)),
    "arsip:massal-detail": row(HIDDEN, operator=OK, arg=massal_operator),
    "arsip:massal-kirim": row(
        HIDDEN,
        operator=DONE,
        arg=massal_operator,
        method="post",
        data=lambda _: {"berkas": unggahan(pdf())},
    ),
    "arsip:massal-hasil": row(HIDDEN, operator=OK, arg=massal_operator),
    "arsip:massal-laporan": row(
        HIDDEN, operator=OK, arg=lambda p: {**massal_operator(p), "bentuk": "csv"}
    ),
    "arsip:unggahan-lihat": row(HIDDEN, operator=OK, arg=unggahan_operator),
    "arsip:unggahan-cocokkan": row(HIDDEN, operator=DONE, arg=unggahan_operator, method="post"),
    "arsip:unggahan-buang": row(HIDDEN, operator=DONE, arg=unggahan_operator, method="post"),
    "arsip:retensi": row(FORBIDDEN, arsiparis=OK),
    "arsip:penahanan": row(FORBIDDEN, arsiparis=OK),
    "arsip:penahanan-akhiri": row(FORBIDDEN, arsiparis=DONE, arg=penahanan_siti, method="post"),
    "arsip:susut-baru": row(FORBIDDEN, arsiparis=OK, arg=kelas_kinerja),
    "arsip:susut-detail": row(FORBIDDEN, arsiparis=OK, arg=daftar_susut),
    "arsip:susut-putuskan": row(
        FORBIDDEN,
        arsiparis=DONE,
        arg=daftar_susut,
        method="post",
        data=lambda _: {"setuju": "tidak", "catatan": "Masih dipakai"},
    ),
    "arsip:susut-berkas": row(
        FORBIDDEN, arsiparis=OK, arg=lambda p: {**daftar_susut(p), "bentuk": "xlsx"}
    ),
    "arsip:ahli-waris": row(HIDDEN, admin=OK, arg=id_pegawai_siti),
    "arsip:ahli-waris-akhiri": row(HIDDEN, admin=DONE, arg=ahli_waris_siti, method="post"),
    "arsip:versi-unduh": row(HIDDEN, siti=OK, operator=OK, operator_atas=OK, arg=versi_siti),
    "arsip:dokumen-masa": row(
        HIDDEN, siti=OK, operator=OK, operator_atas=OK, arg=dokumen_bermasa_siti
    ),
    "arsip:versi-kecil": row(HIDDEN, siti=OK, operator=OK, operator_atas=OK, arg=kecil_siti),
    "arsip:versi-gambar": row(HIDDEN, siti=OK, operator=OK, operator_atas=OK, arg=gambar_siti),
}


API_ARSIP = {
    "arsip_api:jenis": row(OK, anon=UNKNOWN),
    # officers without a record of their own have no archive of their own
    "arsip_api:cari": row(OK, anon=UNKNOWN),
    "arsip_api:dokumen": row(HIDDEN, anon=UNKNOWN, siti=OK, made=OK),
    # asked by PUT alone: tests/api/arsip/test_saya_api.py
    "arsip_api:dokumen-masa": row("405", anon=UNKNOWN, arg=dokumen_bermasa_siti),
    "arsip_api:pembaca": row(HIDDEN, anon=UNKNOWN, siti=OK, made=OK),
    "arsip_api:paket": row(HIDDEN, anon=UNKNOWN, siti=OK, made=OK),
    "arsip_api:paket-berkas": row(HIDDEN, anon=UNKNOWN, siti=OK, made=OK),
    "arsip_api:versi": row(
        HIDDEN, anon=UNKNOWN, siti=OK, operator=OK, operator_atas=OK, arg=versi_siti
    ),
    "arsip_api:versi-berkas": row(
        HIDDEN, anon=UNKNOWN, siti=OK, operator=OK, operator_atas=OK, arg=versi_siti
    ),
    "arsip_api:dokumen-versi": row(
        HIDDEN,
        anon=UNKNOWN,
        siti=OK,
        operator=OK,
        operator_atas=OK,
        arg=dokumen_siti,
    ),
    "arsip_api:versi-kecil": row(
        HIDDEN, anon=UNKNOWN, siti=OK, operator=OK, operator_atas=OK, arg=kecil_siti
    ),
    "arsip_api:versi-gambar": row(
        HIDDEN, anon=UNKNOWN, siti=OK, operator=OK, operator_atas=OK, arg=gambar_siti
    ),
    "arsip_api:berakhir": row(FORBIDDEN, anon=UNKNOWN, **all_operators(OK)),
    "arsip_api:massal": row(FORBIDDEN, anon=UNKNOWN, **all_operators(OK)),
    "arsip_api:unggahan-cocokkan": row(HIDDEN, anon=UNKNOWN, operator=OK, arg=unggahan_operator),
    "arsip_api:unggahan-berkas": row(HIDDEN, anon=UNKNOWN, operator=OK, arg=unggahan_operator),
    "arsip_api:unggahan-list": row("400", anon=UNKNOWN),
    "arsip_api:unggahan": row(HIDDEN, anon=UNKNOWN, operator=OK, arg=unggahan_operator),
}


def daftar_pensiun(_: Pemeran) -> dict[str, Any]:
    return {"jenis": "pensiun"}


# Taps carry a token, never a session (tests/api/presensi); phones are the caller's own.
API_PRESENSI = {
    "auth-token": row("400", anon="400", method="post"),
    "auth-segarkan": row("400", anon="400", method="post"),
    "auth-keluar": row("401", anon="401", method="post"),
    "waktu": row(OK, anon=OK),
    "presensi_api:ketukan": row("401", anon="401", method="post"),
    "presensi_api:ketukan-batch": row("401", anon="401", method="post"),
    "presensi_api:riwayat": row(HIDDEN, anon="401", siti=OK, made=OK),
    "presensi_api:bulan": row(HIDDEN, anon="401", siti=OK, made=OK),
    "presensi_api:tim": row(OK, anon="401"),
    "presensi_api:jadwal-saya": row(HIDDEN, anon="401", siti=OK, made=OK),
    "presensi_api:ketukan-web": row(FORBIDDEN, anon="401", siti=OK, made=OK),
    "presensi_api:perangkat": row(OK, anon="401"),
    "presensi_api:perangkat-satu": row(
        HIDDEN, anon="401", siti=OK, presensi=OK, method="delete", arg=perangkat_siti
    ),
    "presensi_api:tpp": row(OK, anon="401"),
    "presensi_api:tpp-slip": row(HIDDEN, anon="401", siti=OK, kepala=OK, tpp=OK, arg=slip_siti),
    "presensi_api:tpp-keberatan": row(
        HIDDEN,
        anon="401",
        siti="201",
        method="post",
        arg=slip_siti,
        data=lambda _: {"alasan": "Saya hadir."},
    ),
    "presensi_api:tpp-bulan": row(HIDDEN, anon="401", kepala=OK, tpp=OK, arg=bulan_tpp),
    "presensi_api:tpp-setujui": row(
        HIDDEN,
        anon="401",
        kepala=OK,
        tpp=FORBIDDEN,
        method="post",
        arg=bulan_tpp,
        data=setuju_dinas,
    ),
}
TPP = {
    "presensi:tpp-saya": row(OK),
    "presensi:tpp-slip": row(HIDDEN, siti=OK, kepala=OK, tpp=OK, arg=slip_siti),
    "presensi:tpp-slip-pdf": row(HIDDEN, siti=OK, kepala=OK, tpp=OK, arg=slip_siti),
    "presensi:tpp-keberatan": row(FORBIDDEN, kepala=OK, tpp=OK),
    "presensi:tpp-keberatan-jawab": row(
        HIDDEN,
        kepala=DONE,
        tpp=DONE,
        method="post",
        arg=keberatan_tpp_siti,
        data=lambda _: {"terima": "1", "jawaban": "Sudah diperbaiki."},
    ),
    "presensi:tpp-pagu": row(FORBIDDEN, tpp=OK),
    "presensi:tpp-list": row(FORBIDDEN, kepala=OK, tpp=OK),
    "presensi:tpp-bulan": row(HIDDEN, kepala=OK, tpp=OK, arg=bulan_tpp),
    "presensi:tpp-opd": row(HIDDEN, kepala=OK, tpp=OK, arg=opd_tpp),
    "presensi:tpp-opd-unduh": row(
        HIDDEN, kepala=OK, tpp=OK, arg=lambda p: {**opd_tpp(p), "bentuk": "xlsx"}
    ),
    "presensi:tpp-unduh": row(HIDDEN, tpp=OK, arg=lambda p: {**bulan_tpp(p), "jenis": "sipd"}),
    "presensi:tpp-setujui": row(
        HIDDEN, kepala=DONE, tpp=FORBIDDEN, method="post", arg=bulan_tpp, data=setuju_dinas_form
    ),
    "presensi:tpp-cabut": row(
        HIDDEN, tpp=FORBIDDEN, method="post", arg=bulan_tpp, data=setuju_dinas_form
    ),
    "presensi:tpp-tutup": row(FORBIDDEN, method="post", arg=bulan_tpp),
    "presensi:tpp-hitung": row(FORBIDDEN, tpp=DONE, method="post", arg=bulan_berlaku),
    "presensi:tpp-batas": row(
        FORBIDDEN,
        tpp=DONE,
        method="post",
        arg=bulan_tpp,
        data=lambda _: {"sampai": "07-12-2026"},
    ),
    "presensi:tpp-muat": row(FORBIDDEN, tpp=DONE, method="post", arg=bulan_tpp),
    "presensi:tpp-selisih": row(FORBIDDEN, tpp=DONE, method="post", arg=bulan_tpp),
}
ROSTER = {"operator": OK, "operator_atas": OK}
PRESENSI = {
    "presensi:ketuk": row(OK),
    "presensi:cangkang": row(OK, anon=OK),
    "presensi:pekerja": row(OK, anon=OK),
    "presensi:manifes": row(OK, anon=OK),
    "presensi:layar": row(OK, anon=OK, arg=lambda p: {"alamat": layar_alamat(tempat(p.uptd).pk)}),
    "presensi:layar-buka": row(
        HIDDEN, presensi=DONE, operator=DONE, operator_atas=DONE, arg=tempat_uptd
    ),
    "presensi:perangkat-list": row(OK),
    "presensi:perangkat-putus": row(
        HIDDEN,
        siti=FORBIDDEN,
        presensi=DONE,
        method="post",
        arg=ponsel_menunggu_siti,
        data=lambda _: {"setuju": "1"},
    ),
    "presensi:perangkat-cabut": row(
        HIDDEN, siti=DONE, presensi=DONE, method="post", arg=perangkat_siti
    ),
    "presensi:tinjau-list": row(FORBIDDEN, presensi=OK),
    "presensi:tinjau-tim": row(OK),
    "presensi:tinjau-detail": row(HIDDEN, siti=OK, presensi=OK, arg=ketukan_siti),
    "presensi:tinjau-foto": row(HIDDEN, siti=OK, presensi=OK, arg=foto_siti),
    "presensi:hari-bulan": row(OK),
    "presensi:hari-tim": row(OK),
    "presensi:hari-pegawai": row(
        HIDDEN,
        siti=OK,
        operator=OK,
        operator_atas=OK,
        kepala=OK,
        presensi=OK,
        arg=lambda p: {"pegawai_id": p.siti.pk},
    ),
    "presensi:peringatan-list": row(OK),
    "presensi:pernyataan-list": row(OK),
    "presensi:pernyataan-putus": row(
        HIDDEN,
        siti=FORBIDDEN,
        presensi=DONE,
        method="post",
        arg=pernyataan_siti,
        data=lambda _: {"setuju": "1"},
    ),
    "presensi:pernyataan-batal": row(HIDDEN, siti=DONE, method="post", arg=pernyataan_siti),
    "presensi:surat-list": row(OK),
    "presensi:surat-putus": row(
        HIDDEN,
        siti=FORBIDDEN,
        presensi=DONE,
        method="post",
        arg=lambda p: {"surat_id": surat_tugas(p.siti, p.uptd, timezone.localdate()).pk},
        data=lambda _: {"setuju": "1"},
    ),
    "presensi:tempat-list": row(FORBIDDEN, presensi=OK),
    "presensi:tempat-baru": row(FORBIDDEN, presensi=OK),
    "presensi:tempat-detail": row(HIDDEN, presensi=OK, arg=tempat_uptd),
    "presensi:tempat-pakai": row(
        HIDDEN,
        presensi=DONE,
        method="post",
        arg=tempat_uptd,
        data=pakai_siti,
    ),
    "presensi:tempat-akhiri": row(HIDDEN, presensi=DONE, method="post", arg=pemakaian_uptd),
    "presensi:pola-list": row(FORBIDDEN, presensi=OK),
    "presensi:roster": row(FORBIDDEN, presensi=OK, **all_operators(OK)),
    "presensi:roster-bulan": row(HIDDEN, presensi=OK, **ROSTER, arg=roster_uptd),
    "presensi:roster-unduh": row(HIDDEN, presensi=OK, **ROSTER, arg=roster_uptd),
    "presensi:ringkasan": row(FORBIDDEN, kepala=OK, presensi=OK, **all_operators(OK)),
    "presensi:rekap": row(FORBIDDEN, kepala=OK, presensi=OK, **all_operators(OK)),
    "presensi:rekap-unduh": row(
        FORBIDDEN, kepala=OK, presensi=OK, **all_operators(OK), arg=lambda _: {"bentuk": "xlsx"}
    ),
    "presensi:kelola": row(FORBIDDEN, presensi=OK, **all_operators(OK)),
    "presensi:dispensasi-list": row(FORBIDDEN, presensi=OK),
    "presensi:dispensasi-cabut": row(
        HIDDEN,
        presensi=DONE,
        method="post",
        arg=dispensasi_uptd,
        data=lambda _: {"alasan": "Keliru"},
    ),
    "presensi:kertas-list": row(FORBIDDEN, presensi=OK, **all_operators(OK)),
    "presensi:kertas-isi": row(HIDDEN, presensi=OK, **ROSTER, arg=kertas_hari_ini),
    "presensi:kertas-detail": row(HIDDEN, presensi=OK, **ROSTER, arg=kertas_uptd),
    "presensi:kertas-putus": row(
        HIDDEN,
        presensi=DONE,
        operator=FORBIDDEN,
        operator_atas=FORBIDDEN,
        method="post",
        arg=kertas_uptd,
        data=lambda _: {"setuju": "1"},
    ),
    "presensi:kertas-cetak": row(HIDDEN, presensi=OK, **ROSTER, arg=kertas_uptd),
    "presensi:muatan-list": row(FORBIDDEN, presensi=OK),
    "presensi:muatan-detail": row(HIDDEN, presensi=OK, arg=muatan_ketukan),
    "presensi:muatan-gagal": row(HIDDEN, arg=muatan_ketukan),
    "presensi:muatan-batal": row(
        HIDDEN,
        presensi=DONE,
        method="post",
        arg=muatan_ketukan,
        data=lambda _: {"alasan": "Keliru"},
    ),
    "presensi:tutup": row(FORBIDDEN, presensi=OK),
    "presensi:acara-list": row(FORBIDDEN, presensi=OK, **all_operators(OK)),
    "presensi:acara-akhiri": row(
        HIDDEN,
        presensi=DONE,
        operator=DONE,
        operator_atas=DONE,
        operator_bawah=DONE,
        method="post",
        arg=acara_uptd,
    ),
    "presensi:acara-hadir": row(
        HIDDEN, presensi=OK, operator_bawah=OK, **ROSTER, arg=acara_uptd_hari_ini
    ),
    "presensi:versi-list": row(FORBIDDEN, presensi=OK),
    "presensi:fleksibel-list": row(FORBIDDEN, presensi=OK),
    "presensi:fleksibel-akhiri": row(HIDDEN, presensi=DONE, method="post", arg=fleksibel_uptd),
    "presensi:ramadan-list": row(FORBIDDEN, presensi=OK),
    "presensi:roster-unggah": row(
        HIDDEN,
        presensi=INVALID,
        operator=INVALID,
        operator_atas=INVALID,
        method="post",
        arg=roster_uptd,
    ),
}


def waris(p: Pemeran) -> dict[str, Any]:
    """The draft of somebody who has died."""
    usulan = usulan_siti(p, Status.DRAF)
    Pegawai.objects.filter(pk=p.siti.pk).update(kedudukan="MENINGGAL")
    return {"usulan_id": usulan.pk}


def _terlihat(outcome: str) -> dict[str, str]:
    """Whoever sees what siti has sent to BKPSDM."""
    roles = ("siti", "operator", "operator_atas", "kepala", "verifikator", "penandatangan")
    return dict.fromkeys(roles, outcome)


LIHAT_KINERJA = {"siti": OK, "operator": OK, "operator_atas": OK, "kepala": OK, "presensi": OK}
TOLAK_SKP = {
    "siti": DONE,
    "operator": FORBIDDEN,
    "operator_atas": FORBIDDEN,
    "kepala": FORBIDDEN,
    "presensi": FORBIDDEN,
}
KINERJA = {
    "presensi:kinerja": row(OK),
    "presensi:kegiatan": row(HIDDEN, siti=OK, arg=kegiatan_siti),
    "presensi:kegiatan-hapus": row(HIDDEN, siti=DONE, method="post", arg=kegiatan_siti),
    "presensi:kegiatan-ulangi": row(DONE, method="post"),
    "presensi:templat-pakai": row(HIDDEN, siti=DONE, method="post", arg=templat_siti),
    "presensi:kinerja-pegawai": row(HIDDEN, **LIHAT_KINERJA, arg=pegawai_id_siti),
    "presensi:kinerja-setujui": row(OK),
    "presensi:kinerja-kembalikan": row(DONE, method="post"),
    "presensi:kinerja-batal": row(DONE, method="post"),
    "presensi:skp-list": row(OK),
    "presensi:skp": row(HIDDEN, **LIHAT_KINERJA, arg=skp_siti),
    "presensi:skp-butir": row(HIDDEN, siti=OK, arg=butir_siti),
    "presensi:skp-perilaku": row(HIDDEN, siti=OK, arg=skp_siti),
    "presensi:skp-langkah": row(HIDDEN, **TOLAK_SKP, method="post", arg=langkah_skp_siti),
    "presensi:penilaian-list": row(OK),
    "presensi:penilaian-beri": row(HIDDEN, arg=beri_siti),
    "presensi:keberatan-ajukan": row(HIDDEN, siti=OK, arg=penilaian_siti),
    "presensi:keberatan": row(HIDDEN, presensi=OK, arg=keberatan_siti),
    "presensi:kinerja-opd": row(FORBIDDEN, kepala=OK, presensi=OK, **all_operators(OK)),
    "presensi:predikat-impor": row(FORBIDDEN, admin=OK),
    "presensi:predikat-templat": row(FORBIDDEN, admin=OK),
    "presensi:predikat-hasil": row(FORBIDDEN, admin=OK, arg=muatan_predikat),
    "presensi:predikat-gagal": row(FORBIDDEN, admin=OK, arg=muatan_predikat),
}
API_KINERJA = {
    "presensi_api:kegiatan": row(OK, anon="401"),
    "presensi_api:rencana": row(OK, anon="401"),
    "presensi_api:persetujuan": row(OK, anon="401"),
    "presensi_api:persetujuan-batal": row("400", anon="401", method="post"),
}
API_KEPEGAWAIAN = {
    "kepegawaian_api:nominatif": row(
        FORBIDDEN,
        anon=UNKNOWN,
        kepala=OK,
        verifikator=OK,
        **all_operators(OK),
        arg=daftar_pensiun,
    ),
    "kepegawaian_api:peristiwa-saya": row(HIDDEN, anon=UNKNOWN, siti=OK, made=OK),
    # officers without a record of their own name a colleague
    "kepegawaian_api:layanan": row(HIDDEN, anon=UNKNOWN, siti=OK, made=OK),
    "kepegawaian_api:usulan-list": row(OK, anon=UNKNOWN),
    "kepegawaian_api:usulan": row(HIDDEN, anon=UNKNOWN, **_terlihat(OK), arg=usulan()),
    # Moves want a key of the client (400 here); tests/api/kepegawaian/test_usulan_api.py has them.
    **{
        f"kepegawaian_api:usulan-{nama}": row(
            HIDDEN,
            anon=UNKNOWN,
            **_terlihat("400"),
            method="post",
            arg=usulan(),
            data=lambda _: {"catatan": "x"},
        )
        for nama in ("kirim", "perbaikan", "batal", "tarik", "teruskan", "setujui", "kembalikan")
    },
    "kepegawaian_api:usulan-setujui-banyak": row("400", anon=UNKNOWN, method="post"),
    "kepegawaian_api:usulan-butir": row(
        HIDDEN, anon=UNKNOWN, siti=OK, operator=OK, operator_atas=OK, arg=butir(Status.DRAF)
    ),
    "kepegawaian_api:usulan-butir-berkas": row(
        HIDDEN,
        anon=UNKNOWN,
        siti="400",
        operator="400",
        operator_atas="400",
        method="post",
        arg=butir(Status.DRAF),
    ),
    "kepegawaian_api:usulan-butir-formulir": row(
        HIDDEN, anon=UNKNOWN, siti=OK, operator=OK, operator_atas=OK, arg=butir(Status.DRAF)
    ),
    "kepegawaian_api:cuti-list": row(OK, anon=UNKNOWN),
    "kepegawaian_api:cuti-kuota": row(HIDDEN, anon=UNKNOWN, siti=INVALID, made=INVALID),
    "kepegawaian_api:cuti-coba": row("400", anon=UNKNOWN, method="post"),
    # asked by PUT alone: tests/api/kepegawaian/test_cuti_api.py
    "kepegawaian_api:cuti-kartu": row("405", anon=UNKNOWN),
    "kepegawaian_api:cuti": row(HIDDEN, anon=UNKNOWN, **_terlihat(OK), arg=cuti_siti()),
    "kepegawaian_api:cuti-ubah": row(
        HIDDEN, anon=UNKNOWN, **_terlihat("400"), method="post", arg=cuti_siti()
    ),
    "kepegawaian_api:cuti-langkah": row(
        HIDDEN, anon=UNKNOWN, **_terlihat("400"), method="post", arg=cuti_siti()
    ),
    "kepegawaian_api:cuti-panggil": row(
        HIDDEN, anon=UNKNOWN, **_terlihat("400"), method="post", arg=cuti_siti()
    ),
    "kepegawaian_api:cuti-surat": row(HIDDEN, anon=UNKNOWN, arg=cuti_siti()),
}


# Officers who see the usulan but do not sign get 403, all others 404.
_SEES = dict.fromkeys(("operator", "operator_atas", "kepala", "verifikator"), FORBIDDEN)
SK = {
    "kepegawaian:sk-list": row(FORBIDDEN, penandatangan=OK),
    "kepegawaian:sk-setujui": row(FORBIDDEN, penandatangan=DONE, method="post"),
    "kepegawaian:sk-detail": row(HIDDEN, penandatangan=OK, arg=usulan_sk),
    "kepegawaian:sk-setujui-satu": row(
        HIDDEN, penandatangan=DONE, **_SEES, arg=usulan_sk, method="post"
    ),
    "kepegawaian:sk-ulang": row(HIDDEN, penandatangan=DONE, **_SEES, arg=usulan_sk, method="post"),
    "kepegawaian:sk-simpan": row(HIDDEN, penandatangan=DONE, arg=usulan_sk),
    "kepegawaian:sk-ganti": row(HIDDEN, penandatangan=OK, arg=usulan_sk),
    "kepegawaian:verifikasi": row(HIDDEN, anon=HIDDEN, arg=lambda _: {"kode": "TIDAKADA"}),
}
KIRIMAN = {
    "kepegawaian:kiriman-list": row(FORBIDDEN, pengiriman=OK),
    "kepegawaian:kiriman-detail": row(FORBIDDEN, pengiriman=OK, arg=kiriman),
    "kepegawaian:kiriman-resi": row(
        FORBIDDEN,
        pengiriman=DONE,
        arg=kiriman,
        method="post",
        data=lambda _: {"resi": "RR473124829ID", "berat_gram": "50"},
    ),
    "kepegawaian:kiriman-langkah": row(
        FORBIDDEN,
        pengiriman=DONE,
        arg=kiriman,
        method="post",
        data=lambda _: {"ke": "PROSES_ANTAR"},
    ),
    "kepegawaian:kiriman-terima": row(
        FORBIDDEN,
        pengiriman=DONE,
        arg=kiriman,
        method="post",
        data=lambda _: {
            "diterima_oleh": "Ibu",
            "diterima_hubungan": "staf",
            "tanggal": f"{timezone.localdate():%d-%m-%Y}",
            "jam": f"{timezone.localtime():%H.%M}",
        },
    ),
    "kepegawaian:kiriman-ulang": row(
        FORBIDDEN, pengiriman=DONE, arg=kiriman_kembali, method="post"
    ),
    "kepegawaian:kiriman-bukti": row(FORBIDDEN, pengiriman=HIDDEN, arg=kiriman),
    "kepegawaian:manifest-detail": row(FORBIDDEN, pengiriman=OK, arg=manifest),
    "kepegawaian:manifest-cetak": row(
        FORBIDDEN, pengiriman=OK, arg=lambda p: {**manifest(p), "bentuk": "label"}
    ),
}
OPD = {"operator": OK, "operator_atas": OK, "kepala": OK}
SEEN = dict.fromkeys(("siti", "operator", "operator_atas", "kepala"), FORBIDDEN)  # not theirs to do
USULAN = {
    "kepegawaian:beranda": row(OK),
    "kepegawaian:pegawai-list": row(
        FORBIDDEN, kepala=OK, verifikator=OK, admin=OK, **all_operators(OK)
    ),
    "kepegawaian:kelengkapan": row(
        HIDDEN, siti=OK, operator=OK, operator_atas=OK, arg=id_pegawai_siti
    ),
    "kepegawaian:pegawai-detail": row(
        HIDDEN, siti=OK, verifikator=OK, admin=OK, **OPD, arg=id_pegawai_siti
    ),
    "kepegawaian:pegawai-jadwal": row(
        HIDDEN, siti=OK, verifikator=OK, admin=OK, **OPD, arg=id_pegawai_siti
    ),
    "kepegawaian:nominatif": row(DONE),  # to the list, which answers for itself
    "kepegawaian:nominatif-list": row(
        FORBIDDEN,
        kepala=OK,
        verifikator=OK,
        **all_operators(OK),
        arg=lambda _: {"jenis": "pensiun"},
    ),
    "kepegawaian:nominatif-unduh": row(
        FORBIDDEN,
        kepala=OK,
        verifikator=OK,
        **all_operators(OK),
        arg=lambda _: {"jenis": "kgb", "bentuk": "xlsx"},
    ),
    "kepegawaian:anomali-list": row(FORBIDDEN, kepala=OK, verifikator=OK, **all_operators(OK)),
    **dict.fromkeys(
        ("kepegawaian:angka-bulan", "kepegawaian:angka-unduh"),
        row(FORBIDDEN, kepala=OK, verifikator=OK, penandatangan=OK, **all_operators(OK)),
    ),
    **dict.fromkeys(
        ("kepegawaian:sop-list", "kepegawaian:sop-unit"),
        row(FORBIDDEN, kepala=OK, verifikator=OK, penandatangan=OK, admin=OK, **all_operators(OK)),
    ),
    **dict.fromkeys(
        ("kepegawaian:sop-detail", "kepegawaian:sop-unduh"),
        row(
            FORBIDDEN,
            kepala=OK,
            verifikator=OK,
            penandatangan=OK,
            admin=OK,
            **{**all_operators(HIDDEN), "operator_atas": OK},
            arg=sop_dinas,
        ),
    ),
    "kepegawaian:sop-sahkan": row(
        HIDDEN,
        kepala=DONE,
        verifikator=FORBIDDEN,
        penandatangan=FORBIDDEN,
        admin=FORBIDDEN,
        operator_atas=FORBIDDEN,
        method="post",
        data=sop_chosen,
        arg=dinas_arg,
    ),
    "kepegawaian:anomali-unduh": row(FORBIDDEN, kepala=OK, verifikator=OK, **all_operators(OK)),
    "kepegawaian:anomali-detail": row(HIDDEN, verifikator=OK, **OPD, arg=anomali_siti),
    "kepegawaian:anomali-periksa": row(
        HIDDEN,
        verifikator=DONE,
        **dict.fromkeys(OPD, FORBIDDEN),
        arg=anomali_siti,
        method="post",
        data=lambda _: {"langkah": "memang", "alasan": "SK dilihat."},
    ),
    "kepegawaian:kematian": row(
        HIDDEN, operator=OK, operator_atas=OK, arg=lambda p: {"pegawai_id": p.siti.pk}
    ),
    "kepegawaian:ahli-waris-tautan": row(HIDDEN, operator=OK, operator_atas=OK, arg=waris),
    "kepegawaian:ahli-waris": row(OK, anon=OK, arg=lambda _: {"kunci": "x" * 32}),
    "kepegawaian:cuti-list": row(OK),
    "kepegawaian:cuti-keputusan": row(OK),
    "kepegawaian:cuti-mulai": row(
        HIDDEN, siti=OK, operator=OK, operator_atas=OK, arg=id_pegawai_siti
    ),
    "kepegawaian:cuti-kartu": row(
        HIDDEN, siti=OK, operator=OK, operator_atas=OK, arg=id_pegawai_siti
    ),
    "kepegawaian:cuti-ajukan": row(
        HIDDEN,
        siti=OK,
        operator=OK,
        operator_atas=OK,
        arg=lambda p: {"pegawai_id": p.siti.pk, "jenis": "sakit"},
    ),
    "kepegawaian:cuti-detail": row(
        HIDDEN, siti=OK, verifikator=OK, penandatangan=OK, **OPD, arg=cuti_siti()
    ),
    "kepegawaian:cuti-ubah": row(
        HIDDEN, siti=OK, operator=OK, operator_atas=OK, arg=cuti_siti(StatusCuti.PERUBAHAN)
    ),
    "kepegawaian:cuti-langkah": row(
        HIDDEN, kepala=DONE, method="post", arg=cuti_siti(langkah="SETUJUI")
    ),
    "kepegawaian:usulan-mulai": row(
        HIDDEN,
        siti=DONE,
        operator=DONE,
        operator_atas=DONE,
        arg=id_pegawai_siti,
        method="post",
    ),
    "kepegawaian:usulan-list": row(OK),
    "kepegawaian:persetujuan": row(FORBIDDEN, kepala=OK),
    "kepegawaian:usulan-setujui": row(FORBIDDEN, kepala=DONE, method="post"),
    "kepegawaian:usulan-terima-sk": row(
        HIDDEN, penandatangan=FORBIDDEN, verifikator=OK, **SEEN, arg=usulan_luar
    ),
    "kepegawaian:layanan-list": row(OK),
    "kepegawaian:pegawai-layanan": row(
        HIDDEN, siti=OK, operator=OK, operator_atas=OK, arg=id_pegawai_siti
    ),
    "kepegawaian:katalog-list": row(FORBIDDEN, admin=OK),
    "kepegawaian:katalog-tambah": row(FORBIDDEN, admin=OK),
    "kepegawaian:katalog-detail": row(FORBIDDEN, admin=OK, arg=layanan_surat),
    "kepegawaian:katalog-versi": row(FORBIDDEN, admin=OK, arg=layanan_surat),
    "kepegawaian:usulan-detail": row(
        HIDDEN, siti=OK, verifikator=OK, penandatangan=OK, **OPD, arg=usulan()
    ),
    "kepegawaian:usulan-periksa": row(
        HIDDEN, siti=OK, operator=OK, operator_atas=OK, arg=usulan(Status.DRAF)
    ),
    # Nothing was sent in this scene: whoever may see the usulan is led to its page.
    "kepegawaian:usulan-terkirim": row(
        HIDDEN,
        siti=DONE,
        verifikator=DONE,
        penandatangan=DONE,
        **dict.fromkeys(OPD, DONE),
        arg=usulan(),
    ),
    "kepegawaian:usulan-butir": row(
        HIDDEN, siti=OK, operator=OK, operator_atas=OK, arg=butir(Status.DRAF)
    ),
    "kepegawaian:usulan-formulir": row(
        HIDDEN, siti=OK, operator=OK, operator_atas=OK, arg=butir(Status.DRAF)
    ),
    "kepegawaian:usulan-langkah": row(
        HIDDEN,
        siti=FORBIDDEN,
        operator=DONE,
        operator_atas=DONE,
        kepala=FORBIDDEN,
        arg=usulan(Status.DIAJUKAN, action="forward"),
        method="post",
    ),
    "kepegawaian:antrean": row(FORBIDDEN, verifikator=OK),
    "kepegawaian:antrean-ambil": row(FORBIDDEN, verifikator=DONE, method="post"),
    "kepegawaian:antrean-massal": row(
        FORBIDDEN,
        verifikator=OK,
        method="post",
        data=lambda p: {"langkah": "TAKE", "usulan": str(usulan_siti(p).pk)},
    ),
    "kepegawaian:telaah-rekan": row(
        HIDDEN,
        verifikator=OK,
        operator=OK,
        operator_atas=OK,
        kepala=OK,
        penandatangan=OK,
        arg=usulan(),
    ),
    "kepegawaian:telaah-catatan": row(
        HIDDEN,
        verifikator=DONE,
        penandatangan=DONE,
        **SEEN,
        method="post",
        arg=usulan(),
        data=lambda _: {"isi": "Tanyakan ke bank"},
    ),
    "kepegawaian:templat-alasan": row(FORBIDDEN, verifikator=OK, admin=OK),
    "kepegawaian:templat-akhiri": row(
        FORBIDDEN, verifikator=DONE, admin=DONE, method="post", arg=templat_alasan
    ),
    "kepegawaian:tampilan-simpan": row(
        FORBIDDEN, verifikator=DONE, method="post", data=lambda _: {"nama": "KP"}
    ),
    "kepegawaian:tampilan-hapus": row(
        FORBIDDEN, verifikator=DONE, method="post", arg=tampilan_verifikator
    ),
    "kepegawaian:telaah": row(
        HIDDEN, siti=DONE, verifikator=OK, penandatangan=OK, **OPD, arg=usulan()
    ),
    "kepegawaian:telaah-nilai": row(
        HIDDEN,
        siti=FORBIDDEN,
        operator=DONE,
        operator_atas=DONE,
        arg=butir(Status.DIAJUKAN),
        kepala=FORBIDDEN,
        method="post",
        data=lambda _: {"verdict": "SESUAI"},
    ),
    "kepegawaian:pertek-catat": row(
        HIDDEN,
        penandatangan=FORBIDDEN,
        verifikator=OK,
        **SEEN,
        arg=usulan(Status.DI_BKN),
    ),
}
IMPOR = {
    "kepegawaian:impor-list": row(FORBIDDEN, admin=OK),
    "kepegawaian:impor-detail": row(FORBIDDEN, admin=OK, arg=muatan),
    "kepegawaian:impor-gagal": row(FORBIDDEN, admin=OK, arg=lambda p: {**muatan(p), "kode": "skp"}),
    "kepegawaian:impor-tata-letak": row(FORBIDDEN, admin=OK, arg=lambda _: {"kode": "skp"}),
    "kepegawaian:impor-batal": row(
        FORBIDDEN, admin=DONE, arg=muatan, method="post", data=lambda _: {"alasan": "Salah berkas"}
    ),
}


def draf_bup(p: Pemeran) -> dict[str, Any]:
    return {"draf_id": _draf(p).pk}


def _draf(p: Pemeran) -> DrafParameter:
    row = Parameter.objects.get(kunci="MPP")
    isi = IsiDraf(date(2027, 1, 1), row.nilai | {"permohonan_bulan": 2}, "PP Contoh 1/2027")
    return draf_start(kunci="MPP", isi=isi, actor=p.akun["admin"], now=timezone.now())


def uji_bup(p: Pemeran) -> dict[str, Any]:
    uji = pegawai_try(draf_id=_draf(p).pk, versi=1, actor=p.akun["admin"], now=timezone.now())
    uji_work_off(now=timezone.now())
    return {"uji_id": uji.pk}


def versi_gaji(_: Pemeran) -> dict[str, Any]:
    return {"versi_id": Parameter.objects.get(kunci="GAJI_PNS").pk}


def _versi(_: Pemeran) -> dict[str, Any]:
    return {"versi": "1"}


ATURAN_BERTANGGAL = {
    "aturan:aturan-api": row(OK, anon=OK),
    "aturan:parameter-list": row(FORBIDDEN, admin=OK),
    "aturan:parameter-detail": row(FORBIDDEN, admin=OK, arg=lambda _: {"kunci": "BUP"}),
    "aturan:draf-baru": row(FORBIDDEN, admin=OK, arg=lambda _: {"kunci": "GAJI_PNS"}),
    "aturan:versi-detail": row(FORBIDDEN, admin=OK, arg=versi_gaji),
    "aturan:versi-tabel": row(FORBIDDEN, admin=OK, arg=versi_gaji),
    "aturan:draf-detail": row(FORBIDDEN, admin=OK, arg=draf_bup),
    "aturan:draf-ubah": row(FORBIDDEN, admin=OK, arg=draf_bup),
    "aturan:draf-buang": row(FORBIDDEN, admin=DONE, arg=draf_bup, method="post", data=_versi),
    "aturan:uji-contoh": row(FORBIDDEN, admin=DONE, arg=draf_bup, method="post", data=_versi),
    "aturan:uji-pegawai": row(FORBIDDEN, admin=DONE, arg=draf_bup, method="post", data=_versi),
    "aturan:draf-bulan": row(FORBIDDEN, admin=HIDDEN, arg=draf_bup),  # not of TPP
    "aturan:draf-aktifkan": row(FORBIDDEN, admin=OK, arg=draf_bup),
    "aturan:uji-detail": row(FORBIDDEN, admin=OK, arg=uji_bup),
    "aturan:uji-unduh": row(FORBIDDEN, admin=OK, arg=uji_bup),
}
ACCESS: dict[str, Row] = (
    PUBLIC
    | ATURAN
    | ACCOUNT
    | INTI
    | NOTIFIKASI
    | ARSIP
    | API_ARSIP
    | API_KEPEGAWAIAN
    | API_PRESENSI
    | PRESENSI
    | KINERJA
    | API_KINERJA
    | TPP
    | USULAN
    | SK
    | KIRIMAN
    | IMPOR
    | ATURAN_BERTANGGAL
)


def routes() -> Iterator[tuple[str, URLPattern]]:
    """Every route with its full name; one without a name is named by its pattern."""

    def below(patterns: Any, spaces: tuple[str, ...]) -> Iterator[tuple[str, URLPattern]]:
        for pattern in patterns:
            if isinstance(pattern, URLResolver):
                inner = (*spaces, pattern.namespace) if pattern.namespace else spaces
                yield from below(pattern.url_patterns, inner)
            else:
                yield ":".join((*spaces, pattern.name or str(pattern.pattern))), pattern

    yield from below(get_resolver().url_patterns, ())


ROUTES = dict(routes())
ADMIN_ROUTES = sorted(name for name in ROUTES if name.startswith("admin:"))


def outcome(client: Client, url: str, item: Row, data: dict[str, Any]) -> str:
    response = getattr(client, item.method)(url, data)
    location = response.headers.get("Location", "")
    if location.startswith("/akun/masuk/") or "Masuk lagi</a>" in _text(response):
        return LOGIN
    return str(response.status_code)


def _text(response: Any) -> str:
    return str(response.getvalue().decode(errors="replace"))


@dataclass(frozen=True)
class Adegan:
    """The cast, and one logged-in browser for each role."""

    p: Pemeran
    sesi: dict[str, str]

    def outcomes(self, name: str, item: Row) -> dict[str, str]:
        """What every role gets, each undone before the next one comes."""
        got = {}
        with transaction.atomic():
            url, data = reverse(name, kwargs=item.arg(self.p)), item.data(self.p)
            for role in ROLES:
                with transaction.atomic():
                    client = Client()
                    if role != "anon":
                        client.cookies[settings.SESSION_COOKIE_NAME] = self.sesi[role]
                    got[role] = outcome(client, url, item, data)
                    transaction.set_rollback(True)
            transaction.set_rollback(True)
        return got


@pytest.fixture(scope="module")
def adegan(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Adegan]:
    """Made once for the whole table, in a transaction that never ends well."""
    with (
        time_machine.travel(HARI_INI),
        django_db_blocker.unblock(),
        transaction.atomic(),
    ):
        p = pemeran()
        sesi = {}
        for role, akun in p.akun.items():
            akun.set_password("kebun-jagung-hijau-7")
            akun.save()
            client = Client()
            client.force_login(akun)
            sesi[role] = client.cookies[settings.SESSION_COOKIE_NAME].value
        yield Adegan(p, sesi)
        transaction.set_rollback(True)


def test_every_route_has_a_row_and_every_row_a_route() -> None:
    ours = {name for name in ROUTES if not name.startswith("admin:")}
    assert sorted(ours - ACCESS.keys()) == [], "add them to ACCESS"
    assert sorted(ACCESS.keys() - ours) == []


@pytest.mark.parametrize("name", ACCESS)
def test_each_role_gets_what_the_table_says(adegan: Adegan, name: str) -> None:
    assert adegan.outcomes(name, ACCESS[name]) == ACCESS[name].expected


@pytest.mark.parametrize("name", ADMIN_ROUTES)
def test_reference_tables_are_for_holders_of_that_right(adegan: Adegan, name: str) -> None:
    args = {"app_label": "inti"} if name == "admin:app_list" else {}
    if ROUTES[name].pattern.converters.keys() - {"app_label"}:
        args = {"object_id": "tidak-ada"}
    allowed = DONE if args.get("object_id") else OK  # an unknown row leads back to the index
    expected = row(FORBIDDEN, admin=allowed, arg=lambda _: args)
    assert adegan.outcomes(name, expected) == expected.expected


def test_nothing_can_be_deleted_among_the_reference_tables() -> None:
    assert [name for name in ADMIN_ROUTES if "delete" in name] == []
    assert {"admin:login", "admin:password_change"} & set(ADMIN_ROUTES) == set()
