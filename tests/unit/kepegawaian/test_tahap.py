"""Stays in stages as rows, standard times, notices upward, and the figures of a month."""

from datetime import date, datetime, timedelta

import pytest

from kepegawaian.models import TahapUsulan, Usulan
from kepegawaian.selectors.angka import (
    Rentang,
    angka_janji,
    angka_petugas,
    angka_semua,
    angka_tahap,
    bulan_of,
    rentang_of,
)
from kepegawaian.selectors.tahap import tahap_kini
from kepegawaian.selectors.usulan import sla_for
from kepegawaian.services import usulan as services
from kepegawaian.services.pengingat import usulan_remind
from notifikasi.models import Pemberitahuan, Saluran
from sitamu.inti.models import HariLibur, HubunganAtasan, Pegawai, Pengguna
from sitamu.inti.rules.hak import Peran
from sitamu.inti.selectors import kalender_in_force
from sitamu.inti.services.outbox import outbox_deliver
from tests.factories.inti import DULU, PegawaiFactory, petugas
from tests.factories.layanan import Jalan, lengkapi, pejabat
from tests.factories.sk import NOW, WITA

pytestmark = pytest.mark.django_db

KET = "SURAT_KETERANGAN"
RABU = NOW  # 25 November 2026, 10.00 WITA


def hari_ke(day: int, bulan: int = 11) -> datetime:
    return datetime(2026, bulan, day, 9, 0, tzinfo=WITA)


@pytest.fixture
def jalan() -> Jalan:
    walk = Jalan()
    pejabat()
    lengkapi(walk.p.siti)
    walk.now = RABU
    return walk


def sent(jalan: Jalan) -> Usulan:
    usulan = jalan.mulai(KET)
    jalan.isi(usulan, keperluan="Kredit")
    return jalan.kirim(usulan)


def rows(usulan: Usulan) -> list[tuple[str, bool, str | None]]:
    found = TahapUsulan.objects.filter(usulan=usulan).order_by("mulai_pada")
    return [(r.status, r.jeda, r.pemegang.nama_masuk if r.pemegang else None) for r in found]


def test_each_stay_is_a_row_and_names_who_brought_it_on(jalan: Jalan) -> None:
    usulan = sent(jalan)
    jalan.periksa(usulan)
    jalan.setujui(usulan)
    jalan.simpan(usulan)
    assert rows(usulan) == [
        ("DIPERIKSA", False, "budi"),
        ("TERVERIFIKASI", False, "penandatangan"),
        ("SIAP_TTD", False, "penandatangan"),
    ]
    assert not TahapUsulan.objects.filter(usulan=usulan, selesai_pada=None).exists()


def test_a_repair_is_a_stay_in_which_the_promise_rests(jalan: Jalan) -> None:
    usulan = sent(jalan)
    budi = jalan.oleh("verifikator")
    services.usulan_take(usulan_id=usulan.pk, actor=budi, now=jalan.jam())
    butir = usulan.butir.first()
    assert butir
    usulan.butir.filter(pk=butir.pk).update(verdict="PERLU_DIGANTI", alasan="TIDAK_TERBACA")
    services.usulan_return(usulan_id=usulan.pk, catatan="", actor=budi, now=jalan.jam())
    assert rows(usulan)[-1] == ("PERLU_DIPERBAIKI", True, None)
    jalan.isi(usulan, keperluan="Kredit rumah")
    jalan.now = hari_ke(30)
    services.usulan_resubmit(usulan_id=usulan.pk, actor=jalan.oleh("siti"), now=jalan.jam())
    assert rows(usulan)[1:] == [("PERLU_DIPERBAIKI", True, None), ("DIPERIKSA", False, "budi")]


def test_a_pertek_parts_waiting_at_bkn_from_waiting_for_approval(jalan: Jalan) -> None:
    usulan = jalan.mulai("PENSIUN_BUP")
    jalan.isi(usulan, alamat_pensiun="Jalan Contoh 1", nomor_hp="0812000000")
    jalan.kirim(usulan)
    jalan.periksa(usulan)
    jalan.pertek(usulan)
    jalan.setujui(usulan)
    assert rows(usulan) == [
        ("DIAJUKAN", False, "operator"),
        ("DI_OPD", False, "kepala"),
        ("DIPERIKSA", False, "budi"),
        ("TERVERIFIKASI", False, "budi"),
        ("DI_BKN", True, "budi"),
        ("DI_BKN", False, "penandatangan"),
        ("SIAP_TTD", False, None),
    ]
    jalan.simpan(usulan)
    assert rows(usulan)[-1] == ("TERBIT", False, None)  # goes by post: handed over later


