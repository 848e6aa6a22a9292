import csv
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitamu.inti.errors import DataKurangError
from sitamu.inti.rules.kalender import (
    Interval,
    JamTutup,
    Kalender,
    hari_kerja,
    hari_kerja_dalam,
    hari_kerja_ke,
    hari_terpakai,
    sisa_hari,
    tanggal_lokal,
    tenggat,
    tenggat_pada,
    tutup_pada,
)

AKAR = Path(__file__).parents[3]


def _loaded(hari_per_minggu: int = 5) -> Kalender:
    with (AKAR / "sitamu/inti/data/hari-libur.csv").open(encoding="utf-8", newline="") as file:
        libur = frozenset(date.fromisoformat(row["date"]) for row in csv.DictReader(file))
    return Kalender(libur, frozenset(d.year for d in libur), hari_per_minggu)


KALENDER = _loaded()
ENAM_HARI = _loaded(6)
JUMAT = date(2026, 10, 2)


def test_the_loaded_years_are_2025_to_2027() -> None:
    assert KALENDER.tahun == {2025, 2026, 2027}


@pytest.mark.parametrize(
    ("tanggal", "kerja"),
    [
        (date(2026, 10, 2), True),
        (date(2026, 10, 3), False),  # Saturday
        (date(2026, 10, 4), False),
        (date(2026, 8, 17), False),  # holiday on a Monday
        (date(2026, 12, 24), False),  # cuti bersama
        (date(2025, 1, 2), True),
    ],
)
def test_weekends_holidays_and_cuti_bersama_are_not_working_days(
    tanggal: date, kerja: bool
) -> None:
    assert hari_kerja(KALENDER, tanggal) is kerja


def test_saturday_works_in_a_six_day_office_unless_it_is_a_holiday() -> None:
    assert hari_kerja(ENAM_HARI, date(2026, 10, 3))
    assert not hari_kerja(ENAM_HARI, date(2026, 10, 4))
    assert not hari_kerja(ENAM_HARI, date(2026, 3, 21))


@pytest.mark.parametrize("tanggal", [date(2024, 12, 31), date(2028, 1, 3), date(2028, 1, 1)])
def test_a_year_that_is_not_loaded_is_never_guessed(tanggal: date) -> None:
    with pytest.raises(DataKurangError) as caught:
        hari_kerja(KALENDER, tanggal)
    assert caught.value.message == f"data kurang: hari libur {tanggal.year}"
    assert (caught.value.code, caught.value.http_status) == ("data_kurang", 422)


def test_a_calendar_with_four_days_a_week_is_refused() -> None:
    with pytest.raises(ValueError, match="5 or 6"):
        Kalender(frozenset(), frozenset({2026}), 4)


def test_the_first_day_is_left_out_and_the_last_is_counted() -> None:
    assert hari_kerja_dalam(KALENDER, JUMAT, date(2026, 10, 5)) == 1
    assert hari_kerja_dalam(KALENDER, date(2026, 10, 1), JUMAT) == 1
    assert hari_kerja_dalam(KALENDER, JUMAT, JUMAT) == 0
    assert hari_kerja_dalam(KALENDER, JUMAT, date(2026, 9, 1)) == 0


def test_counting_over_the_edge_of_the_loaded_years_is_refused() -> None:
    assert hari_kerja_dalam(KALENDER, date(2024, 12, 31), date(2025, 1, 2)) == 1
    with pytest.raises(DataKurangError, match="2024"):
        hari_kerja_dalam(KALENDER, date(2024, 12, 30), date(2025, 1, 2))
    with pytest.raises(DataKurangError, match="2028"):
        hari_kerja_dalam(KALENDER, date(2027, 12, 30), date(2028, 1, 3))


def test_seven_working_days_from_a_friday_end_on_the_second_tuesday() -> None:
    clock = [Interval(JUMAT)]
    assert tenggat(KALENDER, clock, 7) == date(2026, 10, 13)
    assert sisa_hari(KALENDER, clock, 7, JUMAT) == 7
    assert sisa_hari(KALENDER, clock, 7, date(2026, 10, 13)) == 0
    assert sisa_hari(KALENDER, clock, 7, date(2026, 10, 15)) == -2


def test_arriving_on_a_holiday_counts_from_the_next_working_day() -> None:
    assert tenggat(KALENDER, [Interval(date(2026, 12, 24))], 1) == date(2026, 12, 28)


def test_the_clock_stands_still_while_it_is_paused() -> None:
    paused = [Interval(JUMAT, date(2026, 10, 6))]
    assert tenggat(KALENDER, paused, 7) is None
    assert tenggat(KALENDER, [], 7) is None
    assert sisa_hari(KALENDER, paused, 7, date(2026, 10, 6)) == 5
    assert sisa_hari(KALENDER, paused, 7, date(2026, 11, 30)) == 5

    resumed = [*paused, Interval(date(2026, 10, 20))]
    assert tenggat(KALENDER, resumed, 7) == date(2026, 10, 27)


