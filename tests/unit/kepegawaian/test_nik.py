from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kepegawaian.rules.nik import GalatNik, PeringatanNik, nik_check
from kepegawaian.rules.nip import IdentitasTercatat
from tests.unit.kepegawaian.contoh import cases


@pytest.mark.parametrize(("masukan", "harapan"), cases("nik"))
def test_worked_cases_of_nik(masukan: dict[str, Any], harapan: dict[str, Any]) -> None:
    data = masukan.get("data_tercatat")
    tercatat = data and IdentitasTercatat(
        date.fromisoformat(data["tanggal_lahir"]), data["jenis_kelamin"]
    )
    hasil = nik_check(masukan["nik"], tercatat=tercatat)
    answer = {
        key: list(value) if isinstance(value := getattr(hasil, key), tuple) else value
        for key in harapan
    }
    assert answer == harapan


@pytest.mark.parametrize(
    ("nik", "galat"),
    [
        ("740205150390001", GalatNik.PANJANG),
        ("", GalatNik.PANJANG),
        ("74020515039O0001", GalatNik.BUKAN_ANGKA),
        ("7402053503900001", GalatNik.TANGGAL_LAHIR),  # day 35
        ("7402054003900001", GalatNik.TANGGAL_LAHIR),  # a woman born on day 0
        ("7402056902010001", GalatNik.TANGGAL_LAHIR),  # 29 February of a common year
    ],
)
def test_an_impossible_nik_is_refused(nik: str, galat: GalatNik) -> None:
    assert nik_check(nik).galat == (galat,)


def test_a_woman_born_on_29_february_and_a_quoted_nik_pass() -> None:
    assert nik_check("'7402 0569 0200 0001").valid


def test_another_birth_date_on_record_only_warns() -> None:
    hasil = nik_check("7402055503900001", tercatat=IdentitasTercatat(date(1990, 5, 15), "P"))
    assert hasil.valid
    assert hasil.peringatan == (PeringatanNik.BEDA_TANGGAL_LAHIR,)


def test_no_log_shows_a_nik() -> None:
    assert "7402" not in repr(nik_check("7402055503900001"))


@given(st.text(alphabet="0123456789", min_size=16, max_size=16) | st.text())
def test_any_text_gets_an_answer(teks: str) -> None:
    nik_check(teks)


@pytest.mark.parametrize(
    ("nik", "lahir", "kelamin", "urut"),
    [
        ("7402053112990001", "311299", "L", 1),
        ("7402054101000123", "010100", "P", 123),
        ("7402057110884567", "311088", "P", 4567),
        ("7402052902000001", "290200", "L", 1),  # 2000 was a leap year, 1900 was not
        ("7402052902960001", "290296", "L", 1),
    ],
)
def test_what_a_nik_says_is_read(nik: str, lahir: str, kelamin: str, urut: int) -> None:
    hasil = nik_check(nik, tercatat=IdentitasTercatat(jenis_kelamin=kelamin))
    assert (hasil.valid, hasil.peringatan) == (True, ())
    assert hasil.nik_normal == nik
    assert (hasil.tanggal_lahir_ddmmyy, hasil.jenis_kelamin, hasil.nomor_urut) == (
        lahir,
        kelamin,
        urut,
    )


@pytest.mark.parametrize(
    "nik",
    [
        "7402053213900001",  # day and month
        "7402051513900001",  # month 13
        "7402052902010001",
        "7402052902970001",
        "7402052902940001",
        "7402054001900001",  # neither day 40 nor day 0 of a woman
    ],
)
def test_a_day_that_never_was_is_refused(nik: str) -> None:
    assert nik_check(nik).galat == (GalatNik.TANGGAL_LAHIR,)


@pytest.mark.parametrize("nik", ["74020515039", "74020515039O0001"])
def test_a_nik_that_is_not_read_is_given_back(nik: str) -> None:
    assert nik_check(nik).nik_normal == nik
