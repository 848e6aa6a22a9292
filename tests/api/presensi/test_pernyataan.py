"""Stated times: limits, who decides, what the day becomes."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from presensi.models import HariPegawai, PenutupanBulan, Pernyataan
from presensi.services.hari import hari_recompute, hari_refresh
from sitamu.inti.models import HubunganAtasan, Pegawai, Pengguna
from tests.api.presensi.test_hari import RABU, tap
from tests.factories.inti import PegawaiFactory
from tests.factories.pemeran import Pemeran, pemeran
from tests.factories.presensi import pakai_pola, pernyataan, roster
from tests.unit.presensi.test_hari_rules import at

pytestmark = pytest.mark.django_db

KINI = datetime(2026, 7, 9, 2, 0, tzinfo=UTC)
ISI = {"tanggal": "08-07-2026", "arah": "PULANG", "jam": "16.05", "alasan": "Baterai habis"}


@pytest.fixture
def adegan() -> Iterator[Pemeran]:
    with time_machine.travel(KINI, tick=False):
        cast = pemeran()
        pakai_pola("J5", cast.akar)
        yield cast


@pytest.fixture
def atasan(adegan: Pemeran) -> Pengguna:
    row = PegawaiFactory(nama="Ratna Atasan", unit=adegan.dinas, akun=True)
    HubunganAtasan.objects.create(pegawai=adegan.siti, atasan=row, mulai=date(2020, 1, 1))
    return row.pengguna


def send(user: Pengguna, **ubah: str) -> Any:
    client = Client()
    client.force_login(user)
    return client.post(reverse("presensi:pernyataan-list"), ISI | ubah)


def decide(user: Pengguna, row: Pernyataan, **data: str) -> int:
    client = Client()
    client.force_login(user)
    url = reverse("presensi:pernyataan-putus", args=[row.pk])
    return client.post(url, data).status_code


def test_a_stated_time_approved_by_the_superior_mends_the_day(
    adegan: Pemeran, atasan: Pengguna
) -> None:
    tap(adegan.siti, "MASUK", "07:20", RABU)
    everybody = Pegawai.objects.all()
    hari_recompute(everybody, RABU, RABU, now=KINI)
    assert HariPegawai.objects.get(pegawai=adegan.siti).tanpa_pulang
    assert send(adegan.akun["siti"]).status_code == 302
    row = Pernyataan.objects.get()
    assert row.pada == at("16:05", RABU)
    assert decide(adegan.akun["siti"], row, setuju="1") == 403
    assert decide(adegan.akun["made"], row, setuju="1") == 404
    assert decide(atasan, row, setuju="1") == 302
    hari_refresh(now=KINI)
    day = HariPegawai.objects.get(pegawai=adegan.siti, tanggal=RABU)
    assert (day.tanpa_pulang, day.pulang) == (False, at("16:05", RABU))
    row.refresh_from_db()
    assert (row.keadaan, row.sebelum, row.diputus_oleh) == ("DISETUJUI", "Hadir", atasan)
    assert decide(atasan, row, setuju="0", catatan="Keliru") == 409


def test_a_refusal_says_why_and_changes_no_day(adegan: Pemeran, atasan: Pengguna) -> None:
    row = pernyataan(adegan.siti, RABU)
    decide(atasan, row, setuju="0")
    row.refresh_from_db()
    assert row.keadaan == "DIAJUKAN"
    decide(atasan, row, setuju="0", catatan="Tidak terlihat di kantor")
    row.refresh_from_db()
    assert row.keadaan == "DITOLAK"
    client = Client()
    client.force_login(adegan.akun["siti"])
    page = client.get(reverse("presensi:pernyataan-list")).content.decode()
    assert "Tidak terlihat di kantor" in page


@pytest.mark.parametrize(
    ("ubah", "kata"),
    [
        ({"tanggal": "10-07-2026"}, "Hari itu belum tiba"),
        ({"tanggal": "01-07-2026"}, "paling lambat 7 hari"),
        ({"tanggal": "05-07-2026"}, "bukan hari kerja Anda"),
        ({"tanggal": "09-07-2026", "jam": "16.05"}, "Jam itu belum tiba"),
        ({"jam": "sore"}, "Tulis jam seperti 16.05"),
        ({"alasan": ""}, "Isi alasannya"),
    ],
)
def test_a_statement_outside_the_limits_is_refused(
    adegan: Pemeran, ubah: dict[str, str], kata: str
) -> None:
    answer = send(adegan.akun["siti"], **ubah)
    assert answer.status_code == 422
    assert kata in answer.content.decode()
    assert not Pernyataan.objects.exists()


def test_only_so_many_a_month_and_one_a_side(adegan: Pemeran) -> None:
    siti = adegan.akun["siti"]
    assert send(siti).status_code == 302
    assert "Sudah ada pernyataan" in send(siti).content.decode()
    for n in (1, 2):
        pernyataan(adegan.siti, RABU - timedelta(days=n))
    assert "sudah 3, sebanyak yang boleh" in send(siti, arah="MASUK").content.decode()


def test_the_morning_after_a_night_shift_is_its_own_end(adegan: Pemeran) -> None:
    pakai_pola("SH3", adegan.siti)
    roster(adegan.siti, RABU, "MALAM")
    assert send(adegan.akun["siti"], jam="08.05").status_code == 302
    assert Pernyataan.objects.get().pada == at("08:05", date(2026, 7, 9))


def test_a_closed_month_takes_none(adegan: Pemeran, atasan: Pengguna) -> None:
    row = pernyataan(adegan.siti, RABU)
    PenutupanBulan.objects.create(bulan=date(2026, 7, 1))
    assert decide(atasan, row, setuju="1") == 409
    assert send(adegan.akun["siti"], arah="MASUK").status_code == 409
