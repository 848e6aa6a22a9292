from dataclasses import replace
from datetime import date

import pytest

from kepegawaian.rules.syarat import ButirDiminta, FaktaSyarat, SyaratBaris, butir_required
from sitamu.inti.errors import DataKurangError

POLOS = FaktaSyarat(
    ada_pmk=False,
    ada_pasangan=False,
    pernah_cerai=False,
    lahir_anak=(),
    ada_npwp=False,
    pada=date(2026, 11, 25),
)


def baris(kode: str, kondisi: str = "", *, tahun: int = 0, urutan: int = 1) -> SyaratBaris:
    return SyaratBaris(kode, kode.title(), kode.lower(), kondisi, tahun, urutan)


def asked(*rows: SyaratBaris, fakta: FaktaSyarat = POLOS) -> list[str]:
    return [butir.nama for butir in butir_required(rows, fakta, tahun_terakhir=2025)]


def test_items_come_in_the_order_of_the_catalogue_not_in_that_of_the_rows() -> None:
    assert asked(baris("KK", urutan=2), baris("DPCP", urutan=1)) == ["Dpcp", "Kk"]


def test_a_paper_one_a_year_is_asked_for_the_last_years_oldest_first() -> None:
    skp = baris("SKP", tahun=2, urutan=2)
    got = butir_required([skp, baris("DPCP"), baris("KK", urutan=3)], POLOS, tahun_terakhir=2025)
    assert got[0] == ButirDiminta(baris("DPCP"), "", "Dpcp")
    assert got[1:3] == [
        ButirDiminta(skp, "2024", "Skp 2024"),
        ButirDiminta(skp, "2025", "Skp 2025"),
    ]
    assert [butir.nama for butir in got[3:]] == ["Kk"]


@pytest.mark.parametrize(
    ("kondisi", "fakta"),
    [
        ("ADA_PMK", replace(POLOS, ada_pmk=True)),
        ("MENIKAH", replace(POLOS, ada_pasangan=True)),
        ("CERAI", replace(POLOS, pernah_cerai=True)),
        ("ADA_NPWP", replace(POLOS, ada_npwp=True)),
        ("ADA_ANAK_TERTANGGUNG", replace(POLOS, lahir_anak=(date(1990, 1, 1), date(2001, 11, 26)))),
    ],
)
def test_a_paper_is_asked_only_of_whom_it_concerns(kondisi: str, fakta: FaktaSyarat) -> None:
    rows = (baris("A", kondisi), baris("B", urutan=2))
    assert asked(*rows) == ["B"]
    assert asked(*rows, fakta=fakta) == ["A", "B"]


def test_a_child_who_turns_25_today_is_no_dependant_any_more() -> None:
    grown = replace(POLOS, lahir_anak=(date(2001, 11, 25),))
    assert asked(baris("A", "ADA_ANAK_TERTANGGUNG"), fakta=grown) == []


def test_a_condition_that_no_rule_knows_is_never_skipped() -> None:
    with pytest.raises(DataKurangError, match="kondisi syarat ADA_HARTA"):
        asked(baris("A", "ADA_HARTA"))
