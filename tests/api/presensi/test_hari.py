"""Own month and team over HTTP: reasons of marks, who sees whom, cost of pages."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from uuid import uuid4

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from presensi.models import HitungHari, Ketukan
from presensi.services.hari import hari_recompute
from sitamu.inti.models import HubunganAtasan, JejakAkses, Pegawai, Pengguna
from tests.factories.inti import PegawaiFactory
from tests.factories.ketukan import Ponsel, kantor, ponsel
from tests.factories.pemeran import Pemeran, pemeran
from tests.factories.presensi import pakai_pola
from tests.unit.presensi.test_hari_rules import at

pytestmark = pytest.mark.django_db

KINI = datetime(2026, 7, 9, 2, 0, tzinfo=UTC)  # Thursday, 10.00 WITA
RABU, KAMIS = date(2026, 7, 8), date(2026, 7, 9)


@pytest.fixture
def adegan() -> Iterator[Pemeran]:
    with time_machine.travel(KINI, tick=False):
        cast = pemeran()
        pakai_pola("J5", cast.akar)
        yield cast


def tap(pegawai: Pegawai, arah: str, jam: str, hari: date) -> None:
    Ketukan.objects.create(
        id=uuid4(),
        pegawai_id=pegawai.pk,
        arah=arah,
        pada=at(jam, hari),
        putusan="TERIMA",
        sumber="APLIKASI",
        aturan_mulai=date(2026, 1, 1),
    )


def page(user: Pengguna | None, route: str, *args: object, **query: str) -> str:
    client = Client()
    assert user
    client.force_login(user)
    response = client.get(reverse(route, args=args), query)
    assert response.status_code == 200, response.content.decode()[:500]
    return response.content.decode()


def superior(cast: Pemeran) -> Pegawai:
    """A superior of siti without any right."""
    atasan: Pegawai = PegawaiFactory(nama="Ratna Atasan", unit=cast.dinas, akun=True)
    HubunganAtasan.objects.create(pegawai=cast.siti, atasan=atasan, mulai=date(2020, 1, 1))
    return atasan


def test_each_mark_of_the_month_says_why(adegan: Pemeran) -> None:
    tap(adegan.siti, "MASUK", "07:45", RABU)
    tap(adegan.siti, "PULANG", "15:00", RABU)
    hari_recompute(Pegawai.objects.all(), date(2026, 7, 1), KAMIS, now=KINI)
    text = page(adegan.akun["siti"], "presensi:hari-bulan")
    assert "Terlambat 15 menit: masuk 07.45, jadwal 07.30." in text
    assert "Pulang 60 menit lebih cepat: 15.00, seharusnya 16.00." in text
    assert "Tidak ada catatan masuk, catatan pulang, atau surat untuk hari ini." in text
    assert "Hari ini" in text
    assert "Akan datang" in text
    assert "Tanpa keterangan 5" in text
    assert "Teguran tertulis" in text
    assert "Hukuman disiplin hanya dengan SK" in text


def test_another_month_is_asked_by_its_name(adegan: Pemeran) -> None:
    assert "Agustus 2026" in page(adegan.akun["siti"], "presensi:hari-bulan", bulan="2026-08")
    client = Client()
    client.force_login(adegan.akun["siti"])
    for wrong in ("2026-13", "x", "1999-01"):
        assert client.get(reverse("presensi:hari-bulan"), {"bulan": wrong}).status_code == 404


def test_an_account_without_a_person_is_told_so(adegan: Pemeran) -> None:
    assert "tidak memiliki data pegawai" in page(adegan.akun["admin"], "presensi:hari-bulan")


def test_what_is_missing_is_named_on_the_day(adegan: Pemeran) -> None:
    pakai_pola("SH3", adegan.siti, mulai=date(2026, 7, 1))
    assert "Data kurang: roster pada 20-07-2026." in page(
        adegan.akun["siti"], "presensi:hari-bulan"
    )


def test_a_superior_sees_the_team_and_only_the_team(adegan: Pemeran) -> None:
    atasan = superior(adegan)
    tap(adegan.siti, "MASUK", "07:45", KAMIS)
    text = page(atasan.pengguna, "presensi:hari-tim")
    assert "Siti Aminah" in text
    assert "Terlambat 15 menit" in text
    assert "Made Wirawan" not in text
    page(atasan.pengguna, "presensi:hari-pegawai", adegan.siti.pk)
    row = JejakAkses.objects.get(aksi="presensi_lihat")
    assert row.pegawai_id == adegan.siti.pk
    client = Client()
    assert atasan.pengguna
    client.force_login(atasan.pengguna)
    hidden = reverse("presensi:hari-pegawai", args=[adegan.made.pk])
    assert client.get(hidden).status_code == 404


def test_a_former_superior_sees_nobody(adegan: Pemeran) -> None:
    atasan = superior(adegan)
    newer = PegawaiFactory(unit=adegan.dinas)
    HubunganAtasan.objects.create(pegawai=adegan.siti, atasan=newer, mulai=date(2026, 7, 1))
    assert "Siti Aminah" not in page(atasan.pengguna, "presensi:hari-tim")


def test_nobody_is_called_late_before_the_duty_begins(adegan: Pemeran) -> None:
    atasan = superior(adegan)
    with time_machine.travel(at("07:00", KAMIS), tick=False):
        assert "Belum waktunya" in page(atasan.pengguna, "presensi:hari-tim")
    assert "Belum mencatat masuk" in page(atasan.pengguna, "presensi:hari-tim")


def test_pages_cost_the_same_for_more_days_and_more_people(adegan: Pemeran) -> None:
    atasan = superior(adegan)

    def cost(route: str, user: Pengguna | None) -> int:
        with CaptureQueriesContext(connection) as queries:
            page(user, route)
        return len(queries)

    cost("presensi:hari-tim", atasan.pengguna)  # the name of the office is remembered
    few = cost("presensi:hari-tim", atasan.pengguna)
    for pegawai in PegawaiFactory.create_batch(5, unit=adegan.uptd):
        HubunganAtasan.objects.create(pegawai=pegawai, atasan=atasan, mulai=date(2020, 1, 1))
    assert cost("presensi:hari-tim", atasan.pengguna) == few
    empty = cost("presensi:hari-bulan", adegan.akun["siti"])
    hari_recompute(Pegawai.objects.all(), date(2026, 7, 1), KAMIS, now=KINI)
    assert cost("presensi:hari-bulan", adegan.akun["siti"]) == empty


def test_a_tap_sent_days_later_marks_its_day_and_one_in_time_marks_none(client: Client) -> None:
    cast = pemeran()
    kantor(cast.uptd)
    phone = ponsel(cast.siti)
    assert cast.siti.pengguna
    sender = Ponsel(client, cast.siti.pengguna, phone.nomor)
    assert sender.ketuk().status_code == 201
    assert not HitungHari.objects.exists()
    late = (timezone.now() - timedelta(days=2)).replace(hour=4)
    assert sender.ketuk(waktu_perangkat=late.isoformat(), luring=True).status_code == 201
    mark = HitungHari.objects.get()
    assert (mark.pegawai_id, mark.dari, mark.sampai) == (
        cast.siti.pk,
        late.date() - timedelta(days=1),
        late.date(),
    )
