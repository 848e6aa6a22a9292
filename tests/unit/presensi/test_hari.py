"""Stored days: equal to the rules, computed again for exactly what a late fact touches."""

from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from presensi.models import (
    Acara,
    Dispensasi,
    HadirAcara,
    HariPegawai,
    HitungHari,
    Ketukan,
    PemakaianPola,
    PenutupanBulan,
    Pernyataan,
    PesertaTugas,
    SuratTugas,
)
from presensi.rules.fakta import JenisPernyataan, Keadaan
from presensi.rules.jadwal import JenisAcara, JenisFleksibel
from presensi.services.hari import (
    hari_from_event,
    hari_mark,
    hari_nightly,
    hari_recompute,
    hari_refresh,
)
from sitamu.inti.models import Kedudukan, Pegawai
from tests.factories.inti import PegawaiFactory
from tests.factories.pemeran import Pemeran, pemeran
from tests.factories.presensi import SURAT, fleksibel, pakai_pola, roster
from tests.unit.presensi.test_hari_rules import at

pytestmark = pytest.mark.django_db

KAMIS = date(2026, 7, 9)
NOW = datetime(2026, 7, 20, 2, tzinfo=UTC)


@pytest.fixture
def cast() -> Pemeran:
    cast = pemeran()
    pakai_pola("J5", cast.akar)
    return cast


def tap(pegawai: Pegawai, jam: str, hari: date = KAMIS, putusan: str = "TERIMA") -> None:
    """`+07:20` is a MASUK, `-16:00` a PULANG."""
    Ketukan.objects.create(
        id=uuid4(),
        pegawai_id=pegawai.pk,
        arah="MASUK" if jam[0] == "+" else "PULANG",
        pada=at(jam[1:], hari),
        putusan=putusan,
        sumber="APLIKASI",
        aturan_mulai=date(2026, 1, 1),
    )


def compute(pegawai: Pegawai, dari: date = KAMIS, sampai: date = KAMIS) -> int:
    scope = Pegawai.objects.filter(pk=pegawai.pk)
    return hari_recompute(scope, dari, sampai, now=NOW)


def day(pegawai: Pegawai, tanggal: date = KAMIS) -> HariPegawai:
    return HariPegawai.objects.get(pegawai=pegawai, tanggal=tanggal)


def test_a_week_of_one_person_is_judged_day_by_day(cast: Pemeran) -> None:
    tap(cast.siti, "+07:45")
    tap(cast.siti, "-15:00")
    compute(cast.siti, date(2026, 7, 8), date(2026, 7, 12))
    rows = HariPegawai.objects.filter(pegawai=cast.siti).order_by("tanggal")
    assert list(rows.values_list("status", flat=True)) == [
        "ALPA",
        "HADIR",
        "ALPA",
        "AKHIR_PEKAN",
        "AKHIR_PEKAN",
    ]
    row = day(cast.siti)
    assert (row.terlambat_menit, row.pulang_cepat_menit, row.pola) == (15, 60, "J5")
    assert (row.masuk, row.harus_pulang) == (at("07:45"), at("16:00"))


def test_computing_twice_writes_nothing(cast: Pemeran) -> None:
    tap(cast.siti, "+07:45")
    assert compute(cast.siti, date(2026, 7, 6), date(2026, 7, 12)) == 7
    assert compute(cast.siti, date(2026, 7, 6), date(2026, 7, 12)) == 0


def test_a_late_tap_changes_its_day_alone(cast: Pemeran) -> None:
    compute(cast.siti, date(2026, 7, 6), date(2026, 7, 12))
    tap(cast.siti, "+07:20")
    tap(cast.siti, "-16:00")
    assert compute(cast.siti, date(2026, 7, 6), date(2026, 7, 12)) == 1
    assert day(cast.siti).status == "HADIR"


def test_refused_taps_do_not_count_and_reviewed_ones_do_until_decided(cast: Pemeran) -> None:
    tap(cast.siti, "+07:20", putusan="TOLAK")
    tap(cast.siti, "-16:00", putusan="TINJAU")
    compute(cast.siti)
    assert (day(cast.siti).masuk, day(cast.siti).tanpa_masuk) == (None, True)
    assert day(cast.siti).pulang == at("16:00")


def test_a_night_shift_at_the_end_of_a_month_keeps_its_morning(cast: Pemeran) -> None:
    pakai_pola("SH3", cast.siti)
    roster(cast.siti, date(2026, 6, 30), "MALAM")
    roster(cast.siti, date(2026, 7, 1), "LEPAS")
    tap(cast.siti, "+20:55", date(2026, 6, 30))
    tap(cast.siti, "-08:05", date(2026, 7, 1))
    compute(cast.siti, date(2026, 6, 30), date(2026, 7, 2))
    assert day(cast.siti, date(2026, 6, 30)).status == "HADIR"
    assert day(cast.siti, date(2026, 6, 30)).pulang == at("08:05", date(2026, 7, 1))
    assert day(cast.siti, date(2026, 7, 1)).status == "LEPAS_PIKET"
    missing = day(cast.siti, date(2026, 7, 2))
    assert (missing.status, missing.kurang) == ("DATA_KURANG", "roster pada 02-07-2026")


