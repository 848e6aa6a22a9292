from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kepegawaian.rules.gaji import AturanGajiCpns, gaji_hitung, gaji_pokok, langkah_gaji, tabel_gaji
from kepegawaian.rules.golongan import GOLONGAN_PNS
from kepegawaian.rules.masa_kerja import MasaKerja
from sitamu.inti.errors import DataKurangError
from tests.unit.kepegawaian.contoh import cases, masa_kerja, tabel_pns, tabel_pppk


@pytest.mark.parametrize(("masukan", "harapan"), cases("gaji"))
def test_worked_cases_of_gaji_find_their_cell(masukan: dict, harapan: dict) -> None:
    mkg = masa_kerja(masukan["mkg"])
    assert mkg is not None
    langkah = langkah_gaji(masukan["golongan"], mkg, tabel_pns())
    assert langkah.gaji == harapan["gaji_tabel"]
    assert langkah.mkg == harapan.get("mkg_tabel", langkah.mkg)


def test_months_do_not_reach_the_next_step_and_the_top_step_stays() -> None:
    assert langkah_gaji("III/a", MasaKerja(1, 11), tabel_pns()).mkg == 0
    assert langkah_gaji("III/a", MasaKerja(2), tabel_pns()).mkg == 2
    assert langkah_gaji("III/a", MasaKerja(40), tabel_pns()).mkg == 32


def test_the_tables_are_whole_and_their_lowest_pay_is_known() -> None:
    assert tabel_pns().terendah == 1_685_700
    assert sum(len(cells) for cells in tabel_pns().langkah.values()) == 272
    assert sum(len(cells) for cells in tabel_pppk().langkah.values()) == 272
    for tabel in (tabel_pns(), tabel_pppk()):
        for cells in tabel.langkah.values():
            pay = [cell.gaji for cell in cells]
            assert pay == sorted(set(pay))


@pytest.mark.parametrize(("golongan", "mkg"), [("II/c", MasaKerja(2, 11)), ("V/z", MasaKerja(3))])
def test_a_cell_that_does_not_exist_is_not_guessed(golongan: str, mkg: MasaKerja) -> None:
    with pytest.raises(DataKurangError, match="gaji pokok"):
        gaji_pokok(golongan, mkg, tabel_pns())


def test_a_table_with_one_step_twice_is_refused() -> None:
    cells = [("I/a", 0, 1), ("I/a", 0, 2)]
    with pytest.raises(ValueError, match="twice"):
        tabel_gaji(cells, dasar_hukum="-", berlaku_mulai=tabel_pns().berlaku_mulai)


@given(st.sampled_from(GOLONGAN_PNS), st.integers(3, 50), st.integers(0, 11))
def test_more_service_is_never_less_pay(golongan: str, tahun: int, bulan: int) -> None:
    now = gaji_pokok(golongan, MasaKerja(tahun, bulan), tabel_pns())
    assert now <= gaji_pokok(golongan, MasaKerja(tahun + 1, bulan), tabel_pns())
    assert now == gaji_pokok(golongan, MasaKerja(tahun), tabel_pns())  # months buy nothing


def test_a_table_names_its_row_and_a_part_is_rounded_half_up() -> None:
    cells = [("I/a", 0, 10)]
    tabel = tabel_gaji(cells, dasar_hukum="-", berlaku_mulai=tabel_pns().berlaku_mulai)
    assert tabel.sumber.kunci == "GAJI_PNS"
    lain = tabel_gaji(cells, dasar_hukum="-", berlaku_mulai=tabel.berlaku_mulai, kunci="GAJI_PPPK")
    assert lain.sumber.kunci == "GAJI_PPPK"
    quarter = AturanGajiCpns(Decimal(25), tabel.sumber)  # 2.5 becomes 3
    assert gaji_hitung("I/a", MasaKerja(0), tabel, quarter).gaji_dibayar == 3
    tenth = AturanGajiCpns(Decimal(14), tabel.sumber)  # 1.4 becomes 1
    assert gaji_hitung("I/a", MasaKerja(0), tabel, tenth).gaji_dibayar == 1
