from typing import Any

import pytest

from kepegawaian.rules.masa_kerja import MasaKerja, masa_kerja_keseluruhan
from kepegawaian.rules.pensiun import masa_kerja_pensiun
from tests.unit.kepegawaian.contoh import cases, masa_kerja


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