def test_a_day_that_a_tap_can_still_reach_has_no_row(cast: Pemeran) -> None:
    hari_recompute(Pegawai.objects.all(), KAMIS, KAMIS, now=at("21:59").astimezone(UTC))
    assert not HariPegawai.objects.exists()
    hari_recompute(Pegawai.objects.all(), KAMIS, KAMIS, now=at("22:01").astimezone(UTC))
    assert HariPegawai.objects.count() == Pegawai.objects.count()


def test_the_night_run_judges_everybody_who_works_and_forgets_who_left(cast: Pemeran) -> None:
    now = at("02:00", date(2026, 7, 10)).astimezone(UTC)
    assert hari_nightly(now=now) > 0
    assert day(cast.made).status == "ALPA"
    Pegawai.objects.filter(pk=cast.made.pk).update(kedudukan=Kedudukan.PENSIUN)
    hari_nightly(now=now)
    assert not HariPegawai.objects.filter(pegawai=cast.made).exists()
    assert HariPegawai.objects.filter(pegawai=cast.siti).exists()


def test_people_placed_nowhere_have_no_days(cast: Pemeran) -> None:
    nobody = PegawaiFactory()
    hari_recompute(Pegawai.objects.all(), KAMIS, KAMIS, now=NOW)
    assert not HariPegawai.objects.filter(pegawai=nobody).exists()


def test_days_before_any_pattern_are_nobodys_absence(cast: Pemeran) -> None:
    PemakaianPola.objects.update(mulai=KAMIS)
    compute(cast.siti, date(2026, 7, 6), KAMIS)
    assert list(HariPegawai.objects.values_list("tanggal", flat=True)) == [KAMIS]


def test_study_leave_is_not_absence(cast: Pemeran) -> None:
    Pegawai.objects.filter(pk=cast.siti.pk).update(kedudukan=Kedudukan.TUGAS_BELAJAR)
    compute(cast.siti)
    assert day(cast.siti).status == "TUGAS_BELAJAR"


# Papers


def test_approved_leave_is_leave_and_a_waiting_one_is_not(cast: Pemeran) -> None:
    row = cast.siti.cuti.create(
        unit_kerja=cast.uptd,
        jenis="sakit",
        mulai=date(2026, 7, 8),
        selesai=KAMIS,
        hari_kalender=2,
        keterangan="Demam",
        alamat="Watampone",
        nomor_hp="0812",
        status="DI_ATASAN",
        dibuat_oleh=cast.akun["siti"],
    )
    tap(cast.siti, "+09:40")
    compute(cast.siti)
    assert day(cast.siti).status == "HADIR"
    row.status = "DISETUJUI"
    row.save()
    compute(cast.siti, KAMIS, date(2026, 7, 10))
    assert day(cast.siti).status == "CUTI_SAKIT"
    assert day(cast.siti, date(2026, 7, 10)).status == "ALPA"


def letter(cast: Pemeran, mulai: str, selesai: str, keadaan: Keadaan = Keadaan.DISETUJUI) -> None:
    surat = SuratTugas.objects.create(
        nomor="094/1",
        tanggal=KAMIS,
        perihal="Rapat",
        tujuan="Makassar",
        mulai=at(mulai),
        selesai=at(selesai),
        unit=cast.uptd,
        keadaan=keadaan.value,
    )
    PesertaTugas.objects.create(surat=surat, pegawai=cast.siti)


def test_an_approved_letter_makes_duty_travel_a_waiting_one_does_not(cast: Pemeran) -> None:
    letter(cast, "00:00", "23:59", Keadaan.DIAJUKAN)
    compute(cast.siti)
    assert day(cast.siti).status == "ALPA"
    letter(cast, "00:00", "23:59")
    compute(cast.siti)
    assert day(cast.siti).status == "DINAS_LUAR"


def test_a_letter_from_ten_leaves_the_morning_to_be_tapped(cast: Pemeran) -> None:
    letter(cast, "10:00", "23:00")
    tap(cast.siti, "+07:50")
    compute(cast.siti)
    row = day(cast.siti)
    assert (row.status, row.terlambat_menit, row.tanpa_pulang, row.bebas) == (
        "HADIR",
        20,
        False,
        "PULANG",
    )


