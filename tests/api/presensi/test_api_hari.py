"""What programs may read of attendance."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from typing import Any

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from presensi.services.hari import hari_recompute
from sitamu.inti.models import HubunganAtasan, JejakAkses, Pegawai, Pengguna
from tests.api.presensi.test_hari import tap
from tests.factories.inti import PegawaiFactory
from tests.factories.ketukan import kantor
from tests.factories.pemeran import Pemeran, pemeran
from tests.factories.presensi import pakai_pola

pytestmark = pytest.mark.django_db

KINI = datetime(2026, 7, 9, 2, 0, tzinfo=UTC)  # Thursday, 10.00 WITA
RABU, KAMIS = date(2026, 7, 8), date(2026, 7, 9)


@pytest.fixture
def adegan() -> Iterator[Pemeran]:
    with time_machine.travel(KINI, tick=False):
        cast = pemeran()
        pakai_pola("J5", cast.akar)
        yield cast


def ask(user: Pengguna | None, route: str, **query: str) -> tuple[int, Any]:
    client = Client()
    assert user
    client.force_login(user)
    response = client.get(reverse(route), query)
    return response.status_code, response.json()


def test_one_reads_only_the_own_taps(adegan: Pemeran) -> None:
    tap(adegan.siti, "MASUK", "07:45", RABU)
    tap(adegan.siti, "MASUK", "07:20", KAMIS)
    tap(adegan.made, "MASUK", "07:20", RABU)
    siti = adegan.akun["siti"]
    status, rows = ask(siti, "presensi_api:riwayat", dari="2026-07-08", sampai="2026-07-08")
    assert (status, [row["pada"] for row in rows]) == (200, ["2026-07-08T07:45:00+08:00"])
    assert ask(siti, "presensi_api:riwayat", dari="2026-01-01")[0] == 400
    assert len(ask(siti, "presensi_api:riwayat")[1]) == 1


def test_the_plan_says_when_and_where(adegan: Pemeran) -> None:
    kantor(adegan.uptd)
    _, plan = ask(
        adegan.akun["siti"], "presensi_api:jadwal-saya", dari="2026-07-10", sampai="2026-07-11"
    )
    friday, saturday = plan["hari"]
    assert friday["selesai"] == "2026-07-10T16:30:00+08:00"
    assert (saturday["libur"], saturday["mulai"]) == ("AKHIR_PEKAN", None)
    assert plan["tempat"][0]["radius_m"] == 100


def test_the_month_gives_every_reason_and_reading_another_is_logged(adegan: Pemeran) -> None:
    tap(adegan.siti, "MASUK", "07:45", RABU)
    hari_recompute(Pegawai.objects.all(), RABU, RABU, now=KINI)
    _, month = ask(adegan.akun["siti"], "presensi_api:bulan", bulan="2026-07")
    (day,) = month["hari"]
    assert day["terlambat_menit"] == 15
    assert "Belum ada catatan pulang." in day["alasan"]
    asked = {"bulan": "2026-07", "pegawai_id": str(adegan.siti.pk)}
    assert ask(adegan.akun["made"], "presensi_api:bulan", **asked)[0] == 404
    assert ask(adegan.akun["kepala"], "presensi_api:bulan", **asked)[0] == 200
    assert JejakAkses.objects.get(aksi="presensi_lihat").pegawai_id == adegan.siti.pk


def test_a_superior_reads_the_team(adegan: Pemeran) -> None:
    atasan = PegawaiFactory(nama="Ratna Atasan", unit=adegan.dinas, akun=True)
    HubunganAtasan.objects.create(pegawai=adegan.siti, atasan=atasan, mulai=date(2020, 1, 1))
    tap(adegan.siti, "MASUK", "07:45", KAMIS)
    _, (member,) = ask(atasan.pengguna, "presensi_api:tim")
    assert (member["kini"], member["terlambat_menit"]) == ("TERLAMBAT", 15)
    assert ask(adegan.akun["siti"], "presensi_api:tim") == (200, [])