def test_taking_and_releasing_changes_hands_inside_one_stay(jalan: Jalan) -> None:
    usulan = sent(jalan)
    budi = jalan.oleh("verifikator")
    assert rows(usulan) == [("DIPERIKSA", False, None)]
    services.usulan_take(usulan_id=usulan.pk, actor=budi, now=jalan.jam())
    assert rows(usulan) == [("DIPERIKSA", False, "budi")]
    services.usulan_release(usulan_id=usulan.pk, actor=budi, now=jalan.jam())
    assert rows(usulan) == [("DIPERIKSA", False, None)]


def test_the_opd_counts_its_limit_by_its_own_week(jalan: Jalan) -> None:
    """A school of six days has used Saturday up as well."""
    usulan = jalan.mulai("PENSIUN_BUP")
    jalan.now = hari_ke(27)
    jalan.isi(usulan, alamat_pensiun="Jalan Contoh 1", nomor_hp="0812000000")
    services.usulan_submit(usulan_id=usulan.pk, actor=jalan.oleh("siti"), now=jalan.jam())
    usulan.refresh_from_db()
    senin = date(2026, 11, 30)
    lima = tahap_kini(usulan, kalender_in_force(), today=senin)
    usulan.unit_kerja.hari_kerja_per_minggu = 6
    enam = tahap_kini(usulan, kalender_in_force(), today=senin)
    assert lima
    assert enam
    assert (lima.terpakai, lima.tenggat) == (1, date(2026, 12, 2))
    assert (enam.terpakai, enam.tenggat) == (2, date(2026, 12, 1))


def test_the_hour_of_the_deadline_is_when_bkpsdm_closes(jalan: Jalan) -> None:
    usulan = sent(jalan)
    clock = sla_for([usulan], today=RABU.date(), jam=True)[usulan.pk]
    assert clock
    assert (clock.janji, clock.terpakai, clock.sisa) == (2, 0, 2)
    assert clock.pukul == datetime(2026, 11, 27, 16, 30, tzinfo=WITA)


# Notices upward


def superior(akun: Pengguna, jalan: Jalan) -> Pengguna:
    """Give `akun` a person with a direct superior on record; the superior's account."""
    atasan: Pegawai = PegawaiFactory(unit=jalan.p.akar, akun=True)
    bawahan: Pegawai = PegawaiFactory(unit=jalan.p.akar)
    bawahan.pengguna = akun
    bawahan.save()
    HubunganAtasan.objects.create(pegawai=bawahan, atasan=atasan, mulai=DULU)
    assert atasan.pengguna
    return atasan.pengguna


def told(now: datetime) -> dict[str, str]:
    """Remind that morning; the headlines that each account got from it."""
    outbox_deliver(now=now)
    Pemberitahuan.objects.all().delete()
    usulan_remind(now=now)
    outbox_deliver(now=now)
    heard: dict[str, str] = {}
    for row in Pemberitahuan.objects.filter(saluran=Saluran.APLIKASI):
        heard[row.penerima.nama_masuk] = f"{heard.get(row.penerima.nama_masuk, '')} {row.judul}"
    return heard


def test_a_late_stage_is_told_to_its_holder_and_the_superior_once(jalan: Jalan) -> None:
    budi = jalan.oleh("verifikator")
    atasan = superior(budi, jalan)
    usulan = sent(jalan)
    services.usulan_take(usulan_id=usulan.pk, actor=budi, now=jalan.jam())
    # Standard time of this stage: one day, Thursday; the promise of two ends on Friday.
    assert set(told(hari_ke(26))) == {"budi"}  # a day of the promise is left
    late = told(hari_ke(27))
    assert "melewati waktu baku" in late["budi"]
    assert "lambat di bawahan Anda" in late[atasan.nama_masuk]
    assert set(late) == {"budi", atasan.nama_masuk}
    assert told(hari_ke(27)) == {}
    broken = told(hari_ke(30))
    assert set(broken) == {"budi", atasan.nama_masuk, jalan.p.siti.nomor}
    assert "terlambat" in broken[jalan.p.siti.nomor]
    assert told(hari_ke(1, 12)) == {}


def test_the_next_stage_has_a_notice_of_its_own(jalan: Jalan) -> None:
    usulan = sent(jalan)
    told(hari_ke(27))
    jalan.now = hari_ke(27)
    jalan.periksa(usulan)
    assert "melewati waktu baku" in told(hari_ke(1, 12))["penandatangan"]


def test_without_a_superior_on_record_the_signer_hears_of_a_late_desk(jalan: Jalan) -> None:
    sent(jalan)
    assert "lambat di bawahan" in told(hari_ke(27))["penandatangan"]


