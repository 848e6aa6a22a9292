"""Thresholds of PP 94/2021: a warning, counted from the person's own working days."""

from datetime import date, timedelta
from importlib import import_module

import pytest

from presensi.rules.hari import StatusHari
from presensi.rules.pp94 import (
    HitunganAlpa,
    alpa_hitung,
    ambang_baru,
    pp94_peringatan,
)
from presensi.selectors.aturan import pp94_read

ATURAN = pp94_read(import_module("presensi.migrations.0005_aturan_hari").ROWS["PP94_ALPA"][1])
A, H, W, L = StatusHari.ALPA, StatusHari.HADIR, StatusHari.AKHIR_PEKAN, StatusHari.CUTI_TAHUNAN


def days(*status: StatusHari, mulai: date = date(2026, 7, 6)) -> list[tuple[date, str]]:
    return [(mulai + timedelta(days=n), s) for n, s in enumerate(status)]


@pytest.mark.parametrize(
    ("kumulatif", "tingkat", "jenis"),
    [
        (0, None, None),
        (2, None, None),
        (3, "RINGAN", "TEGURAN_LISAN"),
        (4, "RINGAN", "TEGURAN_TERTULIS"),
        (6, "RINGAN", "TEGURAN_TERTULIS"),
        (7, "RINGAN", "PERNYATAAN_TIDAK_PUAS_TERTULIS"),
        (10, "RINGAN", "PERNYATAAN_TIDAK_PUAS_TERTULIS"),
        (11, "SEDANG", "POTONG_TUKIN_25_PERSEN_6_BULAN"),
        (16, "SEDANG", "POTONG_TUKIN_25_PERSEN_9_BULAN"),
        (20, "SEDANG", "POTONG_TUKIN_25_PERSEN_12_BULAN"),
        (24, "BERAT", "PENURUNAN_JABATAN_12_BULAN"),
        (27, "BERAT", "PEMBEBASAN_JABATAN_12_BULAN"),
        (28, "BERAT", "PDH_TAPS"),
    ],
)
def test_the_days_of_a_year_reach_the_kind_of_their_band(
    kumulatif: int, tingkat: str | None, jenis: str | None
) -> None:
    found = pp94_peringatan(HitunganAlpa(kumulatif, 1), ATURAN)
    assert (found.tingkat, found.jenis, found.gaji_dihentikan) == (tingkat, jenis, False)


def test_ten_working_days_in_a_row_are_a_breach_of_their_own() -> None:
    assert pp94_peringatan(HitunganAlpa(9, 9), ATURAN).jenis == "PERNYATAAN_TIDAK_PUAS_TERTULIS"
    found = pp94_peringatan(HitunganAlpa(10, 10), ATURAN)
    assert (found.tingkat, found.jenis, found.gaji_dihentikan) == ("BERAT", "PDH_TAPS", True)


def test_days_off_do_not_break_a_run_but_work_and_leave_do() -> None:
    akhir = date(2026, 12, 31)
    assert alpa_hitung(days(A, A, W, W, A), sampai=akhir) == HitunganAlpa(3, 3)
    assert alpa_hitung(days(A, A, H, A), sampai=akhir) == HitunganAlpa(3, 2)
    assert alpa_hitung(days(A, L, A), sampai=akhir) == HitunganAlpa(2, 1)


def test_a_run_crosses_the_year_while_the_sum_begins_anew() -> None:
    rows = days(A, A, A, A, A, mulai=date(2026, 12, 29))
    assert alpa_hitung(rows, sampai=date(2027, 1, 31)) == HitunganAlpa(2, 5)
    assert alpa_hitung(rows, sampai=date(2026, 12, 31)) == HitunganAlpa(3, 3)


@pytest.mark.parametrize(
    ("sebelum", "sesudah", "baru"),
    [(0, 1, True), (1, 2, False), (2, 3, True), (3, 4, True), (4, 6, False), (6, 11, True)],
)
def test_the_superior_is_warned_at_each_threshold(sebelum: int, sesudah: int, baru: bool) -> None:
    assert ambang_baru(sebelum, sesudah, ATURAN) is baru
