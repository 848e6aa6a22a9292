from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kepegawaian.rules.nip import (
    GalatNip,
    HasilNip,
    IdentitasTercatat,
    PeringatanNip,
    nip_check,
    nip_from_cell,
)
from tests.unit.kepegawaian.contoh import cases


def _recorded(data: dict[str, str] | None) -> IdentitasTercatat | None:
    if data is None:
        return None
    return IdentitasTercatat(date.fromisoformat(data["tanggal_lahir"]), data["jenis_kelamin"])


def _answer(hasil: HasilNip, key: str) -> Any:
    value = getattr(hasil, key)
    match key:
        case "galat" | "peringatan":
            return list(value)
        case "tanggal_lahir":
            return value.isoformat()
        case "tmt_cpns":
            return f"{value[0]:04d}-{value[1]:02d}"
        case _:
            return value


@pytest.mark.parametrize(("masukan", "harapan"), cases("nip"))
def test_worked_cases_of_nip(masukan: dict[str, Any], harapan: dict[str, Any]) -> None:
    hasil = nip_check(
        masukan["nip"],
        jenis_pegawai=masukan["jenis_pegawai"],
        tercatat=_recorded(masukan.get("data_tercatat")),
    )
    assert {key: _answer(hasil, key) for key in harapan} == harapan


def test_all_that_is_wrong_is_said_at_once() -> None:
    hasil = nip_check("197902302005133000")
    assert hasil.galat == (
        GalatNip.TANGGAL_LAHIR,
        GalatNip.BULAN_TMT,
        GalatNip.JENIS_KELAMIN,
        GalatNip.NOMOR_URUT,
    )


def test_a_nip_must_agree_with_sex_and_tmt_on_record() -> None:
    tercatat = IdentitasTercatat(date(1990, 2, 28), "L", date(2015, 4, 1))
    hasil = nip_check("199002282015032004", tercatat=tercatat)
    assert hasil.galat == (GalatNip.BEDA_JENIS_KELAMIN, GalatNip.BEDA_TMT_CPNS)


def test_an_arabic_digit_is_not_a_digit() -> None:
    assert nip_check("19900228201503200٤").galat == (GalatNip.BUKAN_ANGKA,)


def test_an_old_cpns_and_an_empty_nip() -> None:
    assert nip_check("193001011955031001", jenis_pegawai="CPNS").valid
    assert nip_check(" ").galat == (GalatNip.PANJANG,)


def test_nobody_enters_service_on_the_day_of_birth() -> None:
    assert nip_check("199503011995031001").galat == (GalatNip.TAHUN_TMT,)


def test_agreement_codes_from_21_on_are_taken_without_a_word() -> None:
    for kode, peringatan in (("20", (PeringatanNip.KODE_PERJANJIAN,)), ("21", ()), ("99", ())):
        hasil = nip_check(f"198703122022{kode}2005", jenis_pegawai="PPPK")
        assert (hasil.valid, hasil.peringatan) == (True, peringatan)


def test_a_month_in_place_of_the_agreement_code_only_warns_for_pppk() -> None:
    hasil = nip_check("198703122022032005", jenis_pegawai="PPPK")
    assert hasil.valid
    assert hasil.peringatan == (PeringatanNip.KODE_PERJANJIAN,)


@pytest.mark.parametrize("nip", ["000001011990031001", "199001010000031001", "199001012022211000"])
def test_zero_years_never_crash(nip: str) -> None:
    for jenis in ("PNS", "PPPK"):
        assert not nip_check(nip, jenis_pegawai=jenis).valid


@given(st.text() | st.text(alphabet="0123456789", min_size=18, max_size=18))
def test_any_text_gets_an_answer(teks: str) -> None:
    for jenis in ("PNS", "PPPK"):
        nip_check(teks, jenis_pegawai=jenis)


@given(st.dates(date(1940, 1, 1), date(2005, 1, 1)), st.integers(1, 999), st.sampled_from("12"))
def test_what_is_put_into_a_nip_is_read_back(lahir: date, urut: int, kelamin: str) -> None:
    hasil = nip_check(f"{lahir:%Y%m%d}{lahir.year + 25}07{kelamin}{urut:03d}")
    assert hasil.valid
    assert (hasil.tanggal_lahir, hasil.tmt_cpns, hasil.nomor_urut) == (
        lahir,
        (lahir.year + 25, 7),
        urut,
    )