def test_a_superior_who_left_hears_nothing(jalan: Jalan) -> None:
    budi = jalan.oleh("verifikator")
    atasan = superior(budi, jalan)
    Pegawai.objects.filter(pengguna=atasan).update(kedudukan="PENSIUN")
    usulan = sent(jalan)
    services.usulan_take(usulan_id=usulan.pk, actor=budi, now=jalan.jam())
    assert atasan.nama_masuk not in told(hari_ke(27))


def test_a_resting_promise_is_not_called_late(jalan: Jalan) -> None:
    usulan = jalan.mulai("PENSIUN_BUP")
    jalan.isi(usulan, alamat_pensiun="Jalan Contoh 1", nomor_hp="0812000000")
    jalan.kirim(usulan)
    jalan.periksa(usulan)
    budi = jalan.oleh("verifikator")
    services.usulan_send_bkn(usulan_id=usulan.pk, catatan="", actor=budi, now=jalan.jam())
    assert told(hari_ke(30, 12)) == {}


# Figures


def issued(jalan: Jalan) -> Usulan:
    """Arrives on Wednesday 25, taken and verified on Monday 30, signed on Tuesday 1 December."""
    usulan = sent(jalan)
    jalan.now = hari_ke(30)
    jalan.periksa(usulan)
    jalan.now = hari_ke(1, 12)
    jalan.setujui(usulan)
    jalan.simpan(usulan)
    return usulan


def month(user: Pengguna, bulan: date, today: date = date(2026, 12, 1)) -> Rentang:
    mulai, sampai = bulan_of(bulan)
    return rentang_of(user, today=today, mulai=mulai, sampai=sampai)


def test_a_month_counts_the_stays_that_ended_in_it(jalan: Jalan) -> None:
    issued(jalan)
    budi = jalan.oleh("verifikator")
    november = angka_semua(month(budi, date(2026, 11, 1)))
    assert [(a.status, a.jumlah, a.median, a.terlama, a.lewat) for a in november] == [
        ("DIPERIKSA", 1, 3.0, 3, 1)
    ]
    december = angka_tahap(month(budi, date(2026, 12, 1)))
    assert [(a.layanan, a.status, a.terlama) for a in december] == [
        ("Surat keterangan pegawai", "TERVERIFIKASI", 1),
        ("Surat keterangan pegawai", "SIAP_TTD", 0),
    ]


def test_the_promise_of_a_month_shows_both_clocks(jalan: Jalan) -> None:
    issued(jalan)
    signer = jalan.oleh("penandatangan")
    janji = angka_janji(month(signer, date(2026, 12, 1)))
    assert (janji.jumlah, janji.ditepati, janji.persen) == (1, 0, 0)
    assert (janji.terlama, janji.kalender_terlama) == (4, 6)
    empty = angka_janji(month(signer, date(2026, 10, 1)))
    assert (empty.jumlah, empty.persen, empty.median) == (0, 0, None)


def test_an_officer_counts_from_having_it_in_hand(jalan: Jalan) -> None:
    issued(jalan)
    november = month(jalan.oleh("penandatangan"), date(2026, 11, 1))
    found = angka_petugas(
        november,
        jalan.oleh("penandatangan"),
        today=date(2026, 12, 1),
    )
    assert [(a.petugas, a.status, a.terlama) for a in found] == [
        (jalan.oleh("verifikator").nama, "DIPERIKSA", 0)
    ]


def test_colleagues_do_not_read_each_others_figures(jalan: Jalan) -> None:
    issued(jalan)
    lain = petugas(Peran.VERIFIKATOR, jalan.p.akar, nama_masuk="rina")
    november = month(lain, date(2026, 11, 1))
    assert angka_semua(november)
    assert angka_petugas(november, lain, today=date(2026, 12, 1)) == []


def test_another_unit_has_no_figures_of_siti(jalan: Jalan) -> None:
    issued(jalan)
    assert angka_semua(month(jalan.oleh("operator_lain"), date(2026, 11, 1))) == []


def test_a_year_not_loaded_gives_no_figure_instead_of_a_wrong_one(jalan: Jalan) -> None:
    issued(jalan)
    HariLibur.objects.filter(tanggal__year=2026).delete()
    [row] = angka_semua(month(jalan.oleh("verifikator"), date(2026, 11, 1)))
    assert (row.jumlah, row.median, row.terlama) == (1, None, None)


def test_months_run_from_their_first_day_to_their_last() -> None:
    assert bulan_of(date(2026, 12, 31)) == (date(2026, 12, 1), date(2026, 12, 31))
    assert bulan_of(date(2028, 2, 10)) == (date(2028, 2, 1), date(2028, 2, 29))
    assert bulan_of(date(2026, 1, 31))[1] + timedelta(days=1) == date(2026, 2, 1)
