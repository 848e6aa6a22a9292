from datetime import date

import pytest

from kepegawaian.rules.hukdis import (
    BarisHukdis,
    TingkatHukdis,
    hukdis_blocking,
    hukdis_contradiction,
    hukdis_heaviest,
)
from tests.unit.kepegawaian.bawaan import BULAN_BEBAS_HUKDIS, TINGKAT_BEBAS_HUKDIS

RINGAN, SEDANG, BERAT = TingkatHukdis
TURUN = "Penurunan jabatan setingkat lebih rendah selama 12 bulan"
POTONG = "Pemotongan TPP 25% selama 6 bulan"
FEBRUARI = date(2025, 2, 1)


def _codes(tingkat: TingkatHukdis, jenis: str, akhir: date | None) -> list[str]:
    return [w.kode for w in hukdis_contradiction(tingkat, jenis, FEBRUARI, akhir)]


@pytest.mark.parametrize(
    ("tingkat", "jenis", "akhir"),
    [
        (RINGAN, "Teguran tertulis", None),
        (RINGAN, "Teguran lisan", None),
        (RINGAN, "Pernyataan tidak puas secara tertulis", None),
        (SEDANG, POTONG, date(2025, 8, 1)),
        (SEDANG, POTONG, date(2025, 7, 31)),
        (SEDANG, "Pemotongan tunjangan kinerja 25% selama 9 (sembilan) bulan", date(2025, 11, 1)),
        (SEDANG, "Penundaan kenaikan pangkat selama 1 tahun", date(2026, 2, 1)),
        (SEDANG, "Penurunan pangkat setingkat selama 1 (satu) tahun", date(2026, 2, 1)),
        (BERAT, TURUN, date(2026, 2, 1)),
        (BERAT, "Pembebasan dari jabatan menjadi pelaksana selama 12 bulan", date(2026, 2, 1)),
        (BERAT, "Penurunan pangkat setingkat selama 3 (tiga) tahun", date(2028, 2, 1)),
        (BERAT, "Pemberhentian dengan hormat tidak atas permintaan sendiri", None),
        (SEDANG, "Hukuman lain", None),
        (SEDANG, "Hukuman lain", FEBRUARI),  # the day it begins is a day of it
    ],
)
def test_rows_in_which_all_agrees_do_not_warn(
    tingkat: TingkatHukdis, jenis: str, akhir: date | None
) -> None:
    assert _codes(tingkat, jenis, akhir) == []


@pytest.mark.parametrize(
    ("tingkat", "jenis", "akhir", "codes"),
    [
        (BERAT, "Pemotongan TPP 25% selama 12 bulan", date(2026, 2, 1), ["hukdis_tingkat_beda"]),
        (RINGAN, TURUN, date(2026, 2, 1), ["hukdis_tingkat_beda"]),
        (SEDANG, POTONG, date(2025, 9, 1), ["hukdis_akhir_beda"]),
        (SEDANG, POTONG, None, ["hukdis_akhir_kosong"]),
        (SEDANG, POTONG, date(2025, 1, 1), ["hukdis_akhir_mendahului"]),
        (RINGAN, POTONG, None, ["hukdis_tingkat_beda", "hukdis_akhir_kosong"]),
    ],
)
def test_rows_that_contradict_themselves_warn(
    tingkat: TingkatHukdis, jenis: str, akhir: date | None, codes: list[str]
) -> None:
    assert _codes(tingkat, jenis, akhir) == codes


def test_the_warning_names_both_readings_and_the_one_that_counts() -> None:
    (warning,) = hukdis_contradiction(RINGAN, TURUN, FEBRUARI, date(2026, 2, 1))
    assert warning.kalimat == (
        f"Tingkat tercatat Ringan, sedangkan “{TURUN}” termasuk tingkat Berat "
        "(PP 94/2021 ps. 8). Sampai dibetulkan, yang dipakai tingkat Ringan."
    )
    (warning,) = hukdis_contradiction(SEDANG, POTONG, FEBRUARI, date(2025, 9, 1))
    assert "1 Agustus 2025" in warning.kalimat
    assert "yang dipakai 1 September 2025" in warning.kalimat


@pytest.mark.parametrize(
    ("row", "bebas"),
    [
        (BarisHukdis(SEDANG, date(2025, 6, 1)), True),  # a year ago to the day
        (BarisHukdis(SEDANG, date(2025, 6, 2)), False),
        (BarisHukdis(SEDANG, date(2026, 6, 1)), False),
        (BarisHukdis(SEDANG, date(2026, 6, 2)), True),  # begins tomorrow
        (BarisHukdis(BERAT, date(2024, 1, 1), date(2026, 6, 1)), False),  # last day served
        (BarisHukdis(BERAT, date(2024, 1, 1), date(2026, 5, 31)), True),
        (BarisHukdis(RINGAN, date(2026, 5, 1)), True),
    ],
)
def test_sedang_and_berat_block_while_served_and_for_a_year(row: BarisHukdis, bebas: bool) -> None:
    pada = date(2026, 6, 1)
    found = hukdis_blocking([row], pada, bulan=BULAN_BEBAS_HUKDIS, tingkat=TINGKAT_BEBAS_HUKDIS)
    assert found == (() if bebas else (row,))


def test_the_levels_that_block_are_those_of_the_rule() -> None:
    row, pada = BarisHukdis(RINGAN, date(2026, 5, 1)), date(2026, 6, 1)
    assert hukdis_blocking([row], pada, bulan=12, tingkat=frozenset(TingkatHukdis)) == (row,)
    assert hukdis_blocking([row], pada, bulan=12, tingkat=frozenset()) == ()


def test_the_heaviest_of_several_penalties_counts() -> None:
    rows = [BarisHukdis(t, date(2026, 1, 1)) for t in reversed(TingkatHukdis)]
    assert hukdis_heaviest(rows) is TingkatHukdis.BERAT
    assert hukdis_heaviest(rows[1:]) is TingkatHukdis.SEDANG
    assert hukdis_heaviest([]) is None
