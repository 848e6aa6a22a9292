"""Places and plans of a person on a date, read from the dated rows."""

from datetime import date, time
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from presensi.models import BentukTempat, KerjaFleksibel, PemakaianPola, PolaJadwal
from presensi.rules.jadwal import JenisFleksibel, Libur, Rencana
from presensi.rules.tempat import JenisTempat
from presensi.selectors.rencana import orang_load, rencana_orang, rencana_pada
from presensi.selectors.tempat import tempat_hari
from sitamu.inti.errors import DataKurangError
from sitamu.inti.models import Pegawai
from tests.factories.inti import PegawaiFactory, PenempatanFactory
from tests.factories.pemeran import Pemeran, pemeran
from tests.factories.presensi import (
    DULU,
    SURAT,
    fleksibel,
    pakai_pola,
    pakai_tempat,
    roster,
    tempat,
)

pytestmark = pytest.mark.django_db

HARI = date(2026, 7, 9)


@pytest.fixture
def cast() -> Pemeran:
    return pemeran()


def places(pegawai: Pegawai, on: date = HARI) -> list[str]:
    return [row.nama for row in tempat_hari(pegawai.pk, on=on).tempat]


# Places


def test_a_person_taps_at_the_places_of_the_nearest_unit_that_has_any(cast: Pemeran) -> None:
    pakai_tempat(tempat(cast.akar, "Kantor bupati"), cast.akar)
    pakai_tempat(tempat(cast.dinas, "Kantor dinas"), cast.dinas)
    pakai_tempat(tempat(cast.dinas, "Aula dinas"), cast.dinas)
    assert places(cast.siti) == ["Aula dinas", "Kantor dinas"]
    assert places(cast.made) == ["Kantor bupati"]
    pakai_tempat(tempat(cast.uptd, "Kantor UPT"), cast.uptd)
    assert places(cast.siti) == ["Kantor UPT"]


def test_own_places_win_over_all_of_the_unit_while_they_last(cast: Pemeran) -> None:
    pakai_tempat(tempat(cast.uptd, "Kantor UPT"), cast.uptd)
    for nama in ("Pustu A", "Pustu B"):
        made = tempat(cast.uptd, nama)
        pakai_tempat(made, cast.siti, mulai=date(2026, 7, 1), sampai=HARI)
    assert places(cast.siti) == ["Pustu A", "Pustu B"]
    assert places(cast.siti, date(2026, 7, 10)) == ["Kantor UPT"]
    assert places(cast.siti, date(2026, 6, 30)) == ["Kantor UPT"]


def test_a_place_has_the_shape_of_the_date(cast: Pemeran) -> None:
    made = tempat(cast.uptd, sampai=date(2026, 7, 9))
    corners = [-1.3, 123.29, -1.3, 123.3, -1.31, 123.3]
    BentukTempat.objects.create(
        tempat=made,
        mulai=date(2026, 7, 10),
        lintang=-1.3,
        bujur=123.29,
        radius_m=20,
        poligon=corners,
        dasar=SURAT,
        jaringan=["10.1.0.0/16"],
    )
    pakai_tempat(made, cast.uptd)
    before = tempat_hari(cast.siti.pk, on=date(2026, 7, 9)).tempat[0]
    after = tempat_hari(cast.siti.pk, on=date(2026, 7, 10)).tempat[0]
    assert (before.aturan.radius_m, before.aturan.poligon) == (100, ())
    assert [(t.lintang, t.bujur) for t in after.aturan.poligon] == [
        (-1.3, 123.29),
        (-1.3, 123.3),
        (-1.31, 123.3),
    ]
    assert (after.aturan.radius_m, after.jaringan) == (20, ("10.1.0.0/16",))


def test_places_are_read_in_one_statement(cast: Pemeran) -> None:
    pakai_tempat(tempat(cast.uptd), cast.uptd)
    with CaptureQueriesContext(
        connection,
    ) as queries:
        found = tempat_hari(cast.siti.pk, on=HARI)
    assert len(queries) == 1
    assert (found.unit_id, found.zona.key, found.di_mana_saja) == (
        cast.uptd.pk,
        "Asia/Makassar",
        False,
    )