def test_pausing_and_resuming_on_one_day_costs_nothing() -> None:
    once = [Interval(JUMAT)]
    twice = [Interval(JUMAT, date(2026, 10, 6)), Interval(date(2026, 10, 6))]
    assert tenggat(KALENDER, twice, 7) == tenggat(KALENDER, once, 7)


def test_a_broken_promise_keeps_its_deadline_in_the_past() -> None:
    clock = [Interval(JUMAT, date(2026, 10, 20)), Interval(date(2026, 10, 26))]
    assert tenggat(KALENDER, clock, 7) == date(2026, 10, 13)


def test_a_deadline_in_a_year_not_loaded_is_refused() -> None:
    with pytest.raises(DataKurangError, match="hari libur 2028"):
        tenggat(KALENDER, [Interval(date(2027, 12, 29))], 7)


def test_impossible_clocks_are_programming_errors() -> None:
    with pytest.raises(ValueError, match="before"):
        Interval(JUMAT, JUMAT - timedelta(days=1))
    with pytest.raises(ValueError, match="at least 1"):
        tenggat(KALENDER, [Interval(JUMAT)], 0)


AWAL = date(2025, 1, 1)
hari = st.integers(0, 700).map(lambda n: AWAL + timedelta(days=n))
janji = st.integers(1, 40)
kalender = st.sampled_from([KALENDER, ENAM_HARI])
tertutup = st.tuples(hari, hari).map(lambda pair: Interval(min(pair), max(pair)))
jam = st.tuples(st.lists(tertutup, max_size=4), hari).map(lambda t: [*t[0], Interval(t[1])])


@given(kalender, jam, janji)
def test_the_deadline_is_the_working_day_on_which_the_promise_is_used_up(
    kalender: Kalender, clock: list[Interval], janji_hari: int
) -> None:
    akhir = tenggat(kalender, clock, janji_hari)
    assert akhir is not None
    assert hari_kerja(kalender, akhir)
    assert hari_terpakai(kalender, clock, akhir) == janji_hari
    assert hari_terpakai(kalender, clock, akhir - timedelta(days=1)) == janji_hari - 1


@given(kalender, hari, st.integers(0, 60), st.integers(0, 60), janji)
def test_more_pause_never_gives_an_earlier_deadline(
    kalender: Kalender, mulai: date, jalan: int, jeda: int, janji_hari: int
) -> None:
    berhenti = mulai + timedelta(days=jalan)
    lanjut = berhenti + timedelta(days=jeda)
    straight = tenggat(kalender, [Interval(mulai)], janji_hari)
    paused = tenggat(kalender, [Interval(mulai, berhenti), Interval(lanjut)], janji_hari)
    longer = tenggat(
        kalender, [Interval(mulai, berhenti), Interval(lanjut + timedelta(days=1))], janji_hari
    )
    assert straight is not None
    assert paused is not None
    assert longer is not None
    assert straight <= paused <= longer


@given(kalender, st.lists(hari, min_size=2, max_size=6).map(sorted), hari)
def test_the_parts_of_a_split_interval_add_up_to_the_whole(
    kalender: Kalender, batas: list[date], hari_ini: date
) -> None:
    parts = [Interval(a, b) for a, b in pairwise(batas)]
    whole = hari_terpakai(kalender, [Interval(batas[0], batas[-1])], hari_ini)
    assert hari_terpakai(kalender, parts, hari_ini) == whole
    assert sum(hari_terpakai(kalender, [part], hari_ini) for part in parts) == whole


@given(kalender, st.lists(tertutup, max_size=5), hari, st.randoms())
def test_a_day_is_never_counted_twice(
    kalender: Kalender, clock: list[Interval], hari_ini: date, acak: object
) -> None:
    days = {
        interval.mulai + timedelta(days=n)
        for interval in clock
        if interval.selesai is not None
        for n in range(1, (interval.selesai - interval.mulai).days + 1)
    }
    expected = sum(d <= hari_ini and hari_kerja(kalender, d) for d in days)
    shuffled = [*clock, *clock]
    acak.shuffle(shuffled)  # type: ignore[attr-defined]
    assert hari_terpakai(kalender, shuffled, hari_ini) == expected


# Hours: they say when the last day ends, never how many days there are

BIASA = JamTutup(date(2023, 4, 12), time(16), jumat=time(16, 30))
ENAM = JamTutup(date(2023, 4, 12), time(14), jumat=time(11, 30), hari_per_minggu=6)
PUASA = JamTutup(date(2026, 2, 19), time(15), jumat=time(15, 30), sampai=date(2026, 3, 20))
SETENGAH = JamTutup(date(2026, 3, 18), time(12), sampai=date(2026, 3, 18))
BERJAM = replace(KALENDER, jam=(BIASA, PUASA, SETENGAH, ENAM))


