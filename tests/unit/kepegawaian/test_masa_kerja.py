from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kepegawaian.rules.golongan import GOLONGAN_PNS, golongan_parse
from kepegawaian.rules.masa_kerja import (
    MasaKerja,
    masa_kerja_hitung,
    masa_kerja_keseluruhan,
    mkg_pindah,
    pengurangan_bulan,
)
from kepegawaian.rules.pensiun import masa_kerja_pensiun
from tests.unit.kepegawaian.contoh import cases, masa_kerja
from tests.unit.kepegawaian.pustaka import ATURAN


@pytest.mark.parametrize(("masukan", "harapan"), cases("masa_kerja"))
def test_worked_cases_of_total_service(masukan: dict[str, Any], harapan: dict[str, Any]) -> None:
    def pasangan(iso: str) -> tuple[int, int]:
        return int(iso[:4]), int(iso[5:7])

    pmk = masa_kerja(masukan["pmk"])
    assert pmk is not None
    hasil = masa_kerja_keseluruhan(pasangan(masukan["tmt_cpns"]), pasangan(masukan["tanggal"]), pmk)
    assert hasil == masa_kerja(harapan["masa_kerja_keseluruhan"])


def test_service_for_the_pension_is_whole_months_up_to_the_tmt() -> None:
    assert masa_kerja_pensiun((1994, 3), (2026, 3)) == MasaKerja(32)
    assert masa_kerja_pensiun((1994, 3), (2026, 2)) == MasaKerja(31, 11)
    assert masa_kerja_pensiun((1994, 3), (2026, 3), MasaKerja(2, 10)) == MasaKerja(34, 10)


def test_leave_without_pay_is_not_service_and_never_counted_twice() -> None:
    cltn = [((2010, 1), (2013, 1)), ((2012, 7), (2013, 7)), ((1990, 1), (1994, 5))]
    assert masa_kerja_pensiun((1994, 3), (2026, 3), cltn=cltn) == MasaKerja(28, 4)


def test_impossible_figures_are_programming_errors() -> None:
    with pytest.raises(ValueError, match="before"):
        masa_kerja_pensiun((2026, 3), (2026, 2))
    with pytest.raises(ValueError, match="month"):
        masa_kerja_pensiun((2026, 13), (2027, 2))
    for tahun, bulan in ((1, 12), (-1, 0), (0, -1)):
        with pytest.raises(ValueError, match="masa kerja"):
            MasaKerja(tahun, bulan)


def test_service_reads_as_words_and_compares() -> None:
    assert str(MasaKerja(28, 3)) == "28 tahun 3 bulan"
    assert MasaKerja(9, 11) < MasaKerja(10)


# Masa kerja golongan


@pytest.mark.parametrize(
    ("dari", "ke", "tahun"),
    [
        ("I/d", "II/a", 6),
        ("II/d", "III/a", 5),
        ("III/d", "IV/a", 0),
        ("I/a", "III/a", 11),
        ("I/a", "IV/e", 11),
        ("II/a", "II/d", 0),
        ("III/a", "II/d", 0),
    ],
)
def test_each_border_crossed_cuts_its_years(dari: str, ke: str, tahun: int) -> None:
    got = mkg_pindah(MasaKerja(20, 7), golongan_parse(dari), golongan_parse(ke), ATURAN.mkg)
    assert got.mkg == MasaKerja(20 - tahun, 7)
    assert got.alasan[0].dasar == "PP 7/1977 (gaji segaris)"
    assert ("tidak mengurangi" in got.alasan[0].teks) is (tahun == 0)
    assert str(got.mkg) in got.alasan[0].teks


def test_mkg_stops_at_zero_and_pppk_have_no_cuts() -> None:
    def pindah(dari: str, ke: str) -> MasaKerja:
        return mkg_pindah(
            MasaKerja(4, 11), golongan_parse(dari), golongan_parse(ke), ATURAN.mkg
        ).mkg

    assert pindah("II/d", "III/a") == MasaKerja(0)
    assert pindah("V", "IX") == MasaKerja(4, 11)
    assert pindah("V", "III/a") == pindah("II/a", "IX") == MasaKerja(4, 11)
    without = replace(ATURAN.mkg, pengurangan_bulan={})  # a border the row does not name
    assert pengurangan_bulan(golongan_parse("I/a"), golongan_parse("IV/a"), without) == 0


@given(
    st.sampled_from(GOLONGAN_PNS),
    st.sampled_from(GOLONGAN_PNS),
    st.integers(0, 480),
    st.integers(0, 96),
)
def test_mkg_is_total_service_with_its_start_less_the_cuts(
    awal: str, kini: str, bulan: int, pmk_bulan: int
) -> None:
    pmk = MasaKerja.from_bulan(pmk_bulan)
    sampai = (2000 + bulan // 12, bulan % 12 + 1)
    dari, ke = golongan_parse(awal), golongan_parse(kini)
    hasil = masa_kerja_hitung((2000, 1), sampai, dari, ke, ATURAN.mkg, pmk=pmk)
    total = hasil.masa_kerja_keseluruhan.total_bulan
    cut = pengurangan_bulan(dari, ke, ATURAN.mkg)
    start = 36 if awal in ("I/c", "II/b", "II/c") else 0
    assert total == bulan + pmk_bulan
    assert hasil.mkg.total_bulan == max(total + start - cut, 0)
    assert cut in (0, 60, 72, 132)


MONTH = st.tuples(st.integers(1990, 2030), st.integers(1, 12))


@given(MONTH, st.integers(0, 480), st.integers(0, 480), st.lists(st.tuples(MONTH, MONTH)))
def test_more_time_is_never_less_service_whatever_the_leaves(
    mulai: tuple[int, int],
    bulan: int,
    lebih: int,
    cltn: list[tuple[tuple[int, int], tuple[int, int]]],
) -> None:
    def sampai(n: int) -> tuple[int, int]:
        total = mulai[0] * 12 + mulai[1] - 1 + n
        return total // 12, total % 12 + 1

    short = masa_kerja_keseluruhan(mulai, sampai(bulan), cltn=cltn)
    assert short <= masa_kerja_keseluruhan(mulai, sampai(bulan + lebih), cltn=cltn)
    assert short <= masa_kerja_keseluruhan(mulai, sampai(bulan))
    assert short.total_bulan <= bulan


@given(st.sampled_from(GOLONGAN_PNS), st.sampled_from(GOLONGAN_PNS), st.integers(0, 480))
def test_a_move_keeps_who_has_served_longer_ahead(dari: str, ke: str, bulan: int) -> None:
    def pindah(n: int) -> MasaKerja:
        masa = MasaKerja.from_bulan(n)
        return mkg_pindah(masa, golongan_parse(dari), golongan_parse(ke), ATURAN.mkg).mkg

    assert pindah(bulan) <= pindah(bulan + 1)
    assert pindah(bulan).total_bulan <= bulan
