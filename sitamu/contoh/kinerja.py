"""Performance of the demo: an agreed SKP, two weeks of reports, some of them waiting, a rating.

Made by the services that people use, with the clock set back; a later start adds nothing.
"""

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Final

import structlog
from django.utils import timezone

from presensi.errors import KegiatanInvalidError
from presensi.models import ButirSkp, Kegiatan
from presensi.rules.kinerja import JenisKegiatan
from presensi.rules.kinerja_nilai import JenisPenilaian, Periode
from presensi.rules.kinerja_skp import IsiButir
from presensi.rules.tpp.predikat import Ekspektasi
from presensi.selectors.kinerja import butir_on
from presensi.services.kinerja import (
    Laporan,
    Putusan,
    kegiatan_decide,
    kegiatan_report,
    templat_save,
)
from presensi.services.penilaian import Nilai, penilaian_give
from presensi.services.skp import butir_save, skp_begin, skp_decide, skp_send
from sitamu.contoh import akun
from sitamu.inti.errors import DomainError
from sitamu.inti.models import HubunganAtasan, Pegawai, Pengguna
from sitamu.inti.rules.kalender import hari_kerja
from sitamu.inti.selectors import atasan_of, kalender_in_force

logger = structlog.get_logger(__name__)
HARI: Final = 10
MENUNGGU: Final = 3  # of the last days, not answered yet
UTAMA, TAMBAHAN = JenisKegiatan.UTAMA, JenisKegiatan.TAMBAHAN
BUTIR: Final = (
    IsiButir(UTAMA, "Layanan administrasi tepat waktu", "Berkas selesai", Decimal(480), "berkas"),
    IsiButir(UTAMA, "Laporan bulanan tersusun", "Laporan tepat waktu", Decimal(12), "laporan"),
    IsiButir(TAMBAHAN, "Mendukung kegiatan kecamatan", "Kegiatan diikuti", Decimal(6), "kegiatan"),
)
KERJA: Final = (
    (0, "Memeriksa dan mencatat berkas masuk", time(8), time(11, 30), Decimal(4), "berkas"),
    (1, "Menyusun bahan laporan bulanan", time(13), time(15), None, ""),
    (2, "Rapat persiapan kegiatan kecamatan", time(15), time(15, 45), None, ""),
)


def performance_make(cast: akun.Pemeran, *, now: datetime) -> None:
    """Fill in for those with an account in the OPD; the head of the OPD is their superior."""
    if Kegiatan.objects.exists():
        return
    kepala = cast.pegawai(akun.KEPALA)
    boss = cast.pengguna(akun.KEPALA)
    for part in (akun.ASN, akun.JAUH, akun.OPERATOR):
        pegawai = cast.pegawai(part)
        try:
            _led_by(pegawai, kepala, today=timezone.localdate(now))
            _fill(pegawai, cast.pengguna(part), boss, now=now)
        except DomainError as error:  # a record that lacks something: one person fewer
            logger.warning("kinerja_contoh_gagal", kode=error.code, pesan=error.message)


def _led_by(pegawai: Pegawai, kepala: Pegawai, *, today: date) -> None:
    """Make the head their superior since the year began, unless somebody with an account is."""
    known = atasan_of(pegawai.pk, on=today)
    if known is not None and known.pengguna_id is not None:
        return
    begin = date(today.year, 1, 1)
    latest = HubunganAtasan.objects.filter(pegawai=pegawai).order_by("-mulai").first()
    if latest is not None and latest.mulai >= begin:
        begin = latest.mulai + timedelta(days=1)
    HubunganAtasan.objects.create(pegawai=pegawai, atasan=kepala, mulai=begin)


def _fill(pegawai: Pegawai, akun_: Pengguna, boss: Pengguna, *, now: datetime) -> None:
    today = timezone.localdate(now)
    skp = skp_begin(actor=akun_, tahun=today.year, now=now)
    for isi in BUTIR:
        butir_save(actor=akun_, skp_id=skp.pk, isi=isi, dari="", now=now)
    skp_send(actor=akun_, skp_id=skp.pk, now=now)
    skp_decide(actor=boss, skp_id=skp.pk, setuju=True, catatan="", now=now)
    butir = list(butir_on(pegawai.pk, today))
    days = _working_days(today)
    for n, tanggal in enumerate(days):
        try:
            _day(akun_, boss, tanggal, butir, n, answered=n < len(days) - MENUNGGU)
        except KegiatanInvalidError:  # away on that day
            continue
    templat_save(
        actor=akun_, uraian="Apel pagi", jenis=TAMBAHAN, menit=30, butir_kunci=butir[-1].kunci
    )
    quarter = (today.month - 1) // 3
    if quarter:
        penilaian_give(
            actor=boss,
            pegawai_id=pegawai.pk,
            periode=Periode(JenisPenilaian.TRIWULAN, today.year, quarter),
            nilai=Nilai(Ekspektasi.SESUAI, Ekspektasi.SESUAI, "Pertahankan ketelitian."),
            now=now,
        )


def _day(
    akun_: Pengguna,
    boss: Pengguna,
    tanggal: date,
    butir: Sequence[ButirSkp],
    n: int,
    *,
    answered: bool,
) -> None:
    at = timezone.make_aware(datetime.combine(tanggal, time(17)))
    rows = [
        kegiatan_report(
            actor=akun_,
            laporan=Laporan(
                tanggal=tanggal,
                uraian=uraian,
                jenis=JenisKegiatan(butir[place].jenis),
                jam_mulai=mulai,
                jam_selesai=selesai,
                jumlah=jumlah,
                satuan=satuan,
                butir_id=butir[place].pk,
            ),
            now=at,
        )
        for place, uraian, mulai, selesai, jumlah, satuan in KERJA[: 2 + n % 2]
    ]
    if answered:
        choose = [Putusan(row.pk, setuju=True) for row in rows]
        kegiatan_decide(actor=boss, putusan=choose, now=at + timedelta(hours=15))


def _working_days(today: date) -> list[date]:
    """The last working days before today, in their order."""
    kalender, day = kalender_in_force(), today
    found: list[date] = []
    while len(found) < HARI:
        day -= timedelta(days=1)
        if hari_kerja(kalender, day):
            found.append(day)
    return found[::-1]
