"""The status of a day: precedence, minutes, sides, and which day a tap belongs to."""

from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from presensi.rules.hari import (
    MASUK,
    PULANG,
    TIDAK_MASUK,
    FaktaHari,
    HasilHari,
    Jendela,
    Ketuk,
    StatusHari,
    hari_lewat,
    hari_nilai,
    ketukan_bagi,
)
from presensi.rules.jadwal import BarisRoster, Fleksibel, JenisFleksibel, Rencana
from tests.unit.presensi.test_jadwal_rules import WITA, plan

SENIN = date(2026, 7, 6)
KAMIS = date(2026, 7, 9)
JENDELA = Jendela(150, 360)
MENIT = timedelta(minutes=1)


def at(teks: str, hari: date = KAMIS) -> datetime:
    return datetime.fromisoformat(f"{hari}T{teks}").replace(tzinfo=WITA)


def taps(*teks: str, hari: date = KAMIS) -> tuple[Ketuk, ...]:
    """`+07:20` is a MASUK, `-16:00` a PULANG."""
    return tuple(Ketuk(MASUK if t[0] == "+" else PULANG, at(t[1:], hari)) for t in teks)


def judge(*teks: str, rencana: Rencana | None = None, **more: Any) -> HasilHari:
    return hari_nilai(rencana or plan(KAMIS), FaktaHari(taps(*teks), **more))


@pytest.mark.parametrize(
    ("ketukan", "terlambat", "pulang_cepat"),
    [
        (("+07:30:59", "-16:00"), 0, 0),
        (("+07:31:00", "-15:59:59"), 1, 0),
        (("+07:31:00", "-15:59:00"), 1, 1),
        (("+08:00:59", "-15:29:30"), 30, 30),
        (("+07:50", "+07:20", "-12:05", "-16:01"), 0, 0),  # first in, last out
    ],
)
def test_minutes_are_whole_and_from_the_outermost_taps(
    ketukan: tuple[str, ...], terlambat: int, pulang_cepat: int
) -> None:
    hasil = judge(*ketukan)
    assert (hasil.status, hasil.terlambat_menit, hasil.pulang_cepat_menit) == (
        StatusHari.HADIR,
        terlambat,
        pulang_cepat,
    )
    assert not hasil.tanpa_masuk
    assert not hasil.tanpa_pulang


def test_one_tap_missing_is_not_absence_but_both_are() -> None:
    assert judge("+07:20").tanpa_pulang
    assert judge("-16:05").tanpa_masuk
    nothing = judge()
    assert (nothing.status, nothing.tanpa_masuk) == (StatusHari.ALPA, False)


def test_a_day_without_duty_beats_leave_travel_and_taps() -> None:
    minggu = plan(date(2026, 7, 12))
    fakta = FaktaHari(
        taps("+07:20", hari=date(2026, 7, 12)),
        StatusHari.CUTI_SAKIT,
        [(at("00:00"), at("23:59"))],
    )
    assert hari_nilai(minggu, fakta).status is StatusHari.AKHIR_PEKAN


def test_leave_beats_travel_and_taps() -> None:
    hasil = judge(
        "+09:40", tidak_masuk=StatusHari.CUTI_SAKIT, surat_tugas=[(at("00:00"), at("23:59"))]
    )
    assert (hasil.status, hasil.terlambat_menit) == (StatusHari.CUTI_SAKIT, 0)


def test_a_letter_over_the_whole_duty_needs_no_tap() -> None:
    assert judge(surat_tugas=[(at("00:00"), at("23:59"))]).status is StatusHari.DINAS_LUAR


def test_two_letters_that_cover_a_side_each_cover_the_day() -> None:
    letters = [(at("06:00"), at("11:00")), (at("13:00"), at("20:00"))]
    assert judge(surat_tugas=letters).status is StatusHari.DINAS_LUAR


@pytest.mark.parametrize(
    ("surat", "ketukan", "terlambat", "pulang_cepat", "tanpa"),
    [
        (("10:00", "23:00"), ("+07:50",), 20, 0, (False, False)),
        (("10:00", "23:00"), (), 0, 0, (True, False)),
        (("05:00", "11:00"), ("+11:10", "-15:50"), 0, 10, (False, False)),
        (("05:00", "11:00"), (), 0, 0, (False, True)),
        (("10:00", "12:00"), ("+07:50", "-15:50"), 20, 10, (False, False)),  # no side
    ],
)
def test_a_letter_over_one_side_leaves_the_other_to_be_tapped(
    surat: tuple[str, str],
    ketukan: tuple[str, ...],
    terlambat: int,
    pulang_cepat: int,
    tanpa: tuple[bool, bool],
) -> None:
    hasil = judge(*ketukan, surat_tugas=[(at(surat[0]), at(surat[1]))])
    assert hasil.status is StatusHari.HADIR
    assert (hasil.terlambat_menit, hasil.pulang_cepat_menit) == (terlambat, pulang_cepat)
    assert (hasil.tanpa_masuk, hasil.tanpa_pulang) == tanpa


