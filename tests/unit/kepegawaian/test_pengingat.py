"""Limits that pass: the right people hear once, on a working day, and not before."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest

from kepegawaian.models import RiwayatUsulan, Usulan
from kepegawaian.rules.usulan import Action, Status
from kepegawaian.services.pengingat import usulan_remind
from notifikasi.models import Pemberitahuan, Saluran
from sitamu.inti.models import HariLibur, Outbox
from sitamu.inti.rules.hak import Peran
from sitamu.inti.services.outbox import outbox_deliver
from tests.factories.inti import petugas
from tests.factories.pemeran import Pemeran, pemeran
from tests.factories.usulan import usulan_siti

pytestmark = pytest.mark.django_db
SENIN = date(2026, 11, 23)
WITA = ZoneInfo("Asia/Makassar")
KAMIS, JUMAT, SABTU = date(2026, 11, 26), date(2026, 11, 27), date(2026, 11, 28)


def pagi(day: date) -> datetime:
    """07.30 WITA of that day, which is still the day before in UTC."""
    return datetime(day.year, day.month, day.day, 7, 30, tzinfo=WITA)


@pytest.fixture
def p() -> Pemeran:
    return pemeran()


def waiting(p: Pemeran, status: Status, sejak: date = SENIN, batas: date | None = None) -> Usulan:
    """An usulan that came into `status` on the day `sejak`; `batas`: last day of its repair."""
    usulan = usulan_siti(p, status)
    usulan.perbaikan_sampai_tanggal = batas
    usulan.save()
    enter(usulan, status, sejak)
    return usulan


def enter(usulan: Usulan, status: Status, day: date) -> None:
    RiwayatUsulan.objects.create(
        usulan=usulan,
        urut=usulan.riwayat.count() + 1,
        action=Action.SUBMIT.value,
        dari=Status.DRAF.value,
        ke=status.value,
        oleh=usulan.dibuat_oleh,
        sebagai="Pemohon",
        pada=pagi(day),
    )


def told(day: date) -> list[str]:
    """Remind on that morning, deliver, and read who has heard of it so far."""
    usulan_remind(now=pagi(day))
    outbox_deliver(now=pagi(day))
    rows = Pemberitahuan.objects.filter(saluran=Saluran.APLIKASI)
    return list(rows.values_list("penerima__nama_masuk", flat=True))


def test_on_the_last_day_of_the_opd_nobody_is_told_yet(p: Pemeran) -> None:
    waiting(p, Status.DIAJUKAN)
    assert usulan_remind(now=pagi(KAMIS)) == 0
    assert told(KAMIS) == []


def test_after_it_the_operators_are_told_the_head_above_them_and_the_asn(p: Pemeran) -> None:
    waiting(p, Status.DIAJUKAN)
    assert set(told(JUMAT)) == {"operator", "operator.atas", "kepala", p.siti.nomor}
    words = {
        row.penerima.nama_masuk: row
        for row in Pemberitahuan.objects.filter(saluran=Saluran.APLIKASI)
    }
    assert "melewati batas" in words["operator"].judul
    assert "paling lambat 26 November 2026" in words["operator"].isi
    assert "belum diperiksa operator" in words["kepala"].judul
    assert "terlambat di OPD" in words[p.siti.nomor].judul


def test_what_lies_with_the_head_is_told_to_the_head_and_the_tier_above(p: Pemeran) -> None:
    petugas(Peran.KEPALA_OPD, p.uptd, nama_masuk="kepala.upt")
    petugas(Peran.KEPALA_OPD, p.lain, nama_masuk="kepala.lain")
    waiting(p, Status.DI_OPD)
    assert set(told(JUMAT)) == {"kepala.upt", "kepala", p.siti.nomor}


def test_run_twice_and_on_later_days_it_is_told_once(p: Pemeran) -> None:
    waiting(p, Status.DIAJUKAN)
    assert [usulan_remind(now=pagi(d)) for d in (JUMAT, JUMAT, date(2026, 11, 30))] == [1, 0, 0]
    assert Outbox.objects.filter(nama="UsulanLewatBatasOpd").count() == 1


def test_coming_back_to_the_opd_starts_a_new_limit(p: Pemeran) -> None:
    usulan = waiting(p, Status.DIAJUKAN, sejak=date(2026, 11, 9))
    assert usulan_remind(now=pagi(SENIN)) == 1
    enter(usulan, Status.DIAJUKAN, SENIN)
    assert [usulan_remind(now=pagi(d)) for d in (KAMIS, JUMAT)] == [0, 1]


def test_on_a_day_off_nobody_is_told_but_on_the_next_working_morning(p: Pemeran) -> None:
    waiting(p, Status.DIAJUKAN, sejak=date(2026, 11, 16))
    HariLibur.objects.create(tanggal=JUMAT, nama="Libur contoh")
    minggu, senin = date(2026, 11, 29), date(2026, 11, 30)
    assert [usulan_remind(now=pagi(d)) for d in (JUMAT, SABTU, minggu, senin)] == [0, 0, 0, 1]


def test_in_a_year_without_holidays_nobody_is_told(p: Pemeran) -> None:
    waiting(p, Status.DIAJUKAN)
    HariLibur.objects.filter(tanggal__year=2026).delete()
    assert usulan_remind(now=pagi(JUMAT)) == 0


def test_a_limit_that_needs_a_year_not_loaded_is_left_alone(p: Pemeran) -> None:
    waiting(p, Status.PERLU_DIPERBAIKI, sejak=date(2026, 12, 15), batas=date(2027, 1, 4))
    HariLibur.objects.filter(tanggal__year=2027).delete()
    assert usulan_remind(now=pagi(date(2026, 12, 30))) == 0


@pytest.mark.parametrize("status", [Status.PERLU_DIPERBAIKI, Status.BTS])
def test_a_repair_is_reminded_one_working_day_before_and_once_when_late(
    p: Pemeran, status: Status
) -> None:
    senin, rabu = date(2026, 11, 30), date(2026, 12, 2)
    waiting(p, status, sejak=SENIN, batas=senin)
    assert usulan_remind(now=pagi(KAMIS)) == 0
    assert set(told(JUMAT)) == {p.siti.nomor}
    assert "hampir habis" in Pemberitahuan.objects.latest("pk").judul
    assert [usulan_remind(now=pagi(d)) for d in (JUMAT, senin)] == [0, 0]
    Pemberitahuan.objects.all().delete()
    assert set(told(rabu)) == {p.siti.nomor, "operator", "operator.atas"}
    assert usulan_remind(now=pagi(rabu)) == 0
    links = set(Pemberitahuan.objects.values_list("tautan", flat=True))
    assert links == {f"/usulan/{Usulan.objects.get().pk}/"}


def test_a_missed_morning_is_made_up_on_the_last_day(p: Pemeran) -> None:
    waiting(p, Status.PERLU_DIPERBAIKI, batas=KAMIS)
    assert set(told(KAMIS)) == {p.siti.nomor}


@pytest.mark.parametrize("status", [Status.DRAF, Status.DIPERIKSA, Status.DIBATALKAN])
def test_other_steps_have_no_such_limit(p: Pemeran, status: Status) -> None:
    waiting(p, status, sejak=date(2026, 11, 2), batas=date(2026, 11, 9))
    assert usulan_remind(now=pagi(JUMAT)) == 0
