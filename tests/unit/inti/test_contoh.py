"""The invented staff list that comes with the project."""

from datetime import date

import pytest
from python_calamine import CalamineWorkbook

from kepegawaian.rules.nik import nik_check
from kepegawaian.rules.nip import IdentitasTercatat, nip_check
from sitamu.demo import LISTS
from tests.contoh_pegawai import FOLDER, people, tables


@pytest.mark.parametrize("name", sorted(LISTS.values()))
def test_each_workbook_holds_what_its_script_says(name: str) -> None:
    book = CalamineWorkbook.from_path(str(FOLDER / f"{name}.xlsx"))
    assert book.get_sheet_by_index(0).to_python() == tables()[name]


def test_the_packaged_list_stays_small() -> None:
    assert sum(file.stat().st_size for file in FOLDER.iterdir()) < 200_000


def test_its_people_carry_numbers_that_pass_but_belong_to_nobody() -> None:
    for orang in people():
        jenis = "PPPK" if orang.jenis[0] == "12" else "PNS"
        known = IdentitasTercatat(orang.lahir, "L" if orang.laki else "P")
        assert nip_check(orang.nip, jenis_pegawai=jenis, tercatat=known).valid
        nik = nik_check(orang.nik, tercatat=known)
        assert nik.valid
        assert not nik.peringatan
        assert nik.kode_wilayah == "730899"  # no kecamatan has this code


def test_somebody_in_it_retires_every_half_year_of_the_coming_years() -> None:
    retires = {
        date(o.lahir.year + 60 + o.lahir.month // 12, o.lahir.month % 12 + 1, 1)
        for o in people()
        if o.jabatan.startswith("Guru Ahli M")
    }
    for year in (2027, 2028, 2029, 2030):
        for half in (1, 7):
            assert any(date(year, half, 1) <= tmt < date(year, half + 5, 28) for tmt in retires)
