"""The plan of one person on one date."""

from datetime import date, datetime, time, timedelta
from importlib import import_module
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from presensi.errors import PolaInvalidError
from presensi.rules.jadwal import (
    AcaraAturan,
    BarisRoster,
    Fleksibel,
    Jam,
    JenisAcara,
    JenisFleksibel,
    KalenderHari,
    Libur,
    Pola,
    Rencana,
    libur_terpilih,
    pola_read,
    rencana_hari,
    wajib_acara,
)
from sitamu.inti.errors import DataKurangError

WITA = ZoneInfo("Asia/Makassar")
BAWAAN = {
    kode: pola_read(kode, isi)
    for kode, _, isi, _ in import_module("presensi.migrations.0003_pola_bawaan").POLA
}
KALENDER = KalenderHari(
    {
        date(2026, 8, 17): Libur.LIBUR_NASIONAL,
        date(2026, 3, 18): Libur.CUTI_BERSAMA,
        date(2026, 3, 21): Libur.LIBUR_NASIONAL,
    },
    frozenset({2026}),
    ((date(2026, 2, 19), date(2026, 3, 20)),),
)


def plan(tanggal: date, kode: str = "J5", **more: Any) -> Rencana:
    return rencana_hari(tanggal, BAWAAN[kode], KALENDER, WITA, **more)


def hours(rencana: Rencana) -> tuple[str, str]:
    assert rencana.jam_kerja
    mulai, selesai = rencana.jam_kerja
    return f"{mulai:%d %H:%M}", f"{selesai:%d %H:%M}"


@pytest.mark.parametrize(
    ("kode", "tanggal", "jam"),
    [
        ("J5", date(2026, 7, 6), ("06 07:30", "06 16:00")),
        ("J5", date(2026, 7, 10), ("10 07:30", "10 16:30")),
        ("J5", date(2026, 2, 18), ("18 07:30", "18 16:00")),  # the day before Ramadan
        ("J5", date(2026, 2, 19), ("19 08:00", "19 15:00")),
        ("J5", date(2026, 2, 20), ("20 08:00", "20 15:30")),
        ("J6S", date(2026, 7, 11), ("11 07:30", "11 14:00")),
        ("J6S", date(2026, 7, 10), ("10 07:00", "10 11:30")),
        ("J6S", date(2026, 2, 20), ("20 07:00", "20 11:00")),
    ],
)
def test_hours_follow_pattern_weekday_and_ramadan(
    kode: str, tanggal: date, jam: tuple[str, str]
) -> None:
    assert hours(plan(tanggal, kode)) == jam


@pytest.mark.parametrize(
    ("tanggal", "libur"),
    [
        (date(2026, 7, 11), Libur.AKHIR_PEKAN),
        (date(2026, 8, 17), Libur.LIBUR_NASIONAL),
        (date(2026, 3, 18), Libur.CUTI_BERSAMA),
        (date(2026, 3, 21), Libur.AKHIR_PEKAN),  # a Saturday that is also Idulfitri
    ],
)
def test_a_free_day_says_why(tanggal: date, libur: Libur) -> None:
    rencana = plan(tanggal)
    assert (rencana.libur, rencana.jam_kerja) == (libur, None)


def test_a_shift_over_midnight_belongs_to_the_date_it_begins_on() -> None:
    rencana = plan(date(2026, 7, 31), "SH3", roster=BarisRoster("MALAM"))
    assert rencana.tanggal == date(2026, 7, 31)
    assert hours(rencana) == ("31 21:00", "01 08:00")


def test_a_shift_takes_no_notice_of_holidays() -> None:
    assert hours(plan(date(2026, 8, 17), "SH3", roster=BarisRoster("PAGI")))[0] == "17 08:00"


def test_a_roster_row_may_have_hours_of_its_own_past_24_hours() -> None:
    jaga = BarisRoster(jam=Jam(time(8), 26 * 60))
    assert hours(plan(date(2026, 7, 6), "SH2", roster=jaga)) == ("06 08:00", "07 10:00")


@pytest.mark.parametrize(
    ("sif", "libur"), [("LEPAS", Libur.LEPAS_PIKET), ("LIBUR", Libur.LIBUR_SHIFT)]
)
def test_days_off_of_a_roster_are_not_duty(sif: str, libur: Libur) -> None:
    assert plan(date(2026, 7, 7), "SH3", roster=BarisRoster(sif)).libur is libur


def test_what_was_never_set_is_named_and_not_guessed() -> None:
    for act, apa in (
        (lambda: plan(date(2026, 7, 7), "SH3"), "roster"),
        (lambda: plan(date(2026, 7, 7), "SH3", roster=BarisRoster("SORE")), "jam sif SORE"),
        (lambda: rencana_hari(date(2026, 7, 7), None, KALENDER, WITA), "jadwal"),
        (lambda: plan(date(2028, 7, 7)), "Ramadan 2028"),
        (
            lambda: rencana_hari(
                date(2026, 7, 7),
                BAWAAN["J5"],
                KalenderHari({}, frozenset({2025}), KALENDER.ramadan),
                WITA,
            ),
            "hari libur 2026",
        ),
    ):
        with pytest.raises(DataKurangError) as refused:
            act()
        assert apa in refused.value.apa


def test_flexible_work_holds_on_its_weekdays_only() -> None:
    geser = Fleksibel(JenisFleksibel.WAKTU, 60)
    wfa = Fleksibel(JenisFleksibel.TEMPAT, hari=(3,))
    rabu = plan(date(2026, 7, 8), fleksibel=[geser, wfa])
    kamis = plan(date(2026, 7, 9), fleksibel=[geser, wfa])
    assert (rabu.wfa, rabu.geser_menit) == (True, 60)
    assert (kamis.wfa, kamis.geser_menit) == (False, 60)


