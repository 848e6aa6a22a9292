from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from num2words import num2words

from sitamu.inti.rules.teks import (
    desimal,
    masa_kerja_teks,
    nama_kunci,
    nik_samar,
    nip_samar,
    rupiah,
    tanggal_panjang,
    terbilang,
)


@given(st.integers(0, 10**15 - 1) | st.integers(0, 12_000))
def test_numbers_in_words_agree_with_a_second_implementation(n: int) -> None:
    expected = num2words(n, lang="id")
    if n // 1000 % 1000 == 1:  # num2words says "satu juta satu ribu"
        expected = expected.replace("satu ribu", "seribu")
    assert terbilang(n) == expected


@pytest.mark.parametrize(
    ("n", "kata"),
    [
        (0, "nol"),
        (11, "sebelas"),
        (100, "seratus"),
        (1_000, "seribu"),
        (21_000, "dua puluh satu ribu"),
        (1_001_000, "satu juta seribu"),
        (101_000, "seratus satu ribu"),
        (4_957_100, "empat juta sembilan ratus lima puluh tujuh ribu seratus"),
        (-5, "minus lima"),
    ],
)
def test_numbers_in_words(n: int, kata: str) -> None:
    assert terbilang(n) == kata


def test_numbers_beyond_the_words_are_refused() -> None:
    with pytest.raises(ValueError, match=r"10\^15"):
        terbilang(10**15)


def test_a_long_date_has_no_leading_zero() -> None:
    assert tanggal_panjang(date(2027, 3, 1)) == "1 Maret 2027"
    assert tanggal_panjang(date(2026, 12, 31)) == "31 Desember 2026"


@pytest.mark.parametrize(
    ("nilai", "teks"),
    [
        (1_250_000, "Rp1.250.000"),
        (0, "Rp0"),
        (999, "Rp999"),
        (-1234, "-Rp1.234"),
        (Decimal("1685700.00"), "Rp1.685.700"),
        (Decimal("0.5"), "Rp0,50"),
        (Decimal("-0.001"), "Rp0"),
    ],
)
def test_rupiah(nilai: int | Decimal, teks: str) -> None:
    assert rupiah(nilai) == teks


@pytest.mark.parametrize(
    ("nilai", "teks"),
    [("62.50", "62,5"), ("100", "100"), ("100.00", "100"), ("0.01", "0,01"), ("1E+2", "100")],
)
def test_a_decimal_has_a_comma_and_no_zeros_at_its_end(nilai: str, teks: str) -> None:
    assert desimal(Decimal(nilai)) == teks


@pytest.mark.parametrize(
    ("nama", "kunci"),
    [
        ("SITI  NURHALIZA ", "siti nurhaliza"),
        ("Ma'ruf, S.Pd.", "maruf s pd"),
        ("Ma’ruf", "maruf"),
        ("Nur-Aini", "nur aini"),
        ("José Ångström", "jose angstrom"),
        ("A\u00a0B\u200bC", "a bc"),
        ("", ""),
    ],
)
def test_names_fold_to_one_key(nama: str, kunci: str) -> None:
    assert nama_kunci(nama) == kunci


@given(st.text(alphabet="aBz09 ", max_size=12))
def test_a_plain_name_folds_as_it_does_beside_a_sign_that_vanishes(nama: str) -> None:
    assert nama_kunci(nama) == nama_kunci(f"{nama}\u2019")


@given(st.text())
def test_folding_a_key_again_changes_nothing(nama: str) -> None:
    assert nama_kunci(nama_kunci(nama)) == nama_kunci(nama)


@given(st.text(alphabet=st.characters(max_codepoint=0xFF)))
def test_a_name_and_its_capitals_share_one_key(nama: str) -> None:
    assert nama_kunci(nama.upper()) == nama_kunci(nama)


def test_a_masked_nip_hides_the_birth_date() -> None:
    assert nip_samar("196802291994031002") == "••••••••1994031002"
    assert nip_samar("1968") == "••••"


def test_a_masked_nik_shows_its_last_two_digits() -> None:
    assert nik_samar("7402055503900001") == "••••••••••••••01"
    assert nik_samar("74") == "••"
    assert nik_samar("") == ""


def test_years_of_service_in_words() -> None:
    assert masa_kerja_teks(28, 3) == "28 tahun 3 bulan"
    assert masa_kerja_teks(28, 0) == "28 tahun"
    assert masa_kerja_teks(0, 3) == "3 bulan"
    assert masa_kerja_teks(0, 0) == "0 bulan"
    assert masa_kerja_teks(28, 0, lengkap=True) == "28 tahun 0 bulan"
