"""Papers and answers beside the record: only what differs is said."""

from datetime import date

import pytest

from kepegawaian.rules.banding import (
    beda_all,
    golongan_beda,
    jawaban_beda,
    nip_beda,
    tanggal_beda,
    tanggal_in,
)

NIP = "198501012010011001"
LAIN = "199002022015022002"


@pytest.mark.parametrize(
    ("teks", "lain"),
    [
        (f"Nama: Siti NIP {LAIN}", LAIN),
        ("NIP. 19900202 201502 2 002", LAIN),
        (f"a.n. {NIP} dan ditetapkan oleh {LAIN}", None),
        ("NIP 19850101 201001 1 001", None),
        ("tanpa nomor sama sekali", None),
        (f"nomor lain 1{LAIN}5", None),
    ],
)
def test_a_paper_of_somebody_else_is_told_by_its_nip(teks: str, lain: str | None) -> None:
    found = nip_beda(NIP, teks)
    assert (found.lain if found else None) == lain


def test_without_a_nip_on_record_nothing_is_compared() -> None:
    assert nip_beda(None, f"NIP {LAIN}") is None


@pytest.mark.parametrize(
    ("teks", "lain"),
    [
        ("dari Penata Muda (III/a) menjadi III/b", None),
        ("pangkat Pengatur, golongan ruang II/c", "II/c"),
        ("golongan II / d dan IV/a", "II/d, IV/a"),
        ("nomor 800/III/2020", None),
        ("XII/a", None),
    ],
)
def test_a_golongan_that_the_paper_does_not_name_is_told(teks: str, lain: str | None) -> None:
    found = golongan_beda("III/b", teks)
    assert (found.lain if found else None) == lain


def test_a_golongan_of_pppk_is_not_looked_for() -> None:
    assert golongan_beda("IX", "golongan ruang II/c") is None


def test_dates_are_read_in_figures_and_in_words() -> None:
    teks = "TMT 01-04-2022, ditetapkan 28 februari 2022, 31-02-2022, 1/5/2022, 45.13.2022"
    assert tanggal_in(teks) == {date(2022, 4, 1), date(2022, 2, 28), date(2022, 5, 1)}


def test_a_day_that_the_paper_does_not_hold_is_told_unless_it_holds_no_day() -> None:
    tmt = date(2022, 4, 1)
    assert tanggal_beda("TMT", tmt, "mulai 1 April 2022") is None
    assert tanggal_beda("TMT", tmt, "tidak ada tanggal") is None
    assert tanggal_beda("TMT", None, "1 Mei 2022") is None
    found = tanggal_beda("TMT", tmt, "mulai 1 Mei 2022")
    assert found is not None
    assert (found.data, found.lain) == ("1 April 2022", "tidak tertulis")


def test_an_answer_differs_by_its_letters_and_figures_only() -> None:
    rows = jawaban_beda(
        {
            "Alamat": ("Jl. Merdeka 7", "jl merdeka, 7"),
            "Nomor HP": ("081200000001", "081200000002"),
            "Kosong": ("", "x"),
        }
    )
    assert [(b.bidang, b.data, b.lain) for b in rows] == [
        ("Nomor HP", "081200000001", "081200000002")
    ]
    assert beda_all([None, rows[0]]) == rows