def test_an_approved_statement_counts_like_a_tap(cast: Pemeran) -> None:
    tap(cast.siti, "+07:20")
    fields: dict[str, Any] = {
        "pegawai": cast.siti,
        "jenis": JenisPernyataan.LUPA,
        "tanggal": KAMIS,
        "arah": "PULANG",
        "pada": at("16:05"),
        "alasan": "Baterai habis",
    }
    row = Pernyataan.objects.create(**fields)
    compute(cast.siti)
    assert day(cast.siti).tanpa_pulang
    row.keadaan = Keadaan.DISETUJUI.value
    row.save()
    compute(cast.siti)
    assert (day(cast.siti).tanpa_pulang, day(cast.siti).pulang) == (False, at("16:05"))


def test_a_waiver_of_a_unit_holds_below_it_and_until_withdrawn(cast: Pemeran) -> None:
    tap(cast.siti, "+09:30")
    waiver = Dispensasi.objects.create(
        unit=cast.dinas,
        tanggal=KAMIS,
        arah=["MASUK", "PULANG"],
        alasan="Server mati",
        dasar=SURAT,
        oleh=cast.akun["admin"],
    )
    everybody = Pegawai.objects.all()
    hari_recompute(everybody, KAMIS, KAMIS, now=NOW)
    assert (day(cast.siti).status, day(cast.siti).terlambat_menit) == ("HADIR", 0)
    assert day(cast.made).status == "ALPA"
    waiver.dicabut_pada = NOW
    waiver.save()
    compute(cast.siti)
    assert day(cast.siti).terlambat_menit == 120


def test_a_missed_apel_is_noted_for_those_obliged(cast: Pemeran) -> None:
    apel = Acara.objects.create(
        unit=cast.akar,
        jenis=JenisAcara.APEL,
        nama="Apel pagi",
        mulai=date(2026, 1, 1),
        jam_mulai=time(7, 30),
        jam_tutup=time(7, 45),
        dasar=SURAT,
    )
    for pegawai in (cast.siti, cast.made):
        HadirAcara.objects.create(acara=apel, tanggal=KAMIS, pegawai=pegawai, hadir=False)
        tap(pegawai, "+07:20")
        tap(pegawai, "-16:00")
    fleksibel(cast.made, KAMIS, KAMIS, JenisFleksibel.TEMPAT)
    hari_recompute(Pegawai.objects.all(), KAMIS, KAMIS, now=NOW)
    assert day(cast.siti).tidak_apel == "SEHARI"
    assert (day(cast.made).status, day(cast.made).tidak_apel) == ("WFA", "")


# Closed months and marks


def test_days_of_a_closed_month_stay(cast: Pemeran) -> None:
    compute(cast.siti, date(2026, 6, 30), date(2026, 7, 1))
    PenutupanBulan.objects.create(bulan=date(2026, 6, 1))
    tap(cast.siti, "+07:20", date(2026, 6, 30))
    tap(cast.siti, "+07:20", date(2026, 7, 1))
    assert compute(cast.siti, date(2026, 6, 30), date(2026, 7, 1)) == 1
    assert day(cast.siti, date(2026, 6, 30)).status == "ALPA"


def test_marks_are_worked_off_once_for_the_people_and_days_they_name(cast: Pemeran) -> None:
    hari_mark(dari=KAMIS, sampai=KAMIS, pegawai_ids=[cast.siti.pk])
    assert hari_refresh(now=NOW) == 1
    assert list(HariPegawai.objects.values_list("pegawai", "tanggal")) == [(cast.siti.pk, KAMIS)]
    assert (HitungHari.objects.count(), hari_refresh(now=NOW)) == (0, 0)
    hari_mark(dari=KAMIS, sampai=KAMIS, unit_id=cast.lain.pk)
    hari_refresh(now=NOW)
    assert HariPegawai.objects.filter(pegawai=cast.made).exists()
    assert HariPegawai.objects.count() == 2


def test_an_event_about_a_person_marks_their_open_days(cast: Pemeran) -> None:
    event = {"peristiwa_id": uuid4(), "nama": "X", "now": NOW}
    hari_from_event(**event, isi={"pegawai_id": str(cast.siti.pk)})
    row = HitungHari.objects.get()
    assert (row.pegawai_id, row.dari, row.sampai) == (
        cast.siti.pk,
        date(2026, 6, 1),
        date(2026, 7, 20),
    )
    hari_from_event(**event, isi={})
    assert HitungHari.objects.filter(pegawai=None).count() == 1
    hari_from_event(**event, isi={"kunci": "BUP"})
    assert HitungHari.objects.count() == 2


def test_more_people_and_days_cost_no_more_statements(cast: Pemeran) -> None:
    def cost() -> int:
        with CaptureQueriesContext(connection) as queries:
            hari_recompute(Pegawai.objects.all(), KAMIS, KAMIS + timedelta(days=5), now=NOW)
        return len(queries)

    few = cost()
    for pegawai in PegawaiFactory.create_batch(8, unit=cast.dinas):
        tap(pegawai, "+07:20")
    assert cost() == few
