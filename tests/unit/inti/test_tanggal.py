from datetime import date

import pytest

from sitamu.inti.rules.tanggal import akhir_bulan, tambah_bulan, tambah_tahun, umur_pada


@pytest.mark.parametrize(
    ("tanggal", "bulan", "hasil"),
    [
        (date(2026, 1, 31), 1, date(2026, 2, 28)),
        (date(2024, 1, 31), 1, date(2024, 2, 29)),
        (date(2026, 12, 1), 1, date(2027, 1, 1)),
        (date(2026, 1, 1), -1, date(2025, 12, 1)),
        (date(2026, 6, 1), -12, date(2025, 6, 1)),
        (date(2026, 6, 15), 0, date(2026, 6, 15)),
    ],
)
def test_months_move_and_stop_at_the_end_of_a_short_month(
    tanggal: date, bulan: int, hasil: date
) -> None:
    assert tambah_bulan(tanggal, bulan) == hasil


def test_a_birthday_on_29_february_stays_in_february() -> None:
    lahir = date(1968, 2, 29)
    assert tambah_tahun(lahir, 58) == date(2026, 2, 28)
    assert umur_pada(lahir, date(2026, 2, 27)) == 57
    assert umur_pada(lahir, date(2026, 2, 28)) == 58


def test_a_year_is_completed_on_the_birthday() -> None:
    assert umur_pada(date(1990, 5, 2), date(2026, 5, 1)) == 35
    assert umur_pada(date(1990, 5, 2), date(2026, 5, 2)) == 36


def test_the_last_day_of_a_month() -> None:
    assert akhir_bulan(date(2024, 2, 3)) == date(2024, 2, 29)