def test_flexible_place_lets_a_person_tap_anywhere_on_its_weekdays(cast: Pemeran) -> None:
    fleksibel(cast.dinas, HARI, date(2026, 7, 31), JenisFleksibel.TEMPAT, hari=[4])
    assert tempat_hari(cast.siti.pk, on=HARI).di_mana_saja  # a Thursday
    assert not tempat_hari(cast.siti.pk, on=date(2026, 7, 10)).di_mana_saja
    assert not tempat_hari(cast.made.pk, on=HARI).di_mana_saja


def test_a_person_placed_nowhere_has_no_place(cast: Pemeran) -> None:
    pakai_tempat(tempat(cast.akar), cast.akar)
    found = tempat_hari(PegawaiFactory().pk, on=HARI)
    assert (found.unit_id, found.tempat) == (None, ())


def test_two_shapes_of_one_place_never_hold_on_one_day(cast: Pemeran) -> None:
    made = tempat(cast.uptd)
    with pytest.raises(IntegrityError), transaction.atomic():
        BentukTempat.objects.create(
            tempat=made, mulai=HARI, lintang=0, bujur=0, radius_m=50, dasar=SURAT
        )


def test_a_row_ended_before_it_began_holds_on_no_day(cast: Pemeran) -> None:
    made = tempat(cast.uptd)
    row = BentukTempat.objects.get(tempat=made)
    row.sampai = date(2023, 12, 31)
    row.save()
    BentukTempat.objects.create(
        tempat=made, mulai=DULU, lintang=0, bujur=0, radius_m=50, dasar=SURAT
    )
    pakai_tempat(made, cast.uptd)
    assert tempat_hari(cast.siti.pk, on=HARI).tempat[0].aturan.radius_m == 50


# Plans


def hours(plan: Rencana | DataKurangError) -> Any:
    if isinstance(plan, DataKurangError):
        return plan.apa
    jam = plan.jam_kerja
    return plan.libur or (plan.pola, jam and f"{jam[0]:%H:%M}-{jam[1]:%H:%M}")


def test_own_pattern_wins_then_that_of_the_nearest_unit(cast: Pemeran) -> None:
    pakai_pola("J5", cast.akar)
    assert hours(rencana_pada(cast.siti.pk, HARI)) == ("J5", "07:30-16:00")
    pakai_pola("J6S", cast.uptd, mulai=HARI)
    assert hours(rencana_pada(cast.siti.pk, HARI)) == ("J6S", "07:30-14:00")
    assert hours(rencana_pada(cast.siti.pk, date(2026, 7, 8)))[0] == "J5"
    pakai_pola("SH3", cast.siti, mulai=HARI, sampai=HARI)
    roster(cast.siti, HARI, "MALAM")
    assert hours(rencana_pada(cast.siti.pk, HARI)) == ("SH3", "21:00-08:00")
    assert hours(rencana_pada(cast.made.pk, HARI))[0] == "J5"


def test_a_month_tells_each_day_and_what_is_missing(cast: Pemeran) -> None:
    pakai_pola("J5", cast.siti, mulai=date(2026, 7, 7), sampai=date(2026, 7, 8))
    pakai_pola("SH2", cast.siti, mulai=HARI)
    roster(cast.siti, HARI, jam_mulai=time(8), lama_menit=1440)
    plans = rencana_orang(cast.siti.pk, date(2026, 7, 6), date(2026, 7, 10))
    assert [hours(plan) for plan in plans.values()] == [
        "jadwal pada 06-07-2026",
        ("J5", "07:30-16:00"),
        ("J5", "07:30-16:00"),
        ("SH2", "08:00-08:00"),
        "roster pada 10-07-2026",
    ]