def test_a_letter_in_the_middle_of_the_day_proves_no_presence() -> None:
    assert judge(surat_tugas=[(at("10:00"), at("12:00"))]).status is StatusHari.ALPA


def test_a_letter_until_2359_covers_a_duty_that_ends_at_midnight() -> None:
    pagi = plan(SENIN, "SH2", roster=BarisRoster("PAGI"))
    assert pagi.mulai
    until = Rencana(SENIN, WITA, "X", mulai=pagi.mulai, selesai=at("00:00", date(2026, 7, 7)))
    letter = [(at("00:00", SENIN), at("23:59", SENIN))]
    assert hari_nilai(until, FaktaHari(surat_tugas=letter)).status is StatusHari.DINAS_LUAR


def test_a_waived_side_costs_nothing_and_a_waived_day_is_presence() -> None:
    assert judge("+09:00", "-16:00", bebas=frozenset({MASUK})).terlambat_menit == 0
    whole = judge(bebas=frozenset({MASUK, PULANG}))
    assert (whole.status, whole.tanpa_masuk, whole.tanpa_pulang) == (
        StatusHari.HADIR,
        False,
        False,
    )


@pytest.mark.parametrize(
    ("ketukan", "terlambat", "pulang_cepat", "harus"),
    [
        (("+08:20", "-16:50"), 0, 0, "16:50"),
        (("+08:20", "-16:30"), 0, 20, "16:50"),
        (("+08:45", "-17:00"), 15, 0, "17:00"),
        (("+06:50", "-15:20"), 0, 0, "15:20"),
        (("+05:00", "-15:00"), 0, 0, "15:00"),  # an hour earlier at most
        (("-16:00",), 0, 0, "16:00"),
    ],
)
def test_sliding_hours_move_the_end_along(
    ketukan: tuple[str, ...], terlambat: int, pulang_cepat: int, harus: str
) -> None:
    hasil = judge(*ketukan, rencana=plan(KAMIS, fleksibel=[Fleksibel(JenisFleksibel.WAKTU, 60)]))
    assert (hasil.terlambat_menit, hasil.pulang_cepat_menit) == (terlambat, pulang_cepat)
    assert hasil.harus_pulang == at(harus)


def test_a_wfa_day_is_proved_by_taps_or_a_report() -> None:
    wfa = plan(KAMIS, fleksibel=[Fleksibel(JenisFleksibel.TEMPAT)])
    assert judge("+07:20", "-16:00", rencana=wfa).status is StatusHari.WFA
    assert judge(rencana=wfa, laporan=True).status is StatusHari.WFA
    assert judge(rencana=wfa).status is StatusHari.ALPA
    assert judge(laporan=True).status is StatusHari.ALPA  # in the office a report proves nothing


# Which day a tap belongs to


def test_a_night_shift_keeps_its_morning() -> None:
    plans = [
        plan(SENIN, "SH3", roster=BarisRoster("MALAM")),
        plan(date(2026, 7, 7), "SH3", roster=BarisRoster("PAGI")),
    ]
    besok = date(2026, 7, 7)
    ketukan = [
        *taps("+20:55", hari=SENIN),
        *taps("-08:03", "+07:58", "-14:00", hari=besok),
    ]
    belongs = ketukan_bagi(plans, ketukan, JENDELA)
    assert {d: [(k.arah, k.pada.hour) for k in v] for d, v in belongs.items()} == {
        SENIN: [(MASUK, 20), (PULANG, 8)],
        besok: [(MASUK, 7), (PULANG, 14)],
    }


def test_taps_outside_every_window_belong_to_no_day() -> None:
    early, late = taps("+04:59", "-22:01")
    assert ketukan_bagi([plan(KAMIS)], [early, late], JENDELA) == {}
    fits = ketukan_bagi([plan(KAMIS)], taps("+05:00", "-22:00"), JENDELA)
    assert [k.pada.hour for k in fits[KAMIS]] == [5, 22]


def test_a_pulang_just_after_midnight_still_ends_yesterday() -> None:
    plans = [plan(KAMIS, "SH3", roster=BarisRoster("SIANG")), plan(date(2026, 7, 10), "J5")]
    belongs = ketukan_bagi(plans, taps("-00:20", hari=date(2026, 7, 10)), JENDELA)
    assert list(belongs) == [KAMIS]


def test_a_day_is_over_when_no_tap_can_reach_it() -> None:
    rencana = plan(KAMIS)
    assert not hari_lewat(rencana, JENDELA, at("22:00"))
    assert hari_lewat(rencana, JENDELA, at("22:00:01"))
    assert hari_lewat(plan(date(2026, 7, 12)), JENDELA, at("00:00", date(2026, 7, 12)))
    assert not hari_lewat(plan(date(2026, 7, 12)), JENDELA, at("23:59", date(2026, 7, 11)))


# Properties