def test_the_same_hours_are_other_instants_in_each_zone() -> None:
    starts = [
        rencana_hari(date(2026, 7, 6), BAWAAN["J5"], KALENDER, ZoneInfo(zona)).mulai
        for zona in ("Asia/Jayapura", "Asia/Makassar", "Asia/Jakarta")
    ]
    assert [m.astimezone(ZoneInfo("UTC")).hour * 60 + 30 for m in starts if m] == [
        22 * 60 + 30,
        23 * 60 + 30,
        30,
    ]


def test_of_two_holidays_on_one_date_the_national_one_is_named() -> None:
    assert libur_terpilih([Libur.CUTI_BERSAMA, Libur.LIBUR_NASIONAL]) is Libur.LIBUR_NASIONAL


@given(
    tanggal=st.dates(date(2026, 1, 1), date(2026, 12, 31)),
    mulai=st.times().map(lambda t: time(t.hour, t.minute)),
    menit=st.integers(1, 48 * 60),
)
def test_a_rostered_duty_begins_on_its_date_and_lasts_as_long_as_written(
    tanggal: date, mulai: time, menit: int
) -> None:
    rencana = plan(tanggal, "SH2", roster=BarisRoster(jam=Jam(mulai, menit)))
    assert rencana.mulai == datetime.combine(tanggal, mulai, tzinfo=WITA)
    assert rencana.selesai == rencana.mulai + timedelta(minutes=menit)


@pytest.mark.parametrize(
    ("isi", "bidang"),
    [
        (None, "isi"),
        ({"jenis": "X"}, "jenis"),
        ({"jenis": "MINGGUAN"}, "hari"),
        ({"jenis": "MINGGUAN", "hari": {}}, "hari"),
        ({"jenis": "MINGGUAN", "hari": {"8": ["07:30", "16:00"]}}, "hari.8"),
        ({"jenis": "MINGGUAN", "hari": {"1": ["7.30", "16:00"]}}, "hari.1"),
        ({"jenis": "MINGGUAN", "hari": {"1": ["07:30"]}}, "hari.1"),
        ({"jenis": "MINGGUAN", "hari": {"1": ["07:30", 0]}}, "hari.1"),
        ({"jenis": "MINGGUAN", "hari": {"1": ["07:30:30", "16:00"]}}, "hari.1"),
        ({"jenis": "SIF", "sif": {}}, "sif"),
        ({"jenis": "SIF", "sif": {"LEPAS": ["08:00", "14:00"]}}, "sif.LEPAS"),
        ({"jenis": "SIF", "sif": {"pagi": ["08:00", "14:00"]}}, "sif.pagi"),
        ({"jenis": "SIF", "sif": {"PAGI": ["08:00", 2881]}}, "sif.PAGI"),
        ({"jenis": "MINGGUAN", "hari": {"1": ["07:30", "16:00"]}, "x": 1}, "x"),
    ],
)
def test_a_pattern_that_cannot_be_read_names_the_fault(isi: Any, bidang: str) -> None:
    with pytest.raises(PolaInvalidError) as refused:
        pola_read("X", isi)
    assert refused.value.bidang == bidang


def test_an_end_at_the_start_is_a_whole_day() -> None:
    pola = pola_read("P", {"jenis": "SIF", "sif": {"JAGA": ["08:00", "08:00"]}})
    assert pola.sif["JAGA"] == Jam(time(8), 24 * 60)


APEL = AcaraAturan(JenisAcara.APEL, (1, 2, 3, 4, 5))
UPACARA = AcaraAturan(JenisAcara.UPACARA)


@pytest.mark.parametrize(
    ("acara", "rencana", "wajib"),
    [
        (APEL, plan(date(2026, 7, 6)), True),
        (AcaraAturan(JenisAcara.APEL, (1,)), plan(date(2026, 7, 7)), False),
        (APEL, plan(date(2026, 2, 23)), False),  # Ramadan
        (AcaraAturan(JenisAcara.APEL, (1,), saat_ramadan=True), plan(date(2026, 2, 23)), True),
        (APEL, plan(date(2026, 8, 17)), False),
        (UPACARA, plan(date(2026, 8, 17)), True),  # a ceremony obliges on a holiday
        (UPACARA, plan(date(2026, 8, 17), "SH3", roster=BarisRoster("PAGI")), False),
        (
            APEL,
            plan(date(2026, 7, 6), fleksibel=[Fleksibel(JenisFleksibel.TEMPAT)]),
            False,
        ),
    ],
)
def test_who_is_obliged_to_an_apel(acara: AcaraAturan, rencana: Rencana, wajib: bool) -> None:
    assert wajib_acara(acara, rencana) is wajib
    assert not wajib_acara(acara, rencana, di_kantor=False)


def test_every_shipped_pattern_can_be_read() -> None:
    assert {kode: pola.jenis.value for kode, pola in BAWAAN.items()} == {
        "J5": "MINGGUAN",
        "J6S": "MINGGUAN",
        "J6R": "MINGGUAN",
        "SH3": "SIF",
        "SH2": "SIF",
    }
    assert isinstance(BAWAAN["J5"], Pola)
    weekly = sum(jam.menit for jam in BAWAAN["J5"].hari.values()) - 4 * 60 - 90
    ramadan = sum(jam.menit for jam in BAWAAN["J5"].ramadan.values()) - 4 * 30 - 60
    assert (weekly / 60, ramadan / 60) == (37.5, 32.5)  # Perpres 21/2023 ps. 4
