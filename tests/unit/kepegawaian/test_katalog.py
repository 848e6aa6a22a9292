"""The first dated rows say what the regulations say, read as the rules read them."""

from datetime import date

import pytest

from kepegawaian.rules.golongan import GOLONGAN_PNS
from kepegawaian.rules.syarat import KONDISI
from kepegawaian.selectors import aturan
from kepegawaian.selectors.layanan import layanan_in_force, syarat_rows
from kepegawaian.selectors.pensiun import PENSIUN_BUP
from sitamu.inti.errors import DataKurangError
from tests.unit.kepegawaian import bawaan
from tests.unit.kepegawaian.contoh import tabel_pns

pytestmark = pytest.mark.django_db
PADA = date(2026, 11, 25)


def test_bup_rows_are_those_of_the_regulations() -> None:
    assert set(aturan.aturan_bup(on=PADA)) == set(bawaan.ATURAN_BUP)
    assert len(aturan.aturan_bup(on=PADA)) == len(bawaan.ATURAN_BUP)


def test_pension_parameters_are_those_of_the_regulations() -> None:
    assert aturan.batas_pensiun(on=PADA) == bawaan.BATAS_PENSIUN
    assert aturan.syarat_hak(on=PADA) == bawaan.SYARAT_HAK
    assert aturan.aturan_pokok(on=PADA) == bawaan.ATURAN_POKOK
    assert aturan.bebas_hukdis(on=PADA) == (
        bawaan.BULAN_BEBAS_HUKDIS,
        bawaan.TINGKAT_BEBAS_HUKDIS,
    )


def test_gaji_pokok_is_the_table_of_pp_5_2024() -> None:
    assert aturan.tabel_gaji_pns(on=PADA) == tabel_pns()


def test_before_the_first_row_nothing_is_guessed() -> None:
    with pytest.raises(DataKurangError, match="GAJI_PNS pada 31-12-2023"):
        aturan.tabel_gaji_pns(on=date(2023, 12, 31))
    aturan.tabel_gaji_pns(on=date(2024, 1, 1))


def test_the_service_promises_seven_working_days_and_asks_only_what_the_rules_know() -> None:
    versi = layanan_in_force(PENSIUN_BUP, on=PADA)
    assert versi.janji_hari_kerja == bawaan.JANJI_HARI_KERJA
    rows = syarat_rows(versi)
    assert {row.kondisi for row in rows} <= set(KONDISI)
    assert len({row.kode for row in rows}) == len(rows) > 0


def test_every_golongan_has_one_rule_who_issues_its_sk() -> None:
    rules = layanan_in_force(PENSIUN_BUP, on=PADA).layanan.aturan_sk.all()
    ranges = [(r.golongan_dari, r.golongan_sampai) for r in rules]
    place = GOLONGAN_PNS.index
    covered = [
        golongan
        for dari, sampai in ranges
        for golongan in GOLONGAN_PNS[place(dari) : place(sampai) + 1]
    ]
    assert sorted(covered) == sorted(GOLONGAN_PNS)