@pytest.mark.parametrize(
    "cell",
    [
        1.97710142007012e17,
        197710142007012001,
        True,
        date(1977, 10, 14),
        "1.97710142007012E+17",
        "1,9771E+17",
        "19771014200701200.0",  # without the dot it would pass for a NIP
        "197710142007012001.0",
    ],
)
def test_a_cell_that_is_or_was_a_number_is_never_a_nip(cell: object) -> None:
    sel = nip_from_cell(cell)
    assert sel.nip is None
    assert sel.galat == "nip_angka"


@pytest.mark.parametrize(
    "cell",
    [
        "198011122006012001",
        "'19801112 200601 2 001 ",
        '"198011122006012001"',
        "19801112.200601.2.001",
        "\u00a019801112\u200b2006012001",
    ],
)
def test_a_quoted_or_spaced_text_nip_is_taken(cell: str) -> None:
    assert nip_from_cell(cell).nip == "198011122006012001"


@pytest.mark.parametrize("cell", [None, "", "  ", "'"])
def test_an_empty_cell_says_so(cell: object) -> None:
    assert nip_from_cell(cell).galat == "nip_kosong"


def test_every_reason_has_a_sentence_and_no_log_shows_a_nip() -> None:
    assert all(galat.pesan for galat in GalatNip)
    assert "1990" not in repr(nip_check("199002282015032004"))


@pytest.mark.parametrize(
    ("nip", "jenis", "galat"),
    [
        ("199001011990031001", "PNS", ()),  # a month after birth is odd and no contradiction
        ("199003011990031001", "PNS", (GalatNip.TAHUN_TMT,)),
        ("199001012008001001", "PNS", (GalatNip.BULAN_TMT,)),
        ("199001012008011001", "PNS", ()),
        ("199001012008121001", "PNS", ()),
        ("199001012008131001", "PNS", (GalatNip.BULAN_TMT,)),
        ("199001010000011001", "PNS", (GalatNip.TAHUN_TMT,)),
        ("199001011990211001", "PPPK", (GalatNip.TAHUN_TMT,)),  # the year of birth itself
        ("199001011991211001", "PPPK", ()),
        ("199013011991211001", "PPPK", (GalatNip.TANGGAL_LAHIR,)),
        ("199013010000211001", "PPPK", (GalatNip.TANGGAL_LAHIR, GalatNip.TAHUN_TMT)),
        ("199013010001211001", "PPPK", (GalatNip.TANGGAL_LAHIR,)),
    ],
)
def test_year_and_month_of_the_tmt_at_their_edges(
    nip: str, jenis: str, galat: tuple[GalatNip, ...]
) -> None:
    assert nip_check(nip, jenis_pegawai=jenis).galat == galat


@pytest.mark.parametrize(
    ("nip", "jenis", "muda"),
    [
        ("199003022008031001", "PNS", True),  # 18 on the next day
        ("199003012008031001", "PNS", False),
        ("199012312007211001", "PPPK", True),  # of a PPPK only the years are known
        ("199012312008211001", "PPPK", False),
        ("199013312007211001", "PPPK", False),  # no birth date, no age
    ],
)
def test_an_age_under_18_at_the_tmt_is_a_doubt(nip: str, jenis: str, *, muda: bool) -> None:
    hasil = nip_check(nip, jenis_pegawai=jenis)
    assert (PeringatanNip.UMUR_MUDA in hasil.peringatan) is muda


def test_each_kind_of_number_carries_its_own_facts() -> None:
    pns = nip_check("199002282015032004")
    assert (pns.tmt_cpns, pns.tahun_pengangkatan, pns.kode_perjanjian) == ((2015, 3), None, None)
    pppk = nip_check("198703122022212005", jenis_pegawai="PPPK")
    assert (pppk.tmt_cpns, pppk.tahun_pengangkatan, pppk.kode_perjanjian) == (None, 2022, "21")
    assert pppk.umur_saat_tmt is None


def test_the_record_says_the_tmt_by_its_month() -> None:
    def galat(tmt: date) -> tuple[GalatNip, ...]:
        return nip_check("199002282015032004", tercatat=IdentitasTercatat(tmt_cpns=tmt)).galat

    assert galat(date(2015, 3, 1)) == galat(date(2015, 3, 31)) == ()
    assert galat(date(2015, 4, 1)) == (GalatNip.BEDA_TMT_CPNS,)


@pytest.mark.parametrize("nip", ["19900228", "199002282015O32004"])
def test_a_number_that_is_not_read_is_given_back(nip: str) -> None:
    assert nip_check(f" {nip}").nip_normal == nip
