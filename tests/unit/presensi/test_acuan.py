"""Offices and patterns that follow from the loaded units."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from uuid import uuid4

import pytest

from presensi.models import BentukTempat, PemakaianPola, Tempat
from presensi.selectors.tempat import tempat_hari
from presensi.services.acuan import acuan_follow_units, acuan_from_event
from sitamu.inti.models import Parameter
from tests.factories.pemeran import Pemeran, pemeran

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 11, 25, 2, tzinfo=UTC)
TODAY = date(2026, 11, 25)


def begin(mulai: date = TODAY) -> None:
    Parameter.objects.create(
        kunci="PRESENSI_MULAI",
        berlaku_mulai=mulai,
        nilai={"dari_daftar_unit": True},
        dasar_hukum="Perbup Contoh",
    )


@pytest.fixture
def cast() -> Pemeran:
    cast = pemeran()
    for unit, days in ((cast.akar, 5), (cast.dinas, 5), (cast.uptd, 6), (cast.sekolah, 6)):
        unit.lintang, unit.bujur, unit.radius_m = Decimal("-4.5"), Decimal("120.3"), 100
        unit.hari_kerja_per_minggu = days
        unit.save()
    return cast


def test_each_unit_gets_its_office_and_only_the_patterns_that_differ(cast: Pemeran) -> None:
    begin()
    acuan_follow_units(now=NOW)
    assert Tempat.objects.count() == 4
    patterns = dict(PemakaianPola.objects.values_list("unit__nama", "pola__kode"))
    assert patterns == {"Pemerintah Kabupaten Contoh": "J5", "UPT Pendidikan": "J6S"}
    found = tempat_hari(cast.siti.pk, on=TODAY).tempat
    assert [(row.nama, row.aturan.radius_m) for row in found] == [("UPT Pendidikan", 100)]
    assert acuan_follow_units(now=NOW) == 0


def test_before_the_office_begins_nobody_has_a_pattern(cast: Pemeran) -> None:
    acuan_follow_units(now=NOW)
    assert Tempat.objects.count() == 4
    assert not PemakaianPola.objects.exists()
    begin(date(2027, 1, 4))
    isi = {"kunci": "PRESENSI_MULAI"}
    acuan_from_event(peristiwa_id=uuid4(), nama="ParameterDiaktifkan", isi=isi, now=NOW)
    assert set(PemakaianPola.objects.values_list("mulai", flat=True)) == {date(2027, 1, 4)}


def test_a_changed_coordinate_begins_tomorrow(cast: Pemeran) -> None:
    begin()
    acuan_follow_units(now=NOW)
    for radius_m in (200, 300):
        cast.uptd.radius_m = radius_m
        cast.uptd.save()
        acuan_follow_units(now=NOW)
    besok = TODAY + timedelta(days=1)
    assert tempat_hari(cast.siti.pk, on=TODAY).tempat[0].aturan.radius_m == 100
    assert tempat_hari(cast.siti.pk, on=besok).tempat[0].aturan.radius_m == 300


def test_a_shape_drawn_in_the_portal_is_left_alone(cast: Pemeran) -> None:
    begin()
    acuan_follow_units(now=NOW)
    BentukTempat.objects.filter(tempat__unit=cast.uptd).update(radius_m=50, dasar="SK 1/2026")
    assert acuan_follow_units(now=NOW) == 0
    assert tempat_hari(cast.siti.pk, on=TODAY).tempat[0].aturan.radius_m == 50


def test_a_pattern_given_by_hand_is_left_alone(cast: Pemeran) -> None:
    begin()
    acuan_follow_units(now=NOW)
    PemakaianPola.objects.filter(unit=cast.uptd).update(sampai=TODAY)
    assert acuan_follow_units(now=NOW) == 0
