from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kepegawaian.errors import FaktaInvalidError
from kepegawaian.rules.periode_kp import RezimPeriode, jendela_usul, tmt_kp, tmt_permitted
from sitamu.inti.errors import DataKurangError
from sitamu.inti.rules.tanggal import tambah_tahun
from tests.unit.kepegawaian.pustaka import ATURAN

REZIM = ATURAN.periode_kp
TMT = st.dates(date(2002, 5, 1), date(2060, 12, 31))


@pytest.mark.parametrize(
    ("genap", "tmt"),
    [
        ("2023-10-01", "2023-10-01"),
        ("2023-10-02", "2024-02-01"),  # no 1 April 2024 only: the regime of the TMT decides
        ("2023-12-31", "2024-02-01"),
        ("2024-02-01", "2024-02-01"),
        ("2024-02-02", "2024-04-01"),
        ("2025-08-02", "2025-10-01"),
        ("2025-09-01", "2025-10-01"),
        ("2025-10-01", "2025-10-01"),
        ("2025-10-02", "2025-11-01"),
        ("2026-01-31", "2026-02-01"),
    ],
)
def test_the_regime_of_the_tmt_decides_at_every_edge(genap: str, tmt: str) -> None:
    assert tmt_kp(date.fromisoformat(genap), 0, REZIM).tmt_kp == date.fromisoformat(tmt)


@given(TMT, st.integers(0, 10))
def test_a_promotion_is_never_early_always_permitted_and_at_most_half_a_year_late(
    mulai: date, tahun: int
) -> None:
    hasil = tmt_kp(mulai, tahun, REZIM)
    genap = tambah_tahun(mulai, tahun)
    assert genap <= hasil.tmt_kp <= genap + timedelta(days=184)
    assert tmt_permitted(hasil.tmt_kp, REZIM)


@given(TMT, TMT, st.integers(0, 6))
def test_who_was_promoted_earlier_is_never_promoted_later(a: date, b: date, tahun: int) -> None:
    first, second = sorted((a, b))
    assert tmt_kp(first, tahun, REZIM).tmt_kp <= tmt_kp(second, tahun, REZIM).tmt_kp


def test_a_day_before_the_first_regime_and_a_regime_without_months_are_not_guessed() -> None:
    with pytest.raises(DataKurangError, match="periode kenaikan pangkat pada 1 April 2002"):
        tmt_kp(date(2002, 4, 1), 0, REZIM)
    empty = RezimPeriode(frozenset(), REZIM[-1].sumber)
    with pytest.raises(DataKurangError, match="sesudah"):
        tmt_kp(date(2026, 1, 1), 0, [empty])


def test_an_answer_says_which_months_are_allowed() -> None:
    assert "1 April, Oktober" in tmt_kp(date(2018, 5, 1), 4, REZIM).alasan[0].teks
    assert "setiap bulan" in tmt_kp(date(2022, 5, 1), 4, REZIM).alasan[0].teks


@given(st.dates(date(2025, 11, 1), date(2100, 12, 31)).map(lambda d: d.replace(day=1)))
def test_a_window_runs_from_the_16th_to_the_15th_and_windows_touch(tmt: date) -> None:
    aturan = ATURAN.jendela_kp(tmt)
    hasil = jendela_usul(tmt, aturan)
    assert (hasil.usul_mulai.day, hasil.usul_akhir.day) == (16, 15)
    assert hasil.usul_mulai < hasil.usul_akhir < tmt
    assert 14 <= (tmt - hasil.usul_akhir).days <= 17
    following = jendela_usul((tmt + timedelta(days=31)).replace(day=1), aturan)
    assert following.usul_mulai == hasil.usul_akhir + timedelta(days=1)


def test_an_inner_deadline_of_the_office_lies_before_the_last_day() -> None:
    aturan = ATURAN.jendela_kp(date(2026, 3, 1))
    inner = type(aturan)(16, 2, 31, 1, 10, aturan.sumber)
    hasil = jendela_usul(date(2026, 3, 1), inner)
    assert hasil.usul_akhir == date(2026, 2, 28)  # a day the month lacks is its last
    assert hasil.batas_internal == date(2026, 2, 18)


def test_a_tmt_that_is_no_first_day_has_no_window() -> None:
    with pytest.raises(FaktaInvalidError, match="tanggal 1"):
        jendela_usul(date(2026, 3, 2), ATURAN.jendela_kp(date(2026, 3, 2)))
