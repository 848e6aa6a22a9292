"""Who is told of days without explanation, when, and never twice."""

from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from notifikasi.models import Pemberitahuan
from presensi.models import HariPegawai, PeringatanAlpa
from presensi.services.alpa import alpa_watch
from sitamu.inti.models import HubunganAtasan, Outbox, Pegawai
from sitamu.inti.services.outbox import outbox_deliver
from tests.factories.inti import PegawaiFactory
from tests.factories.pemeran import Pemeran, pemeran

pytestmark = pytest.mark.django_db

KINI = datetime(2026, 7, 9, 2, 0, tzinfo=UTC)
AWAL = date(2026, 7, 1)


def absent(pegawai: Pegawai, *, dari: int, sampai: int) -> None:
    HariPegawai.objects.bulk_create(
        HariPegawai(pegawai=pegawai, tanggal=AWAL + timedelta(days=n), status="ALPA")
        for n in range(dari, sampai)
    )


def superior(cast: Pemeran) -> Pegawai:
    atasan: Pegawai = PegawaiFactory(nama="Ratna Atasan", unit=cast.dinas, akun=True)
    HubunganAtasan.objects.create(pegawai=cast.siti, atasan=atasan, mulai=date(2020, 1, 1))
    return atasan


def test_the_superior_is_told_at_the_first_day_and_at_each_threshold() -> None:
    with time_machine.travel(KINI, tick=False):
        cast = pemeran()
        atasan = superior(cast)
        told = []
        for n in range(5):
            absent(cast.siti, dari=n, sampai=n + 1)
            told.append(alpa_watch(now=KINI))
            assert alpa_watch(now=KINI) == 0
        assert told == [1, 0, 1, 1, 0]  # 1, 3 and 4 days
        assert set(PeringatanAlpa.objects.values_list("kepada_id", flat=True)) == {
            atasan.pengguna_id
        }
        outbox_deliver(now=KINI)
        seen = Pemberitahuan.objects.filter(penerima_id=atasan.pengguna_id, saluran="APLIKASI")
        assert seen.count() == 3
        assert "4 hari tanpa keterangan tahun 2026" in "".join(seen.values_list("isi", flat=True))
        mail = Pemberitahuan.objects.exclude(saluran="APLIKASI").values_list("isi", flat=True)
        assert "Siti" not in "".join(mail)


def test_a_run_has_a_threshold_of_its_own_that_crosses_the_year() -> None:
    with time_machine.travel(datetime(2026, 1, 5, 2, 0, tzinfo=UTC), tick=False) as clock:
        cast = pemeran()
        HariPegawai.objects.bulk_create(
            HariPegawai(
                pegawai=cast.siti, tanggal=date(2025, 12, 20) + timedelta(days=n), status="ALPA"
            )
            for n in range(13)
        )
        now = datetime(2026, 1, 5, 2, 0, tzinfo=UTC)
        assert alpa_watch(now=now) == 1
        row = PeringatanAlpa.objects.get()
        assert (row.hari, row.beruntun, row.jenis) == (1, 13, "PDH_TAPS")
        assert clock


def test_nobody_without_such_days_is_told_of() -> None:
    pemeran()
    assert alpa_watch(now=KINI) == 0
    assert not Outbox.objects.filter(nama="AlpaMencapaiAmbang").exists()


def test_the_page_shows_the_team_to_its_superior_alone() -> None:
    with time_machine.travel(KINI, tick=False):
        cast = pemeran()
        atasan = superior(cast)
        absent(cast.siti, dari=0, sampai=4)
        for user, sees in ((atasan.pengguna, True), (cast.akun["siti"], False)):
            client = Client()
            assert user
            client.force_login(user)
            text = client.get(reverse("presensi:peringatan-list")).content.decode()
            assert (reverse("presensi:hari-pegawai", args=[cast.siti.pk]) in text) is sees
            assert ("Teguran tertulis" in text) is sees