def test_hours_are_those_of_the_version_in_force_on_the_date(cast: Pemeran) -> None:
    pakai_pola("J5", cast.akar)
    pola = PolaJadwal.objects.get(kode="J5")
    pola.versi.update(sampai=HARI)
    pola.versi.create(
        mulai=date(2026, 7, 10),
        isi={"jenis": "MINGGUAN", "hari": {"5": ["06:30", "11:00"]}},
        dasar=SURAT,
    )
    plans = rencana_orang(cast.siti.pk, HARI, date(2026, 7, 11))
    assert [hours(plan) for plan in plans.values()] == [
        ("J5", "07:30-16:00"),
        ("J5", "06:30-11:00"),
        Libur.AKHIR_PEKAN,
    ]


def test_flexible_work_of_unit_and_person_add_up(cast: Pemeran) -> None:
    pakai_pola("J5", cast.akar)
    fleksibel(cast.dinas, HARI, HARI, JenisFleksibel.WAKTU, geser_menit=60)
    fleksibel(cast.siti, HARI, HARI, JenisFleksibel.TEMPAT)
    plan = rencana_pada(cast.siti.pk, HARI)
    assert (plan.wfa, plan.geser_menit) == (True, 60)
    assert rencana_pada(cast.made.pk, HARI).geser_menit == 0


def test_a_person_who_moves_follows_the_zone_and_pattern_of_each_unit(cast: Pemeran) -> None:
    cast.lain.zona_waktu = "Asia/Jayapura"
    cast.lain.save()
    pakai_pola("J5", cast.akar)
    pakai_pola("J6S", cast.lain)
    cast.siti.penempatan.update(sampai=HARI)
    PenempatanFactory(pegawai=cast.siti, unit=cast.lain, mulai=date(2026, 7, 10))
    plans = rencana_orang(cast.siti.pk, HARI, date(2026, 7, 10))
    assert [hours(p)[0] for p in plans.values()] == ["J5", "J6S"]
    assert [p.zona.key for p in plans.values() if isinstance(p, Rencana)] == [
        "Asia/Makassar",
        "Asia/Jayapura",
    ]


def test_dates_without_a_post_have_no_plan(cast: Pemeran) -> None:
    pakai_pola("J5", cast.akar)
    cast.siti.penempatan.update(sampai=HARI)
    assert list(rencana_orang(cast.siti.pk, HARI, date(2026, 7, 20))) == [HARI]
    with pytest.raises(DataKurangError, match="unit kerja"):
        rencana_pada(cast.siti.pk, date(2026, 7, 10))


def test_people_are_read_in_a_fixed_number_of_statements(cast: Pemeran) -> None:
    everybody = Pegawai.objects.all()
    with CaptureQueriesContext(connection) as few:
        list(orang_load(everybody, HARI, HARI))
    PegawaiFactory.create_batch(5, unit=cast.dinas)
    with CaptureQueriesContext(connection) as many:
        assert len(list(orang_load(everybody, HARI, HARI))) == 7
    assert len(few) == len(many) == 4


def test_flexible_work_needs_an_end_and_one_owner(cast: Pemeran) -> None:
    for bad in ({"unit": cast.dinas}, {"sampai": HARI}):
        with pytest.raises(IntegrityError), transaction.atomic():
            KerjaFleksibel.objects.create(
                jenis=JenisFleksibel.TEMPAT, mulai=HARI, dasar=SURAT, **bad
            )


def test_what_a_dated_row_said_before_is_kept(cast: Pemeran) -> None:
    row = pakai_pola("J5", cast.akar)
    row.sampai = HARI
    row.save()
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT sampai FROM presensi_pemakaianpolaevent WHERE pgh_obj_id = %s", [row.pk]
        )
        assert cursor.fetchall() == [(None,)]
    assert PemakaianPola.objects.get().sampai == HARI


def test_labels_are_words() -> None:
    assert {j.label for j in JenisTempat} >= {"Kantor", "Sekolah"}