KAPAN = st.integers(-6 * 60 * 60, 30 * 60 * 60).map(lambda s: at("00:00") + timedelta(seconds=s))
KETUKAN = st.lists(st.builds(Ketuk, st.sampled_from((MASUK, PULANG)), KAPAN), max_size=6)
LETTERS = st.lists(
    st.tuples(KAPAN, st.integers(1, 24 * 60)).map(lambda t: (t[0], t[0] + MENIT * t[1])),
    max_size=2,
)
PLANS = st.sampled_from(
    [
        plan(KAMIS),
        plan(KAMIS, fleksibel=[Fleksibel(JenisFleksibel.WAKTU, 60)]),
        plan(KAMIS, fleksibel=[Fleksibel(JenisFleksibel.TEMPAT)]),
        plan(KAMIS, "SH3", roster=BarisRoster("MALAM")),
        plan(KAMIS, "SH3", roster=BarisRoster("LEPAS")),
        plan(date(2026, 8, 17)),
    ]
)


@given(rencana=PLANS, ketukan=KETUKAN, letters=LETTERS)
def test_minutes_are_never_negative_and_only_presence_has_them(
    rencana: Rencana, ketukan: list[Ketuk], letters: list[tuple[datetime, datetime]]
) -> None:
    hasil = hari_nilai(rencana, FaktaHari(ketukan, surat_tugas=letters))
    assert hasil.terlambat_menit >= 0
    assert hasil.pulang_cepat_menit >= 0
    costs = (hasil.terlambat_menit, hasil.pulang_cepat_menit, hasil.tanpa_masuk, hasil.tanpa_pulang)
    if hasil.status not in (StatusHari.HADIR, StatusHari.WFA):
        assert not any(costs)
    assert not (hasil.tanpa_masuk and hasil.tanpa_pulang)


@given(rencana=PLANS, ketukan=KETUKAN, letters=LETTERS, more=KETUKAN)
def test_the_order_of_taps_changes_nothing(
    rencana: Rencana,
    ketukan: list[Ketuk],
    letters: list[tuple[datetime, datetime]],
    more: list[Ketuk],
) -> None:
    forth = hari_nilai(rencana, FaktaHari([*ketukan, *more], surat_tugas=letters))
    back = hari_nilai(rencana, FaktaHari([*more, *ketukan][::-1], surat_tugas=letters))
    assert forth == back


@given(ketukan=KETUKAN, more=KAPAN)
def test_on_fixed_hours_an_earlier_masuk_or_a_later_pulang_never_costs_more(
    ketukan: list[Ketuk], more: datetime
) -> None:
    before = hari_nilai(plan(KAMIS), FaktaHari(ketukan))
    if before.status is StatusHari.ALPA:
        return
    for arah in (MASUK, PULANG):
        after = hari_nilai(plan(KAMIS), FaktaHari([*ketukan, Ketuk(arah, more)]))
        if arah == MASUK and before.masuk is not None:
            assert after.terlambat_menit <= before.terlambat_menit
        if arah == PULANG and before.pulang is not None:
            assert after.pulang_cepat_menit <= before.pulang_cepat_menit


@given(rencana=PLANS, ketukan=KETUKAN, kode=st.sampled_from(sorted(TIDAK_MASUK)))
def test_leave_on_a_day_of_duty_is_that_leave_whatever_was_tapped(
    rencana: Rencana, ketukan: list[Ketuk], kode: StatusHari
) -> None:
    hasil = hari_nilai(rencana, FaktaHari(ketukan, tidak_masuk=kode))
    assert hasil.status is (StatusHari(rencana.libur.value) if rencana.libur else kode)


@given(
    ketukan=KETUKAN,
    zona=st.sampled_from(["Asia/Jakarta", "Asia/Jayapura", "UTC"]),
)
def test_the_zone_a_tap_is_written_in_changes_nothing(ketukan: list[Ketuk], zona: str) -> None:
    moved = [Ketuk(k.arah, k.pada.astimezone(ZoneInfo(zona))) for k in ketukan]
    assert hari_nilai(plan(KAMIS), FaktaHari(moved)) == hari_nilai(plan(KAMIS), FaktaHari(ketukan))


@given(ketukan=st.lists(st.builds(Ketuk, st.sampled_from((MASUK, PULANG)), KAPAN), max_size=8))
def test_a_tap_belongs_to_one_day_at_most_and_to_a_duty_it_fits(ketukan: list[Ketuk]) -> None:
    plans = [
        plan(date(2026, 7, 8), "SH3", roster=BarisRoster("MALAM")),
        plan(KAMIS, "SH3", roster=BarisRoster("SIANG")),
        plan(date(2026, 7, 10), "SH3", roster=BarisRoster("PAGI")),
    ]
    belongs = ketukan_bagi(plans, ketukan, JENDELA)
    spread = [ketuk for rows in belongs.values() for ketuk in rows]
    assert len(spread) <= len(ketukan)
    for rencana in plans:
        assert rencana.mulai
        assert rencana.selesai
        for ketuk in belongs.get(rencana.tanggal, []):
            assert rencana.mulai - MENIT * 150 <= ketuk.pada <= rencana.selesai + MENIT * 360
    assert ketukan_bagi(plans[::-1], ketukan, JENDELA).keys() == belongs.keys()