@pytest.mark.parametrize(
    ("tanggal", "pukul"),
    [
        (date(2026, 2, 18), "16:00"),  # the day before Ramadan
        (date(2026, 2, 19), "15:00"),  # its first day
        (date(2026, 2, 20), "15:30"),  # a Friday in it
        (date(2026, 3, 17), "15:00"),
        (date(2026, 3, 18), "12:00"),  # a half day inside Ramadan: the shorter row wins
        (date(2026, 3, 25), "16:00"),
        (date(2026, 3, 27), "16:30"),  # a usual Friday
    ],
)
def test_the_office_closes_by_the_shortest_row_that_holds_the_day(
    tanggal: date, pukul: str
) -> None:
    assert f"{tutup_pada(BERJAM, tanggal):%H:%M}" == pukul


def test_an_office_of_six_days_has_hours_of_its_own() -> None:
    kalender = replace(BERJAM, hari_per_minggu=6)
    assert f"{tutup_pada(kalender, date(2026, 10, 2)):%H:%M}" == "11:30"
    assert f"{tutup_pada(kalender, date(2026, 10, 3)):%H:%M}" == "14:00"


def test_a_later_row_of_the_same_length_replaces_the_earlier() -> None:
    baru = JamTutup(date(2026, 6, 1), time(15))
    kalender = replace(BERJAM, jam=(BIASA, baru))
    assert f"{tutup_pada(kalender, date(2026, 5, 29)):%H:%M}" == "16:30"
    assert f"{tutup_pada(kalender, date(2026, 6, 1)):%H:%M}" == "15:00"


def test_hours_that_are_not_known_are_never_guessed() -> None:
    with pytest.raises(DataKurangError, match="jam kantor 02-10-2026"):
        tutup_pada(KALENDER, JUMAT)


@pytest.mark.parametrize(
    ("mulai", "janji_hari", "akhir"),
    [
        (date(2026, 2, 13), 3, "2026-02-20T15:30"),  # over Imlek and its cuti bersama
        (date(2026, 3, 13), 3, "2026-03-25T16:00"),  # over Nyepi, Idulfitri and cuti bersama
        (date(2026, 3, 13), 1, "2026-03-16T15:00"),
        (date(2026, 10, 2), 7, "2026-10-13T16:00"),
        (date(2026, 12, 23), 1, "2026-12-28T16:00"),
    ],
)
def test_a_deadline_ends_when_its_office_closes(mulai: date, janji_hari: int, akhir: str) -> None:
    pada = tenggat_pada(BERJAM, [Interval(mulai)], janji_hari)
    assert pada is not None
    assert f"{pada:%Y-%m-%dT%H:%M}" == akhir


def test_a_resting_clock_has_no_hour_either() -> None:
    assert tenggat_pada(BERJAM, [Interval(JUMAT, JUMAT)], 7) is None


@pytest.mark.parametrize(
    ("zona", "tanggal", "utc"),
    [
        ("Asia/Jakarta", date(2026, 10, 1), "09:00"),
        ("Asia/Makassar", date(2026, 10, 2), "08:00"),
        ("Asia/Jayapura", date(2026, 10, 2), "07:00"),
    ],
)
def test_each_office_reads_its_own_clock(zona: str, tanggal: date, utc: str) -> None:
    kalender = replace(BERJAM, zona=zona)
    before_midnight = datetime(2026, 10, 1, 16, 59, tzinfo=UTC)  # 23.59 WIB, 00.59 WITA
    assert tanggal_lokal(kalender, before_midnight) == tanggal
    assert f"{tutup_pada(kalender, date(2026, 10, 1)).astimezone(UTC):%H:%M}" == utc


def test_an_instant_without_zone_is_a_programming_error() -> None:
    with pytest.raises(ValueError, match="zone"):
        tanggal_lokal(KALENDER, datetime(2026, 10, 1, 8, 0))  # noqa: DTZ001


@given(kalender, jam, janji)
def test_hours_never_move_a_deadline_to_another_day(
    kalender: Kalender, clock: list[Interval], janji_hari: int
) -> None:
    berjam = replace(kalender, jam=BERJAM.jam)
    pada = tenggat_pada(berjam, clock, janji_hari)
    assert pada is not None
    assert tanggal_lokal(berjam, pada) == tenggat(kalender, clock, janji_hari)


@given(kalender, st.tuples(hari, hari).map(sorted))
def test_numbered_days_count_what_lies_between_two_of_them(
    kalender: Kalender, days: list[date]
) -> None:
    ke = hari_kerja_ke(kalender)
    assert ke[days[1]] - ke[days[0]] == hari_kerja_dalam(kalender, *days)
