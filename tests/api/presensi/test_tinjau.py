"""Decisions about doubted taps: who, why, from what to what, and what becomes of the day."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.db import ProgrammingError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from notifikasi.models import Pemberitahuan
from presensi.models import HariPegawai, KeputusanKetukan, Ketukan, PenutupanBulan
from presensi.rules.perangkat import StatusPerangkat
from presensi.services.hari import hari_recompute, hari_refresh
from sitamu.inti.models import HubunganAtasan, JejakAkses, Pegawai, Pengguna
from sitamu.inti.services.outbox import outbox_deliver
from tests.factories.inti import PegawaiFactory
from tests.factories.ketukan import ketukan_tinjau, ponsel
from tests.factories.pemeran import Pemeran, pemeran
from tests.factories.presensi import pakai_pola
from tests.unit.presensi.test_hari_rules import at

pytestmark = pytest.mark.django_db

KINI = datetime(2026, 7, 9, 2, 0, tzinfo=UTC)  # Thursday, 10.00 WITA
RABU = date(2026, 7, 8)


@pytest.fixture
def adegan() -> Iterator[Pemeran]:
    with time_machine.travel(KINI, tick=False):
        cast = pemeran()
        pakai_pola("J5", cast.akar)
        yield cast


@pytest.fixture
def atasan(adegan: Pemeran) -> Pengguna:
    row: Pegawai = PegawaiFactory(nama="Ratna Atasan", unit=adegan.dinas, akun=True)
    HubunganAtasan.objects.create(pegawai=adegan.siti, atasan=row, mulai=date(2020, 1, 1))
    assert row.pengguna
    return row.pengguna


def as_user(user: Pengguna) -> Client:
    client = Client()
    client.force_login(user)
    return client


def decide(user: Pengguna, route: str, *taps: Ketukan, **data: str) -> Any:
    data = {"terima": "0", "alasan": "Bukan dia", **data}
    body = data | {"ketukan": [str(row.pk) for row in taps]}
    return as_user(user).post(reverse(f"presensi:{route}"), body)


def both_sides(pegawai: Pegawai, cast: Pemeran, *tanda: str) -> list[Ketukan]:
    return [
        ketukan_tinjau(pegawai, cast.uptd, *tanda, pada=at(jam, RABU), arah=arah)
        for jam, arah in (("07:20", "MASUK"), ("16:05", "PULANG"))
    ]


def status(pegawai: Pegawai) -> str:
    return HariPegawai.objects.get(pegawai=pegawai, tanggal=RABU).status


def test_a_doubted_tap_counts_until_it_is_rejected_and_then_the_day_is_judged_again(
    adegan: Pemeran,
) -> None:
    rows = both_sides(adegan.siti, adegan, "MOCK")
    hari_recompute(Pegawai.objects.all(), RABU, RABU, now=KINI)
    assert status(adegan.siti) == "HADIR"
    officer = adegan.akun["presensi"]
    assert "Siti Aminah" in as_user(officer).get(reverse("presensi:tinjau-list")).content.decode()
    assert decide(officer, "tinjau-list", *rows).status_code == 302
    hari_refresh(now=KINI)
    assert status(adegan.siti) == "ALPA"
    trail = KeputusanKetukan.objects.get(ketukan_id=rows[0].pk)
    assert (trail.sebelum, trail.sesudah, trail.alasan) == ("TINJAU", "TOLAK", "Bukan dia")
    assert (trail.oleh, trail.hari_sebelum) == (officer, "Hadir")
    assert Ketukan.objects.get(pk=rows[0].pk).putusan == "TINJAU"  # it stays as it came
    outbox_deliver(now=KINI)
    told = Pemberitahuan.objects.filter(penerima=adegan.siti.pengguna).first()
    assert told
    assert "tidak dibenarkan" in told.judul


def test_a_decision_can_be_turned_and_both_stay_in_the_trail(adegan: Pemeran) -> None:
    rows = both_sides(adegan.siti, adegan, "MOCK")
    officer = adegan.akun["presensi"]
    decide(officer, "tinjau-list", *rows)
    url = reverse("presensi:tinjau-detail", args=[rows[0].pk])
    said = as_user(officer).post(url, {"terima": "1", "alasan": "Ada saksi"})
    assert said.status_code == 302
    assert [
        (k.urut, k.sebelum, k.sesudah)
        for k in KeputusanKetukan.objects.filter(ketukan_id=rows[0].pk).order_by("urut")
    ] == [(1, "TINJAU", "TOLAK"), (2, "TOLAK", "TERIMA")]
    hari_refresh(now=KINI)
    day = HariPegawai.objects.get(pegawai=adegan.siti, tanggal=RABU)
    assert (day.status, day.tanpa_pulang) == ("HADIR", True)
    again = as_user(officer).post(url, {"terima": "1", "alasan": "Ada saksi"})
    assert again.status_code == 409


def test_a_refused_tap_that_is_accepted_on_appeal_counts(adegan: Pemeran) -> None:
    row = ketukan_tinjau(
        adegan.siti, adegan.uptd, "DI_LUAR_RADIUS", pada=at("07:20", RABU), putusan="TOLAK"
    )
    url = reverse("presensi:tinjau-detail", args=[row.pk])
    as_user(adegan.akun["presensi"]).post(url, {"terima": "1", "alasan": "Titik kantor salah"})
    hari_refresh(now=KINI)
    assert status(adegan.siti) == "HADIR"


def test_late_taps_are_one_list_of_the_superior_and_not_in_the_officers_queue(
    adegan: Pemeran, atasan: Pengguna
) -> None:
    late = both_sides(adegan.siti, adegan, "LURING", "JAM_PERANGKAT")
    page = as_user(atasan).get(reverse("presensi:tinjau-tim")).content.decode()
    assert page.count('name="ketukan"') == 2
    assert "2 ketukan, 0 tanpa sinyal, 2 ditinjau, 0 ditolak" in page
    queue = as_user(adegan.akun["presensi"]).get(reverse("presensi:tinjau-list"))
    assert 'name="ketukan"' not in queue.content.decode()
    said = decide(atasan, "tinjau-tim", *late, terima="1", alasan="Bertugas di pustu")
    assert said.status_code == 302
    assert set(KeputusanKetukan.objects.values_list("sesudah", "oleh")) == {("TERIMA", atasan.pk)}
    after = as_user(atasan).get(reverse("presensi:tinjau-tim")).content.decode()
    assert "Tidak ada catatan tim yang menunggu" in after


def test_what_somebody_decided_meanwhile_stays_as_it_is(adegan: Pemeran, atasan: Pengguna) -> None:
    rows = both_sides(adegan.siti, adegan)
    decide(atasan, "tinjau-tim", rows[0], terima="1")
    answer = decide(adegan.akun["presensi"], "tinjau-list", *rows)
    assert answer.status_code == 302
    held = dict(KeputusanKetukan.objects.values_list("ketukan_id", "sesudah"))
    assert held == {rows[0].pk: "TERIMA", rows[1].pk: "TOLAK"}


def test_nobody_decides_about_their_own_tap(adegan: Pemeran) -> None:
    row = ketukan_tinjau(adegan.siti, adegan.uptd)
    assert adegan.siti.pengguna
    assert decide(adegan.siti.pengguna, "tinjau-tim", row).status_code == 403
    assert decide(adegan.akun["made"], "tinjau-tim", row).status_code == 404
    assert not KeputusanKetukan.objects.exists()


def test_without_reason_or_choice_nothing_is_decided(adegan: Pemeran) -> None:
    rows = both_sides(adegan.siti, adegan, "MOCK")
    officer = adegan.akun["presensi"]
    assert decide(officer, "tinjau-list", *rows, alasan="").status_code == 200
    assert decide(officer, "tinjau-list").status_code == 200
    assert not KeputusanKetukan.objects.exists()


def test_a_closed_month_takes_no_decision(adegan: Pemeran) -> None:
    row = ketukan_tinjau(adegan.siti, adegan.uptd, "MOCK", pada=at("07:20", RABU))
    PenutupanBulan.objects.create(bulan=RABU.replace(day=1), oleh=adegan.akun["presensi"])
    assert decide(adegan.akun["presensi"], "tinjau-list", row).status_code == 409


def test_decisions_can_only_be_added(adegan: Pemeran) -> None:
    decide(adegan.akun["presensi"], "tinjau-list", ketukan_tinjau(adegan.siti, adegan.uptd, "MOCK"))
    for act in ("UPDATE {} SET alasan = ''", "DELETE FROM {}", "TRUNCATE {}"):
        with (
            pytest.raises(ProgrammingError, match="permission denied"),
            transaction.atomic(),
            connection.cursor() as cursor,
        ):
            cursor.execute(act.format("presensi_keputusanketukan"))


def test_reading_the_evidence_of_a_tap_leaves_a_trace(adegan: Pemeran) -> None:
    row = ketukan_tinjau(adegan.siti, adegan.uptd, "MOCK", jarak_m=133.4, akurasi_m=12)
    url = reverse("presensi:tinjau-detail", args=[row.pk])
    page = as_user(adegan.akun["presensi"]).get(url).content.decode()
    assert "133 m, ketelitian ±12 m" in page
    assert JejakAkses.objects.get(aksi="lihat_ketukan").pegawai_id == adegan.siti.pk


def test_the_queue_costs_the_same_for_two_and_for_forty(adegan: Pemeran) -> None:
    client = as_user(adegan.akun["presensi"])
    url = reverse("presensi:tinjau-list")

    def cost() -> int:
        with CaptureQueriesContext(connection) as asked:
            client.get(url)
        return len(asked)

    both_sides(adegan.siti, adegan, "MOCK")
    client.get(url)
    first = cost()
    for n in range(40):
        ketukan_tinjau(adegan.siti, adegan.uptd, "MOCK", pada=KINI - timedelta(hours=n + 1))
    assert cost() == first


def test_a_waiting_phone_is_approved_on_its_page_and_the_old_one_ends(
    adegan: Pemeran, atasan: Pengguna
) -> None:
    old, new = ponsel(adegan.siti), ponsel(adegan.siti, status=StatusPerangkat.MENUNGGU)
    client = as_user(atasan)
    page = client.get(reverse("presensi:perangkat-list")).content.decode()
    assert "Siti Aminah" in page
    url = reverse("presensi:perangkat-putus", args=[new.pk])
    assert client.post(url, {"setuju": "1"}).status_code == 302
    old.refresh_from_db()
    new.refresh_from_db()
    assert (old.status, new.status) == ("DIGANTI", "AKTIF")
    assert adegan.siti.pengguna
    own = as_user(adegan.siti.pengguna)
    assert "Aktif" in own.get(reverse("presensi:perangkat-list")).content.decode()
    cabut = reverse("presensi:perangkat-cabut", args=[new.pk])
    assert own.post(cabut).status_code == 302
    new.refresh_from_db()
    assert new.status == "DICABUT"


def test_a_phone_is_refused_with_a_reason(adegan: Pemeran, atasan: Pengguna) -> None:
    ponsel(adegan.siti)
    new = ponsel(adegan.siti, status=StatusPerangkat.MENUNGGU)
    url = reverse("presensi:perangkat-putus", args=[new.pk])
    as_user(atasan).post(url, {"setuju": "0"})
    new.refresh_from_db()
    assert new.status == "MENUNGGU"
    as_user(atasan).post(url, {"setuju": "0", "catatan": "Bukan ponselnya"})
    new.refresh_from_db()
    assert new.status == "DITOLAK"
    assert new.riwayat.get().alasan == "Bukan ponselnya"
